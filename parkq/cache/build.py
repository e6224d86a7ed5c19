"""Makes the texts that are kept of a store: its nouns, its groups judged, what is asked most."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from parkq.cache import codec, kept, printed
from parkq.cache.digests import digest, facts_texts, noun_text
from parkq.cache.manifest import manifests
from parkq.cache.mapped import Block, block_text, counts_text
from parkq.model import Fact
from parkq.names.entries import KINDS, Tables, by_name, read
from parkq.output import nouns
from parkq.output.encode import dumps
from parkq.output.judged import judge_facts
from parkq.queries import Differing, concerns, worst_first
from parkq.store import files
from parkq.store.memory import Contents, Store
from parkq.store.places import table_lines
from parkq.terminal import counted
from parkq.terms import Severity, Verdict
from parkq.verdicts.judge import disputed, verdicts
from parkq.verdicts.results import Counts, Group

Texts = Iterator[tuple[str, str]]

_NAMED = KINDS[:3]
_EVERYTHING = Differing()


def whole(store: Store) -> Texts:
    """All that is kept of a store."""
    yield from _nouns(store)
    yield from _names(store)
    yield from _counts(store)
    yield from manifests(store)
    yield from printed.heads()
    placed = with_lines(store)
    differences: dict[str, Sequence[Difference]] = {}
    counts: Counter[Verdict] = Counter()
    for entity in counted(store.entities, "judging entities"):
        own = about(placed, entity)
        yield from own.texts
        counts.update(own.counts)
        if own.differences:
            differences[entity] = own.differences
    listed = sorted(chain.from_iterable(differences.values()), key=attrgetter("order"))
    yield from totals(counts, list(map(line, listed)), differences)


Lines = dict[str, Sequence[int] | dict[int, int]]
"""File to the line that each of its tables of facts begins in."""


class Placed(Store):
    """A store that knows its lines without looking up each."""

    def __init__(self, contents: Contents, places: Lines) -> None:
        super().__init__(contents)
        self.places = places

    def line(self, fact: Fact) -> int:
        """As the store says, found faster."""
        try:
            return self.places[fact.file][int(fact.path[-1])]
        except LookupError:  # not every table has a line of its own
            return self.locate(fact.file, fact.path).line


def with_lines(store: Store, known: Lines | None = None) -> Placed:
    """The store with its lines, of which some may be known."""
    return Placed(store.contents, _Places(store.root, known or {}))


class _Places(Lines):
    def __init__(self, root: str, known: Lines) -> None:
        super().__init__(known)
        self._root = root

    def __missing__(self, file: str) -> Sequence[int]:
        self[file] = lines = table_lines(files.read_text(self._root, file), "fact")
        return lines


def _nouns(store: Store) -> Texts:
    for kind, known in (("attribute", store.attributes), ("source", store.sources)):
        yield kept.ids(kind), kept.ITEMS.join(known)
    yield kept.ids("entity"), kept.ITEMS.join(store.entities)
    for id_, attribute in store.attributes.items():
        yield kept.noun("attribute", id_), codec.ATTRIBUTE.text(attribute)
    for id_, source in store.sources.items():
        yield kept.noun("source", id_), codec.SOURCE.text(source)
    stating: dict[str, dict[str, None]] = {}
    for fact in store.facts.values():
        stating.setdefault(fact.source, {})[fact.entity] = None
    for id_, entities in stating.items():
        yield kept.stating(id_), kept.ITEMS.join(sorted(entities))
    strayed = {f.source for f in store.facts.values() if f.file != store.sources[f.source].file}
    yield kept.STRAYED, kept.ITEMS.join(sorted(strayed))
    originals = {source.derived_from for source in store.sources.values()} - {None}
    yield kept.ORIGINALS, kept.ITEMS.join(sorted(filter(None, originals)))
    for key, ids in ((kept.STATED, store.of_entity), (kept.DISPUTED, store.accepted)):
        yield key, kept.ITEMS.join(id_ for id_ in store.entities if id_ in ids)
    yield kept.WHOLES, kept.ITEMS.join(store.parts)
    yield kept.FACTS, str(len(store.facts))
    yield kept.RELATIONS, codec.RELATION.texts(store.relations)
    yield kept.PROBLEMS, codec.PROBLEM.texts(store.problems)


def _names(store: Store) -> Texts:
    tables = Tables(store.entities, store.attributes, store.sources, store.facts)
    for kind in _NAMED:
        entries = read(kind, tables)
        yield kept.named(kind), digest(map(noun_text, entries))
        _, written, folded = by_name(entries)
        for name, ids in written.items():
            yield kept.written(kind, name), kept.ITEMS.join(sorted(ids))
        for name, ids in folded.items():
            yield kept.folded(kind, name), kept.ITEMS.join(sorted(ids))
    yield kept.named("fact"), digest(facts_texts(store, store.of_entity))


def _counts(store: Store) -> Texts:
    for kind in _NAMED:
        for id_, count in Counter(map(attrgetter(kind), store.facts.values())).items():
            yield kept.counted(kind, id_), str(count)


Order = tuple[bool, int, int, Decimal, str, str]


class Difference(NamedTuple):
    """A group that ``diff-sources`` lists: what it is sorted by, and its JSON."""

    order: Order
    line: str


class About(NamedTuple):
    """What is kept of an entity.

    Attributes:
        texts: its block, and what ``show`` prints of it in a pipe.
        counts: how many groups have each verdict where sources meet.
        differences: what ``diff-sources`` lists of it.
    """

    texts: tuple[tuple[str, str], ...]
    counts: Counts
    differences: Sequence[Difference]


def about(store: Placed, entity: str) -> About:
    """What is kept of an entity, which is judged for it."""
    facts = {id_: store.facts[id_] for id_ in store.of_entity.get(entity, ())}
    parts = store.parts.get(entity, ())
    groups = tuple(verdicts(store, entity))
    met = [group for group in groups if concerns(group, store, _EVERYTHING)]
    alarming = [group for group in met if group.severity >= Severity.WARNING]
    block = Block(
        entity=store.entities[entity],
        parts=parts,
        facts=facts,
        lines=tuple(map(store.line, facts.values())),
        accepted=store.accepted.get(entity, ()),
        counts=Counter(group.verdict for group in met),
    )
    rows = printed.text(judge_facts(facts.values(), groups, store), parts)
    texts = (kept.noun("entity", entity), block_text(block)), (kept.printed(entity), rows)
    if block.accepted:
        disputes = disputed(store, entity)
        alarming = [group for group in disputes if concerns(group, store, _EVERYTHING)]
    return About(texts, block.counts, tuple(_differences(store, alarming)))


def _differences(store: Store, groups: Sequence[Group]) -> Iterator[Difference]:
    for group in groups:
        yield Difference(worst_first(group), dumps(nouns.group(group, store)))


Listed = tuple[str, str]
"""What a line of ``diff-sources`` is sorted by, as text, and the line."""


def totals(counts: Counts, lines: Sequence[Listed], alarming: Iterable[str]) -> Texts:
    """What is kept of the whole store's differences.

    Args:
        counts: how many groups have each verdict.
        lines: the worst first.
        alarming: ids of the entities that they are of.
    """
    yield kept.ORDERS, kept.LINE.join(order for order, _ in lines)
    yield kept.DIFFERENCES, "".join(f"{told}\n" for _, told in lines)
    yield kept.ALARMING, kept.ITEMS.join(sorted(alarming))
    yield kept.COUNTS, counts_text(counts)


def line(difference: Difference) -> Listed:
    """A difference as it is kept."""
    return kept.ITEMS.join(map(str, difference.order)), difference.line


def order_of(line: Listed) -> Order:
    """What a line is sorted by."""
    accepted, severity, verdict, ratio, entity, attribute = line[0].split(kept.ITEMS)
    worst = int(severity), int(verdict), Decimal(ratio)
    return (accepted == kept.ACCEPTED, *worst, entity, attribute)


def entity_of(line: Listed) -> str:
    """The id of the entity that a line is of."""
    return line[0].split(kept.ITEMS)[4]
