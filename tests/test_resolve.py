import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from searched import index, zones

from parkq.model import Entity, Fact, Figure
from parkq.names.index import Index
from parkq.names.match import How
from parkq.names.resolve import resolve
from parkq.terms import Kind

LUZHOU = "泸州国家高新技术产业开发区"


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ("luzhou", How.ID),
        (LUZHOU, How.NAME),
        ("泸州高新区", How.NAME),
        ("LUZHOU  national high-tech zone", How.NAME),
        ("G512141", How.NAME),
        ("瀘州國家高新技術產業開發區", How.FOLDED),
        ("泸州", How.SHORT),
        ("泸州国家高新技术开发区", How.SHORT),
        ("Luzhou Hi-Tech Zone", How.SHORT),
        ("lu'zhou'gao'xin'qu", How.PINYIN),
        ("lzgxq", How.INITIALS),
        ("泸州国家高新", How.SHORT),
        ("濾州", How.SLIP),
        ("泸州高薪区", How.SLIP),
        ("州泸", How.SLIP),
        ("luzgxq", How.ORDER),
        ("泸州高新技术业产开发区", How.FUZZY),
    ],
)
def test_a_park_is_found_however_it_is_written(typed: str, how: How) -> None:
    found = resolve(index(), typed, "entity")
    assert (found.id, found.how) == ("luzhou", how)


def test_what_a_slip_was_read_as_is_told() -> None:
    assert [each.name for each in resolve(index(), "濾州", "entity").candidates] == [LUZHOU]
    assert resolve(index(), "泸州", "entity").candidates == ()


@pytest.mark.parametrize(
    ("typed", "how", "among"),
    [
        ("fuzhou", How.PINYIN, {"福州高新技术产业开发区", "抚州高新技术产业开发区"}),
        ("cdgxq", How.INITIALS, {"成都高新技术产业开发区", "常德高新技术产业开发区"}),
        ("攀枝花", How.PREFIX, {"攀枝花钒钛高新技术产业开发区"}),
        ("六州", How.SLIP, {LUZHOU, "柳州高新技术产业开发区"}),
        ("沪州", How.SLIP, {LUZHOU, "福州高新技术产业开发区"}),
    ],
)
def test_a_name_that_fits_several_lists_them(typed: str, how: How, among: set[str]) -> None:
    found = resolve(index(), typed, "entity")
    assert (found.id, found.how, found.is_ambiguous) == (None, how, True)
    assert among <= {each.name for each in found.candidates}


@pytest.mark.parametrize("typed", ["三沙", "X州", "永川区", "荣昌经开区", "黔山", "巴黎"])
def test_what_is_only_near_is_suggested_and_never_picked(typed: str) -> None:
    found = resolve(index(), typed, "entity")
    assert (found.id, found.how, found.is_ambiguous) == (None, How.UNKNOWN, False)
    assert found.candidates


@pytest.mark.parametrize("typed", ["纽约", "paris", "", " ", "🏭", "qwertyuiop"])
def test_what_is_unlike_everything_comes_to_nothing(typed: str) -> None:
    found = resolve(index(), typed, "entity")
    assert (found.id, found.candidates) == (None, ())


def test_a_candidate_carries_what_tells_it_from_others() -> None:
    found = resolve(index(), "fuzhou", "entity").candidates
    assert {(each.code, each.part_of, each.sort, each.facts) for each in found} == {
        ("G352021", "province-35", "park", 0),
        ("G362104", "province-36", "park", 0),
    }


@pytest.mark.parametrize(
    ("typed", "id_"), [("黔江", "qianjiang"), ("黔江区", "qianjiang-district")]
)
def test_a_bare_place_is_its_park_and_a_district_is_the_district(typed: str, id_: str) -> None:
    assert resolve(index(), typed, "entity").id == id_


@pytest.mark.parametrize(
    ("kind", "typed", "id_"),
    [
        ("attribute", "planned area", "planned-area"),
        ("attribute", "規劃面積", "planned-area"),
        ("attribute", "guihuamianji", "planned-area"),
        ("attribute", "面积规划", "planned-area"),
        ("attribute", "turnover", "revenue"),
        ("source", "四川经济网", "scjjw-2022"),
        ("source", "經濟參考報", "jjckb-2021"),
        ("source", "scjjw", "scjjw-2022"),
    ],
)
def test_attributes_and_sources_are_found_alike(kind: str, typed: str, id_: str) -> None:
    assert resolve(index(), typed, kind).id == id_


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(zones())))
def test_an_id_is_always_itself(id_: str) -> None:
    if id_ != "g512141":
        assert resolve(index(), id_, "entity").id == id_


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20))
def test_any_text_may_be_resolved(typed: str) -> None:
    found = resolve(index(), typed, "entity")
    assert found.id is None or found.id in index().ids["entity"]


EXACT = """
import sys
from parkq.names.index import Index
from parkq.model import Entity
from parkq.names.resolve import resolve
luzhou = Entity(id="luzhou", name="泸州国家高新技术产业开发区", aliases=("泸州高新区",))
index = Index.build({"luzhou": luzhou}, {}, {}, {})
for typed in ("luzhou", "泸州高新区", "泸州 (高新区)"):
    assert resolve(index, typed, "entity").id == "luzhou"
print(*sorted({"opencc", "pypinyin", "rapidfuzz", "difflib"} & sys.modules.keys()))
"""


def test_a_name_typed_right_imports_nothing_heavy() -> None:
    done = subprocess.run(  # noqa: S603 - this interpreter, a program of ours
        [sys.executable, "-c", EXACT], capture_output=True, check=True, text=True, encoding="utf-8"
    )
    assert done.stdout == "\n"


def test_initials_of_many_are_those_of_the_one_the_store_says_most_of() -> None:
    parks = {
        id_: Entity(id=id_, name=f"{place}高新区", kind="park")
        for id_, place in (("lanzhou", "兰州"), ("luzhou", "泸州"))
    }
    figure = Figure(stated="1家", kind=Kind.COUNT)
    facts = {
        f"luzhou/companies/s{n}": Fact(
            id=f"luzhou/companies/s{n}",
            entity="luzhou",
            attribute="companies",
            source=f"s{n}",
            figure=figure,
        )
        for n in range(10)
    }
    found = resolve(Index.build(parks, {}, {}, facts), "lzgxq", "entity")
    assert (found.id, [each.id for each in found.candidates]) == ("luzhou", ["luzhou"])
    assert resolve(Index.build(parks, {}, {}, {}), "lzgxq", "entity").is_ambiguous
