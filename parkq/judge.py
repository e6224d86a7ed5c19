"""Every group of an entity: what its sources state of each attribute, judged."""

from collections.abc import Iterator, Mapping, Sequence

from parkq.expectations import orders, promises
from parkq.groups import acknowledged, group
from parkq.model import Accepted, Attribute, Fact, Role
from parkq.store import Store
from parkq.verdicts import Group


def judged(store: Store, entity: str) -> Iterator[Group]:
    """The groups of an entity by attribute, in the order of the vocabulary, then by role."""
    facts = [store.facts[id_] for id_ in store.of_entity.get(entity, ())]
    by_attribute: dict[str, list[Fact]] = {}
    for fact in facts:
        by_attribute.setdefault(fact.attribute, []).append(fact)
    entries = _entries(store, entity)
    for attribute in store.attributes.values():
        stated = by_attribute.get(attribute.id)
        if stated:
            yield from _plain(store, attribute, stated, entries)
            crossed = _crossed(store, attribute, by_attribute)
            yield from (acknowledged(one, entries) for one in crossed)


def _crossed(
    store: Store, attribute: Attribute, facts: Mapping[str, Sequence[Fact]]
) -> Iterator[Group]:
    stated = facts[attribute.id]
    yield from promises(attribute, stated, store.sources)
    for lesser in attribute.at_least:
        part = facts.get(lesser, ())
        yield from orders(attribute, store.attributes[lesser], stated, part, store.sources)


def _plain(
    store: Store, attribute: Attribute, facts: Sequence[Fact], entries: Sequence[Accepted]
) -> Iterator[Group]:
    for role in Role:
        of_role = [fact for fact in facts if fact.role is role]
        if of_role:
            yield group(attribute, of_role, store.sources, entries)


def _entries(store: Store, entity: str) -> list[Accepted]:
    return [entry for entry in store.accepted if entry.entity == entity]
