"""PQ3: figures are read, and can be what they say."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from parkq.figures.express import express
from parkq.findings import Found
from parkq.locale import Message
from parkq.model import Attribute, Figure, Unread
from parkq.rules.rule import Case, Rule, at, of_fact, of_problems
from parkq.store.statements import read_for
from parkq.terms import Kind, Severity

_BOUNDS = ("minimum", "maximum")


def _unread(case: Case) -> Iterator[Found]:
    yield from of_problems("unread-figure")(case)
    for attribute in case.store.attributes.values():
        for key in _BOUNDS:
            bound = _bound(attribute, key)
            if isinstance(bound, Unread):
                message = Message(
                    "{attribute}: {key} {stated!r}: {error}",
                    attribute=attribute.id,
                    key=key,
                    stated=bound.stated,
                    error=bound.error,
                )
                yield Found(message, at(attribute, key))


def _bound(attribute: Attribute, key: str) -> Figure | Unread | None:
    stated = getattr(attribute, key)
    return stated and read_for(attribute, stated, None)


def _fractional(case: Case) -> Iterator[Found]:
    for attribute in case.store.attributes.values():
        if attribute.kind is Kind.COUNT:
            for fact, figure in case.figures(attribute.id):
                value = figure.value
                if value is not None and value != value.to_integral_value():
                    message = Message(
                        "{stated} is {number}, no whole count",
                        stated=figure.stated,
                        number=f"{value.normalize():f}",
                    )
                    yield of_fact(fact, message, "stated")


def _out_of_range(case: Case) -> Iterator[Found]:
    for attribute in case.store.attributes.values():
        for breaks, bound, limit in _tests(attribute):
            for fact, figure in case.figures(attribute.id):
                if breaks(figure, bound):
                    message = Message("{stated} is {limit}", stated=figure.stated, limit=limit)
                    yield of_fact(fact, message, "stated")


_Test = tuple[Callable[[Figure, Decimal], bool], Decimal, Message]


def _tests(attribute: Attribute) -> Iterator[_Test]:
    """What breaks the range of an attribute; a count is never below 0, a rank never below 1."""
    least, most = (_bound(attribute, key) for key in _BOUNDS)
    if isinstance(least, Figure) and (bound := _or(least.value, least.low)) is not None:
        minimum = express(least, attribute.display)
        yield _below, bound, Message("below the minimum of {minimum}", minimum=minimum)
    elif attribute.kind in _LEAST:
        bound = _LEAST[attribute.kind]
        yield _below, bound, Message("below {bound}", bound=bound)
    if isinstance(most, Figure) and (bound := _or(most.value, most.high)) is not None:
        maximum = express(most, attribute.display)
        yield _above, bound, Message("above the maximum of {maximum}", maximum=maximum)


def _or(value: Decimal | None, bound: Decimal | None) -> Decimal | None:
    """The number stated as a bound, which is meant as it is; a date has only its days."""
    return bound if value is None else value


_LEAST = {Kind.COUNT: Decimal(0), Kind.RANK: Decimal(1)}


def _below(figure: Figure, bound: Decimal) -> bool:
    return figure.high is not None and figure.high < bound


def _above(figure: Figure, bound: Decimal) -> bool:
    return figure.low is not None and figure.low > bound


RULES = (
    Rule(
        code="PQ301",
        name="unread-figure",
        severity=Severity.ERROR,
        says="A stated figure, or the bound of an attribute's range, is not understood.",
        why="It can be compared with nothing. `parkq figure TEXT` tries out how figures are read.",
        find=_unread,
    ),
    Rule(
        code="PQ302",
        name="unknown-unit",
        severity=Severity.ERROR,
        says="What follows the number of a figure is no unit that parkq knows.",
        why="The number alone could mean anything. `parkq list units` lists them.",
        find=of_problems("unknown-unit"),
    ),
    Rule(
        code="PQ303",
        name="wrong-dimension",
        severity=Severity.ERROR,
        says="A figure is in a unit that its attribute is not measured in.",
        why="Metres are no area. Either the figure was copied short or it is of another attribute.",
        find=of_problems("wrong-dimension"),
    ),
    Rule(
        code="PQ304",
        name="fractional-count",
        severity=Severity.ERROR,
        says="A count is not whole.",
        why="There is no half firm: a multiplier such as 万 is missing, or it is no count.",
        find=_fractional,
    ),
    Rule(
        code="PQ305",
        name="out-of-range",
        severity=Severity.ERROR,
        says="A figure lies wholly outside the range that its attribute declares.",
        why="A unit or a digit was lost, or the range is too narrow. Every count is at least 0 and "
        "every rank at least 1; `minimum` and `maximum` say the rest.",
        find=_out_of_range,
    ),
    Rule(
        code="PQ306",
        name="missing-unit",
        severity=Severity.ERROR,
        says="A bare number is stated of what is measured in units, and nothing says in which.",
        why="13123685 of a table in 万元 is no 0.13亿元. Give the fact its `unit`, or the file's "
        "[defaults], or the attribute.",
        find=of_problems("missing-unit"),
    ),
)
