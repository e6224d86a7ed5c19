"""Columns of records: what csv, tsv, md, tables and ``--columns`` are made of."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from parkq.errors import ParkqError
from parkq.locale import Message, Text, translate

if TYPE_CHECKING:
    from decimal import Decimal

Value: TypeAlias = "Text | int | float | Decimal | bool | tuple[Text, ...] | None"
"""What a column holds; a tuple is several values of one record. A message is said in English but
where people read it."""


class Column(NamedTuple):
    """A named value of a record.

    Attributes:
        name: as ``--columns`` takes it and the header row prints it.
        get: record to value.
        style: record to the name of a style of `parkq.output.tables.cells`, for what is painted.
        right: numbers, aligned on the right.
        whole: never folded onto a second line: figures, dates and ids.
        table: in a table unless ``--columns`` says otherwise; csv and tsv have every column.
        say: record to what people read of it, in their language; None for the value as it is.
        word: the same for a value that is a code: what people read for it.
        link: record to the address of what it names, or empty.
    """

    name: str
    get: Callable[[Any], Value]
    style: Callable[[Any], str] = lambda _: ""
    right: bool = False
    whole: bool = False
    table: bool = True
    say: Callable[[Any], str] | None = None
    word: Callable[[str], str] | None = None
    link: Callable[[Any], str] = lambda _: ""

    def told(self, record: object) -> str:
        """The value of a record in one line, as people read it."""
        if self.say:
            return self.say(record)
        text = plain(self.get(record), translate)
        return self.word(text) if self.word else text


def chosen(columns: tuple[Column, ...], names: str) -> tuple[Column, ...]:
    """The columns of a comma-separated list of names, in its order.

    Raises:
        ParkqError: a name is none of theirs; the hint lists them.
    """
    by_name = {column.name: column for column in columns}
    wanted = [name.strip() for name in names.split(",")]
    for name in wanted:
        if name not in by_name:
            from parkq.names.folding import closest  # noqa: PLC0415 - only for what is wrong

            near = closest(name, by_name)
            hint = Message("columns: {names}", names=", ".join(by_name))
            hint = Message("did you mean {word}?", word=near) if near else hint
            raise ParkqError(Message("no column {name!r}", name=name), hint=hint)
    return tuple(by_name[name] for name in wanted)


def plain(value: Value, say: Callable[[Text], str] = str) -> str:
    """A value in one line of text; several are parted by ``; ``."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(map(say, value))
    if isinstance(value, Message):
        return say(value)
    text = str(value)
    if isinstance(value, (str, int, float)) or text.isdigit():
        return text
    return str(number(value))


def number(value: "Decimal") -> int | float:
    """A decimal as JSON and CSV have it: an integer where it is one, else the nearest double."""
    whole = value.to_integral_value()
    return int(whole) if whole == value else float(value)
