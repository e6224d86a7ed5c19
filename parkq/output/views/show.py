"""The answer of ``show``: what is in conflict first, then all that is stated, by theme."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Annotated, Literal, NamedTuple, TypeVar

from parkq import model, queries, words
from parkq.output import nouns
from parkq.output.flags import flag_fact, group_tone, worst_group
from parkq.output.formats import Answer
from parkq.output.judged import TEXTUAL, FactRow, JudgedFact, fact_row, judge_facts, percent
from parkq.output.lookup import Lookup
from parkq.output.record import PROBLEMS, Problems, Record, columns, key, record_of
from parkq.output.tables.page import (
    Cell,
    Element,
    Head,
    Line,
    Section,
    Span,
    Table,
    cell,
    figure_spans,
)
from parkq.output.tally import count_verdicts
from parkq.output.views.common import (
    attribute_name,
    entity_heading,
    flag_cell,
    inferred_note,
    reason_lines,
)
from parkq.queries import worst_first
from parkq.terms import Kind, Rank, Severity
from parkq.verdicts.results import Group

_HEADS = (
    Head("verdict"),
    Head("attribute", spans=True),
    Head("stated"),
    Head("value", right=True),
    Head("as of"),
    Head("source"),
)
_NARROWER = (((0,), (1,), (2, 3), (5, 4)),)
"""The value below what is stated, and the date below the source."""
_PART_HEADS = (Head("verdict"), Head("name"), Head("id"), Head("kind"), Head("facts", right=True))
_PART_NARROWER = (((0,), (1,), (3,), (4,)),)
"""Without ids: names do for commands."""
_MOST_LISTED = 3
"""Texts of an attribute that are listed; of more the first one and their number."""
_THEMES = (
    ("areas and quantities", (Kind.QUANTITY,)),
    ("money", (Kind.MONEY,)),
    ("counts", (Kind.COUNT,)),
    ("shares, rates and ranks", (Kind.RATIO, Kind.RANK)),
    ("dates", (Kind.DATE,)),
    ("names and descriptions", (Kind.TEXT, Kind.LIST)),
)

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


class Detail(NamedTuple):
    """How much of it is shown on a terminal.

    Attributes:
        everything: whether parts and long lists stand there themselves, not as counts.
        why: whether the reasons of each conflict are given.
    """

    everything: bool = False
    why: bool = False


def answer(
    shown: Iterable[queries.Shown],
    store: Lookup,
    *,
    several: bool,
    detail: Detail,
    live: bool = False,
) -> Answer:
    """What ``show`` prints.

    Args:
        shown: one an entity; gone through once, as what is printed asks for them.
        store: looks up what the facts refer to.
        several: whether more than one entity was asked for: the document is then a list.
        detail: what is shown on a terminal.
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
        page=lambda: _page(shown, store, detail),
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


def _page(shown: Iterable[queries.Shown], store: Lookup, detail: Detail) -> Iterator[Element]:
    inferred = False
    for number, each in enumerate(shown):
        if number:
            yield Line()
        records = _facts(each, store)
        inferred |= any(record.inferred for record in records)
        yield from _entity(each, records, store, detail)
    if inferred:
        yield Line()
        yield inferred_note()


def _entity(
    shown: queries.Shown, records: Sequence[JudgedFact], store: Lookup, detail: Detail
) -> Iterator[Element]:
    """An entity: its conflicts and those of its parts, all else of its own, and the parts."""
    aliases = shown.entity.aliases
    yield entity_heading(shown.entity, aliases=aliases, everything=detail.everything)
    alarming = sorted(_alarming_groups(records), key=worst_first)
    if alarming:
        yield count_verdicts(alarming)
    own = judge_facts(shown.facts, shown.groups, store)
    if records:
        why = detail.why or len(alarming) == 1
        heads = tuple(head._replace(name=words.word(head.name)) for head in _HEADS)
        sections = (
            *_conflict_sections(alarming, shown.entity, store, why=why),
            *_theme_sections(own, alarming, detail),
        )
        yield Table(heads, sections, narrower=_NARROWER)
    if shown.parts:
        yield Line()
        yield from _parts(shown.parts, store, detail)


def _alarming_groups(records: Iterable[JudgedFact]) -> Iterable[Group]:
    judged = {id(group): group for record in records for group in record.groups}
    return [group for group in judged.values() if group.severity >= Severity.WARNING]


# Sections of the table


def _conflict_sections(
    groups: Iterable[Group], entity: model.Entity, store: Lookup, *, why: bool
) -> Iterator[Section]:
    """A section a conflict: its facts, of which those are flagged that collide."""
    before = None
    for group in groups:
        records = [JudgedFact(store.facts[id_], store, (group,)) for id_ in group.facts]
        ahead: list[tuple[Span, ...]] = []
        if group.entity != entity.id:
            ahead = [(Span(store.entities[group.entity].name, "title"),)]
        name = attribute_name(store.attributes[group.attribute], group.role)
        apart = ", ".join(filter(None, (group.gap_display, percent(group.gap_ratio))))
        gap = cell(words.word("gap {}").format(apart), group_tone(group)) if apart else ()
        rows = _rows(records, (*ahead, name, *gap))
        rule = None if group.verdict is before and not why else ""
        yield Section(tuple(rows), tuple(reason_lines(group)) if why else (), rule=rule)
        before = group.verdict


def _theme_sections(
    records: Sequence[JudgedFact], alarming: Iterable[Group], detail: Detail
) -> Iterator[Section]:
    """A section an attribute and role, under the names of their themes, conflicts apart."""
    above = {id_ for group in alarming for id_ in group.facts}
    rest = [record for record in records if record.fact.id not in above]
    for theme, kinds in _THEMES:
        of_theme = [record for record in rest if record.attribute.kind in kinds]
        rule: str | None = words.word(theme)
        for _, members in groupby(of_theme, key=lambda r: (r.fact.attribute, r.fact.role)):
            yield _attribute_section(list(members), detail)._replace(rule=rule)
            rule = None


def _attribute_section(records: Sequence[JudgedFact], detail: Detail) -> Section:
    first = records[0]
    name = attribute_name(first.attribute, first.fact.role)
    folds = first.attribute.kind in TEXTUAL and len(records) > _MOST_LISTED
    if folds and not detail.everything:
        return Section((_folded_row(records, (name,)),))
    return Section(tuple(_rows(records, (name,))))


def _rows(records: Iterable[JudgedFact], name: Cell) -> Iterator[tuple[Cell, ...]]:
    """A row a figure; texts of one source, date and scope share one."""
    for _, alike in groupby(records, key=_row_key):
        yield _row(tuple(alike), name)
        name = ()


def _row_key(record: JudgedFact) -> tuple[str, ...]:
    """What texts share that stand in one row; any other fact has a row of its own."""
    fact = record.fact
    textual = record.attribute.kind is Kind.TEXT
    return (fact.source, record.as_of, fact.scope, fact.rank, "" if textual else fact.id)


def _row(records: Sequence[JudgedFact], name: Cell) -> tuple[Cell, ...]:
    record = records[0]
    fact = record.fact
    deprecated = fact.rank is Rank.DEPRECATED
    style = "quiet" if deprecated else ""
    stated = "; ".join(each.fact.figure.stated for each in records)
    value = record.value
    aside = list(filter(None, (fact.scope, words.word("deprecated") if deprecated else "")))
    in_words = figure_spans(stated, style) if value else (Span(stated, style),)
    return (
        flag_cell(flag_fact(fact.id, record.groups)),
        name,
        ((*in_words, *(Span(f" · {each}", "quiet") for each in aside)),),
        cell(value, style or "figure", whole=True),
        cell(record.as_of, style, whole=True),
        cell(fact.source, style or "id", whole=True, link=record.url),
    )


def _folded_row(records: Sequence[JudgedFact], name: Cell) -> tuple[Cell, ...]:
    """Many texts as the first one and how many more there are."""
    values = list(dict.fromkeys(record.fact.figure.stated for record in records))
    sources = list(dict.fromkeys(record.fact.source for record in records))
    more = words.word("and {} more").format(len(values) - 1)
    stated = (Span(f"{values[0]} "), Span(more, "quiet", whole=True))
    source = cell(sources[0], "id", whole=True, link=records[0].url)
    many = words.word("{} sources").format(len(sources))
    empty: Cell = ()
    return (
        flag_cell(worst_group(group for r in records if (group := flag_fact(r.fact.id, r.groups)))),
        name,
        (stated,) if len(values) > 1 else cell(values[0]),
        empty,
        empty,
        source if len(sources) == 1 else cell(many, "quiet"),
    )


# Parts


def _parts(parts: Sequence[queries.Shown], store: Lookup, detail: Detail) -> Iterator[Element]:
    """The parts of an entity: a row each, or each as an entity of its own."""
    if detail.everything:
        for number, part in enumerate(parts):
            if number:
                yield Line()
            yield from _entity(part, _facts(part, store), store, detail)
        return
    heads = tuple(head._replace(name=words.word(head.name)) for head in _PART_HEADS)
    sections = tuple(Section((_part_row(part, store),)) for part in parts)
    yield Table(heads, sections, narrower=_PART_NARROWER)
    yield Line((Span(words.word("--all lists all that is stated of each part"), "quiet"),))


def _part_row(part: queries.Shown, store: Lookup) -> tuple[Cell, ...]:
    records = _facts(part, store)
    return (
        flag_cell(worst_group(_alarming_groups(records))),
        cell(part.entity.name, "title"),
        cell(part.entity.id, "id", whole=True),
        cell(part.entity.kind),
        cell(str(len(records)), whole=True),
    )
