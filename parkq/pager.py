"""The pager on a terminal, as git has it: only for what is longer than the screen."""

import os
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from typing import IO, TYPE_CHECKING, TextIO, cast

from parkq.terminal import read_size

if TYPE_CHECKING:
    from subprocess import Popen

_DEFAULT = "less"
_SETTINGS = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8"}
"""What pagers are told unless the environment says otherwise: to show colours, to leave the screen
as it is, and to end by themselves where all fits."""


def page(chunks: Iterable[str], stream: TextIO, environ: Mapping[str, str]) -> None:
    """Prints to a terminal, by way of the pager where the text is longer than the screen.

    To leave the pager early is no error, and none to have no such program.

    Args:
        chunks: the text, piece by piece; no more is asked for than the pager takes.
        stream: the terminal.
        environ: names the pager.
    """
    pieces = iter(chunks)
    held: list[str] = []
    columns, left = _size(stream, environ)
    while left > 0 and (piece := next(pieces, None)) is not None:
        held.append(piece)
        left -= sum(1 + len(line) // columns for line in piece.splitlines())
    text = chain(held, pieces)
    command = chosen(environ)
    pager = None if left > 0 or not command else _started(command, stream, environ)
    if pager:
        _feed(pager, text if _program(command) == _DEFAULT else _without_links(text), stream)
    else:
        stream.writelines(text)


def chosen(environ: Mapping[str, str]) -> str:
    """The command of the pager; empty for none: ``cat``, nothing, or a terminal without wits."""
    named = next((environ[name] for name in ("PARKQ_PAGER", "PAGER") if name in environ), _DEFAULT)
    none = named.strip() in {"", "cat"} or environ.get("TERM", "dumb") == "dumb"
    return "" if none else named


def _size(stream: TextIO, environ: Mapping[str, str]) -> tuple[int, int]:
    """The columns and the lines of the terminal."""
    try:
        columns, lines = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        columns, lines = 0, 0
    return columns or 80, read_size(environ.get("LINES", "")) or lines or 24


def _program(command: str) -> str:
    """The name of the program of a command line, behind what it sets in its environment."""
    words = (word for word in command.split() if "=" not in word)
    return os.path.basename(next(words, ""))


def _started(command: str, stream: TextIO, environ: Mapping[str, str]) -> "Popen[bytes] | None":
    """The pager at work on the terminal; None where there is no such program."""
    from shutil import which  # noqa: PLC0415 - only what is paged needs them
    from subprocess import PIPE, Popen  # noqa: PLC0415 - likewise

    words = (word for word in command.split() if "=" not in word)
    if which(next(words, "")) is None:
        return None
    stream.flush()
    told = {**_SETTINGS, **environ}
    return Popen(command, shell=True, stdin=PIPE, env=told)  # noqa: S602 - a command of the user's


def _feed(pager: "Popen[bytes]", text: Iterable[str], stream: TextIO) -> None:
    """Gives the text to the pager, and waits until it is left; Ctrl-C meanwhile is the pager's."""
    pipe = cast("IO[bytes]", pager.stdin)
    with _signal("SIGPIPE"):
        try:
            with suppress(BrokenPipeError):
                for piece in text:
                    pipe.write(piece.encode(stream.encoding, "backslashreplace"))
                    pipe.flush()
        finally:
            with _signal("SIGINT"):
                with suppress(BrokenPipeError):
                    pipe.close()
                pager.wait()


@contextmanager
def _signal(name: str) -> Iterator[None]:
    """Heeds no signal of this name meanwhile, where the system has it."""
    number = getattr(signal, name, None)
    before = number and signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        if number:
            signal.signal(number, before)


def _without_links(text: Iterable[str]) -> Iterator[str]:
    """The text for a pager that may not know how to pass links on."""
    import re  # noqa: PLC0415 - few have such a pager

    return (re.sub(r"\x1b]8;;[^\x1b]*\x1b\\", "", piece) for piece in text)
