"""The same facts in the formats of other tools, and what is asked of those that are installed.

Each gets the layout that suits it best: an index in SQLite, DuckDB's own file, one record a fact
in the plain-text ones, a transaction a fact in the ledgers. All conflicts are the groups of
entity, attribute, role and date in which no one value lies in every interval: what parkq judges,
less tolerance, scope, drift and reasons. Writing the files is not timed.
"""

import csv
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import stores
from stores import Fact
from tasks import Place
from timing import Command

_CONFLICTS = (
    "select entity, attribute, role, as_of, min(high), max(low), count(*) from fact "
    "group by entity, attribute, role, as_of having max(low) > min(high)"
)
_LOOK_UP = "select * from fact where entity = 'luzhou'"
_JQ_CONFLICTS = (
    "map(select(.low != null)) | group_by([.entity, .attribute, .role, .as_of])[] "
    "| select((map(.low) | max) > (map(.high) | min)) | [.[0].entity, .[0].attribute] | @tsv"
)
_MILLER_CONFLICTS = (
    "stats1 -a max,min -f low,high -g entity,attribute,role,as_of then filter $low_max>$high_min"
)


class Peer(NamedTuple):
    """Something asked of another tool.

    Attributes:
        words: the program's arguments.
        file: the one that they name.
        finds: whether it prints a line for each conflict.
        most: how many facts its memory is enough for.
    """

    name: str
    program: str
    words: tuple[str, ...]
    file: str
    finds: bool = False
    most: int = 1_000_000


PEERS = (
    Peer("look-up: sqlite3", "sqlite3", ("-readonly", "facts.db", _LOOK_UP), "facts.db"),
    Peer("look-up: duckdb", "duckdb", ("-readonly", "facts.duckdb", _LOOK_UP), "facts.duckdb"),
    Peer("look-up: jq", "jq", ("-c", 'select(.entity == "luzhou")', "facts.jsonl"), "facts.jsonl"),
    Peer(
        "look-up: miller",
        "mlr",
        ("--icsv", "--ojsonl", "filter", '$entity == "luzhou"', "facts.csv"),
        "facts.csv",
    ),
    Peer("look-up: recsel", "recsel", ("-e", "entity = 'luzhou'", "facts.rec"), "facts.rec"),
    Peer(
        "look-up: hledger",
        "hledger",
        ("-f", "facts.journal", "print", "desc:luzhou"),
        "facts.journal",
    ),
    Peer(
        "conflicts: sqlite3",
        "sqlite3",
        ("-readonly", "facts.db", _CONFLICTS),
        "facts.db",
        finds=True,
    ),
    Peer(
        "conflicts: duckdb",
        "duckdb",
        ("-readonly", "-csv", "-noheader", "facts.duckdb", _CONFLICTS),
        "facts.duckdb",
        finds=True,
    ),
    Peer(
        "conflicts: jq", "jq", ("-s", "-r", _JQ_CONFLICTS, "facts.jsonl"), "facts.jsonl", finds=True
    ),
    Peer(
        "conflicts: miller",
        "mlr",
        ("--icsv", "--otsv", "--headerless-csv-output", *_MILLER_CONFLICTS.split(), "facts.csv"),
        "facts.csv",
        finds=True,
    ),
    Peer("check: bean-check", "bean-check", ("--no-cache", "facts.beancount"), "facts.beancount"),
    Peer("check: hledger", "hledger", ("-f", "facts.journal", "check"), "facts.journal"),
    Peer("check: recfix", "recfix", ("--check", "facts.rec"), "facts.rec", most=100_000),
)


def commands(where: Place, wanted: Callable[[str], bool]) -> dict[str, Command]:
    """What is asked of the peers that are installed, by name; their files are written."""
    asked = [
        peer
        for peer in PEERS
        if wanted(peer.name)
        and where.facts <= peer.most
        and shutil.which(peer.program, path=where.environ["PATH"])
    ]
    for name in {peer.file for peer in asked}:
        file = where.folder / name
        if not file.exists():
            draft = file.with_suffix(".draft")
            _WRITERS[file.suffix](draft, stores.facts(where.facts))
            draft.rename(file)
    return {
        peer.name: Command(
            words=[peer.program, *peer.words], environ=where.environ, folder=where.folder
        )
        for peer in asked
    }


def wrong(name: str, lines: int, count: int) -> bool:
    """Whether other conflicts were found than there are, a line each."""
    finds = {"diff-sources", *(peer.name for peer in PEERS if peer.finds)}
    return name in finds and lines != stores.conflicts(count)


# Formats


def _table(file: Path, facts: Iterable[Fact]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(Fact._fields)
        rows.writerows(facts)


def _lines(file: Path, facts: Iterable[Fact]) -> None:
    _write(file, (f"{json.dumps(fact._asdict(), ensure_ascii=False)}\n" for fact in facts))


def _records(file: Path, facts: Iterable[Fact]) -> None:
    """Typed, with what every record must have."""
    head = (
        "%rec: Fact\n%mandatory: entity attribute stated source where\n"
        "%type: low,high real\n%type: entity,attribute,source line\n\n"
    )
    records = (
        "".join(f"{key}: {value}\n" for key, value in fact._asdict().items() if value) + "\n"
        for fact in facts
    )
    _write(file, chain((head,), records))


def _database(file: Path, facts: Iterable[Fact]) -> None:
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as base:
        base.execute(f"create table fact ({', '.join(Fact._fields)})".replace("where", '"where"'))
        marks = ", ".join("?" * len(Fact._fields))
        base.executemany(f"insert into fact values ({marks})", facts)  # noqa: S608
        base.execute("create index of_entity on fact (entity)")
    base.close()


def _columns(file: Path, facts: Iterable[Fact]) -> None:
    table = file.with_suffix(".table")
    _table(table, facts)
    file.unlink(missing_ok=True)
    types = "{'low': 'double', 'high': 'double', 'as_of': 'varchar'}"
    load = f"create table fact as from read_csv('{table}', types = {types})"
    subprocess.run(["duckdb", file, load], check=True, stdout=subprocess.DEVNULL)  # noqa: S607
    table.unlink()


def _transactions(file: Path, facts: Iterable[Fact]) -> None:
    _write(file, _ledger(facts, "2018-01-01 open {}\n", '"{}" "{} {}"'))


def _journal(file: Path, facts: Iterable[Fact]) -> None:
    _write(file, _ledger(facts, "account {}\n", "{} | {} {}"))


def _ledger(facts: Iterable[Fact], opened: str, described: str) -> Iterator[str]:
    """What a fact states, as an amount put into the account of its attribute."""
    attributes = (*(each.id for each in stores.MEASURES), *stores.OTHERS)
    accounts = {name: f"Assets:{name.replace('-', '').capitalize()}" for name in attributes}
    yield from (opened.format(account) for account in ("Equity:Sources", *accounts.values()))
    yield "\n"
    for fact in facts:
        amount = fact.low or 0
        yield (
            f"{fact.as_of or 2022}-12-31 * "
            f"{described.format(fact.source, fact.entity, fact.stated)}\n"
            f"  {accounts[fact.attribute]}  {amount:.2f} UNIT\n"
            f"  Equity:Sources  {-amount:.2f} UNIT\n\n"
        )


def _write(file: Path, parts: Iterable[str]) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.writelines(parts)


_WRITERS: Mapping[str, Callable[[Path, Iterable[Fact]], None]] = {
    ".csv": _table,
    ".jsonl": _lines,
    ".rec": _records,
    ".db": _database,
    ".duckdb": _columns,
    ".beancount": _transactions,
    ".journal": _journal,
}
