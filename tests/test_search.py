import csv
import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkq.index import Index
from parkq.match import How
from parkq.model import Attribute, Entity, Fact, Figure, Kind, Source
from parkq.resolve import complete, resolve
from parkq.search import Hit, search

DATA = Path(__file__).parent / "data" / "search"


def _zones() -> dict[str, Entity]:
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
def _index() -> Index:
    """The zones of the catalogue of 2018, and the places, measures and documents of store.toml."""
    store = tomllib.loads((DATA / "store.toml").read_text(encoding="utf-8"))
    entities = _zones()
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
    names = dict(table)
    figure = Figure(stated=names.pop("stated"), kind=Kind.TEXT)
    return Fact(
        id="/".join((names["entity"], names["attribute"], names["source"])), figure=figure, **names
    )


QUERIES = tomllib.loads((DATA / "queries.toml").read_text(encoding="utf-8"))
NOTHING = QUERIES.pop("nothing")["names"]
ASKED = [
    (group, typed, [meant] if isinstance(meant, str) else meant)
    for group, queries in QUERIES.items()
    for typed, meant in queries.items()
]


def _place(typed: str, meant: list[str]) -> int:
    names = [hit.name for hit in search(_index(), [typed])]
    return min((names.index(name) for name in meant if name in names), default=len(names) + 99)


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(ASKED) >= 150
    assert len(NOTHING) >= 30


def test_what_is_meant_comes_first_however_it_is_typed() -> None:
    places = {(group, typed): _place(typed, meant) for group, typed, meant in ASKED}
    first = sum(place == 0 for place in places.values()) / len(places)
    in_three = sum(place < 3 for place in places.values()) / len(places)
    missed = {key: place for key, place in places.items() if place}
    assert (first >= 0.95, in_three >= 0.99) == (True, True), (first, in_three, missed)


@pytest.mark.parametrize("typed", NOTHING)
def test_what_the_store_does_not_hold_is_not_found(typed: str) -> None:
    assert search(_index(), [typed]) == []
