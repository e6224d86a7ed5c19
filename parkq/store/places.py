"""Where the values of a file stand, looked up by key path in its text as it is on the disk."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from parkq.errors import KeyPath
from parkq.model import Location
from parkq.store import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parkq.store.positions import Span


class Places:
    """The places of a file.

    Facts in the plain layout are found one by one, so that a large file with a finding is not
    taken apart as a whole; any other text is.
    """

    def __init__(self, file: str, text: str) -> None:
        self.lines = Lines(text)
        self._file = file
        self._text = text
        self._facts = canonical.starts(text)
        self._rest = text[: self._facts[0]] if self._facts else text
        if self._facts and "fact" in self._rest and ("fact",) in self._spans:
            self._facts, self._rest = [], text
            del self._spans

    def of_value(self, path: KeyPath, offset: int) -> Location:
        """Of the value at a key path, or of the nearest that holds it.

        Args:
            path: of a table, a key or an item.
            offset: characters into a string value.
        """
        place = self._place(path)
        while path and place is None:
            path, offset = path[:-1], 0
            place = self._place(path)
        if place is None:
            return self._location(0, 0)
        _, start, end = place
        return self._location(*self._within(start, end, offset) if offset else (start, end))

    def of_key(self, path: KeyPath) -> Location:
        """Of the key itself that a key path ends in."""
        place = self._place(path)
        if place is None or not isinstance(path[-1], str):
            return self.of_value(path, 0)
        from parkq.store.positions import key_end  # noqa: PLC0415 - as below

        key, *_ = place
        return self._location(key, key_end(self._text, key))

    def _place(self, path: KeyPath) -> tuple[int, int, int] | None:
        """Where a key begins, and where its value begins and ends; None without the key."""
        if self._facts and path[:1] == ("fact",):
            number, *keys = path[1:] or (0,)
            if not isinstance(number, int) or number >= len(self._facts):
                return None
            start, end = [*self._facts[number : number + 2], len(self._text)][:2]
            return canonical.place(self._text, start, end, *keys)
        span = self._spans.get(path)
        if span is None:
            return None
        line, column = span.key
        return self.lines.start(line - 1) + column - 1, span.start, span.end

    @cached_property
    def _spans(self) -> "Mapping[KeyPath, Span]":
        """Of what is not told by the layout."""
        from parkq.store.positions import index  # noqa: PLC0415 - 3 ms, and most findings are of facts

        return index(self._rest)

    def _within(self, start: int, end: int, offset: int) -> tuple[int, int]:
        """The rest of a string from a character on."""
        from parkq.store.positions import rest_of_string  # noqa: PLC0415 - as above

        return rest_of_string(self._text, start, end, offset)

    def _location(self, start: int, end: int) -> Location:
        line, column = self.lines.place(start)
        end_line, end_column = self.lines.place(end)
        return Location(
            file=self._file, line=line, column=column, end_line=end_line, end_column=end_column
        )


class Lines(Sequence[str]):
    """The lines of a text, without what ends them.

    Lines are counted by stretches of the text: a large file in which few are asked for is not
    taken apart.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        counts = (text.count("\n", at, at + _STRETCH) for at in range(0, len(text), _STRETCH))
        self._before = [*accumulate(counts, initial=0)]

    def __len__(self) -> int:
        return self._before[-1] + 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...
    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        numbers = range(len(self))[number]
        if isinstance(numbers, range):
            return [self[each] for each in numbers]
        start = self.start(numbers)
        behind = self._text.find("\n", start)
        return self._text[start : None if behind < 0 else behind].removesuffix("\r")

    def start(self, number: int) -> int:
        """The position of the first character of a line, counted from 0."""
        stretch = max(0, bisect_left(self._before, number) - 1)
        start = stretch * _STRETCH if number else 0
        for _ in range(number - self._before[stretch]):
            start = self._text.index("\n", start) + 1
        return start

    def place(self, position: int) -> tuple[int, int]:
        """Line and column of a character of the text, from 1."""
        stretch = min(position // _STRETCH, len(self._before) - 1)
        further = self._text.count("\n", stretch * _STRETCH, position)
        line_start = self._text.rfind("\n", 0, position) + 1
        return self._before[stretch] + further + 1, position - line_start + 1


_STRETCH = 512


def table_lines(text: str, name: str) -> Sequence[int]:
    """The lines of the headers of an array of tables, in order, found by their look alone.

    None of a text in which something else might look like one, or be one.
    """
    text = f"\n{text}"  # a pattern that begins with a break is found faster than one with ^
    other = rf"\n[ \t]*(?:{name}\b|\[(?!\[[ \t]*{name}[ \t]*\]\])[^\n]*(?:{name}|[\"']))"
    if '"""' in text or "'''" in text or re.search(other, text):
        return ()
    lines, line, place = [], 0, 0
    for found in re.finditer(rf"\n[ \t]*\[\[[ \t]*{name}[ \t]*\]\]", text):
        line += text.count("\n", place, found.start() + 1)
        place = found.start() + 1
        lines.append(line)
    return lines
