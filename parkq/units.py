"""Units of measure: from the names that sources print to exact factors of a base unit.

The table is ``units.toml``; it is read when a unit is first asked for.
"""

from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

import tomli

from parkq.scan import Words, fold, index, match

COUNTED = frozenset({"count", "person", "place"})
_EXACT = Context(prec=600, traps=[Inexact])
_NEAREST = Context(prec=40)
_TENS = tuple(10**exponent for exponent in range(64))
_SCALE_WORDS = {"百": 2, "千": 3, "万": 4, "亿": 8, "百万": 6, "千万": 7, "百亿": 10, "千亿": 11, "万亿": 12}


class Unit(NamedTuple):
    """A unit of measure.

    Attributes:
        symbol: how parkq prints it; empty for counts.
        base: the unit that its values are kept in.
        dimension: what it measures.
        factor: its size in the base unit is ``factor * 10**exponent / divisor``.
        exponent: see ``factor``.
        divisor: see ``factor``.
    """

    symbol: str
    base: str
    dimension: str
    factor: int = 1
    exponent: int = 0
    divisor: int = 1


COUNT = Unit("", "1", "count")
RANK = Unit("", "1", "rank")
NUMBER = Unit("", "1", "number")
"""No unit stated."""


class Table(NamedTuple):
    """The table of units, ready for scanning."""

    names: Words[Unit]
    prefixes: Words[Unit]
    dimensions: dict[str, str]
    symbols: dict[str, Unit]
    slips: dict[str, tuple[Fraction, ...]]
    spellings: tuple[str, ...]


@cache
def table() -> Table:
    """The units of ``units.toml``."""
    with Path(__file__).with_name("units.toml").open("rb") as file:
        document = tomli.load(file)
    counted = {word: NUMBER._replace(dimension=name) for name in COUNTED for word in document.pop(name)["words"]}
    currencies = document.pop("money")
    sections = [(name, section["base"], section) for name, section in document.items()]
    sections += [("money", code, section) for code, section in currencies.items()]
    units, prefixes, dimensions = dict(counted), {}, {"1": "count", "": ""}
    symbols = {}
    for dimension, base, section in sections:
        dimensions[base] = dimension
        for symbol, (factor, *names) in section["units"].items():
            unit = _unit(symbol, base, dimension, Fraction(factor))
            symbols[symbol] = unit
            units.update(dict.fromkeys((symbol, *names), unit))
        plain = symbols.get(base)
        if plain is not None:
            prefixes.update(dict.fromkeys(section.get("prefixes", ()), plain))
    return Table(
        index(units),
        index(prefixes),
        dimensions,
        symbols,
        {name: tuple(map(Fraction, section.get("slips", ()))) for name, _, section in sections},
        tuple(units),
    )


def scan(text: str, pos: int) -> tuple[int, Unit | None]:
    """The unit at ``pos`` of a folded text, with what it is counted by: 元/公顷, 人每平方公里."""
    end, unit = match(table().names, text, pos)
    if unit is None:
        return pos, None
    after, per = match(_PER, text, end)
    if per is None:
        return end, unit
    after, exponent = match(_SCALES, text, after)
    after, below = match(table().names, text, after)
    return (end, unit) if below is None else (after, _quotient(unit, below, exponent or 0))


def find(name: str) -> Unit | None:
    """The unit of a name or a symbol, which may begin with a multiplier: 亿元, 万 m²."""
    text = fold(name)
    pos, exponent = match(_SCALES, text, 0)
    end, unit = scan(text, pos)
    if unit is None:
        end, unit = scan(text, 0)
        exponent = 0
    if unit is None or end != len(text):
        return None
    return unit._replace(exponent=unit.exponent + (exponent or 0))


def nearest(text: str) -> str:
    """The name of a unit that the beginning of a text looks like, or an empty string."""
    from difflib import get_close_matches  # noqa: PLC0415 - only after an error

    return next(iter(get_close_matches(text[:12], table().spellings, 1, 0.6)), "")


def dimension_of(unit: str) -> str:
    """What a base unit measures: ``m2`` is an area, ``CNY/m2`` is money/area.

    Raises:
        KeyError: it is no base unit.
    """
    return "/".join(table().dimensions[base] for base in unit.split("/"))


def slip_factors(unit: str) -> tuple[Fraction, ...]:
    """The factors by which figures of a base unit are apart when a unit or a scale was mixed up."""
    own = table().slips.get(dimension_of(unit), ())
    return tuple(Fraction(10**power) for power in (1, 2, 3, 4, 6, 8)) + own


def to_base(number: int, exponent: int, unit: Unit) -> Decimal:
    """``number * 10**exponent`` of a unit, in its base unit.

    Exact; where the factor's quotient does not end, the nearest decimal of 40 digits, so that
    equal quantities give equal decimals.
    """
    number *= unit.factor
    exponent += unit.exponent
    if unit.divisor > 1:
        whole, rest = divmod(number, unit.divisor)
        if rest:
            return _divided(number, exponent, unit.divisor)
        number = whole
    return plain(number, exponent)


def plain(number: int, exponent: int) -> Decimal:
    """``number * 10**exponent`` without an exponent and without zeros after the point."""
    if exponent >= 0:
        return Decimal(number * 10**exponent)
    whole, rest = divmod(number, 10**-exponent)
    return Decimal(whole) if not rest else Decimal(number).scaleb(exponent, _EXACT).normalize(_EXACT)


def _divided(number: int, exponent: int, divisor: int) -> Decimal:
    above, below = Decimal(number).scaleb(exponent, _EXACT), Decimal(divisor)
    try:
        return _EXACT.divide(above, below)
    except Inexact:
        return _NEAREST.divide(above, below)


def _unit(symbol: str, base: str, dimension: str, size: Fraction) -> Unit:
    """A unit of ``size`` base units, its factor without trailing zeros, its divisor without tens."""
    factor, divisor, exponent = size.numerator, size.denominator, 0
    while factor % 10 == 0:
        factor, exponent = factor // 10, exponent + 1
    while divisor % 10 == 0:
        divisor, exponent = divisor // 10, exponent - 1
    for prime, other in ((2, 5), (5, 2)):
        while divisor % prime == 0:
            divisor, factor, exponent = divisor // prime, factor * other, exponent - 1
    return Unit(symbol, base, dimension, factor, exponent, divisor)


def _quotient(above: Unit, below: Unit, exponent: int) -> Unit:
    size = _size(above) / (_size(below) * 10**exponent)
    multiplier = next((word for word, power in _SCALE_WORDS.items() if power == exponent), "")
    symbol = f"{above.symbol or '个'}/{multiplier}{below.symbol or '个'}"
    return _unit(symbol, f"{above.base}/{below.base}", f"{above.dimension}/{below.dimension}", size)


def _size(unit: Unit) -> Fraction:
    return Fraction(unit.factor) * Fraction(10) ** unit.exponent / unit.divisor


_PER = index({"/": True, "每": True, "per": True})
_SCALES = index(_SCALE_WORDS)
