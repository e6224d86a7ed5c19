"""Writes what ``show`` prints of each entity in a pipe, in pieces for `parkq.cache.ready`."""

from collections.abc import Iterable, Iterator, Sequence

from parkq import words
from parkq.cache import kept
from parkq.output.columns import Column, plain
from parkq.output.encode import tsv_column
from parkq.output.judged import FactRow, JudgedFact, fact_row, label
from parkq.output.record import columns
from parkq.output.tables.cells import width
from parkq.terminal import visible
from parkq.terms import Role, Verdict
from parkq.words import Language

_FACT = columns(FactRow)
_COLUMNS = tuple(column for column in _FACT if column.name != "label")
_CODES: dict[str, Iterable[str]] = {"role": Role, "verdict": Verdict}


def heads() -> Iterator[tuple[str, str]]:
    """For each language the header of tsv and, a line each, the columns of a table."""
    header = "\t".join(column.name for column in _FACT)
    for language in Language:
        before = words.spoken()
        words.speak(language)
        try:
            columns = [_head(at, column) for at, column in enumerate(_COLUMNS) if column.table]
        finally:
            words.speak(before)
        yield kept.heads(language), "\n".join((header, *columns))


def _head(place: int, column: Column) -> str:
    title = words.word(column.name)
    fields = [str(place), title, str(width(title)), "right" if column.right else ""]
    if column.word:
        told = ((code, column.word(code)) for code in _CODES[column.name])
        for code, word in told:
            fields += (code, word, str(width(word))) if word != code else ()
    return kept.ITEMS.join(fields)


def text(facts: Sequence[JudgedFact], parts: Iterable[str]) -> str:
    """An entity's attributes with their labels, its parts, and the columns of its rows."""
    attributes = {judged.fact.attribute: judged.attribute for judged in facts}
    labels, _ = tsv_column(
        [label(each, language) for language in Language for each in attributes.values()]
    )
    lanes = _columns(list(map(fact_row, facts))) if facts else ()
    lists = (*attributes, *labels), parts
    return kept.PART.join((*map(kept.ITEMS.join, lists), *lanes))


def _columns(records: Sequence[FactRow]) -> Iterator[str]:
    """Each column of tsv; one of a table with its widths, and its cells where they are others."""
    for column in _COLUMNS:
        values = [column.get(record) for record in records]
        if values[0] == values[-1] and values.count(values[0]) == len(values):
            del values[1:]
        cells, alike = tsv_column(values)
        told = kept.LINE.join(cells)
        if column.table:
            shown = cells if alike else [visible(plain(value)) for value in values]
            sizes = map(len if "".join(shown).isascii() else width, shown)
            widths = " ".join(map(str, sizes))
            told = kept.ITEMS.join((told, widths, "" if alike else kept.LINE.join(shown)))
        yield told
