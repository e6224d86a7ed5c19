"""Two figures to relation, context, verdict and reason; facts to groups and camps."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum, unique

from parkq.model import Accepted, Role


@unique
class Verdict(StrEnum):
    """What the figures of a group come to."""

    SINGLE = "single"
    AGREE = "agree"
    UNCHANGED = "unchanged"
    ROUNDING = "rounding"
    COMPATIBLE = "compatible"
    DUPLICATE = "duplicate"
    NEAR = "near"
    DIFFERS = "differs"
    UNLIKE = "unlike"
    SCOPE = "scope"
    UPDATE = "update"
    MET = "met"
    JUMP = "jump"
    MISSED = "missed"
    CONFLICT_SCOPE = "conflict-scope"
    CONFLICT_UNDATED = "conflict-undated"
    COPY_DRIFT = "copy-drift"
    INTERNAL = "internal"
    UNIT_SLIP = "unit-slip"
    ORDER_BROKEN = "order-broken"
    CONFLICT = "conflict"


@unique
class Severity(IntEnum):
    """How much a verdict asks for a person's attention."""

    SILENT = 0
    INFO = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Camp:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What is stated of one entity, attribute and role, judged.

    ``gap`` is in the base unit, ``gap_ratio`` a fraction of the larger value; both None
    where the figures meet or carry no number.
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
    fingerprint: str
    accepted: Accepted | None = None


Counts = Mapping[Verdict, int]
