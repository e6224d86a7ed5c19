"""The grammar of a stated number: words, numeral, multiplier, unit, words; or a range of them.

Each scanner takes a folded text and a position, and gives the position behind what it took; what
the words beside the number say is gathered in a `Beside`.
"""

import re
from functools import cache

from parkq.figures import hedges, numerals, units, words
from parkq.figures.beside import Beside, Sense, Word, is_plain_label, words_after, words_before
from parkq.figures.changes import measured
from parkq.figures.context import Context
from parkq.figures.numerals import DIGITS, HAN, SCALES, Numeral, times
from parkq.figures.parsed import Aside, Parsed, Part, between, combine
from parkq.figures.scan import NotRead, Words, index, match, not_understood
from parkq.figures.units import NUMBER, RANK, Unit, table
from parkq.terms import Hedge, Kind, Measure

_TO = ("-", "--", "~", "至", "到", "to")
_CONNECTORS = index(
    dict.fromkeys((*_TO, *(f"(含){word}" for word in _TO)), True)
    | dict.fromkeys(("与", "和", "and"), False)
)
"""Between the ends of a range; 与, 和 and "and" only where 间 or "between" says so."""

_ALSO = index(dict.fromkeys((",", "、", ";", "且", "并且", "而", "但", "and", "but"), True))
"""Between the two bounds of one number: 不少于100亩、不超过500亩."""

_HUNDREDTHS = index({"百分之": "%", "千分之": "‰", "万分之": "‱"})
_SIGNS = index({"-": "-", "负": "负", "+": "+", "正": "正", "minus": "minus", "plus": "plus"})
_SOME = index(dict.fromkeys(("数", "几", "好几", "several ×", "several"), 1))
_FRACTIONS = index(
    {"half": 2, "halves": 2}
    | {
        f"{word}{plural}": below
        for below, names in {
            3: "third", 4: "quarter fourth", 5: "fifth", 6: "sixth", 7: "seventh",
            8: "eighth", 9: "ninth", 10: "tenth", 20: "twentieth",
        }.items()
        for word in names.split()
        for plural in ("", "s")
    }
)  # fmt: skip
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
_RANKED = frozenset({"number", "person", "place", "rank"})
_ORDINAL_ENDS = index(dict.fromkeys(("th", "st", "nd", "rd", "强", "place"), RANK))
_OUT_OF = index(dict.fromkeys(("of", "out of", "among", "/"), True))
_ANY_MONEY = frozenset("元圆块")  # of the currency named before, or of the country
_NUMERIC = DIGITS | frozenset(HAN) | frozenset(SCALES) | {"半", " "}
_TIERS = dict.fromkeys(("money", "number", "count"), Hedge.AT_LEAST)
_CLASSES = frozenset({"mass", "length", "volume", "power", "apparent-power", "voltage"})
_YEAR_COMPARED = re.compile(
    "(?:比|较|与|同)(?:(?:民国)?[0-9]{2,4}年(?:度|同期|末|底|初)?|十[一二三四五]五(?:末|期末|时期)?)"
)
_SHARE_OF = re.compile("占(?:[\u4e00-\u9fff]|[a-z&]){1,20}?(?:的比重|比重|的比例|比例|的)")
_CONTRIBUTED = re.compile(
    "对[\u4e00-\u9fffa-z]{1,16}?贡献率|拉动[\u4e00-\u9fffa-z]{1,16}?(?=增长|上升|下降)"
)
_LABEL = re.compile(
    "[\u4e00-\u9fff]{1,12}?(?:率|额|量|值|数|收入|面积|投资|人口|企业|规模)(?=[0-9约近超达为是不至逾共])"
)
"""A label of no list: a few characters that end as names of measures do."""

_ADJECTIVES = re.compile(
    " ?(?!more |fewer |less |other |additional |extra )(?:[a-z][a-z-]+ ){1,3}?"
)
_IN_A_PLACE = re.compile(r" (?:in|among|of) (?:the )?[a-z][a-z' -]*[a-z]$")
_OF_A_WHOLE = re.compile(r" of (?!.*\b(?:hundred|thousand|\w*illion)\b)[a-z][a-z' -]*[a-z]$")

_PLAN = re.compile("十[一二三四五六]五(?=$|[末初以]|时期|期间|期末|规划)")

SEVERAL = (2, 10)
"""数 and 几 before 十, 百, 个, ... mean from so many to so many of them."""

_LARGEST = 15
_MYRIAD = 4
_LARGEST_SHARE = 100
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


def parse(text: str, context: Context) -> Parsed:
    """Takes a folded text apart.

    Raises:
        NotRead: the first part of it that is not understood.
    """
    beside = Beside()
    start = _take_before(text, 0, beside)
    pos, first = _part(text, start, beside, context)
    second = None
    if pos < len(text):
        if first.high is None:
            pos, second = _other_end(text, pos, beside, context)
        pos = _take_after(text, pos, beside, second or first)
    if pos < len(text) and text[pos:].lstrip(" ")[0] != "(":
        return _bounded(text, pos, beside, first, second, context)
    _check_number(text, start, beside, first)
    parsed = _rated(combine(tuple(beside.hedges), first, second, beside.assumed), beside)
    if beside.ranked and parsed.unit.dimension in _RANKED:
        parsed = parsed._replace(unit=RANK, first_unit=RANK, precise=True)
    decimals = bool(first.number.decimals)
    parsed = measured(parsed, beside, first.sign, decimals=decimals)
    if pos < len(text):
        _gloss(text, text.index("(", pos), parsed, beside)
    return parsed._replace(asides=tuple(beside.asides), counter=beside.counter)


def _check_number(text: str, start: int, beside: Beside, first: Part) -> None:
    """Refuses a lone multiplier, and 十四五, which is a plan."""
    bare = first.number.bare and not beside.hedges and first.unit.dimension != "ratio"
    if bare and not beside.article and text[start + 1 : start + 2] not in SCALES:
        raise NotRead(start, f"{text[start]!r} has no number before it")
    plan = _PLAN.match(text, start)
    if first.high is not None and plan is not None:
        raise NotRead(start, f"{plan[0]} is a five-year plan and no number", refused=True)


def _rated(parsed: Parsed, beside: Beside) -> Parsed:
    """The number per what a rate before it names: 人均9.8万元."""
    per, unit = beside.per, parsed.unit
    if per is None or beside.changes or unit is RANK or unit.symbol.endswith(f"/{per.symbol}"):
        return parsed
    if "/" in unit.base or unit.dimension in {"ratio", "time"}:
        return parsed
    counter = beside.counter if units.find(beside.counter) else "个"
    first_unit, unit = (
        units.quotient(each if each.symbol else each._replace(symbol=counter), per)
        for each in (parsed.first_unit, unit)
    )
    return parsed._replace(unit=unit, first_unit=first_unit)


def _other_end(text: str, pos: int, beside: Beside, context: Context) -> tuple[int, Part | None]:
    """The upper end of a range, where a connector leads to one."""
    end, connector = match(_CONNECTORS, text, pos)
    joins = connector is False and (beside.between or text.endswith("间"))
    if not connector and not joins:
        return pos, None
    end += beside.assumed is RANK and text.startswith("第", end)
    currency, _ = match(table().prefixes, text, end)
    return _part(text, currency, beside, context)


def _bounded(
    text: str, pos: int, beside: Beside, first: Part, second: Part | None, context: Context
) -> Parsed:
    """A number with its other bound, which begins at ``pos``: 100人以上300人以下."""
    unit = (second or first).unit
    error = not_understood(text, pos, "unknown-unit" if unit is NUMBER else "unread-figure")
    found = tuple(beside.hedges)
    if second is not None or len(found) != 1 or found[0] not in hedges.BETWEEN or beside.changes:
        raise error
    end, _ = match(_ALSO, text, pos)
    try:
        other = parse(text[end:], context)
    except NotRead:
        raise error from None
    bounds = between(combine(found, first, None, beside.assumed), other)
    if bounds is None:
        raise error
    return bounds


# Words ----------------------------------------------------------------------------------------


def _take_before(text: str, pos: int, beside: Beside) -> int:
    """Takes the words before the number, currencies and 第 among them."""
    prefixes = table().prefixes
    while text[pos : pos + 1] not in DIGITS:
        end, word = match(words_before(), text, pos)
        after, currency = match(prefixes, text, pos)
        if currency is not None and after >= end:
            end, word = after, Word(Sense.CURRENCY, currency)
        share = _SHARE_OF.match(text, pos)
        if share is not None and share.end() > end:
            end, word = share.end(), Word(Sense.SHARE)
        if word is None:
            end, word = _compared_or_rated(text, pos)
        if word is None or (word.sense is Sense.MIRROR and not _begins_word(text, end)):
            return pos
        beside.take(word, text[pos:end].strip(), pos)
        pos = end
        if beside.assumed is RANK:
            break
    return pos


def _begins_word(text: str, pos: int) -> bool:
    """Whether a word, and no number, stands at ``pos``: 负约5% and not 负5%."""
    return text[pos : pos + 1] not in DIGITS and match(words_before(), text, pos)[1] is not None


def _compared_or_rated(text: str, pos: int) -> tuple[int, Word | None]:
    """比2019年, 每平方公里."""
    contributed = _CONTRIBUTED.match(text, pos)
    if contributed is not None:
        return contributed.end(), Word(Sense.LABEL)
    year = _YEAR_COMPARED.match(text, pos)
    if year is not None:
        return year.end(), Word(Sense.COMPARISON)
    label = _LABEL.match(text, pos)
    if label is not None and is_plain_label(label[0]):
        return label.end(), Word(Sense.LABEL)
    if text.startswith("每", pos):
        end, below = units.scan_divisor(text, pos + 1)
        return end, below and Word(Sense.PER, below)
    return pos, None


def _take_after(text: str, pos: int, beside: Beside, part: Part) -> int:
    """Takes the words behind the unit, and 级.

    A tier of amounts is named by its lower limit (千亿级); a class of sizes is that size (百吨级).
    """
    while pos < len(text):
        end, word = match(words_after(), text, pos)
        whole = _OF_A_WHOLE.match(text, pos) if part.unit.dimension == "ratio" else None
        if whole is not None:
            beside.share = True
            beside.asides.append(Aside("of which", whole[0].strip()))
            end = whole.end()
        elif word is not None and (word.sense is not Sense.LABEL or part.unit is not NUMBER):
            beside.take(word, text[pos:end].strip(), pos)
        elif text.startswith("级", pos) and _is_named_class(part):
            end, hedge = pos + 1, _TIERS.get(part.unit.dimension)
            beside.hedges += [hedge] if hedge else []
        elif part.unit is RANK and (place := _IN_A_PLACE.match(text, pos)):
            beside.asides.append(Aside("of which", place[0].strip()))
            end = place.end()
        elif part.unit is RANK and (out := _out_of(text, pos)) > pos:
            beside.asides.append(Aside("of how many", text[pos:out].strip()))
            end = out
        else:
            return pos
        pos = end
    return pos


def _is_named_class(part: Part) -> bool:
    """Whether 级 may follow: 5年级 is no class."""
    dimension = part.unit.dimension
    return dimension in _CLASSES or (dimension in _TIERS and part.number.scale >= _MYRIAD)


def _out_of(text: str, pos: int) -> int:
    """Where ``of 219`` ends; ``pos`` where there is no such thing."""
    end, of = match(_OUT_OF, text, pos)
    if of is None:
        return pos
    end, number = numerals.scan(text, end)
    if number is None:
        return pos
    after, unit = units.scan(text, end)
    return after if unit is not None and unit.dimension in _COUNTABLE else end


_COUNTABLE = frozenset({"count", "person", "place"})


def _gloss(text: str, pos: int, parsed: Parsed, beside: Beside) -> None:
    """Checks what stands in brackets behind a figure, and sets it aside: 2000亩(约1.33平方公里)."""
    inner = text[pos + 1 : -1]
    if not text.endswith(")") or "(" in inner or not inner:
        raise not_understood(text, pos)
    if inner in words.GLOSSES:
        beside.asides.append(Aside("gloss", text[pos:]))
        return
    counted = inner.removesuffix("中").removesuffix("内").removeprefix("共")
    try:
        other = parse(counted if parsed.unit is RANK else inner, Context())
    except NotRead:
        raise not_understood(text, pos) from None
    if parsed.unit is RANK:
        fits = other.unit.dimension in _COUNTABLE and _value(other) >= _value(parsed)
    elif other.measure is Measure.GROWTH and parsed.unit.dimension != "ratio":
        fits = parsed.measure is not Measure.CHANGE or parsed.mirrored == other.mirrored
    elif other.unit.base == parsed.unit.base and other.measure is parsed.measure:
        fits = _agree(parsed, other)
    else:
        fits = other.unit.dimension == parsed.unit.dimension == "money"
    if not fits:
        message = f"{text[pos:]} does not agree with what stands before it"
        raise NotRead(pos, message, refused=True)
    beside.asides.append(Aside("gloss", text[pos:]))


def _value(parsed: Parsed) -> float:
    unit = parsed.unit
    return float(units.to_base(parsed.first.coefficient, parsed.first.exponent, unit))


def _agree(parsed: Parsed, gloss: Parsed) -> bool:
    """Whether a figure and its gloss in another unit are the same, as far as glosses are exact."""
    one, other = _value(parsed), _value(gloss)
    return abs(one - other) <= _GLOSS_TOLERANCE * max(abs(one), abs(other))


_GLOSS_TOLERANCE = 0.05
"""How far a gloss may be off: documents round them freely."""


# A number and its unit ------------------------------------------------------------------------


def _part(text: str, pos: int, beside: Beside, context: Context) -> tuple[int, Part]:
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
    if beside.article and match(_FRACTIONS, text, pos)[1]:
        return _english_fraction(text, pos, Numeral(1))
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
        return _fraction(text, pos + 2, number)
    following = text[pos + 1 : pos + 2]
    if text[pos] == "/" and following in DIGITS:
        if context.kind is Kind.RANK or beside.ranked:
            return pos, Part(number, None, RANK, pos)
        return _quotient(text, pos, number)
    if text[pos] in {":", "比"} and following in DIGITS:
        return _ratio(text, pos, number)
    hyphen = text[pos] == "-"
    if text[pos] in {" ", "-"} and match(_FRACTIONS, text, pos + hyphen)[1]:
        return _english_fraction(text, pos + hyphen, number)
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
        unit = None if unit is None or unit.dimension not in _COUNTABLE else unit
    if unit is None:
        return pos, number, NUMBER
    if money is not None and text[pos:end].strip()[0] in _ANY_MONEY:
        unit = _in_currency(unit, money)
    if assumed is not NUMBER and unit.base.partition("/")[0] != assumed.base:
        raise NotRead(pos, f"{text[pos:end]!r} is not {assumed.base}", refused=True)
    alone = paired or end == len(text)
    return (end, number, unit) if alone else _remainder(text, end, number, unit)


def _in_currency(unit: Unit, money: Unit) -> Unit:
    """元 or 元/亩 of another currency than China's."""
    if unit.base.partition("/")[0] != "CNY":
        return unit
    symbol, base = (each.replace("CNY", money.base, 1) for each in (unit.symbol, unit.base))
    return unit._replace(symbol=symbol, base=base)


def _place(text: str, pos: int, number: Numeral) -> tuple[int, Part]:
    """What may stand after a place in a ranking: 第98位, 前十强, 7th."""
    end, _ = match(_ORDINAL_ENDS, text, pos)
    if end == pos:
        end, unit = units.scan(text, pos)
        ranked = unit is not None and unit.dimension in _RANKED
        end = end if ranked or text[pos:end] in _PLACED else pos
    return end, Part(number, None, RANK, pos)


def _half(text: str, pos: int, hedge: Hedge | None, beside: Beside) -> tuple[int, Part]:
    """半 is half of the unit after it, and where there is none half of a whole."""
    end, unit = units.scan(text, pos)
    after, _ = match(_ARTICLES, text, pos)
    more, scale = numerals.scan(text, after)
    if hedge is None and scale is not None and scale.bare:
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


def _fraction(text: str, pos: int, below: Numeral) -> tuple[int, Part]:
    """三分之一: what stands before 分之 divides."""
    end, above = numerals.scan(text, pos)
    whole = below.exponent >= 0 and above is not None and above.exponent >= 0
    if above is None or not whole or not below.coefficient:
        raise not_understood(text, pos)
    divisor = below.coefficient * 10**below.exponent
    return end, Part(above, None, units.share(divisor), pos, "", precise=True)


def _english_fraction(text: str, pos: int, above: Numeral) -> tuple[int, Part]:
    """two-thirds, a quarter."""
    end, below = match(_FRACTIONS, text, pos)
    if below is None or above.exponent or above.decimals or not 0 < above.coefficient < below:
        raise not_understood(text, pos)
    return end, Part(above, None, units.share(below), pos, "", precise=True)


def _quotient(text: str, pos: int, above: Numeral) -> tuple[int, Part]:
    """3/4: a share that is written as such, of at most two digits either side."""
    end, digits = numerals.digits(text, pos + 1)
    below = int(digits)
    if above.exponent or above.decimals or not 0 < above.coefficient < below < _LARGEST_SHARE:
        raise not_understood(text, pos)
    return end, Part(above, None, units.share(below), pos, "", precise=True)


def _ratio(text: str, pos: int, number: Numeral) -> tuple[int, Part]:
    """3.5:1 or 1:2.5: a ratio to or of one; 12:30 is a time."""
    end, other = numerals.arabic(text, pos + 1)
    printed, ones = text[pos + 1 : end], Numeral(1)
    if other.scale or not other.coefficient or ones not in {number, other} or printed[0] == "0":
        raise not_understood(text, pos)
    unit = units.ratio_to(other.coefficient, other.decimals, printed)
    return end, Part(number, None, unit, pos, "", precise=number == ones)


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
