"""Every group of an entity: what its sources state of each attribute, judged."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from parkq.model import Accepted, Attribute, Fact, Source
from parkq.store.memory import Contents, Store
from parkq.terms import Role, Severity
from parkq.verdicts.calm import in_order, is_calm
from parkq.verdicts.expectations import orders, promises
from parkq.verdicts.groups import group
from parkq.verdicts.vocabulary import Counts, Group


class JudgedStore(Store):
    """A store of which it is known what judging it comes to.

    Attributes:
        alarming: ids of the entities with a group that asks for attention.
        counts: how many groups have each verdict where sources meet.
    """

    def __init__(self, contents: Contents, *, alarming: Collection[str], counts: Counts) -> None:
        super().__init__(contents)
        self.alarming = alarming
        self.counts = counts


def judged(store: Store, entity: str) -> Iterable[Group]:
    """The groups of an entity by attribute, in the order of the vocabulary, then by role.

    A group that the store acknowledges carries the entry, expired or not: there is no clock here.
    """
    groups = _groups(store, entity)
    entries = store.accepted.get(entity)
    return acknowledged(list(groups), entries) if entries else groups


def verdicts(store: Store, entity: str) -> Iterator[Group]:
    """The groups of an entity, not acknowledged yet; those in order with a verdict alone."""
    return _groups(store, entity, judge=_group)


def disputed(store: Store, entity: str, *, in_camps: bool = False) -> Iterator[Group]:
    """The groups of an entity that ask for attention, acknowledged or not.

    Otherwise as `judged` has them; most are in order, which is told without judging them.
    """
    entries = store.accepted.get(entity, ())
    judge = group if in_camps else _in_no_camps
    groups: Iterable[Group] = _groups(store, entity, _unclear, judge)
    if entries:
        groups = list(groups)
        if not {entry.fingerprint for entry in entries} <= {each.fingerprint for each in groups}:
            # it may be that of a group in order, which is then no earlier form of another
            groups = list(_groups(store, entity, judge=judge))
        groups = acknowledged(groups, entries)
    return (group for group in groups if group.severity >= Severity.WARNING)


def acknowledged(groups: Sequence[Group], entries: Iterable[Accepted]) -> Iterator[Group]:
    """The groups, each with the entry that names its fingerprint.

    A conflict that none names carries the entry that named it before it changed: one of its
    attribute and role whose fingerprint is that of no group any more.
    """
    named: dict[str, Accepted] = {}
    for entry in entries:
        named.setdefault(entry.fingerprint, entry)
    current = {each.fingerprint for each in groups}
    stale = {(e.attribute, e.role): e for e in named.values() if e.fingerprint not in current}
    for each in groups:
        accepted = named.get(each.fingerprint)
        in_doubt = accepted is None and each.severity >= Severity.WARNING
        before = stale.get((each.attribute, each.role)) if in_doubt else None
        yield each._replace(accepted=accepted, accepted_before=before)


_Wanted = Callable[[Attribute, Sequence[Fact], Mapping[str, Source]], bool]
_Judge = Callable[[Attribute, Sequence[Fact], Mapping[str, Source]], Group]

_in_no_camps = partial(group, in_camps=False)


def _group(attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]) -> Group:
    judge = group if _unclear(attribute, facts, sources) else in_order
    return judge(attribute, facts, sources)


def _every(_: Attribute, __: Sequence[Fact], ___: Mapping[str, Source]) -> bool:
    return True


def _unclear(attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]) -> bool:
    return len(facts) > 1 and not is_calm(attribute, facts, sources)


def _groups(
    store: Store, entity: str, wanted: _Wanted = _every, judge: _Judge = group
) -> Iterator[Group]:
    by_attribute: defaultdict[str, list[Fact]] = defaultdict(list)
    for id_ in store.of_entity.get(entity, ()):
        fact = store.facts[id_]
        by_attribute[fact.attribute].append(fact)
    for id_ in filter(by_attribute.__contains__, store.attributes):
        attribute, stated = store.attributes[id_], by_attribute[id_]
        by_role = _by_role(stated)
        for facts in by_role:
            if wanted(attribute, facts, store.sources):
                yield judge(attribute, facts, store.sources)
        if len(by_role) > 1 or attribute.at_least:
            yield from _crossed(store, attribute, by_attribute)


def _by_role(facts: Sequence[Fact]) -> Sequence[Sequence[Fact]]:
    """The facts of each role that there is, in the order of roles."""
    roles = [fact.role for fact in facts]
    if roles.count(roles[0]) == len(roles):
        return (facts,)
    return [[f for f in facts if f.role is role] for role in Role if role in roles]


def _crossed(
    store: Store, attribute: Attribute, facts: Mapping[str, Sequence[Fact]]
) -> Iterator[Group]:
    """What the figures of an attribute owe to each other's roles, and to other attributes."""
    stated = facts[attribute.id]
    yield from promises(attribute, stated, store.sources)
    for lesser in attribute.at_least:
        part = facts.get(lesser, ())
        yield from orders(attribute, store.attributes[lesser], stated, part, store.sources)
