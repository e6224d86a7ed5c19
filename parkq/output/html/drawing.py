"""A disagreement as a number line: which figures stand on it, and what is said above them."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from parkq import words
from parkq.figures.express import scale
from parkq.figures.units import joined
from parkq.model import Fact, Figure
from parkq.output.html import numberline
from parkq.output.html.numberline import Mark, NumberLine
from parkq.output.html.scale import calendar, numbers
from parkq.output.judged import label, percent
from parkq.output.lookup import Lookup
from parkq.terms import Kind

if TYPE_CHECKING:
    from parkq.verdicts.results import Camp, Group

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOST_NAMED = 3
_TWO = 2
_HELD = "\N{NO-BREAK SPACE}"
_Interval = tuple[Decimal | None, Decimal | None]


class _Placed(NamedTuple):
    """A fact on the line, with what its figure allows; a last day counts to its end."""

    fact: Fact
    low: Decimal | None
    high: Decimal | None
    value: Decimal | None

    @property
    def ends(self) -> _Interval:
        return self.low, self.high


def letters() -> Iterator[str]:
    """What camps are called: A to Z, then A2 to Z2, and so on."""
    for number in count(1):
        yield from (f"{letter}{number if number > 1 else ''}" for letter in _LETTERS)


def line(group: "Group", store: Lookup) -> NumberLine | None:
    """The line of a group's camps; None where its figures carry no number.

    Figures that do not convert into the unit of the two that the verdict is on are left out.
    """
    attribute = store.attributes[group.attribute]
    judged = [id_ for camp in group.camps for id_ in camp.facts]
    unit = _unit([*group.pair, *judged], store.facts)
    placed = {each.fact.id: each for each in _placed(judged, unit, store.facts)}
    marks = list(_marks(group, placed, store))
    if not marks:
        return None
    gap = _gap(group, placed)
    if attribute.kind is Kind.DATE:
        return numberline.draw(marks, calendar, gap, days=True)
    size, symbol = scale(attribute.display, attribute.kind, unit) or (Decimal(1), unit)
    scales = numbers(size, lambda number: joined(number, symbol))
    return numberline.draw(marks, scales, gap, days=False)


def _unit(ids: Iterable[str], facts: Mapping[str, Fact]) -> str:
    figures = (facts[id_].figure for id_ in ids)
    return next((f.unit for f in figures if isinstance(f, Figure) and f.unit), "")


def _placed(ids: Iterable[str], unit: str, facts: Mapping[str, Fact]) -> Iterator[_Placed]:
    for fact in (facts[id_] for id_ in ids):
        figure = fact.figure
        if not isinstance(figure, Figure) or not unit or figure.unit != unit:
            continue
        low, high = figure.low, figure.high
        if figure.kind is Kind.DATE:
            yield _Placed(fact, low, None if high is None else high + 1, None)
        elif low is not None or high is not None:
            yield _Placed(fact, low, high, figure.value)


def _marks(group: "Group", placed: Mapping[str, _Placed], store: Lookup) -> Iterator[Mark]:
    """A mark for each figure of a camp, however many sources state it."""
    for letter, camp in zip(letters(), group.camps, strict=False):
        alike: dict[object, list[_Placed]] = {}
        for each in (placed[id_] for id_ in camp.facts if id_ in placed):
            alike.setdefault((each[1:], each.fact.attribute), []).append(each)
        for same in alike.values():
            attribute = store.attributes[same[0].fact.attribute]
            about = [label(attribute)] if attribute.id != group.attribute else []
            stated = " / ".join(dict.fromkeys(each.fact.figure.stated for each in same))
            said = " ".join((letter, *about, stated, f"·{_HELD}{_sources(same, camp)}"))
            dated = attribute.kind is Kind.DATE
            yield _mark(same[0], Decimal(0) if dated else attribute.tolerance, said)


def _mark(placed: _Placed, tolerance: Decimal, said: str) -> Mark:
    _, low, high, value = placed
    large = max(abs(end) for end in (low, high, value) if end is not None)
    return Mark(low, high, value, large * tolerance / 2, said)


def _sources(same: Iterable[_Placed], camp: "Camp") -> str:
    sources = (each.fact.source for each in same)
    names = dict.fromkeys(
        f"{id_} ({words.word('copy')})" if id_ in camp.copies else id_ for id_ in sources
    )
    more = len(names) - _MOST_NAMED
    return ", ".join([*names][:_MOST_NAMED]) + (
        words.word(" and {} more").format(more) if more > 0 else ""
    )


def _gap(group: "Group", placed: Mapping[str, _Placed]) -> tuple[Decimal, Decimal, str] | None:
    """What lies between the two figures that the verdict is on, as it was measured."""
    pair = [placed[id_] for id_ in group.pair if id_ in placed]
    if not group.gap_display or len(pair) != _TWO:
        return None
    one, other = pair
    low, high = one.value, other.value
    if low is None or high is None:
        low, high = _between(one.ends, other.ends)
    if low is None or high is None:
        return None
    said = ", ".join(filter(None, (group.gap_display, percent(group.gap_ratio))))
    return low, high, words.word("gap {}").format(said)


def _between(one: _Interval, other: _Interval) -> _Interval:
    """From the end of the lower of two intervals to the beginning of the upper one."""
    (low, high), (start, end) = one, other
    if high is not None and start is not None and high <= start:
        return high, start
    return (end, low) if end is not None and low is not None and end <= low else (None, None)
