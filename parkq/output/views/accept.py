"""The answer of ``accept``: what was done with each entry, and where it stands."""

from typing import TYPE_CHECKING, Literal

from parkq import words
from parkq.output.formats import Answer
from parkq.output.record import PROBLEMS, Problems, Record, column, columns, key, record_of
from parkq.terms import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parkq.ledger import Edit

_TONES = {"accepted": "good", "replaced": "quiet", "removed": "warning"}


class Entry(Record):
    """What was done with an entry."""

    done: Literal["accepted", "replaced", "removed"] = column(
        word=words.word, style=lambda change: _TONES[change.done], whole=True
    )
    entity: str = column(whole=True)
    attribute: str = column(whole=True)
    role: Role = column(word=words.word, whole=True, table=False)
    verdict: str = column(word=words.coded, whole=True)
    fingerprint: str = column(whole=True, table=False)
    decision: str = column(whole=True, table=False)
    reason: str = column(table=False)
    until: str | None = column(whole=True)
    file: str = column("Relative to the store.", whole=True)
    why: str = column("Why it was replaced or removed.")


class Changes(Record):
    """The answer of parkq accept. jsonl: a change a line."""

    schema: Literal["parkq.accept/1"] = "parkq.accept/1"
    dry_run: bool = key("Whether nothing was written.")
    changes: tuple[Entry, ...] = key("What was done with each entry.")
    problems: Problems = key(PROBLEMS, default=None)


def answer(edits: "Sequence[Edit]", *, dry_run: bool) -> Answer:
    """What ``accept`` prints.

    Args:
        edits: of the store's files.
        dry_run: whether they were only thought out.
    """
    changes = tuple(
        record_of(Entry, change.entry, done=change.done, why=change.why, file=edit.file)
        for edit in edits
        for change in edit.changes
    )
    return Answer(
        columns=columns(Entry),
        records=changes,
        document=lambda: Changes(dry_run=dry_run, changes=changes),
        lines=lambda: changes,
    )
