"""The answer of ``diff-sources``: each group as a block with its camps and reasons."""

from collections.abc import Iterator
from itertools import chain, repeat

from parkq.queries import Differences
from parkq.render import shapes
from parkq.render.answer import Answer, Known
from parkq.render.page import Cell, Element, Grid, Line, Section, Span, cell
from parkq.render.records import (
    GROUP,
    TEXTUAL,
    TONES,
    FactRecord,
    flagged,
    label,
    percent,
    tally,
)
from parkq.render.show import attribute_name
from parkq.verdicts import Camp, Group

_INDENT = 4


def answer(differences: Differences, known: Known) -> Answer:
    """What ``diff-sources`` prints; what one source alone states stands in the page and in JSON."""
    return Answer(
        columns=GROUP,
        records=differences.groups,
        document=lambda: shapes.named("diff-sources", shapes.differences(differences, known)),
        lines=lambda: (shapes.group(group, known) for group in differences.groups),
        page=lambda: _page(differences, known),
    )


def _page(differences: Differences, known: Known) -> Iterator[Element]:
    for group in differences.groups:
        yield from _block(group, known)
        yield Line()
    for source, facts in differences.only:
        yield Line((Span("only ", "quiet"), Span(source.id, "id")))
        records = [FactRecord(fact, known) for fact in facts]
        if records:
            yield Grid((), (False,) * 4, tuple(Section((_alone(r),)) for r in records), 2)
        yield Line()
    yield _summary(differences)


def _alone(record: FactRecord) -> tuple[Cell, ...]:
    fact = record.fact
    return (
        cell(fact.entity, whole=True),
        (attribute_name(record.attribute, fact.role),),
        cell(fact.figure.stated, "figure", whole=bool(record.value)),
        cell(record.as_of, whole=True),
    )


def _block(group: Group, known: Known) -> Iterator[Element]:
    yield _title(group, known)
    sections = tuple(Section(tuple(_camp(camp, known))) for camp in group.camps)
    if sections:
        yield Grid((), (True, False, False, False, False), sections, _INDENT)
    said = (*zip(chain(("why",), repeat("")), group.why, strict=False), ("settle", group.settle))
    for word, text in said:
        if text:
            yield Line((Span(f"{word:<8}", "quiet", whole=True), Span(text)), _INDENT, 8)


def _title(group: Group, known: Known) -> Line:
    attribute = known.attributes[group.attribute]
    role = "" if group.role == "actual" else f" ({group.role})"
    gap = ", ".join(filter(None, (group.gap_display, percent(group.gap_ratio))))
    spans = (
        Span(flagged(group), TONES[group.severity], whole=True),
        Span("  "),
        Span(known.entities[group.entity].name, "title"),
        Span(" · "),
        Span(f"{label(attribute)}{role}", "title"),
        Span("  "),
        Span(f"{group.entity} {group.attribute}", "quiet"),
        *((Span("  "), Span(f"gap {gap}", TONES[group.severity], whole=True)) if gap else ()),
    )
    return Line(spans, hang=2)


def _camp(camp: Camp, known: Known) -> Iterator[tuple[Cell, ...]]:
    """One row a fact; the camp's value stands beside the first."""
    textual = known.attributes[known.facts[camp.facts[0]].attribute].kind in TEXTUAL
    display = () if textual else cell(camp.display, "figure", whole=True)
    for id_ in camp.facts:
        record = FactRecord(known.facts[id_], known)
        fact = record.fact
        copy = " copy" if fact.source in camp.copies else ""
        source = (
            Span(fact.source, "id", whole=True),
            Span(f" {fact.where}{copy}", "quiet", whole=True),
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
    """``✗ 3 conflicts, 5 updates; 40 not listed, --all lists them``."""
    if not differences.counts:
        return Line((Span("no two sources state the same thing", "quiet"),))
    hidden = sum(differences.counts.values()) - len(differences.groups)
    more = Span(f"; {hidden} not listed, --all lists all", "quiet")
    return Line((*tally(differences.counts).spans, *((more,) if hidden > 0 else ())))
