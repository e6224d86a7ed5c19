"""Whether figures are in order, told in one pass over them: most are, and are judged no further.

What is told is certain: it follows from the rules that judge a pair, in doubles with room to
spare. What it cannot tell is left to them.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import combinations
from math import inf, log, log1p

from parkq import dates
from parkq.model import Attribute, Fact, Figure, Source, Unread
from parkq.terms import Changes, Role
from parkq.verdicts.pairs import pace
from parkq.verdicts.relate import least_slip, relate
from parkq.verdicts.vocabulary import Relation

_REVISED, _YEARLY, _ACTUAL = Changes.REVISED, Changes.YEARLY, Role.ACTUAL  # slow before 3.12
_ROOM = 1e-9
"""More than doubles err by."""

_Time = tuple[float, float, float]
"""The first day, the last one, and the middle in years."""

_EVER: _Time = (-inf, inf, 0)

_Claim = tuple[_Time, float, str, Figure]
"""A time, the logarithm of a figure, the source that states it, and the figure."""

_AT_PEACE = frozenset({Relation.SAME, Relation.ROUNDING, Relation.COMPATIBLE})
"""Relations that are no matter, whoever states the figures of whatever time and extent."""


def is_calm(attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]) -> bool:
    """Whether no two of the facts, of one entity, attribute and role, can be at odds."""
    first = facts[0].figure
    if all(fact.figure == first for fact in facts):
        return True
    claims = _claims(attribute, facts, sources)
    if claims:
        paced = attribute.changes is _YEARLY and facts[0].role is _ACTUAL
        return _in_step(attribute, claims, paced=paced)
    read = {fact.figure for fact in facts if isinstance(fact.figure, Figure)}
    return all(relate(x, y, attribute) in _AT_PEACE for x, y in combinations(read, 2))


def _claims(
    attribute: Attribute, facts: Iterable[Fact], sources: Mapping[str, Source]
) -> list[_Claim]:
    """The facts by time; none of them where they differ in more than time and size."""
    claims: list[_Claim] = []
    unit = ""
    for fact in facts:
        figure, source = fact.figure, sources[fact.source]
        if isinstance(figure, Unread) or fact.scope or source.derived_from:
            return []
        time = _time(attribute, fact.as_of, source.published)
        unit = unit or figure.unit
        if time is None or not figure.value or figure.value < 0 or figure.unit != unit:
            return []
        claims.append((time, log(figure.value), fact.source, figure))
    claims.sort()
    return claims


def _time(attribute: Attribute, as_of: str | None, published: str | None) -> _Time | None:
    """What the attribute takes for the time of a figure; None where it is not known."""
    changes = attribute.changes
    if changes is _YEARLY:
        told = as_of or published
        return _span(told, changes) if told else None
    return _span(as_of, changes) if as_of and changes is _REVISED else _EVER


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
    until = top = ceiling = highest = -inf
    bottom = floor = lowest = inf
    together: list[_Claim] = []
    for claim in claims:
        (low, high, middle), size, _, _ = claim
        if low > until:
            if attribute.monotone and size < top + _ROOM:
                return False
            floor, ceiling, together = lowest, highest, []
        due = a_year * middle
        if paced and max(size - due - floor, ceiling - size - due) > at_once - _ROOM:
            return False
        if not all(_agree(claim, other, attribute) for other in together):
            return False
        together.append(claim)
        lowest, highest = min(lowest, size - due), max(highest, size + due)
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
