"""Which fact of a group a person might go by; mostly none, and why none.

A person's own rank comes first, then what the verdict itself implies, then a clear majority of
independent witnesses. Never a mean, and never the word of an office because it is one.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from parkq.store.memory import Store
from parkq.terms import Rank, Verdict
from parkq.verdicts.camps import collapse
from parkq.verdicts.claims import Claim, order
from parkq.verdicts.distance import meet
from parkq.verdicts.judge import claims_of
from parkq.verdicts.results import Form, Group
from parkq.verdicts.words import items

MAJORITY = 3
"""Independent witnesses that must state a value before it is suggested."""

RIVALRY = 2
"""A rival with one witness for so many of the majority's leaves the matter open."""


class Suggestion(NamedTuple):
    """A fact to go by, or None, and the reason for either."""

    fact: str | None
    why: str


def suggest(store: Store, group: Group) -> Suggestion:
    """What to go by in a group; `Suggestion.fact` is None where nothing decides."""
    witnesses = _witnesses(store, group)
    by_hand = _preferred(witnesses) or _decided(group, witnesses)
    if by_hand:
        return by_hand
    if not witnesses:
        return Suggestion(fact=None, why="no suggestion: nothing that is stated is judged")
    if group.verdict in _IMPLIED:
        return _IMPLIED[group.verdict](witnesses)
    if group.form is not Form.COMPARISON:
        return Suggestion(fact=None, why="no suggestion: the figures are not of one time")
    return _majority(witnesses)


def _witnesses(store: Store, group: Group) -> Sequence[Claim]:
    attribute = store.attributes[group.attribute]
    facts = [store.facts[id_] for id_ in group.facts]
    same = [fact for fact in facts if fact.attribute == group.attribute]
    witnesses, _ = collapse(claims_of(same, attribute, store.sources), attribute)
    return witnesses


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
    finest = min(witnesses, key=lambda w: (w.figure.half, order(w)))
    return Suggestion(fact=finest.fact.id, why="the finest of figures that round to each other")


def _later(witnesses: Sequence[Claim]) -> Suggestion:
    latest = max(witnesses, key=lambda w: (w.period.high or 0, w.period.low or 0, order(w)))
    return Suggestion(fact=latest.fact.id, why="the latest of figures that changed with time")


_IMPLIED: Mapping[Verdict, Callable[[Sequence[Claim]], Suggestion]] = {
    Verdict.ROUNDING: _finer,
    Verdict.UPDATE: _later,
}


# A majority of what is stated, not of what is merely allowed


def _majority(witnesses: Sequence[Claim]) -> Suggestion:
    stated: dict[object, list[Claim]] = {}
    for witness in witnesses:
        stated.setdefault(_value(witness), []).append(witness)
    values = list(stated.values())
    counted = sorted(values, key=lambda value: (-_origins(value), order(value[0])))
    largest = counted[0]
    rivals = [v for v in counted[1:] if _is_rival(v[0], largest[0])]
    most = max(map(_origins, rivals), default=0)
    if _origins(largest) >= MAJORITY and most * RIVALRY < _origins(largest):
        why = f"{_origins(largest)} independent sources against {sum(map(_origins, rivals))}"
        return Suggestion(fact=min(largest, key=order).fact.id, why=why)
    if not rivals:
        return Suggestion(fact=None, why="no suggestion: one value can satisfy every source")
    split = " against ".join(str(_origins(value)) for value in values)
    return Suggestion(fact=None, why=f"no suggestion: independent sources stand {split}")


def _value(c: Claim) -> object:
    """What makes two claims state the same value."""
    figure = c.figure
    return figure.low, figure.high, figure.unit, frozenset() if figure.unit else items(figure)


def _origins(value: Sequence[Claim]) -> int:
    return len({c.origin for c in value})


def _is_rival(one: Claim, other: Claim) -> bool:
    """Whether a value is at odds with another; a list that differs at all is."""
    if not one.figure.unit:
        return True
    return one.figure.unit != other.figure.unit or not meet(one.figure, other.figure)
