"""The mappings of a store read from its index: each selects what it is asked for."""

from collections.abc import (
    Callable,
    Collection,
    ItemsView,
    Iterator,
    Mapping,
    Sequence,
    ValuesView,
)
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from parkq.index import record
from parkq.index.plain import DamagedError, verify_facts
from parkq.model import Fact, Relation

if TYPE_CHECKING:
    from parkq.index.query import IndexedStore

_T = TypeVar("_T")
Row = tuple[Any, ...]
Select = Callable[..., Sequence[Row]]
"""Takes SQL, its parameters, and what verifies the rows; gives all rows."""

FACT = (
    "SELECT fact.*, entity.id, attribute.id, source.id, file.name FROM fact "
    "JOIN file ON file.number = fact.file JOIN entity ON entity.number = fact.entity "
    "JOIN attribute ON attribute.number = fact.attribute "
    "JOIN source ON source.number = fact.source "
)
IN_ORDER = "ORDER BY file.place, fact.position"


class ByKey(Mapping[str, _T]):
    """Selects a value when it is asked for by its key, and all keys when they are gone through."""

    def __init__(self, keys: Callable[[], Sequence[str]], find: Callable[[str], _T | None]) -> None:
        self._keys = cache(keys)
        self._find = cache(find)

    def __getitem__(self, key: str) -> _T:
        value = self._find(key)
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._find(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys())

    def __len__(self) -> int:
        return len(self._keys())


class Nouns(ByKey[_T]):
    """Entities, attributes or sources by id."""

    def __init__(self, select: Select, table: str, kind: type[_T], rows: str) -> None:
        """Takes what selects, the table, what its rows are, and how all are selected in order."""

        def find(id_: str) -> _T | None:
            found = select(f"SELECT detail FROM {table} WHERE id = ?", id_)
            return record.load(kind, found[0][0]) if found else None

        def read() -> Mapping[str, _T]:
            every = select(f"SELECT {table}.id, {table}.detail FROM {rows}")
            return {id_: record.load(kind, detail) for id_, detail in every}

        self._all = cache(read)
        super().__init__(lambda: list(self._all()), find)

    def values(self) -> ValuesView[_T]:
        """All at once."""
        return self._all().values()

    def items(self) -> ItemsView[str, _T]:
        """All at once."""
        return self._all().items()


class Facts(Mapping[str, Fact]):
    """Facts by id, those of an entity selected together; in the order of the files all in all."""

    def __init__(self, store: "IndexedStore", select: Select) -> None:
        self._store = store
        self._select = select

    def __getitem__(self, key: str) -> Fact:
        return self._store.stated(key.partition("/")[0])[key]

    def __iter__(self) -> Iterator[str]:
        rows = self._select(
            "SELECT fact.id FROM fact JOIN file ON file.number = fact.file " + IN_ORDER
        )
        return (id_ for (id_,) in rows)

    def __len__(self) -> int:
        return int(self._select("SELECT value FROM meta WHERE key = 'facts'")[0][0])

    def values(self) -> Any:  # noqa: ANN401 - a view in the protocol
        """The facts in the order of the files, selected bit by bit."""
        return _Values(self, self._read)

    def _read(self) -> Iterator[Fact]:
        for name, count in self._select("SELECT name, facts FROM file ORDER BY place"):

            def verify(rows: Sequence[Row], count: int = count) -> None:
                if len(rows) != count:
                    raise DamagedError(count)
                verify_facts(rows)

            own = f"{FACT} WHERE file.name = ? ORDER BY position"
            yield from map(self._store.fact, self._select(own, name, verify=verify))


class _Values(Collection[Fact]):
    """Facts gone through one by one."""

    def __init__(self, facts: Facts, read: Callable[[], Iterator[Fact]]) -> None:
        self._facts = facts
        self._read = read

    def __iter__(self) -> Iterator[Fact]:
        return self._read()

    def __len__(self) -> int:
        return len(self._facts)

    def __contains__(self, fact: object) -> bool:
        return isinstance(fact, Fact) and self._facts.get(fact.id) == fact


class Relations(Sequence[Relation]):
    """The relations of a store, read when first asked for."""

    def __init__(self, select: Select) -> None:
        self._select = select

    @cached_property
    def _all(self) -> Sequence[Relation]:
        rows = self._select("SELECT detail FROM relation ORDER BY number")
        return [record.load(Relation, detail) for (detail,) in rows]

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - an item or a slice
        return self._all[at]

    def __len__(self) -> int:
        return len(self._all)
