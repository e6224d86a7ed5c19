"""Why two figures stand to each other as they do: each rule of relation, as it was tried.

The rules themselves stand in `parkq.verdicts.relate`, which decides. A rule that did not hold says
here by how much; the one that held, by what; those after it were not tried.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeVar

from parkq.figures.express import express_bounds, express_difference
from parkq.figures.units import dimension_of
from parkq.model import Attribute, Figure
from parkq.terms import WORDED, Hedge, Kind
from parkq.verdicts.relate import ROUNDING_LIMIT, distance, fitting, items, meet, relate, slip
from parkq.verdicts.vocabulary import Relation
from parkq.verdicts.why import in_full, percent


class Step(NamedTuple):
    """A rule that was tried: whether it held, and why or why not, with its numbers."""

    rule: str
    fired: bool
    because: str


class _Tried(NamedTuple):
    """A rule on two figures; ``held`` is what `parkq.verdicts.relate` says."""

    a: Figure
    b: Figure
    attribute: Attribute
    held: bool


def trace(first: Figure, second: Figure, attribute: Attribute) -> tuple[Step, ...]:
    """The rules that were tried on two figures, the one that held last."""
    found = relate(first, second, attribute)
    if found is Relation.UNLIKE:
        return (
            Step(found, fired=True, because=f"{first.unit} and {second.unit} are not one unit"),
        )
    explainers = _OF_WORDS if {first.kind, second.kind} & WORDED else _OF_NUMBERS
    return tuple(
        Step(rule, rule is found, explain(_Tried(first, second, attribute, rule is found)))
        for rule, explain in up_to(found, explainers)
    )


_Rule = TypeVar("_Rule")
_Explain = TypeVar("_Explain")


def up_to(last: _Rule, table: Mapping[_Rule, _Explain]) -> Iterator[tuple[_Rule, _Explain]]:
    """The items of a table of rules in order, those after the last left out."""
    for rule, explain in table.items():
        yield rule, explain
        if rule is last:
            return


# Numbers and dates


def _same(t: _Tried) -> str:
    ours, theirs = _intervals(t)
    if t.held:
        return f"both come to {ours}"
    return f"{ours} is not {theirs}" if ours != theirs else "the two are not quite one interval"


def _rounding(t: _Tried) -> str:
    if t.a.kind is Kind.DATE:
        return "a date is a span of days, not a rounded number"
    hedged = [figure.stated for figure in (t.a, t.b) if figure.hedge is not Hedge.EXACT]
    if hedged:
        verb = "is none" if len(hedged) == 1 else "are none"
        return f"only for two plain figures, and {' and '.join(hedged)} {verb}"
    gap, half = _gap(t), max(t.a.half, t.b.half)
    digits = f"the {_size(half, t)} that the printed digits leave open"
    if gap <= half:
        return f"{_size(gap, t)} is within {digits}"
    return f"{_size(gap, t)} is more than {digits}{_zeros(t)}"


def _zeros(t: _Tried) -> str:
    """What zeros at the end of a number written out may hide."""
    coarse = max(t.a.coarse, t.b.coarse)
    if not coarse:
        return ""
    hidden = f"the {_size(coarse, t)} that zeros at the end may hide"
    if t.held:
        return f", but within {hidden}"
    if _gap(t) > coarse:
        return f", and than {hidden}"
    return f"; {hidden} is over {percent(ROUNDING_LIMIT)} of the figure, too much for a rounding"


def _compatible(t: _Tried) -> str:
    ours, theirs = _intervals(t)
    if t.held:
        return f"{ours} and {theirs} meet"
    if meet(t.a, t.b):
        return "only where a figure is hedged or a range, and both are plain"
    return f"{ours} and {theirs} do not meet"


def _near(t: _Tried) -> str:
    _, ratio = distance(t.a, t.b)
    if ratio is None:
        return "days have no ratio: a calendar has no zero"
    verb = "is within" if t.held else "is more than"
    share = percent(ratio) if ratio >= _SHOWN or not ratio else f"less than {percent(_SHOWN)}"
    return f"{share} {verb} the tolerance of {percent(t.attribute.tolerance)}"


_SHOWN = Decimal("0.001")
"""Smaller shares than this print as nothing."""


def _unit_slip(t: _Tried) -> str:
    if t.a.kind is Kind.DATE:
        return "a date has no unit to mix up"
    if t.a.value is None or t.b.value is None:
        return "only for figures of one number each"
    if not t.a.value or not t.b.value:
        return "zero is no multiple of anything"
    factor = slip(t.a, t.b)
    if factor is not None:
        return f"one is {in_full(factor)} times the other, a factor of {_measure(t.a)}"
    chance = next(fitting(t.a, t.b), None)
    if chance is not None:
        return f"{in_full(chance)} times fits, but figures of so few digits may agree by chance"
    smaller, larger = sorted((abs(t.a.value), abs(t.b.value)))
    times = f"{larger / smaller:.6g}"
    return f"one is {times} times the other, which is no factor of {_measure(t.a)}"


def _apart(t: _Tried) -> str:
    _, ratio = distance(t.a, t.b)
    share = "" if ratio is None else f", {percent(ratio)}"
    return f"no other rule holds: {_size(_gap(t), t)}{share}"


_OF_NUMBERS: Mapping[Relation, Callable[[_Tried], str]] = {
    Relation.SAME: _same,
    Relation.ROUNDING: _rounding,
    Relation.COMPATIBLE: _compatible,
    Relation.NEAR: _near,
    Relation.UNIT_SLIP: _unit_slip,
    Relation.APART: _apart,
}


def _intervals(t: _Tried) -> tuple[str, str]:
    unit, kind = t.attribute.display, t.attribute.kind
    ours, theirs = (express_bounds(f.low, f.high, unit, kind) for f in (t.a, t.b))
    return ours, theirs


def _gap(t: _Tried) -> Decimal:
    gap, _ = distance(t.a, t.b)
    return gap or Decimal(0)


def _size(number: Decimal, t: _Tried) -> str:
    return express_difference(number, t.attribute.display, t.attribute.kind)


def _measure(figure: Figure) -> str:
    """What the figure's unit measures, with its article where it takes one."""
    dimension = dimension_of(figure.unit)
    return _NOUNS.get(dimension, dimension)


_NOUNS = {"area": "an area", "count": "a count", "length": "a length", "ratio": "a share"}


# Words


def _same_words(t: _Tried) -> str:
    if t.held:
        return "the same words, in whatever script and width"
    if Kind.LIST not in {t.a.kind, t.b.kind}:
        return f"{t.a.stated} is not {t.b.stated}"
    ours, theirs = items(t.a), items(t.b)
    return f"{_named(ours - theirs)} against {_named(theirs - ours)}"


def _named(found: Iterable[str]) -> str:
    """A few items by name, of many the first ones."""
    names = sorted(found)
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return "、".join(names[:_FEW]) + more or "nothing more"


_FEW = 3


def _lists_compatible(t: _Tried) -> str:
    if Kind.LIST not in {t.a.kind, t.b.kind}:
        return "only for lists"
    if not t.held:
        return "neither list holds the other"
    held = items(t.a) <= items(t.b) or items(t.b) <= items(t.a)
    return "one list holds the other" if held else "both lists go on (等)"


def _overlap(t: _Tried) -> str:
    shared = items(t.a) & items(t.b)
    if shared:
        return f"both have {_named(shared)}"
    if t.held:
        return "different words, of which each may be true"
    one = t.attribute.single
    return f"{t.attribute.label['en']} has one right value" if one else "nothing is in both"


def _words_apart(_: _Tried) -> str:
    return "no other rule holds"


_OF_WORDS: Mapping[Relation, Callable[[_Tried], str]] = {
    Relation.SAME: _same_words,
    Relation.COMPATIBLE: _lists_compatible,
    Relation.OVERLAP: _overlap,
    Relation.APART: _words_apart,
}
