"""A store in memory: the tables of all its files linked into immutable indexes."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

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
from parkq.store import files, folder, link
from parkq.store.decode import KEY_PROBLEMS, decode

if TYPE_CHECKING:
    from parkq.store.positions import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A store in memory. Mappings are by id, in the order of the files.

    Attributes:
        root: the store's folder.
        facts: by fact id.
        of_entity: entity id to the ids of its facts.
        parts: entity id to the ids of the entities that are ``part_of`` it.
        accepted: entity id to the acknowledged conflicts of it.
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
    accepted: Mapping[str, tuple[Accepted, ...]]
    problems: tuple[Problem, ...]
    _scans: dict[str, "_Scan"] = field(default_factory=dict, compare=False, repr=False)

    def locate(self, file: str, path: KeyPath, offset: int = 0) -> Location:
        """Where the value at a key path stands; its file is scanned on first use.

        Args:
            file: relative to the root.
            path: of a table, a key or an item; the nearest place that holds it is given.
            offset: characters into a string value.
        """
        scan = self._scan(file)
        return scan.location(file, *scan.extent(path, offset))

    def locate_key(self, file: str, path: KeyPath) -> Location:
        """Where the key itself stands that a key path ends in."""
        scan = self._scan(file)
        return scan.location(file, *scan.extent_of_key(path))

    def lines(self, file: str) -> Sequence[str]:
        """The lines of a file, without what ends them; none of a file that cannot be read."""
        try:
            text = self._scan(file).text
        except (OSError, UnicodeDecodeError):
            return ()
        return [line.removesuffix("\r") for line in text.split("\n")]

    def _scan(self, file: str) -> "_Scan":
        if file not in self._scans:
            self._scans[file] = _Scan.of(self.root, file)
        return self._scans[file]


@dataclass(frozen=True, slots=True)
class _Scan:
    """The text of a file, where its lines start, and the places of its keys."""

    text: str
    line_starts: Sequence[int]
    spans: Mapping[KeyPath, "Span"]

    @classmethod
    def of(cls, root: str, file: str) -> "_Scan":
        from parkq.store.positions import index  # noqa: PLC0415 - its patterns are only needed here

        text = files.read_text(root, file)
        starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        return cls(text, starts, index(text))

    def location(self, file: str, start: int, end: int) -> Location:
        line, column = self._place(start)
        end_line, end_column = self._place(end)
        return Location(
            file=file, line=line, column=column, end_line=end_line, end_column=end_column
        )

    def _place(self, position: int) -> tuple[int, int]:
        line = bisect_right(self.line_starts, position)
        return line, position - self.line_starts[line - 1] + 1

    def extent_of_key(self, path: KeyPath) -> tuple[int, int]:
        if path not in self.spans or not isinstance(path[-1], str):
            return self.extent(path, 0)
        from parkq.store.positions import key_end  # noqa: PLC0415 - as above

        line, column = self.spans[path].key
        start = self.line_starts[line - 1] + column - 1
        return start, key_end(self.text, start)

    def extent(self, path: KeyPath, offset: int) -> tuple[int, int]:
        while path and path not in self.spans:
            path, offset = path[:-1], 0
        if not path:
            return 0, 0
        span = self.spans[path]
        if not offset:
            return span.start, span.end
        from parkq.store.positions import rest_of_string  # noqa: PLC0415 - as above

        return rest_of_string(self.text, span, offset)


def load(root: str) -> Store:
    """Reads every file of a store; what is wrong in it stands in `Store.problems`."""
    problems: list[Problem] = []
    tables = list(_tables(root, problems))
    known = link.vocabulary(tables, problems)
    facts = link.facts(tables, known, problems)
    store = Store(
        root=root,
        entities=known.entities,
        attributes=known.attributes,
        sources=known.sources,
        facts=facts,
        of_entity=_grouped((fact.entity, fact.id) for fact in facts.values()),
        parts=_grouped((e.part_of, e.id) for e in known.entities.values() if e.part_of),
        relations=link.relations(tables, known, problems),
        accepted=_grouped((entry.entity, entry) for table in tables for entry in table.accepted),
        problems=(),
    )
    placed = (_placed(store, problem) for problem in problems)
    return replace(store, problems=tuple(sorted(placed, key=_by_place)))


def _tables(root: str, problems: list[Problem]) -> Iterable[Tables]:
    for file in folder.toml_files(root):
        document = files.parse(root, file)
        if isinstance(document, Problem):
            problems.append(document)
            continue
        tables, found = decode(document, file)
        problems += found
        yield tables


_T = TypeVar("_T")


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    groups: dict[str, list[_T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _by_place(problem: Problem) -> tuple[str, int, int, str]:
    return problem.file, problem.line, problem.column, problem.message


def _placed(store: Store, problem: Problem) -> Problem:
    if problem.line or not problem.path:
        return problem
    if problem.code in KEY_PROBLEMS:
        place = store.locate_key(problem.file, problem.path)
    else:
        place = store.locate(problem.file, problem.path, problem.offset)
    return problem._replace(line=place.line, column=place.column)
