"""The README is true: every command in it is run, and prints what it shows.

``python tests/test_readme.py`` writes it anew from what the commands print, and the manual page.
"""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from ptys import ROOT, played

from parkq import cli
from parkq.cli import manual
from parkq.output.views.rules import readme_table
from parkq.rules import RULES

README = ROOT / "README.md"
MANUAL = ROOT / "parkq" / "cli" / "parkq.1"
WIDTH = 96
RULE_TABLE = re.compile("(?<=<!-- rules -->\n).*?(?=<!-- end -->)", re.DOTALL)
BLOCK = re.compile(
    r"(?P<open>^```console\n)(?P<body>.*?)(?P<close>^```$)", re.MULTILINE | re.DOTALL
)
ELLIPSIS = "…"
STYLE = re.compile(r"\x1b\[[0-9;]*m")
"""Help is bold and dim even where NO_COLOR asks for no colour; a README shows no such thing."""


def shown(command: str, folder: Path = ROOT) -> str:
    """What a shell command prints on a terminal of the README's width."""
    environ = {"PAGER": "cat", "NO_COLOR": "1"}
    printed = played(command, folder, environ, size=(WIDTH, 50)).text
    lines = STYLE.sub("", printed).split("\n")
    seen = (line.rstrip("\r").rpartition("\r")[2] for line in lines)  # a count that was wiped out
    return "\n".join(line.rstrip() for line in seen)


def rewritten(block: str) -> str:
    """A block with what its commands print now; where it ends in … only as many lines.

    One that begins a store is played in a folder of its own.
    """
    entries = re.findall(r"(?ms)^\$ .*?(?=^\$ |\Z)", block)
    if "$ parkq init\n" not in block:
        return "\n".join(_entry(entry, ROOT) for entry in entries)
    with TemporaryDirectory() as folder:
        return "\n".join(_entry(entry, Path(folder)) for entry in entries)


def _entry(written: str, folder: Path) -> str:
    command, _, was = written.strip().partition("\n")
    now = shown(command.removeprefix("$ "), folder).rstrip()
    if was.endswith(f"\n{ELLIPSIS}"):
        now = "\n".join([*now.splitlines()[: was.count("\n")], ELLIPSIS])
    return f"{command}\n{now}\n" if now else f"{command}\n"


def blocks() -> list[str]:
    return [found["body"] for found in BLOCK.finditer(README.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.partition("\n")[0])
def test_the_readme_shows_what_its_commands_print(block: str) -> None:
    assert rewritten(block) == block


@pytest.mark.parametrize("command", sorted(cli.names()))
def test_every_command_stands_in_the_readme_with_its_help(command: str) -> None:
    text = README.read_text(encoding="utf-8")
    assert f"$ parkq {command} --help\n" in text
    assert re.search(rf"^\$ parkq {command}(?! --help)", text, re.MULTILINE)


def test_the_readme_lists_every_rule() -> None:
    table = RULE_TABLE.search(README.read_text(encoding="utf-8"))
    assert table is not None
    assert table[0].strip() == readme_table(RULES).strip()


def test_the_manual_page_says_what_the_help_says() -> None:
    assert MANUAL.read_text(encoding="utf-8") == manual.page()


@pytest.mark.skipif(not shutil.which("mandoc"), reason="no mandoc")
def test_the_manual_page_is_well_formed() -> None:
    command = ["mandoc", "-Kutf-8", "-Tlint", "-Wwarning", str(MANUAL)]
    ran = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")  # noqa: S603
    complaints = [line for line in ran.stdout.splitlines() if "missing date" not in line]
    assert complaints == []  # it has no date: what it says is of the version


def test_the_wheel_installs_the_manual_page_where_man_looks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {str(MANUAL.relative_to(ROOT)): "share/man/man1/parkq.1"}


def main() -> None:
    text = README.read_text(encoding="utf-8")
    text = RULE_TABLE.sub(lambda _: f"\n{readme_table(RULES).strip()}\n\n", text)
    text = BLOCK.sub(lambda found: found["open"] + rewritten(found["body"]) + found["close"], text)
    README.write_text(text, encoding="utf-8")
    MANUAL.write_text(manual.page(), encoding="utf-8")


if __name__ == "__main__":
    main()
