"""Arithmetic and order on closed intervals of decimals.

An operation gives all values it can take on numbers drawn from its operands, and its bounds
are rounded outwards; so a wider operand never gives a narrower result (R. E. Moore, Interval
Analysis, 1966). Operands are taken as independent: where one figure occurs twice, as in
``a - a``, the result is wider than it need be, but never too narrow.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import NamedTuple


class Interval(NamedTuple):
    """All values from ``low`` to ``high``, both included; None where a side is open."""

    low: Decimal | None
    high: Decimal | None


_Order = Callable[[Decimal, Decimal], bool]

_PRECISION = 50
_DOWN = Context(_PRECISION, ROUND_FLOOR, MIN_EMIN, MAX_EMAX, traps=[])
_UP = Context(_PRECISION, ROUND_CEILING, MIN_EMIN, MAX_EMAX, traps=[])
_ZERO = Decimal(0)
_INFINITY = Decimal("Infinity")


def point(value: Decimal) -> Interval:
    """The interval that holds one value."""
    return Interval(value, value)


def is_bounded(interval: Interval) -> bool:
    """Whether neither side is open."""
    return interval.low is not None and interval.high is not None


def hull(intervals: Iterable[Interval]) -> Interval:
    """The least interval that holds all of one or more intervals."""
    lows, highs = zip(*map(_ends, intervals), strict=True)
    return _interval(min(lows), max(highs))


def add(left: Interval, right: Interval) -> Interval:
    """``left + right``."""
    (a, b), (c, d) = _ends(left), _ends(right)
    return _interval(_DOWN.add(a, c), _UP.add(b, d))


def subtract(left: Interval, right: Interval) -> Interval:
    """``left - right``."""
    (a, b), (c, d) = _ends(left), _ends(right)
    return _interval(_DOWN.subtract(a, d), _UP.subtract(b, c))


def multiply(left: Interval, right: Interval) -> Interval:
    """``left * right``."""
    return _over_ends(Context.multiply, left, right)


def divide(left: Interval, right: Interval) -> Interval | None:
    """``left / right``; None where the divisor may be 0."""
    low, high = _ends(right)
    return None if low <= 0 <= high else _over_ends(Context.divide, left, right)


ARITHMETIC: Mapping[str, Callable[[Interval, Interval], Interval | None]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
}

_BELOW: Mapping[str, _Order] = {"<=": operator.le, "<": operator.lt}
_ABOVE: Mapping[str, _Order] = {">=": operator.ge, ">": operator.gt}


def may_hold(order: str, left: Interval, right: Interval) -> bool:
    """Whether some values of the two intervals keep the order (``==``, ``<=``, ``<``, …)."""
    (a, b), (c, d) = _ends(left), _ends(right)
    if order in _BELOW:
        return _BELOW[order](a, d)
    if order in _ABOVE:
        return _ABOVE[order](b, c)
    return a <= d and c <= b


def must_hold(order: str, left: Interval, right: Interval) -> bool:
    """Whether all values of the two intervals keep the order."""
    (a, b), (c, d) = _ends(left), _ends(right)
    if order in _BELOW:
        return _BELOW[order](b, c)
    if order in _ABOVE:
        return _ABOVE[order](a, d)
    return a == b == c == d


def narrow(order: str, left: Interval, right: Interval) -> Interval:
    """What the order leaves of ``right``, where it may hold."""
    (a, b), (c, d) = _ends(left), _ends(right)
    return _interval(c if order in _ABOVE else max(a, c), d if order in _BELOW else min(b, d))


def distance(left: Interval, right: Interval) -> Decimal:
    """How far two intervals are apart; 0 where they meet."""
    (a, b), (c, d) = _ends(left), _ends(right)
    return max(_ZERO, _UP.subtract(a, d), _UP.subtract(c, b))


def _ends(interval: Interval) -> tuple[Decimal, Decimal]:
    return (
        -_INFINITY if interval.low is None else interval.low,
        _INFINITY if interval.high is None else interval.high,
    )


def _interval(low: Decimal, high: Decimal) -> Interval:
    """An interval by its ends, with infinite ends open and no negative zero."""
    return Interval(
        (low or _ZERO) if low.is_finite() else None,
        (high or _ZERO) if high.is_finite() else None,
    )


def _over_ends(
    operation: Callable[[Context, Decimal, Decimal], Decimal], left: Interval, right: Interval
) -> Interval:
    """Where an operation is monotone in each operand, its bounds are among those of the ends.

    Of 0 · ∞ and ∞ / ∞, which have no value, the bound sought is 0: an open side has no
    infinite member, and the other bounds come from the other ends.
    """
    pairs = [(x, y) for x in _ends(left) for y in _ends(right)]
    lows, highs = (
        [_ZERO if (bound := operation(context, x, y)).is_nan() else bound for x, y in pairs]
        for context in (_DOWN, _UP)
    )
    return _interval(min(lows), max(highs))
