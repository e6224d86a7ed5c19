"""A number and its unit, with what a number may be the first part of: 三分之一, 3.5:1, 一年半.

Each scanner takes a folded text and a position, and gives the position behind what it took.
"""

import re
from functools import cache

from parkq.figures import numerals, units, words
from parkq.figures.beside import Beside
from parkq.figures.context import Context
from parkq.figures.numerals import DIGITS, HAN, SCALES, Numeral, times
from parkq.figures.parsed import COUNTED, Aside, Part
from parkq.figures.scan import NotRead, Words, index, match, not_understood
from parkq.figures.shares import (
    FRACTIONS,
    scan_english_fraction,
    scan_fraction,
    scan_quotient,
    scan_ratio,
)
from parkq.figures.units import NUMBER, RANK, Unit, table
from parkq.terms import Hedge, Kind

RANKED = frozenset({"number", "person", "place", "rank"})
"""Dimensions of what may be a place in a ranking."""

_HUNDREDTHS = index({"百分之": "%", "千分之": "‰", "万分之": "‱"})
_SIGNS = index({"-": "-", "负": "负", "+": "+", "正": "正", "minus": "minus", "plus": "plus"})
_SOME = index(dict.fromkeys(("数", "几", "好几", "several ×", "several"), 1))
_ENGLISH_PLACES = index(
    {
        word: place
        for place, word in enumerate(
            ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
             "tenth", "eleventh", "twelfth"), start=1,
        )
    }
)  # fmt: skip
_HALVES = index(
    dict.fromkeys(("一半", "半数", "半", "half", "one half", "one-half"), None)
    | {"大半": Hedge.AT_LEAST, "多半": Hedge.AT_LEAST, "过半数": Hedge.AT_LEAST}
)
_PLACED = frozenset("个家")  # 第3个; 第3期 is no place
_ORDINAL_ENDS = index(dict.fromkeys(("th", "st", "nd", "rd", "强", "place"), RANK))
_ANY_MONEY = frozenset("元圆块")  # of the currency named before, or of the country
_NUMERIC = DIGITS | frozenset(HAN) | frozenset(SCALES) | {"半", " "}

_ADJECTIVES = re.compile(
    " ?(?!more |fewer |less |other |additional |extra )(?:[a-z][a-z-]+ ){1,3}?"
)

SEVERAL = (2, 10)
"""数 and 几 before 十, 百, 个, ... mean from so many to so many of them."""


_LARGEST = 15

_THREE_OR_FIVE = (3, 5)

_INSIDE = index(words.HEDGES_INSIDE)


@cache
def _whole() -> Words[tuple[Numeral, Unit, int | None, bool]]:
    """Words that are a number by themselves: it, its unit, its direction, whether it is precise."""
    symbols = table().symbols
    return index(
        dict.fromkeys(words.UNCHANGED, (Numeral(0), symbols["%"], 0, True))
        | {
            word: (Numeral(times), symbols["×"], 1, False)
            for word, times in words.DOUBLINGS.items()
        }
        | dict.fromkeys(words.HALVINGS, (Numeral(1), units.share(2), -1, True))
        | dict.fromkeys(words.FIRST_PLACES, (Numeral(1), RANK, None, True))
    )


def scan_part(text: str, pos: int, beside: Beside, context: Context) -> tuple[int, Part]:
    """A number with what belongs to it, its sign apart."""
    end, sign = match(_SIGNS, text, pos) if text[pos : pos + 1] not in DIGITS else (pos, "")
    after, whole = match(_whole(), text, end)
    if whole is not None and not sign:
        return _word_for_number(text, pos, after, whole, beside)
    pos, part = _unsigned(text, end, beside, context)
    return pos, part._replace(sign=sign or "")


def _word_for_number(
    text: str, pos: int, end: int, whole: tuple[Numeral, Unit, int | None, bool], beside: Beside
) -> tuple[int, Part]:
    """持平, 翻番, 减半, 首位."""
    number, unit, direction, precise = whole
    if direction is not None:
        beside.turn(direction, pos)
    beside.asides.append(Aside("in words", text[pos:end].strip()))
    precise = precise and Hedge.ABOUT not in beside.hedges
    return end, Part(number, None, unit, pos, "", precise)


def _unsigned(text: str, pos: int, beside: Beside, context: Context) -> tuple[int, Part]:
    if text[pos : pos + 1] in DIGITS:
        pos, number = numerals.arabic(text, pos)
        return _with_unit(text, pos, number, None, beside, context)
    end, below = match(_HUNDREDTHS, text, pos)
    if below is not None:
        return _hundredths(text, end, below, beside)
    special = _word_for_part(text, pos, beside, context)
    if special is not None:
        return special
    pos, number, high = _number(text, pos, beside.hedges)
    return _with_unit(text, pos, number, high, beside, context)


def _hundredths(text: str, pos: int, below: str, beside: Beside) -> tuple[int, Part]:
    """百分之四十."""
    pos, number, high = _number(text, pos, beside.hedges)
    if pos < len(text):
        pos, more = _multiplied(text, pos, number, beside)
        number, high = more, high and times(high, more.exponent - number.exponent)
    return pos, Part(number, high, table().symbols[below], pos)


def _word_for_part(
    text: str, pos: int, beside: Beside, context: Context
) -> tuple[int, Part] | None:
    """半, a quarter, and where a place is expected, "third"."""
    end, half = match(_HALVES, text, pos)
    if end > pos:
        return _half(text, end, half, beside)
    if beside.ranked or context.kind is Kind.RANK:
        end, place = match(_ENGLISH_PLACES, text, pos)
        if place is not None:
            return end, Part(Numeral(place), None, RANK, pos)
    if beside.article and match(FRACTIONS, text, pos)[1]:
        return scan_english_fraction(text, pos, Numeral(1))
    return None


def _with_unit(
    text: str, pos: int, number: Numeral, high: Numeral | None, beside: Beside, context: Context
) -> tuple[int, Part]:
    """A number that ends at ``pos``, with what follows and belongs to it."""
    if pos < len(text):
        pos, more = _multiplied(text, pos, number, beside)
        high = high and times(high, more.exponent - number.exponent)
        number = more
    if number.exponent > _LARGEST:
        raise NotRead(pos, f"no figure is as large as 10^{number.exponent}")
    if Hedge.WORDS in beside.hedges and beside.assumed is RANK:
        raise NotRead(pos, "how many places there are is not said", refused=True)
    if pos == len(text):
        return pos, Part(number, high, NUMBER, pos)
    if text[pos] == "强" and (beside.ranked or beside.region is not None):
        beside.hedges.append(Hedge.AT_MOST)
        return pos + 1, Part(number, None, RANK, pos)
    special = _special(text, pos, number, beside, context) if high is None else None
    if special is not None:
        return special
    if beside.assumed is RANK:
        return _place(text, pos, number)
    end, number, unit = _measured(
        text, pos, number, beside.assumed, context, paired=high is not None
    )
    if not unit.symbol and unit is not NUMBER:
        beside.counter = text[pos:end].strip(" -").removesuffix("半")
    return end, Part(number, high, unit, pos)


def _special(
    text: str, pos: int, number: Numeral, beside: Beside, context: Context
) -> tuple[int, Part] | None:
    """What a number may be the first part of: 三分之一, 3/4, 3.5:1, two-thirds, 4/219."""
    if text.startswith("分之", pos):
        return scan_fraction(text, pos + 2, number)
    following = text[pos + 1 : pos + 2]
    if text[pos] == "/" and following in DIGITS:
        if context.kind is Kind.RANK or beside.ranked:
            return pos, Part(number, None, RANK, pos)
        return scan_quotient(text, pos, number)
    if text[pos] in {":", "比"} and following in DIGITS:
        return scan_ratio(text, pos, number)
    hyphen = text[pos] == "-"
    if text[pos] in {" ", "-"} and match(FRACTIONS, text, pos + hyphen)[1]:
        return scan_english_fraction(text, pos + hyphen, number)
    return None


def _measured(
    text: str, pos: int, number: Numeral, assumed: Unit, context: Context, *, paired: bool
) -> tuple[int, Numeral, Unit]:
    """The unit of a number, and the number with what the unit leaves to say."""
    money = assumed if assumed.dimension == "money" else table().symbols.get(context.currency)
    if money is assumed and (per := units.scan_per(text, pos))[1] is not None:
        return per[0], number, units.quotient(assumed, per[1])
    hyphen = text[pos] == "-" and "a" <= text[pos + 1 : pos + 2] <= "z"
    end, unit = units.scan(text, pos + hyphen)
    adjectives = _ADJECTIVES.match(text, pos) if unit is None else None
    if adjectives is not None:
        end, unit = units.scan(text, adjectives.end())
        unit = None if unit is None or unit.dimension not in COUNTED else unit
    if unit is None:
        return pos, number, NUMBER
    if money is not None and text[pos:end].strip()[0] in _ANY_MONEY:
        unit = units.in_currency(unit, money)
    if assumed is not NUMBER and unit.base.partition("/")[0] != assumed.base:
        raise NotRead(pos, f"{text[pos:end]!r} is not {assumed.base}", refused=True)
    alone = paired or end == len(text)
    return (end, number, unit) if alone else _remainder(text, end, number, unit)


def _place(text: str, pos: int, number: Numeral) -> tuple[int, Part]:
    """What may stand after a place in a ranking: 第98位, 前十强, 7th."""
    end, _ = match(_ORDINAL_ENDS, text, pos)
    if end == pos:
        end, unit = units.scan(text, pos)
        ranked = unit is not None and unit.dimension in RANKED
        end = end if ranked or text[pos:end] in _PLACED else pos
    return end, Part(number, None, RANK, pos)


def _half(text: str, pos: int, hedge: Hedge | None, beside: Beside) -> tuple[int, Part]:
    """半 is half of the unit after it, and where there is none half of a whole."""
    end, unit = units.scan(text, pos)
    after, _ = match(_ARTICLES, text, pos)
    more, scale = numerals.scan(text, after)
    if hedge is None and scale is not None and scale.bare and scale.coefficient == 1:
        end, unit = units.scan(text, more)
        return end, Part(Numeral(5, scale.exponent - 1, 1, scale.scale), None, unit or NUMBER, more)
    if (
        hedge is None
        and unit is not None
        and text[pos - 1] == "半"
        and text[pos - 2 : pos] != "一半"
    ):
        beside.counter = text[pos:end].strip()
        return end, Part(Numeral(5, -1, 1), None, unit, pos)
    beside.hedges += [hedge] if hedge else []
    return pos, Part(Numeral(1), None, units.share(2), pos, "", precise=True)


_ARTICLES = index(dict.fromkeys(("a", "an"), True))


def _number(text: str, pos: int, found: list[Hedge]) -> tuple[int, Numeral, Numeral | None]:
    """A numeral, or a pair of them (三四十), or 数十."""
    end, some = match(_SOME, text, pos)
    if some:
        found.append(Hedge.WORDS)
        after, ten = numerals.scan(text, end)
        unit = Numeral(1) if ten is None else ten
        least, most = SEVERAL
        return (end if ten is None else after), _by(unit, least), _by(unit, most)
    end, number, high = _pair(text, pos)
    if number is None:
        raise not_understood(text, pos)
    return end, number, high


def _pair(text: str, pos: int) -> tuple[int, Numeral | None, Numeral | None]:
    """A numeral; two neighbouring digits in it, as in 三四十, are the ends of a range."""
    at = pos
    while text[at : at + 1] in SCALES or (
        text[at : at + 1] in HAN and text[at + 1 : at + 2] not in HAN
    ):
        at += 1
    one, two = HAN.get(text[at : at + 1], 0), HAN.get(text[at + 1 : at + 2], 0)
    if (
        one
        and (two == one + 1 or (one, two) == _THREE_OR_FIVE)
        and text[at + 2 : at + 3] not in HAN
    ):
        end, low = numerals.scan(text[: at + 1] + text[at + 2 :], pos)
        _, high = numerals.scan(text[:at] + text[at + 1 :], pos)
        return end + 1, low, high
    end, number = numerals.scan(text, pos)
    return end, number, None


def _by(number: Numeral, factor: int) -> Numeral:
    return number._replace(coefficient=number.coefficient * factor, bare=False)


def _multiplied(text: str, pos: int, number: Numeral, beside: Beside) -> tuple[int, Numeral]:
    """What stands between a number and its unit: 十余万, 100多亿, US$1.5m."""
    end, hedge = match(_INSIDE, text, pos)
    if hedge is not None:
        beside.hedges.append(hedge)
        after, multiplier = numerals.multiplier(text, end)
        return after, numerals.times(number, multiplier)
    if beside.assumed.dimension == "money":
        return numerals.short_scale(text, pos, number)
    return pos, number


def _remainder(text: str, pos: int, number: Numeral, unit: Unit) -> tuple[int, Numeral, Unit]:
    """What a unit leaves to say: 七成六, 一年半, 3元5角, 2年3个月."""
    if number.decimals or number.exponent or text[pos : pos + 1] not in _NUMERIC:
        return pos, number, unit
    if text.startswith("半", pos):
        return pos + 1, Numeral(number.coefficient * 10 + 5, -1, 1), unit
    if unit.symbol == "成" and text[pos : pos + 1] in HAN:
        return pos + 1, Numeral(number.coefficient * 10 + HAN[text[pos]], -1, 1), unit
    whole, smallest = number.coefficient, unit
    while True:
        end, more = numerals.scan(text, pos)
        end, smaller = units.scan(text, end) if more is not None else (pos, None)
        if smaller is not None and smaller.symbol == "分" and unit.symbol in {"CNY", "角"}:
            smaller = table().symbols["分钱"]
        if more is None or smaller is None or smaller.base != unit.base or more.exponent:
            break
        size = units.ratio(smallest, smaller)
        if more.coefficient >= size:
            break
        pos, whole, smallest = end, whole * size + more.coefficient, smaller
    decimals = len(str(units.ratio(unit, smallest))) - 1
    if 10**decimals == units.ratio(unit, smallest):
        return pos, Numeral(whole, -decimals, decimals), unit
    return pos, Numeral(whole), smallest
