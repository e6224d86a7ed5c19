"""Fills an index with what a store holds, and with what judging it comes to."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files as resources
from itertools import chain

from parkq import words
from parkq.index import record
from parkq.index.database import Encode, program
from parkq.index.freshness import Observed, digest
from parkq.index.rows import NAMED, Numbers, Row, Writer, marks
from parkq.model import Accepted, Attribute, Entity, Relation, Source
from parkq.names import entries
from parkq.names.folding import light_fold
from parkq.store.folder import NOTHING
from parkq.store.memory import Store
from parkq.terminal import counted

Noun = Entity | Attribute | Relation


def build(connection: sqlite3.Connection, store: Store, seen: Observed, encode: Encode) -> None:
    """Empties an index and fills it with a store, within the caller's transaction."""
    _create_tables(connection)
    numbers = Numbers()
    _insert_files(connection, store, seen, numbers)
    _insert_nouns(connection, store, numbers)
    writer = Writer(connection, store, numbers, encode)
    inserted: dict[str, int] = {}
    for stated in store.of_entity.values():
        inserted |= writer.insert_facts([store.facts[id_] for id_ in stated])
    for entity in counted(store.entities, "judging entities"):
        writer.insert_comparisons(entity, inserted)
    meta = {
        "program": program(),
        "root": os.path.realpath(store.root),
        "problems": record.dump(store.problems),
        "facts": str(len(store.facts)),
        "names": "",
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())


def _create_tables(connection: sqlite3.Connection) -> None:
    made = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND sql NOT NULL "
        "AND name NOT LIKE 'spelling_parts_%' AND name NOT LIKE 'sqlite_%'"
    )
    for kind, name in made.fetchall():
        connection.execute(f'DROP {kind} "{name}"')
    script = resources("parkq.index").joinpath("schema.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        connection.execute(statement)


# Files


def file_row(root: str, seen: Observed, place: int) -> Row:
    """What a row tells of the file at a place in the store, without number and tables."""
    name, *stamp = seen.stamps[place]
    is_there = tuple(stamp) != NOTHING
    content = digest(root, name) if is_there else ""
    return (place, name, *stamp, is_there and seen.is_racy(seen.stamps[place]), content)


def _insert_files(
    connection: sqlite3.Connection, store: Store, seen: Observed, numbers: Numbers
) -> None:
    vocabulary, straying = _vocabularies(store), _straying(store)
    sizes = Counter(fact.file for fact in store.facts.values())
    for place, (name, *_) in enumerate(seen.stamps):
        tables = vocabulary.get(name, ""), name in straying, sizes[name]
        row = (numbers.add("file", name), *file_row(store.root, seen, place), *tables)
        connection.execute(f"INSERT INTO file VALUES ({marks(row)})", row)


def _vocabularies(store: Store) -> dict[str, str]:
    """For each file that defines any, what stands for its entities, attributes and relations."""
    nouns: dict[str, list[Noun]] = {}
    tables: tuple[Iterable[Noun], ...] = (
        store.entities.values(),
        store.attributes.values(),
        store.relations,
    )
    for noun in chain.from_iterable(tables):
        nouns.setdefault(noun.file, []).append(noun)
    return {file: vocabulary_digest(own) for file, own in nouns.items()}


def vocabulary_digest(nouns: Iterable[Noun]) -> str:
    """Stands for nouns as they are defined; empty for none."""
    text = "\n".join(map(repr, nouns))
    return sha256(text.encode()).hexdigest() if text else ""


def _straying(store: Store) -> set[str]:
    """The files that state something in the name of another file's source."""
    return {f.file for f in store.facts.values() if f.file != store.sources[f.source].file}


# Nouns


def _insert_nouns(connection: sqlite3.Connection, store: Store, numbers: Numbers) -> None:
    facts = store.facts.values()
    sizes = {kind: Counter(getattr(fact, kind) for fact in facts) for kind in NAMED}
    for entity in store.entities.values():
        insert_noun(connection, numbers, "entity", entity, sizes["entity"][entity.id])
    for attribute in store.attributes.values():
        insert_noun(connection, numbers, "attribute", attribute, sizes["attribute"][attribute.id])
    for source in store.sources.values():
        insert_noun(connection, numbers, "source", source, sizes["source"][source.id])
    relations = (
        (number, each.id, record.dump(each)) for number, each in enumerate(store.relations)
    )
    connection.executemany("INSERT INTO relation VALUES (?, ?, ?)", relations)
    for entry in chain.from_iterable(store.accepted.values()):
        insert_accepted(connection, numbers, entry)


def insert_noun(
    connection: sqlite3.Connection,
    numbers: Numbers,
    kind: str,
    noun: Entity | Attribute | Source,
    facts: int,
) -> None:
    """Inserts an entity, an attribute or a source, of which so many facts are, and its names."""
    row = (
        numbers.add(kind, noun.id),
        noun.id,
        *_noun_columns(noun, numbers),
        facts,
        record.dump(noun),
    )
    connection.execute(f"INSERT INTO {kind} VALUES ({marks(row)})", row)
    for _, texts, _ in entries.read(kind, _tables(noun)):
        named = {text for field, text in texts if field in entries.NAMING}
        names = ((kind, noun.id, text, light_fold(text)) for text in sorted(named))
        connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", names)


def _tables(noun: Entity | Attribute | Source) -> entries.Tables:
    return entries.Tables(
        {noun.id: noun} if isinstance(noun, Entity) else {},
        {noun.id: noun} if isinstance(noun, Attribute) else {},
        {noun.id: noun} if isinstance(noun, Source) else {},
        {},
    )


def _noun_columns(noun: Entity | Attribute | Source, numbers: Numbers) -> Row:
    if isinstance(noun, Entity):
        return (noun.name, noun.kind, noun.part_of, noun.code)
    if isinstance(noun, Source):
        about = (noun.title, noun.publisher, noun.published, noun.kind, noun.url)
        return (numbers["file"][noun.file], *about, noun.derived_from)
    labels = (words.label(noun.label, language) or noun.id for language in words.Language)
    return (*labels, noun.kind, noun.display)


def insert_accepted(connection: sqlite3.Connection, numbers: Numbers, entry: Accepted) -> None:
    """Inserts an acknowledgement."""
    row = (entry.entity, numbers["file"][entry.file], entry.path[-1], record.dump(entry))
    connection.execute(
        "INSERT INTO accepted (entity, file, position, detail) VALUES (?, ?, ?, ?)", row
    )
