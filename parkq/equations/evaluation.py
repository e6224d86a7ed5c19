"""Whether the arithmetic of a ``[[relation]]`` holds on what sources state.

A relation is broken only where no numbers that the figures leave open can keep it, and holds
where some can: as in XBRL's Calculations 1.1, where a sum is consistent with its total if
their intervals meet. So ``core-area <= planned-area`` holds of 17.05 and 17.05, rounded as they
are, just as ``==`` does. Where a side is open (at least 300) and the order not certain, where
a source is silent or a divisor may be 0, it cannot be told.

Figures are drawn from one source wherever a source states all of them, so that a relation
judges each such source by itself. Else each figure is any that its sources state: the hull,
since sources that differ are another rule's concern. Several figures of one reference in one
source (of several dates, say) are likewise its hull: name the one that is meant by ``[…]``.
Another figure in a hull can therefore only make a relation hold, never break it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum, unique
from functools import partial, reduce
from typing import NamedTuple

from parkq.equations.intervals import (
    ARITHMETIC,
    Interval,
    add,
    distance,
    hull,
    is_bounded,
    may_hold,
    must_hold,
    narrow,
)
from parkq.equations.references import Reference
from parkq.equations.terms import Call, Chain, Expression, Leaf, Literal, Term, leaves, written

BySource = Mapping[str, tuple[Interval, ...]]
"""Source id to the intervals of the facts that a reference means there; without silent sources.

An upper bound that a figure excludes counts as included: that can only make a relation hold.
"""

Lookup = Callable[[Reference], BySource]
Show = Callable[[Interval, Term], str]
"""Words for the interval of what is taken from facts, or of a computed side."""


@unique
class Truth(StrEnum):
    """What can be said of a relation."""

    HOLDS = "holds"
    UNKNOWN = "unknown"
    BROKEN = "broken"


class Outcome(NamedTuple):
    """A relation judged on one source's figures, or on those of several together.

    Attributes:
        truth: broken if one comparison of the chain is, else unknown if one is.
        source: None where the figures are drawn from several sources.
        order: the comparison that decided; the first one where all hold.
        left, right: its two sides; None where a side has no value. In a chain, ``left`` is
            narrowed by the comparisons before it.
        gap: how far the sides are apart, where broken.
        reason: why it cannot be told; else empty.
        readings: what was taken from facts, without what is not stated.
    """

    truth: Truth
    source: str | None
    order: str
    left: Interval | None
    right: Interval | None
    gap: Decimal | None
    reason: str
    readings: Mapping[Leaf, Interval]


_WORST = (Truth.BROKEN, Truth.UNKNOWN, Truth.HOLDS)
_SHOWN_DIGITS = 8
_MOST_DIGITS = 30
"""A longer number is shown with its power of ten."""
_WORDS = {
    "==": "expected",
    "<=": "expected at most",
    "<": "expected less than",
    ">=": "expected at least",
    ">": "expected more than",
}


def evaluate(expression: Expression, lookup: Lookup, lengths: Lookup) -> tuple[Outcome, ...]:
    """Judges a relation: once for each source that states all of it, else once for all.

    Args:
        expression: the relation.
        lookup: gives the figures of a reference.
        lengths: gives the lengths of the lists of a reference, for ``count``.

    Returns:
        At least one outcome, in the order of the source ids.
    """
    stated = {leaf: _by_source(leaf, lookup, lengths) for leaf in leaves(expression)}
    if complete := _common(stated.values()):
        return tuple(
            _judge(expression, {leaf: by_id[source] for leaf, by_id in stated.items()}, source)
            for source in complete
        )
    hulls = {leaf: hull(by_id.values()) for leaf, by_id in stated.items() if by_id}
    return (_judge(expression, hulls, None),)


def plain(interval: Interval, _term: Term | None = None) -> str:
    """An interval in plain numbers: ``23``, ``[22.5, 23.5]``, ``at least 23``."""
    low, high = interval.low, interval.high
    if low is not None and high is not None:
        return _digits(low) if low == high else f"[{_digits(low)}, {_digits(high)}]"
    if low is not None:
        return f"at least {_digits(low)}"
    return "any number" if high is None else f"at most {_digits(high)}"


def sides(expression: Expression, outcome: Outcome, show: Show = plain) -> str:
    """The arithmetic with its numbers: ``20 + 3 = 23, stated 24``.

    What is not stated goes by its name.
    """
    operands = expression.operands
    if expression.operators == ("==",) and not isinstance(operands[0], Chain):
        operands = tuple(sorted(operands, key=lambda operand: not isinstance(operand, Chain)))
    parts = [_side(operands[0], outcome.readings, show)]
    for order, operand in zip(expression.operators, operands[1:], strict=True):
        is_stated = order == "==" and isinstance(operand, Reference)
        words = "stated" if is_stated else _WORDS[order]
        parts.append(f"{words} {_side(operand, outcome.readings, show)}")
    return ", ".join(parts)


def _common(stated: Iterable[Mapping[str, Interval]]) -> list[str]:
    """The sources that state all, in order."""
    sources = [set(by_source) for by_source in stated]
    return sorted(set.intersection(*sources)) if sources else []


def _by_source(leaf: Leaf, lookup: Lookup, lengths: Lookup) -> Mapping[str, Interval]:
    """Source id to what one source states, as one interval."""
    fold: Callable[[Iterable[Interval]], Interval] = hull
    if isinstance(leaf, Reference):
        by_source = lookup(leaf)
    elif leaf.function == "count":
        by_source = lengths(leaf.reference)
    else:
        by_source, fold = lookup(leaf.reference), partial(reduce, add)
    return {source: fold(intervals) for source, intervals in by_source.items() if intervals}


def _judge(
    expression: Expression, readings: Mapping[Leaf, Interval], source: str | None
) -> Outcome:
    comparisons = _comparisons(expression, readings)
    truth, order, left, right = min(comparisons, key=lambda judged: _WORST.index(judged[0]))
    return Outcome(
        truth=truth,
        source=source,
        order=order,
        left=left,
        right=right,
        gap=distance(left, right) if truth is Truth.BROKEN and left and right else None,
        reason=_reason(expression, readings, left, right) if truth is Truth.UNKNOWN else "",
        readings=readings,
    )


def _comparisons(
    expression: Expression, readings: Mapping[Leaf, Interval]
) -> Iterator[tuple[Truth, str, Interval | None, Interval | None]]:
    """Each comparison of a chain, judged on what those before it leave of its left side."""
    left = _value(expression.operands[0], readings)
    for order, operand in zip(expression.operators, expression.operands[1:], strict=True):
        right = _value(operand, readings)
        if left is None or right is None:
            yield Truth.UNKNOWN, order, left, right
            left = right
        else:
            truth = _compare(order, left, right)
            yield truth, order, left, right
            left = right if truth is Truth.BROKEN else narrow(order, left, right)


def _compare(order: str, left: Interval, right: Interval) -> Truth:
    if not may_hold(order, left, right):
        return Truth.BROKEN
    if must_hold(order, left, right) or (is_bounded(left) and is_bounded(right)):
        return Truth.HOLDS
    return Truth.UNKNOWN


def _value(term: Term, readings: Mapping[Leaf, Interval]) -> Interval | None:
    """A term's interval; None where something in it is not stated or a divisor may be 0."""
    if isinstance(term, Literal):
        return term.interval
    if not isinstance(term, Chain):
        return readings.get(term)
    value = _value(term.operands[0], readings)
    for operator, operand in zip(term.operators, term.operands[1:], strict=True):
        other = _value(operand, readings)
        value = None if value is None or other is None else ARITHMETIC[operator](value, other)
    return value


def _reason(
    expression: Expression,
    readings: Mapping[Leaf, Interval],
    left: Interval | None,
    right: Interval | None,
) -> str:
    silent = [str(leaf) for leaf in dict.fromkeys(leaves(expression)) if leaf not in readings]
    if silent:
        return f"nothing is stated of {', '.join(silent)}"
    return "a divisor may be 0" if left is None or right is None else "a side is open"


def _side(term: Term, readings: Mapping[Leaf, Interval], show: Show) -> str:
    def number(leaf: Leaf) -> str:
        return show(readings[leaf], leaf) if leaf in readings else str(leaf)

    if isinstance(term, Call):
        return f"{term} = {number(term)}" if term in readings else str(term)
    value = _value(term, readings) if isinstance(term, Chain) else None
    return written(term, number) + ("" if value is None else f" = {show(value, term)}")


def _digits(number: Decimal) -> str:
    """A number to `_SHOWN_DIGITS` significant digits, but never less than to a whole one."""
    if number.adjusted() > _MOST_DIGITS:
        return f"{number:.{_SHOWN_DIGITS - 1}E}"
    shown = Context(max(_SHOWN_DIGITS, number.adjusted() + 1), ROUND_HALF_EVEN)
    return f"{shown.normalize(number):f}"
