"""Files of the store, read: what text they hold, and what TOML it is."""

import os
from contextlib import suppress
from decimal import Decimal

import tomli

from parkq.errors import Problem
from parkq.store.canonical import split


def read_text(root: str, file: str) -> str:
    """The text of a file of the store, without a byte order mark.

    Raises:
        OSError: it cannot be read.
        UnicodeDecodeError: it is not UTF-8.
    """
    with open(os.path.join(root, file), "rb") as stream:
        return stream.read().decode("utf-8").removeprefix("\ufeff")


def parse(root: str, file: str) -> dict[str, object] | Problem:
    """A file's document, or what stands in the way of reading it.

    Facts in the plain layout are given as `Facts`; all else is as TOML's parser gives it.
    """
    try:
        text = read_text(root, file)
    except OSError as error:
        return _unreadable(file, f"cannot be read: {error.strerror or error}")
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
        document = _loads(before)
        if "fact" not in document:
            return document | {"fact": facts}
    return None


def parse_text(text: str, file: str) -> dict[str, object] | Problem:
    """The document that a text of the file is, or what is wrong with it."""
    try:
        return _loads(text)
    except RecursionError:
        return _unreadable(file, "is nested too deeply to be read")
    except (ValueError, ArithmeticError) as error:
        return _not_toml(file, error, text)


def _loads(text: str) -> dict[str, object]:
    return tomli.loads(text, parse_float=Decimal)


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
