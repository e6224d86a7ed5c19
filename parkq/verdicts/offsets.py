"""Whether one of two sources states everything larger by about one factor.

A constant factor over several measures hints that the two mean different extents (the zone and
its core, the year and the half-year); it is a hint beside the verdicts, never one of them.
"""

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from parkq.model import Figure
from parkq.store.memory import Store
from parkq.terms import Hedge, Measure, Role
from parkq.verdicts.distance import distance
from parkq.verdicts.results import Offset

LEAST = 3
"""Measures, and at least half of those that differ, must share a factor for it to be no chance."""

SPREAD = Decimal("0.02")
"""How far from the median factor a measure may be and still share it."""


def offset(store: Store, first: str, second: str) -> Offset | None:
    """The factor that most of two sources' figures stand in, if at least `LEAST` share it."""
    ratios = dict(_ratios(store, first, second))
    if len(ratios) < LEAST:
        return None
    middle = median(ratios.values())
    sharing = {name: r for name, r in ratios.items() if abs(r - middle) <= SPREAD * middle}
    if len(sharing) < LEAST or abs(middle - 1) <= SPREAD:
        return None
    larger, smaller = (second, first) if middle > 1 else (first, second)
    factor = middle if middle > 1 else 1 / middle
    names = tuple(dict.fromkeys(attribute for _, attribute in sharing))
    return Offset(larger=larger, smaller=smaller, factor=factor, attributes=names)


def _ratios(store: Store, first: str, second: str) -> Iterator[tuple[tuple[str, str], Decimal]]:
    """Second ÷ first for each entity and attribute that both state once, and not alike."""
    ours, theirs = _plain(store, first), _plain(store, second)
    for key, a in ours.items():
        b = theirs.get(key)
        if b is None:
            continue
        gap, _ = distance(a, b)
        if gap and a.value and b.value:
            yield key, b.value / a.value


def _plain(store: Store, source: str) -> dict[tuple[str, str], Figure]:
    facts = (fact for fact in store.facts.values() if fact.source == source)
    stated: dict[tuple[str, str], list[Figure]] = {}
    for fact in facts:
        figure = fact.figure
        level = isinstance(figure, Figure) and figure.measure is Measure.LEVEL
        if level and isinstance(figure, Figure) and figure.unit and fact.role is Role.ACTUAL:
            stated.setdefault((fact.entity, fact.attribute), []).append(figure)
    return {
        key: figures[0]
        for key, figures in stated.items()
        if len(figures) == 1 and figures[0].hedge is Hedge.EXACT
    }
