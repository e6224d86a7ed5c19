"""Checks between the measures of an attribute: levels fit their growth, shares their whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from parkq import dates
from parkq.terms import Measure, Role, Severity, Verdict
from parkq.verdicts import wording
from parkq.verdicts.camps import camp
from parkq.verdicts.claims import Claim
from parkq.verdicts.comparisons import Comparison, Measured, members, time_text
from parkq.verdicts.distance import DEFAULT_POINTS
from parkq.verdicts.results import Form, Group

_Bounds = tuple[Decimal | None, Decimal | None]


class _Terms(NamedTuple):
    """Claims that must fit: what is claimed of the two, and the two that it is claimed of."""

    stated: Sequence[Claim]
    first: Sequence[Claim]
    second: Sequence[Claim]


def judge_growth(entity: str, measures: Iterable[Measured]) -> Iterator[Group]:
    """A group for each growth or change that the levels of its two times cannot come to."""
    actual = {m.measure: m for m in measures if m.role is Role.ACTUAL}
    level = actual.get(Measure.LEVEL)
    if level is None:
        return
    levels = {comparison.time: comparison for comparison in level.comparisons}
    for measure, expected in _EXPECTED.items():
        for comparison in actual[measure].comparisons if measure in actual else ():
            now = levels.get(comparison.time)
            before = levels.get(_year_before(comparison.time) or comparison.time)
            if now and before and now is not before:
                for terms in _by_scope(comparison, before, now):
                    yield from _misfit(
                        entity, actual[measure], terms, expected, Verdict.GROWTH_BROKEN
                    )


def _year_before(time: dates.Period) -> dates.Period | None:
    if time.low is None or time.high is None:
        return None
    return dates.shifted(time, years=-1)


def _by_scope(*comparisons: Comparison) -> Iterator[_Terms]:
    """The claims of three comparisons, those of each scope that all of them have."""
    scopes = set.intersection(*({c.scope for c in each.witnesses} for each in comparisons))
    for scope in sorted(scopes):
        yield _Terms(*([c for c in each.witnesses if c.scope == scope] for each in comparisons))


def judge_shares(
    entity: str, shares: Measured, part: Measured, whole_of: Callable[[str], Measured | None]
) -> Iterator[Group]:
    """A group for each share that its part and its whole cannot come to.

    Args:
        entity: id.
        shares: what is stated as a share of something that the fact's ``of`` names.
        part: the level of the same attribute.
        whole_of: what ``of`` names, to the level of the whole.
    """
    parts = {comparison.time: comparison for comparison in part.comparisons}
    for comparison in shares.comparisons:
        for name in sorted({c.fact.of for c in comparison.witnesses if c.fact.of}):
            whole = whole_of(name)
            wholes = {each.time: each for each in whole.comparisons} if whole else {}
            of_time = parts.get(comparison.time), wholes.get(comparison.time)
            if of_time[0] and of_time[1]:
                stated = [c for c in comparison.witnesses if c.fact.of == name]
                terms = _Terms(stated, of_time[1].witnesses, of_time[0].witnesses)
                if terms.first and terms.second:
                    yield from _misfit(entity, shares, terms, _ratio, Verdict.SHARE_BROKEN)


# What two levels come to


def _ratio(first: _Bounds, second: _Bounds) -> _Bounds:
    """Second ÷ first, of positive figures."""
    (low, high), (least, most) = first, second
    if low is None or low <= 0 or least is None or least < 0:
        return None, None
    return (None if high is None else least / high), (None if most is None else most / low)


def _growth(first: _Bounds, second: _Bounds) -> _Bounds:
    low, high = _ratio(first, second)
    return None if low is None else low - 1, None if high is None else high - 1


def _difference(first: _Bounds, second: _Bounds) -> _Bounds:
    (low, high), (least, most) = first, second
    return (
        None if least is None or high is None else least - high,
        None if most is None or low is None else most - low,
    )


_EXPECTED: Mapping[Measure, Callable[[_Bounds, _Bounds], _Bounds]] = {
    Measure.GROWTH: _growth,
    Measure.POINTS: _difference,
    Measure.CHANGE: _difference,
}


def _misfit(
    entity: str,
    measured: Measured,
    terms: _Terms,
    expected: Callable[[_Bounds, _Bounds], _Bounds],
    verdict: Verdict,
) -> Iterator[Group]:
    """The terms of one source that do not fit, else those of all of them together."""
    sources = set.intersection(*({c.fact.source for c in claims} for claims in terms))
    for source in sorted(sources):
        own = _Terms(*([c for c in claims if c.fact.source == source] for claims in terms))
        if not _fits(own, expected):
            yield _group(entity, measured, own, expected, (verdict, Severity.ERROR))
            return
    if not sources and not _fits(terms, expected):
        yield _group(entity, measured, terms, expected, (verdict, Severity.WARNING))


def _fits(terms: _Terms, expected: Callable[[_Bounds, _Bounds], _Bounds]) -> bool:
    stated = _hull(terms.stated)
    low, high = expected(_hull(terms.first), _hull(terms.second))
    slack = DEFAULT_POINTS if terms.stated[0].figure.unit == "ratio" else Decimal(0)
    too_low = stated[1] is not None and low is not None and stated[1] < low - slack
    too_high = stated[0] is not None and high is not None and stated[0] > high + slack
    return not too_low and not too_high


def _hull(claims: Iterable[Claim]) -> _Bounds:
    lows, highs = zip(*((c.figure.low, c.figure.high) for c in claims), strict=True)
    return (None if None in lows else min(lows)), (None if None in highs else max(highs))


def _group(
    entity: str,
    measured: Measured,
    terms: _Terms,
    expected: Callable[[_Bounds, _Bounds], _Bounds],
    outcome: tuple[Verdict, Severity],
) -> Group:
    stated, first, second = (claims[0] for claims in terms)
    low, high = expected(_hull(terms.first), _hull(terms.second))
    fitting = wording.bounds(
        stated.figure._replace(value=None, low=low, high=high), measured.attribute
    )
    verdict, severity = outcome
    why = (
        f"{wording.dated(stated)} does not fit {wording.dated(first)} and "
        f"{wording.dated(second)}, which come to {fitting}"
    )
    everyone = (first, second, stated)
    return Group(
        entity=entity,
        attribute=measured.attribute.id,
        role=measured.role,
        facts=tuple(dict.fromkeys(c.fact.id for c in everyone)),
        verdict=verdict,
        severity=severity,
        gap=None,
        gap_ratio=None,
        gap_display="",
        camps=tuple(camp([c], {}, measured.attribute) for c in everyone),
        why=(why,),
        settle="",
        members=members(everyone),
        pair=(stated.fact.id, second.fact.id),
        measure=measured.measure,
        as_of=time_text(stated.time),
        since=time_text(first.time),
        form=Form.CHECK,
    )


def level_of(measures: Iterable[Measured]) -> Measured | None:
    """The actual level among the measures of an attribute; None where it is not stated."""
    levels = (m for m in measures if m.measure is Measure.LEVEL and m.role is Role.ACTUAL)
    return next(levels, None)
