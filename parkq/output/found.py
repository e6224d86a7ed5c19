"""The answers of ``search`` and ``cache``: they need nothing that facts are shown by."""

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from parkq.output.answer import Answer, Column, Json

if TYPE_CHECKING:
    from parkq.names.search import Hit

_HIT = (
    Column("kind", attrgetter("kind"), whole=True),
    Column("id", attrgetter("id"), style=lambda _: "id", whole=True),
    Column("name", attrgetter("name")),
    Column("field", attrgetter("field"), table=False),
    Column("matched", attrgetter("matched")),
    Column("score", lambda hit: round(hit.score, 1), right=True, table=False),
)
_CACHE = (
    *(Column(name, attrgetter(name)) for name in ("store", "folder", "state")),
    *(Column(name, attrgetter(name), right=True) for name in ("layers", "bytes")),
    Column("made", attrgetter("made"), whole=True),
)


def hits(found: Sequence["Hit"]) -> Answer:
    """What ``search`` found, the best first."""
    return _answer("search", "hits", _HIT, found)


def caches(found: Sequence[Any]) -> Answer:
    """What is kept of stores."""
    return _answer("cache", "caches", _CACHE, found)


def _answer(schema: str, key: str, columns: tuple[Column, ...], found: Sequence[Any]) -> Answer:
    def shaped() -> list[Json]:
        return [{column.name: column.get(each) for column in columns} for each in found]

    def document() -> Json:
        from parkq.output.shapes import named  # noqa: PLC0415 - 5 ms, only for JSON

        return named(schema, {key: shaped()})

    return Answer(columns=columns, records=found, document=document, lines=shaped)
