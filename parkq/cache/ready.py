"""What ``show`` prints of one entity in a pipe, joined from what is kept of it.

Kept are the columns of tsv but for the labels, which depend on the language; a column that is the
same in every row has one cell. With a column that a table has stand the widths of its cells, and
its cells where they are others there. `parkq.cache.printed` writes all that.
"""

from parkq.cache.kept import ITEMS, LINE, PART, heads, printed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeVar

    from parkq.aligned import Lane
    from parkq.cache.kept import Kept

    _T = TypeVar("_T")
    _Pieces = Iterable[tuple[list[str], list[list[str]]]]
    """Of an entity its labels and its columns."""

FORMS = ("tsv", "table")
"""The formats that can be joined so."""
LANGUAGES = ("en", "zh")
"""Behind the ids of attributes stand their labels in each."""
_WORDED = 4
"""Of a column of a table stand its number, name, width and side, and behind these its words: each
after the code that it is read for, and before its width."""


def text(kept: "Kept", form: str, language: str, entity: str) -> str:
    """What is printed, in one of the formats of `FORMS`."""
    header, *columns = (kept.text(heads(language)) or "").split(LINE)
    pieces = _pieces(kept, entity)
    if form == "tsv":
        return "".join((header, LINE, *_tsv(pieces, 1 + LANGUAGES.index(language))))
    return "".join(_table(pieces, [column.split(ITEMS) for column in columns]))


def _pieces(kept: "Kept", entity: str) -> "_Pieces":
    """Those of an entity, then those of its parts."""
    labels, parts, *columns = (kept.text(printed(entity)) or PART).split(PART)
    if columns:
        yield labels.split(ITEMS), [column.split(ITEMS) for column in columns]
    for part in parts.split(ITEMS) if parts else ():
        yield from _pieces(kept, part)


def _tsv(pieces: "_Pieces", language: int) -> "Iterator[str]":
    for labels, columns in pieces:
        count, rows = len(labels) // (1 + len(LANGUAGES)), _rows(columns)
        own = dict(zip(labels[:count], labels[count * language :], strict=False))
        of, what, *others = (column[0].split(LINE) for column in columns)
        cells = (of, what, [own[each] for each in what], *others)
        for row in zip(*(_whole(column, rows) for column in cells), strict=True):
            yield "\t".join(row) + LINE


def _table(pieces: "_Pieces", heads: "Sequence[Sequence[str]]") -> "Iterator[str]":
    from parkq.aligned import BLOCK, aligned  # noqa: PLC0415 - tsv needs no room

    lanes: list[Lane] = [([], []) for _ in heads]
    for _, columns in pieces:
        rows = _rows(columns)
        for head, (texts, widths) in zip(heads, lanes, strict=True):
            own, used = _lane(columns[int(head[0])], head)
            texts.extend(_whole(own, rows))
            widths.extend(_whole(used, rows))
    blocks = (
        [(texts[at : at + BLOCK], widths[at : at + BLOCK]) for texts, widths in lanes]
        for at in range(0, len(lanes[0][0]), BLOCK)
    )
    names = [([head[1]], [int(head[2])]) for head in heads]
    return aligned(names, blocks, [bool(head[3]) for head in heads])


def _lane(column: "Sequence[str]", head: "Sequence[str]") -> "Lane":
    """The cells of a column in a table, with what is read for codes, and their widths."""
    cells, sizes, others = column
    texts, widths = (others or cells).split(LINE), list(map(int, sizes.split(" ")))
    if len(head) > _WORDED:
        codes, words, used = (head[_WORDED + at :: 3] for at in range(3))
        told = dict(zip(codes, zip(words, map(int, used), strict=True), strict=True))
        pairs = [told.get(text, (text, width)) for text, width in zip(texts, widths, strict=True)]
        return [text for text, _ in pairs], [width for _, width in pairs]
    return texts, widths


def _rows(columns: "Iterable[Sequence[str]]") -> int:
    """How many rows there are: ids, at least, are other ones in each."""
    return max(column[0].count(LINE) for column in columns) + 1


def _whole(column: "list[_T]", rows: int) -> "list[_T]":
    """A cell for each row."""
    return column if len(column) == rows else column * rows
