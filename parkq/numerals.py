"""Numerals as sources print them: a whole number times a power of ten, nothing rounded.

十 and 百 write out the digits of a number; 千, 万, 亿 and 兆 multiply what stands before them.
So 三百五 is 350, 8万 is 8 times 10^4, and the last digit of 3万8千 stands for thousands.
"""

from typing import NamedTuple

from parkq.scan import index, match

DIGITS = frozenset("0123456789")
HAN = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"廿": 2, "卅": 3}
SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
_MULTIPLIERS = frozenset(SCALES) | {"个"}
_THOUSAND = 3
_MYRIAD = 4
_PAIR = 2
_MEGA_UNITS = frozenset("瓦伏焦帕赫字比")  # 兆 before one of these is 10^6 of it, not 10^12
_WORDS = index(
    {
        **{
            word: number
            for number, word in enumerate(
                "zero one two three four five six seven eight nine ten eleven twelve thirteen"
                " fourteen fifteen sixteen seventeen eighteen nineteen".split()
            )
        },
        **{
            word: number * 10
            for number, word in enumerate(
                "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
            )
        },
    }
)
_LATIN_SCALES = index(
    {"hundred": 2, "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12}
)
_SHORT_SCALES = index({"k": 3, "m": 6, "b": 9, "t": 12, "tn": 12})


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
    while text.startswith(" ", pos):
        pos += 1
    first = text[pos : pos + 1]
    if first in DIGITS and first:
        return arabic(text, pos)
    if first in HAN or first in SCALES or first in _TENS:
        return _han(text, pos)
    if "a" <= first <= "z":
        return _english(text, pos)
    return pos, None


def short_scale(text: str, pos: int, numeral: Numeral) -> tuple[int, Numeral]:
    """The numeral times k, m, b or t, as they are written after an amount of money."""
    end, exponent = match(_SHORT_SCALES, text, pos)
    return (pos, numeral) if exponent is None else (end, times(numeral, exponent))


def multiplier(text: str, pos: int) -> tuple[int, int]:
    """The power of ten of the multipliers at ``pos``, which follow a number and a hedge."""
    if text[pos : pos + 1] not in SCALES:
        return pos, 0
    end, numeral = scan(text, pos)
    if numeral is None or not numeral.bare:
        return pos, 0
    return end, len(str(numeral.coefficient)) - 1 + numeral.exponent


def digits(text: str, pos: int) -> tuple[int, str]:
    """The ASCII digits at ``pos``."""
    end = pos
    last = len(text)
    while end < last and text[end] in DIGITS:
        end += 1
    return end, text[pos:end]


def times(numeral: Numeral, exponent: int) -> Numeral:
    return numeral._replace(
        exponent=numeral.exponent + exponent, scale=numeral.scale + exponent
    )


def arabic(text: str, pos: int) -> tuple[int, Numeral]:
    """The numeral that begins with the ASCII digits at ``pos``."""
    end, whole = _grouped(text, pos)
    count = 0
    if text.startswith(".", end):
        after, decimals = digits(text, end + 1)
        if decimals:
            end, whole, count = after, whole + decimals, len(decimals)
    following = text[end : end + 1]
    if following == " ":
        following = text[end + 1 : end + 2]
    if "a" <= following <= "z":
        after, exponent = match(_LATIN_SCALES, text, end)
        if exponent is not None:
            return after, Numeral(int(whole), exponent - count, count, exponent)
    elif following in _MULTIPLIERS:
        return _scaled(text, pos, end, int(whole), count)
    return end, Numeral(int(whole), -count, count)


def _grouped(text: str, pos: int) -> tuple[int, str]:
    """Whole digits, with separators before every three: ``150,000``."""
    end, whole = digits(text, pos)
    if text.startswith(",", end) and len(whole) <= _THOUSAND:
        while text.startswith(",", end):
            after, group = digits(text, end + 1)
            if len(group) != _THOUSAND:
                break
            end, whole = after, whole + group
    return end, whole


def _scaled(
    text: str, start: int, pos: int, coefficient: int, decimals: int
) -> tuple[int, Numeral | None]:
    """Digits and the multipliers after them; numbers further on make it a sum: 3万8千."""
    end, scale, places, last = pos + text.startswith(" ", pos), 0, 0, 0
    if text.startswith("个", end) and text[end + 1 : end + 2] in {"亿", "万"}:
        end += 1
    while True:
        following = text[end : end + 1]
        exponent = SCALES.get(following, 0)
        if exponent < max(last, 1) or (following == "兆" and text[end + 1 : end + 2] in _MEGA_UNITS):
            break
        if exponent < _THOUSAND and not decimals:
            places += exponent
        else:
            scale += exponent
        end, last = end + 1, exponent
    if not decimals and last and following and (following in HAN or following in DIGITS or following in SCALES):
        return _han(text, start)
    return end, Numeral(coefficient * 10**places, scale - decimals, decimals, scale)


class _Sum:
    """A number under way: parts that are complete, and the section below them."""

    __slots__ = ("last", "parts", "pending", "place", "scale", "section", "small", "spelt", "zero")

    def __init__(self) -> None:
        self.parts: list[tuple[int, int]] = []  # value, exponent of its multiplier; descending
        self.section = 0
        self.small = 9  # the place last filled in the section
        self.pending: int | None = None
        self.place = 0  # the power of ten of the last term
        self.last = 0  # the exponent of the multiplier last seen
        self.scale = 0
        self.zero = False
        self.spelt = False  # whether any digit was given

    def digit(self, number: int) -> bool:
        """Takes a number; False where it cannot stand here."""
        if self.pending is not None or (self.last and number >= 10**self.last):
            return False
        if number == 0 and self.last:
            self.zero = True
            return True
        self.pending = number
        self.spelt = True
        return True

    def multiplier(self, exponent: int) -> bool:
        """Takes 十, 百, 千, 万, 亿 or 兆; False where it cannot stand here."""
        taken = self._small(exponent) if exponent < _MYRIAD else self._big(exponent)
        if taken:
            self.last = exponent
            self.zero = False
            self.pending = None
        return taken

    def _small(self, exponent: int) -> bool:
        number = self.pending
        if exponent >= self.small or (number is None and exponent > 1 and (self.last or self.parts)):
            return False
        self.spelt |= exponent == 1
        self.section += (1 if number is None else number) * 10**exponent
        self.small = exponent
        self.place = _THOUSAND if exponent == _THOUSAND else 0
        self.scale = _THOUSAND if exponent == _THOUSAND and not self.parts else 0
        return True

    def _big(self, exponent: int) -> bool:
        below, lone = self.section + (self.pending or 0), self.pending is None and not self.section
        if self.pending is not None:
            self.place = self.scale = 0
        reach, parts = exponent, list(self.parts)
        while parts and (parts[-1][1] < exponent or (lone and parts[-1][1] == exponent)):
            value, under = parts.pop()
            below, reach = below + value, exponent + under
        if (parts and parts[-1][1] <= exponent) or (not below and self.last):
            return False
        if not below:
            if self.pending is not None:
                return False
            below = 1
        parts.append((below * 10**exponent, reach))
        self.parts, self.section, self.small = parts, 0, 9
        self.place += exponent
        self.scale = self.scale + exponent if len(parts) == 1 else 0
        return True

    def total(self, *, elide: bool) -> Numeral:
        """The number; a last digit without its place takes the one below: 一万三 is 13,000."""
        if self.pending is not None:
            self.place = self.last - 1 if elide and self.last > 1 and not self.zero else 0
            self.section += self.pending * 10**self.place
            self.scale = 0
        value = self.section + sum(part for part, _ in self.parts)
        return Numeral(
            value // 10**self.place, self.place, 0, self.scale, bare=not self.spelt
        )


def _han(text: str, pos: int) -> tuple[int, Numeral | None]:
    """A numeral with characters in it: 三百五, 5亿1万, 二〇一五, 三点五万."""
    end, spelt = _spelt(text, pos)
    if len(spelt) > _PAIR or (len(spelt) == _PAIR and "0" in spelt):
        return end, Numeral(int(spelt))
    if len(spelt) == _PAIR:
        return pos, None
    if text.startswith("点", end) and spelt and text[end + 1 : end + 2] in HAN:
        after, decimals = _spelt(text, end + 1)
        return _scaled(text, pos, after, int(spelt + decimals), len(decimals))
    sum_, end, single = _Sum(), pos, False
    while end < len(text):
        char = text[end]
        if char in DIGITS:
            after, number = digits(text, end)
            taken, single = sum_.digit(int(number)), len(number) == 1
        elif char in HAN:
            after, single = end + 1, True
            taken = sum_.digit(HAN[char])
        elif char in _TENS:
            after = end + 1
            taken = sum_.digit(_TENS[char]) and sum_.multiplier(1)
        elif char in SCALES and not (char == "兆" and text[end + 1 : end + 2] in _MEGA_UNITS):
            after, taken = end + 1, sum_.multiplier(SCALES[char])
        else:
            break
        if not taken:
            break
        end = after
    return (end, sum_.total(elide=single)) if end > pos else (pos, None)


def _spelt(text: str, pos: int) -> tuple[int, str]:
    """Digits spelt one by one: 二〇一五, 九八."""
    end = pos
    while text[end : end + 1] in HAN:
        end += 1
    return end, "".join(str(HAN[char]) for char in text[pos:end])


def _english(text: str, pos: int) -> tuple[int, Numeral | None]:
    end, number = match(_WORDS, text, pos)
    if number is None:
        return pos, None
    total = number
    after, unit = match(_WORDS, text, end + text.startswith("-", end))
    if unit is not None and total >= 20 and unit < 10:
        end, total = after, total + unit
    after, exponent = match(_LATIN_SCALES, text, end)
    if exponent is None:
        return end, Numeral(total)
    return after, Numeral(total, exponent, 0, exponent)
