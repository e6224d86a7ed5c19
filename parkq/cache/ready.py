"""What ``show`` prints of one entity in a pipe, joined from what is kept of it.

A row of it is a line: how many columns of a terminal the cells of a table take, then the cells of
tsv but for the label, the one that depends on the language; behind `OTHERS` stand the cells that a
table has otherwise, each after its number. `parkq.cache.printed` writes them.
"""

from parkq.cache.kept import ITEMS, PART, heads, printed
from parkq.render.aligned import BLOCK, aligned

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parkq.cache.kept import Kept

FORMS = ("tsv", "table")
"""The formats that can be joined so."""
LANGUAGES = ("en", "zh")
OTHERS = "\x1e"
_WORDED = 4
"""Before this many fields of a column stand its number, name, width and side, and then words."""


def text(kept: "Kept", form: str, language: str, entity: str) -> str:
    """What is printed, in one of the formats of `FORMS`."""
    header, *columns = (kept.text(heads(language)) or "").split("\n")
    pieces = _pieces(kept, entity)
    if form == "tsv":
        return "".join((header, "\n", *_tsv(pieces, LANGUAGES.index(language))))
    rows = [line for _, lines in pieces for line in lines]
    return "".join(_table([column.split(ITEMS) for column in columns], rows))


def _pieces(kept: "Kept", entity: str) -> "Iterator[tuple[list[str], list[str]]]":
    """The labels and the rows of an entity, then those of its parts."""
    labels, parts, rows = (kept.text(printed(entity)) or PART * 2).split(PART)
    yield labels.split(ITEMS), rows.split("\n") if rows else []
    for part in parts.split(ITEMS) if parts else ():
        yield from _pieces(kept, part)


def _tsv(pieces: "Iterator[tuple[list[str], list[str]]]", language: int) -> "Iterator[str]":
    step = 1 + len(LANGUAGES)
    for labels, rows in pieces:
        own = dict(zip(labels[::step], labels[1 + language :: step]))  # noqa: B905 - as long
        for row in rows:
            _, of, what, rest = row.split("\t", 3)
            yield f"{of}\t{what}\t{own[what]}\t{rest.partition(OTHERS)[0]}\n"


def _table(columns: "Sequence[Sequence[str]]", rows: "Sequence[str]") -> "Iterator[str]":
    top = [column[1] for column in columns], [int(column[2]) for column in columns]
    right = [bool(column[3]) for column in columns]
    places = [int(column[0]) for column in columns]
    words = [_words(column) for column in columns]
    blocks = (
        [_line(row, places, words) for row in rows[at : at + BLOCK]]
        for at in range(0, len(rows), BLOCK)
    )
    return aligned(top, blocks, right)


def _words(column: "Sequence[str]") -> "dict[str, tuple[str, int]]":
    codes, told, widths = (column[_WORDED + at :: 3] for at in range(3))
    return dict(zip(codes, zip(told, map(int, widths))))  # noqa: B905 - as long


def _line(
    row: str, places: "Sequence[int]", words: "Sequence[dict[str, tuple[str, int]]]"
) -> "tuple[list[str], list[int]]":
    written, _, others = row.partition(OTHERS)
    sizes, *cells = written.split("\t")
    if others:
        fields = others.split("\t")
        for number, cell in zip(fields[::2], fields[1::2]):  # noqa: B905 - as long
            cells[int(number)] = cell
    texts = [cells[place] for place in places]
    widths = list(map(int, sizes.split(" ")))
    for at, known in enumerate(words):
        if texts[at] in known:
            texts[at], widths[at] = known[texts[at]]
    return texts, widths
