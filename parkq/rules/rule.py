"""What a rule is, what it may look at, and how it names places."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from parkq.accepted import Standing, standings
from parkq.errors import Problem, with_hint
from parkq.findings import Found, Place
from parkq.locale import Message, Text
from parkq.model import Fact, Figure
from parkq.store.decode import KEY_PROBLEMS
from parkq.store.link import Placed
from parkq.store.memory import Store
from parkq.terms import Rank, Severity
from parkq.verdicts.judge import disputed
from parkq.verdicts.results import Group

if TYPE_CHECKING:
    from parkq.documents.library import Library


class Case:
    """What rules look at: a store, and the one clock there is.

    Attributes:
        store: all of its files.
        today: as a day ordinal.
        library: the documents that figures are proved by; None where there are none.
    """

    def __init__(self, store: Store, today: int, library: "Library | None" = None) -> None:
        self.store = store
        self.today = today
        self.library = library

    @cached_property
    def problems(self) -> Mapping[str, list[Problem]]:
        """What could not be taken into the store, by the code of the problem."""
        by_code: dict[str, list[Problem]] = {}
        for problem in (*self.store.problems, *self._of_relations()):
            by_code.setdefault(problem.code, []).append(problem)
        return by_code

    def _of_relations(self) -> Iterator[Problem]:
        if self.store.relations:
            from parkq.equations import judging  # noqa: PLC0415 - many a store has none

            yield from judging.find_problems(self.store)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that stand: of one that is deprecated, a person has said what is wrong."""
        return tuple(f for f in self.store.facts.values() if f.rank is not Rank.DEPRECATED)

    @cached_property
    def of_attribute(self) -> Mapping[str, Sequence[Fact]]:
        """Attribute id to the facts of it that stand."""
        found: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            found[fact.attribute].append(fact)
        return dict(found)

    def figures(self, attribute: str) -> Iterator[tuple[Fact, Figure]]:
        """The facts of an attribute that stand, with their figures; those that could be read."""
        for fact in self.of_attribute.get(attribute, ()):
            if isinstance(fact.figure, Figure):
                yield fact, fact.figure

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups that ask for attention, acknowledged or not."""
        return tuple(
            group for entity in self.store.of_entity for group in disputed(self.store, entity)
        )

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """What each acknowledgement still stands for."""
        return tuple(standings(self.store.accepted, self.groups, self.today))

    def accepted(self) -> int:
        """How many groups that ask for attention are acknowledged, of those that were judged."""
        judged = self.groups if "groups" in vars(self) else ()
        return sum(group.accepted is not None for group in judged)


FAMILIES = {
    "PQ1": "store shape",
    "PQ2": "references",
    "PQ3": "figures",
    "PQ4": "dates",
    "PQ5": "verdicts",
    "PQ6": "relations",
    "PQ7": "provenance",
    "PQ8": "acknowledgement",
    "PQ9": "documents",
}
"""The beginning of a code to what its rules look at."""


class Rule(NamedTuple):
    """One check.

    Attributes:
        code: stable; its first digit is its family's.
        name: kebab-case, as stable.
        severity: of its findings, unless one brings its own.
        says: what is wrong, in one sentence.
        why: what it leads to, and what to do.
        find: what it finds in a case.
    """

    code: str
    name: str
    severity: Severity
    says: str
    why: str
    find: Callable[[Case], Iterator[Found]]

    @property
    def family(self) -> str:
        """What it looks at."""
        return FAMILIES[self.code[: len("PQ1")]]

    @property
    def fails(self) -> str:
        """A file in which it finds something, beside a store that has what the file names."""
        return _example(f"{self.code}-fails.toml")

    @property
    def passes(self) -> str:
        """The same file, put right."""
        return _example(f"{self.code}-passes.toml")


def _example(file: str) -> str:
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "examples")
    with open(os.path.join(folder, file), encoding="utf-8") as stream:
        return stream.read()


def at(item: Placed, *keys: str | int) -> Place:
    """The place of a value below an item's table; of the table itself where it has no such key."""
    return Place(file=item.file, path=(*item.path, *keys))


def of_fact(fact: Fact, message: Text, *keys: str, severity: Severity | None = None) -> Found:
    """What is wrong with one fact, at one of its keys."""
    return Found(
        message=Message("{fact}: {message}", fact=fact.id, message=message),
        place=at(fact, *keys),
        identity=fact.id,
        severity=severity,
        facts=(fact.id,),
    )


def of_problems(*codes: str) -> Callable[[Case], Iterator[Found]]:
    """Finds the problems of these codes."""

    def find(case: Case) -> Iterator[Found]:
        for code in codes:
            yield from map(_of_problem, case.problems.get(code, ()))

    return find


def _of_problem(problem: Problem) -> Found:
    keys = ".".join(key for key in problem.path if isinstance(key, str))
    return Found(
        message=with_hint(problem.message, problem.hint),
        place=Place(
            file=problem.file,
            path=problem.path,
            offset=problem.offset,
            of_key=problem.code in KEY_PROBLEMS,
            line=problem.line,
            column=problem.column,
        ),
        identity=f"{keys}: {problem.message}",
    )
