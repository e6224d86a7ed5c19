"""The parts that a page for a terminal is made of; pure data, so that layouts can be tested."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

STYLES = {
    "": "",
    "title": "bold",
    "header": "dim",
    "quiet": "dim",
    "id": "cyan",
    "figure": "bold",
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "good": "green",
}
"""Names of styles to what they look like, in the 16 colours of any terminal."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style; ``whole`` words are never folded onto a second line.

    A ``link`` is the address of what they name, for terminals that can open it.
    """

    text: str
    style: str = ""
    whole: bool = False
    link: str = ""


Cell = tuple[tuple[Span, ...], ...]
"""The lines of a cell, each of spans that follow one another."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; where it folds, it goes on ``hang`` columns further in."""

    spans: tuple[Span, ...] = ()
    indent: int = 0
    hang: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that belong together, and what is to be said of them below."""

    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
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


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn to a width: columns of room to lines, of which none is wider."""

    draw: Callable[[int], Iterable[Line]]


Element = Line | Grid | Drawing


def cell(text: str, style: str = "", *, whole: bool = False, link: str = "") -> Cell:
    """A cell of one line in one style."""
    return ((Span(text, style, whole, link),),) if text else ()


def prune(grid: Grid) -> Grid:
    """The grid without the columns that are empty in every row."""
    rows = [row for section in grid.sections for row in section.rows]
    return lanes(grid, [i for i in range(len(grid.right)) if any(row[i] for row in rows)])


def lanes(grid: Grid, kept: Sequence[int]) -> Grid:
    """The grid with these columns alone."""
    return replace(
        grid,
        header=tuple(grid.header[i] for i in kept) if grid.header else (),
        right=tuple(grid.right[i] for i in kept),
        sections=tuple(
            Section(tuple(tuple(row[i] for i in kept) for row in section.rows), section.notes)
            for section in grid.sections
        ),
    )
