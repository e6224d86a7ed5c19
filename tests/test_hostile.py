"""No text, name or file of a store does anything to whoever reads it, in any format."""

import csv
import io
import json
import re
import tomllib
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]
from conftest import DATA, Ran

from parkq.output.reports import ReportFormat

STRINGS = tomllib.loads((DATA / "hostile" / "strings.toml").read_text(encoding="utf-8"))["strings"]
Parkq = Callable[..., Ran]

VOCABULARY = """\
schema = 1
[attribute.words]
label = {{ en = {text}, zh = {text} }}
aliases = [{text}]
kind = "text"
single = true
note = {text}
[attribute.things]
label = {{ en = "things", zh = "物" }}
kind = "list"
[attribute.area]
label = {{ en = "area", zh = "面积" }}
kind = "quantity"
dimension = "area"
display = "km²"
[attribute.core]
label = {{ en = "core", zh = "核心" }}
kind = "quantity"
dimension = "area"
at_least = "area"
"""
ENTITY = """
[[entity]]
id = "e{number}"
name = {text}
aliases = [{text}]
kind = "park"
code = {text}
note = {text}
[[relation]]
id = "r{number}"
entity = "e{number}"
expr = {text}
note = {text}
"""
SOURCE = """\
schema = 1
[source]
id = "{id}"
title = {text}
publisher = {text}
published = "2022"
note = {text}
url = "https://a.example/]](x)<b>|`'\\"&%00{id}"
"""
FACT = """
[[fact]]
entity = "e{number}"
attribute = "{attribute}"
stated = {stated}
scope = {scope}
where = {text}
note = {text}
"""


def toml(text: str) -> str:
    """A basic string of TOML, in ASCII."""
    return (
        '"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08X}" for c in text) + '"'
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with each string in every place, whose two sources disagree on everything."""
    root = tmp_path_factory.mktemp("hostile") / "::error file=x::\x1b]0;y\x07\u202e<b>[a](b)"
    root.mkdir()
    vocabulary = VOCABULARY.format(text=toml(STRINGS[0]))
    for number, text in enumerate(STRINGS):
        vocabulary += ENTITY.format(number=number, text=toml(text))
    (root / "vocabulary.toml").write_text(vocabulary, encoding="utf-8")
    for source in ("one", "two"):
        written = SOURCE.format(id=source, text=toml("".join(STRINGS)))
        for number, text in enumerate(STRINGS):
            for attribute, stated in _stated(source, text).items():
                written += FACT.format(
                    number=number,
                    attribute=attribute,
                    stated=toml(stated),
                    scope=toml(text if attribute == "things" else "x"),
                    text=toml(text),
                )
        (root / f"{source}\nparkq: forged\r::error::y.toml").write_text(written, encoding="utf-8")
    (root / "\x1b[31m\u202e::error::<b>.toml").write_text("schema = 1\n\x1b = 2", encoding="utf-8")
    (root / "::error::z.toml").write_text("schema = 2\n", encoding="utf-8")
    (root / "unknown.toml").write_text(
        "schema = 1\n" + "".join(f"{toml(text)} = 1\n" for text in STRINGS), encoding="utf-8"
    )
    return root


def _stated(source: str, text: str) -> dict[str, str]:
    number = 10 if source == "one" else 90
    return {
        "words": f"{text} {source}",
        "things": f"{text}、{source}",
        "area": f"{number}平方公里",
        "core": f"{number - 5}平方公里",
    }


COMMANDS = (
    ("show", "e0", "e1", "--all"),
    ("show", *(f"e{number}" for number in range(len(STRINGS)))),
    ("compare", *(f"e{number}" for number in range(len(STRINGS)))),
    ("search", "--all", "a"),
    ("search", "--all", "one"),
    ("diff-sources", "--all"),
    ("history", "e3", "area"),
    ("list", "entities"),
    ("list", "attributes"),
    ("list", "sources"),
    ("list", "facts"),
    ("explain", "e3/area"),
    ("explain", "e3/words/one"),
    ("accept", "e3", "area", "--until", "2099", "--reason", STRINGS[3], "--dry-run"),
    ("figure", *STRINGS),
)


def acts(text: str, allowed: str = "\n") -> set[str]:
    """The characters of a text that act on a terminal, turn it around or hide in it."""
    return {
        char
        for char in text
        if char not in allowed and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command)[:24])
class TestAnswers:
    def test_a_table_in_a_pipe_holds_nothing_that_acts(
        self, command: tuple[str, ...], hostile: Path, parkq: Parkq
    ) -> None:
        ran = asked(parkq, command, hostile)
        assert not acts(ran.out)

    @pytest.mark.parametrize("width", [20, 80, 300])
    def test_a_terminal_is_sent_nothing_but_links_to_the_web(
        self, command: tuple[str, ...], width: int, hostile: Path, parkq: Parkq
    ) -> None:
        ran = asked(parkq, command, hostile, "--color", "always", width=width)
        links = re.compile(r"\x1b\]8;;(?:https?://[!-~]*)?\x1b\\")
        assert not acts(re.sub(r"\x1b\[[0-9;]*m", "", links.sub("", ran.out)))

    def test_no_cell_of_a_spreadsheet_is_run(
        self, command: tuple[str, ...], hostile: Path, parkq: Parkq
    ) -> None:
        ran = asked(parkq, command, hostile, "-f", "csv")
        rows = list(csv.reader(io.StringIO(ran.out), strict=True))
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if runs(cell)]
        assert not acts(ran.out, "\n\t")

    def test_no_cell_of_a_spreadsheet_parted_by_tabs_is_run(
        self, command: tuple[str, ...], hostile: Path, parkq: Parkq
    ) -> None:
        ran = asked(parkq, command, hostile, "-f", "tsv")
        rows = [line.split("\t") for line in ran.out.removesuffix("\n").split("\n")]
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if runs(cell)]
        assert not acts(ran.out, "\n\t")

    @pytest.mark.parametrize("form", ["json", "jsonl"])
    def test_json_is_read_back_and_is_printable(
        self, command: tuple[str, ...], form: str, hostile: Path, parkq: Parkq
    ) -> None:
        ran = asked(parkq, command, hostile, "-f", form)
        for document in [ran.out] if form == "json" else ran.out.splitlines():
            assert json.loads(document)
        assert not acts(ran.out)

    def test_markdown_is_a_table_with_no_links_but_to_the_web(
        self, command: tuple[str, ...], hostile: Path, parkq: Parkq
    ) -> None:
        ran = asked(parkq, command, hostile, "-f", "md")
        shown = Shown.of(
            cmarkgfm.github_flavored_markdown_to_html(ran.out, Options.CMARK_OPT_UNSAFE)
        )
        assert shown.tags <= {"table", "thead", "tbody", "tr", "th", "td", "br", "a", "span"}
        assert all(re.match("https?://", address) for address in shown.addresses)
        assert not acts(ran.out)

    def test_stderr_says_its_own_lines_and_no_others(
        self, command: tuple[str, ...], hostile: Path, parkq: Parkq
    ) -> None:
        ran = asked(parkq, command, hostile)
        assert not acts(ran.err)
        assert not re.search(r"^(?:parkq: forged|::)", ran.err, re.MULTILINE)


def asked(
    parkq: Parkq, command: tuple[str, ...], root: Path, *more: str, width: int | None = None
) -> Ran:
    name, *words = command
    store = () if name == "figure" else ("--store", str(root))
    own = ("--", *words) if name == "figure" else words
    ran = parkq(name, *more, *store, *own, width=width)
    assert ran.out
    return ran


def runs(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula that is more than a number."""
    return bool(re.match("[\\s\ufeff\u200b]*[=+@＝＋－＠-]", cell)) and not re.fullmatch(
        r"[+-]?[\d,.]+%?", cell
    )


class Shown(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.attributes: set[str] = set()

    @classmethod
    def of(cls, page: str) -> "Shown":
        shown = cls()
        shown.feed(page)
        shown.close()
        return shown

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src", "action", "data", "srcset", "xlink:href", "poster"}:
                self.addresses.append(value or "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("word", ["", "e", "=", "l", "$", "["])
def test_no_shell_is_offered_what_acts_or_hides(
    shell: str, word: str, hostile: Path, parkq_process: Parkq
) -> None:
    line = (f"parkq show {word}", " ") if shell == "bash" else ("show", word)
    ran = parkq_process("__complete", shell, *line, environ={"PARKQ_STORE": str(hostile)})
    assert not acts(ran.out, "\n\t")
    assert ran.err == ""


def report(parkq: Parkq, root: Path, form: ReportFormat) -> Ran:
    return parkq("check", "--store", str(root), "--output-format", form, "--today", "2026-01-31")


@pytest.mark.parametrize("form", ReportFormat)
def test_no_report_holds_anything_that_acts(
    form: ReportFormat, hostile: Path, parkq: Parkq
) -> None:
    ran = report(parkq, hostile, form)
    assert ran.status == 1
    assert not acts(ran.out + ran.err)


def test_every_line_for_github_is_one_annotation(hostile: Path, parkq: Parkq) -> None:
    lines = report(parkq, hostile, ReportFormat.GITHUB).out.splitlines()
    annotation = r"::(?:error|warning|notice) file=[^,:]+(?:,\w+=[^,:]*)*::[^\r\n]*"
    assert [line for line in lines[:-1] if not re.fullmatch(annotation, line)] == []
    assert "GitHub shows 10" in lines[-1]


@pytest.mark.parametrize("form", [ReportFormat.FULL, ReportFormat.CONCISE])
def test_no_line_for_people_is_a_command_of_a_workflow(
    form: ReportFormat, hostile: Path, parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(hostile)
    ran = report(parkq, Path("."), form)
    assert not re.search(r"^\s*::\w", ran.out + ran.err, re.MULTILINE)


def test_junit_is_xml(hostile: Path, parkq: Parkq) -> None:
    told = report(parkq, hostile, ReportFormat.JUNIT).out
    tags = {each.tag for each in ET.fromstring(told).iter()}  # noqa: S314 - written here
    assert tags <= {"testsuites", "testsuite", "testcase", "failure", "system-out"}


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def test_sarif_has_relative_addresses_and_no_links_in_messages(hostile: Path, parkq: Parkq) -> None:
    run = json.loads(report(parkq, hostile, ReportFormat.SARIF).out)["runs"][0]
    messages = [text for result in run["results"] for text in texts(result["message"])]
    assert any("javascript:" in message for message in messages)
    assert not [text for text in messages if re.search(r"(?<!\\)\[[^\]]*\]\(", text)]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    addresses = {place["artifactLocation"]["uri"] for place in places}
    assert all(re.fullmatch(r"file:///[\w%./~-]+", address, re.ASCII) for address in addresses)


def test_reviewers_are_shown_no_links_images_or_tags(hostile: Path, parkq: Parkq) -> None:
    diagnostics = json.loads(report(parkq, hostile, ReportFormat.RDJSON).out)["diagnostics"]
    for each in diagnostics:
        page = cmarkgfm.markdown_to_html(each["message"], Options.CMARK_OPT_UNSAFE)
        assert not Shown.of(page).addresses
        assert not Shown.of(page).tags & {"script", "img", "svg", "a", "iframe"}


def test_a_page_of_html_loads_and_runs_nothing(hostile: Path, parkq: Parkq) -> None:
    ran = parkq("report", "--store", str(hostile), "--title", "".join(STRINGS), "-o", "-")
    shown = Shown.of(ran.out)
    assert not shown.tags & {"img", "iframe", "object", "embed", "base"}
    assert ran.out.count("<script") == ran.out.count("<form") == ran.out.count("<input") == 1
    assert not [name for name in shown.attributes if name.startswith("on")]
    assert all(re.match("https?://|#", address) for address in shown.addresses)
    assert not acts(ran.out)


def test_a_text_of_a_megabyte_is_shown_and_widens_no_other_line(
    parkq: Parkq, write_store: Callable[..., Path]
) -> None:
    facts = "".join(
        FACT.format(
            number=0,
            attribute="things",
            stated=toml(f"{n}"),
            scope=toml("x"),
            text=toml("y"),
        )
        for n in range(50)
    )
    long = FACT.format(
        number=0, attribute="things", stated=toml("z" * 2**20), scope='"x"', text='"y"'
    )
    root = write_store(
        {
            "a.toml": VOCABULARY.format(text='"w"') + ENTITY.format(number=0, text='"n"'),
            "b.toml": SOURCE.format(id="one", text='"t"') + facts + long,
        }
    )
    ran = parkq("list", "facts", "--store", str(root))
    assert "z" * 2**20 in ran.out
    assert len(ran.out) < 2**20 + 51 * 1000
    assert parkq("show", "e0", "--store", str(root), width=80).out.count("z") >= 2**20
