"""The scale of a number line: which values it reaches, and which of them are named.

Values are of the base unit; on a logarithmic axis, places go by their logarithms to base ten.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

_MARGIN = Decimal("0.06")
_INNER = 1 - 2 * _MARGIN
_MOST_TICKS = 6
_LOGARITHMIC_FROM = 100
_FEWEST_DAYS = 15
_TEN = Decimal(10)
_STEPS = (Decimal(1), Decimal(2), Decimal(5), _TEN)


class Axis(NamedTuple):
    """From values to places; the values drawn lie within a margin on both sides.

    Attributes:
        low, high: the least and the largest value; logarithms of them on a logarithmic axis.
        logarithmic: whether equal steps are equal factors.
    """

    low: Decimal
    high: Decimal
    logarithmic: bool = False

    def place(self, value: Decimal) -> float:
        """A fraction of the width, from 0 to 1; what lies beyond is put at the end."""
        at = value.log10() if self.logarithmic else value
        place = _MARGIN + _INNER * (at - self.low) / (self.high - self.low)
        return float(min(max(place, Decimal(0)), Decimal(1)))

    def reach(self) -> tuple[Decimal, Decimal]:
        """The values at both ends; logarithms of them on a logarithmic axis.

        What is nowhere negative has no scale below zero.
        """
        margin = (self.high - self.low) * _MARGIN / _INNER
        low = self.low - margin
        bounded = not self.logarithmic and self.low >= 0
        return (max(low, Decimal(0)) if bounded else low), self.high + margin


Scale = Sequence[tuple[Decimal, str]]
"""Values in ascending order, each with what is written under it."""

Scales = Callable[[Axis], Iterable[Scale]]
"""The scales that an axis may have, the finest first."""


def spanning(ends: Iterable[Decimal], *, days: bool) -> Axis:
    """The axis that holds some values: a logarithmic one where they are of unlike sizes.

    Args:
        ends: at least one.
        days: whether they are day ordinals.
    """
    found = list(ends)
    low, high = min(found), max(found)
    if low == high:
        around = Decimal(_FEWEST_DAYS) if days else abs(low) / 10 or Decimal(1)
        return Axis(low - around, high + around)
    if not days and low > 0 and high / low >= _LOGARITHMIC_FROM:
        return Axis(low.log10(), high.log10(), logarithmic=True)
    return Axis(low, high)


# Numbers


def numbers(size: Decimal, named: Callable[[str], str]) -> Scales:
    """Scales of round numbers, or of powers of ten.

    Args:
        size: of the unit that is shown, in base units.
        named: a number with its unit, as the last one is written.
    """

    def scales(axis: Axis) -> Iterator[Scale]:
        low, high = axis.reach()
        for most in range(_MOST_TICKS, 0, -1):
            if axis.logarithmic:
                values = list(_powers(low - size.log10(), high - size.log10(), most))
            else:
                values = list(_round(low / size, high / size, most))
            yield _written(values, size, named)

    return scales


def _written(values: Iterable[Decimal], size: Decimal, named: Callable[[str], str]) -> Scale:
    scale = [(value * size, f"{value:,f}") for value in values]
    return [*scale[:-1], *((value, named(text)) for value, text in scale[-1:])]


def _round(low: Decimal, high: Decimal, most: int) -> Iterator[Decimal]:
    """The multiples of a round step between two numbers, about as many as asked for."""
    step = _step((high - low) / most)
    first = (low / step).to_integral_value(ROUND_CEILING)
    multiples = ((first + number) * step for number in range(most + 1))
    return (value for value in multiples if value <= high)


def _step(least: Decimal) -> Decimal:
    """The smallest of 1, 2 and 5 times a power of ten that is no less."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * step for step in _STEPS if power * step >= least)


def _powers(low: Decimal, high: Decimal, most: int) -> Iterator[Decimal]:
    """Powers of ten between two logarithms, about as many as asked for."""
    first, last = (int(end.to_integral_value(ROUND_CEILING)) for end in (low, high))
    apart = -(-(last - first) // most) or 1
    return (Decimal(1).scaleb(power) for power in range(first, last, apart))


# Dates

_DAYS, _MONTHS, _YEARS = (1, 2, 5, 10), (1, 3, 6), (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_YEAR = 12
_MONTH_WRITTEN, _YEAR_WRITTEN = len("2013-09"), len("2013")


def calendar(axis: Axis) -> Iterator[Scale]:
    """Scales of days, months and years, as ISO 8601 writes them."""
    low, high = (min(max(int(end), 1), date.max.toordinal()) for end in axis.reach())
    for days in _DAYS:
        if (high - low) / days <= _MOST_TICKS:
            yield [(Decimal(d), date.fromordinal(d).isoformat()) for d in range(low, high, days)]
    for months in _MONTHS:
        yield from _beginnings(low, high, months, _MONTH_WRITTEN)
    for years in _YEARS:
        yield from _beginnings(low, high, years * _YEAR, _YEAR_WRITTEN)


def _beginnings(low: int, high: int, apart: int, written: int) -> Iterator[Scale]:
    """The first days of months so many apart; nothing where there are too many."""
    first, last = (_month(date.fromordinal(end)) for end in (low, high))
    if (last - first) / apart <= _MOST_TICKS + 1:
        months = range(-(-first // apart) * apart, last + 1, apart)
        days = (date(month // _YEAR, month % _YEAR + 1, 1) for month in months)
        yield [
            (Decimal(day.toordinal()), day.isoformat()[:written])
            for day in days
            if low <= day.toordinal() <= high
        ]


def _month(day: date) -> int:
    """How many months have passed since the year 0."""
    return day.year * _YEAR + day.month - 1
