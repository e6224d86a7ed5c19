"""A table for a pipe: one record a line, aligned, uncut, without rules or boxes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from parkq import words
from parkq.render.aligned import aligned
from parkq.render.answer import Column
from parkq.render.cells import painted, width
from parkq.terminal import visible

if TYPE_CHECKING:
    from parkq.render.aligned import Row


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

    def row(record: object) -> "Row":
        texts = [visible(column.told(record)) for column in columns]
        styles = [column.style(record) for column in columns] if colour else ()
        return _painted(texts, styles)

    titles = [words.word(column.name) for column in columns] if header else [""] * len(columns)
    top = _painted(titles, ["header"] * len(columns) if colour else ())
    rows = (list(map(row, block)) for block in blocks)
    return aligned(top, rows, [column.right for column in columns], header=header)


def _painted(texts: Sequence[str], styles: Sequence[str]) -> "Row":
    shown = list(map(painted, texts, styles)) if styles else texts
    return shown, list(map(width, texts))
