"""What ``show`` prints of one entity in a pipe, joined from what is kept of it.

That are the columns of tsv but for the label, the one that depends on the language; one that has
the same in every row has it once. With a column of a table stand how many columns of a terminal
its cells take and, where a table has other cells than tsv, these. `parkq.cache.printed` writes it.
"""

from parkq.cache.kept import ITEMS, LINE, PART, printed
from parkq.cache.kept import heads as known

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeVar

    from parkq.aligned import Lane
    from parkq.cache.kept import Kept

    _T = TypeVar("_T")

FORMS = ("tsv", "table")
"""The formats that can be joined so."""
LANGUAGES = ("en", "zh")
"""Behind the ids of attributes stand their labels in each."""
_WORDED = 4
"""Before this many fields of a column stand its number, name, width and side, and then words."""


def text(kept: "Kept", form: str, language: str, entity: str) -> str:
    """What is printed, in one of the formats of `FORMS`."""
    header, *heads = (kept.text(known(language)) or "").split(LINE)
    pieces = _pieces(kept, entity)
    if form == "tsv":
        return "".join((header, LINE, *_tsv(pieces, 1 + LANGUAGES.index(language))))
    return "".join(_table([head.split(ITEMS) for head in heads], pieces))


def _pieces(kept: "Kept", entity: str) -> "Iterator[tuple[list[str], list[list[str]]]]":
    """The labels and the columns of an entity, then those of its parts."""
    labels, parts, *columns = (kept.text(printed(entity)) or PART).split(PART)
    if columns:
        yield labels.split(ITEMS), [column.split(ITEMS) for column in columns]
    for part in parts.split(ITEMS) if parts else ():
        yield from _pieces(kept, part)


def _tsv(pieces: "Iterable[tuple[list[str], list[list[str]]]]", language: int) -> "Iterator[str]":
    for labels, columns in pieces:
        count = len(labels) // (1 + len(LANGUAGES))
        own = dict(zip(labels[:count], labels[count * language :], strict=False))
        of, what, *others = (column[0].split(LINE) for column in columns)
        for row in _rows([of, what, [own[each] for each in what], *others], _count(columns)):
            yield "\t".join(row) + LINE


def _table(
    heads: "Sequence[Sequence[str]]", pieces: "Iterable[tuple[list[str], list[list[str]]]]"
) -> "Iterator[str]":
    from parkq.aligned import BLOCK, aligned  # noqa: PLC0415 - tsv needs no room

    lanes: list[Lane] = [([], []) for _ in heads]
    for _, columns in pieces:
        count = _count(columns)
        for head, (texts, widths) in zip(heads, lanes, strict=True):
            own, used = _cells(head, columns[int(head[0])])
            texts.extend(own if len(own) == count else own * count)
            widths.extend(used if len(used) == count else used * count)
    total = len(lanes[0][0])
    blocks = (
        [(texts[at : at + BLOCK], widths[at : at + BLOCK]) for texts, widths in lanes]
        for at in range(0, total, BLOCK)
    )
    names = [([head[1]], [int(head[2])]) for head in heads]
    return aligned(names, blocks, [bool(head[3]) for head in heads])


def _cells(head: "Sequence[str]", column: "Sequence[str]") -> "Lane":
    cells, sizes, others = column
    texts, widths = (others or cells).split(LINE), list(map(int, sizes.split(" ")))
    if len(head) > _WORDED:
        codes, words, used = (head[_WORDED + at :: 3] for at in range(3))
        told = dict(zip(codes, zip(words, map(int, used), strict=True), strict=True))
        pairs = [told.get(text, (text, width)) for text, width in zip(texts, widths, strict=True)]
        return [text for text, _ in pairs], [width for _, width in pairs]
    return texts, widths


def _count(columns: "Iterable[Sequence[str]]") -> int:
    """How many rows there are."""
    return max(column[0].count(LINE) for column in columns) + 1


def _rows(columns: "Iterable[Sequence[_T]]", count: int) -> "Iterator[tuple[_T, ...]]":
    whole = [column if len(column) == count else list(column) * count for column in columns]
    return zip(*whole, strict=True)
