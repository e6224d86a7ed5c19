"""The facts of one entity as text, and back: a field of all of them after the other.

See `parkq.cache.codec` for what parts them. A fact's id begins with its entity, attribute and
source, so that only what stands behind these is written.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any

from parkq.cache import codec
from parkq.cache.codec import PART, RECORD, UNIT, items
from parkq.model import Fact, Figure, Unread
from parkq.terms import Hedge, Kind, Measure, Rank, Role, Status

_Way = tuple[Callable[[Sequence[Any]], Iterable[str]], Callable[[Sequence[str]], Iterable[Any]]]
"""How a field of several facts is written, and read."""


def _member(kind: type[StrEnum]) -> _Way:
    """One of a vocabulary; what is none of it is read as None."""
    known = {member.value: member for member in kind}
    return (list, lambda texts: map(known.get, texts))


def _optional(kind: type[StrEnum]) -> _Way:
    """One of a vocabulary, or None."""
    known = {member.value: member for member in kind}
    return (lambda values: [value or "" for value in values], lambda texts: map(known.get, texts))


_TEXT: _Way = (list, list)
_NULLABLE: _Way = (
    lambda values: [value or "" for value in values],
    lambda texts: [text or None for text in texts],
)
_NUMBER: _Way = (
    lambda values: ["" if value is None else str(value) for value in values],
    lambda texts: [Decimal(text) if text else None for text in texts],
)
_FLAG: _Way = (lambda values: ["1" if value else "" for value in values], lambda t: map(bool, t))
_ITEMS: _Way = (lambda values: map(UNIT.join, values), lambda texts: map(items, texts))
_PATH: _Way = (
    lambda paths: [str(path[-1]) for path in paths],
    lambda texts: [("fact", int(text)) for text in texts],
)

_FACT: dict[str, _Way] = {
    "attribute": _TEXT,
    "source": _TEXT,
    "as_of": _NULLABLE,
    "role": _member(Role),
    "scope": _TEXT,
    "rank": _member(Rank),
    "where": _TEXT,
    "note": _TEXT,
    "measure": _optional(Measure),
    "unit": _TEXT,
    "status": _optional(Status),
    "of": _TEXT,
    "file": _TEXT,
    "path": _PATH,
}
_FIGURE: dict[str, _Way] = {
    "stated": _TEXT,
    "kind": _member(Kind),
    "value": _NUMBER,
    "low": _NUMBER,
    "high": _NUMBER,
    "unit": _TEXT,
    "hedge": _member(Hedge),
    "half": _NUMBER,
    "coarse": _NUMBER,
    "digits": _TEXT,
    "open_above": _FLAG,
    "items": _ITEMS,
    "open_ended": _FLAG,
    "measure": _member(Measure),
    "assumed": _TEXT,
}
_of_fact = attrgetter(*_FACT)
_WRITERS, _READERS = zip(*_FACT.values(), *_FIGURE.values(), strict=True)
_NAMING = ("attribute", "source", "scope", "where", "note", "stated")
_PLACES = [1 + [*_FACT, *_FIGURE].index(name) for name in _NAMING]


def text(facts: Collection[Fact]) -> str:
    """Facts as text."""
    if not facts:
        return ""
    rows = [(*_of_fact(fact), *_figure(fact.figure)) for fact in facts]
    ends = RECORD.join(
        [fact.id[len(fact.entity) + len(fact.attribute) + len(fact.source) + 2 :] for fact in facts]
    )
    fields = zip(_WRITERS, zip(*rows, strict=True), strict=True)
    return PART.join((ends, *(RECORD.join(write(values)) for write, values in fields)))


def _figure(figure: Figure | Unread) -> tuple[object, ...]:
    """The values of a figure; one that was not read is of no kind, and its items tell why."""
    if isinstance(figure, Figure):
        return figure
    why = (codec.dumped(figure.error), str(figure.offset), figure.hint, figure.code)
    return Figure(figure.stated, "", items=why)  # type: ignore[arg-type]


def facts(text: str, entity: str) -> Iterator[Fact]:
    """The facts of an entity that a text is of."""
    ends, *fields = (field.split(RECORD) for field in text.split(PART)) if text else ((),)
    columns = [read(texts) for read, texts in zip(_READERS, fields, strict=False)]
    for end, *row in zip(ends, *columns, strict=True):
        attribute, source, *others = row[: len(_FACT)]
        figure = _read(row[len(_FACT) :])
        id_ = f"{entity}/{attribute}/{source}{end}"
        yield Fact(id_, entity, attribute, source, figure, *others)


def _read(values: Sequence[Any]) -> Figure | Unread:
    figure = Figure._make(values)
    if figure.kind:
        return figure
    error, offset, hint, code = figure.items
    return Unread(figure.stated, codec.message(error), int(offset), hint, code)


def named(text: str, entity: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Of the facts of an entity the id, what is stated, scope, note and place in a document."""
    if text:
        fields = text.split(PART)
        columns = (fields[place].split(RECORD) for place in (0, *_PLACES))
        for end, attribute, source, scope, where, note, stated in zip(*columns, strict=True):
            yield f"{entity}/{attribute}/{source}{end}", stated, scope, note, where
