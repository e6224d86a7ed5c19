"""The answer of ``table``: one park a row, in the order of a figure."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Literal

from parkq import compare, table, words
from parkq.model import Attribute
from parkq.output.columns import Column
from parkq.output.formats import Answer
from parkq.output.judged import JudgedFact, acknowledgement, label
from parkq.output.lookup import Lookup
from parkq.output.nouns import BOUND, Bound, Level, bound
from parkq.output.record import PROBLEMS, Problems, Record, key
from parkq.output.tables.page import Element, Head, Line, Section, Span, Table, cell
from parkq.output.views.common import (
    figure_lines,
    flag_cell,
    inferred_note,
    worst_cell,
)
from parkq.terms import Role, Verdict


class RankedCell(Record):
    """What is stated of one attribute."""

    attribute: str
    display: tuple[str, ...] = key("One value a camp, in the unit of the attribute.")
    low: Bound = key(BOUND)
    high: Bound = key(BOUND)
    as_of: tuple[str, ...] = key("The dates of its facts; with a star where only published then.")
    scope: tuple[str, ...]
    role: Role | None
    sources: tuple[str, ...]
    facts: tuple[str, ...]
    verdict: Verdict | None
    severity: Level
    accepted: str = key("Until when it is acknowledged, and why; or empty.")


class RankedRow(Record):
    """What is stated of one entity."""

    rank: int | None = key("Its place in the order; null where it has none.")
    entity: str
    name: str
    cells: tuple[RankedCell, ...] = key("In the order of the attributes.")
    why_not: str = key("Why it is not ranked, or only may meet a condition; or empty.")


class TableDocument(Record):
    """The answer of parkq table. jsonl: a row a line."""

    schema: Literal["parkq.table/1"] = "parkq.table/1"
    attributes: tuple[str, ...]
    units: tuple[str, ...] = key("That each attribute is shown in.")
    rows: tuple[RankedRow, ...] = key("Those ranked in their order, then the others.")
    of: int = key("How many entities of the kind there are.")
    hidden: int = key("How many ranked rows are left out.")
    problems: Problems = key(PROBLEMS, default=None)


def answer(ranking: table.Ranking, store: Lookup, *, sources: bool) -> Answer:
    """What ``table`` prints.

    Args:
        ranking: to print.
        store: looks up what it refers to.
        sources: whether the sources of each figure are named on a terminal.
    """
    rows = tuple(_row(row, ranking.attributes, store) for row in ranking.rows)
    return Answer(
        columns=tuple(_columns(ranking.attributes)),
        records=rows,
        document=lambda: TableDocument(
            attributes=tuple(each.id for each in ranking.attributes),
            units=tuple(each.display for each in ranking.attributes),
            rows=rows,
            of=ranking.of,
            hidden=ranking.hidden,
        ),
        lines=lambda: rows,
        page=lambda: _page(ranking, store, sources=sources),
    )


def _row(row: table.Row, attributes: tuple[Attribute, ...], store: Lookup) -> RankedRow:
    cells = zip(row.cells, attributes, strict=True)
    return RankedRow(
        rank=row.rank,
        entity=row.entity.id,
        name=row.entity.name,
        cells=tuple(_cell(stated, attribute, store) for stated, attribute in cells),
        why_not=row.why_not,
    )


def _cell(stated: compare.Cell, attribute: Attribute, store: Lookup) -> RankedCell:
    facts = [JudgedFact(store.facts[id_], store) for id_ in stated.facts]
    return RankedCell(
        attribute=attribute.id,
        display=stated.display,
        low=bound(stated.low, attribute.kind),
        high=bound(stated.high, attribute.kind),
        as_of=_distinct(fact.as_of for fact in facts),
        scope=_distinct(fact.fact.scope for fact in facts),
        role=stated.role,
        sources=_distinct(fact.fact.source for fact in facts),
        facts=stated.facts,
        verdict=stated.verdict,
        severity=stated.severity.name.lower(),
        accepted=acknowledgement(stated.accepted) if stated.accepted else "",
    )


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _columns(attributes: tuple[Attribute, ...]) -> Iterator[Column]:
    """One column an attribute, and further ones of it that a table does without."""
    yield Column("rank", lambda row: row.rank, right=True)
    yield Column("entity", lambda row: row.entity, whole=True)
    yield Column("name", lambda row: row.name)
    for number, attribute in enumerate(attributes):
        yield Column(attribute.id, partial(_values, number), whole=True, right=True)
        for name in ("low", "high", "as_of", "scope", "role", "sources", "severity", "accepted"):
            get = partial(_value, number, name)
            yield Column(f"{attribute.id}_{name}", get, table=False)
        get = partial(_value, number, "verdict")
        yield Column(f"{attribute.id}_verdict", get, word=words.coded, whole=True)
    yield Column("why_not", lambda row: row.why_not)


def _values(number: int, row: RankedRow) -> str:
    return " | ".join(row.cells[number].display)


def _value(number: int, name: str, row: RankedRow) -> Any:  # noqa: ANN401 - of any column
    return getattr(row.cells[number], name)


def _page(ranking: table.Ranking, store: Lookup, *, sources: bool) -> Iterator[Element]:
    names = (label(attribute) for attribute in ranking.attributes)
    heads = (
        Head(words.word("verdict")),
        Head("#", right=True),
        Head(words.word("name")),
        Head(words.word("id")),
        *map(Head, names),
    )
    yield Table(heads, _sections(ranking, store, sources=sources))
    yield Line()
    shown = [
        JudgedFact(store.facts[id_], store)
        for r in ranking.rows
        for c in r.cells
        for id_ in c.facts
    ]
    if any(fact.inferred for fact in shown):
        yield inferred_note()
    yield _count_rows(ranking)


def _sections(ranking: table.Ranking, store: Lookup, *, sources: bool) -> Iterator[Section]:
    """The ranked rows, then the others under the reason why each is not."""
    before = ""
    for row in ranking.rows:
        cells = (
            flag_cell(worst_cell(row.cells)),
            cell(str(row.rank or ""), whole=True),
            cell(row.entity.name, "title"),
            cell(row.entity.id, "id", whole=True),
            *(tuple(figure_lines(stated, store, sources=sources)) for stated in row.cells),
        )
        reason = words.word("not ranked: {}").format(row.why_not)
        yield Section((cells,), rule=None if row.why_not == before else reason)
        before = row.why_not


def _count_rows(ranking: table.Ranking) -> Line:
    """``154 of 232 are ranked; 3 stand below the reason; 100 not listed``."""
    ranked = sum(row.rank is not None for row in ranking.rows)
    below = len(ranking.rows) - ranked
    parts = [words.word("{} of {} are ranked").format(ranked + ranking.hidden, ranking.of)]
    if below:
        parts.append(words.word("{} stand below the reason why not").format(below))
    if ranking.hidden:
        parts.append(words.word("{} not listed, --top lists more").format(ranking.hidden))
    return Line((Span("; ".join(parts), "quiet"),))
