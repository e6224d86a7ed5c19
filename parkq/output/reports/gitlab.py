"""GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/."""

from parkq.output.encode import dumps
from parkq.output.reports.report import Report
from parkq.terms import Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(report: Report) -> str:
    """A list; GitLab tells new findings from old ones by their fingerprints."""
    issues = [
        {
            "description": f"{finding.code} {finding.message}",
            "check_name": finding.name,
            "fingerprint": finding.fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": report.path_of(finding),
                "lines": {"begin": finding.location.line},
            },
        }
        for finding in report.findings
    ]
    return dumps(issues, indent=2) + "\n"
