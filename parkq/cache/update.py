"""What has to be kept anew where a few files of a store have changed, and the rest has not."""

from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, TypeVar

from parkq.cache import codec, kept, manifest
from parkq.cache.build import (
    About,
    Lines,
    Texts,
    about,
    entity_of,
    line,
    order_of,
    totals,
    with_lines,
)
from parkq.cache.digests import digest, facts_texts, noun_text
from parkq.cache.kept import Kept
from parkq.cache.manifest import EMPTY, Manifest
from parkq.cache.mapped import ByKey, MappedStore, mapped
from parkq.errors import Problem
from parkq.model import Accepted, Fact, Source, Tables
from parkq.names import entries
from parkq.names.folding import light_fold
from parkq.store import files, folder, link, statements
from parkq.store.decode import decode
from parkq.store.folder import Stamp
from parkq.store.memory import Store

_T = TypeVar("_T", Fact, Accepted)
_V = TypeVar("_V")


class TooMuchError(Exception):
    """More has changed than can be told from the files that have."""


class _Change(NamedTuple):
    """A file as it was and as it is; its tables are none where it is gone."""

    file: str
    before: Manifest
    after: Manifest
    tables: Tables

    def sources(self) -> tuple[Source | None, Source | None]:
        """The document that it was of, and the one that it is of."""
        texts = (self.before.source, self.after.source)
        former, present = (codec.SOURCE.noun(text) if text else None for text in texts)
        return former, present


def texts(old: Kept, root: str, stamps: Iterable[Stamp], changed: Collection[str]) -> Texts:
    """The texts that differ from what is kept; an empty one where a key is no more.

    Only a change of facts, of acknowledgements and of their own source is taken so: the
    vocabulary, the entities and the relations bear on everything.

    Args:
        old: what is kept.
        root: of the store.
        stamps: of its files as they are.
        changed: those that came, went or changed.

    Raises:
        TooMuchError: something else has changed, or there are problems in the store.
    """
    order = {file: at for at, (file, *_) in enumerate(stamps)}
    if old.text(kept.PROBLEMS) or not all(map(folder.is_file, stamps)):
        raise TooMuchError
    before = mapped(old, root)
    changes = [_change(old, root, file, there=file in order) for file in sorted(changed)]
    _require_distinct(changes)
    for change in changes:
        _require_small(change, before)
    touched = {id_ for c in changes for id_ in (*c.before.touched, *c.after.touched)}
    if not all(id_ in before.entities for id_ in touched):  # only an acknowledgement names such
        raise TooMuchError
    after = _after(before, changes, touched, order)
    placed = with_lines(after, _known_lines(before, touched, changed))
    now = {id_: about(placed, id_) for id_ in touched}
    for change in changes:
        gone = change.after == EMPTY
        yield kept.manifest(change.file), "" if gone else manifest.text(change.after)
    yield from _sources(before, after, changes, order)
    yield from chain.from_iterable(each.texts for each in now.values())
    yield from _entities(before, after, touched)
    yield from _totals(before, now)


def _change(old: Kept, root: str, file: str, *, there: bool) -> _Change:
    before = manifest.read(old.text(kept.manifest(file)))
    if not there:
        return _Change(file, before, EMPTY, Tables(file=file))
    document = files.parse(root, file)
    if isinstance(document, Problem):
        raise TooMuchError
    tables, problems = decode(document, file)
    if problems:
        raise TooMuchError
    return _Change(file, before, manifest.of_tables(tables), tables)


def _require_distinct(changes: Iterable[_Change]) -> None:
    ids = [source.id for _, source in (change.sources() for change in changes) if source]
    if len(set(ids)) < len(ids):
        raise TooMuchError


def _require_small(change: _Change, before: MappedStore) -> None:
    former, present = change.sources()
    known = {source.id for source in (former, present) if source}
    same = change.before.vocabulary == change.after.vocabulary
    strays = change.before.strays or change.after.strays
    if not same or strays or not known.isdisjoint(before.kept.items(kept.STRAYED)):
        raise TooMuchError
    if former and present and former.id == present.id:
        if former.derived_from != present.derived_from:
            raise TooMuchError
        return
    taken = present is not None and present.id in before.sources
    derived = any(source.derived_from for source in (former, present) if source)
    if taken or derived or not known.isdisjoint(before.kept.items(kept.ORIGINALS)):
        raise TooMuchError


def _over(top: Mapping[str, _V | None], below: Mapping[str, _V]) -> ByKey[_V]:
    """A mapping with some of its values replaced, or taken out by None."""
    return ByKey(
        lambda: [key for key in dict.fromkeys((*below, *top)) if top.get(key, key) is not None],
        lambda key: top[key] if key in top else below.get(key),
    )


def _after(
    before: MappedStore,
    changes: Sequence[_Change],
    touched: Iterable[str],
    order: Mapping[str, int],
) -> Store:
    """The store as it is now, with the facts of what is touched, and no others."""
    gone = {change.file for change in changes}
    pairs = [change.sources() for change in changes]
    named: dict[str, Source | None] = {former.id: None for former, _ in pairs if former}
    named |= {present.id: present for _, present in pairs if present}
    sources = _over(named, before.sources)
    problems: list[Problem] = []
    known = link.Vocabulary(entities=before.entities, attributes=before.attributes, sources=sources)
    stated = statements.facts((change.tables for change in changes), known, problems).values()
    if problems:
        raise TooMuchError
    coming = _by_entity(stated)
    entered = _by_entity(entry for change in changes for entry in change.tables.accepted)
    facts: dict[str, dict[str, Fact]] = {}
    accepted: dict[str, tuple[Accepted, ...]] = {}
    for id_ in touched:
        former = [before.facts[each] for each in before.of_entity.get(id_, ())]
        facts[id_] = {fact.id: fact for fact in _merged(former, coming, id_, gone, order)}
        accepted[id_] = tuple(_merged(before.accepted.get(id_, ()), entered, id_, gone, order))
    contents = before.contents._replace(
        sources=sources,
        facts={id_: fact for own in facts.values() for id_, fact in own.items()},
        of_entity={id_: tuple(own) for id_, own in facts.items()},
        accepted=accepted,
        problems=(),
    )
    return Store(contents)


def _by_entity(items: Iterable[_T]) -> dict[str, list[_T]]:
    found: dict[str, list[_T]] = {}
    for item in items:
        found.setdefault(item.entity, []).append(item)
    return found


def _merged(
    former: Iterable[_T],
    present: Mapping[str, Iterable[_T]],
    entity: str,
    gone: Collection[str],
    order: Mapping[str, int],
) -> list[_T]:
    """What stands of an entity, in the order of the files; one gone meanwhile has no place."""
    staying = (each for each in former if each.file not in gone)
    return sorted(
        chain(staying, present.get(entity, ())),
        key=lambda each: (order.get(each.file, -1), int(each.path[-1])),
    )


def _sources(
    before: MappedStore, after: Store, changes: Iterable[_Change], order: Mapping[str, int]
) -> Texts:
    """The documents that the files are of, and what names them."""
    were, are = zip(*(change.sources() for change in changes), strict=True)
    going, coming = (
        map(noun_text, chain.from_iterable(map(_entries, some))) for some in (were, are)
    )
    known = before.kept.text(kept.named("source")) or ""
    yield kept.named("source"), digest(coming, known, going)
    naming: dict[str, list[str]] = {}
    listing = False
    for change in changes:
        former, present = change.sources()
        if former and (present is None or former.id != present.id):
            yield kept.noun("source", former.id), ""
            yield kept.stating(former.id), ""
        if present:
            yield kept.noun("source", present.id), codec.SOURCE.text(present)
            stating = sorted(set(change.tables.statements.entity))
            yield kept.stating(present.id), kept.ITEMS.join(stating)
        for source, stays in ((former, False), (present, True)):
            for key in _keys(source):
                ids = naming[key] if key in naming else before.kept.items(key)
                others = [id_ for id_ in ids if source and id_ != source.id]
                naming[key] = [*others, source.id] if stays and source else others
        listing |= (former and former.id) != (present and present.id)
    for key, ids in naming.items():
        yield key, kept.ITEMS.join(sorted(ids))
    if listing:
        ordered = sorted(after.sources.values(), key=lambda source: order.get(source.file, -1))
        yield kept.ids("source"), kept.ITEMS.join(source.id for source in ordered)


def _keys(source: Source | None) -> Iterator[str]:
    """The keys of the names of a source."""
    for entry in _entries(source):
        for field, name in entry.texts:
            if field in entries.NAMING:
                yield kept.written("source", name)
                yield kept.folded("source", light_fold(name))


def _entries(source: Source | None) -> Iterable[entries.Entry]:
    tables = entries.Tables({}, {}, {source.id: source} if source else {}, {})
    return entries.read("source", tables)


def _known_lines(before: MappedStore, touched: Iterable[str], changed: Collection[str]) -> Lines:
    known: dict[str, dict[int, int]] = {}
    for block in (before.blocks[id_] for id_ in touched):
        for fact, number in zip(block.facts.values(), block.lines, strict=True):
            if fact.file not in changed:
                known.setdefault(fact.file, {})[int(fact.path[-1])] = number
    return {**known}


def _entities(before: MappedStore, after: Store, touched: Collection[str]) -> Texts:
    """What tells of entities which of them have facts, and how many there are."""
    for key, now, was in (
        (kept.STATED, after.of_entity, before.of_entity),
        (kept.DISPUTED, after.accepted, before.accepted),
    ):
        if any(bool(now.get(id_)) != (id_ in was) for id_ in touched):
            had = set(was)
            stand = (
                id_ for id_ in before.entities if (now.get(id_) if id_ in touched else id_ in had)
            )
            yield key, kept.ITEMS.join(stand)
    counted = sum(len(after.of_entity[id_]) - len(before.of_entity.get(id_, ())) for id_ in touched)
    yield kept.FACTS, str(len(before.facts) + counted)
    yield from _named_facts(before, after, touched)


def _named_facts(before: MappedStore, after: Store, touched: Iterable[str]) -> Texts:
    """What facts are found by, and how many there are of each noun."""
    going, coming = (facts_texts(store, touched) for store in (before, after))
    yield kept.named("fact"), digest(coming, before.kept.text(kept.named("fact")) or "", going)
    was, now = (
        [store.facts[id_] for entity in touched for id_ in store.of_entity.get(entity, ())]
        for store in (before, after)
    )
    for kind in kept.NOUN:
        of_kind = attrgetter(kind)
        counts = Counter(map(of_kind, now))
        counts.subtract(map(of_kind, was))
        for id_, more in counts.items():
            if more:
                count = int(before.kept.text(kept.counted(kind, id_)) or 0) + more
                yield kept.counted(kind, id_), str(count or "")


def _totals(before: MappedStore, now: Mapping[str, About]) -> Texts:
    counts = Counter(before.counts)
    for id_, own in now.items():
        counts.subtract(before.blocks[id_].counts)
        counts.update(own.counts)
    orders, told = (before.kept.text(key) or "" for key in (kept.ORDERS, kept.DIFFERENCES))
    listed = zip(orders.split(kept.LINE), told.split("\n"), strict=False)  # told ends in one
    lines = [each for each in listed if orders and entity_of(each) not in now]
    for difference in chain.from_iterable(own.differences for own in now.values()):
        insort(lines, line(difference), key=order_of)
    alarming = {id_ for id_ in before.alarming if id_ not in now}
    alarming.update(id_ for id_, own in now.items() if own.differences)
    yield from totals(+counts, lines, alarming)
