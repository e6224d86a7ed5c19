"""The JSON shape of a finding, as ``parkq schema check`` describes it."""

from parkq.findings import Finding
from parkq.model import Location
from parkq.output.answer import Json
from parkq.output.reports.report import Report, level


def finding(found: Finding, report: Report) -> dict[str, Json]:
    """A finding; columns are in characters, and an end of null is not known."""
    return {
        "code": found.code,
        "name": found.name,
        "severity": level(found),
        "message": found.message,
        **location(found.location, report),
        "facts": found.facts,
        "related": [
            {**location(each.location, report), "message": each.message} for each in found.related
        ],
        "why": found.why,
        "settle": found.settle,
        "fingerprint": found.fingerprint,
    }


def location(place: Location, report: Report) -> dict[str, Json]:
    """A place."""
    return {
        "file": report.path(place.file),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line or None,
        "end_column": place.end_column or None,
    }
