"""json, jsonl, csv, tsv and md: the same records, for programs."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

from parkq.render.answer import Answer, Column, Format, Value, number, plain
from parkq.terminal import visible

Header = bool
Writer = Callable[[Sequence[Column], Iterable[Any], Header], str]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TSV = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_MD = str.maketrans({c: f"\\{c}" for c in r"\`*_[]<>|"})


def as_json(answer: Answer) -> str:
    """The answer's document, indented, in UTF-8 as it is."""
    return dumps(answer.document(), indent=2) + "\n"


def as_jsonl(answer: Answer) -> str:
    """One document a line."""
    return "".join(dumps(line) + "\n" for line in answer.lines())


def dumps(value: object, indent: int | None = None) -> str:
    """JSON text in UTF-8 as it is; what UTF-8 cannot carry (lone surrogates) is escaped."""
    import json  # noqa: PLC0415 - csv, tsv and md do without it

    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_default)
    if text.isascii():
        return text
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text)


def _default(value: object) -> int | float:
    if isinstance(value, Decimal):
        return number(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def as_csv(columns: Sequence[Column], records: Iterable[Any], header: Header) -> str:
    """RFC 4180. Text that a spreadsheet would run as a formula is led by an apostrophe."""
    import csv  # noqa: PLC0415 - no other format needs it

    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header:
        writer.writerow([column.name for column in columns])
    writer.writerows([_inert(column.get(record)) for column in columns] for record in records)
    return out.getvalue()


def _inert(value: Value) -> str:
    text = plain(value)
    guarded = isinstance(value, str | tuple) and text.startswith(_FORMULA)
    return f"'{text}" if guarded else text


def as_tsv(columns: Sequence[Column], records: Iterable[Any], header: Header) -> str:
    r"""One record a line, always: a tab, a line break or a backslash in a value is escaped."""
    rows = [[plain(column.get(record)).translate(_TSV) for column in columns] for record in records]
    names = [[column.name for column in columns]] if header else []
    return "".join("\t".join(row) + "\n" for row in names + rows)


def as_md(columns: Sequence[Column], records: Iterable[Any], _header: Header) -> str:
    """A table of GitHub-flavoured Markdown, which has no form without a header."""
    lines = [
        [column.name for column in columns],
        ["---:" if column.right else "---" for column in columns],
        *([_markdown(column.get(record)) for column in columns] for record in records),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown(value: Value) -> str:
    return "<br>".join(visible(line).translate(_MD) for line in plain(value).splitlines())


WRITERS: dict[Format, Writer] = {Format.CSV: as_csv, Format.TSV: as_tsv, Format.MD: as_md}
"""The formats that are made of columns; a table of people's own is `parkq.render.plain`."""
