"""How two figures stand to each other, and how far apart they are.

A figure is the interval that its stated precision allows, and intervals that meet are
consistent, as in XBRL's handling of duplicate facts.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from parkq.figures.units import least_slip_factor, slip_factors
from parkq.model import Attribute, Figure
from parkq.names.folding import fold
from parkq.terms import WORDED, Hedge, Kind
from parkq.verdicts.vocabulary import Relation

if TYPE_CHECKING:
    from fractions import Fraction

ROUNDING_LIMIT = Decimal("0.05")
"""A number written out may be rounded to its trailing zeros up to this share of it."""

SLIP_LIMIT = Decimal("0.01")
"""How far apart a slipped unit may leave two figures, as a share of the larger."""

SLIP_DIGITS = 4
"""Significant digits in all from which agreement after a factor is no coincidence."""

_LONG_SHIFT = 1000
"""From this power of ten on, one or two digits that agree are a scale mixed up, not chance."""


def relate(a: Figure, b: Figure, attribute: Attribute) -> Relation:
    """How two figures stand to each other: the first relation that holds."""
    if a.kind in WORDED or b.kind in WORDED:
        return _relate_words(a, b, attribute)
    if a.unit != b.unit:
        return Relation.UNLIKE
    for relation, holds in _RELATIONS:
        if holds(a, b, attribute):
            return relation
    return _APART


_EXACT, _DATE = Hedge.EXACT, Kind.DATE  # a member is looked up slowly before Python 3.12
_APART = Relation.APART
_NOTHING = Decimal(0)


def _same(a: Figure, b: Figure, _: Attribute) -> bool:
    alike = a.value == b.value or a.value is None or b.value is None
    return alike and a.low == b.low and a.high == b.high


def _rounding(a: Figure, b: Figure, _: Attribute) -> bool:
    if not (_plain(a) and _plain(b)) or a.value is None or b.value is None:
        return False
    difference = abs(a.value - b.value)
    if difference <= max(a.half, b.half):
        return True
    coarse = max(a.coarse, b.coarse)
    return difference <= coarse <= ROUNDING_LIMIT * max(abs(a.value), abs(b.value))


def _compatible(a: Figure, b: Figure, _: Attribute) -> bool:
    return not (_plain(a) and _plain(b)) and meet(a, b)


def _near(a: Figure, b: Figure, attribute: Attribute) -> bool:
    _, ratio = distance(a, b)
    return ratio is not None and ratio <= attribute.tolerance


def _unit_slip(a: Figure, b: Figure, _: Attribute) -> bool:
    return slip(a, b) is not None


_RELATIONS: tuple[tuple[Relation, Callable[[Figure, Figure, Attribute], bool]], ...] = (
    (Relation.SAME, _same),
    (Relation.ROUNDING, _rounding),
    (Relation.COMPATIBLE, _compatible),
    (Relation.NEAR, _near),
    (Relation.UNIT_SLIP, _unit_slip),
)


def _plain(figure: Figure) -> bool:
    """Whether only rounding is left open; a date is an interval by nature."""
    return figure.hedge is _EXACT and figure.kind is not _DATE


def meet(a: Figure, b: Figure) -> bool:
    """Whether one value can satisfy both figures."""
    return not (_below(a, b) or _below(b, a))


def _below(a: Figure, b: Figure) -> bool:
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and a.open_above)


def distance(a: Figure, b: Figure) -> tuple[Decimal | None, Decimal | None]:
    """The gap between two figures in the base unit, and as a fraction of the larger.

    Between the values stated where both state one, else between the intervals. Days have no
    ratio: a calendar has no zero.
    """
    if a.unit != b.unit or not a.unit:
        return None, None
    if a.kind is _DATE:
        return _apart(a, b), None
    if a.value is not None and b.value is not None:
        gap, scale = abs(a.value - b.value), max(abs(a.value), abs(b.value))
    else:
        gap = _apart(a, b)
        scale = max(abs(bound) for bound in (a.low, a.high, b.low, b.high) if bound is not None)
    return gap, gap / scale if scale else _NOTHING


def _apart(a: Figure, b: Figure) -> Decimal:
    gaps = [
        lower - upper
        for lower, upper in ((b.low, a.high), (a.low, b.high))
        if lower is not None and upper is not None
    ]
    return max([_NOTHING, *gaps])


def slip(a: Figure, b: Figure) -> "Fraction | None":
    """The factor of the figures' dimension that takes one to the other, larger than 1.

    None where none does, or where so few digits agree that it may be chance.
    """
    for factor in fitting(a, b):
        if _enough(*_by_size(a, b), factor):
            return factor
    return None


def fitting(a: Figure, b: Figure) -> "Iterator[Fraction]":
    """The factors that take one of two figures to the other, by chance or not."""
    small, large = _by_size(a, b)
    if not small.value or not large.value:
        return
    ratio = abs(float(large.value / small.value))
    if ratio < least_slip(a.unit):
        return
    for rough, factor in _factors(a.unit):
        if abs(rough - ratio) <= _ROUGHLY * ratio and _slipped(small, large, factor):
            yield factor


_ROUGHLY = 2 * float(SLIP_LIMIT)
"""Wider than the limit, so that a double decides nothing but what is not worth computing."""


@cache
def least_slip(unit: str) -> float:
    """The ratio from which on two figures of a unit may be one with its unit or scale mixed up."""
    return least_slip_factor(unit) * (1 - _ROUGHLY)


@cache
def _factors(unit: str) -> "tuple[tuple[float, Fraction], ...]":
    """Each factor, as a double too."""
    return tuple((float(factor), factor) for factor in slip_factors(unit))


def _enough(small: Figure, large: Figure, factor: "Fraction") -> bool:
    """Whether enough digits agree: the more of them, the commoner the factor is by chance.

    Measured on public data with known truth (readings of weather and flights, city populations):
    10 against 100 is no slip, nor is 21 minutes against 1259, nor 6 against 605.
    """
    power = _is_power_of_ten(factor)
    if small.digits == large.digits:
        return len(small.digits) > 1 or not power or factor >= _LONG_SHIFT
    if len(small.digits) + len(large.digits) < SLIP_DIGITS:
        return False
    if not power:
        return len(small.digits) > 2  # noqa: PLR2004 - a factor of its own fits a third by chance
    return len(small.digits) > 1 or factor >= _LONG_SHIFT


def _is_power_of_ten(factor: "Fraction") -> bool:
    return factor.denominator == 1 and str(factor.numerator).strip("0") == "1"


def _by_size(a: Figure, b: Figure) -> tuple[Figure, Figure]:
    """The smaller figure, then the larger one; what has no value is smallest."""
    return (a, b) if abs(a.value or _NOTHING) <= abs(b.value or _NOTHING) else (b, a)


def _slipped(small: Figure, large: Figure, factor: "Fraction") -> bool:
    def scaled(value: Decimal) -> Decimal:
        return value * factor.numerator / factor.denominator

    if small.value is None or large.value is None:
        return False
    slack = min(scaled(small.half) + large.half, SLIP_LIMIT * abs(large.value))
    return abs(scaled(small.value) - large.value) <= slack


def _relate_words(a: Figure, b: Figure, attribute: Attribute) -> Relation:
    ours, theirs = items(a), items(b)
    if ours == theirs:
        return Relation.SAME
    if a.kind is Kind.LIST and b.kind is Kind.LIST:
        if ours <= theirs or theirs <= ours or (a.open_ended and b.open_ended):
            return Relation.COMPATIBLE
        return Relation.OVERLAP if ours & theirs else Relation.APART
    return Relation.APART if attribute.single else Relation.OVERLAP


def items(figure: Figure) -> frozenset[str]:
    """The items of a list, or the one text, folded: script, width and case are nothing."""
    return frozenset(fold(item) for item in figure.items or (figure.stated,))
