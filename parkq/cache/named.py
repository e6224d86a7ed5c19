"""The columns that the names of a store are looked up in, made of what is kept of it."""

from collections.abc import Iterator, Sequence

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
