"""What is stated of an entity, as the page tells it: attribute by attribute, fact by fact."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from parkq.model import Attribute
from parkq.output.judged import JudgedFact, judge_facts
from parkq.output.lookup import Lookup
from parkq.queries import Shown
from parkq.terms import Kind, Rank, Role
from parkq.verdicts.results import Group


class Told(NamedTuple):
    """Facts told in one row: one, or several texts that a source states of one date and extent."""

    record: JudgedFact
    stated: Sequence[str]
    where: Sequence[str]
    notes: Sequence[str]

    @property
    def deprecated(self) -> bool:
        """Whether a person has judged it to be wrong."""
        return self.record.fact.rank is Rank.DEPRECATED


class Stated(NamedTuple):
    """What is stated of an attribute in a role, and what it comes to."""

    attribute: Attribute
    role: Role
    told: Sequence[Told]
    groups: Sequence[Group]


def stated(shown: Shown, store: Lookup) -> Iterator[Stated]:
    """The facts of an entity in the order of its attributes."""
    records = judge_facts(shown.facts, shown.groups, store)
    for (_, role), members in groupby(records, key=lambda r: (r.fact.attribute, r.fact.role)):
        same = list(members)
        groups = [group for group in same[0].groups if group.verdict != "single"]
        yield Stated(same[0].attribute, role, list(_rows(same)), groups)


def _rows(records: Iterable[JudgedFact]) -> Iterator[Told]:
    for _, alike in groupby(records, key=_together):
        same = list(alike)
        facts = [record.fact for record in same]
        yield Told(
            record=same[0],
            stated=[fact.figure.stated for fact in facts],
            where=list(dict.fromkeys(fact.where for fact in facts if fact.where)),
            notes=list(dict.fromkeys(fact.note for fact in facts if fact.note)),
        )


def _together(record: JudgedFact) -> tuple[str, ...]:
    fact = record.fact
    text = record.attribute.kind is Kind.TEXT
    return (fact.source, record.as_of, fact.scope, fact.rank, "" if text else fact.id)
