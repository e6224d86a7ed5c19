"""Two claims of one measure: their relation, their context, their verdict."""

from decimal import Decimal
from math import log
from typing import NamedTuple

from parkq import dates
from parkq.model import Attribute, Figure
from parkq.terms import Changes, Kind, Measure, Role, Severity, Verdict
from parkq.verdicts.claims import Claim, order, point
from parkq.verdicts.contexts import Context, surroundings
from parkq.verdicts.distance import distance, in_points, is_near, margin_of
from parkq.verdicts.relations import SAME, Relation, relate
from parkq.verdicts.table import TABLE, WORSE, severity_of

LONGEST_GROWTH = 5
"""Years over which a yearly change is compounded; a longer gap excuses no more than they do."""

_YEARLY, _ACTUAL = Changes.YEARLY, Role.ACTUAL  # a member is looked up slowly before Python 3.12
_UPDATE, _NOTHING = Verdict.UPDATE, Decimal(0)
_PACED = frozenset({Measure.LEVEL, Measure.SHARE, Measure.RATIO})


class Judgement(NamedTuple):
    """Two claims judged. ``gap`` is in the base unit, ``ratio`` a fraction of the larger.

    ``teller`` is the source that prints both sides of what would be a jump: it tells of it itself.
    """

    first: Claim
    second: Claim
    relation: Relation
    context: Context
    verdict: Verdict
    severity: Severity
    gap: Decimal | None
    ratio: Decimal | None
    teller: str = ""

    @property
    def claims(self) -> tuple[Claim, Claim]:
        """Both of them."""
        return self.first, self.second

    @property
    def size(self) -> Decimal:
        """How large the gap is: its ratio, or the gap itself where it has none."""
        size = self.gap if self.ratio is None else self.ratio
        return size or _NOTHING

    @property
    def weight(self) -> tuple[object, ...]:
        """Orders judgements: the worst is the largest; what is stated decides, ids never."""
        return (
            self.severity,
            WORSE[self.verdict],
            self.size,
            order(self.first),
            order(self.second),
        )


def judge(one: Claim, other: Claim, attribute: Attribute) -> Judgement:
    """The verdict on two claims of one measure, and what it follows from."""
    first, second = sorted((one, other), key=order)
    relation = relate(first.figure, second.figure, attribute)
    context = surroundings(first, second, attribute)
    verdict = TABLE[relation][context]
    if verdict is _UPDATE:
        verdict = _judge_change(*in_time(first, second), attribute)
    gap, ratio = distance(first.figure, second.figure)
    points = gap if in_points(first.figure) else None
    inferred = attribute.changes is _YEARLY and (first.inferred or second.inferred)
    return Judgement(
        first=first,
        second=second,
        relation=relation,
        context=context,
        verdict=verdict,
        severity=severity_of(verdict, context, (points, ratio), inferred=inferred),
        gap=gap,
        ratio=ratio,
    )


def in_time(one: Claim, other: Claim) -> tuple[Claim, Claim]:
    """The earlier claim, then the later one."""
    return (one, other) if _start(one.time) <= _start(other.time) else (other, one)


def _start(period: dates.Period) -> int:
    """The first day known of a period; of one open below, its last."""
    return period.low if period.low is not None else period.high or 0


def _judge_change(earlier: Claim, later: Claim, attribute: Attribute) -> Verdict:
    """An update, a jump, or a fall of what may only grow."""
    before, after = point(earlier.figure), point(later.figure)
    falls = before is not None and after is not None and after < before
    if falls and attribute.monotone and not is_near(earlier.figure, later.figure, attribute):
        return Verdict.CONFLICT
    if not is_paced(earlier, attribute) or before is None or after is None:
        return _UPDATE
    within = change_of(before, after, earlier.figure)
    limit = plausible_change(earlier, later, attribute)
    return _UPDATE if within is not None and abs(within) <= limit else Verdict.JUMP


def is_paced(claim: Claim, attribute: Attribute) -> bool:
    """Whether a change of what is claimed is held to a plausible pace.

    Only what is yearly and actual is: targets set for later years leap by intent, words are
    chosen anew by each text, a calendar has no zero to grow from, and a rate of growth has no
    steady level from year to year.
    """
    return (
        attribute.changes is _YEARLY
        and claim.fact.role is _ACTUAL
        and claim.figure.unit not in {"", "day"}
        and claim.figure.measure in _PACED
    )


def change_of(before: Decimal, after: Decimal, figure: Figure) -> float | None:
    """How much a figure changed: in points, or the logarithm of later ÷ earlier.

    None where a sign or a zero leaves that undefined.
    """
    if in_points(figure):
        return float(after - before)
    return log(after / before) if before > 0 and after > 0 else None


def plausible_change(earlier: Claim, later: Claim, attribute: Attribute) -> float:
    """The largest change, as `change_of` measures it, that the attribute's drift allows."""
    years = min(LONGEST_GROWTH, dates.years_between(earlier.time, later.time) or 0)
    falls = (point(later.figure) or 0) < (point(earlier.figure) or 0)
    drift = float(pace_of(attribute, falls=falls))
    margin = margin_of(earlier.figure, attribute)
    if in_points(earlier.figure):
        return drift * years + float(margin or 0)
    slack = float(attribute.tolerance)
    if margin is not None:
        slack = float(margin) / abs(float(point(earlier.figure) or 1))
    return drift * years + log(1 + slack)


def pace_of(attribute: Attribute, *, falls: bool) -> Decimal:
    """The plausible relative change a year, upwards or downwards."""
    if not falls or attribute.kind is Kind.RANK:
        return attribute.drift
    return attribute.drift / 2 if attribute.fall is None else attribute.fall


def is_same(one: Claim, other: Claim, attribute: Attribute) -> bool:
    """Whether two claims state the same figure."""
    return relate(one.figure, other.figure, attribute) == SAME
