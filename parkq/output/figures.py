"""The answer of ``figure``: how parkq reads what is stated."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from parkq import words
from parkq.model import Figure, Unread
from parkq.output import shapes
from parkq.output.answer import Answer, Column, Value, plain
from parkq.output.page import Element, Grid, Line, Section, Span, cell

_Read = Figure | Unread


def _read(name: str) -> Callable[[Any], Value]:
    """A key of the figure's shape; None where it could not be read."""
    return lambda figure: shapes.figure(figure).get(name)


_COLUMNS = (
    Column("stated", lambda figure: figure.stated),
    Column("kind", _read("kind"), whole=True),
    Column("display", _read("display"), whole=True, right=True),
    Column("value", _read("value"), whole=True, right=True),
    Column("low", _read("low"), whole=True, right=True),
    Column("high", _read("high"), whole=True, right=True),
    Column("unit", _read("unit"), whole=True),
    Column.worded("hedge", _read("hedge"), words.word, whole=True),
    Column("error", _read("error"), style=lambda _: "error"),
)


def answer(
    figures: Iterable[_Read],
    steps: Callable[[Figure], Sequence[str]] | None,
    *,
    live: bool = False,
) -> Answer:
    """What ``figure`` prints, in the order asked; errors stand in their place.

    Args:
        figures: as read; gone through once, as what is printed asks for them.
        steps: how a figure was read, where that was asked for.
        live: whether they are still to come.
    """

    def shaped() -> Iterator[dict[str, Any]]:
        for figure in figures:
            more = {"steps": steps(figure)} if steps and isinstance(figure, Figure) else {}
            yield {**shapes.figure(figure), **more}

    return Answer(
        columns=(*_COLUMNS, _steps(steps)) if steps else _COLUMNS,
        records=figures,
        document=lambda: shapes.named("figure", {"figures": list(shaped())}),
        lines=shaped,
        page=lambda: _page(figures, steps) if steps else _table(figures),
        live=live,
    )


def _steps(steps: Callable[[Figure], Sequence[str]]) -> Column:
    return Column("steps", lambda read: tuple(steps(read)) if isinstance(read, Figure) else ())


def _table(figures: Iterable[_Read]) -> Iterator[Element]:
    """A row a figure; what was not understood stands below it."""
    *columns, error = _COLUMNS
    sections = (
        Section(
            (tuple(cell(c.told(read), whole=True) for c in columns),),
            tuple(_complaints(error.get(read))),
        )
        for read in figures
    )
    right = tuple(column.right for column in columns)
    names = tuple(words.word(column.name) for column in columns)
    yield Grid(names, right, tuple(sections))


def _complaints(error: Value) -> Iterator[Line]:
    if error:
        yield Line((Span(plain(error), "error"),), 4, 2)


def _page(figures: Iterable[_Read], steps: Callable[[Figure], Sequence[str]]) -> Iterator[Element]:
    for figure in figures:
        yield Line((Span(figure.stated, "title", whole=True),))
        if isinstance(figure, Unread):
            yield Line((Span(figure.error, "error"),), 2, 2)
        else:
            yield from (Line((Span(step),), 2, 2) for step in steps(figure))
