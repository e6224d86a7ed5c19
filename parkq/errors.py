"""What can go wrong, as data: exit statuses, and problems found in a store's files."""

from enum import IntEnum, unique
from typing import NamedTuple

from parkq.locale import Message, Text, translate

KeyPath = tuple[str | int, ...]
"""The way to a value in a TOML document: ``("fact", 3, "stated")``, positions from 0."""


@unique
class Exit(IntEnum):
    """Exit statuses, as grep and git give them."""

    FOUND = 0
    NOTHING = 1
    TROUBLE = 2


class ParkqError(Exception):
    """An error whose text is for the user; it ends the command with `Exit.TROUBLE`.

    Attributes:
        message: what was found and what was expected, in one line.
        hint: the nearest right word or the next step, or empty.
    """

    def __init__(self, message: Text, *, hint: Text = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def sentence(self) -> Text:
        """The message, with the hint behind it."""
        return with_hint(self.message, self.hint)


def with_hint(message: Text, hint: Text) -> Text:
    """A message, with a hint in brackets where there is one."""
    return Message("{message} ({hint})", message=message, hint=hint) if hint else message


def reason_of(error: OSError) -> Text:
    """Why the system refused something."""
    return Message(error.strerror) if error.strerror else str(error)


def did_you_mean(word: str | None) -> Text:
    """A hint at the nearest right word; empty where none is near."""
    return Message("did you mean {word!r}?", word=word) if word else ""


def named(file: str) -> str:
    """A file's name as a line may begin with it: GitHub takes ``::error::`` there for a command."""
    return f"./{file}" if file.lstrip().startswith("::") else file


class Problem(NamedTuple):
    """Something wrong in one file of a store.

    Attributes:
        code: a stable kebab-case name of the kind of problem, such as ``unknown-key``.
        message: what was found and what was expected, in one line, without its place.
        hint: the nearest right word, or empty.
        file: the file, relative to the store's root, with forward slashes.
        path: the key path of the value, empty for the file as a whole.
        offset: characters into the string value at ``path``, 0 for its beginning.
        line: from 1, 0 where the problem is of the file as a whole.
        column: in characters from 1, 0 likewise.
    """

    code: str
    message: Text
    file: str
    path: KeyPath = ()
    offset: int = 0
    hint: Text = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """``file:line:column: message (hint)``, the form that editors and CI can follow."""
        file = named(self.file)
        place = f"{file}:{self.line}:{self.column}" if self.line else file
        return f"{place}: {translate(with_hint(self.message, self.hint))}"


MOST_TOLD = 1000
"""Problems of one file that are told one by one: no file costs much more than to read it."""


class Problems:
    """Collects the problems of one file, so that all are reported at once.

    Attributes:
        found: the first of them.
        count: how many there are.
    """

    __slots__ = ("count", "file", "found")

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []
        self.count = 0

    @property
    def is_full(self) -> bool:
        """Whether the next problem is only counted."""
        return self.count >= MOST_TOLD

    def add(
        self, code: str, path: KeyPath, message: Text, *, hint: Text = "", offset: int = 0
    ) -> None:
        """Notes a problem at the key path; its line and column are filled in later."""
        self.count += 1
        if self.count <= MOST_TOLD:
            found = Problem(code, message, self.file, path, offset, hint)
            self.found.append(found)

    def told(self) -> list[Problem]:
        """The first problems; behind them how many there are, where that is more."""
        if self.count <= MOST_TOLD:
            return self.found
        message = Message(
            "has {count} problems; the first {most} are told", count=self.count, most=MOST_TOLD
        )
        return [*self.found, Problem(self.found[0].code, message, self.file)]
