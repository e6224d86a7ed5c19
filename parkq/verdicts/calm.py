"""Whether figures are in order, told in one pass over them: most are, and are judged no further.

What is told is certain: it follows from the rules that judge a pair, in doubles with room to
spare. What it cannot tell is left to them.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import combinations
from math import inf, log, log1p
from operator import itemgetter

from parkq import dates
from parkq.model import Attribute, Fact, Figure, Source, Unread
from parkq.terms import Changes, Kind, Role
from parkq.verdicts.pairs import pace
from parkq.verdicts.relate import least_slip, relate
from parkq.verdicts.vocabulary import Relation

_TEXT = Kind.TEXT
_FIXED, _YEARLY, _ACTUAL = Changes.FIXED, Changes.YEARLY, Role.ACTUAL  # slow before 3.12
_ZERO = Decimal(0)
_ROOM = 1e-9
"""More than doubles err by."""

_FEW = 12
"""Figures of one time that are compared each with each; of more, those that say the same stand
for one another, which is for their judges to see to."""

_Time = tuple[float, float, float]
"""The first day, the last one, and the middle in years."""

_EVER: _Time = (-inf, inf, 0)

_Claim = tuple[_Time, float, str, Figure]
"""A time, the logarithm of a figure, the source that states it, and the figure."""

_AT_PEACE = frozenset({Relation.SAME, Relation.ROUNDING, Relation.COMPATIBLE})
"""Relations that are no matter, whoever states the figures of whatever time and extent."""


def is_calm(attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]) -> bool:
    """Whether no two of the facts, of one entity, attribute and role, can be at odds."""
    if attribute.kind is _TEXT and not attribute.single:
        return not any(sources[fact.source].derived_from for fact in facts)
    first = facts[0].figure
    if all(fact.figure == first for fact in facts):
        return True
    claims = _claims(attribute, facts, sources)
    if claims:
        paced = attribute.changes is _YEARLY and facts[0].role is _ACTUAL
        return _in_step(attribute, claims, paced=paced)
    read = {fact.figure for fact in facts if isinstance(fact.figure, Figure)}
    return len(read) <= _FEW and all(
        relate(x, y, attribute) in _AT_PEACE for x, y in combinations(read, 2)
    )


def _claims(
    attribute: Attribute, facts: Iterable[Fact], sources: Mapping[str, Source]
) -> list[_Claim]:
    """The facts by time; none of them where they differ in more than time and size."""
    claims: list[_Claim] = []
    changes, unit = attribute.changes, ""
    for fact in facts:
        figure, source = fact.figure, sources[fact.source]
        if isinstance(figure, Unread) or fact.scope or source.derived_from:
            return []
        unit = unit or figure.unit
        if figure.value is None or figure.value <= _ZERO or figure.unit != unit:
            return []
        told = fact.as_of or (source.published if changes is _YEARLY else None)
        if told is None and changes is _YEARLY:
            return []
        time = _EVER if told is None or changes is _FIXED else _span(told, changes)
        claims.append((time, log(figure.value), fact.source, figure))
    claims.sort(key=_TIME_AND_SIZE)
    return claims


_TIME_AND_SIZE = itemgetter(0, 1)


@lru_cache(maxsize=4096)
def _span(edtf: str, changes: Changes) -> _Time:
    period = dates.parse(edtf)
    period = dates.whole_years(period) if changes is _YEARLY else period
    low = -inf if period.low is None else period.low
    high = inf if period.high is None else period.high
    return low, high, dates.middle(period) or 0


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
        (low, high, middle), size, _, _ = claim
        if low > until:
            if attribute.monotone and size < top + _ROOM:
                return False
            floor, ceiling, together = lowest, highest, []
        slow, fast = size - a_year * middle, size + a_year * middle
        if slow - floor > room or ceiling - fast > room:
            return False
        if len(together) == _FEW:
            return False
        for other in together:
            if not _agree(claim, other, attribute):
                return False
        together.append(claim)
        lowest, highest = min(lowest, slow), max(highest, fast)
        until, top, bottom = max(until, high), max(top, size), min(bottom, size)
    return top - bottom < log(least_slip(claims[0][3].unit)) - _ROOM


def _agree(one: _Claim, other: _Claim, attribute: Attribute) -> bool:
    """Whether two figures of one time are near, and not one source's, or at peace anyway."""
    _, size, source, figure = one
    _, other_size, other_source, other_figure = other
    if source != other_source and abs(size - other_size) < _near(attribute.tolerance):
        return True
    return relate(figure, other_figure, attribute) in _AT_PEACE


@cache
def _near(tolerance: Decimal) -> float:
    """How far apart the logarithms of figures may be that are near."""
    return -log1p(-float(tolerance)) - _ROOM
