"""Faults put into what parkq asks of the system while it writes a file.

Every call that a module makes is counted; at one of them, by its number, the system says no, or the
process is killed: before the call, or where something is written, half way.

``python tests/faults.py MODULE NUMBER COMMAND…`` runs a command line and kills it at that call.
"""

import builtins
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import SimpleNamespace
from typing import Any, Self
from unittest import mock

_CALLS = ("open", "close", "stat", "chmod", "fsync", "replace", "unlink", "listdir", "makedirs")
Fault = Callable[[], None]


def kill() -> None:
    """Ends the process as a loss of power does."""
    os.kill(os.getpid(), signal.SIGKILL)


def fail(number: int) -> None:
    """Says no, for a reason such as ENOSPC."""
    raise OSError(number, os.strerror(number))


class Calls:
    """Counts calls, and lets one of them go wrong.

    Attributes:
        names: of all so far, in their order.
    """

    def __init__(self, at: int, fault: Fault) -> None:
        self.names: list[str] = []
        self._at = at
        self._fault = fault

    def pass_(self, name: str, real: Callable[..., Any], *args: Any, **more: Any) -> Any:  # noqa: ANN401 - any call
        if name == "close":  # which lets go of the file whatever it says
            real(*args, **more)
        self._count(name)
        return None if name == "close" else real(*args, **more)

    def open_(self, *args: Any, **more: Any) -> Any:  # noqa: ANN401 - any file
        self._count("open a stream")
        return _Stream(builtins.open(*args, **more), self)

    def torn(self, stream: Any, content: bytes) -> None:  # noqa: ANN401 - any file
        """Half of what is to be written is, where the fault comes."""
        if len(self.names) == self._at:
            stream.write(content[: len(content) // 2])
            stream.flush()
        self._count("write")
        stream.write(content)

    def _count(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) - 1 == self._at:
            self._fault()


class _Stream:
    def __init__(self, stream: Any, calls: Calls) -> None:  # noqa: ANN401 - any file
        self._stream = stream
        self._calls = calls

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def write(self, content: bytes) -> None:
        self._calls.torn(self._stream, content)

    def seek(self, place: int) -> None:
        self._calls.pass_("seek", self._stream.seek, place)

    def writelines(self, lines: Iterator[bytes]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        self._calls.pass_("flush", self._stream.flush)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - what a file has
        return getattr(self._stream, name)


@contextmanager
def faults(at: int, fault: Fault, module: str = "parkq.store.writing") -> Iterator[Calls]:
    """What a module asks goes wrong at a call; at none where there are not as many."""
    asking = import_module(module)
    calls = Calls(at, fault)
    path = SimpleNamespace(**{name: getattr(os.path, name) for name in dir(os.path)})
    system = SimpleNamespace(**{name: getattr(os, name) for name in dir(os)} | {"path": path})
    for name in _CALLS:
        setattr(system, name, partial(calls.pass_, name, getattr(os, name)))
    with (
        mock.patch.object(asking, "os", system),
        mock.patch.object(asking, "open", calls.open_, create=True),
    ):
        yield calls


if __name__ == "__main__":
    from parkq.cli import run

    with faults(int(sys.argv[2]), kill, sys.argv[1]):
        sys.exit(run(sys.argv[3:]))
