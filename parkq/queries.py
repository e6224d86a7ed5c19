"""show, compare and diff-sources: from a store to small result types, ready to render."""

from dataclasses import dataclass

from parkq.model import Attribute, Entity, Fact, Source
from parkq.verdicts import Counts, Group, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The answer of ``show`` for one entity; its parts (facilities) below it."""

    entity: Entity
    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]
    parts: tuple["Shown", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is stated of one entity in a row of ``compare``; empty where nothing is.

    Attributes:
        display: one value a camp, in the row's unit.
        facts: fact ids.
        verdict: of the entity's own group.
    """

    display: tuple[str, ...]
    low: str | None
    high: str | None
    facts: tuple[str, ...]
    verdict: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One attribute side by side; ``why_not`` says why the cells may not be ranked."""

    attribute: Attribute
    unit: str
    cells: tuple[Cell, ...]
    comparable: bool
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The answer of ``compare``."""

    entities: tuple[Entity, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """The answer of ``diff-sources``.

    Attributes:
        groups: judged groups, worst first.
        counts: how many groups have each verdict, before the severity filter.
        only: source id to the facts that it alone states, where two sources were asked for.
    """

    groups: tuple[Group, ...]
    counts: Counts
    only: tuple[tuple[Source, tuple[Fact, ...]], ...] = ()
