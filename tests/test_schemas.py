"""The JSON Schemas of answers, whole: what ``parkq schema NAME`` prints stands in a file each.

The nouns that answers share stand in ``nouns.json``; every schema that refers to one carries them.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from parkq import schemas

EXPECTED = Path(__file__).parent / "data" / "schemas"
NOUNS = "nouns"


def expected(name: str) -> Any:  # noqa: ANN401 - a JSON Schema
    return json.loads((EXPECTED / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted({path.stem for path in EXPECTED.iterdir()} - {NOUNS}))
def test_a_schema_is_the_one_expected(name: str) -> None:
    printed = schemas.schema(name)
    nouns = printed.get("$defs", {}).pop(NOUNS, None)
    if not printed.get("$defs", True):
        del printed["$defs"]
    assert printed == expected(name)
    assert nouns in (None, expected(NOUNS))
    assert (nouns is None) == ("urn:parkq:nouns" not in json.dumps(printed))


def test_every_schema_of_an_answer_is_expected_and_no_other() -> None:
    assert {path.stem for path in EXPECTED.iterdir()} == {*schemas.names(), NOUNS} - {"facts"}
