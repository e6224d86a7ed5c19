"""What diff-sources suggests to go by, when it suggests nothing, and what a shared factor hints."""

import json
from collections.abc import Callable

import pytest
from conftest import DATA, Ran
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from sessions import goes_as_written

from parkq.output import schemas

Parkq = Callable[..., Ran]

SUGGEST = DATA / "suggest"


@pytest.fixture(autouse=True)
def _store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKQ_STORE", str(SUGGEST / "store"))


def test_a_suggestion_is_a_rank_a_rule_or_a_majority_and_else_none(parkq: Parkq) -> None:
    goes_as_written(SUGGEST / "session.txt", parkq)


@pytest.mark.parametrize("args", [(), ("core", "whole")])
def test_json_with_suggestions_keeps_to_its_schema(args: tuple[str, ...], parkq: Parkq) -> None:
    ran = parkq("diff-sources", *args, "--all", "--suggest", "-f", "json")
    document = json.loads(ran.out)
    Draft202012Validator(schemas.schema("diff-sources")).validate(document)
    assert all("suggestion" in group for group in document["groups"])
