"""Folders: which one is the store, which files it holds, and what the disk says of each.

Imports next to nothing: the shortest way to an answer leads through here.
"""

import os
from collections.abc import Iterator, Mapping

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

SHIPPED = os.path.join(_PACKAGE, "facts")
"""The store inside the wheel."""

CHECKOUT = os.path.join(os.path.dirname(_PACKAGE), "facts")
"""The same store beside the package, where parkq runs from a checkout."""


def find(option: str | None, environ: Mapping[str, str], cwd: str, *, shipped: bool = True) -> str:
    """The store to read: ``--store``, ``PARKQ_STORE``, the nearest ``facts/``, the shipped one.

    Args:
        option: as ``--store`` gives it.
        environ: of the process.
        cwd: where to look for ``facts/``, and above.
        shipped: whether the one that came with parkq will do.

    Raises:
        ParkqError: the folder that was asked for is none, or there is no store.
    """
    asked = option or environ.get("PARKQ_STORE")
    if asked:
        if os.path.isdir(asked):
            return asked
        from parkq.errors import ParkqError  # noqa: PLC0415 - see above

        origin = "--store" if option else "PARKQ_STORE"
        raise ParkqError(f"{origin}: there is no folder {asked!r}")
    nearest = _nearest(cwd)
    if nearest is None and not shipped:
        from parkq.errors import ParkqError  # noqa: PLC0415 - see above

        raise ParkqError("there is no store here", hint="parkq init begins one, --store names one")
    return nearest or (SHIPPED if os.path.isdir(SHIPPED) else CHECKOUT)


def _nearest(folder: str) -> str | None:
    while True:
        candidate = os.path.join(folder, "facts")
        if os.path.isdir(candidate) and _holds_files(candidate):
            return candidate
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def _holds_files(root: str) -> bool:
    """Whether there is any of `toml_files`: most often told by the first few entries."""
    try:
        with os.scandir(root) as listing:
            if any(map(_is_file, listing)):
                return True
    except OSError:
        return False
    return next(toml_files(root), None) is not None


def _is_file(entry: "os.DirEntry[str]") -> bool:
    name = entry.name
    return name.endswith(".toml") and name[0] != "." and entry.is_file(follow_symlinks=False)


def toml_files(root: str) -> Iterator[str]:
    """The store's files, relative to its root with forward slashes, in order.

    Hidden files and folders are passed over, and so is all that is not a regular file of the
    store's own: a link could lead outside, a device or a pipe could hang.
    """
    return (file for file, _ in _walk(root, []))


Missed = tuple[str, str]
"""What is not read of a store, and why in words that follow its name."""


def listed(root: str) -> tuple[list[str], list[Missed]]:
    """The same files, and what may hold facts and is passed over but for hidden ones."""
    missed: list[Missed] = []
    return [file for file, _ in _walk(root, missed)], missed


Stamp = tuple[str, int, int, int, int, int]
"""A file, and what the disk says of it: its size, when its content was changed, in nanoseconds
since the epoch, its inode, when anything of it was changed, and its device. One that has changed
differs in some of these, unless it was changed at once."""

NOTHING = (-1, -1, -1, -1, -1)
"""The stamp of what is not there, or is passed over with a word."""


def stamps(root: str) -> list[Stamp]:
    """A stamp for each of `toml_files`, and one for what is passed over with a word."""
    found: list[Stamp] = []
    missed: list[Missed] = []
    for file, entry in _walk(root, missed):
        try:
            stat = entry.stat(follow_symlinks=False)
        except OSError:  # it went away since it was listed
            found.append((file, *NOTHING))
        else:
            content = stat.st_size, stat.st_mtime_ns, stat.st_ino
            found.append((file, *content, stat.st_ctime_ns, stat.st_dev))
    return found + [(f"{file} {why}", *NOTHING) for file, why in missed]


def _walk(root: str, missed: list[Missed]) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """The files of a folder in order of their names, then those of each of its subfolders."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        folders = []
        for entry in _entries(root, below, missed):
            if entry.name.startswith("."):
                continue
            if _is_file(entry):
                yield below + entry.name, entry
            elif entry.is_dir(follow_symlinks=False):
                folders.append(f"{below}{entry.name}/")
            elif entry.is_symlink():
                if entry.name.endswith(".toml") or os.path.isdir(entry.path):
                    missed.append((below + entry.name, "is a link, which is not followed"))
            elif entry.name.endswith(".toml"):
                missed.append((below + entry.name, "is no regular file"))
        waiting += reversed(folders)


def _entries(root: str, below: str, missed: list[Missed]) -> "list[os.DirEntry[str]]":
    """What is in a folder, by name; nothing where it is none, or may not be read."""
    try:
        with os.scandir(os.path.join(root, below)) as listing:
            return sorted(listing, key=_name)
    except OSError as error:
        missed.append((below.rstrip("/") or ".", f"cannot be read: {error.strerror}"))
        return []


def _name(entry: "os.DirEntry[str]") -> str:
    return entry.name
