"""The answer of ``diff-sources``: each group as a block with its camps and reasons."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain, repeat
from typing import Literal

from parkq import words
from parkq.output import nouns
from parkq.output.columns import Column
from parkq.output.formats import Answer
from parkq.output.judged import (
    TEXTUAL,
    GroupRow,
    JudgedFact,
    acknowledgement,
    flagged,
    group_row,
    group_tone,
    label,
    percent,
)
from parkq.output.lookup import Lookup
from parkq.output.page import Cell, Element, Grid, Line, Section, Span, cell
from parkq.output.record import PROBLEMS, Problems, Record, columns, key, record_of
from parkq.output.tally import accepted_count, tally
from parkq.output.views.show import attribute_name
from parkq.queries import Differences
from parkq.terms import Verdict
from parkq.verdicts import results
from parkq.verdicts.results import Camp, Group
from parkq.verdicts.suggest import Suggestion

_INDENT = 4
_WIDEST_WORD = 8
"""Columns of the word before a remark."""


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


def answer(differences: Differences, store: Lookup) -> Answer:
    """What ``diff-sources`` prints; what one source alone states stands in the page and in JSON."""
    advice = differences.suggestions
    return Answer(
        columns=tuple(_columns(differences)),
        records=(group_row(group, advice.get(group)) for group in differences.groups),
        document=lambda: _document(differences, store),
        lines=lambda: _groups(differences, store),
        page=lambda: _page(differences, store),
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


def _page(differences: Differences, store: Lookup) -> Iterator[Element]:
    for group in differences.groups:
        yield from _block(group, differences, store)
        yield Line()
    for source, facts in differences.only:
        only = Span(f"{words.word('only')} ", "quiet")
        yield Line((only, Span(source.id, "id", link=source.url)))
        records = [JudgedFact(fact, store) for fact in facts]
        if records:
            yield Grid((), (False,) * 4, tuple(Section((_alone(r),)) for r in records), 2)
        yield Line()
    if differences.offset:
        yield _remark("hint", _hint(differences.offset))
        yield Line()
    yield _summary(differences)


def _remark(word: str, text: str, indent: int = 0) -> Line:
    from parkq.output.cells import padded  # noqa: PLC0415 - rich is for pages only

    about = padded(words.word(word), _WIDEST_WORD)
    return Line((Span(f"{about} ", "quiet", whole=True), Span(text)), indent, _WIDEST_WORD + 1)


def _hint(offset: results.Offset) -> str:
    """A shared factor in words."""
    shared = ", ".join(offset.attributes)
    return (
        f"{offset.larger} states {shared} about {offset.factor:.3g} times as large as "
        f"{offset.smaller}: the two may mean different extents"
    )


def _alone(record: JudgedFact) -> tuple[Cell, ...]:
    fact = record.fact
    return (
        cell(fact.entity, whole=True),
        (attribute_name(record.attribute, fact.role),),
        cell(fact.figure.stated, "figure", whole=bool(record.value)),
        cell(record.as_of, whole=True),
    )


def _block(group: Group, differences: Differences, store: Lookup) -> Iterator[Element]:
    yield _title(group, store)
    sections = tuple(Section(tuple(_camp(camp, store))) for camp in group.camps)
    if sections:
        yield Grid((), (True, False, False, False, False), sections, _INDENT)
    for word, text in _said(group, differences.suggestions.get(group)):
        yield _remark(word, text, _INDENT)


def _said(group: Group, suggestion: Suggestion | None) -> Iterator[tuple[str, str]]:
    """What is to be said below a group, each after its word."""
    yield from zip(chain(("why",), repeat("")), group.why, strict=False)
    if group.settle:
        yield "settle", group.settle
    if group.accepted:
        yield "accepted", words.word("until {}").format(acknowledgement(group.accepted))
    if group.accepted_before:
        before = acknowledgement(group.accepted_before)
        yield "before", words.word("accepted in another form until {}").format(before)
    if suggestion:
        yield "go by", ": ".join(filter(None, (suggestion.fact, suggestion.why)))


def _title(group: Group, store: Lookup) -> Line:
    attribute = store.attributes[group.attribute]
    role = "" if group.role == "actual" else f" ({words.word(group.role)})"
    apart = ", ".join(filter(None, (group.gap_display, percent(group.gap_ratio))))
    gap = words.word("gap {}").format(apart)
    spans = (
        Span(flagged(group), group_tone(group), whole=True),
        Span("  "),
        Span(store.entities[group.entity].name, "title"),
        Span(" · "),
        Span(f"{label(attribute)}{role}", "title"),
        Span("  "),
        Span(f"{group.entity} {group.attribute}", "quiet"),
        *((Span("  "), Span(gap, group_tone(group), whole=True)) if apart else ()),
    )
    return Line(spans, hang=2)


def _camp(camp: Camp, store: Lookup) -> Iterator[tuple[Cell, ...]]:
    """One row a fact; the camp's value stands beside the first."""
    textual = store.attributes[store.facts[camp.facts[0]].attribute].kind in TEXTUAL
    display = () if textual else cell(camp.display, "figure", whole=True)
    for id_ in camp.facts:
        record = JudgedFact(store.facts[id_], store)
        fact = record.fact
        copy = f" {words.word('copy')}" if fact.source in camp.copies else ""
        source = (
            Span(fact.source, "id", whole=True, link=record.url),
            Span(f" {fact.where}{copy}", "quiet"),
        )
        yield (
            display,
            cell(fact.figure.stated, whole=not textual),
            cell(record.as_of, whole=True),
            cell(fact.scope),
            (source,),
        )
        display = ()


def _summary(differences: Differences) -> Line:
    """``✗ 3 conflicts, 5 updates; 1 is accepted; 40 not listed, --all lists all``."""
    if not differences.counts:
        return Line((Span(words.word("no two sources state the same thing"), "quiet"),))
    accepted = sum(group.accepted is not None for group in differences.groups)
    hidden = sum(differences.counts.values()) - len(differences.groups)
    more = words.word("; {} not listed, --all lists all").format(hidden)
    rest = (Span(more, "quiet"),) if hidden > 0 else ()
    return Line((*tally(differences.counts).spans, *accepted_count(accepted), *rest))
