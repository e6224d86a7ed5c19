"""A paragraph of a document: its figures, what it names, and how near the two are."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from parkq.documents.lexicon import Mention
from parkq.documents.spans import Span
from parkq.figures import words
from parkq.figures.unit_table import COUNTERS
from parkq.terms import Role

LONGEST_SENTENCE = 500
"""Characters before a figure at most that are looked at for it."""

_Item = TypeVar("_Item", Span, Mention)
_start_of = attrgetter("start")
_HEADING = 40
_SENTENCE = re.compile(r"[。;!?\n]|(?<=[a-z)])\. ")
_CLAUSE_END = re.compile(r"[,。;]")
_CLAUSE = re.compile(r"[,、:。;!?\n\t|]")
_REACH = 80
_BEHIND = 16
_LABELLED = 2.6
_LISTED = 3.6
_GAP = 12
_COUNTED = frozenset(", ".join(COUNTERS.values()).split(", "))
_GROWTHS = frozenset(["%", "‰", "个百分点", "百分点", "倍", "percent", "percentage points"])
_CHANGING = re.compile("|".join(map(re.escape, (*words.DIRECTIONS, *words.CHANGE_RATES))))
_CHANGE_BEFORE = re.compile(rf"(?:{_CHANGING.pattern})了?\s?\Z")
_OTHERS = re.compile(r"(?:与|和|同|及|距|向|比|较|从|至|、|with)\s?$")
_GLOSSING = re.compile(r"\((?:折合|约合|约|合|相当于|[$¥€])?\s?$")
_RESPECTIVELY = re.compile("分别")
_COMPARED = re.compile(r"(?:比|较|同比)[^,。;]{0,12}$")
_ROLES = {w: r for w, r in words.ROLES.items() if w not in {"将", "to be", "plans"}}
_ROLE = re.compile("|".join(sorted(map(re.escape, _ROLES), key=len, reverse=True)))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a folded text: where it is, its figures and dates, and what it names.

    However long it is, only what stands near a figure is looked at for it.
    """

    text: str
    start: int
    end: int
    spans: Sequence[Span]
    attributes: Sequence[Mention]
    entities: Sequence[Mention]
    label: Sequence[Mention] = ()

    def figures(self) -> Iterator[Span]:
        """Its figures, but for those that are a part of a name: 世界500强企业."""
        for span in self.spans:
            around = (*self._near(self.attributes, span), *self._near(self.entities, span))
            if not any(m.start <= span.number and span.end <= m.end for m in around):
                yield span

    def _near(self, items: Sequence[_Item], span: Span) -> Sequence[_Item]:
        """Those of some things, in order, that stand in the sentence of a figure or close by."""
        first = bisect_left(items, span.start - LONGEST_SENTENCE, key=_start_of)
        return items[first : bisect_left(items, span.end + _REACH, key=_start_of)]

    def sentence_start(self, at: int) -> int:
        """Where the sentence begins that a character stands in, at most so far back."""
        least = max(self.start, at - LONGEST_SENTENCE)
        ends = [found.end() for found in _SENTENCE.finditer(self.text, least, at)]
        return ends[-1] if ends else least

    def is_change(self, span: Span) -> bool:
        """Whether a figure is how much something grew: 同比增长14.8%, 提高2.1个百分点."""
        if span.start < span.number and _CHANGING.match(self.text, span.start, span.number):
            return True
        if span.unit not in _GROWTHS:
            word = _CHANGE_BEFORE.search(self.text, max(self.start, span.start - 4), span.start)
            compared = word and _COMPARED.search(
                self.text[max(self.start, span.start - _REACH) : word.start()]
            )
            return bool(compared)
        near = self.text[max(self.start, span.start - 6) : span.start]
        found = list(_CHANGING.finditer(near))
        return bool(found) and not _CLAUSE.search(near, found[-1].end()) and "到" not in near

    def is_gloss(self, span: Span) -> bool:
        """Whether a figure says in brackets what the one before says: 137 km² (53 square miles)."""
        opened = _GLOSSING.search(self.text, max(self.start, span.start - 6), span.number)
        if not opened:
            return False
        behind = opened.start() - self.text.endswith(" ", 0, opened.start())
        return any(other.end == behind for other in self._near(self.spans, span))

    def attributes_around(self, span: Span, sentence: int) -> Iterator[tuple[Mention, float]]:
        """What the sentence names before a figure, and close behind it, with scores."""
        found = False
        for mention in self._near(self.attributes, span):
            before = sentence <= mention.start and span.start - _REACH <= mention.end <= span.start
            if before or span.end <= mention.start <= span.end + _BEHIND:
                found = True
                yield mention, self.score(mention, span)
        if not found and self.end - self.start <= _HEADING:
            yield from ((mention, _LABELLED) for mention in self.label)

    def listed(self, span: Span, sentence: int) -> Sequence[tuple[Mention, float]]:
        """What a figure is of by its number in a list: A, B和C分别为1, 2和3."""
        before = list(_RESPECTIVELY.finditer(self.text, sentence, span.start))
        if not before:
            return ()
        at = before[-1].start()
        clause = max(sentence, *(self.text.rfind(mark, sentence, at) + 1 for mark in ",;"))
        named = [m for m in self._near(self.attributes, span) if clause <= m.start < at]
        figures = [
            other
            for other in self._near(self.spans, span)
            if at < other.start
            and not other.is_date
            and not _CLAUSE_END.search(self.text, at, other.start)
        ]
        number = figures.index(span) if span in figures else -1
        if number < 0 or len(figures) > len(named):
            return ()
        return ((named[len(named) - len(figures) + number], _LISTED),)

    def score(self, mention: Mention, span: Span) -> float:
        """How likely a figure is of what is named there: by nearness and by what is between."""
        before = mention.end <= span.start
        start, end = (mention.end, span.start) if before else (span.end, mention.start)
        crossings = len(_CLAUSE.findall(self.text, start, end))
        around = self._near(self.spans, span)
        between = sum(
            start <= other.start < end and not other.is_date and other is not span
            for other in around
        )
        score = 3.0 + 0.12 * min(8, mention.end - mention.start) - 0.05 * (end - start)
        if before:
            taken = any(
                other.end <= mention.start
                and mention.start - other.end <= 1
                and other.unit in _COUNTED
                and not _CLAUSE.search(self.text, other.end, mention.start)
                for other in around
            )
            return score - 0.9 * between - 0.5 * crossings - 1.0 * taken
        counted = span.unit in _COUNTED or not span.unit
        crossing = 0.5 if span.is_date else 1.6
        counted = counted or span.is_date
        return score - 1.5 * between - crossing * crossings - (0.0 if counted else 0.9)

    def entities_before(self, span: Span, sentence: int) -> Iterator[tuple[str, int]]:
        """What the sentence speaks of before a figure, the nearest first, and the clauses between.

        What it only compares with or lists beside something else is passed over.
        """
        for mention in reversed(self._near(self.entities, span)):
            if sentence <= mention.start and mention.end <= span.start:
                before = self.text[max(self.start, mention.start - 5) : mention.start]
                if not _OTHERS.search(before):
                    yield mention.ids[0], len(_CLAUSE.findall(self.text, mention.end, span.start))

    def entity_behind(self, span: Span) -> str:
        """What a measured figure is of that stands right before it: 8万平方米的爱琴海购物公园."""
        for mention in self._near(self.entities, span):
            gap = self.text[span.end : mention.start]
            if span.end <= mention.start and len(gap) <= _GAP and not _CLAUSE.search(gap):
                return "" if span.unit in _COUNTED else mention.ids[0]
        return ""

    def topic(self, places: Collection[str]) -> str:
        """What a heading is about: a short paragraph without a sentence that names one place."""
        if self.end - self.start > _HEADING:
            return ""
        ids = {mention.ids[0] for mention in self.entities} & frozenset(places)
        plain = not _SENTENCE.search(self.text, self.start, self.end)
        return ids.pop() if plain and len(ids) == 1 else ""

    def role_of(self, span: Span, sentence: int) -> Role:
        """What the sentence means a figure as, by the last word before it that says so."""
        named = [m for m in self._near(self.attributes, span) if m.start >= sentence]
        for found in reversed(list(_ROLE.finditer(self.text, sentence, span.start))):
            if not any(m.start <= found.start() < m.end for m in named):
                return _ROLES[found[0]]
        return Role.ACTUAL
