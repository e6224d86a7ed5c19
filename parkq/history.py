"""history: what is stated of one attribute in the order of time, each figure against the last."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from parkq import dates
from parkq.model import Attribute, Entity, Fact, Figure, Source
from parkq.queries import Filter
from parkq.store.memory import Store
from parkq.terms import Changes, Hedge, Kind, Severity, Verdict
from parkq.verdicts.changes import excuse_leap
from parkq.verdicts.claims import Claim
from parkq.verdicts.judge import claims_of, judged
from parkq.verdicts.pairs import judge
from parkq.verdicts.results import Group


class Change(NamedTuple):
    """How a figure stands to the one before it, of its role and scope.

    Attributes:
        since: id of the fact before it.
        verdict, severity: on the two.
        ratio: the change as a fraction of the earlier figure; None unless both are plain numbers
            of different times.
    """

    since: str
    verdict: Verdict
    severity: Severity
    ratio: Decimal | None = None


class Point(NamedTuple):
    """A fact in time.

    Attributes:
        fact: the fact.
        period: when it held: as its source says, else the day of publication for what is yearly;
            None where neither is known.
        change: against the one before it; None for the first, and for what is not judged.
    """

    fact: Fact
    period: dates.Period | None
    change: Change | None = None


class History(NamedTuple):
    """The answer of ``history``: points in the order of time, those without a date last."""

    entity: Entity
    attribute: Attribute
    points: tuple[Point, ...]
    groups: tuple[Group, ...]


def history(store: Store, entity: str, attribute: str, wanted: Filter) -> History:
    """What is stated of an attribute of an entity, in the order of time.

    Groups are judged on all that is stated, whatever the filter shows, as ``show`` has them; a
    change is one between facts that are shown.
    """
    measure = store.attributes[attribute]
    ours = f"{entity}/{attribute}/"
    ids = (id_ for id_ in store.of_entity.get(entity, ()) if id_.startswith(ours))
    stated = [store.facts[id_] for id_ in ids]
    points = sorted(
        (
            Point(fact=fact, period=_period(fact, measure, store.sources))
            for fact in stated
            if wanted.takes(fact)
        ),
        key=_by_time,
    )
    shown = {point.fact.id for point in points}
    groups = judged(store, entity) if shown else ()
    return History(
        entity=store.entities[entity],
        attribute=measure,
        points=tuple(_changing(points, _claims(stated, measure, store.sources), measure)),
        groups=tuple(group for group in groups if not shown.isdisjoint(group.facts)),
    )


def _period(fact: Fact, attribute: Attribute, sources: Mapping[str, Source]) -> dates.Period | None:
    yearly = attribute.changes is Changes.YEARLY
    held = fact.as_of or (sources[fact.source].published if yearly else None)
    return dates.parse(held) if held else None


def _by_time(point: Point) -> tuple[bool, int]:
    return point.period is None, middle(point.period) if point.period else 0


def middle(period: dates.Period) -> int:
    """Twice the day in the middle of a period, as an ordinal; of a half-open one, its end."""
    low = period.high if period.low is None else period.low
    high = period.low if period.high is None else period.high
    return (low or 0) + (high or 0)


def _claims(
    stated: Sequence[Fact], attribute: Attribute, sources: Mapping[str, Source]
) -> dict[str, Claim]:
    """What is judged, by fact id, each with the time of its comparison."""
    return {claim.fact.id: claim for claim in claims_of(stated, attribute, sources)}


def _changing(
    points: Sequence[Point], judgeable: Mapping[str, Claim], attribute: Attribute
) -> Iterator[Point]:
    """The points, each with its change since the last of its role, scope and measure."""
    last: dict[tuple[str, ...], Claim] = {}
    for point in points:
        now = judgeable.get(point.fact.id) if point.period else None
        if now is None:
            yield point
            continue
        series = (point.fact.role, now.scope, now.figure.measure)
        before = last.get(series)
        last[series] = now
        change = _change(before, now, attribute, judgeable.values()) if before else None
        yield Point(fact=point.fact, period=point.period, change=change)


def _change(before: Claim, now: Claim, attribute: Attribute, claims: Iterable[Claim]) -> Change:
    judgement = excuse_leap(judge(before, now, attribute), claims)
    apart = attribute.kind is not Kind.RANK and before.time != now.time
    return Change(
        since=before.fact.id,
        verdict=judgement.verdict,
        severity=judgement.severity,
        ratio=_ratio(before.figure, now.figure) if apart else None,
    )


def _ratio(before: Figure, now: Figure) -> Decimal | None:
    """How much more the later is than the earlier; a hedge leaves that open."""
    hedged = {before.hedge, now.hedge} != {Hedge.EXACT}
    if hedged or before.unit != now.unit or before.unit in {"", "day"}:
        return None
    if before.value is None or now.value is None or before.value <= 0:
        return None
    return (now.value - before.value) / before.value
