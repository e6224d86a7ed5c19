"""Each kind of work grows as what it is done on: an exponent over 1.3 between two sizes fails."""

import time
from collections.abc import Callable
from math import log
from pathlib import Path

import pytest
from conftest import Ran, WriteStore

Parkq = Callable[..., Ran]

MOST = 1.3
TIMES = 4
"""The larger size, in the smaller one."""
HEAD = """\
schema = 1
[attribute.a]
label = { en = "a", zh = "a" }
kind = "count"
changes = "yearly"
[attribute.b]
label = { en = "b", zh = "b" }
kind = "count"
[source]
id = "s"
title = "t"
"""
ENTITY = '[[entity]]\nid = "e{0}"\nname = "n{0}"\n'
FACT = '[[fact]]\nentity = "e{}"\nattribute = "{}"\nstated = "{}家"\n'


def entities(size: int) -> str:
    facts = (FACT.format(n, "a", n + 10) + f'as_of = "{1900 + n % 100}"\n' for n in range(size))
    return HEAD + "".join(ENTITY.format(n) for n in range(size)) + "".join(facts)


def summands(size: int) -> str:
    facts = (FACT.format(0, "b", n + 1) + f'scope = "s{n}"\n' for n in range(size))
    relation = '[[relation]]\nid = "r"\nentity = "e0"\nexpr = "sum(b) >= a"\n'
    return HEAD + ENTITY.format(0) + FACT.format(0, "a", 1) + "".join(facts) + relation


def expired(size: int) -> str:
    entry = (
        '[[accepted]]\nentity = "e0"\nattribute = "a"\nverdict = "conflict"\n'
        'fingerprint = "{:016x}"\nreason = "r"\nuntil = "2001"\n'
    )
    return HEAD + ENTITY.format(0) + "".join(map(entry.format, range(size)))


def relations(size: int) -> str:
    relation = '[[relation]]\nid = "r{}"\nexpr = "a <= b"\n'
    facts = FACT.format(0, "a", 1) + FACT.format(0, "b", 2)
    return HEAD + ENTITY.format(0) + facts + "".join(map(relation.format, range(size)))


KINDS: dict[str, tuple[Callable[[int], str], Callable[[int], tuple[str, ...]], int]] = {
    "compare": (entities, lambda size: ("compare", *(f"e{n}" for n in range(size))), 400),
    "sums": (summands, lambda _: ("list", "relations"), 600),
    "prune": (expired, lambda _: ("accept", "--prune", "--dry-run"), 600),
    "relations": (relations, lambda _: ("list", "relations"), 600),
    "list": (entities, lambda _: ("list", "facts"), 600),
}
"""A kind of work: the store and the command line of a size, and the smaller size."""


@pytest.mark.parametrize("kind", KINDS)
def test_work_grows_as_what_it_is_done_on(
    kind: str, write_store: WriteStore, parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARKQ_CACHE", "off")
    make, line, size = KINDS[kind]

    def spend(times: int) -> float:
        root = write_store({"a.toml": make(size * times)})
        return min(measure(parkq, line(size * times), root) for _ in range(2))

    spend(1)  # what is imported and compiled once is no growth
    assert log(spend(TIMES) / spend(1), TIMES) < MOST


def measure(parkq: Parkq, line: tuple[str, ...], root: Path) -> float:
    """Seconds of this process that a command takes."""
    start = time.process_time()
    ran = parkq(*line, "--store", str(root))
    assert ran.status in {0, 1}
    return time.process_time() - start
