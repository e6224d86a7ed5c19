"""What the streams are: width, colour, encoding, closed pipes. Knows nothing of the domain."""

import os
import signal
import sys
from collections.abc import Mapping
from enum import StrEnum, unique
from errno import EBADF
from typing import NamedTuple, TextIO

INTERRUPTED = 128 + signal.SIGINT
"""The exit status after Ctrl-C, as shells give it."""

BROKEN_PIPE = 141
"""The exit status of a reader gone, as shells give it, where there is no SIGPIPE to die of."""

_CONTROL = (
    *range(0x20),
    *range(0x7F, 0xA0),
    0x200E,
    0x200F,
    0x2028,
    0x2029,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
)
_ESCAPES = {code: repr(chr(code))[1:-1] for code in _CONTROL}


@unique
class Colour(StrEnum):
    """When to colour, as ``--color`` takes it."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Screen(NamedTuple):
    """How text for people is to be laid out on a stream.

    Attributes:
        width: columns to fold to; None where the stream is no terminal: one record a line.
        colour: whether to colour.
        signs: whether the stream's encoding carries ✗ and its like.
    """

    width: int | None = None
    colour: bool = False
    signs: bool = True


def visible(text: str) -> str:
    r"""The text with control and bidirectional characters as escapes such as ``\x1b``.

    Nothing in a store may move the cursor, set a title or turn the direction of a line.
    """
    return text if text.isprintable() else text.translate(_ESCAPES)


def screen(stream: TextIO, environ: Mapping[str, str], choice: Colour = Colour.AUTO) -> Screen:
    """What the stream calls for, by itself and the environment (no-color.org, CLICOLOR)."""
    tty = stream.isatty()
    return Screen(
        width=_width(stream, environ) if tty else None,
        colour=_colour(environ, choice, tty=tty),
        signs=(stream.encoding or "").lower().replace("-", "").startswith(("utf", "gb18030")),
    )


def _colour(environ: Mapping[str, str], choice: Colour, *, tty: bool) -> bool:
    if choice is not Colour.AUTO:
        return choice is Colour.ALWAYS
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return tty and environ.get("TERM") != "dumb" and environ.get("CLICOLOR") != "0"


def _width(stream: TextIO, environ: Mapping[str, str]) -> int:
    columns = environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def prepare() -> None:
    """Makes the process behave in pipes as grep does; called once, before anything is printed.

    A reader that goes away ends it silently. What no encoding can carry is escaped, never an
    error; what is not of a terminal is UTF-8 whatever the locale, as JSON and CSV want it.
    """
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if hasattr(sys.stdin, "reconfigure") and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            forced = stream.isatty() or os.environ.get("PYTHONIOENCODING")
            encoding = stream.encoding if forced else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def complain(message: str) -> None:
    """Prints a line on stderr under the program's name."""
    note(f"parkq: {message}")


def note(line: str) -> None:
    """Prints a line on stderr; a stderr that is gone is no further trouble."""
    try:
        sys.stderr.write("".join(f"{visible(part)}\n" for part in line.split("\n")))
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return


def require_stdout() -> None:
    """Notices a stdout that was closed before the process began.

    Raises:
        OSError: it was.
    """
    if sys.stdout is None:
        raise OSError(EBADF, "is closed")


def finish() -> None:
    """Flushes stdout, so that a full disk is seen while it can still be reported.

    Raises:
        OSError: what was printed cannot be written.
    """
    if sys.stdout is not None:
        sys.stdout.flush()


def abandon() -> None:
    """Sends what stdout still holds nowhere, so that the interpreter's exit does not fail on it."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return
