"""Annotations of GitHub Actions, which shows ten of a kind a step and drops the rest unsaid.

Escaping as the toolkit has it: https://github.com/actions/toolkit, packages/core/src/command.ts.
"""

from collections import Counter

from parkq.findings import Finding
from parkq.model import Location
from parkq.output.reports.report import Report, in_full
from parkq.terminal import visible
from parkq.terms import Severity

SHOWN = 10
"""Annotations of one kind that GitHub shows of a step."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def write(report: Report) -> str:
    """The worst first, up to ten of a kind; then how many more there are."""
    sizes: Counter[str] = Counter()
    lines = []
    for finding in sorted(report.findings, key=lambda each: -each.severity):
        kind = _KINDS[finding.severity]
        sizes[kind] += 1
        if sizes[kind] <= SHOWN:
            lines.append(_annotation(kind, finding, report))
    more = [_counted(size - SHOWN, kind) for kind, size in sizes.items() if size > SHOWN]
    if more:
        lines.append(f"{' and '.join(more)}: GitHub shows {SHOWN} annotations of a kind.")
    return "".join(f"{line}\n" for line in lines)


def _counted(number: int, kind: str) -> str:
    return f"{number} more {kind}" + ("" if number == 1 else "s")


def _last_column(place: Location) -> int | None:
    """The column of the last character, where it is in the line of the first."""
    return max(place.column, place.end_column - 1) if place.end_line == place.line else None


def _annotation(kind: str, finding: Finding, report: Report) -> str:
    place = finding.location
    properties = {
        "file": report.path_of(finding),
        "line": place.line,
        "endLine": place.end_line or None,
        "col": place.column,
        "endColumn": _last_column(place),
        "title": f"{finding.code} {finding.name}",
    }
    told = ",".join(
        f"{name}={visible(str(value)).translate(_PROPERTY)}"
        for name, value in properties.items()
        if value is not None
    )
    message = "\n".join(map(visible, in_full(finding)))
    return f"::{kind} {told}::{message.translate(_MESSAGE)}"
