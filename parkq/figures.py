"""A stated figure: the words of a source, read as a value, an interval, a unit and a hedge.

The rules stand in ``hedges`` (intervals and conventions), ``units.toml`` (units) and ``numerals``.
Bounds are closed: what the rules write as an open interval is kept as its closure.
"""

from decimal import Decimal

from parkq import display, grammar, hedges, printed_dates
from parkq.express import express, express_bounds, express_difference
from parkq.grammar import NotRead, Reading
from parkq.model import Figure, Hedge, Kind, Unread
from parkq.numerals import Numeral
from parkq.scan import fold
from parkq.steps import steps
from parkq.units import COUNT, RANK, Unit, dimension_of, listing, slip_factors, table, to_base

__all__ = [
    "LONGEST",
    "dimension_of",
    "express",
    "express_bounds",
    "express_difference",
    "read",
    "slip_factors",
    "steps",
    "units",
]

units = listing

LONGEST = 200
"""Characters; a longer figure is an error."""

_KINDS = {"money": Kind.MONEY, "count": Kind.COUNT, "ratio": Kind.RATIO, "rank": Kind.RANK}
_EXPECTED = {
    Kind.QUANTITY: "a quantity with a unit",
    Kind.COUNT: "a count",
    Kind.MONEY: "money",
    Kind.RATIO: "a share, such as 40%",
    Kind.RANK: "a place in a ranking",
}
_SERVES: dict[str, dict[Kind | None, Unit]] = {
    "number": {None: COUNT, Kind.COUNT: COUNT, Kind.RANK: RANK},
    "person": {None: COUNT, Kind.COUNT: COUNT, Kind.RANK: RANK},
    "place": {None: RANK, Kind.COUNT: COUNT, Kind.RANK: RANK},
}
"""What a number without a unit, or with one that says little, is read as for a kind."""

_OPEN = frozenset({Hedge.OVER, Hedge.WORDS})
"""Hedges whose upper bound is itself excluded."""

_SEPARATORS = frozenset("、,;")
_AND_SO_ON = "等"


def read(
    stated: str, kind: Kind | None = None, *, year: int | None = None, exact: bool = False
) -> Figure | Unread:
    """Reads a figure as a source prints it; never raises.

    Args:
        stated: the words of the source.
        kind: the kind of the attribute; it only decides what may be read in more than one way.
            Without it, numbers and dates are read.
        year: the year of a date that names none (10月29日).
        exact: the printed digits leave nothing open, as in counted and legal figures.

    Returns:
        The figure; or, where a part is not understood or does not serve the kind, an Unread
        that names the first such part.
    """
    if kind is Kind.TEXT:
        return Figure(stated=stated, kind=kind, display=stated.strip())
    if len(stated) > LONGEST:
        return Unread(
            stated=stated, error=f"longer than {LONGEST} characters", offset=LONGEST
        )
    if kind is Kind.LIST:
        return _list(stated)
    text = fold(stated).rstrip()
    try:
        return _date(stated, text, year) if kind is Kind.DATE else _number(stated, text, kind, exact)
    except NotRead as error:
        if kind is None:
            return _date_or(error, stated, text, year)
        return Unread(stated=stated, error=error.message, offset=error.offset, hint=error.hint)


def _date_or(number: NotRead, stated: str, text: str, year: int | None) -> Figure | Unread:
    """The date that is no number; else the error that got further into the text."""
    try:
        return _date(stated, text, year)
    except NotRead as date:
        error = date if date.offset > number.offset else number
        return Unread(stated=stated, error=error.message, offset=error.offset, hint=error.hint)


def _date(stated: str, text: str, year: int | None) -> Figure:
    low, high, hedge = printed_dates.read(text, year)
    return Figure(
        stated=stated,
        kind=Kind.DATE,
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        unit="day",
        hedge=hedge,
        display=printed_dates.show(low, high, hedge),
    )


def _number(stated: str, text: str, kind: Kind | None, exact: bool) -> Figure:
    if not text:
        raise NotRead(0, "the figure is empty")
    reading = grammar.parse(text)
    unit = _unit_for(reading, kind)
    if unit.symbol == "yr" and kind is None and printed_dates.is_year(text):
        raise NotRead(0, "a date")
    return _figure(stated, reading._replace(unit=unit), exact)


def _unit_for(reading: Reading, kind: Kind | None) -> Unit:
    """The unit as the kind takes it."""
    unit = reading.unit
    if unit.dimension in _SERVES:
        served = _SERVES[unit.dimension].get(kind)
        if served is not None:
            return served
        if unit.dimension == "number" and kind is Kind.MONEY:
            return table().symbols["CNY"]
        raise NotRead(0, f"the unit is missing: {_EXPECTED[kind]} is expected" if kind else "")
    if kind is not None and _KINDS.get(unit.dimension, Kind.QUANTITY) is not kind:
        raise NotRead(0, f"{unit.dimension} is read, and {_EXPECTED[kind]} is expected")
    return unit


def _figure(stated: str, reading: Reading, exact: bool) -> Figure:
    shown = display.show(reading)
    reading = _aligned(reading)
    first, second, unit = reading.first, reading.second, reading.unit
    precise = exact or unit is RANK
    low, high = _interval(reading, 0 if precise else 50)
    hedge = _named(reading)
    return Figure(
        stated=stated,
        kind=_KINDS.get(unit.dimension, Kind.QUANTITY),
        value=None if second else to_base(first.coefficient, first.exponent, unit),
        low=low,
        high=high,
        unit=unit.base,
        hedge=hedge,
        half=Decimal(0) if precise else to_base(5, first.exponent - 1, unit),
        coarse=Decimal(0) if precise or hedge is not Hedge.EXACT else _coarse(first, unit),
        digits="" if second else str(abs(first.coefficient)).strip("0"),
        open_above=bool(_OPEN.intersection(reading.hedges)) and high is not None,
        display=shown,
    )


def _aligned(reading: Reading) -> Reading:
    """A range with both ends written to the finer one's last digit: 1.5-2万 is to 0.1万."""
    first, second = reading.first, reading.second
    if second is None or reading.first_unit != reading.unit:
        return reading
    exponent = min(first.exponent, second.exponent)
    return reading._replace(first=_to_place(first, exponent), second=_to_place(second, exponent))


def _to_place(number: Numeral, exponent: int) -> Numeral:
    coefficient = number.coefficient * 10 ** (number.exponent - exponent)
    return number._replace(coefficient=coefficient, exponent=exponent)


def _coarse(number: Numeral, unit: Unit) -> Decimal:
    """Half a unit of the last digit that is no zero, where two zeros or more are written out."""
    text = str(number.coefficient)
    zeros = len(text) - len(text.rstrip("0"))
    if zeros < 2 or number.decimals or not number.coefficient:
        return Decimal(0)
    return to_base(5, number.exponent + zeros - 1, unit)


def _named(reading: Reading) -> Hedge:
    if Hedge.WORDS in reading.hedges:
        return Hedge.WORDS
    if reading.second is not None:
        return Hedge.RANGE
    return next((hedge for hedge in hedges.STRONGEST if hedge in reading.hedges), Hedge.EXACT)


def _interval(reading: Reading, half: int) -> tuple[Decimal | None, Decimal | None]:
    """The hull of what each hedge allows, in the base unit."""
    found, first, second = reading.hedges, reading.first, reading.second
    for one, other in (hedges.CONTRARY, hedges.CONTRARY[::-1]):
        if one & set(found) and other & set(found):
            raise NotRead(0, f"its hedges contradict each other: {', '.join(sorted(found))}")
    if Hedge.WORDS in found:
        half = 0
    rules = [hedge for hedge in found if hedge is not Hedge.WORDS] or [Hedge.EXACT]
    lows = [hedges.bounds(hedge, first.coefficient, half)[0] for hedge in rules]
    last = second or first
    highs = [hedges.bounds(hedge, last.coefficient, half)[1] for hedge in rules]
    low = _least(lows, first, reading.first_unit, min)
    high = _least(highs, last, reading.unit, max)
    if second is not None and low is not None and high is not None and low > high:
        raise NotRead(0, "the range runs backwards")
    return low, high


def _least(bounds, number: Numeral, unit: Unit, pick) -> Decimal | None:
    known = [bound for bound in bounds if bound is not None]
    if len(known) < len(bounds):
        return None
    return to_base(pick(known), number.exponent - 2, unit)


def _list(stated: str) -> Figure:
    text = fold(stated)
    open_ended = text.rstrip().endswith(_AND_SO_ON)
    end = len(text.rstrip()) - open_ended
    items, start = [], 0
    for at in range(end + 1):
        if at == end or text[at] in _SEPARATORS:
            items.append(stated[start:at].strip())
            start = at + 1
    kept = tuple(item for item in items if item)
    return Figure(
        stated=stated,
        kind=Kind.LIST,
        display="、".join(kept) + (_AND_SO_ON if open_ended else ""),
        items=kept,
        open_ended=open_ended,
    )
