"""Enters the statements of files as facts: each has an id of its own, and its figure read."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from parkq.errors import Problem
from parkq.figures import reader
from parkq.figures.context import Context
from parkq.figures.units import dimension_of
from parkq.model import Attribute, Fact, Figure, Statement, Statements, Tables, Unread
from parkq.store.link import Vocabulary, leads
from parkq.terms import Kind, Measure


def facts(
    tables: Iterable[Tables], known: Vocabulary, problems: list[Problem]
) -> Mapping[str, Fact]:
    """By id, every statement whose references exist, with its figure read.

    One whose file has a source that is left out is left out with it: the source's problem says so.
    """
    found: dict[str, Fact] = {}
    repeated: Counter[str] = Counter()
    read = _reading(known.attributes)
    for table in tables:
        stated = _joined(table, known, problems)
        ids = _numbered(stated, found, repeated)
        figures = list(map(read, stated.attribute, stated.stated, stated.as_of))
        named = (stated.entity, stated.attribute, stated.source)
        # from as_of on, a statement and a fact have the same fields
        rows = zip(ids, *named, figures, *stated[4:], strict=True)
        found.update(zip(ids, map(_Fact, rows), strict=True))
        if Unread in set(map(type, figures)):
            problems += filter(None, map(_unread, map(found.__getitem__, ids)))
    return found


def _joined(table: Tables, known: Vocabulary, problems: list[Problem]) -> Statements:
    """The statements whose references lead somewhere, each with its source."""
    stated, own = table.statements, table.source
    if own and "" in stated.source:
        stated = stated._replace(source=tuple(name or own.id for name in stated.source))
    columns = (
        (stated.entity, known.entities),
        (stated.attribute, known.attributes),
        (stated.source, known.sources),
    )
    if all(all(map(ids.__contains__, set(column))) for column, ids in columns):
        return stated
    return Statements.of(row for row in stated.rows() if _leads(row, known, problems))


def _leads(statement: Statement, known: Vocabulary, problems: list[Problem]) -> bool:
    """Whether the references of a statement lead somewhere; those that do not are noted."""
    references = (
        ("entity", statement.entity, known.entities),
        ("attribute", statement.attribute, known.attributes),
        ("source", statement.source, known.sources),
    )
    if not statement.source:
        return False
    sound = [leads(statement, key, wanted, ids, problems) for key, wanted, ids in references]
    return all(sound)


def _numbered(
    stated: Statements, found: Mapping[str, Fact], repeated: Counter[str]
) -> Sequence[str]:
    """The ids of the facts; that of a second of the same ends in ``#2``.

    Args:
        stated: of one file.
        found: the facts of the files before it.
        repeated: how often each id has come again so far; counted on.
    """
    parts = zip(stated.entity, stated.attribute, stated.source, strict=True)
    ids = list(map("/".join, parts))
    given = set(ids)
    if len(given) == len(ids) and found.keys().isdisjoint(given):
        return ids
    given.clear()
    for at, id_ in enumerate(ids):
        if id_ in found or id_ in given:
            repeated[id_] += 1
            ids[at] = f"{id_}#{repeated[id_] + 1}"
        given.add(id_)
    return ids


_Reading = Callable[[str, str, str | None], Figure | Unread]
_Fact = partial(tuple.__new__, Fact)  # as Fact._make, which takes thrice as long


def _reading(attributes: Mapping[str, Attribute]) -> _Reading:
    """Reads figures, each text of an attribute once: half of what is stated was stated before."""
    memo: dict[str, dict[object, Figure | Unread]] = {}
    dates: set[str] = set()

    def read(attribute: str, stated: str, as_of: str | None) -> Figure | Unread:
        known = memo.get(attribute)
        if known is None:
            known = memo[attribute] = {}
            if attributes[attribute].kind is _DATE:
                dates.add(attribute)
        key = (stated, as_of) if attribute in dates else stated
        figure = known.get(key)
        if figure is None:
            figure = known[key] = read_for(attributes[attribute], stated, as_of)
        return figure

    return read


def read_for(attribute: Attribute, stated: str, as_of: str | None) -> Figure | Unread:
    """A stated figure as the attribute takes it: its kind, its dimension, its exactness.

    The year of ``as_of`` completes a date that prints none (10月29日).
    """
    kind = attribute.kind
    since = as_of[:4] if as_of and kind is _DATE else ""
    year = int(since) if since.isdecimal() else None
    context = Context(kind, exact=attribute.exact, year=year)
    figure = reader.read_figure(stated, context)
    if kind is not _QUANTITY or isinstance(figure, Unread) or figure.measure not in _IN_UNITS:
        return figure
    dimension = dimension_of(figure.unit)
    if dimension == attribute.dimension:
        return figure
    error = f"{attribute.id} is measured in units of {attribute.dimension}, this is of {dimension}"
    return Unread(stated=stated, error=error, code="wrong-dimension")


_IN_UNITS = frozenset({Measure.LEVEL, Measure.CHANGE})
_DATE, _QUANTITY = Kind.DATE, Kind.QUANTITY  # a member is looked up slowly before Python 3.12


def _unread(fact: Fact) -> Problem | None:
    figure = fact.figure
    if isinstance(figure, Figure):
        return None
    return Problem(
        code=figure.code,
        message=figure.error,
        hint=figure.hint and f"did you mean {figure.hint!r}?",
        file=fact.file,
        path=(*fact.path, "stated"),
        offset=figure.offset,
    )
