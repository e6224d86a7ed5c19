"""The answer of ``accept``: what was done with each entry, and where it stands."""

from typing import TYPE_CHECKING, NamedTuple

from parkq import words
from parkq.output import shapes
from parkq.output.answer import Answer, Column, Json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parkq.ledger import Change, Edit


class _Record(NamedTuple):
    file: str
    change: "Change"


_ENTRY = ("entity", "attribute", "role", "verdict", "fingerprint", "decision", "reason", "until")
_ASIDE = frozenset({"role", "fingerprint", "decision", "reason"})
_TONES = {"accepted": "good", "replaced": "quiet", "removed": "warning"}

_IN_WORDS = {"role": words.word, "verdict": words.coded}


def _tone(record: _Record) -> str:
    return _TONES[record.change.done]


_COLUMNS = (
    Column.worded("done", lambda r: r.change.done, words.word, style=_tone, whole=True),
    *(
        Column.worded(
            name,
            lambda r, name=name: getattr(r.change.entry, name),  # type: ignore[misc]
            _IN_WORDS.get(name, str),
            whole=name != "reason",
            table=name not in _ASIDE,
        )
        for name in _ENTRY
    ),
    Column("file", lambda r: r.file, whole=True),
    Column("why", lambda r: r.change.why),
)


def answer(edits: "Sequence[Edit]", *, dry_run: bool) -> Answer:
    """What ``accept`` prints.

    Args:
        edits: of the store's files.
        dry_run: whether they were only thought out.
    """
    records = [_Record(edit.file, change) for edit in edits for change in edit.changes]

    def shaped() -> list[Json]:
        return [{column.name: column.get(record) for column in _COLUMNS} for record in records]

    return Answer(
        columns=_COLUMNS,
        records=records,
        document=lambda: shapes.named("accept", {"dry_run": dry_run, "changes": shaped()}),
        lines=shaped,
    )
