"""What the names of a store are known by: it is another one where they have changed."""

from collections.abc import Iterable, Iterator
from itertools import chain

from parkq import hashes
from parkq.cache import kept
from parkq.names.entries import Entry
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
