"""The answer of ``compare``: entities side by side."""

from collections.abc import Callable, Iterator
from typing import Literal

from parkq import compare, words
from parkq.model import Attribute
from parkq.output import page
from parkq.output.columns import Column
from parkq.output.formats import Answer
from parkq.output.judged import TEXTUAL, TONES, label
from parkq.output.nouns import BOUND, Bound, Entity, bound
from parkq.output.page import Element, Grid, Line, Section, Span, cell
from parkq.output.record import PROBLEMS, Problems, Record, key, record_of
from parkq.output.views.show import attribute_name, heading
from parkq.terms import Role, Severity, Verdict
from parkq.verdicts.table import SEVERITY

_MOST_ACROSS = 4
"""Entities that stand side by side; more of them stand below one another."""


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


def answer(compared: compare.Compared) -> Answer:
    """What ``compare`` prints: one attribute a record, one column an entity."""
    rows = tuple(map(_row, compared.rows))
    entities = tuple(record_of(Entity, each) for each in compared.entities)
    return Answer(
        columns=_columns(compared),
        records=compared.rows,
        document=lambda: Comparison(entities=entities, rows=rows),
        lines=lambda: rows,
        page=lambda: _page(compared),
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


def _page(compared: compare.Compared) -> Iterator[Element]:
    for entity in compared.entities:
        yield heading(entity)
    yield Line()
    yield from _across(compared) if len(compared.entities) <= _MOST_ACROSS else _down(compared)


def _across(compared: compare.Compared) -> Iterator[Element]:
    """The entities from left to right, a row an attribute."""
    header = (words.word("attribute"), *(entity.id for entity in compared.entities))
    left = (False,) * len(header)
    yield Grid(header, left, tuple(map(_section, compared.rows)), named=True)


def _down(compared: compare.Compared) -> Iterator[Element]:
    """The entities from top to bottom, a column an attribute; what may not be ranked below them."""
    header = (words.word("entity"), *(label(row.attribute) for row in compared.rows))
    rows = (
        (
            cell(entity.id, "id", whole=True),
            *(_cell(row.cells[number], row.attribute) for row in compared.rows),
        )
        for number, entity in enumerate(compared.entities)
    )
    right = (False, *(row.attribute.kind not in TEXTUAL for row in compared.rows))
    sections = tuple(Section((row,)) for row in rows)
    yield Grid(header, right, sections, named=True, banded=True)
    unlike = [row for row in compared.rows if row.why_not]
    if unlike:
        yield Line()
    for row in unlike:
        name = (*attribute_name(row.attribute, Role.ACTUAL), Span("  "))
        yield Line((*name, Span(row.why_not, "quiet")), hang=4)


def _section(row: compare.Row) -> Section:
    cells = (
        (attribute_name(row.attribute, Role.ACTUAL),),
        *(_cell(each, row.attribute) for each in row.cells),
    )
    why = (Line((Span(row.why_not, "quiet"),), 4, 2),) if row.why_not else ()
    return Section((cells,), why)


def _cell(stated: compare.Cell, attribute: Attribute) -> page.Cell:
    severity = SEVERITY[stated.verdict] if stated.verdict else Severity.SILENT
    style = TONES[severity] if severity >= Severity.WARNING else ""
    lines = [(Span(value, style, whole=attribute.kind not in TEXTUAL),) for value in stated.display]
    if role := _role(stated):
        lines.append((Span(words.word(role), "quiet", whole=True),))
    if severity >= Severity.WARNING:
        lines.append((Span(words.verdict(f"{stated.verdict}"), style, whole=True),))
    return tuple(lines)
