"""What the names of a store are known by, and the columns that they are looked up in."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from parkq import hashes
from parkq.cache import codec, kept
from parkq.cache.columns import packed
from parkq.cache.facts import named
from parkq.cache.kept import Kept
from parkq.cache.mapped import ByKey
from parkq.cache.names import columns
from parkq.names import entries
from parkq.names.entries import Entry, Tables, fact
from parkq.names.folding import sounds
from parkq.names.index import names
from parkq.store.memory import Store

_MODULUS = 2 ** (8 * hashes.BYTES)


def digest(coming: Iterable[str], before: str = "", going: Iterable[str] = ()) -> str:
    """What the names of a kind are known by, in whatever order their texts come.

    It is the sum of their hashes, so that it is told from what comes and goes.

    Args:
        coming: all that is found by name, as texts, or what comes to the ones before.
        before: the digest of those.
        going: which of them go.
    """
    come, gone = (sum(map(_hash, some)) for some in (coming, going))
    return f"{(int(before or '0', 16) + come - gone) % _MODULUS:032x}"


def _hash(text: str) -> int:
    return int.from_bytes(hashes.digest(text.encode()), "big")


def noun_text(entry: Entry) -> str:
    """All that an entity, an attribute or a source is found by."""
    item, texts, pinyin = entry
    parts = (item.id, item.name, item.sort, item.part_of, item.code, pinyin or "")
    return kept.ITEMS.join((*parts, *chain.from_iterable(texts)))


def facts_texts(store: Store, entities: Iterable[str]) -> Iterator[str]:
    """All that facts are found by, a text for those of each entity."""
    for entity in entities:
        facts = [store.facts[id_] for id_ in store.of_entity.get(entity, ())]
        if facts:
            yield kept.ITEMS.join(
                [
                    field
                    for fact in facts
                    for field in (fact.id, fact.figure.stated, fact.scope, fact.note, fact.where)
                ]
            )


def content(known: Kept, kind: str, state: str) -> bytes:
    """The file of the names of a kind, for a state of them."""
    made = names(_facts(known) if kind == "fact" else _nouns(known, kind))
    return packed(state, columns(made, sounds().items()))


def _nouns(known: Kept, kind: str) -> Sequence[Entry]:
    def ids(of: str) -> list[str]:
        return known.items(kept.ids(of)) if of == kind else []

    def text(of: str, id_: str) -> str:
        return known.text(kept.noun(of, id_)) or ""

    def entity(id_: str) -> str:
        return text("entity", id_).partition(codec.BLOCK)[0]

    return entries.read(
        kind,
        Tables(
            ByKey(lambda: ids("entity"), lambda id_: codec.ENTITY.noun(entity(id_))),
            ByKey(
                lambda: ids("attribute"),
                lambda id_: codec.ATTRIBUTE.noun(text("attribute", id_)),
            ),
            ByKey(lambda: ids("source"), lambda id_: codec.SOURCE.noun(text("source", id_))),
            {},
        ),
    )


def _facts(known: Kept) -> Sequence[Entry]:
    def read() -> Iterator[Entry]:
        for id_ in known.items(kept.STATED):
            _, _, own, *_ = (known.text(kept.noun("entity", id_)) or "").split(codec.BLOCK)
            yield from (fact(*each) for each in named(own, id_))

    return sorted(read(), key=lambda entry: entry.item.id)
