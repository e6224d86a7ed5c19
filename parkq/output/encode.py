"""json, jsonl, csv, tsv and md: the same records, for programs, a record at a time."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from parkq import words
from parkq.locale import Message
from parkq.output import escape
from parkq.output.columns import Column, Value, number, plain
from parkq.output.formats import Answer, Format
from parkq.output.record import Record, shape
from parkq.terminal import Escapes, escape_char, is_visible

Header = bool
Writer = Callable[[Sequence[Column], Iterable[Any], Header], Iterator[str]]

_TSV = Escapes(escape_char)
_TSV[ord("\\")] = r"\\"


def as_json(answer: Answer) -> Iterator[str]:
    """The answer's document, indented, in UTF-8 as it is."""
    yield dumps(_warning(answer.document(), answer.problems), indent=2) + "\n"


def as_jsonl(answer: Answer) -> Iterator[str]:
    """One record a line."""
    return (dumps(_warning(line, answer.problems)) + "\n" for line in answer.lines())


def _warning(document: Any, problems: int) -> object:  # noqa: ANN401 - any record
    """A document that stands alone, with the number of the store's problems, where it has any."""
    if problems and isinstance(document, list):
        return [_warning(each, problems) for each in document]
    if problems and hasattr(document, "problems"):
        return replace(document, problems=problems)
    return document


def dumps(value: object, indent: int | None = None) -> str:
    """JSON text in UTF-8 as it is; characters that act, show nothing or are none are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_default)
    if all(map(is_visible, text.split("\n"))):
        return text
    return text.translate(_JSON)


def _escaped(char: str) -> str:
    """A character as JSON escapes it, in units of UTF-16; the line breaks of indents stay."""
    if char == "\n":
        return char
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


_JSON = Escapes(_escaped)


def _default(value: object) -> object:
    if isinstance(value, Record):
        return shape(value)
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, Message):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def as_csv(columns: Sequence[Column], records: Iterable[Any], header: Header) -> Iterator[str]:
    """RFC 4180. Text that a spreadsheet would run as a formula is led by an apostrophe."""
    writer = csv.writer(_Echo(), lineterminator="\n")
    if header:
        yield writer.writerow([column.name for column in columns])
    for record in records:
        yield writer.writerow([_inert(column.get(record)) for column in columns])


class _Echo:
    """Hands back what is written: `csv` gives a row to a file and returns what that says."""

    def write(self, text: str) -> str:
        return text


def _inert(value: Value) -> str:
    return escape.seen(_guarded(value))


def _guarded(value: Value) -> str:
    if isinstance(value, str | Message):
        return escape.cell(str(value))
    if isinstance(value, tuple):
        return "; ".join(escape.cell(str(each)) for each in value)
    return plain(value)


def tsv(value: Value) -> str:
    """A value as a cell of tsv."""
    return _guarded(value).translate(_TSV)


def tsv_column(values: Iterable[Value]) -> tuple[list[str], bool]:
    """Values as cells of tsv, and whether they are so in any table: most need no care.

    That is seen of all of them at once, which takes a fifth of the time.
    """
    values = list(values)
    kinds = set(map(type, values))
    tell = _guarded if tuple in kinds else plain
    cells = cast("list[str]", values) if kinds == {str} else list(map(tell, values))
    text = "".join(cells)
    if is_visible(text) and "\\" not in text and not escape.may_run(cells):
        return cells, True
    return list(map(tsv, values)), False


def as_tsv(columns: Sequence[Column], records: Iterable[Any], header: Header) -> Iterator[str]:
    r"""One record a line, always: a tab, a line break or a backslash in a value is escaped.

    As in csv, an apostrophe leads what a spreadsheet would run as a formula.
    """
    if header:
        yield "\t".join([column.name for column in columns]) + "\n"
    for record in records:
        yield "\t".join([tsv(column.get(record)) for column in columns]) + "\n"


def as_md(columns: Sequence[Column], records: Iterable[Any], _header: Header) -> Iterator[str]:
    """A table of GitHub-flavoured Markdown, which has no form without a header; for people."""
    yield _md_row(words.word(column.name) for column in columns)
    yield _md_row("---:" if column.right else "---" for column in columns)
    for record in records:
        yield _md_row(_markdown(column.told(record)) for column in columns)


def _md_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _markdown(text: str) -> str:
    return "<br>".join(map(escape.markdown, text.splitlines()))


WRITERS: dict[Format, Writer] = {Format.CSV: as_csv, Format.TSV: as_tsv, Format.MD: as_md}
"""The formats that are made of columns; a table of people's own is `parkq.output.plain`."""
