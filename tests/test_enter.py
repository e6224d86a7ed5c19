"""Facts in: a store begun, documents verified and scanned, facts added and tables imported."""

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, Ran
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from sessions import goes_as_written

from parkq.documents.document import Document
from parkq.documents.folding import fold_text
from parkq.documents.scan import Scanner
from parkq.documents.starting import core_vocabulary
from parkq.output import schemas
from parkq.store.memory import load

Parkq = Callable[..., Ran]

DOCUMENTS = DATA / "documents"
SCANNER = Scanner(load(str(DOCUMENTS / "store")))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with documents, tables and a store, to be written to."""
    for file in DOCUMENTS.glob("*.*"):
        shutil.copy(file, tmp_path / file.name)
    shutil.copytree(DOCUMENTS / "store", tmp_path / "facts")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["verify", "enter", "scan", "import"])
def test_a_session_goes_as_written(name: str, folder: Path, parkq: Parkq) -> None:
    goes_as_written(DOCUMENTS / f"{name}.session", parkq, folder)


def test_a_new_store_is_sound_and_says_what_to_do_next(
    tmp_path: Path, parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = parkq("init")
    assert ran.status == 0
    assert [line.split()[1] for line in ran.out.splitlines()] == ["scan", "add", "diff-sources"]
    assert parkq("check").status == 0
    assert json.loads((tmp_path / "facts" / "facts.schema.json").read_text("utf-8"))
    again = parkq("init")
    assert again.status == 2
    assert "already" in again.err


def test_the_core_vocabulary_has_labels_in_two_languages_and_no_name_twice() -> None:
    attributes = tomllib.loads(core_vocabulary())["attribute"]
    names = [n for a in attributes.values() for n in (a["label"]["zh"], *a.get("aliases", ()))]
    assert len(attributes) >= 60
    assert sorted(names) == sorted(set(names))


def test_a_draft_is_entered_as_it_was_proposed(folder: Path, parkq: Parkq) -> None:
    draft = parkq("scan", "article.html", "--source", "article", "--entity", "qingshan").out
    (folder / "facts" / "draft.toml").write_text(draft, encoding="utf-8")
    assert "PQ111" in parkq("check", "--output-format", "concise").out
    (folder / "facts" / "draft.toml").unlink()
    ran = parkq("add", "-", stdin=draft)
    assert ran.status == 0
    assert "conflict" in ran.out
    assert parkq("verify", "article.html", "--source", "article").status == 0


def test_a_draft_with_one_fact_that_cannot_be_entered_is_not_entered(
    folder: Path, parkq: Parkq
) -> None:
    before = {file.name: file.read_bytes() for file in (folder / "facts").iterdir()}
    draft = """draft = true
[source]
id = "new"
title = "新"
[[fact]]
entity = "qingshan"
attribute = "revenue"
stated = "12亿元"
[[fact]]
entity = "qingshan"
attribute = "revenue"
stated = "12平方公里"
"""
    ran = parkq("add", "-", stdin=draft)
    assert ran.status == 2
    assert "nothing was changed" in ran.err
    assert {file.name: file.read_bytes() for file in (folder / "facts").iterdir()} == before


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_file_keeps_its_style(ending: str, folder: Path, parkq: Parkq) -> None:
    file = folder / "facts" / "bulletin-2022.toml"
    text = file.read_text("utf-8").replace("[[fact]]\nentity", "  [[fact]]\n  entity")
    file.write_bytes(text.replace("\n", ending).encode())
    assert parkq("add", "qingshan", "revenue", "1亿元", "--source", "bulletin-2022").status == 0
    added = file.read_bytes().decode().removeprefix(text.replace("\n", ending))
    assert added == (
        "\n  [[fact]]\n" + '  entity = "qingshan"\n  attribute = "revenue"\n  stated = "1亿元"\n'
    ).replace("\n", ending)


MEASURED = [
    (stated, attribute)
    for page in tomllib.loads((DOCUMENTS / "measured.toml").read_text("utf-8"))["page"]
    for stated, attribute, _ in page["facts"]
    if attribute in tomllib.loads(core_vocabulary())["attribute"] and not stated.isascii()
]
"""Figures that public pages state in Chinese, each with the attribute that it is of."""


@pytest.mark.parametrize(("stated", "attribute"), sorted(set(MEASURED)))
def test_a_figure_behind_the_label_of_its_attribute_is_proposed_for_it(
    stated: str, attribute: str
) -> None:
    label = tomllib.loads(core_vocabulary())["attribute"][attribute]["label"]["zh"]
    text = f"青山高新区{label}{stated},另有其他。"
    (proposal,) = SCANNER.scan(Document("a.txt", text, [text]))
    assert proposal.attributes[0] == attribute
    assert fold_text(stated).text in fold_text(proposal.stated).text
    assert (proposal.entity, proposal.is_likely) == ("qingshan", True)


def test_json_keeps_to_its_schema(folder: Path, parkq: Parkq) -> None:
    fact = ("qingshan", "planned-area", "218平方公里", "--source", "bulletin-2022")
    ran = parkq("add", *fact, "-f", "json")
    Draft202012Validator(schemas.schema("add")).validate(json.loads(ran.out))
    assert folder.exists()


def test_nothing_is_entered_where_there_is_no_store(
    tmp_path: Path, parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = parkq("add-entity", "a", "甲")
    assert (ran.status, ran.out) == (2, "")
    assert "parkq init" in ran.err
