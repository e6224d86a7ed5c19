"""The findings as one JSON document, with what they come to."""

from collections import Counter

from parkq.output.data import dumps
from parkq.output.reports.report import LEVELS, Report, level
from parkq.output.reports.shapes import finding
from parkq.output.shapes import named


def write(report: Report) -> str:
    """One document, whether anything was found or not."""
    sizes = Counter(map(level, report.findings))
    document = {
        "findings": [finding(each, report) for each in report.findings],
        "counts": {word: sizes[word] for word in LEVELS.values()},
        "accepted": report.accepted,
        "facts": report.facts,
    }
    return dumps(named("check", document), indent=2) + "\n"
