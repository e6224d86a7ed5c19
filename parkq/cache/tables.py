"""Texts by key in one file that is written once, mapped, and read a text at a time.

A hash table on the disk, after D. J. Bernstein's cdb: a directory of pages, each with the hashes
of some keys and the places of their texts. Texts are zlib streams, which carry a checksum of
their own (RFC 1950); the header and each page have a CRC-32. So a look-up reads, and proves, a
page and a text, whatever the size of the file. What is read is text and never run.
"""

import mmap
import os
import zlib
from struct import Struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

_MAGIC = b"parkq tables 2\n\0"
_HEADER = Struct("<16sQQII")  # magic, place of the directory, length of the file, pages, checksum
_PAGE = Struct("<QII")  # place, length, checksum
_ENTRY = Struct("<IQI")  # hash of the key, place and length of its text
_KEYS_OF_A_PAGE = 8
_FAST, _SHORT, _LONG = 1, 200, 250_000
"""How hard texts are compressed, and between which lengths: of a short one it would save little,
and the few long ones are lists that are read, and mended, whole."""
_BEGINNING = 4096
"""Holds the key of a content, unless that is a very long name."""


class DamagedError(Exception):
    """A file of the cache is not as it was written."""


def of_file(path: str) -> mmap.mmap:
    """The content of a file of the cache, mapped and not read.

    Raises:
        OSError: it cannot be.
        DamagedError: it is empty.
    """
    with open(path, "rb") as stream:
        if os.fstat(stream.fileno()).st_size == 0:
            raise DamagedError(path)
        return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


def write(stream: "BinaryIO", texts: "Iterable[tuple[str, str]]") -> None:
    """Writes texts by their keys, each key once, at the beginning of an empty file."""
    stream.write(bytes(_HEADER.size))
    place = _HEADER.size
    entries: list[tuple[int, int, int]] = []
    for key, text in texts:
        name = _encoded(key)
        content = name + b"\0" + _encoded(text)
        packed = zlib.compress(content, _FAST if _SHORT < len(content) < _LONG else 0)
        stream.write(packed)
        entries.append((zlib.crc32(name), place, len(packed)))
        place += len(packed)
    pages: list[bytearray] = [bytearray() for _ in range(len(entries) // _KEYS_OF_A_PAGE + 1)]
    for entry in entries:
        pages[entry[0] % len(pages)] += _ENTRY.pack(*entry)
    directory = bytearray()
    for number, page in enumerate(pages):
        stream.write(page)
        directory += _PAGE.pack(place, len(page), _checksum(page, number))
        place += len(page)
    stream.write(directory)
    stream.seek(0)
    stream.write(_header(place, place + len(directory), len(pages)))


def _checksum(page: bytes | bytearray, number: int) -> int:
    """Of a page in its place: never 0 of an empty one, so that zeros in a file prove nothing."""
    return zlib.crc32(page, number + 1)


def _header(directory: int, length: int, pages: int) -> bytes:
    unsigned = _HEADER.pack(_MAGIC, directory, length, pages, 0)
    return _HEADER.pack(_MAGIC, directory, length, pages, zlib.crc32(unsigned))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", "surrogatepass")


class Tables:
    """Texts by key, each read, and proved, when it is asked for.

    Attributes:
        pages: how many pages of hashes there are: about one for eight keys.
    """

    __slots__ = ("_bytes", "_directory", "pages")

    def __init__(self, content: bytes | mmap.mmap) -> None:
        """Takes what `write` has written.

        Raises:
            DamagedError: it is something else, or not whole.
        """
        if len(content) < _HEADER.size:
            raise DamagedError(len(content))
        _, self._directory, length, self.pages, _ = _HEADER.unpack_from(content)
        known = _header(self._directory, length, self.pages) == content[: _HEADER.size]
        if not known or length != len(content):
            raise DamagedError(length)
        self._bytes = content

    @classmethod
    def of_file(cls, path: str) -> "Tables":
        """Those in a file, which is mapped and not read.

        Raises:
            OSError: it cannot be.
            DamagedError: as above.
        """
        return cls(of_file(path))

    def get(self, key: str) -> str | None:
        """The text of a key, None where there is none.

        Raises:
            DamagedError: what was read is not what was written.
        """
        name = _encoded(key)
        hashed = zlib.crc32(name)
        page = self._page(hashed % self.pages)
        name += b"\0"
        for each, place, length in _ENTRY.iter_unpack(page):
            if each == hashed:
                packed = self._unpacked(place, length)
                if packed.startswith(name):
                    return _decoded(packed[len(name) :])
        return None

    def items(self, but: "Iterable[str]" = ()) -> "Iterator[tuple[str, str]]":
        """Every key with its text, but for some keys."""
        but = frozenset(but)
        encoded = frozenset(map(_encoded, but))
        for number in range(self.pages):
            for _, place, length in _ENTRY.iter_unpack(self._page(number)):
                if length > _LONG and self._begun(place).partition(b"\0")[0] in encoded:
                    continue
                content = self._unpacked(place, length)
                end = content.index(b"\0")
                key = _decoded(content[:end])
                if key not in but:
                    yield key, _decoded(content[end + 1 :])

    def _begun(self, place: int) -> bytes:
        """The beginning of a long content, proved by nothing yet."""
        begun = self._bytes[place : place + _BEGINNING]
        try:
            return zlib.decompressobj().decompress(begun, _BEGINNING)
        except zlib.error as error:
            raise DamagedError(place) from error

    def _page(self, number: int) -> bytes:
        at = self._directory + number * _PAGE.size
        place, length, checksum = _PAGE.unpack_from(self._bytes, at)
        page = self._bytes[place : place + length]
        if _checksum(page, number) != checksum or len(page) != length:
            raise DamagedError(number)
        return page

    def _unpacked(self, place: int, length: int) -> bytes:
        try:
            return zlib.decompress(self._bytes[place : place + length])
        except zlib.error as error:
            raise DamagedError(place) from error
