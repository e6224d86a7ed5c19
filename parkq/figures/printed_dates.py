"""Dates as sources print them, and EDTF: 2015年2月, 10月29日, 2013—2015年, September 2013.

2025年前 ends on the day before 2025 begins, 2025年底前 on its last day.
"""

from parkq import dates
from parkq.figures import date_points
from parkq.figures.date_points import Numbers, Point
from parkq.figures.scan import NotRead, index, match, not_understood
from parkq.terms import Hedge

_EDTF = frozenset("0123456789-/.x?~%")
_BEFORE = index(
    dict.fromkeys(("约", "大约", "约在"), Hedge.ABOUT)
    | dict.fromkeys(("于", "在", "自", "从", "截至", "in", "on"), Hedge.EXACT)
)
_CONNECTORS = index(
    dict.fromkeys(("-", "--", "~", "至", "到", "to"), 1) | dict.fromkeys(("与", "和"), 0)
)
_AFTER = index(
    dict.fromkeys(("前", "之前", "以前"), "before")
    | dict.fromkeys(("后", "之后"), "after")
    | dict.fromkeys(("起", "以来", "以后", "至今"), "since")
    | dict.fromkeys(("左右", "前后"), "about")
    | dict.fromkeys(("间", "之间", "期间"), "within")
)

Days = tuple[int | None, int | None, Hedge]
"""The first and the last day as ordinals, None where open, and the hedge."""


def read(text: str, year: int | None) -> Days:
    """The days of a printed date; a hedge of RANGE says they are no one year, month or day.

    Args:
        text: folded, without spaces at its end.
        year: of a date that names none.

    Raises:
        NotRead: the part that is not understood.
    """
    if not _EDTF.issuperset(text):
        return _printed(text, year)
    try:
        period = dates.parse(text.upper())
    except dates.DateError as error:
        try:
            return _printed(text, year)
        except NotRead:
            raise NotRead(0, str(error), refused=text[4:5] == "-") from None
    return period.low, period.high, _hedge(period.low, period.high, about=period.approximate)


def _printed(text: str, year: int | None) -> Days:
    start, about = _before(text)
    pos, first = date_points.scan(text, start)
    last = first
    end, connector = match(_CONNECTORS, text, pos)
    between = connector == 0 and text.endswith("间")
    if (connector or between) and match(_AFTER, text, pos)[1] is None:
        pos, last = date_points.scan(text, end)
        first, last = _filled(first, last)
    if first.loose is not None or last.loose is not None:
        raise not_understood(text, start)
    pos, bound = match(_AFTER, text, pos)
    if pos != len(text):
        raise not_understood(text, pos)
    low, high = date_points.days(first, year)
    if last is not first:
        high = date_points.days(last, year)[1]
    if low > high:
        raise NotRead(start, "the dates run backwards", refused=True)
    days = _bounded(low, high, bound, ends=last.part in date_points.ENDS)
    one = last is first and first.part is None
    return *days, _hedge(*days, about=about or bound == "about", one=one)


def _before(text: str) -> tuple[int, bool]:
    """Where the words before a date end, and whether they say about."""
    pos, about = 0, False
    while True:
        end, hedge = match(_BEFORE, text, pos)
        if hedge is None:
            return pos, about
        pos, about = end, about or hedge is Hedge.ABOUT


def _bounded(
    low: int, high: int, bound: str | None, *, ends: bool
) -> tuple[int | None, int | None]:
    """The days with 前, 后 or 以来 after them; ``ends``: the date is the end of something."""
    match bound:
        case "before":
            return None, high if ends else low - 1
        case "after":
            return high + 1, None
        case "since":
            return low, None
    return low, high


def _hedge(low: int | None, high: int | None, *, about: bool, one: bool = False) -> Hedge:
    """The hedge of the days; ``one`` says that they are known to be one year, month or day."""
    if low is None or high is None:
        return Hedge.AT_MOST if low is None else Hedge.AT_LEAST
    if about:
        return Hedge.ABOUT
    return Hedge.EXACT if one or "/" not in dates.shortest(low, high) else Hedge.RANGE


def _filled(first: Point, last: Point) -> tuple[Point, Point]:
    """A range's ends, each with what it leaves to the other: 2015年2-5月, 2013-2015年."""
    if last.loose is not None:
        return _year(first), _year(last)
    if first.loose is not None:
        finest = max(field for field in range(3) if last.numbers[field] is not None)
        numbers = list(first.numbers)
        numbers[finest] = first.loose
        first = Point((numbers[0], numbers[1], numbers[2]), at=first.at)
    return first, last._replace(numbers=_inherited(last.numbers, first.numbers))


def _year(point: Point) -> Point:
    """A range of bare numbers is one of years, where they stand alone."""
    if point.numbers != (None, None, None):
        return point
    return Point((point.loose, None, None), at=point.at)


def _inherited(numbers: Numbers, ahead: Numbers) -> Numbers:
    """The numbers, with those before the first one printed taken from the date before."""
    printed = next(field for field in range(3) if numbers[field] is not None)
    filled = (*ahead[:printed], *numbers[printed:])
    return filled[0], filled[1], filled[2]
