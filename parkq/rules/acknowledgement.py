"""PQ8: what people have decided still stands."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from parkq.accepted import Standing, State
from parkq.findings import Found
from parkq.locale import Message, term
from parkq.rules.rule import Case, Rule, at
from parkq.terms import Rank, Severity

if TYPE_CHECKING:
    from parkq.model import Fact


def _in_state(state: State, key: str) -> Callable[[Case], Iterator[Found]]:
    """Finds the entries in a state; of those whose conflict changed, that is a finding itself."""

    def find(case: Case) -> Iterator[Found]:
        told = {group.accepted_before.fingerprint for group in case.groups if group.accepted_before}
        for standing in case.standings:
            entry = standing.entry
            if standing.state is state and not (state is State.STALE and entry.fingerprint in told):
                yield Found(
                    message=_stands(standing),
                    place=at(entry, key),
                    identity=entry.fingerprint,
                )

    return find


def _stands(standing: Standing) -> Message:
    entry = standing.entry
    return Message(
        "{conflict}: {state} acknowledgement of a {verdict}: {reason}",
        conflict=f"{entry.entity}/{entry.attribute}",
        state=Message(standing.state.value),
        verdict=term("verdict", entry.verdict),
        reason=standing.why,
    )


def _two_preferred(case: Case) -> Iterator[Found]:
    first: dict[tuple[object, ...], Fact] = {}
    for fact in case.store.facts.values():
        if fact.rank is Rank.PREFERRED:
            key = (fact.entity, fact.attribute, fact.role, fact.scope, fact.as_of)
            other = first.setdefault(key, fact)
            if other is not fact:
                yield Found(
                    message=Message(
                        "{fact} is preferred, and so is {other}: {stated} and {theirs}",
                        fact=fact.id,
                        other=other.id,
                        stated=fact.figure.stated,
                        theirs=other.figure.stated,
                    ),
                    place=at(fact, "rank"),
                    identity=f"{other.id} {fact.id}",
                    facts=(other.id, fact.id),
                    related=((at(other, "rank"), f"{other.figure.stated} ({other.source})"),),
                )


RULES = (
    Rule(
        code="PQ801",
        name="unused-acknowledgement",
        severity=Severity.WARNING,
        says="An [[accepted]] entry is for a conflict that is not there.",
        why="It was settled, or never was. `parkq accept --prune` removes the entry.",
        find=_in_state(State.UNUSED, "fingerprint"),
    ),
    Rule(
        code="PQ802",
        name="stale-acknowledgement",
        severity=Severity.WARNING,
        says="An [[accepted]] entry is for an earlier form of a conflict that was accepted anew.",
        why="A changed conflict that nobody has accepted anew is itself the finding. "
        "`parkq accept --prune` removes the entry.",
        find=_in_state(State.STALE, "fingerprint"),
    ),
    Rule(
        code="PQ803",
        name="expired-acknowledgement",
        severity=Severity.WARNING,
        says="The last day of an [[accepted]] entry (until) is past.",
        why="The conflict still counts as accepted, so that no day of itself breaks a build, but "
        "is to be looked at again. `--fail-on warning` insists; `--today` says which day it is.",
        find=_in_state(State.EXPIRED, "until"),
    ),
    Rule(
        code="PQ804",
        name="two-preferred",
        severity=Severity.WARNING,
        says="Two facts of the same entity, attribute, role, scope and date are both preferred.",
        why="A preference says which one to go by; two say nothing.",
        find=_two_preferred,
    ),
)
