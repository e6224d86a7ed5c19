"""The answer of ``search``."""

from typing import TYPE_CHECKING, Literal

from parkq.output.formats import Answer
from parkq.output.record import PROBLEMS, Problems, Record, column, columns, key, record_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parkq.names import search


class Hit(Record):
    """Something that search found."""

    kind: Literal["entity", "attribute", "source", "fact"] = column(whole=True)
    id: str = column(style=lambda _: "id", whole=True)
    name: str = column()
    field: str = column("Where the best match stands.", table=False)
    matched: str = column("The text of that field.")
    score: float = column("0 to 100.", right=True, table=False)


class Hits(Record):
    """The answer of parkq search. jsonl: a hit a line."""

    schema: Literal["parkq.search/1"] = "parkq.search/1"
    hits: tuple[Hit, ...] = key("The best first.")
    problems: Problems = key(PROBLEMS, default=None)


def answer(found: "Sequence[search.Hit]") -> Answer:
    """What ``search`` found, the best first."""
    hits = tuple(record_of(Hit, hit, score=round(hit.score, 1)) for hit in found)
    return Answer(
        columns=columns(Hit), records=hits, document=lambda: Hits(hits=hits), lines=lambda: hits
    )
