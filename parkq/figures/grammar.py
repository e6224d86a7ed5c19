"""The grammar of a stated number: hedges, numeral, multiplier, unit, hedges; or a range of them.

Each scanner takes a folded text and a position; the hedges met on the way are collected in a list.
"""

from parkq.figures import hedges, numerals, units
from parkq.figures.numerals import DIGITS, HAN, SCALES, Numeral
from parkq.figures.parsed import Parsed, Part, between, together
from parkq.figures.scan import NotRead, index, match, not_understood
from parkq.figures.units import NUMBER, RANK, Unit
from parkq.terms import Hedge

_TO = ("-", "--", "~", "至", "到", "to")
_CONNECTORS = index(
    dict.fromkeys((*_TO, *(f"(含){word}" for word in _TO)), True) | dict.fromkeys("与和", False)
)
"""Between the ends of a range; 与 and 和 only where 间 follows: 10万与20万之间."""

_ALSO = index(dict.fromkeys((",", "、", ";", "且", "并且", "而", "但", "and", "but"), True))
"""Between the two bounds of one number: 不少于100亩、不超过500亩."""

_HUNDREDTHS = index({"百分之": "%", "千分之": "‰"})
_ORDINALS = index(
    dict.fromkeys(
        ("第", "全国第", "全省第", "全市第", "全球第", "世界第", "no.", "no", "#"), Hedge.EXACT
    )
    | dict.fromkeys(("前", "top"), Hedge.AT_MOST)
)
_ORDINAL_ENDS = index(dict.fromkeys(("th", "st", "nd", "rd", "强"), RANK))
_SIGNS = index({"-": -1, "负": -1, "+": 1})
_SOME = index(dict.fromkeys(("数", "几", "好几", "several ×", "several"), 1))
_TIERS = dict.fromkeys(("money", "number", "count"), Hedge.AT_LEAST)
_CLASSES = frozenset({"mass", "length", "volume", "power", "apparent-power", "voltage"})
_RANKED = frozenset({"number", "person", "place", "rank"})
_ANY_MONEY = frozenset("元圆块")  # of the currency named before: 港币两千元
_NUMERIC = DIGITS | frozenset(HAN) | frozenset(SCALES) | {"半", " "}
SEVERAL = (2, 10)
"""数 and 几 before 十, 百, 个, ... mean from so many to so many of them."""

_LARGEST = 15
_MYRIAD = 4
_LARGEST_SHARE = 100
_THREE_OR_FIVE = (3, 5)


def parse(text: str) -> Parsed:
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
            pos, second = _other_end(text, pos, found, assumed)
        pos = _after(text, pos, found, second or first)
    if pos < len(text):
        return _bounded(text, pos, found, first, second, assumed)
    bare = first[0].bare and not found and first[2].dimension != "ratio"
    if bare and text[start + 1 : start + 2] not in SCALES:
        raise NotRead(start, f"{text[start]!r} has no number before it")
    return together(tuple(found), first, second, assumed)


def _other_end(text: str, pos: int, found: list[Hedge], assumed: Unit) -> tuple[int, Part | None]:
    """The upper end of a range, where a connector leads to one."""
    end, connector = match(_CONNECTORS, text, pos)
    if not connector and not (connector is False and text.endswith("间")):
        return pos, None
    end += assumed is RANK and text.startswith("第", end)
    return _part(text, end, found, assumed)


def _bounded(
    text: str, pos: int, found: list[Hedge], first: Part, second: Part | None, assumed: Unit
) -> Parsed:
    """A number with its other bound, which begins at ``pos``: 100人以上300人以下."""
    unit = (second or first)[2]
    error = not_understood(text, pos, "unknown-unit" if unit is NUMBER else "unread-figure")
    if second is not None or len(found) != 1 or found[0] not in hedges.BETWEEN:
        raise error
    end, _ = match(_ALSO, text, pos)
    try:
        other = parse(text[end:])
    except NotRead:
        raise error from None
    bounds = between(together(tuple(found), first, None, assumed), other)
    if bounds is None:
        raise error
    return bounds


def _before(text: str, pos: int, found: list[Hedge]) -> tuple[int, Unit]:
    """Hedges, a currency and 第 before the number, and the unit that they let assume."""
    assumed = NUMBER
    while text[pos : pos + 1] not in DIGITS:
        end, hedge = match(hedges.BEFORE, text, pos)
        if end == pos:
            end, currency = match(units.table().prefixes, text, pos)
            if currency is None:
                break
            assumed = currency
        elif hedge is not None:
            found.append(hedge)
        pos = end
    else:
        return pos, assumed
    end, ordinal = match(_ORDINALS, text, pos)
    if ordinal is None:
        return pos, assumed
    if ordinal is not Hedge.EXACT:
        found.append(ordinal)
    return end, RANK


def _part(text: str, pos: int, found: list[Hedge], assumed: Unit) -> tuple[int, Part]:
    symbol: str | None = None
    high: Numeral | None = None
    if text[pos : pos + 1] in DIGITS:
        pos, number = numerals.arabic(text, pos)
    else:
        end, symbol = match(_HUNDREDTHS, text, pos)
        pos, number, high = _number(text, end, found)
    if number.exponent > _LARGEST:
        raise NotRead(pos, f"no figure is as large as 10^{number.exponent}")
    if pos < len(text):
        pos, number = _multiplied(text, pos, number, found, assumed)
    if symbol is not None:
        return pos, (number, high, units.table().symbols[symbol], pos)
    if pos == len(text):
        return pos, (number, high, NUMBER, pos)
    if text[pos : pos + 2] == "分之":
        return _fraction(text, pos + 2, number)
    if text[pos] == "/" and text[pos + 1 : pos + 2] in DIGITS:
        return _quotient(text, pos, number)
    if assumed is RANK:
        return _place(text, pos, number)
    end, number, unit = _measured(text, pos, number, assumed)
    return end, (number, high, unit, pos)


def _measured(text: str, pos: int, number: Numeral, assumed: Unit) -> tuple[int, Numeral, Unit]:
    """The unit of a number, and the number with what the unit leaves to say."""
    hyphen = text[pos] == "-" and "a" <= text[pos + 1 : pos + 2] <= "z"
    end, unit = units.scan(text, pos + hyphen)
    if unit is None:
        return pos, number, NUMBER
    if text[pos:end] in _ANY_MONEY and assumed.dimension == "money":
        unit = assumed
    if assumed is not NUMBER and unit.base != assumed.base:
        raise NotRead(pos, f"{text[pos:end]!r} is not {assumed.base}", refused=True)
    return _remainder(text, end, number, unit) if end < len(text) else (end, number, unit)


def _place(text: str, pos: int, number: Numeral) -> tuple[int, Part]:
    """What may stand after a place in a ranking: 第98位, 前十强, 7th."""
    end, _ = match(_ORDINAL_ENDS, text, pos)
    if end == pos:
        end, unit = units.scan(text, pos)
        end = end if unit is not None and unit.dimension in _RANKED else pos
    return end, (number, None, RANK, pos)


def _fraction(text: str, pos: int, below: Numeral) -> tuple[int, Part]:
    """三分之一: what stands before 分之 divides."""
    end, above = numerals.scan(text, pos)
    if above is None or above.exponent < 0 or below.exponent < 0 or not below.coefficient:
        raise not_understood(text, pos)
    divisor = below.coefficient * 10**below.exponent
    return end, (above, None, units.share(divisor), pos)


def _quotient(text: str, pos: int, above: Numeral) -> tuple[int, Part]:
    """3/4: a share that is written as such, of at most two digits either side."""
    end, digits = numerals.digits(text, pos + 1)
    below = int(digits)
    if above.exponent or above.decimals or not 0 < above.coefficient < below < _LARGEST_SHARE:
        raise not_understood(text, pos)
    return end, (above, None, units.share(below), pos)


def _number(text: str, pos: int, found: list[Hedge]) -> tuple[int, Numeral, Numeral | None]:
    """A numeral with its sign, or a pair of them (三四十), or 数十, or 半."""
    end, some = match(_SOME, text, pos)
    if some:
        found.append(Hedge.WORDS)
        after, ten = numerals.scan(text, end)
        unit = Numeral(1) if ten is None else ten
        least, most = SEVERAL
        return (end if ten is None else after), _by(unit, least), _by(unit, most)
    if text.startswith("半", pos):
        return pos + 1, Numeral(5, -1, 1), None
    end, sign = match(_SIGNS, text, pos)
    end, number, high = _pair(text, end)
    if number is None:
        raise not_understood(text, pos)
    return end, (_by(number, -1) if sign == -1 else number), high


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


def _after(text: str, pos: int, found: list[Hedge], part: Part) -> int:
    """Hedges behind the unit, and 级.

    A tier of amounts is named by its lower limit (千亿级); a class of sizes is that size (百吨级).
    """
    while True:
        end, hedge = match(hedges.AFTER, text, pos)
        if end == pos:
            if not text.startswith("级", pos) or not _named_class(part):
                return pos
            end, hedge = pos + 1, _TIERS.get(part[2].dimension)
        if hedge is not None:
            found.append(hedge)
        pos = end


def _named_class(part: Part) -> bool:
    """Whether 级 may follow: 5年级 is no class."""
    number, _, unit, _ = part
    return unit.dimension in _CLASSES or (unit.dimension in _TIERS and number.scale >= _MYRIAD)
