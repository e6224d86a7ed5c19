"""Why two facts come to their verdict, and what would settle them: short plain sentences."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from parkq import dates
from parkq.figures.express import express_bounds, express_difference
from parkq.model import Attribute, Figure
from parkq.terms import Changes, Hedge, Kind, Verdict
from parkq.verdicts.pairs import Claim, Judgement, is_paced
from parkq.verdicts.relate import slip
from parkq.verdicts.vocabulary import Context, Relation

if TYPE_CHECKING:
    from fractions import Fraction


def reasons(judgement: Judgement, attribute: Attribute) -> tuple[str, ...]:
    """The sentence of the rule that fired, with its numbers, and what bears on it."""
    deciding = _RULES[judgement.verdict](judgement, attribute)
    return (deciding, *_dating(judgement, attribute), *_hints(judgement))


def slips(worst: Judgement, judgements: Iterable[Judgement]) -> Iterator[str]:
    """Units mixed up within a group whose worst verdict is another."""
    if worst.verdict is not Verdict.UNIT_SLIP:
        found = (j for j in judgements if j.verdict is Verdict.UNIT_SLIP)
        yield from dict.fromkeys(f"besides, {_slip(j)}" for j in found)


def settles(judgement: Judgement, attribute: Attribute) -> str:
    """What a person would have to find out; empty where nothing is in doubt."""
    find = _SETTLE.get(judgement.verdict)
    return find(judgement, attribute) if find else ""


def percent(ratio: Decimal) -> str:
    """A fraction as a percentage with one decimal: 0.0734 is ``7.3 %``."""
    return f"{ratio * 100:.1f}".removesuffix(".0") + " %"


def in_full(factor: "Fraction | int") -> str:
    """A factor as it is written: ``10,000``, ``2000/3``."""
    return f"{factor.numerator:,}" if factor.denominator == 1 else f"{factor}"


# The rule that fired


def _conflict(j: Judgement, attribute: Attribute) -> str:
    if j.first.figure.kind is Kind.LIST:
        return f"{_both(j)}: nothing is in both lists"
    if j.gap is None:
        return f"{_both(j)}: {attribute.label['en']} has one right value"
    ours, theirs = (f"{c.figure.stated} allows {_allowed(c, attribute)}" for c in _pair(j))
    text = f"{ours} and {theirs}, which do not meet"
    if attribute.monotone and j.context is Context.DISJOINT:
        return f"{text}, and {attribute.label['en']} may only grow"
    return f"{text}: {_gap(j, attribute)}{_tolerance(j, attribute)}"


def _allowed(c: Claim, attribute: Attribute) -> str:
    return express_bounds(c.figure.low, c.figure.high, attribute.display, attribute.kind)


def _gap(j: Judgement, attribute: Attribute) -> str:
    gap = express_difference(j.gap or Decimal(0), attribute.display, attribute.kind)
    return f"{gap} apart" if j.ratio is None else f"{gap} apart, {percent(j.ratio)}"


def _tolerance(j: Judgement, attribute: Attribute) -> str:
    return "" if j.ratio is None else f", beyond the tolerance of {percent(attribute.tolerance)}"


def _agree(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: the same figure"


def _unchanged(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: of different dates, and consistent"


def _rounding(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: the coarser is the finer, rounded"


def _compatible(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: one value can satisfy both wordings"


def _duplicate(j: Judgement, _: Attribute) -> str:
    if j.context is Context.COPIED:
        return f"{_both(j)}: one repeats the other and is no witness of its own"
    return f"{_both(j)}: stated twice in one source"


def _near(j: Judgement, attribute: Attribute) -> str:
    return (
        f"{_both(j)}: {_gap(j, attribute)}, within the tolerance of {percent(attribute.tolerance)}"
    )


def _differs(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: different words, of which each may be true"


def _unlike(j: Judgement, _: Attribute) -> str:
    return f"{j.first.figure.unit} and {j.second.figure.unit} are not one unit"


def _scope(j: Judgement, _: Attribute) -> str:
    ours, theirs = (c.fact.scope or "the whole" for c in _pair(j))
    return f"{_both(j)}: not one measure, {ours} against {theirs}"


def _change(j: Judgement, attribute: Attribute) -> str:
    earlier, later = sorted(_pair(j), key=lambda c: (c.period.low or 0, c.fact.id))
    text = f"{_dated(earlier)}, then {_dated(later)}"
    if attribute.changes is not Changes.YEARLY:
        return f"{text}: revised between"
    if j.relation is not Relation.APART or not is_paced(earlier, later, attribute):
        return f"{text}: each of its own date"
    years = max(1, round(dates.years_between(earlier.period, later.period) or 1))
    verb = "within" if j.verdict is Verdict.UPDATE else "beyond"
    span = "a year" if years == 1 else f"{years} years"
    growth = _growth(earlier.figure, later.figure)
    return f"{text}: {growth}in {span}, {verb} the plausible {percent(attribute.drift)} a year"


def _growth(earlier: Figure, later: Figure) -> str:
    if earlier.value is None or later.value is None or not earlier.value:
        return ""
    change = later.value / earlier.value - 1
    return f"{'+' if change > 0 else '−'}{percent(abs(change))} "


def _scope_one_side(j: Judgement, attribute: Attribute) -> str:
    scoped, bare = sorted(_pair(j), key=lambda c: not c.fact.scope)
    return (
        f"{_conflict(j, attribute)}; only {scoped.fact.source} limits it ({scoped.fact.scope}), "
        f"{bare.fact.source} may mean another extent"
    )


def _unit_slip(j: Judgement, _: Attribute) -> str:
    return _slip(j)


def _slip(j: Judgement) -> str:
    factor = in_full(slip(j.first.figure, j.second.figure) or 1)
    return f"{_both(j)}: one is {factor} times the other, as where a unit was mixed up"


def _internal(j: Judgement, attribute: Attribute) -> str:
    return f"{_conflict(j, attribute)}, and {j.first.fact.source} states both"


def _copy_drift(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: one is derived from the other, yet they differ"


_RULES: dict[Verdict, Callable[[Judgement, Attribute], str]] = {
    Verdict.AGREE: _agree,
    Verdict.UNCHANGED: _unchanged,
    Verdict.ROUNDING: _rounding,
    Verdict.COMPATIBLE: _compatible,
    Verdict.DUPLICATE: _duplicate,
    Verdict.NEAR: _near,
    Verdict.DIFFERS: _differs,
    Verdict.UNLIKE: _unlike,
    Verdict.SCOPE: _scope,
    Verdict.UPDATE: _change,
    Verdict.JUMP: _change,
    Verdict.CONFLICT_SCOPE: _scope_one_side,
    Verdict.CONFLICT_UNDATED: _conflict,
    Verdict.COPY_DRIFT: _copy_drift,
    Verdict.INTERNAL: _internal,
    Verdict.UNIT_SLIP: _unit_slip,
    Verdict.CONFLICT: _conflict,
}


def _pair(j: Judgement) -> tuple[Claim, Claim]:
    return j.first, j.second


def _told(c: Claim) -> str:
    return f"{c.figure.stated} ({c.fact.source})"


def _both(j: Judgement) -> str:
    return f"{_told(j.first)} against {_told(j.second)}"


def _dated(c: Claim) -> str:
    return f"{c.figure.stated} ({c.fact.source}, {_when(c)})"


def _when(c: Claim) -> str:
    if c.declared:
        return c.fact.as_of or ""
    return f"published {c.published}" if c.inferred else "undated"


# What bears on it: dates


_DATED = frozenset({Verdict.CONFLICT, Verdict.CONFLICT_SCOPE, Verdict.CONFLICT_UNDATED})


def _dating(j: Judgement, attribute: Attribute) -> Iterator[str]:
    """What the dates of two conflicting claims excuse."""
    if j.verdict not in _DATED or j.gap is None:
        return
    if attribute.changes is Changes.FIXED:
        yield f"{attribute.label['en']} does not change, so no date excuses a difference"
    elif attribute.changes is Changes.REVISED:
        yield from _revised(j)
    elif j.first.inferred or j.second.inferred:
        dated = " and ".join(f"{c.fact.source} ({c.published})" for c in _pair(j) if c.inferred)
        yield f"not dated by the source, but by its publication: {dated}"


def _revised(j: Judgement) -> Iterator[str]:
    undated = [c for c in _pair(j) if not c.declared]
    if len(undated) > 1:
        yield "neither source says when its figure held, so no revision between can be told"
    elif undated:
        name = undated[0].fact.source
        yield f"{name} does not say when its figure held, so no revision between can be told"
    published = {c.published for c in _pair(j)}
    if len(published) > 1 and all(published):
        when = " and ".join(f"{c.fact.source} ({c.published})" for c in _pair(j))
        yield f"a later publication alone excuses nothing: {when}"


# What bears on it: slips of the pen


_TWICE = 2


def _hints(j: Judgement) -> Iterator[str]:
    """Slips of the pen that would explain two plain figures that are apart."""
    a, b = j.first.figure, j.second.figure
    if j.relation is not Relation.APART or {a.hedge, b.hedge} != {Hedge.EXACT}:
        return
    if a.value and b.value and max(a.value, b.value) == _TWICE * min(a.value, b.value):
        yield "one is exactly twice the other"
    changed = [n for n, (x, y) in enumerate(zip(a.digits, b.digits, strict=False)) if x != y]
    if len(a.digits) != len(b.digits) or len(a.digits) < _LEGIBLE:
        return
    if len(changed) == 1:
        yield "the figures differ in one digit"
    if len(changed) == _TWICE and _swapped(a.digits, b.digits, changed):
        yield "the figures differ by two digits swapped"


_LEGIBLE = 3
"""Fewer digits than this differ in one digit as a rule, which hints at nothing."""


def _swapped(a: str, b: str, changed: list[int]) -> bool:
    first, second = changed
    return second == first + 1 and (a[first], a[second]) == (b[second], b[first])


# What would settle it


def _settle_conflict(j: Judgement, attribute: Attribute) -> str:
    label = attribute.label["en"]
    if attribute.changes is Changes.FIXED or j.gap is None:
        return f"the document that fixed it, or what each source means by {label}"
    if attribute.monotone and j.context is Context.DISJOINT:
        return f"whether both count the same {label}, or which of the dates is wrong"
    loose = [c for c in _pair(j) if not c.declared]
    if not loose:
        return "the document behind either figure, or a narrower definition of what it measures"
    earliest = min(loose, key=lambda c: (c.published or "9", c.fact.source))
    other = j.second if earliest is j.first else j.first
    year = _year(other) or _year(earliest)
    if year is None:
        return f"when {earliest.fact.source}'s figure held"
    return f"an update if {earliest.fact.source}'s figure is of {year - 1} or earlier"


def _year(c: Claim) -> int | None:
    text = (c.fact.as_of or c.published)[:4]
    return int(text) if text.isdecimal() else None


def _settle_scope(j: Judgement, _: Attribute) -> str:
    scoped, bare = sorted(_pair(j), key=lambda c: not c.fact.scope)
    return f"whether {bare.fact.source}'s figure is of {scoped.fact.scope} too"


def _settle_jump(_: Judgement, __: Attribute) -> str:
    return "a figure of a year between, or whether what is counted was redefined"


def _settle_reading(j: Judgement, _: Attribute) -> str:
    sources = dict.fromkeys(c.fact.source for c in _pair(j))
    return f"reading {' and '.join(sources)} again"


_SETTLE: dict[Verdict, Callable[[Judgement, Attribute], str]] = {
    Verdict.CONFLICT: _settle_conflict,
    Verdict.CONFLICT_UNDATED: _settle_conflict,
    Verdict.CONFLICT_SCOPE: _settle_scope,
    Verdict.JUMP: _settle_jump,
    Verdict.UNIT_SLIP: _settle_reading,
    Verdict.INTERNAL: _settle_reading,
    Verdict.COPY_DRIFT: _settle_reading,
}
