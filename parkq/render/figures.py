"""The answer of ``figure``: how parkq reads what is stated."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from parkq.model import Figure, Unread
from parkq.render import shapes
from parkq.render.answer import Answer, Column, Value
from parkq.render.page import Element, Line, Span

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
    Column("hedge", _read("hedge"), whole=True),
    Column("error", _read("error"), style=lambda _: "error"),
)


def answer(figures: Sequence[_Read], steps: Callable[[Figure], Sequence[str]] | None) -> Answer:
    """What ``figure`` prints, in the order asked; errors stand in their place.

    Args:
        figures: as read.
        steps: how a figure was read, where that was asked for.
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
        page=(lambda: _page(figures, steps)) if steps else None,
    )


def _steps(steps: Callable[[Figure], Sequence[str]]) -> Column:
    return Column("steps", lambda read: tuple(steps(read)) if isinstance(read, Figure) else ())


def _page(figures: Sequence[_Read], steps: Callable[[Figure], Sequence[str]]) -> Iterator[Element]:
    for figure in figures:
        yield Line((Span(figure.stated, "title", whole=True),))
        if isinstance(figure, Unread):
            yield Line((Span(figure.error, "error"),), 2, 2)
        else:
            yield from (Line((Span(step),), 2, 2) for step in steps(figure))
