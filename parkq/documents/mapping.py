"""How a table is read: the mapping beside it, ``TABLE.import.toml``, and facts made by it.

A cell is a fact, and each of its keys comes from a constant, its row, its heading or the title.
Rows and columns count from 1.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from parkq.documents.folding import fold_text
from parkq.documents.tables import Table
from parkq.errors import KeyPath, ParkqError, Problem, Problems
from parkq.figures import units
from parkq.store import fields, files
from parkq.store.fields import Read, Shape

KEYS = ("entity", "attribute", "as_of", "role", "scope", "unit", "source", "note")
"""What a constant, a row, a heading or a column may give of a fact."""

MISSING = ("", "-", "--", "—", "——", "…", "...", "..", "/", "x", "na", "n/a", "不详")
"""Cells that state nothing, unless a mapping says otherwise."""

_MARK = re.compile(r"(?:[*†‡①-⑳]|\[[0-9]{1,2}\]|\([0-9]{1,2}\)$)+$")
_UNIT_OF_HEAD = re.compile(r"[(\uff08\[]\s*([^()\uff08\uff09\[\]]{1,12})\s*[)\uff09\]]\s*$")
_UNIT_OF_TITLE = re.compile(r"单位\s*[:\uff1a]\s*([^\s,;)\uff0c\uff1b\uff09]{1,12})")
_FOOTNOTE = re.compile(r"(?:注\s*[:\uff1a]?\s*)?([*†‡①-⑳]+|\[\d{1,2}\])\s*(\S.*)")
_BARE = re.compile(r"[-+]?\d[\d,\s]*(?:\.\d+)?")


@dataclass(frozen=True)
class Column:
    """What a column gives of its facts; it is found by its number, or by its heading."""

    column: int = 0
    heading: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TableMapping:
    """How a table is read.

    Attributes:
        table: its number in the file.
        title_rows: rows above the heading that are a title.
        heading_rows: rows of the heading.
        skip: what the first cell of a row begins with that is passed over.
        missing: cells that state nothing.
        constants: key to what it is of every fact.
        row: key to the column whose cell gives it.
        heading: key to the row of the heading whose cell gives it.
        title: keys that the title gives: a date, a unit, a name.
        names: what the table calls something to its id.
        columns: those that state facts; where there are none, all that have a heading.
    """

    table: int = 1
    title_rows: int = 0
    heading_rows: int = 1
    skip: Sequence[str] = ()
    missing: Sequence[str] = MISSING
    constants: Mapping[str, str] = field(default_factory=dict)
    row: Mapping[str, int] = field(default_factory=dict)
    heading: Mapping[str, int] = field(default_factory=dict)
    title: Sequence[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    columns: Sequence[Column] = ()


class Cell(NamedTuple):
    """A cell that states something: where it is, and the keys of its fact as the table has them."""

    row: int
    column: int
    stated: str
    keys: Mapping[str, str]

    @property
    def where(self) -> str:
        """Its locator."""
        return f"row {self.row}, column {self.column}"


def _read_number(value: object, path: KeyPath, problems: Problems) -> int:
    if type(value) is not int or value < 0:
        fields.wrong_type(value, path, problems, "a number from 0 on")
        return 0
    return value


def _read_missing(value: object, path: KeyPath, problems: Problems) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        fields.wrong_type(value, path, problems, "an array of strings")
        return ()
    return tuple(value)


def _read_names(value: object, path: KeyPath, problems: Problems) -> Mapping[str, str]:
    if not isinstance(value, dict):
        fields.wrong_type(value, path, problems, "a table of names and ids")
        return {}
    return {name: fields.text(id_, (*path, name), problems) for name, id_ in value.items()}


def _table_of(shape: Shape) -> Read:
    def read(value: object, path: KeyPath, problems: Problems) -> Mapping[str, Any]:
        return fields.table(value, path, problems, shape) or {}

    return read


def _read_columns(value: object, path: KeyPath, problems: Problems) -> tuple[Column, ...]:
    if not isinstance(value, list):
        fields.wrong_type(value, path, problems, "an array of tables", "write [[column]]")
        return ()
    columns = []
    for number, item in enumerate(value):
        given = fields.table(item, (*path, number), problems, _COLUMN) or {}
        keys = {key: value for key, value in given.items() if key in KEYS}
        columns.append(Column(given.get("column", 0), given.get("heading", ""), keys))
    return tuple(columns)


_COLUMN = Shape(
    {}, {"column": _read_number, "heading": fields.text, **dict.fromkeys(KEYS, fields.text)}
)
_MAPPING = Shape(
    {},
    {
        "table": _read_number,
        "title_rows": _read_number,
        "heading_rows": _read_number,
        "skip": fields.texts,
        "missing": _read_missing,
        "fact": _table_of(Shape({}, dict.fromkeys(KEYS, fields.text))),
        "row": _table_of(Shape({}, dict.fromkeys(KEYS, _read_number))),
        "heading": _table_of(Shape({}, dict.fromkeys(KEYS, _read_number))),
        "title": _table_of(Shape({}, dict.fromkeys(KEYS, fields.flag))),
        "names": _read_names,
        "column": _read_columns,
    },
)


def parse_mapping(text: str, name: str) -> TableMapping:
    """A mapping from its TOML.

    Raises:
        ParkqError: something in it is wrong; all of it is said.
    """
    document = files.parse_text(text, name)
    if isinstance(document, Problem):
        raise ParkqError(str(document))
    problems = Problems(name)
    given = fields.table(document, (), problems, _MAPPING)
    if given is None:
        raise ParkqError("\n".join(map(str, problems.told())))
    given["constants"] = given.pop("fact", {})
    given["columns"] = given.pop("column", ())
    given["title"] = tuple(key for key, value in given.get("title", {}).items() if value)
    return TableMapping(**given)


def read_cells(table: Table, mapping: TableMapping) -> Iterator[Cell]:
    """The cells of a table that state something, with the keys of their facts."""
    first = mapping.title_rows + mapping.heading_rows
    heads = fill_heads(table.rows[mapping.title_rows : first])
    title = " ".join((table.title, *(row[0] for row in table.rows[: mapping.title_rows])))
    columns = list(_stating_columns(table, mapping, heads))
    notes = _footnotes(table.rows[first:])
    for number, row in enumerate(table.rows[first:], first + 1):
        if not any(row) or row[0].startswith(tuple(mapping.skip) or ("\0",)):
            continue
        by_row = {key: row[at - 1] for key, at in mapping.row.items() if at <= len(row)}
        by_row |= _unit_of_label(by_row)
        for at, by_column in columns:
            cell, mark = _without_mark(row[at - 1])
            if cell.lower() in mapping.missing or not any(char.isdigit() for char in cell):
                continue
            by_title = dict.fromkeys(mapping.title, title)
            keys = {**by_title, **_unit_of_title(title), **mapping.constants, **by_row, **by_column}
            if mark:
                keys["note"] = notes.get(mark, f"Marked {mark} in the table.")
            yield Cell(number, at, _with_unit(cell, keys.pop("unit", "")), keys)


def _stating_columns(
    table: Table, mapping: TableMapping, heads: Sequence[Sequence[str]]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The numbers of the columns that state facts, and the keys that each gives."""
    labels = set(mapping.row.values())
    for at in range(1, len(table.rows[0]) + 1):
        head = [row[at - 1] for row in heads]
        own = next((c for c in mapping.columns if _is_of_column(c, at, head)), None)
        if at in labels or (mapping.columns and own is None) or not (own or any(head)):
            continue
        by_head = {key: head[n - 1] for key, n in mapping.heading.items() if n <= len(head)}
        units = [m[1] for text in head if (m := _UNIT_OF_HEAD.search(text)) and _is_unit(m[1])]
        unit = {"unit": units[-1]} if units else {}
        yield at, {**unit, **by_head, **(own.keys if own else {})}


def fill_heads(heads: Sequence[Sequence[str]]) -> list[list[str]]:
    """A heading of several rows, each cell of the upper ones over all that it is of."""
    filled = []
    for number, row in enumerate(heads, 1):
        cells = list(row)
        if number < len(heads):
            for at in range(2, len(cells)):
                cells[at] = cells[at] or cells[at - 1]
        filled.append(cells)
    return filled


def _is_of_column(column: Column, at: int, head: Sequence[str]) -> bool:
    if column.column:
        return column.column == at
    wanted = fold_text(column.heading).text
    return bool(wanted) and any(fold_text(text).text == wanted for text in head)


def _unit_of_label(by_row: Mapping[str, str]) -> Mapping[str, str]:
    """The unit in the brackets of a row's label: 工业总产值(万元)."""
    found = _UNIT_OF_HEAD.search(by_row.get("attribute", ""))
    return {"unit": found[1]} if found and _is_unit(found[1]) else {}


def _unit_of_title(title: str) -> Mapping[str, str]:
    found = _UNIT_OF_TITLE.search(title)
    return {"unit": found[1]} if found and _is_unit(found[1]) else {}


def _is_unit(text: str) -> bool:
    return units.find(text) is not None or text in {"%", "‰"}


def _with_unit(cell: str, unit: str) -> str:
    """A cell as its fact states it: a bare number takes the unit of its heading."""
    return f"{cell}{unit}" if unit and _BARE.fullmatch(cell) else cell


def clean_name(name: str) -> str:
    """A name in a table without its unit and its footnote mark."""
    name, _ = _without_mark(name)
    found = _UNIT_OF_HEAD.search(name)
    return name[: found.start()].strip() if found and _is_unit(found[1]) else name


def _without_mark(text: str) -> tuple[str, str]:
    """A cell without its footnote mark, and the mark."""
    found = _MARK.search(text)
    if not found or not found.start():
        return text.strip(), ""
    return text[: found.start()].strip(), found[0]


def _footnotes(rows: Sequence[Sequence[str]]) -> Mapping[str, str]:
    """What the last rows say of the marks that they begin with."""
    notes = {}
    for row in rows[-20:]:
        found = _FOOTNOTE.match(row[0])
        if found:
            notes[found[1]] = found[2]
    return notes
