"""What two claims have to do with each other: each context once, with why it holds or does not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from parkq import dates
from parkq.model import Attribute
from parkq.terms import Changes, Span, Status
from parkq.verdicts.claims import Claim
from parkq.verdicts.wording import several

_YEARLY, _FIXED, _REVISED = Changes.YEARLY, Changes.FIXED, Changes.REVISED
_DURATION = Span.DURATION
_MONTH = 31

Holds = Callable[[Claim, Claim, Attribute], bool]
Says = Callable[[Claim, Claim, Attribute], str]


@dataclass(frozen=True)
class Context:
    """What two claims may have to do with each other; see `parkq.verdicts.relations.Relation`."""

    name: str
    holds: Holds = field(compare=False)
    because: Says = field(compare=False)
    because_not: Says = field(compare=False)

    def __str__(self) -> str:
        return self.name


def surroundings(a: Claim, b: Claim, attribute: Attribute) -> Context:
    """What two claims have to do with each other: the first context that holds."""
    return next(context for context in CONTEXTS if context.holds(a, b, attribute))


def try_contexts(a: Claim, b: Claim, attribute: Attribute) -> Iterator[tuple[Context, str]]:
    """The contexts that were tried on two claims, the one that held last, and why or why not."""
    for context in CONTEXTS:
        if context.holds(a, b, attribute):
            yield context, context.because(a, b, attribute)
            return
        yield context, context.because_not(a, b, attribute)


# Copied


def _is_copied(a: Claim, b: Claim, attribute: Attribute) -> bool:
    """A reprint of two figures copies each, and not the one from the other."""
    return (
        a.origin == b.origin
        and a.fact.source != b.fact.source
        and not _differs_in_scope(a, b, attribute)
        and _is_at_once(a, b, attribute)
    )


def _copied(a: Claim, b: Claim, _: Attribute) -> str:
    return f"both go back to {several((a.origin, b.origin))}"


def _not_copied(a: Claim, b: Claim, _: Attribute) -> str:
    if a.fact.source == b.fact.source:
        return "one and the same source"
    if a.origin == b.origin:
        return "one is derived from the other, but the two are of different scope or date"
    return f"{a.fact.source} and {b.fact.source} do not derive from one another"


# Same source


def _is_of_one_source(a: Claim, b: Claim, attribute: Attribute) -> bool:
    """A source that dates its figures apart, or revises one, does not contradict itself."""
    return (
        a.fact.source == b.fact.source
        and a.scope == b.scope
        and _is_at_once(a, b, attribute)
        and not _is_some_day_of(a, b, attribute)
        and not _is_revision(a, b)
    )


def _one_source(a: Claim, _: Claim, __: Attribute) -> str:
    return f"{a.fact.source} states both, of one scope and date"


def _two_sources(a: Claim, b: Claim, _: Attribute) -> str:
    if a.fact.source != b.fact.source:
        return "two sources"
    if a.scope != b.scope:
        return f"{a.fact.source} states both, but of different scope"
    if _is_revision(a, b):
        return f"{a.fact.source} states both, the one as preliminary"
    return f"{a.fact.source} states both, but of different dates"


# Scope differs


def _differs_in_scope(a: Claim, b: Claim, _: Attribute) -> bool:
    """A source that limits one of its figures, and not the other, tells the two apart as well.

    From one time to another a figure that is limited does not follow one that is not.
    """
    if a.scope == b.scope:
        return False
    if (a.scope and b.scope) or a.time != b.time:
        return True
    nobody: frozenset[str] = frozenset()
    return bool(a.scopes.get(a.scope, nobody) & a.scopes.get(b.scope, nobody))


def _scope_differs(a: Claim, b: Claim, _: Attribute) -> str:
    return f"{a.fact.scope or 'the whole'} is not {b.fact.scope or 'the whole'}"


def _scope_alike(a: Claim, b: Claim, _: Attribute) -> str:
    if a.scope and b.scope:
        return f"both are of {a.fact.scope}"
    limited = next((c for c in (a, b) if c.scope), None)
    if limited is None:
        return "neither declares a scope"
    return f"only {limited.fact.source} declares one, {limited.fact.scope}"


# Another period


def _is_at_once(a: Claim, b: Claim, attribute: Attribute) -> bool:
    """Whether two claims speak of one time: those of one comparison do."""
    return attribute.changes is _FIXED or a.time == b.time


def _is_of_other_period(a: Claim, b: Claim, attribute: Attribute) -> bool:
    return (
        attribute.period is _DURATION
        and not _is_at_once(a, b, attribute)
        and not is_like_period(a.time, b.time)
    )


def is_like_period(one: dates.Period, other: dates.Period) -> bool:
    """Whether two durations can be a series: as long, from the same day of a year to the same."""
    ours, theirs = _season(one), _season(other)
    return ours is not None and ours == theirs and not dates.meet(one, other)


def _season(period: dates.Period) -> tuple[int, ...] | None:
    """The first and last day of a period without their years, and how many years lie between."""
    if period.low is None or period.high is None:
        return None
    first, after = date.fromordinal(period.low), date.fromordinal(period.high + 1)
    return first.month, first.day, after.month, after.day, after.year - first.year


def _other_period(a: Claim, b: Claim, _: Attribute) -> str:
    return f"{spoken(a.time)} and {spoken(b.time)} are not alike, and a part is not the whole"


def _like_period(a: Claim, b: Claim, attribute: Attribute) -> str:
    if attribute.period is not _DURATION:
        return "only for what is summed over a time"
    return f"both are of {spoken(a.time)}" if a.time == b.time else "as long a time of another year"


def spoken(period: dates.Period) -> str:
    """A period as it is printed; ``a time not known`` where nothing is known of it."""
    if period.low is None and period.high is None:
        return "a time not known"
    return dates.shortest(period.low, period.high)


# Another time


def _is_of_other_time(a: Claim, b: Claim, attribute: Attribute) -> bool:
    return not _is_at_once(a, b, attribute)


def _other_time(a: Claim, b: Claim, _: Attribute) -> str:
    return f"{spoken(a.time)} and {spoken(b.time)} are two times"


def _one_time(a: Claim, b: Claim, attribute: Attribute) -> str:
    label = attribute.label["en"]
    if attribute.changes is _FIXED:
        return f"{label} does not change, so a date excuses nothing"
    undeclared = [c.fact.source for c in (a, b) if not c.declared]
    if attribute.changes is _REVISED and undeclared:
        return (
            f"only dates that both sources declare count; none is declared by {several(undeclared)}"
        )
    undated = [c.fact.source for c in (a, b) if not c.is_dated]
    if undated:
        return f"when {several(undated)}'s figure held is not known"
    if a.period == b.period:
        return f"both are of {spoken(a.period)}"
    return f"{spoken(a.period)} and {spoken(b.period)} have a day in common"


# As-of unknown


def _is_undated(a: Claim, b: Claim, attribute: Attribute) -> bool:
    if attribute.changes is not _YEARLY:
        return False
    return not (a.is_dated and b.is_dated) or _is_some_day_of(a, b, attribute)


def _is_some_day_of(a: Claim, b: Claim, attribute: Attribute) -> bool:
    """Whether a year is stated beside a day inside it: the year's figure is of some day of it."""
    if attribute.changes is not _YEARLY or a.period == b.period:
        return False
    return max(_days(a.period), _days(b.period)) > _MONTH


def _days(period: dates.Period) -> float:
    if period.low is None or period.high is None:
        return float("inf")
    return period.high - period.low + 1


def _undated(a: Claim, b: Claim, _: Attribute) -> str:
    bare = [c.fact.source for c in (a, b) if not c.is_dated]
    if bare:
        return f"{several(bare)} has no date, not even of publication"
    wider, other = sorted((a, b), key=lambda c: -_days(c.period))
    return f"{spoken(wider.period)} may be another day of it than {spoken(other.period)}"


def _not_undated(_: Claim, __: Claim, attribute: Attribute) -> str:
    if attribute.changes is not _YEARLY:
        return "only for what changes from year to year"
    return "both have a date"


# Scope on one side


def _is_scoped_on_one_side(a: Claim, b: Claim, _: Attribute) -> bool:
    return bool(a.scope) != bool(b.scope)


def _one_scoped(a: Claim, b: Claim, _: Attribute) -> str:
    limited = a if a.scope else b
    return f"only {limited.fact.source} limits it, to {limited.fact.scope}"


def _not_one_scoped(a: Claim, _: Claim, __: Attribute) -> str:
    return f"both are of {a.fact.scope}" if a.scope else "neither declares a scope"


# Revised


def _is_revision(a: Claim, b: Claim) -> bool:
    """Whether one is preliminary, and the other its revision, or later by the same publisher."""
    statuses = {a.fact.status, b.fact.status}
    if statuses == {Status.PRELIMINARY, Status.REVISED}:
        return True
    if Status.PRELIMINARY not in statuses or len(statuses) == 1:
        return False
    first, later = (a, b) if a.fact.status is Status.PRELIMINARY else (b, a)
    same = bool(first.publisher) and first.publisher == later.publisher
    return same and _published(first) < _published(later)


def _published(c: Claim) -> int:
    return (dates.parse(c.published).low or 0) if c.published else 0


def _revised(a: Claim, b: Claim, _: Attribute) -> str:
    first = a if a.fact.status is Status.PRELIMINARY else b
    return f"{first.fact.source} calls its figure preliminary, the other is later"


def _not_revised(a: Claim, b: Claim, _: Attribute) -> str:
    if Status.PRELIMINARY in {a.fact.status, b.fact.status}:
        return "a figure is preliminary, but the other does not revise it"
    return "neither figure is preliminary"


# Comparable


def _always(_: Claim, __: Claim, ___: Attribute) -> bool:
    return True


def _comparable(_: Claim, __: Claim, ___: Attribute) -> str:
    return "no other context holds, so nothing excuses a difference"


COPIED = Context("copied", _is_copied, _copied, _not_copied)
SAME_SOURCE = Context("same source", _is_of_one_source, _one_source, _two_sources)
SCOPE_DIFFERS = Context("scope differs", _differs_in_scope, _scope_differs, _scope_alike)
OTHER_PERIOD = Context("other period", _is_of_other_period, _other_period, _like_period)
OTHER_TIME = Context("as-of disjoint", _is_of_other_time, _other_time, _one_time)
UNDATED = Context("as-of unknown", _is_undated, _undated, _not_undated)
SCOPE_ONE_SIDE = Context("scope on one side", _is_scoped_on_one_side, _one_scoped, _not_one_scoped)
REVISED = Context("revised", lambda a, b, _: _is_revision(a, b), _revised, _not_revised)
COMPARABLE = Context("comparable", _always, _comparable, _comparable)

CONTEXTS = (
    COPIED,
    SAME_SOURCE,
    SCOPE_DIFFERS,
    OTHER_PERIOD,
    OTHER_TIME,
    UNDATED,
    SCOPE_ONE_SIDE,
    REVISED,
    COMPARABLE,
)
"""In the order in which they are tried."""
