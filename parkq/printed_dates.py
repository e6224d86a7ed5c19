"""Dates as sources print them: 2015年2月, 10月29日, September 2013, 2013年底; and EDTF."""

from parkq import dates
from parkq.grammar import NotRead, not_understood
from parkq.model import Hedge


def is_year(text: str) -> bool:
    """Whether a number and 年 name a year and not a span of years: 2013年, not 两年 or 30年."""
    return len(text) == 5 and text[:4].isdigit() and "1000" <= text[:4] <= "2999"


def read(text: str, year: int | None) -> tuple[int | None, int | None, Hedge]:
    """First and last day of a printed date, as ordinals.

    Raises:
        NotRead: the part that is not understood.
    """
    try:
        period = dates.parse(text.upper())
    except dates.DateError:
        raise not_understood(text, 0) from None
    return period.low, period.high, Hedge.ABOUT if period.approximate else Hedge.EXACT


def show(low: int | None, high: int | None, hedge: Hedge) -> str:
    return dates.shortest(low, high) + ("~" if hedge is Hedge.ABOUT else "")
