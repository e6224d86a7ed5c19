"""Hedges: the interval that each of the words beside a number allows."""

from collections.abc import Callable, Sequence

from parkq.terms import Hedge

CONVENTIONS = {Hedge.ABOUT: 5, Hedge.NEARLY: 10}
"""Percent of a number that 约 leaves open on either side of it, and 近 below it.

These are conventions of this project: no source says how near its "about" is.
"""

CONTRARY = (frozenset({Hedge.AT_LEAST, Hedge.OVER}), frozenset({Hedge.AT_MOST, Hedge.NEARLY}))
"""A hedge of the one set contradicts one of the other."""

STRONGEST = (
    *(Hedge.WORDS, Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.OVER, Hedge.NEARLY, Hedge.ABOUT),
    *(Hedge.RANGE, Hedge.EXACT),
)
"""Of two hedges beside one number, the figure is named by the one that stands first here."""

BETWEEN = (Hedge.AT_LEAST, Hedge.AT_MOST)
"""The hedges of a number that has a lower and an upper bound."""

MIRRORED = {Hedge.AT_LEAST: Hedge.AT_MOST, Hedge.AT_MOST: Hedge.AT_LEAST}
"""What a hedge is of the number with its sign changed, where that is another one."""

_OPEN = frozenset({Hedge.OVER, Hedge.WORDS})
PART = 100
"""Bounds are counted in this part of a unit of the number's last printed digit."""

Bounds = tuple[int | None, int | None]
"""A lower and an upper bound, in hundredths of a unit of the last printed digit."""


def bound(found: Sequence[Hedge], first: int, last: int, half: int) -> tuple[Bounds, bool]:
    """The least interval that holds what each of the hedges allows.

    Args:
        found: the hedges.
        first: the number, in units of its last printed digit; or a range's lower end.
        last: the number again; or a range's upper end, in units of its own last digit.
        half: what the printed digits leave open, in hundredths of that unit: 50, or 0.

    Returns:
        The interval, and whether its upper end is itself excluded.
    """
    if not found:
        return (PART * first - half, PART * last + half), False
    if found == BETWEEN:
        return (PART * first, PART * last), False
    several = Hedge.WORDS in found
    rules = [hedge for hedge in found if not (several and hedge in _OPEN)] or [Hedge.EXACT]
    lows = [_RULES[hedge](first, half)[0] for hedge in rules]
    highs = [_RULES[hedge](last, half)[1] for hedge in rules]
    low = None if None in lows else min(each for each in lows if each is not None)
    high = None if None in highs else max(each for each in highs if each is not None)
    if high is None:
        return (low, high), False
    widest = rules[highs.index(high)]
    return (low, high), widest in _OPEN or (several and widest is Hedge.EXACT)


def contradict(found: Sequence[Hedge]) -> bool:
    """Whether two of the hedges cannot both be meant: 至少 and 以下, 近 and 余."""
    one, other = CONTRARY
    return not (one.isdisjoint(found) or other.isdisjoint(found))


def _exact(coefficient: int, half: int) -> Bounds:
    return PART * coefficient - half, PART * coefficient + half


def _about(coefficient: int, half: int) -> Bounds:
    return _exact(coefficient, max(half, CONVENTIONS[Hedge.ABOUT] * abs(coefficient)))


def _nearly(coefficient: int, _half: int) -> Bounds:
    short = (PART - CONVENTIONS[Hedge.NEARLY]) * coefficient
    return min(short, PART * coefficient), max(short, PART * coefficient)


def _over(coefficient: int, _half: int) -> Bounds:
    unit = 1
    while coefficient and coefficient % (unit * 10) == 0:
        unit *= 10
    further = coefficient + (unit if coefficient >= 0 else -unit)
    return PART * min(coefficient, further), PART * max(coefficient, further)


def _at_least(coefficient: int, _half: int) -> Bounds:
    return PART * coefficient, None


def _at_most(coefficient: int, _half: int) -> Bounds:
    return None, PART * coefficient


_RULES: dict[Hedge, Callable[[int, int], Bounds]] = {
    Hedge.EXACT: _exact,
    Hedge.RANGE: _exact,
    Hedge.WORDS: _exact,
    Hedge.ABOUT: _about,
    Hedge.NEARLY: _nearly,
    Hedge.OVER: _over,
    Hedge.AT_LEAST: _at_least,
    Hedge.AT_MOST: _at_most,
}
