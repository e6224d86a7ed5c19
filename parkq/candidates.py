"""What a shell may complete a word to, of all that a store names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from parkq import words
from parkq.terminal import visible

if TYPE_CHECKING:
    from parkq.store.memory import Store


class Candidate(NamedTuple):
    """A word that may be typed, and what it stands for."""

    text: str
    help: str


def candidates(store: "Store", kind: str, prefix: str) -> list[Candidate]:
    """What begins with what is typed, in any case and width.

    Of entities, attributes and sources the ids alone where nothing is typed yet; else also names,
    aliases and labels. Of facts first the entities, then their attributes and facts.

    Args:
        store: what names are of.
        kind: ``entity``, ``attribute``, ``source`` or ``fact``.
        prefix: typed so far.
    """
    return matching(_SOURCES[kind](store, prefix), prefix)


def matching(known: Iterable[Candidate], prefix: str) -> list[Candidate]:
    """Those that begin with what is typed, each word once; none that hides a character.

    Words that begin so to the letter come alone. Else, of words that begin so in another case or
    width, those come that are spelled as the first: what all have in common is then no shorter than
    what is typed, which a shell would else delete.
    """
    wanted = folded(prefix)
    found: dict[str, Candidate] = {}
    for each in known:
        if folded(each.text).startswith(wanted) and visible(each.text) == each.text:
            found.setdefault(each.text, each)
    exact = [each for each in found.values() if each.text.startswith(prefix)]
    if exact or not found:
        return exact
    spelled = next(iter(found))[: len(prefix)]
    return [each for each in found.values() if each.text.startswith(spelled)]


def folded(text: str) -> str:
    """A text in any case and width."""
    return text.lower() if text.isascii() else normalize("NFKC", text).casefold()


def _entities(store: "Store", prefix: str) -> Iterator[Candidate]:
    for _, entity in sorted(store.entities.items()):
        yield Candidate(entity.id, entity.name)
        if prefix:
            yield from (Candidate(name, entity.id) for name in (entity.name, *entity.aliases))


def _attributes(store: "Store", prefix: str) -> Iterator[Candidate]:
    for attribute in store.attributes.values():
        yield Candidate(attribute.id, words.label(attribute.label))
        if prefix:
            names = (*attribute.label.values(), *attribute.aliases)
            own = (name for name in names if name.replace(" ", "-") != attribute.id)
            yield from (Candidate(name, attribute.id) for name in own)


def _sources(store: "Store", prefix: str) -> Iterator[Candidate]:
    for _, source in sorted(store.sources.items()):
        yield Candidate(source.id, source.title)
        if prefix:
            yield Candidate(source.title, source.id)


def _facts(store: "Store", prefix: str) -> Iterator[Candidate]:
    entity, slash, _ = prefix.partition("/")
    if not slash:
        for each in _entities(store, ""):
            yield Candidate(f"{each.text}/", each.help)
        return
    for id_ in store.of_entity.get(entity, ()):
        fact = store.facts[id_]
        label = words.label(store.attributes[fact.attribute].label)
        yield Candidate(f"{entity}/{fact.attribute}", label)
        yield Candidate(id_, fact.figure.stated)


_SOURCES: "Mapping[str, Callable[[Store, str], Iterator[Candidate]]]" = {
    "entity": _entities,
    "attribute": _attributes,
    "source": _sources,
    "fact": _facts,
}
