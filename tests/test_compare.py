"""What compare sets side by side, and why it ranks or does not."""

import json

import pytest
from conftest import DATA
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from sessions import Parkq, goes_as_written

from parkq.output import schemas

COMPARE = DATA / "compare"


@pytest.fixture(autouse=True)
def _store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKQ_STORE", str(COMPARE / "store"))


def test_what_differs_in_role_date_scope_or_unit_is_not_ranked(parkq: Parkq) -> None:
    goes_as_written(COMPARE / "session.txt", parkq)


def test_json_keeps_to_its_schema(parkq: Parkq) -> None:
    document = json.loads(parkq("compare", "qingshan", "lvshui", "-f", "json").out)
    Draft202012Validator(schemas.schema("compare")).validate(document)
    roles = {row["attribute"]: [cell["role"] for cell in row["cells"]] for row in document["rows"]}
    assert roles["built-up-area"] == ["actual", "plan"]
