"""Whether figures are in order, told in one pass over them: most are, and are judged no further.

What is told is certain: it follows from the rules that judge a pair, in doubles with room to
spare. What it cannot tell is left to them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import inf, log, log1p

from parkq import dates
from parkq.model import Attribute, Fact, Source, Unread
from parkq.terms import Changes, Role
from parkq.verdicts.pairs import pace
from parkq.verdicts.relate import least_slip

_REVISED, _YEARLY, _ACTUAL = Changes.REVISED, Changes.YEARLY, Role.ACTUAL  # slow before 3.12
_ROOM = 1e-9
"""More than doubles err by."""

_Time = tuple[float, float, float]
"""The first day, the last one, and the middle in years."""

_EVER: _Time = (-inf, inf, 0)

_Claim = tuple[float, float, float, float, str]
"""A time, the logarithm of a figure, and the source that states it."""


def is_calm(attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]) -> bool:
    """Whether no two of the facts, of one entity, attribute and role, can be at odds."""
    first = facts[0].figure
    if all(fact.figure == first for fact in facts):
        return True
    claims = _claims(attribute, facts, sources)
    if not claims or isinstance(first, Unread):
        return False
    sizes = [size for *_, size, _ in claims]
    slipped = max(sizes) - min(sizes) > log(least_slip(first.unit)) - _ROOM
    paced = attribute.changes is _YEARLY and facts[0].role is _ACTUAL
    return not slipped and _in_step(attribute, sorted(claims), paced=paced)


def _claims(
    attribute: Attribute, facts: Iterable[Fact], sources: Mapping[str, Source]
) -> list[_Claim]:
    """The facts; none of them where they differ in more than time and size."""
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
        claims.append((*time, log(figure.value), fact.source))
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


def _in_step(attribute: Attribute, claims: Iterable[_Claim], *, paced: bool) -> bool:
    """Whether figures of one time are near, and no two of different times too far apart.

    Of all earlier figures two stand for the rest: those that leave a later one the least room.

    Args:
        attribute: of all the figures.
        claims: by time.
        paced: whether growth is held to the attribute's drift.
    """
    near = -log1p(-float(attribute.tolerance)) - _ROOM
    a_year, at_once = pace(attribute.drift, attribute.tolerance)
    until = top = ceiling = -inf
    floor = inf
    least, most, told = 0.0, 0.0, set[str]()
    for low, high, middle, size, source in claims:
        if low > until or not told:
            if attribute.monotone and size < top + _ROOM:
                return False
            least, most, told = size, size, set()
        least, most = min(least, size), max(most, size)
        if told and (source in told or most - least > near):
            return False
        told.add(source)
        until, top = max(until, high), max(top, size)
        due = a_year * middle
        floor, ceiling = min(floor, size - due), max(ceiling, size + due)
        if paced and max(size - due - floor, ceiling - size - due) > at_once - _ROOM:
            return False
    return True
