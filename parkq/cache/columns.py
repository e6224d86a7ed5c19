"""Long columns of numbers and texts in one file, which is mapped and read an item at a time.

Each 4 KiB of the file have a CRC-32, which is proved when the first of them is read; so have the
header and the checksums themselves. Numbers are of four bytes, in the byte order of the machine.
"""

import mmap
import sys
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from struct import Struct
from typing import NamedTuple

from parkq.cache.tables import DamagedError, of_file

_MAGIC = f"parkq {sys.byteorder[:3]} cols1\n".encode()
_HEADER = Struct("<16sQQQI")  # magic, length of the file, place of the contents, of the sums, CRC
_BLOCK = 4096
_SIZE = 4
_NUMBERS = _BLOCK // _SIZE


def packed(state: str, columns: Mapping[str, bytes]) -> bytes:
    """Columns by name as a file, with what they were made for."""
    content = bytearray(_HEADER.size)
    lines = [state]
    places: dict[bytes, int] = {}
    for name, column in columns.items():
        content += bytes(-len(content) % _SIZE)
        lines.append(f"{name} {places.setdefault(column, len(content))} {len(column)}")
        if places[column] == len(content):  # else it is like an earlier one
            content += column
    contents = len(content)
    content += "\n".join(lines).encode()
    content += bytes(-len(content) % _SIZE)
    sums = len(content)
    content += numbers(
        zlib.crc32(content[at : at + _BLOCK]) if at else zlib.crc32(content[_HEADER.size : _BLOCK])
        for at in range(0, sums, _BLOCK)
    )
    content[: _HEADER.size] = _header(len(content), contents, sums, content[sums:])
    return bytes(content)


def _header(length: int, contents: int, sums: int, checksums: bytes | bytearray) -> bytes:
    unsigned = _HEADER.pack(_MAGIC, length, contents, sums, 0)
    return _HEADER.pack(_MAGIC, length, contents, sums, zlib.crc32(checksums, zlib.crc32(unsigned)))


def numbers(values: Iterable[int]) -> bytes:
    """A column of numbers."""
    from array import array  # noqa: PLC0415 - only what is made anew

    return array("I", values).tobytes()


def texts(name: str, values: Iterable[str], before: str = "") -> dict[str, bytes]:
    """A column of texts, and one of where each ends; each behind a break, where one is given."""
    encoded = [f"{before}{value}".encode() for value in values]
    ends = numbers(accumulate(map(len, encoded)))
    return {name: b"".join(encoded), f"{name}-ends": ends}


class _Column(NamedTuple):
    start: int
    size: int


class Columns:
    """The columns of a file.

    Attributes:
        state: what they were made for.
        proved: for each 4 KiB of the file, whether they are as they were written.
        numbered: the whole file as numbers.
    """

    def __init__(self, content: bytes | mmap.mmap, renew: Callable[[], bytes]) -> None:
        """Takes what `packed` gives, and what gives it anew where a part turns out to be damaged.

        Raises:
            DamagedError: it is something else, or not whole.
        """
        if len(content) < _HEADER.size:
            raise DamagedError(len(content))
        _, length, contents, sums, _ = _HEADER.unpack_from(content)
        known = _header(length, contents, sums, content[sums:]) == content[: _HEADER.size]
        if not known or length != len(content):
            raise DamagedError(length)
        self._renew = renew
        self._content = content
        self._view = memoryview(content)
        self._sums = self._view[sums:].cast("I")
        self.numbered = self._view.cast("I")
        self.proved = bytearray(len(self._sums))
        self._end = sums
        self._proves = True
        lines = self.part(contents, sums).rstrip(b"\0").decode().split("\n")
        self.state, *named = lines
        split = (line.split(" ") for line in named)
        self._columns = {name: _Column(int(start), int(size)) for name, start, size in split}

    @classmethod
    def of_file(cls, path: str, renew: Callable[[], bytes]) -> "Columns":
        """Those in a file, which is mapped and not read.

        Raises:
            OSError: it cannot be.
            DamagedError: as above.
        """
        return cls(of_file(path), renew)

    def part(self, start: int, end: int) -> bytes:
        """Some bytes of the file, proved."""
        for block in range(start // _BLOCK, (end - 1) // _BLOCK + 1):
            if not self.proved[block]:
                self.prove(block)
        return bytes(self._view[start:end])

    def prove(self, block: int) -> None:
        """Makes sure that a block is as it was written; where it is not, the file is made anew.

        Raises:
            DamagedError: what is made anew is another one.
        """
        start = block * _BLOCK or _HEADER.size
        end = min((block + 1) * _BLOCK, self._end)
        if self._proves and zlib.crc32(self._view[start:end]) != self._sums[block]:
            content = self._renew()
            if len(content) != len(self._view):
                raise DamagedError(block)
            self._view = memoryview(content)
            self.numbered = self._view.cast("I")
            self._proves = False
        self.proved[block] = True

    def whole(self, name: str) -> bytes:
        """A column as it is."""
        start, size = self._columns[name]
        return self.part(start, start + size)

    def numbers(self, name: str) -> "Numbers":
        """A column of numbers."""
        return Numbers(self, *self._columns[name])

    def texts(self, name: str, before: int = 0) -> "Texts":
        """A column of texts, each behind so many bytes."""
        return Texts(self, self._columns[name].start, self.numbers(f"{name}-ends"), before)


class Numbers:
    """A column of numbers."""

    def __init__(self, columns: Columns, start: int, size: int) -> None:
        self._columns = columns
        self._first = start // _SIZE
        self._length = size // _SIZE

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, at: int) -> int:
        if not 0 <= at < self._length:
            raise IndexError(at)
        columns, place = self._columns, self._first + at
        block = place // _NUMBERS
        if not columns.proved[block]:
            columns.prove(block)
        return columns.numbered[place]

    def __iter__(self) -> Iterator[int]:
        return iter(self.between(0, self._length))

    def between(self, first: int, last: int) -> Sequence[int]:
        """Those from the first to before the last."""
        start, end = self._first + first, self._first + last
        return memoryview(self._columns.part(start * _SIZE, end * _SIZE)).cast("I")


class Texts:
    """A column of texts."""

    def __init__(self, columns: Columns, start: int, ends: Numbers, before: int) -> None:
        self._part = columns.part
        self._start = start
        self._ends = ends
        self._before = before

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, at: int) -> str:
        return self.encoded(at).decode()

    def encoded(self, at: int) -> bytes:
        """A text in UTF-8, whose order is that of the texts."""
        begin = self._ends[at - 1] if at else 0
        start = self._start
        return self._part(start + begin + self._before, start + self._ends[at])

    def between(self, first: int, last: int) -> bytes:
        """Those from the first to before the last, with what stands before each."""
        begin = self._ends[first - 1] if first else 0
        end = self._ends[last - 1] if last else 0
        return self._part(self._start + begin, self._start + end) if end > begin else b""

    def place(self, text: str) -> int:
        """Where a text stands or would, if they are in order."""
        return bisect_left(range(len(self)), text.encode(), key=self.encoded)
