import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from searched import DATA, index, indexed, zones

from parkq.names.index import Index
from parkq.names.resolve import resolve
from parkq.names.search import search

QUERIES = tomllib.loads((DATA / "queries.toml").read_text(encoding="utf-8"))
NOTHING = QUERIES.pop("nothing")["names"]
ASKED = [
    (group, typed, [meant] if isinstance(meant, str) else meant)
    for group, queries in QUERIES.items()
    for typed, meant in queries.items()
]


def _place(typed: str, meant: list[str]) -> int:
    names = [hit.name for hit in search(index(), [typed])]
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


@pytest.mark.parametrize("kind", [None, "entity", "fact"])
def test_what_is_kept_of_an_index_finds_the_same(kind: str | None) -> None:
    several = (
        ["泸州", "规划面积"],
        ["规划面积", "四川经济网"],
        ["泸州", "四川"],
        ["重庆", "高新区"],
    )
    for words in (*several, *([typed] for _, typed, _ in ASKED), *([each] for each in NOTHING)):
        for limit in (None, 5):
            found = search(index(), words, kind=kind, limit=limit)
            assert search(indexed(), words, kind=kind, limit=limit) == found


@pytest.mark.parametrize("kind", ["entity", "attribute", "source"])
def test_what_is_kept_of_an_index_resolves_the_same(kind: str) -> None:
    for typed in (*(typed for _, typed, _ in ASKED), *NOTHING):
        assert resolve(indexed(), typed, kind) == resolve(index(), typed, kind)


@pytest.mark.parametrize("typed", NOTHING)
def test_what_the_store_does_not_hold_is_not_found(typed: str) -> None:
    assert search(index(), [typed]) == []


def test_letters_are_compared_by_syllable_so_that_luzhou_is_never_liuzhou() -> None:
    first = search(index(), ["luzhou"])[0]
    assert first.id == "luzhou"
    without = {key: entity for key, entity in zones().items() if key != "g512141"}
    assert search(Index.build(without, {}, {}, {}), ["luzhou"]) == []


def test_a_wrong_character_of_two_ranks_below_the_right_ones() -> None:
    right, wrong = search(index(), ["泸州"])[0], search(index(), ["濾州"])[0]
    assert right.id == wrong.id == "luzhou"
    assert wrong.score < 60 < right.score


def test_a_hit_tells_what_matched_and_where() -> None:
    hit = search(index(), ["shopping park"])[0]
    assert (hit.kind, hit.id, hit.name) == ("entity", "aegean-mall", "爱琴海购物公园")
    assert (hit.field, hit.matched) == ("alias", "Aegean Shopping Park")
    scope = search(index(), ["全区"])[0]
    assert (scope.kind, scope.field, scope.matched) == ("fact", "scope", "全区")


def test_every_word_must_match() -> None:
    assert search(index(), ["泸州", "规划面积"])[0].id == "luzhou/planned-area/scjjw-2022"
    assert search(index(), ["泸州", "规划面积", "火星"]) == []


def test_kind_and_limit_narrow_the_answer() -> None:
    assert {hit.kind for hit in search(index(), ["泸州"], kind="source")} == {"source"}
    assert len(search(index(), ["重庆"], limit=5)) == 5
    assert len(search(index(), ["重庆"])) > 40


def test_nothing_typed_finds_nothing() -> None:
    assert search(index(), []) == search(index(), [" ", "·"]) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=3))
def test_any_text_may_be_searched_for(words: list[str]) -> None:
    scores = [hit.score for hit in search(index(), words)]
    assert all(0 < score <= 100 for score in scores)
