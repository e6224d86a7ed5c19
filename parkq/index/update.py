"""Brings an index up by what a few files of its store hold now, where that is all that changed."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from parkq.errors import Problem
from parkq.index import record, terms
from parkq.index.build import Noun, file_row, insert_accepted, insert_noun, vocabulary_digest
from parkq.index.database import Encode
from parkq.index.freshness import Observed
from parkq.index.mappings import Select
from parkq.index.query import IndexedStore
from parkq.index.rows import NAMED, Numbers, Row, Writer
from parkq.model import Accepted, Source, Tables
from parkq.store import files, link, statements
from parkq.store.decode import decode
from parkq.store.folder import NOTHING
from parkq.store.memory import Store


class TooMuchError(Exception):
    """More has changed than can be told from the files that have."""


def is_updated(
    connection: sqlite3.Connection,
    root: str,
    seen: Observed,
    changed: Collection[str],
    encode: Encode,
) -> bool:
    """Whether an index could be brought up by what some files hold now; else it is as it was."""
    connection.execute("SAVEPOINT changes")
    try:
        _Update(connection, root, seen, encode).run(changed)
    except TooMuchError:
        connection.execute("ROLLBACK TO changes")
        return False
    connection.execute("RELEASE changes")
    return True


class _Change(NamedTuple):
    """A file as it was and as it is.

    Attributes:
        number: of the file; None where it is new.
        former, present: the document that it was of, and is of.
        tables: of the file as it is; none where it is gone.
    """

    file: str
    number: int | None
    former: Source | None
    present: Source | None
    tables: Tables


class _Update:
    """Takes out of an index what some files held, and takes in what they hold now.

    Only a change of facts, of acknowledgements and of their own source is taken so: vocabulary,
    entities and relations bear on everything.
    """

    def __init__(
        self, connection: sqlite3.Connection, root: str, seen: Observed, encode: Encode
    ) -> None:
        self._connection = connection
        self._root = root
        self._seen = seen
        self._encode = encode
        self._numbers = Numbers.read(connection)
        self._touched: set[str] = set()
        """Ids of the entities to be judged anew."""

    def run(self, changed: Collection[str]) -> None:
        """Brings the index up.

        Raises:
            TooMuchError: something else has changed, or there are problems in the store.
        """
        ((problems,),) = self._select("SELECT value FROM meta WHERE key = 'problems'")
        if problems != "[]" or any(tuple(stamp[1:]) == NOTHING for stamp in self._seen.stamps):
            raise TooMuchError
        changes = [self._change(file) for file in sorted(changed)]
        self._require_small(changes)
        self._write_files(changes)
        for change in changes:
            self._write_source(change)
        self._write_facts(changes)
        for change in changes:
            self._write_accepted(change)
        if not self._touched <= self._numbers["entity"].keys():  # an acknowledgement may name such
            raise TooMuchError
        self._judge()
        gone = [change.file for change in changes if change.file not in self._there()]
        self._connection.executemany("DELETE FROM file WHERE name = ?", zip(gone))

    def _select(self, sql: str, *values: object, **_: object) -> Sequence[Row]:
        return self._connection.execute(sql, values).fetchall()

    def _there(self) -> set[str]:
        return {name for name, *_ in self._seen.stamps}

    def _change(self, file: str) -> _Change:
        tables = self._decode(file) if file in self._there() else Tables(file=file)
        known = self._select("SELECT number, vocabulary, strays FROM file WHERE name = ?", file)
        number, vocabulary, strays = known[0] if known else (None, "", False)
        nouns: list[Noun] = [*tables.entities, *tables.attributes, *tables.relations]
        if strays or _strays(tables) or vocabulary_digest(nouns) != vocabulary:
            raise TooMuchError
        rows = self._select("SELECT detail FROM source WHERE file = ?", number)
        former = record.load(Source, rows[0][0]) if rows else None
        return _Change(file, number, former, tables.source, tables)

    def _decode(self, file: str) -> Tables:
        document = files.parse(self._root, file)
        if isinstance(document, Problem):
            raise TooMuchError
        tables, problems = decode(document, file)
        if problems:
            raise TooMuchError
        return tables

    def _require_small(self, changes: Sequence[_Change]) -> None:
        sources = [source for c in changes for source in (c.former, c.present) if source]
        ids = [c.present.id for c in changes if c.present]
        if len(set(ids)) < len(ids):
            raise TooMuchError
        for source in sources:
            if self._select(
                "SELECT 1 FROM fact JOIN source ON source.number = source "
                "WHERE source.id = ? AND fact.file <> source.file LIMIT 1",
                source.id,
            ):
                raise TooMuchError
        for change in changes:
            self._require_same_source(change)

    def _require_same_source(self, change: _Change) -> None:
        """That the document is the same, or one that no other has to do with."""
        former, present = change.former, change.present
        if former and present and former.id == present.id:
            if former.derived_from != present.derived_from:
                raise TooMuchError
            return
        if present and present.id in self._numbers["source"]:
            raise TooMuchError
        for source in filter(None, (former, present)):
            derived = "SELECT 1 FROM source WHERE derived_from = ?"
            if source.derived_from or self._select(derived, source.id):
                raise TooMuchError

    def _write_files(self, changes: Iterable[_Change]) -> None:
        changed = {change.file for change in changes}
        known = {
            name: tuple(stamp)
            for name, *stamp in self._select(
                "SELECT name, place, size, modified, inode, changed, device FROM file "
                "WHERE NOT racy"
            )
        }
        for place, (name, *stamp) in enumerate(self._seen.stamps):
            if name not in changed and known.get(name) == (place, *stamp):
                continue
            row = file_row(self._root, self._seen, place)
            if name in self._numbers["file"]:
                update_file(self._connection, name, (place, *row[2:]))
            else:
                self._connection.execute(
                    "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0, 0)",
                    (self._numbers.add("file", name), *row),
                )

    def _write_source(self, change: _Change) -> None:
        former, present = change.former, change.present
        if former == present:
            return
        if former:
            terms.remove(self._connection, "source", [self._numbers["source"][former.id]])
            self._connection.execute("DELETE FROM source WHERE id = ?", (former.id,))
            self._connection.execute(
                "DELETE FROM name WHERE kind = 'source' AND id = ?", (former.id,)
            )
            stated = (
                "SELECT DISTINCT entity.id FROM fact JOIN entity ON entity.number = entity "
                "WHERE file = ?"
            )
            self._touched.update(id_ for (id_,) in self._select(stated, change.number))
        if present:
            if not former or former.id != present.id:
                self._numbers.add("source", present.id)
            insert_noun(self._connection, self._numbers, "source", present, 0)
            number = self._numbers["source"][present.id]
            terms.add_source(self._connection, number, present)
            self._touched.update(change.tables.statements.entity)

    def _write_facts(self, changes: Sequence[_Change]) -> None:
        store = IndexedStore(self._select, self._root)
        vocabulary = link.Vocabulary(store.entities, store.attributes, store.sources)
        problems: list[Problem] = []
        tables = (change.tables for change in changes)
        facts = statements.facts(tables, vocabulary, problems)
        if problems:
            raise TooMuchError
        writer = Writer(self._connection, store, self._numbers, self._encode)
        rows = {writer.fact_row(fact): fact for fact in facts.values()}
        before = self._rows_before(changes)
        coming = [fact for row, fact in rows.items() if row not in before]
        going = [number for row, number in before.items() if row not in rows]
        entities = {number: id_ for id_, number in self._numbers["entity"].items()}
        self._touched.update(entities[row[1]] for row in before if row not in rows)
        self._touched.update(fact.entity for fact in coming)
        terms.remove(self._connection, "fact", going)
        self._connection.executemany("DELETE FROM fact WHERE number = ?", zip(going))
        numbers = writer.insert_facts(coming)
        terms.add_facts(self._connection, ((numbers[fact.id], fact) for fact in coming))
        self._count(changes, before, rows)

    def _rows_before(self, changes: Iterable[_Change]) -> dict[Row, int]:
        """The facts of the files as they were, without checksums, with their numbers."""
        found = (self._select("SELECT * FROM fact WHERE file = ?", c.number) for c in changes)
        return {tuple(row[1:-1]): row[0] for row in chain.from_iterable(found)}

    def _count(self, changes: Iterable[_Change], before: Iterable[Row], now: Iterable[Row]) -> None:
        """Brings up how many facts there are of each entity, attribute and source."""
        for at, kind in enumerate(NAMED[:2], 1):
            counts = Counter(row[at] for row in now)
            counts.subtract(row[at] for row in before)
            more = ((count, number) for number, count in counts.items() if count)
            self._connection.executemany(
                f"UPDATE {kind} SET facts = facts + ? WHERE number = ?",
                more,
            )
        changes = list(changes)
        for change in changes:
            self._connection.execute(
                "UPDATE file SET facts = (SELECT COUNT(*) FROM fact WHERE fact.file = file.number) "
                "WHERE name = ?",
                (change.file,),
            )
        for source in filter(None, (change.present for change in changes)):
            self._connection.execute(
                "UPDATE source SET facts = "
                "(SELECT COUNT(*) FROM fact WHERE fact.source = source.number) WHERE id = ?",
                (source.id,),
            )
        self._connection.execute(
            "UPDATE meta SET value = (SELECT COUNT(*) FROM fact) WHERE key = 'facts'"
        )

    def _write_accepted(self, change: _Change) -> None:
        sql = "SELECT detail, number FROM accepted WHERE file = ?"
        before: dict[str, int] = dict(self._select(sql, change.number))
        now = {record.dump(entry): entry for entry in change.tables.accepted}
        for detail in before.keys() - now.keys():
            self._touched.add(record.load(Accepted, detail).entity)
            self._connection.execute("DELETE FROM accepted WHERE number = ?", (before[detail],))
        for detail in now.keys() - before.keys():
            self._touched.add(now[detail].entity)
            insert_accepted(self._connection, self._numbers, now[detail])

    def _judge(self) -> None:
        """Judges anew what is touched, as the index has it now."""
        store = Store(IndexedStore(self._select, self._root).contents)
        writer = Writer(self._connection, store, self._numbers, self._encode)
        for entity in sorted(self._touched | self._dependent()):
            number = self._numbers["entity"][entity]
            self._connection.execute(
                "DELETE FROM comparison_fact WHERE comparison IN "
                "(SELECT number FROM comparison WHERE entity = ?)",
                (number,),
            )
            self._connection.execute("DELETE FROM comparison WHERE entity = ?", (number,))
            writer.insert_comparisons(entity, _FactNumbers(self._select))

    def _dependent(self) -> set[str]:
        """The entities that state a share of something of an entity that is touched."""
        sql = (
            "SELECT DISTINCT entity.id FROM fact JOIN entity ON entity.number = entity "
            "WHERE whole = ? AND whole <> ''"
        )
        found = chain.from_iterable(self._select(sql, entity) for entity in self._touched)
        return {entity for (entity,) in found}


class _FactNumbers(dict[str, int]):
    """The numbers of facts by id, selected for an entity at once."""

    def __init__(self, select: Select) -> None:
        super().__init__()
        self._select = select

    def __missing__(self, fact: str) -> int:
        own = "entity = (SELECT number FROM entity WHERE id = ?)"
        entity = fact.partition("/")[0]
        self.update(self._select(f"SELECT id, number FROM fact WHERE {own}", entity))
        return self[fact]


def _strays(tables: Tables) -> bool:
    """Whether a file states something in the name of another file's source."""
    own = tables.source.id if tables.source else None
    return not set(tables.statements.source) <= {"", own}


def update_file(connection: sqlite3.Connection, name: str, columns: Row) -> None:
    """Writes what `parkq.index.build.file_row` tells of a file, but for its name."""
    connection.execute(
        "UPDATE file SET place = ?, size = ?, modified = ?, inode = ?, changed = ?, device = ?, "
        "racy = ?, digest = ? WHERE name = ?",
        (*columns, name),
    )
