"""JUnit's XML, which most CI servers list as tests: a suite a file, a case a finding.

A finding below the severity that fails the check is a case that passes and says what it found,
so that the report and the exit status tell the same.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from parkq.findings import Finding
from parkq.output.reports.report import Report, in_full, level, place
from parkq.terminal import visible

_ALLOWED = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))


def write(report: Report) -> str:
    """One document; a case that passes where nothing was found."""
    suites = [
        _suite(path, [_case(each, report) for each in findings], _failing(findings, report))
        for path, findings in _by_file(report)
    ]
    if not suites:
        suites = [_suite("parkq", [["    <testcase", _named("nothing found", "parkq"), "/>\n"]], 0)]
    tests, failures = max(1, len(report.findings)), _failing(report.findings, report)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="parkq check" tests="{tests}" failures="{failures}" errors="0">\n'
        f"{''.join(suites)}</testsuites>\n"
    )


def _by_file(report: Report) -> list[tuple[str, list[Finding]]]:
    return [(path, list(found)) for path, found in groupby(report.findings, key=report.path_of)]


def _failing(findings: Sequence[Finding], report: Report) -> int:
    return sum(finding.severity >= report.fails for finding in findings)


def _suite(name: str, cases: list[list[str]], failures: int) -> str:
    opening = (
        f'  <testsuite name={_quoted(name)} tests="{len(cases)}" failures="{failures}" '
        'errors="0" skipped="0">\n'
    )
    return opening + "".join(map("".join, cases)) + "  </testsuite>\n"


def _case(finding: Finding, report: Report) -> list[str]:
    path = report.path_of(finding)
    message = str(finding.message)
    text = (place(path, finding.location), *in_full(finding))
    name = _named(f"{finding.code} {finding.name}: {message}", path)
    if finding.severity >= report.fails:
        told = f" message={_quoted(message)} type={_quoted(level(finding))}"
        body = f"      <failure{told}>{_lines(text)}</failure>\n"
    else:
        body = f"      <system-out>{_lines(text)}</system-out>\n"
    return ["    <testcase", name, ">\n", body, "    </testcase>\n"]


def _named(name: str, path: str) -> str:
    return f" name={_quoted(name)} classname={_quoted(path)}"


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(map(_escaped, texts))


def _escaped(text: str) -> str:
    return escape(_legal(visible(text)))


def _legal(text: str) -> str:
    r"""The text with what XML 1.0 cannot carry as escapes such as ``\udcff``."""
    if text.isprintable():
        return text
    return "".join(c if _is_legal(ord(c)) else repr(c)[1:-1] for c in text)


def _is_legal(code: int) -> bool:
    return any(low <= code <= high for low, high in _ALLOWED)
