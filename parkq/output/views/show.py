"""The answer of ``show``: an entity's facts by attribute, with the verdicts beside them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Annotated, Literal, TypeVar

from parkq import model, queries, words
from parkq.output import nouns
from parkq.output.formats import Answer
from parkq.output.judged import (
    FactRow,
    JudgedFact,
    acknowledgement,
    fact_row,
    flagged,
    group_tone,
    judge_facts,
    label_and_id,
)
from parkq.output.lookup import Lookup
from parkq.output.page import Cell, Element, Grid, Line, Section, Span, cell
from parkq.output.record import PROBLEMS, Problems, Record, columns, key, record_of
from parkq.output.tally import accepted_count, tally
from parkq.terms import Kind, Rank, Role, Severity, Verdict
from parkq.verdicts.results import Group

_HEADER = ("attribute", "stated", "value", "as of", "source")
_RIGHT = (False, False, True, False, False)
_NOTE_INDENT = 4
_Shown = TypeVar("_Shown", bound="Shown")


class Shown(Record):
    """What is stated of one entity and of its parts."""

    entity: nouns.Entity
    facts: tuple[nouns.Fact, ...]
    groups: tuple[nouns.Group, ...]
    parts: "tuple[Shown, ...]"


class _Head(Record):
    """What comes first in its JSON."""

    schema: Literal["parkq.show/1"] = "parkq.show/1"


class ShowDocument(Shown, _Head):
    """What is stated of one entity and of its parts."""

    problems: Problems = key(PROBLEMS, default=None)


Documents = Annotated[
    ShowDocument | tuple[ShowDocument, ...],
    (
        "description",
        (
            "The answer of parkq show. One document for one name asked; a list of documents for "
            "several, or for names from stdin. jsonl: a document a line."
        ),
    ),
]


def answer(
    shown: Iterable[queries.Shown],
    store: Lookup,
    *,
    several: bool,
    thorough: bool,
    live: bool = False,
) -> Answer:
    """What ``show`` prints.

    Args:
        shown: one an entity; gone through once, as what is printed asks for them.
        store: looks up what the facts refer to.
        several: whether more than one entity was asked for: the document is then a list.
        thorough: whether every verdict is explained, not only those that ask for attention.
        live: whether the names are still to come.
    """

    def documents() -> Iterator[ShowDocument]:
        return (_shown(each, store, ShowDocument) for each in shown)

    rows = (list(map(fact_row, _facts(each, store))) for each in shown)
    return Answer(
        columns=columns(FactRow),
        records=chain.from_iterable(rows),
        batches=rows if live else None,
        document=lambda: list(documents()) if several else next(documents()),
        lines=documents,
        page=lambda: _page(shown, store, thorough=thorough),
        live=live,
    )


def _shown(shown: queries.Shown, store: Lookup, kind: type[_Shown]) -> _Shown:
    return kind(
        entity=record_of(nouns.Entity, shown.entity),
        facts=tuple(nouns.fact(each, store) for each in shown.facts),
        groups=tuple(nouns.group(each, store) for each in shown.groups),
        parts=tuple(_shown(part, store, Shown) for part in shown.parts),
    )


def _facts(shown: queries.Shown, store: Lookup) -> list[JudgedFact]:
    """The facts of an entity, then those of its parts."""
    facts = judge_facts(shown.facts, shown.groups, store)
    return facts + [fact for part in shown.parts for fact in _facts(part, store)]


def _page(shown: Iterable[queries.Shown], store: Lookup, *, thorough: bool) -> Iterator[Element]:
    least = Severity.INFO if thorough else Severity.WARNING
    inferred, accepted, counts = False, 0, Counter[Verdict]()
    for number, each in enumerate(shown):
        if number:
            yield Line()
        yield from _entity(each, store, least, depth=0)
        records = _facts(each, store)
        inferred |= any(record.inferred for record in records)
        judged = {id(group): group for record in records for group in record.groups}.values()
        accepted += sum(group.accepted is not None for group in judged)
        counts.update(g.verdict for g in judged if g.severity >= Severity.WARNING)
    if inferred:
        yield Line()
        said = words.word("* the date of publication: the source does not say")
        yield Line((Span(said, "quiet"),))
    if counts:
        yield Line()
        yield Line((*tally(counts).spans, *accepted_count(accepted)))


def _entity(shown: queries.Shown, store: Lookup, least: Severity, depth: int) -> Iterator[Element]:
    yield heading(shown.entity, depth=depth, aliases=shown.entity.aliases)
    records = judge_facts(shown.facts, shown.groups, store)
    if records:
        yield _grid(records, least)
    for part in shown.parts:
        yield Line()
        yield from _entity(part, store, least, depth + 1)


def heading(entity: model.Entity, *, depth: int = 0, aliases: Sequence[str] = ()) -> Line:
    """An entity's name, id, kind and other names in a line."""
    also = words.word("also {}").format(", ".join(aliases)) if aliases else ""
    facts = " · ".join(filter(None, (entity.id, entity.kind, also)))
    arrow = Span("↳ " * bool(depth), "quiet")
    return Line((arrow, Span(entity.name, "title"), Span("  "), Span(facts, "quiet")), hang=2)


def _grid(records: Iterable[JudgedFact], least: Severity) -> Grid:
    by_group = groupby(records, key=lambda r: (r.fact.attribute, r.fact.role))
    sections = tuple(_section(tuple(members), least) for _, members in by_group)
    return Grid(tuple(map(words.word, _HEADER)), _RIGHT, sections)


def _section(records: tuple[JudgedFact, ...], least: Severity) -> Section:
    first = records[0]
    verdicts = (line for group in first.groups for line in verdict_cell(group))
    name = (attribute_name(first.attribute, first.fact.role), *verdicts)
    rows = (
        ((), *_row(tuple(alike))) if number else (name, *_row(tuple(alike)))
        for number, (_, alike) in enumerate(groupby(records, key=_told_together))
    )
    notes = (line for group in first.groups for line in reasons(group, least))
    return Section(tuple(rows), tuple(notes))


def _told_together(record: JudgedFact) -> tuple[str, ...]:
    """What texts share that stand in one row; any other fact has a row of its own."""
    fact = record.fact
    textual = record.attribute.kind is Kind.TEXT
    return (fact.source, record.as_of, fact.scope, fact.rank, "" if textual else fact.id)


def _row(records: Sequence[JudgedFact]) -> tuple[Cell, ...]:
    record = records[0]
    fact = record.fact
    deprecated = fact.rank is Rank.DEPRECATED
    style = "quiet" if deprecated else ""
    stated = "; ".join(each.fact.figure.stated for each in records)
    value = record.value
    aside = list(filter(None, (fact.scope, words.word("deprecated") if deprecated else "")))
    told = (Span(stated, style, whole=bool(value)), *(Span(f" · {a}", "quiet") for a in aside))
    return (
        (told,),
        cell(value, style or "figure", whole=True),
        cell(record.as_of, style, whole=True),
        cell(fact.source, style or "id", whole=True, link=record.url),
    )


def attribute_name(attribute: model.Attribute, role: Role) -> tuple[Span, ...]:
    """What people call an attribute, its id unless that says the same, and a role but actual."""
    name, id_ = label_and_id(attribute)
    spans = (Span(f"{name} "), Span(id_, "quiet")) if name else (Span(id_),)
    as_role = () if role is Role.ACTUAL else (Span(f" {words.word(role)}", "info"),)
    return (*spans, *as_role)


def verdict_cell(group: Group) -> Cell:
    """The verdict after its sign, in its colour."""
    return cell(flagged(group), group_tone(group))


def reasons(group: Group, least: Severity) -> Iterator[Line]:
    """What is said below the rows of a group of at least this severity, and of an accepted one."""
    if group.severity >= least and group.why:
        yield Line((Span(group.why[0], group_tone(group)),), _NOTE_INDENT, 2)
    if group.accepted:
        said = words.word("accepted until {}").format(acknowledgement(group.accepted))
        yield Line((Span(said, "quiet"),), _NOTE_INDENT, 2)
