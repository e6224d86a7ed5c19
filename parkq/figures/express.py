"""Figures, intervals and differences in the unit that an attribute is shown in."""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache, lru_cache, partial

from parkq import dates
from parkq.figures.display import display
from parkq.figures.units import Unit, find, joined
from parkq.model import Figure
from parkq.terms import Hedge, Kind

_SIGNS = {
    Hedge.ABOUT: "≈ ",
    Hedge.NEARLY: "nearly ",
    Hedge.OVER: "over ",
    Hedge.AT_LEAST: "≥ ",
    Hedge.AT_MOST: "≤ ",
}
_PLAIN = (Kind.DATE, Kind.TEXT, Kind.LIST)  # a tuple: the hash of a member is slow
"""Kinds without a unit to be shown in."""
_EXACT = Hedge.EXACT
_DEFAULTS = {Kind.RATIO: "%", Kind.MONEY: "CNY"}
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
_WIDEST = Context(prec=2000, rounding=ROUND_HALF_EVEN)
"""Has room for every digit of the largest figure that is read, which is below 10 to the 1200th."""
_BOUND_DIGITS = 6
_GAP_DIGITS = 4
_MONTH = Decimal("30.4375")
_YEAR = Decimal("365.25")


def express(figure: Figure, display_unit: str) -> str:
    """A figure in a display unit, to the precision it was printed with: ``≈ 3 km²``.

    A figure of another base unit than the display unit's (dollars where yuan are shown) stands
    in its own; dates, texts and lists are shown plainly.
    """
    unit = _unit(display_unit, figure.kind)
    if figure.kind in _PLAIN or unit.base != figure.unit:
        return display(figure)
    if figure.value is None:
        show = partial(_shown, half=figure.half, unit=unit)
        slack = figure.half if figure.hedge is Hedge.RANGE else 0
        low, high = figure.low, figure.high
        return _interval(low and low + slack, high and high - slack, unit, show)
    number = joined(_shown(_size(figure.value, unit), figure.half, unit), unit.symbol)
    return number if figure.hedge is _EXACT else _SIGNS.get(figure.hedge, "") + number


def express_bounds(
    low: Decimal | None, high: Decimal | None, display_unit: str, kind: Kind | None = None
) -> str:
    """An interval in a display unit: ``201.5–202.5 km²``, ``≥ 40%``, ``2013–2015``.

    Args:
        low: in the base unit; None where open.
        high: likewise.
        display_unit: the attribute's; empty for the plain unit of the kind.
        kind: the attribute's: bounds of a DATE are day ordinals, those of a RATIO fractions.
    """
    if low is None and high is None:
        return "any"
    if kind is Kind.DATE:
        return dates.shortest(*(None if end is None else int(end) for end in (low, high)))
    return _interval(low, high, _unit(display_unit, kind), _significant(_BOUND_DIGITS))


def express_difference(gap: Decimal, display_unit: str, kind: Kind | None = None) -> str:
    """A difference in a display unit: ``16 km²``, ``20,000 m²``, ``8 months``, ``0.5 pp``."""
    if kind is Kind.DATE:
        return _days(gap)
    unit = _unit(display_unit, kind)
    symbol = "pp" if unit.symbol == "%" else unit.symbol
    return joined(_significant(_GAP_DIGITS)(_size(gap, unit)), symbol)


def scaled(
    figure: Figure, display_unit: str
) -> tuple[Decimal | None, Decimal | None, Decimal | None] | None:
    """A figure's low, value and high as numbers of a display unit.

    None where it has no number, or one of another base unit than the display unit's.
    """
    unit = _unit(display_unit, figure.kind)
    if figure.kind in _PLAIN or unit.base != figure.unit:
        return None
    low, value, high = (
        None if number is None else _size(number, unit)
        for number in (figure.low, figure.value, figure.high)
    )
    return low, value, high


def symbol(display_unit: str, kind: Kind) -> str:
    """What numbers of a display unit are followed by; empty for counts."""
    return _unit(display_unit, kind).symbol


def scale(display_unit: str, kind: Kind, base: str) -> tuple[Decimal, str] | None:
    """The size of a display unit in base units, and its symbol; None where it is of another base.

    Args:
        display_unit: the attribute's; empty for the plain unit of the kind.
        kind: the attribute's.
        base: the base unit that is to be shown in it.
    """
    unit = _unit(display_unit, kind)
    if unit.base != base:
        return None
    factor = Decimal(unit.factor).scaleb(unit.exponent)
    return _WIDE.divide(factor, Decimal(unit.divisor)), unit.symbol


def _unit(display_unit: str, kind: Kind | None) -> Unit:
    """The unit with the name it is shown under; a multiplier (亿元) keeps its own."""
    return _named(display_unit or (_DEFAULTS.get(kind, "") if kind else ""))


@lru_cache(maxsize=1024)
def _named(named: str) -> Unit:
    unit = find(named) if named else None
    if unit is None:
        return Unit(named, "1", "number")
    return unit if named.isascii() else unit._replace(symbol=named)


def _size(value: Decimal, unit: Unit) -> Decimal:
    multiplier, divisor = _scales(unit)
    if multiplier:
        value = _WIDE.multiply(value, multiplier)
    return _WIDE.divide(value, divisor) if divisor else _WIDE.plus(value)


@lru_cache(maxsize=1024)
def _scales(unit: Unit) -> tuple[Decimal | None, Decimal | None]:
    """What a number of base units is multiplied by, then divided by; None for 1."""
    multiplier, divisor = Decimal(unit.divisor), Decimal(unit.factor).scaleb(unit.exponent)
    return None if multiplier == 1 else multiplier, None if divisor == 1 else divisor


def _interval(
    low: Decimal | None, high: Decimal | None, unit: Unit, show: Callable[[Decimal], str]
) -> str:
    if low is None or high is None:
        sign, end = ("≤ ", high) if low is None else ("≥ ", low)
        return sign + joined(show(_size(end or Decimal(0), unit)), unit.symbol)
    ends = dict.fromkeys((show(_size(low, unit)), show(_size(high, unit))))
    return joined("–".join(ends), unit.symbol)


def _shown(number: Decimal, half: Decimal, unit: Unit) -> str:
    """A number to the place that a half unit of the last printed digit allows."""
    return _trimmed(number, _place(half, unit) if half else _last(number, _BOUND_DIGITS))


@lru_cache(maxsize=1024)
def _place(half: Decimal, unit: Unit) -> int:
    """The power of ten that half a unit is half of."""
    return (_size(half, unit) * 2).adjusted()


def _significant(digits: int) -> Callable[[Decimal], str]:
    """Shows numbers to so many significant digits, but never less than to a whole one."""
    return lambda number: _trimmed(number, _last(number, digits))


def _last(number: Decimal, digits: int) -> int:
    """The place of the last of so many significant digits, or of the ones if that is further."""
    return min(0, number.adjusted() - digits + 1)


def _trimmed(number: Decimal, place: int) -> str:
    text = f"{_WIDEST.quantize(number, _power(place)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _power(exponent: int) -> Decimal:
    """Ten to the exponent."""
    return Decimal(1).scaleb(exponent)


def _days(gap: Decimal) -> str:
    for length, name in ((_YEAR, "year"), (_MONTH, "month")):
        if gap >= 2 * length:
            return _several(f"{gap / length:.1f}".removesuffix(".0"), name)
    return _several(f"{gap:f}", "day")


def _several(number: str, name: str) -> str:
    return f"{number} {name}" + ("" if number == "1" else "s")
