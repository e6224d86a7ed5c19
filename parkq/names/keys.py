"""Folded texts in order, each with the term it belongs to: what names are looked up in."""

from bisect import bisect_left, bisect_right
from heapq import nsmallest
from itertools import accumulate, chain, repeat
from operator import lt
from typing import NamedTuple, Protocol, TypeVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LAST = "\U0010ffff"
"""Sorts behind all that a key may go on with."""

_Text = TypeVar("_Text", str, bytes)
_T_co = TypeVar("_T_co", covariant=True)


class Row(Protocol[_T_co]):
    """What is numbered from 0 and read one by one."""

    def __len__(self) -> int: ...

    def __getitem__(self, at: int, /) -> _T_co: ...

    def __iter__(self) -> "Iterator[_T_co]": ...


class Keys(Protocol):
    """Sorted keys; the same key stands once for each of its terms, each at a place of its own."""

    @property
    def keys(self) -> Row[str]:
        """By place."""

    @property
    def terms(self) -> Row[int]:
        """Numbers of terms, by place."""

    def exact(self, key: str) -> range:
        """The places of a key."""

    def prefixed(self, prefix: str) -> range:
        """The places of the keys that begin with a prefix."""

    def between(self, places: range) -> "Sequence[str]":
        """The keys at those places."""

    def beginning(self, prefix: str, most: int | None) -> "Sequence[int]":
        """The places of the keys that begin with a prefix: the shortest, at most so many."""

    def holding(self, part: str, most: int | None = None) -> "Sequence[int]":
        """The places of the keys that hold a part: where they are more, the shortest so many."""


class Gathered(dict[str, list[int]]):
    """Keys, and the numbers of the terms of each, as they come."""

    def add(self, key: str, terms: "Iterable[int]") -> None:
        """Takes in terms of a key."""
        self.setdefault(key, []).extend(terms)


def _distinct(terms: list[int]) -> list[int]:
    """In order, each once; as most are that come so."""
    return terms if all(map(lt, terms, terms[1:])) else sorted(set(terms))


class SortedKeys(NamedTuple):
    """Keys in memory.

    Attributes:
        text: all keys, a line break before each; empty where no parts of keys are looked for.
    """

    keys: tuple[str, ...] = ()
    terms: tuple[int, ...] = ()
    text: str = ""

    @classmethod
    def of(cls, found: "Gathered", *, parts: bool = False) -> "SortedKeys":
        """Sorts keys and the terms of each; empty keys and repetitions are dropped."""
        ordered = sorted(filter(None, found))
        rows = [_distinct(found[key]) for key in ordered]
        keys = tuple(
            chain.from_iterable(
                repeat(key, len(row)) for key, row in zip(ordered, rows, strict=True)
            )
        )
        terms = tuple(chain.from_iterable(rows))
        return cls(keys, terms, "".join(f"\n{key}" for key in keys) if parts else "")

    def exact(self, key: str) -> range:
        """As of any keys."""
        return range(bisect_left(self.keys, key), bisect_right(self.keys, key))

    def prefixed(self, prefix: str) -> range:
        """As of any keys."""
        return range(bisect_left(self.keys, prefix), bisect_left(self.keys, prefix + LAST))

    def between(self, places: range) -> tuple[str, ...]:
        """As of any keys."""
        return self.keys[places.start : places.stop]

    def beginning(self, prefix: str, most: int | None) -> "Sequence[int]":
        """As of any keys."""
        return self._shortest(self.prefixed(prefix), most)

    def holding(self, part: str, most: int | None = None) -> "Sequence[int]":
        """As of any keys."""
        return self._shortest(lines_with(part, self.text, "\n"), most)

    def _shortest(self, places: "Sequence[int]", most: int | None) -> "Sequence[int]":
        if most is None or len(places) <= most:
            return places
        return nsmallest(most, places, key=lambda place: len(self.keys[place]))


def lines_with(part: _Text, text: _Text, line_break: _Text) -> list[int]:
    """The numbers of the lines that hold a part; each line begins with a break."""
    *lines, _ = accumulate(before.count(line_break) for before in text.split(part))
    return [line - 1 for line in dict.fromkeys(lines)]
