"""The findings as one JSON document, with what they come to."""

from parkq.output.encode import dumps
from parkq.output.reports.findings import document
from parkq.output.reports.report import Report


def write(report: Report) -> str:
    """One document, whether anything was found or not."""
    return dumps(document(report), indent=2) + "\n"
