"""Every JSON that a command prints is what ``parkq schema`` says, and says nothing besides."""

import csv
import json
from collections.abc import Callable, Iterable
from io import StringIO
from typing import Any

import pytest
from conftest import SMALL, Ran, WriteStore
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from parkq.output import schemas

Parkq = Callable[..., Ran]

DOCUMENTS = [
    ("show", ["show", "qingshan"]),
    ("show", ["show", "qingshan", "lvshui", "hostile"]),
    ("compare", ["compare", "qingshan", "lvshui"]),
    ("diff-sources", ["diff-sources", "--all"]),
    ("diff-sources", ["diff-sources", "gazette-2021", "press-2022"]),
    *(
        ("history", ["history", "qingshan", attribute])
        for attribute in ("high-tech-enterprises", "planned-area", "founded", "leading-industries")
    ),
    ("search", ["search", "qingshan"]),
    ("figure", ["figure", "8万平方米", "近百项", "2013年9月", "40%以上", "1.2.3"]),
    ("figure", ["figure", "--steps", "3500余亩"]),
    ("figure", ["figure", "--kind", "list", "电子信息、装备制造等"]),
    *(
        ("list", ["list", kind])
        for kind in ("parks", "entities", "attributes", "sources", "facts", "units")
    ),
    ("list", ["list"]),
    ("cache", ["cache"]),
    ("list", ["list", "facts", "--counts"]),
]


@pytest.fixture(autouse=True)
def _small_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKQ_STORE", str(SMALL))


def _strict(node: Any) -> Any:  # noqa: ANN401 - a JSON Schema
    """The schema with no room for keys that it does not name."""
    if isinstance(node, list):
        return [_strict(each) for each in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _strict(value) for key, value in node.items()}
    if "properties" in node:
        closed["additionalProperties"] = False
    return closed


def _errors(schema: dict[str, Any], document: object) -> list[str]:
    Draft202012Validator.check_schema(schema)
    return [error.message for error in Draft202012Validator(schema).iter_errors(document)]


@pytest.mark.parametrize(("name", "args"), DOCUMENTS, ids=str)
def test_a_document_is_what_its_schema_says(name: str, args: list[str], parkq: Parkq) -> None:
    ran = parkq(*args, "-f", "json")
    document = json.loads(ran.out)
    for each in document if isinstance(document, list) else [document]:
        assert next(iter(each.items())) == ("schema", f"parkq.{name}/1")
    assert _errors(_strict(schemas.schema(name)), document) == []


@pytest.mark.parametrize(("name", "args"), DOCUMENTS, ids=str)
def test_the_lines_of_jsonl_are_the_members_of_the_document(
    name: str, args: list[str], parkq: Parkq
) -> None:
    document = json.loads(parkq(*args, "-f", "json").out)
    lines = [json.loads(line) for line in parkq(*args, "-f", "jsonl").out.splitlines()]
    assert lines == list(_members(name, document))


def _members(name: str, document: Any) -> Iterable[Any]:  # noqa: ANN401 - a JSON document
    if name == "show":
        return document if isinstance(document, list) else [document]
    keys = {
        "cache": "caches",
        "compare": "rows",
        "diff-sources": "groups",
        "figure": "figures",
        "history": "points",
        "search": "hits",
    }
    members: list[Any] = document[keys.get(name, "items")]
    return members


@pytest.mark.parametrize("name", schemas.names())
def test_every_schema_is_printed_and_valid(name: str, parkq: Parkq) -> None:
    printed = json.loads(parkq("schema", name).out)
    assert printed == schemas.schema(name)
    assert f"{name}\n" in parkq("schema").out


def test_csv_and_tsv_and_json_say_the_same(parkq: Parkq) -> None:
    shown = [json.loads(line) for line in parkq("show", "qingshan", "-f", "jsonl").out.splitlines()]
    facts = {fact["id"]: fact for doc in shown for fact in _facts(doc)}
    for form, dialect in (("csv", "excel"), ("tsv", "excel-tab")):
        text = parkq("show", "qingshan", "-f", form).out
        rows = list(csv.DictReader(StringIO(text, newline=""), dialect=dialect))
        assert {row["id"] for row in rows} == set(facts)
        for row in rows:
            figure = facts[row["id"]]["figure"]
            assert row["stated"] == figure["stated"]
            assert row["low"] == ("" if figure["low"] is None else str(figure["low"]))


def _facts(shown: dict[str, Any]) -> list[dict[str, Any]]:
    return [*shown["facts"], *(fact for part in shown["parts"] for fact in _facts(part))]


def test_one_name_gives_a_document_and_several_a_list(parkq: Parkq) -> None:
    one = json.loads(parkq("show", "qingshan", "-f", "json").out)
    two = json.loads(parkq("show", "qingshan", "nowhere", "-f", "json").out)
    assert two == [one]
    assert json.loads(parkq("show", "-", "-f", "json", stdin="qingshan\n").out) == [one]


@pytest.mark.parametrize(("name", "args"), DOCUMENTS, ids=str)
def test_a_document_says_how_many_problems_the_store_has(
    name: str, args: list[str], parkq: Parkq, write_store: WriteStore
) -> None:
    whole = {file.name: file.read_text(encoding="utf-8") for file in SMALL.iterdir()}
    root = write_store({**whole, "worse.toml": "schema = 1\nx = 2\ny = 3\n"})
    reads = name not in {"cache", "figure"} and args[-1] != "units"
    ran = parkq(*args, "-f", "json", *(("--store", str(root)) if reads else ()))
    document = json.loads(ran.out)
    for each in document if isinstance(document, list) else [document]:
        assert each.get("problems", 0) == (2 if reads else 0)
    assert _errors(_strict(schemas.schema(name)), document) == []
