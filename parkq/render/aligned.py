"""Columns of text aligned, as a table in a pipe has them: a record a line, uncut, without rules."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Row = tuple[Sequence[str], Sequence[int]]
    """The cells of a line, and how many columns of a terminal each takes."""

BLOCK = 400
"""Lines that a table is measured by before they are printed."""
_GAP = "  "
_WIDEST = 400
"""Beyond it a column is not aligned, so that one long text does not widen every line."""


def aligned(
    top: "Row", blocks: "Iterable[Sequence[Row]]", right: "Sequence[bool]", *, header: bool = True
) -> "Iterator[str]":
    """The lines, a block after the other.

    A column is as wide as all so far need it, so that no more than a block is held: one that holds
    something wider than all before is wider from there on.

    Args:
        top: the names of the columns.
        blocks: lines, top to bottom.
        right: whether each column is aligned on the right.
        header: whether the names are printed.
    """
    first, widths = [top] if header else [], list(top[1])
    for block in blocks:
        lanes = zip(widths, *(used for _, used in block), strict=True)
        widths = [min(max(lane), _WIDEST) for lane in lanes]
        yield "".join([_line(row, widths, right) for row in (*first, *block)])
        first = []
    yield "".join([_line(row, widths, right) for row in first])


def _line(row: "Row", widths: "Sequence[int]", right: "Sequence[bool]") -> str:
    cells = [
        " " * (room - used) + text if is_right else text + " " * (room - used)
        for text, used, room, is_right in zip(*row, widths, right, strict=True)
    ]
    return _GAP.join(cells).rstrip() + "\n"
