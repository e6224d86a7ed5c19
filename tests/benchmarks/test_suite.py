"""The stores of the benchmarks are what they are said to be, and so is the README's table."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import limits
import pytest
import readme
import results
import stores
from conftest import Ran
from results import Row
from tasks import TASKS, Place, State, found
from timing import Command, run

COUNT = 2000
ROW = Row(200, 11, "show-tsv", 5, "6.31", "6.5", "7", "8", "0.1", "30.0", "20.0")

Parkq = Callable[..., Ran]


@pytest.mark.parametrize("count", [200, COUNT, 10_000])
def test_a_store_holds_as_many_facts_as_asked_for(count: int) -> None:
    assert len(set(stores.facts(count))) == count


def test_a_store_holds_the_conflicts_that_were_put_into_it(tmp_path: Path, parkq: Parkq) -> None:
    root = tmp_path / "facts"
    files = stores.write(root, COUNT)
    assert files == len(list(root.iterdir()))
    found = parkq("diff-sources", "-f", "jsonl", "--store", str(root))
    groups = [json.loads(line) for line in found.out.splitlines()]
    assert {group["verdict"] for group in groups} == {"conflict"}
    assert len(groups) == stores.conflicts(COUNT) > 0

    stores.write_accepted(root, groups)
    checked = parkq(
        "check", "--output-format", "jsonl", "--today", "2026-01-01", "--store", str(root)
    )
    findings = [json.loads(line) for line in checked.out.splitlines()]
    assert {finding["code"] for finding in findings} == {"PQ501"}
    assert len(findings) == len(groups) - len(groups[::10])


def test_the_same_store_is_written_each_time(tmp_path: Path) -> None:
    stores.write(tmp_path / "one", COUNT)
    stores.write(tmp_path / "two", COUNT)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


@pytest.mark.parametrize("state", State)
def test_a_state_is_made_anew_for_each_run_and_undone(tmp_path: Path, state: State) -> None:
    facts = tmp_path / "facts"
    stores.write(facts, COUNT)
    (tmp_path / "cache").mkdir()

    def seen() -> list[bytes]:
        return [file.read_bytes() for file in sorted(facts.iterdir())]

    first = seen()
    with found(Place(tmp_path, COUNT, 0, {}, tmp_path), state) as before:
        before()
        second = seen()
        before()
        assert (second == first) == (seen() == second) == (state in {State.WARM, State.COLD})
        assert (tmp_path / "cache").exists() == (state is not State.COLD)
        before()
    assert seen() == first


def test_a_run_is_timed_and_weighed(tmp_path: Path) -> None:
    ticks: list[int] = []
    script = "import sys; print(sys.stdout.isatty()); print(sys.stdin.read()); sys.exit(3)"
    (tmp_path / "in").write_text("one", encoding="utf-8")
    command = Command(
        words=[sys.executable, "-c", script],
        environ=os.environ,
        folder=tmp_path,
        stdin="in",
        statuses=frozenset({3}),
        before=lambda: ticks.append(1),
    )
    ran = run(command)
    assert (ran.status, ran.size, ran.lines) == (3, len("False\none\n"), 2)
    assert ran.cpu > 0
    assert ran.wall > 0
    assert ran.memory > 1_000_000
    assert ticks == [1]
    assert run(replace(command, terminal=True)).size == len("True\r\none\r\n")
    with pytest.raises(SystemExit, match="ended with 3"):
        run(replace(command, statuses=frozenset({0})))


def test_rows_take_the_place_of_earlier_ones(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    other = ROW._replace(task="check")
    results.write(table, [ROW, other])
    results.write(table, [ROW._replace(cpu="5")])
    assert results.read(table) == [ROW._replace(cpu="5"), other]


def test_only_what_is_over_its_limit_is_broken() -> None:
    limit = limits.limit(ROW)
    assert limit is not None
    assert not limits.broken(ROW._replace(cpu=str(limit)))
    assert limits.broken(ROW._replace(cpu=str(limit + 1)))
    assert not limits.broken(ROW._replace(facts=201, cpu="1000"))


@pytest.mark.parametrize("count", [200, 10_000])
def test_every_task_has_a_limit(count: int) -> None:
    for task in TASKS:
        assert limits.limit(ROW._replace(facts=count, task=task.name)), task.name


def test_the_readme_shows_the_table() -> None:
    shown = readme.SECTION.search(readme.README.read_text(encoding="utf-8"))
    assert shown is not None
    assert shown[0] == readme.section(results.read(results.TABLE))
