"""explain: one fact in full, or every pair of a group, with each rule as it was tried."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from parkq.citation import cite
from parkq.figures.steps import steps
from parkq.model import Attribute, Fact, Figure, Source
from parkq.pages import convention
from parkq.store.memory import Store
from parkq.terms import Rank, Role
from parkq.verdicts.changes import judge_changes
from parkq.verdicts.claims import Claim, claim
from parkq.verdicts.comparisons import Comparison, Measured, part_in_measures
from parkq.verdicts.contexts import try_contexts
from parkq.verdicts.judge import judged
from parkq.verdicts.meetings import judge_pairs
from parkq.verdicts.pairs import Judgement, judge
from parkq.verdicts.reasons import reasons
from parkq.verdicts.relations import try_relations
from parkq.verdicts.results import Group

_FEW = 60
"""Figures of one time that each is explained against all others."""


class Step(NamedTuple):
    """A rule that was tried: whether it held, and why or why not, with its numbers."""

    rule: str
    fired: bool
    because: str


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
    groups = tuple(g for g in judged(store, fact.entity) if _takes_part(fact, g))
    return ExplainedFact(
        fact=fact,
        attribute=attribute,
        source=source,
        steps=tuple(steps(figure)) if isinstance(figure, Figure) else (),
        dated=_dated(fact, attribute, source),
        unjudged=_unjudged(fact),
        conventions=_conventions(figure) if isinstance(figure, Figure) else (),
        citation=cite(source, fact.where),
        pairs=_explain_pairs(_of_fact(store, fact, attribute), attribute, groups),
        groups=groups,
    )


def explain_groups(store: Store, entity: str, attribute: str) -> Iterator[ExplainedGroup]:
    """The pairs that the groups of an entity and attribute are judged by, role by role."""
    groups = [g for g in judged(store, entity) if g.attribute == attribute]
    stated = list(_stated(store, entity, attribute))
    of = store.attributes[attribute]
    measures = part_in_measures(of, stated, store.sources)
    for role in Role:
        facts = [f for f in stated if f.role is role]
        if facts:
            own = [group for group in groups if group.role is role]
            found = (j for m in measures if m.role is role for j in _judgements(m))
            yield ExplainedGroup(
                attribute=of,
                role=role,
                facts=tuple(facts),
                pairs=_explain_pairs(found, of, own),
                groups=tuple(own),
            )


def _stated(store: Store, entity: str, attribute: str) -> Iterator[Fact]:
    facts = (store.facts[id_] for id_ in store.of_entity.get(entity, ()))
    return (fact for fact in facts if fact.attribute == attribute)


def _judgements(measured: Measured) -> Iterator[Judgement]:
    """The pairs that the comparisons and changes of a measure are judged by."""
    for comparison in measured.comparisons:
        yield from judge_pairs(comparison.witnesses, comparison.copies, measured.attribute)
    yield from judge_changes(measured.comparisons, measured.attribute)


def _of_fact(store: Store, fact: Fact, attribute: Attribute) -> Iterator[Judgement]:
    """A fact against each other one of its time, and in the changes that it is a side of."""
    stated = list(_stated(store, fact.entity, fact.attribute))
    for measured in part_in_measures(attribute, stated, store.sources):
        for comparison in measured.comparisons:
            own = next((c for c in comparison.claims if c.fact.id == fact.id), None)
            if own:
                yield from _within(own, comparison, attribute)
        changes = judge_changes(measured.comparisons, attribute)
        yield from (j for j in changes if fact.id in {c.fact.id for c in j.claims})


def _within(own: Claim, comparison: Comparison, attribute: Attribute) -> Iterator[Judgement]:
    if len(comparison.claims) > _FEW:
        found = judge_pairs(comparison.witnesses, comparison.copies, attribute)
        yield from (j for j in found if own.fact.id in {c.fact.id for c in j.claims})
        return
    repeats = [c for id_, copies in comparison.copies.items() for c in copies if c is own]
    others = comparison.witnesses if not repeats else comparison.claims
    for other in others:
        if other is not own and (not repeats or _leads(other, own, comparison)):
            yield judge(own, other, attribute)
    for copy in comparison.copies.get(own.fact.id, ()):
        yield judge(own, copy, attribute)


def _leads(witness: Claim, copy: Claim, comparison: Comparison) -> bool:
    """Whether a copy repeats just this witness."""
    return any(c is copy for c in comparison.copies.get(witness.fact.id, ()))


def _takes_part(fact: Fact, group: Group) -> bool:
    return any(fact.id in camp.facts for camp in group.camps)


def _dated(fact: Fact, attribute: Attribute, source: Source) -> str:
    if not isinstance(fact.figure, Figure):
        return fact.as_of or ""
    own = claim(fact, fact.figure, attribute, source, source.id)
    if own.declared:
        return f"{fact.as_of}, as the source says"
    if own.inferred:
        return f"{own.published}, from its publication: the source does not say"
    published = f" (published {own.published})" if own.published else ""
    return f"unknown: the source does not say{published}"


def _unjudged(fact: Fact) -> str:
    if not isinstance(fact.figure, Figure):
        return f"not read: {fact.figure.error}"
    return "deprecated" if fact.rank is Rank.DEPRECATED else ""


def _conventions(figure: Figure) -> tuple[str, ...]:
    return tuple(filter(None, (convention(figure.hedge),)))


def _explain_pairs(
    judgements: Iterable[Judgement], attribute: Attribute, groups: Sequence[Group]
) -> tuple[Pair, ...]:
    """The pairs, the worst first, each settled as the group that it decides."""
    settles = {frozenset(group.pair): group.settle for group in groups}
    ordered = sorted(judgements, key=lambda judgement: judgement.weight, reverse=True)
    return tuple(_explain_pair(j, attribute, settles) for j in ordered)


def _explain_pair(
    j: Judgement, attribute: Attribute, settles: Mapping[frozenset[str], str]
) -> Pair:
    relation, context = str(j.relation), str(j.context)
    relations = try_relations(j.first.figure, j.second.figure, attribute)
    contexts = try_contexts(j.first, j.second, attribute)
    return Pair(
        first=j.first.fact,
        second=j.second.fact,
        judgement=j,
        relations=tuple(Step(str(r), str(r) == relation, why) for r, why in relations),
        contexts=tuple(Step(str(c), str(c) == context, why) for c, why in contexts),
        why=reasons(j, attribute),
        settle=settles.get(frozenset((j.first.fact.id, j.second.fact.id)), ""),
    )
