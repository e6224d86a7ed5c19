"""The answers of ``explain``: a fact, a group, a page, and the list of pages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from parkq import words
from parkq.explain import ExplainedFact, ExplainedGroup, Pair
from parkq.figures.express import express_bounds
from parkq.model import Attribute, Fact, Figure
from parkq.output import shapes
from parkq.output.answer import Answer, Column, Json, Known
from parkq.output.page import Element, Line, Span
from parkq.output.records import TONES, acknowledgement, expressed, group_tone, label_and_id
from parkq.pages import Page
from parkq.terms import Rank, Role, Severity, Verdict
from parkq.verdicts.trace import Step
from parkq.verdicts.vocabulary import Group


class Row(NamedTuple):
    """A line of an explanation: of what it is, what it tells, and the text.

    ``told`` is the text in the words of the reader's language, where it has such words.
    """

    of: str
    topic: str
    text: str
    style: str = ""
    link: str = ""
    told: str = ""


_COLUMNS = (
    Column("of", lambda row: row.of, whole=True),
    Column.worded("topic", lambda row: row.topic, words.word, whole=True),
    Column(
        "text",
        lambda row: row.text,
        style=lambda row: row.style,
        say=lambda row: row.told or row.text,
    ),
)
_PAGES = (
    Column("name", lambda page: page.name, style=lambda _: "id", whole=True),
    Column("kinds", lambda page: page.kinds, whole=True),
    Column("says", lambda page: page.says),
)
_CROSSED = frozenset({Verdict.MET, Verdict.MISSED, Verdict.ORDER_BROKEN})
"""Verdicts on figures of more than one role or attribute."""

_LONGEST_TOPIC = 10
_OF_THE_SOURCE = frozenset({"source", "title", "url"})
"""Topics that lead to where the source can be read."""


def fact_answer(explained: ExplainedFact, known: Known) -> Answer:
    """What ``explain FACT`` prints."""
    rows = [*_fact_rows(explained, known)]
    for pair in explained.pairs:
        rows.append(Row(pair.second.id, "against", _told(pair.second)))
        rows += _pair_rows(pair, pair.second.id)
    return _answer(rows, lambda: _fact_shape(explained, known))


def group_answer(explained: Sequence[ExplainedGroup], known: Known) -> Answer:
    """What ``explain ENTITY/ATTRIBUTE`` prints."""
    rows = [row for each in explained for row in _group_rows(each)]
    return _answer(rows, lambda: {"roles": [_group_shape(each, known) for each in explained]})


def page_answer(page: Page) -> Answer:
    """What ``explain NAME`` prints of a verdict, a relation, a context or a hedge."""
    rows = [Row(page.name, topic, text) for topic, text in page.lines]
    lines = [{"topic": topic, "text": text} for topic, text in page.lines]
    return _answer(rows, lambda: {"page": {"name": page.name, "kinds": page.kinds, "lines": lines}})


def list_answer(pages: Sequence[Page]) -> Answer:
    """What ``explain`` prints where nothing is named."""

    def shaped() -> list[Json]:
        return [{column.name: column.get(page) for column in _PAGES} for page in pages]

    return Answer(
        columns=_PAGES,
        records=pages,
        document=lambda: shapes.named("explain", {"pages": shaped()}),
        lines=shaped,
    )


def _answer(rows: Sequence[Row], shaped: Callable[[], dict[str, Json]]) -> Answer:
    return Answer(
        columns=_COLUMNS,
        records=rows,
        document=lambda: shapes.named("explain", shaped()),
        lines=lambda: [shapes.named("explain", shaped())],
        page=lambda: _page(rows),
        prose=True,
    )


def _page(rows: Iterable[Row]) -> Iterator[Element]:
    from parkq.output.cells import padded  # noqa: PLC0415 - rich is for pages only

    for number, (of, lines) in enumerate(groupby(rows, key=lambda row: row.of)):
        if number:
            yield Line()
        yield Line((Span(of, "title", whole=True),))
        for row in lines:
            topic = padded(words.word(row.topic), _LONGEST_TOPIC)
            told = Span(row.told or row.text, row.style, link=row.link)
            yield Line((Span(topic, "quiet", whole=True), told), 2, _LONGEST_TOPIC)


# Rows


def _fact_rows(explained: ExplainedFact, known: Known) -> Iterator[Row]:
    fact = explained.fact
    told: Iterable[tuple[str, str]] = (
        ("entity", known.entities[fact.entity].name),
        ("attribute", " ".join(label_and_id(explained.attribute)).strip()),
        ("role", "" if fact.role is Role.ACTUAL else fact.role),
        ("scope", fact.scope),
        ("stated", fact.figure.stated),
        *(("read", step) for step in explained.steps),
        ("value", expressed(fact.figure, explained.attribute)),
        ("allows", _interval(fact, explained.attribute)),
        *(("hedge", text) for text in explained.conventions),
        ("as of", explained.dated),
        ("rank", "" if fact.rank is Rank.NORMAL else fact.rank),
        ("note", fact.note),
        *_source_lines(explained, known),
        ("unjudged", explained.unjudged),
    )
    address = explained.source.url
    yield from (
        Row(fact.id, topic, text, link=address * (topic in _OF_THE_SOURCE))
        for topic, text in told
        if text
    )
    yield from _verdict_rows(fact.id, explained.groups)


def _interval(fact: Fact, attribute: Attribute) -> str:
    figure = fact.figure
    if not isinstance(figure, Figure) or not figure.unit:
        return ""
    return express_bounds(figure.low, figure.high, attribute.display, attribute.kind)


def _source_lines(explained: ExplainedFact, known: Known) -> Iterator[tuple[str, str]]:
    source, fact = explained.source, explained.fact
    yield "source", " · ".join(filter(None, (source.id, source.kind, source.publisher)))
    yield "title", source.title
    yield "published", source.published or ""
    yield "url", source.url
    yield "where", fact.where
    yield "file", f"{fact.file}:{known.line(fact)}"
    yield "cite", explained.citation


def _group_rows(explained: ExplainedGroup) -> Iterator[Row]:
    role = "" if explained.role is Role.ACTUAL else f" ({explained.role})"
    of = f"{explained.facts[0].entity}/{explained.attribute.id}{role}"
    for fact in explained.facts:
        yield Row(of, "stated", _told(fact))
    yield from _verdict_rows(of, explained.groups)
    for pair in explained.pairs:
        both = f"{_short(pair.first)} against {_short(pair.second)}"
        yield Row(both, "between", f"{_told(pair.first)} and {_told(pair.second)}")
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
            yield from (Row(of, "why", sentence) for sentence in group.why)
        if group.accepted:
            until, end = "until {}", acknowledgement(group.accepted)
            yield Row(of, "accepted", until.format(end), told=words.word(until).format(end))


def _verdict_row(of: str, verdict: Verdict, severity: Severity, style: str) -> Row:
    level = severity.name.lower()
    text = f"{words.verdict(verdict, words.Language.EN)} ({level})"
    told = f"{words.verdict(verdict)} ({words.word(level)})"
    return Row(of, "verdict", text, style, told=told)


def _pair_rows(pair: Pair, of: str) -> Iterator[Row]:
    judgement = pair.judgement
    yield from _tried(of, "relation", pair.relations)
    yield from _tried(of, "context", pair.contexts)
    tone = TONES[judgement.severity]
    yield _verdict_row(of, judgement.verdict, judgement.severity, tone)
    yield from (Row(of, "why", sentence) for sentence in pair.why)
    if pair.settle:
        yield Row(of, "settle", pair.settle)


def _tried(of: str, kind: str, steps: Iterable[Step]) -> Iterator[Row]:
    for step in steps:
        topic, style = (kind, "") if step.fired else ("not", "quiet")
        yield Row(of, topic, f"{step.rule}: {step.because}", style)


# Shapes


def _fact_shape(explained: ExplainedFact, known: Known) -> dict[str, Json]:
    return {
        "fact": shapes.fact(explained.fact, known),
        "source": shapes.source(explained.source),
        **shapes.picked(explained, ("steps", "dated", "unjudged", "conventions", "citation")),
        "allows": _interval(explained.fact, explained.attribute),
        "groups": [shapes.group(group, known) for group in explained.groups],
        "pairs": [_pair_shape(pair) for pair in explained.pairs],
    }


def _group_shape(explained: ExplainedGroup, known: Known) -> dict[str, Json]:
    return {
        "role": explained.role,
        "facts": [shapes.fact(fact, known) for fact in explained.facts],
        "groups": [shapes.group(group, known) for group in explained.groups],
        "pairs": [_pair_shape(pair) for pair in explained.pairs],
    }


def _pair_shape(pair: Pair) -> dict[str, Json]:
    judgement = pair.judgement
    return {
        "first": pair.first.id,
        "second": pair.second.id,
        **shapes.picked(judgement, ("relation", "context", "verdict")),
        "severity": judgement.severity.name.lower(),
        "gap": judgement.gap,
        "gap_ratio": judgement.ratio,
        "relations": [step._asdict() for step in pair.relations],
        "contexts": [step._asdict() for step in pair.contexts],
        "why": pair.why,
        "settle": pair.settle,
    }
