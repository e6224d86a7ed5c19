"""Figures of one number, taken apart by what others with the same words around it have told.

Most figures are a number between words that come again and again: 约{}亩, {}亿元, 第{}位. What the
words say does not hang on the number, so they are taken apart once, around numbers that stand for
any; of each further figure only the digits are new. This is an accelerator and no more: without it
the reader gives the same figures (a law in the tests), a quarter as many a second.
"""

import re
from functools import lru_cache

from parkq.figures import amounts
from parkq.figures.amounts import Frame
from parkq.figures.context import Context
from parkq.figures.numerals import Numeral
from parkq.figures.parsed import Parsed
from parkq.figures.scan import NotRead, prepared
from parkq.model import Figure

_ONE_NUMBER = re.compile(
    r"([^0-9]{0,12}+)([0-9]{1,3}(?:,[0-9]{3}){1,2}(?![0-9])|[0-9]{1,9}+)(?:\.([0-9]{1,6}+))?"
    r"([^0-9]{0,12}+)"
)
_STAND_INS = (8317, 46)
"""No numbers of years; and words that spell a number do not come to both of them."""


def read(stated: str, context: Context) -> Figure | None:
    """The figure stated; None where it is not of one number, or hangs on more than its words."""
    match = _ONE_NUMBER.fullmatch(stated)
    if match is None or not match[2].strip("0"):  # nothing of something is said otherwise
        return None
    before, whole, decimals, after = match.groups("")
    whole = whole.replace(",", "")
    frame = _frame(before, len(decimals), after, context)
    if frame is None:
        return None
    _, exponent, places, scale, bare = frame.parsed.first
    number = Numeral(int(whole + decimals), exponent, places, scale, bare)
    return amounts.build_figure(stated, frame, number, None)


@lru_cache(maxsize=1024)
def _frame(before: str, places: int, after: str, context: Context) -> Frame | None:
    """What the words say around a number of so many decimals, itself a stand-in.

    None where the words alone do not tell.
    """
    try:
        one, other = (_around(before, number, places, after, context) for number in _STAND_INS)
    except NotRead:
        return None
    alike = one._replace(first=other.first, unit_at=other.unit_at) == other
    either = other.first._replace(coefficient=one.first.coefficient) == one.first
    numbers = (one.first.coefficient, other.first.coefficient)
    stand_ins = tuple(number * 10**places for number in _STAND_INS)
    a_year = context.kind is None and (one.unit.symbol in {"yr", "s"} or "年" in after)
    sound = alike and either and numbers == stand_ins and one.first.decimals == places
    if not sound or one.second is not None or a_year:
        return None
    return amounts.build_frame(one, exact=context.exact)


def _around(before: str, number: int, places: int, after: str, context: Context) -> Parsed:
    decimals = f".{'0' * places}" if places else ""
    return amounts.parse(prepared(f"{before}{number}{decimals}{after}"), context)
