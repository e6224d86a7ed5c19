"""A check from the store to what is printed of it, whichever way it was asked for."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from parkq.check import ByFile, check, everywhere
from parkq.errors import named
from parkq.output.reports.report import Report, summary
from parkq.rules import Rule
from parkq.store.memory import Store
from parkq.terms import Severity

if TYPE_CHECKING:
    from parkq.documents.library import Library


class Asked(NamedTuple):
    """How a store is to be checked, and told of.

    Attributes:
        rules: those to run.
        today: as a day ordinal.
        here: the working directory; files of the store are named from it.
        write: what makes a text of a report.
        fails: the severity from which a finding fails the check.
        within: files that findings are asked for in.
        colour: whether to paint, where the text is for people.
        library: the documents that figures are proved by.
        width: columns to fold to, likewise, on a terminal.
    """

    rules: Sequence[Rule]
    today: int
    here: str
    write: Callable[[Report], str]
    fails: Severity = Severity.ERROR
    within: ByFile = everywhere
    colour: bool = False
    library: "Library | None" = None
    width: int | None = None


class Told(NamedTuple):
    """What is told of a check.

    Attributes:
        text: for stdout.
        summary: for stderr.
        failed: whether anything was found that fails it.
    """

    text: str
    summary: str
    failed: bool


def told(store: Store, asked: Asked) -> Told:
    """Checks a store."""
    checked = check(
        store, asked.rules, today=asked.today, within=asked.within, library=asked.library
    )
    report = Report(
        findings=checked.findings,
        rules=asked.rules,
        accepted=checked.accepted,
        facts=checked.facts,
        fails=asked.fails,
        path=path_from(store.root, asked.here),
        lines=partial(lines_of, store, asked.library),
        colour=asked.colour,
        width=asked.width,
    )
    failed = any(finding.severity >= asked.fails for finding in checked.findings)
    return Told(asked.write(report), summary(report), failed)


def lines_of(store: Store, library: "Library | None", file: str) -> Sequence[str]:
    """The lines of a document that has been read, or of a file of the store."""
    lines = library.lines_of(file) if library else None
    return store.lines(file) if lines is None else lines


def path_from(root: str, here: str) -> Callable[[str], str]:
    """How a file of the store, or one that is named in full, is named to the reader.

    From here, or in full where it is not below.
    """
    top = os.path.normpath(os.path.join(here, root))
    beside = os.path.join(here, "")

    def path(file: str) -> str:
        return named(os.path.join(top, file).removeprefix(beside).replace(os.sep, "/"))

    return path
