"""A store in memory: the tables of all its files linked into immutable indexes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from parkq.errors import KeyPath, Problem
from parkq.locale import Message
from parkq.model import (
    Accepted,
    Attribute,
    Entity,
    Fact,
    Location,
    Relation,
    Source,
    Statements,
    Tables,
)
from parkq.store import files, folder, link, statements
from parkq.store.decode import KEY_PROBLEMS, decode
from parkq.terminal import counted

if TYPE_CHECKING:
    from parkq.store.places import Places


class Contents(NamedTuple):
    """What a store holds. Mappings are by id, in the order of the files.

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
    relations: Sequence[Relation]
    accepted: Mapping[str, tuple[Accepted, ...]]
    problems: tuple[Problem, ...]


class Store:
    """A store in memory, which is not changed; each of its `Contents` is an attribute of it."""

    def __init__(
        self, contents: Contents, scanned: "dict[str, Places | None] | None" = None
    ) -> None:
        """Takes what it holds, and which of its files have been scanned for places already."""
        self.contents = contents
        self.root, self.problems = contents.root, contents.problems
        self.entities, self.parts = contents.entities, contents.parts
        self.attributes, self.sources = contents.attributes, contents.sources
        self.facts, self.of_entity = contents.facts, contents.of_entity
        self.relations, self.accepted = contents.relations, contents.accepted
        self._scanned: dict[str, Places | None] = {} if scanned is None else scanned

    def locate(self, file: str, path: KeyPath, offset: int = 0) -> Location:
        """Where the value at a key path stands; its file is scanned on first use.

        Args:
            file: relative to the root.
            path: of a table, a key or an item; the nearest place that holds it is given.
            offset: characters into a string value.
        """
        places = self._places(file)
        return places.of_value(path, offset) if places else Location(file=file, line=1, column=1)

    def line(self, fact: Fact) -> int:
        """The line of the file that a fact stands in."""
        return self.locate(fact.file, fact.path).line

    def stating(self, sources: Iterable[str]) -> list[str]:
        """The ids of the entities that any of the sources states something of, in order."""
        wanted = frozenset(sources)
        return sorted({fact.entity for fact in self.facts.values() if fact.source in wanted})

    def count_facts(self, kind: str) -> Mapping[str, int]:
        """How many facts there are of each entity, attribute or source, by its id.

        Args:
            kind: ``entity``, ``attribute`` or ``source``.
        """
        return Counter(getattr(fact, kind) for fact in self.facts.values())

    def locate_key(self, file: str, path: KeyPath) -> Location:
        """Where the key itself stands that a key path ends in."""
        places = self._places(file)
        return places.of_key(path) if places else Location(file=file, line=1, column=1)

    def lines(self, file: str) -> Sequence[str]:
        """The lines of a file, without what ends them; none of a file that cannot be read."""
        places = self._places(file)
        return places.lines if places else ()

    def _places(self, file: str) -> "Places | None":
        """Where the values of a file stand; None where it cannot be read, or not any more."""
        if file not in self._scanned:
            from parkq.store.places import Places  # noqa: PLC0415 - only needed to name a place

            try:
                self._scanned[file] = Places(file, files.read_text(self.root, file))
            except (OSError, UnicodeDecodeError):
                self._scanned[file] = None
        return self._scanned[file]


def load(root: str, edited: Mapping[str, str] | None = None) -> Store:
    """Reads every file of a store; what is wrong in it stands in `Store.problems`.

    Args:
        root: its folder.
        edited: a file's text in place of what is on the disk; it may be of a new file.
    """
    edited = edited or {}
    problems: list[Problem] = []
    tables = list(_tables(root, edited, problems))
    known = link.vocabulary(tables, problems)
    facts = statements.facts(_drained(tables), known, problems)
    contents = Contents(
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
    scanned = _scan_edited(edited)
    store = Store(contents, scanned)
    placed = (_placed(store, problem) for problem in problems)
    return Store(contents._replace(problems=tuple(sorted(placed, key=_by_place))), scanned)


def _scan_edited(edited: Mapping[str, str]) -> "dict[str, Places | None]":
    """Where the values of edited files stand in their new texts."""
    if not edited:
        return {}
    from parkq.store.places import Places  # noqa: PLC0415 - as in `Store._places`

    return {file: Places(file, text) for file, text in edited.items()}


def _tables(root: str, edited: Mapping[str, str], problems: list[Problem]) -> Iterable[Tables]:
    names, missed = folder.listed(root)
    names += [file for file in edited if file not in names]
    problems += (Problem("unreadable-file", Message(why), file) for file, why in missed)
    for file in counted(names, Message("reading files")):
        text = edited.get(file)
        document = files.parse(root, file) if text is None else files.parse_text(text, file)
        if isinstance(document, Problem):
            problems.append(document)
            continue
        if document.get("draft") is True:
            problems.append(Problem("draft", "is a draft: parkq add enters it", file, ("draft",)))
            continue
        tables, found = decode(document, file)
        problems += found
        yield tables


def _drained(tables: list[Tables]) -> Iterator[Tables]:
    """The tables of each file; its statements are let go of once the next file's are asked for."""
    for number, table in enumerate(tables):
        tables[number] = table._replace(statements=Statements())
        yield table


_T = TypeVar("_T")


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    groups: dict[str, list[_T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _by_place(problem: Problem) -> tuple[str, int, int, str]:
    return problem.file, problem.line, problem.column, str(problem.message)


def _placed(store: Store, problem: Problem) -> Problem:
    if problem.line or not problem.path:
        return problem
    if problem.code in KEY_PROBLEMS:
        place = store.locate_key(problem.file, problem.path)
    else:
        place = store.locate(problem.file, problem.path, problem.offset)
    return problem._replace(line=place.line, column=place.column)
