"""A finding a line, as JSON."""

from parkq.output.data import dumps
from parkq.output.reports.report import Report
from parkq.output.reports.shapes import finding


def write(report: Report) -> str:
    """One document a finding; nothing where there is none."""
    return "".join(dumps(finding(each, report)) + "\n" for each in report.findings)
