"""Units of measure: from the names that sources print to exact factors of a base unit.

The table is `parkq.figures.unit_table`; it is made ready when a unit is first asked for.
"""

from collections.abc import Iterator, Mapping
from decimal import Context, Decimal, Inexact
from functools import cache, lru_cache
from itertools import chain
from math import gcd
from typing import TYPE_CHECKING, NamedTuple

from parkq.figures.scan import Words, fold, index, match
from parkq.figures.unit_table import COUNTERS, PREFIXES, SLIPS, UNITS

if TYPE_CHECKING:
    from fractions import Fraction

EXACTLY = Context(prec=600, traps=[Inexact])
"""Rounds nothing."""

_NEAREST = Context(prec=40)
_LONGEST_NAME = 12
_POWERS = (1, 2, 3, 4, 6, 8)
_TIGHT = frozenset({"", "%", "‰", "成", "×"})
_PER = index({"/": True, "每": True, "per": True})
_MULTIPLIERS = {
    "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12
}  # fmt: skip
_BEFORE_UNIT = index(_MULTIPLIERS)


class Unit(NamedTuple):
    """A unit of measure; its size is ``factor * 10**exponent / divisor`` base units.

    Attributes:
        symbol: how parkq prints it; empty for counts.
        base: the unit that its values are kept in.
        dimension: what it measures.
        factor: see above.
        exponent: see above.
        divisor: see above; 1 where the size is a decimal number.
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
"""No unit is stated."""

_COUNTED = {"count": COUNT, "person": Unit("", "1", "person"), "place": Unit("", "1", "place")}


class Listed(NamedTuple):
    """A unit as a reader of the table sees it; ``factor`` is a number or a quotient."""

    symbol: str
    dimension: str
    base: str
    factor: str
    names: tuple[str, ...]


class Table(NamedTuple):
    """The table of units, ready for scanning.

    Attributes:
        names: what may stand after a number.
        prefixes: what may stand before it: currencies.
        symbols: parkq's own names of the units.
        dimensions: base unit to dimension.
        slips: dimension to its own factors of mixed-up units.
        listed: every unit with its names, in the table's order.
    """

    names: Words[Unit]
    prefixes: Words[Unit]
    symbols: Mapping[str, Unit]
    dimensions: Mapping[str, str]
    slips: Mapping[str, tuple[str, ...]]
    listed: tuple[Listed, ...]


@cache
def table() -> Table:
    """The units of `parkq.figures.unit_table`."""
    counted = {name: tuple(words.split(", ")) for name, words in COUNTERS.items()}
    listed = tuple(_listed())
    symbols = {each.symbol: _unit(each) for each in listed}
    names = {word: _COUNTED[name] for name, words in counted.items() for word in words}
    for each in listed:
        names.update(dict.fromkeys((each.symbol, *each.names), symbols[each.symbol]))
    prefixes = {
        word: symbols[base] for base, words in PREFIXES.items() for word in words.split(", ")
    }
    counters = Listed("", "count", "1", "1", tuple(chain.from_iterable(counted.values())))
    return Table(
        index(names),
        index(prefixes),
        symbols,
        {"": "", "1": "count"} | {each.base: each.dimension for each in listed},
        {dimension: tuple(factors.split(", ")) for dimension, factors in SLIPS.items()},
        (*listed, counters),
    )


def _listed() -> Iterator[Listed]:
    for dimension, bases in UNITS.items():
        for base, units in bases.items():
            for symbol, text in units.items():
                factor, _, names = text.partition("; ")
                known = tuple(names.split(", ")) if names else ()
                yield Listed(symbol, dimension, base, factor, known)


def scan(text: str, pos: int) -> tuple[int, Unit | None]:
    """The unit at ``pos`` of a folded text, with what it is stated per: 元/公顷, 人每平方公里."""
    names = table().names
    end, unit = match(names, text, pos)
    if unit is None or end == len(text):
        return end, unit
    after, per = match(_PER, text, end)
    if per is None:
        return end, unit
    after, exponent = match(_BEFORE_UNIT, text, after)
    after, below = match(names, text, after)
    return (end, unit) if below is None else (after, _quotient(unit, below, exponent or 0))


@lru_cache(maxsize=256)
def find(name: str) -> Unit | None:
    """The unit of a name or a symbol, which may begin with a multiplier: 亿元, 万 m²."""
    text = fold(name)
    pos, multiplier = match(_BEFORE_UNIT, text, 0)
    for start, exponent in ((pos, multiplier or 0), (0, 0)):
        end, unit = scan(text, start)
        if unit is not None and end == len(text):
            return unit._replace(exponent=unit.exponent + exponent)
    return None


def nearest(text: str) -> str:
    """The name of a unit that a folded text looks like, or an empty string."""
    from difflib import get_close_matches  # noqa: PLC0415 - only after an error

    names, _ = table().names
    alike = [name for name in names if name[0] == text[:1] and not text.startswith(name)]
    return next(iter(get_close_matches(text[:_LONGEST_NAME], alike, 1, 0.7)), "")


def dimensions() -> tuple[str, ...]:
    """What units measure, each once: ``area``, ``money``, ..."""
    return tuple(filter(None, dict.fromkeys(table().dimensions.values())))


@cache
def dimension_of(unit: str) -> str:
    """What a base unit measures: ``m2`` is an area, ``CNY/m2`` is money/area.

    Raises:
        KeyError: it is no base unit.
    """
    dimensions = table().dimensions
    return "/".join(dimensions[base] for base in unit.split("/"))


def slip_factors(unit: str) -> "tuple[Fraction, ...]":
    """The factors by which two figures of a base unit differ when a unit or scale was mixed up."""
    from fractions import Fraction  # noqa: PLC0415 - only where two figures are apart

    own = table().slips.get(dimension_of(unit), ())
    return tuple(map(Fraction, (*(10**power for power in _POWERS), *own)))


def least_slip_factor(unit: str) -> float:
    """The smallest of `slip_factors`, without their exact arithmetic."""
    own = (factor.partition("/") for factor in table().slips.get(dimension_of(unit), ()))
    return min((10.0, *(float(above) / float(below or 1) for above, _, below in own)))


def listing() -> tuple[Listed, ...]:
    """Every unit of the table with the names it is read by."""
    return table().listed


def ratio(larger: Unit, smaller: Unit) -> int:
    """How many of the smaller unit make the larger one; 0 where that is no whole number."""
    above = larger.factor * smaller.divisor * 10 ** max(larger.exponent - smaller.exponent, 0)
    below = larger.divisor * smaller.factor * 10 ** max(smaller.exponent - larger.exponent, 0)
    whole, rest = divmod(above, below)
    return 0 if rest else whole


def share(divisor: int) -> Unit:
    """A unit of fractions, such as thirds."""
    return _reduced(f"{divisor}分之", "ratio", "ratio", 1, 0, divisor)


def joined(number: str, symbol: str) -> str:
    """A number with the symbol of its unit: ``40%``, ``202 km²``."""
    return f"{number}{'' if symbol in _TIGHT else ' '}{symbol}"


def to_base(number: int, exponent: int, unit: Unit) -> Decimal:
    """``number * 10**exponent`` of a unit, in its base unit.

    Exact; where the size of the unit leaves no finite decimal, the nearest one of 40 digits,
    from one division, so that equal quantities give equal decimals.
    """
    number *= unit.factor
    exponent += unit.exponent
    if unit.divisor > 1:
        whole, rest = divmod(number, unit.divisor)
        if rest:
            return _NEAREST.divide(Decimal(number).scaleb(exponent, EXACTLY), unit.divisor)
        number = whole
    if exponent >= 0:
        return Decimal(number * 10**exponent)
    while exponent and number % 10 == 0:
        number, exponent = number // 10, exponent + 1
    return Decimal(number).scaleb(exponent, EXACTLY) if exponent else Decimal(number)


def _unit(listed: Listed) -> Unit:
    above, _, below = listed.factor.partition("/")
    sign, digits, exponent = Decimal(above).as_tuple()
    factor = int(Decimal((sign, digits, 0)))
    return _reduced(
        listed.symbol, listed.base, listed.dimension, factor, int(exponent), int(below or 1)
    )


def _quotient(above: Unit, below: Unit, multiplier: int) -> Unit:
    word = next((word for word, power in _MULTIPLIERS.items() if power == multiplier), "")
    return _reduced(
        f"{above.symbol or '个'}/{word}{below.symbol or '个'}",
        f"{above.base}/{below.base}",
        f"{dimension_of(above.base)}/{dimension_of(below.base)}",
        above.factor * below.divisor,
        above.exponent - below.exponent - multiplier,
        above.divisor * below.factor,
    )


def _reduced(
    symbol: str, base: str, dimension: str, factor: int, exponent: int, divisor: int
) -> Unit:
    """A unit whose divisor has no divisor of ten left in it: decimal sizes have none at all."""
    common = gcd(factor, divisor)
    factor, divisor = factor // common, divisor // common
    for prime, other in ((10, 1), (2, 5), (5, 2)):
        while divisor % prime == 0:
            divisor, factor, exponent = divisor // prime, factor * other, exponent - 1
    return Unit(symbol, base, dimension, factor, exponent, divisor)
