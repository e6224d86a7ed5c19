"""Commands on a terminal of their own, as a person sees them."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PROGRAMS = f"{Path(sys.executable).parent}:{os.environ.get('PATH', '/usr/bin:/bin')}"
"""Where programs are looked for: those beside the Python that runs the tests come first."""
_ENVIRON = {
    "PATH": PROGRAMS,
    "HOME": "/nonexistent",
    "LANG": "C.UTF-8",
    "TERM": "xterm",
    "PYTHONDONTWRITEBYTECODE": "1",
}
_LEADER = """
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv("/bin/sh", ["sh", "-c", sys.argv[1]])
"""
"""Makes the terminal the command's own, so that its Ctrl-C and /dev/tty are that one's."""


class Shown(NamedTuple):
    """The status of a command, and what came to its terminal, escape sequences and all."""

    status: int
    text: str


def on_terminal(command: str, width: int, environ: Mapping[str, str] | None = None) -> str:
    """What a shell command prints in the repository's root, without a pager."""
    return played(command, ROOT, {"PAGER": "cat", **(environ or {})}, size=(width, 50)).text


def played(
    command: str,
    folder: Path,
    environ: Mapping[str, str],
    *,
    size: tuple[int, int] = (80, 24),
    keys: str = "",
) -> Shown:
    """Runs a shell command, which finds parkq.

    Args:
        command: of a shell.
        folder: where.
        environ: besides a path, a language and a sort of terminal.
        size: columns and lines.
        keys: typed ahead.
    """
    master, slave = pty.openpty()
    columns, lines = size
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    with subprocess.Popen(  # noqa: S603 - the commands are the README's and the tests'
        [sys.executable, "-c", _LEADER, command] if keys else ["/bin/sh", "-c", command],
        cwd=folder,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**_ENVIRON, **environ},
        start_new_session=not keys,  # without keys no terminal is owned, nor hung up at its end
    ) as process:
        os.close(slave)
        os.write(master, keys.encode())
        printed = b"".join(iter(lambda: _read(master), b""))
    os.close(master)
    return Shown(process.returncode, printed.decode().replace("\r\n", "\n"))


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # how Linux says that the other end of a terminal is closed
        return b""
