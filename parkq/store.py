"""Finds a store's files, reads and decodes them, and links them into immutable indexes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from parkq.errors import Problem
from parkq.model import Accepted, Attribute, Entity, Fact, Relation, Source


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

    root: Path
    entities: Mapping[str, Entity]
    attributes: Mapping[str, Attribute]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    of_entity: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    relations: tuple[Relation, ...]
    accepted: tuple[Accepted, ...]
    problems: tuple[Problem, ...]
