"""The figures of a text: where each begins and ends, never inside a number.

A span holds what belongs to the figure: hedges, multiplier, unit, direction. Which words those are
stands with the reader of figures; whether a span is a figure is the reader's to say.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from parkq.documents import cues
from parkq.documents.folding import fold_text
from parkq.figures import reader, words
from parkq.figures.unit_table import COUNTERS, PREFIXES, UNITS
from parkq.model import Figure

_LONGEST_RUN = 40
_LONGEST_LEAD = 14
_LONGEST_LABEL = 9


class Span(NamedTuple):
    """A figure of a text.

    Attributes:
        start, end: in the folded text.
        number: where its number begins.
        unit: the folded word of its unit; empty for a bare number or a date.
        is_date: whether it is a date.
    """

    start: int
    end: int
    number: int
    unit: str = ""
    is_date: bool = False


def find_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The figures and dates of a part of a folded text, in order."""
    end = len(text) if end is None else end
    at = start
    patterns = _patterns()
    while found := patterns.beginning.search(text, at, end):
        span = _span_at(text, found, at, end)
        at = found.end() if span is None else span.end
        if span is not None:
            yield span


class _Patterns(NamedTuple):
    beginning: re.Pattern[str]
    direction: re.Pattern[str]
    before: re.Pattern[str]
    ranged: re.Pattern[str]
    single: re.Pattern[str]
    date: re.Pattern[str]


def _span_at(text: str, found: re.Match[str], least: int, end: int) -> Span | None:
    """The figure whose number has been found; None of what is a part of a name or a label."""
    patterns, number = _patterns(), found.start()
    if date := patterns.date.match(text, number, end):
        return Span(number, date.end(), number, is_date=True)
    single = patterns.single.match(text, found.end(), end)
    ranged = patterns.ranged.match(text, found.end(), end)
    if single is None or not (ranged or _is_number(text, found, single)):
        return None
    before = patterns.before.search(text, max(least, number - _LONGEST_LEAD), number)
    start = before.start() if before else number
    lead = patterns.direction.search(text, max(least, start - _LONGEST_LEAD), start)
    starts = (lead.start(), start, number) if lead else (start, number)
    if ranged and is_figure(text[start : ranged.end()]):
        return Span(start, ranged.end(), number, ranged["unit"] or "")
    if ranged and not _is_number(text, found, single):
        return None
    if starts[0] < number:
        start = next((at for at in starts if is_figure(text[at : single.end()])), number)
    return Span(start, single.end(), number, single["unit"] or "")


def _is_number(text: str, found: re.Match[str], rest: re.Match[str]) -> bool:
    """Whether a number that has been found is one of a figure."""
    if found["han"]:
        return bool(rest["unit"]) and _counts(found["han"], rest["unit"])
    if found["ratio"] or rest["unit"]:
        return len(found[0]) <= _LONGEST_RUN
    return len(found[0]) <= _LONGEST_LABEL and not _is_label(text, found.start(), rest.end())


def is_figure(stated: str) -> bool:
    """Whether the reader of figures reads the words."""
    return isinstance(reader.read_figure(stated), Figure)


def _counts(number: str, unit: str) -> bool:
    """Whether a numeral in characters is one of a figure: 十余家, and neither 一个 nor 三大."""
    if len(number) > 1 or unit in cues.MEASURING:
        return True
    return number in "几数十百千" and unit not in cues.VAGUE


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether a bare number names something: G318, 4A级, (3), 3., a telephone number."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    latin = behind.isascii() and behind.isalpha()
    numbered = behind in {")", "、", "."} and before in {"", "(", "\n"}
    joined = not {before, behind}.isdisjoint("-/_:")
    return latin or numbered or behind == "#" or joined


def _alternatives(given: Iterable[str]) -> str:
    folded = {fold_text(word).text for word in given if word}
    return "|".join(map(re.escape, sorted(folded, key=lambda word: (-len(word), word))))


@cache
def _patterns() -> _Patterns:
    names = {n for listed in UNITS.values() for units in listed.values() for n in _named(units)}
    names |= {name for listed in COUNTERS.values() for name in listed.split(", ")}
    latin = _alternatives(name for name in names if name[-1].isascii() and name[-1].isalpha())
    other = _alternatives(
        name for name in names if not name[-1].isascii() or not name[-1].isalpha()
    )
    unit = f"(?:{other}|(?:{latin})(?![a-z]))"
    scale = "(?:[十百千万亿兆]+|(?:hundred|thousand|million|billion|trillion|bn|mn)(?![a-z]))"
    more = r"(?:余|多|几|来|-odd)"
    arabic = r"\d+(?:,\d{3})*(?:\.\d+)?(?!\d)(?!\.\d)"
    han = "[一二两三四五六七八九十百千廿卅几数半]{1,12}(?:点[一二三四五六七八九零]+)?"
    ratio = (
        "(?:百|千)分之(?:[一二两三四五六七八九十百零]+(?:点[一二三四五六七八九零]+)?|"
        + arabic
        + ")"
    )
    tail = rf"(?: ?{more})?(?: ?{scale})?{more}?(?: ?(?P<unit>{unit})(?:(?:/|每| per ){unit})?)?"
    plain = tail.replace("?P<unit>", "?:")
    after = f"(?:{_alternatives(cues.HEDGES_AFTER)})?"
    before = "|".join(
        (
            f"(?:{_alternatives(cues.HEDGES_BEFORE)}) ?",
            f"(?:{_alternatives(_prefixes())}) ?",
            "第|(?<![a-z0-9])[-+]|负",
        )
    )
    return _Patterns(
        beginning=re.compile(
            rf"(?:(?<![a-z\d])|(?<=gdp))(?<!\d[.,])(?:{arabic}|(?P<ratio>{ratio})|(?P<han>{han}))"
        ),
        direction=re.compile(rf"(?:{_alternatives(words.DIRECTIONS)})了?\Z"),
        before=re.compile(rf"(?:{before}){{1,3}}\Z"),
        ranged=re.compile(rf"{plain} ?[-~至到] ?{arabic}{tail}{after}"),
        single=re.compile(f"{tail}{after}"),
        date=re.compile(_DATE),
    )


def _named(units: Mapping[str, str]) -> Iterator[str]:
    for symbol, listed in units.items():
        yield symbol
        yield from filter(None, listed.partition("; ")[2].split(", "))


def _prefixes() -> Iterator[str]:
    for listed in PREFIXES.values():
        yield from listed.split(", ")


_YEAR = r"(?:(?:19|20)\d\d|[一二][零一二三四五六七八九]{3})"
_PART = r"(?:年?(?:底|末|初|中|上半年|下半年|(?:前)?[一二三四]季度)|年度?)"
_MONTH = (
    r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:\d{1,2}[日号]|底|末|初|[上中下]旬)?"
)
_MONTHS = r"(?:1[0-2]|0?[1-9])"
_WRITTEN = (
    rf"{_YEAR}(?:-{_MONTHS}(?:-\d{{1,2}})?|/{_MONTHS}(?:/\d{{1,2}})?|\.{_MONTHS}\.\d{{1,2}})(?!\d)"
)
_POINT = rf"{_YEAR}年\d{{1,2}}[-~至]\d{{1,2}}月|{_YEAR}年{_MONTH}|{_YEAR}{_PART}|{_WRITTEN}"
_ENGLISH = r"(?<=in |by |of )(?:19|20)\d\d(?![-,.%]?\d)(?= |[,.);\n]|$)"
_DAY = r"(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])[日号]"
_DATE = (
    rf"{_ENGLISH}|{_DAY}|{_YEAR}[-~至到](?:{_POINT})|(?:{_POINT})(?:[-~至到](?:{_POINT}|{_MONTH}))?"
)
