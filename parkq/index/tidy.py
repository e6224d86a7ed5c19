"""What lies in the cache folder, told, checked and taken away: of one store, or of all."""

import os
import re
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from enum import StrEnum, unique
from typing import NamedTuple

from parkq.index.database import (
    cache_folder,
    connect,
    file_name,
    is_current,
    store_folder,
)
from parkq.index.freshness import changed_files, observe

_FOLDER = re.compile(".+-[0-9a-f]{8}", re.DOTALL)
"""The name of a folder that is for a store."""


_ANY_INDEX = re.compile(r"index-[\w.+-]+-\d+-[0-9a-f]{8}\.sqlite(?:-wal|-shm|-journal)?")
_FORMER = re.compile(r"lock|(?:head|names-\w+)(?:-[0-9a-f]{16})?|tables-[0-9a-f]{16}")
"""What the first edition kept in the folder of a store."""
_UNUSED_SECONDS = 30 * 86400


def index_files(here: str) -> list["os.DirEntry[str]"]:
    """The files in the folder of a store that carry our names; none where it is a link."""
    if os.path.islink(here):
        return []
    try:
        with os.scandir(here) as entries:
            return [
                entry
                for entry in entries
                if entry.is_file(follow_symlinks=False)
                and (_ANY_INDEX.fullmatch(entry.name) or _FORMER.fullmatch(entry.name))
            ]
    except OSError:
        return []


def remove_old(path: str) -> None:
    """Removes what the first edition kept beside an index, and indexes not built lately."""
    own = os.path.basename(path)
    for entry in index_files(os.path.dirname(path)):
        with suppress(OSError):
            lately = entry.stat().st_mtime > time.time() - _UNUSED_SECONDS
            if not entry.name.startswith(own) and not (_ANY_INDEX.match(entry.name) and lately):
                os.unlink(entry.path)


@unique
class State(StrEnum):
    """An index: as the store is now, as it was, none, none because it is off; or no sound one."""

    FRESH = "fresh"
    STALE = "stale"
    NONE = "none"
    OFF = "off"
    REMOVED = "removed"
    DAMAGED = "damaged"


class Cache(NamedTuple):
    """The index of a store.

    Attributes:
        store: its real path; empty where that is not known.
        folder: where the index lies; empty where there is to be none.
        bytes: of all files there together.
        made: when it was last brought up, in UTC; None where there is none.
    """

    store: str
    folder: str
    state: State
    bytes: int
    made: str | None


def describe(root: str, environ: Mapping[str, str], *, thorough: bool = False) -> Cache:
    """The index of a store; nothing is built or brought up.

    Args:
        root: of the store.
        environ: says where indexes lie.
        thorough: whether the whole file is read through for damages.
    """
    here = store_folder(root, environ)
    if here is None:
        return Cache(os.path.realpath(root), "", State.OFF, 0, None)
    return _describe(here, os.path.realpath(root), thorough=thorough)


def describe_all(environ: Mapping[str, str], *, thorough: bool = False) -> Iterator[Cache]:
    """The indexes of all stores."""
    above = cache_folder(environ) or ""
    with suppress(OSError), os.scandir(above) as entries:
        folders = [
            entry.path
            for entry in entries
            if entry.is_dir(follow_symlinks=False) and _FOLDER.fullmatch(entry.name)
        ]
        yield from (_describe(here, "", thorough=thorough) for here in sorted(folders))


def _describe(here: str, root: str, *, thorough: bool) -> Cache:
    size = sum(entry.stat(follow_symlinks=False).st_size for entry in index_files(here))
    path = os.path.join(here, file_name())
    if not os.path.isfile(path):
        return Cache(root, here, State.NONE, size, None)
    made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(os.path.getmtime(path)))
    try:
        with closing(connect(path)) as connection:
            root, state = _examine(connection, root, thorough=thorough)
    except (OSError, sqlite3.Error):
        state = State.DAMAGED
    return Cache(root, here, state, size, made)


def _examine(connection: sqlite3.Connection, root: str, *, thorough: bool) -> tuple[str, State]:
    if thorough and connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
        return root, State.DAMAGED
    (told,) = connection.execute("SELECT value FROM meta WHERE key = 'root'").fetchone()
    root = root or told
    is_fresh = is_current(connection, root) and not changed_files(connection, root, observe(root))
    return root, State.FRESH if is_fresh else State.STALE


def clear(cache: Cache) -> Cache:
    """Removes an index, and its folder if nothing else is in it.

    Raises:
        OSError: a file cannot be removed.
    """
    files = index_files(cache.folder) if cache.folder else []
    for entry in files:
        with suppress(FileNotFoundError):
            os.unlink(entry.path)
    with suppress(OSError):
        os.rmdir(cache.folder)
    return cache._replace(state=State.REMOVED) if files else cache
