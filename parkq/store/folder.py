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


def find(option: str | None, environ: Mapping[str, str], cwd: str, *, fallback: bool = True) -> str:
    """The store to read: ``--store``, ``PARKQ_STORE``, the nearest ``facts/``, the shipped one.

    Args:
        option: as ``--store`` gives it.
        environ: of the process.
        cwd: the working directory.
        fallback: whether it may be the shipped one: for questions, not to judge or to write.

    Raises:
        ParkqError: the folder that was asked for is none, or there is no store.
    """
    asked = option or environ.get("PARKQ_STORE")
    if asked:
        if os.path.isdir(asked):
            return asked
        from parkq.errors import ParkqError  # noqa: PLC0415 - see above
        from parkq.locale import Message  # noqa: PLC0415 - likewise

        origin = "--store" if option else "PARKQ_STORE"
        message = Message("{option}: there is no folder {folder!r}", option=origin, folder=asked)
        raise ParkqError(message)
    nearest = _nearest(cwd)
    if nearest or fallback:
        return nearest or (SHIPPED if os.path.isdir(SHIPPED) else CHECKOUT)
    from parkq.errors import ParkqError  # noqa: PLC0415 - see above
    from parkq.locale import Message  # noqa: PLC0415 - likewise

    raise ParkqError(
        Message("there is no store: no facts/ at or above {folder!r}", folder=cwd),
        hint=Message("parkq init begins one, --store names one"),
    )


def naming_line(root: str, cwd: str) -> str:
    """What says on stderr which store is judged, by its name from the working directory."""
    return f"store: {root.removeprefix(os.path.join(cwd, ''))}"


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
    return _is_toml(name) and name[0] != "." and entry.is_file(follow_symlinks=False)


def _is_toml(name: str) -> bool:
    """Whether a name ends as those of TOML files do, in any case: ``two.TOML`` is one."""
    return name[-5:].lower() == ".toml"


def toml_files(root: str) -> Iterator[str]:
    """The store's files, relative to its root with forward slashes, in order.

    Passed over, and named by `listed`, are hidden files and folders, and all that is not a regular
    file of the store's own: a link could lead outside, a device or a pipe could hang.
    """
    return (file for file, _ in _walk(root, []))


Missed = tuple[str, str]
"""What is not read of a store, and why in words that follow its name."""


def listed(root: str) -> tuple[list[str], list[Missed]]:
    """The same files, and what may hold facts and is passed over."""
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
                missed += _hidden(entry, below)
            elif _is_file(entry):
                yield below + entry.name, entry
            elif entry.is_dir(follow_symlinks=False):
                folders.append(f"{below}{entry.name}/")
            elif entry.is_symlink():
                if _is_toml(entry.name) or os.path.isdir(entry.path):
                    missed.append((below + entry.name, "is a link, which is not followed"))
            elif _is_toml(entry.name):
                missed.append((below + entry.name, "is no regular file"))
        waiting += reversed(folders)


_COMPANIONS = (".#", "._")
"""How the names of locks of Emacs and of companions of macOS begin: neither holds facts."""


def _hidden(entry: "os.DirEntry[str]", below: str) -> list[Missed]:
    """A hidden file or folder, where it may hold facts; folders of tools (.git) hold none."""
    name = entry.name
    if entry.is_dir(follow_symlinks=False):
        inside = _entries(entry.path, "", [])
        if any(_is_toml(file.name) and not file.name.startswith(_COMPANIONS) for file in inside):
            return [(below + name, "is hidden, so that what it holds is not read")]
    elif _is_toml(name) and not name.startswith(_COMPANIONS):
        return [(below + name, "is hidden, so that it is not read")]
    return []


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
