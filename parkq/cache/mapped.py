"""A store whose nouns are read from tables, one entity at a time, when asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from parkq.cache import codec
from parkq.cache.facts import facts as read_facts
from parkq.cache.facts import text as facts_text
from parkq.cache.kept import (
    ALARMING,
    COUNTS,
    DISPUTED,
    FACTS,
    PROBLEMS,
    RELATIONS,
    STATED,
    WHOLES,
    Kept,
    ids,
    noun,
    stating,
)
from parkq.model import Accepted, Entity, Fact, Relation
from parkq.store import folder
from parkq.store.memory import Contents
from parkq.terms import Verdict
from parkq.verdicts.judge import JudgedStore
from parkq.verdicts.results import Counts

_T = TypeVar("_T")


class ByKey(Mapping[str, _T], Generic[_T]):
    """What is looked up by key and kept once found; its keys are read only to go through them."""

    def __init__(self, keys: Callable[[], Sequence[str]], find: Callable[[str], _T | None]) -> None:
        """Takes what gives the keys, and what finds a value."""
        self._keys = cache(keys)
        self._find = cache(find)

    def __getitem__(self, key: str) -> _T:
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._find(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys())

    def __len__(self) -> int:
        return len(self._keys())


class Block(NamedTuple):
    """All that a store holds of one entity; see `block_text`.

    Attributes:
        entity: itself.
        parts: ids of the entities that are part of it.
        facts: its facts by id, in the store's order.
        lines: the line of each in its file.
        accepted: entries that acknowledge conflicts of it.
        counts: how many of its groups have each verdict where sources meet.
    """

    entity: Entity
    parts: tuple[str, ...]
    facts: Mapping[str, Fact]
    lines: tuple[int, ...]
    accepted: tuple[Accepted, ...]
    counts: Counts


def block_text(block: Block) -> str:
    """A block as text."""
    return codec.BLOCK.join(
        (
            codec.ENTITY.text(block.entity),
            codec.UNIT.join(block.parts),
            facts_text(block.facts.values()),
            codec.UNIT.join(map(str, block.lines)),
            codec.ACCEPTED.texts(block.accepted),
            counts_text(block.counts),
        )
    )


def block(text: str) -> Block:
    """The block that a text is of."""
    about, parts, facts, lines, accepted, counts = text.split(codec.BLOCK)
    entity = codec.ENTITY.noun(about)
    return Block(
        entity=entity,
        parts=codec.items(parts),
        facts={fact.id: fact for fact in read_facts(facts, entity.id)},
        lines=tuple(map(int, codec.items(lines))),
        accepted=tuple(codec.ACCEPTED.nouns(accepted)),
        counts=_counts(codec.items(counts)),
    )


def counts_text(counts: Counts) -> str:
    """How many groups have each verdict, as text."""
    return codec.UNIT.join(f"{verdict} {count}" for verdict, count in sorted(counts.items()))


def _counts(items: Iterable[str]) -> Counts:
    pairs = (item.split(" ") for item in items)
    return {Verdict(verdict): int(count) for verdict, count in pairs}


class MappedStore(JudgedStore):
    """A store that is read from what is kept of it.

    Attributes:
        kept: that.
        blocks: by entity id.
    """

    def __init__(self, contents: Contents, kept: Kept, blocks: Mapping[str, Block]) -> None:
        alarming, counts = kept.items(ALARMING), _counts(kept.items(COUNTS))
        super().__init__(contents, alarming=alarming, counts=counts)
        self.kept = kept
        self.blocks = blocks

    def line(self, fact: Fact) -> int:
        """As it was when the store was read."""
        own = self.blocks[fact.entity]
        return next(line for id_, line in zip(own.facts, own.lines, strict=True) if id_ == fact.id)

    def stating(self, sources: Iterable[str]) -> list[str]:
        """As kept by source."""
        return sorted({id_ for source in sources for id_ in self.kept.items(stating(source))})


def mapped(kept: Kept, root: str) -> MappedStore:
    """The store at a folder, of which this is kept."""

    def found(kind: str, read: Callable[[str], _T]) -> ByKey[_T]:
        def find(id_: str) -> _T | None:
            text = kept.text(noun(kind, id_))
            return None if text is None else read(text)

        return ByKey(lambda: kept.items(ids(kind)), find)

    def of_blocks(name: str, get: Callable[[Block], _T]) -> ByKey[_T]:
        """Of those entities that have any."""

        def find(id_: str) -> _T | None:
            own = blocks.get(id_)
            return (get(own) or None) if own else None

        return ByKey(lambda: kept.items(name), find)

    blocks = found("entity", block)
    contents = Contents(
        root=root,
        entities=ByKey(
            lambda: list(blocks), lambda id_: b.entity if (b := blocks.get(id_)) else None
        ),
        attributes=found("attribute", codec.ATTRIBUTE.noun),
        sources=found("source", codec.SOURCE.noun),
        facts=_Facts(blocks, kept, root),
        of_entity=of_blocks(STATED, lambda own: tuple(own.facts)),
        parts=of_blocks(WHOLES, lambda own: own.parts),
        relations=_Relations(kept),
        accepted=of_blocks(DISPUTED, lambda own: own.accepted),
        problems=tuple(codec.PROBLEM.nouns(kept.text(PROBLEMS) or "")),
    )
    return MappedStore(contents, kept, blocks)


class _Facts(Mapping[str, Fact]):
    """Facts by id, from the block of their entity; in the order of the files when gone through."""

    def __init__(self, blocks: Mapping[str, Block], kept: Kept, root: str) -> None:
        self._blocks = blocks
        self._kept = kept
        self._root = root

    def __getitem__(self, key: str) -> Fact:
        own = self._blocks.get(key.partition("/")[0])
        if own is None:
            raise KeyError(key)
        return own.facts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ordered)

    def __len__(self) -> int:
        return int(self._kept.text(FACTS) or 0)

    @cached_property
    def _ordered(self) -> list[str]:
        places = {file: at for at, file in enumerate(folder.toml_files(self._root))}

        def order(fact: Fact) -> tuple[int, int]:
            return places.get(fact.file, 0), int(fact.path[-1])

        facts = (fact for own in self._blocks.values() for fact in own.facts.values())
        return [fact.id for fact in sorted(facts, key=order)]


class _Relations(Sequence[Relation]):
    """The relations of a store, read when first asked for."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    @cached_property
    def _all(self) -> tuple[Relation, ...]:
        return tuple(codec.RELATION.nouns(self._kept.text(RELATIONS) or ""))

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - an item or a slice, as of a tuple
        return self._all[at]

    def __len__(self) -> int:
        return len(self._all)
