"""The answer of ``diff-sources``: each group as a block with its camps and reasons."""

from collections.abc import Iterator

from parkq.queries import Differences
from parkq.render import shapes
from parkq.render.answer import Answer, Known
from parkq.render.page import Cell, Element, Grid, Line, Section, Span, cell
from parkq.render.records import (
    GROUP,
    SIGNS,
    TEXTUAL,
    TONES,
    FactRecord,
    flagged,
    label,
    percent,
)
from parkq.render.show import attribute_name
from parkq.verdicts import SEVERITY, Camp, Group, Verdict

_INDENT = 4


def answer(differences: Differences, known: Known) -> Answer:
    """What ``diff-sources`` prints; what one source alone states stands in the page and in JSON."""
    return Answer(
        columns=GROUP,
        records=differences.groups,
        document=lambda: shapes.named("diff-sources", shapes.differences(differences, known)),
        lines=lambda: (shapes.named("group", shapes.group(g, known)) for g in differences.groups),
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
        attribute_name(record.attribute),
        cell(fact.figure.stated, "figure", whole=record.value != fact.figure.stated),
        cell(record.as_of, whole=True),
    )


def _block(group: Group, known: Known) -> Iterator[Element]:
    yield _title(group, known)
    sections = tuple(Section(tuple(_camp(camp, known))) for camp in group.camps)
    if sections:
        yield Grid((), (True, False, False, False, False), sections, _INDENT)
    for word, text in (*(("why", why) for why in group.why), ("settle", group.settle)):
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
    """``3 conflicts, 5 updates; 40 not shown, --all shows them``."""
    order = sorted(differences.counts, key=lambda v: (-SEVERITY[v], list(Verdict).index(v)))
    counted = [(verdict, differences.counts[verdict]) for verdict in order]
    spans = [
        Span(f"{SIGNS[SEVERITY[verdict]]} {count} {verdict}".lstrip(), TONES[SEVERITY[verdict]])
        for verdict, count in counted
        if count and verdict is not Verdict.SINGLE
    ]
    parted = [part for span in spans for part in (Span(", "), span)][1:]
    hidden = sum(count for _, count in counted) - len(differences.groups)
    more = Span(f"; {hidden} not shown, --all shows them", "quiet")
    if not parted:
        return Line((Span("no two sources state the same thing", "quiet"),))
    return Line((*parted, *((more,) if hidden > 0 else ())))
