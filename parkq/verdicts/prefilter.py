"""Whether the facts of an attribute are plainly in order, told in one pass: most are.

An accelerator, and nothing else: what it takes for in order comes to no verdict that asks for
attention. What it cannot tell is judged. ``PARKQ_PREFILTER=0`` switches it off.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log, log1p
from typing import NamedTuple

from parkq import dates
from parkq.model import Attribute, Fact, Figure, Source, Unread
from parkq.terms import Changes, Kind, Measure, Role, Span
from parkq.verdicts.distance import in_points, is_plain
from parkq.verdicts.pairs import LONGEST_GROWTH, pace_of
from parkq.verdicts.relations import LOOSE_LIMIT
from parkq.verdicts.slips import least_slip

SWITCH = "PARKQ_PREFILTER"

_ROOM = 1e-9
"""More than doubles err by."""


class _Statement(NamedTuple):
    """A figure in time: its first and last day, the source that states it, and its logarithm."""

    low: int
    high: int
    source: str
    size: float


def is_in_order(attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]) -> bool:
    """Whether no two facts of one entity and attribute can be at odds."""
    if os.environ.get(SWITCH) == "0":
        return False
    if len(facts) == 1:
        return True
    if attribute.kind is Kind.TEXT and not attribute.single:
        return not any(sources[fact.source].derived_from for fact in facts)
    if attribute.margin is not None or attribute.period is Span.DURATION:
        return False
    stated = _read_statements(attribute, facts, sources)
    return bool(stated) and _is_in_step(attribute, stated, _unit(facts))


def _unit(facts: Sequence[Fact]) -> str:
    figure = facts[0].figure
    return figure.unit if isinstance(figure, Figure) else ""


def _read_statements(
    attribute: Attribute, facts: Iterable[Fact], sources: Mapping[str, Source]
) -> list[_Statement]:
    """The facts by time; none of them where they differ in more than time and size."""
    found: list[_Statement] = []
    unit = None
    yearly = attribute.changes is Changes.YEARLY
    for fact in facts:
        figure, source = fact.figure, sources[fact.source]
        if isinstance(figure, Unread) or not is_simple(fact, figure) or source.derived_from:
            return []
        unit = unit or figure.unit
        told = fact.as_of or (source.published if yearly else None)
        if figure.unit != unit or figure.value is None or figure.value <= 0 or told is None:
            return []
        if float(figure.half) > float(LOOSE_LIMIT) * float(figure.value) / 2:
            return []
        period = dates.parse(told) if fact.as_of else dates.whole_years(dates.parse(told))
        if period.low is None or period.high is None:
            return []
        found.append(_Statement(period.low, period.high, fact.source, log(figure.value)))
    found.sort()
    return found


def is_simple(fact: Fact, figure: Figure) -> bool:
    """Whether a fact is a plain actual level that nothing limits."""
    return (
        is_plain(figure)
        and fact.role is Role.ACTUAL
        and figure.measure is Measure.LEVEL
        and not fact.scope
        and fact.status is None
        and not in_points(figure)
    )


def _is_in_step(attribute: Attribute, stated: Sequence[_Statement], unit: str) -> bool:
    """Whether figures of one time are near, and those of the next not too far from them."""
    near = -log1p(-float(attribute.tolerance)) - _ROOM
    times: dict[tuple[int, int], list[_Statement]] = {}
    for one in stated:
        times.setdefault((one.low, one.high), []).append(one)
    if not all(_is_at_peace(group, near) for group in times.values()):
        return False
    sizes = [one.size for one in stated]
    if max(sizes) - min(sizes) >= log(least_slip(unit)) - _ROOM:
        return False
    if attribute.changes is Changes.FIXED:
        return max(sizes) - min(sizes) <= near and len(times) == 1
    return all(_follows(b, a, attribute) for b, a in pairwise(times.values()))


def _is_at_peace(group: Sequence[_Statement], near: float) -> bool:
    """Whether figures of one time are near, and each of a source of its own."""
    sizes = [one.size for one in group]
    sources = {one.source for one in group}
    return max(sizes) - min(sizes) <= near and len(sources) == len(group)


def _follows(before: Sequence[_Statement], now: Sequence[_Statement], attribute: Attribute) -> bool:
    """Whether figures of one time plausibly follow those of the time before it."""
    earlier, later = ([one.size for one in group] for group in (before, now))
    first, second = before[0], now[0]
    if second.low <= first.high:
        return False
    if attribute.monotone and min(later) < max(earlier) + _ROOM:
        return False
    if attribute.changes is not Changes.YEARLY:
        return True
    days = (second.low + second.high - first.low - first.high) / 2
    years = min(LONGEST_GROWTH, days / 366)
    rise, fall = (float(pace_of(attribute, falls=falls)) * years for falls in (False, True))
    at_once = log1p(float(attribute.tolerance)) - _ROOM
    grown, fallen = max(later) - min(earlier), max(earlier) - min(later)
    return grown <= rise + at_once and fallen <= fall + at_once
