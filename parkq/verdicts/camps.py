"""Witnesses and their copies, and the fewest camps of witnesses that one value can satisfy."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from parkq.figures.express import express
from parkq.model import Attribute, Figure
from parkq.terms import WORDED
from parkq.verdicts.claims import Claim, order, point, stamp
from parkq.verdicts.distance import margin_of
from parkq.verdicts.pairs import is_same
from parkq.verdicts.relations import COMPATIBLE, NEAR, ROUNDING, SAME, relate
from parkq.verdicts.results import Camp
from parkq.verdicts.words import items

ONE_VALUE = frozenset({SAME, ROUNDING, COMPATIBLE, NEAR})
"""Relations of figures that one value can satisfy, in all likelihood."""

_FEW = 24
"""Figures that each new one is held against; of more in one camp, its extremes stand for all."""

_FAR = Decimal("Infinity")

Copies = Mapping[str, Sequence[Claim]]
"""Fact id of a witness to the claims that only repeat it."""


def collapse(claims: Iterable[Claim], attribute: Attribute) -> tuple[list[Claim], Copies]:
    """Parts witnesses from copies: a reprint that states the same is no second witness."""
    claims = list(claims)
    by_content = _by_content(claims)
    witnesses: list[Claim] = []
    leads: dict[object, dict[str, Claim]] = {}
    copies: dict[str, list[Claim]] = {}
    for one in sorted(claims, key=lambda c: (c.fact.source != c.origin, *by_content(c))):
        by_source = leads.setdefault(_statement(one), {})
        lead = next((c for source, c in by_source.items() if source != one.fact.source), None)
        if lead is None or not is_same(one, lead, attribute):
            by_source.setdefault(one.fact.source, one)
            witnesses.append(one)
        else:
            copies.setdefault(lead.fact.id, []).append(one)
    return sorted(witnesses, key=order), copies


def _by_content(claims: Iterable[Claim]) -> Callable[[Claim], tuple[object, ...]]:
    """Orders claims by all that their sources state: the same source leads whatever it reprints.

    Ids part only sources that state the same, of which either may lead.
    """
    contents: dict[str, list[tuple[object, ...]]] = {}
    for one in sorted(claims, key=order):
        contents.setdefault(one.fact.source, []).append(order(one)[:-1])
    return lambda one: (contents[one.fact.source], one.fact.source, *order(one))


def _statement(one: Claim) -> object:
    """What a copy of a claim has in common with it."""
    figure = one.figure
    words = items(figure) if figure.kind in WORDED else None
    return one.origin, one.scope, figure.low, figure.high, figure.unit, words


def _originals_first(one: Claim) -> tuple[object, ...]:
    return (one.fact.source != one.origin, *order(one))


class _Gathering:
    """A camp as it fills: its witnesses, and the few figures that stand for all of them."""

    def __init__(self, first: Claim) -> None:
        self.witnesses = [first]
        self._figures = [first.figure]

    def takes(self, one: Claim, attribute: Attribute) -> bool:
        """Whether one value can satisfy the claim and all that is in the camp."""
        return all(relate(one.figure, figure, attribute) in ONE_VALUE for figure in self._figures)

    def add(self, one: Claim) -> None:
        """Takes a claim in."""
        self.witnesses.append(one)
        if one.figure in self._figures:
            return
        self._figures.append(one.figure)
        if len(self._figures) > _FEW:
            self._figures = list(dict.fromkeys(_extremes(self._figures)))


def _extremes(figures: Sequence[Figure]) -> Iterable[Figure]:
    """Of figures those that a further one is the least likely to agree with."""
    yield min(figures, key=lambda f: _bound(f.high, _FAR))
    yield max(figures, key=lambda f: _bound(f.low, -_FAR))
    for half in (min(f.half for f in figures), max(f.half for f in figures)):
        as_fine = [f for f in figures if f.half == half]
        yield min(as_fine, key=lambda f: _bound(point(f), _FAR))
        yield max(as_fine, key=lambda f: _bound(point(f), -_FAR))


def part_in_camps(witnesses: Sequence[Claim], attribute: Attribute) -> list[list[Claim]]:
    """The fewest camps of witnesses that one value can satisfy, smallest value first.

    Intervals are taken by their right ends, each into the first camp whose members it agrees
    with: the fewest points that stab all intervals. Asking the members, by the relation that
    judges pairs, keeps a tolerance sound, which is not transitive.
    """
    if witnesses and witnesses[0].figure.kind in WORDED and len(witnesses) > _FEW:
        return _gather_words(witnesses)
    camps: list[_Gathering] = []
    ends: list[Decimal] = []
    for one in sorted(witnesses, key=_by_right_end):
        first = bisect_left(ends, _reach(one.figure, attribute))
        home = next((c for c in camps[first:] if c.takes(one, attribute)), None)
        if home is None:
            camps.append(_Gathering(one))
            ends.append(_bound(one.figure.high, _FAR))
        else:
            home.add(one)
    parts = [c.witnesses for c in camps]
    return sorted(parts, key=lambda part: min(map(order, part)))


def _gather_words(witnesses: Iterable[Claim]) -> list[list[Claim]]:
    """Many texts or lists: those of the same words together."""
    parts: dict[frozenset[str], list[Claim]] = {}
    for one in witnesses:
        parts.setdefault(items(one.figure), []).append(one)
    return list(parts.values())


def _reach(figure: Figure, attribute: Attribute) -> Decimal:
    """The right end below which no figure can be one with this."""
    if figure.low is None or figure.kind in WORDED:
        return -_FAR
    margin = margin_of(figure, attribute)
    size = max(abs(figure.low), abs(_bound(figure.high, figure.low)))
    slack = size * attribute.tolerance if margin is None else margin
    return figure.low - 2 * (slack + figure.half + figure.coarse)


def _by_right_end(c: Claim) -> tuple[object, ...]:
    return _bound(c.figure.high, _FAR), _bound(c.figure.low, -_FAR), order(c)


def _bound(bound: Decimal | None, default: Decimal) -> Decimal:
    return default if bound is None else bound


def camp(witnesses: Sequence[Claim], copies: Copies, attribute: Attribute) -> Camp:
    """The claims as one camp, with the copies of each beside it."""
    repeats = [copy for w in witnesses for copy in copies.get(w.fact.id, ())]
    everyone = [*witnesses, *repeats]
    firsts: dict[str, str] = {}
    for one in sorted(witnesses, key=_originals_first):
        firsts.setdefault(one.origin, one.fact.source)
    low, high = _common(witnesses)
    finest = min(witnesses, key=_width)
    return Camp(
        facts=tuple(c.fact.id for c in everyone),
        sources=_distinct(c.fact.source for c in witnesses if _leads(c, firsts)),
        copies=_distinct(c.fact.source for c in everyone if not _leads(c, firsts)),
        low=low,
        high=high,
        display=express(finest.figure, attribute.display),
        stated=_distinct(c.figure.stated for c in everyone),
        as_of=_distinct(stamp(c) for c in everyone),
        scopes=_distinct(c.fact.scope for c in everyone),
    )


def _leads(c: Claim, firsts: Mapping[str, str]) -> bool:
    """Whether a claim's source is the one that counts of all that go back to one origin."""
    return firsts.get(c.origin) == c.fact.source


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _common(witnesses: Sequence[Claim]) -> tuple[Decimal | None, Decimal | None]:
    """What every interval allows; where they are only near, what they span."""
    lows = [w.figure.low for w in witnesses if w.figure.low is not None]
    highs = [w.figure.high for w in witnesses if w.figure.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        return min(lows), max(highs)
    return low, high


class _Fineness(NamedTuple):
    width: Decimal
    order: tuple[object, ...]


def _width(c: Claim) -> _Fineness:
    if c.figure.low is None or c.figure.high is None:
        return _Fineness(_FAR, order(c))
    return _Fineness(c.figure.high - c.figure.low, order(c))
