"""The axes of a plot: round numbers for figures, years or months for time."""

from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, MINYEAR, date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

_STEPS = 4
"""About how many steps a scale of figures has."""
_ROUND = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_TWELVE = 12
_MONTHS = (1, 3)
_YEARS = (12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 60000)
"""Months from one name on an axis of time to the next, within one year and beyond."""
_GAP = 2


def ticks(numbers: Sequence[Decimal], *, whole: bool) -> list[Decimal]:
    """Round numbers in equal steps, from below the smallest to above the largest.

    They begin at zero where that costs no more than half of the scale.

    Args:
        numbers: at least one.
        whole: whether there is nothing between whole numbers.
    """
    low, high = min(numbers), max(numbers)
    if 0 <= low <= high / 2:
        low = Decimal(0)
    raw = (high - low or abs(high) or Decimal(1)) / _STEPS
    power = Decimal(1).scaleb(raw.adjusted())
    step = next(power * each for each in _ROUND if power * each >= raw)
    step = max(step, Decimal(1)) if whole else step
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    return [step * number for number in range(first, max(last, first + 1) + 1)]


class Time(NamedTuple):
    """An axis of time.

    Attributes:
        months: the first of each part, counted from the year 0.
        width: columns.
    """

    months: range
    width: int

    def column(self, day: float) -> float:
        """Where a day stands, an ordinal; from 0 to the width."""
        first, last = _first_day(self.months.start), _first_day(self.months.stop)
        return (day - first) / (last - first) * self.width

    def line(self, tick: str, between: str) -> str:
        """The axis itself, with a tick where a part begins."""
        columns = {int(self.column(_first_day(month))) for month in self.months[1:]}
        return "".join(tick if column in columns else between for column in range(self.width))

    def names(self) -> str:
        """The names of the parts, each in the middle of the year or month that it names."""
        line = ""
        for month in self.months:
            start, end = _first_day(month), _first_day(month + min(self.months.step, _TWELVE))
            name = _name(month, self.months.step)
            middle = int(self.column((start + end) / 2) - len(name) / 2)
            line = f"{line:<{max(middle, int(self.column(start)))}}{name}"
        return line


def time(days: Iterable[float], width: int) -> Time:
    """An axis of whole years that holds the days; of months where they are of one year.

    Args:
        days: ordinals, at least one.
        width: columns.
    """
    known = [int(day) for day in days]
    low, high = _month(min(known)), _month(max(known))
    within = low // _TWELVE == high // _TWELVE
    steps = (*_MONTHS, *_YEARS) if within else _YEARS
    parts = (range(low // step * step, high // step * step + step, step) for step in steps)
    return Time(months=next(filter(lambda each: _fits(each, width), parts)), width=width)


def _fits(months: range, width: int) -> bool:
    room = len(_name(months.start, months.step)) + _GAP
    return len(months) * room <= width or months.step == _YEARS[-1]


def _name(month: int, step: int) -> str:
    year, place = divmod(month, _TWELVE)
    return f"{year:04}" if step >= _TWELVE else f"{year:04}-{place + 1:02}"


def _month(day: int) -> int:
    known = date.fromordinal(day)
    return known.year * _TWELVE + known.month - 1


def _first_day(month: int) -> int:
    """The first day of a month, as an ordinal; about so where there is no such year."""
    year, place = divmod(month, _TWELVE)
    if not MINYEAR <= year <= MAXYEAR:
        return round((year - 1) * _YEAR + place * _YEAR / _TWELVE) + 1
    return date(year, place + 1, 1).toordinal()


_YEAR = 365.2425
"""Days."""
