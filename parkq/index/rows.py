"""Facts and comparisons as rows of an index, and what numbers them."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from parkq import dates
from parkq.figures.express import express
from parkq.index import record
from parkq.index.database import Encode
from parkq.index.plain import checksum
from parkq.model import Attribute, Fact, Figure, Source, Unread
from parkq.names.entries import KINDS
from parkq.store import files
from parkq.store.memory import Store
from parkq.store.places import table_lines
from parkq.terms import WORDED, Changes, Kind, Severity, Verdict
from parkq.verdicts.judge import judged
from parkq.verdicts.results import Group

Row = tuple[Any, ...]

NAMED = KINDS[:3]
"""What is known by ids of its own: entities, attributes, sources."""
_GRAVITY = {verdict: number for number, verdict in enumerate(Verdict)}


class Numbers(dict[str, dict[str, int]]):
    """The numbers of files, entities, attributes and sources, by kind and name or id."""

    def __missing__(self, kind: str) -> dict[str, int]:
        self[kind] = {}
        return self[kind]

    def add(self, kind: str, name: str) -> int:
        """A number for something new, above all others of its kind."""
        known = self[kind]
        last = next(reversed(known.values()), -1)
        known.pop(name, None)
        known[name] = last + 1
        return last + 1

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> "Numbers":
        """Those of an index, in order."""
        names = {"file": "name"} | dict.fromkeys(NAMED, "id")
        return cls(
            (kind, dict(connection.execute(f"SELECT {name}, number FROM {kind} ORDER BY number")))
            for kind, name in names.items()
        )


def marks(row: Sequence[object]) -> str:
    """A question mark for each value of a row, as SQL has them."""
    return ", ".join("?" * len(row))


# Facts and comparisons


class Writer:
    """Inserts facts and comparisons of a store, which are numbered as they come."""

    def __init__(
        self, connection: sqlite3.Connection, store: Store, numbers: Numbers, encode: Encode
    ) -> None:
        self._connection = connection
        self._store = store
        self._numbers = numbers
        self._encode = encode
        self._lines = _Lines(store.root)
        self._next = {
            table: connection.execute(
                f"SELECT COALESCE(MAX(number) + 1, 0) FROM {table}"
            ).fetchone()[0]
            for table in ("fact", "comparison")
        }

    def insert_facts(self, facts: Iterable[Fact]) -> dict[str, int]:
        """Inserts facts, and gives their numbers by id."""
        rows = list(map(self.fact_row, facts))
        start = self._next["fact"]
        self._next["fact"] += len(rows)
        numbered = [(start + at, *row, checksum(row)) for at, row in enumerate(rows)]
        if numbered:
            sql = f"INSERT INTO fact VALUES ({marks(numbered[0])})"
            self._connection.executemany(sql, numbered)
        return {row[1]: row[0] for row in numbered}

    def fact_row(self, fact: Fact) -> Row:
        """A fact as its row, without number and checksum."""
        numbers, attribute = self._numbers, self._store.attributes[fact.attribute]
        return (
            fact.id,
            numbers["entity"][fact.entity],
            numbers["attribute"][fact.attribute],
            numbers["source"][fact.source],
            fact.role.value,
            fact.figure.stated,
            *_figure_columns(fact.figure, attribute),
            fact.as_of,
            _dated(fact, attribute, self._store.sources[fact.source]),
            fact.scope,
            fact.rank.value,
            fact.where,
            fact.note,
            fact.measure and fact.measure.value,
            fact.unit,
            self._currency(fact),
            fact.status and fact.status.value,
            fact.of,
            numbers["file"][fact.file],
            fact.path[-1],
            self._lines.line(self._store, fact),
        )

    def _currency(self, fact: Fact) -> str:
        source, entity = self._store.sources[fact.source], self._store.entities[fact.entity]
        return source.currency or entity.currency

    def insert_comparisons(self, entity: str, facts: Mapping[str, int]) -> None:
        """Judges what is stated of an entity, and inserts what it comes to.

        Args:
            entity: its id.
            facts: the numbers of facts by id, and of those of other entities that it hangs on.
        """
        rows, members = [], []
        for group in judged(self._store, entity):
            number = self._next["comparison"]
            self._next["comparison"] += 1
            row = self._comparison_row(group)
            rows.append((number, *row, checksum(row)))
            members += [(number, facts[id_]) for id_ in group.facts]
        if rows:
            sql = f"INSERT INTO comparison VALUES ({marks(rows[0])})"
            self._connection.executemany(sql, rows)
            self._connection.executemany("INSERT INTO comparison_fact VALUES (?, ?)", members)

    def _comparison_row(self, group: Group) -> Row:
        numbers, store = self._numbers, self._store
        is_alarming = group.severity >= Severity.WARNING
        return (
            numbers["entity"][group.entity],
            numbers["attribute"][group.attribute],
            group.role.value,
            group.form.value,
            group.as_of,
            group.verdict.value,
            _GRAVITY[group.verdict],
            group.severity.value,
            _real(group.gap),
            _real(group.gap_ratio),
            len({store.facts[id_].source for id_ in group.facts}),
            int(group.accepted is not None),
            group.accepted.describe() if group.accepted else "",
            group.settle,
            group.fingerprint,
            "\n".join(group.why),
            self._encode(group, store) if is_alarming else None,
            record.dump(group),
        )


def _figure_columns(figure: Figure | Unread, attribute: Attribute) -> Row:
    """What a row tells of a figure, from its display to its hedge."""
    if isinstance(figure, Unread):
        return ("unread", *[None] * 8)
    bounds = (figure.value, figure.low, figure.high)
    days: Sequence[str | None] = (None, None, None)
    numbers: Sequence[float | None] = tuple(map(_real, bounds))
    if figure.kind is Kind.DATE:
        days = [None if day is None else dates.iso(int(day)) for day in bounds]
        numbers = (None, None, None)
    display = "" if figure.kind in WORDED else express(figure, attribute.display)
    return (display, *numbers, *days, figure.unit, figure.hedge.value)


def _real(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _dated(fact: Fact, attribute: Attribute, source: Source) -> str:
    """When a fact held; with a star the publication, where that alone dates a yearly one."""
    if fact.as_of or attribute.changes is not Changes.YEARLY or not source.published:
        return fact.as_of or ""
    return f"{source.published.rstrip('?')}*"


class _Lines:
    """The lines that facts stand in, found for a whole file at once where its layout allows."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._of_file: dict[str, Sequence[int]] = {}

    def line(self, store: Store, fact: Fact) -> int:
        if fact.file not in self._of_file:
            text = files.read_text(self._root, fact.file)
            self._of_file[fact.file] = table_lines(text, "fact")
        try:
            return self._of_file[fact.file][int(fact.path[-1])]
        except LookupError:  # not every table has a line of its own
            return store.locate(fact.file, fact.path).line
