"""What of a store can be found by name: its items and the texts they are found by."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from parkq.names.folding import light_fold

if TYPE_CHECKING:
    from parkq.model import Attribute, Entity, Fact, Source

KINDS = ("entity", "attribute", "source", "fact")
NAMING = frozenset(("name", "alias", "label", "title", "id", "code"))
"""The fields that name an item; the others are texts about it."""


_MEETING = 2


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

    entities: Mapping[str, "Entity"]
    attributes: Mapping[str, "Attribute"]
    sources: Mapping[str, "Source"]
    facts: Mapping[str, "Fact"]


def read(kind: str, tables: Tables) -> tuple[Entry, ...]:
    """The entries of one kind, in order of their ids; empty texts are left out."""
    entries = (
        Entry(item, tuple((field, text) for field, text in texts if text), pinyin)
        for item, texts, pinyin in _READERS[kind](tables)
    )
    return tuple(sorted(entries, key=lambda entry: entry.item.id))


Ids = dict[str, tuple[str, ...]]


def by_name(entries: Iterable[Entry]) -> tuple[dict[str, Item], Ids, Ids]:
    """Items by id, then the ids that have a name: as written, and lightly folded."""
    items: dict[str, Item] = {}
    written: dict[str, dict[str, None]] = {}
    folded: dict[str, dict[str, None]] = {}
    for item, texts, _ in entries:
        items[item.id] = item
        for field, text in texts:
            if field in NAMING:
                written.setdefault(text, {})[item.id] = None
                folded.setdefault(light_fold(text), {})[item.id] = None
    return items, _frozen(written), _frozen(folded)


def _frozen(ids: Mapping[str, dict[str, None]]) -> Ids:
    return {key: tuple(found) for key, found in ids.items()}


def around(item: Item) -> list[tuple[str, str]]:
    """Kind and id of what an item belongs to: a facility to its park, a fact to all it is about."""
    if item.kind == "fact":
        return list(zip(KINDS, item.about, strict=False))
    return [("entity", item.part_of)] if item.part_of else []


def meeting(items: Iterable[Item], found: Collection[tuple[str, str]]) -> Iterator[Item]:
    """The facts among the items that two or more of what is found meet in."""
    facts = (item for item in items if item.kind == "fact")
    return (fact for fact in facts if sum(key in found for key in around(fact)) >= _MEETING)


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
        yield fact(one.id, one.figure.stated, one.scope, one.note, one.where)


def fact(id_: str, stated: str, scope: str, note: str, where: str) -> Entry:
    """The entry of a fact."""
    texts = (("stated", stated), ("scope", scope), ("note", note), ("where", where))
    named = tuple(pair for pair in texts if pair[1])
    return Entry(Item("fact", id_, stated, about=about(id_)), named)


def about(fact: str) -> tuple[str, ...]:
    """The ids of the entity, the attribute and the source that a fact's id tells."""
    return tuple(fact.partition("#")[0].split("/"))


_READERS = {"entity": _entities, "attribute": _attributes, "source": _sources, "fact": _facts}
