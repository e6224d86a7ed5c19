"""One answer in every form: records in named columns, a JSON document, a page for a terminal."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum, unique
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from parkq.errors import ParkqError

if TYPE_CHECKING:
    from decimal import Decimal

    from parkq.model import Attribute, Entity, Fact, Source
    from parkq.output.page import Element

Value: TypeAlias = "str | int | float | Decimal | bool | tuple[str, ...] | None"
"""What a column holds; a tuple is several values of one record."""

Json = Any
"""What `json.dumps` takes, with ``Decimal`` besides."""


@unique
class Format(StrEnum):
    """How an answer is printed, as ``--format`` takes it."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


class Known(Protocol):
    """What rendering looks up by id: a store, or as much of one as a test needs."""

    @property
    def entities(self) -> "Mapping[str, Entity]":
        """By entity id."""

    @property
    def attributes(self) -> "Mapping[str, Attribute]":
        """By attribute id."""

    @property
    def sources(self) -> "Mapping[str, Source]":
        """By source id."""

    @property
    def facts(self) -> "Mapping[str, Fact]":
        """By fact id."""

    def line(self, fact: "Fact") -> int:
        """The line of its file that a fact stands in."""


class Column(NamedTuple):
    """A named value of a record.

    Attributes:
        name: as ``--columns`` takes it and the header row prints it.
        get: record to value.
        style: record to the name of a style of `parkq.output.cells`, for what is painted.
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

    @classmethod
    def worded(
        cls,
        name: str,
        get: Callable[[Any], Value],
        word: Callable[[str], str],
        **settings: Any,  # noqa: ANN401 - the other fields
    ) -> "Column":
        """A column of codes, and the word that people read for each."""
        return cls(name, get, word=word, **settings)

    def told(self, record: object) -> str:
        """The value of a record in one line, as people read it."""
        if self.say:
            return self.say(record)
        text = plain(self.get(record))
        return self.word(text) if self.word else text


class Answer(NamedTuple):
    """What a command has to say, before a format is chosen.

    Attributes:
        columns: every column of its records.
        records: one a line in csv, tsv, md and in a table that is not for a terminal; gone
            through once.
        document: the JSON document.
        lines: the documents of ``jsonl``.
        page: the layout for a terminal; None for a plain table of the records.
        prose: whether the page is to be read as it is, not folded, where there is no terminal.
        batches: the records bit by bit, in their stead, where more of them are waited for: what is
            there is printed first.
        live: whether each piece is to be seen at once, not when there is much of it.
        problems: how many there are in the store's files: what they concern is left out.
    """

    columns: tuple[Column, ...]
    records: Iterable[Any]
    document: Callable[[], Json]
    lines: Callable[[], Iterable[Json]]
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
            hint = f"did you mean {near}?" if near else f"columns: {', '.join(by_name)}"
            raise ParkqError(f"no column {name!r}", hint=hint)
    return tuple(by_name[name] for name in wanted)


def plain(value: Value) -> str:
    """A value in one line of text; several are parted by ``; ``."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(value)
    text = str(value)
    if isinstance(value, (str, int, float)) or text.isdigit():
        return text
    return str(number(value))


def number(value: "Decimal") -> int | float:
    """A decimal as JSON and CSV have it: an integer where it is one, else the nearest double."""
    whole = value.to_integral_value()
    return int(whole) if whole == value else float(value)
