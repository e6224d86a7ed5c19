"""parkq cache: what is kept of a store is told, and taken away, and nothing besides."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Ran

Parkq = Callable[..., Ran]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what is kept of stores; the store is the small one."""
    monkeypatch.setenv("PARKQ_CACHE", str(tmp_path / "kept"))
    monkeypatch.setenv("PARKQ_STORE", str(SMALL))
    return tmp_path / "kept"


def told(parkq: Parkq, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(parkq("cache", *args, "-f", "json").out)["caches"]
    return found


def test_it_tells_where_what_is_kept_lies_and_whether_it_is_fresh(parkq: Parkq, kept: Path) -> None:
    (before,) = told(parkq)
    assert (before["state"], before["bytes"], before["made"]) == ("none", 0, None)
    assert not kept.exists()
    parkq("search", "qingshan")
    (after,) = told(parkq, "--info")
    files = list(Path(after["folder"]).iterdir())
    assert (after["store"], after["state"]) == (str(SMALL), "fresh")
    assert Path(after["folder"]).parent == kept
    assert after["bytes"] == sum(file.stat().st_size for file in files)


def test_what_is_kept_of_a_store_that_changed_is_stale(
    parkq: Parkq, kept: Path, write_store: Callable[..., Path]
) -> None:
    files = {file.name: file.read_text(encoding="utf-8") for file in SMALL.iterdir()}
    root = write_store(files)
    parkq("show", "qingshan", "--store", str(root))
    assert [each["state"] for each in told(parkq, "--store", str(root))] == ["fresh"]
    (root / "more.toml").write_text("schema = 1\n", encoding="utf-8")
    assert [each["state"] for each in told(parkq, "--store", str(root))] == ["stale"]
    parkq("show", "qingshan")
    assert [each["state"] for each in told(parkq, "--all")] == ["stale", "fresh"]
    assert len(list(kept.iterdir())) == 2


def test_clearing_removes_what_is_kept_and_nothing_else(parkq: Parkq, kept: Path) -> None:
    parkq("search", "qingshan")
    (folder,) = kept.iterdir()
    outside = kept.parent / "outside"
    outside.write_text("…", encoding="utf-8")
    for name in ("notes.txt", "tables-mine", "head.bak"):
        (folder / name).write_text("…", encoding="utf-8")
    linked = "index-0.0.1-1-00000000.sqlite"
    (folder / linked).symlink_to(outside)
    (cleared,) = told(parkq, "--clear")
    assert cleared["state"] == "removed"
    left = {"notes.txt", "tables-mine", "head.bak", linked}
    assert {file.name for file in folder.iterdir()} == left
    assert outside.read_text(encoding="utf-8") == "…"
    assert [each["state"] for each in told(parkq, "--clear")] == ["none"]


def test_clearing_all_removes_what_is_kept_of_every_store(
    parkq: Parkq, kept: Path, write_store: Callable[..., Path]
) -> None:
    root = write_store({"a.toml": "schema = 1\n"})
    parkq("list", "--store", str(root))
    parkq("list")
    (kept / "mine").mkdir()
    elsewhere = kept.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "head").write_text("…", encoding="utf-8")
    (kept / "linked-00000000").symlink_to(elsewhere)
    assert len(told(parkq, "--all", "--clear")) == 2
    assert {file.name for file in kept.iterdir()} == {"mine", "linked-00000000"}
    assert (elsewhere / "head").exists()
    assert parkq("cache", "--all").status == 1


def test_a_store_answers_as_before_once_it_is_cleared(parkq: Parkq, kept: Path) -> None:
    first = parkq("search", "qingshan")
    parkq("cache", "--clear")
    assert list(kept.iterdir()) == []
    assert parkq("search", "qingshan") == first
    assert [each["state"] for each in told(parkq)] == ["fresh"]


def test_nothing_is_kept_where_it_is_off(
    parkq: Parkq, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKQ_CACHE", "off")
    parkq("search", "qingshan")
    assert [(each["state"], each["folder"]) for each in told(parkq)] == [("off", "")]
    assert told(parkq, "--clear", "--all") == []
    assert not kept.exists()


def test_telling_and_clearing_exclude_each_other(parkq: Parkq, kept: Path) -> None:
    assert not kept.exists()
    ran = parkq("cache", "--info", "--clear")
    assert (ran.status, ran.out) == (2, "")
    assert "--clear excludes --info" in ran.err


def test_checking_tells_of_damages(parkq: Parkq, kept: Path) -> None:
    assert [each["state"] for each in told(parkq, "--check")] == ["none"]
    parkq("search", "qingshan")
    assert [each["state"] for each in told(parkq, "--check")] == ["fresh"]
    (index,) = kept.rglob("index-*")
    content = bytearray(index.read_bytes())
    content[8192:] = bytes(len(content) - 8192)
    index.write_bytes(content)
    assert [each["state"] for each in told(parkq, "--check")] == ["damaged"]
    assert parkq("cache", "--check").status == 1
    assert parkq("search", "qingshan").status == 0
    assert [each["state"] for each in told(parkq, "--check")] == ["fresh"]
