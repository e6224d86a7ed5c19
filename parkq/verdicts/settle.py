"""What would settle a conflict: found by judging again with each candidate, and else the document.

A candidate is another date within what its publication allows, a scope or a role in which the
attribute is stated already. Only what removes the conflict is offered, the nearest first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from parkq import dates
from parkq.model import Attribute, Fact, Source
from parkq.terms import Changes, Role, Severity, Verdict
from parkq.verdicts.changes import judge_measure
from parkq.verdicts.comparisons import Measured, part_in_measures
from parkq.verdicts.parts import judge_parts
from parkq.verdicts.results import Form, Group

_YEARS_BACK = 10
_MOST_FACTS = 60
"""Facts of an attribute that are judged again for each candidate."""

_DISPUTED = frozenset({Verdict.CONFLICT, Verdict.CONFLICT_SCOPE, Verdict.CONFLICT_UNDATED})


class Remedy(NamedTuple):
    """What would settle a conflict: values that keys of facts would have, and the sentence."""

    changes: tuple[tuple[str, str, str], ...]
    sentence: str


def settle(
    group: Group, attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]
) -> str:
    """What a person would have to find out; empty where nothing is in doubt.

    Args:
        group: judged.
        attribute: of the group.
        facts: all that are stated of its entity and attribute.
        sources: by id.
    """
    if group.verdict in _DISPUTED:
        remedy = find_remedy(group, attribute, facts, sources)
        return remedy.sentence if remedy else _document(group, attribute)
    if group.verdict is Verdict.JUMP:
        return "a figure of a time between, or whether what is counted was redefined"
    if group.verdict in _REREAD:
        pair = (fact for id_ in group.pair for fact in facts if fact.id == id_)
        return f"reading {' and '.join(dict.fromkeys(fact.source for fact in pair))} again"
    return ""


_REREAD = frozenset({Verdict.UNIT_SLIP, Verdict.INTERNAL, Verdict.COPY_DRIFT})


def _document(group: Group, attribute: Attribute) -> str:
    label = attribute.label["en"]
    if attribute.changes is Changes.FIXED or group.gap is None:
        return f"the document that fixed it, or what each source means by {label}"
    if group.form is Form.CHANGE:
        return f"whether both count the same {label}, or which of the dates is wrong"
    return "the document behind either figure, or a narrower definition of what it measures"


def find_remedy(
    group: Group, attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]
) -> Remedy | None:
    """The nearest candidate that removes a conflict and makes no other; None where none does."""
    by_id = {fact.id: fact for fact in facts}
    pair = [by_id[id_] for id_ in group.pair]
    everyone = facts if len(facts) <= _MOST_FACTS else pair
    before = _troubles(attribute, everyone, sources)
    for remedy in _candidates(pair, facts, attribute, sources):
        touched = {id_ for id_, _, _ in remedy.changes}
        if _is_troubled(attribute, _with(pair, remedy), sources, touched):
            continue
        after = _troubles(attribute, _with(everyone, remedy), sources)
        if len(after) < len(before) and not any(touched & set(each.pair) for each in after):
            return remedy
    return None


def _with(facts: Iterable[Fact], remedy: Remedy) -> list[Fact]:
    """The facts as a remedy has them."""
    changed: dict[str, dict[str, Any]] = {}
    for id_, key, value in remedy.changes:
        changed.setdefault(id_, {})[key] = Role(value) if key == "role" else value
    return [fact._replace(**changed.get(fact.id, {})) for fact in facts]


def _is_troubled(
    attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source], touched: set[str]
) -> bool:
    return any(touched & set(each.pair) for each in _troubles(attribute, facts, sources))


def _troubles(
    attribute: Attribute, facts: Sequence[Fact], sources: Mapping[str, Source]
) -> list[Group]:
    """What asks for attention in the facts of an entity and attribute."""
    groups = (
        group
        for measured in part_in_measures(attribute, facts, sources)
        for judge in (_judge, judge_parts)
        for group in judge("", measured)
    )
    return [group for group in groups if group.severity >= Severity.WARNING]


def _judge(entity: str, measured: Measured) -> Iterator[Group]:
    return judge_measure(entity, measured, in_full=False)


def _candidates(
    pair: Sequence[Fact], facts: Sequence[Fact], attribute: Attribute, sources: Mapping[str, Source]
) -> Iterator[Remedy]:
    if attribute.changes is not Changes.FIXED:
        yield from _dates(pair, attribute, sources)
    yield from _scopes(pair, facts)
    yield from _roles(pair, facts)


# Dates


def _dates(
    pair: Sequence[Fact], attribute: Attribute, sources: Mapping[str, Source]
) -> Iterator[Remedy]:
    """Years that the undated ones of two facts may be of, from their publication backwards."""
    undated = [fact for fact in pair if fact.as_of is None]
    latest = {fact.id: _latest_year(sources[fact.source]) for fact in undated}
    if attribute.changes is Changes.REVISED:
        undated.sort(key=lambda fact: latest[fact.id] or 0)
    for back in range(_YEARS_BACK + 1):
        for fact in undated:
            last = latest[fact.id]
            if last is None:
                yield from _around(fact, pair, back)
                continue
            changes = [(fact, last - back)]
            if attribute.changes is Changes.REVISED:
                changes += [(o, year) for o in undated if o is not fact and (year := latest[o.id])]
            yield _dated(changes)


def _around(fact: Fact, pair: Sequence[Fact], distance: int) -> Iterator[Remedy]:
    """Years next to that of the other fact, for one whose publication says nothing."""
    other = next((each for each in pair if each is not fact), fact)
    low = dates.parse(other.as_of).low if other.as_of else None
    if low is not None and distance:
        year = date.fromordinal(low).year
        yield _dated([(fact, year - distance)])
        yield _dated([(fact, year + distance)])


def _dated(changes: Iterable[tuple[Fact, int]]) -> Remedy:
    named = [(fact, f"{year:04}") for fact, year in changes]
    told = " and ".join(
        f"{fact.source}'s figure is of {year}" if not n else f"{fact.source}'s of {year}"
        for n, (fact, year) in enumerate(named)
    )
    return Remedy(tuple((fact.id, "as_of", year) for fact, year in named), f"an update if {told}")


def _latest_year(source: Source) -> int | None:
    told = source.published or source.retrieved
    high = dates.parse(told).high if told else None
    return None if high is None else date.fromordinal(high).year


# Scopes and roles


def _scopes(pair: Sequence[Fact], facts: Iterable[Fact]) -> Iterator[Remedy]:
    """Extents in which the attribute is stated already, for a fact that says none."""
    scopes = dict.fromkeys(fact.scope for fact in facts if fact.scope)
    for fact in pair:
        if not fact.scope:
            for scope in scopes:
                sentence = f"whether {fact.source}'s figure is of {scope}"
                yield Remedy(((fact.id, "scope", scope),), sentence)


def _roles(pair: Sequence[Fact], facts: Iterable[Fact]) -> Iterator[Remedy]:
    """Roles in which the attribute is stated already."""
    roles = {fact.role for fact in facts}
    for fact in pair:
        for role in Role:
            if role in roles and role is not fact.role:
                sentence = f"whether {fact.source}'s figure is meant as {role}"
                yield Remedy(((fact.id, "role", role.value),), sentence)
