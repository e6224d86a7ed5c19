"""A stated number taken apart, and how the two ends of a range share multiplier and unit."""

from typing import NamedTuple

from parkq.figures import hedges
from parkq.figures.numerals import Numeral, times
from parkq.figures.scan import NotRead
from parkq.figures.units import NUMBER, RANK, Unit, to_base
from parkq.terms import Hedge, Measure

_BIG = 4
_WRITTEN_OUT = 100
_DIGIT = 10
_AMBIGUOUS = frozenset({6, 10})  # 八到九百亿 may begin at 8亿 and at 800亿
_WIDEST = 100
"""How many times its lower end the upper end of a range may be: beyond that it is a misprint."""

_FEW = 10_000
_MOVES = frozenset({"direction", "rate of change"})
COUNTED = frozenset({"count", "person", "place"})


class Aside(NamedTuple):
    """A word that was understood and set aside: what it is, and the word itself."""

    sense: str
    word: str


class Parsed(NamedTuple):
    """A stated number taken apart.

    Attributes:
        hedges: those that were found, once each.
        first: the number, or the lower end of a range.
        second: the upper end of a range, else None.
        unit: its unit.
        first_unit: the unit of the lower end.
        unit_at: where the unit begins, in characters.
        precise: whether it is no rounded number: a place in a ranking, 三分之一.
        mirrored: whether the number, with all that is said of it, lies below nothing: 下降近5%.
        measure: what is measured.
        less: how much is taken off: 上年的1.2倍 is a growth of 0.2.
        asides: what was set aside.
        assumed: the unit that a bare number took from elsewhere.
        whole: whether it counts things, which are whole: below 10,000 no digit is rounded.
        counter: of what is counted, as printed: 家.
    """

    hedges: tuple[Hedge, ...]
    first: Numeral
    second: Numeral | None
    unit: Unit
    first_unit: Unit
    unit_at: int
    precise: bool = False
    mirrored: bool = False
    measure: Measure = Measure.LEVEL
    less: int = 0
    asides: tuple[Aside, ...] = ()
    assumed: str = ""
    whole: bool = False
    counter: str = ""

    @property
    def moved(self) -> bool:
        """Whether words say that something rose or fell."""
        return any(aside.sense in _MOVES for aside in self.asides)


def counts_exactly(first: Numeral, second: Numeral | None) -> bool:
    """Whether a count is below 10,000 and written in full, and so is not rounded: 30家."""
    return _is_written_in_full(first) and (second is None or _is_written_in_full(second))


def _is_written_in_full(number: Numeral) -> bool:
    return not number.exponent and -_FEW < number.coefficient < _FEW


class Part(NamedTuple):
    """A number with its unit.

    Attributes:
        number: see `Numeral`.
        high: the other end of a pair such as 三四十, or of 数十.
        unit: `NUMBER` where none is stated.
        unit_at: where it begins, in characters.
        sign: as printed before the number; the number itself is without it.
        precise: whether it is no rounded number.
    """

    number: Numeral
    high: Numeral | None
    unit: Unit
    unit_at: int
    sign: str = ""
    precise: bool = False

    def signed(self) -> "Part":
        """The part with its sign taken into its numbers."""
        if self.sign not in {"-", "负", "minus"}:
            return self
        number, high = _negative(self.number), self.high and _negative(self.high)
        return self._replace(number=high or number, high=high and number, sign="")


def _negative(number: Numeral) -> Numeral:
    return number._replace(coefficient=-number.coefficient)


def combine(found: tuple[Hedge, ...], first: Part, second: Part | None, assumed: Unit) -> Parsed:
    """The reading of a number, or of a range; each end of it takes what the other one carries.

    Args:
        found: the hedges met.
        first: the number or the lower end.
        second: the upper end of a range.
        assumed: the unit of what names none itself: the currency before it, or `NUMBER`.

    Raises:
        NotRead: hedges that contradict each other, ends of two dimensions, a range backwards or
            too wide.
    """
    found = tuple(dict.fromkeys(found))
    if hedges.contradict(found):
        message = f"its hedges contradict each other: {' and '.join(found)}"
        raise NotRead(0, message, refused=True)
    if second is None:
        low, high, unit, at, _, precise = first.signed()
        unit = assumed if unit is NUMBER else unit
        return Parsed(found, low, high, unit, unit, at, precise or unit is RANK)
    if Hedge.WORDS in found:
        raise NotRead(second.unit_at, "a range from or to several is not clear", refused=True)
    mirrored = first.sign in {"负", "minus"} and not second.sign
    if mirrored:
        first = first._replace(sign="")
    precise = first.precise and second.precise
    low, _, unit, *_ = first.signed()
    high, _, last_unit, at, *_ = second.signed()
    if unit is NUMBER:
        low = _carried(low, high)
    last_unit = next((each for each in (last_unit, unit) if each is not NUMBER), assumed)
    low_unit = last_unit if unit is NUMBER else unit
    _check_range(low, low_unit, high, last_unit, at)
    if low_unit == last_unit and low.exponent != high.exponent:
        exponent = min(low.exponent, high.exponent)
        low, high = _to_place(low, exponent), _to_place(high, exponent)
    precise = precise or last_unit is RANK
    return Parsed(found, low, high, last_unit, low_unit, at, precise, mirrored)


def _check_range(low: Numeral, low_unit: Unit, high: Numeral, high_unit: Unit, at: int) -> None:
    if low_unit.base != high_unit.base or (low_unit is RANK) != (high_unit is RANK):
        message = f"a range from {low_unit.base} to {high_unit.base} has no one unit"
        raise NotRead(at, message, refused=True)
    least = to_base(low.coefficient, low.exponent, low_unit)
    most = to_base(high.coefficient, high.exponent, high_unit)
    if least > most:
        raise NotRead(0, "the range runs backwards", refused=True)
    if high_unit is not RANK and least > 0 and most > _WIDEST * least:
        message = f"the ends of the range are more than {_WIDEST}-fold apart"
        raise NotRead(0, message, refused=True)


def between(one: Parsed, other: Parsed) -> Parsed | None:
    """The range that a lower and an upper bound leave; None where they are not that.

    Raises:
        NotRead: bounds of two dimensions, or the lower above the upper.
    """
    low, high = (one, other) if one.hedges == hedges.BETWEEN[:1] else (other, one)
    if low.hedges + high.hedges != hedges.BETWEEN or low.second or high.second:
        return None
    first, second = (Part(each.first, None, each.unit, one.unit_at) for each in (low, high))
    parsed = combine((), first, second, NUMBER)
    if parsed.first.scale != low.first.scale:  # 不少于2不超过5万: is it 2, or 2万?
        return None
    return parsed._replace(hedges=hedges.BETWEEN, precise=True, asides=one.asides + other.asides)


def _carried(low: Numeral, high: Numeral) -> Numeral:
    """The lower end of a range, with the multiplier that it leaves to the upper one: 2-3万.

    Where that would make it the larger, it stands without: 5000-1万.
    """
    if low.scale >= _BIG or high.scale <= low.scale:
        return low
    digit = not low.scale and abs(low.coefficient) < _DIGIT
    if digit and high.scale in _AMBIGUOUS and high.exponent < high.scale:
        raise NotRead(0, "it is not clear which multiplier the lower end has", refused=True)
    for exponent in (high.scale - low.scale, 0 if digit else high.scale // _BIG * _BIG):
        if not exponent or (low.scale and exponent % _BIG):
            continue
        carried = times(low, exponent)
        if _ascends(carried, high):
            return carried
    if abs(low.coefficient) < _WRITTEN_OUT and not low.scale:
        raise NotRead(0, "the range runs backwards", refused=True)
    return low


def _to_place(number: Numeral, exponent: int) -> Numeral:
    """The number written to a finer last digit: both ends of 1.5-2万 are to 0.1万."""
    coefficient = number.coefficient * 10 ** (number.exponent - exponent)
    return number._replace(coefficient=coefficient, exponent=exponent)


def _ascends(low: Numeral, high: Numeral) -> bool:
    return to_base(low.coefficient, low.exponent, NUMBER) <= to_base(
        high.coefficient, high.exponent, NUMBER
    )
