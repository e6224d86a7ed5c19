"""A store in memory: the tables of all its files linked into immutable indexes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from parkq import files, link
from parkq.decode import KEY_PROBLEMS, decode
from parkq.errors import KeyPath, Problem
from parkq.model import (
    Accepted,
    Attribute,
    Entity,
    Fact,
    Location,
    Relation,
    Source,
    Tables,
)

if TYPE_CHECKING:
    from parkq.positions import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A store in memory. Mappings are by id, in the order of the files.

    Attributes:
        root: the store's folder.
        facts: by fact id.
        of_entity: entity id to the ids of its facts.
        parts: entity id to the ids of the entities that are ``part_of`` it.
        problems: all that is wrong in the store's files; what they concern is left out.
    """

    root: str
    entities: Mapping[str, Entity]
    attributes: Mapping[str, Attribute]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    of_entity: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    relations: tuple[Relation, ...]
    accepted: tuple[Accepted, ...]
    problems: tuple[Problem, ...]
    _scans: dict[str, "_Scan"] = field(default_factory=dict, compare=False, repr=False)

    def locate(self, file: str, path: KeyPath, offset: int = 0) -> Location:
        """Where the value at a key path stands; its file is scanned on first use.

        Args:
            file: relative to the root.
            path: of a table, a key or an item; the nearest place that holds it is given.
            offset: characters into a string value.
        """
        line, column = self._scan(file).place(path, offset)
        return Location(file=file, line=line, column=column)

    def locate_key(self, file: str, path: KeyPath) -> Location:
        """Where the key itself stands that a key path ends in."""
        line, column = self._scan(file).place_of_key(path)
        return Location(file=file, line=line, column=column)

    def _scan(self, file: str) -> "_Scan":
        if file not in self._scans:
            self._scans[file] = _Scan.of(self.root, file)
        return self._scans[file]


@dataclass(frozen=True, slots=True)
class _Scan:
    """The text of a file and the places of its keys."""

    text: str
    spans: Mapping[KeyPath, "Span"]

    @classmethod
    def of(cls, root: str, file: str) -> "_Scan":
        from parkq.positions import index  # noqa: PLC0415 - its patterns are only needed here

        text = files.read_text(root, file)
        return cls(text, index(text))

    def place_of_key(self, path: KeyPath) -> tuple[int, int]:
        return self.spans[path].key if path in self.spans else self.place(path, 0)

    def place(self, path: KeyPath, offset: int) -> tuple[int, int]:
        while path and path not in self.spans:
            path, offset = path[:-1], 0
        if not path:
            return 1, 1
        span = self.spans[path]
        if not offset:
            return span.line, span.column
        from parkq.positions import place_in_string  # noqa: PLC0415 - as above

        return place_in_string(self.text, span, offset)


def load(root: str) -> Store:
    """Reads every file of a store; what is wrong in it stands in `Store.problems`."""
    problems: list[Problem] = []
    tables = list(_tables(root, problems))
    known = link.vocabulary(tables, problems)
    facts = {fact.id: fact for fact in link.facts(tables, known, problems)}
    store = Store(
        root=root,
        entities=known.entities,
        attributes=known.attributes,
        sources=known.sources,
        facts=facts,
        of_entity=_grouped((fact.entity, fact.id) for fact in facts.values()),
        parts=_grouped((e.part_of, e.id) for e in known.entities.values() if e.part_of),
        relations=link.relations(tables, known, problems),
        accepted=tuple(entry for table in tables for entry in table.accepted),
        problems=(),
    )
    return replace(store, problems=tuple(_placed(store, problem) for problem in problems))


def _tables(root: str, problems: list[Problem]) -> Iterable[Tables]:
    for file in files.toml_files(root):
        document = files.parse(root, file)
        if isinstance(document, Problem):
            problems.append(document)
            continue
        tables, found = decode(document, file)
        problems += found
        yield tables


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _placed(store: Store, problem: Problem) -> Problem:
    if problem.line or not problem.path:
        return problem
    if problem.code in KEY_PROBLEMS:
        place = store.locate_key(problem.file, problem.path)
    else:
        place = store.locate(problem.file, problem.path, problem.offset)
    return replace(problem, line=place.line, column=place.column)
