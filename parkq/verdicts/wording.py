"""Figures, gaps and tolerances in words, each in the unit and currency that it is stated in."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from parkq.figures.express import express_bounds, express_difference
from parkq.figures.units import find
from parkq.model import Attribute, Figure
from parkq.terms import Kind
from parkq.verdicts.claims import Claim
from parkq.verdicts.distance import days_apart, distance, in_points, margin_of

if TYPE_CHECKING:
    from fractions import Fraction


def percent(ratio: Decimal, *, unlike: Decimal | None = None) -> str:
    """A fraction as a percentage with one decimal: 0.0734 is ``7.3 %``.

    Args:
        ratio: the fraction.
        unlike: a limit that it is beyond or within, and must not be printed as.
    """
    for decimals in range(1, 9):
        text = _percent(ratio, decimals)
        if (ratio == 0 or text != "0 %") and (unlike in {None, ratio} or text != percent(unlike)):
            return text
    return _percent(ratio, 9)


def _percent(ratio: Decimal, decimals: int) -> str:
    text = f"{ratio * 100:.{decimals}f}"
    return (text.rstrip("0").rstrip(".") or "0") + " %"


def in_full(factor: "Fraction | int") -> str:
    """A factor as it is written: ``10,000``, ``2000/3``."""
    return f"{factor.numerator:,}" if factor.denominator == 1 else f"{factor}"


def bounds(figure: Figure, attribute: Attribute) -> str:
    """The interval that a figure allows: ``201.5–202.5 km²``."""
    return express_bounds(figure.low, figure.high, *_shown_in(figure, attribute))


def gap_between(a: Figure, b: Figure, attribute: Attribute) -> str:
    """How far apart two figures are: ``16 km²``, ``0.5 pp``, ``1 year``; empty where not at all."""
    gap, _ = distance(a, b)
    if not gap:
        return ""
    if a.kind is Kind.DATE:
        number, unit = days_apart(a, b)
        return express_days(number) if unit == "day" else _counted(number, unit)
    return amount(gap, a, attribute)


def amount(number: Decimal, figure: Figure, attribute: Attribute) -> str:
    """An amount of the figure's base unit: ``16 km²``, ``0.5 pp``."""
    if figure.kind is Kind.DATE:
        return express_days(number)
    return express_difference(number, *_shown_in(figure, attribute))


def express_days(number: Decimal) -> str:
    """A number of days, in months or years where there are many."""
    return express_difference(number, "", Kind.DATE)


def _counted(number: Decimal, unit: str) -> str:
    return f"{number:f} {unit}" + ("" if number == 1 else "s")


def _shown_in(figure: Figure, attribute: Attribute) -> tuple[str, Kind | None]:
    """The display unit where the figure is of its base; else the figure's own."""
    if figure.kind is Kind.DATE:
        return attribute.display, Kind.DATE
    if in_points(figure):
        own = find(attribute.display) if attribute.display else None
        return (attribute.display if own and own.base == "ratio" else "%"), Kind.RATIO
    display = attribute.display or {Kind.MONEY: "CNY"}.get(attribute.kind, "")
    unit = find(display) if display else None
    base = unit.base if unit else "1"
    if base == figure.unit:
        return display, attribute.kind
    return ("" if figure.unit == "1" else figure.unit), figure.kind


def tolerance(figure: Figure, attribute: Attribute) -> str:
    """Within what two figures of the attribute are near: ``1 %``, ``0.1 pp``, ``10 min``."""
    margin = margin_of(figure, attribute)
    if margin is None:
        return percent(attribute.tolerance)
    return amount(margin, figure, attribute)


# Claims by their sources


def named(c: Claim) -> str:
    """``202平方公里 (scjjw-2022)``."""
    return f"{c.figure.stated} ({c.fact.source})"


def both(first: Claim, second: Claim) -> str:
    """Two claims side by side."""
    return f"{named(first)} against {named(second)}"


def dated(c: Claim) -> str:
    """``140家 (scjjw-2022, 2021)``."""
    return f"{c.figure.stated} ({c.fact.source}, {when(c)})"


def when(c: Claim) -> str:
    """When a claim held, in words."""
    if c.declared:
        return c.fact.as_of or ""
    return f"published {c.published}" if c.inferred else "undated"


def several(names: Iterable[str]) -> str:
    """Names in a row, once each."""
    return " and ".join(dict.fromkeys(names))
