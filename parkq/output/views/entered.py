"""The answer of the commands that enter something: what was added, as it is read and judged."""

from typing import TYPE_CHECKING, Literal

from parkq import words
from parkq.output.formats import Answer
from parkq.output.record import PROBLEMS, Problems, Record, column, columns, key, record_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parkq.documents import entry


class Entered(Record):
    """One thing entered, or there already."""

    done: Literal["added", "already there"] = column(word=words.word, whole=True)
    kind: Literal["source", "entity", "fact"] = column(table=False)
    id: str = column("Of the source, the entity or the fact.", style=lambda _: "id", whole=True)
    stated: str = column("Of a fact, as printed.", whole=True)
    read: str = column("Of a fact, as it is read.", right=True, whole=True)
    verdict: str = column(
        "The gravest that the fact makes and that there was not; empty where there is none.",
        word=words.coded,
        style=lambda entered: entered.severity,
    )
    severity: Literal["", "info", "warning", "error"] = column(word=words.word, table=False)
    why: str = column(table=False)
    file: str = column("Relative to the store.", table=False)


class EnteredDocument(Record):
    """The answer of parkq add, add-source, add-entity and import. jsonl: one thing a line."""

    schema: Literal["parkq.add/1"] = "parkq.add/1"
    entered: tuple[Entered, ...] = key()
    problems: Problems = key(PROBLEMS, default=None)


def answer(found: "Sequence[entry.Entered]") -> Answer:
    """What was entered, or was there already."""
    entered = tuple(record_of(Entered, each) for each in found)
    return Answer(
        columns=columns(Entered),
        records=entered,
        document=lambda: EnteredDocument(entered=entered),
        lines=lambda: entered,
    )
