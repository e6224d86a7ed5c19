"""Which fact of a group a person might go by; mostly none, and why none.

A person's own rank comes first, then what the verdict itself implies, then a clear majority of
independent witnesses. Never a mean, and never the word of an office because it is one.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from parkq.store.memory import Store
from parkq.terms import Rank, Verdict
from parkq.verdicts.groups import camps, claims, collapse
from parkq.verdicts.pairs import Claim
from parkq.verdicts.vocabulary import Camp, Group

MAJORITY = 3
"""Independent witnesses against one that make a majority."""


class Suggestion(NamedTuple):
    """A fact to go by, or None, and the reason for either."""

    fact: str | None
    why: str


def suggest(store: Store, group: Group) -> Suggestion:
    """What to go by in a group; `Suggestion.fact` is None where nothing decides."""
    attribute = store.attributes[group.attribute]
    facts = [store.facts[id_] for id_ in group.facts]
    witnesses, copies = collapse(claims(facts, attribute, store.sources), attribute)
    by_hand = _preferred(witnesses) or _decided(group, witnesses)
    if by_hand:
        return by_hand
    if group.verdict in _IMPLIED:
        return _IMPLIED[group.verdict](witnesses)
    return _majority(camps(witnesses, copies, attribute))


def _preferred(witnesses: Sequence[Claim]) -> Suggestion | None:
    chosen = [w for w in witnesses if w.fact.rank is Rank.PREFERRED]
    if len(chosen) != 1:
        return None
    return Suggestion(fact=chosen[0].fact.id, why="ranked as preferred by hand")


def _decided(group: Group, witnesses: Sequence[Claim]) -> Suggestion | None:
    """What a person decided who acknowledged the conflict: ``prefer: ID`` of a fact or source."""
    verb, _, name = (group.accepted.decision if group.accepted else "").partition(": ")
    chosen = [w.fact.id for w in witnesses if name in (w.fact.id, w.fact.source)]
    if verb != "prefer" or len(chosen) != 1:
        return None
    return Suggestion(fact=chosen[0], why="preferred by hand where the conflict was accepted")


def _finer(witnesses: Sequence[Claim]) -> Suggestion:
    finest = min(witnesses, key=lambda w: (w.figure.half, w.fact.id))
    return Suggestion(fact=finest.fact.id, why="the finest of figures that round to each other")


def _later(witnesses: Sequence[Claim]) -> Suggestion:
    latest = max(witnesses, key=lambda w: (w.period.high or 0, w.period.low or 0, w.fact.id))
    return Suggestion(fact=latest.fact.id, why="the latest of figures that changed with time")


_IMPLIED: dict[Verdict, Callable[[Sequence[Claim]], Suggestion]] = {
    Verdict.ROUNDING: _finer,
    Verdict.UPDATE: _later,
}


def _majority(found: Sequence[Camp]) -> Suggestion:
    if not found:
        return Suggestion(fact=None, why="no suggestion: nothing that is stated is judged")
    ordered = sorted(found, key=lambda camp: -len(camp.sources))
    largest, rest = ordered[0], ordered[1:]
    others = sum(len(camp.sources) for camp in rest)
    if len(largest.sources) >= MAJORITY * max(1, others):
        return Suggestion(
            fact=largest.facts[0],
            why=f"{len(largest.sources)} independent sources against {others}",
        )
    if not rest:
        return Suggestion(fact=None, why="no suggestion: one value can satisfy every source")
    split = " against ".join(str(len(camp.sources)) for camp in found)
    return Suggestion(fact=None, why=f"no suggestion: independent sources stand {split}")
