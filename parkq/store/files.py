"""The disk: which folder is the store, which files it holds, and what TOML they parse to."""

import os
from collections.abc import Iterator, Mapping
from decimal import Decimal

import tomli

from parkq.errors import ParkqError, Problem

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

SHIPPED = os.path.join(_PACKAGE, "facts")
"""The store inside the wheel."""

CHECKOUT = os.path.join(os.path.dirname(_PACKAGE), "facts")
"""The same store beside the package, where parkq runs from a checkout."""


def find(option: str | None, environ: Mapping[str, str], cwd: str) -> str:
    """The store to read: ``--store``, ``PARKQ_STORE``, the nearest ``facts/``, the shipped one.

    Raises:
        ParkqError: the folder that was asked for is none.
    """
    asked = option or environ.get("PARKQ_STORE")
    if asked:
        if os.path.isdir(asked):
            return asked
        origin = "--store" if option else "PARKQ_STORE"
        raise ParkqError(f"{origin}: there is no folder {asked!r}")
    return _nearest(cwd) or (SHIPPED if os.path.isdir(SHIPPED) else CHECKOUT)


def _nearest(folder: str) -> str | None:
    while True:
        candidate = os.path.join(folder, "facts")
        if os.path.isdir(candidate) and next(toml_files(candidate), None):
            return candidate
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def toml_files(root: str) -> Iterator[str]:
    """The store's files, relative to its root with forward slashes, in order.

    Hidden files and folders are passed over, and so is all that is not a regular file of the
    store's own: a link could lead outside, a device or a pipe could hang.
    """
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name.endswith(".toml") and not name.startswith(".") and _is_own(path):
                yield os.path.relpath(path, root).replace(os.sep, "/")


def _is_own(path: str) -> bool:
    return os.path.isfile(path) and not os.path.islink(path)


def read_text(root: str, file: str) -> str:
    """The text of a file of the store, without a byte order mark.

    Raises:
        OSError: it cannot be read.
        UnicodeDecodeError: it is not UTF-8.
    """
    with open(os.path.join(root, file), "rb") as stream:
        return stream.read().decode("utf-8").removeprefix("\ufeff")


def parse(root: str, file: str) -> dict[str, object] | Problem:
    """A file's document, or what stands in the way of reading it."""
    try:
        text = read_text(root, file)
    except OSError as error:
        return _unreadable(file, f"cannot be read: {error.strerror or error}")
    except UnicodeDecodeError as error:
        return _not_utf8(file, error)
    return parse_text(text, file)


def parse_text(text: str, file: str) -> dict[str, object] | Problem:
    """The document that a text of the file is, or what is wrong with it."""
    try:
        return tomli.loads(text, parse_float=Decimal)
    except RecursionError:
        return _unreadable(file, "is nested too deeply to be read")
    except (ValueError, ArithmeticError) as error:
        return _not_toml(file, error, text)


def _unreadable(file: str, what: str, line: int = 0, column: int = 0) -> Problem:
    return Problem(code="unreadable-file", message=what, file=file, line=line, column=column)


def _not_utf8(file: str, error: UnicodeDecodeError) -> Problem:
    before = bytes(error.object[: error.start])
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8")) + 1
    what = f"is not UTF-8: byte 0x{error.object[error.start]:02X}"
    return _unreadable(file, what, before.count(b"\n") + 1, column)


def _not_toml(file: str, error: Exception, text: str) -> Problem:
    """What the parser says, without the position it ends in; a number can be beyond any use."""
    from parkq.store.positions import error_position  # noqa: PLC0415 - only for a file with an error

    if not isinstance(error, tomli.TOMLDecodeError):
        return _unreadable(file, "is not TOML: a number is too long to be read")
    line, column = error_position(error, text)
    sentence = str(error).partition(" (at ")[0]
    return _unreadable(file, f"is not TOML: {sentence}", line, column)
