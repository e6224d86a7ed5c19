"""SARIF 2.1.0, the format of code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

import os

from parkq import __version__
from parkq.findings import Finding
from parkq.model import Location
from parkq.output.encode import dumps
from parkq.output.escape import unlinked
from parkq.output.record import Json
from parkq.output.reports.report import About, Report, in_full
from parkq.terms import Severity

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report) -> str:
    """One run, whether anything was found or not; it describes the rules that found something."""
    codes = {finding.code for finding in report.findings}
    rules = [rule for rule in report.rules if rule.code in codes]
    indexes = {rule.code: index for index, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "parkq",
                "version": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, report, indexes[each.code]) for each in report.findings],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: About) -> dict[str, Json]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.says},
        "fullDescription": {"text": f"{rule.says} {rule.why}"},
        "help": {"text": f"{rule.why} parkq explain {rule.code} shows an example."},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(finding: Finding, report: Report, index: int) -> dict[str, Json]:
    """A result; of the fingerprints, code scanning on GitHub only looks at its own."""
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": unlinked("\n".join(in_full(finding)))},
        "locations": [{"physicalLocation": _physical(finding.location, report)}],
        "relatedLocations": [
            {
                "id": number,
                "physicalLocation": _physical(side.location, report),
                "message": {"text": unlinked(str(side.message))},
            }
            for number, side in enumerate(finding.related, 1)
        ],
        "partialFingerprints": {
            "parkq/v1": finding.fingerprint,
            "primaryLocationLineHash": finding.fingerprint,
        },
        "properties": {"facts": finding.facts},
    }


def _physical(place: Location, report: Report) -> dict[str, Json]:
    region = {"startLine": place.line, "startColumn": place.column}
    if place.end_line:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    return {"artifactLocation": {"uri": _uri(report.path(place.file))}, "region": region}


def _uri(path: str) -> str:
    from pathlib import Path  # noqa: PLC0415 - no other report has addresses
    from urllib.parse import quote  # noqa: PLC0415 - likewise

    return Path(path).as_uri() if os.path.isabs(path) else quote(os.fsencode(path))
