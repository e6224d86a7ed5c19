"""Why two claims come to their verdict, derived from the comparison that was made."""

from collections.abc import Callable, Iterable, Iterator

from parkq import dates
from parkq.model import Attribute, Figure
from parkq.terms import Changes, Hedge, Kind, Verdict
from parkq.verdicts import wording
from parkq.verdicts.claims import Claim
from parkq.verdicts.contexts import OTHER_TIME
from parkq.verdicts.distance import in_points, margin_of
from parkq.verdicts.pairs import Judgement, in_time, is_paced, pace_of
from parkq.verdicts.relations import APART, LOOSE
from parkq.verdicts.slips import slip
from parkq.verdicts.wording import both, dated, in_full, percent


def reasons(j: Judgement, attribute: Attribute) -> tuple[str, ...]:
    """The sentence of the verdict, with its numbers, and what bears on it."""
    return (_SENTENCES[j.verdict](j, attribute), *_dating(j, attribute), *_hints(j))


def slips(worst: Judgement, judgements: Iterable[Judgement]) -> Iterator[str]:
    """Units mixed up within a comparison whose worst verdict is another."""
    if worst.verdict is not Verdict.UNIT_SLIP:
        slipped = [j for j in judgements if j.verdict is Verdict.UNIT_SLIP]
        for j in sorted(slipped, key=lambda j: j.weight, reverse=True)[:_MOST_SLIPS]:
            yield f"besides, {_unit_slip(j, None)}"


_MOST_SLIPS = 8


# The verdict


def _conflict(j: Judgement, attribute: Attribute) -> str:
    if j.first.figure.kind is Kind.LIST:
        return f"{_both(j)}: nothing is in both lists"
    if j.gap is None:
        return f"{_both(j)}: {attribute.label['en']} has one right value"
    ours, theirs = (
        f"{c.figure.stated} allows {wording.bounds(c.figure, attribute)}" for c in j.claims
    )
    text = f"{ours} and {theirs}, which do not meet"
    if attribute.monotone and j.context == OTHER_TIME:
        return f"{text}, and {attribute.label['en']} may only grow"
    gap = _gap(j, attribute)
    return f"{text}: {gap}{_beyond(j, attribute)}" if gap else text


def _gap(j: Judgement, attribute: Attribute) -> str:
    gap = wording.gap_between(j.first.figure, j.second.figure, attribute)
    if not gap:
        return ""
    share = percent(j.ratio, unlike=attribute.tolerance) if j.ratio else ""
    return f"{gap} apart" + (f", {share}" if share else "")


def _beyond(j: Judgement, attribute: Attribute) -> str:
    figure = j.first.figure
    if j.ratio is None and margin_of(figure, attribute) is None:
        return ""
    return f", beyond the tolerance of {wording.tolerance(figure, attribute)}"


def _agree(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: the same figure"


def _unchanged(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: of different dates, and the same figure"


def _may_be_unchanged(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: of different dates, and one value can satisfy both"


def _rounding(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: the coarser is the finer, rounded"


def _compatible(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: one value can satisfy both wordings"


def _loose(j: Judgement, attribute: Attribute) -> str:
    return f"{_both(j)}: {LOOSE.because(j.first.figure, j.second.figure, attribute)}"


def _duplicate(j: Judgement, _: Attribute) -> str:
    if j.first.fact.source != j.second.fact.source:
        return f"{_both(j)}: one repeats the other and is no witness of its own"
    return f"{_both(j)}: stated twice in one source"


def _near(j: Judgement, attribute: Attribute) -> str:
    tolerance = wording.tolerance(j.first.figure, attribute)
    return f"{_both(j)}: {_gap(j, attribute)}, within the tolerance of {tolerance}"


def _differs(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: different words, of which each may be true"


def _unlike(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: {j.first.figure.unit} and {j.second.figure.unit} are not one unit"


def _scope(j: Judgement, _: Attribute) -> str:
    ours, theirs = (c.fact.scope or "the whole" for c in j.claims)
    return f"{_both(j)}: not one measure, {ours} against {theirs}"


def _period(j: Judgement, _: Attribute) -> str:
    earlier, later = in_time(*j.claims)
    return f"{dated(earlier)}, {dated(later)}: of unlike periods, which are not compared"


def _revised(j: Judgement, _: Attribute) -> str:
    first, revised = sorted(j.claims, key=lambda c: c.fact.status != "preliminary")
    return f"{wording.named(first)} as preliminary, revised to {wording.named(revised)}"


def _change(j: Judgement, attribute: Attribute) -> str:
    earlier, later = in_time(*j.claims)
    text = f"{dated(earlier)}, then {dated(later)}"
    if attribute.changes is not Changes.YEARLY:
        return f"{text}: revised between"
    if j.relation not in {APART, LOOSE} or not is_paced(earlier, attribute):
        return f"{text}: each of its own date"
    if j.teller:
        return f"{text}: {j.teller} tells of both"
    return f"{text}: {_growth(earlier.figure, later.figure, attribute)}{_pace(j, attribute)}"


def _pace(j: Judgement, attribute: Attribute) -> str:
    earlier, later = in_time(*j.claims)
    between = dates.years_between(earlier.time, later.time) or 0
    span = _length(between)
    before, after = (c.figure.value for c in (earlier, later))
    falls = before is not None and after is not None and after < before
    pace = pace_of(attribute, falls=falls)
    text = (
        percent(pace)
        if not in_points(earlier.figure)
        else wording.amount(pace, earlier.figure, attribute)
    )
    verb = "within" if j.verdict is Verdict.UPDATE else "beyond"
    return f"in {span}, {verb} the plausible {text} a year"


def _length(years: float) -> str:
    """A time between two dates: ``a year``, ``6 months``, ``3 years``."""
    if years >= 1 - 1 / 24:
        whole = max(1, round(years))
        return "a year" if whole == 1 else f"{whole} years"
    months = round(years * 12)
    if months:
        return "a month" if months == 1 else f"{months} months"
    days = max(1, round(years * 365))
    return "a day" if days == 1 else f"{days} days"


def _growth(earlier: Figure, later: Figure, attribute: Attribute) -> str:
    if earlier.value is None or later.value is None:
        return ""
    change = later.value - earlier.value
    sign = "+" if change > 0 else "−"
    if in_points(earlier):
        return f"{sign}{wording.amount(abs(change), earlier, attribute)} "
    if earlier.value <= 0 or later.value < 0:
        return ""
    return f"{sign}{percent(abs(change / earlier.value))} "


def _conflict_scope(j: Judgement, attribute: Attribute) -> str:
    scoped, bare = sorted(j.claims, key=lambda c: not c.scope)
    return (
        f"{_conflict(j, attribute)}; only {scoped.fact.source} limits it ({scoped.fact.scope}), "
        f"{bare.fact.source} may mean another extent"
    )


def _unit_slip(j: Judgement, _: Attribute | None) -> str:
    factor = in_full(slip(j.first.figure, j.second.figure) or 1)
    return f"{_both(j)}: one is {factor} times the other, as where a unit was mixed up"


def _internal(j: Judgement, attribute: Attribute) -> str:
    return f"{_conflict(j, attribute)}, and {j.first.fact.source} states both"


def _copy_drift(j: Judgement, _: Attribute) -> str:
    return f"{_both(j)}: one is derived from the other, yet they differ"


_SENTENCES: dict[Verdict, Callable[[Judgement, Attribute], str]] = {
    Verdict.AGREE: _agree,
    Verdict.UNCHANGED: _unchanged,
    Verdict.MAY_BE_UNCHANGED: _may_be_unchanged,
    Verdict.ROUNDING: _rounding,
    Verdict.COMPATIBLE: _compatible,
    Verdict.LOOSE: _loose,
    Verdict.DUPLICATE: _duplicate,
    Verdict.NEAR: _near,
    Verdict.DIFFERS: _differs,
    Verdict.UNLIKE: _unlike,
    Verdict.SCOPE: _scope,
    Verdict.PERIOD: _period,
    Verdict.REVISED: _revised,
    Verdict.UPDATE: _change,
    Verdict.JUMP: _change,
    Verdict.CONFLICT_SCOPE: _conflict_scope,
    Verdict.CONFLICT_UNDATED: _conflict,
    Verdict.COPY_DRIFT: _copy_drift,
    Verdict.INTERNAL: _internal,
    Verdict.UNIT_SLIP: _unit_slip,
    Verdict.CONFLICT: _conflict,
}


def _both(j: Judgement) -> str:
    return both(*j.claims)


# What bears on it: dates


_DATED = frozenset({Verdict.CONFLICT, Verdict.CONFLICT_SCOPE, Verdict.CONFLICT_UNDATED})


def _dating(j: Judgement, attribute: Attribute) -> Iterator[str]:
    """What the dates of two conflicting claims excuse."""
    if j.verdict not in _DATED or j.gap is None:
        return
    if attribute.changes is Changes.FIXED:
        yield f"{attribute.label['en']} does not change, so no date excuses a difference"
    elif attribute.changes is Changes.REVISED:
        yield from _undeclared(j)
    elif j.first.inferred or j.second.inferred:
        inferred = [c for c in j.claims if c.inferred]
        sources = " and ".join(f"{c.fact.source} ({c.published})" for c in inferred)
        yield f"not dated by the source, but by its publication: {sources}"
    elif j.verdict is Verdict.CONFLICT_UNDATED and j.first.declared and j.second.declared:
        wide, narrow = sorted(j.claims, key=_width)
        yield f"{wide.fact.as_of} may be another day of it than {narrow.fact.as_of}"


def _width(c: Claim) -> float:
    if c.period.low is None or c.period.high is None:
        return float("-inf")
    return c.period.low - c.period.high


def _undeclared(j: Judgement) -> Iterator[str]:
    undated = [c for c in j.claims if not c.declared]
    if len(undated) > 1:
        yield "neither source says when its figure held, so no revision between can be told"
    elif undated:
        name = undated[0].fact.source
        yield f"{name} does not say when its figure held, so no revision between can be told"
    published = {c.published for c in j.claims}
    if len(published) > 1 and all(published):
        when = " and ".join(f"{c.fact.source} ({c.published})" for c in j.claims)
        yield f"a later publication alone excuses nothing: {when}"


# What bears on it: slips of the pen


_TWICE = 2


def _hints(j: Judgement) -> Iterator[str]:
    """Slips of the pen that would explain two plain figures that are apart."""
    a, b = j.first.figure, j.second.figure
    if j.relation != APART or {a.hedge, b.hedge} != {Hedge.EXACT}:
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
