"""What judging comes to: camps, comparisons and changes, and the offset of two sources."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum, unique
from typing import NamedTuple

from parkq.hashes import fingerprint
from parkq.model import Accepted
from parkq.terms import Measure, Role, Severity, Verdict


class Camp(NamedTuple):
    """Facts of a comparison that one value can satisfy.

    Attributes:
        facts: fact ids.
        sources: ids of the independent sources, in order.
        copies: ids of sources that only repeat one of them.
        low, high: the interval that every fact of the camp allows, in the base unit.
        display: the camp's value in the attribute's display unit.
        stated: the distinct words of its sources.
        as_of: the distinct as-of dates of its facts, ``2022*`` where inferred.
        scopes: the distinct scopes declared.
    """

    facts: tuple[str, ...]
    sources: tuple[str, ...]
    copies: tuple[str, ...]
    low: Decimal | None
    high: Decimal | None
    display: str
    stated: tuple[str, ...]
    as_of: tuple[str, ...]
    scopes: tuple[str, ...]


@unique
class Form(StrEnum):
    """What a verdict is on."""

    COMPARISON = "comparison"
    CHANGE = "change"
    CHECK = "check"


class Group(NamedTuple):
    """Facts judged together: a comparison, a change between two, or a check between measures.

    ``gap`` is in the base unit, ``gap_ratio`` a fraction of the larger value; both None
    where the figures carry no number, and the ratio for days and points.

    Attributes:
        facts: ids of all its facts, in the store's order.
        camps: from the smallest value to the largest; of a change, the earlier side first.
        why: sentences, the deciding one first.
        settle: what would settle a conflict, or empty.
        members: what the fingerprint is taken over, a line for each thing stated.
        pair: ids of the two facts that the verdict is on; empty where there is only one.
        accepted: the entry that acknowledges it.
        accepted_before: the entry that acknowledged it in another form.
        measure: of all its figures.
        as_of: the time that a comparison is of, in EDTF, or the later side of a change; empty
            where it is not known.
        since: the earlier side of a change, likewise.
        form: what the verdict is on.
    """

    entity: str
    attribute: str
    role: Role
    facts: tuple[str, ...]
    verdict: Verdict
    severity: Severity
    gap: Decimal | None
    gap_ratio: Decimal | None
    gap_display: str
    camps: tuple[Camp, ...]
    why: tuple[str, ...]
    settle: str
    members: tuple[str, ...]
    pair: tuple[str, ...] = ()
    accepted: Accepted | None = None
    accepted_before: Accepted | None = None
    measure: Measure = Measure.LEVEL
    as_of: str = ""
    since: str = ""
    form: Form = Form.COMPARISON

    @property
    def fingerprint(self) -> str:
        """Stands for the members: a changed figure, date, scope or verdict changes it."""
        measure = () if self.measure is Measure.LEVEL else (self.measure.value,)
        return fingerprint(self.entity, self.attribute, *measure, self.verdict, *self.members)


Counts = Mapping[Verdict, int]


class Offset(NamedTuple):
    """``larger`` states ``attributes`` about ``factor`` times as large as ``smaller`` does."""

    larger: str
    smaller: str
    factor: Decimal
    attributes: tuple[str, ...]
