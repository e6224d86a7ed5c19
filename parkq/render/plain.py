"""A table for a pipe: one record a line, aligned, uncut, without rules or boxes."""

from collections.abc import Sequence
from typing import Any

from parkq.render.answer import Column, plain
from parkq.render.cells import painted, width
from parkq.terminal import visible

_GAP = "  "


def table(
    columns: Sequence[Column], records: Sequence[Any], *, header: bool = True, colour: bool = False
) -> str:
    """The records in aligned columns.

    Args:
        columns: left to right.
        records: top to bottom.
        header: whether the first line names the columns.
        colour: whether to paint, for a pager that was told to.
    """
    rows = [[visible(plain(column.get(record))) for column in columns] for record in records]
    styles = [[column.style(record) for column in columns] for record in records]
    if header:
        rows.insert(0, [column.name for column in columns])
        styles.insert(0, ["header"] * len(columns))
    spans = [[width(text) for text in row] for row in rows]
    widths = [max(lane) for lane in zip(*spans, strict=True)]
    lines = []
    for row, own, style in zip(rows, spans, styles, strict=True):
        cells = [
            _aligned(painted(text, name) if colour else text, room - used, right=column.right)
            for text, used, room, name, column in zip(row, own, widths, style, columns, strict=True)
        ]
        lines.append(_GAP.join(cells).rstrip() + "\n")
    return "".join(lines)


def _aligned(text: str, room: int, *, right: bool) -> str:
    return " " * room + text if right else text + " " * room
