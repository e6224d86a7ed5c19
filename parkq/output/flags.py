"""The flag of a verdict: its sign, its words and its colour, the same wherever it stands."""

from functools import cache
from typing import TYPE_CHECKING

from parkq import words
from parkq.terms import Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parkq.names.search import Hit
    from parkq.store.memory import Store
    from parkq.verdicts.results import Group

SIGNS = ("", "·", "⚠", "✗")
"""By severity; a sign stands before the verdict's word, so that colour carries nothing alone."""

TONES = ("quiet", "info", "warning", "error")
"""Styles by severity."""


def tone(severity: Severity, *, accepted: bool = False) -> str:
    """The style of a severity: what is accepted has the same colour, dimmed."""
    return f"{TONES[severity]} accepted" if accepted else TONES[severity]


def group_tone(group: "Group") -> str:
    """The style of a group's flag."""
    return tone(group.severity, accepted=group.accepted is not None)


def verdict_words(verdict: Verdict, severity: Severity) -> str:
    """A verdict after its sign: ``✗ conflict``."""
    return f"{SIGNS[severity]} {words.verdict(verdict)}".lstrip()


def flag_words(group: "Group") -> str:
    """A group's flag in one line: ``✗ conflict, accepted``; empty where there is but one fact."""
    if group.verdict is Verdict.SINGLE:
        return ""
    accepted = words.word("{}, accepted") if group.accepted else "{}"
    return accepted.format(verdict_words(group.verdict, group.severity))


def worst_group(groups: "Iterable[Group]") -> "Group | None":
    """The one that asks for attention the most: open before accepted; the later of two alike."""
    groups = list(groups)
    if len(groups) < _SEVERAL:
        return groups[0] if groups else None
    return max(reversed(groups), key=lambda group: (group.severity, group.accepted is None))


_SEVERAL = 2


def colliding_facts(group: "Group") -> frozenset[str]:
    """The facts that a group's verdict is on: the two at odds, and who says the same as they."""
    pair = set(group.pair)
    sides = [set(camp.facts) for camp in group.camps]
    return frozenset(pair.union(*(side for side in sides if side & pair)))


def flag_fact(fact: str, groups: "Iterable[Group]") -> "Group | None":
    """The worst group that a fact collides in, of those that ask for any notice."""
    notable = (group for group in groups if group.severity >= Severity.INFO)
    return worst_group(group for group in notable if fact in colliding_facts(group))


def flag_hits(hits: "Iterable[Hit]", store: "Store") -> "Iterator[Group | None]":
    """The flag of each hit: of a fact that collides with another, of an entity in conflict."""
    from parkq.verdicts.judge import disputed, judged  # noqa: PLC0415 - others are given groups

    judge = cache(lambda entity: tuple(judged(store, entity)))
    for hit in hits:
        if hit.kind == "fact":
            yield flag_fact(hit.id, judge(hit.id.partition("/")[0]))
        elif hit.kind == "entity":
            yield worst_group(disputed(store, hit.id))
        else:
            yield None
