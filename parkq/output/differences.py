"""The answer of ``diff-sources``: each group as a block with its camps and reasons."""

from collections.abc import Iterator
from itertools import chain, repeat

from parkq import words
from parkq.output import shapes
from parkq.output.answer import Answer, Column, Known
from parkq.output.page import Cell, Element, Grid, Line, Section, Span, cell
from parkq.output.records import (
    GROUP,
    TEXTUAL,
    FactRecord,
    acknowledgement,
    flagged,
    group_tone,
    label,
    percent,
)
from parkq.output.show import attribute_name
from parkq.output.tally import accepted_count, tally
from parkq.queries import Differences
from parkq.verdicts.suggest import Suggestion
from parkq.verdicts.vocabulary import Camp, Group, Offset

_INDENT = 4
_WIDEST_WORD = 8
"""Columns of the word before a remark."""


def answer(differences: Differences, known: Known) -> Answer:
    """What ``diff-sources`` prints; what one source alone states stands in the page and in JSON."""
    return Answer(
        columns=tuple(_columns(differences)),
        records=differences.groups,
        document=lambda: shapes.named("diff-sources", shapes.differences(differences, known)),
        lines=lambda: shapes.listed(differences, known),
        page=lambda: _page(differences, known),
    )


def _columns(differences: Differences) -> Iterator[Column]:
    """Those of a group; in a table, the end of an acknowledgement where there is any."""
    accepted = any(group.accepted for group in differences.groups)
    for column in GROUP:
        shown = accepted and column.name == "accepted_until"
        yield column._replace(table=True) if shown else column
    if differences.suggestions:
        advised = differences.suggestions
        yield Column("suggestion", lambda g: advised[g].fact, whole=True)
        yield Column("suggested_because", lambda g: advised[g].why)


def _page(differences: Differences, known: Known) -> Iterator[Element]:
    for group in differences.groups:
        yield from _block(group, differences, known)
        yield Line()
    for source, facts in differences.only:
        only = Span(f"{words.word('only')} ", "quiet")
        yield Line((only, Span(source.id, "id", link=source.url)))
        records = [FactRecord(fact, known) for fact in facts]
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


def _hint(offset: Offset) -> str:
    """A shared factor in words."""
    shared = ", ".join(offset.attributes)
    return (
        f"{offset.larger} states {shared} about {offset.factor:.3g} times as large as "
        f"{offset.smaller}: the two may mean different extents"
    )


def _alone(record: FactRecord) -> tuple[Cell, ...]:
    fact = record.fact
    return (
        cell(fact.entity, whole=True),
        (attribute_name(record.attribute, fact.role),),
        cell(fact.figure.stated, "figure", whole=bool(record.value)),
        cell(record.as_of, whole=True),
    )


def _block(group: Group, differences: Differences, known: Known) -> Iterator[Element]:
    yield _title(group, known)
    sections = tuple(Section(tuple(_camp(camp, known))) for camp in group.camps)
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


def _title(group: Group, known: Known) -> Line:
    attribute = known.attributes[group.attribute]
    role = "" if group.role == "actual" else f" ({words.word(group.role)})"
    apart = ", ".join(filter(None, (group.gap_display, percent(group.gap_ratio))))
    gap = words.word("gap {}").format(apart)
    spans = (
        Span(flagged(group), group_tone(group), whole=True),
        Span("  "),
        Span(known.entities[group.entity].name, "title"),
        Span(" · "),
        Span(f"{label(attribute)}{role}", "title"),
        Span("  "),
        Span(f"{group.entity} {group.attribute}", "quiet"),
        *((Span("  "), Span(gap, group_tone(group), whole=True)) if apart else ()),
    )
    return Line(spans, hang=2)


def _camp(camp: Camp, known: Known) -> Iterator[tuple[Cell, ...]]:
    """One row a fact; the camp's value stands beside the first."""
    textual = known.attributes[known.facts[camp.facts[0]].attribute].kind in TEXTUAL
    display = () if textual else cell(camp.display, "figure", whole=True)
    for id_ in camp.facts:
        record = FactRecord(known.facts[id_], known)
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
