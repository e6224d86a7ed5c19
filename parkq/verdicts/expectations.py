"""What figures of one entity owe to each other across roles and attributes.

A target or plan is met or missed by the actual figure of its date; an attribute declared
``at_least`` another is never smaller (part ≤ whole, built ≤ planned).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate

from parkq import dates
from parkq.model import Attribute, Figure
from parkq.terms import Kind, Measure, Role, Span, Verdict
from parkq.verdicts import wording
from parkq.verdicts.claims import Claim, order, stamp
from parkq.verdicts.comparisons import Measured, group_of_pair
from parkq.verdicts.distance import is_below
from parkq.verdicts.pairs import judge
from parkq.verdicts.results import Form, Group
from parkq.verdicts.table import SEVERITY

PROMISES = frozenset({Role.TARGET, Role.PLAN})
"""Roles whose figure an actual one may meet or miss."""

_FAR = float("inf")


def judge_promises(entity: str, measures: Iterable[Measured]) -> Iterator[Group]:
    """A group for each target or plan that an actual figure of its date meets or misses.

    No clock is needed: that the date is past is known from an actual figure that covers it.
    """
    by_measure: defaultdict[Measure, list[Measured]] = defaultdict(list)
    for measured in measures:
        by_measure[measured.measure].append(measured)
    for alike in by_measure.values():
        promising = [m for m in alike if m.role in PROMISES]
        actual = next((m for m in alike if m.role is Role.ACTUAL), None)
        if promising and actual:
            reached = _by_extent(c for c in _witnesses(actual) if c.is_dated)
            for measured in promising:
                yield from _judge_promises(entity, measured, reached)


_Extent = tuple[str, str]
"""The folded scope and the base unit of figures that are measured against each other."""


class _Reached:
    """The actual figures of one extent: the best by each day, and the first from each day on."""

    def __init__(self, claims: Sequence[Claim], attribute: Attribute) -> None:
        self.attribute = attribute
        self.begun = sorted(claims, key=lambda c: (_first_day(c), order(c)))
        self.starts = [_first_day(c) for c in self.begun]
        self.best = list(accumulate(self.begun, self._better))
        self.ended = sorted(claims, key=lambda c: (_last_day(c), order(c)))
        self.ends = [_last_day(c) for c in self.ended]

    def _better(self, one: Claim, other: Claim) -> Claim:
        ours, theirs = (_better_upwards(c.figure, self.attribute)[0] for c in (one, other))
        return other if theirs is not None and (ours is None or theirs > ours) else one


def _by_extent(claims: Iterable[Claim]) -> Mapping[_Extent, list[Claim]]:
    found: defaultdict[_Extent, list[Claim]] = defaultdict(list)
    for c in claims:
        found[c.scope, c.figure.unit].append(c)
    return found


def _judge_promises(
    entity: str, measured: Measured, reached: Mapping[_Extent, list[Claim]]
) -> Iterator[Group]:
    attribute = measured.attribute
    figures: dict[_Extent, _Reached] = {}
    for promise in _witnesses(measured):
        extent = promise.scope, promise.figure.unit
        if not promise.declared or extent not in reached or not _is_measurable(promise.figure):
            continue
        if extent not in figures:
            figures[extent] = _Reached(reached[extent], attribute)
        outcome = _outcome(promise, figures[extent])
        if outcome:
            yield _promise(entity, measured, promise, *outcome)


def _outcome(promise: Claim, reached: _Reached) -> tuple[Verdict, Claim] | None:
    """Met or missed, and by which actual figure; None where nothing tells."""
    attribute = reached.attribute
    aim, _ = _better_upwards(promise.figure, attribute)
    due = promise.period.high
    if aim is None or due is None:
        return None
    begun = bisect_right(reached.starts, due)
    if begun:
        best = reached.best[begun - 1]
        least, _ = _better_upwards(best.figure, attribute)
        if least is not None and least >= aim:
            return Verdict.MET, best
    for c in reached.ended[bisect_left(reached.ends, due) :]:
        _, most = _better_upwards(c.figure, attribute)
        if most is not None and most < aim and c.period.high is not None:
            return Verdict.MISSED, c
    return None


def _first_day(c: Claim) -> float:
    return _FAR if c.period.low is None else c.period.low


def _last_day(c: Claim) -> float:
    return -_FAR if c.period.high is None else c.period.high


def _is_measurable(figure: Figure) -> bool:
    return figure.unit != "" and figure.kind is not Kind.DATE


def _better_upwards(figure: Figure, attribute: Attribute) -> tuple[Decimal | None, Decimal | None]:
    """The figure's interval; turned over for a rank, of which the smallest is the best."""
    if attribute.kind is not Kind.RANK:
        return figure.low, figure.high
    return (
        None if figure.high is None else -figure.high,
        None if figure.low is None else -figure.low,
    )


def _promise(
    entity: str, measured: Measured, promise: Claim, verdict: Verdict, actual: Claim
) -> Group:
    attribute = measured.attribute
    short = ""
    if verdict is Verdict.MISSED:
        short = wording.gap_between(promise.figure, actual.figure, attribute)
    judgement = judge(promise, actual, attribute)._replace(
        verdict=verdict, severity=SEVERITY[verdict]
    )
    if not short:
        judgement = judgement._replace(gap=None, ratio=None)
    share = f", {wording.percent(judgement.ratio)}" if judgement.ratio else ""
    why = (
        f"{promise.fact.role} {promise.figure.stated} for {promise.fact.as_of} "
        f"({promise.fact.source}), {actual.figure.stated} reached in {stamp(actual)} "
        f"({actual.fact.source}): {verdict}" + (f" by {short}{share}" if short else "")
    )
    group = group_of_pair(entity, measured, judgement, Form.CHECK, why=(why,))
    return group._replace(gap_display=short)


def judge_order(
    entity: str, wholes: Iterable[Measured], parts: Iterable[Measured], lesser: Attribute
) -> Iterator[Group]:
    """A group for each figure of a part that exceeds the whole: ``attribute at_least lesser``.

    Scope excuses nothing: a part is no larger than the whole however either is drawn. Figures
    of different roles, and figures dated apart, are not held to it.
    """
    smaller = {m.role: m for m in parts if m.measure is Measure.LEVEL}
    sums = lesser.period is Span.DURATION
    for measured in wholes:
        if measured.measure is Measure.LEVEL and measured.role in smaller:
            is_sum = sums or measured.attribute.period is Span.DURATION
            limits = _Limits(_witnesses(measured), of_one_period=is_sum)
            for part in _witnesses(smaller[measured.role]):
                whole = limits.broken_by(part)
                if whole:
                    yield _order(entity, measured, whole, part, lesser)


_MOST_YEARS = 60
"""A time of more years than these is looked at for every other one."""

_TRIED = 64


class _Limits:
    """Figures that others must not exceed, by the years that they are of, the smallest first.

    Figures of durations limit those of the same period alone: a half-year is below any year.
    """

    def __init__(self, claims: Iterable[Claim], *, of_one_period: bool) -> None:
        self._of_one_period = of_one_period
        self._by_year: defaultdict[int, list[Claim]] = defaultdict(list)
        bounded = [c for c in claims if c.figure.high is not None]
        for c in sorted(bounded, key=lambda c: (c.figure.high, order(c))):
            for year in _years(c.period):
                self._by_year[year].append(c)
        self._all = sorted(bounded, key=lambda c: (c.figure.high, order(c)))

    def broken_by(self, part: Claim) -> Claim | None:
        """The smallest figure of the time of a part that the part exceeds."""
        years = _years(part.period)
        rows = [self._all] if _ANY in years else [self._by_year.get(y, []) for y in (*years, _ANY)]
        broken = [c for row in rows for c in self._exceeded(row, part)]
        return min(broken, key=lambda c: (c.figure.high or 0, order(c)), default=None)

    def _exceeded(self, row: Sequence[Claim], part: Claim) -> Iterator[Claim]:
        """The first of a row, smallest first, that a part of the same time exceeds."""
        for whole in row[:_TRIED]:
            if not is_below(whole.figure, part.figure):
                return
            if whole.figure.unit == part.figure.unit and self._is_at_once(whole, part):
                yield whole
                return

    def _is_at_once(self, whole: Claim, part: Claim) -> bool:
        if self._of_one_period:
            return whole.period == part.period
        return dates.meet(whole.period, part.period)


_ANY = 0
"""Stands for all years."""


def _years(period: dates.Period) -> Sequence[int]:
    if period.low is None or period.high is None:
        return (_ANY,)
    first, last = date.fromordinal(period.low).year, date.fromordinal(period.high).year
    return range(first, last + 1) if last - first < _MOST_YEARS else (_ANY,)


def _order(entity: str, measured: Measured, whole: Claim, part: Claim, lesser: Attribute) -> Group:
    attribute = measured.attribute
    short = wording.gap_between(whole.figure, part.figure, attribute)
    verdict = Verdict.ORDER_BROKEN
    judgement = judge(whole, part, attribute)._replace(verdict=verdict, severity=SEVERITY[verdict])
    why = (
        f"{attribute.label['en']} {wording.named(whole)} is smaller than "
        f"{lesser.label['en']} {wording.named(part)}, by {short}"
    )
    return group_of_pair(entity, measured, judgement, Form.CHECK, why=(why,))


def _witnesses(measured: Measured) -> Iterator[Claim]:
    """What is judged of a measure, once where a reprint only repeats it."""
    for comparison in measured.comparisons:
        yield from comparison.witnesses
