"""Dates as sources print them, and EDTF: 2015年2月, 10月29日, 2013—2015年, September 2013.

年初 is January, 年底 and 年末 are December; 初, 底 and 旬 of a month are its thirds; 上半年 and
the quarters are what they say. 2025年前 ends on the day before 2025 begins, 2025年底前 with it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from parkq import dates, numerals
from parkq.grammar import NotRead, not_understood
from parkq.model import Hedge
from parkq.scan import index, match

_EDTF = frozenset("0123456789-/.x?~%")
_BEFORE = index({"约": Hedge.ABOUT, "大约": Hedge.ABOUT, "于": None, "在": None, "in": None, "on": None, "截至": None, "自": None, "从": None})
_CONNECTORS = index({"-": True, "~": True, "至": True, "到": True, "to": True})
_MARKERS = index({"年": 0, "年度": 0, "月": 1, "月份": 1, "日": 2, "号": 2})
_PARTS: tuple[Mapping[str, tuple[int, int]], ...] = (
    {
        "初": (1, 1),
        "上半年": (1, 6),
        "下半年": (7, 12),
        "底": (12, 12),
        "末": (12, 12),
        "中": (6, 7),
        **{f"{word}季度": (3 * n - 2, 3 * n) for n, word in enumerate("一二三四", 1)},
        **{f"第{word}季度": (3 * n - 2, 3 * n) for n, word in enumerate("一二三四", 1)},
        **{f"q{n}": (3 * n - 2, 3 * n) for n in range(1, 5)},
    },
    {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "初": (1, 10), "底": (21, 31), "末": (21, 31)},
)
_IN_YEAR, _IN_MONTH = (index(words) for words in _PARTS)
_AFTER = index(
    {
        **dict.fromkeys(("前", "之前", "以前"), "before"),
        **dict.fromkeys(("后", "之后"), "after"),
        **dict.fromkeys(("起", "以来", "以后", "至今"), "since"),
        **dict.fromkeys(("左右", "前后"), "about"),
    }
)
_MONTHS = index(
    {
        name[:length] + dot: month
        for month, name in enumerate(
            "january february march april may june july august september october november"
            " december".split(),
            start=1,
        )
        for length, dot in ((len(name), ""), (3, ""), (3, "."), (4, "."), (4, ""))
        if length == len(name) or length == 3 or name[:4] == "sept"
    }
)
_LIMITS = ((1000, 2999), (1, 12), (1, 31))
_ORDINAL = index({"st": True, "nd": True, "rd": True, "th": True})


class _Point(NamedTuple):
    """A year, month, day or a part of the first two, with what it leaves to its neighbour."""

    numbers: tuple[int | None, int | None, int | None]
    part: tuple[int, int] | None = None
    loose: int | None = None  # a last number without its marker


def read(text: str, year: int | None) -> tuple[int | None, int | None, Hedge]:
    """First and last day of a printed date, as ordinals, and its hedge.

    A hedge of RANGE says that the days are no single year, month or day.

    Args:
        text: folded, without spaces at its end.
        year: of a date that names none.

    Raises:
        NotRead: the part that is not understood.
    """
    if text and _EDTF.issuperset(text):
        try:
            period = dates.parse(text.upper())
        except dates.DateError as error:
            if len(text) > 4 and text[4] == "-":
                raise NotRead(0, str(error), refused=True) from None
        else:
            return period.low, period.high, _hedge(period.low, period.high, about=period.approximate)
    try:
        return _printed(text, year)
    except dates.DateError as error:
        raise NotRead(0, str(error), refused=True) from None


def show(low: int | None, high: int | None, hedge: Hedge) -> str:
    """The shortest EDTF form, with ``~`` where it is about."""
    return dates.shortest(low, high) + ("~" if hedge is Hedge.ABOUT else "")


def _hedge(low: int | None, high: int | None, *, about: bool = False) -> Hedge:
    if low is None or high is None:
        return Hedge.AT_MOST if low is None else Hedge.AT_LEAST
    if about:
        return Hedge.ABOUT
    return Hedge.RANGE if "/" in dates.shortest(low, high) else Hedge.EXACT


def _printed(text: str, year: int | None) -> tuple[int | None, int | None, Hedge]:
    pos, about = 0, False
    while True:
        end, hedge = match(_BEFORE, text, pos)
        if end == pos:
            break
        pos, about = end, about or hedge is Hedge.ABOUT
    start = pos
    pos, first = _point(text, pos)
    last = first
    end, connector = match(_CONNECTORS, text, pos)
    if connector and match(_AFTER, text, pos)[1] is None:
        pos, last = _point(text, end)
        first, last = _filled(first, last)
    if first.loose is not None:
        raise not_understood(text, start)
    pos, bound = match(_AFTER, text, pos)
    if pos != len(text):
        raise not_understood(text, pos)
    low, _ = _days(first, year)
    _, high = _days(last, year)
    if low > high:
        raise NotRead(start, "the dates run backwards", refused=True)
    return _bounded(low, high, bound, ends=last.part in {(12, 12), (21, 31)}, about=about)


def _bounded(
    low: int, high: int, bound: str | None, *, ends: bool, about: bool
) -> tuple[int | None, int | None, Hedge]:
    """The days with 前, 后, 以来 or 左右 after them; ``ends``: the date is the end of something."""
    about = about or bound == "about"
    first = {"before": None, "after": high + 1}.get(bound or "", low)
    last = {"before": high if ends else low - 1, "after": None, "since": None}.get(bound or "", high)
    return first, last, _hedge(first, last, about=about)


def _point(text: str, pos: int) -> tuple[int, _Point]:
    for scan in (_english, _numeric, _decade):
        end, point = scan(text, pos)
        if point is not None:
            return end, point
    return _marked(text, pos)


def _marked(text: str, pos: int) -> tuple[int, _Point]:
    """Numbers with 年, 月 and 日 after them; the last may lack it before a connector."""
    numbers: list[int | None] = [None, None, None]
    start, field, loose = pos, -1, None
    while loose is None and field < 2:
        end, number = _whole(text, pos)
        if number is None:
            break
        after, marker = match(_MARKERS, text, end)
        if marker is None:
            loose, pos = number, end
        elif marker <= field:
            break
        else:
            _check(number, marker, pos)
            numbers[marker], field, pos = number, marker, after
    if pos == start:
        raise not_understood(text, pos)
    words = {0: _IN_YEAR, 1: _IN_MONTH}.get(field) if loose is None else None
    end, part = match(words, text, pos) if words else (pos, None)
    return end, _Point((numbers[0], numbers[1], numbers[2]), part, loose)


def _check(number: int, field: int, pos: int) -> None:
    """Refuses a year, month or day that no calendar has."""
    least, most = _LIMITS[field]
    if not least <= number <= most:
        name = ("year of four digits", "month", "day")[field]
        raise NotRead(pos, f"{number} is no {name}", refused=True)


def _whole(text: str, pos: int) -> tuple[int, int | None]:
    end, number = numerals.scan(text, pos)
    if number is None or number.exponent or number.decimals:
        return pos, None
    return end, number.coefficient


def _numeric(text: str, pos: int) -> tuple[int, _Point | None]:
    """2015-2-28, 2015/02/28, 2015.2."""
    end, year = numerals.digits(text, pos)
    separator = text[end : end + 1]
    if len(year) != 4 or separator not in {"-", "/", "."}:
        return pos, None
    end, month = numerals.digits(text, end + 1)
    after, day = numerals.digits(text, end + 1) if text[end : end + 1] == separator else (end, "")
    if 1 <= len(day) <= 2:
        end = after
    else:
        day = ""
    if not 1 <= len(month) <= 2 or match(_MARKERS, text, end)[1] is not None:
        return pos, None
    return end, _Point((int(year), int(month), int(day) if day else None))


def _english(text: str, pos: int) -> tuple[int, _Point | None]:
    """September 2013, 24 August 1995, August 24, 1995."""
    end, first = numerals.digits(text, pos)
    end, _ = match(_ORDINAL, text, end)
    end, month = match(_MONTHS, text, end)
    if month is None:
        return pos, None
    end, second = numerals.digits(text, end + text.startswith(" ", end))
    after, _ = match(_ORDINAL, text, end)
    after, third = numerals.digits(text, after + len(text[after:]) - len(text[after:].lstrip(", ")))
    if not first and len(second) <= 2 and third:
        first, second, end = second, third, after
    if len(second) != 4:
        raise not_understood(text, pos)
    return end, _Point((int(second), month, int(first) if first else None))


def _decade(text: str, pos: int) -> tuple[int, _Point | None]:
    """1990年代, 20世纪90年代, 上世纪90年代."""
    end, number = _whole(text, pos)
    century = 19 if text.startswith("上世纪", pos) else None
    if century:
        end, number = _whole(text, pos + 3)
    elif number is not None and text.startswith("世纪", end):
        century = number - 1
        end, number = _whole(text, end + 2)
    if number is None or not text.startswith("年代", end):
        return pos, None
    first = number if century is None else century * 100 + number
    if first % 10 or not 1000 <= first <= 2999:
        return pos, None
    return end + 2, _Point((first, None, None), (first, first + 9))


def _filled(first: _Point, last: _Point) -> tuple[_Point, _Point]:
    """A range's ends, each with what it leaves to the other: 2015年2-5月, 2013-2015年."""
    finest = max((n for n, number in enumerate(last.numbers) if number is not None), default=0)
    if first.loose is not None and last.loose is None:
        ahead = list(first.numbers)
        ahead[finest] = first.loose
        first = _Point((ahead[0], ahead[1], ahead[2]))
    elif first.loose is not None and last.loose is not None and first.numbers == last.numbers == (None,) * 3:
        return _Point((first.loose, None, None)), _Point((last.loose, None, None))
    after = list(last.numbers)
    for field in range(3):
        if after[field] is not None:
            break
        after[field] = first.numbers[field]
    return first, _Point((after[0], after[1], after[2]), last.part, last.loose)


def _days(point: _Point, given: int | None) -> tuple[int, int]:
    year, month, day = point.numbers
    year = given if year is None else year
    if year is None:
        raise NotRead(0, "the date names no year", refused=True)
    if day is not None and month is None:
        raise NotRead(0, "the date names no month", refused=True)
    if point.part is None:
        return dates.span(year, month, day)
    first, last = point.part
    if first > 31:
        return dates.span(first)[0], dates.span(last)[1]
    if month is None:
        return dates.span(year, first)[0], dates.span(year, last)[1]
    low, high = dates.span(year, month)
    return low + first - 1, min(low + last - 1, high)
