"""Many look-ups in one process, and long answers that are never held whole."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

import pytest
from conftest import SMALL, Ran
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from parkq.output.columns import Column
from parkq.output.formats import Answer, Format, written
from parkq.output.plain import table
from parkq.terminal import Screen


class Waiting:
    """A process that answers what it is given line by line."""

    def __init__(self, given: IO[str], answers: IO[str]) -> None:
        self._given, self._answers = given, answers

    def ask(self, line: str, lines: int) -> list[str]:
        """So many lines of the answer to a line, while stdin stays open."""
        self._given.write(f"{line}\n")
        self._given.flush()
        return [self._answers.readline() for _ in range(lines)]


@contextmanager
def waiting(*args: str) -> Iterator[Waiting]:
    command = [sys.executable, "-m", "parkq", *args]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8") as process:  # noqa: S603
        assert process.stdin
        assert process.stdout
        yield Waiting(process.stdin, process.stdout)
        process.stdin.close()
        assert process.stdout.read() == ""
        assert process.wait() == 0


@pytest.mark.parametrize(
    ("form", "headers", "begins"),
    [
        ("tsv", 1, "{}\tplanned-area\t"),
        ("csv", 1, "{},planned-area,"),
        ("md", 2, "| {} | planned-area |"),
        ("table", 1, "{} "),
        ("jsonl", 0, '{{"schema": "parkq.show/1", "entity": {{"id": "{}"'),
    ],
)
def test_a_name_is_answered_before_the_next_is_read(form: str, headers: int, begins: str) -> None:
    asked = ("show", "-", "-a", "planned-area", "--source", "gazette-2021", "-f", form)
    with waiting(*asked, "--store", str(SMALL)) as parkq:
        for name, id_ in (("qingshan", "qingshan"), ("绿水高新區", "lvshui"), ("青山高新区", "")):
            if id_:
                *_, answer = parkq.ask(name, headers + 1)
                assert answer.startswith(begins.format(id_))
                headers = 0
            else:
                parkq.ask(name, 0)  # it was named before


def test_a_figure_is_read_before_the_next_is_given() -> None:
    with waiting("figure", "-", "-f", "jsonl") as parkq:
        for stated in ("8万平方米", "近百项"):
            (line,) = parkq.ask(stated, 1)
            assert json.loads(line)["stated"] == stated


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_while_a_name_is_waited_for_is_one_line() -> None:
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "parkq", "figure", "-", "-f", "jsonl"]
    with subprocess.Popen(  # noqa: S603 - what runs is written here
        command, stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("8万\n")
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert (process.returncode, said) == (130, "parkq: interrupted\n")


def test_what_names_come_to_is_known_at_the_end(parkq: Callable[..., Ran]) -> None:
    def status(*names: str, stdin: str = "") -> int:
        return parkq("show", *names, "-f", "tsv", "--store", str(SMALL), stdin=stdin).status

    assert status("qingshan", "lvshui") == 0
    assert status("-", stdin="qingshan\nnowhere\n") == status("qingshan", "nowhere") == 1
    assert status("-", stdin="nowhere\nqingshan\n") == 1
    assert status("-", stdin="") == status("nowhere") == 1


ROWS = st.lists(st.tuples(st.text("ab园", max_size=9), st.integers(0, 10**6)), max_size=12)
COLUMNS = (Column("name", lambda row: row[0]), Column("n", lambda row: row[1], right=True))


@given(ROWS, st.integers(1, 5), st.booleans())
def test_a_streamed_table_is_aligned_and_never_narrows(
    rows: list[tuple[str, int]],
    size: int,
    header: bool,  # noqa: FBT001 - drawn
) -> None:
    blocks = [rows[at : at + size] for at in range(0, len(rows), size)]
    lines = "".join(table(COLUMNS, blocks, header=header)).splitlines()
    assert [line.split()[-1:] for line in lines[header:]] == [[str(n)] for _, n in rows]
    ends = [cell_len(line) for line in lines]
    assert ends == sorted(ends)
    whole = "".join(table(COLUMNS, [rows], header=header)).splitlines()
    assert [line.split() for line in whole] == [line.split() for line in lines]
    assert len({cell_len(line) for line in whole}) <= 1


@pytest.mark.parametrize("form", [Format.TABLE, Format.CSV, Format.TSV, Format.MD, Format.JSONL])
def test_no_more_records_are_asked_for_than_are_printed(form: Format) -> None:
    asked = 0

    def endless() -> Iterator[tuple[str, int]]:
        nonlocal asked
        while True:
            asked += 1
            yield "x", asked

    rows = endless()
    answer = Answer(columns=COLUMNS, records=rows, document=list, lines=lambda: rows)
    pieces = written(answer, form, Screen())
    for _ in range(3):
        next(pieces)
    assert asked <= 1200
