"""What the streams are: width, colour, encoding, closed pipes. Knows nothing of the domain."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from enum import StrEnum, unique
from errno import EBADF
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, TextIO, TypeVar

if TYPE_CHECKING:
    import re

from parkq.locale import Text, say, translate

_T = TypeVar("_T")

INTERRUPTED = 128 + signal.SIGINT
"""The exit status after Ctrl-C, as shells give it."""

BROKEN_PIPE = 141
"""The exit status of a reader gone, as shells give it, where there is no SIGPIPE to die of."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of Unicode whose characters act, or show nothing: controls, directions, joiners."""

_IGNORABLE = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5)),
    *((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164)),
    *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8)),
    *((0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
"""Characters that show nothing by themselves, among them fillers and variation selectors:
Default_Ignorable_Code_Point in Unicode's DerivedCoreProperties.txt, the same since 14.0."""

_BLANK = (
    *((0x2800, 0x2800), (0x13441, 0x13442), (0x16FE4, 0x16FE4), (0x1D159, 0x1D159)),
    *(
        (0xFDD0, 0xFDEF),
        *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
    ),
)
"""Others whose glyph is empty (braille, hieroglyphs, Khitan, music), and what is no character."""


def is_visible(text: str) -> bool:
    """Whether every character of the text shows, and none acts; spaces but the plain one do not."""
    return text.isprintable() and (text.isascii() or _hidden_letters().search(text) is None)


def is_hidden(char: str) -> bool:
    """Whether a character acts, or shows nothing: by its category, or by itself."""
    from unicodedata import category  # noqa: PLC0415 - most texts are printable

    return category(char) in _HIDDEN or _hidden_letters().match(char) is not None


@cache
def _hidden_letters() -> "re.Pattern[str]":
    import re  # noqa: PLC0415 - what is ASCII does without

    ranges = (f"\\U{low:08x}-\\U{high:08x}" for low, high in (*_IGNORABLE, *_BLANK))
    return re.compile(f"[{''.join(ranges)}]")


class Escapes(dict[int, str]):
    """What is printed for each character, for `str.translate`; told once of each that is met.

    Args:
        escape: what is printed for a hidden one.
    """

    def __init__(self, escape: Callable[[str], str]) -> None:
        super().__init__()
        self._escape = escape

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = self._escape(char) if is_hidden(char) else char
        return self[code]


def escape_char(char: str) -> str:
    r"""A character by its number, as Python writes it: ``\x1b``, ``\u3164``, ``\U000e0100``."""
    return char.encode("unicode_escape").decode("ascii")


_ESCAPES = Escapes(escape_char)


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
        signs: whether ✗ and its like can be read there, or only ASCII.
        links: whether it opens addresses that text is marked with (OSC 8).
    """

    width: int | None = None
    colour: bool = False
    signs: bool = True
    links: bool = False


def visible(text: str) -> str:
    r"""The text with characters that act or show nothing as escapes such as ``\x1b``.

    Nothing in a store may move the cursor, set a title, turn the direction of a line or hide.
    """
    return text if is_visible(text) else text.translate(_ESCAPES)


def screen(stream: TextIO, environ: Mapping[str, str], choice: Colour = Colour.AUTO) -> Screen:
    """What the stream calls for, by itself and the environment (no-color.org, CLICOLOR)."""
    tty = stream.isatty()
    return Screen(
        width=_width(stream, environ) if tty else None,
        colour=_colour(environ, choice, tty=tty),
        signs=_has_signs(stream, environ, tty=tty),
        links=tty and choice is not Colour.NEVER and _opens_links(environ),
    )


def _has_signs(stream: TextIO, environ: Mapping[str, str], *, tty: bool) -> bool:
    """Whether the encoding has them; on a terminal also the locale, for which Python stands in.

    Where the locale is C, Python prints UTF-8 all the same, and may set ``LC_CTYPE`` to say so.
    """
    encoding = (stream.encoding or "").lower().replace("-", "")
    if not encoding.startswith(("utf", "gb18030")):
        return False
    ctype = environ.get("LC_CTYPE", "")
    own = "" if ctype in {"C.UTF-8", "C.utf8"} else ctype
    locale = environ.get("LC_ALL") or own or environ.get("LANG", "")
    return not tty or os.name != "posix" or locale not in {"", "C", "POSIX"}


def _opens_links(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is one of those known to; ``FORCE_HYPERLINK`` says so, or 0 not."""
    forced = environ.get("FORCE_HYPERLINK")
    if forced:
        return forced != "0"
    term = environ.get("TERM", "")
    if term.startswith(("dumb", "screen", "tmux", "linux")):
        return False
    vte = environ.get("VTE_VERSION", "")
    return (
        read_size(vte) > _VTE_THAT_CRASHED
        or any(name in environ for name in ("WT_SESSION", "DOMTERM", "KITTY_WINDOW_ID"))
        or environ.get("TERM_PROGRAM") in _OPENING_PROGRAMS
        or term in _OPENING_TERMINALS
    )


_VTE_THAT_CRASHED = 5000
_OPENING_PROGRAMS = frozenset(
    {"iTerm.app", "WezTerm", "vscode", "ghostty", "rio", "Hyper", "mintty"}
)
_OPENING_TERMINALS = frozenset({"xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm"})


def _colour(environ: Mapping[str, str], choice: Colour, *, tty: bool) -> bool:
    if choice is not Colour.AUTO:
        return choice is Colour.ALWAYS
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return tty and environ.get("TERM") != "dumb" and environ.get("CLICOLOR") != "0"


def read_size(text: str) -> int:
    """A number of columns, lines or a version; 0 where the text is none, or has too many digits."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0


_MOST_DIGITS = 6


def _width(stream: TextIO, environ: Mapping[str, str]) -> int:
    if columns := read_size(environ.get("COLUMNS", "")):
        return columns
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
    encode()


def encode() -> None:
    """Gives what is printed its encoding, as `prepare` has it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            forced = stream.isatty() or os.environ.get("PYTHONIOENCODING")
            encoding = stream.encoding if forced else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def complain(message: Text) -> None:
    """Prints a line on stderr under the program's name."""
    note(f"parkq: {translate(message)}")


def note(line: Text) -> None:
    """Prints a line on stderr; a stderr that is gone is no further trouble."""
    _tell(sys.stderr, "".join(f"{visible(part)}\n" for part in translate(line).split("\n")))


def counted(items: Iterable[_T], doing: Text) -> Iterator[_T]:
    """The items; where they take long, how many there have been is told on stderr.

    Only on a terminal, in one line that is wiped out at the end, from half a second on.

    Args:
        items: what is worked through; their number is told too where it is known.
        doing: what is done, ``reading files``.
    """
    stream = sys.stderr
    shows = stream is not None and not stream.closed and stream.isatty()
    return _counted(items, doing, stream) if shows else iter(items)


def _counted(items: Iterable[_T], doing: Text, stream: TextIO) -> Iterator[_T]:
    total = len(items) if isinstance(items, Sized) else None
    due = monotonic() + _PATIENCE
    widest = 0
    try:
        for number, item in enumerate(items, 1):
            yield item
            if monotonic() < due:
                continue
            line = _progress(doing, number, total)
            widest = max(widest, len(line.encode()))  # no character is wider than it is long
            _tell(stream, f"\r{line}")
            due = monotonic() + _PAUSE
    finally:
        if widest:
            _tell(stream, f"\r{'':{widest}}\r")


def _progress(doing: Text, number: int, total: int | None) -> str:
    if total is None:
        return say("{doing}: {number:,}", doing=doing, number=number)
    return say("{doing}: {number:,} of {total:,}", doing=doing, number=number, total=total)


_PATIENCE = 0.5
_PAUSE = 0.1
"""Seconds until the first count is told, and from one to the next."""


def _tell(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
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
