"""From a number taken apart to a figure: its unit, its interval, and what its digits leave open."""

from decimal import Decimal
from functools import cache

from parkq.figures import grammar, hedges
from parkq.figures.numerals import Numeral
from parkq.figures.parsed import Parsed
from parkq.figures.scan import NotRead
from parkq.figures.units import COUNT, EXACTLY, NUMBER, RANK, Unit, table, to_base
from parkq.model import Figure
from parkq.terms import Hedge, Kind

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
_HALF = 50
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


def parse(text: str, kind: Kind | None) -> Parsed:
    """Takes a folded text apart, and gives it the unit that it has for an attribute of the kind.

    Raises:
        NotRead: the first part that is not understood, or that does not serve the kind.
    """
    parsed = grammar.parse(text)
    found, first, second, unit, first_unit, at, precise = parsed
    if kind is None and unit.dimension not in _SERVES:
        if unit.symbol == "yr" and "千" not in text and _is_year(second or first):
            raise NotRead(at, "a date is expected")
        return parsed
    served = _served(unit, kind, at)
    if served is unit:
        return parsed
    first_unit = served if first_unit is unit else first_unit
    return Parsed(found, first, second, served, first_unit, at, precise or served is RANK)


def figure(stated: str, parsed: Parsed, *, exact: bool) -> Figure:
    """The figure of a stated number; ``exact``: its digits leave nothing open."""
    found, first, second, unit, first_unit, _, precise = parsed
    if is_lone(parsed):
        return lone(stated, first, unit, precise=exact or precise)
    hedge = _named(found, second)
    precise = exact or precise or hedge is _WORDS
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
    )


def is_lone(parsed: Parsed) -> bool:
    """Whether there is one number, no hedge, and a unit that is a power of ten."""
    unit = parsed.unit
    return not parsed.hedges and parsed.second is None and unit.factor == unit.divisor == 1


def lone(stated: str, number: Numeral, unit: Unit, *, precise: bool) -> Figure:
    """The figure of a lone number, in less time; ``precise``: its digits leave nothing open."""
    coefficient, exponent = number.coefficient, number.exponent + unit.exponent
    whole = exponent >= 0
    value = Decimal(coefficient * 10**exponent) if whole else to_base(coefficient, exponent, NUMBER)
    half = _ZERO if precise else _half(exponent)
    return Figure(
        stated,
        _KINDS.get(unit.dimension, _QUANTITY),
        value,
        value if precise else EXACTLY.subtract(value, half),
        value if precise else EXACTLY.add(value, half),
        unit.base,
        _EXACT,
        half,
        _ZERO if precise or coefficient % 100 else _coarse(number, unit),
        str(abs(coefficient)).strip("0"),
    )


@cache
def _half(exponent: int) -> Decimal:
    """Half of ten to the exponent."""
    return to_base(5, exponent - 1, NUMBER)


def _is_year(number: Numeral) -> bool:
    """Whether 年 names a year and does not count years: 2013年, not 两年 or 30年."""
    return _FIRST_YEAR <= number.coefficient <= _LAST_YEAR and not number.exponent


def _served(unit: Unit, kind: Kind | None, at: int) -> Unit:
    """The unit as the kind takes it; ``at`` is where it begins."""
    served = _SERVES[unit.dimension].get(kind, unit) if unit.dimension in _SERVES else unit
    if kind is Kind.MONEY and unit.dimension == "number":
        served = table().symbols[_YUAN]
    if kind is not None and (
        served.dimension in _SERVES or _KINDS.get(served.dimension, Kind.QUANTITY) is not kind
    ):
        found = "no unit" if unit.dimension == "number" else f"a unit of {unit.dimension}"
        message = f"{_EXPECTED[kind]} is expected, and {found} is stated"
        raise NotRead(at, message, code="wrong-dimension")
    return served


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
