"""The records of ``check``: its findings, and what they come to."""

from collections import Counter
from typing import Annotated, Any, Literal

from parkq import findings
from parkq.model import Location
from parkq.output.record import Count, Record, key, record_of
from parkq.output.reports.report import LEVELS, Report, level
from parkq.output.views.rules import Code, FindingLevel

Position = Annotated[int, ("minimum", 1)]


class Place(Record):
    """Where something stands."""

    file: str = key(
        "Relative to the working directory, with forward slashes; absolute where it lies outside."
    )
    line: Position
    column: Position = key("In characters.")
    end_line: int | None = key("Null where only the beginning is known.")
    end_column: int | None = key("Behind the last character.")


class Related(Place):
    """A further place of a finding."""

    message: str


class _Head(Record):
    """What comes first in its JSON."""

    code: Code = key("Of the rule that found it; parkq explain CODE.")
    name: str
    severity: FindingLevel
    message: str = key("One line, with the numbers in it.")


class Finding(Place, _Head):
    """What is wrong, and where."""

    facts: tuple[str, ...] = key("Ids of the facts that it is about.")
    related: tuple[Related, ...] = key("Further places, such as the other side of a conflict.")
    why: tuple[str, ...] = key("What bears on it.")
    settle: str = key("What would settle it, or empty.")
    fingerprint: Annotated[str, ("pattern", "^[0-9a-f]{16}$")] = key(
        "The same as long as what is wrong is the same, wherever it stands; unique in one run."
    )


class Counts(Record):
    """How many findings there are of each severity."""

    error: Count
    warning: Count
    info: Count


class CheckDocument(Record):
    """The answer of parkq check. jsonl: a finding a line."""

    schema: Literal["parkq.check/1"] = "parkq.check/1"
    findings: tuple[Finding, ...] = key("By file, line, column and code.")
    counts: Counts = key("How many findings there are of each severity.")
    accepted: Count = key("How many conflicts would be findings if nobody had acknowledged them.")
    facts: Count = key("How many facts were checked.")


def document(report: Report) -> CheckDocument:
    """The findings, and what they come to."""
    sizes = Counter(map(level, report.findings))
    return CheckDocument(
        findings=tuple(finding(each, report) for each in report.findings),
        counts=Counts(**{word: sizes[word] for word in LEVELS.values()}),
        accepted=report.accepted,
        facts=report.facts,
    )


def finding(found: findings.Finding, report: Report) -> Finding:
    """A finding; columns are in characters, and an end of null is not known."""
    related = tuple(
        Related(**_place(each.location, report), message=str(each.message))
        for each in found.related
    )
    return record_of(
        Finding, found, severity=level(found), related=related, **_place(found.location, report)
    )


def _place(place: Location, report: Report) -> dict[str, Any]:
    return {
        "file": report.path(place.file),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line or None,
        "end_column": place.end_column or None,
    }
