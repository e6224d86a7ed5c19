"""Durations inside one another: a part does not exceed the whole, and all parts add up to it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from parkq.figures import reader
from parkq.figures.context import Context
from parkq.model import Attribute, Figure
from parkq.terms import Kind, Measure, Span, Verdict
from parkq.verdicts import wording
from parkq.verdicts.claims import Claim, order
from parkq.verdicts.comparisons import Measured, gap_display, group_of_pair, members
from parkq.verdicts.contexts import spoken
from parkq.verdicts.distance import is_below
from parkq.verdicts.pairs import Judgement, judge
from parkq.verdicts.results import Form, Group
from parkq.verdicts.table import SEVERITY

_NOTHING = Decimal(0)
_ADDING = frozenset({Kind.COUNT, Kind.MONEY, Kind.QUANTITY})


def judge_parts(entity: str, measured: Measured) -> Iterator[Group]:
    """A group for each part that exceeds its whole, and each whole that its parts do not add to."""
    attribute = measured.attribute
    adds = attribute.kind in _ADDING and measured.measure in {Measure.LEVEL, Measure.CHANGE}
    if attribute.period is not Span.DURATION or not adds or len(measured.comparisons) == 1:
        return
    by_scope: dict[str, list[Sequence[Claim]]] = {}
    for comparison in measured.comparisons:
        for scope in {c.scope for c in comparison.witnesses}:
            claims = [c for c in comparison.witnesses if c.scope == scope]
            by_scope.setdefault(scope, []).append(claims)
    is_positive = not can_be_negative(measured)
    for stated in by_scope.values():
        for whole, parts in _nested(stated):
            if is_positive:
                yield from _exceeding(entity, measured, whole, parts)
            yield from _adding(entity, measured, whole, parts)


def can_be_negative(measured: Measured) -> bool:
    """Whether an attribute's minimum, or a figure of it, is below 0."""
    if measured.measure is Measure.CHANGE:
        return True
    minimum = measured.attribute.minimum
    least = reader.read_figure(minimum, Context(measured.attribute.kind)) if minimum else None
    if isinstance(least, Figure) and least.low is not None and least.low < 0:
        return True
    figures = (c.figure for comparison in measured.comparisons for c in comparison.claims)
    return any(figure.high is not None and figure.high < 0 for figure in figures)


_Nested = tuple[Sequence[Claim], list[Sequence[Claim]]]


def _nested(stated: Iterable[Sequence[Claim]]) -> Iterator[_Nested]:
    """The claims of each period that has others right inside it, with those, by time."""
    closed = [c for c in stated if c[0].time.low is not None and c[0].time.high is not None]
    closed.sort(key=lambda claims: (_low(claims), -_high(claims)))
    open_: list[_Nested] = []
    done: list[_Nested] = []
    for claims in closed:
        while open_ and _high(open_[-1][0]) < _high(claims):
            done.append(open_.pop())
        if open_:
            open_[-1][1].append(claims)
        open_.append((claims, []))
    yield from (nested for nested in (*done, *open_) if nested[1])


def _low(claims: Sequence[Claim]) -> int:
    return claims[0].time.low or 0


def _high(claims: Sequence[Claim]) -> int:
    return claims[0].time.high or 0


def _exceeding(
    entity: str, measured: Measured, whole: Sequence[Claim], parts: Iterable[Sequence[Claim]]
) -> Iterator[Group]:
    """Each part whose every figure is above every figure of the whole."""
    largest = max(whole, key=_by_high)
    for part in parts:
        smallest = min(part, key=_by_low)
        if is_below(largest.figure, smallest.figure):
            broken = _broken(largest, smallest, Verdict.ORDER_BROKEN, measured.attribute)
            short = gap_display(broken, measured.attribute)
            why = (
                f"{wording.dated(smallest)} is a part of {wording.dated(largest)}, "
                f"and larger by {short}"
            )
            yield group_of_pair(entity, measured, broken, Form.CHECK, why=(why,))


def _adding(
    entity: str, measured: Measured, whole: Sequence[Claim], parts: list[Sequence[Claim]]
) -> Iterator[Group]:
    """A whole that its parts fill without a gap, where no figures of theirs add up to it."""
    days = [(_low(part), _high(part)) for part in parts]
    fills = days[0][0] == _low(whole) and days[-1][1] == _high(whole)
    if not fills or any(a[1] + 1 != b[0] for a, b in pairwise(days)):
        return
    low, high = _span(whole)
    spans = [_span(part) for part in parts]
    least = _sum(span[0] for span in spans)
    most = _sum(span[1] for span in spans)
    slack = measured.attribute.tolerance * max(abs(low or _NOTHING), abs(high or _NOTHING))
    too_much = least is not None and high is not None and least > high + slack
    too_little = most is not None and low is not None and most < low - slack
    if not too_much and not too_little:
        return
    stated = whole[0]
    figure = stated.figure._replace(
        value=None, low=least, high=most, half=_NOTHING, coarse=_NOTHING
    )
    total = wording.bounds(figure, measured.attribute)
    names = ", ".join(f"{part[0].figure.stated} ({spoken(part[0].time)})" for part in parts)
    why = f"{wording.dated(stated)}: its parts add up to {total}: {names}"
    broken = _broken(stated, parts[0][0], Verdict.SUM_BROKEN, measured.attribute)
    group = group_of_pair(entity, measured, broken, Form.CHECK, why=(why,))
    everyone = [stated, *(part[0] for part in parts)]
    yield group._replace(
        facts=tuple(c.fact.id for c in everyone),
        gap=None,
        gap_ratio=None,
        gap_display="",
        members=members(everyone),
    )


def _span(claims: Iterable[Claim]) -> tuple[Decimal | None, Decimal | None]:
    """All that the figures of one time allow."""
    lows, highs = zip(*((c.figure.low, c.figure.high) for c in claims), strict=True)
    return (None if None in lows else min(lows)), (None if None in highs else max(highs))


def _sum(bounds: Iterable[Decimal | None]) -> Decimal | None:
    total = _NOTHING
    for bound in bounds:
        if bound is None:
            return None
        total += bound
    return total


def _broken(one: Claim, other: Claim, verdict: Verdict, attribute: Attribute) -> Judgement:
    judgement = judge(one, other, attribute)
    return judgement._replace(verdict=verdict, severity=SEVERITY[verdict])


def _by_high(c: Claim) -> tuple[object, ...]:
    return c.figure.high is None, c.figure.high or 0, order(c)


def _by_low(c: Claim) -> tuple[object, ...]:
    return c.figure.low is not None, c.figure.low or 0, order(c)
