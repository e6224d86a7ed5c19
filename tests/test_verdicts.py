"""What two facts come to: the verdict table, row by row, on stores written out as files."""

import tomllib
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from pathlib import Path

import pytest

from parkq.store.memory import load
from parkq.verdicts.judge import judged
from parkq.verdicts.results import Group
from parkq.verdicts.table import WORSE
from parkq.verdicts.wording import percent

CASES = tomllib.loads(
    (Path(__file__).parent / "data/verdicts/cases.toml").read_text(encoding="utf-8")
)["case"]

DEFAULTS: Mapping[str, object] = {"kind": "count", "changes": "yearly"}


def table(values: Mapping[str, object]) -> str:
    """The keys of a TOML table, one a line."""
    return "".join(f"{key} = {literal(value)}\n" for key, value in values.items())


def literal(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def source(name: str, given: Mapping[str, object], facts: Iterable[Mapping[str, object]]) -> str:
    said = {"id": name, "title": name, "published": "2022", **given}
    kept = {key: value for key, value in said.items() if value != ""}
    written = "".join(f"[[fact]]\n{table(fact)}\n" for fact in facts)
    return f"schema = 1\n\n[source]\n{table(kept)}\n{written}"


def store_of(case: Mapping[str, object], root: Path) -> list[Group]:
    """Writes a case as a store of two source documents, and judges its one entity.

    The first fact is of source one and the second of two, unless said; a third one says.
    """
    attribute = {**DEFAULTS, **case.get("attribute", {})}  # type: ignore[dict-item]
    (root / "vocabulary.toml").write_text(
        "schema = 1\n"
        '[[entity]]\nid = "zone"\nname = "泸州高新区"\n'
        '[attribute.measure]\nlabel = { en = "measure", zh = "指标" }\n' + table(attribute),
        encoding="utf-8",
    )
    told: dict[str, list[Mapping[str, object]]] = {"one": [], "two": []}
    for default, fact in zip_longest(("one", "two"), case["facts"], fillvalue=""):  # type: ignore[call-overload]
        place = fact.get("source", default)
        told[place].append({"entity": "zone", "attribute": "measure", "where": "¶1"} | fact)
    for name, facts in told.items():
        text = source(name, case.get(name, {}), facts)  # type: ignore[arg-type]
        (root / f"{name}.toml").write_text(text, encoding="utf-8")
    store = load(str(root))
    assert store.problems == ()
    return list(judged(store, "zone"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_two_facts_come_to_their_verdict(case: Mapping[str, object], tmp_path: Path) -> None:
    groups = store_of(case, tmp_path)
    worst = max(groups, key=lambda group: (group.severity, WORSE[group.verdict]))
    assert worst.verdict == case["verdict"], worst.why
    if "severity" in case:
        assert worst.severity.name.lower() == case["severity"]
    if "gap" in case:
        assert worst.gap == case["gap"]
        assert worst.gap_ratio is not None
        assert percent(worst.gap_ratio) == case["ratio"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_verdict_says_why(case: Mapping[str, object], tmp_path: Path) -> None:
    for group in store_of(case, tmp_path):
        assert bool(group.why) == (group.verdict != "single")
        assert all(sentence.strip() == sentence != "" for sentence in group.why)
