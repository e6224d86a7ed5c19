"""A finding a line, as JSON."""

from parkq.output.encode import dumps
from parkq.output.reports.findings import finding
from parkq.output.reports.report import Report


def write(report: Report) -> str:
    """One document a finding; nothing where there is none."""
    return "".join(dumps(finding(each, report)) + "\n" for each in report.findings)
