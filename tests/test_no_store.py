"""Nothing is judged or written but a store that is named or near, and that holds something."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Ran

Parkq = Callable[..., Ran]

JUDGING = [
    ("check",),
    ("check", "--exit-zero"),
    ("check", "--output-format", "github"),
    ("accept", "qingshan", "planned-area", "--until", "2099", "--reason", "r", "--dry-run"),
    ("accept", "--prune", "--dry-run"),
    ("report", "-o", "report.html"),
    ("diff-sources", "--exit-code"),
    ("diff-sources", "-f", "jsonl", "--exit-code"),
]


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with no store at or above it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", JUDGING, ids=" ".join)
def test_where_there_is_no_store_none_is_judged(
    command: tuple[str, ...], bare: Path, parkq: Parkq, parkq_process: Parkq
) -> None:
    hint = "parkq init begins one, --store names one"
    error = f"parkq: there is no store: no facts/ at or above '{bare}' ({hint})\n"
    assert parkq(*command) == Ran(2, "", error)
    assert parkq_process(*command, environ={"PARKQ_STORE": ""}) == Ran(2, "", error)
    assert list(bare.glob("*.html")) == []


@pytest.mark.parametrize("command", JUDGING, ids=" ".join)
def test_an_empty_store_is_not_judged(command: tuple[str, ...], bare: Path, parkq: Parkq) -> None:
    (bare / "facts").mkdir()
    error = "parkq: there is nothing of a store in 'facts'\n"
    assert parkq(*command, "--store", "facts") == Ran(2, "", error)
    (bare / "facts" / "a.toml").write_text("schema = 1\n", encoding="utf-8")
    assert parkq(*command, "--store", "facts") == Ran(2, "", error)


@pytest.mark.parametrize("command", JUDGING, ids=" ".join)
def test_the_store_that_is_near_is_named(
    command: tuple[str, ...], bare: Path, parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bare / "facts").mkdir()
    for file in SMALL.iterdir():
        (bare / "facts" / file.name).write_bytes(file.read_bytes())
    assert parkq(*command).err.startswith("store: facts\n")
    (bare / "below").mkdir()
    monkeypatch.chdir(bare / "below")
    assert parkq(*command).err.startswith(f"store: {bare}/facts\n")


@pytest.mark.usefixtures("bare")
def test_questions_still_fall_back_on_the_store_that_came_along(parkq: Parkq) -> None:
    assert parkq("show", "luzhou").status == 0
    assert parkq("diff-sources").status == 0
    assert parkq("report").status == 0
