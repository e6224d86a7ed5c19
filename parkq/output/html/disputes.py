"""Disagreements as the page describes them: their camps, fact by fact, and their number line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from parkq.figures.express import express_bounds, scale
from parkq.model import Attribute, Entity, Figure
from parkq.output.html.drawing import letters, line
from parkq.output.html.numberline import NumberLine
from parkq.output.judged import TEXTUAL, JudgedFact, percent
from parkq.output.lookup import Lookup
from parkq.terms import Kind
from parkq.verdicts.results import Camp, Group


class Member(NamedTuple):
    """A fact of a camp.

    Attributes:
        record: the fact.
        allows: its interval in the attribute's unit; empty where its figure says as much.
        copy: whether its source only repeats another one.
    """

    record: JudgedFact
    allows: str
    copy: bool

    @property
    def as_of(self) -> str:
        """As stated, or the date of publication with a star."""
        return self.record.as_of

    @property
    def scope(self) -> str:
        """The extent that is stated."""
        return self.record.fact.scope


class Side(NamedTuple):
    """A camp under its letter."""

    letter: str
    camp: Camp
    members: Sequence[Member]


class Dispute(NamedTuple):
    """A disagreement with all that is said of it; ``anchor`` is its place in the page."""

    group: Group
    anchor: str
    entity: Entity
    attribute: Attribute
    sides: Sequence[Side]
    line: NumberLine | None

    @property
    def gap(self) -> str:
        """How far apart the two figures are that the verdict is on."""
        return ", ".join(filter(None, (self.group.gap_display, percent(self.group.gap_ratio))))

    @property
    def tolerance(self) -> str:
        """What the attribute tolerates; empty for days, which have no ratio."""
        return "" if self.attribute.kind is Kind.DATE else percent(self.attribute.tolerance)

    @property
    def absent(self) -> str:
        """The letters of camps that are not on the line: their figures are of another unit."""
        lanes = self.line.lanes if self.line else ()
        drawn = {lane.words.lines[0].partition(" ")[0] for lane in lanes}
        return ", ".join(side.letter for side in self.sides if side.letter not in drawn)

    @property
    def worded(self) -> bool:
        """Whether its values are words."""
        return self.attribute.kind in TEXTUAL

    def has(self, name: str) -> bool:
        """Whether a field of a `Member` says anything of any of its facts."""
        return any(getattr(member, name) for side in self.sides for member in side.members)


def disputes(groups: Iterable[Group], store: Lookup) -> list[Dispute]:
    """The groups described, each in a place of its own."""
    taken: Counter[str] = Counter()
    return [
        Dispute(
            group=group,
            anchor=_anchor(group, taken),
            entity=store.entities[group.entity],
            attribute=store.attributes[group.attribute],
            sides=list(_sides(group, store)),
            line=line(group, store),
        )
        for group in groups
    ]


def _anchor(group: Group, taken: Counter[str]) -> str:
    """A name that stays as it is when other disagreements come and go."""
    role = "" if group.role == "actual" else f"-{group.role}"
    name = f"d-{group.entity}-{group.attribute}{role}"
    taken[name] += 1
    return name if taken[name] == 1 else f"{name}--{taken[name]}"


def _sides(group: Group, store: Lookup) -> Iterator[Side]:
    for letter, camp in zip(letters(), group.camps, strict=False):
        records = (JudgedFact(store.facts[id_], store) for id_ in camp.facts)
        members = [Member(r, allowed(r), r.fact.source in camp.copies) for r in records]
        yield Side(letter, camp, members)


def allowed(record: JudgedFact) -> str:
    """What a figure allows, in its attribute's unit; empty for words and for other units."""
    figure, attribute = record.fact.figure, record.attribute
    if not isinstance(figure, Figure) or figure.kind in TEXTUAL:
        return ""
    shown = scale(attribute.display, attribute.kind, figure.unit)
    if shown is None and figure.kind is not Kind.DATE:
        return ""
    interval = express_bounds(figure.low, figure.high, attribute.display, attribute.kind)
    return "" if interval == record.value else interval
