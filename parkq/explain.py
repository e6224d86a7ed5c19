"""explain: one fact in full, or every pair of a group, with each rule as it was tried."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from parkq.citation import cite
from parkq.figures.steps import steps
from parkq.model import Attribute, Fact, Figure, Source
from parkq.pages import convention
from parkq.store.memory import Store
from parkq.terms import Rank, Role
from parkq.verdicts import why
from parkq.verdicts.groups import Copies, claims, collapse, pairs
from parkq.verdicts.judge import judged
from parkq.verdicts.pairs import Claim, Judgement, claim, judge
from parkq.verdicts.trace import Step, trace
from parkq.verdicts.trace_context import dating, trace_context
from parkq.verdicts.vocabulary import Group


class Pair(NamedTuple):
    """Two facts judged, and how.

    Attributes:
        first, second: the facts.
        judgement: relation, context, verdict, severity and gap.
        relations: the rules of relation that were tried, the one that held last.
        contexts: likewise.
        why: sentences, the deciding one first.
        settle: what would settle it, or empty.
    """

    first: Fact
    second: Fact
    judgement: Judgement
    relations: tuple[Step, ...]
    contexts: tuple[Step, ...]
    why: tuple[str, ...]
    settle: str


class ExplainedFact(NamedTuple):
    """A fact in full.

    Attributes:
        steps: how its figure was read; empty where it could not be.
        dated: its as-of, and what that rests on.
        unjudged: why the fact is not judged, or empty.
        conventions: what its hedge leaves open by this project's own convention.
        citation: its source and locator, ready for a list of references.
        pairs: the fact, first, with each other one that it was judged against, the worst first.
        groups: in which it is judged: its own, and the orders and promises that it is held to.
    """

    fact: Fact
    attribute: Attribute
    source: Source
    steps: tuple[str, ...]
    dated: str
    unjudged: str
    conventions: tuple[str, ...]
    citation: str
    pairs: tuple[Pair, ...]
    groups: tuple[Group, ...]


class ExplainedGroup(NamedTuple):
    """What is stated of one entity and attribute in one role: its pairs, the worst first."""

    attribute: Attribute
    role: Role
    facts: tuple[Fact, ...]
    pairs: tuple[Pair, ...]
    groups: tuple[Group, ...]


def explain_fact(store: Store, fact: Fact) -> ExplainedFact:
    """All there is to say of one fact."""
    attribute, source = store.attributes[fact.attribute], store.sources[fact.source]
    figure = fact.figure
    stated = [f for f in _stated(store, fact.entity, fact.attribute) if f.role is fact.role]
    met = _met(fact, *collapse(claims(stated, attribute, store.sources), attribute))
    return ExplainedFact(
        fact=fact,
        attribute=attribute,
        source=source,
        steps=tuple(steps(figure)) if isinstance(figure, Figure) else (),
        dated=_dated(fact, attribute, source),
        unjudged=_unjudged(fact),
        conventions=_conventions(figure) if isinstance(figure, Figure) else (),
        citation=cite(source, fact.where),
        pairs=_worst_first(met, attribute),
        groups=tuple(g for g in judged(store, fact.entity) if _takes_part(fact, g)),
    )


def explain_groups(store: Store, entity: str, attribute: str) -> Iterator[ExplainedGroup]:
    """The pairs that the groups of an entity and attribute are judged by, role by role."""
    found = [g for g in judged(store, entity) if g.attribute == attribute]
    for role in Role:
        facts = [f for f in _stated(store, entity, attribute) if f.role is role]
        if facts:
            known = store.attributes[attribute]
            met = pairs(*collapse(claims(facts, known, store.sources), known))
            yield ExplainedGroup(
                attribute=known,
                role=role,
                facts=tuple(facts),
                pairs=_worst_first(met, known),
                groups=tuple(group for group in found if group.role is role),
            )


def _stated(store: Store, entity: str, attribute: str) -> Iterator[Fact]:
    facts = (store.facts[id_] for id_ in store.of_entity.get(entity, ()))
    return (fact for fact in facts if fact.attribute == attribute)


def _met(fact: Fact, witnesses: Sequence[Claim], copies: Copies) -> Iterator[tuple[Claim, Claim]]:
    """A fact with every other one, or a copy with what it repeats."""
    for witness in witnesses:
        repeats = copies.get(witness.fact.id, ())
        if witness.fact is fact:
            yield from (
                (witness, other) for other in (*witnesses, *repeats) if other is not witness
            )
        else:
            yield from ((copy, witness) for copy in repeats if copy.fact is fact)


def _takes_part(fact: Fact, group: Group) -> bool:
    return any(fact.id in camp.facts for camp in group.camps)


def _dated(fact: Fact, attribute: Attribute, source: Source) -> str:
    if isinstance(fact.figure, Figure):
        return dating(claim(fact, fact.figure, attribute, source, source.id))
    return fact.as_of or ""


def _unjudged(fact: Fact) -> str:
    if not isinstance(fact.figure, Figure):
        return f"not read: {fact.figure.error}"
    return "deprecated" if fact.rank is Rank.DEPRECATED else ""


def _conventions(figure: Figure) -> tuple[str, ...]:
    return tuple(filter(None, (convention(figure.hedge),)))


def _worst_first(met: Iterable[tuple[Claim, Claim]], attribute: Attribute) -> tuple[Pair, ...]:
    found = [_pair(first, second, attribute) for first, second in met]
    return tuple(sorted(found, key=lambda pair: pair.judgement.weight, reverse=True))


def _pair(first: Claim, second: Claim, attribute: Attribute) -> Pair:
    judgement = judge(first, second, attribute)
    return Pair(
        first=first.fact,
        second=second.fact,
        judgement=judgement,
        relations=trace(first.figure, second.figure, attribute),
        contexts=trace_context(first, second, attribute),
        why=why.reasons(judgement, attribute),
        settle=why.settles(judgement, attribute),
    )
