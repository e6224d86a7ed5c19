"""Sessions of a shell as files: a command line after ``$``, what it printed, what it said on stderr
after ``2>``, and its exit status in brackets where that is not 0.

``COLUMNS=80`` before a command makes its stdout a terminal of that width, without colour. In a
store of their own, sessions may also ``cat`` a file of it, or ``sed -i s/OLD/NEW/`` one.
``PARKQ_UPDATE=1`` writes the files anew.
"""

import os
import shlex
from collections.abc import Callable
from pathlib import Path

from conftest import Ran

Parkq = Callable[..., Ran]

_UPDATE = os.environ.get("PARKQ_UPDATE") == "1"


def goes_as_written(file: Path, parkq: Parkq, root: Path | None = None) -> None:
    """Plays a session.

    Args:
        file: that holds it.
        parkq: runs a command line.
        root: a store that the session may look into and change.
    """
    written = file.read_text(encoding="utf-8")
    commands = [line for line in written.splitlines() if line.startswith("$ ")]
    assert commands
    played = "\n".join(_played(line, parkq, root) for line in commands)
    if _UPDATE:
        file.write_text(played, encoding="utf-8")
    assert played == written


def _played(line: str, parkq: Parkq, root: Path | None) -> str:
    words = shlex.split(line.removeprefix("$ "))
    width = int(words.pop(0).removeprefix("COLUMNS=")) if words[0].startswith("COLUMNS=") else None
    program, *args = words
    if program != "parkq":
        assert root is not None
        return f"{line}\n{_FILES[program](root, args)}"
    options = [] if width is None else ["--color", "never"]
    ran = parkq(*args, *(options if args[0] != "schema" else ()), width=width)
    said = "".join(f"2> {each}\n" for each in ran.err.splitlines())
    status = f"[{ran.status}]\n" if ran.status else ""
    return f"{line}\n{ran.out}{said}{status}"


def _cat(root: Path, args: list[str]) -> str:
    (name,) = args
    return (root / name).read_text(encoding="utf-8")


def _sed(root: Path, args: list[str]) -> str:
    _, expression, name = args
    _, old, new, _ = expression.split("/")
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), encoding="utf-8")
    return ""


_FILES = {"cat": _cat, "sed": _sed}
