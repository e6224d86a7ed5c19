"""The reports of ``check``: one writer a module, and the formats they are asked for by."""

from collections.abc import Callable, Mapping
from enum import StrEnum, unique

from parkq.render.reports import (
    concise,
    full,
    github,
    gitlab,
    json,
    jsonl,
    junit,
    rdjson,
    sarif,
)
from parkq.render.reports.report import Report


@unique
class ReportFormat(StrEnum):
    """How findings are reported, as ``--output-format`` takes it."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    JSONL = "jsonl"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    SARIF = "sarif"
    RDJSON = "rdjson"


WRITERS: Mapping[ReportFormat, Callable[[Report], str]] = {
    ReportFormat.FULL: full.write,
    ReportFormat.CONCISE: concise.write,
    ReportFormat.JSON: json.write,
    ReportFormat.JSONL: jsonl.write,
    ReportFormat.GITHUB: github.write,
    ReportFormat.GITLAB: gitlab.write,
    ReportFormat.JUNIT: junit.write,
    ReportFormat.SARIF: sarif.write,
    ReportFormat.RDJSON: rdjson.write,
}
"""Every format has its writer, and says in it what it prints where nothing was found."""
