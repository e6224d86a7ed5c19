"""Files of the store, read: what text they hold, and what TOML it is."""

import os
import re
from contextlib import suppress
from decimal import Decimal
from errno import EAGAIN, EINVAL
from stat import S_ISREG

from parkq.errors import Problem, reason_of
from parkq.locale import Message
from parkq.store.canonical import head, split


def read_text(root: str, file: str) -> str:
    """The text of a file of the store, without a byte order mark.

    Raises:
        OSError: it cannot be read, or not as one: it changes all the while.
        UnicodeDecodeError: it is not UTF-8.
    """
    path = os.path.join(root, file)
    for _ in range(_TRIES):
        content = _content(path)
        if content is not None:
            return content.decode("utf-8").removeprefix("\ufeff")
    raise OSError(EAGAIN, "it changes while it is read", path)


_TRIES = 5
_AS_IS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK")
)
"""A link or a pipe that has come in the place of a file is neither followed nor waited for."""


def _content(path: str) -> bytes | None:
    """What is in a file; None where it was written to meanwhile."""
    with open(os.open(path, _AS_IS), "rb", buffering=0) as stream:
        before = os.fstat(stream.fileno())
        if not S_ISREG(before.st_mode):
            raise OSError(EINVAL, "it is no regular file", path)
        content = stream.read()
        after = os.fstat(stream.fileno())
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return content if same else None


def parse(root: str, file: str) -> dict[str, object] | Problem:
    """A file's document, or what stands in the way of reading it.

    Facts in the plain layout are given as `Facts`; all else is as TOML's parser gives it.
    """
    try:
        text = read_text(root, file)
    except OSError as error:
        return _unreadable(file, Message("cannot be read: {reason}", reason=reason_of(error)))
    except UnicodeDecodeError as error:
        return _not_utf8(file, error)
    return parse_plain(text) or parse_text(text, file)


def parse_plain(text: str) -> dict[str, object] | None:
    """The document of a text whose facts are in the plain layout; None of any other text."""
    parts = split(text)
    if parts is None:
        return None
    before, facts = parts
    with suppress(ValueError, ArithmeticError, RecursionError):  # told of when all is parsed
        document = head(before) or _loads(before)
        if "fact" not in document:
            return document | {"fact": facts}
    return None


_LARGE = 200_000
"""Characters beyond which a text is looked at before it is parsed."""

_COSTLY = (
    (r"(?<![0-9A-Fa-f_])[0-9A-Fa-f_]{10000}", Message("holds more than 10,000 digits in a row")),
    (
        r"""(?a)(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){10}""",
        Message("holds a key of more than 10 parts"),
    ),
)
"""What takes TOML's parser many times the memory of the text, or time by its square."""


def _costly(text: str, file: str) -> Problem | None:
    for pattern, what in _COSTLY:
        found = re.search(pattern, text)
        if found:
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            return _unreadable(file, what, line, column)
    return None


def parse_text(text: str, file: str) -> dict[str, object] | Problem:
    """The document that a text of the file is, or what is wrong with it."""
    if len(text) > _LARGE and (problem := _costly(text, file)):
        return problem
    try:
        return _loads(text)
    except RecursionError:
        return _unreadable(file, Message("is nested too deeply to be read"))
    except (ValueError, ArithmeticError) as error:
        return _not_toml(file, error, text)


def _loads(text: str) -> dict[str, object]:
    import tomli  # noqa: PLC0415 - 2 ms, and a file of facts in the plain layout needs none

    return tomli.loads(text, parse_float=Decimal)


def _unreadable(file: str, what: Message, line: int = 0, column: int = 0) -> Problem:
    return Problem(code="unreadable-file", message=what, file=file, line=line, column=column)


def _not_utf8(file: str, error: UnicodeDecodeError) -> Problem:
    before = bytes(error.object[: error.start])
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8")) + 1
    what = Message("is not UTF-8: byte 0x{byte:02X}", byte=error.object[error.start])
    return _unreadable(file, what, before.count(b"\n") + 1, column)


def _not_toml(file: str, error: Exception, text: str) -> Problem:
    """What the parser says, without the position it ends in; a number can be beyond any use."""
    from tomli import TOMLDecodeError  # noqa: PLC0415 - only for a file with an error

    from parkq.store.positions import error_position  # noqa: PLC0415

    if not isinstance(error, TOMLDecodeError):
        return _unreadable(file, Message("is not TOML: a number is too long to be read"))
    line, column = error_position(error, text)
    sentence = Message(str(error).partition(" (at ")[0])
    return _unreadable(file, Message("is not TOML: {reason}", reason=sentence), line, column)
