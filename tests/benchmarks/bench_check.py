"""How long check takes beside bean-check, on as many facts as directives.

``python tests/benchmarks/bench_check.py [BEAN_CHECK [COUNT]]``, in an environment that has parkq:

- BEAN_CHECK: the path of beancount's bean-check, which ``pip install beancount`` puts into an
  environment of its own; without it parkq runs alone.
- COUNT: how many facts, and how many directives; 100,000 if not given.

Both check all there is, without a cache, in turns: seconds of processor time, user and system,
the best of a few rounds. On a busy machine the seconds grow; their ratio hardly does. Figures
repeat about as often as in the shipped store, so that reading none of them twice flatters nobody.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 3
YEARS = range(2018, 2023)
MEASURES = (
    ("area", "quantity", 'dimension = "area"\ndisplay = "km²"\nchanges = "revised"\n', "平方公里"),
    ("firms", "count", "", "家"),
    ("revenue", "money", 'display = "亿元"\n', "亿元"),
    ("rank", "rank", "drift = 0.9\n", ""),
    ("share", "ratio", "drift = 0.9\n", "%"),
)
DECIMALS = {"area": 2, "firms": 0, "revenue": 2, "share": 1}
PER_MEASURE = 10
FACTS_OF_A_SOURCE = len(MEASURES) * PER_MEASURE


def write_store(root: Path, count: int) -> None:
    """Parks of which five yearbooks each state fifty figures, that grow by 3 % a year."""
    parks = count // (FACTS_OF_A_SOURCE * len(YEARS))
    root.mkdir()
    vocabulary = "".join(
        f'\n[attribute.{name}-{n}]\nlabel = {{ en = "{name} {n}", zh = "{name} {n}" }}\n'
        f'kind = "{kind}"\n{keys}'
        for name, kind, keys, _ in MEASURES
        for n in range(PER_MEASURE)
    )
    (root / "attributes.toml").write_text(f"schema = 1\n{vocabulary}", encoding="utf-8")
    entities = "".join(
        f'\n[[entity]]\nid = "park-{park}"\nname = "第{park}高新区"\n' for park in range(parks)
    )
    (root / "entities.toml").write_text(f"schema = 1\n{entities}", encoding="utf-8")
    for park in range(parks):
        for year in YEARS:
            source = (
                f'schema = 1\n\n[source]\nid = "yearbook-{park}-{year}"\ntitle = "年鉴"\n'
                f'publisher = "统计局"\npublished = "{year}"\n'
            )
            facts = "".join(
                f'\n[[fact]]\nentity = "park-{park}"\nattribute = "{name}-{n}"\n'
                f'stated = "{_stated(name, unit, park * 7 + n * 13, year)}"\n'
                f'as_of = "{year}"\nwhere = "第{n + 1}页"\n'
                for name, _, _, unit in MEASURES
                for n in range(PER_MEASURE)
            )
            file = root / f"{year}-park-{park}.toml"
            file.write_text(source + facts, encoding="utf-8")


def _stated(name: str, unit: str, seed: int, year: int) -> str:
    growth = 0 if name == "area" else year - YEARS.start
    number = (100 + seed * 7919 % 80_000 / 100) * 1.03**growth
    return f"第{number:.0f}位" if name == "rank" else f"{number:.{DECIMALS[name]}f}{unit}"


def write_ledger(file: Path, count: int) -> None:
    """Two accounts and so many transactions between them."""
    text = "2018-01-01 open Assets:Bank CNY\n2018-01-01 open Expenses:Food CNY\n"
    text += "".join(
        f'20{18 + n % 6}-{1 + n % 12:02}-{1 + n % 28:02} * "shop {n}" "food"\n'
        f"  Assets:Bank  -{n % 1000 + 1}.50 CNY\n  Expenses:Food\n\n"
        for n in range(count - 2)
    )
    file.write_text(text, encoding="utf-8")


def seconds(command: Sequence[str]) -> float:
    """Processor time of a command that finds nothing wrong."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )


def main() -> None:
    """Prints the best time of each."""
    bean_check, count = (*sys.argv[1:], *("", "100000")[len(sys.argv) - 1 :])
    with TemporaryDirectory() as folder:
        store, ledger = Path(folder) / "facts", Path(folder) / "all.beancount"
        write_store(store, int(count))
        write_ledger(ledger, int(count))
        commands = {"parkq check": [sys.executable, "-m", "parkq", "check", "--store", str(store)]}
        if bean_check:
            commands["bean-check"] = [bean_check, "--no-cache", str(ledger)]
        best = dict.fromkeys(commands, float("inf"))
        for _ in range(ROUNDS):
            for name, command in commands.items():
                best[name] = min(best[name], seconds(command))
    for name, time in best.items():
        print(f"{time:8.2f} s  {name}")


if __name__ == "__main__":
    main()
