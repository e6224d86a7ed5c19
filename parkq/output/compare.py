"""The answer of ``compare``: entities side by side."""

from collections.abc import Callable, Iterator

from parkq import words
from parkq.compare import Cell as Stated
from parkq.compare import Compared, Row
from parkq.model import Attribute
from parkq.output import shapes
from parkq.output.answer import Answer, Column
from parkq.output.page import Cell, Element, Grid, Line, Section, Span, cell
from parkq.output.records import TEXTUAL, TONES, label
from parkq.output.show import attribute_name, heading
from parkq.terms import Role, Severity, Verdict
from parkq.verdicts.vocabulary import SEVERITY

_MOST_ACROSS = 4
"""Entities that stand side by side; more of them stand below one another."""


def answer(compared: Compared) -> Answer:
    """What ``compare`` prints: one attribute a record, one column an entity."""
    return Answer(
        columns=_columns(compared),
        records=compared.rows,
        document=lambda: shapes.named("compare", shapes.compared(compared)),
        lines=lambda: map(shapes.row, compared.rows),
        page=lambda: _page(compared),
    )


def _columns(compared: Compared) -> tuple[Column, ...]:
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
    stated: Stated, role: Callable[[str], str] = str, verdict: Callable[[str], str] = str
) -> str:
    """The values of a cell; with their role, and with the verdict where they are more than one.

    Words of which each may be true are several values and no verdict on them.
    """
    values = " | ".join(stated.display)
    at_odds = len(stated.display) > 1 and stated.verdict is not Verdict.DIFFERS
    judged = verdict(f"{stated.verdict or ''}") if at_odds else ""
    marks = ", ".join(filter(None, (role(_role(stated)), judged)))
    return f"{values} ({marks})" if marks else values


def _role(stated: Stated) -> str:
    """What the values are meant as, where that is another thing than what is."""
    return "" if stated.role in {None, Role.ACTUAL} else f"{stated.role}"


def _page(compared: Compared) -> Iterator[Element]:
    for entity in compared.entities:
        yield heading(entity)
    yield Line()
    yield from _across(compared) if len(compared.entities) <= _MOST_ACROSS else _down(compared)


def _across(compared: Compared) -> Iterator[Element]:
    """The entities from left to right, a row an attribute."""
    header = (words.word("attribute"), *(entity.id for entity in compared.entities))
    left = (False,) * len(header)
    yield Grid(header, left, tuple(map(_section, compared.rows)), named=True)


def _down(compared: Compared) -> Iterator[Element]:
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


def _section(row: Row) -> Section:
    cells = (
        (attribute_name(row.attribute, Role.ACTUAL),),
        *(_cell(each, row.attribute) for each in row.cells),
    )
    why = (Line((Span(row.why_not, "quiet"),), 4, 2),) if row.why_not else ()
    return Section((cells,), why)


def _cell(stated: Stated, attribute: Attribute) -> Cell:
    severity = SEVERITY[stated.verdict] if stated.verdict else Severity.SILENT
    style = TONES[severity] if severity >= Severity.WARNING else ""
    lines = [(Span(value, style, whole=attribute.kind not in TEXTUAL),) for value in stated.display]
    if role := _role(stated):
        lines.append((Span(words.word(role), "quiet", whole=True),))
    if severity >= Severity.WARNING:
        lines.append((Span(words.verdict(f"{stated.verdict}"), style, whole=True),))
    return tuple(lines)
