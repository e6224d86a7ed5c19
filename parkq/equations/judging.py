"""The ``[[relation]]`` entries of a store, each judged on what its entities' sources state."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from parkq import dates
from parkq.equations.evaluation import Outcome, Truth, evaluate, plain, sides
from parkq.equations.evidence import ClaimIndex, Evidence
from parkq.equations.expressions import parse
from parkq.equations.intervals import Interval
from parkq.equations.kinds import ResultKind, check_kinds, find_kind
from parkq.equations.references import ExpressionError, Reference
from parkq.equations.terms import (
    Call,
    Chain,
    Expression,
    Leaf,
    Literal,
    Term,
    leaves,
    references,
)
from parkq.errors import Problem
from parkq.figures import reader
from parkq.figures.express import express, express_bounds
from parkq.figures.units import dimension_of
from parkq.model import Attribute, Figure, Relation, Unread
from parkq.names.folding import closest
from parkq.store.memory import Store
from parkq.terms import Changes, Kind


class JudgedRelation(NamedTuple):
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


def find_problems(store: Store) -> Iterator[Problem]:
    """The relations that cannot be read, or that name what the store does not hold."""
    for relation in store.relations:
        yield from (_problem(store, relation, error) for error in _read(store, relation).errors)


def judge_relations(store: Store) -> Iterator[JudgedRelation]:
    """Every relation that can be read, for each entity that it is about.

    A relation that names no entity is about each one that has a fact for every attribute in it.
    """
    index = ClaimIndex(store)
    for relation in store.relations:
        expression, errors = _read(store, relation)
        if expression and not errors:
            for entity in _entities(index, relation, expression):
                yield from _judge(index, relation, expression, entity)


class _Reading(NamedTuple):
    """An expression, and what is wrong with it."""

    expression: Expression | None
    errors: Sequence[ExpressionError]


def _read(store: Store, relation: Relation) -> _Reading:
    try:
        expression = parse(relation.expr, _read_literal)
    except ExpressionError as error:
        return _Reading(None, [error])
    named = references(expression)
    if not named:
        return _Reading(None, [ExpressionError(_NAMELESS, 0, "1 + 1 == 2 says nothing of a park")])
    errors = [error for reference in named for error in _unknown_names(store, reference)]
    if not errors:
        try:
            check_kinds(expression, partial(_kind_of, store))
        except ExpressionError as error:
            errors.append(error)
    return _Reading(expression, errors)


_NAMELESS = "expected an attribute, found numbers only"


def _read_literal(text: str) -> Interval:
    figure = _read_figure(text)
    return Interval(figure.low, figure.high)


def _read_figure(text: str) -> Figure:
    figure = reader.read_figure(text)
    if isinstance(figure, Unread):
        raise ValueError(figure.error)  # noqa: TRY004 - what the parser takes for a bad figure
    return figure


def _unknown_names(store: Store, reference: Reference) -> Iterator[ExpressionError]:
    """What a reference names and the store does not hold."""
    named: list[tuple[str, str, Collection[str]]] = [
        ("attribute", reference.attribute, store.attributes.keys())
    ]
    if reference.entity:
        named.append(("entity", reference.entity, store.entities.keys()))
    if source := dict(reference.qualifiers).get("source"):
        named.append(("source", source, store.sources.keys()))
    for noun, name, ids in named:
        if name not in ids:
            near = closest(name, ids)
            hint = f"did you mean {near!r}?" if near else ""
            yield ExpressionError(f"no {noun} has the id {name!r}", reference.offset, hint)


def _problem(store: Store, relation: Relation, error: ExpressionError) -> Problem:
    path = (*relation.path, "expr")
    place = store.locate(relation.file, path, error.offset)
    return Problem(
        code="bad-relation",
        message=f"relation {relation.id!r}: {error.message}",
        hint=error.hint,
        file=relation.file,
        path=path,
        offset=error.offset,
        line=place.line,
        column=place.column,
    )


def _entities(index: ClaimIndex, relation: Relation, expression: Expression) -> Iterable[str]:
    """The entities that a relation is about."""
    if relation.entity:
        return (relation.entity,)
    named = references(expression)
    needed = {reference.attribute for reference in named if reference.entity is None}
    if not needed:
        return (named[0].entity or "",)
    return (entity for entity in index.store.entities if index.has_all(entity, needed))


def _judge(
    index: ClaimIndex, relation: Relation, expression: Expression, entity: str
) -> Iterator[JudgedRelation]:
    store, evidence = index.store, Evidence(index, relation, entity)
    named = references(expression)
    show = partial(_show, store, evidence, _shared_measure(store, expression))
    for outcome in evaluate(expression, evidence.figures, evidence.lengths):
        yield JudgedRelation(
            relation=relation,
            entity=entity,
            outcome=_excuse_by_dates(store, evidence, named, outcome),
            sentence=sides(expression, outcome, show),
            facts=evidence.fact_ids(named, outcome.source),
        )


def _excuse_by_dates(
    store: Store, evidence: Evidence, named: Iterable[Reference], outcome: Outcome
) -> Outcome:
    """Cannot be told where figures that several sources state of different years are at odds.

    A reference that names its date means that date, beside whatever other.
    """
    if outcome.source is not None or outcome.truth is not Truth.BROKEN:
        return outcome
    undated = (each for each in named if "as-of" not in dict(each.qualifiers))
    yearly = (r for r in undated if store.attributes[r.attribute].changes is Changes.YEARLY)
    periods = [c.period for reference in yearly for c in evidence.claims(reference)]
    if dates.all_meet(periods):
        return outcome
    reason = "its figures are of different dates"
    return outcome._replace(truth=Truth.UNKNOWN, gap=None, reason=reason)


# Kinds and units


def _kind_of(store: Store, term: Leaf | Literal) -> ResultKind:
    if isinstance(term, Literal):
        if not term.text.startswith("'"):
            return ResultKind.NUMBER
        figure = _read_figure(term.text[1:-1])
        return _kind(figure.kind, dimension_of(figure.unit))
    reference = term.reference if isinstance(term, Call) else term
    attribute = store.attributes[reference.attribute]
    return _kind(attribute.kind, attribute.dimension)


def _kind(kind: Kind, dimension: str | None) -> ResultKind:
    if kind is Kind.DATE:
        return ResultKind.DATE
    return ResultKind.DAYS if dimension == "time" else ResultKind.NUMBER


def _measure(store: Store, leaf: Leaf) -> Attribute | None:
    """The attribute whose unit a leaf is in; None for the length of a list."""
    if isinstance(leaf, Reference):
        return store.attributes[leaf.attribute]
    return None if leaf.function == "count" else store.attributes[leaf.reference.attribute]


def _shared_measure(store: Store, expression: Expression) -> Attribute | None:
    """An attribute whose unit every side of a sum is in; None for products and mixed units."""
    if any(isinstance(operand, Chain) and _multiplies(operand) for operand in expression.operands):
        return None
    first, *rest = (_measure(store, leaf) for leaf in leaves(expression))
    share = first and all(m and _share_unit(first, m) for m in rest)
    return first if share else None


def _share_unit(one: Attribute, other: Attribute) -> bool:
    return (one.kind, one.display) == (other.kind, other.display)


def _multiplies(chain: Chain) -> bool:
    inner = (operand for operand in chain.operands if isinstance(operand, Chain))
    return not {"*", "/"}.isdisjoint(chain.operators) or any(map(_multiplies, inner))


# In words


def _show(
    store: Store, evidence: Evidence, shared: Attribute | None, interval: Interval, term: Term
) -> str:
    """A figure as its attribute shows it; a computed side in the unit that all parts share."""
    kind = find_kind(term, partial(_kind_of, store))
    if kind is ResultKind.DATE and not _is_in_calendar(interval):
        return "a day outside the calendar"
    if isinstance(term, Reference) and (figure := evidence.find_figure(term, interval)):
        return express(figure, store.attributes[term.attribute].display)
    if kind is ResultKind.DATE:
        return express_bounds(*interval, "", Kind.DATE)
    attribute = _measure(store, term) if isinstance(term, Leaf) else shared
    if attribute and attribute.kind is not Kind.DATE:
        return express_bounds(*interval, attribute.display, attribute.kind)
    return f"{plain(interval)} days" if kind is ResultKind.DAYS else plain(interval)


def _is_in_calendar(interval: Interval) -> bool:
    """Whether the days of an interval are days of the years 1 to 9999."""
    ends = [end for end in interval if end is not None]
    return all(1 <= end <= date.max.toordinal() for end in ends)
