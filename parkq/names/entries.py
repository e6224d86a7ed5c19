"""What of a store can be found by name: its items and the texts they are found by."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from parkq.model import Attribute, Entity, Fact, Source

KINDS = ("entity", "attribute", "source", "fact")
NAMING = frozenset(("name", "alias", "label", "title", "id", "code"))
"""The fields that name an item; the others are texts about it."""


class Item(NamedTuple):
    """Something that can be found, with what tells it from others of like name.

    Attributes:
        kind: one of `KINDS`.
        id: in the store.
        name: as the store writes it; a fact's is what it states.
        sort: an entity's, an attribute's or a source's own kind.
        part_of: the id of the entity that an entity is part of, or empty.
        code: catalogue code, or empty.
        facts: how many facts are of it.
        about: a fact's entity, attribute and source ids.
    """

    kind: str
    id: str
    name: str
    sort: str = ""
    part_of: str = ""
    code: str = ""
    facts: int = 0
    about: tuple[str, ...] = ()


class Entry(NamedTuple):
    """An item with its texts, each after its field, and the pinyin that the store gives it."""

    item: Item
    texts: tuple[tuple[str, str], ...]
    pinyin: str | None = None


class Tables(NamedTuple):
    """The tables of a store that names are read from, by id each."""

    entities: Mapping[str, Entity]
    attributes: Mapping[str, Attribute]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]


def read(kind: str, tables: Tables) -> tuple[Entry, ...]:
    """The entries of one kind, in the order of the store; empty texts are left out."""
    return tuple(
        Entry(item, tuple((field, text) for field, text in texts if text), pinyin)
        for item, texts, pinyin in _READERS[kind](tables)
    )


def _entities(tables: Tables) -> Iterator[Entry]:
    counts = Counter(fact.entity for fact in tables.facts.values())
    for one in tables.entities.values():
        item = Item(
            "entity", one.id, one.name, one.kind, one.part_of or "", one.code or "", counts[one.id]
        )
        aliases = (("alias", alias) for alias in one.aliases)
        texts = (("name", one.name), *aliases, ("id", one.id), ("code", one.code or ""))
        yield Entry(item, texts, one.pinyin)


def _attributes(tables: Tables) -> Iterator[Entry]:
    counts = Counter(fact.attribute for fact in tables.facts.values())
    for one in tables.attributes.values():
        name = one.label.get("zh") or one.label.get("en") or one.id
        labels = (("label", label) for label in one.label.values())
        aliases = (("alias", alias) for alias in one.aliases)
        item = Item("attribute", one.id, name, one.kind, facts=counts[one.id])
        yield Entry(item, (*labels, *aliases, ("id", one.id)))


def _sources(tables: Tables) -> Iterator[Entry]:
    counts = Counter(fact.source for fact in tables.facts.values())
    for one in tables.sources.values():
        item = Item("source", one.id, one.title, one.kind, facts=counts[one.id])
        yield Entry(item, (("title", one.title), ("publisher", one.publisher), ("id", one.id)))


def _facts(tables: Tables) -> Iterator[Entry]:
    for one in tables.facts.values():
        about = (one.entity, one.attribute, one.source)
        stated = one.figure.stated
        texts = (("stated", stated), ("scope", one.scope), ("note", one.note), ("where", one.where))
        yield Entry(Item("fact", one.id, stated, about=about), texts)


_READERS = {"entity": _entities, "attribute": _attributes, "source": _sources, "fact": _facts}
