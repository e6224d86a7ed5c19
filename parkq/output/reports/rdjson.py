"""Reviewdog's diagnostic format: https://github.com/reviewdog/reviewdog, proto/rdf.

Its columns count the bytes of UTF-8, from 1; an end lies behind the last one.
"""

from collections.abc import Sequence

from parkq.model import Location
from parkq.output.encode import dumps
from parkq.output.escape import code
from parkq.output.record import Json
from parkq.output.reports.report import Report, in_full, level


def write(report: Report) -> str:
    """One document, whether anything was found or not."""
    diagnostics = [
        {
            "message": code("\n".join(in_full(finding))),
            "location": _location(finding.location, report),
            "severity": level(finding).upper(),
            "code": {"value": finding.code},
            "related_locations": [
                {
                    "message": code(str(side.message)),
                    "location": _location(side.location, report),
                }
                for side in finding.related
            ],
        }
        for finding in report.findings
    ]
    return dumps({"source": {"name": "parkq"}, "diagnostics": diagnostics}, indent=2) + "\n"


def _location(place: Location, report: Report) -> dict[str, Json]:
    lines = report.lines(place.file)
    span = {"start": _position(lines, place.line, place.column)}
    if place.end_line:
        span["end"] = _position(lines, place.end_line, place.end_column)
    return {"path": report.path(place.file), "range": span}


def _position(lines: Sequence[str], line: int, column: int) -> dict[str, int]:
    text = lines[line - 1] if line <= len(lines) else ""
    return {"line": line, "column": len(text[: column - 1].encode()) + 1}
