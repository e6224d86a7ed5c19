"""Every verdict on an entity: what its sources state of each attribute, judged."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from parkq.model import Accepted, Attribute, Fact, Source
from parkq.store.memory import Store
from parkq.terms import Measure, Role, Severity, Verdict
from parkq.verdicts import prefilter
from parkq.verdicts.balances import judge_growth, judge_shares, level_of
from parkq.verdicts.changes import judge_measure
from parkq.verdicts.claims import Claim
from parkq.verdicts.comparisons import Measured, part_in_measures
from parkq.verdicts.expectations import judge_order, judge_promises
from parkq.verdicts.parts import judge_parts
from parkq.verdicts.results import Counts, Group
from parkq.verdicts.settle import settle


class JudgedStore(Store, ABC):
    """A store of which it is known what judging it comes to."""

    @abstractmethod
    def groups(self, entity: str) -> Sequence[Group]:
        """The groups of an entity, as `judged` gives them."""

    @abstractmethod
    def differing(
        self,
        sources: Sequence[str],
        entities: Collection[str],
        attributes: Collection[str],
        verdicts: Collection[Verdict],
        least: Severity | None,
    ) -> tuple[Counts, Sequence[Group]]:
        """Of the groups in which sources meet, how many have each verdict, and those to be listed.

        Args:
            sources: all of which state something in each of them.
            entities: ids; all where there are none.
            attributes: likewise.
            verdicts: of those to be listed; where there are none, ``least`` tells which these are.
            least: the lowest severity; None for all.
        """


def judged(store: Store, entity: str) -> Iterable[Group]:
    """The groups of an entity by attribute, in the order of the vocabulary, then by role and time.

    A group that the store acknowledges carries the entry, expired or not: there is no clock here.
    """
    if isinstance(store, JudgedStore):
        return store.groups(entity)
    groups = _judge_entity(store, entity)
    entries = store.accepted.get(entity)
    return acknowledged(list(groups), entries) if entries else groups


def disputed(store: Store, entity: str) -> Iterator[Group]:
    """The groups of an entity that ask for attention, acknowledged or not, as `judged` has them."""
    if isinstance(store, JudgedStore):
        return (group for group in store.groups(entity) if group.severity >= Severity.WARNING)
    entries = store.accepted.get(entity, ())
    groups: Iterable[Group] = _judge_entity(store, entity, in_full=False, skip=not entries)
    if entries:
        groups = acknowledged(list(groups), entries)
    return (group for group in groups if group.severity >= Severity.WARNING)


def acknowledged(groups: Sequence[Group], entries: Iterable[Accepted]) -> Iterator[Group]:
    """The groups, each with the entry that names its fingerprint.

    A conflict that none names carries the entry that named it before it changed: one of its
    measure and role whose fingerprint is that of no group any more, each entry one conflict.
    """
    named: dict[str, Accepted] = {}
    for entry in entries:
        named.setdefault(entry.fingerprint, entry)
    current = {each.fingerprint for each in groups}
    stale = [entry for entry in named.values() if entry.fingerprint not in current]
    doubtful = [
        each
        for each in groups
        if each.severity >= Severity.WARNING and each.fingerprint not in named
    ]
    before: dict[str, Accepted] = {}
    for entry in stale:
        former = [g for g in doubtful if _is_form_of(g, entry) and g.fingerprint not in before]
        if former:
            nearest = max(former, key=lambda g: (g.verdict == entry.verdict, g.severity))
            before[nearest.fingerprint] = entry
    for each in groups:
        accepted, former_entry = named.get(each.fingerprint), before.get(each.fingerprint)
        yield each._replace(accepted=accepted, accepted_before=former_entry)


def _is_form_of(group: Group, entry: Accepted) -> bool:
    """Whether a conflict may be what an entry acknowledged before it changed."""
    ours = group.attribute, group.role, group.measure
    return ours == (entry.attribute, entry.role, entry.measure) and entry.as_of in {
        None,
        group.as_of,
    }


def claims_of(
    facts: Iterable[Fact], attribute: Attribute, sources: Mapping[str, Source]
) -> list[Claim]:
    """The facts of one entity and attribute that are judged, each with the time it is judged in."""
    return [
        c
        for measured in part_in_measures(attribute, facts, sources)
        for comparison in measured.comparisons
        for c in comparison.claims
    ]


def judge_attribute(
    attribute: Attribute,
    facts: Sequence[Fact],
    sources: Mapping[str, Source],
    *,
    in_full: bool = True,
) -> Iterator[Group]:
    """The groups of one entity and attribute, but for those that other attributes make."""
    measures = part_in_measures(attribute, facts, sources)
    return _judge_measures(facts[0].entity, measures, facts, sources, in_full=in_full)


def _judge_measures(
    entity: str,
    measures: Sequence[Measured],
    facts: Sequence[Fact],
    sources: Mapping[str, Source],
    *,
    in_full: bool,
) -> Iterator[Group]:
    for measured in measures:
        for group in judge_measure(entity, measured, in_full=in_full):
            if group.severity < Severity.WARNING:
                yield group
            else:
                yield group._replace(settle=settle(group, measured.attribute, facts, sources))
        yield from judge_parts(entity, measured)
    if len(measures) > 1:
        yield from judge_promises(entity, measures)
        yield from judge_growth(entity, measures)


def _judge_entity(
    store: Store, entity: str, *, in_full: bool = True, skip: bool = False
) -> Iterator[Group]:
    """All groups of an entity.

    Args:
        store: that holds it.
        entity: id.
        in_full: whether camps and reasons of what is in order are wanted.
        skip: whether attributes that are plainly in order may be left out.
    """
    by_attribute: defaultdict[str, list[Fact]] = defaultdict(list)
    for id_ in store.of_entity.get(entity, ()):
        fact = store.facts[id_]
        by_attribute[fact.attribute].append(fact)
    measure = partial(_measures, store, by_attribute)
    for id_ in filter(by_attribute.__contains__, store.attributes):
        attribute, facts = store.attributes[id_], by_attribute[id_]
        if not (skip and prefilter.is_in_order(attribute, facts, store.sources)):
            measures = measure(id_)
            yield from _judge_measures(entity, measures, facts, store.sources, in_full=in_full)
            yield from _judge_shares(store, entity, measures)
        for lesser in attribute.at_least:
            if lesser in by_attribute:
                yield from judge_order(
                    entity, measure(id_), measure(lesser), store.attributes[lesser]
                )


def _measures(store: Store, facts: Mapping[str, Sequence[Fact]], id_: str) -> list[Measured]:
    return part_in_measures(store.attributes[id_], facts[id_], store.sources)


def _judge_shares(store: Store, entity: str, measures: Sequence[Measured]) -> Iterator[Group]:
    """The shares of a whole that a fact names: another attribute, or the entity it is part of."""
    part = level_of(measures)
    shares = (m for m in measures if m.measure is Measure.SHARE and m.role is Role.ACTUAL)
    for measured in shares if part else ():
        if part:
            yield from judge_shares(
                entity, measured, part, partial(_whole, store, entity, measured.attribute)
            )


def _whole(store: Store, entity: str, attribute: Attribute, name: str) -> Measured | None:
    """The level of what a share is of, by its id."""
    owner, of = (entity, name) if name in store.attributes else (name, attribute.id)
    if of not in store.attributes:
        return None
    facts = (store.facts[id_] for id_ in store.of_entity.get(owner, ()))
    stated = [fact for fact in facts if fact.attribute == of]
    return level_of(part_in_measures(store.attributes[of], stated, store.sources))
