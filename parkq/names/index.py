"""The tables that names are looked up in; each is built when first asked for."""

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from parkq.names.entries import KINDS, Entry, Item, Tables, by_name, meeting, read
from parkq.names.folding import fold, latin, readings, sounds
from parkq.names.keys import Gathered, Keys, Row, SortedKeys
from parkq.names.stems import SHORT_ENDINGS, shorter, stem

if TYPE_CHECKING:
    from parkq.model import Attribute, Entity, Fact, Source

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
        latin: gives the words in Latin letters that occur, sorted.
        sounds: from a character to its readings, separated by spaces; others are their own.
        meeting: the facts that are about two or more of some kinds and ids.
    """

    items: Row[Item]
    terms: Row[Term]
    full: Keys
    stems: Keys
    heard: Keys
    spoken: Keys
    initials: Keys
    spelled: Keys
    latin: Callable[[], Iterable[str]]
    sounds: Callable[[str], str]
    meeting: Callable[[Collection[tuple[str, str]]], Iterable[Item]]


_T_co = TypeVar("_T_co", covariant=True)


class Found(Protocol[_T_co]):
    """What is looked up by a text."""

    def __getitem__(self, key: str, /) -> _T_co: ...

    def get(self, key: str, /) -> _T_co | None:
        """None where there is no such key."""


class Known(NamedTuple):
    """The names of one kind as written: enough for a name that is typed right.

    Attributes:
        items: by id.
        written: a name, alias or label as written to the ids that have it.
        folded: the same, and ids and codes, lightly folded.
    """

    items: Found[Item]
    written: Found[Sequence[str]]
    folded: Found[Sequence[str]]


class Index(NamedTuple):
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
        entities: "Mapping[str, Entity]",
        attributes: "Mapping[str, Attribute]",
        sources: "Mapping[str, Source]",
        facts: "Mapping[str, Fact]",
    ) -> "Index":
        """An index of a store, by id each; reads nothing of them yet."""
        tables = Tables(entities, attributes, sources, facts)
        entries = cache(lambda kind: read(kind, tables))
        return cls(
            ids=dict(zip(KINDS, tables, strict=True)),
            known=cache(lambda kind: Known(*by_name(entries(kind)))),
            names=cache(lambda kind: names(entries(kind))),
        )


Spelled = tuple[Term, tuple[tuple[str, str], ...]]
"""A term, whose item is not told, and its keys: each behind the lane that it is looked up in."""


def spelled(entry: Entry) -> Iterator[Spelled]:
    """The terms of an item, and what each is found by; imports pypinyin.

    Lanes are called as in `Names`, but that what is heard is parted into what is spoken and what is
    ``rare``: heard of short names, and in unusual readings.
    """
    for field, text in entry.texts:
        term = Term(0, field, text)
        if field in _STEMMED:
            yield from ((form.term, tuple(_keys(form))) for form in _stemmed(term, entry.pinyin))
        else:
            yield term, _plain_keys(text, closely=field in _READ_CLOSELY)


def _keys(form: "_Form") -> Iterator[tuple[str, str]]:
    lane = "rare" if form.term.field in (SHORT, RARE) else "spoken"
    found = [("full", form.full), ("spelled", form.spelled)]
    found += (("stems", key) for key in form.stems)
    found += ((each, key) for heard in form.heard for each, key in _aloud(lane, heard))
    yield from dict.fromkeys(pair for pair in found if pair[1])


@lru_cache(maxsize=1 << 16)
def _plain_keys(text: str, *, closely: bool) -> tuple[tuple[str, str], ...]:
    """The keys of a text that is no name: many facts state the same."""
    full = fold(text)
    heard = _spoken(full, readings(full) if closely else (_spelled(full),))
    aloud = chain.from_iterable(_aloud("spoken", each) for each in heard)
    return tuple(dict.fromkeys(pair for pair in (("full", full), *aloud) if pair[1]))


def _aloud(lane: str, heard: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (lane, heard), ("initials", _initials(heard) if heard else "")


def names(entries: Sequence[Entry]) -> Names:
    """All that is needed to find these; imports pypinyin."""
    terms: list[Term] = []
    lanes: defaultdict[str, Gathered] = defaultdict(Gathered)
    for number, entry in enumerate(entries):
        for term, keys in spelled(entry):
            for lane, key in keys:
                lanes[lane].add(key, (len(terms),))
            terms.append(term._replace(item=number))
    heard = Gathered()
    for key, places in chain(lanes["spoken"].items(), lanes["rare"].items()):
        heard.add(key, places)
    texts = {term.text for term in terms}
    return Names(
        items=tuple(entry.item for entry in entries),
        terms=tuple(terms),
        full=SortedKeys.of(lanes["full"], parts=True),
        stems=SortedKeys.of(lanes["stems"]),
        heard=SortedKeys.of(heard),
        spoken=SortedKeys.of(lanes["spoken"], parts=True),
        initials=SortedKeys.of(lanes["initials"], parts=True),
        spelled=SortedKeys.of(lanes["spelled"]),
        latin=lambda: sorted(set(chain.from_iterable(map(latin, texts)))),
        sounds=lambda char: sounds().get(char, char),
        meeting=partial(meeting, tuple(entry.item for entry in entries)),
    )


class _Form(NamedTuple):
    term: Term
    full: str
    stems: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    spelled: str = ""


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
    return "'".join(map(_USUAL.__getitem__, text))


class _Usual(dict[str, str]):
    """The usual reading of each character that is met."""

    def __missing__(self, char: str) -> str:
        self[char] = usual = sounds().get(char, char).partition(" ")[0]
        return usual


_USUAL = _Usual()


def _initials(heard: str) -> str:
    return "".join([syllable[0] for syllable in heard.split("'")])
