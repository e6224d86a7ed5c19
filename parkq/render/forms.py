"""An answer in the format that was asked for."""

from collections.abc import Iterator
from dataclasses import replace

from parkq import words
from parkq.errors import ParkqError
from parkq.render import data
from parkq.render.answer import Answer, Column, Format, chosen
from parkq.render.page import Element, Grid, Section, cell
from parkq.terminal import Screen


def written(
    answer: Answer, form: Format, screen: Screen, *, columns: str = "", header: bool = True
) -> Iterator[str]:
    """The text to print, piece by piece: of csv, tsv, md and jsonl a record, of tables a block.

    Args:
        answer: what there is to say.
        form: how.
        screen: what a table is for.
        columns: names of columns, comma-separated; empty for the usual ones.
        header: whether csv, tsv and tables begin with the names of their columns.

    Raises:
        ParkqError: there is no such column, or the format has none.
    """
    if form in _DOCUMENTS:
        if columns:
            raise ParkqError(f"--columns is not for {form.value}", hint="pick its keys with jq")
        return _DOCUMENTS[form](answer)
    lanes = chosen(answer.columns, columns) if columns else answer.columns
    if not columns and form in {Format.TABLE, Format.MD}:
        lanes = tuple(column for column in lanes if column.table)
    if form is not Format.TABLE:
        return data.WRITERS[form](lanes, answer.each(), header)
    own = None if columns else answer.page
    if screen.width is None and not (own and answer.prose):
        from parkq.render.aligned import BLOCK  # noqa: PLC0415 - rich is for tables only
        from parkq.render.plain import table  # noqa: PLC0415

        return table(lanes, answer.blocks(BLOCK), header=header, colour=screen.colour)
    from parkq.render.table import page  # noqa: PLC0415 - data needs no layout

    elements = own() if own else _grid(lanes, answer)
    return page(elements if header else map(_headless, elements), screen)


_DOCUMENTS = {Format.JSON: data.as_json, Format.JSONL: data.as_jsonl}


def _headless(element: Element) -> Element:
    return replace(element, header=(), named=False) if isinstance(element, Grid) else element


def _grid(columns: tuple[Column, ...], answer: Answer) -> Iterator[Element]:
    rows = (
        tuple(cell(c.told(r), c.style(r), whole=c.whole, link=c.link(r)) for c in columns)
        for r in answer.each()
    )
    yield Grid(
        header=tuple(words.word(column.name) for column in columns),
        right=tuple(column.right for column in columns),
        sections=tuple(Section((row,)) for row in rows),
    )
