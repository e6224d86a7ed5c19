"""The answer of ``figure``: how parkq reads what is stated."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from parkq import words
from parkq.locale import translate
from parkq.model import Figure, Unread
from parkq.output import nouns
from parkq.output.formats import Answer
from parkq.output.record import Record, column, columns, key, record_of
from parkq.output.tables.page import Element, Head, Line, Section, Span, Table, cell
from parkq.terms import Hedge, Kind, Measure

_Read = Figure | Unread
_Steps = Callable[[Figure], Sequence[str]]


class FigureRow(Record):
    """A figure in a row; of one that could not be read there is only what is wrong with it."""

    stated: str = column()
    kind: Kind | None = column(whole=True, default=None)
    display: str | None = column(whole=True, right=True, default=None)
    value: nouns.Bound = column(whole=True, right=True, default=None)
    low: nouns.Bound = column(whole=True, right=True, default=None)
    high: nouns.Bound = column(whole=True, right=True, default=None)
    unit: str | None = column(whole=True, default=None)
    hedge: Hedge | None = column(word=words.word, whole=True, default=None)
    measure: Measure | None = column(word=words.word, whole=True, default=None)
    error: str | None = column(style=lambda _: "error", default=None)
    steps: nouns.Steps = column(default=None)


class Figures(Record):
    """The answer of parkq figure. jsonl: a figure a line."""

    schema: Literal["parkq.figure/1"] = "parkq.figure/1"
    figures: tuple[nouns.Read | nouns.Unread, ...] = key("In the order asked, errors in place.")


def answer(figures: Iterable[_Read], steps: _Steps | None, *, live: bool = False) -> Answer:
    """What ``figure`` prints, in the order asked; errors stand in their place.

    Args:
        figures: as read; gone through once, as what is printed asks for them.
        steps: how a figure was read, where that was asked for.
        live: whether they are still to come.
    """

    def shaped() -> Iterator[nouns.Read | nouns.Unread]:
        for figure in figures:
            told = tuple(steps(figure)) if steps and isinstance(figure, Figure) else None
            yield nouns.figure(figure, told, measured=True)

    names = _NAMES if steps is None else f"{_NAMES} steps"
    return Answer(
        columns=columns(FigureRow, names),
        records=(record_of(FigureRow, each) for each in shaped()),
        document=lambda: Figures(figures=tuple(shaped())),
        lines=shaped,
        page=lambda: _page(figures, steps) if steps else _table(shaped()),
        live=live,
    )


_NAMES = "stated kind display value low high unit hedge measure error"


def _table(figures: Iterable[nouns.Read | nouns.Unread]) -> Iterator[Element]:
    """A row a figure; what was not understood stands below it."""
    *lanes, _ = columns(FigureRow, _NAMES)
    rows = [record_of(FigureRow, each) for each in figures]
    sections = (
        Section(
            (tuple(cell(c.told(row), whole=True) for c in lanes),), tuple(_complaints(row.error))
        )
        for row in rows
    )
    heads = tuple(Head(words.word(c.name), right=c.right) for c in lanes)
    yield Table(heads, sections)


def _complaints(error: str | None) -> Iterator[Line]:
    if error:
        yield Line((Span(translate(error), "error"),), 4, 2)


def _page(figures: Iterable[_Read], steps: _Steps) -> Iterator[Element]:
    for figure in figures:
        yield Line((Span(figure.stated, "title", whole=True),))
        if isinstance(figure, Unread):
            yield Line((Span(translate(figure.error), "error"),), 2, 2)
        else:
            yield from (Line((Span(step),), 2, 2) for step in steps(figure))
