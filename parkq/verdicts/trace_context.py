"""What two claims have to do with each other: each context, as it was tried.

The contexts themselves stand in `parkq.verdicts.pairs`, which decides.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from parkq import dates
from parkq.model import Attribute
from parkq.names.folding import fold
from parkq.terms import Changes
from parkq.verdicts.pairs import Claim, surroundings
from parkq.verdicts.trace import Step, up_to
from parkq.verdicts.vocabulary import Context


class _Tried(NamedTuple):
    """A context of two claims; ``held`` is what `parkq.verdicts.pairs` says."""

    a: Claim
    b: Claim
    attribute: Attribute
    held: bool


def trace_context(first: Claim, second: Claim, attribute: Attribute) -> tuple[Step, ...]:
    """The contexts that were tried on two claims, the one that held last."""
    found = surroundings(first, second, attribute)
    return tuple(
        Step(context, context is found, explain(_Tried(first, second, attribute, context is found)))
        for context, explain in up_to(found, _CONTEXTS)
    )


def dating(claim: Claim) -> str:
    """How a claim was dated, in words."""
    if claim.declared:
        return f"{claim.fact.as_of}, as the source says"
    if claim.inferred:
        return f"{claim.published}, from its publication: the source does not say"
    published = f" (published {claim.published})" if claim.published else ""
    return f"unknown: the source does not say{published}"


def _copied(t: _Tried) -> str:
    if t.held:
        origins = dict.fromkeys((t.a.origin, t.b.origin))
        return f"both go back to {' and '.join(origins)}"
    if t.a.fact.source == t.b.fact.source:
        return "one and the same source"
    if t.a.origin == t.b.origin:
        return "one is derived from the other, but the two are of different scope or date"
    return f"{t.a.fact.source} and {t.b.fact.source} do not derive from one another"


def _same_source(t: _Tried) -> str:
    if t.a.fact.source != t.b.fact.source:
        return "two sources"
    if t.held:
        return f"{t.a.fact.source} states both, of one scope and date"
    if _scope(t.a) != _scope(t.b):
        return f"{t.a.fact.source} states both, but of different scope"
    return f"{t.a.fact.source} states both, but of different dates"


def _scope_differs(t: _Tried) -> str:
    ours, theirs = t.a.fact.scope, t.b.fact.scope
    if t.held:
        return f"{ours or 'the whole'} is not {theirs or 'the whole'}"
    if ours and theirs:
        return f"both are of {ours}"
    declared = next((c for c in (t.a, t.b) if c.fact.scope), None)
    if declared is None:
        return "neither declares a scope"
    return f"only {declared.fact.source} declares one, {declared.fact.scope}"


def _disjoint(t: _Tried) -> str:
    label = t.attribute.label["en"]
    if t.attribute.changes is Changes.FIXED:
        return f"{label} does not change, so a date excuses nothing"
    undeclared = [c.fact.source for c in (t.a, t.b) if not c.declared]
    if t.attribute.changes is Changes.REVISED and undeclared:
        names = " and ".join(dict.fromkeys(undeclared))
        return f"only dates that both sources declare count; none is declared by {names}"
    undated = [c.fact.source for c in (t.a, t.b) if not (c.declared or c.inferred)]
    if undated and not t.held:
        return f"when {' and '.join(dict.fromkeys(undated))}'s figure held is not known"
    ours, theirs = (dates.shortest(c.period.low, c.period.high) for c in (t.a, t.b))
    if ours == theirs:
        return f"both are of {ours}"
    return f"{ours} and {theirs} have {'no' if t.held else 'a'} day in common"


def _undated(t: _Tried) -> str:
    if t.attribute.changes is not Changes.YEARLY:
        return "only for what changes from year to year"
    bare = [c.fact.source for c in (t.a, t.b) if not (c.declared or c.inferred)]
    names = " and ".join(dict.fromkeys(bare))
    return f"{names} has no date, not even of publication" if t.held else "both have a date"


def _scope_one_side(t: _Tried) -> str:
    scoped = next((c for c in (t.a, t.b) if c.fact.scope), None)
    if scoped is None:
        return "neither declares a scope"
    if t.held:
        return f"only {scoped.fact.source} limits it, to {scoped.fact.scope}"
    return f"both are of {scoped.fact.scope}"


def _comparable(_: _Tried) -> str:
    return "no other context holds, so nothing excuses a difference"


_CONTEXTS: Mapping[Context, Callable[[_Tried], str]] = {
    Context.COPIED: _copied,
    Context.SAME_SOURCE: _same_source,
    Context.SCOPE_DIFFERS: _scope_differs,
    Context.DISJOINT: _disjoint,
    Context.UNDATED: _undated,
    Context.SCOPE_ONE_SIDE: _scope_one_side,
    Context.COMPARABLE: _comparable,
}
"""In the order in which they are tried."""


def _scope(claim: Claim) -> str:
    return fold(claim.fact.scope)
