"""The README is true: every command in it is run, and prints what it shows.

``python tests/test_readme.py`` writes it anew from what the commands print.
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from parkq import cli
from parkq.render.rule import readme_table
from parkq.rules import RULES

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
WIDTH = 96
RULE_TABLE = re.compile("(?<=<!-- rules -->\n).*?(?=<!-- end -->)", re.DOTALL)
BLOCK = re.compile(
    r"(?P<open>^```console\n)(?P<body>.*?)(?P<close>^```$)", re.MULTILINE | re.DOTALL
)
ELLIPSIS = "…"
STYLE = re.compile(r"\x1b\[[0-9;]*m")
"""Help is bold and dim even where NO_COLOR asks for no colour; a README shows no such thing."""


def shown(command: str) -> str:
    """What a shell command prints on a terminal of the README's width."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, WIDTH, 0, 0))
    environ = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": "/nonexistent",
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
        "TERM": "xterm",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with subprocess.Popen(  # noqa: S603 - the commands are the README's
        ["/bin/sh", "-c", command], cwd=ROOT, stdin=slave, stdout=slave, stderr=slave, env=environ
    ):
        os.close(slave)
        printed = b"".join(iter(lambda: _read(master), b""))
    os.close(master)
    lines = STYLE.sub("", printed.decode()).split("\r\n")
    return "\n".join(line.rstrip() for line in lines)


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # how Linux says that the other end of a terminal is closed
        return b""


def rewritten(block: str) -> str:
    """A block with what its commands print now; where it ends in … only as many lines."""
    return "\n".join(map(_entry, re.findall(r"(?ms)^\$ .*?(?=^\$ |\Z)", block)))


def _entry(written: str) -> str:
    command, _, was = written.strip().partition("\n")
    now = shown(command.removeprefix("$ ")).rstrip()
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


def main() -> None:
    text = README.read_text(encoding="utf-8")
    text = RULE_TABLE.sub(lambda _: f"\n{readme_table(RULES).strip()}\n\n", text)
    text = BLOCK.sub(lambda found: found["open"] + rewritten(found["body"]) + found["close"], text)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
