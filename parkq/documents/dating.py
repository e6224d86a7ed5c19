"""When a figure of a document holds: by its sentence, its paragraph, or the document's title.

去年 and 目前 count from the day of publication.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from parkq import dates
from parkq.documents.spans import Span
from parkq.figures import reader, words
from parkq.figures.context import Context
from parkq.model import Figure
from parkq.terms import Kind

_COMPARED = re.compile(r"(?:比|较|自|与|同|since)\s?$")
_COMPARING = re.compile(r"(?:以来|起|相比|相较|至今)")
_EVENT_BEHIND = re.compile(
    r"[,日]?[^。;]{0,12}?(?:成立|批准|批复|获批|设立|升级|认定|挂牌|开工|奠基|授予|建立|创建|始建|印发|发布)"
)
_EVENT_BEFORE = re.compile(
    r"(?:成立|始建|建立|创建|设立|组建|建|founded|established)\s?(?:于|in)\s?$"
)
_RELATIVE = re.compile(
    r"(?P<last>去年|上年末|上年底|上年|last year)|(?P<this>今年|本年|全年|当年|年末|年底|this year"
    r"|(?:first|second|third|fourth) (?:quarter|half))"
    r"|(?P<now>截至目前|截止目前|目前|现有|迄今|至今|currently)"
)
_PERIOD = re.compile("|".join(sorted(map(re.escape, words.PERIODS), key=len, reverse=True)))
_SAID_SO = re.compile(r"(?:比|较|同|与|超|是|为|于|占|度)$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_DAY = re.compile(rf"({'|'.join(_MONTHS)})[a-z]*\.? (\d{{1,2}}),? ((?:19|20)\d\d)")
_MULTIPLE = re.compile(r"的\s?[\d.]+倍")
_YEAR = re.compile(r"((?:19|20)\d\d)\s?年?(?:度)?")
_NEAR = 8
_BEGINNING = 600
_FARTHEST = 2000
"""Characters before a figure at most in which its date is looked for."""


class Dated(NamedTuple):
    """A date in EDTF, and what says it."""

    as_of: str | None
    by: str


UNDATED = Dated(None, "")


class Dating:
    """The dates of one document."""

    def __init__(
        self, text: str, spans: Sequence[Span], published: str | None, default: str | None
    ) -> None:
        """Takes a folded text, its dates in order, its publication, and the date that it is of."""
        self._text = text
        self._spans = [span for span in spans if self._is_of_figures(span)]
        self._starts = [span.start for span in self._spans]
        self._published = published
        self._default = default
        self._read: dict[int, str | None] = {}

    def date_figure(self, span: Span, sentence: int, paragraph: int) -> Dated:
        """The date of a figure.

        Args:
            span: the figure.
            sentence: where its sentence begins.
            paragraph: where its paragraph begins.
        """
        return (
            self._nearest(sentence, span, "")
            or self._behind(span)
            or self._nearest(paragraph, span, "paragraph")
            or (Dated(self._default, "title") if self._default else UNDATED)
        )

    def read(self, span: Span) -> str | None:
        """A printed date in EDTF; None where it is none."""
        if span.start not in self._read:
            self._read[span.start] = self._read_once(span)
        return self._read[span.start]

    def _read_once(self, span: Span) -> str | None:
        year = self._published and self._published[:4]
        year_of = int(year) if year and year.isdigit() else None
        context = Context(Kind.DATE, year=year_of)
        figure = reader.read_figure(self._text[span.start : span.end], context)
        if not isinstance(figure, Figure) or figure.low is None or figure.high is None:
            return None
        return dates.shortest(int(figure.low), int(figure.high))

    def _is_of_figures(self, span: Span) -> bool:
        """Whether a date may be that of figures, and not one compared with, or of an event."""
        before = self._text[max(0, span.start - _NEAR) : span.start]
        behind = self._text[span.end : span.end + 20]
        return not (
            _COMPARED.search(before)
            or _COMPARING.match(behind)
            or _EVENT_BEFORE.search(before)
            or _EVENT_BEHIND.match(behind)
            or _MULTIPLE.match(behind)
        )

    def _nearest(self, start: int, span: Span, by: str) -> Dated | None:
        """The last date, or word for one, between a beginning and a figure."""
        start = max(start, span.start - _FARTHEST)
        number = bisect_left(self._starts, span.start) - 1
        printed = self._spans[number] if number >= 0 else None
        if printed and printed.start < start:
            printed = None
        said = self._said(printed.end if printed else start, span.start)
        if said:
            return Dated(said, by or "sentence")
        if printed and (as_of := self.read(printed)):
            return Dated(self._with_period(as_of, printed.end, span.start), by or "sentence")
        return None

    def _behind(self, span: Span) -> Dated | None:
        """A date in brackets right behind a figure."""
        number = bisect_left(self._starts, span.end)
        if number == len(self._starts) or self._starts[number] > span.end + _NEAR:
            return None
        if "(" not in self._text[span.end : self._starts[number]]:
            return None
        as_of = self.read(self._spans[number])
        return Dated(as_of, "sentence") if as_of else None

    def _said(self, start: int, end: int) -> str | None:
        """What 去年, 目前 and their like come to."""
        year = self._default or self._published or ""
        if not year[:4].isdigit():
            return None
        for found in reversed(list(_RELATIVE.finditer(self._text, start, end))):
            if _SAID_SO.search(self._text[max(start, found.start() - 1) : found.start()]):
                continue
            if found["last"]:
                return str(int((self._published or year)[:4]) - 1) if self._published else None
            if found["this"]:
                start = found.start() if found[0].isascii() else found.end()
                return self._with_period((self._default or year)[:4], start, end)
            return (self._published or "").rstrip("?~%") or None
        return None

    def _with_period(self, as_of: str, start: int, end: int) -> str:
        """A year with the part of it that is named behind: 2022年,上半年."""
        found = _PERIOD.search(self._text, start, min(end, start + 2 * _NEAR))
        if len(as_of) != len("2022") or not found or found.start() > start + 2:
            return as_of
        first, last = words.PERIODS[found[0]]
        return f"{as_of}-{first:02}/{as_of}-{last:02}" if first != last else f"{as_of}-{last:02}"


def date_of_title(title: str) -> str | None:
    """The year that a bulletin, a yearbook or a report is of: 2022年统计公报."""
    if not re.search("公报|年鉴|年报|统计|报告|概况|bulletin|yearbook|report", title):
        return None
    found = _YEAR.search(title)
    return found[1] if found else None


def date_of_beginning(text: str) -> str | None:
    """The year that a report begins with: 2015年,面对…."""
    found = re.search(r"^((?:19|20)\d\d)年,", text[:_BEGINNING], re.MULTILINE)
    return found[1] if found else None


def guess_publication(text: str, spans: Sequence[Span]) -> str | None:
    """The day that a page gives as that of its publication, near its beginning or its end."""
    if found := _ENGLISH_DAY.search(text[:_BEGINNING]):
        month = [
            "jan",
            "feb",
            "mar",
            "apr",
            "may",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec",
        ].index(found[1]) + 1
        return f"{found[3]}-{month:02}-{int(found[2]):02}"
    for span in (*spans[:6], *spans[-2:]):
        before = text[max(0, span.start - 10) : span.start]
        words_of_date = text[span.start : span.end]
        labelled = re.search("发布|日期|时间|来源|更新|published|posted|date", before)
        alone = text[span.start - 1 : span.start] in {"", "\n"}
        if (labelled or alone) and re.fullmatch(
            r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?", words_of_date
        ):
            year, month, day = re.findall(r"\d+", words_of_date)
            return f"{year}-{int(month):02}-{int(day):02}"
    return None
