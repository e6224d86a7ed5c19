"""The JSON Schemas of answers: each stands in a file, and what they share in one of definitions."""

import json
from pathlib import Path
from typing import Any

import pytest

from parkq.output import schemas

EXPECTED = Path(__file__).parent / "data" / "schemas"
ANSWERS = sorted({*schemas.names()} - {"facts"})


def expected(name: str) -> Any:  # noqa: ANN401 - a JSON Schema
    return json.loads((EXPECTED / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ANSWERS)
def test_a_schema_is_the_one_expected(name: str) -> None:
    definitions = expected("definitions")
    printed = schemas.schema(name)
    for each, definition in printed.pop("$defs").items():
        assert definition == definitions[each]
    assert printed == expected(name)


def test_nothing_is_expected_that_is_not_printed() -> None:
    printed = {each for name in ANSWERS for each in schemas.schema(name)["$defs"]}
    assert set(expected("definitions")) == printed
    assert {path.stem for path in EXPECTED.iterdir()} == {*ANSWERS, "definitions"}
