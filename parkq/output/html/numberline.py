"""Where the marks and words of a number line stand.

Geometry alone. Across, places are fractions of the line's width, so that one drawing serves a phone
and a desk; words keep their size, so they are measured, in pixels, against `NARROWEST`: what
neither overlaps nor leaves the box there does so at no larger width. Down, places are pixels.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple
from unicodedata import east_asian_width

from parkq.output.html.scale import Axis, Scales, spanning

NARROWEST = 296
"""The narrowest line, in pixels: what a screen 360 pixels wide leaves."""

EM = 12
"""The size of its words, in pixels."""

_ASCII_WIDTH = 0.62
_WIDE = frozenset("WFA")
_LINE = 16
_BAR = 9
_LANE_GAP = 11
_HEAD = 26
_FOOT = 24
_APART = 8


class Mark(NamedTuple):
    """A figure to be drawn, in the base unit.

    Attributes:
        low, high: what it allows; None where open.
        value: the number stated; None where there is none.
        slack: what a tolerance adds to each end.
        words: what stands above it.
    """

    low: Decimal | None
    high: Decimal | None
    value: Decimal | None
    slack: Decimal
    words: str


class Words(NamedTuple):
    """Lines of text at a place, moved by so many pixels; ``anchor`` as SVG has it."""

    x: float
    shift: float
    anchor: str
    lines: tuple[str, ...]


class Lane(NamedTuple):
    """A mark as drawn: ``top`` is where its words begin, ``y`` where its bar lies."""

    words: Words
    top: int
    y: int
    low: float
    high: float
    open_below: bool
    open_above: bool
    point: float | None
    slack: tuple[float, float]


class Tick(NamedTuple):
    """A place of the scale with its number."""

    x: float
    words: Words


class Gap(NamedTuple):
    """What lies between two marks."""

    low: float
    high: float
    words: Words


class NumberLine(NamedTuple):
    """A line with all that stands on it; ``floor`` is where its axis lies, in pixels."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    gap: Gap | None
    floor: int
    height: int
    logarithmic: bool


def draw(
    marks: Sequence[Mark], scales: Scales, gap: tuple[Decimal, Decimal, str] | None, *, days: bool
) -> NumberLine:
    """The line that shows the marks, a lane each, in their order.

    Args:
        marks: at least one, each with at least one end.
        scales: to choose from: the first whose words find room.
        gap: two values and what is to be said of the space between them.
        days: whether values are day ordinals.
    """
    axis = spanning((end for mark in marks for end in _ends(mark)), days=days)
    lanes, floor = _lanes(marks, axis, _HEAD if gap else 0)
    return NumberLine(
        lanes=lanes,
        ticks=_ticks(axis, scales),
        gap=_gap(axis, *gap) if gap else None,
        floor=floor,
        height=floor + _FOOT,
        logarithmic=axis.logarithmic,
    )


def _ends(mark: Mark) -> Iterator[Decimal]:
    """What the mark reaches, with the tolerance on both sides; it takes nothing below zero."""
    if mark.low is not None:
        yield mark.low
        yield mark.low - mark.slack if mark.low > mark.slack or mark.low < 0 else mark.low
    if mark.high is not None:
        yield mark.high
        yield mark.high + mark.slack
    if mark.value is not None:
        yield mark.value


# Lanes


def _lanes(marks: Iterable[Mark], axis: Axis, top: int) -> tuple[tuple[Lane, ...], int]:
    """The lanes one below the other, and where the last one ends."""
    lanes = []
    for mark in marks:
        lane = _lane(mark, axis, top)
        lanes.append(lane)
        top = lane.y + _LANE_GAP
    return tuple(lanes), top


def _lane(mark: Mark, axis: Axis, top: int) -> Lane:
    low = 0.0 if mark.low is None else axis.place(mark.low)
    high = 1.0 if mark.high is None else axis.place(mark.high)
    point = None if mark.value is None else axis.place(mark.value)
    around = list(_ends(mark))
    slack = (
        0.0 if mark.low is None else axis.place(min(around)),
        1.0 if mark.high is None else axis.place(max(around)),
    )
    lines = tuple(folded(mark.words, NARROWEST))
    return Lane(
        words=beside(low, high, lines),
        top=top,
        y=top + _LINE * len(lines) + _BAR,
        low=low,
        high=high,
        open_below=mark.low is None,
        open_above=mark.high is None,
        point=point,
        slack=slack,
    )


def beside(low: float, high: float, lines: tuple[str, ...]) -> Words:
    """Words over a mark: they begin with one on the left, and end with one on the right.

    Args:
        low: where the mark begins.
        high: where it ends.
        lines: each no wider than `NARROWEST`.
    """
    return _inside(low, "start", lines) if low + high <= 1 else _inside(high, "end", lines)


def centred(x: float, text: str) -> Words:
    """Words in the middle over a place, or as near to it as the ends of the line allow."""
    return _inside(x, "middle", (text,))


def _inside(x: float, anchor: str, lines: tuple[str, ...]) -> Words:
    """Words moved as far as it takes to keep them in the box, of whatever width it is."""
    low, high = extent(Words(x, 0, anchor, lines))
    return Words(x, max(0, -low) + min(0, NARROWEST - high), anchor, lines)


def extent(words: Words, width: float = NARROWEST) -> tuple[float, float]:
    """From where to where words reach on a line of a width, in pixels."""
    room = max(map(measured, words.lines))
    before = {"start": 0.0, "middle": room / 2, "end": room}[words.anchor]
    left = words.x * width + words.shift - before
    return left, left + room


def measured(text: str) -> float:
    """How wide a text is, in pixels: an estimate on the safe side for common faces."""
    ems = sum(1 if east_asian_width(c) in _WIDE else _ASCII_WIDTH for c in text)
    return ems * EM


def folded(text: str, room: float) -> Iterator[str]:
    """The text in lines that are no wider than the room: parted at spaces and wide characters."""
    line = ""
    for part in _parts(text):
        if line and measured(line + part.rstrip()) > room:
            yield line.rstrip()
            line = ""
        line += part
        while measured(line.rstrip()) > room:
            fitting = _fitting(line, room)
            yield fitting
            line = line[len(fitting) :]
    yield line.rstrip()


def _parts(text: str) -> Iterator[str]:
    """Each wide character, and each run of others with the spaces after it."""
    part = ""
    for character in text:
        wide = east_asian_width(character) in _WIDE
        if part and (wide or (part[-1] == " " and character != " ")):
            yield part
            part = ""
        part += character
    yield part


def _fitting(text: str, room: float) -> str:
    """As much of a text as there is room for, at least a character."""
    end = 1
    while end < len(text) and measured(text[: end + 1]) <= room:
        end += 1
    return text[:end]


# The scale


def _ticks(axis: Axis, scales: Scales) -> tuple[Tick, ...]:
    for scale in scales(axis):
        ticks = tuple(_tick(axis, value, text) for value, text in scale)
        if ticks and _fit(ticks):
            return ticks
    return ()


def _tick(axis: Axis, value: Decimal, text: str) -> Tick:
    x = axis.place(value)
    return Tick(x, centred(x, text))


def _fit(ticks: Sequence[Tick]) -> bool:
    reaches = [extent(tick.words) for tick in ticks]
    return all(high - low <= NARROWEST / 2 for low, high in reaches) and all(
        one[1] + _APART <= other[0] for one, other in pairwise(reaches)
    )


# What lies between


def _gap(axis: Axis, one: Decimal, other: Decimal, text: str) -> Gap:
    low, high = sorted((axis.place(one), axis.place(other)))
    fitting = text if measured(text) <= NARROWEST else ""
    return Gap(low, high, centred((low + high) / 2, fitting))
