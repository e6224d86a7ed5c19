"""Makes the texts that are kept of a store: its nouns, its groups judged, what is asked most."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from parkq import words
from parkq.cache import codec, kept
from parkq.cache.kept import Kept
from parkq.cache.manifest import manifests
from parkq.cache.mapped import Block, ByKey, block_text
from parkq.cache.named import digest
from parkq.errors import KeyPath
from parkq.model import Fact
from parkq.names.entries import KINDS, Tables, read
from parkq.names.index import by_name
from parkq.queries import Differing, Shown, concerns, diff_sources, show, worst_first
from parkq.render import data, differences
from parkq.render.answer import Format
from parkq.render.data import as_tsv
from parkq.render.forms import written
from parkq.render.show import answer
from parkq.store import files
from parkq.store.memory import Store
from parkq.store.positions import table_lines
from parkq.terminal import Screen, counted
from parkq.terms import Severity, Verdict
from parkq.verdicts.judge import JudgedStore, judged
from parkq.words import Language

if TYPE_CHECKING:
    from parkq.verdicts.vocabulary import Group

Texts = Iterator[tuple[str, str]]

_FEW = 256
_NAMED = KINDS[:3]
_EVERYTHING = Differing()


def whole(store: Store) -> Texts:
    """All that is kept of a store."""
    store = judging(store)
    yield from _nouns(store)
    yield from _names(store)
    yield from _counts(store)
    yield from manifests(store)
    tally = Tally(store)
    for entity in counted(store.entities, "judging entities"):
        yield from about(store, entity)
        tally.count(entity)
    yield from totals(tally.counts, tally.lines())


def judging(store: Store, known: Mapping[tuple[str, KeyPath], int] | None = None) -> "Judging":
    """The store, each entity judged when it is asked for, and the last few remembered.

    Args:
        store: to be judged.
        known: lines of facts, by file and key path.
    """
    groups: ByKey[Sequence[Group]] = ByKey(
        lambda: list(store.of_entity), lambda entity: tuple(judged(store, entity)), _FEW
    )
    return Judging(**parts_of(store), groups=groups, places=_Lines(store, known or {}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging(JudgedStore):
    """A store that is judged, and that knows its lines without looking up each."""

    places: "_Lines"

    def line(self, fact: Fact) -> int:
        """As the store says, found faster."""
        return self.places.of(fact)


def parts_of(store: Store) -> dict[str, Any]:
    """The fields of a store, to make another one of."""
    return {field.name: getattr(store, field.name) for field in fields(Store)}


def _nouns(store: Store) -> Texts:
    for kind, nouns in (("attribute", store.attributes), ("source", store.sources)):
        yield kept.ids(kind), kept.ITEMS.join(nouns)
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
        yield kept.named(kind), digest(entries)
        _, written, folded = by_name(entries)
        for name, ids in written.items():
            yield kept.written(kind, name), kept.ITEMS.join(sorted(ids))
        for name, ids in folded.items():
            yield kept.folded(kind, name), kept.ITEMS.join(sorted(ids))
    yield kept.named("fact"), digest(read("fact", tables))


def _counts(store: Store) -> Texts:
    for kind in _NAMED:
        for id_, count in Counter(map(attrgetter(kind), store.facts.values())).items():
            yield kept.counted(kind, id_), str(count)


def about(store: JudgedStore, entity: str) -> Texts:
    """What is kept of an entity: its block, and what ``show`` prints of it in a pipe."""
    facts = {id_: store.facts[id_] for id_ in store.of_entity.get(entity, ())}
    block = Block(
        entity=store.entities[entity],
        parts=store.parts.get(entity, ()),
        facts=facts,
        lines=tuple(map(store.line, facts.values())),
        accepted=store.accepted.get(entity, ()),
        groups=tuple(store.groups.get(entity, ())),
    )
    yield kept.noun("entity", entity), block_text(block)
    yield from _printed(show(store, entity), store)


def _printed(shown: Shown, store: Store) -> Texts:
    """What ``show`` prints of an entity in a pipe, as `Kept.ready` puts it together again."""
    entity = shown.entity.id
    told = answer([shown], store, several=False, thorough=False)
    records = list(told.records)
    label = next(column for column in told.columns if column.name == kept.LABEL)
    others = tuple(column for column in told.columns if column is not label)
    attributes = {record.fact.attribute: record for record in records}
    labels = [(kept.ATTRIBUTE, *[kept.LABEL] * len(Language))]
    labels += (
        (
            id_,
            *(
                _spoken(language, as_tsv((label,), [record], header=False)).rstrip("\n")
                for language in Language
            ),
        )
        for id_, record in attributes.items()
    )
    lines = "".join(as_tsv(others, records, header=True))
    yield (
        kept.printed("tsv", "", entity),
        kept.LABELS.join((kept.ITEMS.join(map(kept.ITEMS.join, labels)), lines)),
    )
    for language in Language:
        again = told._replace(records=records)
        text = _spoken(language, written(again, Format.TABLE, Screen()))
        yield kept.printed("table", language, entity), text


def _spoken(language: Language, text: Iterable[str]) -> str:
    before = words.spoken()
    words.speak(language)
    try:
        return "".join(text)
    finally:
        words.speak(before)


class Difference(NamedTuple):
    """A group that ``diff-sources`` lists: what it is sorted by, and its JSON."""

    order: tuple[bool, int, int, Decimal, str, str]
    line: str

    @property
    def entity(self) -> str:
        """The id of the entity that it is of."""
        return self.order[-2]


class Tally:
    """What ``diff-sources`` says of a store, gathered an entity at a time.

    Attributes:
        counts: how many groups have each verdict where sources meet.
    """

    def __init__(self, store: JudgedStore) -> None:
        self._store = store
        self.counts: Counter[Verdict] = Counter()
        self._alarming: dict[str, Sequence[Group]] = {}

    def count(self, entity: str) -> None:
        """Takes an entity's groups into account."""
        groups = self._store.groups.get(entity, ())
        met = [group for group in groups if concerns(group, self._store, _EVERYTHING)]
        self.counts.update(group.verdict for group in met)
        if any(group.severity >= Severity.WARNING for group in met):
            self._alarming[entity] = groups

    def lines(self) -> Iterator[Difference]:
        """What is listed where nothing is asked, the worst first."""
        of_entity = {entity: self._store.of_entity[entity] for entity in self._alarming}
        fields = parts_of(self._store) | {"of_entity": of_entity}
        alarming = JudgedStore(**fields, groups=self._alarming)
        found = diff_sources(alarming, _EVERYTHING)
        told = differences.answer(found, self._store).lines()
        for group, line in zip(found.groups, told, strict=True):
            yield Difference(worst_first(group), data.dumps(line))


def totals(counts: Mapping[Verdict, int], listed: Iterable[Difference]) -> Texts:
    """What is kept of the whole store's differences."""
    listed = tuple(listed)
    lines = (kept.ITEMS.join((*map(str, each.order), each.line)) for each in listed)
    yield kept.DIFFERENCES, kept.LINE.join(lines)
    yield kept.ALARMING, kept.ITEMS.join(sorted({each.entity for each in listed}))
    yield kept.COUNTS, kept.ITEMS.join(f"{v} {n}" for v, n in sorted(counts.items()))


def listed(old: Kept) -> Iterator[Difference]:
    """What is kept of them, read back."""
    for text in filter(None, (old.text(kept.DIFFERENCES) or "").split(kept.LINE)):
        accepted, severity, verdict, ratio, entity, attribute, line = text.split(kept.ITEMS)
        order = (accepted == "True", int(severity), int(verdict), Decimal(ratio), entity, attribute)
        yield Difference(order, line)


class _Lines:
    """The line of each fact in its file."""

    def __init__(self, store: Store, known: Mapping[tuple[str, KeyPath], int]) -> None:
        """Takes what is known already, by file and key path."""
        self._store = store
        self._known = known
        self._files: dict[str, Sequence[int]] = {}

    def of(self, fact: Fact) -> int:
        """The line that a fact's table begins in."""
        known = self._known.get((fact.file, fact.path))
        if known is not None:
            return known
        if fact.file not in self._files:
            text = files.read_text(self._store.root, fact.file)
            self._files[fact.file] = table_lines(text, "fact")
        lines, number = self._files[fact.file], int(fact.path[-1])
        return lines[number] if number < len(lines) else self._store.line(fact)
