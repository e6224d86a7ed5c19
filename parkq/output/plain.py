"""A table for a pipe: one record a line, aligned, uncut, without rules or boxes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from parkq import words
from parkq.aligned import aligned
from parkq.output.columns import Column
from parkq.output.tables.cells import painted, width
from parkq.terminal import visible

if TYPE_CHECKING:
    from parkq.aligned import Lane


def table(
    columns: Sequence[Column],
    blocks: Iterable[Sequence[Any]],
    *,
    header: bool = True,
    colour: bool = False,
) -> Iterator[str]:
    """The records in aligned columns, a block after the other.

    Args:
        columns: left to right.
        blocks: records, top to bottom.
        header: whether the first line names the columns.
        colour: whether to paint, for a pager that was told to.
    """

    def lane(column: Column, records: Sequence[Any]) -> "Lane":
        styles = [column.style(record) if colour else "" for record in records]
        return _lane([visible(column.told(record)) for record in records], styles)

    style = "header" if colour else ""
    names = [_lane([words.word(each.name)] * header, [style] * header) for each in columns]
    lanes = ([lane(column, block) for column in columns] for block in blocks)
    return aligned(names, lanes, [column.right for column in columns])


def _lane(texts: list[str], styles: Iterable[str]) -> "Lane":
    """Cells, painted where they have a style."""
    shown = [
        painted(text, style) if style else text for text, style in zip(texts, styles, strict=True)
    ]
    return shown, list(map(width, texts))
