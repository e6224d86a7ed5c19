"""Factors that units and scales are mixed up by: 万 lost, or 亩 taken for 公顷."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from parkq.figures.units import least_slip_factor, slip_factors
from parkq.model import Figure

SLIP_LIMIT = Decimal("0.01")
"""How far apart a slipped unit may leave two figures, as a share of the larger."""

SLIP_DIGITS = 4
"""Significant digits in all from which agreement after a factor is no coincidence."""

_LONG_SHIFT = 1000
"""From this power of ten on, one or two digits that agree are a scale mixed up, not chance."""

_NOTHING = Decimal(0)


def slip(a: Figure, b: Figure) -> Fraction | None:
    """The factor of the figures' dimension that takes one to the other, larger than 1.

    None where none does, or where so few digits agree that it may be chance.
    """
    for factor in fitting(a, b):
        if _enough(*_by_size(a, b), factor):
            return factor
    return None


def fitting(a: Figure, b: Figure) -> Iterator[Fraction]:
    """The factors that take one of two figures to the other, by chance or not."""
    small, large = _by_size(a, b)
    if not small.value or not large.value:
        return
    ratio = abs(float(large.value / small.value))
    if ratio < least_slip(a.unit):
        return
    for rough, factor in factors(a.unit):
        if abs(rough - ratio) <= _ROUGHLY * ratio and _slipped(small, large, factor):
            yield factor


_ROUGHLY = 2 * float(SLIP_LIMIT)
"""Wider than the limit, so that a double decides nothing but what is not worth computing."""


@cache
def least_slip(unit: str) -> float:
    """The ratio from which on two figures of a unit may be one with its unit or scale mixed up."""
    return least_slip_factor(unit) * (1 - _ROUGHLY)


@cache
def factors(unit: str) -> tuple[tuple[float, Fraction], ...]:
    """Each factor that units of this base are mixed up by, as a double too."""
    return tuple((float(factor), factor) for factor in slip_factors(unit))


def _enough(small: Figure, large: Figure, factor: Fraction) -> bool:
    """Whether enough digits agree: the more of them, the commoner the factor is by chance.

    Measured on public data with known truth (readings of weather and flights, city populations):
    10 against 100 is no slip, nor is 21 minutes against 1259, nor 6 against 605.
    """
    power = _is_power_of_ten(factor)
    if small.digits == large.digits:
        return len(small.digits) > 1 or not power or factor >= _LONG_SHIFT
    if len(small.digits) + len(large.digits) < SLIP_DIGITS:
        return False
    if not power:
        return len(small.digits) > 2  # noqa: PLR2004 - a factor of its own fits a third by chance
    return len(small.digits) > 1 or factor >= _LONG_SHIFT


def _is_power_of_ten(factor: Fraction) -> bool:
    return factor.denominator == 1 and str(factor.numerator).strip("0") == "1"


def _by_size(a: Figure, b: Figure) -> tuple[Figure, Figure]:
    """The smaller figure, then the larger one; what has no value is smallest."""
    return (a, b) if abs(a.value or _NOTHING) <= abs(b.value or _NOTHING) else (b, a)


def _slipped(small: Figure, large: Figure, factor: Fraction) -> bool:
    if small.value is None or large.value is None:
        return False
    value, half = (
        number * factor.numerator / factor.denominator for number in (small.value, small.half)
    )
    slack = min(half + large.half, SLIP_LIMIT * abs(large.value))
    return abs(value - large.value) <= slack
