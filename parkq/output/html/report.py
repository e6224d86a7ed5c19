"""The page: what there is to say, in its order, for the template to lay out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from os.path import dirname, join
from typing import NamedTuple
from urllib.parse import quote

from parkq import __version__, dates, pages, words
from parkq.accepted import is_past
from parkq.locale import Message, say
from parkq.model import Attribute, Entity, Fact, Source
from parkq.output.flags import SIGNS, TONES
from parkq.output.html.disputes import Dispute, disputes
from parkq.output.html.stated import Stated, stated
from parkq.output.html.text import environment, fingerprint, language, tongue
from parkq.output.judged import acknowledgement, label
from parkq.queries import Differences, Differing, Shown, diff_sources, show
from parkq.store.memory import Store
from parkq.terms import Severity, Verdict
from parkq.verdicts.results import Group
from parkq.verdicts.table import SEVERITY

_CHUNK = 256
"""How many pieces of a page are put together before they are handed on."""

_MOST_PROBLEMS = 20
_MOST_ENTITIES = 12


class Counted(NamedTuple):
    """A verdict, how many groups come to it, how many of those are acknowledged; what it means."""

    verdict: Verdict
    groups: int
    accepted: int
    says: str


class Section(NamedTuple):
    """What is stated of an entity, at a depth below the one that it is part of."""

    entity: Entity
    depth: int
    stated: Sequence[Stated]


class Stating(NamedTuple):
    """A source, how many facts it states of each attribute, and of which entities."""

    source: Source
    facts: int
    attributes: Sequence[tuple[Attribute, int]]
    entities: Sequence[Entity]
    more: int


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a page is to show.

    Attributes:
        title: its heading.
        store: whole.
        asked: ids of the entities that it is limited to; empty for all.
        differences: of them, of every severity.
        least: the severity from which a disagreement is described.
        today: the day that it is taken to be; None for a page that knows no day.
        file_of: where each entity has a page of its own, of which this is the index; empty where
            all is on this page.
        index: where the index is, of which this is such a page; or empty.
    """

    title: str
    store: Store
    asked: Sequence[str]
    differences: Differences
    least: Severity
    today: int | None = None
    file_of: Mapping[str, str] = field(default_factory=dict)
    index: str = ""

    def link_entity(self, entity: Entity) -> str:
        """Where it is told of an entity."""
        return f"{self.file_of.get(entity.id, '')}#e-{entity.id}"

    def link_dispute(self, dispute: Dispute) -> str:
        """Where a disagreement is described."""
        return f"{self.file_of.get(dispute.entity.id, '')}#{dispute.anchor}"

    @cached_property
    def disputes(self) -> list[Dispute]:
        """The disagreements that are described, worst first."""
        listed = (g for g in self.differences.groups if g.severity >= self.least)
        return disputes(listed, self.store)

    @cached_property
    def anchors(self) -> Mapping[Group, str]:
        """Where each of them is described."""
        return {dispute.group: dispute.anchor for dispute in self.disputes}

    @property
    def counted(self) -> Iterator[Counted]:
        """How many groups there are of each verdict, the worst first."""
        counts = self.differences.counts
        accepted = Counter(g.verdict for g in self.differences.groups if g.accepted)
        for verdict in sorted(counts, key=_gravity, reverse=True):
            yield Counted(verdict, counts[verdict], accepted[verdict], _says(verdict))

    @property
    def lead(self) -> str:
        """What it all comes to: ``7 disagreements; 2 are not acknowledged``."""
        if not self.disputes:
            return words.word("no disagreement")
        count = len(self.disputes)
        found = Message("{count} disagreement", "{count} disagreements", count=count)
        left = sum(not self.is_settled(dispute.group) for dispute in self.disputes)
        if not left:
            return say("{found}; all are acknowledged", found=found)
        return say(
            "{found}; {count} is not acknowledged",
            "{found}; {count} are not acknowledged",
            found=found,
            count=left,
        )

    @property
    def day(self) -> str:
        """The day of the page; empty where it knows none."""
        return dates.iso(self.today) if self.today else ""

    def is_over(self, group: Group) -> bool:
        """Whether the acknowledgement of a disagreement has run out by the day of the page."""
        until = group.accepted.until if group.accepted else None
        return self.today is not None and is_past(until, self.today)

    # What is stated

    @cached_property
    def entities(self) -> list[Entity]:
        """Those that have a section, or a part that has; a part stands below its whole."""
        known = self.store.entities
        asked = self.asked or [e.id for e in known.values() if e.part_of not in known]
        parts = (self.store.parts.get(id_, ()) for id_ in with_parts(self.store, asked))
        below = {part for ids in parts for part in ids}
        return [known[id_] for id_ in asked if id_ not in below and any(self._ids(id_))]

    def _ids(self, entity: str) -> Iterator[str]:
        """The ids of the facts of an entity and its parts."""
        for each in with_parts(self.store, [entity]):
            yield from self.store.of_entity.get(each, ())

    @property
    def indexed(self) -> list[Entity]:
        """The entities in the order of their ids, which are in Latin letters."""
        return sorted(self.entities, key=lambda entity: entity.id)

    @property
    def sections(self) -> Iterator[Section]:
        """What is stated of each entity; made as they are asked for, one at a time."""
        for entity in () if self.file_of else self.entities:
            yield from self._sections(show(self.store, entity.id), 0)

    def _sections(self, shown: Shown, depth: int) -> Iterator[Section]:
        yield Section(shown.entity, depth, list(stated(shown, self.store)))
        for part in shown.parts:
            yield from self._sections(part, depth + 1)

    def disputed(self, entity: Entity) -> list[Group]:
        """The disagreements that are described of an entity and its parts, worst first."""
        ids = frozenset(with_parts(self.store, [entity.id]))
        if ids.isdisjoint(self._disputed):
            return []
        return [dispute.group for dispute in self.disputes if dispute.group.entity in ids]

    @cached_property
    def _disputed(self) -> frozenset[str]:
        return frozenset(dispute.group.entity for dispute in self.disputes)

    def is_settled(self, group: Group) -> bool:
        """Whether a disagreement is acknowledged by the day of the page."""
        return group.accepted is not None and not self.is_over(group)

    # Who states it

    @cached_property
    def _stating(self) -> Mapping[str, list[Fact]]:
        stating: dict[str, list[Fact]] = {id_: [] for id_ in self.store.sources}
        for entity in self.entities:
            for id_ in self._ids(entity.id):
                fact = self.store.facts[id_]
                stating[fact.source].append(fact)
        return {source: facts for source, facts in stating.items() if facts or not self.asked}

    @property
    def sources(self) -> Iterator[Stating]:
        """The sources, with what each of them states."""
        for id_, facts in self._stating.items():
            attributes = Counter(fact.attribute for fact in facts)
            entities = dict.fromkeys(fact.entity for fact in facts)
            yield Stating(
                source=self.store.sources[id_],
                facts=len(facts),
                attributes=[(self.store.attributes[a], n) for a, n in attributes.most_common()],
                entities=[self.store.entities[e] for e in list(entities)[:_MOST_ENTITIES]],
                more=max(0, len(entities) - _MOST_ENTITIES),
            )

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """How much the page holds, by noun."""
        facts = [fact for facts in self._stating.values() for fact in facts]
        return {
            "entities": len({fact.entity for fact in facts}),
            "attributes": len({fact.attribute for fact in facts}),
            "sources": len(self._stating),
            "facts": len(facts),
        }

    @property
    def problems(self) -> Iterable[str]:
        """The first problems of the store's files."""
        return map(str, self.store.problems[:_MOST_PROBLEMS])

    @property
    def others(self) -> list[tuple[Verdict, str]]:
        """The verdicts that none of the groups counted comes to, and what they mean."""
        rest = set(Verdict) - {Verdict.SINGLE} - self.differences.counts.keys()
        return [(verdict, _says(verdict)) for verdict in sorted(rest, key=_gravity, reverse=True)]


def _says(verdict: Verdict) -> str:
    found = pages.page(verdict)
    return found.says if found else ""


def with_parts(store: Store, entities: Iterable[str]) -> Iterator[str]:
    """The ids of entities, each followed by those of its parts and theirs."""
    for entity in entities:
        yield entity
        yield from with_parts(store, store.parts.get(entity, ()))


def _gravity(verdict: Verdict) -> tuple[Severity, int]:
    return SEVERITY[verdict], list(Verdict).index(verdict)


def page(report: Report) -> Iterator[str]:
    """The page in chunks: HTML that needs nothing but itself; its script only filters it."""
    style, script = _read("page.css"), _read("page.js")
    template = environment().get_template("page.html")
    stream = template.stream(
        report=report,
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src '{fingerprint(style)}'; "
        f"script-src '{fingerprint(script)}'; base-uri 'none'; form-action 'none'",
        version=__version__,
        signs=SIGNS,
        tones=TONES,
        severity=SEVERITY,
        in_words=words.verdict,
        word=words.word,
        say=say,
        called=label,
        acknowledgement=acknowledgement,
        language=language(),
        english=tongue("English"),
    )
    stream.enable_buffering(_CHUNK)
    return iter(stream)


def _read(name: str) -> str:
    with open(join(dirname(__file__), name), encoding="utf-8") as file:
        return file.read()


def pages_of(report: Report) -> Iterator[tuple[str, Iterator[str]]]:
    """The name and the text of each file of a folder: an index, and a page an entity."""
    files = {
        part: f"e-{quote(entity.id, safe='')}.html"
        for entity in report.entities
        for part in with_parts(report.store, [entity.id])
    }
    yield _INDEX, page(replace(report, file_of=files))
    for entity in report.entities:
        parts = frozenset(with_parts(report.store, [entity.id]))
        wanted = Differing(entities=parts, least=None)
        own = replace(
            report,
            title=entity.name,
            asked=[entity.id],
            differences=diff_sources(report.store, wanted),
            index=_INDEX,
        )
        yield files[entity.id], page(own)


_INDEX = "index.html"
