"""Two facts of one entity, attribute and role: their relation, their context, their verdict.

A date is an interval of days (EDTF); what a later one may excuse is what the attribute declares.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache, lru_cache
from itertools import permutations
from math import log
from typing import NamedTuple, TypeVar

from parkq import dates
from parkq.model import Attribute, Fact, Figure, Source
from parkq.names.folding import fold
from parkq.terms import Changes, Role, Severity, Verdict
from parkq.verdicts.relate import distance, relate
from parkq.verdicts.vocabulary import TABLE, Context, Relation, severity_of

_YEARLY, _ACTUAL = Changes.YEARLY, Role.ACTUAL  # a member is looked up slowly before Python 3.12
_APART, _UPDATE, _CONFLICT = Relation.APART, Verdict.UPDATE, Verdict.CONFLICT


class Told(NamedTuple):
    """What is told apart in a group: pairs, either way round, that some one source gives.

    Attributes:
        figures: figures with their extent and time.
        scopes: scopes, empty for that of the whole.
    """

    figures: frozenset[tuple[object, object]] = frozenset()
    scopes: frozenset[tuple[str, str]] = frozenset()


_NOTHING = Told()


class Claim(NamedTuple):
    """A fact with what its judgement needs.

    Attributes:
        figure: the fact's, read.
        origin: id of the source at the root of its chain of ``derived_from``.
        period: when the value held; whole years for a yearly attribute.
        declared: whether the source itself says so.
        inferred: whether the period is only the year of publication.
        published: the source's date of publication, as written.
        told: what the sources of its group tell apart.
    """

    fact: Fact
    figure: Figure
    origin: str
    period: dates.Period
    declared: bool = False
    inferred: bool = False
    published: str = ""
    told: Told = _NOTHING


def claim(fact: Fact, figure: Figure, attribute: Attribute, source: Source, origin: str) -> Claim:
    """Dates a fact: by its as-of, else for a yearly attribute by its source's publication."""
    yearly = attribute.changes is _YEARLY
    inferred = False
    if fact.as_of:
        period = _held(fact.as_of, yearly=yearly)
    elif yearly and source.published:
        period = _held(source.published, yearly=True)
        inferred = True
    else:
        latest = _held(source.retrieved, yearly=yearly).high if source.retrieved else None
        period = dates.Period(low=None, high=latest)
    return Claim(
        fact=fact,
        figure=figure,
        origin=origin,
        period=period,
        declared=fact.as_of is not None,
        inferred=inferred,
        published=source.published or "",
    )


@lru_cache(maxsize=4096)
def _held(edtf: str, *, yearly: bool) -> dates.Period:
    """When a dated value held: for a yearly attribute whole years."""
    period = dates.parse(edtf)
    return dates.whole_years(period) if yearly else period


class Judgement(NamedTuple):
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
    """The verdict on two claims, whichever is named first, and how much it weighs."""
    relation, context, verdict = decide(first, second, attribute)
    gap, ratio = distance(first.figure, second.figure)
    return Judgement(
        first=first,
        second=second,
        relation=relation,
        context=context,
        verdict=verdict,
        severity=_severity(first, second, attribute, verdict, context, ratio),
        gap=gap,
        ratio=ratio,
    )


def weigh(first: Claim, second: Claim, attribute: Attribute) -> tuple[Severity, int, Verdict]:
    """The verdict that `judge` comes to, behind how much it weighs; told in less time."""
    _, context, verdict = decide(first, second, attribute)
    ratio = distance(first.figure, second.figure)[1] if verdict is _CONFLICT else None
    severity = _severity(first, second, attribute, verdict, context, ratio)
    return severity, _WORSE[verdict], verdict


def _severity(
    first: Claim,
    second: Claim,
    attribute: Attribute,
    verdict: Verdict,
    context: Context,
    ratio: Decimal | None,
) -> Severity:
    inferred = attribute.changes is _YEARLY and (first.inferred or second.inferred)
    return severity_of(verdict, context, ratio, inferred=inferred)


def decide(first: Claim, second: Claim, attribute: Attribute) -> tuple[Relation, Context, Verdict]:
    """The verdict on two claims, and what it follows from."""
    relation = relate(first.figure, second.figure, attribute)
    context = surroundings(first, second, attribute)
    verdict = TABLE[relation][context]
    if verdict is _UPDATE and relation is _APART:
        verdict = _change(first, second, attribute)
    return relation, context, verdict


def surroundings(a: Claim, b: Claim, attribute: Attribute) -> Context:
    """What two claims have to do with each other: the first context that holds."""
    for context, holds in _CONTEXTS:
        if holds(a, b, attribute):
            return context
    return Context.COMPARABLE


def _copied(a: Claim, b: Claim, attribute: Attribute) -> bool:
    """A reprint of two figures copies each, and not the one from the other."""
    return (
        a.origin == b.origin
        and a.fact.source != b.fact.source
        and not _scope_differs(a, b, attribute)
        and not (a.declared and b.declared and _disjoint(a, b, attribute))
    )


def _same_source(a: Claim, b: Claim, _: Attribute) -> bool:
    return (
        a.fact.source == b.fact.source and _scope(a) == _scope(b) and dates.meet(a.period, b.period)
    )


def _scope_differs(a: Claim, b: Claim, _: Attribute) -> bool:
    """A source that limits one of its figures, and not the other, tells the two apart as well."""
    ours, theirs = _scope(a), _scope(b)
    return ours != theirs and (bool(ours and theirs) or (ours, theirs) in a.told.scopes)


def _disjoint(a: Claim, b: Claim, attribute: Attribute) -> bool:
    declared = a.declared and b.declared
    excusable = attribute.changes is _YEARLY or (declared and attribute.changes is Changes.REVISED)
    return excusable and not dates.meet(a.period, b.period)


def _undated(a: Claim, b: Claim, attribute: Attribute) -> bool:
    return attribute.changes is _YEARLY and not (_dated(a) and _dated(b))


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


def told(group: Iterable[Claim]) -> Told:
    """What the sources of a group tell apart."""
    figures: dict[str, set[object]] = {}
    scopes: dict[str, set[str]] = {}
    for c in group:
        figures.setdefault(c.fact.source, set()).add(_said(c))
        scopes.setdefault(c.fact.source, set()).add(_scope(c))
    return Told(figures=_met(figures.values()), scopes=_met(scopes.values()))


_T = TypeVar("_T")


def _met(together: Iterable[Iterable[_T]]) -> frozenset[tuple[_T, _T]]:
    return frozenset(pair for each in together for pair in permutations(each, 2))


def _said(c: Claim) -> object:
    """What a claim says, of which extent and time, whoever says it."""
    words = "" if c.figure.unit else c.figure.items or c.figure.stated
    return c.figure.low, c.figure.high, c.figure.unit, words, _scope(c), c.period


def _told_together(a: Claim, b: Claim) -> bool:
    """Whether some source says both."""
    return bool(a.told.figures) and (_said(a), _said(b)) in a.told.figures


def _scope(claim: Claim) -> str:
    return fold(claim.fact.scope) if claim.fact.scope else ""


def _dated(claim: Claim) -> bool:
    return claim.declared or claim.inferred


def _change(a: Claim, b: Claim, attribute: Attribute) -> Verdict:
    """An update, a jump, or a fall of what may only grow."""
    earlier, later = (a, b) if _start(a.period) <= _start(b.period) else (b, a)
    if attribute.monotone and _falls(earlier.figure, later.figure):
        return Verdict.CONFLICT
    if not is_paced(earlier, later, attribute):
        return Verdict.UPDATE
    years = dates.years_between(earlier.period, later.period) or 0
    a_year, slack = pace(attribute.drift, attribute.tolerance)
    growth = _growth(earlier.figure, later.figure)
    within = growth is not None and abs(growth) <= a_year * years + slack
    return _UPDATE if within else Verdict.JUMP


@cache
def pace(drift: Decimal, tolerance: Decimal) -> tuple[float, float]:
    """How much the logarithm of a figure may change in a year, and at once."""
    return float(drift), log(1 + float(tolerance))


def is_paced(earlier: Claim, later: Claim, attribute: Attribute) -> bool:
    """Whether a change between two dates is held to a plausible pace.

    Only what is yearly and actual is: targets set for later years leap by intent, words are
    chosen anew by each text, and a calendar has no zero to grow from. Nor are two that one source
    prints: it tells of the change itself.
    """
    return (
        attribute.changes is _YEARLY
        and earlier.fact.role is _ACTUAL
        and earlier.figure.unit not in {"", "day"}
        and not _told_together(earlier, later)
    )


def _start(period: dates.Period) -> int:
    """The first day known of a period; of one open below, its last."""
    return period.low if period.low is not None else period.high or 0


def _falls(earlier: Figure, later: Figure) -> bool:
    before, after = _point(earlier), _point(later)
    return before is not None and after is not None and after < before


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
