"""Figures of one number, taken apart by what others with the same words around it have told.

Most figures are a number between words that come again and again: 约{}亩, {}亿元, 第{}位. What the
words say does not hang on the number, so they are taken apart once, around numbers that stand for
any; of each further figure only the digits are new.
"""

import re
from functools import lru_cache

from parkq.figures import amounts
from parkq.figures.parsed import Parsed
from parkq.figures.scan import NotRead, prepared
from parkq.model import Figure
from parkq.terms import Kind

_ONE_NUMBER = re.compile(r"([^0-9]{0,12}+)([0-9]{1,9}+)(?:\.([0-9]{1,6}+))?([^0-9]{0,12}+)")
_STAND_INS = (8317, 46)
"""No numbers of years; and words that spell a number do not come to both of them."""


def read(stated: str, kind: Kind | None, *, exact: bool) -> Figure | None:
    """The figure stated; None where it is not of one number, or hangs on more than its words.

    Args:
        stated: the words of the source.
        kind: that the words may serve, and not of words or dates.
        exact: the printed digits leave nothing open.
    """
    match = _ONE_NUMBER.fullmatch(stated)
    if match is None:
        return None
    before, whole, decimals, after = match.groups("")
    template = _template(before, len(decimals), after, kind, exact)
    if template is None:
        return None
    coefficient = int(whole + decimals)
    if isinstance(template, amounts.Form):
        return amounts.lone(stated, coefficient, template)
    number = template.first._replace(coefficient=coefficient)
    return amounts.figure(stated, template._replace(first=number), exact=exact)


@lru_cache(maxsize=1024)
def _template(
    before: str,
    places: int,
    after: str,
    kind: Kind | None,
    exact: bool,  # noqa: FBT001
) -> amounts.Form | Parsed | None:
    """What the words say around a number of so many decimals, itself a stand-in.

    The form of the number, where there is nothing but a unit beside it, as in most figures; else
    the figure, taken apart. None where the words alone do not tell.
    """
    try:
        one, other = (_around(before, number, places, after, kind) for number in _STAND_INS)
    except NotRead:
        return None
    alike = one._replace(first=other.first, unit_at=other.unit_at) == other
    either = other.first._replace(coefficient=one.first.coefficient) == one.first
    numbers = (one.first.coefficient, other.first.coefficient)
    stand_ins = tuple(number * 10**places for number in _STAND_INS)
    a_year = kind is None and (one.unit.symbol == "yr" or "年" in after)
    sound = alike and either and numbers == stand_ins and one.first.decimals == places
    if one.second or a_year or not sound:
        return None
    return amounts.form(one, exact=exact) if amounts.is_lone(one) else one


def _around(before: str, number: int, places: int, after: str, kind: Kind | None) -> Parsed:
    decimals = f".{'0' * places}" if places else ""
    return amounts.parse(prepared(f"{before}{number}{decimals}{after}"), kind)
