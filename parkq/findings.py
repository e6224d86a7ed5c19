"""Findings: what is wrong in a store, where it stands, and what it is known by from run to run."""

from typing import NamedTuple

from parkq.errors import KeyPath
from parkq.locale import Text
from parkq.model import Location
from parkq.terms import Severity


class Place(NamedTuple):
    """A value in a store's files, by its key path; its line is looked up only when reported.

    Attributes:
        file: relative to the store's root.
        path: of the value, empty for the file as a whole.
        offset: characters into a string value.
        of_key: the key itself is meant, and not its value.
        line, column: where nothing can be looked up, as in a file that is not TOML.
        end_line, end_column: behind the last character, likewise; 0 where that is not known.
    """

    file: str
    path: KeyPath = ()
    offset: int = 0
    of_key: bool = False
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


class Found(NamedTuple):
    """What a rule finds.

    Attributes:
        message: what is wrong, in one line, with the numbers in it and without its place.
        place: what is to be looked at first.
        identity: what it is known by from run to run, without files and positions; the message
            where nothing better is given.
        severity: where it is not the rule's own.
        facts: ids of the facts that it is about.
        related: further places, each with what stands there.
        why: what bears on it.
        settle: what would settle it.
    """

    message: Text
    place: Place
    identity: str = ""
    severity: Severity | None = None
    facts: tuple[str, ...] = ()
    related: tuple[tuple[Place, Text], ...] = ()
    why: tuple[Text, ...] = ()
    settle: Text = ""


class Related(NamedTuple):
    """A further place of a finding, and what stands there."""

    location: Location
    message: Text


class Finding(NamedTuple):
    """What is wrong, ready to report.

    Attributes:
        code, name: of the rule that found it.
        fingerprint: the same as long as what is wrong is the same, wherever it stands; unique
            in one run.
    """

    code: str
    name: str
    severity: Severity
    message: Text
    location: Location
    facts: tuple[str, ...]
    related: tuple[Related, ...]
    why: tuple[Text, ...]
    settle: Text
    fingerprint: str
