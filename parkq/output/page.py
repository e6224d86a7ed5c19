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
    """Rows that belong together, and what is to be said of them below."""

    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Line, ...] = ()


class Grid(NamedTuple):
    """Rows in aligned columns; where they find no room, each becomes a small paragraph.

    Attributes:
        header: one name a column; empty for none.
        right: whether each column is aligned on the right.
        sections: the rows.
        indent: columns left free on the left.
        named: whether a cell of such a paragraph is preceded by its column's name.
        banded: whether columns without room go on below, beside the first one again.
    """

    header: tuple[str, ...]
    right: tuple[bool, ...]
    sections: tuple[Section, ...]
    indent: int = 0
    named: bool = False
    banded: bool = False


class Drawing(NamedTuple):
    """What is drawn to a width: columns of room to lines, of which none is wider."""

    draw: Callable[[int], Iterable[Line]]


Element = Line | Grid | Drawing


def cell(text: str, style: str = "", *, whole: bool = False, link: str = "") -> Cell:
    """A cell of one line in one style."""
    return ((Span(text, style, whole, link),),) if text else ()


def listed(columns: "Sequence[Column]", records: Iterable[Any]) -> Grid:
    """Records in columns, below their names."""
    rows = (
        tuple(cell(c.told(r), c.style(r), whole=c.whole, link=c.link(r)) for c in columns)
        for r in records
    )
    return Grid(
        header=tuple(words.word(column.name) for column in columns),
        right=tuple(column.right for column in columns),
        sections=tuple(Section((row,)) for row in rows),
    )


def headless(element: Element) -> Element:
    """The element without names of columns."""
    return element._replace(header=(), named=False) if isinstance(element, Grid) else element


def prune(grid: Grid) -> Grid:
    """The grid without the columns that are empty in every row."""
    rows = [row for section in grid.sections for row in section.rows]
    return lanes(grid, [i for i in range(len(grid.right)) if any(row[i] for row in rows)])


def lanes(grid: Grid, kept: Sequence[int]) -> Grid:
    """The grid with these columns alone."""
    return grid._replace(
        header=tuple(grid.header[i] for i in kept) if grid.header else (),
        right=tuple(grid.right[i] for i in kept),
        sections=tuple(
            Section(tuple(tuple(row[i] for i in kept) for row in section.rows), section.notes)
            for section in grid.sections
        ),
    )
