"""The parts that a page for a terminal is made of; pure data, so that layouts can be tested."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from parkq import words

if TYPE_CHECKING:
    from parkq.output.columns import Column


class Span(NamedTuple):
    """Words in one style; ``whole`` words are never folded onto a second line.

    A ``link`` is the address of what they name, for terminals that can open it.
    """

    text: str
    style: str = ""
    whole: bool = False
    link: str = ""


Cell = tuple[tuple[Span, ...], ...]
"""The lines of a cell, each of spans that follow one another."""


class Line(NamedTuple):
    """A paragraph; where it folds, it goes on ``hang`` columns further in."""

    spans: tuple[Span, ...] = ()
    indent: int = 0
    hang: int = 0


class Section(NamedTuple):
    """Rows that belong together.

    Attributes:
        rows: their cells, one a column.
        notes: what is to be said of them below.
        rule: the words of the thin line above them, which may be none; None for no such line.
    """

    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Line, ...] = ()
    rule: str | None = None


class Head(NamedTuple):
    """The head of a column.

    Attributes:
        name: as people read it; empty for none.
        right: aligned on the right.
        spans: whether what stands in the rows of a section runs on below, past these rows.
    """

    name: str
    right: bool = False
    spans: bool = False


class Table(NamedTuple):
    """Rows in columns under rules.

    Attributes:
        heads: of the columns.
        sections: rows that belong together; gone through once.
        narrower: for where these find no room side by side, the columns that stand below one
            another in one, for each column of a narrower table; several such tables, the widest
            first.
        otherwise: what is drawn instead where none of them fits.
    """

    heads: tuple[Head, ...]
    sections: "Iterable[Section]"
    narrower: tuple[tuple[tuple[int, ...], ...], ...] = ()
    otherwise: "Table | None" = None


def merge_columns(table: Table, columns: Iterable[tuple[int, ...]]) -> Table:
    """The table with some of its columns, each of one or more that stand below one another.

    Args:
        table: whose sections are gone through once.
        columns: for each new column the old ones in it, of which those count that are not empty
            in every row.
    """
    sections = tuple(table.sections)
    rows = [row for section in sections for row in section.rows]
    filled = {at for at in range(len(table.heads)) if any(row[at] for row in rows)}
    merged = [part for each in columns if (part := [at for at in each if at in filled])]
    return table._replace(
        heads=tuple(_merge_heads([table.heads[at] for at in part]) for part in merged),
        sections=tuple(
            section._replace(
                rows=tuple(
                    tuple(tuple(line for at in part for line in row[at]) for part in merged)
                    for row in section.rows
                )
            )
            for section in sections
        ),
    )


def _merge_heads(heads: Sequence[Head]) -> Head:
    return heads[0]._replace(name=" · ".join(head.name for head in heads if head.name))


class Drawing(NamedTuple):
    """What is drawn to a width: columns of room to lines, of which none is wider."""

    draw: Callable[[int], Iterable[Line]]


Element = Line | Table | Drawing


def cell(text: str, style: str = "", *, whole: bool = False, link: str = "") -> Cell:
    """A cell of one line in one style."""
    return ((Span(text, style, whole, link),),) if text else ()


def figure_spans(text: str, style: str = "") -> tuple[Span, ...]:
    """The words of a source for a figure, in one piece; of many words, from its first digit on."""
    start = next((at for at, char in enumerate(text) if char.isdigit()), 0)
    if len(text) <= _LONGEST_FIGURE or not start:
        return (Span(text, style, whole=True),)
    return Span(text[:start], style), Span(text[start:], style, whole=True)


_LONGEST_FIGURE = 16
"""Characters of a figure that stays in one piece with the words before its number."""


def listed(columns: "Sequence[Column]", records: Iterable[Any]) -> Table:
    """Records in columns, below their names."""
    rows = (
        tuple(cell(c.told(r), c.style(r), whole=c.whole, link=c.link(r)) for c in columns)
        for r in records
    )
    heads = tuple(Head(words.word(column.name), right=column.right) for column in columns)
    return Table(heads, (Section((row,)) for row in rows))


def headless(element: Element) -> Element:
    """The element without names of columns."""
    if not isinstance(element, Table):
        return element
    return element._replace(heads=tuple(head._replace(name="") for head in element.heads))
