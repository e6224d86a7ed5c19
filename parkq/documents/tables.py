"""Tables of files, as rows of texts: csv, tsv, html with its spans expanded, xlsx with openpyxl."""

import csv
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import NamedTuple

from parkq.documents.reading import decode_text, read_bytes
from parkq.errors import ParkqError

MOST_CELLS = 2_000_000
_MOST_SPAN = 1000
_LONGEST_CELL = 10_000


class Table(NamedTuple):
    """A table: its caption or the name of its sheet, and its rows, as long as each other."""

    title: str
    rows: Sequence[Sequence[str]]


def read_tables(file: str) -> list[Table]:
    """The tables of a file that have a row at all.

    Raises:
        ParkqError: it cannot be read, holds none, or more cells than anyone has.
    """
    content = read_bytes(file)
    read = _READERS.get(os.path.splitext(file)[1].lower())
    if read is None:
        raise ParkqError(f"{file}: expected a table in {', '.join(_READERS)}")
    tables = [_squared(table) for table in read(file, content) if table.rows]
    if not tables:
        raise ParkqError(f"{file}: there is no table in it")
    return tables


def _squared(table: Table) -> Table:
    """The table with rows of one length, and the blanks of its cells made one."""
    width = max(map(len, table.rows))
    rows = [
        [" ".join(cell.split())[:_LONGEST_CELL] for cell in row] + [""] * (width - len(row))
        for row in table.rows
    ]
    return Table(" ".join(table.title.split()), rows)


def _read_separated(file: str, content: bytes) -> Iterator[Table]:
    text = decode_text(file, content)
    separator = "\t" if file.lower().endswith(".tsv") else _separator_of(text)
    try:
        rows = list(csv.reader(StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise ParkqError(f"{file}: {error}") from error
    if sum(map(len, rows)) > MOST_CELLS:
        raise ParkqError(f"{file}: it has more than {MOST_CELLS:,} cells")
    yield Table("", rows)


def _separator_of(text: str) -> str:
    head = text[:10_000]
    return max(",;\t", key=head.count)


def _read_html(file: str, content: bytes) -> Iterator[Table]:
    parser = _TableParser(file)
    parser.feed(decode_text(file, content))
    parser.close()
    yield from parser.tables


class _TableParser(HTMLParser):
    """Collects tables; of one inside another only the text is kept."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self._file = file
        self._depth = 0
        self._cells = 0
        self._rows: list[dict[int, str]] = []
        self._hanging: dict[int, tuple[int, str]] = {}
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._caption: list[str] | None = None
        self._title = ""
        self._before = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a table, a row, a cell or a caption."""
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._rows, self._hanging, self._title = [], {}, self._before
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._begin_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()
            given = dict(attrs)
            self._spans = _span_of(given.get("rowspan")), _span_of(given.get("colspan"))
            self._cell = []
        elif self._depth == 1 and tag == "caption":
            self._caption = []
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """Ends one."""
        if tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
                rows = [
                    [row.get(at, "") for at in range(max(row) + 1)] for row in self._rows if row
                ]
                self.tables.append(Table(self._title, rows))
            self._depth -= 1
        elif self._depth == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()
        elif tag == "caption" and self._caption is not None:
            self._title, self._caption = unescape("".join(self._caption)), None

    def handle_data(self, data: str) -> None:
        """Takes text into the cell or caption that is open; else it may be a title."""
        if self._caption is not None:
            self._caption.append(data)
        elif self._cell is not None:
            self._cell.append(data)
        elif not self._depth and data.strip():
            self._before = data.strip()[:_LONGEST_CELL]

    def _begin_row(self) -> None:
        self._rows.append({})
        for at, (left, text) in list(self._hanging.items()):
            self._put(at, text)
            if left > 1:
                self._hanging[at] = (left - 1, text)
            else:
                del self._hanging[at]

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        if not self._rows:
            self._rows.append({})
        text, self._cell = "".join(self._cell), None
        down, across = self._spans
        row = self._rows[-1]
        at = 0
        while at in row:
            at += 1
        for column in range(at, at + across):
            self._put(column, text)
            if down > 1:
                self._hanging[column] = (down - 1, text)

    def _put(self, at: int, text: str) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise ParkqError(f"{self._file}: it has more than {MOST_CELLS:,} cells")
        self._rows[-1][at] = text


def _span_of(text: str | None) -> int:
    digits = (text or "").strip()[:4]
    return min(_MOST_SPAN, max(1, int(digits))) if digits.isdecimal() else 1


def _read_xlsx(file: str, content: bytes) -> Iterator[Table]:
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra
    except ImportError as error:
        hint = "pip install 'parkq[documents]'"
        message = f"{file}: openpyxl, which reads xlsx, is not installed"
        raise ParkqError(message, hint=hint) from error
    try:
        workbook = load_workbook(BytesIO(content), data_only=True)
    except Exception as error:  # whatever a damaged file makes of the library
        raise ParkqError(f"{file}: it cannot be read as xlsx: {error}") from error
    for sheet in workbook.worksheets:
        if (sheet.max_row or 0) * (sheet.max_column or 0) > MOST_CELLS:
            raise ParkqError(f"{file}: it has more than {MOST_CELLS:,} cells")
        rows = [[_text_of(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        for merged in sheet.merged_cells.ranges:
            first_column, first_row, last_column, last_row = merged.bounds
            for row in range(first_row - 1, last_row):
                for column in range(first_column - 1, last_column):
                    rows[row][column] = rows[first_row - 1][first_column - 1]
        yield Table(sheet.title, rows)


def _text_of(value: object) -> str:
    """A cell of a sheet as text; what is stored as 0.1 prints so."""
    if value is None:
        return ""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


_READERS: Mapping[str, Callable[[str, bytes], Iterator[Table]]] = {
    ".csv": _read_separated,
    ".tsv": _read_separated,
    ".html": _read_html,
    ".htm": _read_html,
    ".xlsx": _read_xlsx,
}
