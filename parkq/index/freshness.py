"""Whether an index is of the store as it is now: whether the disk says the same of its files."""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator

from parkq.store import folder
from parkq.store.folder import Stamp

_RACY_NS = 2_000_000_000
"""How long after its last change a file may change again unseen: the coarsest clock, FAT's."""


class Observed:
    """A store's files as they were at a time.

    Attributes:
        time: in nanoseconds since the epoch.
        stamps: of the files, in the order of the store.
    """

    __slots__ = ("stamps", "time")

    def __init__(self, time: int, stamps: list[Stamp]) -> None:
        self.time = time
        self.stamps = stamps

    def is_racy(self, stamp: Stamp) -> bool:
        """Whether a file had only just been written, and could change once more unseen."""
        return stamp[2] > self.time - _RACY_NS


def observe(root: str) -> Observed:
    """The store's files as they are now."""
    return Observed(time.time_ns(), folder.stamps(root))


def digest(root: str, file: str) -> str:
    """Stands for the content of a file; of one that cannot be read, for what stands in the way."""
    from hashlib import blake2b  # noqa: PLC0415 - loads OpenSSL, and most files' stamps tell enough

    try:
        with open(os.path.join(root, file), "rb") as stream:
            return blake2b(stream.read(), digest_size=16).hexdigest()
    except OSError as error:
        return str(error)


_FILES = "SELECT name, size, modified, inode, changed, device FROM file ORDER BY place"


def changed_files(connection: sqlite3.Connection, root: str, seen: Observed) -> set[str]:
    """The files of the store that came, went or changed since they were indexed.

    Content is compared where a stamp proves nothing: of what had only just been written, and
    where but the change time or the device differ, as they do after a copy or a new mount.
    """
    indexed = connection.execute(_FILES).fetchall()
    racy = {name for (name,) in connection.execute("SELECT name FROM file WHERE racy")}
    if indexed == seen.stamps and not racy:
        return set()
    before, now = ({name: stamp for name, *stamp in stamps} for stamps in (indexed, seen.stamps))
    differing = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    in_doubt = racy | {name for name in differing if _is_alike(before.get(name), now.get(name))}
    return (differing - in_doubt) | set(_of_other_content(connection, root, in_doubt))


def _is_alike(before: list[int] | None, now: list[int] | None) -> bool:
    """Whether two stamps tell of the same size, time and inode."""
    return before is not None and now is not None and before[:3] == now[:3]


def _of_other_content(
    connection: sqlite3.Connection, root: str, files: Iterable[str]
) -> Iterator[str]:
    for file in sorted(files):
        known = connection.execute("SELECT digest FROM file WHERE name = ?", (file,)).fetchone()
        if known != (digest(root, file),):
            yield file


def must_settle(connection: sqlite3.Connection, seen: Observed) -> bool:
    """Whether the stamps of files that have not changed would prove more if written anew."""
    (marked,) = connection.execute("SELECT COUNT(*) FROM file WHERE racy").fetchone()
    racy = sum(map(seen.is_racy, seen.stamps))
    return marked > racy or connection.execute(_FILES).fetchall() != seen.stamps
