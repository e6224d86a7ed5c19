"""The changes of a measure: each comparison against the one before it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from parkq import dates
from parkq.model import Attribute
from parkq.names.folding import fold
from parkq.terms import Span, Verdict
from parkq.verdicts.claims import Claim, order, point
from parkq.verdicts.comparisons import Comparison, Measured, group_of_pair, judge_comparison
from parkq.verdicts.contexts import is_like_period
from parkq.verdicts.pairs import Judgement, judge
from parkq.verdicts.results import Form, Group
from parkq.verdicts.table import SEVERITY


def judge_measure(entity: str, measured: Measured, *, in_full: bool = True) -> Iterator[Group]:
    """Every comparison of a measure, then every change between two, with its verdict.

    Args:
        entity: id.
        measured: its facts.
        in_full: whether camps and reasons are wanted of what is in order too.
    """
    for comparison in measured.comparisons:
        yield judge_comparison(entity, measured, comparison, in_full=in_full)
    for judgement in judge_changes(measured.comparisons, measured.attribute):
        yield group_of_pair(entity, measured, judgement, Form.CHANGE)


def judge_changes(comparisons: Iterable[Comparison], attribute: Attribute) -> Iterator[Judgement]:
    """Each comparison against the one before it, of figures of one extent where there are any.

    The nearest two figures stand for the two sides: what a side's own sources are at odds about
    is a matter of that comparison. Durations of unlike periods are told apart, and no change.
    """
    last: dict[tuple[object, str], Sequence[Claim]] = {}
    before: dict[object, Sequence[Claim]] = {}
    previous: Comparison | None = None
    for comparison in comparisons:
        if not comparison.witnesses:
            continue
        series = _series(comparison.time, attribute)
        scoped = _by_scope(comparison.witnesses)
        linked: list[tuple[Sequence[Claim], Sequence[Claim]]] = [
            (last[series, s], now) for s, now in scoped.items() if (series, s) in last
        ]
        if not linked and series in before:
            linked = [(before[series], comparison.witnesses)]
        for earlier, later in linked:
            yield excuse_leap(_nearest(earlier, later, attribute), (*earlier, *later))
        last |= {(series, scope): now for scope, now in scoped.items()}
        if previous and not is_series(previous.time, comparison.time, attribute):
            yield _nearest(previous.witnesses, comparison.witnesses, attribute)
        before[series], previous = comparison.witnesses, comparison


def is_series(one: dates.Period, other: dates.Period, attribute: Attribute) -> bool:
    """Whether figures of the two times follow each other: durations do where they are alike."""
    return attribute.period is Span.INSTANT or is_like_period(one, other)


def _series(time: dates.Period, attribute: Attribute) -> object:
    """What figures of the same series share: of durations, the season and the length."""
    if attribute.period is Span.INSTANT or time.low is None or time.high is None:
        return None
    first, after = dates.iso(time.low), dates.iso(time.high + 1)
    return first[5:], after[5:], int(after[:4]) - int(first[:4])


def _by_scope(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    scoped: dict[str, list[Claim]] = {}
    for c in claims:
        scoped.setdefault(c.scope, []).append(c)
    return scoped


def _nearest(earlier: Sequence[Claim], later: Sequence[Claim], attribute: Attribute) -> Judgement:
    """The judgement on the two figures, one a side, that are the nearest."""
    numbered = [(number, 0, c) for c in earlier if (number := point(c.figure)) is not None]
    numbered += [(number, 1, c) for c in later if (number := point(c.figure)) is not None]
    numbered.sort(key=lambda one: (one[0], one[1], order(one[2])))
    crossing = [(b[0] - a[0], a[2], b[2]) for a, b in pairwise(numbered) if a[1] != b[1]]
    if not crossing:
        return judge(*_most_alike(earlier, later), attribute)
    _, one, other = min(crossing, key=lambda pair: (pair[0], order(pair[1]), order(pair[2])))
    return judge(one, other, attribute)


def _most_alike(earlier: Sequence[Claim], later: Sequence[Claim]) -> tuple[Claim, Claim]:
    """Two claims of words that state the same, else the first of either side."""
    stated = {fold(c.figure.stated): c for c in reversed(earlier)}
    same = next((c for c in later if fold(c.figure.stated) in stated), None)
    return (earlier[0], later[0]) if same is None else (stated[fold(same.figure.stated)], same)


def excuse_leap(j: Judgement, claims: Iterable[Claim]) -> Judgement:
    """A jump between two figures that one source prints is an update: it tells of it itself.

    Args:
        j: a change, judged.
        claims: those of either time.
    """
    if j.verdict is not Verdict.JUMP:
        return j
    stated = list(claims)
    stating = [{c.fact.source for c in stated if _states_as(c, one)} for one in j.claims]
    tellers = stating[0] & stating[1]
    if not tellers:
        return j
    update = Verdict.UPDATE
    return j._replace(verdict=update, severity=SEVERITY[update], teller=min(tellers))


def _states_as(c: Claim, other: Claim) -> bool:
    figures = [one.figure._replace(stated="") for one in (c, other)]
    return c.time == other.time and c.scope == other.scope and figures[0] == figures[1]
