"""The answer of ``compare``: entities side by side."""

from collections.abc import Callable, Iterator
from typing import Literal

from parkq import compare, words
from parkq.output.columns import Column
from parkq.output.formats import Answer
from parkq.output.judged import JudgedFact, label
from parkq.output.lookup import Lookup
from parkq.output.nouns import BOUND, Bound, Entity, bound
from parkq.output.record import PROBLEMS, Problems, Record, key, record_of
from parkq.output.tables import page
from parkq.output.tables.page import Element, Head, Line, Section, Span, Table, cell
from parkq.output.views.common import (
    NOTE_INDENT,
    attribute_name,
    figure_lines,
    flag_cell,
    inferred_note,
    worst_cell,
)
from parkq.terms import Role, Severity, Verdict


class Cell(Record):
    """What is stated of one entity."""

    display: tuple[str, ...] = key("One value a camp.")
    low: Bound = key(BOUND)
    high: Bound = key(BOUND)
    facts: tuple[str, ...]
    role: Role | None = key("What the figures are meant as; null in an empty cell.")
    verdict: Verdict | None


class Row(Record):
    """One attribute of several entities, side by side."""

    attribute: str
    unit: str
    cells: tuple[Cell, ...] = key("In the order of the entities.")
    comparable: bool
    why_not: str = key("Why the cells may not be ranked, or empty.")


class Comparison(Record):
    """The answer of parkq compare. jsonl: a row a line."""

    schema: Literal["parkq.compare/1"] = "parkq.compare/1"
    entities: tuple[Entity, ...]
    rows: tuple[Row, ...]
    problems: Problems = key(PROBLEMS, default=None)


def answer(compared: compare.Compared, store: Lookup) -> Answer:
    """What ``compare`` prints: one attribute a record, one column an entity."""
    rows = tuple(map(_row, compared.rows))
    entities = tuple(record_of(Entity, each) for each in compared.entities)
    return Answer(
        columns=_columns(compared),
        records=compared.rows,
        document=lambda: Comparison(entities=entities, rows=rows),
        lines=lambda: rows,
        page=lambda: _page(compared, store),
    )


def _row(row: compare.Row) -> Row:
    kind = row.attribute.kind
    cells = (
        record_of(Cell, each, low=bound(each.low, kind), high=bound(each.high, kind))
        for each in row.cells
    )
    return record_of(Row, row, attribute=row.attribute.id, cells=tuple(cells))


def _columns(compared: compare.Compared) -> tuple[Column, ...]:
    return (
        Column("attribute", lambda row: row.attribute.id, whole=True),
        Column("label", lambda row: label(row.attribute), table=False),
        Column("unit", lambda row: row.unit, table=False),
        *(_entity_column(number, e.id) for number, e in enumerate(compared.entities)),
        Column("comparable", lambda row: "yes" if row.comparable else "no", table=False),
        Column("why_not", lambda row: row.why_not),
    )


def _entity_column(number: int, name: str) -> Column:
    return Column(
        name,
        lambda row: in_words(row.cells[number]),
        say=lambda row: in_words(row.cells[number], words.word, words.coded),
        whole=True,
    )


def in_words(
    stated: compare.Cell, role: Callable[[str], str] = str, verdict: Callable[[str], str] = str
) -> str:
    """The values of a cell; with their role, and with the verdict where they are more than one.

    Words of which each may be true are several values and no verdict on them.
    """
    values = " | ".join(stated.display)
    at_odds = len(stated.display) > 1 and stated.verdict is not Verdict.DIFFERS
    judged = verdict(f"{stated.verdict or ''}") if at_odds else ""
    marks = ", ".join(filter(None, (role(_role(stated)), judged)))
    return f"{values} ({marks})" if marks else values


def _role(stated: compare.Cell) -> str:
    """What the values are meant as, where that is another thing than what is."""
    return "" if stated.role in {None, Role.ACTUAL} else f"{stated.role}"


def _page(compared: compare.Compared, store: Lookup) -> Iterator[Element]:
    yield _across(compared, store)._replace(otherwise=_down(compared, store))
    facts = (store.facts[id_] for row in compared.rows for c in row.cells for id_ in c.facts)
    if any(JudgedFact(fact, store).inferred for fact in facts):
        yield Line()
        yield inferred_note()


def _across(compared: compare.Compared, store: Lookup) -> Table:
    """The entities from left to right, a row an attribute."""
    names = (f"{entity.name} {entity.id}" for entity in compared.entities)
    heads = (words.word("verdict"), words.word("attribute"), *names)
    sections = (
        Section(
            (
                (
                    flag_cell(worst_cell(row.cells)),
                    (attribute_name(row.attribute, Role.ACTUAL),),
                    *(tuple(figure_lines(stated, store)) for stated in row.cells),
                ),
            ),
            tuple(_why_not_lines(row)),
        )
        for row in compared.rows
    )
    return Table(tuple(map(Head, heads)), sections)


def _down(compared: compare.Compared, store: Lookup) -> Table:
    """The entities from top to bottom, under the name of each attribute."""
    heads = tuple(Head(words.word(name)) for name in ("verdict", "entity", "id", "value"))

    def rows(row: compare.Row) -> Iterator[tuple[page.Cell, ...]]:
        for entity, stated in zip(compared.entities, row.cells, strict=True):
            if stated.facts:
                name, id_ = cell(entity.name), cell(entity.id, "id", whole=True)
                flag = flag_cell(stated if stated.severity >= Severity.WARNING else None)
                yield (flag, name, id_, tuple(figure_lines(stated, store)))

    sections = (
        Section(tuple(rows(row)), tuple(_why_not_lines(row)), rule=label(row.attribute))
        for row in compared.rows
    )
    return Table(heads, sections)


def _why_not_lines(row: compare.Row) -> Iterator[Line]:
    if row.why_not:
        yield Line((Span(row.why_not, "quiet"),), NOTE_INDENT, 2)
