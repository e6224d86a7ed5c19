"""The same store gives the same bytes, whatever the machine; and the day is asked of one clock."""

import ast
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest
from conftest import DATA, SHIPPED, SMALL, Ran

Parkq = Callable[..., Ran]
PACKAGE = Path(__file__).parent.parent / "parkq"

SCRIPT = """
import sys
from parkq.cli import run
for line in sys.stdin.read().splitlines():
    print(line, run(line.split()), flush=True)
"""
COMMANDS = """\
show qingshan lvshui --all --lang en
show qingshan lvshui --all -f json
compare qingshan lvshui -f csv
search gaoxinqu --all -f jsonl
diff-sources --all -f json --suggest
history qingshan planned-area -f json
list facts -f tsv
list attributes -f md
explain qingshan/planned-area -f json
check --today 2026-01-31 --output-format sarif
check --today 2026-01-31 --output-format junit
report --today 2026-01-31 -o -
"""


def said(root: Path, **environ: str) -> bytes:
    """What all commands print, in one process."""
    ran = subprocess.run(  # noqa: S603 - what runs is written here
        [sys.executable, "-c", SCRIPT],
        input=COMMANDS.encode(),
        cwd=root.parent,
        env={**os.environ, "PARKQ_STORE": root.name, **environ},
        capture_output=True,
        check=True,
        timeout=100,
    )
    return ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def expected() -> bytes:
    return said(SMALL, PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")


@pytest.mark.parametrize(
    "environ",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "4294967295", "TZ": "America/Los_Angeles", "LC_ALL": "C"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"LC_ALL": "de_DE.ISO-8859-1", "COLUMNS": "40"},
        {"PYTHONUTF8": "0", "PYTHONOPTIMIZE": "2"},
    ],
    ids=str,
)
def test_no_machine_changes_an_answer(environ: dict[str, str], expected: bytes) -> None:
    assert said(SMALL, **environ) == expected


def test_no_order_of_the_disk_changes_an_answer(expected: bytes, tmp_path: Path) -> None:
    root = tmp_path / SMALL.name
    root.mkdir()
    files = sorted(SMALL.iterdir(), reverse=True)
    for number, file in enumerate(files):
        shutil.copy(file, root)
        os.utime(root / file.name, (number, number))
    assert said(root) == expected


@pytest.mark.parametrize("root", [SMALL, DATA / "check" / "store", SHIPPED])
def test_no_order_of_listing_changes_an_answer(
    root: Path, parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKQ_CACHE", "off")
    asked = ("diff-sources", "--all", "-f", "json", "--store", str(root))
    before = parkq(*asked)
    real, chance = os.scandir, random.Random(0)  # noqa: S311 - the same orders in every run

    class Shuffled:
        def __init__(self, path: str) -> None:
            with real(path) as entries:
                listed = list(entries)
            chance.shuffle(listed)
            self._left = iter(listed)

        def __iter__(self) -> Self:
            return self

        def __next__(self) -> os.DirEntry[str]:
            return next(self._left)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

        def close(self) -> None: ...

    monkeypatch.setattr(os, "scandir", Shuffled)
    assert parkq(*asked) == before


CLOCKS = {"today", "now", "utcnow", "time_ns", "localtime", "gmtime"}
CLOCK = {"clock.py"}
"""The one module that asks what day it is, and only where ``--today`` does not say so."""
STAMPS = {"index"}
"""Packages that ask when a file was written, which no answer shows."""


def test_the_day_is_asked_of_one_clock() -> None:
    asking = set()
    for module in PACKAGE.rglob("*.py"):
        name = module.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                word = (
                    called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                )
                if word in CLOCKS and name.partition("/")[0] not in STAMPS:
                    asking.add(name)
    assert asking == CLOCK


def test_no_clock_is_asked_where_the_day_is_said(
    parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datetime as dt  # noqa: PLC0415 - to be patched where it is looked up

    class Stopped(dt.date):
        @classmethod
        def today(cls) -> "Stopped":
            raise AssertionError("the clock was asked")

    monkeypatch.setattr(dt, "date", Stopped)
    for line in COMMANDS.splitlines():
        assert parkq(*line.split(), "--store", str(SMALL)).status in {0, 1}
    with pytest.raises(AssertionError, match="the clock"):
        parkq("check", "--store", str(SMALL))
