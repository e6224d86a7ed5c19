"""Enters the statements of files as facts: each has an id of its own, and its figure read."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from parkq.errors import Problem, did_you_mean
from parkq.figures import reader
from parkq.figures.context import Context
from parkq.figures.units import dimension_of
from parkq.locale import Message
from parkq.model import Attribute, Fact, Figure, Statement, Statements, Tables, Unread
from parkq.names.folding import fold
from parkq.store.link import Names, Vocabulary, leads, scope_names
from parkq.terms import Kind, Measure


def facts(
    tables: Iterable[Tables], known: Vocabulary, problems: list[Problem]
) -> Mapping[str, Fact]:
    """By id, every statement whose references exist, with its figure read.

    One whose file has a source that is left out is left out with it: the source's problem says so.
    """
    found: dict[str, Fact] = {}
    repeated: Counter[str] = Counter()
    read = _Reading(known)
    scopes, names = scope_names(known.scopes), Names(known)
    for table in tables:
        stated = _joined(table, known, names, problems)
        stated = _scoped(stated, scopes, problems, strict=table.strict)
        ids = _numbered(stated, found, repeated)
        figures = read.figures(stated)
        named = (stated.entity, stated.attribute, stated.source)
        # from as_of on, a statement and a fact have the same fields
        rows = zip(ids, *named, figures, *stated[4:], strict=True)
        found.update(zip(ids, map(_Fact, rows), strict=True))
        if Unread in set(map(type, figures)):
            problems += filter(None, map(_unread, map(found.__getitem__, ids)))
    return found


def _scoped(
    stated: Statements, scopes: Mapping[str, str], problems: list[Problem], *, strict: bool
) -> Statements:
    """The statements with declared scopes by the words that these are shown by.

    Of a file that must name declared scopes, a statement of any other is a problem, left out.
    """
    names = {name for name in stated.scope if name}
    if not names or not (scopes or strict):
        return stated
    declared = {name: scopes[fold(name)] for name in names if fold(name) in scopes}
    if strict and len(declared) < len(names):
        for row in stated.rows():
            leads(row, "scope", row.scope or None, declared, problems, near=scopes)
        stated = Statements.from_rows(
            row for row in stated.rows() if not row.scope or row.scope in declared
        )
    return stated._replace(scope=tuple(declared.get(name, name) for name in stated.scope))


def _joined(table: Tables, known: Vocabulary, names: Names, problems: list[Problem]) -> Statements:
    """The statements whose references lead somewhere, each with its source; names become ids."""
    stated, own = table.statements, table.source
    if own and "" in stated.source:
        stated = stated._replace(source=tuple(name or own.id for name in stated.source))
    if not known.entities.keys() >= set(stated.entity):
        stated = stated._replace(entity=_ids(stated.entity, known.entities, names.entities))
    if not known.attributes.keys() >= set(stated.attribute):
        named = _ids(stated.attribute, known.attributes, names.attributes)
        stated = stated._replace(attribute=named)
    columns = (
        (stated.entity, known.entities),
        (stated.attribute, known.attributes),
        (stated.source, known.sources),
    )
    if all(all(map(ids.__contains__, set(column))) for column, ids in columns):
        return stated
    return Statements.from_rows(row for row in stated.rows() if _leads(row, known, problems))


def _ids(
    column: tuple[str, ...], known: Mapping[str, object], names: Mapping[str, str]
) -> tuple[str, ...]:
    """A column with ids in place of the names that lead to just one."""
    unknown = {word for word in column if word not in known}
    found = {word: names[fold(word)] for word in unknown if fold(word) in names}
    return tuple(found.get(word, word) for word in column) if found else column


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


_Fact = partial(tuple.__new__, Fact)  # as Fact._make, which takes thrice as long


class _Reading:
    """Reads figures, each text of an attribute once: half of what is stated was stated before."""

    def __init__(self, known: Vocabulary) -> None:
        self._attributes = known.attributes
        self._of_entities = {e.id: e.currency for e in known.entities.values() if e.currency}
        self._of_sources = {s.id: s.currency for s in known.sources.values() if s.currency}
        self._dated = {id_ for id_, each in known.attributes.items() if each.kind is _DATE}
        self._read: defaultdict[str, dict[object, Figure | Unread]] = defaultdict(dict)

    def figures(self, stated: Statements) -> list[Figure | Unread]:
        """The figures of the statements of a file."""
        plain = (
            not any(stated.measure)
            and not any(stated.unit)
            and not self._of_entities
            and not self._of_sources
        )
        if plain:
            return list(map(self._figure, stated.attribute, stated.stated, stated.as_of))
        return [
            self._figure(
                row.attribute,
                row.stated,
                row.as_of,
                Given(row.measure, row.unit, self._currency(row)),
            )
            for row in stated.rows()
        ]

    def _currency(self, row: Statement) -> str:
        return self._of_sources.get(row.source) or self._of_entities.get(row.entity, "")

    def _figure(
        self, attribute: str, stated: str, as_of: str | None, given: "Given | None" = None
    ) -> Figure | Unread:
        read = self._read[attribute]
        when = as_of if attribute in self._dated else None
        key = stated if when is None and given is None else (stated, when, given)
        figure = read.get(key)
        if figure is None:
            of = self._attributes[attribute]
            figure = read[key] = read_for(of, stated, as_of, given or _NOTHING_GIVEN)
        return figure


class Given(NamedTuple):
    """What the store says of a figure beside its words.

    Attributes:
        measure: of a fact whose words do not say what it measures.
        unit: of a bare number.
        currency: what 元 means in the source, or to the entity; empty for CNY.
    """

    measure: Measure | None = None
    unit: str = ""
    currency: str = ""


_NOTHING_GIVEN = Given()


def read_for(
    attribute: Attribute, stated: str, as_of: str | None, given: Given = _NOTHING_GIVEN
) -> Figure | Unread:
    """A stated figure as the attribute takes it: its kind, its dimension, its exactness.

    The year of ``as_of`` completes a date that prints none (10月29日).
    """
    kind = Kind.RATIO if given.measure in _RATIOS else attribute.kind
    since = as_of[:4] if as_of and kind is _DATE else ""
    year = int(since) if since.isdecimal() else None
    unit = given.unit or attribute.unit
    currency = "" if any(word in stated for word in _RENMINBI) else given.currency
    context = Context(kind, attribute.exact, unit, currency, year)
    figure = reader.read_figure(stated, context)
    if not unit and _lacks_unit(figure, kind):
        error = Message(
            "{stated!r} prints no unit, and neither fact, source nor attribute gives one",
            stated=stated,
        )
        return Unread(stated, error, len(stated), code="missing-unit")
    if isinstance(figure, Unread):
        return figure
    if given.measure is not None and figure.measure is Measure.LEVEL:
        figure = figure._replace(measure=given.measure)
    dimension = dimension_of(figure.unit) if kind is _QUANTITY else attribute.dimension
    is_in_units = kind is _QUANTITY and figure.measure in _IN_UNITS and figure.unit != "ratio"
    if not is_in_units or dimension == attribute.dimension:
        return figure
    error = Message(
        "{attribute} is measured in units of {dimension}, this is of {other}",
        attribute=attribute.id,
        dimension=attribute.dimension,
        other=dimension,
    )
    return Unread(stated=stated, error=error, code="wrong-dimension")


_RATIOS = frozenset({Measure.GROWTH, Measure.SHARE})
_IN_UNITS = frozenset({Measure.LEVEL, Measure.CHANGE})
_YUAN = "CNY"
_RENMINBI = ("CNY", "RMB", "人民币", "人民幣")
_CURRENCY = frozenset("元圆圓块角分¥￥$€£") | {"yuan", *_RENMINBI}
_NUMBER_ONLY = "no unit is stated"


def _lacks_unit(figure: Figure | Unread, kind: Kind) -> bool:
    """Whether a number was read, or could have been, but for the unit that it does not print."""
    if isinstance(figure, Unread):
        return figure.code == "wrong-dimension" and str(figure.error).endswith(_NUMBER_ONLY)
    is_money = kind is Kind.MONEY and figure.unit == _YUAN
    return is_money and not any(word in figure.stated for word in _CURRENCY)


_DATE, _QUANTITY = Kind.DATE, Kind.QUANTITY  # a member is looked up slowly before Python 3.12


def _unread(fact: Fact) -> Problem | None:
    figure = fact.figure
    if isinstance(figure, Figure):
        return None
    return Problem(
        code=figure.code,
        message=figure.error,
        hint=did_you_mean(figure.hint),
        file=fact.file,
        path=(*fact.path, "stated"),
        offset=figure.offset,
    )
