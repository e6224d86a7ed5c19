"""How far apart two figures are, and within what distance they count as near."""

from datetime import date
from decimal import Decimal

from parkq.model import Attribute, Figure
from parkq.terms import Hedge, Kind, Measure

DEFAULT_POINTS = Decimal("0.001")
"""Ratios, growths and shares are near within a tenth of a point, unless the attribute says."""

_NOTHING = Decimal(0)
_EXACT, _DATE, _RATIO = Hedge.EXACT, Kind.DATE, Kind.RATIO  # slow look-ups before Python 3.12
_OF_UNIT = frozenset({Measure.LEVEL, Measure.CHANGE})
_YEARLONG, _MONTHLONG = 365, 28


def meet(a: Figure, b: Figure) -> bool:
    """Whether one value can satisfy both figures."""
    return not (is_below(a, b) or is_below(b, a))


def is_below(a: Figure, b: Figure) -> bool:
    """Whether every value that one figure allows is smaller than any of the other's."""
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and a.open_above)


def is_plain(figure: Figure) -> bool:
    """Whether only rounding is left open; a date is an interval by nature."""
    return figure.hedge is _EXACT and figure.kind is not _DATE


def in_points(figure: Figure) -> bool:
    """Whether a figure is compared in points: a ratio, a growth, a share."""
    return figure.kind is _RATIO or figure.unit == "ratio"


def distance(a: Figure, b: Figure) -> tuple[Decimal | None, Decimal | None]:
    """The gap between two figures in the base unit, and as a fraction of the larger.

    Between the values stated where both state one, else between the intervals. Days and points
    have no ratio: a calendar has no zero, and 8.8 % is 0.1 points from 8.9 %, not 1.1 %.
    """
    if a.unit != b.unit or not a.unit:
        return None, None
    if a.kind is _DATE:
        return _between(a, b), None
    if a.value is None or b.value is None or (a.value == b.value and not meet(a, b)):
        gap = _between(a, b)
        scale = max(abs(bound) for bound in (a.low, a.high, b.low, b.high) if bound is not None)
    else:
        gap, scale = abs(a.value - b.value), max(abs(a.value), abs(b.value))
    if in_points(a):
        return gap, None
    return gap, gap / scale if scale else _NOTHING


def _between(a: Figure, b: Figure) -> Decimal:
    gaps = [
        lower - upper
        for lower, upper in ((b.low, a.high), (a.low, b.high))
        if lower is not None and upper is not None
    ]
    return max([_NOTHING, *gaps])


def margin_of(figure: Figure, attribute: Attribute) -> Decimal | None:
    """The tolerance as an amount of the figure's base unit; None where it is relative.

    What an attribute declares is of its level: of a growth of a count it says nothing.
    """
    if in_points(figure):
        own = attribute.margin if attribute.kind is _RATIO else None
        return DEFAULT_POINTS if own is None else own
    return attribute.margin if figure.measure in _OF_UNIT else None


def is_near(a: Figure, b: Figure, attribute: Attribute) -> bool:
    """Whether two figures lie within the attribute's tolerance."""
    gap, ratio = distance(a, b)
    margin = margin_of(a, attribute)
    if gap is None:
        return False
    if margin is not None:
        return gap <= margin
    return ratio is not None and ratio <= attribute.tolerance


def days_apart(a: Figure, b: Figure) -> tuple[Decimal, str]:
    """How far apart two dates are, as the coarser counts: 1990 and 1991 are ``(1, "year")``."""
    gap, width = _between(a, b), max(_width(a), _width(b))
    starts = [date.fromordinal(int(f.low)) for f in (a, b) if f.low is not None]
    if gap and len(starts) > 1 and width >= _MONTHLONG:
        first, second = starts
        years = abs(first.year - second.year)
        if width >= _YEARLONG:
            return Decimal(max(1, years)), "year"
        months = abs((first.year - second.year) * 12 + first.month - second.month)
        return Decimal(max(1, months)), "month"
    return gap, "day"


def _width(figure: Figure) -> Decimal:
    if figure.low is None or figure.high is None:
        return _NOTHING
    return figure.high - figure.low + 1
