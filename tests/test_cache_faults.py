"""Whatever becomes of what is kept of a store, no answer is another one for it."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SMALL, Ran
from faults import fail, faults

Parkq = Callable[..., Ran]

MAKE = "parkq.cache.make"
ASKED = (
    ("show", "qingshan", "-f", "json"),
    ("diff-sources", "--all", "-f", "json"),
    ("search", "gaoxinqu", "-f", "jsonl"),
    ("list", "facts", "-f", "tsv"),
)
SEARCH = 2
FILES = ("head", "tables", "names-entity", "names-attribute", "names-source", "names-fact")
DAMAGES = 42
"""Of each file that is kept, by chance: cut, overwritten, lengthened, mixed."""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where what is kept of the small store is, as made by a first command."""
    monkeypatch.setenv("PARKQ_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The small store, written long ago, so that times and sizes prove what is kept of it."""
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


def kept(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if path.is_file() and path.stat().st_size)


def kept_as(which: str, cache: Path) -> Path:
    """The file whose name is that, or begins so."""
    return next(path for path in kept(cache) if path.name.startswith(which))


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


def test_something_is_kept(cache: Path, store: Path, expected: list[Ran], parkq: Parkq) -> None:
    assert answers(store, parkq) == expected
    assert len(kept(cache)) == len(FILES)


@pytest.mark.parametrize("which", FILES)
def test_damaged_files_give_the_same_answers(
    which: str, cache: Path, store: Path, expected: list[Ran], parkq: Parkq
) -> None:
    for number in range(DAMAGES):
        asked = SEARCH if which.startswith("names") else number % len(ASKED)
        parkq(*ASKED[asked], "--store", str(store))
        file = kept_as(which, cache)
        content = file.read_bytes()
        file.write_bytes(damaged(content, number))
        assert parkq(*ASKED[asked], "--store", str(store)) == expected[asked], number


@pytest.mark.parametrize("which", FILES)
@pytest.mark.parametrize("becomes", ["a folder", "a link to nothing", "a link out", "gone"])
def test_files_that_are_none_give_the_same_answers(
    which: str, becomes: str, cache: Path, store: Path, expected: list[Ran], parkq: Parkq
) -> None:
    answers(store, parkq)
    file = kept_as(which, cache)
    file.unlink()
    match becomes:
        case "a folder":
            file.mkdir()
        case "a link to nothing":
            file.symlink_to("nowhere")
        case "a link out":
            file.symlink_to(Path(__file__))
    assert answers(store, parkq) == expected
    assert answers(store, parkq) == expected


def calls(store: Path, parkq: Parkq) -> int:
    with faults(-1, lambda: None, MAKE) as counted:
        parkq(*ASKED[0], "--store", str(store))
    return len(counted.names)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_where_a_call_fails_that_keeps_the_answers_are_the_same(
    number: int, cache: Path, store: Path, expected: list[Ran], parkq: Parkq
) -> None:
    count = calls(store, parkq)
    assert count > 10
    for at in some(count):
        shutil.rmtree(cache)
        with faults(at, lambda: fail(number), MAKE):
            assert parkq(*ASKED[0], "--store", str(store)) == expected[0], at
        assert parkq(*ASKED[1], "--store", str(store)) == expected[1], at


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_kill_at_any_call_that_keeps_leaves_the_answers_as_they_were(
    cache: Path, store: Path, expected: list[Ran], parkq: Parkq
) -> None:
    count = calls(store, parkq)
    script = str(Path(__file__).parent / "faults.py")
    for at in some(count):
        shutil.rmtree(cache)
        ran = subprocess.run(  # noqa: S603 - what runs is written here
            [sys.executable, script, MAKE, str(at), *ASKED[0], "--store", str(store)],
            check=False,
            timeout=60,
        )
        assert ran.returncode == -signal.SIGKILL
        assert parkq(*ASKED[1], "--store", str(store)) == expected[1], at


def some(count: int) -> Iterator[int]:
    """The first calls, the last ones, and some between them: most write a text like the others."""
    yield from sorted({*range(6), *range(6, count, max(1, count // 6)), *range(count - 6, count)})


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
    assert kept(cache)
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
        assert kept(cache)
        with file.open("r+", encoding="utf-8") as stream:
            stream.write(text.replace("218平方千米", "202平方千米"))
        os.utime(file, ns=(stamp, stamp))
        now = answers(store, parkq)
        with monkeypatch.context() as patch:
            patch.setenv("PARKQ_CACHE", "off")
            assert now == answers(store, parkq)
