"""The tables that names are looked up in; each is built when first asked for."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from parkq.names.entries import KINDS, NAMING, Entry, Item, Tables, meeting, read
from parkq.names.folding import fold, light_fold, readings, sounds, words
from parkq.names.keys import Keys, Row, SortedKeys
from parkq.names.stems import SHORT_ENDINGS, shorter, stem

if TYPE_CHECKING:
    from parkq.model import Attribute, Entity, Fact, Source

SHORT = "short"
"""The field of a short name that nobody declared: 成都高新区 for 成都高新技术产业开发区."""
RARE = "rare"
"""The field of a name in its less usual readings."""


_MANY = 100_000


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


_Ids = dict[str, tuple[str, ...]]


def by_name(entries: Iterable[Entry]) -> tuple[dict[str, Item], _Ids, _Ids]:
    """What `Known` holds."""
    items: dict[str, Item] = {}
    written: dict[str, dict[str, None]] = {}
    folded: dict[str, dict[str, None]] = {}
    for item, texts, _ in entries:
        items[item.id] = item
        for field, text in texts:
            if field in NAMING:
                written.setdefault(text, {})[item.id] = None
                folded.setdefault(light_fold(text), {})[item.id] = None
    return items, _frozen(written), _frozen(folded)


def _frozen(ids: Mapping[str, dict[str, None]]) -> _Ids:
    return {key: tuple(found) for key, found in ids.items()}


def names(entries: Sequence[Entry]) -> Names:
    """All that is needed to find these; imports pypinyin."""
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
    items = tuple(entry.item for entry in entries)
    whole = [pair for pair in heard if terms[pair[1]].field not in (SHORT, RARE)]
    spoken = SortedKeys.of(whole, parts=True)
    return Names(
        items=items,
        terms=tuple(terms),
        full=SortedKeys.of(full, parts=True),
        stems=SortedKeys.of(stems),
        heard=spoken if len(whole) == len(heard) else SortedKeys.of(heard),
        spoken=spoken,
        initials=SortedKeys.of(((_initials(key), place) for key, place in heard), parts=True),
        spelled=SortedKeys.of(spelled),
        latin=lambda: sorted(set(chain.from_iterable(map(_latin, {t.text for t in terms})))),
        sounds=lambda char: sounds().get(char, char),
        meeting=partial(meeting, items),
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
            full, heard = _plain(text, closely=field in _READ_CLOSELY)
            yield _Form(Term(number, field, text), full, heard=heard)


@lru_cache(maxsize=_MANY)
def _plain(text: str, *, closely: bool) -> tuple[str, tuple[str, ...]]:
    """A text folded, and what it sounds like; many facts state the same."""
    full = fold(text)
    return full, _spoken(full, readings(full) if closely else (_spelled(full),))


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
