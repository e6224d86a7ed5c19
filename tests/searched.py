"""A store to search in: the zones of the catalogue of 2018, and what store.toml adds."""

import csv
import tomllib
from functools import cache
from pathlib import Path

from parkq.cache.columns import Columns, packed
from parkq.cache.names import Items, columns, read
from parkq.model import Attribute, Entity, Fact, Figure, Source
from parkq.names.entries import meeting
from parkq.names.folding import sounds
from parkq.names.index import Index, Names
from parkq.terms import Kind

DATA = Path(__file__).parent / "data" / "search"


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
def index() -> Index:
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
    facts = [_fact(table) for table in store["fact"]]
    return Index.build(
        entities,
        {attribute.id: attribute for attribute in attributes},
        {source.id: source for source in sources},
        {fact.id: fact for fact in facts},
    )


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
def kept() -> Index:
    """The same, read from the columns that it is kept in."""
    made = index()
    return Index(made.ids, made.known, cache(lambda kind: _kept(made.names(kind), kind)))


def _kept(made: Names, kind: str) -> Names:
    content = packed("", columns(made, sounds().items()))
    read_back = Columns(content, lambda: content)
    counts = {item.id: item.facts for item in made.items}
    items = Items(read_back, kind, counts.__getitem__)
    return read(read_back, items, lambda found: meeting(items, found))
