"""Whether figures are in order, told in one pass over them: most are, and are judged no further.

What is told is certain: it follows from the rules that judge a pair, in doubles with room to
spare. What it cannot tell is left to them.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations
from math import inf, log, log1p
from operator import itemgetter

from parkq import dates
from parkq.model import Attribute, Fact, Figure, Source, Unread
from parkq.terms import Changes, Kind, Rank, Role, Severity, Verdict
from parkq.verdicts.groups import claims, collapse, pairs
from parkq.verdicts.pairs import decide, pace, weigh
from parkq.verdicts.relate import least_slip, relate
from parkq.verdicts.vocabulary import Group, Relation

_TEXT = Kind.TEXT
_FIXED, _YEARLY, _ACTUAL = Changes.FIXED, Changes.YEARLY, Role.ACTUAL  # slow before 3.12
_UPDATE, _DEPRECATED = Verdict.UPDATE, Rank.DEPRECATED
_ROOM = 1e-9
"""More than doubles err by."""

_FEW = 12
"""Figures of one time that are compared each with each; of more, those that say the same stand
for one another, which is for their judges to see to."""


_Claim = tuple[float, float, float, float, str, Figure]
"""The first and the last day of a time, infinite where it has no end; its middle in years; the
logarithm of a figure; the source that states it; the figure."""

_BY_TIME = itemgetter(0, 1, 2, 3)
_AT_PEACE = frozenset({Relation.SAME, Relation.ROUNDING, Relation.COMPATIBLE})
"""Relations that are no matter, whoever states the figures of whatever time and extent."""


def is_calm(attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]) -> bool:
    """Whether no two of the facts, of one entity, attribute and role, can be at odds."""
    if attribute.kind is _TEXT and not attribute.single:
        return not any(sources[fact.source].derived_from for fact in facts)
    figures = [fact.figure for fact in facts]
    if figures.count(figures[0]) == len(figures):
        return True
    dated = _claims(attribute, facts, sources)
    if dated:
        paced = attribute.changes is _YEARLY and facts[0].role is _ACTUAL
        return _in_step(attribute, dated, paced=paced)
    read = {figure for figure in figures if isinstance(figure, Figure)}
    return len(read) <= _FEW and all(
        relate(x, y, attribute) in _AT_PEACE for x, y in combinations(read, 2)
    )


def _claims(
    attribute: Attribute, facts: Iterable[Fact], sources: Mapping[str, Source]
) -> list[_Claim]:
    """The facts by time; none of them where they differ in more than time and size."""
    claims: list[_Claim] = []
    changes, unit = attribute.changes, None
    span = _SPANS[changes]
    for fact in facts:
        figure, source = fact.figure, sources[fact.source]
        if isinstance(figure, Unread) or fact.scope or source.derived_from:
            return []
        if unit is None:
            unit = figure.unit
        if figure.value is None or figure.unit != unit:
            return []
        number = float(figure.value)
        told = fact.as_of or (source.published if changes is _YEARLY else None)
        if number <= 0 or (told is None and changes is _YEARLY):
            return []
        claims.append((*span[told], log(number), fact.source, figure))
    claims.sort(key=_BY_TIME)
    return claims


class _Spans(dict[str | None, tuple[float, float, float]]):
    """When what is told of a time holds: its first and its last day, and its middle in years."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    def __missing__(self, told: str | None) -> tuple[float, float, float]:
        self[told] = span = self._of(told)
        return span

    def _of(self, told: str | None) -> tuple[float, float, float]:
        if told is None or self._changes is _FIXED:
            return -inf, inf, 0
        period = dates.parse(told)
        period = dates.whole_years(period) if self._changes is _YEARLY else period
        low = -inf if period.low is None else period.low
        high = inf if period.high is None else period.high
        return low, high, dates.middle(period) or 0


_SPANS = {changes: _Spans(changes) for changes in Changes}


def _in_step(attribute: Attribute, claims: Sequence[_Claim], *, paced: bool) -> bool:
    """Whether figures of one time agree, and no two of different times are too far apart.

    Of all earlier figures two stand for the rest: those that leave a later one the least room.

    Args:
        attribute: of all the figures.
        claims: by time.
        paced: whether growth is held to the attribute's drift.
    """
    a_year, at_once = pace(attribute.drift, attribute.tolerance)
    room = at_once - _ROOM if paced else inf
    until = top = ceiling = highest = -inf
    bottom = floor = lowest = inf
    together: list[_Claim] = []
    for claim in claims:
        low, high, middle, size, _, _ = claim
        if low > until:
            if attribute.monotone and size < top + _ROOM:
                return False
            floor, ceiling, together = lowest, highest, []
        slow, fast = size - a_year * middle, size + a_year * middle
        if slow - floor > room or ceiling - fast > room or len(together) == _FEW:
            return False
        for other in together:
            if not _agree(claim, other, attribute):
                return False
        together.append(claim)
        # five calls of min and max would be a quarter of the time of all this
        lowest = lowest if lowest < slow else slow  # noqa: FURB136
        highest = highest if highest > fast else fast  # noqa: FURB136
        until = until if until > high else high  # noqa: FURB136
        top = top if top > size else size  # noqa: FURB136
        bottom = bottom if bottom < size else size  # noqa: FURB136
    return top - bottom < _most_apart(claims[0][-1].unit)


@cache
def _most_apart(unit: str) -> float:
    """How far apart the logarithms of figures may be of which none has a slipped unit."""
    return log(least_slip(unit)) - _ROOM


def _agree(one: _Claim, other: _Claim, attribute: Attribute) -> bool:
    """Whether two figures of one time are near, and not one source's, or at peace anyway."""
    (*_, size, source, figure), (*_, other_size, other_source, other_figure) = one, other
    if source != other_source and abs(size - other_size) < _near(attribute.tolerance):
        return True
    return relate(figure, other_figure, attribute) in _AT_PEACE


@cache
def _near(tolerance: Decimal) -> float:
    """How far apart the logarithms of figures may be that are near."""
    return -log1p(-float(tolerance)) - _ROOM


def in_order(attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]) -> Group:
    """The group of facts that are calm, with its verdict alone.

    It is not parted, not described, and known by no fingerprint. Such facts come to nothing more
    than an update, and the first that is found settles it.
    """
    worst = (Severity.SILENT, 0, Verdict.SINGLE)
    if len(facts) > 1 and _is_update(attribute, facts, sources):
        worst = (Severity.INFO, 0, _UPDATE)
    elif len(facts) > 1:
        witnesses, copies = collapse(claims(facts, attribute, sources), attribute)
        for one, other in pairs(witnesses, copies):
            worst = max(worst, weigh(one, other, attribute))
            if worst[-1] is _UPDATE:
                break
    severity, _, verdict = worst
    return Group(
        entity=facts[0].entity,
        attribute=attribute.id,
        role=facts[0].role,
        facts=tuple(fact.id for fact in facts),
        verdict=verdict,
        severity=severity,
        gap=None,
        gap_ratio=None,
        gap_display="",
        camps=(),
        why=(),
        settle="",
        members=(),
    )


def _is_update(attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]) -> bool:
    """Whether the first and the last in time, of facts alike in all but time and figure, are one.

    False where it takes more than these two to tell.
    """
    for fact in facts:
        unlike = fact.scope or fact.rank is _DEPRECATED or sources[fact.source].derived_from
        if unlike or not isinstance(fact.figure, Figure):
            return False
    dated = [(fact.as_of or sources[fact.source].published or "", fact.id) for fact in facts]
    ends = (facts[dated.index(end)] for end in (min(dated), max(dated)))
    first, last = claims(ends, attribute, sources)
    return decide(first, last, attribute)[-1] is _UPDATE
