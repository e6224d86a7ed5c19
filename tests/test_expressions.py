"""The language of relations: reading and writing it, and judging what sources state by it."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkq.equations.evaluation import BySource, Outcome, Truth, evaluate, plain, sides
from parkq.equations.expressions import DEEPEST, LONGEST, parse
from parkq.equations.intervals import Interval, hull
from parkq.equations.references import ExpressionError, Reference
from parkq.equations.terms import Call, Chain, Expression, Literal, Term, references

DATA = Path(__file__).parent / "data" / "expressions"


def examples(name: str) -> list[Any]:
    return [
        pytest.param(example, id=example.get("why", example["text"]))
        for example in tomllib.loads((DATA / name).read_text("utf-8"))["example"]
    ]


def read_figure(text: str) -> Interval:
    number, _, unit = text.partition(" ")
    if unit:
        raise ValueError(f"{unit!r} is no unit")
    if not set(number) <= set("0123456789."):
        raise ValueError(f"{number!r} is no number")
    try:
        return interval(number)
    except InvalidOperation as error:
        raise ValueError(f"{number!r} is no number") from error


def interval(text: str) -> Interval:
    low, dots, high = text.partition("..")
    bounds = (low, high) if dots else (low, low)
    return Interval(*(Decimal(bound) if bound else None for bound in bounds))


@pytest.mark.parametrize("example", examples("parsed.toml"))
def test_an_expression_is_written_back_in_one_form(example: Mapping[str, Any]) -> None:
    expression = parse(example["text"], read_figure)

    assert str(expression) == example["written"]
    assert [str(reference) for reference in references(expression)] == example["references"]
    assert parse(str(expression), read_figure) == expression


@pytest.mark.parametrize("example", examples("errors.toml"))
def test_an_error_says_what_was_found_and_what_was_expected(example: Mapping[str, Any]) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(example["text"], read_figure)

    error = caught.value
    assert (error.message, error.offset, error.hint) == (
        example["message"],
        example["at"],
        example.get("hint", ""),
    )


def test_a_reference_knows_its_place_and_its_qualifiers() -> None:
    expression = parse("1 == qianjiang.firms[target, 2024, 规上]", read_figure)

    (reference,) = references(expression)
    assert reference == Reference(
        "qianjiang", "firms", (("as-of", "2024"), ("role", "target"), ("scope", "规上"))
    )
    assert reference.offset == 5


def test_an_expression_has_a_longest_length() -> None:
    longest = "a == " + "1" * (LONGEST - 5)
    assert str(parse(longest, read_figure)) == longest
    with pytest.raises(ExpressionError, match="at most 500 characters, found 501") as caught:
        parse(longest + "1", read_figure)
    assert caught.value.offset == LONGEST


def test_parentheses_have_a_deepest_nesting() -> None:
    def nested(depth: int) -> str:
        return "(" * depth + "a" + ")" * depth + " == a"

    assert str(parse(nested(DEEPEST), read_figure)) == "a == a"
    with pytest.raises(
        ExpressionError, match="at most 50 parentheses inside one another"
    ) as caught:
        parse(nested(DEEPEST + 1), read_figure)
    assert caught.value.offset == DEEPEST


@pytest.mark.parametrize("example", examples("judged.toml"))
def test_a_relation_holds_is_broken_or_cannot_be_told(example: Mapping[str, Any]) -> None:
    expression = parse(example["text"], read_figure)
    facts, lists = (by_reference(example.get(name, {})) for name in ("facts", "lists"))

    outcomes = evaluate(
        expression, lambda found: facts.get(found, {}), lambda found: lists.get(found, {})
    )

    assert [line(expression, outcome) for outcome in outcomes] == example["outcomes"]


def test_sides_show_figures_as_the_caller_wants_them() -> None:
    expression = parse("met + unmet == total", read_figure)
    facts = by_reference({"met": {"a": "20"}, "unmet": {"a": "3"}, "total": {"a": "24"}})
    (outcome,) = evaluate(expression, facts.__getitem__, facts.__getitem__)

    text = sides(
        expression, outcome, lambda read, term: plain(read) + "项" * isinstance(term, Reference)
    )

    assert text == "20项 + 3项 = 23, stated 24项"


def test_a_quoted_figure_keeps_what_its_digits_leave_open() -> None:
    expression = parse("area == '17.045..17.055'", read_figure)

    assert expression.operands[1] == Literal("'17.045..17.055'", interval("17.045..17.055"))
    assert judge(expression, {"area": interval("17.05")}) is Truth.HOLDS
    assert judge(expression, {"area": interval("17.06")}) is Truth.BROKEN


def by_reference(figures: Mapping[str, Any]) -> dict[Reference, BySource]:
    return {
        references(parse(f"0 == {name}", read_figure))[0]: {
            source: tuple(map(interval, [texts] if isinstance(texts, str) else texts))
            for source, texts in by_source.items()
        }
        for name, by_source in figures.items()
    }


def line(expression: Expression, outcome: Outcome) -> str:
    text = f"{outcome.source or '*'} {outcome.truth}: {sides(expression, outcome)}"
    if outcome.gap is not None:
        return f"{text}; gap {plain(Interval(outcome.gap, outcome.gap))}"
    return f"{text}; {outcome.reason}" if outcome.reason else text


# Laws

NAMES = ("a", "b", "c-d")
TEXTS = ("省级", "target", "2024", "x=y", "a, [b]", "规上 企业")
NUMBERS = st.decimals(-1000, 1000, places=2)
INTERVALS = st.tuples(NUMBERS, NUMBERS).map(lambda ends: Interval(min(ends), max(ends)))
FIGURES = st.one_of(
    INTERVALS,
    INTERVALS.map(lambda found: Interval(found.low, None)),
    INTERVALS.map(lambda found: Interval(None, found.high)),
    st.just(Interval(None, None)),
)
FIGURES_BY_NAME = st.fixed_dictionaries(dict.fromkeys(NAMES, FIGURES))
REFERENCES = st.builds(
    Reference,
    st.sampled_from([None, "qianjiang"]),
    st.sampled_from(NAMES),
    st.dictionaries(st.sampled_from(["scope", "source"]), st.sampled_from(TEXTS)).map(
        lambda pairs: tuple(sorted(pairs.items()))
    ),
)
LITERALS = st.sampled_from(["0", "2", "14.8%", "'17.05'"]).map(
    lambda text: parse(f"{text} == 0", read_figure).operands[0]
)


def chains(terms: st.SearchStrategy[Term], operators: str) -> st.SearchStrategy[Chain]:
    more = st.lists(
        st.tuples(st.sampled_from(operators.split()), terms), min_size=1, max_size=2
    ).map(lambda pairs: tuple(zip(*pairs, strict=True)))
    return st.builds(lambda first, rest: Chain((first, *rest[1]), rest[0]), terms, more)


TERMS = st.recursive(
    st.one_of(LITERALS, REFERENCES, st.builds(Call, st.sampled_from(["count", "sum"]), REFERENCES)),
    lambda terms: st.one_of(chains(terms, "+ -"), chains(terms, "* /")),
    max_leaves=6,
)
EXPRESSIONS = chains(TERMS, "== <= < >= >")
ORDERS = st.sampled_from(["==", "<=", "<", ">=", ">"])


def judge(expression: Expression, values: Mapping[str, Interval]) -> Truth:
    def lookup(found: Reference) -> BySource:
        return {"a": (values[found.attribute],)}

    (outcome,) = evaluate(expression, lookup, lookup)
    return outcome.truth


@given(EXPRESSIONS)
def test_what_is_written_reads_back(expression: Expression) -> None:
    assert parse(str(expression), read_figure) == expression


@given(st.one_of(st.text(), st.text("ab-.12%'[]()=<>+*/, 省"), st.text("(a -+", min_size=200)))
def test_any_text_is_read_or_refused(text: str) -> None:
    answer = attempt(text)

    if isinstance(answer, ExpressionError):
        assert answer.message
        assert 0 <= answer.offset <= len(text)
    else:
        assert parse(str(answer), read_figure) == answer


def attempt(text: str) -> Expression | ExpressionError:
    try:
        return parse(text, read_figure)
    except ExpressionError as error:
        return error


@given(EXPRESSIONS, FIGURES_BY_NAME, FIGURES_BY_NAME)
def test_wider_figures_never_break_a_relation(
    expression: Expression, values: Mapping[str, Interval], others: Mapping[str, Interval]
) -> None:
    wider = {name: hull((values[name], others[name])) for name in NAMES}

    if judge(expression, wider) is Truth.BROKEN:
        assert judge(expression, values) is Truth.BROKEN


@given(EXPRESSIONS, st.fixed_dictionaries(dict.fromkeys(NAMES, INTERVALS)), st.data())
def test_a_relation_that_some_values_keep_is_not_broken(
    expression: Expression, values: Mapping[str, Interval], data: st.DataObject
) -> None:
    drawn = {
        name: data.draw(st.decimals(found.low, found.high, places=2))
        for name, found in values.items()
    }
    points = {name: Interval(number, number) for name, number in drawn.items()}

    if judge(expression, points) is Truth.HOLDS:
        assert judge(expression, values) is not Truth.BROKEN


@given(TERMS, TERMS, TERMS, ORDERS, FIGURES_BY_NAME)
def test_a_sum_does_not_depend_on_the_order_of_its_terms(
    first: Term, second: Term, total: Term, order: str, values: Mapping[str, Interval]
) -> None:
    one = Chain((Chain((first, second), ("+",)), total), (order,))
    other = Chain((Chain((second, first), ("+",)), total), (order,))

    assert judge(one, values) is judge(other, values)


@given(TERMS, TERMS, FIGURES_BY_NAME)
def test_equal_figures_keep_the_weak_orders(
    first: Term, second: Term, values: Mapping[str, Interval]
) -> None:
    if judge(Chain((first, second), ("==",)), values) is Truth.HOLDS:
        assert judge(Chain((first, second), ("<=",)), values) is Truth.HOLDS
        assert judge(Chain((second, first), ("<=",)), values) is Truth.HOLDS


@given(TERMS, TERMS, ORDERS, FIGURES_BY_NAME)
def test_a_comparison_reads_alike_from_either_side(
    first: Term, second: Term, order: str, values: Mapping[str, Interval]
) -> None:
    mirrored = order.translate(str.maketrans("<>", "><"))

    assert judge(Chain((first, second), (order,)), values) is judge(
        Chain((second, first), (mirrored,)), values
    )
