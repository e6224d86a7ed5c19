"""A stated figure: the words of a source, read as a value, an interval, a unit and a hedge.

Each rule stands in one place: numerals in `parkq.figures.numerals`, the words of hedges and the
conventions of 约 and 近 in `parkq.figures.hedges`, units in ``units.toml``, printed dates in
`parkq.figures.printed_dates`. What the rules write as an open interval is kept as a closed one,
but for what `Figure.open_above` says.
"""

from decimal import Decimal

from parkq.figures import display, grammar, hedges, printed_dates
from parkq.figures.express import express, express_bounds, express_difference
from parkq.figures.numerals import Numeral
from parkq.figures.reading import NotRead, Reading
from parkq.figures.scan import closed_up, fold, place_of
from parkq.figures.steps import steps
from parkq.figures.units import (
    COUNT,
    RANK,
    Unit,
    dimension_of,
    listing,
    nearest,
    slip_factors,
    table,
    to_base,
)
from parkq.model import Figure, Hedge, Kind, Unread

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
"""Characters; a longer number or date is an error."""

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

_YUAN = "CNY"
"""The unit of an amount of money that names no currency, in a Chinese source."""

_EXACT, _WORDS, _QUANTITY = Hedge.EXACT, Hedge.WORDS, Kind.QUANTITY  # look-ups are not free
_ZERO = Decimal(0)
_WORDED = (Kind.TEXT, Kind.LIST)
_DATE = Kind.DATE
_HALF = 50
_QUOTED = 24
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_MILLENNIA = frozenset("12")
_SEPARATORS = frozenset("、,;")
_AND_SO_ON = "等"


def read(
    stated: str, kind: Kind | None = None, *, year: int | None = None, exact: bool = False
) -> Figure | Unread:
    """Reads a figure as a source prints it; never raises.

    Args:
        stated: the words of the source.
        kind: the kind of the attribute: it decides where words may be read in two ways.
            Without it, numbers and dates are read.
        year: the year of a date that names none (10月29日).
        exact: the printed digits leave nothing open, as in counted and legal figures.

    Returns:
        The figure; an Unread that names the first part not understood, or that does not serve
        the kind.
    """
    if kind in _WORDED:
        return _list(stated) if kind is Kind.LIST else _text(stated)
    if len(stated) > LONGEST:
        error = f"longer than {LONGEST} characters"
        return Unread(stated=stated, error=error, offset=LONGEST)
    text = fold(stated).rstrip()
    if " " in text:
        text = closed_up(text)
    try:
        if not text:
            raise NotRead(0, "the figure is empty")  # noqa: TRY301 - one way out for all errors
        if kind is _DATE or (kind is None and _begins_with_year(text)):
            return _date(stated, text, year)
        return _number(stated, text, kind, exact=exact)
    except NotRead as error:
        return _otherwise(error, stated, text, kind, year)


def _otherwise(
    error: NotRead, stated: str, text: str, kind: Kind | None, year: int | None
) -> Figure | Unread:
    """The date that is no number; else the error that got further into the text."""
    if kind is None and text:
        try:
            return _date(stated, text, year)
        except NotRead as of_date:
            if of_date.refused or (not error.refused and of_date.offset > error.offset):
                error = of_date
    offset = place_of(error.offset, stated)
    if error.message:
        return Unread(stated=stated, error=error.message, offset=offset, code=error.code)
    rest = stated[offset:]
    shown = rest if len(rest) <= _QUOTED else rest[:_QUOTED] + "…"
    return Unread(
        stated=stated,
        error=f"{shown!r} is not understood",
        offset=offset,
        hint=nearest(text[error.offset :]),
        code=error.code,
    )


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


def _number(stated: str, text: str, kind: Kind | None, *, exact: bool) -> Figure:
    reading = grammar.parse(text)
    unit = reading.unit
    if unit.dimension in _SERVES or kind is not None:
        unit = _served(reading, kind)
        first_unit = unit if reading.first_unit is reading.unit else reading.first_unit
        precise = reading.precise or unit is RANK
        found, first, second, _, _, at, _ = reading
        reading = Reading(found, first, second, unit, first_unit, at, precise)
    elif unit.symbol == "yr" and "千" not in text and _is_year(reading):
        raise NotRead(reading.unit_at, "a date is expected")
    return _figure(stated, reading, exact=exact or reading.precise)


def _begins_with_year(text: str) -> bool:
    """Whether the text is plainly a date: a short cut, as `_is_year` would find it later."""
    return text[4:5] == "年" and text[:1] in _MILLENNIA and text[:4].isdecimal()


def _is_year(reading: Reading) -> bool:
    """Whether 年 names a year and does not count years: 2013年, not 两年 or 30年."""
    last = reading.second or reading.first
    return _FIRST_YEAR <= last.coefficient <= _LAST_YEAR and not last.exponent


def _served(reading: Reading, kind: Kind | None) -> Unit:
    """The unit as the kind takes it."""
    unit = served = reading.unit
    if unit.dimension in _SERVES:
        served = _SERVES[unit.dimension].get(kind, unit)
        if kind is Kind.MONEY and unit.dimension == "number":
            served = table().symbols[_YUAN]
    if kind is not None and (
        served.dimension in _SERVES or _KINDS.get(served.dimension, Kind.QUANTITY) is not kind
    ):
        found = "no unit" if unit.dimension == "number" else f"a unit of {unit.dimension}"
        message = f"{_EXPECTED[kind]} is expected, and {found} is stated"
        raise NotRead(reading.unit_at, message, code="wrong-dimension")
    return served


def _figure(stated: str, reading: Reading, *, exact: bool) -> Figure:
    if reading.second is not None:
        reading = _aligned(reading)
    found, first, second, unit, first_unit, _, _ = reading
    hedge = _named(found, second)
    precise = exact or hedge is _WORDS
    last = first if second is None else second
    (low, high), open_above = hedges.hull(
        found, first.coefficient, last.coefficient, 0 if precise else _HALF
    )
    return Figure(
        stated=stated,
        kind=_KINDS.get(unit.dimension, _QUANTITY),
        value=to_base(first.coefficient, first.exponent, unit) if second is None else None,
        low=None if low is None else to_base(low, first.exponent - 2, first_unit),
        high=None if high is None else to_base(high, last.exponent - 2, unit),
        unit=unit.base,
        hedge=hedge,
        half=_ZERO if precise else to_base(5, first.exponent - 1, unit),
        coarse=_ZERO if precise or hedge is not _EXACT else _coarse(first, unit),
        digits=str(abs(first.coefficient)).strip("0") if second is None else "",
        open_above=open_above,
        display=display.show(reading),
    )


def _aligned(reading: Reading) -> Reading:
    """A range with both ends written to the finer one's last digit: 1.5-2万 is to 0.1万."""
    first, second = reading.first, reading.second
    if second is None or first.exponent == second.exponent or reading.first_unit != reading.unit:
        return reading
    exponent = min(first.exponent, second.exponent)
    return reading._replace(first=_to_place(first, exponent), second=_to_place(second, exponent))


def _to_place(number: Numeral, exponent: int) -> Numeral:
    coefficient = number.coefficient * 10 ** (number.exponent - exponent)
    return number._replace(coefficient=coefficient, exponent=exponent)


def _named(found: tuple[Hedge, ...], second: Numeral | None) -> Hedge:
    """The one hedge that the figure is known by."""
    if second is not None:
        return _WORDS if _WORDS in found else Hedge.RANGE
    if not found:
        return _EXACT
    return found[0] if len(found) == 1 else min(found, key=hedges.STRONGEST.index)


def _coarse(number: Numeral, unit: Unit) -> Decimal:
    """Half a unit of the last digit that is no zero, where two zeros or more are written out."""
    if number.coefficient % 100 or number.decimals or not number.coefficient:
        return _ZERO
    text = str(number.coefficient)
    zeros = len(text) - len(text.rstrip("0"))
    return to_base(5, number.exponent + zeros - 1, unit)


def _text(stated: str) -> Figure:
    return Figure(stated=stated, kind=Kind.TEXT, display=stated.strip())


def _list(stated: str) -> Figure | Unread:
    """Items between 、 and ordinary separators; a final 等 says that the list goes on."""
    text = fold(stated).rstrip()
    open_ended = text.endswith(_AND_SO_ON)
    end = len(text) - open_ended
    items, start = [], 0
    for at in range(end + 1):
        if at == end or text[at] in _SEPARATORS:
            items.append(stated[start:at].strip())
            start = at + 1
    kept = tuple(filter(None, items))
    if not kept:
        return Unread(stated=stated, error="the list is empty")
    return Figure(
        stated=stated,
        kind=Kind.LIST,
        display="、".join(kept) + _AND_SO_ON * open_ended,
        items=kept,
        open_ended=open_ended,
    )
