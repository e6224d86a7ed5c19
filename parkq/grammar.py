"""The grammar of a stated number: hedges, numeral, multiplier, unit, hedges; or a range of them.

Each scanner takes a folded text and a position; the hedges met on the way are collected in a list.
"""

from typing import NamedTuple

from parkq import hedges, numerals, units
from parkq.model import Hedge
from parkq.numerals import DIGITS, HAN, SCALES, Numeral
from parkq.scan import index, match
from parkq.units import NUMBER, RANK, Unit

_CONNECTORS = index({"-": True, "--": True, "~": True, "至": True, "到": True, "to": True})
_HUNDREDTHS = index({"百分之": "%", "千分之": "‰"})
_ORDINALS = index(
    dict.fromkeys(("第", "全国第", "全省第", "全市第", "全球第", "世界第", "no.", "no", "#"), Hedge.EXACT)
    | dict.fromkeys(("前", "top"), Hedge.AT_MOST)
)
_ORDINAL_ENDS = index(dict.fromkeys(("th", "st", "nd", "rd", "强"), RANK))
_SIGNS = index({"-": -1, "负": -1, "+": 1})
_SOME = index(dict.fromkeys(("数", "几", "好几", "several ×", "several"), 1))
_TIERS = frozenset({"money", "number", "count"})
_RANKED = frozenset({"number", "person", "place", "rank"})
_BIG = 4
SEVERAL = (2, 10)
"""数 and 几 before 十, 百, 个, ... mean from so many to so many of them."""

_WRITTEN_OUT = 100
_LARGEST = 15


class NotRead(ValueError):  # noqa: N818 - an outcome of reading, which becomes an Unread
    """A part of a figure that was not understood, or that cannot be.

    Attributes:
        offset: where it begins, in characters.
        message: what was found and what was expected; empty where the rest of the text from
            there is not understood.
        hint: the nearest right word, or empty.
        refused: all was understood, and there is no such thing (29 February 2019).
        code: as an `Unread` has it.
    """

    def __init__(
        self,
        offset: int,
        message: str,
        hint: str = "",
        *,
        refused: bool = False,
        code: str = "unread-figure",
    ) -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message
        self.hint = hint
        self.refused = refused
        self.code = code


class Reading(NamedTuple):
    """A stated number taken apart.

    Attributes:
        hedges: those that were found, once each.
        first: the number, or the lower end of a range.
        second: the upper end of a range, else None.
        unit: its unit.
        first_unit: the unit of the lower end.
        unit_at: where the unit begins, in characters.
        precise: whether the digits leave nothing open: places in a ranking, 三分之一.
    """

    hedges: tuple[Hedge, ...]
    first: Numeral
    second: Numeral | None
    unit: Unit
    first_unit: Unit
    unit_at: int
    precise: bool


_Part = tuple[Numeral, Numeral | None, Unit, int]
"""A number; the other end of a pair such as 三四十 or of 数十; the unit, and where it begins."""


def parse(text: str) -> Reading:
    """Takes a folded text apart.

    Raises:
        NotRead: the first part of it that is not understood.
    """
    found: list[Hedge] = []
    start, assumed = (0, NUMBER) if text[:1] in DIGITS else _before(text, 0, found)
    pos, first = _part(text, start, found, assumed)
    second = None
    if pos < len(text):
        if first[1] is None:
            end, connector = match(_CONNECTORS, text, pos)
            if connector:
                pos, second = _part(text, end, found, assumed)
        pos = _after(text, pos, found, second or first)
        if pos < len(text):
            raise not_understood(text, pos)
    if first[0].bare and not found and text[start + 1 : start + 2] not in SCALES:
        raise NotRead(start, f"{text[start]!r} has no number before it")
    return _together(tuple(found), first, second)


def not_understood(text: str, pos: int, code: str = "unread-figure") -> NotRead:
    """The error of a text whose rest is not understood; the hint is the nearest unit."""
    while text.startswith(" ", pos):
        pos += 1
    rest = text[pos:]
    if not rest:
        return NotRead(pos, "a number is expected")
    return NotRead(pos, "", units.nearest(rest), code=code)


def _before(text: str, pos: int, found: list[Hedge]) -> tuple[int, Unit]:
    """Hedges, a currency and 第 before the number, and the unit that they let assume."""
    assumed = NUMBER
    while True:
        end, hedge = match(hedges.BEFORE, text, pos)
        if end == pos:
            end, currency = match(units.table().prefixes, text, pos)
            if currency is None:
                break
            assumed = currency
        elif hedge is not None:
            found.append(hedge)
        pos = end
    end, ordinal = match(_ORDINALS, text, pos)
    if ordinal is None:
        return pos, assumed
    if ordinal is not Hedge.EXACT:
        found.append(ordinal)
    return end, RANK


def _part(text: str, pos: int, found: list[Hedge], assumed: Unit) -> tuple[int, _Part]:
    end, symbol = match(_HUNDREDTHS, text, pos)
    pos, number, high = _number(text, end, found)
    if pos == len(text) and symbol is None:
        return pos, (number, high, assumed, pos)
    pos, number = _multiplied(text, pos, number, found, assumed)
    if symbol is not None:
        return pos, (number, high, units.table().symbols[symbol], pos)
    if text.startswith("分之", pos):
        return _fraction(text, pos + 2, number)
    hyphen = text.startswith("-", pos) and "a" <= text[pos + 1 : pos + 2] <= "z"
    end, unit = units.scan(text, pos + hyphen)
    if assumed is RANK:
        return _place(text, pos, number, unit)
    if unit is None:
        return pos, (number, high, assumed, pos)
    if assumed is not NUMBER and unit.base != assumed.base:
        raise NotRead(pos, f"{text[pos:end]!r} is not {assumed.base}")
    if end < len(text):
        end, number, unit = _remainder(text, end, number, unit)
    return end, (number, high, unit, pos)


def _place(text: str, pos: int, number: Numeral, unit: Unit | None) -> tuple[int, _Part]:
    """What may stand after a place in a ranking: 第98位, 前十强, 7th."""
    end, _ = match(_ORDINAL_ENDS, text, pos)
    if unit is not None and unit.dimension in _RANKED:
        end, _ = units.scan(text, pos)
    return end, (number, None, RANK, pos)


def _fraction(text: str, pos: int, below: Numeral) -> tuple[int, _Part]:
    """三分之一: what stands before 分之 divides."""
    end, above = numerals.scan(text, pos)
    if above is None or above.exponent < 0 or below.exponent < 0 or not below.coefficient:
        raise not_understood(text, pos)
    divisor = below.coefficient * 10**below.exponent
    return end, (above, None, units.share(divisor), pos)


def _number(text: str, pos: int, found: list[Hedge]) -> tuple[int, Numeral, Numeral | None]:
    """A numeral with its sign, or a pair of them (三四十), or 数十, or 半."""
    if text[pos : pos + 1] in DIGITS and pos < len(text):
        end, number = numerals.arabic(text, pos)
        return end, number, None
    end, some = match(_SOME, text, pos)
    if some:
        found.append(Hedge.WORDS)
        after, ten = numerals.scan(text, end)
        unit = Numeral(1) if ten is None else ten
        low, high = (_by(unit, times) for times in SEVERAL)
        return (end if ten is None else after), low, high
    if text.startswith("半", pos):
        return pos + 1, Numeral(5, -1, 1), None
    end, sign = match(_SIGNS, text, pos)
    end, low, high = _pair(text, end)
    if low is None:
        raise not_understood(text, pos)
    if low.exponent > _LARGEST:
        raise NotRead(pos, f"no figure is as large as 10^{low.exponent}")
    return end, (_by(low, -1) if sign == -1 else low), high


def _pair(text: str, pos: int) -> tuple[int, Numeral | None, Numeral | None]:
    """A numeral; two neighbouring digits in it, as in 三四十, are the ends of a range."""
    at = pos
    while text[at : at + 1] in SCALES or (
        text[at : at + 1] in HAN and text[at + 1 : at + 2] not in HAN
    ):
        at += 1
    one, two = HAN.get(text[at : at + 1], 0), HAN.get(text[at + 1 : at + 2], 0)
    if one and two == one + 1 and text[at + 2 : at + 3] not in HAN:
        end, low = numerals.scan(text[: at + 1] + text[at + 2 :], pos)
        _, high = numerals.scan(text[:at] + text[at + 1 :], pos)
        return end + 1, low, high
    end, number = numerals.scan(text, pos)
    return end, number, None


def _by(number: Numeral, factor: int) -> Numeral:
    return number._replace(coefficient=number.coefficient * factor, bare=False)


def _multiplied(
    text: str, pos: int, number: Numeral, found: list[Hedge], assumed: Unit
) -> tuple[int, Numeral]:
    """What stands between a number and its unit: 十余万, 100多亿, US$1.5m."""
    end, hedge = match(hedges.INSIDE, text, pos)
    if hedge is not None:
        found.append(hedge)
        after, multiplier = numerals.multiplier(text, end)
        return after, numerals.times(number, multiplier)
    if assumed.dimension == "money":
        return numerals.short_scale(text, pos, number)
    return pos, number


def _remainder(text: str, pos: int, number: Numeral, unit: Unit) -> tuple[int, Numeral, Unit]:
    """What a unit leaves to say: 七成六, 一年半, 3元5角, 2年3个月."""
    if number.decimals or number.exponent:
        return pos, number, unit
    if text.startswith("半", pos):
        return pos + 1, Numeral(number.coefficient * 10 + 5, -1, 1), unit
    if unit.symbol == "成" and text[pos : pos + 1] in HAN:
        return pos + 1, Numeral(number.coefficient * 10 + HAN[text[pos]], -1, 1), unit
    whole, smallest = number.coefficient, unit
    while True:
        end, more = numerals.scan(text, pos)
        end, smaller = units.scan(text, end) if more is not None else (pos, None)
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


def _after(text: str, pos: int, found: list[Hedge], part: _Part) -> int:
    """Hedges behind the unit; 级 names a tier by its lower limit: 千亿级, 500亿元级."""
    while True:
        end, hedge = match(hedges.AFTER, text, pos)
        if end == pos:
            if not text.startswith("级", pos) or not (part[0].scale or part[2] is not NUMBER):
                return pos
            end, hedge = pos + 1, Hedge.AT_LEAST if part[2].dimension in _TIERS else None
        if hedge is not None:
            found.append(hedge)
        pos = end


def _together(found: tuple[Hedge, ...], first: _Part, second: _Part | None) -> Reading:
    if len(found) > 1:
        found = tuple(dict.fromkeys(found))
        if hedges.contradict(found):
            raise NotRead(0, f"its hedges contradict each other: {' and '.join(found)}")
    low, high, unit, at = first
    precise = unit is RANK or (unit.dimension == "ratio" and unit.symbol.endswith("分之"))
    if second is None:
        return Reading(found, low, high, unit, unit, at, precise)
    high, _, last_unit, at = second
    low_unit = unit
    if unit is NUMBER:
        low, low_unit = _carried(low, high), last_unit
    elif last_unit is NUMBER:
        last_unit = unit
    if low_unit.base != last_unit.base:
        raise NotRead(at, f"a range from {low_unit.base} to {last_unit.base} has no one unit")
    if not _ascends(low, low_unit, high, last_unit):
        raise NotRead(0, "the range runs backwards", refused=True)
    return Reading(found, low, high, last_unit, low_unit, at, precise)


def _carried(low: Numeral, high: Numeral) -> Numeral:
    """The lower end of a range, with the multiplier that it leaves to the upper one: 2-3万.

    Where that would make it the larger, it stands without: 5000-1万.
    """
    if low.scale >= _BIG or not high.scale:
        return low
    for exponent in (high.scale - low.scale, high.scale // _BIG * _BIG):
        carried = numerals.times(low, exponent)
        if exponent > 0 and _ascends(carried, NUMBER, high, NUMBER):
            return carried
    if low.coefficient < _WRITTEN_OUT:
        raise NotRead(0, "the range runs backwards", refused=True)
    return low


def _ascends(low: Numeral, low_unit: Unit, high: Numeral, high_unit: Unit) -> bool:
    return units.to_base(low.coefficient, low.exponent, low_unit) <= units.to_base(
        high.coefficient, high.exponent, high_unit
    )
