"""A plot for a terminal: time from left to right, figures upwards, intervals as bars."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from plotille import Canvas  # type: ignore[import-untyped]

from parkq.dates import Period
from parkq.output.axes import Time, ticks, time
from parkq.output.tables.page import Line, Span

_WIDEST = 72
_NARROWEST = 24
"""Columns of a plot beside its scale; where there is less room there is none."""
_ROWS = 12
_LEAST_ROWS = 2
"""Rows of a plot, and from one number of its scale to the next at least."""
_APART = 2
_NO_DOTS = "\u2800"
_UPWARDS, _DOWNWARDS = "↑", "↓"

Cell = tuple[int, int]
"""A row, from the bottom, and a column."""


class Mark(NamedTuple):
    """A figure in a plot.

    Attributes:
        day: where it stands in time, as an ordinal.
        sign: one character, one column wide.
        values: where its sign stands: the number stated, or both ends of a range.
        low, high: what its hedge leaves open, drawn as a bar upwards; None where that is endless.
        hedged: whether there is such a bar.
        period: drawn as a bar along time; None for none.
        label: written beside it where there is room.
    """

    day: float
    sign: str
    values: tuple[Decimal, ...]
    low: Decimal | None = None
    high: Decimal | None = None
    hedged: bool = False
    period: Period | None = None
    label: str = ""


def plot(
    marks: Sequence[Mark],
    room: int,
    *,
    styles: Mapping[str, str],
    unit: str = "",
    whole: bool = False,
    down: bool = False,
) -> list[Line]:
    """The marks in a frame with a scale on each axis; nothing where there is too little room.

    Args:
        marks: at least one; a later one that finds its place taken stands beside it.
        room: columns.
        styles: of signs, by character.
        unit: of the figures, written over their scale.
        whole: whether figures are whole numbers.
        down: whether the smallest figure is on top, as of ranks.
    """
    sign = -1 if down else 1
    numbers = [sign * number for mark in marks for number in _numbers(mark)]
    scale = ticks(numbers, whole=whole)
    names = [f"{abs(tick) if down else tick:,f}" for tick in scale]
    margin = max(map(len, names))
    width = min(room - margin - _APART, _WIDEST)
    if width < _NARROWEST:
        return []
    days = [day for mark in marks for day in _days(mark)]
    field = _Field(time(days, width), scale, sign)
    for draw in (field.draw_bars, field.draw_signs, field.write_label):
        for mark in marks:
            draw(mark)
    head = [Line((Span(f"{unit:>{margin}}", "quiet", whole=True),))] if unit else []
    return [*head, *_framed(field, names, margin, styles), *_below(field.time, margin)]


def _numbers(mark: Mark) -> Iterator[Decimal]:
    yield from mark.values
    if mark.hedged:
        yield from (end for end in (mark.low, mark.high) if end is not None)


def _days(mark: Mark) -> Iterator[float]:
    yield mark.day
    if mark.period:
        yield from (end for end in (mark.period.low, mark.period.high) if end is not None)


class _Field:
    """What lies between the axes: a canvas in units of characters, and which of them are taken.

    Args:
        time_: the axis of time.
        scale: numbers in equal steps, upwards.
        sign: -1 where figures grow downwards.
    """

    def __init__(self, time_: Time, scale: Sequence[Decimal], sign: int) -> None:
        self.time = time_
        self.scale = scale
        steps = len(scale) - 1
        self.per_step = max(_LEAST_ROWS, _ROWS // steps)
        self.rows = steps * self.per_step + 1
        self._sign = sign
        self._canvas = Canvas(time_.width, self.rows, 0, 0, time_.width, self.rows)
        self._signs: dict[Cell, str] = {}
        self._taken: set[Cell] = set()
        self._labels: set[tuple[Cell, str]] = set()

    def lines(self) -> list[str]:
        """The rows from the top, without blanks at their ends."""
        drawn: str = self._canvas.plot("\n").replace(_NO_DOTS, " ")
        return [line.rstrip() for line in drawn.split("\n")]

    def draw_bars(self, mark: Mark) -> None:
        """Draws what a mark's hedge leaves open, and the time that it covers."""
        if mark.hedged:
            self._bar(mark, self._column(mark))
        if mark.period:
            self._span(mark, mark.period)

    def draw_signs(self, mark: Mark) -> None:
        """Draws a mark's signs, over all bars."""
        for value in mark.values:
            row, column = self._free(int(self._up(value)), self._column(mark), mark.sign)
            self._signs[row, column] = mark.sign
            self._taken.add((row, column))
            self._canvas.point(column + 0.25, row + 0.5, marker=mark.sign)

    def _free(self, row: int, column: int, sign: str) -> Cell:
        """That cell, or the nearest of its row that holds no sign of another sort."""
        columns = sorted(range(self.time.width), key=lambda each: abs(each - column))
        cells = ((row, each) for each in columns)
        return next((c for c in cells if self._signs.get(c, sign) == sign), (row, column))

    def _bar(self, mark: Mark, column: int) -> None:
        edges = (0.0, self.rows - 0.25)
        below, above = edges if self._sign > 0 else edges[::-1]
        low = below if mark.low is None else self._up(mark.low)
        high = above if mark.high is None else self._up(mark.high)
        bottom, top = sorted((low, high))
        across = column + 0.25
        self._canvas.line(across, bottom, across, top)
        self._taken |= {(row, column) for row in range(int(bottom), int(top) + 1)}
        for end, bound in ((low, mark.low), (high, mark.high)):
            if bound is None:
                self._canvas.point(across, end, marker=_UPWARDS if end else _DOWNWARDS)

    def _span(self, mark: Mark, period: Period) -> None:
        start = 0 if period.low is None else self._across(period.low)
        end = self.time.width if period.high is None else self._across(period.high + 1)
        for value in mark.values:
            row = int(self._up(value))
            self._canvas.line(start, row + 0.5, min(end, self.time.width - 0.5), row + 0.5)
            self._taken |= {(row, column) for column in range(int(start), int(end))}

    def write_label(self, mark: Mark) -> None:
        """Writes a mark's label beside it, the nearest where nothing is in the way."""
        row, column = int(max(map(self._up, mark.values))), self._column(mark)
        size = len(mark.label)
        if not size or ((row, column), mark.label) in self._labels:
            return
        self._labels.add(((row, column), mark.label))
        places = (
            (row, column + _APART),
            (row, column - size - 1),
            (row + 1, column - size // 2),
            (row - 1, column - size // 2),
        )
        for at, start in places:
            cells = {(at, each) for each in range(start - 1, start + size + 1)}
            inside = start >= 0 and start + size <= self.time.width and 0 <= at < self.rows
            if inside and not self._taken & (cells - {(row, column)}):
                self._canvas.text(start + 0.25, at + 0.5, mark.label)
                self._taken |= cells
                return

    def _column(self, mark: Mark) -> int:
        return int(self._across(mark.day))

    def _across(self, day: float) -> float:
        return min(self.time.column(day), self.time.width - 0.5)

    def _up(self, number: Decimal) -> float:
        """Where a figure stands, the middle of the lowest row being the lowest of the scale."""
        low, high = self.scale[0], self.scale[-1]
        return float((self._sign * number - low) / (high - low)) * (self.rows - 1) + 0.5


def _framed(
    field: _Field, names: Sequence[str], margin: int, styles: Mapping[str, str]
) -> Iterator[Line]:
    beside = {number * field.per_step: name for number, name in enumerate(names)}
    for number, line in enumerate(field.lines()):
        name = beside.get(field.rows - 1 - number)
        axis = f"{name:>{margin}} ┤" if name else f"{'':{margin}} │"
        runs = groupby(line, key=lambda character: _style(character, styles))
        spans = (Span("".join(run), style, whole=True) for style, run in runs)
        yield Line((Span(axis, "quiet", whole=True), *spans))


def _style(character: str, styles: Mapping[str, str]) -> str:
    if _NO_DOTS < character <= "\u28ff":
        return "quiet"
    return styles.get(character, "")


def _below(axis: Time, margin: int) -> Iterator[Line]:
    line = f"{'':{margin}} └{axis.line('┬', '─')}"
    yield Line((Span(line, "quiet", whole=True),))
    yield Line((Span(f"{'':{margin + _APART}}{axis.names()}", "quiet", whole=True),))
