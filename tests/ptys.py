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

ROOT = Path(__file__).parent.parent
_ENVIRON = {
    "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
    "HOME": "/nonexistent",
    "LANG": "C.UTF-8",
    "TERM": "xterm",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def on_terminal(command: str, width: int, environ: Mapping[str, str] | None = None) -> str:
    """What a shell command prints in the repository's root, escape sequences and all."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    with subprocess.Popen(  # noqa: S603 - the commands are the README's
        ["/bin/sh", "-c", command],
        cwd=ROOT,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**_ENVIRON, **(environ or {})},
    ):
        os.close(slave)
        printed = b"".join(iter(lambda: _read(master), b""))
    os.close(master)
    return printed.decode().replace("\r\n", "\n")


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # how Linux says that the other end of a terminal is closed
        return b""
