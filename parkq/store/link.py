"""Joins the tables of all files: ids are unique, references lead somewhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, Protocol, TypeVar

from parkq.errors import KeyPath, Problem, did_you_mean
from parkq.locale import Message, Text
from parkq.model import Attribute, Entity, Relation, Scope, Source, Tables
from parkq.names.folding import closest, fold
from parkq.store.keys import shown
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
    scopes: Mapping[str, Scope] = {}


def vocabulary(tables: Iterable[Tables], problems: list[Problem]) -> Vocabulary:
    """The entities, attributes and sources of all files; references that lead nowhere are dropped.

    Problems are appended to the list, as everywhere in this module.
    """
    tables = list(tables)
    entities = _unique("entity", (e for t in tables for e in t.entities), problems)
    attributes = _unique("attribute", (a for t in tables for a in t.attributes), problems)
    sources = _unique("source", (t.source for t in tables if t.source), problems)
    scopes = _unique("scope", (s for t in tables for s in t.scopes), problems)
    return Vocabulary(
        entities=_rooted("part_of", entities, lambda e: e._replace(part_of=None), problems),
        attributes=_ordered(attributes, problems),
        sources=_rooted("derived_from", sources, lambda s: s._replace(derived_from=None), problems),
        scopes=scopes,
    )


class Names:
    """Names and labels that lead to just one id; gathered only where an id is not what is named."""

    def __init__(self, known: Vocabulary) -> None:
        self._known = known

    @cached_property
    def entities(self) -> Mapping[str, str]:
        """Folded name or alias to the id of the one entity that goes by it."""
        entities = self._known.entities.values()
        return _leading((name, e.id) for e in entities for name in (e.name, *e.aliases))

    @cached_property
    def attributes(self) -> Mapping[str, str]:
        """Folded label or alias to the id of the one attribute that goes by it."""
        attributes = self._known.attributes.values()
        return _leading((n, a.id) for a in attributes for n in (*a.label.values(), *a.aliases))


def _leading(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Folded name to the one id that it leads to; a name of several leads nowhere."""
    ids: dict[str, set[str]] = {}
    for name, id_ in names:
        ids.setdefault(fold(name), set()).add(id_)
    return {name: min(found) for name, found in ids.items() if len(found) == 1}


def scope_names(scopes: Mapping[str, Scope]) -> dict[str, str]:
    """Every id, label and alias of a declared scope, folded, to the words that it is shown by."""
    names: dict[str, str] = {}
    for scope in scopes.values():
        shown_by = scope.label.get("zh") or next(iter(scope.label.values()))
        for name in (scope.id, *scope.label.values(), *scope.aliases):
            names.setdefault(fold(name), shown_by)
    return names


def relations(
    tables: Iterable[Tables], known: Vocabulary, problems: list[Problem]
) -> tuple[Relation, ...]:
    """The relations whose id is unique and whose entity and source exist."""
    unique = _unique("relation", (r for t in tables for r in t.relations), problems)
    return tuple(
        relation
        for relation in unique.values()
        if leads(relation, "entity", relation.entity, known.entities, problems)
        and leads(relation, "source", relation.source, known.sources, problems)
    )


def _unique(noun: str, items: Iterable[_T], problems: list[Problem]) -> dict[str, _T]:
    """By id; the first stands, a later one with the same id is a problem."""
    found: dict[str, _T] = {}
    for item in items:
        first = found.setdefault(item.id, item)
        if first is not item:
            message = Message(
                "{noun} {id!r} is already defined in {file}",
                noun=Message(noun),
                id=item.id,
                file=first.file,
            )
            problems.append(_problem(item, "id", "duplicate-id", message))
    return found


def leads(
    item: Placed,
    key: str,
    wanted: str | None,
    known: Mapping[str, object],
    problems: list[Problem],
    near: Mapping[str, object] | None = None,
) -> bool:
    """Whether a reference is absent or known; else the problem is noted.

    Args:
        item: that has the reference.
        key: that it stands under.
        wanted: the id referred to; None where there is none.
        known: the ids that there are.
        problems: added to.
        near: what is looked through for the nearest one; the known ids where it is None.
    """
    if wanted is None or wanted in known:
        return True
    noun = {"part_of": "entity", "derived_from": "source", "at_least": "attribute"}.get(key, key)
    names = known if near is None else near
    nearest = closest(wanted, names) if len(problems) * len(names) <= _MOST_COMPARED else None
    problem = _problem(item, key, f"unknown-{noun}", no_such_id(noun, shown(wanted)))
    problems.append(problem._replace(hint=did_you_mean(nearest)))
    return False


def no_such_id(noun: str, id_: str) -> Message:
    """That a store has nothing of a kind with this id, given as it is to be shown."""
    return Message("no {noun} has the id {id}", noun=Message(noun), id=id_)


_MOST_COMPARED = 1_000_000
"""Ids that are looked at for hints: a store with as many errors is not made to wait for them."""


def _problem(item: Placed, key: str, code: str, message: Text) -> Problem:
    return Problem(code=code, message=message, file=item.file, path=(*item.path, key))


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
        sound = leads(item, key, parents[id_], items, problems)
        if id_ in circular:
            message = Message("{key} of {id!r} leads back to itself", key=key, id=id_)
            problems.append(_problem(item, key, "circular-reference", message))
            sound = False
        elif id_ in deep:
            message = Message(
                "{key} of {id!r}: expected at most {most} above one another",
                key=key,
                id=id_,
                most=_DEEPEST,
            )
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
        message = Message(
            "at_least = {part!r}: {ours} and {theirs} have no order",
            part=part.id,
            ours=ours,
            theirs=theirs,
        )
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
                if leads(attribute, "at_least", other, attributes, problems)
                and _ranks(attribute, attributes[other], problems)
            ),
        )
        if attribute.at_least
        else attribute
        for id_, attribute in attributes.items()
    }
