"""A store to search in: the zones of the catalogue of 2018, and what store.toml adds."""

import csv
import sqlite3
import tomllib
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from parkq.index.build import build
from parkq.index.database import Database
from parkq.index.freshness import observe
from parkq.index.names import lookup
from parkq.model import Attribute, Entity, Fact, Figure, Source
from parkq.names.entries import Tables
from parkq.names.index import Index
from parkq.store.memory import Contents, Store
from parkq.terms import Kind

DATA = Path(__file__).parent / "data" / "search"
FILE = "a.toml"


def zones() -> dict[str, Entity]:
    with (DATA / "zones.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    provinces = {
        row["province"]: Entity(
            id=f"province-{row['code'][1:3]}", name=row["province"], kind="province"
        )
        for row in rows
    }
    zones = [
        Entity(
            id=row["code"].lower(),
            name=row["name"],
            kind="park",
            code=row["code"],
            part_of=provinces[row["province"]].id,
        )
        for row in rows
    ]
    return {entity.id: entity for entity in (*provinces.values(), *zones)}


@cache
def tables() -> Tables:
    """The zones of the catalogue of 2018, and the places, measures and documents of store.toml."""
    store = tomllib.loads((DATA / "store.toml").read_text(encoding="utf-8"))
    entities = zones()
    del entities["g512141"]  # Luzhou's zone, which store.toml knows by its own id
    for table in store["entity"]:
        entities[table["id"]] = Entity(**table | {"aliases": tuple(table.get("aliases", ()))})
    attributes = [
        Attribute(**table | {"kind": Kind(table["kind"])}) for table in store["attribute"]
    ]
    sources = [Source(**table) for table in store["source"]]
    facts = [
        _fact(table)._replace(file=FILE, path=("fact", at))
        for at, table in enumerate(store["fact"])
    ]
    return Tables(
        entities,
        {attribute.id: attribute for attribute in attributes},
        {source.id: source for source in sources},
        {fact.id: fact for fact in facts},
    )


@cache
def index() -> Index:
    """What names of these are looked up in, made in memory."""
    return Index.build(*tables())


def _fact(table: dict[str, str]) -> Fact:
    about = (table["entity"], table["attribute"], table["source"])
    return Fact(
        id="/".join(about),
        entity=about[0],
        attribute=about[1],
        source=about[2],
        figure=Figure(stated=table["stated"], kind=Kind.TEXT),
        scope=table.get("scope", ""),
        note=table.get("note", ""),
    )


@cache
def indexed() -> Index:
    """The same, selected from an index."""
    made = tables()
    sources = {id_: source._replace(file=FILE) for id_, source in made.sources.items()}
    of_entity = {
        entity: tuple(fact.id for fact in stated)
        for entity, stated in groupby(
            sorted(made.facts.values(), key=attrgetter("entity")), attrgetter("entity")
        )
    }
    connection = sqlite3.connect(":memory:", isolation_level=None)
    with TemporaryDirectory() as root:
        (Path(root) / FILE).write_text("", encoding="utf-8")
        contents = Contents(
            root, made.entities, made.attributes, sources, made.facts, of_entity, {}, (), {}, ()
        )
        build(connection, Store(contents), observe(root), lambda *_: "")
    connection.execute("BEGIN")
    return lookup(Database(connection, lambda: connection), ".")
