"""The one door to the index: where its file lies, whether it may be used, and whether it is fresh.

The file lies in a folder of the store's own in the user's cache folder. Both must be the user's,
no links, and not writable by others. Its name holds the program's version, the format, and what
tells installations apart, so that no two of them share one.
"""

import os
import sqlite3
import stat
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from parkq import __version__
from parkq.index.freshness import changed_files, must_settle, observe
from parkq.store import folder

Row = tuple[object, ...]
Encode = Callable[..., str]
"""Takes a comparison that asks for attention and its store, and gives the line of JSON that is
printed of it."""

FORMAT = 1
_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite writes: the file itself, and what it calls its companions."""


def cache_folder(environ: Mapping[str, str]) -> str | None:
    """The folder of the indexes of all stores; None where there is none, or none is wanted.

    ``PARKQ_CACHE`` names it, and may be ``off``; else it is ``parkq`` in the user's own (XDG Base
    Directory Specification).
    """
    chosen = environ.get("PARKQ_CACHE")
    if chosen:
        return None if chosen == "off" else os.path.abspath(chosen)
    for name, below in (("XDG_CACHE_HOME", ""), ("LOCALAPPDATA", ""), ("HOME", ".cache")):
        above = environ.get(name, "")
        if os.path.isabs(above) and (not below or os.path.isdir(above)):
            return os.path.join(above, below, "parkq")
    return None


def store_folder(root: str, environ: Mapping[str, str]) -> str | None:
    """The folder of the index of one store; None where there is none."""
    above = cache_folder(environ)
    real = os.path.realpath(root)
    name = f"{os.path.basename(real) or 'root'}-{zlib.crc32(os.fsencode(real)):08x}"
    return os.path.join(above, name) if above else None


def file_name() -> str:
    """The name of this installation's index in the folder of a store."""
    package = os.path.dirname(folder.SHIPPED)
    return f"index-{__version__}-{FORMAT}-{zlib.crc32(os.fsencode(package)):08x}.sqlite"


def program() -> str:
    """What tells this parkq from another, which might judge otherwise."""
    package = os.path.dirname(folder.SHIPPED)
    if os.path.isdir(folder.SHIPPED):
        files = [os.path.join(package, "__init__.py")]
    else:  # a checkout, whose code may change at any time
        files = [
            os.path.join(here, name)
            for here, _, names in os.walk(package)
            for name in names
            if name.endswith((".py", ".toml", ".sql"))
        ]
    newest = max(map(os.path.getmtime, files))
    versions = (__version__, *sys.version_info[:3], sqlite3.sqlite_version)
    return f"{'.'.join(map(str, versions))} {len(files)} {newest}"


class UnsafeError(OSError):
    """A folder or a file is not the user's alone, or is something else."""


def require_safe(path: str, *, is_folder: bool) -> None:
    """Makes sure that a folder or a file is the user's own, no link, and not writable by others.

    Raises:
        UnsafeError: it is not.
        OSError: there is none.
    """
    found = os.lstat(path)
    is_such = stat.S_ISDIR if is_folder else stat.S_ISREG
    owned = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    writable = os.name == "posix" and found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    if not is_such(found.st_mode) or not owned or writable:
        raise UnsafeError(f"{path} is not the user's own")


def make_folder(path: str) -> None:
    """Makes the folder of a store's index, and those above it, unless they are there.

    Raises:
        OSError: it cannot be, or is not safe.
    """
    os.makedirs(path, mode=0o700, exist_ok=True)
    require_safe(path, is_folder=True)


def connect(path: str) -> sqlite3.Connection:
    """Opens an index that is there, or makes an empty one; transactions are the caller's.

    Where nothing can be written the file is read as it is.

    Raises:
        OSError: it may not be used.
        sqlite3.Error: it cannot be opened.
    """
    here = os.path.dirname(path)
    require_safe(here, is_folder=True)
    for suffix in _BESIDE:
        if os.path.lexists(path + suffix):
            require_safe(path + suffix, is_folder=False)
    mode = "rwc" if os.access(here, os.W_OK) else "ro&immutable=1"
    quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    before = os.umask(0o077)
    try:
        connection = sqlite3.connect(
            f"file:{quoted}?mode={mode}", uri=True, timeout=0, isolation_level=None
        )
    finally:
        os.umask(before)
    connection.execute("PRAGMA synchronous = OFF")  # what a power cut breaks is found and built
    return connection


def remove(path: str) -> None:
    """Removes an index, and what SQLite keeps beside it, which counts for nothing without it.

    Raises:
        OSError: it cannot be removed.
    """
    for suffix in _BESIDE:
        with suppress(FileNotFoundError):
            os.unlink(path + suffix)


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that nobody else writes in; behind it nothing waits in a log for readers.

    Raises:
        sqlite3.OperationalError: somebody else is writing.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


class Database:
    """An open index. Where a part of it turns out damaged all is built anew, and asked again.

    Attributes:
        connection: in a transaction of its own, so that all that is read is of one time.
        fills: by kind, what fills in names once more where all is built anew.
    """

    def __init__(
        self, connection: sqlite3.Connection, renew: Callable[[], sqlite3.Connection]
    ) -> None:
        """Takes a connection, and what gives another one where it fails."""
        self.connection = connection
        self._renew = renew
        self.fills: dict[str, Callable[[], object]] = {}
        _open.append(self)

    def select(
        self,
        sql: str,
        *values: object,
        verify: Callable[[Sequence[Row]], object] | None = None,
    ) -> Sequence[Row]:
        """All rows of a query; ``verify`` raises where they are not what was written."""
        try:
            rows = self.connection.execute(sql, values).fetchall()
            if verify:
                verify(rows)
        except UnicodeEncodeError:  # no encoding carries what is asked for, so it is not there
            return []
        except sqlite3.DatabaseError:
            self.close()
            self.connection = self._renew()
            for fill in list(self.fills.values()):
                fill()
            return self.connection.execute(sql, values).fetchall()
        return rows

    def close(self) -> None:
        """Closes it."""
        self.connection.close()


_open: list[Database] = []


def close_all() -> None:
    """Closes every index: what a process leaves open costs the next one."""
    while _open:
        _open.pop().close()


def is_current(connection: sqlite3.Connection, root: str) -> bool:
    """Whether an index is this program's, and of this store; one that is empty is not."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return False
    told = dict(connection.execute("SELECT key, value FROM meta"))
    return (told.get("program"), told.get("root")) == (program(), os.path.realpath(root))


def open_database(root: str, environ: Mapping[str, str], encode: Encode) -> Database | None:
    """The index of a store, fresh; None where there can be none now, and the store is to be read.

    Args:
        root: of the store.
        environ: says where indexes lie.
        encode: prints comparisons, where they are judged.
    """
    here = store_folder(root, environ)
    if here is None:
        return None
    path = os.path.join(here, file_name())
    connection = _open_fresh(path, root)
    if connection is None:
        from parkq.index.refresh import build_or_refresh  # noqa: PLC0415 - what is fresh is read

        connection = build_or_refresh(path, root, encode)

    def renew() -> sqlite3.Connection:
        from parkq.index.refresh import build_again  # noqa: PLC0415 - as above

        return build_again(path, root, encode)

    return Database(connection, renew) if connection else None


def _open_fresh(path: str, root: str) -> sqlite3.Connection | None:
    """An index that is there, and fresh beyond doubt."""
    if not os.path.exists(path):
        return None
    try:
        connection = connect(path)
    except (OSError, sqlite3.Error):
        return None
    with suppress(OSError, sqlite3.Error):
        connection.execute("BEGIN")
        seen = observe(root)
        is_fresh = is_current(connection, root) and not changed_files(connection, root, seen)
        if is_fresh and not must_settle(connection, seen):
            return connection
    connection.close()
    return None


_NO_DAMAGE = ("BUSY", "LOCKED", "FULL", "READONLY", "CANTOPEN", "NOMEM", "PERM", "AUTH")
"""What SQLite says where a file may be sound, but cannot be used now."""


def is_damage(error: Exception) -> bool:
    """Whether an error tells that a file is no sound index."""
    name: str = getattr(error, "sqlite_errorname", "SQLITE_CORRUPT")
    return not name.removeprefix("SQLITE_").startswith(_NO_DAMAGE)
