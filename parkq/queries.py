"""show and diff-sources: from a store to small result types, ready to render."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from parkq import dates
from parkq.model import Entity, Fact, Source
from parkq.store.memory import Store
from parkq.terms import Role, Severity, Verdict
from parkq.verdicts.judge import JudgedStore, judged
from parkq.verdicts.results import Counts, Group, Offset
from parkq.verdicts.suggest import Suggestion, suggest


class Shown(NamedTuple):
    """The answer of ``show`` for one entity; its parts (facilities) below it."""

    entity: Entity
    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]
    parts: tuple["Shown", ...]


class Filter(NamedTuple):
    """Which facts are asked for; an empty collection asks for all.

    Attributes:
        attributes, sources: ids.
        roles: of the facts.
        as_of: EDTF; facts that held at some time in it, and those that do not say when.
    """

    attributes: Collection[str] = ()
    sources: Collection[str] = ()
    roles: Collection[Role] = ()
    as_of: str | None = None

    def takes(self, fact: Fact) -> bool:
        """Whether the fact is asked for."""
        return (
            (not self.attributes or fact.attribute in self.attributes)
            and (not self.sources or fact.source in self.sources)
            and (not self.roles or fact.role in self.roles)
            and (self.as_of is None or _holds_in(fact, self.as_of))
        )


def _holds_in(fact: Fact, as_of: str) -> bool:
    return fact.as_of is None or dates.meet(dates.parse(fact.as_of), dates.parse(as_of))


ALL = Filter()


def show(store: Store, entity: str, wanted: Filter = ALL) -> Shown:
    """What is stated of an entity and of its parts, with the verdict of each group.

    Verdicts are on all that is stated, whatever the filter shows: a conflict does not go away
    because one side was not asked for.
    """
    facts = tuple(
        fact for id_ in store.of_entity.get(entity, ()) if wanted.takes(fact := store.facts[id_])
    )
    ids = {fact.id for fact in facts}
    parts = (show(store, part, wanted) for part in store.parts.get(entity, ()))
    return Shown(
        entity=store.entities[entity],
        facts=facts,
        groups=tuple(group for group in judged(store, entity) if not ids.isdisjoint(group.facts)),
        parts=tuple(part for part in parts if part.facts or part.parts),
    )


class Differences(NamedTuple):
    """The answer of ``diff-sources``.

    Attributes:
        groups: judged groups, worst first.
        counts: how many groups have each verdict, before the severity filter.
        only: source id to the facts that it alone states, where two sources were asked for.
        offset: the factor that their figures stand in, likewise, if they share one.
        suggestions: what to go by in each group, where that was asked for.
    """

    groups: tuple[Group, ...]
    counts: Counts
    only: tuple[tuple[Source, tuple[Fact, ...]], ...] = ()
    offset: Offset | None = None
    suggestions: Mapping[Group, Suggestion] = MappingProxyType({})


class Differing(NamedTuple):
    """Which groups ``diff-sources`` is asked for; an empty collection asks for all.

    Attributes:
        sources: none for every source; one for what it meets; two for just those two.
        least: the lowest severity listed; None lists every group.
        suggest: whether to say what to go by.
    """

    sources: Sequence[str] = ()
    entities: Collection[str] = ()
    attributes: Collection[str] = ()
    verdicts: Collection[Verdict] = ()
    least: Severity | None = Severity.WARNING
    suggest: bool = False

    def asks_for(self, about: Fact | Group) -> bool:
        """Whether the entity and the attribute are asked for."""
        return (not self.entities or about.entity in self.entities) and (
            not self.attributes or about.attribute in self.attributes
        )

    def lists(self, group: Group) -> bool:
        """Whether a group is severe enough, or its verdict is asked for by name."""
        if self.verdicts:
            return group.verdict in self.verdicts
        return self.least is None or group.severity >= self.least


PAIR = 2


def diff_sources(store: Store, wanted: Differing) -> Differences:
    """The groups in which two sources meet, or one is at odds with itself, worst first.

    What is acknowledged comes last.
    """
    pair = len(wanted.sources) == PAIR
    seen = _narrowed(store, wanted.sources) if pair else store
    if isinstance(store, JudgedStore) and not pair:
        chosen = (wanted.sources, wanted.entities, wanted.attributes, wanted.verdicts)
        counts, groups = store.differing(*chosen, wanted.least)
    else:
        among = [id_ for id_ in wanted.entities or seen.of_entity if id_ in seen.of_entity]
        groups = [group for id_ in among for group in _met(store, seen, wanted, id_)]
        counts = Counter(group.verdict for group in groups)
    listed = sorted(filter(wanted.lists, groups), key=worst_first)
    return Differences(
        groups=tuple(listed),
        counts=counts,
        only=_only(seen, wanted) if pair else (),
        offset=_offset(seen, wanted) if pair else None,
        suggestions={group: suggest(store, group) for group in listed} if wanted.suggest else {},
    )


def _offset(store: Store, wanted: Differing) -> Offset | None:
    from parkq.verdicts.offsets import offset  # noqa: PLC0415 - statistics costs 10 ms, only for a pair

    return offset(store, *wanted.sources)


def _met(store: Store, seen: Store, wanted: Differing, entity: str) -> Iterator[Group]:
    """The groups that are asked for, of a store seen whole or as if only two sources spoke."""
    groups = judged(seen, entity)
    if seen is not store and entity in store.accepted:
        groups = _inheriting(groups, list(judged(store, entity)))
    return (group for group in groups if concerns(group, store, wanted))


def concerns(group: Group, store: Store, wanted: Differing) -> bool:
    """Whether sources meet in a group, or one is at odds with itself, and it is asked for."""
    if not wanted.asks_for(group):
        return False
    stating = {store.facts[id_].source for id_ in group.facts}
    if len(stating) == 1 and group.severity < Severity.WARNING:
        return False
    return stating.issuperset(wanted.sources)


def _narrowed(store: Store, sources: Collection[str]) -> Store:
    """The store as if only these sources spoke."""
    stated = {
        entity: {
            id_: fact
            for id_ in store.of_entity[entity]
            if (fact := store.facts[id_]).source in sources
        }
        for entity in store.stating(sources)
    }
    contents = store.contents._replace(
        facts={id_: fact for facts in stated.values() for id_, fact in facts.items()},
        of_entity={entity: tuple(facts) for entity, facts in stated.items()},
        accepted={},
    )
    return Store(contents)


def _inheriting(groups: Iterable[Group], whole: Iterable[Group]) -> Iterator[Group]:
    """What two sources come to, acknowledged where the conflict of all sources is."""
    for group in groups:
        around = (each for each in whole if _holds(each, group))
        acknowledged = next((each for each in around if each.accepted), group)
        yield group._replace(accepted=acknowledged.accepted)


def _holds(whole: Group, part: Group) -> bool:
    return (whole.attribute, whole.role, whole.verdict) == (
        part.attribute,
        part.role,
        part.verdict,
    ) and set(whole.facts).issuperset(part.facts)


def worst_first(group: Group) -> tuple[bool, int, int, float, str, str]:
    """What groups are listed by, as an index sorts them: what is acknowledged comes last."""
    order = list(Verdict).index(group.verdict)
    return (
        bool(group.accepted),
        -group.severity,
        -order,
        -float(group.gap_ratio or 0),
        group.entity,
        group.attribute,
    )


def _only(store: Store, wanted: Differing) -> tuple[tuple[Source, tuple[Fact, ...]], ...]:
    """What each of two sources states of which the other says nothing."""
    stated: dict[str, dict[tuple[str, str, Role], list[Fact]]] = {id_: {} for id_ in wanted.sources}
    for fact in store.facts.values():
        if wanted.asks_for(fact):
            key = (fact.entity, fact.attribute, fact.role)
            stated[fact.source].setdefault(key, []).append(fact)
    first, second = wanted.sources
    return tuple(
        (store.sources[one], tuple(_missing(stated[one], stated[other])))
        for one, other in ((first, second), (second, first))
    )


def _missing(
    ours: Mapping[tuple[str, str, Role], Iterable[Fact]], theirs: Collection[tuple[str, str, Role]]
) -> Iterator[Fact]:
    for key, facts in ours.items():
        if key not in theirs:
            yield from facts
