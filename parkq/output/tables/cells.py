"""Text on a terminal: how wide it is, where it may be folded, how it is painted."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from parkq.terminal import visible

if TYPE_CHECKING:
    from parkq.output.tables.page import Span


class Run(NamedTuple):
    """Text, the name of its style, and the address of what it names."""

    text: str
    style: str = ""
    link: str = ""


Row = list[Run]
"""A line of a terminal."""

STYLES = {
    "": "",
    "title": "bold",
    "header": "dim",
    "quiet": "dim",
    "id": "cyan",
    "figure": "bold",
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "error accepted": "dim red",
    "warning accepted": "dim yellow",
    "info accepted": "dim cyan",
    "quiet accepted": "dim",
    "good": "green",
}
"""Names of styles to what they look like, in the 16 colours of any terminal."""

_SGR = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_PRINTED = range(0x21, 0x7F)
_WEB = ("https://", "http://")
_CLOSING = frozenset("、，。；：！？）》」』】”’,.;:!?)]")
_OPENING = frozenset("（《「『【“‘([")


def width(text: str) -> int:
    """How many columns the text takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    if _JOINER in text or _EMOJI in text:
        return _measured(text)
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """How many columns a character takes alone; told once of each that is met."""

    def __missing__(self, character: str) -> int:
        if "一" <= character <= "鿿" or "ァ" <= character <= "ー" or character in _WIDE:
            columns = 2
        elif " " <= character <= "~" or character in _NARROW:
            columns = 1
        else:
            columns = _measured(character)
        self[character] = columns
        return columns


_WIDE = frozenset("、。，．：；？！（）《》「」『』【】〔〕％～")
_NARROW = frozenset("²³·¶×–—‘’“”…≈≤≥")
"""Of what is met most; of all else rich knows it."""


def _measured(text: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415 - 2 ms, which most tables in a pipe do without

    return cell_len(text)


_WIDTHS = _Widths()
_JOINER, _EMOJI = "\u200d", "\ufe0f"
"""Beside them characters are wider or narrower than alone."""


def length(row: Iterable[Run]) -> int:
    """How many columns a line takes."""
    return sum(width(run.text) for run in row)


def padded(text: str, room: int) -> str:
    """The text with spaces behind it, up to so many columns."""
    return text + " " * (room - width(text))


def blank(columns: int) -> Run:
    """Spaces."""
    return Run(" " * columns)


def painted(text: str, style: str) -> str:
    """The text in one of `STYLES`, as ECMA-48 sequences."""
    codes = ";".join(_SGR[word] for word in STYLES[style].split())
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text


def linked(text: str, address: str) -> str:
    """The text as a link (OSC 8) to an address of the web; to any other it is none."""
    uri = web_address(address)
    return f"\x1b]8;;{uri}\x1b\\{text}\x1b]8;;\x1b\\" if uri else text


def web_address(address: str) -> str:
    """An address of the web as a terminal may be given it; empty for any other."""
    if not address.startswith(_WEB):
        return ""
    octets = address.encode(errors="surrogateescape")
    return "".join(chr(octet) if octet in _PRINTED else f"%{octet:02X}" for octet in octets)


def folded(spans: "Iterable[Span]", room: int, hang: int = 0) -> Iterator[Row]:
    """Spans as lines of a width; a whole span goes to the next line in one piece.

    Lines after the first begin ``hang`` columns further in.
    """
    row: Row = []
    used = 0
    for span in spans:
        for piece in _pieces(span, room - hang):
            fits = not row or used + width(piece.rstrip()) <= room
            if not fits:
                yield _trimmed(row)
                row, used = [blank(hang)], hang
            words = piece if fits else piece.lstrip()
            row.append(Run(words, span.style, span.link))
            used += width(words)
    if row:
        yield _trimmed(row)


def _trimmed(row: Row) -> Row:
    """The line without the spaces that it ends in, which may reach beyond its width."""
    *before, last = row
    text = last.text.rstrip(" ")
    return [*before, last._replace(text=text)] if text or not before else _trimmed(before)


def least(span: "Span", narrow: int) -> int:
    """The columns below which a span would be parted within a word, but ``narrow`` is enough."""
    text = visible(span.text)
    if span.whole:
        return width(text)
    parts = (part.rstrip() for word in _words(text) for part in _hyphenated(word))
    return max(min(width(text), narrow), *map(width, parts))


def _pieces(span: "Span", room: int) -> Iterator[str]:
    """Where a span may be parted: at words; in a word wider than the room, at hyphens first."""
    text = visible(span.text)
    if span.whole:
        yield text
        return
    for word in _words(text):
        if width(word.rstrip()) <= room:
            yield word
        else:
            from rich.cells import chop_cells  # noqa: PLC0415 - few words are wider than their room

            for part in _hyphenated(word):
                yield from chop_cells(part, room)


def _words(text: str) -> Iterator[str]:
    """Each wide character, and each run of others with the spaces after it.

    A number is not parted from the word or sign that follows, so that a figure keeps its unit; no
    line begins with closing punctuation or ends with an opening bracket.
    """
    word = ""
    for character in text:
        ended = word.endswith(" ") and character != " " and not word[-2:-1].isdigit()
        apart = width(character) > 1 or (word and width(word[-1]) > 1)
        held = character in _CLOSING or word[-1:] in _OPENING or word.rstrip(" ")[-1:].isdigit()
        if word and (ended or (apart and not held)):
            yield word
            word = ""
        word += character
    if word:
        yield word


def _hyphenated(word: str) -> list[str]:
    """The parts of a word, each with the hyphen or slash that it ends in."""
    parts = word.replace("/", "/\0").replace("-", "-\0")
    return parts.split("\0")
