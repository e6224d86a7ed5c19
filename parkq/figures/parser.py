"""The grammar of a stated number: words, numeral, multiplier, unit, words; or a range of them.

Each scanner takes a folded text and a position, and gives the position behind what it took; what
the words beside the number say is gathered in a `Beside`.
"""

import re

from parkq.figures import hedges, numerals, units, words
from parkq.figures.beside import Beside, Sense, Word, is_plain_label, words_after, words_before
from parkq.figures.changes import measured
from parkq.figures.context import Context
from parkq.figures.numerals import DIGITS, SCALES
from parkq.figures.parsed import COUNTED, Aside, Parsed, Part, between, combine
from parkq.figures.parts import RANKED, scan_part
from parkq.figures.scan import NotRead, index, match, not_understood
from parkq.figures.units import NUMBER, RANK, table
from parkq.terms import Hedge, Measure

_TO = ("-", "--", "~", "至", "到", "to")
_CONNECTORS = index(
    dict.fromkeys((*_TO, *(f"(含){word}" for word in _TO)), True)
    | dict.fromkeys(("与", "和", "and"), False)
)
"""Between the ends of a range; 与, 和 and "and" only where 间 or "between" says so."""

_ALSO = index(dict.fromkeys((",", "、", ";", "且", "并且", "而", "但", "and", "but"), True))
"""Between the two bounds of one number: 不少于100亩、不超过500亩."""

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

_IN_A_PLACE = re.compile(r" (?:in|among|of) (?:the )?[a-z][a-z' -]*[a-z]$")
_OF_A_WHOLE = re.compile(r" of (?!.*\b(?:hundred|thousand|\w*illion)\b)[a-z][a-z' -]*[a-z]$")

_PLAN = re.compile("十[一二三四五六]五(?=$|[末初以]|时期|期间|期末|规划)")

_MYRIAD = 4
_OUT_OF = index(dict.fromkeys(("of", "out of", "among", "/"), True))


def parse(text: str, context: Context) -> Parsed:
    """Takes a folded text apart.

    Raises:
        NotRead: the first part of it that is not understood.
    """
    beside = Beside()
    start = _take_before(text, 0, beside)
    pos, first = scan_part(text, start, beside, context)
    second = None
    if pos < len(text):
        if first.high is None:
            pos, second = _other_end(text, pos, beside, context)
        pos = _take_after(text, pos, beside, second or first)
    if pos < len(text) and text[pos:].lstrip(" ")[0] != "(":
        return _bounded(text, pos, beside, first, second, context)
    _check_number(text, start, beside, first)
    parsed = _rated(combine(tuple(beside.hedges), first, second, beside.assumed), beside)
    if beside.ranked and parsed.unit.dimension in RANKED:
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
    return scan_part(text, currency, beside, context)


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
    return after if unit is not None and unit.dimension in COUNTED else end


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
        fits = other.unit.dimension in COUNTED and _value(other) >= _value(parsed)
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
