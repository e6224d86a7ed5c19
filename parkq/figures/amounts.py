"""From a number taken apart to a figure: its unit, its interval, and what its digits leave open."""

from decimal import Decimal
from typing import NamedTuple

from parkq.figures import hedges, parser
from parkq.figures.context import Context
from parkq.figures.numerals import Numeral, times
from parkq.figures.parsed import COUNTED, Parsed, counts_exactly
from parkq.figures.scan import NotRead
from parkq.figures.units import COUNT, EXACTLY, NUMBER, RANK, Unit, find_scaled, table, to_base
from parkq.model import Figure
from parkq.terms import Hedge, Kind, Measure

_EXPECTED = {
    Kind.QUANTITY: "a quantity with its unit",
    Kind.COUNT: "a count",
    Kind.MONEY: "an amount of money",
    Kind.RATIO: "a share such as 40%",
    Kind.RANK: "a place in a ranking",
}
_KINDS = {"money": Kind.MONEY, "count": Kind.COUNT, "ratio": Kind.RATIO, "rank": Kind.RANK}
_SERVES: dict[str, dict[Kind | None, Unit]] = {
    "number": {None: COUNT, Kind.COUNT: COUNT, Kind.RANK: RANK},
    "person": {None: COUNT, Kind.COUNT: COUNT, Kind.RANK: RANK},
    "place": {None: RANK, Kind.COUNT: COUNT, Kind.RANK: RANK},
}
"""What a number that names no unit, or one that may mean two things, is for each kind."""

_OF_ANY_KIND = frozenset({Measure.GROWTH, Measure.POINTS, Measure.SHARE})
_NUMERIC = frozenset(_EXPECTED) - {Kind.RANK}
_OF_YEARS = frozenset({"yr", "s"})  # 2013年, the 1990s
_YUAN = "CNY"
_MYRIAD = 4
_ZERO = Decimal(0)
_HALF = 50
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


def parse(text: str, context: Context) -> Parsed:
    """Takes a folded text apart, and gives it the unit that it has in its context.

    Raises:
        NotRead: the first part that is not understood, or that does not serve the kind.
    """
    parsed, kind = parser.parse(text, context), context.kind
    exact_count = parsed.unit.dimension in COUNTED
    if parsed.unit is NUMBER and context.unit:
        parsed = _with_unit(parsed, context.unit)
    unit = parsed.unit
    if parsed.measure in _OF_ANY_KIND and (kind is None or kind in _NUMERIC):
        return parsed
    counted = kind is not None or unit.symbol not in _OF_YEARS or "千" in text
    if not counted and _is_year(parsed.second or parsed.first):
        raise NotRead(parsed.unit_at, "a date is expected")
    if kind is Kind.RANK and (parsed.mirrored or parsed.measure is not Measure.LEVEL):
        message = f"a place in a ranking is expected, and a {parsed.measure} is stated"
        raise NotRead(parsed.unit_at, message, code="wrong-dimension")
    served = _serve(parsed, kind)
    if served is RANK and parsed.mirrored:
        raise NotRead(parsed.unit_at, "no place in a ranking is below nothing", refused=True)
    if served is not unit:
        first_unit = served if parsed.first_unit is unit else parsed.first_unit
        precise = parsed.precise or served is RANK
        parsed = parsed._replace(unit=served, first_unit=first_unit, precise=precise)
    return parsed._replace(whole=True) if exact_count else parsed


class Frame(NamedTuple):
    """What is the same of all figures that differ in the digits of one number only.

    Attributes:
        parsed: one of them, taken apart.
        kind: of the figure.
        hedge: that the figure is known by.
        precise: whether the digits leave nothing open.
        half: what they leave open else, in the base unit.
        coarse: whether zeros that are written out may be rounded to.
    """

    parsed: Parsed
    kind: Kind
    hedge: Hedge
    precise: bool
    half: Decimal
    coarse: bool


def build_frame(parsed: Parsed, *, exact: bool) -> Frame:
    """What the words of a figure say; ``exact``: its digits leave nothing open."""
    unit, hedge = parsed.unit, _name_hedge(parsed.hedges, parsed.second)
    precise = exact or parsed.precise or hedge is Hedge.WORDS
    return Frame(
        parsed,
        _KINDS.get(unit.dimension, Kind.QUANTITY),
        hedge,
        precise,
        to_base(5, parsed.first.exponent - 1, unit),
        coarse=hedge is Hedge.EXACT and not precise,
    )


def build_figure(stated: str, frame: Frame, first: Numeral, second: Numeral | None) -> Figure:
    """The figure of a number, or of a range, in a frame."""
    parsed, unit, hedge = frame.parsed, frame.parsed.unit, frame.hedge
    precise = frame.precise or (parsed.whole and counts_exactly(first, second))
    last = first if second is None else second
    (low, high), open_above = hedges.bound(
        parsed.hedges, first.coefficient, last.coefficient, 0 if precise else _HALF
    )
    value = to_base(first.coefficient, first.exponent, unit) if second is None else None
    least = None if low is None else to_base(low, first.exponent - 2, parsed.first_unit)
    most = None if high is None else to_base(high, last.exponent - 2, unit)
    if parsed.less or parsed.mirrored:
        value, least, most, hedge = _moved(parsed, value, least, most, hedge)
    return Figure(
        stated=stated,
        kind=frame.kind,
        value=value,
        low=least,
        high=most,
        unit=unit.base,
        hedge=hedge,
        half=_ZERO if precise else frame.half,
        coarse=_coarse(first, unit) if frame.coarse else _ZERO,
        digits=str(abs(first.coefficient)).strip("0") if second is None else "",
        open_above=open_above and not parsed.mirrored and last.coefficient >= 0,
        measure=parsed.measure,
        assumed=parsed.assumed,
    )


_End = Decimal | None


def _moved(
    parsed: Parsed, value: _End, low: _End, high: _End, hedge: Hedge
) -> tuple[_End, _End, _End, Hedge]:
    """A multiple less what it was; what lies below nothing."""
    if parsed.less:
        less = Decimal(parsed.less)
        value, low, high = (
            None if end is None else EXACTLY.subtract(end, less) for end in (value, low, high)
        )
    if parsed.mirrored:
        value, low, high = _negative(value), _negative(high), _negative(low)
        hedge = hedges.MIRRORED.get(hedge, hedge)
    return value, low, high, hedge


def _negative(number: Decimal | None) -> Decimal | None:
    return None if number is None else EXACTLY.minus(number)


def _with_unit(parsed: Parsed, name: str) -> Parsed:
    """A bare number in the unit that its context gives it: 52 under a head that says 万元."""
    exponent, unit = find_scaled(name)
    second = parsed.second and times(parsed.second, exponent)
    return parsed._replace(
        first=times(parsed.first, exponent),
        second=second,
        unit=unit,
        first_unit=unit,
        assumed=name,
    )


def _is_year(number: Numeral) -> bool:
    """Whether 年 names a year and does not count years: 2013年, not 两年 or 30年."""
    return _FIRST_YEAR <= number.coefficient <= _LAST_YEAR and not number.exponent


def _serve(parsed: Parsed, kind: Kind | None) -> Unit:
    """The unit as the kind takes it."""
    unit = parsed.unit
    served = _SERVES[unit.dimension].get(kind, unit) if unit.dimension in _SERVES else unit
    if kind is None:
        return served
    last = parsed.second or parsed.first
    if kind is Kind.MONEY and unit is NUMBER and last.scale >= _MYRIAD:
        served = table().symbols[_YUAN]  # 2500亿 of money is of yuan; 2500 may be of anything
    if served.dimension in _SERVES or _KINDS.get(served.dimension, Kind.QUANTITY) is not kind:
        found = "no unit" if unit is NUMBER else f"a unit of {unit.dimension}"
        expected = _EXPECTED.get(kind, f"a {kind}")
        message = f"{expected} is expected, and {found} is stated"
        raise NotRead(parsed.unit_at, message, code="wrong-dimension")
    return served


def _name_hedge(found: tuple[Hedge, ...], second: Numeral | None) -> Hedge:
    """The one hedge that the figure is known by."""
    if second is not None:
        return Hedge.WORDS if Hedge.WORDS in found else Hedge.RANGE
    return min(found, key=hedges.STRONGEST.index, default=Hedge.EXACT)


def _coarse(number: Numeral, unit: Unit) -> Decimal:
    """Half a unit of the last digit that is no zero, where two zeros or more are written out."""
    if number.coefficient % 100 or number.decimals or not number.coefficient:
        return _ZERO
    text = str(number.coefficient)
    zeros = len(text) - len(text.rstrip("0"))
    return to_base(5, number.exponent + zeros - 1, unit)
