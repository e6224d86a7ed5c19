"""Sessions recorded in tmux, which draws as a terminal does, at several widths.

``PARKQ_UPDATE=1`` records them anew in ``data/terminal``.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from conftest import DATA, SMALL
from ptys import PROGRAMS

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="no tmux")
RECORDED = DATA / "terminal"
_UPDATE = os.environ.get("PARKQ_UPDATE") == "1"
TMUX = shutil.which("tmux") or ""

ASKED = (
    "parkq show qingshan",
    "parkq diff-sources --suggest",
    "parkq compare qingshan lvshui",
    "parkq history qingshan high-tech-enterprises",
)


class Window:
    """A window of tmux."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self.folder = folder
        self.environ = {
            "PATH": PROGRAMS,
            "HOME": str(folder),
            "TMUX_TMPDIR": str(folder),
            "SHELL": "/bin/sh",
            "TERM": "xterm",
            "LANG": "C.UTF-8",
            "PARKQ_STORE": str(SMALL),
            **environ,
        }

    def tmux(self, *args: str) -> str:
        ran = subprocess.run(  # noqa: S603 - what runs is written here
            [TMUX, "-u", "-f", "/dev/null", *args],
            env=self.environ,
            cwd=self.folder,
            capture_output=True,
            check=True,
            timeout=60,
        )
        return ran.stdout.decode()

    def opened(self, command: str, columns: int, lines: int) -> None:
        """Opens with a command, whose end is told by ``wait``."""
        told = f"{command}; tmux wait-for -S done; exec cat"
        size = ("-x", str(columns), "-y", str(lines))
        self.tmux("new-session", "-d", *size, told)

    def wait(self, name: str = "done") -> None:
        self.tmux("wait-for", name)

    def screen(self) -> str:
        text = self.tmux("capture-pane", "-p")
        return "".join(f"{line.rstrip()}\n" for line in text.rstrip("\n").split("\n"))


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    opened = Window(tmp_path, {"NO_COLOR": "1", "PAGER": "cat"})
    yield opened
    opened.tmux("kill-server")


@pytest.mark.parametrize(
    ("name", "width", "environ"),
    [
        ("40", 40, {}),
        ("60", 60, {}),
        ("80", 80, {}),
        ("200", 200, {}),
        ("80-chinese", 80, {"LC_MESSAGES": "zh_CN.UTF-8"}),
        ("80-c", 80, {"LC_ALL": "C"}),
    ],
)
def test_a_session_is_drawn_as_recorded(
    name: str, width: int, environ: dict[str, str], window: Window
) -> None:
    window.environ |= environ
    window.opened("; ".join(f"echo '$ {asked}'; {asked}" for asked in ASKED), width, 200)
    window.wait()
    drawn = window.screen()
    file = RECORDED / f"{name}.txt"
    if _UPDATE:
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("less"), reason="no less")
def test_less_shows_a_screen_at_a_time_and_leaves_it(window: Window) -> None:
    window.environ["PAGER"] = "less"
    window.opened("parkq list units; echo status $?", 80, 8)
    while not window.screen().endswith("\n:\n"):
        assert window.screen().count("\n") <= 8
    first = window.screen().splitlines()
    assert first[0].startswith("symbol ")
    assert len(first) == 8
    window.tmux("send-keys", "q")
    window.wait()
    assert window.screen().splitlines()[-1] == "status 0"
