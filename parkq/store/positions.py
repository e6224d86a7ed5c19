"""TOML lexis: where each key path stands in a text that the parser has accepted.

tomli tells no positions, so the text is scanned once more, only as closely as it takes to tell
keys from values. Functions take the text and a position, and give the position behind what they
have read. Of a string only the part between its quotes is its body.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate
from typing import NamedTuple

from parkq.errors import KeyPath

_BASIC = r'"(?:[^"\\]++|\\.)*+"'
_LITERAL = r"'[^']*+'"
_GAPS = r"(?:[ \t\r\n]++|#[^\n]*+)*+"
_HEADER_START = re.compile(r"\[{1,2}+[ \t]*+")
_HEADER_END = re.compile(r"[ \t]*+\]{1,2}+")
_GAP = re.compile(_GAPS)
_COMMA = re.compile(rf"{_GAPS},?+{_GAPS}")
_DOT = re.compile(r"[ \t]*+\.[ \t]*+")
_EQUALS = re.compile(r"[ \t]*+=[ \t]*+")
_KEY = re.compile(rf"[A-Za-z0-9_-]++|{_BASIC}|{_LITERAL}", re.DOTALL)
_SCALAR = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}+'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}+"
    rf"|{_BASIC}|{_LITERAL}"
    r"|\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]++"  # a blank may stand between a date and its time
    r"""|[^\s,\[\]{}#"']++""",
    re.DOTALL,
)
_ESCAPED = re.compile(
    r"(?P<fold>\\[ \t]*+\r?\n[ \t\r\n]*+)|\\(?:x(..)|u(.{4})|U(.{8})|(.))|\r\n|.", re.DOTALL
)
_VERBATIM = re.compile(r"(?P<fold>(?!))|\r\n|.", re.DOTALL)
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
_ERROR_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)\Z")

DEEPEST = 8
"""Keys of the longest path whose place is kept; twice as many as the store's format has."""

_ELSEWHERE = -1
"""No item of an array: stands for all keys below a path of `DEEPEST`."""

_Key = tuple[str, int, int]
"""A key, where it starts and where it ends."""


class Span(NamedTuple):
    """Where a value stands. A table's is its header, or the first key that implies the table.

    Attributes:
        start: position of its first character in the text.
        end: position behind its last character.
        line: of its first character, from 1.
        column: of its first character, in characters from 1.
        key: line and column of its key; an array's item has none and gives its own.
    """

    start: int
    end: int
    line: int
    column: int
    key: tuple[int, int]


class _Scan(NamedTuple):
    """What has been seen: each path's start, end and key; each array of tables' last index."""

    seen: dict[KeyPath, tuple[int, int, int]]
    last: dict[KeyPath, int]


def index(text: str) -> Mapping[KeyPath, Span]:
    """The place of each key path of a TOML document, but for those longer than `DEEPEST`.

    Of a text that is not TOML, as when a file has changed since it was parsed, the part up to
    the first fault is indexed.
    """
    scan = _Scan({}, {})
    with suppress(ValueError, OverflowError, RecursionError):
        _scan_document(text, scan)
    line_starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    return _Spans(scan.seen, line_starts)


class _Spans(Mapping[KeyPath, Span]):
    """Spans by key path, made when they are asked for: few of a large file ever are."""

    def __init__(
        self, seen: Mapping[KeyPath, tuple[int, int, int]], line_starts: Sequence[int]
    ) -> None:
        self._seen = seen
        self._line_starts = line_starts

    def __getitem__(self, path: KeyPath) -> Span:
        start, end, key = self._seen[path]
        line, column = self._place(start)
        return Span(start=start, end=end, line=line, column=column, key=self._place(key))

    def __contains__(self, path: object) -> bool:
        return path in self._seen

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self._seen)

    def __len__(self) -> int:
        return len(self._seen)

    def _place(self, position: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, position)
        return line, position - self._line_starts[line - 1] + 1


def rest_of_string(text: str, start: int, end: int, offset: int) -> tuple[int, int]:
    """Positions of a character of a string value and of the quotes behind its last one.

    Args:
        text: the document.
        start: of the string.
        end: behind it.
        offset: characters into the value that the parser gives, where an escape or a line's
            end is one character; behind the last one stand the closing quotes.
    """
    units = enumerate(_units(text, start, end))
    _, behind = _body(text, start, end)
    return next((unit.start() for n, unit in units if n == offset), behind), behind


def key_end(text: str, position: int) -> int:
    """The position behind the key that begins at a position."""
    return _past(_KEY, text, position)


def error_position(error: ValueError, text: str) -> tuple[int, int]:
    """Line and column of the parser's error in the text; (0, 0) where the error names none."""
    line, column = getattr(error, "lineno", None), getattr(error, "colno", None)
    if isinstance(line, int) and isinstance(column, int):
        return line, column
    named = _ERROR_PLACE.search(str(error))  # tomli below 2.2 tells it in words only
    if named is None:
        return 0, 0
    return (int(named[1]), int(named[2])) if named[1] else _place(text, len(text))


def _place(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _scan_document(text: str, scan: _Scan) -> None:
    table: KeyPath = ()
    position = _past(_GAP, text, 0)
    while position < len(text):
        if text[position] == "[":
            position, table = _header(text, position, scan)
        else:
            position = _pair(text, position, table, scan)
        position = _past(_GAP, text, position)


def _header(text: str, start: int, scan: _Scan) -> tuple[int, KeyPath]:
    """Reads ``[table]`` or ``[[table]]``; gives the path of the table that it opens."""
    is_array = text.startswith("[[", start)
    position, keys = _keys(text, _past(_HEADER_START, text, start))
    end = _past(_HEADER_END, text, position)
    path: KeyPath = ()
    for key, key_start, _ in keys[:-1]:
        path = _below(path, key)
        scan.seen.setdefault(path, (start, end, key_start))
        if path in scan.last:
            path = _below(path, scan.last[path])
    key, key_start, _ = keys[-1]
    path = _below(path, key)
    if is_array:
        scan.seen.setdefault(path, (start, end, key_start))
        scan.last[path] = scan.last.get(path, -1) + 1
        path = _below(path, scan.last[path])
    scan.seen[path] = (start, end, key_start)
    return end, path


def _pair(text: str, position: int, table: KeyPath, scan: _Scan) -> int:
    """Reads ``key = value``."""
    position, keys = _keys(text, position)
    path = table
    for key, start, end in keys[:-1]:
        path = _below(path, key)
        scan.seen.setdefault(path, (start, end, start))
    key, start, _ = keys[-1]
    return _value(text, _past(_EQUALS, text, position), _below(path, key), start, scan)


def _below(path: KeyPath, key: str | int) -> KeyPath:
    """A path one key longer; beyond `DEEPEST` all that is deeper has the place of one path."""
    return (*path, key) if len(path) < DEEPEST else (*path[:DEEPEST], _ELSEWHERE)


def _keys(text: str, position: int) -> tuple[int, list[_Key]]:
    """Reads a key, dotted or not."""
    keys: list[_Key] = []
    while True:
        end = _past(_KEY, text, position)
        keys.append((_key(text, position, end), position, end))
        dot = _DOT.match(text, end)
        if dot is None:
            return end, keys
        position = dot.end()


def _value(text: str, start: int, path: KeyPath, key: int, scan: _Scan) -> int:
    if text.startswith("[", start):
        end = _array(text, start, path, scan)
    elif text.startswith("{", start):
        end = _inline_table(text, start, path, scan)
    else:
        end = _past(_SCALAR, text, start)
    scan.seen[path] = (start, end, key)
    return end


def _array(text: str, position: int, path: KeyPath, scan: _Scan) -> int:
    position = _past(_GAP, text, position + 1)
    item = 0
    while not text.startswith("]", position):
        position = _value(text, position, _below(path, item), position, scan)
        position = _past(_COMMA, text, position)
        item += 1
    return position + 1


def _inline_table(text: str, position: int, path: KeyPath, scan: _Scan) -> int:
    position = _past(_GAP, text, position + 1)
    while not text.startswith("}", position):
        position = _past(_COMMA, text, _pair(text, position, path, scan))
    return position + 1


def _past(pattern: re.Pattern[str], text: str, position: int) -> int:
    """The position behind a match of the pattern.

    Raises:
        ValueError: the text has something else there, so it is not TOML.
    """
    match = pattern.match(text, position)
    if match is None:
        raise ValueError(position)
    return match.end()


def _key(text: str, start: int, end: int) -> str:
    if text[start] == '"':
        return "".join(_decoded(unit) for unit in _units(text, start, end))
    return text[start:end].strip("'")


def _decoded(unit: re.Match[str]) -> str:
    """The character that a unit of a one-line basic string stands for."""
    *code_points, escaped = unit.group(2, 3, 4, 5)
    if escaped:
        return _ESCAPES.get(escaped, escaped)
    digits = next(filter(None, code_points), None)
    return chr(int(digits, 16)) if digits else unit[0]


def _units(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What stands for each character of a string, one match a character."""
    pattern = _ESCAPED if text[start] == '"' else _VERBATIM
    return (unit for unit in pattern.finditer(text, *_body(text, start, end)) if not unit["fold"])


def _body(text: str, start: int, end: int) -> tuple[int, int]:
    """A string without its quotes, and without the line's end that may follow the first ones."""
    if not text[start:end].startswith(('"""', "'''")):
        return start + 1, end - 1
    begin = start + 3
    begin += text.startswith("\r", begin)
    begin += text.startswith("\n", begin)
    return begin, end - 3
