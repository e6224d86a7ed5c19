"""A stated number taken apart, and how the two ends of a range share multiplier and unit."""

from typing import NamedTuple

from parkq.figures import hedges
from parkq.figures.numerals import Numeral, times
from parkq.figures.scan import NotRead
from parkq.figures.units import NUMBER, RANK, Unit, to_base
from parkq.terms import Hedge

_BIG = 4
_WRITTEN_OUT = 100
_DIGIT = 10
_AMBIGUOUS = frozenset({6, 10})  # 八到九百亿 may begin at 8亿 and at 800亿


class Parsed(NamedTuple):
    """A stated number taken apart.

    Attributes:
        hedges: those that were found, once each.
        first: the number, or the lower end of a range.
        second: the upper end of a range, else None.
        unit: its unit.
        first_unit: the unit of the lower end.
        unit_at: where the unit begins, in characters.
        precise: whether the digits leave nothing open: places in a ranking, 三分之一.
    """

    hedges: tuple[Hedge, ...]
    first: Numeral
    second: Numeral | None
    unit: Unit
    first_unit: Unit
    unit_at: int
    precise: bool


Part = tuple[Numeral, Numeral | None, Unit, int]
"""A number; the other end of a pair such as 三四十 or of 数十; the unit, and where it begins."""


def together(found: tuple[Hedge, ...], first: Part, second: Part | None, assumed: Unit) -> Parsed:
    """The reading of a number, or of a range; each end of it takes what the other one carries.

    Args:
        found: the hedges met.
        first: the number or the lower end.
        second: the upper end of a range.
        assumed: the unit of what names none itself: the currency before it, or `NUMBER`.

    Raises:
        NotRead: hedges that contradict each other, ends of two dimensions, or a range backwards.
    """
    if len(found) > 1:
        found = tuple(dict.fromkeys(found))
        if hedges.contradict(found):
            message = f"its hedges contradict each other: {' and '.join(found)}"
            raise NotRead(0, message, refused=True)
    low, high, unit, at = first
    if second is None:
        unit = assumed if unit is NUMBER else unit
        precise = unit is RANK or unit.symbol.endswith("分之")
        return Parsed(found, low, high, unit, unit, at, precise)
    high, _, last_unit, at = second
    if unit is NUMBER:
        low = _carried(low, high)
    last_unit = next((each for each in (last_unit, unit) if each is not NUMBER), assumed)
    low_unit = last_unit if unit is NUMBER else unit
    if low_unit.base != last_unit.base:
        message = f"a range from {low_unit.base} to {last_unit.base} has no one unit"
        raise NotRead(at, message, refused=True)
    if not _ascends(low, low_unit, high, last_unit):
        raise NotRead(0, "the range runs backwards", refused=True)
    if low_unit == last_unit and low.exponent != high.exponent:
        exponent = min(low.exponent, high.exponent)
        low, high = _to_place(low, exponent), _to_place(high, exponent)
    return Parsed(found, low, high, last_unit, low_unit, at, last_unit is RANK)


def between(one: Parsed, other: Parsed) -> Parsed | None:
    """The range that a lower and an upper bound leave; None where they are not that.

    Raises:
        NotRead: bounds of two dimensions, or the lower above the upper.
    """
    low, high = (one, other) if one.hedges == hedges.BETWEEN[:1] else (other, one)
    if low.hedges + high.hedges != hedges.BETWEEN or low.second or high.second:
        return None
    first, second = ((each.first, None, each.unit, one.unit_at) for each in (low, high))
    parsed = together((), first, second, NUMBER)
    if parsed.first.scale != low.first.scale:  # 不少于2不超过5万: is it 2, or 2万?
        return None
    return parsed._replace(hedges=hedges.BETWEEN, precise=True)


def _carried(low: Numeral, high: Numeral) -> Numeral:
    """The lower end of a range, with the multiplier that it leaves to the upper one: 2-3万.

    Where that would make it the larger, it stands without: 5000-1万.
    """
    if low.scale >= _BIG or high.scale <= low.scale:
        return low
    digit = not low.scale and low.coefficient < _DIGIT
    if digit and high.scale in _AMBIGUOUS and high.exponent < high.scale:
        raise NotRead(0, "it is not clear which multiplier the lower end has", refused=True)
    for exponent in (high.scale - low.scale, 0 if digit else high.scale // _BIG * _BIG):
        if not exponent or (low.scale and exponent % _BIG):
            continue
        carried = times(low, exponent)
        if _ascends(carried, NUMBER, high, NUMBER):
            return carried
    if low.coefficient < _WRITTEN_OUT and not low.scale:
        raise NotRead(0, "the range runs backwards", refused=True)
    return low


def _to_place(number: Numeral, exponent: int) -> Numeral:
    """The number written to a finer last digit: both ends of 1.5-2万 are to 0.1万."""
    coefficient = number.coefficient * 10 ** (number.exponent - exponent)
    return number._replace(coefficient=coefficient, exponent=exponent)


def _ascends(low: Numeral, low_unit: Unit, high: Numeral, high_unit: Unit) -> bool:
    if low_unit is high_unit and low.exponent == high.exponent:
        return low.coefficient <= high.coefficient
    return to_base(low.coefficient, low.exponent, low_unit) <= to_base(
        high.coefficient, high.exponent, high_unit
    )
