"""The ``[[relation]]`` entries of a store: dates and days in them, names, and what is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import Ran, WriteStore
from hypothesis import given, settings
from hypothesis import strategies as st

from parkq.equations.judging import find_problems, judge_relations
from parkq.store.memory import load

Parkq = Callable[..., Ran]

STORE = """\
schema = 1
[attribute.founded]
label = { en = "founded", zh = "成立" }
kind = "date"
[attribute.recognised]
label = { en = "recognised", zh = "认定" }
kind = "date"
[attribute.delay]
label = { en = "delay", zh = "时长" }
kind = "quantity"
dimension = "time"
display = "mo"
[attribute.firms]
label = { en = "firms", zh = "企业" }
kind = "count"
[attribute.sectors]
label = { en = "sectors", zh = "产业" }
kind = "list"
[attribute.name]
label = { en = "name", zh = "名" }
kind = "text"
[[entity]]
id = "e"
name = "某园"
[source]
id = "s"
title = "A"
published = "2020"
"""
FACT = '[[fact]]\nentity = "e"\nattribute = "{}"\nstated = "{}"\n'
FACTS = "".join(
    FACT.format(*pair)
    for pair in (
        ("founded", "2013年9月"),
        ("recognised", "2015年3月"),
        ("delay", "18个月"),
        ("firms", "300余家"),
        ("sectors", "电子、医药"),
        ("name", "某园区"),
    )
)


def relations(*expressions: str) -> str:
    return "".join(
        f'[[relation]]\nid = "r{n}"\nentity = "e"\nexpr = {json.dumps(e, ensure_ascii=False)}\n'
        for n, e in enumerate(expressions)
    )


@pytest.fixture
def judge(write_store: WriteStore, parkq: Parkq) -> Callable[[str], str]:
    """What `list relations` says of one, or what is wrong with it."""

    def judge(expression: str) -> str:
        root = write_store({"a.toml": STORE + FACTS + relations(expression)})
        ran = parkq("list", "relations", "--store", str(root), "-f", "jsonl")
        assert ran.status in {0, 1}
        if ran.out:
            judged = json.loads(ran.out)
            return ": ".join(filter(None, (judged["outcome"], judged["sentence"])))
        ran = parkq("check", "--store", str(root), "--output-format", "concise")
        assert ran.status == 1
        return ran.out.rpartition("relation 'r0': ")[2].rstrip()

    return judge


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        (
            "recognised - founded >= 0",
            "holds: 2015-03 - 2013-09 = [517, 576] days, expected at least 0",
        ),
        (
            "recognised - founded >= 5000",
            "broken: 2015-03 - 2013-09 = [517, 576] days, expected at least 5000",
        ),
        (
            "recognised - founded <= '2年'",
            "holds: 2015-03 - 2013-09 = [517, 576] days, expected at most '2年'",
        ),
        (
            "recognised - founded == delay",
            "holds: 2015-03 - 2013-09 = [517, 576] days, stated 18 mo",
        ),
        (
            "founded + 365 <= recognised",
            "holds: 2013-09 + 365 = 2014-09, expected at most 2015-03",
        ),
        (
            "founded + delay <= recognised",
            "holds: 2013-09 + 18 mo = 2015-02-15/2015-04-16, expected at most 2015-03",
        ),
        ("founded <= '2014'", "cannot compare a date with a number"),
        ("founded <= '2014年'", "holds: 2013-09, expected at most '2014年'"),
        (
            "founded + 9999999 >= recognised",
            "holds: 2013-09 + 9999999 = a day outside the calendar, expected at least 2015-03",
        ),
        (
            "founded - 9999999 <= recognised",
            "holds: 2013-09 - 9999999 = a day outside the calendar, expected at most 2015-03",
        ),
    ],
)
def test_dates_differ_by_days(expression: str, sentence: str, judge: Callable[[str], str]) -> None:
    assert judge(expression).partition(" (")[0] == sentence


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("1 + 1 == 2", "expected an attribute, found numbers only"),
        ("founded + recognised > 0", "cannot add a date and a date"),
        ("founded * 2 > 0", "cannot multiply a date by a number"),
        ("1 / founded > 0", "cannot divide a number by a date"),
        ("1 - founded > 0", "cannot take a date from a number"),
        ("sum(founded) > 0", "dates have no sum"),
        ("founded > 2013", "cannot compare a date with a number"),
        ("recognised - founded > founded", "cannot compare a number of days with a date"),
        ("founded == firms", "cannot compare a date with a number"),
    ],
)
def test_what_has_no_result_is_refused(
    expression: str, message: str, judge: Callable[[str], str]
) -> None:
    assert judge(expression).partition(" (")[0] == message


@pytest.mark.parametrize("named", [True, False])
def test_a_relation_that_names_nothing_is_a_finding_and_no_traceback(
    named: bool,  # noqa: FBT001 - a parameter of a test
    write_store: WriteStore,
    parkq: Parkq,
) -> None:
    relation = relations("1 + 1 == 2")
    if not named:
        relation = relation.replace('entity = "e"\n', "")
    root = write_store({"a.toml": STORE + FACTS + relation})
    ran = parkq("check", "--store", str(root), "--select", "PQ603", "--output-format", "concise")
    assert ran.status == 1
    assert "expected an attribute, found numbers only" in ran.out
    assert parkq("list", "relations", "--store", str(root)).status == 1


NAMES = st.sampled_from(
    [
        *("founded", "recognised", "delay", "firms", "sectors", "name", "e.firms", "firms[2020]"),
        *("sum(firms)", "count(sectors)", "sum(delay)", "count(name)", "sum(founded)"),
        *("0", "1", "7.5%", "99999999999999999999999999", "'2年'", "'2014年'", "'20亿元'"),
    ]
)
TERMS = st.recursive(
    NAMES,
    lambda terms: st.builds(
        "({} {} {})".format, terms, st.sampled_from(["+", "-", "*", "/"]), terms
    ),
    max_leaves=12,
)
EXPRESSIONS = st.builds(
    "{} {} {}".format, TERMS, st.sampled_from(["==", "<=", "<", ">=", ">"]), TERMS
)


@settings(max_examples=40)
@given(st.lists(EXPRESSIONS, min_size=1, max_size=20))
def test_every_relation_is_judged_or_refused(expressions: list[str]) -> None:
    with TemporaryDirectory() as root:
        text = STORE + FACTS + relations(*expressions)
        (Path(root) / "a.toml").write_text(text, encoding="utf-8")
        store = load(root)
        assert not store.problems
        refused = {problem.path[1] for problem in find_problems(store)}
        judged = {int(each.relation.id[1:]) for each in judge_relations(store)}
    assert refused | judged == set(range(len(expressions)))
    assert not refused & judged
