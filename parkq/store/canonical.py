"""The plain layout of ``[[fact]]`` tables, cut out of a file several times as fast as TOML is read.

It is what everyone writes: one ``key = "value"`` a line, in the order of the format's keys, in
plain strings without escapes. Of a file whose facts are anything else nothing is cut out, and
TOML's own parser reads it.
"""

import re
from collections.abc import Sequence
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
