"""A store's file decodes to the model, and each thing wrong in it is told with its place.

Each file below ``data/store_files/bad`` has one defect: its first comment gives the problem's
code, key path and place, its second what the user reads.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from parkq.errors import KeyPath, Problem
from parkq.model import Accepted, Attribute, Entity, Relation, Source, Statement, Statements, Tables
from parkq.store.decode import KEY_PROBLEMS, decode
from parkq.store.positions import index, rest_of_string
from parkq.store.shapes import SHAPES
from parkq.terms import Changes, Kind, Rank, Role

FILES = Path(__file__).parent / "data" / "store_files"
GOOD = sorted(FILES.glob("good/*.toml"))
BAD = sorted(FILES.glob("bad/*.toml"))


def parse(text: str) -> dict[str, object]:
    return tomli.loads(text, parse_float=Decimal)


def place(problem: Problem, text: str) -> tuple[int, int]:
    if not problem.path:
        return 0, 0
    span = index(text)[problem.path]
    if problem.offset:
        lines = text[: rest_of_string(text, span.start, span.end, problem.offset)[0]].split("\n")
        return len(lines), len(lines[-1]) + 1
    return span.key if problem.code in KEY_PROBLEMS else (span.line, span.column)


def reported(problem: Problem, text: str) -> list[str]:
    line, column = place(problem, text)
    path = ".".join(map(str, problem.path)) or "-"
    said = str(problem).removeprefix(f"{problem.file}: ")
    return [f"# expect: {problem.code} {path} {line}:{column}", f"# says: {said}"]


def test_the_example_files_are_there() -> None:
    assert len(GOOD) >= 12
    assert len(BAD) >= 40


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_has_no_problem(path: Path) -> None:
    _, problems = decode(parse(path.read_text("utf-8")), path.name)
    assert problems == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_defect_is_told_once_with_its_place(path: Path) -> None:
    text = path.read_text("utf-8")
    _, problems = decode(parse(text), path.name)
    assert [reported(problem, text) for problem in problems] == [text.splitlines()[:2]]


def test_a_file_decodes_to_the_model() -> None:
    document = parse("""
        schema = 1
        [source]
        id = "scjjw-2022"
        title = "泸州国家高新区"
        published = "2022?"
        [[entity]]
        id = "luzhou"
        name = "泸州国家高新技术产业开发区"
        aliases = ["泸州高新区"]
        part_of = "jiangyang"
        [attribute.planned-area]
        label = { en = "planned area", zh = "规划面积" }
        kind = "quantity"
        dimension = "area"
        changes = "revised"
        tolerance = 0.005
        at_least = "core-area"
        [[fact]]
        entity = "luzhou"
        attribute = "planned-area"
        stated = "202平方公里"
        as_of = "2021"
        role = "plan"
        rank = "preferred"
        [[relation]]
        id = "areas"
        expr = "core-area <= planned-area"
        [[accepted]]
        entity = "luzhou"
        attribute = "planned-area"
        verdict = "conflict"
        fingerprint = "3f2a"
        reason = "Both maps are in force."
        decision = "prefer: scjjw-2022"
    """)
    file = "luzhou.toml"
    assert decode(document, file) == (
        Tables(
            file=file,
            source=Source(
                id="scjjw-2022",
                title="泸州国家高新区",
                published="2022?",
                file=file,
                path=("source",),
            ),
            entities=(
                Entity(
                    id="luzhou",
                    name="泸州国家高新技术产业开发区",
                    aliases=("泸州高新区",),
                    part_of="jiangyang",
                    file=file,
                    path=("entity", 0),
                ),
            ),
            attributes=(
                Attribute(
                    id="planned-area",
                    label={"en": "planned area", "zh": "规划面积"},
                    kind=Kind.QUANTITY,
                    dimension="area",
                    changes=Changes.REVISED,
                    tolerance=Decimal("0.005"),
                    at_least=("core-area",),
                    file=file,
                    path=("attribute", "planned-area"),
                ),
            ),
            statements=Statements.from_rows(
                [
                    Statement(
                        entity="luzhou",
                        attribute="planned-area",
                        stated="202平方公里",
                        as_of="2021",
                        role=Role.PLAN,
                        rank=Rank.PREFERRED,
                        file=file,
                        path=("fact", 0),
                    ),
                ]
            ),
            relations=(
                Relation(
                    id="areas", expr="core-area <= planned-area", file=file, path=("relation", 0)
                ),
            ),
            accepted=(
                Accepted(
                    entity="luzhou",
                    attribute="planned-area",
                    verdict="conflict",
                    fingerprint="3f2a",
                    reason="Both maps are in force.",
                    decision="prefer: scjjw-2022",
                    file=file,
                    path=("accepted", 0),
                ),
            ),
        ),
        [],
    )


def test_every_problem_is_told_and_every_sound_table_stays() -> None:
    document = parse("""
        schema = 1
        sources = 1
        [source]
        id = "A"
        url = "x"
        [[fact]]
        entity = "luzhou"
        atribute = "firms"
        stated = 24
        role = "goal"
        as_of = "2021-13"
        [[fact]]
        entity = "luzhou"
        attribute = "firms"
        stated = "24家"
        [attribute.Firms]
        kind = "quantty"
        dimension = "area"
        [attribute.firms]
        kind = "count"
        label = { en = "firms", zh = "企业" }
    """)
    tables, problems = decode(document, "luzhou.toml")
    assert sorted((problem.code, problem.path) for problem in problems) == [
        ("bad-date", ("fact", 0, "as_of")),
        ("bad-id", ("source", "id")),
        ("bad-key", ("attribute", "Firms")),
        ("bad-value", ("attribute", "Firms", "kind")),
        ("bad-value", ("fact", 0, "role")),
        ("bad-value", ("source", "url")),
        ("missing-key", ("attribute", "Firms")),
        ("missing-key", ("fact", 0)),
        ("missing-key", ("source",)),
        ("unknown-key", ("fact", 0, "atribute")),
        ("unknown-key", ("sources",)),
        ("wrong-type", ("fact", 0, "stated")),
    ]
    assert tables.source is None
    assert [*tables.statements.path] == [("fact", 1)]
    assert [attribute.id for attribute in tables.attributes] == ["firms"]


def test_a_long_value_is_cut_in_the_message() -> None:
    _, [problem] = decode({"schema": 1, "entity": [{"id": "A" * 999, "name": "A"}]}, "a.toml")
    assert len(str(problem.message)) < 200


KEYS = ["schema", "en", "zh", "other", *SHAPES]
KEYS += [key for shape in SHAPES.values() for key in (*shape.required, *shape.optional)]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals(allow_nan=True, allow_infinity=True)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.text(max_size=8)
    | st.sampled_from(["luzhou", "2021", "202平方公里", "quantity", "yearly", "deprecated"])
)
VALUES = st.recursive(
    SCALARS,
    lambda values: (
        st.lists(values, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), values, max_size=4)
    ),
    max_leaves=12,
)
ROWS = st.one_of(
    *(
        st.fixed_dictionaries(
            {}, optional=dict.fromkeys((*shape.required, *shape.optional), VALUES)
        )
        for shape in SHAPES.values()
    )
)
DOCUMENTS = st.dictionaries(
    st.sampled_from(["schema", *SHAPES]),
    VALUES | ROWS | st.lists(VALUES | ROWS, max_size=3) | st.just(1),
    max_size=6,
)


def holds(document: object, path: KeyPath) -> bool:
    """Whether a key path leads somewhere in a document."""
    here: Any = document
    for key in path:
        keys = range(len(here)) if isinstance(here, list) else here
        if not isinstance(keys, dict | range) or key not in keys:
            return False
        here = here[key]
    return True


@given(DOCUMENTS)
def test_any_document_decodes_and_each_problem_is_of_something_in_it(
    document: dict[str, object],
) -> None:
    _, problems = decode(document, "any.toml")
    assert all(holds(document, problem.path) for problem in problems)
    assert all("\n" not in str(problem) for problem in problems)


@given(DOCUMENTS)
def test_a_table_is_left_out_if_and_only_if_it_has_a_problem(document: dict[str, object]) -> None:
    tables, problems = decode({**document, "schema": 1}, "any.toml")
    facts = document.get("fact")
    faulty = {problem.path[:2] for problem in problems}
    if isinstance(facts, list) and "defaults" not in {place[0] for place in faulty}:
        kept = [("fact", position) for position in range(len(facts))]
        assert [*tables.statements.path] == [p for p in kept if p not in faulty]
    else:
        assert tables.statements == Statements()
