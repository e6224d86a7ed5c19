"""A table for a pipe: one record a line, aligned, uncut, without rules or boxes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from parkq import words
from parkq.render.answer import Column
from parkq.render.cells import painted, width
from parkq.terminal import visible

_GAP = "  "
_WIDEST = 400
"""Beyond it a column is not aligned, so that one long text does not widen every line."""


def table(
    columns: Sequence[Column],
    blocks: Iterable[Sequence[Any]],
    *,
    header: bool = True,
    colour: bool = False,
) -> Iterator[str]:
    """The records in aligned columns, a block after the other.

    A column is as wide as all so far need it, so that no more than a block is held: one that holds
    something wider than all before is wider from there on.

    Args:
        columns: left to right.
        blocks: records, top to bottom.
        header: whether the first line names the columns.
        colour: whether to paint, for a pager that was told to.
    """

    def styled(record: object) -> list[str]:
        return [column.style(record) if colour else "" for column in columns]

    titles = [words.word(column.name) for column in columns] if header else [""] * len(columns)
    top = _Row.of(titles, ["header" if colour else ""] * len(columns))
    first, widths = [top] * header, top.widths
    for block in blocks:
        rows = [_Row.of([visible(c.told(r)) for c in columns], styled(r)) for r in block]
        lanes = zip(widths, *(row.widths for row in rows), strict=True)
        widths = [max(min(used, _WIDEST) for used in lane) for lane in lanes]
        yield "".join(_line(row, widths, columns) for row in first + rows)
        first = []
    yield "".join(_line(row, widths, columns) for row in first)


class _Row(NamedTuple):
    texts: list[str]
    styles: list[str]
    widths: list[int]

    @classmethod
    def of(cls, texts: list[str], styles: list[str]) -> "_Row":
        return cls(texts, styles, list(map(width, texts)))


def _line(row: _Row, widths: Sequence[int], columns: Sequence[Column]) -> str:
    cells = (
        _aligned(painted(text, style) if style else text, room - used, right=column.right)
        for text, style, used, room, column in zip(*row, widths, columns, strict=True)
    )
    return _GAP.join(cells).rstrip() + "\n"


def _aligned(text: str, room: int, *, right: bool) -> str:
    return " " * room + text if right else text + " " * room
