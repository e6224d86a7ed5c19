"""The layout of a table on a terminal: the width of each column, or its rows as records."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from parkq.output.tables.cells import least, width
from parkq.output.tables.page import Cell, Head, Line, Section, Span, Table, merge_columns
from parkq.terminal import visible

_GAPS = (2, 1)
"""Columns of the terminal between those of a table: two, and one where there is less room."""
_NARROW = 16
"""What a column that folds is not made narrower than, unless all it holds is."""
_NARROWEST_SCREEN = 60
"""Where the terminal is narrower, a table that would have to fold is stacked."""


def choose_layout(
    table: Table, room: int, before: tuple[int, ...]
) -> tuple[Table, int, tuple[int, ...]]:
    """The table as it is laid out, the gap between its columns and their widths; none to stack.

    It is the first of its variants that fits, with a wide gap or else a narrow one.
    """
    layouts = (tuple((at,) for at in range(len(table.heads))), *table.narrower)
    variants = [merge_columns(table, layout) for layout in layouts]
    for variant in variants:
        for gap in _GAPS:
            widths = measure_columns(variant, room, gap, before)
            if widths:
                return variant, gap, widths
    return variants[0], 0, ()


def measure_columns(
    table: Table, room: int, gap: int, before: tuple[int, ...] = ()
) -> tuple[int, ...]:
    """The width of each column; none where they do not fit side by side.

    A column is no narrower than what may not be parted in it, nor, where it folds, than 16. In
    fewer than 60 columns nothing folds.

    Args:
        table: what is to be shown.
        room: columns of the terminal.
        gap: columns between two of the table.
        before: the widths of the block before, which these are not below.
    """
    narrow = _NARROW if room >= _NARROWEST_SCREEN else sys.maxsize
    rows = [row for section in table.sections for row in section.rows]
    names = [max(map(width, head.name.split()), default=0) for head in table.heads]
    lows = list(map(max, names, before)) if len(before) == len(names) else names
    lanes = [[row[at] for row in rows] for at in range(len(names))]
    wanted = [
        max([low, width(head.name), *map(_natural_width, lane)])
        for head, low, lane in zip(table.heads, lows, lanes, strict=True)
    ]
    needed = [
        max([low, *(_least_width(cell, narrow) for cell in lane)])
        for low, lane in zip(lows, lanes, strict=True)
    ]
    free = room - gap * (len(wanted) - 1) - sum(needed)
    return () if free < 0 else _share_room(wanted, needed, free)


def _share_room(wanted: Sequence[int], needed: Sequence[int], free: int) -> tuple[int, ...]:
    """Gives what is free, one column of the terminal at a time, to the narrowest that wants it."""
    widths = list(needed)
    while free and (wanting := [i for i, w in enumerate(widths) if w < wanted[i]]):
        widths[min(wanting, key=widths.__getitem__)] += 1
        free -= 1
    return tuple(widths)


def _natural_width(cell: Cell) -> int:
    return max((sum(width(visible(span.text)) for span in line) for line in cell), default=0)


def _least_width(cell: Cell, narrow: int) -> int:
    return max((least(span, narrow) for line in cell for span in line), default=0)


# Records one below another


def stack_rows(table: Table) -> Iterator[Line]:
    """Each row as a record: a line a column, after its name; sections parted by a blank line."""
    for number, section in enumerate(table.sections):
        if section.rule:
            yield Line((Span(section.rule, "title"),))
        elif number and section.rule == "":
            yield Line()
        for record in _records(table, section):
            for place, spans in enumerate(filter(None, record)):
                yield Line(spans, 2 if place else 0, 2)
        for note in section.notes:
            yield Line(note.spans, min(note.indent, 2), note.hang)


_Spans = tuple[Span, ...]


def _records(table: Table, section: Section) -> Iterator[list[_Spans]]:
    """The lines of each record of a section, the first unnamed; empty ones are to be left out.

    Where columns span its rows, it is one record: these columns by name, and a line a row between.
    """
    spans = [head.spans for head in table.heads]
    if not any(spans):
        for row in section.rows:
            first, *others = [at for at, cell in enumerate(row) if cell] or [0]
            yield [_join(row[first]), *(_name_field(table.heads[at], row[at]) for at in others)]
        return
    lanes = [tuple(line for row in section.rows for line in row[at]) for at in range(len(spans))]
    first, *others = [at for at, span in enumerate(spans) if span]
    middle = spans.index(False, first) if False in spans[first:] else len(spans)
    rows = (
        _join(line for cell, span in zip(row, spans, strict=True) if not span for line in cell)
        for row in section.rows
    )
    yield [
        _join(lanes[first]),
        *(_name_field(table.heads[at], lanes[at]) for at in others if at < middle),
        *rows,
        *(_name_field(table.heads[at], lanes[at]) for at in others if at > middle),
    ]


def _name_field(head: Head, cell: Cell) -> _Spans:
    """A cell in a line, after the name of its column."""
    name = (Span(f"{head.name}  ", "header"),) if head.name and cell else ()
    return (*name, *_join(cell))


def _join(lines: Iterable[_Spans]) -> _Spans:
    """Lines as one, two spaces between them."""
    return tuple(span for line in lines for span in (*line, Span("  ")))
