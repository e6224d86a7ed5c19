"""The reports of check: each format whole, in a file, and as its own readers take it.

``PARKQ_UPDATE=1`` writes the files of ``data/check/reports`` anew.
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import DATA, Ran, WriteStore
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from junitparser import Failure, JUnitXml
from markdown_it import MarkdownIt
from sarif_kit.validate import validation_errors  # type: ignore[import-untyped]

from parkq import __version__
from parkq.findings import Finding, Related
from parkq.model import Location
from parkq.output import escape, schemas
from parkq.output.reports import ReportFormat, writer
from parkq.output.reports.report import Report
from parkq.output.tables.cells import width
from parkq.rules import RULES
from parkq.terms import Severity

CHECK = DATA / "check"
UPDATE = os.environ.get("PARKQ_UPDATE") == "1"
EXTENSIONS = {
    ReportFormat.FULL: "txt",
    ReportFormat.CONCISE: "txt",
    ReportFormat.JSON: "json",
    ReportFormat.JSONL: "jsonl",
    ReportFormat.GITHUB: "txt",
    ReportFormat.GITLAB: "json",
    ReportFormat.JUNIT: "xml",
    ReportFormat.SARIF: "json",
    ReportFormat.RDJSON: "json",
}

Check = Callable[..., str]


@pytest.fixture
def check(parkq: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> Check:
    """What check prints of a store in a format, from the folder that holds the store."""

    def check(form: str, root: Path = CHECK / "store", *options: str) -> str:
        monkeypatch.chdir(root.parent)
        chosen = ("--store", root.name, "--today", "2026-01-31", "--output-format", form)
        return parkq("check", *chosen, *options).out

    return check


@pytest.fixture
def check_nothing(check: Check, write_store: WriteStore) -> Check:
    """What check prints in a format of a store that nothing is wrong with."""
    root = write_store({"empty.toml": 'schema = 1\n[[entity]]\nid = "e"\nname = "N"\n'})
    return lambda form: check(form, root)


@pytest.mark.parametrize("form", ReportFormat)
def test_a_report_goes_as_written(form: ReportFormat, check: Check) -> None:
    file = CHECK / "reports" / f"{form}.{EXTENSIONS[form]}"
    told = check(form).replace(f'"version": "{__version__}"', '"version": "{version}"')
    if UPDATE:
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["full", "concise", "jsonl", "github"])
def test_where_nothing_is_found_lines_are_none(form: str, check_nothing: Check) -> None:
    assert check_nothing(form) == ""


def test_gitlab_and_reviewdog_get_an_empty_list_where_nothing_is_found(
    check_nothing: Check,
) -> None:
    assert json.loads(check_nothing("gitlab")) == []
    assert json.loads(check_nothing("rdjson"))["diagnostics"] == []


# Read back by those that the formats are for


def test_json_is_as_its_schema_says(check: Check, check_nothing: Check) -> None:
    validator = Draft202012Validator(schemas.schema("check"))
    for told in (check("json"), check_nothing("json")):
        assert [error.message for error in validator.iter_errors(json.loads(told))] == []


def test_json_lines_are_the_findings_of_json(check: Check) -> None:
    lines = [json.loads(line) for line in check("jsonl").splitlines()]
    assert lines == json.loads(check("json"))["findings"]


@pytest.mark.parametrize("form", ["gitlab", "rdjson"])
def test_gitlab_and_reviewdog_get_what_they_read(
    form: str, check: Check, check_nothing: Check
) -> None:
    schema = json.loads((CHECK / "formats" / f"{form}.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    for told in (check(form), check_nothing(form)):
        assert [error.message for error in validator.iter_errors(json.loads(told))] == []


def test_sarif_is_as_its_schema_says(check: Check, check_nothing: Check) -> None:
    for told in (check("sarif"), check_nothing("sarif")):
        assert validation_errors(json.loads(told)) == []


def test_sarif_names_files_by_relative_percent_encoded_addresses(check: Check) -> None:
    results = json.loads(check("sarif"))["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert {place["artifactLocation"]["uri"] for place in places} == {
        "store/unfinished.toml",
        "store/%E6%96%B0%E9%97%BB%202023.toml",
    }


def test_sarif_names_files_elsewhere_in_full(
    parkq: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = parkq("check", "--store", str(CHECK / "store"), "--output-format", "sarif")
    assert (CHECK / "store" / "unfinished.toml").as_uri() in ran.out


def test_sarif_refers_each_result_to_its_rule(check: Check) -> None:
    run = json.loads(check("sarif"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])


def test_junit_is_read_back(check: Check, tmp_path: Path) -> None:
    file = tmp_path / "junit.xml"
    file.write_text(check("junit"), encoding="utf-8")
    suites = JUnitXml.fromfile(str(file))
    cases = [case for suite in suites for case in suite]
    failed = [case for case in cases if any(isinstance(each, Failure) for each in case.result)]
    assert (suites.tests, suites.failures) == (len(cases), len(failed)) == (7, 5)
    assert failed[0].classname == "store/unfinished.toml"


def test_junit_fails_on_warnings_where_the_check_does(check: Check, tmp_path: Path) -> None:
    file = tmp_path / "junit.xml"
    file.write_text(check("junit", CHECK / "store", "--fail-on", "warning"), encoding="utf-8")
    assert JUnitXml.fromfile(str(file)).failures == 7


def test_junit_has_one_case_that_passes_where_nothing_is_found(
    check_nothing: Check, tmp_path: Path
) -> None:
    file = tmp_path / "junit.xml"
    file.write_text(check_nothing("junit"), encoding="utf-8")
    suites = JUnitXml.fromfile(str(file))
    assert (suites.tests, suites.failures) == (1, 0)


def test_columns_of_rdjson_count_bytes(check: Check) -> None:
    diagnostics = json.loads(check("rdjson"))["diagnostics"]
    conflict = next(each for each in diagnostics if each["code"]["value"] == "PQ501")
    line = 'stated = "218平方千米"'
    assert conflict["location"]["range"] == {
        "start": {"line": 12, "column": 10},
        "end": {"line": 12, "column": len(line.encode()) + 1},
    }


# What no store can do to a report

HOSTILE = "%0A::error::x <b>&\"' ]]> \x1b[31m \u202e \x00 \udcff \n::warning::y {{x}} 表"
"""With what turns a line around, and a byte of a file's name that is not UTF-8."""


def report(*findings: Finding, lines: tuple[str, ...] = ()) -> Report:
    return Report(
        findings=findings,
        rules=RULES,
        accepted=0,
        facts=0,
        fails=Severity.ERROR,
        path=lambda file: file,
        lines=lambda _: lines,
    )


def finding(message: str, file: str = "a.toml", **more: Any) -> Finding:  # noqa: ANN401
    place = Location(file=file, line=1, column=1, end_line=1, end_column=2)
    plain = Finding(
        code="PQ501",
        name="conflict",
        severity=Severity.ERROR,
        message=message,
        location=place,
        facts=(),
        related=(Related(location=place, message=message),),
        why=(message,),
        settle=message,
        fingerprint="0" * 16,
    )
    return plain._replace(**more)


@pytest.mark.parametrize("form", ["full", "concise", "github", "junit"])
def test_what_people_read_holds_no_control_character_of_a_store(form: ReportFormat) -> None:
    told = writer(form)(report(finding(HOSTILE, file=HOSTILE), lines=(HOSTILE,)))
    assert [c for c in told if not (c.isprintable() or c in "\n\udcff")] == []


@pytest.mark.parametrize("form", ["json", "gitlab", "rdjson", "sarif"])
def test_what_programs_read_holds_all_that_a_store_says(form: ReportFormat) -> None:
    told = writer(form)(report(finding(HOSTILE, file=HOSTILE), lines=(HOSTILE,)))
    assert told.encode("utf-8")
    assert HOSTILE in _strings(json.loads(told))


def _strings(value: Any) -> list[str]:  # noqa: ANN401
    """The texts of a JSON document, and the lines that a text of several begins with."""
    if isinstance(value, str):
        return [value, value[: len(HOSTILE)], value[-len(HOSTILE) :]]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _strings(part)]


def test_an_annotation_is_one_line_whatever_it_says() -> None:
    told = writer(ReportFormat.GITHUB)(report(finding(HOSTILE, file="a,b:c\n%.toml")))
    assert told.count("\n") == 1
    assert "file=a%2Cb%3Ac\\n%25.toml," in told
    assert "::%250A" in told


@given(st.text())
def test_xml_carries_any_text(text: str) -> None:
    told = writer(ReportFormat.JUNIT)(report(finding(text, file=text)))
    suites = JUnitXml.fromstring(told.encode("utf-8"))
    assert suites.failures == 1


# GitHub shows ten annotations of a kind a step


def _annotated(sizes: Mapping[Severity, int]) -> list[str]:
    found = [
        finding(f"{severity.name} {number}", severity=severity)
        for severity, size in sizes.items()
        for number in range(size)
    ]
    return writer(ReportFormat.GITHUB)(report(*found)).splitlines()


def test_github_gets_ten_of_a_kind_the_worst_first_and_then_a_count() -> None:
    lines = _annotated({Severity.INFO: 1, Severity.WARNING: 13, Severity.ERROR: 11})
    kinds = [line.split(" ")[0].strip(":") for line in lines[:-1]]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    assert lines[-1] == ("1 more error and 3 more warnings: GitHub shows 10 annotations of a kind.")


def test_github_gets_no_count_of_ten() -> None:
    assert len(_annotated({Severity.ERROR: 10})) == 10


# The lines of a file


def shown(line: str, start: int, end: int) -> list[str]:
    place = Location(file="a.toml", line=1, column=start, end_line=1, end_column=end)
    told = writer(ReportFormat.FULL)(report(finding("x", location=place), lines=(line,)))
    return told.splitlines()[2:4]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ('stated = "202平方公里"', '"202平方公里"'),
        ('名称 = "泸州" # 注', "泸州"),
        ('\tstated = "８万㎡"', '"８万㎡"'),
        ('a = "e\u0301" b', "b"),
        ('a = "\x1b[31m" b', "b"),
    ],
)
def test_marks_stand_under_what_is_meant(line: str, meant: str) -> None:
    start = line.index(meant) + 1
    above, below = shown(line, start, start + len(meant))
    before = below[: below.index("^")]
    assert width(before) == width(above[: above.rindex(meant)])
    assert below.count("^") == width(meant)


def test_a_long_line_is_cut_around_what_is_meant() -> None:
    line = f'note = "{"长" * 5000}" x "{"长" * 5000}"'
    start = line.index(" x ") + 2
    above, below = shown(line, start, start + 1)
    assert len(above) < 200
    assert re.search('…长+" x "长+…$', above)
    assert width(below[: below.index("^")]) == width(above[: above.index(" x ") + 1])


def test_colour_is_only_added() -> None:
    plain = report(finding("x"), lines=("a = 1",))
    painted = writer(ReportFormat.FULL)(plain._replace(colour=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == writer(ReportFormat.FULL)(plain)
    assert "\x1b[1;31m" in painted


LIVE = "@torvalds @org/team #1 GH-1 www.x.example https://evil.example ![x](y) `c` ``` <b> # h"


@pytest.mark.parametrize("text", [LIVE, "# heading", "```sh", "- item", "> quote", "`", ""])
def test_messages_of_rdjson_are_code_to_markdown(text: str) -> None:
    for message in (escape.code(text), escape.code(f"{text}\n{text}")):
        tokens = MarkdownIt("commonmark").parse(
            f"**[parkq]** <sub>by reviewdog</sub><br>{message}\n"
        )
        assert [token.type for token in tokens if token.type == "fence"] == []
        inline = [child for token in tokens for child in token.children or ()]
        live = {child.type for child in inline} - {
            "text",
            "code_inline",
            "softbreak",
            "html_inline",
        }
        assert live == {"strong_open", "strong_close"}
        said = [child.content for child in inline if child.type == "code_inline"]
        assert said == [line for line in [text] * (message.count("\n") + 1) if line]
