"""XBRL's duplicate facts: what is complete, consistent or inconsistent there is so here."""

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parkq.figures import reader
from parkq.figures.context import Context
from parkq.model import Attribute, Fact, Figure, Source
from parkq.terms import Changes, Kind
from parkq.verdicts.judge import judge_attribute
from parkq.verdicts.relations import LOOSE, ROUNDING, SAME, relate
from parkq.verdicts.results import Group

Case = Mapping[str, Any]

CASES: Sequence[Case] = tomllib.loads(
    (Path(__file__).parent / "data/verdicts/xbrl.toml").read_text(encoding="utf-8")
)["case"]

BETWEEN = {"complete": "agree", "consistent": "rounding", "inconsistent": "conflict"}
WITHIN = {"complete": "duplicate", "consistent": "rounding", "inconsistent": "internal"}

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])


def amount(tolerance: str = "0") -> Attribute:
    return Attribute(
        id="amount",
        label={"en": "amount", "zh": "金额"},
        kind=Kind.MONEY,
        changes=Changes.FIXED,
        tolerance=Decimal(tolerance),
    )


def read(stated: str, decimals: int | str) -> Figure:
    figure = reader.read_figure(stated, Context(Kind.MONEY, exact=decimals == "INF"))
    assert isinstance(figure, Figure), figure
    return figure


def judged(case: Case, sources: Sequence[str]) -> Group:
    stated = [
        Fact(
            id=f"firm/amount/{number}",
            entity="firm",
            attribute="amount",
            source=source,
            figure=read(fact["stated"], fact["decimals"]),
        )
        for number, (fact, source) in enumerate(zip(case["facts"], sources, strict=False))
    ]
    known = {source: Source(id=source, title=source) for source in sources}
    (only,) = judge_attribute(amount(case.get("tolerance", "0")), stated, known)
    return only


def half(decimals: int | str) -> Decimal:
    return Decimal(0) if isinstance(decimals, str) else Decimal(5).scaleb(-decimals - 1)


def answer(facts: Sequence[tuple[Decimal, int | str]]) -> str:
    """XBRL's answer on values and their decimals, by the words of the working group note."""
    if len(set(facts)) == 1:
        return "complete"
    lowest_top = min(value + half(decimals) for value, decimals in facts)
    highest_bottom = max(value - half(decimals) for value, decimals in facts)
    one_value_each = len(set(facts)) == len({decimals for _, decimals in facts})
    return "consistent" if one_value_each and highest_bottom <= lowest_top else "inconsistent"


@each_case
def test_the_stated_figures_have_the_values_and_decimals_of_the_facts(case: Case) -> None:
    for fact in case["facts"]:
        figure = read(fact["stated"], fact["decimals"])
        assert (figure.value, figure.half) == (Decimal(fact["value"]), half(fact["decimals"]))


@each_case
def test_the_answers_written_down_are_those_of_the_note(case: Case) -> None:
    facts = [(Decimal(fact["value"]), fact["decimals"]) for fact in case["facts"]]
    assert case["xbrl"] == answer(facts)


@each_case
def test_two_sources_that_state_duplicates_get_xbrls_answer(case: Case) -> None:
    expected = case.get("between", BETWEEN[case["xbrl"]])
    assert judged(case, ("a", "b", "c")).verdict == expected


@each_case
def test_one_source_that_states_duplicates_gets_xbrls_answer(case: Case) -> None:
    expected = case.get("within", WITHIN[case["xbrl"]])
    assert judged(case, ("a", "a", "a")).verdict == expected


@st.composite
def duplicates(draw: st.DrawFn) -> tuple[tuple[int, int], tuple[int, int]]:
    """Two facts as units of their last digit and decimals, seldom far apart."""
    number = draw(st.integers(-99_999, 99_999))

    def fact() -> tuple[int, int]:
        decimals = draw(st.integers(-4, 2))
        return round(number * Decimal(10) ** decimals) + draw(st.integers(-6, 6)), decimals

    return fact(), fact()


def printed(units: int, decimals: int) -> str:
    """As a source prints it, its last digit at the place that the decimals say."""
    word, exponent = next(
        (word, exponent)
        for word, exponent in (("元", 0), ("千元", 3), ("万元", 4))
        if exponent + decimals >= 0
    )
    places = exponent + decimals
    return f"{Decimal(units).scaleb(-places):.{places}f}{word}"


@given(duplicates())
def test_rounding_is_what_xbrl_calls_consistent(
    pair: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    """For decimal units of one kind, |xa - xb| ≤ max(ha, hb) is the meeting of the intervals.

    Both values and the edge of the coarser interval are multiples of the finer unit, so what the
    finer half would add is never reached.
    """
    x, y = (read(printed(*fact), fact[1]) for fact in pair)
    assume(not x.coarse and not y.coarse)  # zeros written out stand for no decimals
    found = relate(x, y, amount())
    expected = answer([(Decimal(units).scaleb(-decimals), decimals) for units, decimals in pair])
    assert (found == SAME) == (expected == "complete")
    assert (found in {ROUNDING, LOOSE}) == (expected == "consistent")
