"""The tables that names are looked up in; each is built when first asked for.

All contents are plain tuples and strings, so that a snapshot can hold them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import accumulate
from typing import NamedTuple

from parkq.model import Attribute, Entity, Fact, Source
from parkq.names.entries import KINDS, NAMING, Entry, Item, Tables, read
from parkq.names.folding import fold, light_fold, readings, sounds, words
from parkq.names.stems import SHORT_ENDINGS, shorter, stem

SHORT = "short"
"""The field of a short name that nobody declared: 成都高新区 for 成都高新技术产业开发区."""
RARE = "rare"
"""The field of a name in its less usual readings."""


class Term(NamedTuple):
    """One text of an item: which field it stands in, as written, and the sort of zone it tells."""

    item: int
    field: str
    text: str
    sort: str = ""


class Keys(NamedTuple):
    """Folded texts in order, each with the term it belongs to.

    Attributes:
        keys: sorted; the same key stands once for each of its terms.
        terms: term numbers, one a key.
        text: all keys, a line break before each; empty where no parts of keys are looked for.
    """

    keys: tuple[str, ...] = ()
    terms: tuple[int, ...] = ()
    text: str = ""

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, int]], *, parts: bool = False) -> "Keys":
        """Sorts pairs of key and term number; empty keys and repetitions are dropped."""
        ordered = sorted({pair for pair in pairs if pair[0]})
        keys = tuple(key for key, _ in ordered)
        terms = tuple(term for _, term in ordered)
        if not parts:
            return cls(keys, terms)
        return cls(keys, terms, "".join(f"\n{key}" for key in keys))

    def exact(self, key: str) -> range:
        """The places of a key."""
        return range(bisect_left(self.keys, key), bisect_right(self.keys, key))

    def prefixed(self, prefix: str) -> range:
        """The places of the keys that begin with a prefix."""
        return range(bisect_left(self.keys, prefix), bisect_left(self.keys, prefix + "\U0010ffff"))

    def between(self, places: range) -> tuple[str, ...]:
        """The keys at those places."""
        return self.keys[places.start : places.stop]

    def holding(self, part: str) -> Sequence[int]:
        """The places of the keys that hold a part, each once, in order."""
        *lines, _ = accumulate(before.count("\n") for before in self.text.split(part))
        return [line - 1 for line in dict.fromkeys(lines)]

    def shortest(self, places: Sequence[int], most: int | None) -> Sequence[int]:
        """Of those places, the ones with the shortest keys, at most so many."""
        if most is None or len(places) <= most:
            return places
        return nsmallest(most, places, key=lambda place: len(self.keys[place]))


class Names(NamedTuple):
    """All that is needed to find the items of one kind.

    Attributes:
        items: what can be found.
        terms: their texts.
        full: terms by folded text.
        stems: by stem and the shorter forms of it (`parkq.names.stems`).
        heard: by syllables, ``lu'zhou``, of stems and short names too.
        spoken: by the syllables of the whole text.
        initials: by first letters, ``lzgxq``.
        spelled: stems by the letters of their syllables, ``luzhou``.
        latin: the words in Latin letters that occur, sorted.
        sounds: character to its readings, separated by spaces.
    """

    items: tuple[Item, ...]
    terms: tuple[Term, ...]
    full: Keys
    stems: Keys
    heard: Keys
    spoken: Keys
    initials: Keys
    spelled: Keys
    latin: tuple[str, ...]
    sounds: Mapping[str, str]


class Known(NamedTuple):
    """The names of one kind as written: enough for a name that is typed right.

    Attributes:
        items: by id.
        written: a name, alias or label as written to the ids that have it.
        folded: the same, and ids and codes, lightly folded.
    """

    items: Mapping[str, Item]
    written: Mapping[str, tuple[str, ...]]
    folded: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Index:
    """What is needed to find things by name, each table made when first asked for.

    Attributes:
        ids: kind to what holds its ids.
        known: kind to `Known`.
        names: kind to `Names`.
    """

    ids: Mapping[str, Container[str]]
    known: Callable[[str], Known]
    names: Callable[[str], Names]

    @classmethod
    def build(
        cls,
        entities: Mapping[str, Entity],
        attributes: Mapping[str, Attribute],
        sources: Mapping[str, Source],
        facts: Mapping[str, Fact],
    ) -> "Index":
        """An index of a store, by id each; reads nothing of them yet."""
        tables = Tables(entities, attributes, sources, facts)
        entries = cache(lambda kind: read(kind, tables))
        return cls(
            ids=dict(zip(KINDS, tables, strict=True)),
            known=cache(lambda kind: _known(entries(kind))),
            names=cache(lambda kind: _names(entries(kind))),
        )


def _known(entries: Iterable[Entry]) -> Known:
    items: dict[str, Item] = {}
    written: dict[str, dict[str, None]] = {}
    folded: dict[str, dict[str, None]] = {}
    for item, texts, _ in entries:
        items[item.id] = item
        for field, text in texts:
            if field in NAMING:
                written.setdefault(text, {})[item.id] = None
                folded.setdefault(light_fold(text), {})[item.id] = None
    return Known(items, _frozen(written), _frozen(folded))


def _frozen(ids: Mapping[str, dict[str, None]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(found) for key, found in ids.items()}


def _names(entries: tuple[Entry, ...]) -> Names:
    terms: list[Term] = []
    full: list[tuple[str, int]] = []
    stems: list[tuple[str, int]] = []
    heard: list[tuple[str, int]] = []
    spelled: list[tuple[str, int]] = []
    for number, entry in enumerate(entries):
        for form in _forms(number, entry):
            place = len(terms)
            terms.append(form.term)
            full.append((form.full, place))
            stems += [(each, place) for each in form.stems]
            heard += [(each, place) for each in form.heard]
            spelled.append((form.spelled, place))
    return Names(
        items=tuple(entry.item for entry in entries),
        terms=tuple(terms),
        full=Keys.of(full, parts=True),
        stems=Keys.of(stems),
        heard=Keys.of(heard),
        spoken=Keys.of(
            (pair for pair in heard if terms[pair[1]].field not in (SHORT, RARE)), parts=True
        ),
        initials=Keys.of(((_initials(key), place) for key, place in heard), parts=True),
        spelled=Keys.of(spelled),
        latin=tuple(sorted({word for term in terms for word in _latin(term.text)})),
        sounds=sounds(),
    )


class _Form(NamedTuple):
    term: Term
    full: str
    stems: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    spelled: str = ""


def _forms(number: int, entry: Entry) -> Iterator[_Form]:
    for field, text in entry.texts:
        if field in _STEMMED:
            yield from _stemmed(Term(number, field, text), entry.pinyin)
        else:
            full = fold(text)
            read_as = readings(full) if field in _READ_CLOSELY else (_spelled(full),)
            yield _Form(Term(number, field, text), full, heard=_spoken(full, read_as))


_STEMMED = frozenset(("name", "alias"))
_READ_CLOSELY = frozenset(("label",))


def _stemmed(term: Term, pinyin: str | None) -> Iterator[_Form]:
    own = stem(term.text)
    full = fold(term.text)
    stems = (own.text, *shorter(own.text)) if own.text else ()
    spoken = readings(own.text, pinyin) or ("",)
    usual, *rare = (_around(full, own.text, each) for each in spoken)
    yield _Form(term._replace(sort=own.sort), full, stems, _spoken(full, (usual,)))
    ending = SHORT_ENDINGS.get(own.sort, "")
    for each in stems:
        if not each.isascii():
            usual, *others = readings(each, pinyin if each == own.text else None)
            made = Term(term.item, SHORT, term.text, own.sort)
            heard = _ended((usual,), ending)
            yield _Form(
                made, each + ending if ending else "", heard=heard, spelled=usual.replace("'", "")
            )
            rare += _ended(others, ending)
    yield _Form(Term(term.item, RARE, term.text, own.sort), "", heard=_spoken(full, rare))


def _ended(heard: Iterable[str], ending: str) -> tuple[str, ...]:
    """Readings of a stem, alone and with the short ending of its sort of zone."""
    return tuple(
        each for one in heard for each in ((one, f"{one}'{_spelled(ending)}") if ending else (one,))
    )


def _around(full: str, inner: str, heard: str) -> str:
    """The reading of a name from that of its stem; its generic words have one reading."""
    before, _, after = full.partition(inner) if inner else ("", "", full)
    return "'".join(filter(None, (_spelled(before), heard, _spelled(after))))


def _spoken(full: str, heard: Iterable[str]) -> tuple[str, ...]:
    return () if full.isascii() else tuple(heard)


def _spelled(text: str) -> str:
    """The usual readings of the characters one by one; others stand for themselves."""
    known = sounds()
    return "'".join(known.get(char, char).partition(" ")[0] for char in text)


def _initials(heard: str) -> str:
    return "".join(syllable[0] for syllable in heard.split("'"))


def _latin(text: str) -> Iterator[str]:
    return (word for word in words(text) if word.isascii() and word.isalpha())
