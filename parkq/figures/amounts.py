"""From a number taken apart to a figure: its unit, its interval, and what its digits leave open."""

from decimal import Decimal
from functools import partial
from typing import NamedTuple

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
_plus, _minus = EXACTLY.add, EXACTLY.subtract
_ZERO = Decimal(0)
_HALF = 50
_figure, _REST = partial(tuple.__new__, Figure), Figure("", Kind.COUNT)[10:]
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
        return lone(stated, first.coefficient, form(parsed, exact=exact))
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


class Form(NamedTuple):
    """What lone numbers between the same words have in common.

    Attributes:
        parsed: one of them, taken apart.
        kind: of the figure.
        exponent: the power of ten that the last printed digit stands for, in base units.
        power: ten to that exponent; 0 where it is no whole number.
        half: what the printed digits leave open; nothing where they are precise.
        coarse: whether zeros that are written out may be rounded to.
    """

    parsed: Parsed
    kind: Kind
    exponent: int
    power: int
    half: Decimal
    coarse: bool


def form(parsed: Parsed, *, exact: bool) -> Form:
    """The form of a lone number; ``exact``: its digits leave nothing open."""
    unit, precise = parsed.unit, exact or parsed.precise
    exponent = parsed.first.exponent + unit.exponent
    return Form(
        parsed,
        _KINDS.get(unit.dimension, _QUANTITY),
        exponent,
        10**exponent if exponent >= 0 else 0,
        _ZERO if precise else to_base(5, exponent - 1, NUMBER),
        not precise,
    )


def lone(stated: str, coefficient: int, of: Form) -> Figure:
    """The figure of a lone number of the form, its digits as a whole number, in less time."""
    parsed, kind, exponent, power, half, coarse = of
    value = Decimal(coefficient * power) if power else to_base(coefficient, exponent, NUMBER)
    low, high = (_minus(value, half), _plus(value, half)) if half else (value, value)
    rounded = _ZERO
    if coarse and not coefficient % 100:
        rounded = _coarse(parsed.first._replace(coefficient=coefficient), parsed.unit)
    digits = str(abs(coefficient)).strip("0")
    base = parsed.unit.base
    return _figure((stated, kind, value, low, high, base, _EXACT, half, rounded, digits, *_REST))


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
