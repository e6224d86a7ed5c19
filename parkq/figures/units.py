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
_LONG = 10**28  # such numbers are divided to more digits, lest bounds change places
_LONGEST_NAME = 12
_POWERS = (1, 2, 3, 4, 6, 8)
_TIGHT = frozenset({"", "%", "‰", "‱", "成", "×"})
_PER = index({"/": True, "每": True, "per": True})
_MULTIPLIERS = {
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11,
    "万亿": 12, "100": 2, "1000": 3, "1,000": 3, "10,000": 4, "100,000": 5,
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
    after, below = scan_per(text, end)
    if below is None:
        return end, unit
    return after, quotient(_printed(unit, text[pos:end]), below)


def scan_per(text: str, pos: int) -> tuple[int, Unit | None]:
    """What a unit is stated per: /亩, per square metre, 每平方公里."""
    end, per = match(_PER, text, pos)
    return scan_divisor(text, end) if per else (pos, None)


def scan_divisor(text: str, pos: int) -> tuple[int, Unit | None]:
    """What follows 每 or a stroke: 亩, 平方公里, 万人, 100户."""
    start, exponent = match(_BEFORE_UNIT, text, pos)
    end, unit = match(table().names, text, start)
    if unit is None:
        return pos, None
    word = next((word for word, power in _MULTIPLIERS.items() if power == exponent), "")
    unit = _printed(unit, text[start:end])
    return end, unit._replace(symbol=word + unit.symbol, exponent=unit.exponent + (exponent or 0))


def _printed(unit: Unit, word: str) -> Unit:
    """The unit, under its counter where it counts things: 件/万人."""
    return unit if unit.symbol else unit._replace(symbol=word.strip())


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


def find_scaled(name: str) -> tuple[int, Unit]:
    """A multiplier's power of ten and the plain unit: 万元 is 4 and CNY.

    Raises:
        KeyError: there is no such unit.
    """
    unit = find(name)
    if unit is None:
        raise KeyError(name)
    plain = table().symbols.get(unit.symbol, unit._replace(exponent=0) if not unit.symbol else unit)
    return unit.exponent - plain.exponent, plain


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


def ratio_to(consequent: int, decimals: int, printed: str) -> Unit:
    """A unit of ratios, such as those to 1 in 3.5:1; ``printed`` is what stands after the colon."""
    return _reduced(f":{printed}", "ratio", "ratio", 1, decimals, consequent)


def joined(number: str, symbol: str) -> str:
    """A number with the symbol of its unit: ``40%``, ``202 km²``."""
    return f"{number}{'' if symbol in _TIGHT or symbol[0] == ':' else ' '}{symbol}"


def in_currency(unit: Unit, money: Unit) -> Unit:
    """元 or 元/亩 of another currency than China's."""
    if unit.base.partition("/")[0] != "CNY":
        return unit
    symbol, base = (each.replace("CNY", money.base, 1) for each in (unit.symbol, unit.base))
    return unit._replace(symbol=symbol, base=base)


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
            digits = _NEAREST if abs(number) < _LONG else Context(prec=len(str(abs(number))) + 12)
            return digits.divide(Decimal(number).scaleb(exponent, EXACTLY), unit.divisor)
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


@lru_cache(maxsize=256)
def quotient(above: Unit, below: Unit) -> Unit:
    """A unit stated per another: CNY/m²."""
    return _reduced(
        f"{above.symbol or '个'}/{below.symbol}",
        f"{above.base}/{below.base}",
        f"{dimension_of(above.base)}/{dimension_of(below.base)}",
        above.factor * below.divisor,
        above.exponent - below.exponent,
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
