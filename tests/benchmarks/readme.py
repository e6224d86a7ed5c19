"""Puts the table of results.tsv into the README: ``python tests/benchmarks/readme.py``."""

import re
from collections.abc import Sequence
from pathlib import Path

import results
from results import Row

README = Path(__file__).parent.parent.parent / "README.md"
SECTION = re.compile("(?<=<!-- speed -->\n).*?(?=<!-- end -->)", re.DOTALL)
FEW = 10
OWN = (
    ("show-plain", "`show NAME`"),
    ("show-tsv", "`show ID -f tsv`"),
    ("show-typer", "`show ID -f tsv --no-header`, by way of Typer"),
    ("show-table", "`show ID` in a terminal"),
    ("show-many", "`show A B C … -f tsv`, up to 100 names"),
    ("show-stdin", "`show - -f tsv`, up to 1,000 names"),
    ("search-exact", "`search`, a name"),
    ("search-substring", "`search`, a part of a name"),
    ("search-fuzzy", "`search`, a misspelt name"),
    ("diff-sources", "`diff-sources -f jsonl --exit-code`"),
    ("diff-article", "the same, an article changed"),
    ("diff-volume", "the same, a yearbook changed"),
    ("check", "`check`, without a cache"),
    ("check-typer", "`check --fail-on error`, likewise, by way of Typer"),
    ("show-cold", "`show ID -f tsv`, without a cache"),
)
"""Tasks of parkq and how the README calls them."""
BESIDE = (
    ("look-up", "all of one park", ("show-plain", "parkq show")),
    ("conflicts", "all conflicts", ("diff-sources", "parkq diff-sources")),
    ("check", "a full check", ("check", "parkq check")),
)
"""What peers are asked, how the README calls it, and the task of parkq that answers the same."""


def section(rows: Sequence[Row]) -> str:
    """Two tables: parkq's tasks by number of facts, and beside its answers those of its peers."""
    measured = {(row.task, row.facts): row.cpu for row in rows}
    sizes = sorted({facts for task, facts in measured if task == "P"})

    def line(task: str, *titles: str) -> list[str]:
        return [*titles, *(_short(measured.get((task, size), "")) for size in sizes)]

    own = [line(task, title) for task, title in OWN]
    beside = []
    for kind, question, (ours, command) in BESIDE:
        tools = dict.fromkeys(task for task, _ in measured if task.startswith(f"{kind}: "))
        beside.append(line(ours, question, command))
        beside.extend(line(task, question, task.removeprefix(f"{kind}: ")) for task in tools)
    heads = [f"{size:,}" for size in sizes]
    return f"\n{_table(['', *heads], own)}\n\n{_table(['asked for', 'of', *heads], beside)}\n\n"


def _short(ratio: str) -> str:
    """To two digits, or whole; a dash for what was not measured."""
    if not ratio:
        return "–"
    value = float(ratio)
    return f"{value:,.0f}" if value >= FEW else f"{value:.2g}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    texts = sum(not each.startswith(tuple("123456789")) for each in head)
    rule = [*["---"] * texts, *["---:"] * (len(head) - texts)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def main() -> None:
    text = README.read_text(encoding="utf-8")
    shown = section(results.read(results.TABLE))
    README.write_text(SECTION.sub(lambda _: shown, text), encoding="utf-8")


if __name__ == "__main__":
    main()
