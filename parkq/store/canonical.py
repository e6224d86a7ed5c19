"""The plain layout of a file with facts, read several times as fast as TOML, without its parser.

It is what everyone writes: one ``key = "value"`` a line, in plain strings without escapes; of a
``[[fact]]`` in the order of the format's keys. A file whose facts are anything else, and a head
that is anything else, are left to TOML's own parser.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from parkq.model import Statement

KEYS = tuple(key for key in Statement._fields if key not in {"file", "path"})
"""What a fact may say, in the order of the layout."""

_HEADER = "[[fact]]\n"
_WORD = r'[^"\\\x00-\x1f\x7f]++'
_GAP = r"(?:\n|#[^\x00-\x08\x0a-\x1f\x7f]*+\n)*+"


def _table(word: str) -> str:
    """The pattern of a fact, each of its words as given."""
    lines = "".join(rf'(?:{key} = "{word}"\n)?+' for key in KEYS)
    return f"{re.escape(_HEADER)}{lines}{_GAP}"


_FACT = re.compile(f"({_table(f'({_WORD})')})")


class Facts(NamedTuple):
    """The facts of a file by column: what each says for each of `KEYS`, or an empty string.

    It says nothing then: an empty string in a file is not the plain layout.
    """

    columns: Sequence[tuple[str, ...]]

    def tables(self) -> list[dict[str, str]]:
        """The same as TOML's parser gives it."""
        rows = zip(*self.columns, strict=True)
        return [{key: value for key, value in zip(KEYS, row, strict=True) if value} for row in rows]

    def filled(self, defaults: Mapping[str, str]) -> "Facts":
        """The facts with what each says unless it says otherwise."""
        if not defaults:
            return self
        columns = [
            tuple(word or default for word in column) if default else column
            for key, column in zip(KEYS, self.columns, strict=True)
            for default in (defaults.get(key, ""),)
        ]
        return Facts(columns)


def split(text: str) -> tuple[str, Facts] | None:
    """A file's text before its facts, and its facts; None where they are not in the layout.

    The text before may be any TOML. Where it is a document of its own, that has no ``fact``, the
    file's document is that one with the facts.
    """
    whole, start = _begun(text)
    found = _FACT.findall(whole, start)
    if not found:
        return None
    tables, *columns = zip(*found, strict=True)
    in_full = sum(map(len, tables)) == len(whole) - start
    return (text[:start], Facts(columns)) if in_full else None


def head(text: str) -> dict[str, object] | None:
    """The document of the text before a file's facts; None where it is not in the layout."""
    document: dict[str, object] = {}
    table = document
    for line in text.split("\n"):
        name = line[1:-1]
        key, _, word = line.partition(" = ")
        if not line or (line[0] == "#" and line.isprintable()):
            continue
        if line == f"[{name}]" and _is_key(name) and name not in document:
            document[name] = table = {}
        elif _is_key(key) and _is_word(word) and key not in table:
            table[key] = int(word) if word in _DIGITS else word[1:-1]
        else:
            return None
    return document


_DIGITS = frozenset("0123456789")


def _is_key(text: str) -> bool:
    return text.isascii() and text.isidentifier()


def _is_word(text: str) -> bool:
    """Whether it is one digit, or a string that stands for itself."""
    inner = text[1:-1]
    plain = inner.isprintable() and '"' not in inner and "\\" not in inner
    return text in _DIGITS or (plain and text == f'"{inner}"')


def starts(text: str) -> list[int]:
    """Where each of a text's facts begins; none where they are not in the layout."""
    whole, start = _begun(text)
    tables = _uncut().findall(whole, start)
    *begins, end = accumulate(map(len, tables), initial=start)
    return begins if end == len(whole) else []


@cache
def _uncut() -> re.Pattern[str]:
    """A fact that is not taken apart, found in half the time."""
    return re.compile(_table(_WORD))


def place(text: str, start: int, end: int, *keys: object) -> tuple[int, int, int] | None:
    """Where a key of a fact begins, and where its value begins and ends; None without the key.

    Args:
        text: that has its facts in the layout.
        start: of the fact; without a key, its header is placed.
        end: behind the fact.
        keys: none, or the one key.
    """
    if not keys:
        return start + len("[["), start, start + len(_HEADER) - 1
    line = f"\n{keys[0]} = "
    before = text.find(line, start, end) if len(keys) == 1 else -1
    if before < 0:
        return None
    behind = text.find("\n", before + 1, end)
    return before + 1, before + len(line), len(text) if behind < 0 else behind


def _begun(text: str) -> tuple[str, int]:
    """The text with its last line ended, and where its first fact begins."""
    start = 0 if text.startswith(_HEADER) else text.find(f"\n{_HEADER}") + 1
    return text if text.endswith("\n") else f"{text}\n", start
