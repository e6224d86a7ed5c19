"""The ``[[relation]]`` entries of a store, each judged on what its entities' sources state."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from itertools import combinations
from typing import NamedTuple

from parkq import dates
from parkq.errors import Problem
from parkq.figures import reader
from parkq.figures.express import express, express_bounds
from parkq.locale import Text
from parkq.model import Attribute, Figure, Relation, Unread
from parkq.names.folding import closest, fold
from parkq.relations.evaluation import Answer, BySource, Outcome, evaluate, plain, sides
from parkq.relations.expressions import parse
from parkq.relations.intervals import Interval
from parkq.relations.references import ExpressionError, Reference
from parkq.relations.terms import Chain, Expression, Leaf, leaves, references
from parkq.store.memory import Store
from parkq.terms import Changes, Kind, Measure, Role
from parkq.verdicts.claims import Claim, read_claims


class Checked(NamedTuple):
    """A relation judged for one entity, on one source's figures or on those of several.

    Attributes:
        sentence: the arithmetic with its numbers.
        facts: ids of the facts it was judged on.
    """

    relation: Relation
    entity: str
    outcome: Outcome
    sentence: str
    facts: tuple[str, ...]


class _Read(NamedTuple):
    relation: Relation
    expression: Expression


def problems(store: Store) -> Iterator[Problem]:
    """The relations that cannot be read, or that name what the store does not hold."""
    for relation in store.relations:
        try:
            expression = parse(relation.expr, _literal)
        except ExpressionError as error:
            yield _problem(store, relation, error.message, error.offset, error.hint)
        else:
            for reference in references(expression):
                yield from _unknown(store, relation, reference)


def checked(store: Store) -> Iterator[Checked]:
    """Every relation that can be read, for each entity that it is about.

    A relation that names no entity is about each one that has a fact for every attribute in it.
    """
    for read in _readable(store):
        for entity in _subjects(store, read):
            yield from _judged(store, read, entity)


def _readable(store: Store) -> Iterator[_Read]:
    for relation in store.relations:
        try:
            expression = parse(relation.expr, _literal)
        except ExpressionError:
            continue
        if not any(_unknown(store, relation, each) for each in references(expression)):
            yield _Read(relation, expression)


def _literal(text: str) -> Interval:
    figure = reader.read_figure(text)
    if isinstance(figure, Unread):
        raise ValueError(figure.error)  # noqa: TRY004 - what the parser takes for a bad figure
    return Interval(figure.low, figure.high)


def _unknown(store: Store, relation: Relation, reference: Reference) -> list[Problem]:
    named: list[tuple[str, str, Mapping[str, object]]] = [
        ("attribute", reference.attribute, store.attributes)
    ]
    if reference.entity:
        named.append(("entity", reference.entity, store.entities))
    named += [
        ("source", value, store.sources) for key, value in reference.qualifiers if key == "source"
    ]
    found = []
    for noun, name, known in named:
        if name not in known:
            near = closest(name, known)
            hint = f"did you mean {near!r}?" if near else ""
            message = f"no {noun} has the id {name!r}"
            found.append(_problem(store, relation, message, reference.offset, hint))
    return found


def _problem(store: Store, relation: Relation, message: Text, offset: int, hint: Text) -> Problem:
    path = (*relation.path, "expr")
    place = store.locate(relation.file, path, offset)
    return Problem(
        code="bad-relation",
        message=f"relation {relation.id!r}: {message}",
        hint=hint,
        file=relation.file,
        path=path,
        offset=offset,
        line=place.line,
        column=place.column,
    )


def _subjects(store: Store, read: _Read) -> Iterable[str]:
    if read.relation.entity:
        return (read.relation.entity,)
    named = references(read.expression)
    own = {reference.attribute for reference in named if reference.entity is None}
    if not own:
        return (named[0].entity or "",)
    return (
        entity
        for entity in store.entities
        if own <= {store.facts[id_].attribute for id_ in store.of_entity.get(entity, ())}
    )


def _judged(store: Store, read: _Read, entity: str) -> Iterator[Checked]:
    meant = partial(_meant, store, read.relation, entity)
    outcomes = evaluate(read.expression, partial(_figures, meant), partial(_lengths, meant))
    show = partial(_show, store, meant, _shared(store, read.expression))
    for outcome in outcomes:
        told = _undecided(outcome) if _broken_by_dates(store, read, meant, outcome) else outcome
        used = (c for each in references(read.expression) for c in meant(each))
        yield Checked(
            relation=read.relation,
            entity=entity,
            outcome=told,
            sentence=sides(read.expression, outcome, show),
            facts=tuple(
                dict.fromkeys(c.fact.id for c in used if outcome.source in (None, c.fact.source))
            ),
        )


def _broken_by_dates(store: Store, read: _Read, meant: "_Meant", outcome: Outcome) -> bool:
    """Whether figures that several sources state of different years are at odds: they may be.

    A reference that names its date means that date, beside whatever other.
    """
    if outcome.source is not None or outcome.kind is not Answer.BROKEN:
        return False
    undated = (each for each in references(read.expression) if "as-of" not in dict(each.qualifiers))
    yearly = (r for r in undated if store.attributes[r.attribute].changes is Changes.YEARLY)
    periods = [c.period for reference in yearly for c in meant(reference)]
    return not all(dates.meet(a, b) for a, b in combinations(periods, 2))


def _undecided(outcome: Outcome) -> Outcome:
    reason = "its figures are of different dates"
    return outcome._replace(kind=Answer.UNKNOWN, gap=None, reason=reason)


# What a reference means


def _meant(store: Store, relation: Relation, entity: str, reference: Reference) -> list[Claim]:
    """The claims that a reference narrows to; actual ones unless it names a role."""
    wanted = {"role": Role.ACTUAL.value, **dict(reference.qualifiers)}
    if relation.source:
        wanted.setdefault("source", relation.source)
    if relation.as_of:
        wanted.setdefault("as-of", relation.as_of)
    attribute = store.attributes[reference.attribute]
    ids = store.of_entity.get(reference.entity or entity, ())
    facts = (fact for id_ in ids if (fact := store.facts[id_]).attribute == attribute.id)
    found = read_claims(facts, attribute, store.sources)
    levels = [c for c in found if c.figure.measure is Measure.LEVEL]
    return [c for c in levels if all(_HOLDS[key](c, value) for key, value in wanted.items())]


def _held_in(c: Claim, as_of: str) -> bool:
    return (c.declared or c.inferred) and dates.meet(c.period, dates.parse(as_of))


_HOLDS: Mapping[str, Callable[[Claim, str], bool]] = {
    "role": lambda c, value: c.fact.role == value,
    "source": lambda c, value: c.fact.source == value,
    "scope": lambda c, value: fold(c.fact.scope) == fold(value),
    "as-of": _held_in,
}


_Meant = Callable[[Reference], list[Claim]]


def _figures(meant: _Meant, reference: Reference) -> BySource:
    stated = [c for c in meant(reference) if c.figure.unit]
    return _by_source(stated, lambda figure: Interval(figure.low, figure.high))


def _lengths(meant: _Meant, reference: Reference) -> BySource:
    return _by_source([c for c in meant(reference) if c.figure.kind is Kind.LIST], _length)


def _length(figure: Figure) -> Interval:
    count = Decimal(len(figure.items))
    return Interval(count, None if figure.open_ended else count)


def _by_source(found: Iterable[Claim], read: Callable[[Figure], Interval]) -> BySource:
    stated: dict[str, tuple[Interval, ...]] = {}
    for c in found:
        stated[c.fact.source] = (*stated.get(c.fact.source, ()), read(c.figure))
    return stated


# In words


def _show(
    store: Store, meant: _Meant, shared: Attribute | None, interval: Interval, leaf: Leaf | None
) -> str:
    """A figure as its attribute shows it; a computed side in the unit that all parts share."""
    attribute = shared if leaf is None else _measure(store, leaf)
    if attribute is None:
        return plain(interval)
    if isinstance(leaf, Reference):
        bounds = interval.low, interval.high
        read = (c.figure for c in meant(leaf) if (c.figure.low, c.figure.high) == bounds)
        if figure := next(read, None):
            return express(figure, attribute.display)
    low, high = interval.low, interval.high
    return express_bounds(low, high, attribute.display, attribute.kind)


def _measure(store: Store, leaf: Leaf) -> Attribute | None:
    """The attribute whose unit a leaf is in; None for the length of a list."""
    if isinstance(leaf, Reference):
        return store.attributes[leaf.attribute]
    return None if leaf.function == "count" else store.attributes[leaf.reference.attribute]


def _shared(store: Store, expression: Expression) -> Attribute | None:
    """An attribute whose unit every side of a sum is in; None for products and mixed units."""
    if any(isinstance(operand, Chain) and _multiplies(operand) for operand in expression.operands):
        return None
    measures = [_measure(store, leaf) for leaf in leaves(expression)]
    first = measures[0] if measures else None
    alike = first and all(m and _adds(first, m) for m in measures)
    return first if alike else None


def _adds(first: Attribute, other: Attribute) -> bool:
    """Whether the two are of one unit, or a date and what may be added to it."""
    if first.kind is Kind.DATE:
        return other.kind is Kind.DATE or other.dimension == "time"
    return (first.kind, first.display) == (other.kind, other.display)


def _multiplies(chain: Chain) -> bool:
    inner = (operand for operand in chain.operands if isinstance(operand, Chain))
    return not {"*", "/"}.isdisjoint(chain.operators) or any(map(_multiplies, inner))
