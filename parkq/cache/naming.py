"""What names are looked up in, of a store of which something is kept.

There is a file for each kind, made when the first question needs it, and anew where names changed.
"""

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import cache, partial
from itertools import chain
from typing import Generic, TypeVar

from parkq.cache import head, kept, names
from parkq.cache.columns import Columns
from parkq.cache.keep import place
from parkq.cache.kept import Kept
from parkq.cache.names import Items, read
from parkq.cache.tables import DamagedError
from parkq.candidates import Candidate, matching
from parkq.names import entries
from parkq.names.entries import Item
from parkq.names.index import Index, Known, Names

_T = TypeVar("_T")


def index(known: Kept, root: str, environ: Mapping[str, str]) -> Index:
    """What names of a store are looked up in."""
    here = place(root, environ) or ""

    @cache
    def found(kind: str) -> tuple[Items, Names]:
        made = _columns(known, kind, here)
        items = Items(made, kind, lambda id_: int(known.text(kept.counted(kind, id_)) or 0))
        return items, read(made, items, lambda those: _meeting(known, items, those))

    def having(key: Callable[[str, str], str], kind: str) -> "_ByText[list[str]]":
        return _ByText(lambda name: known.items(key(kind, name)) or None)

    return Index(
        ids={kind: _ByText(partial(_noun, known, kind)) for kind in kept.NOUN},
        known=lambda kind: Known(
            items=_ByText(lambda id_: found(kind)[0].of(id_)),  # noqa: PLW0108 - not yet
            written=having(kept.written, kind),
            folded=having(kept.folded, kind),
        ),
        names=lambda kind: found(kind)[1],
    )


def completed(
    known: Kept, root: str, environ: Mapping[str, str], kind: str, prefix: str
) -> list[Candidate]:
    """What a shell may complete a word to, as `parkq.candidates.candidates` tells of a store.

    Args:
        known: what is kept of the store.
        root: of the store.
        environ: says where what is kept lies.
        kind: ``entity`` or ``source``.
        prefix: typed so far.
    """
    made = _columns(known, kind, place(root, environ) or "")
    return matching(names.completed(made, Items(made, kind, lambda _: 0), prefix), prefix)


class _ByText(Generic[_T]):
    """What is looked up by a text; there is none where None is found."""

    def __init__(self, find: Callable[[str], _T | None]) -> None:
        self.get = find

    def __getitem__(self, key: str) -> _T:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None


def _noun(known: Kept, kind: str, id_: str) -> str | None:
    return known.text(kept.noun(kind, id_))


def _columns(known: Kept, kind: str, here: str) -> Columns:
    """The columns of the names of a kind; made where they are not there, or of other names."""
    state = f"{head.program()} {known.text(kept.named(kind))}"
    path = os.path.join(here, kept.NAMES[kind])

    def anew() -> bytes:
        from parkq.cache.make import replace  # noqa: PLC0415 - what is sound is only read
        from parkq.cache.named import content  # noqa: PLC0415

        made = content(known, kind, state)
        with suppress(OSError):
            replace(path, made)
        return made

    with suppress(OSError, DamagedError):
        made = Columns.of_file(path, anew)
        if made.state == state:
            return made
    return Columns(anew(), anew)


def _meeting(known: Kept, facts: Items, found: Collection[tuple[str, str]]) -> Iterable[Item]:
    """The facts that two or more of what is found meet in.

    Each is of an entity that is found, or that a source that is found states something of.
    """
    of_kind = {kind: [id_ for each, id_ in found if each == kind] for kind in kept.NOUN}
    of_entities = set(of_kind["entity"])
    if of_kind["attribute"]:
        of_entities.update(*(known.items(kept.stating(id_)) for id_ in of_kind["source"]))
    return entries.meeting(chain.from_iterable(map(facts.below, sorted(of_entities))), found)
