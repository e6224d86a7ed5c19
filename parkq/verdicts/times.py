"""Which claims of one measure speak of the same time: each joins one comparison.

Claims on durations do where their period is the same. Claims on instants do where their dates
share a day; a claim that meets several such days (a year, beside two of its months), and one of a
time not known, joins the comparison whose figures it agrees with, else that of the nearest figure.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from heapq import nsmallest
from typing import NamedTuple

from parkq import dates
from parkq.model import Attribute
from parkq.terms import Changes, Span
from parkq.verdicts.claims import ALWAYS, Claim, order, point, share_scopes
from parkq.verdicts.relations import COMPATIBLE, NEAR, ROUNDING, SAME, relate

AGREEING = frozenset({SAME, ROUNDING, COMPATIBLE, NEAR})
"""Relations of figures that one value can satisfy, in all likelihood."""

_FAR = Decimal("Infinity")

_LOOKED_AT = 12
"""Comparisons, and figures of each, that a claim of no single time is held against."""


def part_by_time(claims: Sequence[Claim], attribute: Attribute) -> list[list[Claim]]:
    """The claims of one measure as comparisons in the order of time, each claim with its time."""
    if attribute.changes is Changes.FIXED and attribute.period is Span.INSTANT:
        return [_joined(ALWAYS, claims)] if claims else []
    copies_float = any(c.is_dated and not c.is_undated_copy for c in claims)
    anchored: list[Claim] = []
    floating: list[Claim] = []
    for c in claims:
        is_anchored = c.is_dated and not (copies_float and c.is_undated_copy)
        (anchored if is_anchored else floating).append(c)
    if attribute.period is Span.DURATION:
        parted = _by_period(anchored)
    else:
        parted = _by_days(anchored, attribute)
    if floating:
        _join(floating, parted, attribute)
    return [_joined(time, parted[time]) for time in sorted(parted, key=_in_order)]


def _joined(time: dates.Period, claims: Sequence[Claim]) -> list[Claim]:
    return share_scopes([c._replace(time=time) for c in sorted(claims, key=order)])


def _in_order(period: dates.Period) -> tuple[float, float]:
    """By the last day, then by the first; what has no end comes last."""
    far = float("inf")
    return (
        far if period.high is None else period.high,
        -far if period.low is None else period.low,
    )


_Parted = dict[dates.Period, list[Claim]]


def _by_period(claims: Iterable[Claim]) -> _Parted:
    parted: _Parted = defaultdict(list)
    for c in claims:
        parted[dates.Period(c.period.low, c.period.high)].append(c)
    return parted


# Instants


class _Days(NamedTuple):
    """Dates that share a day: as many as can, and the days that all of them share."""

    time: dates.Period
    first: float
    last: float


def _by_days(claims: Sequence[Claim], attribute: Attribute) -> _Parted:
    """Claims on instants by the days that their dates share."""
    shared = _shared_days([c.period for c in claims])
    starts, ends = [days.first for days in shared], [days.last for days in shared]
    parted: _Parted = {days.time: [] for days in shared}
    wide = []
    for c in claims:
        low, high = _ends(c.period)
        first, behind = bisect_left(ends, low), bisect_right(starts, high)
        if behind - first == 1:
            parted[shared[first].time].append(c)
        else:
            wide.append((c, [days.time for days in shared[first:behind]]))
    placed = {time: _Figures(members) for time, members in parted.items() if members}
    for c, times in wide:
        possible = [time for time in times if time in placed] or times[:1]
        parted[_nearest(c, possible, placed, attribute)].append(c)
    return {time: members for time, members in parted.items() if members}


def _shared_days(periods: Iterable[dates.Period]) -> list[_Days]:
    """The largest sets of periods that have a day in common, as the days that they share."""
    found: list[_Days] = []
    begun = -float("inf")
    events = sorted({(end, is_end) for p in periods for is_end, end in enumerate(_ends(p))})
    opened = False
    for day, is_end in events:
        if not is_end:
            begun, opened = day, True
        elif opened:
            found.append(_Days(_period(begun, day), begun, day))
            opened = False
    return found


def _ends(period: dates.Period) -> tuple[float, float]:
    far = float("inf")
    return (
        -far if period.low is None else period.low,
        far if period.high is None else period.high,
    )


def _period(first: float, last: float) -> dates.Period:
    far = float("inf")
    return dates.Period(None if first == -far else int(first), None if last == far else int(last))


# Claims of no single time


class _Figures:
    """The figures of a comparison, to find those nearest to another."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        distinct = {c.figure._replace(stated=""): c for c in claims}.values()
        placed = sorted(((point(c.figure), c) for c in distinct), key=_by_point)
        self._claims = [c for _, c in placed]
        self._points = [number for number, _ in placed if number is not None]

    def gap(self, number: Decimal) -> Decimal:
        """How far the nearest figure is from a number."""
        at = bisect_left(self._points, number)
        return min((abs(number - p) for p in self._points[max(0, at - 1) : at + 1]), default=_FAR)

    def near(self, c: Claim) -> Sequence[Claim]:
        """The claims of figures nearest to that of another, a few."""
        number = point(c.figure)
        if number is None or len(self._points) < len(self._claims):
            return self._claims[:_LOOKED_AT]
        at = bisect_left(self._points, number)
        return self._claims[max(0, at - _LOOKED_AT // 2) : at + _LOOKED_AT // 2]


def _by_point(placed: tuple[Decimal | None, Claim]) -> tuple[bool, Decimal, tuple[object, ...]]:
    number, c = placed
    return number is None, number or Decimal(0), order(c)


def _join(floating: Sequence[Claim], parted: _Parted, attribute: Attribute) -> None:
    """Adds claims of a time not known to the comparisons; to one of their own where none will do.

    A copy joins what goes back to the same document, where that is dated.
    """
    placed = {time: _Figures(members) for time, members in parted.items()}
    families: dict[str, list[dates.Period]] = defaultdict(list)
    for time in sorted(parted, key=_in_order):
        for name in {c.origin for c in parted[time]}:
            families[name].append(time)
    by_number = _by_number(parted)
    homeless = []
    for c in sorted(floating, key=order):
        times = families.get(c.origin) or by_number.times_near(c)
        possible = [time for time in times if not _is_after(time, c)]
        if possible:
            parted[_nearest(c, possible, placed, attribute)].append(c)
        else:
            homeless.append(c)
    if homeless:
        highs = [c.period.high for c in homeless if c.period.high is not None]
        time = dates.Period(None, max(highs)) if parted and highs else ALWAYS
        parted[time] = homeless


def _is_after(time: dates.Period, c: Claim) -> bool:
    """Whether a time begins after the claim was published or retrieved."""
    last = c.period.high
    return last is not None and time.low is not None and time.low > last


class _ByNumber:
    """The times of comparisons by the figures in them."""

    def __init__(
        self, numbered: Sequence[tuple[Decimal, dates.Period]], times: Sequence[dates.Period]
    ) -> None:
        self._numbers = [number for number, _ in numbered]
        self._numbered = [time for _, time in numbered]
        self._times = times

    def times_near(self, c: Claim) -> list[dates.Period]:
        """The times of the figures nearest to that of a claim; all of them where there are few."""
        number = point(c.figure)
        if len(self._times) <= _LOOKED_AT or number is None:
            return list(self._times)
        at = bisect_left(self._numbers, number)
        return list(dict.fromkeys(self._numbered[max(0, at - _LOOKED_AT) : at + _LOOKED_AT]))


def _by_number(parted: Mapping[dates.Period, Sequence[Claim]]) -> _ByNumber:
    numbered = [
        (number, time)
        for time, members in parted.items()
        for c in members
        if (number := point(c.figure)) is not None
    ]
    numbered.sort(key=lambda pair: (pair[0], _in_order(pair[1])))
    return _ByNumber(numbered, sorted(parted, key=_in_order))


def _nearest(
    c: Claim,
    times: Sequence[dates.Period],
    placed: Mapping[dates.Period, _Figures],
    attribute: Attribute,
) -> dates.Period:
    """Of several times that of figures that a claim agrees with, else that of the nearest one.

    The later of two that are as near.
    """
    number = point(c.figure)
    if number is not None and len(times) > _LOOKED_AT:
        times = nsmallest(_LOOKED_AT, times, key=lambda time: placed[time].gap(number))
    best: tuple[bool, Decimal, int] | None = None
    home = times[0]
    for rank, time in enumerate(times):
        for other in placed[time].near(c) if time in placed else ():
            theirs = point(other.figure)
            far = abs(number - theirs) if number is not None and theirs is not None else Decimal(0)
            agrees = relate(c.figure, other.figure, attribute) in AGREEING
            if best is None or (agrees, -far, rank) > best:
                best, home = (agrees, -far, rank), time
    return home
