"""Two facts of one entity, attribute and role: their relation, their context, their verdict.

A date is an interval of days (EDTF); what a later one may excuse is what the attribute declares.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import log

from parkq import dates
from parkq.model import Attribute, Changes, Fact, Figure, Role, Source
from parkq.names.folding import fold
from parkq.verdicts.relate import distance, relate
from parkq.verdicts.vocabulary import TABLE, Context, Relation, Severity, Verdict, severity_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A fact with what its judgement needs.

    Attributes:
        figure: the fact's, read.
        origin: id of the source at the root of its chain of ``derived_from``.
        period: when the value held; whole years for a yearly attribute.
        declared: whether the source itself says so.
        inferred: whether the period is only the year of publication.
        published: the source's date of publication, as written.
        beside: what the same source says besides of another extent or time, as `said` gives it.
    """

    fact: Fact
    figure: Figure
    origin: str
    period: dates.Period
    declared: bool = False
    inferred: bool = False
    published: str = ""
    beside: frozenset[object] = frozenset()


def claim(fact: Fact, figure: Figure, attribute: Attribute, source: Source, origin: str) -> Claim:
    """Dates a fact: by its as-of, else for a yearly attribute by its source's publication."""
    yearly = attribute.changes is Changes.YEARLY
    inferred = False
    if fact.as_of:
        period = dates.parse(fact.as_of)
    elif yearly and source.published:
        period = dates.parse(source.published)
        inferred = True
    else:
        latest = dates.parse(source.retrieved).high if source.retrieved else None
        period = dates.Period(low=None, high=latest)
    return Claim(
        fact=fact,
        figure=figure,
        origin=origin,
        period=dates.whole_years(period) if yearly else period,
        declared=fact.as_of is not None,
        inferred=inferred,
        published=source.published or "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Two claims judged. ``gap`` is in the base unit, ``ratio`` a fraction of the larger."""

    first: Claim
    second: Claim
    relation: Relation
    context: Context
    verdict: Verdict
    severity: Severity
    gap: Decimal | None
    ratio: Decimal | None

    @property
    def weight(self) -> tuple[Severity, int, Decimal, str, str]:
        """Orders judgements: the worst is the largest."""
        ids = sorted((self.first.fact.id, self.second.fact.id))
        return (self.severity, _WORSE[self.verdict], self.ratio or Decimal(0), ids[0], ids[1])


_WORSE = {verdict: number for number, verdict in enumerate(Verdict)}


def judge(first: Claim, second: Claim, attribute: Attribute) -> Judgement:
    """The verdict on two claims, whichever is named first."""
    relation = relate(first.figure, second.figure, attribute)
    context = surroundings(first, second, attribute)
    gap, ratio = distance(first.figure, second.figure)
    verdict = TABLE[relation][context]
    if verdict is Verdict.UPDATE and relation is Relation.APART:
        verdict = _change(first, second, attribute)
    inferred = attribute.changes is Changes.YEARLY and (first.inferred or second.inferred)
    return Judgement(
        first=first,
        second=second,
        relation=relation,
        context=context,
        verdict=verdict,
        severity=severity_of(verdict, context, ratio, inferred=inferred),
        gap=gap,
        ratio=ratio,
    )


def surroundings(a: Claim, b: Claim, attribute: Attribute) -> Context:
    """What two claims have to do with each other: the first context that holds."""
    return next(
        (context for context, holds in _CONTEXTS if holds(a, b, attribute)), Context.COMPARABLE
    )


def _copied(a: Claim, b: Claim, _: Attribute) -> bool:
    return a.origin == b.origin and a.fact.source != b.fact.source


def _same_source(a: Claim, b: Claim, _: Attribute) -> bool:
    return (
        a.fact.source == b.fact.source and _scope(a) == _scope(b) and dates.meet(a.period, b.period)
    )


def _scope_differs(a: Claim, b: Claim, _: Attribute) -> bool:
    """A source that limits one of its figures, and not the other, tells the two apart as well."""
    apart = bool(_scope(a) and _scope(b)) or _told_together(a, b)
    return apart and _scope(a) != _scope(b)


def _disjoint(a: Claim, b: Claim, attribute: Attribute) -> bool:
    excusable = {
        Changes.FIXED: False,
        Changes.REVISED: a.declared and b.declared,
        Changes.YEARLY: True,
    }
    return excusable[attribute.changes] and not dates.meet(a.period, b.period)


def _undated(a: Claim, b: Claim, attribute: Attribute) -> bool:
    return attribute.changes is Changes.YEARLY and not (_dated(a) and _dated(b))


def _scope_one_side(a: Claim, b: Claim, _: Attribute) -> bool:
    return bool(_scope(a)) != bool(_scope(b))


_CONTEXTS: tuple[tuple[Context, Callable[[Claim, Claim, Attribute], bool]], ...] = (
    (Context.COPIED, _copied),
    (Context.SAME_SOURCE, _same_source),
    (Context.SCOPE_DIFFERS, _scope_differs),
    (Context.DISJOINT, _disjoint),
    (Context.UNDATED, _undated),
    (Context.SCOPE_ONE_SIDE, _scope_one_side),
)


def said(c: Claim) -> object:
    """What a claim says, of which extent and time, whoever says it."""
    words = "" if c.figure.unit else c.figure.items or c.figure.stated
    return c.figure.low, c.figure.high, c.figure.unit, words, _scope(c), c.period


def _told_together(a: Claim, b: Claim) -> bool:
    """Whether some source of either says both."""
    return bool(a.beside and said(b) in a.beside) or bool(b.beside and said(a) in b.beside)


def _scope(claim: Claim) -> str:
    return fold(claim.fact.scope) if claim.fact.scope else ""


def _dated(claim: Claim) -> bool:
    return claim.declared or claim.inferred


def _change(a: Claim, b: Claim, attribute: Attribute) -> Verdict:
    """An update, a jump, or a fall of what may only grow."""
    earlier, later = sorted((a, b), key=lambda c: _start(c.period))
    growth = _growth(earlier.figure, later.figure)
    if attribute.monotone and growth is not None and growth < 0:
        return Verdict.CONFLICT
    if not is_paced(earlier, later, attribute):
        return Verdict.UPDATE
    years = dates.years_between(earlier.period, later.period) or 0
    allowed = float(attribute.drift) * years
    slack = log(1 + float(attribute.tolerance))
    within = growth is not None and abs(growth) <= allowed + slack
    return Verdict.UPDATE if within else Verdict.JUMP


def is_paced(earlier: Claim, later: Claim, attribute: Attribute) -> bool:
    """Whether a change between two dates is held to a plausible pace.

    Only what is yearly and actual is: targets set for later years leap by intent, and words are
    chosen anew by each text. Nor are two that one source prints: it tells of the change itself.
    """
    return (
        attribute.changes is Changes.YEARLY
        and earlier.fact.role is Role.ACTUAL
        and bool(earlier.figure.unit)
        and not _told_together(earlier, later)
    )


def _start(period: dates.Period) -> int:
    """The first day known of a period; of one open below, its last."""
    return period.low if period.low is not None else period.high or 0


def _growth(earlier: Figure, later: Figure) -> float | None:
    """The logarithm of later ÷ earlier; None where a sign or a zero leaves it undefined."""
    before, after = _point(earlier), _point(later)
    if before is None or after is None or before <= 0 or after <= 0:
        return None
    return log(after / before)


def _point(figure: Figure) -> Decimal | None:
    """The value stated, else the middle of a closed interval, else the bound there is."""
    if figure.value is not None:
        return figure.value
    if figure.low is not None and figure.high is not None:
        return (figure.low + figure.high) / 2
    return figure.low if figure.low is not None else figure.high
