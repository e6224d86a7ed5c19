"""Facts and pairs are explained by the rules as they were tried; every name has its page."""

import json
import tomllib
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from conftest import DATA, Ran
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from sessions import goes_as_written

from parkq import pages
from parkq.citation import cite
from parkq.explain import Step, explain_groups
from parkq.figures.context import Context as FigureContext
from parkq.figures.hedges import CONVENTIONS
from parkq.figures.reader import read_figure
from parkq.model import Attribute, Figure, Source
from parkq.output import schemas
from parkq.store.memory import load
from parkq.terms import Changes, Kind
from parkq.verdicts.claims import Claim, claim
from parkq.verdicts.contexts import CONTEXTS, COPIED, OTHER_PERIOD, REVISED, try_contexts
from parkq.verdicts.relations import RELATIONS, relate, try_relations
from parkq.verdicts.table import WORSE

Parkq = Callable[..., Ran]

EXPLAIN = DATA / "explain"
STORE = load(str(EXPLAIN / "store"))


@pytest.fixture(autouse=True)
def _store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKQ_STORE", str(EXPLAIN / "store"))


@pytest.mark.parametrize("name", ["facts", "names"])
def test_an_explanation_goes_as_written(name: str, parkq: Parkq) -> None:
    goes_as_written(EXPLAIN / f"{name}.txt", parkq)


@pytest.mark.parametrize(
    "args",
    [(), ("conflict",), ("about",), ("qingshan/firms",), *((id_,) for id_ in STORE.facts)],
    ids=lambda args: " ".join(args) or "nothing",
)
def test_json_keeps_to_its_schema(args: tuple[str, ...], parkq: Parkq) -> None:
    ran = parkq("explain", *args, "-f", "json")
    Draft202012Validator(schemas.schema("explain")).validate(json.loads(ran.out))


# The rules as they were tried


FIGURES = {
    (attribute.id, fact.figure.stated): (attribute, fact.figure)
    for fact in STORE.facts.values()
    for attribute in (STORE.attributes[fact.attribute],)
    if isinstance(fact.figure, Figure)
}
PAIRS = [
    (attribute, first, second)
    for (attribute, first), (other, second) in product(FIGURES.values(), repeat=2)
    if attribute is other
]


def _traced(first: Figure, second: Figure, attribute: Attribute) -> list[Step]:
    tried = list(try_relations(first, second, attribute))
    *_, (last, _) = tried
    return [Step(str(rule), rule == last, because) for rule, because in tried]


@pytest.mark.parametrize(
    ("attribute", "first", "second"),
    PAIRS,
    ids=lambda each: each.stated if isinstance(each, Figure) else each.id,
)
def test_the_last_rule_tried_is_the_one_that_decides(
    attribute: Attribute, first: Figure, second: Figure
) -> None:
    steps = _traced(first, second, attribute)
    assert steps[-1].rule == str(relate(first, second, attribute))
    assert [step.fired for step in steps] == [False] * (len(steps) - 1) + [True]
    assert all(step.because.strip() for step in steps)


CASES = tomllib.loads((EXPLAIN / "trace.toml").read_text(encoding="utf-8"))["case"]
SHOWN_IN = {Kind.QUANTITY: "km²", Kind.MONEY: "亿元"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: " and ".join(case["figures"]))
def test_each_rule_says_why_it_held_or_did_not(case: dict[str, Any]) -> None:
    kind = Kind(case["kind"])
    attribute = Attribute(id="measure", label={}, kind=kind, display=SHOWN_IN.get(kind, ""))
    first, second = (read_figure(stated, FigureContext(kind)) for stated in case["figures"])
    assert isinstance(first, Figure)
    assert isinstance(second, Figure)
    steps = _traced(first, second, attribute)
    assert [f"{step.rule}: {step.because}" for step in steps] == case["tried"]


def _claims() -> list[tuple[Attribute, Claim]]:
    """Each fact of the store as if its attribute changed in each way."""
    return [
        (attribute, claim(fact, fact.figure, attribute, STORE.sources[fact.source], fact.source))
        for fact in STORE.facts.values()
        for changes in Changes
        for attribute in (_changing(STORE.attributes[fact.attribute], changes),)
        if isinstance(fact.figure, Figure)
    ]


def _changing(attribute: Attribute, changes: Changes) -> Attribute:
    return Attribute(id=attribute.id, label=attribute.label, kind=Kind.COUNT, changes=changes)


def test_the_last_context_tried_is_the_one_that_decides() -> None:
    seen = set()
    for (attribute, first), (other, second) in product(_claims(), repeat=2):
        if attribute.changes is other.changes:
            for other_side in (second, second._replace(time=first.time)):
                tried = list(try_contexts(first, other_side, attribute))
                assert all(because.strip() for _, because in tried)
                *_, (last, _) = tried
                seen.add(last)
    assert seen == set(CONTEXTS) - {COPIED, OTHER_PERIOD, REVISED}


def test_the_worst_pair_is_what_the_group_comes_to() -> None:
    for attribute in STORE.attributes:
        for explained in explain_groups(STORE, "qingshan", attribute):
            group = max(explained.groups, key=lambda group: (group.severity, WORSE[group.verdict]))
            if explained.pairs:
                assert explained.pairs[0].judgement.verdict == group.verdict
                assert group.why[: len(explained.pairs[0].why)] == explained.pairs[0].why


# Pages


def test_every_verdict_relation_context_and_hedge_has_a_page() -> None:
    texts = tomllib.loads((Path(pages.__file__).parent / "pages.toml").read_text(encoding="utf-8"))
    for kind, words in pages.KINDS.items():
        assert set(texts[kind]) == {word.replace(" ", "-") for word in words}
        for word in words:
            page = pages.page(word)
            assert page is not None
            assert kind in page.kinds
            assert all(text.strip() and "{" not in text for _, text in page.lines)


def test_every_page_is_found_by_any_rule_that_names_it(parkq: Parkq) -> None:
    for relation in RELATIONS:
        assert parkq("explain", relation.name.upper()).status == 0


def test_a_convention_is_printed_from_the_table_that_the_reader_of_figures_keeps_to() -> None:
    for hedge, share in CONVENTIONS.items():
        assert f"{share} %" in pages.convention(hedge)
        assert "convention of parkq" in pages.convention(hedge)


# Citations


@pytest.mark.parametrize(
    ("source", "where", "cited"),
    [
        (
            {"kind": "press", "publisher": "新城日报", "published": "2022-03-01"},
            "第3版",
            "青山[N]. 新城日报, 2022-03-01: 第3版.",
        ),
        (
            {"kind": "press", "published": "2022?", "url": "https://a.example/1"},
            "",
            "青山[N/OL]. [2022]. https://a.example/1.",
        ),
        (
            {
                "kind": "official",
                "publisher": "青山区政府",
                "published": "2021-06-30",
                "retrieved": "2024-01-05",
                "url": "https://a.example/2",
            },
            "¶2",
            "青山区政府. 青山[EB/OL]. (2021-06-30): ¶2[2024-01-05]. https://a.example/2.",
        ),
        ({"kind": "reference"}, "¶2", "青山[Z]. ¶2."),
    ],
    ids=["a newspaper", "an inferred year", "a web page", "nothing known"],
)
def test_a_source_is_cited(source: dict[str, str], where: str, cited: str) -> None:
    assert cite(Source(id="a", title="青山", **source), where) == cited  # type: ignore[arg-type]


def test_a_fact_that_is_not_judged_says_why(parkq: Parkq, tmp_path: Path) -> None:
    for file in (EXPLAIN / "store").iterdir():
        text = file.read_text(encoding="utf-8").replace("140家", "百十来家吧")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    ran = parkq("explain", "qingshan/firms/gazette", "--store", str(tmp_path), "--no-header")
    assert ran.status == 2
    assert "unjudged" in ran.out
    assert "not read" in ran.out
