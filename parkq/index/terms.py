"""Fills an index with what names are looked up in, and keeps it so, where a question needed it."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache, partial
from importlib.util import find_spec
from itertools import chain
from os.path import getmtime
from typing import TYPE_CHECKING, Any

from parkq.candidates import folded
from parkq.index.database import Database, writing
from parkq.names import entries
from parkq.names.entries import KINDS, Entry, Item

if TYPE_CHECKING:
    from parkq.model import Fact, Source
    from parkq.names.index import Term

Row = tuple[Any, ...]

_TYPED = frozenset(("id", "name", "alias", "title"))
"""The fields whose texts a shell completes to."""
_PARTS = ("full", "spoken")
"""The lanes that are searched for parts of keys, by trigrams."""


def make_trigrams(connection: sqlite3.Connection) -> None:
    """Makes what finds parts of spellings fast, where this SQLite can: from 3.34, if built so."""
    with suppress(sqlite3.OperationalError):
        connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS spelling_parts USING fts5(key, "
            "content = 'spelling', content_rowid = 'number', tokenize = 'trigram case_sensitive 1')"
        )


@cache
def libraries() -> str:
    """What tells the libraries that keys are made with from other versions of them."""
    origins = (find_spec(name) for name in ("opencc", "pypinyin"))
    return " ".join(str(getmtime(each.origin)) for each in origins if each and each.origin)


def is_filled(connection: sqlite3.Connection, kind: str) -> bool:
    """Whether the names of a kind are there, and made with the libraries that there are now."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (f"names {kind}",)).fetchone()
    return bool(row == (libraries(),))


def fill(connection: sqlite3.Connection, kind: str, made: Iterable[tuple[int, Entry]]) -> None:
    """Inserts the names of a kind, within the caller's transaction.

    Args:
        connection: to the index.
        kind: of the items.
        made: the number of each item, and its entry.
    """
    make_trigrams(connection)
    if not connection.execute("SELECT 1 FROM sound LIMIT 1").fetchone():
        from parkq.names.folding import sounds  # noqa: PLC0415 - what is filled needs no pypinyin

        connection.executemany("INSERT INTO sound VALUES (?, ?)", sounds().items())
    _Filling(connection, kind, is_empty=True).insert(made)
    state = (f"names {kind}", libraries())
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", state)


def fill_names(database: Database, kind: str) -> bool:
    """Whether the names of a kind are there, now at the latest."""
    database.fills[kind] = partial(fill_names, database, kind)
    connection = database.connection
    try:
        if is_filled(connection, kind):
            return True
        state = connection.execute("PRAGMA data_version").fetchone()
        connection.execute("COMMIT")
        try:
            with writing(connection):
                if connection.execute("PRAGMA data_version").fetchone() != state:
                    raise sqlite3.OperationalError("another process has changed the index")
                empty(connection, kind)
                fill(connection, kind, _entries(connection, kind))
        finally:
            connection.execute("BEGIN")
    except (sqlite3.DatabaseError, AttributeError, TypeError, ValueError):
        return False  # damaged, or another process is at it: they are read in memory
    return True


def _entries(connection: sqlite3.Connection, kind: str) -> Iterator[tuple[int, Entry]]:
    """The items of a kind with their numbers."""
    if kind == "fact":
        rows = connection.execute("SELECT number, id, stated, scope, note, locator FROM fact")
        yield from ((number, entries.fact(*texts)) for number, *texts in rows)
        return
    from parkq import model  # noqa: PLC0415 - what is filled needs no model
    from parkq.index import record  # noqa: PLC0415

    types: dict[str, type] = dict(
        zip(KINDS, (model.Entity, model.Attribute, model.Source), strict=False)
    )
    for number, detail in connection.execute(f"SELECT number, detail FROM {kind}").fetchall():
        noun: Any = record.load(types[kind], detail)
        tables = ({noun.id: noun} if each == kind else {} for each in KINDS)
        yield from ((number, entry) for entry in entries.read(kind, entries.Tables(*tables)))


def empty(connection: sqlite3.Connection, kind: str) -> None:
    """Takes out the names of a kind."""
    numbers = connection.execute(
        "SELECT DISTINCT item FROM bearer JOIN term ON term.number = term WHERE kind = ?", (kind,)
    )
    _remove(connection, kind, [number for (number,) in numbers])


def add_facts(connection: sqlite3.Connection, facts: Iterable["tuple[int, Fact]"]) -> None:
    """Inserts the names of facts that are new, if those of facts are there."""
    if is_filled(connection, "fact"):
        made = ((number, _fact_entry(fact)) for number, fact in facts)
        _Filling(connection, "fact", is_empty=False).insert(made)


def add_source(connection: sqlite3.Connection, number: int, source: "Source") -> None:
    """Inserts the names of a source that is new, if those of sources are there."""
    if is_filled(connection, "source"):
        made = entries.read("source", entries.Tables({}, {}, {source.id: source}, {}))
        _Filling(connection, "source", is_empty=False).insert((number, entry) for entry in made)


def remove(connection: sqlite3.Connection, kind: str, items: Sequence[int]) -> None:
    """Takes out the names of items, if those of the kind are there."""
    if is_filled(connection, kind):
        _remove(connection, kind, items)


def _fact_entry(fact: "Fact") -> Entry:
    return entries.fact(fact.id, fact.figure.stated, fact.scope, fact.note, fact.where)


class _Filling:
    """Inserts terms and their spellings; those that are there already are shared."""

    def __init__(self, connection: sqlite3.Connection, kind: str, *, is_empty: bool) -> None:
        self._connection = connection
        self._kind = kind
        self._is_empty = is_empty
        self._terms: dict[tuple[str, str], int] = {}
        self._spellings: dict[tuple[str, str], int] = {}
        self._next: dict[str, int] = {
            table: connection.execute(
                f"SELECT COALESCE(MAX(number) + 1, 0) FROM {table}"
            ).fetchone()[0]
            for table in ("term", "spelling")
        }
        self._rows: defaultdict[str, list[Row]] = defaultdict(list)

    def insert(self, made: Iterable[tuple[int, Entry]]) -> None:
        from parkq.names.index import spelled  # noqa: PLC0415 - as above

        for number, entry in made:
            if self._kind == "fact":  # what a text is found by depends on nothing else
                for position, (field, text) in enumerate(entry.texts):
                    self._rows["bearer"].append((self._shared(field, text), number, position))
                continue
            for position, (term, keys) in enumerate(spelled(entry)):
                self._rows["bearer"].append((self._term(term, keys), number, position))
        self._write()

    def _shared(self, field: str, text: str) -> int:
        from parkq.names.index import spelled  # noqa: PLC0415 - as above

        if (field, text) not in self._terms:
            number = self._find("term", "text = ? AND field = ?", text, field)
            if number is None:
                ((term, keys),) = spelled(Entry(Item("fact", "", text), ((field, text),)))
                number = self._term(term, keys)
            self._terms[field, text] = number
        return self._terms[field, text]

    def _term(self, term: "Term", keys: Iterable[tuple[str, str]]) -> int:
        from parkq.names.folding import latin  # noqa: PLC0415 - as above

        number = self._number("term")
        self._rows["term"].append((number, self._kind, term.field, term.text, term.sort))
        more = {("latin", word) for word in latin(term.text)}
        if term.field in _TYPED:
            more.add(("typed", folded(term.text)))
        spellings = {self._spelling(lane, key) for lane, key in chain(keys, more)}
        self._rows["spelling_term"] += ((spelling, number) for spelling in spellings)
        return number

    def _spelling(self, lane: str, key: str) -> int:
        if (lane, key) not in self._spellings:
            number = self._find("spelling", "lane = ? AND key = ?", lane, key)
            if number is None:
                number = self._number("spelling")
                self._rows["spelling"].append((number, self._kind, lane, key))
                if lane in _PARTS:
                    self._rows["spelling_parts (rowid, key)"].append((number, key))
            self._spellings[lane, key] = number
        return self._spellings[lane, key]

    def _find(self, table: str, condition: str, *values: str) -> int | None:
        if self._is_empty:
            return None
        sql = f"SELECT number FROM {table} WHERE kind = ? AND {condition}"
        row = self._connection.execute(sql, (self._kind, *values)).fetchone()
        return int(row[0]) if row else None

    def _number(self, table: str) -> int:
        self._next[table] += 1
        return int(self._next[table] - 1)

    def _write(self) -> None:
        if not has_parts(self._connection):
            self._rows.pop("spelling_parts (rowid, key)", None)
        for table, rows in self._rows.items():
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", sorted(rows))


def has_parts(connection: sqlite3.Connection) -> bool:
    """Whether the index can look for parts of spellings by trigrams."""
    made = "SELECT 1 FROM sqlite_master WHERE name = 'spelling_parts'"
    return connection.execute(made).fetchone() is not None


def _remove(connection: sqlite3.Connection, kind: str, items: Iterable[int]) -> None:
    terms: set[int] = set()
    for item in items:
        found = connection.execute(
            "SELECT term FROM bearer JOIN term ON term.number = term WHERE item = ? AND kind = ?",
            (item, kind),
        ).fetchall()
        terms.update(term for (term,) in found)
        connection.executemany(
            "DELETE FROM bearer WHERE term = ? AND item = ?", [(term, item) for (term,) in found]
        )
    in_parts = has_parts(connection)
    for term in terms:
        if not connection.execute("SELECT 1 FROM bearer WHERE term = ?", (term,)).fetchone():
            _remove_term(connection, term, in_parts=in_parts)


def _remove_term(connection: sqlite3.Connection, term: int, *, in_parts: bool) -> None:
    """Takes out a term that nothing has any more, and spellings that were its alone."""
    own = connection.execute(
        "SELECT number, lane, key FROM spelling_term JOIN spelling ON number = spelling "
        "WHERE term = ?",
        (term,),
    ).fetchall()
    connection.execute("DELETE FROM spelling_term WHERE term = ?", (term,))
    connection.execute("DELETE FROM term WHERE number = ?", (term,))
    for number, lane, key in own:
        other = "SELECT 1 FROM spelling_term WHERE spelling = ?"
        if connection.execute(other, (number,)).fetchone():
            continue
        if lane in _PARTS and in_parts:
            connection.execute(
                "INSERT INTO spelling_parts (spelling_parts, rowid, key) VALUES ('delete', ?, ?)",
                (number, key),
            )
        connection.execute("DELETE FROM spelling WHERE number = ?", (number,))
