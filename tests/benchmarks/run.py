"""How fast parkq is on stores of any size, beside ``python -c pass`` and beside other tools.

  python tests/benchmarks/run.py                              200 and 10,000 facts
  python tests/benchmarks/run.py --tasks 'show-*,check'       only these tasks
  python tests/benchmarks/run.py --sizes "" --tasks figures,names   reading figures, finding names
  python tests/benchmarks/run.py --sizes 200,10k,100k,1M --peers --keep FOLDER --table FILE

parkq is built from this checkout into a wheel and installed into an environment made for it.
Commands take turns, P = python -c pass among them, so that a busy moment falls on all. Figures are
ratios to the best P of the same turns, of processor time (user and system) and of time on the
clock, the best and in brackets the median: they carry from one machine to another, seconds do not.
Warm tasks find parkq's index in its cache; check and show-cold find none. The conflicts that parkq
and its peers find are counted, too: they are those that the store was made with.

Peers are timed where they are installed: sqlite3, duckdb, jq, mlr, recsel and recfix, hledger,
bean-check. With --keep the stores, the peers' files and the environment stay for the next run, and
only parkq is installed anew. --table puts the rows into a file, in place of earlier ones of the
same task and size: tests/benchmarks/results.tsv is the one that the README shows, and
python tests/benchmarks/readme.py puts it there. --limits fails if a ratio is far above what it
should be (limits.toml), measured thrice: no time makes it fail.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import inside
import installed
import limits
import peers
import results
import tasks
import timing
from results import Row
from timing import Command


class Suite(NamedTuple):
    """What all measurements of a run share."""

    work: Path
    idling: Command
    seconds: float
    peers: bool

    def rows(self, count: int, wanted: Callable[[str], bool]) -> Iterator[Row]:
        """The tasks that are wanted, on a store of so many facts."""
        where = tasks.place(self.work, count, self.idling.environ)
        for state in tasks.State:
            with tasks.found(where, state) as before:
                commands = tasks.commands(where, state, wanted, before)
                if commands and state is not tasks.State.COLD:
                    timing.run(tasks.primer(where))
                for command in commands.values() if state is tasks.State.WARM else ():
                    timing.run(command)  # some of the cache is made when first asked for
                if self.peers and state is tasks.State.WARM:
                    commands |= peers.commands(where, wanted)
                if commands:
                    yield from self._timed(where, state, commands)

    def _timed(
        self, where: tasks.Place, state: tasks.State, commands: Mapping[str, Command]
    ) -> Iterator[Row]:
        times = timing.in_turns(commands, self.idling, seconds=self.seconds)
        if state is tasks.State.WARM:
            idle = next(iter(times.values())).idle
            yield results.row(where.facts, where.files, "P", timing.Times(idle, idle))
        for name, each in times.items():
            if peers.wrong(name, each.runs[0].lines, where.facts):
                raise SystemExit(f"{name} finds {each.runs[0].lines} conflicts")
            yield results.row(where.facts, where.files, name, each)

    def still_broken(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows over their limits, also when measured twice more."""
        for row in filter(limits.broken, rows):
            print(f"{row.task} is over its limit; measured again", flush=True)
            again = (self.rows(row.facts, row.task.__eq__) for _ in range(2))
            if all(any(limits.broken(each) for each in rows) for rows in again):
                yield row


def main() -> None:
    asked = _options()
    with TemporaryDirectory(prefix="parkq-benchmarks-") as scratch:
        work = (asked.keep or Path(scratch)).absolute()
        environ = installed.environment(work, installed.install(work))
        idling = Command(words=["python", "-c", "pass"], environ=environ, folder=work)
        suite = Suite(work, idling, asked.seconds, asked.peers)
        rows: list[Row] = []
        for row in _measured(suite, asked):
            print(results.line(row), flush=True)
            rows.append(row)
            if asked.table:
                results.write(asked.table, rows)
        if not rows:
            sys.exit(f"no such task; there are {', '.join(_tasks())}")
        broken = [*suite.still_broken(rows)] if asked.limits else []
    if broken:
        sys.exit("\n".join(f"over its limit: {results.line(row)}" for row in broken))


def _measured(suite: Suite, asked: argparse.Namespace) -> Iterator[Row]:
    def wanted(task: str) -> bool:
        return any(fnmatchcase(task, pattern) for pattern in asked.tasks)

    for count in asked.sizes:
        yield from suite.rows(count, wanted)
    for script in inside.SCRIPTS:
        if script in asked.tasks:
            yield from (results.row(0, 0, *each) for each in inside.times(script, suite.idling))


def _tasks() -> Iterator[str]:
    yield from (task.name for task in tasks.TASKS)
    yield from (repr(peer.name) for peer in peers.PEERS)
    yield from inside.SCRIPTS


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", type=numbers, default="200,10k", help="numbers of facts")
    options.add_argument("--tasks", type=names, default="*", help="names, * for any letters")
    options.add_argument("--seconds", type=float, default=5, help="for each task, or two runs")
    options.add_argument("--peers", action="store_true", help="time other tools, too")
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="where all is written")
    options.add_argument("--table", type=Path, metavar="FILE", help="that the rows are put into")
    options.add_argument("--limits", action="store_true", help="fail far above what it should be")
    return options.parse_args()


def names(text: str) -> list[str]:
    return [part for part in text.split(",") if part]


def numbers(text: str) -> list[int]:
    return [int(part.replace("k", "000").replace("M", "000000")) for part in names(text)]


if __name__ == "__main__":
    main()
