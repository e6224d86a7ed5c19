"""What a killed process leaves behind bars nobody, and what was written is told."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, Ran, WriteStore

from parkq.cli import bash
from parkq.store import writing
from parkq.terminal import read_size

Parkq = Callable[..., Ran]
ACCEPT = ("accept", "qingshan", "planned-area", "--until", "2099", "--reason", "r")


@pytest.fixture
def store(write_store: WriteStore) -> Path:
    files = (DATA / "accept" / "store").iterdir()
    return write_store({file.name: file.read_text(encoding="utf-8") for file in files})


def test_a_draft_of_the_same_process_id_bars_nobody(store: Path, parkq: Parkq) -> None:
    (store / f".accepted.toml.{os.getpid()}.tmp").write_text("left by a kill", encoding="utf-8")
    assert parkq(*ACCEPT, "--store", str(store)).status == 0


def test_no_two_drafts_are_of_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = []
    replace = os.replace

    def note(draft: str, path: str) -> None:
        drafts.append(draft)
        replace(draft, path)

    monkeypatch.setattr(os, "replace", note)
    for _ in range(3):
        writing.put(str(tmp_path / "file"), ["text"])
    assert len(set(drafts)) == 3


def test_old_drafts_are_swept_and_nothing_else_is(tmp_path: Path) -> None:
    draft = f".file.{'0a' * 8}.tmp"
    others = (
        *(f".file.{'0a' * 7}.tmp", f".file.{'0g' * 8}.tmp", f".other.{'0a' * 8}.tmp"),
        *(f"file.{'0a' * 8}.tmp", f".file.{'0a' * 8}.toml", f".file.{'0b' * 8}.tmp"),
    )
    for name in (draft, *others):
        (tmp_path / name).write_text("x", encoding="utf-8")
    old = time.time() - 2 * 3600
    for name in (draft, *others[:-1]):
        os.utime(tmp_path / name, (old, old))
    os.symlink("nowhere", tmp_path / f".file.{'0c' * 8}.tmp")
    writing.put(str(tmp_path / "file"), ["text"])
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"file", *others, f".file.{'0c' * 8}.tmp"}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_what_was_written_is_told_where_it_cannot_be_printed(
    store: Path, parkq_process: Parkq
) -> None:
    line = " ".join(f"'{word}'" for word in (*ACCEPT, "--store", str(store)))
    ran = parkq_process(script=f"$parkq {line} > /dev/full")
    error = "parkq: standard output: No space left on device (accepted.toml was written)\n"
    assert ran == Ran(2, "", error)
    assert (store / "accepted.toml").exists()


@pytest.mark.parametrize("name", ["COLUMNS", "LINES", "VTE_VERSION"])
def test_numbers_of_thousands_of_digits_are_none(
    name: str, parkq: Parkq, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "9" * 5000)
    monkeypatch.setenv("PARKQ_PAGER", "cat -")
    assert parkq("show", "qingshan", "--store", str(store), "--no-pager", width=None).status == 0
    assert read_size("9" * 5000) == 0
    assert read_size("120") == 120


@pytest.mark.parametrize(
    ("typed", "put"),
    [("parkq show a", "a\\!b"), ('parkq show "a', "a\"'!'\"b"), ("parkq show 'a", "a!b")],
)
def test_bash_takes_nothing_of_a_name_for_its_history(typed: str, put: str) -> None:
    assert bash.put("a!b", bash.parsed(typed, " \t\n")) == put


@pytest.mark.parametrize("alias", [":files", ":folders", ":files of parks"])
@pytest.mark.parametrize("shell", [("bash", "parkq show :f", " \t\n"), ("fish", "show", ":f")])
def test_an_alias_that_looks_like_a_marker_is_not_proposed(
    alias: str,
    shell: tuple[str, ...],
    parkq: Parkq,
    write_store: WriteStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entity = f'schema = 1\n[[entity]]\nid = "e"\nname = ":f"\naliases = ["{alias}"]\n'
    monkeypatch.setenv("PARKQ_STORE", str(write_store({"a.toml": entity})))
    ran = parkq("__complete", *shell)
    assert ran.out.splitlines()
    assert not any(line.startswith((":files", ":folders")) for line in ran.out.splitlines())
