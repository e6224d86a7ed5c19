"""How many findings each rule has, instead of the findings themselves."""

from collections import Counter
from collections.abc import Callable, Mapping

from parkq import words
from parkq.output.encode import dumps
from parkq.output.record import Json
from parkq.output.reports.report import Report


def rows(report: Report) -> list[dict[str, Json]]:
    """A row a rule that found something, the most first."""
    sizes = Counter(finding.code for finding in report.findings)
    about = {rule.code: rule for rule in report.rules}
    return [
        {"count": size, "code": code, "name": about[code].name, "says": about[code].says}
        for code, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
    ]


def as_text(report: Report) -> str:
    """A line a rule, aligned."""
    found = rows(report)
    room = max((len(str(row["count"])) for row in found), default=0)
    names = max((len(row["name"]) for row in found), default=0)
    says = [words.word(row["says"]) for row in found]
    return "".join(
        f"{row['count']:>{room}}  {row['code']}  {row['name']:<{names}}  {told}\n"
        for row, told in zip(found, says, strict=True)
    )


def as_json(report: Report) -> str:
    """The rows as one list."""
    return dumps(rows(report), indent=2) + "\n"


WRITERS: Mapping[str, Callable[[Report], str]] = {
    "full": as_text,
    "concise": as_text,
    "json": as_json,
}
"""The formats that statistics have."""
