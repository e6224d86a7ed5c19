"""Dates as Extended Date/Time Format (ISO 8601-2, level 1) writes them, read as intervals of days.

Of level 2 the seasons, quarters, thirds and halves of a year are read too (``2021-33``).

Source of the format: https://www.loc.gov/standards/datetime/. Days are proleptic ordinals, as
``date.toordinal`` counts them; years run from 1 to 9999. Times of day are not read.
"""

from bisect import bisect_left
from calendar import isleap
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from parkq.locale import Message

_QUALIFIERS = {"?": (True, False), "~": (False, True), "%": (True, True)}
_SEASONS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 14),  # winter ends in the next February
    25: (3, 5),
    26: (6, 8),
    27: (9, 11),
    28: (12, 14),  # of the northern hemisphere by name
    29: (9, 11),
    30: (12, 14),
    31: (3, 5),
    32: (6, 8),  # of the southern
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),  # quarters
    37: (1, 4),
    38: (5, 8),
    39: (9, 12),
    40: (1, 6),
    41: (7, 12),  # thirds and halves
}
"""The months of what stands in a month's place from 21 on (ISO 8601-2, levels 1 and 2)."""
_MONTHS = 12
_LAST_YEAR = 9999
_MOST_PARTS = 3
_LEAP_MONTH, _LEAP_DAY = 2, 29


class DateError(ValueError):
    """A text that is not an EDTF date; ``message`` says what is wrong, in one line."""

    def __init__(self, text: str, /, **places: object) -> None:
        self.message = Message(text, **places)
        super().__init__(self.message)


class Period(NamedTuple):
    """The days that a date covers.

    Attributes:
        low: the first day, as an ordinal; None where open.
        high: the last day, inclusive; None where open.
        uncertain: the date is marked ``?`` or ``%``.
        approximate: the date is marked ``~`` or ``%``.
    """

    low: int | None
    high: int | None
    uncertain: bool = False
    approximate: bool = False


@lru_cache(maxsize=4096)
def parse(edtf: str) -> Period:
    """Reads an EDTF level 1 date or interval, such as ``2021-05``, ``202X?`` or ``2021/..``.

    Seasons (``2021-21`` to ``2021-24``) are those of the northern hemisphere, in whole months;
    winter begins in December of the year named. Quarters (``2021-33``) and halves (``2021-40``)
    are those of the calendar year. An end that is unknown (empty) is open too.

    Raises:
        DateError: what is wrong with the text, in one line.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _moment(edtf)
    start, end = _end(first), _end(last)
    if start.low is None and end.high is None:
        raise DateError("{date!r} is open at both ends", date=edtf)
    if start.low is not None and end.high is not None and start.low > end.high:
        raise DateError("{date!r} ends before it begins", date=edtf)
    return Period(
        start.low,
        end.high,
        start.uncertain or end.uncertain,
        start.approximate or end.approximate,
    )


def span(year: int, month: int | None = None, day: int | None = None) -> tuple[int, int]:
    """The first and last day, as ordinals, of a year, a month or a day.

    Raises:
        DateError: there is no such year, month or day.
    """
    if not 1 <= year <= _LAST_YEAR:
        raise DateError(
            "there is no year {year}: years run from 1 to {last}", year=year, last=_LAST_YEAR
        )
    if month is None:
        return date(year, 1, 1).toordinal(), date(year, _MONTHS, 31).toordinal()
    if not 1 <= month <= _MONTHS:
        raise DateError("there is no month {month}", month=month)
    low, high = date(year, month, 1).toordinal(), _month_end(year, month)
    if day is None:
        return low, high
    if not 1 <= day <= high - low + 1:
        raise DateError("{year:04}-{month:02} has no day {day}", year=year, month=month, day=day)
    return low + day - 1, low + day - 1


def iso(ordinal: int) -> str:
    """The day as ``YYYY-MM-DD``."""
    return date.fromordinal(ordinal).isoformat()


def shortest(low: int | None, high: int | None) -> str:
    """The days in their shortest EDTF form: ``2015-02``, ``2015/2020``, ``../2015-06-30``."""
    if low is None or high is None:
        return f"{'..' if low is None else iso(low)}/{'..' if high is None else iso(high)}"
    first, last = date.fromordinal(low), date.fromordinal(high)
    if (first.month, first.day, last.month, last.day) == (1, 1, _MONTHS, 31):
        start, end = f"{first.year:04}", f"{last.year:04}"
    elif first.day == 1 and high == _month_end(last.year, last.month):
        start, end = iso(low)[:7], iso(high)[:7]
    else:
        start, end = iso(low), iso(high)
    return start if start == end else f"{start}/{end}"


@lru_cache(maxsize=4096)
def whole_years(period: Period) -> Period:
    """The period widened to whole calendar years; open ends stay open."""
    low, high = period.low, period.high
    return Period(
        None if low is None else span(date.fromordinal(low).year)[0],
        None if high is None else span(date.fromordinal(high).year)[1],
        period.uncertain,
        period.approximate,
    )


def shifted(period: Period, *, years: int) -> Period | None:
    """The same days of another year; None where the calendar has no such year.

    A period that ends with a month ends with that month.
    """
    if period.low is None or period.high is None:
        return None
    first, after = date.fromordinal(period.low), date.fromordinal(period.high + 1)
    try:
        low, high = (_of_year(day, day.year + years) for day in (first, after))
    except ValueError:
        return None
    return Period(low.toordinal(), high.toordinal() - 1)


def _of_year(day: date, year: int) -> date:
    """The day in another year; 1 March for a 29 February that it does not have."""
    is_leap_day = (day.month, day.day) == (_LEAP_MONTH, _LEAP_DAY)
    if is_leap_day and not isleap(year):
        return date(year, _LEAP_MONTH + 1, 1)
    return day.replace(year=year)


def meet(one: Period, other: Period) -> bool:
    """Whether the two periods have a day in common."""
    return not (_before(one, other) or _before(other, one))


def all_meet(periods: Iterable[Period]) -> bool:
    """Whether every two of the periods have a day in common, in linear time.

    Intervals that meet pair by pair all share one day: the last to begin has begun when the first
    one ends.
    """
    periods = list(periods)
    start = max((period.low for period in periods if period.low is not None), default=None)
    end = min((period.high for period in periods if period.high is not None), default=None)
    return start is None or end is None or start <= end


_BEFORE, _OPEN_BELOW, _OPEN_ABOVE, _AFTER = -2, -1, date.max.toordinal() + 1, 10**9
"""Days beyond the calendar, in their order."""


def meets_each(groups: Iterable[Iterable[Period]]) -> Callable[[Period], bool]:
    """Makes what tells of a period whether it meets one of each group at least.

    It does unless it lies within a gap between the periods of some group; and that is seen from
    how far the gaps reach that begin before it. So all are told in little more than linear time.
    """
    gaps = sorted(gap for periods in groups for gap in _gaps(periods))
    starts = [start for start, _ in gaps]
    furthest = [_BEFORE, *accumulate((end for _, end in gaps), max)]

    def meets(period: Period) -> bool:
        low, high = _ends(period)
        return furthest[bisect_left(starts, low)] <= high

    return meets


def _gaps(periods: Iterable[Period]) -> Iterator[tuple[int, int]]:
    """The last day before and the first day behind each stretch of time between the periods."""
    end = _BEFORE
    for low, high in sorted(map(_ends, periods)):
        yield end, low
        end = max(end, high)
    yield end, _AFTER


def _ends(period: Period) -> tuple[int, int]:
    return (
        _OPEN_BELOW if period.low is None else period.low,
        _OPEN_ABOVE if period.high is None else period.high,
    )


def years_between(one: Period, other: Period) -> float | None:
    """Years from the middle of one period to the middle of the other, never negative.

    None where a period has no end at all.
    """
    here, there = middle(one), middle(other)
    return None if here is None or there is None else abs(here - there)


def middle(period: Period) -> float | None:
    """The middle of a period on a scale of years; of a half-open one its closed end."""
    low = None if period.low is None else _years(period.low)
    high = None if period.high is None else _years(period.high + 1)
    if low is None or high is None:
        return high if low is None else low
    return (low + high) / 2


def _before(one: Period, other: Period) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


@lru_cache(maxsize=4096)
def _years(ordinal: int) -> float:
    """The beginning of a day on a scale of years: 2021.0 for 1 January 2021."""
    year = date.fromordinal(min(ordinal, date.max.toordinal())).year
    low, high = span(year)
    return year + (ordinal - low) / (high - low + 1)


def _end(text: str) -> Period:
    return Period(None, None) if text in {"", ".."} else _moment(text)


def _moment(text: str) -> Period:
    """One end of an interval: a year, month, day or season with its qualifier."""
    bare = text[:-1] if text[-1:] in _QUALIFIERS else text
    uncertain, approximate = _QUALIFIERS.get(text[len(bare) :], (False, False))
    parts = bare.split("-")
    if not bare or len(parts) > _MOST_PARTS or not all(map(_is_part, parts, (4, 2, 2))):
        raise DateError(
            "{date!r} is not an EDTF date such as 2021, 2021-05 or 2021-05-03", date=text
        )
    if "X" in bare:
        low, high = _unspecified(text, parts)
    else:
        low, high = _stated(*map(int, parts))
    return Period(low, high, uncertain, approximate)


def _is_part(part: str, width: int) -> bool:
    digits = part.rstrip("X")
    return len(part) == width and (not digits or (digits.isascii() and digits.isdigit()))


def _stated(year: int, month: int | None = None, day: int | None = None) -> tuple[int, int]:
    if month not in _SEASONS or day is not None:
        return span(year, month, day)
    first, last = _SEASONS[month]
    ahead, last = divmod(last - 1, _MONTHS)
    return span(year, first)[0], span(year + ahead, last + 1)[1]


def _unspecified(text: str, parts: list[str]) -> tuple[int, int]:
    """The days of a date with X for its last digits: ``202X``, ``2021-XX``, ``2021-05-XX``."""
    year, *rest = parts
    known = [part for part in rest if part != "XX"]
    if any("X" in part for part in known) or rest[: len(known)] != known or ("X" in year and known):
        raise DateError(
            "{date!r}: only the last digits of a year, month or day may be X", date=text
        )
    if "X" in year:
        low = max(1, int(year.replace("X", "0")))
        return span(low)[0], span(int(year.replace("X", "9")))[1]
    return span(int(year), *map(int, known))


def _month_end(year: int, month: int) -> int:
    """The last day of a month, as an ordinal."""
    if month == _MONTHS:
        return date(year, month, 31).toordinal()
    return date(year, month + 1, 1).toordinal() - 1
