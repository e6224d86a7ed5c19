"""The grammar of a stated number: hedges, numeral, multiplier, unit, hedges; or a range of them."""

from typing import NamedTuple

from parkq import hedges, numerals, units
from parkq.model import Hedge
from parkq.numerals import HAN, SCALES, Numeral
from parkq.scan import index, match
from parkq.units import NUMBER, RANK, Unit

_CONNECTORS = index({"-": True, "~": True, "至": True, "到": True, "to": True})
_PERCENT = index({"百分之": "%", "千分之": "‰"})
_ORDINALS = index(
    {"第": None, "全国第": None, "no.": None, "no": None, "#": None, "前": Hedge.AT_MOST, "top": Hedge.AT_MOST}
)
_PLACES = index({"位": RANK, "名": RANK, "强": RANK, "th": RANK, "st": RANK, "nd": RANK, "rd": RANK})
_SIGNS = index({"-": -1, "负": -1, "+": 1})
_SOME = index({"数": True, "几": True, "好几": True, "several": True})
_TIERS = frozenset({"money", "number", "count"})
_MYRIAD = 4
_HUNDRED = 100


class NotRead(ValueError):  # noqa: N818 - an outcome of reading, which becomes an Unread
    """A part of a figure that was not understood.

    Attributes:
        offset: where it begins, in characters.
        message: what was found and what was expected.
        hint: the nearest right word, or empty.
    """

    def __init__(self, offset: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message
        self.hint = hint


class Reading(NamedTuple):
    """A stated number taken apart.

    Attributes:
        hedges: those that were found, once each.
        first: the number, or the lower end of a range.
        second: the upper end of a range, else None.
        unit: its unit.
        first_unit: the unit of the lower end.
    """

    hedges: tuple[Hedge, ...]
    first: Numeral
    second: Numeral | None
    unit: Unit
    first_unit: Unit


class _Part(NamedTuple):
    """A number with what stands directly beside it; ``high`` where it is a pair such as 三四十."""

    number: Numeral
    high: Numeral | None
    unit: Unit


def parse(text: str) -> Reading:
    """Takes a folded text apart.

    Raises:
        NotRead: the first part of it that is not understood.
    """
    found: list[Hedge] = []
    pos, money = _before(text, 0, found)
    end, ordinal = match(_ORDINALS, text, pos)
    if end > pos:
        return _rank(text, end, [*found, ordinal] if ordinal else found)
    pos, first = _part(text, pos, found, money)
    end, connector = match(_CONNECTORS, text, pos)
    second = None
    if connector and first.high is None:
        pos, second = _part(text, end, found, money)
    pos = _after(text, pos, found, second or first)
    if pos != len(text):
        raise not_understood(text, pos)
    if first.number.bare and not found:
        raise NotRead(0, f"{text!r} has no number before its multiplier")
    return _together(tuple(dict.fromkeys(found)), first, second)


def not_understood(text: str, pos: int) -> NotRead:
    """The error of a text whose rest is not understood; the hint is the nearest unit."""
    while text.startswith(" ", pos):
        pos += 1
    rest = text[pos:]
    if not rest:
        return NotRead(pos, "a number is expected at the end")
    return NotRead(pos, f"{rest!r} is not understood", units.nearest(rest))


def _before(text: str, pos: int, found: list[Hedge]) -> tuple[int, Unit | None]:
    """Hedges and a currency before the number."""
    money = None
    while True:
        end, hedge = match(hedges.BEFORE, text, pos)
        if hedge is not None:
            found.append(hedge)
        if end == pos:
            end, currency = match(units.table().prefixes, text, pos)
            if currency is None:
                return pos, money
            money = currency
        pos = end


def _rank(text: str, pos: int, found: list[Hedge]) -> Reading:
    """第98位, 前十强, No. 7."""
    pos, number = numerals.scan(text, pos)
    if number is None:
        raise not_understood(text, pos)
    pos, _ = match(_PLACES, text, pos)
    if pos != len(text):
        raise not_understood(text, pos)
    return Reading(tuple(found), number, None, RANK, RANK)


def _part(text: str, pos: int, found: list[Hedge], money: Unit | None) -> tuple[int, _Part]:
    """A number and its unit."""
    pos, percent = match(_PERCENT, text, pos)
    pos, number, high = _number(text, pos, found)
    pos, number = _multiplied(text, pos, number, found, money)
    if percent:
        return pos, _Part(number, high, units.table().symbols[percent])
    if text.startswith("-", pos) and "a" <= text[pos + 1 : pos + 2] <= "z":
        pos += 1
    end, unit = units.scan(text, pos)
    if unit is None:
        return pos, _Part(number, high, money or NUMBER)
    if money is not None and unit.base != money.base:
        raise NotRead(pos, f"{text[pos:end]!r} is not in {money.base}")
    end, number, unit = _remainder(text, end, number, unit)
    return end, _Part(number, high, unit)


def _number(text: str, pos: int, found: list[Hedge]) -> tuple[int, Numeral, Numeral | None]:
    """A numeral with its sign, or a pair of them (三四十), or 数十, or 半."""
    end, some = match(_SOME, text, pos)
    if some:
        found.append(Hedge.WORDS)
        end, ten = numerals.scan(text, end) if text[end : end + 1] in SCALES else (end, None)
        unit = ten or Numeral(1)
        return end, _by(unit, 2), _by(unit, 10)
    if text.startswith("半", pos):
        return pos + 1, Numeral(5, -1, 1), None
    end, sign = match(_SIGNS, text, pos)
    end, low, high = _pair(text, end)
    if low is None:
        raise not_understood(text, pos)
    if sign == -1:
        low = _by(low, -1)
    return end, low, high


def _pair(text: str, pos: int) -> tuple[int, Numeral | None, Numeral | None]:
    """A numeral; two neighbouring digits in it, as in 三四十, are the ends of a range."""
    at = pos
    while text[at : at + 1] in SCALES or (text[at : at + 1] in HAN and text[at + 1 : at + 2] not in HAN):
        at += 1
        if at >= len(text):
            break
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
    text: str, pos: int, number: Numeral, found: list[Hedge], money: Unit | None
) -> tuple[int, Numeral]:
    """What stands between a number and its unit: 十余万, 100多亿, US$1.5m."""
    end, hedge = match(hedges.INSIDE, text, pos)
    if hedge is not None:
        found.append(hedge)
        pos, scale = numerals.scan(text, end) if text[end : end + 1] in SCALES else (end, None)
        if scale is not None:
            exponent = len(str(scale.coefficient)) - 1 + scale.exponent
            return pos, numerals.times(number, exponent)
        return pos, number
    return numerals.short_scale(text, pos, number) if money else (pos, number)


def _remainder(text: str, pos: int, number: Numeral, unit: Unit) -> tuple[int, Numeral, Unit]:
    """What a unit leaves to say: 七成六, 一年半, 3元5角, 2年3个月."""
    if number.decimals:
        return pos, number, unit
    if text.startswith("半", pos):
        return pos + 1, Numeral(number.coefficient * 10 ** (number.exponent + 1) + 5, -1, 1), unit
    following = text[pos : pos + 1]
    if unit.symbol == "成" and following in HAN:
        return pos + 1, Numeral(number.coefficient * 10 + HAN[following], -1, 1), unit
    end, more = numerals.scan(text, pos)
    if more is None:
        return pos, number, unit
    end, smaller = units.scan(text, end)
    if smaller is None or smaller.base != unit.base:
        return pos, number, unit
    ratio = units.ratio(unit, smaller)
    if more.exponent or not more.coefficient < ratio:
        return pos, number, unit
    return end, Numeral(number.coefficient * 10**number.exponent * ratio + more.coefficient), smaller


def _after(text: str, pos: int, found: list[Hedge], part: _Part) -> int:
    """Hedges behind the unit; 级 names a tier by its lower limit: 千亿级, 500亿元级."""
    while True:
        end, hedge = match(hedges.AFTER, text, pos)
        if hedge is not None:
            found.append(hedge)
        if end == pos and text.startswith("级", pos):
            end = pos + 1
            if part.unit.dimension in _TIERS:
                found.append(Hedge.AT_LEAST)
        if end == pos:
            return pos
        pos = end


def _together(found: tuple[Hedge, ...], first: _Part, second: _Part | None) -> Reading:
    if second is None:
        return Reading(found, first.number, first.high, first.unit, first.unit)
    low, high, unit = first.number, second.number, second.unit
    low_unit = first.unit
    if low_unit is NUMBER:
        low, low_unit = _carried(low, high), unit
    elif unit is NUMBER:
        unit = low_unit
    if low_unit.base != unit.base:
        raise NotRead(0, f"a range from {low_unit.base} to {unit.base} has no one unit")
    return Reading(found, low, high, unit, low_unit)


def _carried(low: Numeral, high: Numeral) -> Numeral:
    """The lower end of a range, with the multiplier that it leaves to the upper one: 2-3万."""
    carries = (high.scale - low.scale, high.scale - high.scale % _MYRIAD) if low.scale < _MYRIAD else ()
    for exponent in carries:
        if exponent > 0 and _ascends(numerals.times(low, exponent), high):
            return numerals.times(low, exponent)
    return low


def _ascends(low: Numeral, high: Numeral) -> bool:
    least = min(low.exponent, high.exponent)
    return low.coefficient * 10 ** (low.exponent - least) <= high.coefficient * 10 ** (
        high.exponent - least
    )
