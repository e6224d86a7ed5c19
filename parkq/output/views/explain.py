"""The answers of ``explain``: a fact, a group, a page, and the list of pages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from parkq import explain, words
from parkq.explain import ExplainedFact, ExplainedGroup
from parkq.model import Fact
from parkq.output.flags import group_tone, tone
from parkq.output.formats import Answer
from parkq.output.judged import acknowledgement, expressed, label_and_id
from parkq.output.lookup import Lookup
from parkq.output.record import Record, column, columns, record_of
from parkq.output.tables.page import Element, Line, Span
from parkq.output.views.explanations import (
    ListedPage,
    PageList,
    fact_document,
    group_document,
    interval,
    page_document,
)
from parkq.pages import Page
from parkq.terms import Rank, Role, Severity, Verdict
from parkq.verdicts.results import Group


class Row(Record):
    """A line of an explanation: of what it is, what it tells, and the text.

    ``told`` is the text in the words of the reader's language, where it has such words.
    """

    of: str = column(whole=True)
    topic: str = column(word=words.word, whole=True)
    text: str = column(style=lambda row: row.style, say=lambda row: row.told or row.text)
    style: str = ""
    link: str = ""
    told: str = ""


_CROSSED = frozenset({Verdict.MET, Verdict.MISSED, Verdict.ORDER_BROKEN})
"""Verdicts on figures of more than one role or attribute."""

_LONGEST_TOPIC = 10
_OF_THE_SOURCE = frozenset({"source", "title", "url"})
"""Topics that lead to where the source can be read."""


def fact_answer(explained: ExplainedFact, store: Lookup) -> Answer:
    """What ``explain FACT`` prints."""
    rows = [*_fact_rows(explained, store)]
    for pair in explained.pairs:
        rows.append(Row(of=pair.second.id, topic="against", text=_told(pair.second)))
        rows += _pair_rows(pair, pair.second.id)
    return _answer(rows, lambda: fact_document(explained, store))


def group_answer(explained: Sequence[ExplainedGroup], store: Lookup) -> Answer:
    """What ``explain ENTITY/ATTRIBUTE`` prints."""
    rows = [row for each in explained for row in _group_rows(each)]
    return _answer(rows, lambda: group_document(explained, store))


def page_answer(page: Page) -> Answer:
    """What ``explain NAME`` prints of a verdict, a relation, a context or a hedge."""
    rows = [Row(of=page.name, topic=topic, text=text) for topic, text in page.lines]
    return _answer(rows, lambda: page_document(page))


def list_answer(pages: Sequence[Page]) -> Answer:
    """What ``explain`` prints where nothing is named."""
    listed = tuple(record_of(ListedPage, page) for page in pages)
    return Answer(
        columns=columns(ListedPage),
        records=listed,
        document=lambda: PageList(pages=listed),
        lines=lambda: listed,
    )


def _answer(rows: Sequence[Row], document: Callable[[], object]) -> Answer:
    return Answer(
        columns=columns(Row),
        records=rows,
        document=document,
        lines=lambda: [document()],
        page=lambda: _page(rows),
        prose=True,
    )


def _page(rows: Iterable[Row]) -> Iterator[Element]:
    from parkq.output.tables.cells import padded  # noqa: PLC0415 - rich is for pages only

    for number, (of, lines) in enumerate(groupby(rows, key=lambda row: row.of)):
        if number:
            yield Line()
        yield Line((Span(of, "title", whole=True),))
        for row in lines:
            topic = padded(words.word(row.topic), _LONGEST_TOPIC)
            told = Span(row.told or row.text, row.style, link=row.link)
            yield Line((Span(topic, "quiet", whole=True), told), 2, _LONGEST_TOPIC)


# Rows


def _fact_rows(explained: ExplainedFact, store: Lookup) -> Iterator[Row]:
    fact = explained.fact
    told: Iterable[tuple[str, str]] = (
        ("entity", store.entities[fact.entity].name),
        ("attribute", " ".join(label_and_id(explained.attribute)).strip()),
        ("role", "" if fact.role is Role.ACTUAL else fact.role),
        ("scope", fact.scope),
        ("stated", fact.figure.stated),
        *(("read", step) for step in explained.steps),
        ("value", expressed(fact.figure, explained.attribute)),
        ("allows", interval(fact, explained.attribute)),
        *(("hedge", text) for text in explained.conventions),
        ("as of", explained.dated),
        ("rank", "" if fact.rank is Rank.NORMAL else fact.rank),
        ("note", fact.note),
        *_source_lines(explained, store),
        ("unjudged", explained.unjudged),
    )
    address = explained.source.url
    yield from (
        Row(of=fact.id, topic=topic, text=text, link=address * (topic in _OF_THE_SOURCE))
        for topic, text in told
        if text
    )
    yield from _verdict_rows(fact.id, explained.groups)


def _source_lines(explained: ExplainedFact, store: Lookup) -> Iterator[tuple[str, str]]:
    source, fact = explained.source, explained.fact
    yield "source", " · ".join(filter(None, (source.id, source.kind, source.publisher)))
    yield "title", source.title
    yield "published", source.published or ""
    yield "url", source.url
    yield "where", fact.where
    yield "file", f"{fact.file}:{store.line(fact)}"
    yield "cite", explained.citation


def _group_rows(explained: ExplainedGroup) -> Iterator[Row]:
    role = "" if explained.role is Role.ACTUAL else f" ({explained.role})"
    of = f"{explained.facts[0].entity}/{explained.attribute.id}{role}"
    for fact in explained.facts:
        yield Row(of=of, topic="stated", text=_told(fact))
    yield from _verdict_rows(of, explained.groups)
    for pair in explained.pairs:
        both = f"{_short(pair.first)} against {_short(pair.second)}"
        text = f"{_told(pair.first)} and {_told(pair.second)}"
        yield Row(of=both, topic="between", text=text)
        yield from _pair_rows(pair, both)


def _short(fact: Fact) -> str:
    """A fact's id without its entity and attribute."""
    return fact.id.rpartition("/")[2]


def _told(fact: Fact) -> str:
    asides = (fact.as_of, fact.scope, "deprecated" * (fact.rank is Rank.DEPRECATED))
    return " · ".join(filter(None, (fact.figure.stated, _short(fact), *asides)))


def _verdict_rows(of: str, groups: Iterable[Group]) -> Iterator[Row]:
    for group in groups:
        yield _verdict_row(of, group.verdict, group.severity, group_tone(group))
        if group.verdict in _CROSSED:
            yield from (Row(of=of, topic="why", text=sentence) for sentence in group.why)
        if group.accepted:
            until, end = "until {}", acknowledgement(group.accepted)
            told = words.word(until).format(end)
            yield Row(of=of, topic="accepted", text=until.format(end), told=told)


def _verdict_row(of: str, verdict: Verdict, severity: Severity, style: str) -> Row:
    level = severity.name.lower()
    text = f"{words.verdict(verdict, words.Language.EN)} ({level})"
    told = f"{words.verdict(verdict)} ({words.word(level)})"
    return Row(of=of, topic="verdict", text=text, style=style, told=told)


def _pair_rows(pair: explain.Pair, of: str) -> Iterator[Row]:
    judgement = pair.judgement
    yield from _tried(of, "relation", pair.relations)
    yield from _tried(of, "context", pair.contexts)
    style = tone(judgement.severity)
    yield _verdict_row(of, judgement.verdict, judgement.severity, style)
    yield from (Row(of=of, topic="why", text=sentence) for sentence in pair.why)
    if pair.settle:
        yield Row(of=of, topic="settle", text=pair.settle)


def _tried(of: str, kind: str, steps: Iterable[explain.Step]) -> Iterator[Row]:
    for step in steps:
        topic, style = (kind, "") if step.fired else ("not", "quiet")
        yield Row(of=of, topic=topic, text=f"{step.rule}: {step.because}", style=style)
