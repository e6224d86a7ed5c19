"""What each file of a store holds, so that a change of one is told from a change of all."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from parkq.cache import codec, kept
from parkq.hashes import digest
from parkq.model import Accepted, Attribute, Entity, Fact, Relation, Source, Statement, Tables
from parkq.store.memory import Store


class Manifest(NamedTuple):
    """What a file holds.

    Attributes:
        source: it is the document of, as text; empty where it is of none.
        vocabulary: stands for the entities, attributes and relations that it defines.
        touched: ids of the entities that it states something of, or acknowledges a conflict of.
        strays: whether it states something in the name of another file's source.
    """

    source: str = ""
    vocabulary: str = ""
    touched: tuple[str, ...] = ()
    strays: bool = False


EMPTY = Manifest()


def text(manifest: Manifest) -> str:
    """A manifest as text."""
    strays = "strays" if manifest.strays else ""
    touched = codec.UNIT.join(manifest.touched)
    return codec.BLOCK.join((manifest.source, manifest.vocabulary, touched, strays))


def read(written: str | None) -> Manifest:
    """The manifest that a text is of; that of an empty file where there is none."""
    if written is None:
        return EMPTY
    source, vocabulary, touched, strays = written.split(codec.BLOCK)
    return Manifest(source, vocabulary, codec.items(touched), bool(strays))


def of_tables(tables: Tables) -> Manifest:
    """The manifest of a file as decoded."""
    return _manifest(
        tables.source,
        (*tables.entities, *tables.attributes, *tables.relations),
        tables.statements.rows(),
        tables.accepted,
    )


def manifests(store: Store) -> Iterator[tuple[str, str]]:
    """The manifest of every file of a store, by its key."""
    sources = {source.file: source for source in store.sources.values()}
    nouns: dict[str, list[Entity | Attribute | Relation]] = {}
    tables: tuple[Iterable[Entity | Attribute | Relation], ...] = (
        store.entities.values(),
        store.attributes.values(),
        store.relations,
    )
    for noun in chain.from_iterable(tables):
        nouns.setdefault(noun.file, []).append(noun)
    facts: dict[str, list[Fact]] = {}
    for fact in store.facts.values():
        facts.setdefault(fact.file, []).append(fact)
    entries: dict[str, list[Accepted]] = {}
    for entry in chain.from_iterable(store.accepted.values()):
        entries.setdefault(entry.file, []).append(entry)
    for file in sorted({*sources, *nouns, *facts, *entries}):
        own = _manifest(
            sources.get(file), nouns.get(file, ()), facts.get(file, ()), entries.get(file, ())
        )
        yield kept.manifest(file), text(own)


def _manifest(
    source: Source | None,
    nouns: Iterable[Entity | Attribute | Relation],
    facts: Iterable[Fact | Statement],
    accepted: Iterable[Accepted],
) -> Manifest:
    facts = tuple(facts)
    own = source.id if source else None
    touched = {each.entity for each in chain(facts, accepted)}
    defined = "\n".join(map(repr, nouns))
    return Manifest(
        source=codec.SOURCE.text(source) if source else "",
        vocabulary=digest(defined.encode()).hex() if defined else "",
        touched=tuple(sorted(touched)),
        strays=any(fact.source not in {"", own} for fact in facts),
    )
