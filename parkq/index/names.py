"""What names are looked up in, as rows of the index."""

import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, partial
from typing import Any, Generic, TypeVar

from parkq.candidates import Candidate, folded, matching
from parkq.index.database import Database
from parkq.index.terms import fill_names, has_parts
from parkq.names import entries
from parkq.names.entries import KINDS, Item
from parkq.names.index import Index, Known, Names, Term
from parkq.names.keys import LAST

Row = tuple[Any, ...]
Select = Callable[..., Sequence[Row]]
_T = TypeVar("_T")

_NOUNS = KINDS[:3]
_TRIGRAM = 3
_ITEM = {
    "entity": "item.name, item.kind, COALESCE(item.part_of, ''), COALESCE(item.code, ''), facts",
    "attribute": "item.label_zh, item.kind, '', '', facts",
    "source": "item.title, item.kind, '', '', facts",
    "fact": "item.stated, '', '', '', 0",
}
"""What an item is made of besides its id, by kind: columns of the table of that name."""


class _Rows:
    """What has been selected of the terms of a kind; its places and terms count the rows."""

    def __init__(self, select: Select, kind: str) -> None:
        self._select = select
        self._kind = kind
        self.keys: list[str] = []
        self.terms: list[Term] = []
        self.items: list[Item] = []
        self._numbers: dict[str, int] = {}

    def take(self, condition: str, *values: object, order: str = "key", most: int = -1) -> range:
        """Selects the terms of such spellings, at most so many, and gives their places."""
        start = len(self.keys)
        order = f"{order}, item.id, bearer.position"
        rows = self._select(
            "SELECT key, field, text, sort, item.id, "
            f"{_ITEM[self._kind]} FROM (SELECT number, key FROM spelling WHERE kind = ? AND "
            f"{condition} ORDER BY {order.partition(', item')[0]} LIMIT ?) AS found "
            "JOIN spelling_term ON spelling = found.number "
            "JOIN term ON term.number = spelling_term.term "
            f"JOIN bearer ON bearer.term = term.number JOIN {self._kind} AS item "
            f"ON item.number = bearer.item ORDER BY {order} LIMIT ?",
            self._kind,
            *values,
            most,
            most,
        )
        for key, field, text, sort, *item in rows:
            self.keys.append(key)
            self.terms.append(Term(self._item(*item), field, text, sort))
        return range(start, len(self.keys))

    def _item(self, id_: str, name: str, sort: str, part_of: str, code: str, facts: int) -> int:
        number = self._numbers.setdefault(id_, len(self.items))
        if number == len(self.items):
            about = entries.about(id_) if self._kind == "fact" else ()
            self.items.append(Item(self._kind, id_, name, sort, part_of, code, facts, about))
        return number

    def latin(self) -> list[str]:
        """The words in Latin letters that occur."""
        sql = "SELECT key FROM spelling WHERE kind = ? AND lane = 'latin' ORDER BY key"
        return [key for (key,) in self._select(sql, self._kind)]


class _SelectedKeys:
    """Keys as rows of the index; see `parkq.names.keys.Keys`.

    Attributes:
        keys: by place.
        terms: by place, of which each is the number of its own.
    """

    terms = range(sys.maxsize)

    def __init__(self, rows: _Rows, *lanes: str, by_trigrams: bool = False) -> None:
        self._rows = rows
        self._lanes = f"lane IN ({', '.join(map(repr, lanes))})"
        self._by_trigrams = by_trigrams
        self.keys = rows.keys

    def exact(self, key: str) -> range:
        """As of any keys."""
        return self._rows.take(f"{self._lanes} AND key = ?", key)

    def prefixed(self, prefix: str) -> range:
        """As of any keys."""
        return self._rows.take(f"{self._lanes} AND key >= ? AND key < ?", prefix, prefix + LAST)

    def between(self, places: range) -> Sequence[str]:
        """As of any keys."""
        return self.keys[places.start : places.stop]

    def beginning(self, prefix: str, most: int | None) -> range:
        """As of any keys."""
        values = prefix, prefix + LAST
        return self._shortest(most, f"{self._lanes} AND key >= ? AND key < ?", *values)

    def holding(self, part: str, most: int | None = None) -> range:
        """As of any keys."""
        if not self._by_trigrams or len(part) < _TRIGRAM or not part.isprintable():
            return self._shortest(most, f"{self._lanes} AND instr(key, ?)", part)
        quoted = part.replace('"', '""')
        return self._shortest(
            most,
            f"{self._lanes} AND number IN (SELECT rowid FROM spelling_parts WHERE key MATCH ?)",
            f'"{quoted}"',
        )

    def _shortest(self, most: int | None, condition: str, *values: str) -> range:
        """All in order, or where they are more than asked for, the shortest."""
        places = self._rows.take(condition, *values, most=-1 if most is None else most + 1)
        if most is None or len(places) <= most:
            return places
        return self._rows.take(condition, *values, order="length(key), key", most=most)


def lookup(database: Database, root: str) -> Index:
    """What names of a store are looked up in."""
    select: Select = database.select

    def ids(column: str, kind: str) -> "_ByText[list[str]]":
        sql = f"SELECT DISTINCT id FROM name WHERE kind = ? AND {column} = ? ORDER BY id"
        return _ByText(lambda name: [id_ for (id_,) in select(sql, kind, name)] or None)

    return Index(
        ids={kind: _ByText(partial(_id, select, kind)) for kind in _NOUNS},
        known=lambda kind: Known(
            items=_ByText(partial(_item, select, kind)),
            written=ids("written", kind),
            folded=ids("folded", kind),
        ),
        names=cache(partial(_names, database, root)),
    )


class _ByText(Generic[_T]):
    """What is looked up by a text; there is none where None is found."""

    def __init__(self, find: Callable[[str], _T | None]) -> None:
        self.get = find

    def __getitem__(self, key: str) -> _T:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None


def _id(select: Select, kind: str, id_: str) -> str | None:
    rows = select(f"SELECT id FROM {kind} WHERE id = ?", id_)
    return rows[0][0] if rows else None


def _item(select: Select, kind: str, id_: str) -> Item | None:
    sql = f"SELECT item.id, {_ITEM[kind]} FROM {kind} AS item WHERE id = ?"
    rows = select(sql, id_)
    return Item(kind, *rows[0]) if rows else None


def _names(database: Database, root: str, kind: str) -> Names:
    """The names of a kind; in memory where they cannot be filled in now."""
    if not fill_names(database, kind):
        from parkq.index.query import IndexedStore  # noqa: PLC0415 - names need no facts
        from parkq.names.index import names  # noqa: PLC0415

        store = IndexedStore(database.select, root)
        tables = entries.Tables(store.entities, store.attributes, store.sources, store.facts)
        return names(entries.read(kind, tables))
    rows = _Rows(database.select, kind)
    by_trigrams = has_parts(database.connection)
    return Names(
        items=rows.items,
        terms=rows.terms,
        full=_SelectedKeys(rows, "full", by_trigrams=by_trigrams),
        stems=_SelectedKeys(rows, "stems"),
        heard=_SelectedKeys(rows, "spoken", "rare"),
        spoken=_SelectedKeys(rows, "spoken", by_trigrams=by_trigrams),
        initials=_SelectedKeys(rows, "initials"),
        spelled=_SelectedKeys(rows, "spelled"),
        latin=rows.latin,
        sounds=partial(_sounds, database.select),
        meeting=partial(_meeting, database.select),
    )


def _sounds(select: Select, char: str) -> str:
    rows = select("SELECT readings FROM sound WHERE character = ?", char)
    return rows[0][0] if rows else char


def _meeting(select: Select, found: Collection[tuple[str, str]]) -> Iterator[Item]:
    """The facts that two or more of what is found meet in.

    Each is of an entity that is found, or that a source that is found states something of.
    """
    of_kind = {kind: [id_ for each, id_ in found if each == kind] for kind in _NOUNS}
    wanted = [("entity.id", id_) for id_ in of_kind["entity"]]
    if of_kind["attribute"]:
        wanted += (("source.id", id_) for id_ in of_kind["source"])
    facts: dict[str, str] = {}
    for column, id_ in wanted:
        kind = column.partition(".")[0]
        sql = (
            f"SELECT fact.id, stated FROM fact JOIN {kind} ON {kind}.number = fact.{kind} "
            f"WHERE {column} = ?"
        )
        facts.update(select(sql, id_))
    items = (Item("fact", id_, facts[id_], about=entries.about(id_)) for id_ in sorted(facts))
    return entries.meeting(items, found)


def complete(database: Database, kind: str, prefix: str) -> list[Candidate] | None:
    """What a shell may complete a word to, as `parkq.candidates.candidates` tells of a store.

    None where that cannot be told now.

    Args:
        database: the index of the store.
        kind: ``entity`` or ``source``.
        prefix: typed so far.
    """
    select: Select = database.select
    name = {"entity": "name", "source": "title"}[kind]
    if not prefix:
        rows = select(f"SELECT id, {name} FROM {kind} ORDER BY id")
        return matching([Candidate(*row) for row in rows], prefix)
    if not fill_names(database, kind):
        return None
    rows = select(
        f"SELECT text, field, item.id, item.{name} FROM spelling "
        "JOIN spelling_term ON spelling = spelling.number "
        "JOIN term ON term.number = spelling_term.term "
        "JOIN bearer ON bearer.term = term.number "
        f"JOIN {kind} AS item ON item.number = bearer.item "
        "WHERE term.kind = ? AND spelling.kind = ? AND lane = 'typed' AND key >= ? AND key < ? "
        "ORDER BY item.id, field <> 'id', bearer.position",
        kind,
        kind,
        folded(prefix),
        folded(prefix) + LAST,
    )
    told = (Candidate(text, own if field == "id" else id_) for text, field, id_, own in rows)
    return matching(told, prefix)
