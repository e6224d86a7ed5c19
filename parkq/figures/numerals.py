"""Numerals as sources print them: a whole number times a power of ten, nothing rounded.

十 and 百 write out the digits of a number; 千, 万, 亿 and 兆 multiply what stands before them.
So 三百五 is 350, 8万 is 8 times 10^4, and the last digit of 3万8千 stands for thousands.
"""

from typing import NamedTuple

from parkq.figures.scan import index, match
from parkq.figures.sums import THOUSAND, Sum

_DIGITS = "0123456789"
DIGITS = frozenset(_DIGITS)
HAN = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_TENS = {"廿": 2, "卅": 3}
SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
_COUNTING = DIGITS | frozenset(HAN) | frozenset(SCALES)
_MULTIPLIERS = frozenset(SCALES) | {"个"}
_GROUPING = frozenset(", ")
_PAIR = 2
_TEN = 10
_BEGINNERS = frozenset("兆千百")  # of names of units, below, too
_NAMES = (
    *("兆瓦", "兆伏", "兆焦", "兆帕", "兆赫", "兆字", "兆比"),
    *("千瓦", "千伏", "千焦", "千米", "千克", "百分点"),
)
_UNDER_TWENTY = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_DECADES = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = index(
    {word: number for number, word in enumerate(_UNDER_TWENTY)}
    | {word: number * 10 for number, word in enumerate(_DECADES, start=2)}
)
_LATIN_SCALES = index(
    {"thousand": 3, "k": 3, "K": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12}
)
_HUNDRED = index({"hundred": 100})
_HUNDREDS = 2
_SHORT_SCALES = index({"m": 6, "M": 6, "b": 9, "B": 9, "t": 12, "T": 12, "tn": 12, "mln": 6})


class Numeral(NamedTuple):
    """A number as printed.

    Attributes:
        coefficient: the digits printed, as a whole number.
        exponent: the power of ten that the last of them stands for.
        decimals: how many of them are printed after a point.
        scale: the power of ten of the multiplier that the whole ends in (万, million), or 0.
        bare: a lone multiplier such as 万, with no number before it.
    """

    coefficient: int
    exponent: int = 0
    decimals: int = 0
    scale: int = 0
    bare: bool = False


def scan(text: str, pos: int) -> tuple[int, Numeral | None]:
    """The longest numeral at ``pos`` of a folded text, or None."""
    start = pos
    while text.startswith(" ", start):
        start += 1
    first = text[start : start + 1]
    if first in DIGITS or (first == "." and text[start + 1 : start + 2] in DIGITS):
        return arabic(text, start)
    if first in _COUNTING or first in _TENS:
        return _han(text, start)
    if "a" <= first <= "z":
        return _english(text, start)
    return pos, None


def short_scale(text: str, pos: int, numeral: Numeral) -> tuple[int, Numeral]:
    """The numeral times k, m, b or t, as they are written after an amount of money."""
    end, exponent = match(_SHORT_SCALES, text, pos)
    return (pos, numeral) if exponent is None else (end, times(numeral, exponent))


def multiplier(text: str, pos: int) -> tuple[int, int]:
    """The power of ten of the multipliers at ``pos``, which follow a number and a hedge."""
    if text[pos : pos + 1] not in SCALES and text[pos : pos + 1] != " ":
        return pos, 0
    end, numeral = scan(text, pos)
    if numeral is None or not numeral.bare:
        return pos, 0
    return end, len(str(numeral.coefficient)) - 1 + numeral.exponent


def digits(text: str, pos: int) -> tuple[int, str]:
    """The ASCII digits at ``pos``."""
    end = len(text) - len(text[pos:].lstrip(_DIGITS))
    return end, text[pos:end]


def times(numeral: Numeral, exponent: int) -> Numeral:
    """The numeral with a multiplier of ten to the exponent after it."""
    coefficient, under, decimals, scale, bare = numeral
    return Numeral(coefficient, under + exponent, decimals, scale + exponent, bare)


def arabic(text: str, pos: int) -> tuple[int, Numeral]:
    """The numeral that begins with the ASCII digits at ``pos``."""
    end, whole = digits(text, pos)
    following, count = text[end : end + 1], 0
    if following in _GROUPING:
        end, whole = _grouped(text, end, whole)
        following = text[end : end + 1]
    if following == ".":
        after, decimals = digits(text, end + 1)
        if decimals:
            end, whole, count = after, whole + decimals, len(decimals)
            following = text[end : end + 1]
    if following == " ":
        following = text[end + 1 : end + 2]
    if "a" <= following <= "z" or following == "K":
        after, exponent = match(_LATIN_SCALES, text, end)
        if exponent is not None:
            return after, Numeral(int(whole), exponent - count, count, exponent)
    elif following in _MULTIPLIERS:
        return _scaled(text, pos, end, int(whole), count)
    return end, Numeral(int(whole), -count, count)


def _grouped(text: str, pos: int, first: str) -> tuple[int, str]:
    """The digits of ``150,000`` or ``150 000``, of which the first group ends at ``pos``."""
    groups, separator = [first], text[pos : pos + 1]
    while separator in _GROUPING and text.startswith(separator, pos) and len(first) <= THOUSAND:
        end, group = digits(text, pos + 1)
        if len(group) != THOUSAND:
            break
        groups.append(group)
        pos = end
    return pos, "".join(groups)


def _scaled(
    text: str, start: int, pos: int, coefficient: int, decimals: int
) -> tuple[int, Numeral]:
    """Digits and the multipliers after them; digits further on make it a sum: 3万8千."""
    end, numeral = _multiplied(text, pos, coefficient, decimals)
    if decimals or not numeral.scale or text[end : end + 1] not in _COUNTING:
        return end, numeral
    after, total = _han(text, start)
    return (end, numeral) if total is None or after < end else (after, total)


def _multiplied(text: str, pos: int, coefficient: int, decimals: int) -> tuple[int, Numeral]:
    """Digits and the multipliers after them."""
    end, scale, last = pos + text.startswith(" ", pos), 0, 1
    end += text.startswith(("个亿", "个万"), end)
    while (exponent := _multiplier_at(text, end)) >= last:
        scale += exponent
        end, last = end + 1, exponent
    return end, Numeral(coefficient, scale - decimals, decimals, scale)


def _multiplier_at(text: str, pos: int) -> int:
    """The power of ten of the character at ``pos``, or 0, as for 兆瓦, 千米 and 百分点."""
    char = text[pos : pos + 1]
    if char in _BEGINNERS and text.startswith(_NAMES, pos):
        return 0
    return SCALES.get(char, 0)


def _han(text: str, pos: int) -> tuple[int, Numeral | None]:
    """A numeral with characters in it: 三百五, 5亿1万, 二〇一五, 三点五万, 二九六四亿."""
    end, spelt = _spelt(text, pos)
    if len(spelt) > _PAIR or (len(spelt) == _PAIR and "0" in spelt):
        if _point(text, end):
            return _after_point(text, end, 0, int(spelt))
        return _multiplied(text, end, int(spelt), 0)
    end, total, numeral = _summed(text, pos)
    if numeral is None or total is None or not _point(text, end):
        return end, numeral
    upper = sum(part for part, _ in total.parts)
    after, whole = _after_point(text, end, upper, total.section)
    under = total.parts[-1][1] if total.parts else None
    return (end, numeral) if under is not None and whole.scale >= under else (after, whole)


def _point(text: str, pos: int) -> bool:
    """Whether a point and digits in characters stand at ``pos``: 点五, ．二六."""
    return text[pos : pos + 1] in {"点", "."} and _spelt(text, pos + 1)[1] != ""


def _after_point(text: str, pos: int, upper: int, section: int) -> tuple[int, Numeral]:
    """What is above the section, and the section with the decimals that begin at ``pos``."""
    after, decimals = _spelt(text, pos + 1)
    end, rest = _multiplied(text, after, int(f"{section}{decimals}"), len(decimals))
    if not upper:
        return end, rest
    coefficient = upper * 10 ** max(-rest.exponent, 0) // 10 ** max(rest.exponent, 0)
    return end, rest._replace(coefficient=coefficient + rest.coefficient)


def _summed(text: str, pos: int) -> tuple[int, Sum | None, Numeral | None]:
    """Digits and multipliers, added up."""
    total, end, single, taken = Sum(), pos, False, True
    while taken:
        char, after = text[end : end + 1], end + 1
        if char == "两" and total.last and _multiplier_at(text, after) <= 1:
            break  # two of something, or the weight, and no last digit: 三十两
        if char in HAN:
            after, spelt = _spelt(text, end) if total.last else (after, "")
            if len(spelt) > _PAIR:  # 六万三四九二
                single, taken = False, total.digit(int(spelt))
            else:
                after = end + 1
                single, taken = True, total.digit(HAN[char])
        elif char in DIGITS:
            after, number = _grouped(text, *digits(text, end))
            if total.last and text.startswith(".", after):
                return _with_decimals(text, end, total)
            single, taken = len(number) == 1, total.digit(int(number))
        elif char in _TENS:
            taken = total.digit(_TENS[char]) and total.multiplier(1)
        else:
            after += text.startswith(("个亿", "个万"), end)
            exponent = _multiplier_at(text, after - 1)
            taken = exponent > 0 and total.multiplier(exponent)
        end = after if taken else end
    if end == pos:
        return pos, None, None
    coefficient, exponent, scale = total.total(elide=single)
    return end, total, Numeral(coefficient, exponent, 0, scale, not total.spelt)


def _with_decimals(text: str, pos: int, total: Sum) -> tuple[int, None, Numeral]:
    """What is added up so far, and a last term with a point in it: 2兆3,290.6億."""
    end, rest = arabic(text, pos)
    whole, exponent, _ = total.total(elide=False)
    if rest.coefficient >= 10 ** (total.last - rest.exponent) or rest.scale >= total.last:
        return pos, None, Numeral(whole, exponent)
    coefficient = whole * 10 ** (exponent - rest.exponent) + rest.coefficient
    return end, None, Numeral(coefficient, rest.exponent, rest.decimals, rest.scale)


def _spelt(text: str, pos: int) -> tuple[int, str]:
    """Digits spelt one by one: 二〇一五; 两 is no digit of such a number."""
    end = pos
    while text[end : end + 1] in HAN and text[end] != "两":
        end += 1
    return end, "".join(str(HAN[char]) for char in text[pos:end])


def _english(text: str, pos: int) -> tuple[int, Numeral | None]:
    """A number in English words; a lone ``million`` is bare."""
    end, number = match(_WORDS, text, pos)
    if number is None:
        end, number = match(_HUNDRED, text, pos)
        after, exponent = match(_LATIN_SCALES, text, end)
        if number is None and exponent is None:
            return pos, None
        power = (0 if number is None else _HUNDREDS) + (exponent or 0)
        return after, Numeral(1, power, 0, power, bare=True)
    total = number
    after, unit = match(_WORDS, text, end + text.startswith("-", end))
    if unit is not None and total >= len(_UNDER_TWENTY) and 0 < unit < _TEN:
        end, total = after, total + unit
    after, hundreds = match(_HUNDRED, text, end)
    if hundreds is not None:
        end, total = _rest_of_hundred(text, after, total * hundreds)
    after, exponent = match(_LATIN_SCALES, text, end)
    if exponent is None:
        return end, Numeral(total)
    return after, Numeral(total, exponent, 0, exponent)


def _rest_of_hundred(text: str, pos: int, hundreds: int) -> tuple[int, int]:
    """One hundred and twenty-five."""
    after, _ = match(_AND, text, pos)
    end, tens = match(_WORDS, text, after)
    if tens is None:
        return pos, hundreds
    after, ones = match(_WORDS, text, end + text.startswith("-", end))
    if ones is not None and tens >= len(_UNDER_TWENTY) and 0 < ones < _TEN:
        return after, hundreds + tens + ones
    return end, hundreds + tens


_AND = index({"and": True})
