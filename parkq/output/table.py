"""Pages on a terminal: paragraphs and aligned columns, folded to its width and never cut."""

import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest

from parkq.output.cells import Row, blank, folded, least, length, linked, painted, width
from parkq.output.page import Cell, Drawing, Element, Grid, Line, Section, Span, cell, lanes, prune
from parkq.terminal import Screen, visible

_GAP = 2
_NARROW = 12
"""What a column that folds is not made narrower than, unless all it holds is."""
_EASY = 24
"""The same where there is room further down."""

_ASCII = {
    **str.maketrans("✗⚠·↳²³−–≈×¶│┤└─┬↑↓●◇◆△□", "x!->23--~x#|++-+^voTPF#"),
    **{0x2800 + dots: "|" if dots.bit_count() > 1 else "-" for dots in range(1, 0x100)},
}


def page(elements: Iterable[Element], screen: Screen) -> Iterator[str]:
    """The elements below one another, folded to the screen's width, if any; nothing is cut."""
    room = screen.width or sys.maxsize
    for element in elements:
        text = "".join(_printed(row, screen) for row in _rows(element, room))
        yield text if screen.signs else _in_ascii(text)


def _in_ascii(text: str) -> str:
    """The page without signs beyond ASCII, as wide as before; Chinese stays as it is."""
    return text.replace("≥ ", ">=").replace("≤ ", "<=").translate(_ASCII)


def _printed(row: Row, screen: Screen) -> str:
    while row and row[-1].style == "" and not row[-1].text.strip():
        row = row[:-1]
    if not (screen.colour or screen.links):
        return f"{''.join(run.text for run in row).rstrip(' ')}\n"
    runs = []
    for (style, address), parts in groupby(row, key=lambda run: run[1:]):
        text = "".join(run.text for run in parts)
        shown = painted(text, style) if screen.colour else text
        runs.append(linked(shown, address) if screen.links else shown)
    return f"{''.join(runs).rstrip(' ')}\n"


def _rows(element: Element, room: int) -> Iterator[Row]:
    if isinstance(element, Line):
        return _paragraph(element, room)
    if isinstance(element, Drawing):
        return (row for line in element.draw(room) for row in _paragraph(line, room))
    grid = prune(element)
    return _banded(grid, room) if grid.banded else _beneath(grid, room)


def _beneath(grid: Grid, room: int) -> Iterator[Row]:
    """Rows in columns; sections too wide for that as paragraphs, and so all if most of them are."""
    fitting = _fitting(grid, room - grid.indent)
    if 2 * len(fitting) <= len(grid.sections):
        return _stacked(grid, room)
    widths = _widths(grid._replace(sections=fitting), room - grid.indent) or []
    return _aligned(grid, widths, room, frozenset(map(id, fitting)))


def _fitting(grid: Grid, room: int) -> tuple[Section, ...]:
    """As many sections as find room together, the narrowest first."""
    if _widths(grid, room) is not None:
        return grid.sections
    narrowest = tuple(sorted(grid.sections, key=_need))

    def overflows(number: int) -> bool:
        return _widths(grid._replace(sections=narrowest[:number]), room) is None

    return narrowest[: bisect_left(range(1, len(narrowest) + 1), x=True, key=overflows)]


def _need(section: Section) -> int:
    columns = zip(*section.rows, strict=True)
    return sum(max(_least(cell, _NARROW) for cell in lane) for lane in columns)


def _banded(grid: Grid, room: int) -> Iterator[Row]:
    """As many columns as find room beside the first; then as many of the others, and so on."""
    left = list(range(1, len(grid.right)))
    while left:
        fitting = (n for n in range(len(left), 1, -1) if _fits(lanes(grid, [0, *left[:n]]), room))
        taken = next(fitting, 1)
        yield from _beneath(lanes(grid, [0, *left[:taken]]), room)
        left = left[taken:]
        if left:
            yield []


def _fits(grid: Grid, room: int) -> bool:
    return _widths(grid, room - grid.indent, _EASY) is not None


def _paragraph(line: Line, room: int) -> Iterator[Row]:
    if not line.spans:
        yield []
    for row in folded(line.spans, room - line.indent, line.hang):
        yield [blank(line.indent), *row]


def _aligned(
    grid: Grid, widths: Sequence[int], room: int, fitting: frozenset[int]
) -> Iterator[Row]:
    if grid.header:
        names = tuple(cell(name, "header") for name in grid.header)
        yield from _section(Section((names,)), grid, widths)
    for section in grid.sections:
        if id(section) not in fitting:
            yield from _stacked(grid._replace(sections=(section,)), room)
            continue
        yield from _section(section, grid, widths)
        for note in section.notes:
            yield from _paragraph(note, room)


def _section(section: Section, grid: Grid, widths: Sequence[int]) -> Iterator[Row]:
    """The rows beside their first column, which runs on below its own first line."""
    first, *others = widths
    name = [row for cells in section.rows for row in _cell(cells[0], first)]
    rest = [
        line
        for cells in section.rows
        for line in _beside(list(map(_cell, cells[1:], others)), others, grid.right[1:])
    ]
    for row in _beside([name, rest], (first, 0), (grid.right[0], False)):
        yield [blank(grid.indent), *row]


def _cell(lines: Cell, room: int) -> list[Row]:
    return [row for spans in lines for row in folded(spans, room)]


def _beside(
    blocks: Sequence[list[Row]], widths: Sequence[int], right: Sequence[bool]
) -> Iterator[Row]:
    """Blocks of lines side by side, each filled up to its width."""
    for parts in zip_longest(*blocks, fillvalue=()):
        row: Row = []
        for part, room, is_right in zip(parts, widths, right, strict=True):
            fill = blank(room - length(part))
            row += [fill, *part] if is_right else [*part, fill]
            row.append(blank(_GAP))
        yield row


def _stacked(grid: Grid, room: int) -> Iterator[Row]:
    """Each row as a paragraph: its first cell, and the others below it."""
    for section in grid.sections:
        for first, *others in section.rows:
            if first:
                yield from _paragraph(Line(_spaced([first]), grid.indent, 2), room)
            for spans in _named(grid, others) if grid.named else filter(None, [_spaced(others)]):
                yield from _paragraph(Line(spans, grid.indent + 2, 2), room)
        for note in section.notes:
            yield from _paragraph(Line(note.spans, min(note.indent, 2), note.hang), room)


def _named(grid: Grid, cells: Iterable[Cell]) -> Iterator[tuple[Span, ...]]:
    for name, lines in zip(grid.header[1:], cells, strict=True):
        if lines:
            yield (Span(f"{name}  ", "header"), *_spaced([lines]))


def _spaced(cells: Iterable[Cell]) -> tuple[Span, ...]:
    gap = Span(" " * _GAP)
    return tuple(span for cell in cells for line in cell for span in (*line, gap))


def _widths(grid: Grid, room: int, narrow: int = _NARROW) -> list[int] | None:
    """The widths of the columns, or None where the narrowest do not fit side by side."""
    rows = [row for section in grid.sections for row in section.rows]
    cells = list(zip(*rows, strict=True))
    names = [width(name) for name in grid.header] or [0] * len(grid.right)
    wanted = [max(n, *map(_natural, lane)) for n, lane in zip(names, cells, strict=True)]
    needed = [
        max(n, *(_least(cell, narrow) for cell in lane))
        for n, lane in zip(names, cells, strict=True)
    ]
    free = room - _GAP * (len(wanted) - 1) - sum(needed)
    return None if free < 0 else _shared(wanted, needed, free)


def _shared(wanted: Sequence[int], needed: Sequence[int], free: int) -> list[int]:
    """Gives what is free, one column of the terminal at a time, to the narrowest that wants it."""
    widths = list(needed)
    while free and (wanting := [i for i, w in enumerate(widths) if w < wanted[i]]):
        widths[min(wanting, key=widths.__getitem__)] += 1
        free -= 1
    return widths


def _natural(cell: Cell) -> int:
    return max((sum(width(visible(span.text)) for span in line) for line in cell), default=0)


def _least(cell: Cell, narrow: int) -> int:
    return max((least(span, narrow) for line in cell for span in line), default=0)
