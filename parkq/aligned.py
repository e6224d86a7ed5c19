"""Columns of text aligned, as a table in a pipe has them: a record a line, uncut, without rules."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Lane = tuple[list[str], list[int]]
    """The cells of a column, and how many columns of a terminal each takes."""

BLOCK = 400
"""Lines that a table is measured by before they are printed."""
_GAP = "  "
_WIDEST = 400
"""Beyond it a column is not aligned, so that one long text does not widen every line."""


def aligned(
    names: "Sequence[Lane]", blocks: "Iterable[Sequence[Lane]]", right: "Sequence[bool]"
) -> "Iterator[str]":
    """The lines, a block after the other.

    A column is as wide as all so far need it, so that no more than a block is held: one that holds
    something wider than all before is wider from there on.

    Args:
        names: of the columns, a line above all others; or no line.
        blocks: lines, top to bottom.
        right: whether each column is aligned on the right.
    """
    rooms = [0] * len(right)
    above = names
    for block in blocks:
        lanes = [(a + b, c + d) for (a, c), (b, d) in zip(above, block, strict=True)]
        yield _lines(lanes, rooms, right)
        above = [([], [])] * len(right)
    yield _lines(above, rooms, right)


def _lines(lanes: "Sequence[Lane]", rooms: list[int], right: "Sequence[bool]") -> str:
    padded = []
    for at, (texts, widths) in enumerate(lanes):
        room = rooms[at] = min(max([rooms[at], *widths]), _WIDEST)
        fills = [" " * (room - width) for width in widths]
        padded.append(map(str.__add__, *((fills, texts) if right[at] else (texts, fills))))
    return "".join([_GAP.join(row).rstrip() + "\n" for row in zip(*padded, strict=True)])
