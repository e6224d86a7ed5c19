"""The formats of an answer: a document, records in named columns, a page for a terminal."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum, unique
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from parkq.errors import ParkqError
from parkq.locale import Message
from parkq.output.columns import Column, chosen

if TYPE_CHECKING:
    from parkq.output.tables.page import Element
    from parkq.terminal import Screen


@unique
class Format(StrEnum):
    """How an answer is printed, as ``--format`` takes it."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


class Answer(NamedTuple):
    """What a command has to say, before a format is chosen.

    Attributes:
        columns: every column of its records.
        records: one a line in csv, tsv, md and in a table that is not for a terminal; gone
            through once.
        document: the record that JSON is made of, or a list of them.
        lines: the records of ``jsonl``.
        page: the layout for a terminal; None for a plain table of the records.
        prose: whether the page is to be read as it is, not folded, where there is no terminal.
        batches: the records bit by bit, in their stead, where more of them are waited for: what is
            there is printed first.
        live: whether each piece is to be seen at once, not when there is much of it.
        problems: how many there are in the store's files: what they concern is left out.
    """

    columns: tuple[Column, ...]
    records: Iterable[Any]
    document: Callable[[], object]
    lines: Callable[[], Iterable[object]]
    page: Callable[[], Iterable["Element"]] | None = None
    prose: bool = False
    batches: Iterable[Iterable[Any]] | None = None
    live: bool = False
    problems: int = 0

    def each(self) -> Iterator[Any]:
        """The records."""
        return chain.from_iterable(self._batches())

    def blocks(self, most: int) -> Iterator[list[Any]]:
        """The records in pieces of at most so many, none larger than what is there by now."""
        for batch in self._batches():
            records = iter(batch)
            while block := list(islice(records, most)):
                yield block

    def _batches(self) -> Iterable[Iterable[Any]]:
        return (self.records,) if self.batches is None else self.batches


def written(
    answer: Answer, form: Format, screen: "Screen", *, columns: str = "", header: bool = True
) -> Iterator[str]:
    """The text to print, piece by piece: of csv, tsv, md and jsonl a record, of tables a block.

    Args:
        answer: what there is to say.
        form: how.
        screen: what a table is for.
        columns: names of columns, comma-separated; empty for the usual ones.
        header: whether csv, tsv and tables begin with the names of their columns.

    Raises:
        ParkqError: there is no such column, or the format has none.
    """
    if form in _DOCUMENTS:
        if columns:
            message = Message("--columns is not for {format}", format=form.value)
            raise ParkqError(message, hint=Message("pick its keys with jq"))
        return _document(answer, form)
    lanes = chosen(answer.columns, columns) if columns else answer.columns
    if not columns and form in {Format.TABLE, Format.MD}:
        lanes = tuple(column for column in lanes if column.table)
    if form is not Format.TABLE:
        from parkq.output.encode import WRITERS  # noqa: PLC0415 - tables are made of no data

        return WRITERS[form](lanes, answer.each(), header)
    own = None if columns else answer.page
    if screen.width is None and not (own and answer.prose):
        from parkq.aligned import BLOCK  # noqa: PLC0415 - rich is for tables only
        from parkq.output.plain import table  # noqa: PLC0415

        return table(lanes, answer.blocks(BLOCK), header=header, colour=screen.colour)
    from parkq.output.tables.draw import draw_page  # noqa: PLC0415
    from parkq.output.tables.page import headless, listed  # noqa: PLC0415 - data needs no layout

    elements = own() if own else (listed(lanes, answer.each()),)
    return draw_page(elements if header else map(headless, elements), screen)


_DOCUMENTS = frozenset({Format.JSON, Format.JSONL})


def _document(answer: Answer, form: Format) -> Iterator[str]:
    from parkq.output.encode import as_json, as_jsonl  # noqa: PLC0415 - tables are made of no data

    return as_json(answer) if form is Format.JSON else as_jsonl(answer)
