"""Writes what ``show`` prints of each entity in a pipe, in pieces for `parkq.cache.ready`."""

from collections.abc import Iterable, Iterator, Sequence

from parkq import words
from parkq.cache import kept
from parkq.cache.ready import LANGUAGES, OTHERS
from parkq.render.answer import Column, plain
from parkq.render.cells import width
from parkq.render.data import tsv
from parkq.render.records import FACT, FactRecord, label
from parkq.terminal import visible
from parkq.terms import Role, Verdict
from parkq.words import Language

_COLUMNS = tuple(column for column in FACT if column.name != "label")
_CODES: dict[str, Iterable[str]] = {"role": Role, "verdict": Verdict}


def heads() -> Iterator[tuple[str, str]]:
    """For each language the header of tsv and, a line each, the columns of a table."""
    header = "\t".join(column.name for column in FACT)
    for language in LANGUAGES:
        before = words.spoken()
        words.speak(Language(language))
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
        fields += (field for code, word in told for field in (code, word, str(width(word))))
    return kept.ITEMS.join(fields)


def text(records: Sequence[FactRecord], parts: Iterable[str]) -> str:
    """The labels of an entity's attributes, its parts, and its rows."""
    attributes = {record.fact.attribute: record.attribute for record in records}
    labels = kept.ITEMS.join(
        field
        for id_, attribute in attributes.items()
        for field in (id_, *(tsv(label(attribute, Language(each))) for each in LANGUAGES))
    )
    return kept.PART.join((labels, kept.ITEMS.join(parts), "\n".join(map(_row, records))))


def _row(record: FactRecord) -> str:
    cells, widths = [], []
    others: list[str] = []
    for at, column in enumerate(_COLUMNS):
        value = column.get(record)
        cell = tsv(value)
        cells.append(cell)
        if column.table:
            shown = cell if cell is value else visible(plain(value))
            widths.append(str(width(shown)))
            if shown is not cell and shown != cell:
                others += (str(at), shown)
    row = "\t".join((" ".join(widths), *cells))
    return OTHERS.join((row, "\t".join(others))) if others else row
