"""What every writer of a report is given, and the words that they share."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from parkq.findings import Finding
from parkq.locale import Message, say, term, translate
from parkq.model import Location
from parkq.terminal import visible
from parkq.terms import Severity


class About(Protocol):
    """What a report says of a rule."""

    @property
    def code(self) -> str:
        """Stable."""

    @property
    def name(self) -> str:
        """Kebab-case."""

    @property
    def severity(self) -> Severity:
        """Of most of its findings."""

    @property
    def family(self) -> str:
        """What it looks at."""

    @property
    def says(self) -> str:
        """What is wrong, in one sentence."""

    @property
    def why(self) -> str:
        """What it leads to, and what to do."""


class Report(NamedTuple):
    """Findings, and what it takes to show them.

    Attributes:
        findings: in the order that they are reported in.
        rules: those that were run.
        accepted: how many conflicts are acknowledged.
        facts: how many facts were checked.
        fails: the severity from which a finding fails the check.
        path: a file of the store to what the reader knows it by, with forward slashes: relative
            to the working directory, or absolute where it lies outside.
        lines: a file of the store to its lines.
        colour: whether to paint, where the format is for people.
        width: columns to fold to, likewise, on a terminal.
    """

    findings: Sequence[Finding]
    rules: Sequence[About]
    accepted: int
    facts: int
    fails: Severity
    path: Callable[[str], str]
    lines: Callable[[str], Sequence[str]]
    colour: bool = False
    width: int | None = None

    def path_of(self, finding: Finding) -> str:
        """The file of a finding, as the reader knows it."""
        return self.path(finding.location.file)

    def line(self, location: Location) -> str:
        """The line that a place begins in; empty where its file has no such line."""
        lines = self.lines(location.file)
        return lines[location.line - 1] if location.line <= len(lines) else ""


LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
"""A severity in words."""


def level(finding: Finding) -> str:
    """The finding's severity in a word."""
    return LEVELS[finding.severity]


def place(path: str, location: Location) -> str:
    """``file:line:column``, as editors and terminals follow it."""
    return visible(f"{path}:{location.line}:{location.column}")


def paragraphs(finding: Finding) -> list[Message]:
    """What is said of a finding below its message."""
    settle = [Message("settle: {sentence}", sentence=finding.settle)] if finding.settle else []
    return [*(Message("why: {sentence}", sentence=sentence) for sentence in finding.why), *settle]


def in_full(finding: Finding) -> list[str]:
    """All that is said of a finding, in English: for what other programs read."""
    return list(map(str, (finding.message, *paragraphs(finding))))


def summary(report: Report) -> str:
    """What all comes to, in a line: ``2 errors, 1 warning; 3 conflicts accepted; 320 facts``."""
    sizes = Counter(finding.severity for finding in report.findings)
    found = translate(term("list", ", ")).join(_counted(sizes)) or say("nothing found")
    parts = [found]
    if count := report.accepted:
        parts.append(say("{count} conflict accepted", "{count} conflicts accepted", count=count))
    parts.append(say("{count} fact checked", "{count} facts checked", count=report.facts))
    return translate(term("list", "; ")).join(parts)


def _counted(sizes: Mapping[Severity, int]) -> Iterator[str]:
    if count := sizes[Severity.ERROR]:
        yield say("{count} error", "{count} errors", count=count)
    if count := sizes[Severity.WARNING]:
        yield say("{count} warning", "{count} warnings", count=count)
    if count := sizes[Severity.INFO]:
        yield say("{count} info", "{count} infos", count=count)


def count_rules(report: Report) -> str:
    """How many findings each rule has, the worst first: ``3 PQ501 conflict, 1 PQ704 …``."""
    sizes = Counter((f.severity, f.code, f.name) for f in report.findings)
    worst = sorted(sizes, key=lambda key: (-key[0], -sizes[key], key[1]))
    return ", ".join(f"{sizes[key]} {key[1]} {key[2]}" for key in worst)
