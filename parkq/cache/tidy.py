"""What lies in the cache, told and taken away: of one store, or of all."""

import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from enum import StrEnum, unique
from typing import NamedTuple

from parkq.cache import head as heads
from parkq.cache.keep import HEAD, place, standing, top
from parkq.cache.kept import NAMES
from parkq.store import folder

_RANDOM = "[0-9a-f]{16}"
_OWN = re.compile(f"lock|(?:{HEAD}|{'|'.join(NAMES.values())})(?:-{_RANDOM})?|tables-{_RANDOM}")
"""The names of the files that are written, and of those that a kill may leave half written."""
_FOLDER = re.compile(".+-[0-9a-f]{8}", re.DOTALL)
"""The name of a folder that is for a store."""


@unique
class State(StrEnum):
    """What is kept of a store: as it is now, as it was, nothing, or nothing because it is off."""

    FRESH = "fresh"
    STALE = "stale"
    NONE = "none"
    OFF = "off"
    REMOVED = "removed"


class Cache(NamedTuple):
    """What is kept of a store.

    Attributes:
        store: its real path; empty where that is not known.
        folder: where it lies; empty where nothing is to be kept.
        layers: how many files of tables there are: one, and one for what has changed since.
        bytes: of all its files together.
        made: when it was last brought up, in UTC; None where there is nothing.
    """

    store: str
    folder: str
    state: State
    layers: int
    bytes: int
    made: str | None


def told(root: str, environ: Mapping[str, str]) -> Cache:
    """What is kept of a store; nothing is made or mended."""
    here = place(root, environ)
    if here is None:
        return Cache(os.path.realpath(root), "", State.OFF, 0, 0, None)
    return _told(here, os.path.realpath(root))


def every(environ: Mapping[str, str]) -> Iterator[Cache]:
    """What is kept of all stores."""
    for here in _folders(top(environ)):
        head = heads.read(os.path.join(here, HEAD))
        yield _told(here, head.root if head else "")


def _folders(above: str | None) -> list[str]:
    try:
        with os.scandir(above or "") as entries:
            return sorted(
                entry.path
                for entry in entries
                if entry.is_dir(follow_symlinks=False) and _FOLDER.fullmatch(entry.name)
            )
    except OSError:
        return []


def _told(here: str, root: str) -> Cache:
    head = heads.read(os.path.join(here, HEAD))
    sizes = [entry.stat(follow_symlinks=False).st_size for entry in _files(here)]
    if head is None:
        return Cache(root, here, State.NONE, 0, sum(sizes), None)
    usable = standing(here, root) and not heads.changed(head, folder.stamps(root))
    made = time.gmtime(os.path.getmtime(os.path.join(here, HEAD)))
    return Cache(
        store=root,
        folder=here,
        state=State.FRESH if usable else State.STALE,
        layers=len(head.layers),
        bytes=sum(sizes),
        made=time.strftime("%Y-%m-%dT%H:%M:%SZ", made),
    )


def _files(here: str) -> "list[os.DirEntry[str]]":
    """The files in a folder that carry our names; none where the folder is a link."""
    if os.path.islink(here):
        return []
    try:
        with os.scandir(here) as entries:
            return [
                entry
                for entry in entries
                if entry.is_file(follow_symlinks=False) and _OWN.fullmatch(entry.name)
            ]
    except OSError:
        return []


def cleared(cache: Cache) -> Cache:
    """Removes what is kept, and its folder if nothing else is in it.

    The head goes first: what is left of it, should that be interrupted, counts for nothing.

    Raises:
        OSError: a file cannot be removed.
    """
    if not cache.folder:
        return cache
    found = sorted(_files(cache.folder), key=lambda entry: entry.name != HEAD)
    for entry in found:
        with suppress(FileNotFoundError):
            os.unlink(entry.path)
    with suppress(OSError):
        os.rmdir(cache.folder)
    return cache._replace(state=State.REMOVED) if found else cache
