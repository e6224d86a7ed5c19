"""The head of a store's cache: which tables are current, and what the store was like then.

It is the one file that is replaced: tables are written under new names, and count once a head
names them. It proves them fresh: path, size, time and inode of each file of the store are as they
were, and where a file had only just been written, when a further change might not show in these
(git's racy-timestamp rule), its content is.
"""

import os
import sys
import zlib

from parkq import __version__
from parkq.store import folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from parkq.store.folder import Stamp

_TITLE = "parkq head 1"
_RACY_NS = 2_000_000_000
"""How long after its last change a file may change again unseen: the coarsest clock, FAT's."""


class Head:
    """What a head says.

    Attributes:
        program: that judged.
        root: of the store, its real path.
        layers: names of the files of tables beside the head, the newest first.
        stamps: of the store's files.
        digests: of the content of those that had only just been written, by file.
    """

    __slots__ = ("digests", "layers", "program", "root", "stamps")

    def __init__(
        self,
        root: str,
        layers: tuple[str, ...],
        stamps: "list[Stamp]",
        digests: dict[str, str],
        made_by: str = "",
    ) -> None:
        """Takes what it says; made by this program, unless another is named."""
        self.program = made_by or program()
        self.root = root
        self.layers = layers
        self.stamps = stamps
        self.digests = digests


def program() -> str:
    """What tells this parkq from another, which might judge otherwise; as when first asked."""
    if not _told:
        _told.append(_program())
    return _told[0]


_told: list[str] = []


def _program() -> str:
    package = os.path.dirname(folder.SHIPPED)
    if os.path.isdir(folder.SHIPPED):
        files = [os.path.join(package, "__init__.py")]
    else:  # a checkout, whose code may change at any time
        files = [
            os.path.join(here, name)
            for here, _, names in os.walk(package)
            for name in names
            if name.endswith((".py", ".toml"))
        ]
    newest = max(map(os.path.getmtime, files))
    python = ".".join(map(str, sys.version_info[:3]))
    return f"{__version__} {python} {len(files)} {newest}"


Observed = tuple[int, "list[Stamp]", dict[str, str]]
"""A time, in nanoseconds since the epoch, the stamps of a store's files, and digests of those that
had only just been written then."""


def observed(root: str, now: int) -> Observed:
    """A store's files as they are, at a time."""
    return seen(root, now, folder.stamps(root))


def seen(root: str, now: int, stamps: "list[Stamp]") -> Observed:
    """A store's files as their stamps were, at a time."""
    racy = (file for file, _, modified, _ in stamps if modified > now - _RACY_NS)
    return now, stamps, digests(root, racy)


def digests(root: str, files: "Iterable[str]") -> dict[str, str]:
    """Digests of files' content, by file; of one that cannot be read what stands in the way."""
    return {file: _digest(os.path.join(root, file)) for file in files}


def _digest(path: str) -> str:
    from parkq.hashes import digest  # noqa: PLC0415 - only for what has just been written

    try:
        with open(path, "rb") as stream:
            return digest(stream.read()).hex()
    except OSError as error:
        return f"errno={error.errno}"


def written(head: Head) -> bytes:
    """A head as a file."""
    stamps = (
        f"{size} {modified} {inode} {head.digests.get(file, '-')} {_quoted(file)}"
        for file, size, modified, inode in head.stamps
    )
    lines = (head.program, _quoted(head.root), " ".join(head.layers), *stamps)
    body = "\n".join(lines).encode("utf-8", "surrogatepass")
    return f"{_TITLE} {zlib.crc32(body):08x} {len(body)}\n".encode() + body


def read(path: str) -> Head | None:
    """The head in a file; None where there is none that is whole."""
    try:
        with open(path, "rb") as stream:
            title, _, body = stream.read().partition(b"\n")
    except OSError:
        return None
    if title != f"{_TITLE} {zlib.crc32(body):08x} {len(body)}".encode():
        return None
    made_by, root, layers, *lines = body.decode("utf-8", "surrogatepass").split("\n")
    stamps, known = [], {}
    for line in lines:
        size, modified, inode, digest, quoted = line.split(" ", 4)
        file = _unquoted(quoted)
        stamps.append((file, int(size), int(modified), int(inode)))
        if digest != "-":
            known[file] = digest
    return Head(_unquoted(root), tuple(layers.split()), stamps, known, made_by)


def _quoted(path: str) -> str:
    return path.replace("\\", "\\\\").replace("\n", "\\n")


def _unquoted(path: str) -> str:
    if "\\" not in path:
        return path
    return "\\".join(part.replace("\\n", "\n") for part in path.split("\\\\"))


def changed(head: Head, stamps: "list[Stamp]") -> set[str]:
    """The files that came, went or changed since the head was written."""
    differing = set()
    if stamps != head.stamps:
        differing = {file for file, *_ in set(stamps).symmetric_difference(head.stamps)}
    racy = [file for file in head.digests if file not in differing]
    now = digests(head.root, racy)
    return differing | {file for file in racy if now[file] != head.digests[file]}
