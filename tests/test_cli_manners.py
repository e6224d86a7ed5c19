"""The command line as a process: pipes, signals, full disks, locales, imports."""

import os
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, SHIPPED, SMALL, Ran, WriteStore

from parkq import __version__
from parkq.cli import application, run

Parkq = Callable[..., Ran]
posix = pytest.mark.skipif(os.name != "posix", reason="signals and shells of POSIX")


ASKED = (
    "--help",
    "list units -f jsonl",
    "show qingshan -f tsv",
    "diff-sources --all -f json",
    "explain -f md",
    "check --output-format concise",
    "schema facts",
    "completion bash",
)


@posix
@pytest.mark.parametrize("asked", ASKED)
def test_a_closed_pipe_ends_the_process_as_it_ends_grep(asked: str, parkq_process: Parkq) -> None:
    ran = parkq_process(script=f"$parkq {asked} 2>&- | true; echo ${{PIPESTATUS[0]}}")
    assert ran == Ran(0, "141\n", "")


_INTERRUPTED = """
import os, signal, sys
from parkq import __main__
from parkq.figures import reader
reader.read_figure = lambda *_: os.kill(os.getpid(), signal.SIGINT)
sys.argv = ["parkq", "figure", "8万"]
sys.exit(__main__.main())
"""


@posix
def test_ctrl_c_ends_with_130_and_one_line(parkq_process: Parkq) -> None:
    assert parkq_process("-c", _INTERRUPTED) == Ran(130, "", "parkq: interrupted\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the full disk of Linux")
@pytest.mark.parametrize("asked", ASKED)
def test_a_full_disk_is_one_line_and_trouble(asked: str, parkq_process: Parkq) -> None:
    ran = parkq_process(script=f"$parkq {asked} > /dev/full")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == "parkq: standard output: No space left on device"


@posix
@pytest.mark.parametrize("asked", ASKED)
def test_a_closed_stdout_is_one_line_and_trouble(asked: str, parkq_process: Parkq) -> None:
    ran = parkq_process(script=f"$parkq {asked} >&-")
    assert ran == Ran(2, "", "parkq: standard output: is closed\n")


@posix
def test_a_folder_that_is_gone_is_no_trouble(parkq_process: Parkq) -> None:
    ran = parkq_process(script="mkdir x; cd x; rmdir ../x; $parkq check --select PQ1")
    assert ran == Ran(0, "", "nothing found; 14 facts checked\n")


@posix
def test_a_closed_stderr_is_no_trouble(parkq_process: Parkq) -> None:
    assert parkq_process(script="$parkq show nowhere 2>&-") == Ran(1, "", "")


@posix
@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "en_US.ISO-8859-1"}])
def test_a_pipe_is_utf_8_in_any_locale(parkq_process: Parkq, locale: dict[str, str]) -> None:
    ran = parkq_process("show", "qingshan", "-a", "planned-area", environ=locale)
    assert "202平方公里" in ran.out
    assert "km²" in ran.out


def test_an_encoding_that_was_asked_for_is_kept(parkq_process: Parkq) -> None:
    ran = parkq_process(
        "show", "qingshan", "-a", "planned-area", environ={"PYTHONIOENCODING": "ascii"}
    )
    assert ran.status == 0
    assert r"202\u5e73\u65b9\u516c\u91cc" in ran.out


@posix
def test_names_come_from_stdin_whatever_its_bytes(parkq_process: Parkq) -> None:
    ran = parkq_process(
        script=r"printf '\xef\xbb\xbfqingshan\r\n\xff\n' | $parkq show - -a founded -f jsonl"
    )
    assert ran.status == 1
    assert ran.out.startswith('{"schema": "parkq.show/1", "entity": {"id": "qingshan"')
    assert r"no entity is named '\udcff'" in ran.err


_MODULES = """
import sys
from parkq.cli import run
run(["show", "qingshan", "-f", "tsv"])
print(*sys.modules, file=sys.stderr)
"""


def test_a_look_up_imports_only_what_it_needs(parkq_process: Parkq) -> None:
    ran = parkq_process("-c", _MODULES)
    imported = {name.partition(".")[0] for name in ran.err.split()}
    assert "parkq" in imported
    assert not imported & {"rich", "rapidfuzz", "opencc", "pypinyin", "pydantic", "asyncio"}


def test_the_format_has_a_default_in_the_environment(
    parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKQ_FORMAT", "csv")
    ran = parkq("list", "parks", "--store", str(SMALL), "--columns", "id", "--no-header")
    assert ran.out == "qingshan\nlvshui\nhostile\n"


def test_colour_carries_nothing_alone(parkq: Parkq) -> None:
    plain, painted = (
        parkq("diff-sources", "--store", str(SMALL), "--color", choice, width=80).out
        for choice in ("never", "always")
    )
    assert "\x1b[" in painted
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted).split() == plain.split()


def test_problems_in_the_store_are_named_and_the_rest_answers(
    parkq: Parkq, write_store: WriteStore
) -> None:
    good = (SMALL / "vocabulary.toml").read_text(encoding="utf-8")
    root = write_store(
        {
            "good.toml": good,
            "bad.toml": "schema = 1\n[source\n",
            "worse.toml": "schema = 1\nx = 2\n",
        }
    )
    ran = parkq("list", "parks", "--store", str(root), "--columns", "id", "--no-header")
    assert ran.status == 2
    assert ran.out == "qingshan\nlvshui\nhostile\n"
    *problems, count = ran.err.splitlines()
    assert [line.split(" ")[0] for line in problems] == ["bad.toml:2:8:", "worse.toml:2:1:"]
    assert count == "parkq: 2 problems in the store; all else still answers"


def test_the_version_is_printed(parkq: Parkq) -> None:
    assert parkq("--version") == Ran(0, f"parkq {__version__}\n", "")


COMMANDS = {each.name: each.callback for each in application().registered_commands}
EXAMPLES = [
    line.strip()
    for callback in COMMANDS.values()
    for line in ((callback and callback.__doc__) or "").splitlines()
    if line.strip().startswith("parkq ") and not set(line) & set("|<>")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_with_examples_first(
    command: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "--help"]) == 0
    text = capfd.readouterr().out
    assert text.index("Examples:") < text.index("Options")
    assert f"parkq {command}" in text


def test_every_command_has_an_example_that_can_be_run() -> None:
    assert {line.split()[1] for line in EXAMPLES} == set(COMMANDS)


@pytest.mark.parametrize("line", EXAMPLES)
def test_the_examples_of_the_help_answer_from_the_shipped_store(
    line: str, parkq: Parkq, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = shutil.copytree(SHIPPED, tmp_path / "facts")  # some of them write
    for file in ("bulletin-2022.toml", "entities.toml"):
        shutil.copy(DATA / "documents" / "store" / file, copy)
    for file in (
        "bulletin.txt",
        "article.html",
        "parks.csv",
        "examples/draft.toml",
        "examples/parks.toml",
    ):
        shutil.copy(DATA / "documents" / file, tmp_path)
    monkeypatch.setenv("PARKQ_STORE", str(copy))
    monkeypatch.chdir(tmp_path)
    ran = parkq(*shlex.split(line)[1:])
    assert ran.out or ran.err  # check has nothing to list and says so
    assert ran.status == 0, ran.err


def test_the_shipped_store_is_read_where_there_is_no_other(
    parkq: Parkq, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    elsewhere = parkq("list", "parks", "-f", "jsonl")
    assert elsewhere == parkq("list", "parks", "-f", "jsonl", "--store", str(SHIPPED))


def test_help_is_a_command_too(capfd: pytest.CaptureFixture[str]) -> None:
    for asked, option in ((["help"], ["-h"]), (["help", "show"], ["show", "--help"])):
        assert run(asked) == run(option) == 0
        text = capfd.readouterr().out
        half = len(text) // 2
        assert text[:half] == text[half:] != ""


def test_bare_parkq_prints_its_help(capfd: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Usage: parkq" in capfd.readouterr().out
