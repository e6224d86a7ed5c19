"""Joins the tables of all files: ids are unique, references lead somewhere, figures are read."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar

from parkq.errors import KeyPath, Problem
from parkq.figures import reader
from parkq.figures.units import dimension_of
from parkq.model import Attribute, Entity, Fact, Figure, Relation, Source, Statement, Tables, Unread
from parkq.names.folding import closest
from parkq.store.fields import shown
from parkq.terms import Kind


class Placed(Protocol):
    """Anything that knows where in the store it stands."""

    @property
    def file(self) -> str:
        """Relative to the store's root."""

    @property
    def path(self) -> KeyPath:
        """Of its table."""


class _Named(Placed, Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


class Vocabulary(NamedTuple):
    """What facts may refer to, by id."""

    entities: Mapping[str, Entity]
    attributes: Mapping[str, Attribute]
    sources: Mapping[str, Source]


def vocabulary(tables: Iterable[Tables], problems: list[Problem]) -> Vocabulary:
    """The entities, attributes and sources of all files; references that lead nowhere are dropped.

    Problems are appended to the list, as everywhere in this module.
    """
    tables = list(tables)
    entities = _unique("entity", (e for t in tables for e in t.entities), problems)
    attributes = _unique("attribute", (a for t in tables for a in t.attributes), problems)
    sources = _unique("source", (t.source for t in tables if t.source), problems)
    return Vocabulary(
        entities=_rooted("part_of", entities, lambda e: e._replace(part_of=None), problems),
        attributes=_ordered(attributes, problems),
        sources=_rooted("derived_from", sources, lambda s: s._replace(derived_from=None), problems),
    )


def relations(
    tables: Iterable[Tables], known: Vocabulary, problems: list[Problem]
) -> tuple[Relation, ...]:
    """The relations whose id is unique and whose entity and source exist."""
    unique = _unique("relation", (r for t in tables for r in t.relations), problems)
    return tuple(
        relation
        for relation in unique.values()
        if _leads(relation, "entity", relation.entity, known.entities, problems)
        and _leads(relation, "source", relation.source, known.sources, problems)
    )


def facts(
    tables: Iterable[Tables], known: Vocabulary, problems: list[Problem]
) -> Mapping[str, Fact]:
    """By id, every statement whose references exist, with its figure read.

    One whose file has a source that is left out is left out with it: the source's problem says so.
    """
    found: dict[str, Fact] = {}
    repeated: Counter[str] = Counter()
    entities, attributes, sources = known.entities, known.attributes, known.sources
    for table in tables:
        own = table.source.id if table.source else ""
        for statement in table.statements:
            name = statement.source or own
            entity, attribute = entities.get(statement.entity), attributes.get(statement.attribute)
            if entity is None or attribute is None or name not in sources:
                if name:
                    _lead_nowhere(statement, name, known, problems)
                continue
            id_ = f"{entity.id}/{attribute.id}/{name}"
            if id_ in found:
                repeated[id_] += 1
                id_ = f"{id_}#{repeated[id_] + 1}"
            figure = read_for(attribute, statement.stated, statement.as_of)
            # from as_of on, a statement and a fact have the same fields
            fact = Fact(id_, entity.id, attribute.id, sources[name].id, figure, *statement[4:])
            found[id_] = fact
            if isinstance(figure, Unread):
                problems.append(_unread(fact, figure))
    return found


def _lead_nowhere(
    statement: Statement, source: str, known: Vocabulary, problems: list[Problem]
) -> None:
    """Notes the references of a statement that lead nowhere."""
    _leads(statement, "entity", statement.entity, known.entities, problems)
    _leads(statement, "attribute", statement.attribute, known.attributes, problems)
    _leads(statement, "source", source, known.sources, problems)


@lru_cache(maxsize=4096)
def _read(stated: str, kind: Kind, year: int | None, exact: bool) -> Figure | Unread:  # noqa: FBT001
    """A third of what sources state they have stated before: round shares, small counts, levels."""
    return reader.read(stated, kind, year=year, exact=exact)


def read_for(attribute: Attribute, stated: str, as_of: str | None) -> Figure | Unread:
    """A stated figure as the attribute takes it: its kind, its dimension, its exactness.

    The year of ``as_of`` completes a date that prints none (10月29日).
    """
    kind = attribute.kind
    since = as_of[:4] if as_of and kind is _DATE else ""
    year = int(since) if since.isdecimal() else None
    figure = _read(stated, kind, year, attribute.exact)
    if kind is not _QUANTITY or isinstance(figure, Unread):
        return figure
    dimension = dimension_of(figure.unit)
    if dimension == attribute.dimension:
        return figure
    error = f"{attribute.id} is measured in units of {attribute.dimension}, this is of {dimension}"
    return Unread(stated=stated, error=error, code="wrong-dimension")


_DATE, _QUANTITY = Kind.DATE, Kind.QUANTITY  # a member is looked up slowly before Python 3.12


def _unread(fact: Fact, figure: Unread) -> Problem:
    return Problem(
        code=figure.code,
        message=figure.error,
        hint=figure.hint and f"did you mean {figure.hint!r}?",
        file=fact.file,
        path=(*fact.path, "stated"),
        offset=figure.offset,
    )


def _unique(noun: str, items: Iterable[_T], problems: list[Problem]) -> dict[str, _T]:
    """By id; the first stands, a later one with the same id is a problem."""
    found: dict[str, _T] = {}
    for item in items:
        first = found.setdefault(item.id, item)
        if first is not item:
            message = f"{noun} {item.id!r} is already defined in {first.file}"
            problems.append(_problem(item, "id", "duplicate-id", message))
    return found


def _leads(
    item: Placed,
    key: str,
    wanted: str | None,
    known: Mapping[str, object],
    problems: list[Problem],
) -> bool:
    """Whether a reference is absent or known; else the problem is noted."""
    if wanted is None or wanted in known:
        return True
    noun = {"part_of": "entity", "derived_from": "source", "at_least": "attribute"}.get(key, key)
    near = closest(wanted, known) if len(problems) * len(known) <= _MOST_COMPARED else None
    hint = f"did you mean {near!r}?" if near else ""
    message = f"no {noun} has the id {shown(wanted)}"
    problems.append(_problem(item, key, f"unknown-{noun}", message, hint))
    return False


_MOST_COMPARED = 1_000_000
"""Ids that are looked at for hints: a store with as many errors is not made to wait for them."""


def _problem(item: Placed, key: str, code: str, message: str, hint: str = "") -> Problem:
    return Problem(code=code, message=message, hint=hint, file=item.file, path=(*item.path, key))


_Child = TypeVar("_Child", Entity, Source)


def _rooted(
    key: str,
    items: Mapping[str, _Child],
    orphaned: Callable[[_Child], _Child],
    problems: list[Problem],
) -> dict[str, _Child]:
    """Drops each reference to a parent that does not exist, leads back to itself or too far up."""
    parents: dict[str, str | None] = {id_: getattr(item, key) for id_, item in items.items()}
    circular = _circular(parents)
    deep = _deep({id_: None if id_ in circular else above for id_, above in parents.items()})
    rooted = {}
    for id_, item in items.items():
        sound = _leads(item, key, parents[id_], items, problems)
        if id_ in circular:
            message = f"{key} of {id_!r} leads back to itself"
            problems.append(_problem(item, key, "circular-reference", message))
            sound = False
        elif id_ in deep:
            message = f"{key} of {id_!r}: expected at most {_DEEPEST} above one another"
            problems.append(_problem(item, key, "bad-value", message))
            sound = False
        rooted[id_] = item if sound else orphaned(item)
    return rooted


def _circular(parents: Mapping[str, str | None]) -> set[str]:
    """Of each circle of parents the one that stands first; in linear time."""
    places = {id_: place for place, id_ in enumerate(parents)}
    reached_from: dict[str, str] = {}
    firsts = set()
    for start in parents:
        id_: str | None = start
        while id_ in places and id_ not in reached_from:
            reached_from[id_] = start
            id_ = parents[id_]
        if id_ in places and reached_from[id_] == start:
            firsts.add(min(_circle(id_, parents), key=places.__getitem__))
    return firsts


_DEEPEST = 20
"""How many may be above an item; what goes through its parts or its originals calls itself."""


def _deep(parents: Mapping[str, str | None]) -> set[str]:
    """Those whose reference leads too far up, each counted from the one found before; linear."""
    above: dict[str | None, int] = {}
    deep: set[str] = set()
    for start in parents:
        way: list[str] = []
        id_: str | None = start
        while id_ is not None and id_ in parents and id_ not in above:
            way.append(id_)
            id_ = parents[id_]
        number = above.get(id_, -1)
        for each in reversed(way):
            number = number + 1 if number < _DEEPEST else 0
            if number == 0 and parents[each] in above:
                deep.add(each)
            above[each] = number
    return deep


def _circle(start: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """The ids from one back to itself."""
    yield start
    id_ = parents[start]
    while id_ is not None and id_ != start:
        yield id_
        id_ = parents[id_]


def _ranks(whole: Attribute, part: Attribute, problems: list[Problem]) -> bool:
    """Whether one attribute can be at least the other; else the problem is noted."""
    if whole.kind in _UNRANKED or (whole.kind, whole.dimension) != (part.kind, part.dimension):
        ours, theirs = (f"{each.id} ({each.dimension or each.kind})" for each in (whole, part))
        message = f"at_least = {part.id!r}: {ours} and {theirs} have no order"
        problems.append(_problem(whole, "at_least", "bad-value", message))
        return False
    return True


_UNRANKED = frozenset({Kind.DATE, Kind.TEXT, Kind.LIST})


def _ordered(attributes: Mapping[str, Attribute], problems: list[Problem]) -> dict[str, Attribute]:
    """Keeps of ``at_least`` what names an attribute that is measured alike."""
    return {
        id_: attribute._replace(
            at_least=tuple(
                other
                for other in attribute.at_least
                if _leads(attribute, "at_least", other, attributes, problems)
                and _ranks(attribute, attributes[other], problems)
            ),
        )
        if attribute.at_least
        else attribute
        for id_, attribute in attributes.items()
    }
