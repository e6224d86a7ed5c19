"""How two figures stand to each other: each relation once, with why it holds and why it does not.

A figure is the interval that its stated precision allows, and intervals that meet are
consistent, as in XBRL's handling of duplicate facts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from parkq.figures.units import dimension_of
from parkq.model import Attribute, Figure
from parkq.terms import WORDED, Hedge, Kind
from parkq.verdicts import wording, words
from parkq.verdicts.distance import (
    distance,
    is_near,
    is_plain,
    margin_of,
    meet,
)
from parkq.verdicts.slips import fitting, slip
from parkq.verdicts.wording import in_full, percent

ROUNDING_LIMIT = Decimal("0.05")
"""A number written out may be rounded to its trailing zeros up to this share of it."""

LOOSE_LIMIT = Decimal("0.10")
"""Digits that leave more than this share of a figure open make a rounding possible, not likely."""

CORE = Decimal("0.25")
"""How far beyond its bound a figure that names only a bound is likely: 超 1800 is up to 2250."""

_DATE = Kind.DATE  # a member is looked up slowly before Python 3.12
_NOTHING = Decimal(0)

Holds = Callable[[Figure, Figure, Attribute], bool]
Says = Callable[[Figure, Figure, Attribute], str]


@dataclass(frozen=True)
class Relation:
    """How two figures may stand to each other.

    Attributes:
        name: as it is printed; its page goes by it.
        holds: whether two figures stand so; the relations before it did not hold.
        because: why it holds, with its numbers.
        because_not: why it does not, with its numbers.
    """

    name: str
    holds: Holds = field(compare=False)
    because: Says = field(compare=False)
    because_not: Says = field(compare=False)

    def __str__(self) -> str:
        return self.name


def relate(a: Figure, b: Figure, attribute: Attribute) -> Relation:
    """How two figures stand to each other: the first relation that holds."""
    return next(relation for relation in ladder(a, b) if relation.holds(a, b, attribute))


def ladder(a: Figure, b: Figure) -> tuple[Relation, ...]:
    """The relations that are tried on two figures, in order; the last one always holds."""
    if a.kind in WORDED or b.kind in WORDED:
        return OF_WORDS
    return OF_NUMBERS if a.unit == b.unit else (UNLIKE,)


def try_relations(a: Figure, b: Figure, attribute: Attribute) -> Iterator[tuple[Relation, str]]:
    """The relations that were tried on two figures, the one that held last, and why or why not."""
    for relation in ladder(a, b):
        if relation.holds(a, b, attribute):
            yield relation, relation.because(a, b, attribute)
            return
        yield relation, relation.because_not(a, b, attribute)


# Same


def _is_same(a: Figure, b: Figure, _: Attribute) -> bool:
    alike = a.value == b.value or a.value is None or b.value is None
    return alike and a.low == b.low and a.high == b.high


def _same(a: Figure, _: Figure, attribute: Attribute) -> str:
    return f"both come to {wording.bounds(a, attribute)}"


def _not_same(a: Figure, b: Figure, attribute: Attribute) -> str:
    ours, theirs = (wording.bounds(figure, attribute) for figure in (a, b))
    return f"{ours} is not {theirs}" if ours != theirs else "the two are not quite one interval"


# Rounding


def _is_rounding(a: Figure, b: Figure, attribute: Attribute) -> bool:
    return _rounds(a, b, attribute) and not _is_coarse(a, b, attribute)


def _rounds(a: Figure, b: Figure, _: Attribute) -> bool:
    if not (is_plain(a) and is_plain(b)) or a.value is None or b.value is None:
        return False
    gap = abs(a.value - b.value)
    if gap <= max(a.half, b.half):
        return True
    coarse = max(a.coarse, b.coarse)
    return gap <= coarse <= ROUNDING_LIMIT * max(abs(a.value), abs(b.value))


def _is_coarse(a: Figure, b: Figure, attribute: Attribute) -> bool:
    """Whether the printed digits leave so much open that two figures hardly are one."""
    if not a.value or not b.value or is_near(a, b, attribute):
        return False
    return max(a.half, b.half) > LOOSE_LIMIT * max(abs(a.value), abs(b.value))


def _rounding(a: Figure, b: Figure, attribute: Attribute) -> str:
    gap, digits = _gap(a, b, attribute), _digits(a, b, attribute)
    if (distance(a, b)[0] or 0) <= max(a.half, b.half):
        return f"{gap} is within {digits}"
    return f"{gap} is more than {digits}, but within {_zeros(a, b, attribute)}"


def _not_rounding(a: Figure, b: Figure, attribute: Attribute) -> str:
    if a.kind is _DATE:
        return "a date is a span of days, not a rounded number"
    hedged = [figure.stated for figure in (a, b) if figure.hedge is not Hedge.EXACT]
    if hedged:
        verb = "is none" if len(hedged) == 1 else "are none"
        return f"only for two plain figures, and {' and '.join(hedged)} {verb}"
    gap, digits = _gap(a, b, attribute), _digits(a, b, attribute)
    if _rounds(a, b, attribute):
        return f"{gap} is within {digits}, but that is over {percent(LOOSE_LIMIT)} of the figure"
    coarse, number = max(a.coarse, b.coarse), distance(a, b)[0] or _NOTHING
    if not coarse:
        return f"{gap} is more than {digits}"
    hidden = _zeros(a, b, attribute)
    if number > coarse:
        return f"{gap} is more than {digits}, and than {hidden}"
    return (
        f"{gap} is more than {digits}; {hidden} is over {percent(ROUNDING_LIMIT)} of the figure, "
        "too much for a rounding"
    )


def _digits(a: Figure, b: Figure, attribute: Attribute) -> str:
    half = wording.amount(max(a.half, b.half), a, attribute)
    return f"the {half} that the printed digits leave open"


def _zeros(a: Figure, b: Figure, attribute: Attribute) -> str:
    coarse = wording.amount(max(a.coarse, b.coarse), a, attribute)
    return f"the {coarse} that zeros at the end may hide"


def _gap(a: Figure, b: Figure, attribute: Attribute) -> str:
    return wording.gap_between(a, b, attribute) or wording.amount(_NOTHING, a, attribute)


# Compatible, and loose


def _is_compatible(a: Figure, b: Figure, _: Attribute) -> bool:
    return not (is_plain(a) and is_plain(b)) and meet(a, b) and _cores_meet(a, b)


def _cores_meet(a: Figure, b: Figure) -> bool:
    ours, theirs = core(a), core(b)
    return (ours is a and theirs is b) or meet(ours, theirs)


def core(figure: Figure) -> Figure:
    """A figure within what is likely: where it names only a bound, not far beyond it."""
    if figure.kind is _DATE or (figure.low is None) == (figure.high is None):
        return figure
    if figure.high is None and figure.low is not None:
        return figure._replace(high=figure.low + CORE * abs(figure.low))
    high = figure.high or _NOTHING
    return figure._replace(low=high - (1 - 1 / (1 + CORE)) * abs(high))


def _compatible(a: Figure, b: Figure, attribute: Attribute) -> str:
    return f"{wording.bounds(a, attribute)} and {wording.bounds(b, attribute)} meet"


def _not_compatible(a: Figure, b: Figure, attribute: Attribute) -> str:
    ours, theirs = wording.bounds(a, attribute), wording.bounds(b, attribute)
    if not meet(a, b):
        return f"{ours} and {theirs} do not meet"
    if is_plain(a) and is_plain(b):
        return "only where a figure is hedged or a range, and both are plain"
    return f"{ours} and {theirs} meet, but not within what is likely"


def _is_loose(a: Figure, b: Figure, attribute: Attribute) -> bool:
    if is_plain(a) and is_plain(b):
        return _rounds(a, b, attribute)
    return meet(a, b)


def _loose(a: Figure, b: Figure, attribute: Attribute) -> str:
    if is_plain(a) and is_plain(b):
        return f"the digits allow it, but leave open more than {percent(LOOSE_LIMIT)} of the figure"
    ours, theirs = (wording.bounds(core(figure), attribute) for figure in (a, b))
    return f"one value satisfies both, but none that is likely: {ours} against {theirs}"


def _not_loose(a: Figure, b: Figure, attribute: Attribute) -> str:
    if is_plain(a) and is_plain(b):
        return "neither figure may be rounded to the other"
    return f"{wording.bounds(a, attribute)} and {wording.bounds(b, attribute)} do not meet"


# Near


def _near(a: Figure, b: Figure, attribute: Attribute) -> str:
    return (
        f"{_apart_by(a, b, attribute)} is within the tolerance of {wording.tolerance(a, attribute)}"
    )


def _not_near(a: Figure, b: Figure, attribute: Attribute) -> str:
    if a.kind is _DATE and attribute.margin is None:
        return "days have no ratio: a calendar has no zero"
    tolerance = wording.tolerance(a, attribute)
    return f"{_apart_by(a, b, attribute)} is more than the tolerance of {tolerance}"


def _apart_by(a: Figure, b: Figure, attribute: Attribute) -> str:
    """The gap as the tolerance is told: an amount, or a share of the larger figure."""
    _, ratio = distance(a, b)
    if ratio is None or margin_of(a, attribute) is not None:
        return _gap(a, b, attribute)
    return percent(ratio, unlike=attribute.tolerance)


# Unit slip


def _is_unit_slip(a: Figure, b: Figure, _: Attribute) -> bool:
    return slip(a, b) is not None


def _unit_slip(a: Figure, b: Figure, _: Attribute) -> str:
    return f"one is {in_full(slip(a, b) or 1)} times the other, a factor of {_measured(a)}"


def _no_unit_slip(a: Figure, b: Figure, _: Attribute) -> str:
    if a.kind is _DATE:
        return "a date has no unit to mix up"
    if a.value is None or b.value is None:
        return "only for figures of one number each"
    if not a.value or not b.value:
        return "zero is no multiple of anything"
    chance = next(fitting(a, b), None)
    if chance is not None:
        return f"{in_full(chance)} times fits, but figures of so few digits may agree by chance"
    smaller, larger = sorted((abs(a.value), abs(b.value)))
    return f"one is {larger / smaller:.6g} times the other, which is no factor of {_measured(a)}"


_NOUNS = {"area": "an area", "count": "a count", "length": "a length", "ratio": "a share"}


def _measured(figure: Figure) -> str:
    """What the figure's unit measures, with its article where it takes one."""
    dimension = dimension_of(figure.unit)
    return _NOUNS.get(dimension, dimension)


# Apart


def _always(_: Figure, __: Figure, ___: Attribute) -> bool:
    return True


def _apart(a: Figure, b: Figure, attribute: Attribute) -> str:
    if a.kind in WORDED or b.kind in WORDED:
        return "no other relation holds"
    _, ratio = distance(a, b)
    share = f", {percent(ratio)}" if ratio else ""
    return f"no other relation holds: {_gap(a, b, attribute)}{share}"


def _never(_: Figure, __: Figure, ___: Attribute) -> str:
    return ""


def _unlike(a: Figure, b: Figure, _: Attribute) -> str:
    return f"{a.unit} and {b.unit} are not one unit"


SAME = Relation("same", _is_same, _same, _not_same)
ROUNDING = Relation("rounding", _is_rounding, _rounding, _not_rounding)
COMPATIBLE = Relation("compatible", _is_compatible, _compatible, _not_compatible)
LOOSE = Relation("loose", _is_loose, _loose, _not_loose)
NEAR = Relation("near", is_near, _near, _not_near)
UNIT_SLIP = Relation("unit-slip", _is_unit_slip, _unit_slip, _no_unit_slip)
OVERLAP = Relation("overlap", words.overlaps, words.overlap, words.no_overlap)
APART = Relation("apart", _always, _apart, _never)
UNLIKE = Relation("unlike", _always, _unlike, _never)

_SAME_WORDS = Relation("same", words.are_same_words, words.same_words, words.not_same_words)
_COMPATIBLE_LISTS = Relation(
    "compatible", words.are_compatible_lists, words.compatible_lists, words.not_compatible_lists
)

RELATIONS = (SAME, ROUNDING, COMPATIBLE, LOOSE, NEAR, UNIT_SLIP, OVERLAP, APART, UNLIKE)
"""Each relation once; those of words that go by the same name are told by it."""

OF_NUMBERS = (SAME, ROUNDING, COMPATIBLE, LOOSE, NEAR, UNIT_SLIP, APART)
OF_WORDS = (_SAME_WORDS, _COMPATIBLE_LISTS, OVERLAP, APART)
