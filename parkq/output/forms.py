"""An answer in the format that was asked for."""

from collections.abc import Iterator

from parkq.errors import ParkqError
from parkq.output.answer import Answer, Format, chosen
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
        return _document(answer, form)
    lanes = chosen(answer.columns, columns) if columns else answer.columns
    if not columns and form in {Format.TABLE, Format.MD}:
        lanes = tuple(column for column in lanes if column.table)
    if form is not Format.TABLE:
        from parkq.output.data import WRITERS  # noqa: PLC0415 - tables are made of no data

        return WRITERS[form](lanes, answer.each(), header)
    own = None if columns else answer.page
    if screen.width is None and not (own and answer.prose):
        from parkq.aligned import BLOCK  # noqa: PLC0415 - rich is for tables only
        from parkq.output.plain import table  # noqa: PLC0415

        return table(lanes, answer.blocks(BLOCK), header=header, colour=screen.colour)
    from parkq.output.page import headless, listed  # noqa: PLC0415 - data needs no layout
    from parkq.output.table import page  # noqa: PLC0415

    elements = own() if own else (listed(lanes, answer.each()),)
    return page(elements if header else map(headless, elements), screen)


_DOCUMENTS = frozenset({Format.JSON, Format.JSONL})


def _document(answer: Answer, form: Format) -> Iterator[str]:
    from parkq.output.data import as_json, as_jsonl  # noqa: PLC0415 - tables are made of no data

    return as_json(answer) if form is Format.JSON else as_jsonl(answer)
