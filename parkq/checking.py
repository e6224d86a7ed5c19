"""A check from the store to what is printed of it, whichever way it was asked for."""

import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

from parkq.check import ByFile, check, everywhere
from parkq.errors import named
from parkq.output.reports.report import Report, summary
from parkq.rules import Rule
from parkq.store.memory import Store
from parkq.terms import Severity


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
    """

    rules: Sequence[Rule]
    today: int
    here: str
    write: Callable[[Report], str]
    fails: Severity = Severity.ERROR
    within: ByFile = everywhere
    colour: bool = False


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
    checked = check(store, asked.rules, today=asked.today, within=asked.within)
    report = Report(
        findings=checked.findings,
        rules=asked.rules,
        accepted=checked.accepted,
        facts=checked.facts,
        fails=asked.fails,
        path=_shown(store.root, asked.here),
        lines=store.lines,
        colour=asked.colour,
    )
    failed = any(finding.severity >= asked.fails for finding in checked.findings)
    return Told(asked.write(report), summary(report), failed)


def _shown(root: str, here: str) -> Callable[[str], str]:
    """How a file of the store is named to the reader: from here, or in full where it is not."""
    top = os.path.normpath(os.path.join(here, root))
    beside = os.path.join(here, "")

    def path(file: str) -> str:
        return named(os.path.join(top, file).removeprefix(beside).replace(os.sep, "/"))

    return path
