"""A mapping guessed from a table and the names of a store: `import --guess`."""

import re
from collections.abc import Callable, Iterator, Sequence

from parkq.dates import DateError, parse
from parkq.documents.mapping import clean_name, fill_heads
from parkq.documents.tables import Table
from parkq.errors import ParkqError
from parkq.store.writing import quoted

FindId = Callable[[str, str], str | None]
"""The id of a kind that a name means, or None."""

_NUMBER = re.compile(r"[-+]?\d[\d,\s]*(?:\.\d+)?%?")
_PERIOD = re.compile(r"(?:19|20)\d\d\s*年?(?:度|底|末)?|\d{1,2}(?:[-—~至]\d{1,2})?月")
_MOST_HEADING = 5
_MOST_SHARE = 0.5


def guess_mapping(table: Table, number: int, source: str, find_id: FindId) -> str:
    """The TOML of a mapping, with what is left to a person marked.

    Args:
        table: to be read.
        number: of it in its file.
        source: the id of who states it, or empty.
        find_id: looks a name of the table up in the store.
    """
    titles, heads = _measure_head(table)
    first = titles + heads
    body = table.rows[first:]
    labels = [clean_name(row[0]) for row in body if row[0] and any(row[1:])]
    row_key = _kind_of(labels, find_id)
    heads_filled = fill_heads(table.rows[titles:first])
    heading = _kinds_of_heading(heads_filled, find_id)
    given = {row_key, *heading}
    lines = [
        "# Guessed by parkq import --guess: look it through, then run parkq import without it.",
        "",
        f"table = {number}",
        f"title_rows = {titles}",
        f"heading_rows = {heads}",
        'skip = ["注", "资料来源", "合计", "总计"]',
        "",
        "[fact]  # of every fact",
        f"source = {quoted(source or '?')}",
    ]
    lines += [f'{key} = "?"' for key in ("entity", "attribute") if key not in given]
    lines += ["", "[row]  # column by column, what its cell says of the row", f"{row_key} = 1"]
    if heading:
        lines += ["", "[heading]  # row by row of the heading"]
        lines += [f"{key} = {at}" for key, at in heading.items()]
    if "as_of" not in given:
        lines += ["", "[title]  # what the title says", "as_of = true"]
    names = [*labels] if row_key != "as_of" else []
    for key, at in heading.items():
        if key != "as_of":
            names += map(clean_name, heads_filled[at - 1][1:])
    lines += ["", "[names]  # what is named otherwise in the store", *_unknown(names, find_id)]
    return "\n".join(lines) + "\n"


def _measure_head(table: Table) -> tuple[int, int]:
    """How many rows are a title, and how many a heading."""
    titles = 0
    while titles < len(table.rows) - 1 and len(set(filter(None, table.rows[titles]))) <= 1:
        titles += 1
    first = titles
    while first < min(len(table.rows), titles + _MOST_HEADING) and not _states(table.rows[first]):
        first += 1
    if first == len(table.rows):
        raise ParkqError("there are no figures in the table")
    return titles, max(1, first - titles)


def _states(row: Sequence[str]) -> bool:
    """Whether a row is one of figures, and not of years."""
    cells = [cell for cell in row[1:] if cell]
    numbers = [c for c in cells if _NUMBER.fullmatch(c) and not _PERIOD.fullmatch(c)]
    return bool(numbers) and len(numbers) >= _MOST_SHARE * len(cells)


def _kind_of(names: Sequence[str], find_id: FindId) -> str:
    """Whether names are of entities, attributes or periods."""
    counts = {
        "entity": sum(find_id("entity", name) is not None for name in set(names)),
        "attribute": sum(find_id("attribute", name) is not None for name in set(names)),
        "as_of": sum(_is_period(name) for name in set(names)),
    }
    return max(counts, key=lambda key: counts[key])


def _kinds_of_heading(heads: Sequence[Sequence[str]], find_id: FindId) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, row in enumerate(heads, 1):
        names = [clean_name(cell) for cell in row[1:] if cell]
        known = [
            n for n in names if _is_period(n) or find_id("attribute", n) or find_id("entity", n)
        ]
        if names and known:
            found[_kind_of(names, find_id)] = at
    return found


def _is_period(name: str) -> bool:
    if _PERIOD.fullmatch(name):
        return True
    try:
        parse(name)
    except DateError:
        return False
    return True


def _unknown(names: Sequence[str], find_id: FindId) -> Iterator[str]:
    for name in filter(None, dict.fromkeys(names)):
        if not (_is_period(name) or find_id("entity", name) or find_id("attribute", name)):
            yield f'# {quoted(name)} = "?"'
