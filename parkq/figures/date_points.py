"""One date as a source prints it: a year, a month or a day, or a part of the first two.

年初 is January, 年底 and 年末 are December; 初, 底 and 旬 of a month are its thirds; 上半年, the
quarters, five-year plans, decades and centuries are what they say.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from parkq import dates
from parkq.figures import numerals, words
from parkq.figures.scan import NotRead, index, match, not_understood

_MARKERS = index({"年": 0, "年度": 0, "月": 1, "月份": 1, "日": 2, "号": 2})
_NAMES = ("year of four digits", "month", "day")
_LIMITS = ((1000, 2999), (1, 12), (1, 31))


def _of_year(periods: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    return {f"{word}{of}": months for word, months in periods.items() for of in ("", " of", "-")}


_IN_YEAR = index(words.PERIODS)
_ALONE = index({word: months for word, months in words.PERIODS.items() if len(word) > 1})
_BEFORE_YEAR = index(_of_year(words.PERIODS))
_IN_MONTH = index(words.MONTH_PARTS)
_PLANS = index(words.PLANS)
_OF_PLAN = index({"规划": "", "时期": "", "期间": "", "末": "end", "期末": "end", "初": "start"})
_WEEKDAYS = index(
    {
        f"{before}{week}{day}{after}": None
        for before, after in (("", ""), (",", ""), ("(", ")"))
        for week in ("星期", "周", "礼拜")
        for day in "一二三四五六日天"
    }
)
ENDS = frozenset({(12, 12), (21, 31)})
"""The parts that are the end of a year or a month."""

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTH_NAMES = index(
    {name: month for month, name in enumerate(_MONTHS, start=1)}
    | {name[:3] + dot: month for month, name in enumerate(_MONTHS, start=1) for dot in ("", ".")}
    | {"sept": 9, "sept.": 9}
)
_ORDINAL = index(dict.fromkeys(("st", "nd", "rd", "th"), 1))
_TO = frozenset({"-", "~", "t", "至"})
_SEPARATORS = frozenset("-/.")
_YEAR_DIGITS = 4
_DAY_DIGITS = (1, 2)
_DAY = 2
_DECADE = 10
_CENTURY = 100
_CENTURIES = index(
    {"上世纪": 19, "本世纪": 20}
)  # hundreds of years, for a text of the twenty-first
_REPUBLIC = "民国"
_BEFORE_REPUBLIC = 1911
_LATIN_YEAR = re.compile(r"(?:(the )?(\d{3}0)s|fy ?(\d{4})|(\d{4}) ?-?(?=[qh][1-4]|[1-4][qh]))")

Numbers = tuple[int | None, int | None, int | None]


class Point(NamedTuple):
    """A date as printed.

    Attributes:
        numbers: year, month and day; None where not printed.
        part: first and last month of a part of a year, days of a part of a month, years of a
            decade.
        loose: a last number without 年, 月 or 日 after it.
        at: where the last number begins, in characters.
    """

    numbers: Numbers
    part: tuple[int, int] | None = None
    loose: int | None = None
    at: int = 0


def scan(text: str, pos: int, *, roc: bool = False) -> tuple[int, Point]:
    """The date at ``pos`` of a folded text; ``roc``: its short years count from 1911.

    Raises:
        NotRead: there is none, or one that no calendar has.
    """
    roc = roc or text.startswith(_REPUBLIC, pos)
    pos += len(_REPUBLIC) * text.startswith(_REPUBLIC, pos)
    year_end = pos + _YEAR_DIGITS
    if text.startswith("年", year_end) and not text.startswith("年代", year_end):
        return _marked(text, pos, roc=roc)
    for form in (_english, _part_of_year, _latin, _numeric, _decade, _plan):
        end, point = form(text, pos)
        if point is not None:
            return end, point
    return _marked(text, pos, roc=roc)


def days(point: Point, given: int | None) -> tuple[int, int]:
    """The first and the last day of a date, as ordinals.

    Args:
        point: the date.
        given: the year of one that names none.

    Raises:
        NotRead: no year is named or given, or there is no such day.
    """
    year, month, day = point.numbers
    year = given if year is None else year
    if year is None:
        raise NotRead(0, "the date names no year", refused=True)
    if day is not None and month is None:
        raise NotRead(0, "the date names no month", refused=True)
    try:
        low, high = dates.span(year, month, day)
        if point.part is None:
            return low, high
        first, last = point.part
        if month is not None:
            return low + first - 1, min(low + last - 1, high)
        if first > _LIMITS[1][1]:
            return dates.span(first)[0], dates.span(last)[1]
        return dates.span(year, first)[0], dates.span(year, last)[1]
    except dates.DateError as error:
        raise NotRead(point.at, str(error), refused=True) from None


def _marked(text: str, pos: int, *, roc: bool) -> tuple[int, Point]:
    """Numbers with 年, 月 and 日 after them; the last may lack it before a connector."""
    numbers: list[int | None] = [None, None, None]
    field, loose, at, start = -1, None, pos, pos
    while loose is None and field < _DAY:
        end, number = _whole(text, pos)
        if number is None or (field == 0 and match(_IN_YEAR, text, pos)[0] > pos):
            break
        after, marker = match(_MARKERS, text, end)
        if marker is None:
            loose, at, pos = number, pos, end
        elif marker <= field:
            break
        else:
            if marker == 0 and roc and number < _LIMITS[0][0]:
                number += _BEFORE_REPUBLIC
            _check(number, marker, pos)
            numbers[marker], field, at, pos = number, marker, pos, after
    if pos == start:
        raise not_understood(text, pos)
    parts = (_IN_YEAR, _IN_MONTH, _WEEKDAYS)[field] if loose is None else None
    end, part = (pos, None) if parts is None else match(parts, text, pos)
    return end, Point((numbers[0], numbers[1], numbers[2]), part, loose, at)


def _check(number: int, field: int, pos: int) -> None:
    """Refuses a year, month or day that no calendar has."""
    least, most = _LIMITS[field]
    if not least <= number <= most:
        raise NotRead(pos, f"{number} is no {_NAMES[field]}", refused=True)


def _whole(text: str, pos: int) -> tuple[int, int | None]:
    end, number = numerals.scan(text, pos)
    if number is None or number.exponent or number.decimals:
        return pos, None
    return end, number.coefficient


def _numeric(text: str, pos: int) -> tuple[int, Point | None]:
    """2015-2-28, 2015/02/28, 2015.2."""
    end, year = numerals.digits(text, pos)
    separator = text[end : end + 1]
    if len(year) != _YEAR_DIGITS or separator not in _SEPARATORS:
        return pos, None
    end, month = numerals.digits(text, end + 1)
    if len(month) not in _DAY_DIGITS or match(_MARKERS, text, end)[1] is not None:
        return pos, None
    day = None
    if text.startswith(separator, end):
        after, digits = numerals.digits(text, end + 1)
        if len(digits) in _DAY_DIGITS:
            end, day = after, int(digits)
    if (
        day is None
        and separator != "."
        and int(month) == (int(year) + 1) % _CENTURY > _LIMITS[1][1]
    ):
        return end, Point((int(year), None, None), (int(year), int(year) + 1), at=pos)
    return end, Point((int(year), int(month), day), at=pos)


def _english(text: str, pos: int) -> tuple[int, Point | None]:
    """September 2013, 24 August 1995, August 24, 1995; before "to", a month alone."""
    end, day = _day(text, pos)
    end, month = match(_MONTH_NAMES, text, end)
    if month is None:
        return pos, None
    named = end
    if day is None:
        after, day = _day(text, end)
        end = after if day is not None else end
    while text[end : end + 1] in {" ", ","}:
        end += 1
    end, year = numerals.digits(text, end)
    if len(year) == _YEAR_DIGITS:
        return end, Point((int(year), month, day), at=pos)
    if text[named:].lstrip(" ")[:1] in _TO:
        return named, Point((None, month, day), at=pos)
    raise not_understood(text, pos)


def _day(text: str, pos: int) -> tuple[int, int | None]:
    """One or two digits, which 1st, 2nd, ... may follow."""
    end, digits = numerals.digits(text, pos + text.startswith(" ", pos))
    if len(digits) not in _DAY_DIGITS:
        return pos, None
    end, _ = match(_ORDINAL, text, end)
    return end, int(digits)


def _part_of_year(text: str, pos: int) -> tuple[int, Point | None]:
    """前三季度, Q3 2022, end of 2022, end of June 2022."""
    end, months = match(_BEFORE_YEAR, text, pos)
    if months is not None:
        after, month = _english(text, end)
        if month is not None and months in ENDS:
            return after, month._replace(part=(21, 31))
        after, year = numerals.digits(text, end + len(text[end:]) - len(text[end:].lstrip(" ")))
        if len(year) == _YEAR_DIGITS:
            after += text.startswith("年", after)
            return after, Point((int(year), None, None), months, at=pos)
    end, months = match(_ALONE, text, pos)
    if months is None or text[pos] <= "z":
        return pos, None
    return end, Point((None, None, None), months, at=pos)


def _latin(text: str, pos: int) -> tuple[int, Point | None]:
    """The 1990s, FY2022, 2022Q3."""
    found = _LATIN_YEAR.match(text, pos)
    if found is None:
        return pos, None
    _, decade, fiscal, year = found.groups()
    if decade:
        first = int(decade)
        return found.end(), Point((first, None, None), (first, first + _DECADE - 1), at=pos)
    if fiscal:
        return found.end(), Point((int(fiscal), None, None), at=pos)
    end, months = match(_IN_YEAR, text, found.end())
    return end, Point((int(year), None, None), months, at=pos)


def _plan(text: str, pos: int) -> tuple[int, Point | None]:
    """十四五, 十四五期间, 十四五末."""
    end, years = match(_PLANS, text, pos)
    if years is None:
        return pos, None
    first, last = years
    after, part = match(_OF_PLAN, text, end)
    if part:
        year = last if part == "end" else first
        return after, Point((year, None, None), at=pos)
    return after, Point((first, None, None), (first, last), at=pos)


def _decade(text: str, pos: int) -> tuple[int, Point | None]:
    """1990年代, 20世纪90年代, 上世纪90年代, 20世纪."""
    end, number = _whole(text, pos)
    after, century = match(_CENTURIES, text, pos)
    if century is not None:
        end, number = _whole(text, after)
    elif number is not None and text.startswith("世纪", end):
        century, end = number - 1, end + len("世纪")
        if end == len(text) and _LIMITS[0][0] <= number * _CENTURY <= _LIMITS[0][1]:
            first = century * _CENTURY + 1
            return end, Point((first, None, None), (first, first + _CENTURY - 1), at=pos)
        end, number = _whole(text, end)
    if number is None or not text.startswith("年代", end):
        return pos, None
    first = number if century is None else century * _CENTURY + number
    least, most = _LIMITS[0]
    if first % _DECADE or not least <= first <= most:
        return pos, None
    return end + len("年代"), Point((first, None, None), (first, first + _DECADE - 1), at=pos)
