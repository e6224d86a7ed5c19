"""Where what is kept of a store lies, and whether it is fresh."""

import os
import zlib

from parkq.cache import head as heads
from parkq.cache.kept import Kept
from parkq.cache.tables import DamagedError, Tables
from parkq.store import folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parkq.cache.head import Head

HEAD = "head"
_TRIES = 3
"""A head may name tables that are gone a moment later: another process has replaced both."""


def place(root: str, environ: "Mapping[str, str]") -> str | None:
    """The folder that is for a store; None where the user has no cache folder, or wants none.

    ``PARKQ_CACHE`` names the folder for all stores, and may be ``off``; else it is ``parkq`` in
    the user's own (XDG Base Directory Specification).
    """
    above = top(environ)
    real = os.path.realpath(root)
    name = f"{os.path.basename(real) or 'root'}-{zlib.crc32(os.fsencode(real)):08x}"
    return os.path.join(above, name) if above else None


def top(environ: "Mapping[str, str]") -> str | None:
    """The folder of what is kept of all stores; None where there is none."""
    own = environ.get("PARKQ_CACHE")
    if own:
        return None if own == "off" else os.path.abspath(own)
    for name, below in (("XDG_CACHE_HOME", ""), ("LOCALAPPDATA", ""), ("HOME", ".cache")):
        above = environ.get(name, "")
        if os.path.isabs(above) and (not below or os.path.isdir(above)):
            return os.path.join(above, below, "parkq")
    return None


def standing(here: str, root: str) -> "tuple[Head, Kept] | None":
    """The head of this program and store, fresh or not, with its tables, if they are whole."""
    for _ in range(_TRIES):
        head = heads.read(os.path.join(here, HEAD))
        if head is None or (head.program, head.root) != (heads.program(), os.path.realpath(root)):
            return None
        try:
            layers = [Tables.of_file(os.path.join(here, name)) for name in head.layers]
        except FileNotFoundError:  # replaced by another process since: so is the head
            continue
        except (OSError, DamagedError):
            return None
        return head, Kept(layers, lambda: _renewed(here, root))
    return None


def fresh(root: str, environ: "Mapping[str, str]") -> Kept | None:
    """What is kept of a store, where it is fresh beyond doubt; nothing is made or mended."""
    here = place(root, environ)
    found = standing(here, root) if here else None
    if found is None or found[0].digests or folder.stamps(root) != found[0].stamps:
        return None
    return found[1]


def _renewed(here: str, root: str) -> "Sequence[Tables]":
    from parkq.cache.make import renewed  # noqa: PLC0415 - a sound cache is only read

    return renewed(here, root)
