"""The answer of ``diff-sources``: a row a conflict, and below it why, where that is asked for."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal

from parkq import words
from parkq.model import Fact, Source
from parkq.output import nouns
from parkq.output.columns import Column
from parkq.output.formats import Answer
from parkq.output.judged import GroupRow, JudgedFact, group_row
from parkq.output.lookup import Lookup
from parkq.output.record import PROBLEMS, Problems, Record, columns, key, record_of
from parkq.output.tables.page import Cell, Element, Head, Line, Section, Span, Table, cell
from parkq.output.tally import count_verdicts
from parkq.output.views.common import attribute_name, inferred_note, topic_line
from parkq.output.views.conflicts import conflict_table
from parkq.queries import Differences
from parkq.terms import Verdict
from parkq.verdicts import results


class Only(Record):
    """What one of two sources alone states."""

    source: str
    facts: tuple[nouns.Fact, ...]


class Offset(Record):
    """One of two sources states several measures larger by one factor."""

    larger: str = key("The source that states more.")
    smaller: str
    factor: Decimal
    attributes: tuple[str, ...]


class DifferencesDocument(Record):
    """The answer of parkq diff-sources. jsonl: a group a line."""

    schema: Literal["parkq.diff-sources/1"] = "parkq.diff-sources/1"
    groups: tuple[nouns.Group, ...] = key("The worst first.")
    counts: Mapping[Verdict, int] = key("How many groups have each verdict, listed or not.")
    only: tuple[Only, ...] = key("What one of two sources alone states.")
    offset: Offset | None = key(
        "Where one of two sources states several measures larger by one factor: a hint that they "
        "mean different extents."
    )
    problems: Problems = key(PROBLEMS, default=None)


def answer(differences: Differences, store: Lookup, *, why: bool) -> Answer:
    """What ``diff-sources`` prints; what one source alone states stands in the page and in JSON.

    Args:
        differences: to print.
        store: looks up what they refer to.
        why: whether reasons are given on a terminal; a single conflict explains itself.
    """
    advice = differences.suggestions
    return Answer(
        columns=tuple(_columns(differences)),
        records=(group_row(group, advice.get(group)) for group in differences.groups),
        document=lambda: _document(differences, store),
        lines=lambda: _groups(differences, store),
        page=lambda: _page(differences, store, why=why),
    )


def _groups(differences: Differences, store: Lookup) -> Iterator[nouns.Group]:
    """The groups that are listed, with what to go by where that was asked for."""
    for group in differences.groups:
        yield nouns.group(group, store, differences.suggestions.get(group))


def _document(differences: Differences, store: Lookup) -> DifferencesDocument:
    counts, offset = differences.counts, differences.offset
    return DifferencesDocument(
        groups=tuple(_groups(differences, store)),
        counts={verdict: counts[verdict] for verdict in Verdict if counts.get(verdict)},
        only=tuple(
            Only(source=source.id, facts=tuple(nouns.fact(fact, store) for fact in facts))
            for source, facts in differences.only
        ),
        offset=offset and record_of(Offset, offset),
    )


def _columns(differences: Differences) -> Iterator[Column]:
    """Those of a group; in a table, the end of an acknowledgement where there is any."""
    accepted = any(group.accepted for group in differences.groups)
    for column in columns(GroupRow):
        if column.name not in _ADVICE or differences.suggestions:
            shown = accepted and column.name == "accepted_until"
            yield column._replace(table=True) if shown else column


_ADVICE = frozenset({"suggestion", "suggested_because"})


def _page(differences: Differences, store: Lookup, *, why: bool) -> Iterator[Element]:
    if differences.groups:
        alone = len(differences.groups) == 1
        suggestions = differences.suggestions
        yield conflict_table(differences.groups, store, why=why or alone, suggestions=suggestions)
        yield Line()
    for source, facts in differences.only:
        yield from _stated_alone(source, facts, store)
    if differences.offset:
        yield topic_line("hint", (Span(_hint(differences.offset)),))
        yield Line()
    if any(date.endswith("*") for g in differences.groups for c in g.camps for date in c.as_of):
        yield inferred_note()
    yield _summary(differences)
    if len(differences.groups) > 1 and not why:
        said = words.word("--why gives the reasons, parkq explain ENTITY/ATTRIBUTE those of one")
        yield Line((Span(said, "quiet"),))


def _stated_alone(source: Source, facts: Iterable[Fact], store: Lookup) -> Iterator[Element]:
    """What one of two sources alone states."""
    yield topic_line("only", (Span(source.id, "id", link=source.url),))
    sections = tuple(Section((_row_alone(JudgedFact(fact, store)),)) for fact in facts)
    if sections:
        yield Table((Head(""),) * 4, sections)
    yield Line()


def _row_alone(record: JudgedFact) -> tuple[Cell, ...]:
    fact = record.fact
    return (
        cell(fact.entity, whole=True),
        (attribute_name(record.attribute, fact.role),),
        cell(fact.figure.stated, "figure", whole=bool(record.value)),
        cell(record.as_of, whole=True),
    )


def _hint(offset: results.Offset) -> str:
    """A shared factor in words."""
    shared = ", ".join(offset.attributes)
    return (
        f"{offset.larger} states {shared} about {offset.factor:.3g} times as large as "
        f"{offset.smaller}: the two may mean different extents"
    )


def _summary(differences: Differences) -> Line:
    """``✗ 3 conflicts, 5 updates; 1 is accepted; 40 not listed, --all lists all``."""
    if not differences.counts:
        return Line((Span(words.word("no two sources state the same thing"), "quiet"),))
    hidden = sum(differences.counts.values()) - len(differences.groups)
    more = words.word("; {} not listed, --all lists all").format(hidden)
    rest = (Span(more, "quiet"),) if hidden > 0 else ()
    return Line((*count_verdicts(differences.groups, differences.counts).spans, *rest))
