"""The vocabulary of judgement: relation × context → verdict → severity, as tables."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum, unique
from typing import NamedTuple

from parkq.hashes import fingerprint
from parkq.model import Accepted
from parkq.terms import Role, Severity, Verdict


@unique
class Relation(StrEnum):
    """How two figures stand to each other; the first that holds."""

    SAME = "same"
    ROUNDING = "rounding"
    COMPATIBLE = "compatible"
    NEAR = "near"
    UNIT_SLIP = "unit-slip"
    OVERLAP = "overlap"
    APART = "apart"
    UNLIKE = "unlike"


@unique
class Context(StrEnum):
    """What two facts have to do with each other; the first that holds."""

    COPIED = "copied"
    SAME_SOURCE = "same source"
    SCOPE_DIFFERS = "scope differs"
    DISJOINT = "as-of disjoint"
    UNDATED = "as-of unknown"
    SCOPE_ONE_SIDE = "scope on one side"
    COMPARABLE = "comparable"


def _row(*cells: Verdict) -> dict[Context, Verdict]:
    return dict(zip(_COLUMNS, cells, strict=True))


_COLUMNS = (
    Context.COMPARABLE,
    Context.SCOPE_ONE_SIDE,
    Context.UNDATED,
    Context.DISJOINT,
    Context.SCOPE_DIFFERS,
    Context.SAME_SOURCE,
    Context.COPIED,
)

_V = Verdict

TABLE: Mapping[Relation, Mapping[Context, Verdict]] = {
    Relation.SAME: _row(
        _V.AGREE, _V.AGREE, _V.AGREE, _V.UNCHANGED, _V.AGREE, _V.DUPLICATE, _V.DUPLICATE
    ),
    Relation.ROUNDING: _row(
        _V.ROUNDING, _V.ROUNDING, _V.ROUNDING, _V.UNCHANGED, _V.SCOPE, _V.ROUNDING, _V.DUPLICATE
    ),
    Relation.COMPATIBLE: _row(
        _V.COMPATIBLE,
        _V.COMPATIBLE,
        _V.COMPATIBLE,
        _V.UNCHANGED,
        _V.SCOPE,
        _V.COMPATIBLE,
        _V.DUPLICATE,
    ),
    Relation.NEAR: _row(_V.NEAR, _V.NEAR, _V.NEAR, _V.UPDATE, _V.SCOPE, _V.INTERNAL, _V.COPY_DRIFT),
    Relation.UNIT_SLIP: _row(
        _V.UNIT_SLIP,
        _V.UNIT_SLIP,
        _V.UNIT_SLIP,
        _V.UNIT_SLIP,
        _V.UNIT_SLIP,
        _V.INTERNAL,
        _V.COPY_DRIFT,
    ),
    Relation.OVERLAP: _row(
        _V.DIFFERS, _V.DIFFERS, _V.DIFFERS, _V.UPDATE, _V.SCOPE, _V.DIFFERS, _V.COPY_DRIFT
    ),
    Relation.APART: _row(
        _V.CONFLICT,
        _V.CONFLICT_SCOPE,
        _V.CONFLICT_UNDATED,
        _V.UPDATE,
        _V.SCOPE,
        _V.INTERNAL,
        _V.COPY_DRIFT,
    ),
    Relation.UNLIKE: _row(*[_V.UNLIKE] * len(_COLUMNS)),
}
"""Which verdict a relation comes to in a context. An `UPDATE` of figures that are apart is a
`JUMP` where it is larger than the attribute's drift allows, and a `CONFLICT` where what may only
grow has fallen: what decides that is not in the table."""

SEVERITY: Mapping[Verdict, Severity] = {
    Verdict.SINGLE: Severity.SILENT,
    Verdict.AGREE: Severity.SILENT,
    Verdict.UNCHANGED: Severity.SILENT,
    Verdict.ROUNDING: Severity.SILENT,
    Verdict.COMPATIBLE: Severity.INFO,
    Verdict.DUPLICATE: Severity.INFO,
    Verdict.NEAR: Severity.INFO,
    Verdict.DIFFERS: Severity.INFO,
    Verdict.UNLIKE: Severity.INFO,
    Verdict.SCOPE: Severity.INFO,
    Verdict.UPDATE: Severity.INFO,
    Verdict.MET: Severity.INFO,
    Verdict.JUMP: Severity.WARNING,
    Verdict.MISSED: Severity.WARNING,
    Verdict.CONFLICT_SCOPE: Severity.WARNING,
    Verdict.CONFLICT_UNDATED: Severity.WARNING,
    Verdict.COPY_DRIFT: Severity.ERROR,
    Verdict.INTERNAL: Severity.ERROR,
    Verdict.UNIT_SLIP: Severity.ERROR,
    Verdict.ORDER_BROKEN: Severity.ERROR,
    Verdict.CONFLICT: Severity.ERROR,
}

LARGE_GAP = Decimal("0.05")
"""A conflict is an error from this gap ratio on; a smaller one is a warning."""


def severity_of(
    verdict: Verdict, context: Context, ratio: Decimal | None, *, inferred: bool
) -> Severity:
    """How much a verdict on two facts asks for attention.

    Args:
        verdict: on the two facts.
        context: that it was reached in.
        ratio: the gap as a fraction of the larger figure; None where figures carry no number.
        inferred: whether it rests on a date taken from a publication.
    """
    small = ratio is not None and ratio <= LARGE_GAP
    if verdict is Verdict.CONFLICT and (inferred or small):
        return Severity.WARNING
    if verdict is Verdict.UNIT_SLIP and context is Context.SCOPE_DIFFERS:
        return Severity.WARNING
    if verdict is Verdict.DIFFERS and context is Context.SAME_SOURCE:
        return Severity.SILENT
    return SEVERITY[verdict]


class Camp(NamedTuple):
    """Facts of a group that one value can satisfy.

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


class Group(NamedTuple):
    """What is stated of one entity, attribute and role, judged.

    ``gap`` is in the base unit, ``gap_ratio`` a fraction of the larger value; both None
    where the figures carry no number.

    Attributes:
        facts: ids of all its facts, in the store's order.
        camps: from the smallest value to the largest.
        why: sentences, the deciding one first.
        settle: what would settle a conflict, or empty.
        members: what the fingerprint is taken over, a line a fact.
        pair: ids of the two facts that the verdict is on; empty where there is only one.
        accepted: the entry that acknowledges it.
        accepted_before: the entry that acknowledged it in another form.
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

    @property
    def fingerprint(self) -> str:
        """Stands for the members: a changed figure, date, scope or verdict changes it."""
        return fingerprint(self.entity, self.attribute, self.verdict, *self.members)


Counts = Mapping[Verdict, int]


class Offset(NamedTuple):
    """``larger`` states ``attributes`` about ``factor`` times as large as ``smaller`` does."""

    larger: str
    smaller: str
    factor: Decimal
    attributes: tuple[str, ...]
