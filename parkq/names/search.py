"""Ranked search over all that a store holds, and the fuzzy comparison of names."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from parkq.errors import ParkqError
from parkq.names import LONGEST_QUERY
from parkq.names.entries import KINDS
from parkq.names.folding import fold
from parkq.names.index import RARE, SHORT, Index, Names
from parkq.names.joint import Ranked, Scored, joint, merged
from parkq.names.keys import Keys
from parkq.names.match import SLIPS, STEPS, How, Match, Query, matches, query
from parkq.names.stems import GENERIC_ENGLISH, stem
from parkq.names.syllables import is_abbreviated

_WHOLE_NAME = 80.0
_SPARE = 20
_NEEDED = {kind: (kind,) for kind in KINDS} | {"fact": KINDS}
_LEAST_ORDERED = 2
_ORDERED = 34.0
_LEAST_INITIALS = 3
_INITIALS_AHEAD = 6
_SHORT_STEM = 2
_ALIKE_HAN = 65
_ALIKE_LATIN = 78
_ALIKE_WHOLE = 70
_LEAST_WHOLE = 6
_MOST_FUZZY = 40
_FUZZY = 0.4
_HALF_RIGHT = 20.0
_WORD_ALIKE = 80
_HAN = "⺀"


class Hit(NamedTuple):
    """Something found.

    Attributes:
        kind: ``entity``, ``attribute``, ``source`` or ``fact``.
        name: the item's name; a fact's is what it states.
        field: where the best match stands: ``name``, ``alias``, ``id``, ``stated``, ...
        matched: the text of that field, as the store writes it.
        score: 0 to 100.
    """

    kind: str
    id: str
    name: str
    field: str
    matched: str
    score: float


def search(
    index: Index, words: Sequence[str], *, kind: str | None = None, limit: int | None = None
) -> list[Hit]:
    """Finds what matches every word, the best first.

    The words together may be one name (``lu zhou``); else each must match the item, or what
    it belongs to, and one at least the item itself.

    Args:
        index: of the store.
        words: as typed; each may hold spaces.
        kind: only hits of this kind.
        limit: the most hits to give; None for all.

    Raises:
        ParkqError: the words are longer than `LONGEST_QUERY` characters.
    """
    whole = " ".join(words)
    if len(whole) > LONGEST_QUERY:
        raise ParkqError(
            f"expected a query of at most {LONGEST_QUERY} characters, not {len(whole)}"
        )
    typed = [word for word in _words(whole) if fold(word)]
    if not typed:
        return []
    tables = {each: index.names(each) for each in (_NEEDED[kind] if kind else KINDS)}
    most = limit and limit * _SPARE
    found = _found(tables, query(whole, most=most), fuzzy=len(typed) == 1)
    if len(typed) > 1 and all(one.score < _WHOLE_NAME for one in found.values()):
        found = merged((found, _every_word(tables, typed)))
    chosen = [one for one in found.values() if kind in (None, one.item.kind)]
    return [_hit(one) for one in sorted(chosen, key=_order)[:limit]]


def _words(text: str) -> list[str]:
    """The words at spaces, and where Chinese characters and letters meet: 泸州gaoxinqu."""
    spaced = [text[:1]]
    for before, char in pairwise(text):
        apart = before.isalpha() and char.isalpha() and (before < _HAN) != (char < _HAN)
        spaced.append(f" {char}" if apart else char)
    return "".join(spaced).split()


def _order(one: Scored) -> tuple[float, int, int, str]:
    return -round(one.score, 1), KINDS.index(one.item.kind), -one.item.facts, one.item.id


def _hit(one: Scored) -> Hit:
    kind, id_, name, *_ = one.item
    field = "name" if one.term.field in (SHORT, RARE) else one.term.field
    return Hit(kind=kind, id=id_, name=name, field=field, matched=one.term.text, score=one.score)


def _every_word(tables: Mapping[str, Names], typed: list[str]) -> Ranked:
    words = [query(word) for word in typed]
    own = [word for word in words if word.stem.text] or words
    generic = [word.full for word in words if word not in own]
    found = [_found(tables, word, fuzzy=True) for word in own]
    meeting = tables["fact"].meeting if "fact" in tables else lambda _: ()
    return joint(found, [len(word.full) for word in own], generic, meeting)


def _found(tables: Mapping[str, Names], wanted: Query, *, fuzzy: bool) -> Ranked:
    """Matches as typed; only where there are none, slips; and then what is merely alike."""
    for steps in (STEPS, SLIPS):
        found = {kind: matches(names, wanted, steps) for kind, names in tables.items()}
        if any(found.values()):
            return _scored(tables, found)
    if not fuzzy:
        return {}
    corrected = _corrected(tables, wanted)
    if corrected:
        return _found(tables, corrected, fuzzy=False)
    found = {kind: alike(names, wanted) for kind, names in tables.items() if kind != "fact"}
    return _scored(tables, found)


def _scored(tables: Mapping[str, Names], found: Mapping[str, dict[int, Match]]) -> Ranked:
    return {
        (kind, names.items[number].id): Scored(
            match.score, names.items[number], names.terms[match.term]
        )
        for kind, names in tables.items()
        for number, match in found.get(kind, {}).items()
    }


def alike(names: Names, wanted: Query) -> dict[int, Match]:
    """Names that abbreviate to what is typed or are much like it; imports rapidfuzz."""
    best: dict[int, Match] = {}
    for match in (*_ordered(names, wanted), *_fuzzy(names, wanted)):
        item = names.terms[match.term].item
        if item not in best or match.score > best[item].score:
            best[item] = match
    return best


def _ordered(names: Names, wanted: Query) -> Iterator[Match]:
    """Names that hold the typed characters in order from their first: 泸高 of 泸州高新区."""
    typed = wanted.full
    if len(typed) < _LEAST_ORDERED:
        return
    if typed.isascii():
        yield from _abbreviated(names, typed)
        return
    places = names.full.prefixed(typed[0])
    for place, key in zip(places, names.full.between(places), strict=True):
        rest = iter(key)
        if all(char in rest for char in typed):
            score = _ORDERED + 10 * len(typed) / len(key)
            yield Match(score, How.ORDER, names.full.terms[place])


def _abbreviated(names: Names, typed: str) -> Iterator[Match]:
    """Names whose syllables begin with the letters typed, or that hold these as initials."""
    from rapidfuzz import process  # noqa: PLC0415 - only where nothing else matched
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415

    if len(typed) >= _LEAST_INITIALS:
        for place in names.initials.holding(typed):
            term = names.initials.terms[place]
            if names.terms[term].field == SHORT:
                yield Match(_ORDERED + _INITIALS_AHEAD, How.INITIALS, term)
    places = names.heard.prefixed(typed[0])
    keys = names.heard.between(places)
    holding = process.extract(
        typed, keys, scorer=LCSseq.similarity, score_cutoff=len(typed), limit=None
    )
    for key, _, place in holding:
        if is_abbreviated(typed, key):
            yield Match(_ORDERED, How.ORDER, names.heard.terms[places[place]])


def _fuzzy(names: Names, wanted: Query) -> Iterator[Match]:
    """Names much like what is typed; letters that spell pinyin have had their chance."""
    typed = wanted.stem.text or wanted.full
    if not typed.isascii():
        yield from _fuzzy_stem(names, typed)
        if len(wanted.full) >= _LEAST_WHOLE:
            yield from _fuzzy_ending(names, wanted.full)
    elif not wanted.splits:
        yield from _fuzzy_latin(names, typed)


def _fuzzy_stem(names: Names, typed: str) -> Iterator[Match]:
    if len(typed) == _SHORT_STEM:
        yield from _one_wrong(names.stems, typed)
    else:
        for _, match in _like(typed, names.stems, _ALIKE_HAN):
            yield match


def _one_wrong(stems: Keys, typed: str) -> Iterator[Match]:
    """Stems of two characters one of which stands where it was typed: half a name is right."""
    first, last = tuple(typed)
    places = stems.prefixed("")
    for place, key in zip(places, stems.between(places), strict=True):
        if len(key) == _SHORT_STEM and (key[0] == first or key[1] == last):
            yield Match(_HALF_RIGHT, How.FUZZY, stems.terms[place])


def _fuzzy_ending(names: Names, typed: str) -> Iterator[Match]:
    """Names whose own stem is typed right and the generic rest is not."""
    for _, match in _like(typed, names.full, _ALIKE_WHOLE):
        if stem(names.terms[match.term].text).text in typed:
            yield match


def _fuzzy_latin(names: Names, typed: str) -> Iterator[Match]:
    """Names that begin with one of the first two letters: a wrong first letter is rare."""
    for table in (names.stems, names.spelled):
        for first in dict.fromkeys(typed[:2]):
            for _, match in _like(typed, table, _ALIKE_LATIN, first):
                yield match


def _like(typed: str, table: Keys, least: int, first: str = "") -> Iterator[tuple[str, Match]]:
    """Keys with a ratio of at least that, 0 to 100, of those that begin with ``first``."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where nothing else matched

    places = table.prefixed(first)
    for key, ratio, place in process.extract(
        typed, table.between(places), scorer=fuzz.ratio, score_cutoff=least, limit=_MOST_FUZZY
    ):
        yield key, Match(ratio * _FUZZY, How.FUZZY, table.terms[places[place]])


def _corrected(tables: Mapping[str, Names], wanted: Query) -> Query | None:
    """An English word that occurs nowhere, as the one it is likeliest a slip for."""
    word = wanted.full
    if not word.isascii() or not word.isalpha() or word in GENERIC_ENGLISH:
        return None
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where nothing else matched

    known = GENERIC_ENGLISH.union(*(names.latin() for names in tables.values()))
    near = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=_WORD_ALIKE)
    return query(near[0]) if near else None
