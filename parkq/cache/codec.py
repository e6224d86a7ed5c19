"""Nouns as text, and back: fields parted by the separators that ASCII has for it.

No text of a store holds such a character, and no field that may be None is empty: both are refused
by `parkq.store.fields`.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from operator import attrgetter
from typing import Any, Generic, TypeVar

from parkq.errors import Problem
from parkq.locale import Text, as_json, from_json
from parkq.model import Accepted, Attribute, Entity, Relation, Source
from parkq.terms import Changes, Kind, Measure, Role, Span

UNIT, RECORD, PART, BLOCK = "\x1f", "\x1e", "\x1d", "\x1c"
"""Between the items of a field, the fields of a noun, nouns, and the parts of a text."""

_T = TypeVar("_T")
_Way = tuple[Callable[[Any], str], Callable[[str], Any]]


def _same(text: str) -> str:
    return text


def _or_none(text: str) -> str | None:
    return text or None


def _blank(text: str | None) -> str:
    return text or ""


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _digits(value: object) -> str:
    return "" if value is None else str(value)


def items(text: str) -> tuple[str, ...]:
    """The items of a text that is a list of them."""
    return tuple(text.split(UNIT)) if text else ()


_TEXT: _Way = (_same, _same)
_NULLABLE: _Way = (_blank, _or_none)
_NUMBER: _Way = (_digits, _number)
_WHOLE: _Way = (_digits, lambda text: int(text) if text else None)
_ITEMS: _Way = (UNIT.join, items)
_FLAG: _Way = (lambda value: "1" if value else "", bool)


def message(text: str) -> Text:
    """The message that a text is of."""
    from json import loads  # noqa: PLC0415 - few stores have problems

    read: Text = from_json(loads(text))
    return read


def dumped(message: Text) -> str:
    """A message as text."""
    from json import dumps  # noqa: PLC0415 - likewise

    return dumps(as_json(message), ensure_ascii=False)


_MESSAGE: _Way = (dumped, message)


def _of(kind: Callable[[str], Any]) -> _Way:
    return (_same, kind)


def _numbered(table: str) -> _Way:
    """The key path of a table in an array of them."""
    return (lambda path: str(path[-1]), lambda text: (table, int(text)))


def _labels(text: str) -> dict[str, str]:
    items = text.split(UNIT)
    return dict(zip(items[::2], items[1::2], strict=True))


class Codec(Generic[_T]):
    """How nouns of one sort are written: the names of their fields, and a way for each."""

    def __init__(self, make: Callable[..., _T], **fields: _Way) -> None:
        self._make = make
        self._names = tuple(fields)
        self._values = attrgetter(*fields)
        self._writers = tuple(way[0] for way in fields.values())
        self._readers = tuple(way[1] for way in fields.values())

    def text(self, noun: object) -> str:
        """A noun as text."""
        values = self._values(noun)
        return RECORD.join([write(each) for write, each in zip(self._writers, values, strict=True)])

    def noun(self, text: str) -> _T:
        """The noun that a text is of."""
        fields = text.split(RECORD)
        values = [read(field) for read, field in zip(self._readers, fields, strict=True)]
        return self._make(**dict(zip(self._names, values, strict=True)))

    def texts(self, nouns: Iterable[object]) -> str:
        """Several nouns as one text."""
        return PART.join(map(self.text, nouns))

    def nouns(self, text: str) -> Iterator[_T]:
        """The nouns of such a text."""
        return map(self.noun, text.split(PART)) if text else iter(())


ENTITY = Codec(
    Entity,
    id=_TEXT,
    name=_TEXT,
    aliases=_ITEMS,
    kind=_TEXT,
    part_of=_NULLABLE,
    pinyin=_NULLABLE,
    code=_NULLABLE,
    note=_TEXT,
    currency=_TEXT,
    file=_TEXT,
    path=_numbered("entity"),
)
SOURCE = Codec(
    Source,
    id=_TEXT,
    title=_TEXT,
    publisher=_TEXT,
    published=_NULLABLE,
    retrieved=_NULLABLE,
    kind=_TEXT,
    url=_TEXT,
    derived_from=_NULLABLE,
    note=_TEXT,
    currency=_TEXT,
    document=_TEXT,
    sha256=_TEXT,
    file=_TEXT,
    path=(lambda _: "", lambda _: ("source",)),
)
ATTRIBUTE = Codec(
    Attribute,
    id=_TEXT,
    label=(lambda label: UNIT.join(word for pair in label.items() for word in pair), _labels),
    kind=_of(Kind),
    aliases=_ITEMS,
    dimension=_TEXT,
    display=_TEXT,
    changes=_of(Changes),
    drift=_NUMBER,
    monotone=_FLAG,
    tolerance=_NUMBER,
    exact=_FLAG,
    single=_FLAG,
    requires_as_of=_FLAG,
    at_least=_ITEMS,
    minimum=_NULLABLE,
    maximum=_NULLABLE,
    stale_after=_WHOLE,
    note=_TEXT,
    period=_of(Span),
    unit=_TEXT,
    fall=_NUMBER,
    margin=_NUMBER,
    file=_TEXT,
    path=(lambda path: path[-1], lambda text: ("attribute", text)),
)
RELATION = Codec(
    Relation,
    id=_TEXT,
    expr=_TEXT,
    entity=_NULLABLE,
    source=_NULLABLE,
    as_of=_NULLABLE,
    note=_TEXT,
    file=_TEXT,
    path=_numbered("relation"),
)
ACCEPTED = Codec(
    Accepted,
    entity=_TEXT,
    attribute=_TEXT,
    verdict=_TEXT,
    fingerprint=_TEXT,
    reason=_TEXT,
    decision=_TEXT,
    role=_of(Role),
    until=_NULLABLE,
    measure=_of(Measure),
    as_of=_NULLABLE,
    file=_TEXT,
    path=_numbered("accepted"),
)
PROBLEM = Codec(
    Problem,
    code=_TEXT,
    message=_MESSAGE,
    file=_TEXT,
    hint=_MESSAGE,
    line=_WHOLE,
    column=_WHOLE,
)
