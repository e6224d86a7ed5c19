"""PQ8: what people have decided still stands."""

from collections.abc import Iterator

from parkq import dates
from parkq.findings import Found
from parkq.model import Accepted, Fact, Rank
from parkq.rules.rule import Case, Rule, at, needs_attention
from parkq.verdicts import Group, Severity


def _unused(case: Case) -> Iterator[Found]:
    for entry, groups in _entries(case):
        if not groups:
            yield _of_entry(entry, "accepts nothing: no figures of it meet")


def _stale(case: Case) -> Iterator[Found]:
    """Entries whose conflict is gone; one that has changed is reported as the conflict it is."""
    for entry, groups in _entries(case):
        if not groups or any(group.fingerprint == entry.fingerprint for group in groups):
            continue
        if not any(needs_attention(group) and not group.accepted for group in groups):
            now = ", ".join(dict.fromkeys(group.verdict for group in groups))
            yield _of_entry(entry, f"accepts a {entry.verdict} that is no more: now {now}")


def _expired(case: Case) -> Iterator[Found]:
    for entry, groups in _entries(case):
        until = dates.parse(entry.until).high if entry.until else None
        if until is not None and until < case.today and groups:
            yield _of_entry(entry, f"was accepted until {entry.until}: {entry.reason}", "until")


def _entries(case: Case) -> Iterator[tuple[Accepted, list[Group]]]:
    """Each acknowledgement with the groups of its entity, attribute and role that have a pair."""
    groups: dict[tuple[str, str, str], list[Group]] = {}
    for group in case.groups:
        if group.pair:
            groups.setdefault((group.entity, group.attribute, group.role), []).append(group)
    for entries in case.store.accepted.values():
        for entry in entries:
            yield entry, groups.get((entry.entity, entry.attribute, entry.role), [])


def _of_entry(entry: Accepted, message: str, key: str = "fingerprint") -> Found:
    return Found(
        message=f"{entry.entity}/{entry.attribute}: {' '.join(message.split())}",
        place=at(entry, key),
        identity=entry.fingerprint,
    )


def _two_preferred(case: Case) -> Iterator[Found]:
    first: dict[tuple[object, ...], Fact] = {}
    for fact in case.store.facts.values():
        if fact.rank is Rank.PREFERRED:
            key = (fact.entity, fact.attribute, fact.role, fact.scope, fact.as_of)
            other = first.setdefault(key, fact)
            if other is not fact:
                yield Found(
                    message=f"{fact.id} is preferred, and so is {other.id}: "
                    f"{fact.figure.stated} and {other.figure.stated}",
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
        says="An [[accepted]] entry names an entity and attribute of which no figures meet.",
        why="It never accepted anything, or what it accepted was removed. Remove it: "
        "`parkq accept --prune`.",
        find=_unused,
    ),
    Rule(
        code="PQ802",
        name="stale-acknowledgement",
        severity=Severity.WARNING,
        says="An [[accepted]] entry is for a conflict that is settled by now.",
        why="A conflict that has changed is a new one, and reported as such; one that is gone "
        "leaves its entry behind. Remove it: `parkq accept --prune`.",
        find=_stale,
    ),
    Rule(
        code="PQ803",
        name="expired-acknowledgement",
        severity=Severity.WARNING,
        says="The last day of an [[accepted]] entry (until) is past.",
        why="The conflict still counts as accepted, so that no day of itself breaks a build, but "
        "is to be looked at again. `--fail-on warning` insists; `--today` says which day it is.",
        find=_expired,
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
