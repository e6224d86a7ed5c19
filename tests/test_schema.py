"""The JSON Schema that editors read says what the decoder says."""

import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib import resources
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from parkq.model import Accepted, Attribute, Entity, Relation, Scope, Source, Statement
from parkq.store.fields import Shape
from parkq.store.shapes import LABELS, SHAPES
from parkq.terms import Changes, Kind, Measure, Rank, Role, Span, Status

TESTS = Path(__file__).parent
FILES = TESTS / "data" / "store_files"
STORE = TESTS.parent / "facts"
SCHEMA: dict[str, Any] = json.loads(
    resources.files("parkq").joinpath("schemas/facts.schema.json").read_text("utf-8")
)
TABLES: Mapping[str, dict[str, Any]] = SCHEMA["definitions"]
VALIDATOR = Draft7Validator(SCHEMA)

DECODER_ONLY = {
    "as-of-open-at-both-ends": "a schema knows the form of a date and no calendar",
    "as-of-that-ends-before-it-begins": "likewise",
    "as-of-without-such-a-day": "likewise",
    "as-of-without-such-a-month": "likewise",
    "dimension-that-is-a-kind": "the units and what they measure stand in a table of their own",
    "dimension-that-is-unknown": "likewise",
    "display-of-another-dimension": "likewise",
    "display-of-money-in-tonnes": "likewise",
    "display-that-is-no-unit": "likewise",
    "tolerance-that-is-no-number": "JSON has no nan, so a schema cannot refuse it",
}
"""The bad files that only the decoder finds fault with, and why."""

ENUMS: Mapping[tuple[str, str], type[StrEnum]] = {
    ("attribute", "kind"): Kind,
    ("attribute", "changes"): Changes,
    ("fact", "role"): Role,
    ("fact", "rank"): Rank,
    ("accepted", "role"): Role,
    ("accepted", "measure"): Measure,
    ("attribute", "period"): Span,
    ("defaults", "role"): Role,
    ("fact", "measure"): Measure,
    ("fact", "status"): Status,
}
MODELS = {
    "source": Source,
    "entity": Entity,
    "attribute": Attribute,
    "fact": Statement,
    "relation": Relation,
    "accepted": Accepted,
    "scope": Scope,
    "defaults": Statement,
}


def is_valid(path: Path) -> bool:
    return bool(VALIDATOR.is_valid(tomli.loads(path.read_text("utf-8"))))


def described(schema: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every key that a schema names, with what an editor says of it."""
    if isinstance(schema, dict):
        for key, value in schema.get("properties", {}).items():
            described_by = value.get("description", "")
            if "$ref" in value:
                described_by = TABLES[value["$ref"].rpartition("/")[2]].get("description", "")
            yield f"{path}.{key}", described_by
            yield from described(value, f"{path}.{key}")


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", sorted(FILES.glob("good/*.toml")), ids=lambda path: path.stem)
def test_a_good_file_keeps_to_the_schema(path: Path) -> None:
    assert is_valid(path)


@pytest.mark.parametrize("path", sorted(FILES.glob("bad/*.toml")), ids=lambda path: path.stem)
def test_a_bad_file_breaks_the_schema_unless_only_the_decoder_can_tell(path: Path) -> None:
    assert is_valid(path) == (path.stem in DECODER_ONLY)


def test_what_only_the_decoder_can_tell_is_shown_by_files() -> None:
    assert {path.stem for path in FILES.glob("bad/*.toml")} >= set(DECODER_ONLY)


@pytest.mark.parametrize("path", sorted(STORE.rglob("*.toml")), ids=lambda path: path.stem)
def test_a_file_of_the_store_names_the_schema_and_keeps_to_it(path: Path) -> None:
    directive, _, named = path.read_text("utf-8").partition("\n")[0].partition(" ")
    assert directive == "#:schema"
    assert json.loads((path.parent / named).read_text("utf-8")) == SCHEMA
    assert is_valid(path)


def test_schema_and_decoder_know_the_same_tables() -> None:
    assert set(SCHEMA["properties"]) == {"schema", "draft", *SHAPES}
    assert SCHEMA["additionalProperties"] is False


@pytest.mark.parametrize(
    ("schema", "shape"),
    [
        *((TABLES[name], shape) for name, shape in SHAPES.items()),
        (TABLES["labels"], LABELS),
    ],
    ids=[*SHAPES, "label"],
)
def test_schema_and_decoder_know_the_same_keys(schema: dict[str, Any], shape: Shape) -> None:
    assert set(schema["required"]) == set(shape.required)
    assert set(schema["properties"]) == {*shape.required, *shape.optional}
    assert schema["additionalProperties"] is False


def test_schema_and_model_know_the_same_words() -> None:
    named = {
        (table, key): value["enum"]
        for table in SHAPES
        for key, value in TABLES[table]["properties"].items()
        if "enum" in value
    }
    assert named == {where: [word.value for word in words] for where, words in ENUMS.items()}


@pytest.mark.parametrize("table", SHAPES)
def test_schema_and_model_have_the_same_defaults(table: str) -> None:
    model = {name: key.default for name, key in signature(MODELS[table]).parameters.items()}
    for key, value in TABLES[table]["properties"].items():
        if "default" in value:
            of_its_type = type(value["default"])
            assert of_its_type(model[key]) == value["default"]


def test_an_editor_can_explain_every_key() -> None:
    explained = [*described(SCHEMA)]
    explained += [pair for table in SHAPES for pair in described(TABLES[table], table)]
    assert [key for key, description in explained if not description] == []
    assert len(explained) > 50
