"""What figures of one entity owe to each other across roles and attributes.

A target or plan is met or missed by the actual figure of its date; an attribute declared
``at_least`` another is never smaller (part ≤ whole, built ≤ planned).
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product

from parkq import dates
from parkq.figures.express import express_difference
from parkq.model import Attribute, Fact, Figure, Source
from parkq.names.folding import fold
from parkq.terms import Kind, Role, Verdict
from parkq.verdicts.groups import camp, claims, collapse, members, stamp
from parkq.verdicts.pairs import Claim
from parkq.verdicts.relate import distance
from parkq.verdicts.vocabulary import SEVERITY, Group
from parkq.verdicts.why import percent

PROMISES = frozenset({Role.TARGET, Role.PLAN})
"""Roles whose figure an actual one may meet or miss."""


def promises(
    attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]
) -> Iterator[Group]:
    """A group for each target or plan that an actual figure of its date meets or misses.

    No clock is needed: that the date is past is known from an actual figure that covers it.
    """
    if PROMISES.isdisjoint(fact.role for fact in facts):
        return
    judged = _witnesses(facts, attribute, sources)
    actual = [c for c in judged if c.fact.role is Role.ACTUAL and (c.declared or c.inferred)]
    for promise in judged:
        if promise.fact.role in PROMISES and promise.declared:
            outcomes = [(_outcome(promise, c, attribute), c) for c in actual]
            decided = [(verdict, c) for verdict, c in outcomes if verdict]
            if decided:
                verdict, witness = min(decided, key=_met_first)
                yield _promise(verdict, promise, witness, attribute)


def _met_first(decided: tuple[Verdict, Claim]) -> tuple[bool, str]:
    verdict, witness = decided
    return verdict is not Verdict.MET, witness.fact.id


def _outcome(promise: Claim, actual: Claim, attribute: Attribute) -> Verdict | None:
    """Met, missed, or None where these two do not tell."""
    same_scope = fold(promise.fact.scope) == fold(actual.fact.scope)
    if not same_scope or not _measurable(promise.figure, actual.figure):
        return None
    wanted, _ = _better_upwards(promise.figure, attribute)
    least, most = _better_upwards(actual.figure, attribute)
    if wanted is None:
        return None
    due, seen = promise.period, actual.period
    if least is not None and least >= wanted and _reaches(due.high, seen.low):
        return Verdict.MET
    if most is not None and most < wanted and _reaches(seen.high, due.high):
        return Verdict.MISSED
    return None


def _measurable(a: Figure, b: Figure) -> bool:
    return a.unit == b.unit != "" and a.kind is not Kind.DATE


def _better_upwards(figure: Figure, attribute: Attribute) -> tuple[Decimal | None, Decimal | None]:
    """The figure's interval; turned over for a rank, of which the smallest is the best."""
    if attribute.kind is not Kind.RANK:
        return figure.low, figure.high
    return (
        None if figure.high is None else -figure.high,
        None if figure.low is None else -figure.low,
    )


def _reaches(later: int | None, earlier: int | None) -> bool:
    return later is not None and earlier is not None and later >= earlier


def _promise(verdict: Verdict, promise: Claim, actual: Claim, attribute: Attribute) -> Group:
    gap, ratio = distance(promise.figure, actual.figure)
    missing = verdict is Verdict.MISSED and gap
    short = express_difference(gap, attribute.display, attribute.kind) if missing and gap else ""
    sentence = (
        f"{promise.fact.role} {promise.figure.stated} for {promise.fact.as_of} "
        f"({promise.fact.source}), {actual.figure.stated} reached in {stamp(actual)} "
        f"({actual.fact.source}): {verdict}"
    )
    return _cross(
        attribute,
        verdict,
        (promise, actual),
        gap=(gap, ratio, short) if missing else (None, None, ""),
        reason=sentence
        + (f" by {short}" + (f", {percent(ratio)}" if ratio else "") if short else ""),
    )


def orders(
    attribute: Attribute,
    lesser: Attribute,
    facts: Sequence[Fact],
    lesser_facts: Sequence[Fact],
    sources: Mapping[str, Source],
) -> Iterator[Group]:
    """A group for each pair that breaks the declared order ``attribute at_least lesser``.

    Scope excuses nothing: a part is no larger than the whole however either is drawn. Figures
    of different roles, and figures dated apart, are not held to it.
    """
    for whole, part in product(
        _witnesses(facts, attribute, sources), _witnesses(lesser_facts, lesser, sources)
    ):
        if _breaks(whole, part):
            gap, ratio = distance(whole.figure, part.figure)
            short = express_difference(gap or Decimal(0), attribute.display, attribute.kind)
            yield _cross(
                attribute,
                Verdict.ORDER_BROKEN,
                (whole, part),
                gap=(gap, ratio, short),
                reason=(
                    f"{attribute.label['en']} {whole.figure.stated} ({whole.fact.source}) is "
                    f"smaller than {lesser.label['en']} {part.figure.stated} "
                    f"({part.fact.source}), by {short}"
                ),
            )


def _witnesses(
    facts: Sequence[Fact], attribute: Attribute, sources: Mapping[str, Source]
) -> Sequence[Claim]:
    """What is judged of some facts, once where a reprint only repeats it."""
    witnesses, _ = collapse(claims(facts, attribute, sources), attribute)
    return witnesses


def _breaks(whole: Claim, part: Claim) -> bool:
    if whole.fact.role is not part.fact.role or not _measurable(whole.figure, part.figure):
        return False
    if not dates.meet(whole.period, part.period):
        return False
    top, bottom = whole.figure.high, part.figure.low
    return top is not None and bottom is not None and top < bottom


def _cross(
    attribute: Attribute,
    verdict: Verdict,
    pair: tuple[Claim, Claim],
    *,
    gap: tuple[Decimal | None, Decimal | None, str],
    reason: str,
) -> Group:
    first, _ = pair
    return Group(
        entity=first.fact.entity,
        attribute=attribute.id,
        role=first.fact.role,
        facts=tuple(c.fact.id for c in pair),
        verdict=verdict,
        severity=SEVERITY[verdict],
        gap=gap[0],
        gap_ratio=gap[1],
        gap_display=gap[2],
        camps=tuple(camp([c], {}, attribute) for c in pair),
        why=(reason,),
        settle="",
        members=members(pair),
        pair=tuple(c.fact.id for c in pair),
    )
