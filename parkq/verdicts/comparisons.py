"""The facts of one measure judged: a comparison for each time, and the changes between them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from parkq import dates
from parkq.model import Attribute, Fact, Figure, Source
from parkq.names.folding import fold
from parkq.terms import Measure, Role, Severity, Verdict
from parkq.verdicts import reasons, wording
from parkq.verdicts.camps import Copies, camp, collapse, part_in_camps
from parkq.verdicts.claims import ALWAYS, Claim, order, read_claims
from parkq.verdicts.meetings import judge_pairs
from parkq.verdicts.pairs import Judgement, judge
from parkq.verdicts.results import Form, Group
from parkq.verdicts.times import part_by_time

_MOST_NAMED = 8
"""Pairs of camps at odds that are named beside the worst."""


class Comparison(NamedTuple):
    """Claims of one measure that speak of one time.

    Attributes:
        claims: all of them, by what they state.
        witnesses, copies: the claims that count, and those that only repeat one.
        facts: ids of all facts of this time, judged or not, in the store's order.
    """

    time: dates.Period
    claims: Sequence[Claim]
    witnesses: Sequence[Claim]
    copies: Copies
    facts: tuple[str, ...]


class Measured(NamedTuple):
    """What is stated of one entity, attribute, kind of measure and role, by time."""

    attribute: Attribute
    measure: Measure
    role: Role
    comparisons: Sequence[Comparison]


def measure_of(fact: Fact) -> Measure:
    """What a fact measures of its attribute; one that is not read is taken for its level."""
    figure = fact.figure
    return figure.measure if isinstance(figure, Figure) else Measure.LEVEL


def part_in_measures(
    attribute: Attribute, facts: Iterable[Fact], sources: Mapping[str, Source]
) -> list[Measured]:
    """The facts of one entity and attribute by kind of measure and role, each by time."""
    parts: defaultdict[tuple[Measure, Role], list[Fact]] = defaultdict(list)
    for fact in facts:
        parts[measure_of(fact), fact.role].append(fact)
    return [
        Measured(attribute, measure, role, compare(attribute, parts[measure, role], sources))
        for role in Role
        for measure in Measure
        if (measure, role) in parts
    ]


def compare(
    attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]
) -> list[Comparison]:
    """The comparisons that facts of one measure and role make, in the order of time."""
    parted = part_by_time(read_claims(facts, attribute, sources), attribute)
    homes = {c.fact.id: number for number, claims in enumerate(parted) for c in claims}
    of_time: defaultdict[int, list[str]] = defaultdict(list)
    for fact in facts:
        home = homes.get(fact.id)
        of_time[_home(fact, parted) if home is None else home].append(fact.id)
    if not parted:
        return [Comparison(ALWAYS, (), (), {}, tuple(fact.id for fact in facts))]
    return [
        Comparison(claims[0].time, claims, *collapse(claims, attribute), tuple(of_time[number]))
        for number, claims in enumerate(parted)
    ]


def _home(fact: Fact, parted: Sequence[Sequence[Claim]]) -> int:
    """The comparison that a fact which is not judged stands beside: the first of its time."""
    period = dates.parse(fact.as_of) if fact.as_of else ALWAYS
    times = (n for n, claims in enumerate(parted) if dates.meet(claims[0].time, period))
    return next(times, 0)


def judge_comparison(
    entity: str, measured: Measured, comparison: Comparison, *, in_full: bool = True
) -> Group:
    """One comparison with its verdict, that of its worst pair."""
    attribute = measured.attribute
    witnesses, copies = comparison.witnesses, comparison.copies
    judgements = judge_pairs(witnesses, copies, attribute)
    worst = max(judgements, key=_weight, default=None)
    told = in_full or (worst is not None and worst.severity >= Severity.WARNING)
    camps = part_in_camps(witnesses, attribute) if told else []
    return Group(
        entity=entity,
        attribute=attribute.id,
        role=measured.role,
        facts=comparison.facts,
        verdict=worst.verdict if worst else Verdict.SINGLE,
        severity=worst.severity if worst else Severity.SILENT,
        gap=worst.gap if worst else None,
        gap_ratio=worst.ratio if worst else None,
        gap_display=gap_display(worst, attribute) if worst else "",
        camps=tuple(camp(part, copies, attribute) for part in camps),
        why=_why(worst, judgements, camps, attribute) if worst and told else (),
        settle="",
        members=members(witnesses),
        pair=(worst.first.fact.id, worst.second.fact.id) if worst else (),
        measure=measured.measure,
        as_of=time_text(comparison.time),
    )


def _weight(judgement: Judgement) -> tuple[object, ...]:
    return judgement.weight


def gap_display(j: Judgement, attribute: Attribute) -> str:
    """How far apart the two figures of a judgement are, in their own unit."""
    return wording.gap_between(j.first.figure, j.second.figure, attribute)


def time_text(time: dates.Period) -> str:
    """A time in EDTF; empty where it is not known."""
    return "" if time == ALWAYS else dates.shortest(time.low, time.high)


def _why(
    worst: Judgement,
    judgements: Iterable[Judgement],
    camps: Sequence[Sequence[Claim]],
    attribute: Attribute,
) -> tuple[str, ...]:
    """Why the worst pair comes to its verdict, and what else is at odds in the comparison."""
    besides = [*_other_camps(worst, camps, attribute), *reasons.slips(worst, judgements)]
    return (*reasons.reasons(worst, attribute), *dict.fromkeys(besides))


def _other_camps(
    worst: Judgement, camps: Sequence[Sequence[Claim]], attribute: Attribute
) -> Iterator[str]:
    """Every pair of neighbouring camps that are at odds, but for the worst pair itself."""
    if worst.severity < Severity.WARNING:
        return
    judged = (_worst_between(one, other, attribute) for one, other in pairwise(camps))
    odds = [j for j in judged if j.severity >= Severity.WARNING and not _is_like(j, worst)]
    odds.sort(key=_weight, reverse=True)
    for judgement in odds[:_MOST_NAMED]:
        yield f"besides, {reasons.reasons(judgement, attribute)[0]}"
    if len(odds) > _MOST_NAMED:
        yield f"besides, {len(odds) - _MOST_NAMED} more neighbouring figures are at odds"


def _worst_between(one: Sequence[Claim], other: Sequence[Claim], attribute: Attribute) -> Judgement:
    """The worst of the pairs that the ends of two neighbouring camps make."""
    ours, theirs = _ends(one), _ends(other)
    judged = [judge(a, b, attribute) for a in ours for b in theirs]
    return max(judged, key=_weight)


def _ends(claims: Sequence[Claim]) -> Sequence[Claim]:
    ordered = sorted(claims, key=order)
    return ordered if len(ordered) < 4 else (ordered[0], ordered[-1])  # noqa: PLR2004 - both ends


def _is_like(one: Judgement, other: Judgement) -> bool:
    """Whether two judgements are on the same figures."""
    figures = [{c.figure._replace(stated="") for c in j.claims} for j in (one, other)]
    return figures[0] == figures[1]


# Results


def group_of_pair(
    entity: str,
    measured: Measured,
    j: Judgement,
    form: Form,
    *,
    why: tuple[str, ...] | None = None,
) -> Group:
    """The result of a judgement on two claims that are not of one comparison."""
    attribute = measured.attribute
    earlier, later = sorted(j.claims, key=_by_time)
    return Group(
        entity=entity,
        attribute=attribute.id,
        role=measured.role,
        facts=(earlier.fact.id, later.fact.id),
        verdict=j.verdict,
        severity=j.severity,
        gap=j.gap,
        gap_ratio=j.ratio,
        gap_display=gap_display(j, attribute),
        camps=tuple(camp([c], {}, attribute) for c in (earlier, later)),
        why=reasons.reasons(j, attribute) if why is None else why,
        settle="",
        members=members((earlier, later)),
        pair=(earlier.fact.id, later.fact.id),
        measure=measured.measure,
        as_of=time_text(later.time),
        since=time_text(earlier.time),
        form=form,
    )


def _by_time(c: Claim) -> tuple[object, ...]:
    return c.time.high or 0, c.time.low or 0, order(c)


def members(witnesses: Iterable[Claim]) -> tuple[str, ...]:
    """What a fingerprint stands for: a line for each thing stated, without its words or source."""
    return tuple(sorted({_member(witness) for witness in witnesses}))


def _member(c: Claim) -> str:
    if c.figure.unit:
        said = f"{_plain(c.figure.low)}..{_plain(c.figure.high)} {c.figure.unit}"
    else:
        said = "|".join(sorted(fold(i) for i in c.figure.items or (c.figure.stated,)))
    when = (c.fact.as_of or c.published) if c.is_dated else ""
    return f"{said}\t{when}\t{c.scope}\t{c.fact.role}"


def _plain(bound: Decimal | None) -> str:
    return "" if bound is None else format(bound.normalize(), "f")
