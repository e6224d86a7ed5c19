"""What output looks up by id."""

from collections.abc import Mapping
from typing import Protocol

from parkq.model import Attribute, Entity, Fact, Source


class Lookup(Protocol):
    """A store, or as much of one as a test needs."""

    @property
    def entities(self) -> Mapping[str, Entity]:
        """By entity id."""

    @property
    def attributes(self) -> Mapping[str, Attribute]:
        """By attribute id."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """By source id."""

    @property
    def facts(self) -> Mapping[str, Fact]:
        """By fact id."""

    def count_facts(self, kind: str) -> Mapping[str, int]:
        """How many facts there are of each entity, attribute or source, by its id."""

    def line(self, fact: Fact) -> int:
        """The line of its file that a fact stands in."""
