"""The answer of ``cache``."""

from collections.abc import Iterable
from typing import Annotated, Literal

from parkq.output.formats import Answer
from parkq.output.record import Count, Record, column, columns, key, record_of


class Cache(Record):
    """What is kept of a store."""

    store: str = column("Its real path; empty where that is not known.")
    folder: str = column("Where it lies; empty where nothing is to be kept.")
    state: Literal["fresh", "stale", "none", "off", "removed", "damaged"] = column(
        "Whether it is of the store as it is now; removed by --clear."
    )
    bytes: Count = column("The size of all its files; of what was removed.", right=True)
    made: Annotated[str, ("format", "date-time")] | None = column(
        "When it was last brought up, in UTC.", whole=True
    )


class Caches(Record):
    """The answer of parkq cache. jsonl: a store a line."""

    schema: Literal["parkq.cache/1"] = "parkq.cache/1"
    caches: tuple[Cache, ...] = key("What is kept of the store, or of each of all.")


def answer(found: Iterable[object]) -> Answer:
    """What is kept of stores."""
    caches = tuple(record_of(Cache, each) for each in found)
    return Answer(
        columns=columns(Cache),
        records=caches,
        document=lambda: Caches(caches=caches),
        lines=lambda: caches,
    )
