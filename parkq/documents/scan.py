"""What a document states, proposed: `scan`.

For each figure: the attribute that the words around it name, the entity that is spoken of, the role
and the date that its sentence gives it. All of it is a guess, and is told as one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from parkq.documents.dating import (
    Dated,
    Dating,
    date_of_beginning,
    date_of_title,
    guess_publication,
)
from parkq.documents.document import Document
from parkq.documents.lexicon import Mention, attribute_terms, entity_terms
from parkq.documents.paragraph import Paragraph
from parkq.documents.proof import Verification, find_rest
from parkq.documents.spans import Span, find_spans
from parkq.model import Figure, Source
from parkq.store.memory import Store
from parkq.store.statements import read_for
from parkq.terms import WORDED, Kind, Measure, Role

LEAST_SCORE = 2.0
"""Below it nothing is proposed."""

_MOST_ATTRIBUTES = 3
_PLACES = frozenset(["", "park", "district", "city", "county", "zone", "new-area"])
"""Kinds of entities that a whole text may be about."""

_LABEL = 16
"""Characters of a line that may be a label of the next."""


@dataclass(frozen=True)
class Proposal:
    """What a figure of a document may state.

    Attributes:
        span: of the figure, in the folded text.
        stated: as printed.
        paragraph: its number.
        attributes: ids, the likeliest first.
        score: of the first of them; below `LEAST_SCORE` it is not proposed.
        entity: the id of what is spoken of; empty where nothing is.
        role: what it is meant as.
        dated: when it holds, and what says so.
        figure: as it is read for the first attribute; None where it is not.
    """

    span: Span
    stated: str
    paragraph: int
    attributes: Sequence[str]
    score: float
    entity: str
    role: Role
    dated: Dated
    figure: Figure | None

    @property
    def is_likely(self) -> bool:
        """Whether it is proposed; else it is only mentioned."""
        return bool(self.attributes) and self.score >= LEAST_SCORE


class Scanner:
    """Reads proposals from documents by the names of a store."""

    def __init__(self, store: Store) -> None:
        """Takes the names of a store's attributes and entities."""
        self._attributes = store.attributes
        self._sizes = Counter(fact.attribute for fact in store.facts.values())
        self._places = frozenset(
            id_ for id_, entity in store.entities.items() if entity.kind in _PLACES
        )
        self.attribute_terms = attribute_terms(store.attributes.values(), self._sizes)
        self.entity_terms = entity_terms(store.entities.values())

    def scan(
        self, document: Document, *, published: str | None = None, entity: str = ""
    ) -> Iterator[Proposal]:
        """The figures of a document with what they may state, in the order of the text.

        Args:
            document: any.
            published: when it was, in EDTF; else what the document says.
            entity: what it is about; else what it names most.
        """
        text = document.folded.text
        spans = list(find_spans(text))
        days = [span for span in spans if span.is_date]
        published = published or guess_publication(text, days)
        title = document.title or document.quote(*document.paragraphs[0])
        year = date_of_title(title) or date_of_beginning(text)
        dating = Dating(text, days, published, year)
        topic = entity or self.main_entity(document)
        at = 0
        label: Sequence[Mention] = ()
        for number in range(1, len(document.paragraphs) + 1):
            start, end = document.folded_paragraph(number)
            here = []
            while at < len(spans) and spans[at].start < end:
                here.append(spans[at])
                at += 1
            paragraph = Paragraph(
                text,
                start,
                end,
                here,
                list(self.attribute_terms.find(text, start, end)),
                list(self.entity_terms.find(text, start, end)),
                label,
            )
            label = paragraph.attributes if not here and end - start <= _LABEL else ()
            topic = paragraph.topic(self._places) or topic
            yield from self._scan_paragraph(document, number, paragraph, dating, topic)

    def main_entity(self, document: Document) -> str:
        """What a document names first in its title, else most often; empty where nothing is."""
        text = document.folded.text
        title = document.folded_paragraph(1)
        counts: Counter[str] = Counter()
        for mention in self.entity_terms.find(text):
            in_title = title[0] <= mention.start < title[1]
            counts[mention.ids[0]] += 100 if in_title else 1
        return max(counts, key=counts.__getitem__, default="")

    def _scan_paragraph(
        self,
        document: Document,
        number: int,
        paragraph: "Paragraph",
        dating: Dating,
        topic: str,
    ) -> Iterator[Proposal]:
        before: Proposal | None = None
        for span in paragraph.figures():
            sentence = paragraph.sentence_start(span.start)
            stated = document.quote(*document.folded.original_span(span.start, span.end))
            ranked = self._rank_attributes(paragraph, span, stated, before, sentence)
            if span.is_date and not (ranked and ranked[0][1] >= LEAST_SCORE):
                continue
            first = ranked[0][0] if ranked else ""
            dated = dating.date_figure(span, sentence, paragraph.start)
            if span.is_date:
                dated = Dated(None, "")
            figure = read_for(self._attributes[first], stated, dated.as_of) if first else None
            proposal = Proposal(
                span=span,
                stated=stated,
                paragraph=number,
                attributes=[id_ for id_, _ in ranked[:_MOST_ATTRIBUTES]],
                score=ranked[0][1] if ranked else 0.0,
                entity=self._entity_of(paragraph, span, sentence) or topic,
                role=paragraph.role_of(span, sentence),
                dated=dated,
                figure=figure if isinstance(figure, Figure) else None,
            )
            if not paragraph.is_change(span):
                before = proposal
            yield proposal

    def _entity_of(self, paragraph: "Paragraph", span: Span, sentence: int) -> str:
        """What a figure is of: a part named in its clause, else a place named in its sentence."""
        behind = paragraph.entity_behind(span)
        if behind and behind not in self._places:
            return behind
        for id_, clauses in paragraph.entities_before(span, sentence):
            if id_ in self._places or clauses <= 1:
                return id_
        for id_, _ in paragraph.entities_before(span, paragraph.start):
            if id_ in self._places:
                return id_
        return ""

    def _rank_attributes(
        self,
        paragraph: "Paragraph",
        span: Span,
        stated: str,
        before: Proposal | None,
        sentence: int,
    ) -> list[tuple[str, float]]:
        """The attributes that a figure may be of, with their scores, the likeliest first."""
        if paragraph.is_gloss(span):
            return []
        if paragraph.is_change(span):
            return self._rank_changes(paragraph, span, stated, before, sentence)
        scores: dict[str, float] = {}
        around = paragraph.listed(span, sentence) or paragraph.attributes_around(span, sentence)
        for mention, score in around:
            for place, id_ in enumerate(mention.ids[:4]):
                own = score - 0.2 * place + 0.05 * log(1 + self._sizes[id_])
                if own > scores.get(id_, 0.0) and self._fits(id_, stated, span):
                    scores[id_] = own
        return sorted(scores.items(), key=lambda item: -item[1])

    def _fits(self, id_: str, stated: str, span: Span) -> bool:
        """Whether the attribute takes such a figure; a bare number is one of counts alone."""
        attribute = self._attributes[id_]
        if span.is_date != (attribute.kind is Kind.DATE) or attribute.kind in WORDED:
            return False
        if not span.unit and attribute.kind not in {Kind.COUNT, Kind.DATE, Kind.RANK, Kind.RATIO}:
            return False
        if (attribute.kind is Kind.RANK) != stated.startswith(("第", "前", "首")):
            return False
        return isinstance(read_for(attribute, stated, "2000"), Figure)

    def _rank_changes(
        self,
        paragraph: "Paragraph",
        span: Span,
        stated: str,
        before: Proposal | None,
        sentence: int,
    ) -> list[tuple[str, float]]:
        """A change is one of the figure before it, or of what is named nearest before it."""
        named = [m for m, _ in paragraph.attributes_around(span, sentence) if m.end <= span.start]
        last = before if before and before.span.start >= sentence and before.attributes else None
        if named and (last is None or named[-1].start > last.span.end):
            ids, score = list(named[-1].ids[:2]), 3.0
        elif last:
            ids, score = [*last.attributes], last.score
        else:
            return []
        growths = [(id_, self._growth_of(id_, stated)) for id_ in ids]
        return [(growth, score) for _, growth in growths if growth]

    def _growth_of(self, id_: str, stated: str) -> str:
        """The attribute that the growth of one is stated of; empty where it is none of any."""
        for growth in (f"{id_}-growth", id_):
            attribute = self._attributes.get(growth)
            figure = attribute and read_for(attribute, stated, None)
            of_growth = growth != id_
            if isinstance(figure, Figure) and (of_growth or figure.measure is not Measure.LEVEL):
                return growth
        return ""


def propose_rest(store: Store, source: Source, verification: Verification) -> list[Proposal]:
    """What a document states besides the facts of its source, the likeliest facts first."""
    document = verification.document
    rest = {span.start for span in find_rest(verification)}
    entities = Counter(proved.fact.entity for proved in verification.proved)
    entity = max(entities, key=entities.__getitem__, default="")
    proposals = Scanner(store).scan(document, published=source.published, entity=entity)
    left = (proposal for proposal in proposals if proposal.span.start in rest)
    return sorted(left, key=lambda proposal: (-proposal.score, proposal.span.start))
