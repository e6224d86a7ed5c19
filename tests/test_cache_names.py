"""What names are looked up in is made when a question needs it, and anew where names changed."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from conftest import SMALL, Ran

Parkq = Callable[..., Ran]

HEAVY = ("opencc", "pypinyin", "rapidfuzz", "tomli")
LOADED = """
import sys
from parkq.cli import run
run(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small store, written long ago, and nothing kept of it yet."""
    root = tmp_path / "facts"
    shutil.copytree(SMALL, root)
    for file in root.iterdir():
        os.utime(file, (10**9, 10**9))
    monkeypatch.setenv("PARKQ_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PARKQ_STORE", str(root))
    return root


def filled(store: Path) -> dict[str, list[int]]:
    """The kinds whose names are in the index, and the numbers of their terms."""
    (file,) = (store.parent / "cache").glob("*/index-*")
    with closing(sqlite3.connect(file)) as connection:
        kinds = connection.execute("SELECT substr(key, 7) FROM meta WHERE key LIKE 'names %'")
        numbers = "SELECT number FROM term WHERE kind = ? ORDER BY number"
        return {kind: connection.execute(numbers, (kind,)).fetchall() for (kind,) in kinds}


def changed(store: Path, file: str, old: str, new: str) -> None:
    text = (store / file).read_text(encoding="utf-8")
    assert old in text
    (store / file).write_text(text.replace(old, new), encoding="utf-8")


def test_a_name_typed_right_fills_in_no_names(store: Path, parkq: Parkq) -> None:
    parkq("show", "qingshan")
    parkq("show", "青山高新区", "-a", "founded")
    assert filled(store) == {}


def test_only_the_kinds_that_a_question_is_of_are_filled_in(store: Path, parkq: Parkq) -> None:
    parkq("show", "qingshna")
    assert filled(store).keys() == {"entity"}
    parkq("search", "press", "--kind", "source")
    assert filled(store).keys() == {"entity", "source"}
    parkq("search", "press")
    assert filled(store).keys() == {"entity", "attribute", "source", "fact"}


def test_facts_that_change_leave_other_names_as_they_are(store: Path, parkq: Parkq) -> None:
    first = parkq("search", "平方公里")
    before = filled(store)
    changed(store, "press-2022.toml", "平方公里", "平方千米")
    assert parkq("search", "平方千米").out != parkq("search", "平方公里").out != first.out
    after = filled(store)
    assert {kind for kind in before if before[kind] != after[kind]} == {"fact"}


def test_a_park_that_is_renamed_is_found_by_its_new_name(store: Path, parkq: Parkq) -> None:
    assert "lvshui" in parkq("search", "绿水").out
    (vocabulary,) = (file for file in store.iterdir() if "绿水高新区" in file.read_text("utf-8"))
    changed(store, vocabulary.name, "绿水", "碧水")
    assert "绿水" not in parkq("search", "绿水").out
    assert "lvshui" in parkq("search", "碧水").out
    assert "lvshui" in parkq("search", "bishui").out


@pytest.mark.parametrize(
    "asked", [("search", "qingshan"), ("search", "青山"), ("__complete", "zsh", "show", "qing")]
)
def test_a_name_found_imports_nothing_of_other_scripts(
    asked: tuple[str, ...], store: Path, parkq_process: Callable[..., Ran]
) -> None:
    environ = {"PARKQ_STORE": str(store)}
    for _ in range(2):
        ran = parkq_process("-c", LOADED, *asked, environ=environ)
    assert "qingshan" in ran.out
    loaded = set(ran.err.split())
    assert loaded.isdisjoint({"opencc", "pypinyin", "rapidfuzz"})


@pytest.mark.parametrize("asked", ["qingshna", "青山高薪区", "qsgxq"])
def test_a_name_typed_wrong_reads_no_pinyin(
    asked: str, store: Path, parkq_process: Callable[..., Ran]
) -> None:
    environ = {"PARKQ_STORE": str(store)}
    for _ in range(2):
        ran = parkq_process("-c", LOADED, "show", asked, environ=environ)
    loaded = set(ran.err.split())
    assert "parkq.index.names" in loaded
    assert loaded.isdisjoint({"opencc", "pypinyin"})
