"""What goes wrong around parkq loses and invents nothing: faults, kills, changes, crowds."""

import errno
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import DATA, SMALL, Ran, WriteStore
from faults import fail, faults

from parkq.store import files, folder

Parkq = Callable[..., Ran]
posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")

STORE = DATA / "accept" / "store"
UNTIL = ("--until", "2027", "--today", "2026-01-31")
ACCEPT = ("accept", "qingshan", "planned-area", *UNTIL, "--reason")
CALLS = 17
"""As many calls as `accept` makes to write a file; each goes wrong in its turn."""
NUMBERS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)
"""What the system says where it does."""
CROWD = 24
"""Processes at once."""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parkq: Parkq) -> Path:
    """A store of two sources in conflict that is accepted once, to be written to again."""
    root = tmp_path / "facts"
    shutil.copytree(STORE, root)
    monkeypatch.setenv("PARKQ_STORE", str(root))
    assert parkq(*ACCEPT, "first").status == 0
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.iterdir()}


def shown(root: Path) -> dict[str, bytes]:
    """The files of a store, without what a killed process has left hidden."""
    return {name: text for name, text in contents(root).items() if not name.startswith(".")}


@pytest.fixture
def renewed(store: Path, parkq: Parkq, tmp_path: Path) -> Mapping[str, bytes]:
    """What the store holds when the conflict has been accepted for a second reason."""
    other = tmp_path / "other"
    shutil.copytree(store, other)
    assert parkq(*ACCEPT, "second", "--store", str(other)).status == 0
    return contents(other)


# A file is written whole or not at all


def test_all_calls_that_write_a_file_are_counted(store: Path, parkq: Parkq) -> None:
    with faults(-1, lambda: None) as calls:
        assert parkq(*ACCEPT, "second").status == 0
    assert len(calls.names) == CALLS
    assert {"open", "write", "flush", "fsync", "replace", "close"} <= set(calls.names)
    assert contents(store).keys() == {*contents(STORE), "accepted.toml"}


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("at", range(CALLS))
def test_where_a_call_fails_the_old_or_the_new_file_is_there(
    at: int, number: int, store: Path, renewed: Mapping[str, bytes], parkq: Parkq
) -> None:
    before = contents(store)
    with faults(at, lambda: fail(number)):
        try:
            ran = parkq(*ACCEPT, "second")
        except OSError as error:  # told in one line by the process, before anything was written
            ran = Ran(2, "", f"parkq: {error}\n")
    assert contents(store) == (before if ran.status else renewed)
    assert ran.err.count("\n") == (1 if ran.status else 0)
    assert parkq(*ACCEPT, "second").status == 0
    assert contents(store) == renewed


@posix
@pytest.mark.parametrize("at", range(CALLS))
def test_a_kill_at_any_call_leaves_the_old_or_the_new_file(
    at: int, store: Path, renewed: Mapping[str, bytes], parkq: Parkq
) -> None:
    before = contents(store)
    script = str(Path(__file__).parent / "faults.py")
    ran = subprocess.run(  # noqa: S603 - what runs is written here
        [sys.executable, script, "parkq.store.writing", str(at), *ACCEPT, "second"],
        check=False,
        timeout=60,
    )
    assert ran.returncode == -signal.SIGKILL
    assert shown(store) in (before, renewed)
    assert parkq("check", "--select", "PQ1").status == 0
    assert parkq(*ACCEPT, "second").status == 0
    assert shown(store) == renewed


@posix
def test_a_disk_that_is_full_at_any_byte_leaves_the_old_file(store: Path) -> None:
    before = contents(store)
    size = len(before["accepted.toml"])
    program = "import sys; from parkq.cli import run; sys.exit(run(sys.argv[1:]))"

    def limit(most: int) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    for most in (0, 1, size // 2, size - 1):
        ran = subprocess.run(  # noqa: S603 - what runs is written here
            [sys.executable, "-B", "-c", program, *ACCEPT, "a longer reason than the first"],
            capture_output=True,
            check=False,
            timeout=60,
            preexec_fn=lambda most=most: limit(most),  # type: ignore[misc]
        )
        assert ran.returncode == 2
        assert ran.stderr.decode().endswith("File too large (nothing was changed)\n")
        assert contents(store) == before


def test_what_was_changed_meanwhile_is_not_written_over(
    store: Path, parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    from parkq.store import writing  # noqa: PLC0415 - to be patched where it is looked up

    real = writing.replace_file

    def late(root: str, file: str, text: str, *, was: str) -> None:
        with (store / file).open("a", encoding="utf-8") as stream:
            stream.write("# someone else\n")
        real(root, file, text, was=was)

    monkeypatch.setattr(writing, "replace_file", late)
    ran = parkq(*ACCEPT, "second")
    assert ran == Ran(2, "", "parkq: accepted.toml has changed meanwhile (nothing was changed)\n")
    assert (store / "accepted.toml").read_text(encoding="utf-8").endswith("# someone else\n")


# What cannot be read is told and counted


def whole() -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in SMALL.iterdir()}


def failing(monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
    """The file of that name cannot be opened: root may read any file, so its mode will not do."""
    real = os.open

    def open_(path: str, *args: int) -> int:
        if os.path.basename(path) == name:
            fail(number)
        return real(path, *args)

    monkeypatch.setattr(os, "open", open_)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "Permission denied"),
        (errno.EIO, "Input/output error"),
        (errno.ENOENT, "No such file or directory"),
        (errno.EMFILE, "Too many open files"),
    ],
)
@pytest.mark.parametrize(
    "command", [("show", "qingshan"), ("diff-sources", "--all"), ("list", "facts")]
)
def test_a_file_that_cannot_be_read_is_named_and_counted(
    command: tuple[str, ...],
    number: int,
    words: str,
    parkq: Parkq,
    write_store: WriteStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = write_store({**whole(), "more.toml": "schema = 1\n"})
    failing(monkeypatch, "more.toml", number)
    ran = parkq(*command, "--store", str(root), "-f", "json")
    assert ran.status == 2
    assert ran.err == (
        f"more.toml: cannot be read: {words}\n"
        "parkq: 1 problem in the store; all else still answers\n"
    )
    assert json.loads(ran.out)["problems"] == 1
    assert "qingshan" in ran.out


def test_a_folder_that_cannot_be_read_is_named_and_counted(
    parkq: Parkq, write_store: WriteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_store({**whole(), "below/more.toml": "schema = 1\n"})
    real = os.scandir

    def scandir(path: str) -> object:
        if path.rstrip("/").endswith("below"):
            fail(errno.EACCES)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    ran = parkq("list", "parks", "--store", str(root))
    assert ran.status == 2
    assert ran.err == (
        "below: cannot be read: Permission denied\n"
        "parkq: 1 problem in the store; all else still answers\n"
    )
    assert parkq("check", "--store", str(root), "--select", "PQ101").status == 1


def test_a_file_that_goes_away_after_it_was_listed_is_told(
    parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKQ_CACHE", "off")
    names, _ = folder.listed(str(SMALL))
    monkeypatch.setattr(folder, "listed", lambda _: ([*names, "gone.toml"], []))
    ran = parkq("list", "parks", "--store", str(SMALL))
    assert ran.status == 2
    assert ran.err.startswith("gone.toml: cannot be read: No such file or directory\n")


@pytest.mark.parametrize(
    "now", [None, b"\xff", b"schema = 1\n"], ids=["gone", "not UTF-8", "another"]
)
def test_a_file_that_changes_after_it_was_read_is_told_of_as_it_was(
    now: bytes | None, write_store: WriteStore, parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKQ_CACHE", "off")
    root = write_store({**whole(), "worse.toml": "schema = 1\nx = 2\n"})
    file, real = root / "worse.toml", files.parse

    def parse(*args: str) -> object:
        parsed = real(*args)
        if args[1] == "worse.toml":
            file.unlink() if now is None else file.write_bytes(now)
        return parsed

    monkeypatch.setattr(files, "parse", parse)
    ran = parkq("list", "parks", "--store", str(root))
    assert ran.status == 2
    assert "unknown key 'x' in the file" in ran.err


@pytest.mark.parametrize(("times", "status"), [(3, 0), (99, 2)])
def test_a_file_that_is_written_to_is_read_again_and_at_last_told_of(
    times: int, status: int, parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKQ_CACHE", "off")
    real, left = os.fstat, [times]

    def fstat(descriptor: int) -> object:
        found = real(descriptor)
        left[0] -= 1
        return (
            type("", (), {"st_mode": found.st_mode, "st_size": left[0], "st_mtime_ns": 0})
            if left[0] > 0
            else found
        )

    monkeypatch.setattr(files.os, "fstat", fstat)  # type: ignore[attr-defined]
    ran = parkq("list", "parks", "--store", str(SMALL))
    assert ran.status == status
    assert ("it changes while it is read" in ran.err) == bool(status)


@posix
@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": "/nonexistent"},
        {"HOME": "/dev/null"},
        {"HOME": ""},
        {"XDG_CACHE_HOME": "/dev/null", "PARKQ_CACHE": "/dev/null/x"},
        {"TMPDIR": "/nonexistent", "PARKQ_CACHE": "relative"},
    ],
    ids=str,
)
def test_no_home_and_no_cache_change_no_answer(
    environ: dict[str, str], parkq_process: Parkq
) -> None:
    expected = parkq_process("diff-sources", "--all", "-f", "json")
    for _ in range(2):
        assert parkq_process("diff-sources", "--all", "-f", "json", environ=environ) == expected


def test_a_clock_that_was_set_back_changes_no_answer(parkq: Parkq, write_store: WriteStore) -> None:
    root = write_store(whole())
    expected = parkq("diff-sources", "--all", "--store", str(root), "-f", "json")
    for file in root.iterdir():
        os.utime(file, (2**32, 2**32))
    assert parkq("diff-sources", "--all", "--store", str(root), "-f", "json") == expected


# A crowd


def started(*args: str, root: Path) -> Ran:
    ran = subprocess.run(  # noqa: S603 - what runs is written here
        [sys.executable, "-m", "parkq", *args, "--store", str(root)],
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


@posix
def test_a_crowd_that_reads_a_changing_store_is_told_one_of_its_states(
    write_store: WriteStore, parkq: Parkq
) -> None:
    root = write_store(whole())
    file = root / "press-2022.toml"
    states = [text := file.read_text(encoding="utf-8"), text.replace("218平方千米", "202平方千米")]
    assert states[0] != states[1]
    asked = ("show", "qingshan", "-f", "json")
    answers = []
    for state in states:
        file.write_text(state, encoding="utf-8")
        answers.append(parkq(*asked, "--store", str(root)))
    with ThreadPoolExecutor(CROWD) as crowd:
        reading = [crowd.submit(started, *asked, root=root) for _ in range(CROWD)]
        turn = 0
        while not all(each.done() for each in reading):
            turn += 1
            draft = root / ".draft"
            draft.write_text(states[turn % 2], encoding="utf-8")
            draft.replace(file)
    assert {each.result() for each in reading} <= set(answers)


@posix
def test_a_crowd_that_accepts_at_once_loses_no_entry(write_store: WriteStore, parkq: Parkq) -> None:
    text = whole()
    press, gazette = text["press-2022.toml"], text["gazette-2021.toml"]
    entities = "".join(f'[[entity]]\nid = "e{n}"\nname = "n{n}"\n' for n in range(CROWD))
    fact = '\n[[fact]]\nentity = "e{}"\nattribute = "planned-area"\nstated = "{}平方公里"\n'
    root = write_store(
        {
            **text,
            "press-2022.toml": press + "".join(fact.format(n, 10) for n in range(CROWD)),
            "gazette-2021.toml": gazette + "".join(fact.format(n, 90) for n in range(CROWD)),
            "entities.toml": f"schema = 1\n{entities}",
        }
    )
    commands = [
        ("accept", f"e{n}", "planned-area", *UNTIL, "--reason", f"reason {n}") for n in range(CROWD)
    ]
    with ThreadPoolExecutor(CROWD) as crowd:
        ran = list(crowd.map(lambda args: started(*args, root=root), commands))
    assert {(each.status, each.err) for each in ran} == {(0, "")}
    written = (root / "accepted.toml").read_text(encoding="utf-8")
    assert sorted(f'reason = "reason {n}"' in written for n in range(CROWD)) == [True] * CROWD
    assert parkq("check", "--store", str(root), "--select", "PQ1").status == 0
