"""Dates as sources print them, and EDTF: 2015年2月, 10月29日, 2013—2015年, September 2013.

2025年前 ends on the day before 2025 begins, 2025年底前 on its last day.
"""

from parkq import dates
from parkq.figures import date_points, words
from parkq.figures.context import Context
from parkq.figures.date_points import Numbers, Point
from parkq.figures.scan import NotRead, index, match, not_understood, prepared
from parkq.terms import Hedge

_EDTF = frozenset("0123456789-/.x?~%")
_BOUNDS = frozenset({"since", "before", "after", "until"})
_BEFORE = index(words.DATES_BEFORE)
_CONNECTORS = index(
    dict.fromkeys(("-", "--", "~", "至", "到", "to", "through"), 1)
    | dict.fromkeys(("与", "和", "and"), 0)
)
_AFTER = index(words.DATES_AFTER)

Days = tuple[int | None, int | None, Hedge]
"""The first and the last day as ordinals, None where open, and the hedge."""


def read(text: str, context: Context) -> Days:
    """The days of a printed date; a hedge of RANGE says they are no one year, month or day.

    Args:
        text: folded, in lower case, without spaces at its end.
        context: the year of a date that names none, and how its years are counted.

    Raises:
        NotRead: the part that is not understood.
    """
    if not _EDTF.issuperset(text):
        return _printed(text, context)
    try:
        period = dates.parse(text.upper())
    except dates.DateError as error:
        try:
            return _printed(text, context)
        except NotRead:
            raise NotRead(0, str(error), refused=text[4:5] == "-") from None
    return period.low, period.high, _hedge(period.low, period.high, about=period.approximate)


def to_edtf(stated: str, context: Context) -> str:
    """A date as a source prints it, in its shortest EDTF form; an EDTF date as it is.

    Raises:
        NotRead: the part that is not understood.
    """
    try:
        dates.parse(stated)
    except dates.DateError:
        low, high, hedge = read(prepared(stated).lower(), context)
        return dates.shortest(low, high) + "~" * (hedge is Hedge.ABOUT)
    return stated


def _printed(text: str, context: Context) -> Days:
    start, before = _words_before(text)
    pos, first = date_points.scan(text, start, roc=context.roc)
    last = first
    end, connector = match(_CONNECTORS, text, pos)
    joins = connector == 0 and ("between" in before or text.endswith("间"))
    if (connector or joins) and match(_AFTER, text, pos)[1] is None:
        pos, last = date_points.scan(text, end, roc=context.roc)
        first, last = _filled(first, last)
    elif before and first.loose is not None:
        first = last = _year(first)
    if first.loose is not None or last.loose is not None:
        raise not_understood(text, start)
    pos, bound = match(_AFTER, text, pos)
    pos = _gloss(text, pos, context)
    if pos != len(text):
        raise not_understood(text, pos)
    low, high = date_points.days(first, context.year)
    if last is not first:
        high = date_points.days(last, context.year)[1]
    if low > high:
        raise NotRead(start, "the dates run backwards", refused=True)
    if bound is None and last is first:
        bound = next((word for word in before if word in _BOUNDS), None)
    days = _bounded(low, high, bound, ends=last.part in date_points.ENDS)
    one = last is first and first.part is None
    return *days, _hedge(*days, about="about" in before or bound == "about", one=one)


def _words_before(text: str) -> tuple[int, list[str]]:
    """Where the words before a date end, and what they say."""
    pos = 0
    said: list[str] = []
    while True:
        end, word = match(_BEFORE, text, pos)
        if word is None:
            return pos, said
        pos = end
        said.append(word)


def _gloss(text: str, pos: int, context: Context) -> int:
    """Where the same date in brackets ends: 民國111年(2022年)."""
    if not (text.startswith("(", pos) and text.endswith(")") and pos):
        return pos
    days = read(text[:pos], context)[:2]
    if read(text[pos + 1 : -1], context)[:2] != days:
        message = f"{text[pos:]} does not agree with what stands before it"
        raise NotRead(pos, message, refused=True)
    return len(text)


def _bounded(
    low: int, high: int, bound: str | None, *, ends: bool
) -> tuple[int | None, int | None]:
    """The days with 前, 后 or 以来 after them; ``ends``: the date is the end of something."""
    match bound:
        case "before":
            return None, high if ends else low - 1
        case "until":
            return None, high
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
    if first.numbers[0] is None and first.loose is None and last.numbers[0] is not None:
        return first._replace(numbers=(last.numbers[0], *first.numbers[1:])), last
    if first.loose is not None:
        finest = max((at for at in range(3) if last.numbers[at] is not None), default=0)
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
    printed = next((field for field in range(3) if numbers[field] is not None), 1)
    filled = (*ahead[:printed], *numbers[printed:])
    return filled[0], filled[1], filled[2]
