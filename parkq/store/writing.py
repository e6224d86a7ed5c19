"""The store's files, written: TOML text edited in place, and put on the disk whole or not at all.

An edit leaves every byte of a file as it was but for the tables that it is about: comments,
order, spacing and line ends are a person's own.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from json import dumps
from stat import S_ISREG
from time import monotonic, sleep, time
from typing import Any, NamedTuple

from parkq.errors import KeyPath, ParkqError
from parkq.store import folder, positions
from parkq.store.canonical import KEYS
from parkq.store.decode import SCHEMA
from parkq.store.files import read_text
from parkq.store.shapes import SHAPES

_BOM = "\ufeff"
_FOLDER = getattr(os, "O_DIRECTORY", 0)


def table(name: str, values: Mapping[str, str]) -> str:
    """``[[name]]`` with its keys, a line each."""
    return "".join((f"[[{name}]]\n", *(f"{key} = {quoted(v)}\n" for key, v in values.items())))


def keys_of(name: str) -> tuple[str, ...]:
    """The keys of a table of the store, in the order that they are written in."""
    shape = SHAPES[name]
    first = [*shape.required]
    if name == "fact":
        return KEYS
    return (*first, *(key for key in shape.optional))


class Style(NamedTuple):
    """How a table is written: its header, its indentation, and the keys that come first."""

    header: str
    indent: str = ""
    order: tuple[str, ...] = ()


def format_table(style: Style, values: Mapping[str, Any]) -> str:
    """A table, a key a line; what is empty is left out."""
    before = [key for key in style.order if key in values]
    usual = before == [key for key in values if key in before]
    keys = [*values] if usual else [*before, *(key for key in values if key not in before)]
    lines = [f"{key} = {_format_value(values[key])}" for key in keys if values[key] not in _EMPTY]
    return "".join(f"{style.indent}{line}\n" for line in (style.header, *lines))


_EMPTY: tuple[object, ...] = ("", None, ())


def _format_value(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    items = value if isinstance(value, tuple) else ()
    return f"[{', '.join(map(quoted, items))}]"


def read_style(text: str, name: str) -> Style:
    """How the last such table of a text is written: its indentation, its order of keys."""
    header = f"[{name}]" if name == "source" else f"[[{name}]]"
    last = text.rfind(header)
    if last < 0:
        return Style(header)
    indent = text[text.rfind("\n", 0, last) + 1 : last]
    lines = text[last:].partition("\n[")[0].split("\n")[1:]
    order = tuple(line.partition("=")[0].strip() for line in lines if "=" in line)
    return Style(header, "" if indent.strip() else indent, order)


def begin_file(root: str) -> str:
    """What a new file of a store begins with; the line for editors is that of a file beside it."""
    beside = (file for file in folder.toml_files(root) if "/" not in file)
    first_lines = (_first_line(root, file) for file in beside)
    directive = next((line for line in first_lines if line.startswith("#:schema ")), "")
    return f"{directive}\n".lstrip() + f"schema = {SCHEMA}\n"


def _first_line(root: str, file: str) -> str:
    """The first line of a file; empty where the file cannot be read, which is its own problem."""
    try:
        return read_text(root, file).partition("\n")[0].rstrip()
    except (OSError, UnicodeDecodeError):
        return ""


def quoted(text: str) -> str:
    """A basic string of TOML, which escapes as JSON does and DEL besides."""
    return dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def appended(text: str, block: str) -> str:
    """The document with one more table at its end, after a blank line."""
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return text + _with_line_ends_of(text, gap + block)


def replaced(text: str, path: KeyPath, block: str) -> str:
    """The document with another table in place of the one at a path; comments around it stay.

    Raises:
        ParkqError: the table has no header of its own.
    """
    ((start, end),) = _extents(text, [path])
    return text[:start] + _with_line_ends_of(text, block.rstrip("\n")) + text[end:]


def removed(text: str, paths: Collection[KeyPath]) -> str:
    """The document without the tables at some paths, and without the comments that touch them.

    Args:
        text: of the document.
        paths: of tables of one array.

    Raises:
        ParkqError: one of the tables has no header of its own.
    """
    extents = sorted(_extents(text, paths))
    ends = [0, *(end for _, end in extents)]
    after = text[ends[-1] :].splitlines(keepends=True)[::-1]  # the next line last
    for number, (start, _) in reversed(list(enumerate(extents))):
        del after[-1:]  # what is left of the last value's line
        _remove_comments_below(after)
        if all(map(str.isspace, after)):
            after.clear()
        before = text[ends[number] : start].splitlines(keepends=True)
        _remove_gap_above(before, least=1 if number else 0)
        after += reversed(before)
    return "".join(reversed(after))


def _remove_comments_below(after: list[str]) -> None:
    """Takes out the comments that touch a table, unless they touch what follows as well."""
    size = len(after)
    while size and _is_comment(after[size - 1]):
        size -= 1
    if not size or after[size - 1].isspace():
        del after[size:]


def _remove_gap_above(before: list[str], *, least: int) -> None:
    """Takes out the comments that touch a table, and the blank lines above; the first lines stay.

    The first one ends the line of a value, where another table stands before it.
    """
    while len(before) > least and _is_comment(before[-1]):
        before.pop()
    while len(before) > least and before[-1].isspace():
        before.pop()


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _extents(text: str, paths: Collection[KeyPath]) -> list[tuple[int, int]]:
    """Where the header of each table begins, and where its last value ends."""
    spans = positions.index(text)
    ends = dict.fromkeys(paths, 0)
    for path in paths:
        if path not in spans or not text.startswith("[[", spans[path].start):
            raise ParkqError(f"{path[0]} is not written as [[{path[0]}]]; edit it by hand")
    depths = {len(path) for path in paths}
    for inner, span in spans.items():
        for path in (inner[:depth] for depth in depths):
            if path in ends:
                ends[path] = max(ends[path], span.end)
    return [(spans[path].start, end) for path, end in ends.items()]


def _with_line_ends_of(text: str, block: str) -> str:
    return block.replace("\n", "\r\n") if "\r\n" in text else block


@contextmanager
def alone(root: str) -> Iterator[None]:
    """Keeps every other parkq from writing to a store, from before it is read to the end.

    Raises:
        ParkqError: another one has been writing to it for `_PATIENCE` seconds.
    """
    if not _FOLDER:  # no folder can be opened, to be locked
        yield
        return
    descriptor = os.open(root, os.O_RDONLY | _FOLDER)
    try:
        _lock(descriptor, root)
        yield
    finally:
        with suppress(OSError):  # what was to be written has been
            os.close(descriptor)


_PATIENCE = 60
_PAUSE = 0.05


def _lock(descriptor: int, root: str) -> None:
    from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415 - where folders can be opened

    until = monotonic() + _PATIENCE
    while monotonic() < until:
        try:
            return flock(descriptor, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            sleep(_PAUSE)
        except OSError:  # some file systems have no locks
            return None
    raise ParkqError(f"another parkq is writing to {root!r}", hint="try again")


def replace_file(root: str, file: str, text: str, *, was: str) -> None:
    """Writes a file of the store as one step, as `put` does.

    Args:
        root: the store's folder.
        file: relative to it.
        text: all that it is to hold.
        was: what it held when the new text was made of it; empty of a new file.

    Raises:
        ParkqError: it cannot be written, or does not hold that any more.
    """
    path = os.path.join(root, file)
    if (read_text(root, file) if os.path.lexists(path) else "") != was:
        raise ParkqError(f"{file} has changed meanwhile", hint="nothing was changed")
    put(path, (text,))


def restore_file(root: str, file: str, was: str) -> None:
    """Puts back what a file of the store held; a file that was not there goes away."""
    path = os.path.join(root, file)
    with suppress(OSError, ParkqError):
        if was:
            put(path, (was,))
        else:
            os.unlink(path)


def put(path: str, chunks: Iterable[str]) -> None:
    """Writes a file as one step: a reader, or a crash, finds the old or the new one.

    The file keeps its mode and its byte order mark; a new one has the mode that the umask leaves.

    Args:
        path: of the file.
        chunks: all that it is to hold, in UTF-8.

    Raises:
        ParkqError: it cannot be written; the old file stands as it was.
    """
    folder, name = os.path.split(path)
    draft = os.path.join(folder, f".{name}.{os.urandom(_RANDOM_BYTES).hex()}{_DRAFT_END}")
    _sweep_drafts(folder or ".", name)
    try:
        try:
            _write(draft, chunks, like=path)
            os.replace(draft, path)
        finally:
            with suppress(OSError):
                os.unlink(draft)
    except (OSError, UnicodeEncodeError) as error:
        reason = getattr(error, "strerror", None) or "what is to be written is not UTF-8"
        raise ParkqError(f"{path}: {reason}", hint="nothing was changed") from error
    with suppress(OSError):  # some file systems sync no folders
        _sync_folder(folder or ".")


_RANDOM_BYTES = 8
_DRAFT_END = ".tmp"
_DRAFT_AGE = 3600
"""Seconds after which a draft is one that a killed process has left."""


def _sweep_drafts(folder: str, name: str) -> None:
    """Takes out old drafts of a file, and nothing else, where that can be done."""
    with suppress(OSError):
        for entry in os.listdir(folder):
            if not (entry.startswith(f".{name}.") and entry.endswith(_DRAFT_END)):
                continue
            random = entry[len(name) + 2 : -len(_DRAFT_END)]
            draft = os.path.join(folder, entry)
            if len(random) == 2 * _RANDOM_BYTES and not random.strip("0123456789abcdef"):
                stat = os.lstat(draft)
                if S_ISREG(stat.st_mode) and time() - stat.st_mtime > _DRAFT_AGE:
                    os.unlink(draft)


def put_out(file: str, chunks: Iterable[str], *, example: str) -> None:
    """Writes a file that is not of a store, where its user names it; a device is written to.

    Args:
        file: as named; a link is followed.
        chunks: all that it is to hold, in UTF-8.
        example: a name for a file in a folder that is named in its stead.

    Raises:
        ParkqError: it cannot be written; the old file stands as it was.
    """
    path = os.path.realpath(file)
    if os.path.isdir(path):
        raise ParkqError(f"{file!r} is a folder", hint=f"name a file in it: {file}/{example}")
    if not os.path.isdir(os.path.dirname(path)):
        raise ParkqError(f"there is no folder {os.path.dirname(file)!r}")
    if os.path.isfile(path) or not os.path.exists(path):
        put(path, chunks)
        return
    try:
        with open(path, "w", encoding="utf-8") as stream:
            stream.writelines(chunks)
    except OSError as error:
        raise ParkqError(f"{file}: {error.strerror}") from error


def _write(draft: str, chunks: Iterable[str], *, like: str) -> None:
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    with open(descriptor, "wb") as stream:
        if os.path.exists(like):
            os.chmod(draft, os.stat(like).st_mode & 0o7777)
            with open(like, "rb") as old:
                stream.write(_BOM.encode() if old.read(3) == _BOM.encode() else b"")
        stream.writelines(chunk.encode() for chunk in chunks)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: str) -> None:
    """Makes a rename last through a loss of power, where the system can sync a folder."""
    if not _FOLDER:
        return
    descriptor = os.open(folder, os.O_RDONLY | _FOLDER)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
