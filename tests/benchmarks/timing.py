"""Commands timed in turns, so that a busy moment falls on all of them alike."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

STOPWATCH = Path(__file__).with_name("stopwatch.py")
LONGEST = 1800
"""Seconds after which a command is given up."""
FEWEST, MOST = 2, 15
"""How often a command is run; one that takes over a minute only once."""
SLOW = 60


def nothing() -> None:
    """What most commands need before they run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something to run.

    Attributes:
        words: program and arguments.
        environ: all of the environment that it gets.
        folder: where it runs.
        terminal: whether stdout is a terminal, not a pipe.
        stdin: a file.
        statuses: the exit statuses that it may end with.
        before: called, untimed, before each run.
    """

    words: Sequence[str]
    environ: Mapping[str, str]
    folder: Path
    terminal: bool = False
    stdin: str = os.devnull
    statuses: frozenset[int] = frozenset({0})
    before: Callable[[], object] = nothing


class Run(NamedTuple):
    """What one run took: seconds, seconds of processor time, bytes; and what it printed."""

    wall: float
    cpu: float
    memory: int
    status: int
    size: int
    lines: int


class Times(NamedTuple):
    """The runs of a command, and those of ``python -c pass`` (P) that took turns with them."""

    runs: Sequence[Run]
    idle: Sequence[Run]

    def ratio(self, what: Literal["wall", "cpu"], over: Callable[[list[float]], float]) -> float:
        """How many P it took: of the runs the ``min`` or ``median``."""
        least: float = min(getattr(each, what) for each in self.idle)
        return over([getattr(each, what) for each in self.runs]) / least

    @property
    def memory(self) -> int:
        """The largest, in bytes."""
        return max(each.memory for each in self.runs)

    @property
    def idle_memory(self) -> int:
        """That of P."""
        return max(each.memory for each in self.idle)


def run(command: Command) -> Run:
    """Runs a command once.

    Raises:
        SystemExit: it ended as it should not.
    """
    command.before()
    where = "terminal" if command.terminal else "pipe"
    program = shutil.which(command.words[0], path=command.environ["PATH"]) or command.words[0]
    words = (where, str(LONGEST), command.stdin, program, *command.words[1:])
    told = subprocess.run(
        [sys.executable, "-I", "-S", STOPWATCH, *words],
        env=dict(command.environ),
        cwd=command.folder,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout.split()
    wall, cpu, *whole = told
    ran = Run(float(wall), float(cpu), *map(int, whole))
    if ran.status not in command.statuses:
        raise SystemExit(f"ended with {ran.status}: {' '.join(command.words)}")
    return ran


def in_turns(
    commands: Mapping[str, Command], idling: Command, *, seconds: float
) -> dict[str, Times]:
    """Runs every command several times, each once a turn, after ``python -c pass``.

    Args:
        commands: by name; each has been run before if it is to be warm.
        idling: ``python -c pass``.
        seconds: how long to spend on a command: one that takes longer runs twice.
    """
    first = {name: run(command) for name, command in commands.items()}
    turns = {name: _turns(ran.wall, seconds) for name, ran in first.items()}
    runs: dict[str, list[Run]] = {
        name: [ran] if ran.wall > seconds else [] for name, ran in first.items()
    }
    idle: list[Run] = []
    for turn in range(MOST):
        left = [name for name in commands if len(runs[name]) < turns[name]]
        if left or turn < FEWEST:
            idle.extend((run(idling), run(idling)))
        for name in left:
            runs[name].append(run(commands[name]))
    return {name: Times(each, idle) for name, each in runs.items()}


def _turns(took: float, seconds: float) -> int:
    if took > SLOW:
        return 1
    return max(FEWEST, min(MOST, int(seconds / took)))
