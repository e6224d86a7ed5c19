"""Which verdict a relation comes to in a context, and how much each verdict asks for attention."""

from collections.abc import Mapping
from decimal import Decimal

from parkq.terms import Severity, Verdict
from parkq.verdicts.contexts import (
    COMPARABLE,
    COPIED,
    OTHER_PERIOD,
    OTHER_TIME,
    REVISED,
    SAME_SOURCE,
    SCOPE_DIFFERS,
    SCOPE_ONE_SIDE,
    UNDATED,
    Context,
)
from parkq.verdicts.relations import (
    APART,
    COMPATIBLE,
    LOOSE,
    NEAR,
    OVERLAP,
    ROUNDING,
    SAME,
    UNIT_SLIP,
    UNLIKE,
    Relation,
)

_COLUMNS = (
    COMPARABLE,
    SCOPE_ONE_SIDE,
    UNDATED,
    OTHER_TIME,
    OTHER_PERIOD,
    SCOPE_DIFFERS,
    REVISED,
    SAME_SOURCE,
    COPIED,
)

_ROWS: Mapping[Relation, str] = {
    SAME: "agree agree agree unchanged period agree agree duplicate duplicate",
    ROUNDING: "rounding rounding rounding may-be-unchanged period scope rounding rounding "
    "duplicate",
    COMPATIBLE: "compatible compatible compatible may-be-unchanged period scope compatible "
    "compatible duplicate",
    LOOSE: "loose loose loose update period scope revised loose copy-drift",
    NEAR: "near near near update period scope revised internal copy-drift",
    UNIT_SLIP: "unit-slip unit-slip unit-slip unit-slip period unit-slip unit-slip internal "
    "copy-drift",
    OVERLAP: "differs differs differs update period scope differs differs copy-drift",
    APART: "conflict conflict-scope conflict-undated update period scope revised internal "
    "copy-drift",
    UNLIKE: "unlike unlike unlike unlike unlike unlike unlike unlike unlike",
}
"""A row a relation, a word a column. An ``update`` of figures that do not agree is a ``jump`` where
it is larger than the attribute's drift allows, and a ``conflict`` where what may only grow has
fallen: `parkq.verdicts.judge` decides that."""

TABLE: Mapping[Relation, Mapping[Context, Verdict]] = {
    relation: dict(zip(_COLUMNS, map(Verdict, row.split()), strict=True))
    for relation, row in _ROWS.items()
}

SEVERITY: Mapping[Verdict, Severity] = {
    Verdict.SINGLE: Severity.SILENT,
    Verdict.AGREE: Severity.SILENT,
    Verdict.UNCHANGED: Severity.SILENT,
    Verdict.MAY_BE_UNCHANGED: Severity.SILENT,
    Verdict.ROUNDING: Severity.SILENT,
    Verdict.COMPATIBLE: Severity.INFO,
    Verdict.DUPLICATE: Severity.INFO,
    Verdict.NEAR: Severity.INFO,
    Verdict.DIFFERS: Severity.INFO,
    Verdict.UNLIKE: Severity.INFO,
    Verdict.SCOPE: Severity.INFO,
    Verdict.PERIOD: Severity.INFO,
    Verdict.REVISED: Severity.INFO,
    Verdict.UPDATE: Severity.INFO,
    Verdict.MET: Severity.INFO,
    Verdict.LOOSE: Severity.WARNING,
    Verdict.JUMP: Severity.WARNING,
    Verdict.MISSED: Severity.WARNING,
    Verdict.CONFLICT_SCOPE: Severity.WARNING,
    Verdict.CONFLICT_UNDATED: Severity.WARNING,
    Verdict.COPY_DRIFT: Severity.ERROR,
    Verdict.INTERNAL: Severity.ERROR,
    Verdict.UNIT_SLIP: Severity.ERROR,
    Verdict.SUM_BROKEN: Severity.ERROR,
    Verdict.SHARE_BROKEN: Severity.WARNING,
    Verdict.GROWTH_BROKEN: Severity.WARNING,
    Verdict.ORDER_BROKEN: Severity.ERROR,
    Verdict.CONFLICT: Severity.ERROR,
}
"""Of the two checks between measures: an error where one source states all of it."""

WORSE: Mapping[Verdict, int] = {verdict: number for number, verdict in enumerate(Verdict)}
"""Of two verdicts as severe, the later one stands."""

LARGE_GAP = Decimal("0.05")
"""A conflict is an error from this gap ratio on; a smaller one is a warning."""

LARGE_POINTS = Decimal("0.01")
"""The same for what is compared in points: one point."""


def severity_of(
    verdict: Verdict,
    context: Context,
    size: tuple[Decimal | None, Decimal | None],
    *,
    inferred: bool,
) -> Severity:
    """How much a verdict on two claims asks for attention.

    Args:
        verdict: on the two.
        context: that it was reached in.
        size: the gap in points, of what is compared in them, and the gap ratio; None else.
        inferred: whether it rests on a date taken from a publication.
    """
    points, ratio = size
    small = (ratio is not None and ratio <= LARGE_GAP) or (
        points is not None and points <= LARGE_POINTS
    )
    if verdict is Verdict.CONFLICT and (inferred or small):
        return Severity.WARNING
    if verdict is Verdict.UNIT_SLIP and context == SCOPE_DIFFERS:
        return Severity.WARNING
    if verdict is Verdict.DIFFERS and context == SAME_SOURCE:
        return Severity.SILENT
    return SEVERITY[verdict]
