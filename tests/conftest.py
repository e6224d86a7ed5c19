"""Stores written for one test, and the real command line run in this process or in its own."""

import io
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from parkq.cli import run

DATA = Path(__file__).parent / "data"
SHIPPED = Path(__file__).parent.parent / "facts"
SMALL = DATA / "cli" / "store"
"""A store of three parks and two sources that disagree; not to be written to."""

_SCRATCH = tempfile.TemporaryDirectory(prefix="hypothesis-")
os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = _SCRATCH.name
_CACHE = Path(_SCRATCH.name) / "cache"
signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
settings.register_profile(
    "parkq",
    deadline=None,  # a busy machine is no defect
    suppress_health_check=[HealthCheck.too_slow],  # nor is a slow one
    database=None,
    derandomize="CI" in os.environ,
)
settings.load_profile("parkq")

WriteStore = Callable[[Mapping[str, str]], Path]


class Ran(NamedTuple):
    """What a command line came to."""

    status: int
    out: str
    err: str


class Stream(io.StringIO):
    """A stdout that says of itself what a test wants."""

    encoding = "utf-8"

    def __init__(self, *, tty: bool) -> None:
        super().__init__()
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


_HEEDED = frozenset(
    {
        *("CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "NO_COLOR"),
        *("COLUMNS", "LINES", "LESS", "LESSCHARSET"),
        *("DOMTERM", "FORCE_HYPERLINK", "KITTY_WINDOW_ID", "TERM_PROGRAM", "VTE_VERSION"),
        "WT_SESSION",
    }
)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that runs the tests has a say in them."""
    for name in list(os.environ):
        if name.startswith(("PARKQ_", "LC_", "LANG")) or name in _HEEDED:
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("PARKQ_CACHE", str(_CACHE))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("PAGER", "cat")


@pytest.fixture
def write_store(tmp_path: Path) -> WriteStore:
    """Writes a store from file names to TOML text, and gives its folder."""

    def write(files: Mapping[str, str]) -> Path:
        root = tmp_path / "facts"
        for name, text in files.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return root

    return write


@pytest.fixture
def parkq(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs a command line in this process; ``width`` makes its stdout a terminal."""

    def parkq(*args: str, width: int | None = None, stdin: str = "") -> Ran:
        out, err = Stream(tty=width is not None), Stream(tty=False)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "stdin", io.StringIO(stdin))
            if width is not None:
                patch.setenv("COLUMNS", str(width))
            status = run(args)
        return Ran(int(status), out.getvalue(), err.getvalue())

    return parkq


@pytest.fixture
def parkq_process(tmp_path: Path) -> Callable[..., Ran]:
    """Runs a command line on the small store as a process of its own, outside the checkout.

    ``-c`` and a program run that program instead. A ``script`` of bash finds parkq as
    ``$parkq``; ``environ`` is added to the environment.
    """

    def parkq_process(
        *args: str, script: str = "", environ: Mapping[str, str] | None = None
    ) -> Ran:
        own = {"PARKQ_STORE": str(SMALL), "parkq": f"{sys.executable} -m parkq"}
        module = [] if args[:1] == ("-c",) else ["-m", "parkq"]
        command = ["bash", "-c", script] if script else [sys.executable, *module, *args]
        ran = subprocess.run(  # noqa: S603 - what runs is written in the tests
            command,
            cwd=tmp_path,
            env={**os.environ, **own, **(environ or {})},
            capture_output=True,
            check=False,
            timeout=60,
        )
        return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())

    return parkq_process
