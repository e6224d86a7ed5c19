"""The tables that names of one kind are looked up in, as columns of a file, and read from there."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from heapq import nsmallest
from itertools import chain, groupby
from typing import Any, Generic, TypeVar

from parkq.cache.columns import Columns, Texts, numbers, texts
from parkq.candidates import Candidate, folded
from parkq.names.entries import Item, about
from parkq.names.index import Names, Term
from parkq.names.keys import LAST, Gathered, Keys, Row, SortedKeys, lines_with

_T = TypeVar("_T")

_LINE, _ITEM = "\n", "\x1f"
_KEYS = ("full", "stems", "heard", "spoken", "initials", "spelled")
_FEW = 100
_COMPLETED = "completed"
TYPED = frozenset(("id", "name", "alias", "title"))
"""The fields whose texts a shell completes to."""


def columns(names: Names, sounds: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Names as columns.

    Args:
        names: as made in memory.
        sounds: characters and their readings.
    """
    shown = ((item.id, item.name, item.sort, item.part_of, item.code) for item in names.items)
    sorts: dict[tuple[str, str], int] = {}
    written: dict[str, int] = {}
    for term in names.terms:
        sorts.setdefault((term.field, term.sort), len(sorts))
        written.setdefault(term.text, len(written))
    made = {
        **texts("items", map(_ITEM.join, shown)),
        **texts("sorts", map(_ITEM.join, sorts)),
        **texts("written", written),
        "term-items": numbers([term.item for term in names.terms]),
        "term-sorts": numbers([sorts[term.field, term.sort] for term in names.terms]),
        "term-texts": numbers([written[term.text] for term in names.terms]),
        "latin": "".join(f"{_LINE}{word}" for word in names.latin()).encode(),
        **texts("sounds", (f"{char}{heard}" for char, heard in sorted(sounds))),
    }
    for name in _KEYS:
        made |= _of_keys(name, getattr(names, name))
    typed = Gathered()
    for at, term in enumerate(names.terms):
        if term.field in TYPED:
            typed.add(folded(term.text), (at,))
    return made | _of_keys(_COMPLETED, SortedKeys.of(typed))


def _of_keys(name: str, keys: Keys) -> dict[str, bytes]:
    """Each key once, and where its terms begin."""
    distinct: list[str] = []
    starts = [0]
    for key, places in groupby(keys.keys):
        distinct.append(key)
        starts.append(starts[-1] + len(list(places)))
    return {
        **texts(name, distinct, _LINE),
        f"{name}-sizes": numbers(map(len, distinct)),
        f"{name}-starts": numbers(starts),
        f"{name}-terms": numbers(keys.terms),
    }


class _Read(Generic[_T]):
    """What is read one by one from columns."""

    def __init__(self, length: int, read: Callable[[int], _T]) -> None:
        self._length = length
        self._read = read

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, at: int) -> _T:
        if not 0 <= at < self._length:
            raise IndexError(at)
        return self._read(at)

    def __iter__(self) -> Iterator[_T]:
        return map(self._read, range(self._length))


class KeptKeys:
    """Keys in columns; see `parkq.names.keys.Keys`.

    Attributes:
        keys: by place.
        terms: by place.
    """

    def __init__(self, made: Columns, name: str) -> None:
        """Those of a name in the columns of a file."""
        self._texts = made.texts(name, len(_LINE))
        self._whole = partial(made.whole, name)
        self._sizes = made.numbers(f"{name}-sizes")
        self._starts = made.numbers(f"{name}-starts")
        self.terms = made.numbers(f"{name}-terms")
        self.keys = _Read(len(self.terms), lambda place: self._texts[self._number(place)])

    def _number(self, place: int) -> int:
        """The number of the key at a place, which is one of those that it has."""
        return bisect_right(self._starts, place) - 1

    def exact(self, key: str) -> range:
        """As of any keys."""
        number = self._texts.place(key)
        here = number < len(self._texts) and self._texts[number] == key
        return range(self._starts[number], self._starts[number + here])

    def prefixed(self, prefix: str) -> range:
        """As of any keys."""
        found = self._prefixed(prefix)
        return range(self._starts[found.start], self._starts[found.stop])

    def _prefixed(self, prefix: str) -> range:
        return range(self._texts.place(prefix), self._texts.place(prefix + LAST))

    def between(self, places: range) -> Sequence[str]:
        """As of any keys."""
        if not places:
            return ()
        first, last = self._number(places[0]), self._number(places[-1]) + 1
        keys = self._texts.between(first, last).decode().split(_LINE)[1:]
        starts = list(self._starts.between(first, last + 1))
        starts[0], starts[-1] = places.start, places.stop
        if len(keys) == len(places):
            return keys
        spans = zip(keys, starts, starts[1:], strict=False)
        return list(chain.from_iterable([key] * (end - start) for key, start, end in spans))

    def beginning(self, prefix: str, most: int | None) -> Sequence[int]:
        """As of any keys."""
        found = self._prefixed(prefix)
        places = self._starts[found.stop] - self._starts[found.start]
        if most is None or places <= most:
            return range(self._starts[found.start], self._starts[found.stop])
        return self._shortest(found, most)

    def holding(self, part: str, most: int | None = None) -> Sequence[int]:
        """As of any keys."""
        found = lines_with(part.encode(), self._whole(), _LINE.encode())
        places = list(self._places(found))
        return places if most is None or len(places) <= most else self._shortest(found, most)

    def _shortest(self, found: Sequence[int], most: int) -> Sequence[int]:
        first = found[0]
        sizes = self._sizes.between(first, found[-1] + 1)
        chosen = nsmallest(most, found, key=lambda number: sizes[number - first])
        return list(self._places(chosen))[:most]

    def _places(self, found: Sequence[int]) -> Iterator[int]:
        """The places of keys, by their numbers."""
        starts: Row[int] = self._starts
        if len(found) > _FEW:
            starts = self._starts.between(0, len(starts))
        return chain.from_iterable(range(starts[each], starts[each + 1]) for each in found)


class Items(_Read[Item]):
    """Items in columns, in order of their ids."""

    def __init__(self, made: Columns, kind: str, counted: Callable[[str], int]) -> None:
        """Those of a kind; how many facts are of each is asked for by its id."""
        self._texts = made.texts("items")
        self._kind = kind
        self._counted = counted
        super().__init__(len(self._texts), cache(self._item))

    def _item(self, number: int) -> Item:
        id_, name, sort, part_of, code = self._texts[number].split(_ITEM)
        if self._kind == "fact":
            return Item(self._kind, id_, name, about=about(id_))
        return Item(self._kind, id_, name, sort, part_of, code, self._counted(id_))

    def of(self, id_: str) -> Item | None:
        """The item of an id; None where there is none."""
        number = self._texts.place(id_ + _ITEM)
        item = self[number] if number < len(self) else None
        return item if item and item.id == id_ else None

    def below(self, id_: str) -> Iterator[Item]:
        """Those whose ids are an id, a slash and more: the facts of an entity."""
        first, last = (self._texts.place(f"{id_}{end}") for end in "/0")  # "0" is behind "/"
        return map(self._item, range(first, last))


def read(
    made: Columns,
    items: Items,
    meeting: Callable[[Collection[tuple[str, str]]], Iterable[Item]],
) -> Names:
    """The names in the columns of a file.

    Args:
        made: as `columns` makes them.
        items: of the same columns.
        meeting: see `Names`.
    """
    keys: dict[str, Any] = {name: KeptKeys(made, name) for name in _KEYS}
    return Names(
        items=items,
        terms=_terms(made),
        latin=lambda: made.whole("latin").decode().split(_LINE)[1:],
        sounds=_sounds(made.texts("sounds")),
        meeting=meeting,
        **keys,
    )


def completed(made: Columns, items: Items, prefix: str) -> Iterator[Candidate]:
    """What the names in the columns of a file complete a word to; ids alone where there is none."""
    if not prefix:
        yield from (Candidate(item.id, item.name) for item in items)
        return
    keys, terms = KeptKeys(made, _COMPLETED), _terms(made)
    numbered = sorted(keys.terms[place] for place in keys.prefixed(folded(prefix)))
    found = (terms[number] for number in numbered)
    for term in sorted(found, key=lambda term: (term.item, term.field != "id")):
        item = items[term.item]
        yield Candidate(term.text, item.name if term.field == "id" else item.id)


def _terms(made: Columns) -> Row[Term]:
    sorts, written = made.texts("sorts"), made.texts("written")
    items, kinds, of_texts = (made.numbers(f"term-{of}") for of in ("items", "sorts", "texts"))
    known: dict[int, list[str]] = {}

    def term(at: int) -> Term:
        number = kinds[at]
        if number not in known:
            known[number] = sorts[number].split(_ITEM)
        field, sort = known[number]
        return Term(items[at], field, written[of_texts[at]], sort)

    return _Read(len(items), term)


def _sounds(heard: Texts) -> Callable[[str], str]:
    def sounds(char: str) -> str:
        number = heard.place(char)
        found = heard[number] if number < len(heard) else ""
        return found[1:] if found.startswith(char) else char

    return sounds
