"""The pager, links and counts of a real terminal, and what a pipe has none of."""

import os
import re
import shutil
from pathlib import Path

import pytest
from conftest import SMALL, Stream
from ptys import Shown, played

from parkq import pager, terminal
from parkq.output.tables.cells import linked

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals and shells of POSIX")
LONG = "parkq list units"
SHORT = "parkq list parks"


@pytest.fixture
def shell(tmp_path: Path) -> "Shell":
    """Runs a command on a terminal, with a store of which one source is on the web."""
    store = shutil.copytree(SMALL, tmp_path / "facts")
    press = store / "press-2022.toml"
    text = press.read_text(encoding="utf-8")
    press.write_text(text.replace("[source]", f'[source]\nurl = "{ADDRESS}"'), encoding="utf-8")
    return Shell(tmp_path)


ADDRESS = "https://example.org/青山?id=1"


class Shell:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, command: str, *, keys: str = "", **environ: str) -> Shown:
        store = {"PARKQ_STORE": str(self.folder / "facts"), "NO_COLOR": "1"}
        return played(command, self.folder, {**store, **environ}, keys=keys)


def test_what_is_longer_than_the_screen_is_paged_and_nothing_else(shell: Shell) -> None:
    marked = "sed s/^/paged:/"
    long, short = (shell(command, PARKQ_PAGER=marked) for command in (LONG, SHORT))
    assert long.status == short.status == 0
    assert all(line.startswith("paged:") for line in long.text.splitlines())
    assert len(long.text.splitlines()) > 80
    assert "paged:" not in short.text


@pytest.mark.parametrize(
    "environ",
    [
        {"PARKQ_PAGER": "cat", "PAGER": "sed s/^/paged:/"},
        {"PARKQ_PAGER": "", "PAGER": "sed s/^/paged:/"},
        {"PAGER": "no-such-pager --at-all"},
        {"PAGER": "sed s/^/paged:/", "TERM": "dumb"},
    ],
    ids=str,
)
def test_without_a_pager_all_is_printed(shell: Shell, environ: dict[str, str]) -> None:
    shown = shell(LONG, **environ)
    assert shown == shell(f"{LONG} --no-pager", PAGER="sed s/^/paged:/")
    assert shown.text.startswith("symbol ")
    assert shown.status == 0


def test_a_pipe_is_not_paged(shell: Shell) -> None:
    shown = shell(f"{LONG} | tail -1", PAGER="sed s/^/paged:/")
    assert "paged:" not in shown.text


def test_leaving_the_pager_is_no_error_and_the_status_is_kept(shell: Shell) -> None:
    shown = shell("parkq list units; echo status $?", PAGER="head -2")
    assert shown.text.splitlines()[-1] == "status 0"
    assert len(shown.text.splitlines()) == 3
    findings = "parkq diff-sources --all --exit-code; echo status $?"
    assert shell(findings, PAGER="true").text == "status 1\n"
    missed = "parkq show qingshan lvshui nowhere; echo status $?"
    assert shell(missed, PAGER="cat > /dev/null").text.splitlines()[-1] == "status 1"


def test_ctrl_c_while_the_pager_is_open_is_the_pagers(shell: Shell) -> None:
    waits = "sh -c 'trap : INT; cat > /dev/null; kill -INT 0; sleep 0.2; echo left'"
    shown = shell("trap : INT; parkq list units; echo status $?", PAGER=waits)
    assert shown.text.splitlines()[-2:] == ["left", "status 0"]


@pytest.mark.skipif(not shutil.which("less"), reason="no less")
def test_less_is_told_to_show_colours_and_to_leave_the_screen_as_it_is(shell: Shell) -> None:
    shown = shell(LONG, keys="G q", LESS="", NO_COLOR="")
    assert shown.status == 0
    echo = "printf %s, $LESS $LESSCHARSET >&2; cat >/dev/null"
    assert shell(LONG, PAGER=echo).text == "FRX,utf-8,"
    assert shell(LONG, PAGER=echo, LESS="M").text == "M,utf-8,"


LINK = "\x1b]8;;https://example.org/%E9%9D%92%E5%B1%B1?id=1\x1b\\"
NO_LINK = "\x1b]8;;\x1b\\"


@pytest.mark.parametrize(
    "asked",
    [
        "parkq show qingshan",
        "parkq diff-sources",
        "parkq diff-sources gazette-2021 press-2022",
        "parkq list facts",
        "parkq list sources",
        "parkq explain qingshan/founded/press-2022",
    ],
)
def test_a_source_is_a_link_on_a_terminal_that_opens_them(asked: str, shell: Shell) -> None:
    shown = shell(asked, PAGER="", TERM="xterm-kitty").text
    assert f"{LINK}press-2022{NO_LINK}" in shown or f"{LINK}press-2022 · press" in shown
    plain = shell(asked, PAGER="").text
    assert "\x1b" not in plain
    assert shown.replace(LINK, "").replace(NO_LINK, "") == plain


def test_only_addresses_of_the_web_are_links() -> None:
    assert linked("x", "javascript:alert(1)") == linked("x", "") == "x"
    assert (
        linked("x", "http://a b\x1b\u202e") == "\x1b]8;;http://a%20b%1B%E2%80%AE\x1b\\x" + NO_LINK
    )


def test_links_are_for_terminals_and_can_be_forbidden(shell: Shell) -> None:
    asked = "parkq show qingshan -a founded"
    assert "\x1b]8" in shell(asked, FORCE_HYPERLINK="1").text
    assert "\x1b]8" not in shell(asked, TERM="xterm-kitty", FORCE_HYPERLINK="0").text
    assert "\x1b]8" not in shell(f"{asked} --color never", FORCE_HYPERLINK="1").text
    assert "\x1b]8" not in shell(f"{asked} | cat", FORCE_HYPERLINK="1").text
    paged = shell("parkq list sources", FORCE_HYPERLINK="1", PAGER="sed 1d", LINES="2").text
    assert "\x1b]8" not in paged
    assert paged.splitlines()[1].startswith("gazette-2021")


@pytest.mark.parametrize(
    ("environ", "links"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4800"}, False),
        ({"TERM": "screen-256color", "VTE_VERSION": "7200"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "alacritty"}, True),
        ({"TERM": "tmux-256color", "FORCE_HYPERLINK": "1"}, True),
    ],
)
def test_terminals_that_open_links(*, environ: dict[str, str], links: bool) -> None:
    assert terminal.screen(Stream(tty=True), environ).links is links
    assert terminal.screen(Stream(tty=False), environ).links is False


def test_the_locale_c_has_signs_in_ascii_and_keeps_the_chinese(shell: Shell) -> None:
    asked = "parkq show qingshan -a planned-area"
    for locale in ({"LC_ALL": "C"}, {"LANG": "C"}, {"LANG": "POSIX"}, {"LANG": ""}):
        shown = shell(asked, **locale).text
        assert re.search(r"^x conflict .*218平方千米 +218 km2 ", shown, re.MULTILINE)
        assert not set(shown) & set("✗⚠²–·")
    assert re.search("^✗ conflict .*218平方千米 +218 km² ", shell(asked).text, re.MULTILINE)


def test_a_terminal_that_is_no_unicode_has_escapes_for_chinese_alone(shell: Shell) -> None:
    shown = shell("parkq show qingshan -a planned-area", PYTHONIOENCODING="ascii").text
    assert shown.isascii()
    assert re.search(r"^x conflict .*218\\u5e73\\u65b9.* 218 km2 ", shown, re.MULTILINE)


_COUNTING = """
import time
from parkq.terminal import counted
for item in counted(range(4), "reading files"):
    time.sleep(0.3)
for item in counted(iter("ab"), "never told"):
    pass
print("done")
"""


def test_long_work_is_counted_on_a_terminal_and_wiped_out(shell: Shell) -> None:
    (shell.folder / "counting.py").write_text(_COUNTING, encoding="utf-8")
    shown = shell("python counting.py")
    assert shown.text.startswith("\rreading files: 2 of 4\rreading files: 3 of 4")
    assert shown.text.endswith(f"\r{'':21}\rdone\n")
    assert shell("python counting.py 2>&1 | cat").text == "done\n"


_HASTY = """
import sys
from parkq import terminal
terminal._PATIENCE = terminal._PAUSE = 0
from parkq.cli import run
sys.exit(run(sys.argv[1:]))
"""


def test_files_and_rules_are_counted_and_only_on_a_terminal(shell: Shell) -> None:
    (shell.folder / "hasty.py").write_text(_HASTY, encoding="utf-8")
    shown = shell("python hasty.py check --exit-zero > report.txt").text
    assert "\rreading files: 1 of 3\rreading files: 2 of 3\rreading files: 3 of 3" in shown
    assert re.search(r"\rchecking rules: 1 of \d+\r", shown)
    assert shown.endswith("14 facts checked\n")
    assert "reading" not in (shell.folder / "report.txt").read_text(encoding="utf-8")
    assert "reading" not in shell("python hasty.py check --exit-zero 2>&1 | cat").text


def test_the_pager_is_chosen_as_by_git() -> None:
    assert pager.chosen({"TERM": "xterm"}) == "less"
    assert pager.chosen({"TERM": "xterm", "PAGER": "most"}) == "most"
    assert pager.chosen({"TERM": "xterm", "PAGER": "most", "PARKQ_PAGER": "bat -p"}) == "bat -p"
    assert pager.chosen({"TERM": "xterm", "PAGER": ""}) == ""
