"""What each command prints, whole, as a session of a shell in ``data/cli/sessions``.

A session shows a command line after ``$``, what it printed, what it said on stderr after ``2>``
and its exit status in brackets where that is not 0. ``COLUMNS=80`` before a command makes its
stdout a terminal of that width, without colour. A session is played in ``data/cli``, on the store
there. ``PARKQ_UPDATE=1`` writes the files anew.
"""

import os
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, SMALL, Ran

SESSIONS = sorted((DATA / "cli" / "sessions").glob("*.txt"))
UPDATE = os.environ.get("PARKQ_UPDATE") == "1"


def test_there_are_sessions() -> None:
    assert len(SESSIONS) >= 6


@pytest.mark.parametrize("file", SESSIONS, ids=lambda file: file.stem)
def test_a_session_goes_as_written(
    file: Path, parkq: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKQ_STORE", str(SMALL))
    monkeypatch.chdir(DATA / "cli")
    written = file.read_text(encoding="utf-8")
    commands = [line for line in written.splitlines() if line.startswith("$ ")]
    assert commands
    played = "\n".join(_played(line, parkq) for line in commands)
    if UPDATE:
        file.write_text(played, encoding="utf-8")
    assert played == written


def _played(line: str, parkq: Callable[..., Ran]) -> str:
    words = shlex.split(line.removeprefix("$ "))
    width = int(words.pop(0).removeprefix("COLUMNS=")) if words[0] != "parkq" else None
    options = [] if width is None else ["--color", "never"]
    program, *args = words
    assert program == "parkq"
    ran = parkq(*args, *(options if args[0] != "schema" else ()), width=width)
    said = "".join(f"2> {each}\n" for each in ran.err.splitlines())
    status = f"[{ran.status}]\n" if ran.status else ""
    return f"{line}\n{ran.out}{said}{status}"
