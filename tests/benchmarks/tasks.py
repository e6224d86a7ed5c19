"""What is timed of parkq: a table of command lines, and the state of the store before each."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum, unique
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import stores
from installed import cache
from timing import Command, nothing

MANY, VERY_MANY = 100, 1000


@unique
class State(StrEnum):
    """What parkq finds: its tasks are timed together with those of the same state."""

    WARM = "warm"
    ARTICLE = "an article changed"
    VOLUME = "a yearbook changed"
    COLD = "no cache"


_CHANGED = {State.ARTICLE: "news-luzhou.toml", State.VOLUME: "yearbook-000-national.toml"}


class Task(NamedTuple):
    """A command line of parkq.

    Attributes:
        words: ``{many}`` among them stands for many ids.
        terminal: whether it prints on a terminal.
        stdin: whether very many ids are on stdin.
        finds: whether it exits with 1, because there are conflicts.
    """

    name: str
    words: str
    state: State = State.WARM
    terminal: bool = False
    stdin: bool = False
    finds: bool = False


_DIFF = "diff-sources -f jsonl --exit-code"
TASKS = (
    Task("show-tsv", "show luzhou -f tsv"),
    Task("show-typer", "show luzhou -f tsv --no-header"),
    Task("show-table", "show luzhou", terminal=True),
    Task("show-plain", "show 泸州国家高新技术产业开发区"),
    Task("show-many", "show {many} -f tsv"),
    Task("show-stdin", "show - -f tsv", stdin=True),
    Task("search-exact", "search 泸州高新区"),
    Task("search-substring", "search 州国家"),
    Task("search-fuzzy", "search 泸楠高新区"),
    Task("diff-sources", _DIFF, finds=True),
    Task("diff-article", _DIFF, State.ARTICLE, finds=True),
    Task("diff-volume", _DIFF, State.VOLUME, finds=True),
    Task("check", "check", State.COLD, finds=True),
    Task("check-typer", "check --fail-on error", State.COLD, finds=True),
    Task("show-cold", "show luzhou -f tsv", State.COLD),
)


class Place(NamedTuple):
    """A store on the disk and what commands on it run in.

    Attributes:
        folder: where they run; the store is ``facts`` below it.
        facts: how many it holds.
        files: in how many files.
        environ: their environment.
        work: the folder of all that the suite writes.
    """

    folder: Path
    facts: int
    files: int
    environ: Mapping[str, str]
    work: Path


def place(work: Path, count: int, environ: Mapping[str, str]) -> Place:
    """The store of so many facts, written unless it stands there from an earlier run."""
    version = crc32(Path(stores.__file__).read_bytes())
    folder = work / f"{count}-{version:08x}"
    facts, ids = folder / "facts", folder / "ids"
    if not ids.exists():
        shutil.rmtree(folder, ignore_errors=True)
        stores.write(facts, count)
        differing = subprocess.run(
            ["parkq", "diff-sources", "-f", "jsonl"],  # noqa: S607 - the one installed here
            env=dict(environ),
            cwd=folder,
            check=True,
            stdout=subprocess.PIPE,
        )
        groups = [json.loads(line) for line in differing.stdout.splitlines()]
        if len(groups) != stores.conflicts(count):
            raise SystemExit(f"{len(groups)} conflicts found of {stores.conflicts(count)}")
        stores.write_accepted(facts, groups)
        known = [park.id for park in stores.parks(count)[:VERY_MANY]]
        ids.write_text("\n".join((*known, "")), encoding="utf-8")
    return Place(folder, count, len(list(facts.iterdir())), environ, work)


def commands(
    where: Place, state: State, wanted: Callable[[str], bool], before: Callable[[], object]
) -> dict[str, Command]:
    """The tasks of a state as commands, by name; ``before`` makes the state."""
    many = (where.folder / "ids").read_text(encoding="utf-8").split()[:MANY]
    return {
        task.name: Command(
            words=["parkq", *task.words.format(many=" ".join(many)).split()],
            environ=where.environ,
            folder=where.folder,
            terminal=task.terminal,
            stdin=str(where.folder / "ids") if task.stdin else "/dev/null",
            statuses=frozenset({int(task.finds)}),
            before=before,
        )
        for task in TASKS
        if task.state is state and wanted(task.name)
    }


def primer(where: Place) -> Command:
    """What builds the index that warm tasks find."""
    return Command(
        words=["parkq", *_DIFF.split()],
        environ=where.environ,
        folder=where.folder,
        statuses=frozenset({1}),
    )


@contextmanager
def found(where: Place, state: State) -> Iterator[Callable[[], object]]:
    """What makes the state, before each run; in the end the store is as it was."""
    changed = _CHANGED.get(state)
    if changed is None:
        forgets = partial(shutil.rmtree, cache(where.work), ignore_errors=True)
        yield forgets if state is State.COLD else nothing
        return
    file = where.folder / "facts" / changed
    text = file.read_text(encoding="utf-8")
    raised = re.sub(r'(stated = "\D*)(\d+)', lambda at: f"{at[1]}{int(at[2]) + 1}", text, count=1)
    texts = cycle((raised, text))
    try:
        yield lambda: file.write_text(next(texts), encoding="utf-8")
    finally:
        file.write_text(text, encoding="utf-8")
