"""Rows as they are printed in a pipe, of those that need no care: `parkq.fastpath` serves them."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from sqlite3 import DatabaseError

Row = tuple[object, ...]
Select = Callable[..., Sequence[Row]]

_HEADER = (
    "entity attribute label role stated value number low high unit hedge as_of scope rank source "
    "where verdict severity accepted note id place"
)
_FACTS = """
SELECT fact.*, entity.id, attribute.id, attribute.label_{language}, source.id, file.name
FROM fact JOIN entity ON entity.number = fact.entity
JOIN attribute ON attribute.number = fact.attribute JOIN source ON source.number = fact.source
JOIN file ON file.number = fact.file WHERE fact.entity = (SELECT number FROM entity WHERE id = ?)
ORDER BY file.place, position
"""
_COMPARISONS = """
SELECT * FROM comparison WHERE entity = (SELECT number FROM entity WHERE id = ?) ORDER BY number
"""
_MEMBERS = """
SELECT comparison, fact FROM comparison_fact JOIN comparison ON comparison.number = comparison
WHERE entity = (SELECT number FROM entity WHERE id = ?) ORDER BY comparison
"""
WORST_FIRST = (
    "ORDER BY is_accepted, severity DESC, gravity DESC, COALESCE(gap_ratio, 0) DESC, "
    "entity.id, attribute.id, comparison.number"
)
"""The order of `parkq.queries.worst_first`."""
_EXACT = 2**53
"""From here on a double does not tell whole numbers apart."""
_LEADS = frozenset(" =+@＝＋－＠-'")
"""What text begins with that a spreadsheet might run, or that is led by an apostrophe for it."""
_CAREFUL = "="
_CHECKSUM = 30
"""Its place in a row of a fact."""
_VERDICT, _SEVERITY, _ACKNOWLEDGEMENT = 6, 8, 13
"""Their places in a row of a comparison."""
_LEVELS = ("silent", "info", "warning", "error")
"""The names of severities."""
_UNJUDGED = ("", "", "")


class DamagedError(DatabaseError):
    """A row is not what was written."""


def checksum(row: Row) -> int:
    """The CRC-32 of what a row tells."""
    return zlib.crc32(repr(row).encode())


def verify_facts(rows: Iterable[Row]) -> None:
    """Makes sure that rows of facts, with what is joined to them, are as they were written.

    Raises:
        DamagedError: one is not.
    """
    for row in rows:
        if checksum(row[1:_CHECKSUM]) != row[_CHECKSUM]:
            raise DamagedError(row)


def verify_comparisons(rows: Iterable[Row]) -> None:
    """The same for rows of comparisons."""
    for row in rows:
        if checksum(row[1:-1]) != row[-1]:
            raise DamagedError(row)


def comparison_lines(select: Select) -> tuple[str, bool]:
    """What ``diff-sources`` lists, a line of JSON each, and whether all of it is accepted."""
    rows = select(
        "SELECT comparison.* FROM comparison JOIN entity ON entity.number = comparison.entity "
        "JOIN attribute ON attribute.number = comparison.attribute "
        f"WHERE severity >= 2 {WORST_FIRST}",
        verify=verify_comparisons,
    )
    return "".join([f"{row[-3]}\n" for row in rows]), all(row[12] for row in rows)


def fact_lines(select: Select, name: str, language: str) -> str | None:
    """What ``show`` prints of an entity and its parts as tsv.

    Args:
        select: of the index.
        name: an id, or a name as written.
        language: that labels are of.

    Returns:
        None where there is no such name, or a cell needs care.
    """
    rows = select("SELECT id FROM entity WHERE id = ?", name) or select(
        "SELECT id FROM name WHERE kind = 'entity' AND written = ?", name
    )
    if len(rows) != 1:
        return None
    lines = [_HEADER.split()]
    for entity in _with_parts(select, str(rows[0][0])):
        lines += _entity_lines(select, entity, language)
    if len(lines) == 1 or not all(map(_is_plain, chain.from_iterable(lines))):
        return None
    return "".join(["\t".join(cells) + "\n" for cells in lines])


def _with_parts(select: Select, entity: str) -> Iterator[str]:
    yield entity
    for (part,) in select("SELECT id FROM entity WHERE part_of = ? ORDER BY number", entity):
        yield from _with_parts(select, str(part))


def _entity_lines(select: Select, entity: str, language: str) -> Iterator[list[str]]:
    """The cells of an entity's facts, those that are judged together beside one another."""
    counted = select("SELECT facts FROM entity WHERE id = ?", entity)

    def verify(rows: Sequence[Row]) -> None:
        if [(len(rows),)] != counted:
            raise DamagedError(entity)
        verify_facts(rows)

    facts = select(_FACTS.format(language=language), entity, verify=verify)
    groups = select(_COMPARISONS, entity, verify=verify_comparisons)
    order: dict[Row, int] = {}
    for row in groups:
        order.setdefault((row[2], row[3]), len(order))
    worst = _worst_of_facts(select, entity, groups)
    for row in sorted(facts, key=lambda fact: order.get((fact[3], fact[5]), len(order))):
        yield _cells(row, worst.get(row[0], _UNJUDGED))


def _worst_of_facts(select: Select, entity: str, groups: Sequence[Row]) -> dict[object, Row]:
    """The flag of the worst comparison that each fact is in, the first of those alike."""
    comparisons = {row[0]: row for row in groups}
    worst: dict[object, Row] = {}
    for comparison, fact in select(_MEMBERS, entity):
        row = comparisons[comparison]
        if fact not in worst or _severity(row) > _severity(worst[fact]):
            worst[fact] = row
    return {fact: _flag(row) for fact, row in worst.items()}


def _severity(comparison: Row) -> int:
    return int(str(comparison[_SEVERITY]))


def _flag(comparison: Row) -> Row:
    """Verdict, severity and acknowledgement of a comparison."""
    return comparison[_VERDICT], _LEVELS[_severity(comparison)], comparison[_ACKNOWLEDGEMENT]


def _cells(row: Row, flag: Row) -> list[str]:
    _, id_, _, _, _, role, stated, display, *figure, _, dated, scope, rank, locator, note = row[:22]
    value, low, high, day, since, until, unit, hedge = figure
    line, (entity, attribute, label, source, file) = row[29], row[31:]
    numbers = (_number(value, day), _number(low, since), _number(high, until))
    of = (entity, attribute, label, role, stated, display, *numbers, unit, hedge, dated, scope)
    shown = _UNJUDGED if rank == "deprecated" else flag
    cells = (*of, rank, source, locator, *shown, note, id_, f"{file}:{line}")
    return ["" if cell is None else str(cell) for cell in cells]


def _number(value: object, day: object) -> object:
    """A number as it is printed; what a double may not tell exactly is told to need care."""
    if not isinstance(value, float):
        return day
    if abs(value) >= _EXACT:
        return _CAREFUL
    return int(value) if value.is_integer() else repr(value)


def _is_plain(cell: str) -> bool:
    """Whether a cell is printed as it is: nothing in it acts, hides, or might be run."""
    return cell.isprintable() and "\\" not in cell and cell[:1] not in _LEADS
