"""The reports of ``check``: one writer a module, and the formats they are asked for by."""

from enum import StrEnum, unique
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from parkq.output.reports.report import Report


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


def writer(form: ReportFormat) -> "Callable[[Report], str]":
    """The writer of a format, from the module of its name; no other one is imported.

    Every writer says in its format what it prints where nothing was found.
    """
    write: Callable[[Report], str] = import_module(f"parkq.output.reports.{form}").write
    return write
