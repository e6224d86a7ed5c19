"""Whatever becomes of the index of a store, no answer is another one for it."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from conftest import SMALL, Ran

from parkq.index import terms

Parkq = Callable[..., Ran]

ASKED = (
    ("show", "qingshan", "-f", "json"),
    ("diff-sources", "--all", "-f", "json"),
    ("search", "gaoxinqu", "-f", "jsonl"),
    ("list", "facts", "-f", "tsv"),
)
DAMAGES = 100
"""Of the index, by chance: cut, overwritten, lengthened, mixed."""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the index of the small store is, as built by a first command."""
    monkeypatch.setenv("PARKQ_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The small store, written long ago, so that stamps prove its index fresh."""
    root = tmp_path / "facts"
    shutil.copytree(SMALL, root)
    for file in root.iterdir():
        os.utime(file, (10**9, 10**9))
    return root


@pytest.fixture
def expected(store: Path, parkq: Parkq, monkeypatch: pytest.MonkeyPatch) -> list[Ran]:
    """The answers without a cache."""
    with monkeypatch.context() as patch:
        patch.setenv("PARKQ_CACHE", "off")
        return answers(store, parkq)


def answers(store: Path, parkq: Parkq) -> list[Ran]:
    return [parkq(*asked, "--store", str(store)) for asked in ASKED]


def indexes(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if path.is_file() and path.stat().st_size)


def damaged(content: bytes, number: int) -> bytes:
    chance = random.Random(number)  # noqa: S311 - the same damages in every run
    at = chance.randrange(len(content))
    end = min(len(content), at + chance.choice((1, 4, 64, len(content))))
    match number % 6:
        case 0:
            return content[:at]
        case 1:
            return content[:at] + chance.randbytes(end - at) + content[end:]
        case 2:
            return content + chance.randbytes(end - at)
        case 3:
            return content[:at] + bytes(end - at) + content[end:]
        case 4:
            return content[end:] + content[:end]
        case _:
            return chance.randbytes(chance.randrange(2000))


def test_an_index_is_one_file(cache: Path, store: Path, expected: list[Ran], parkq: Parkq) -> None:
    assert answers(store, parkq) == expected
    (index,) = indexes(cache)
    assert index.stat().st_mode & 0o077 == 0
    assert index.parent.stat().st_mode & 0o077 == 0


def test_a_damaged_index_gives_the_same_answers(
    cache: Path, store: Path, expected: list[Ran], parkq: Parkq
) -> None:
    for number in range(DAMAGES):
        asked = number % len(ASKED)
        parkq(*ASKED[asked], "--store", str(store))
        (file,) = indexes(cache)
        file.write_bytes(damaged(file.read_bytes(), number))
        assert parkq(*ASKED[asked], "--store", str(store)) == expected[asked], number


CHANGES = (
    "UPDATE fact SET stated = '1平方公里', display = '1 km²', value = 1e6",
    "UPDATE fact SET as_of = '1999' WHERE number % 3 = 0",
    "DELETE FROM fact WHERE number = 1",
    "UPDATE comparison SET line = '{}', detail = replace(detail, 'conflict', 'agree')",
    "UPDATE comparison SET severity = 0",
    "UPDATE file SET inode = 0",
    "DROP TABLE comparison",
    "DROP TABLE meta",
    "UPDATE meta SET value = 'another'",
)


@pytest.mark.parametrize("change", CHANGES)
def test_rows_that_were_not_so_written_are_never_shown(
    change: str, cache: Path, store: Path, expected: list[Ran], parkq: Parkq
) -> None:
    for asked in range(len(ASKED)):
        answers(store, parkq)
        with closing(sqlite3.connect(indexes(cache)[0])) as connection:
            connection.execute(change)
            connection.commit()
        if asked != SEARCH:  # a name that is not found cannot be proved so
            assert parkq(*ASKED[asked], "--store", str(store)) == expected[asked]
        shutil.rmtree(cache)


SEARCH = 2


@pytest.mark.parametrize("becomes", ["a folder", "a link to nothing", "a link out", "gone", "text"])
def test_an_index_that_is_none_gives_the_same_answers(
    becomes: str, cache: Path, store: Path, expected: list[Ran], parkq: Parkq, tmp_path: Path
) -> None:
    answers(store, parkq)
    (file,) = indexes(cache)
    outside = tmp_path / "outside"
    file.rename(outside)
    content = outside.read_bytes()
    match becomes:
        case "a folder":
            file.mkdir()
        case "a link to nothing":
            file.symlink_to("nowhere")
        case "a link out":
            file.symlink_to(outside)
        case "text":
            file.write_text("SQLite format 3", encoding="utf-8")
    assert answers(store, parkq) == expected
    assert answers(store, parkq) == expected
    assert outside.read_bytes() == content


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
@pytest.mark.parametrize("which", ["folder", "file", "link"])
def test_what_others_may_write_is_not_read(
    which: str, cache: Path, store: Path, expected: list[Ran], parkq: Parkq, tmp_path: Path
) -> None:
    answers(store, parkq)
    (file,) = indexes(cache)
    folder = file.parent
    if which == "link":
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
    else:
        (folder if which == "folder" else file).chmod(0o777)
    assert answers(store, parkq) == expected
    if which == "file":  # built anew, as the user's own
        assert indexes(cache)[0].stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_kill_at_any_time_leaves_the_answers_as_they_were(
    cache: Path, store: Path, expected: list[Ran], parkq: Parkq
) -> None:
    for statement in range(1, 180, 12):
        shutil.rmtree(cache, ignore_errors=True)
        ran = subprocess.run(  # noqa: S603 - what runs is written here
            [sys.executable, "-c", KILLED, str(statement), *ASKED[0], "--store", str(store)],
            check=False,
            timeout=60,
        )
        assert ran.returncode in {0, -signal.SIGKILL}
        assert parkq(*ASKED[1], "--store", str(store)) == expected[1], statement


KILLED = """
import os, signal, sqlite3, sys
real, left = sqlite3.connect, int(sys.argv[1])
def count(statement):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
def connect(*args, **more):
    connection = real(*args, **more)
    connection.set_trace_callback(count)
    return connection
sqlite3.connect = connect
from parkq.cli import run
run(sys.argv[2:])
"""
"""Ends a command as a loss of power does, before a statement of SQL."""


def test_two_dozen_processes_answer_as_one(
    cache: Path, store: Path, expected: list[Ran], parkq: Parkq
) -> None:
    assert not cache.exists()
    command = [sys.executable, "-m", "parkq", *ASKED[0], "--store", str(store)]
    for changed in (False, True):
        if changed:
            (store / "more.toml").write_text("schema = 1\n", encoding="utf-8")
        running = [
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - as above
            for _ in range(24)
        ]
        assert {each.communicate()[0] for each in running} == {expected[0].out}
    assert answers(store, parkq) == expected


def test_a_folder_that_cannot_be_written_gives_the_same_answers(
    cache: Path, store: Path, expected: list[Ran], parkq: Parkq
) -> None:
    cache.write_text("in the way", encoding="utf-8")
    assert answers(store, parkq) == expected


def test_without_trigrams_the_same_is_found(
    store: Path, expected: list[Ran], parkq: Parkq, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    assert not cache.exists()
    monkeypatch.setattr(terms, "make_trigrams", lambda _: None)
    assert answers(store, parkq) == expected
    (file,) = indexes(cache)
    with closing(sqlite3.connect(file)) as connection:
        assert not terms.has_parts(connection)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "link.toml").symlink_to("press-2022.toml"),
        lambda root: (root / "folder").symlink_to("."),
        lambda root: os.mkfifo(root / "pipe.toml"),
        lambda root: (root / "below").mkdir() or (root / "below" / "a.toml").write_text("x"),
        lambda root: (root / "press-2022.toml").unlink(),
        lambda root: (root / "press-2022.toml").write_bytes(b"\xff"),
        lambda root: (root / "press-2022.toml").rename(root / "a.toml"),
    ],
    ids=["a link", "a linked folder", "a pipe", "a bad file", "gone", "not UTF-8", "renamed"],
)
def test_a_store_that_has_changed_is_seen_to_have(
    change: Callable[[Path], object],
    cache: Path,
    store: Path,
    parkq: Parkq,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = answers(store, parkq)
    assert indexes(cache)
    change(store)
    now = answers(store, parkq)
    assert now == answers(store, parkq)
    monkeypatch.setenv("PARKQ_CACHE", "off")
    assert now == answers(store, parkq)
    assert now != before


def test_a_file_with_its_old_time_and_size_is_seen_to_have_changed_if_it_was_new(
    cache: Path, store: Path, parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = store / "press-2022.toml"
    text = file.read_text(encoding="utf-8")
    for age in (0, 3600):  # written just now, and by a clock that was set back since
        file.write_text(text, encoding="utf-8")
        stamp = file.stat().st_mtime_ns + age * 10**9
        os.utime(file, ns=(stamp, stamp))
        answers(store, parkq)
        assert indexes(cache)
        with file.open("r+", encoding="utf-8") as stream:
            stream.write(text.replace("218平方千米", "202平方千米"))
        os.utime(file, ns=(stamp, stamp))
        now = answers(store, parkq)
        with monkeypatch.context() as patch:
            patch.setenv("PARKQ_CACHE", "off")
            assert now == answers(store, parkq)
