"""The table of what was measured: a file that runs add to."""

import csv
from collections.abc import Iterable
from operator import itemgetter
from pathlib import Path
from statistics import median
from typing import NamedTuple

from timing import Times

TABLE = Path(__file__).with_name("results.tsv")
_IN__MB = 1_000_000


_MB = 1_000_000


class Row(NamedTuple):
    """What one task came to on one store.

    Ratios are to the best ``python -c pass`` that took turns with it. Memory is in MB: the most,
    and by how much that is above the same.
    """

    facts: int
    files: int
    task: str
    runs: int
    cpu: str
    cpu_median: str
    wall: str
    wall_median: str
    seconds: str
    memory: str
    above: str


def row(facts: int, files: int, task: str, times: Times) -> Row:
    """The row of a task's runs."""
    return Row(
        facts=facts,
        files=files,
        task=task,
        runs=len(times.runs),
        cpu=f"{times.ratio('cpu', min):.3g}",
        cpu_median=f"{times.ratio('cpu', median):.3g}",
        wall=f"{times.ratio('wall', min):.3g}",
        wall_median=f"{times.ratio('wall', median):.3g}",
        seconds=f"{min(each.wall for each in times.runs):.3g}",
        memory=f"{times.memory / _MB:.1f}",
        above=f"{(times.memory - times.idle_memory) / _MB:.1f}",
    )


def read(file: Path) -> list[Row]:
    """The rows of a table; none if there is no such file."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [*csv.reader(lines, delimiter="\t")]
    return [
        Row(int(facts), int(files), task, int(runs), *rest)
        for facts, files, task, runs, *rest in rows[1:]
    ]


def write(file: Path, fresh: Iterable[Row]) -> None:
    """Puts rows in place of those of the same task and size, and keeps the rest."""
    rows: dict[tuple[int, str], Row] = {}
    for each in (*read(file), *fresh):
        rows[each.facts, each.task] = each
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, delimiter="\t", lineterminator="\n")
        table.writerow(Row._fields)
        table.writerows(rows[key] for key in sorted(rows, key=itemgetter(0)))


def line(each: Row) -> str:
    """A row for people."""
    return (
        f"{each.facts:>9,}  {each.task:22} cpu {each.cpu:>7} P ({each.cpu_median})  "
        f"wall {each.wall:>7} P ({each.wall_median})  {each.seconds:>7} s  {each.memory:>7} MB"
    )
