"""Changes: what words of direction, results, multiples and shares make of the number beside them.

With percent it is a growth, with percentage points it is points, with any other unit a change; a
number that something rose or fell *to* is a level.
"""

from parkq.figures import hedges
from parkq.figures.beside import Beside
from parkq.figures.parsed import Parsed
from parkq.figures.scan import NotRead
from parkq.figures.units import NUMBER, RANK, table
from parkq.terms import Measure

_RATIO = "ratio"
_SIGNED = frozenset({"-", "+", "负", "正", "minus", "plus"})
_NEGATIVE = frozenset({"-", "负", "minus"})


def measured(parsed: Parsed, beside: Beside, sign: str, *, decimals: bool) -> Parsed:
    """The number with its sign and its measure.

    Args:
        parsed: as the number and its unit say.
        beside: what the words beside it say.
        sign: as printed before the number itself.
        decimals: whether it is printed with a point.

    Raises:
        NotRead: what the words and the unit say does not go together.
    """
    unit = parsed.unit
    if unit is RANK:
        return parsed
    if beside.region is not None:
        raise NotRead(beside.region)
    if beside.ranked:
        raise NotRead(parsed.unit_at, "a place in a ranking is expected", refused=True)
    one = sign and parsed.second is None
    if beside.compared is not None and one and unit.dimension == _RATIO and not beside.changes:
        beside.direction = -1 if sign in _NEGATIVE else 1  # 同比-3.2%
        parsed, sign = _magnitude(parsed), ""
    if beside.multiple or (beside.result and unit.symbol == "×"):
        return _multiple(parsed, sign, below=beside.loss)
    if beside.loss and beside.changes:
        raise NotRead(0, "it is said to be below nothing and to have changed", refused=True)
    if beside.loss:
        return _mirrored(parsed._replace(measure=_standing(parsed, beside)), sign)
    if beside.changes and not beside.result:
        return _changed(parsed, beside, sign, decimals=decimals)
    if beside.compared is not None and not beside.result:
        message = "whether it rose or fell is not said"
        raise NotRead(beside.compared, message, refused=True)
    return parsed._replace(measure=_standing(parsed, beside))


def _multiple(parsed: Parsed, sign: str, *, below: bool) -> Parsed:
    """A growth to a multiple: 上年的1.2倍 is 0.2 more."""
    if parsed.unit.symbol != "×" or sign or below:
        raise NotRead(parsed.unit_at, "a number of times is expected", refused=True)
    return parsed._replace(measure=Measure.GROWTH, less=1)


def _standing(parsed: Parsed, beside: Beside) -> Measure:
    """The measure of a number that is no change."""
    unit = parsed.unit
    if unit.symbol == "pp":
        return Measure.POINTS
    if unit.symbol == "点":
        raise NotRead(parsed.unit_at)
    if unit.symbol.startswith(":"):
        return Measure.RATIO
    return Measure.SHARE if beside.share and unit.dimension == _RATIO else Measure.LEVEL


def _changed(parsed: Parsed, beside: Beside, sign: str, *, decimals: bool) -> Parsed:
    """A growth, points or a change."""
    unit = parsed.unit
    if unit.symbol == "点":
        points = table().symbols["pp"]
        parsed = parsed._replace(unit=points, first_unit=points)
        unit = points
    measure = Measure.POINTS if unit.symbol == "pp" else Measure.CHANGE
    if unit.dimension == _RATIO and unit.symbol != "pp":
        measure = Measure.GROWTH
    if beside.points and measure is not Measure.POINTS:
        raise NotRead(parsed.unit_at, "percentage points are expected", refused=True)
    if beside.rate is not None and measure is Measure.CHANGE:
        raise NotRead(parsed.unit_at, "a rate of change such as 8.8% is expected", refused=True)
    direction = _direction(parsed, beside, measure)
    if unit.dimension == "place":
        raise NotRead(parsed.unit_at, "a change of places is no figure", refused=True)
    if unit is NUMBER and decimals and parsed.first.exponent < 0:
        raise NotRead(parsed.unit_at, "a unit is expected: 8.8% and 8.8 are not the same")
    if unit.symbol.startswith(":") or (unit.symbol == "×" and direction < 0):
        message = f"a fall of so many {unit.symbol} is not clear"
        raise NotRead(parsed.unit_at, message, refused=True)
    parsed = parsed._replace(measure=measure)
    if direction < 0:
        return _mirrored(parsed, sign)
    plain = parsed.second is None and hedges.MIRRORED.keys().isdisjoint(parsed.hedges)
    if sign in _NEGATIVE and plain:  # 增长-3.2% is a fall of 3.2%
        return _mirrored(_magnitude(parsed), "")
    return parsed


def _direction(parsed: Parsed, beside: Beside, measure: Measure) -> int:
    """Whether it went up or down: 降幅收窄 is up in points."""
    if beside.rate is None or beside.direction is None:
        only = beside.direction if beside.rate is None else beside.rate
        return 0 if only is None else only
    if measure is not Measure.POINTS:
        raise NotRead(parsed.unit_at, "percentage points are expected", refused=True)
    return beside.rate * beside.direction


def _mirrored(parsed: Parsed, sign: str) -> Parsed:
    """The number below nothing, once."""
    if sign in _SIGNED or parsed.mirrored:
        raise NotRead(0, "it is said twice to be below nothing", refused=True)
    return parsed._replace(mirrored=True)


def _magnitude(parsed: Parsed) -> Parsed:
    number = parsed.first
    return parsed._replace(first=number._replace(coefficient=abs(number.coefficient)))
