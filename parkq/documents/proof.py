"""Whether a document states what a store says that it states: `verify`.

A stated figure is looked for in its folded text, at the paragraph that the fact names. Stores and
documents may count paragraphs from another line on; the constant between them is learnt.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum, unique
from typing import NamedTuple

from parkq.documents import cues
from parkq.documents.document import Document, paragraph_of_locator
from parkq.documents.folding import find_all, fold_text
from parkq.documents.spans import Span, find_spans
from parkq.model import Fact, Figure
from parkq.terms import Kind

_LEAST_LIKENESS = 0.5
_OTHER_UNIT = 0.2
_CLAIMED = 0.3
_UNIT = re.compile(r"[-+\d.,]+")
_HEAD = 4000
"""Characters before a number in which the unit may stand that a table's head gives it."""

_NUMBER_AND_UNIT = re.compile(r"(?P<number>[-+]?\d[\d,. ]*?)(?P<unit>[^\d\s,.]+)")


@unique
class Proof(StrEnum):
    """What a document says of a stated figure."""

    FOUND = "found"
    MOVED = "moved"
    NEAR = "near"
    MISSING = "missing"


class Proved(NamedTuple):
    """A fact against its document.

    Attributes:
        fact: that was looked for.
        proof: what came of it.
        spans: where it stands in the document's text; where a likely other figure does, of `NEAR`.
        paragraph: the number of the first of them, as the store counts; 0 of none.
        instead: the figure that stands there, as printed; of `NEAR`.
    """

    fact: Fact
    proof: Proof
    spans: Sequence[tuple[int, int]] = ()
    paragraph: int = 0
    instead: str = ""


class Verification(NamedTuple):
    """The facts of a source against its document; ``offset`` is added to the store's paragraphs."""

    document: Document
    proved: Sequence[Proved]
    offset: int

    def count(self, proof: Proof) -> int:
        """How many facts came to that."""
        return sum(each.proof is proof for each in self.proved)


def verify_facts(document: Document, facts: Iterable[Fact]) -> Verification:
    """Looks for each fact in a document.

    Args:
        document: that the facts are said to be from.
        facts: of its source.
    """
    places = [(fact, find_figure(document, fact)) for fact in facts]
    offset = learn_offset(document, places)
    claimed = {span for _, spans in places for span in spans}
    proved = [_prove(document, fact, spans, offset, claimed) for fact, spans in places]
    return Verification(document, proved, offset)


def find_figure(document: Document, fact: Fact) -> list[tuple[int, int]]:
    """Where a document states a figure: as stated, item by item, or in parts.

    A growth's sign may be a word before it, and a unit may stand in a table's head.
    """
    stated = fact.figure.stated
    spans = document.find_stated(stated)
    if not spans and isinstance(fact.figure, Figure) and fact.figure.kind is Kind.LIST:
        items = [document.find_stated(item) for item in fact.figure.items]
        return items[0] if items and all(items) else []
    return spans or list(_find_signed(document, stated)) or list(_find_under_head(document, stated))


def learn_offset(
    document: Document, places: Iterable[tuple[Fact, Sequence[tuple[int, int]]]]
) -> int:
    """What is added to a store's paragraph numbers to get the document's: most figures say so."""
    votes: Counter[int] = Counter()
    for fact, spans in places:
        number = paragraph_of_locator(fact.where)
        if number is not None:
            here = {document.number_paragraph(start) - number for start, _ in spans}
            votes.update({offset: 60 // min(60, len(here)) for offset in here})
    best = max(votes.values(), default=0)
    return min((offset for offset, count in votes.items() if count == best), key=abs, default=0)


def _prove(
    document: Document,
    fact: Fact,
    spans: Sequence[tuple[int, int]],
    offset: int,
    claimed: set[tuple[int, int]],
) -> Proved:
    number = paragraph_of_locator(fact.where)
    if spans and number is None:
        return _at(Proof.FOUND, document, fact, spans, offset)
    there = [s for s in spans if document.number_paragraph(s[0]) - offset == number]
    if there:
        return _at(Proof.FOUND, document, fact, there, offset)
    if likely := _find_instead(document, fact, number and number + offset, claimed):
        instead = document.quote(*likely)
        return _at(Proof.NEAR, document, fact, [likely], offset)._replace(instead=instead)
    return _at(Proof.MOVED if spans else Proof.MISSING, document, fact, spans, offset)


def _at(
    proof: Proof, document: Document, fact: Fact, spans: Sequence[tuple[int, int]], offset: int
) -> Proved:
    paragraph = document.number_paragraph(spans[0][0]) - offset if spans else 0
    return Proved(fact, proof, spans, paragraph)


def _find_signed(document: Document, stated: str) -> Iterator[tuple[int, int]]:
    """A change whose sign is a word in one of the two, and a sign in the other."""
    folded, text = fold_text(stated).text, document.folded.text
    words, signs = (cues.FALLS, "-负") if _is_fall(folded) else (cues.RISES, "+")
    bare = folded.lstrip("-+负")
    for word in (*cues.FALLS, *cues.RISES):
        bare = bare.removeprefix(word)
    if bare == folded or not bare:
        return
    for at in find_all(text, bare):
        before = text[max(0, at - 8) : at]
        if (before and before[-1] in signs) or any(word in before for word in words):
            yield document.folded.original_span(at, at + len(bare))


def _is_fall(folded: str) -> bool:
    return folded.startswith(("-", "负", *cues.FALLS))


def _find_under_head(document: Document, stated: str) -> Iterator[tuple[int, int]]:
    """A number whose unit stands in a head, in brackets or after 单位, before it."""
    folded, text = fold_text(stated).text, document.folded.text
    parts = _NUMBER_AND_UNIT.fullmatch(folded)
    if not parts:
        return
    unit = re.compile(rf"(?:[(\[:,、/]|单位:?){re.escape(parts['unit'])}(?=[)\],;、/\s]|$)")
    for at in find_all(text, parts["number"]):
        behind = at + len(parts["number"])
        if text[behind : behind + 1] in {"", "\n", "\t", " ", "|", ",", ";"} and unit.search(
            text, max(0, at - _HEAD), at
        ):
            yield document.folded.original_span(at, behind)


def _find_instead(
    document: Document, fact: Fact, number: int | None, claimed: set[tuple[int, int]]
) -> tuple[int, int] | None:
    """The figure of the paragraph, or of the document, that is likeliest the one meant."""
    if not isinstance(fact.figure, Figure) or fact.figure.kind in {Kind.TEXT, Kind.LIST}:
        return None
    wanted = fold_text(fact.figure.stated).text
    best, place = _LEAST_LIKENESS, None
    for span in _spans_of_paragraph(document, number):
        text = document.folded.text
        words, bare = text[span.start : span.end], text[span.number : span.end]
        at = document.folded.original_span(span.start, span.end)
        taken = any(start <= at[0] and at[1] <= end for start, end in claimed)
        likeness = max(_compare_words(wanted, words), _compare_words(wanted, bare))
        likeness -= _CLAIMED * taken
        if wanted not in {words, bare} and likeness > best:
            best, place = likeness, at
    return place


def _compare_words(one: str, other: str) -> float:
    """How likely one figure is a slip for another: 1 where they are a digit apart."""
    apart = sum(a != b for a, b in zip(one, other, strict=False))
    if len(one) == len(other) and apart == 1 and _UNIT.sub("", one) == _UNIT.sub("", other):
        return 1.0
    from difflib import SequenceMatcher  # noqa: PLC0415 - only for what is not there

    likeness = SequenceMatcher(None, one, other).ratio()
    return likeness if _UNIT.sub("", one) == _UNIT.sub("", other) else likeness - _OTHER_UNIT


def _spans_of_paragraph(document: Document, number: int | None) -> Iterator[Span]:
    text = document.folded.text
    if number is None or not 0 < number <= len(document.paragraphs):
        yield from find_spans(text) if number is None else ()
        return
    start, end = document.folded_paragraph(number)
    yield from find_spans(text, start, end)


def find_rest(verification: Verification) -> Iterator[Span]:
    """The figures of a document that none of the facts states, in the order of the text."""
    folded = verification.document.folded
    taken = sorted(span for each in verification.proved for span in each.spans)
    number = 0
    for span in find_spans(folded.text):
        if span.is_date:
            continue
        start, end = folded.original_span(span.start, span.end)
        while number < len(taken) and taken[number][1] <= start:
            number += 1
        if number == len(taken) or taken[number][0] >= end:
            yield span
