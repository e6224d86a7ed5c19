"""compare: entities side by side, in one unit, and whether their figures may be ranked."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from parkq import dates
from parkq.errors import ParkqError
from parkq.model import Accepted, Attribute, Entity, Fact
from parkq.names.folding import fold
from parkq.store.memory import Store
from parkq.terms import WORDED, Changes, Kind, Measure, Role, Severity, Span, Verdict
from parkq.verdicts.claims import Claim, stamp
from parkq.verdicts.judge import claims_of, judge_attribute, judged
from parkq.verdicts.results import Form, Group


class Cell(NamedTuple):
    """What is stated of one entity in a row; empty where nothing is.

    Attributes:
        display: one value a camp, in the row's unit.
        low, high: what all camps span, in the base unit; None where open or worded.
        facts: fact ids.
        role: what they are meant as: a plan may stand beside what is; None in an empty cell.
        verdict, severity: on the facts shown; no verdict in an empty cell.
        accepted: the entry that acknowledges it.
    """

    display: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    facts: tuple[str, ...] = ()
    role: Role | None = None
    verdict: Verdict | None = None
    severity: Severity = Severity.SILENT
    accepted: Accepted | None = None


class Row(NamedTuple):
    """One attribute side by side; ``why_not`` says why the cells may not be ranked."""

    attribute: Attribute
    unit: str
    cells: tuple[Cell, ...]
    comparable: bool
    why_not: str


class Compared(NamedTuple):
    """The answer of ``compare``: cells stand in the order of the entities."""

    entities: tuple[Entity, ...]
    rows: tuple[Row, ...]


def compare(
    store: Store, entities: Sequence[str], *, only: Collection[str] = (), sort: str | None = None
) -> Compared:
    """The attributes that two or more of the entities share, or just those in ``only``.

    Of a yearly attribute the latest year that all of them state is taken, where there is one; of
    one that is revised, what no later figure has revised.

    Args:
        store: to read.
        entities: ids, at least two.
        only: attribute ids; listed even where one entity alone states them.
        sort: an attribute id; puts the entities in its order, the largest first, and the
            smallest rank first.

    Raises:
        ParkqError: the figures of ``sort`` may not be ranked; it says why.
    """
    facts = {id_: facts_by_attribute(store, id_) for id_ in entities}
    if sort:
        entities = _ranked(store, entities, store.attributes[sort], facts)
    stated = {attribute for by_attribute in facts.values() for attribute in by_attribute}
    wanted = (a for a in store.attributes.values() if a.id in stated and (not only or a.id in only))
    rows = (_row(store, entities, attribute, facts) for attribute in wanted)
    least = 1 if only else 2
    return Compared(
        entities=tuple(store.entities[id_] for id_ in entities),
        rows=tuple(row for row in rows if sum(bool(cell.facts) for cell in row.cells) >= least),
    )


def _ranked(
    store: Store, entities: Sequence[str], attribute: Attribute, facts: "Facts"
) -> list[str]:
    row = _row(store, entities, attribute, facts)
    why_not = "words have no order" if attribute.kind in WORDED else row.why_not
    if why_not or not row.comparable:
        raise ParkqError(f"cannot sort by {attribute.id}: {why_not or 'nothing is stated'}")
    sign = 1 if attribute.kind is Kind.RANK else -1
    cells = dict(zip(entities, row.cells, strict=True))
    stated = [id_ for id_ in entities if cells[id_].facts]
    silent = [id_ for id_ in entities if not cells[id_].facts]
    return sorted(stated, key=lambda id_: sign * _least(cells[id_])) + silent


def _least(stated: Cell) -> Decimal:
    return next((bound for bound in (stated.low, stated.high) if bound is not None), Decimal(0))


Facts = Mapping[str, Mapping[str, Sequence[Fact]]]
"""Entity id and attribute id to facts."""


def facts_by_attribute(store: Store, entity: str) -> Mapping[str, Sequence[Fact]]:
    """What is stated of an entity, by attribute id."""
    by_attribute: dict[str, list[Fact]] = {}
    for id_ in store.of_entity.get(entity, ()):
        fact = store.facts[id_]
        by_attribute.setdefault(fact.attribute, []).append(fact)
    return by_attribute


def _row(store: Store, entities: Sequence[str], attribute: Attribute, facts: Facts) -> Row:
    stated = {
        id_: find_claims(store, facts[id_].get(attribute.id, ()), attribute) for id_ in entities
    }
    picked = _PICK[attribute.changes](stated)
    groups = {id_: judge_claims(store, attribute, found) for id_, found in picked.items() if found}
    names = {id_: store.entities[id_].name for id_ in groups}
    why_not = _why_not(
        {name: picked[id_] for id_, name in names.items()},
        {name: groups[id_] for id_, name in names.items()},
        attribute,
    )
    return Row(
        attribute=attribute,
        unit=attribute.display,
        cells=tuple(to_cell(groups[id_]) if id_ in groups else Cell() for id_ in entities),
        comparable=len(groups) > 1 and not why_not,
        why_not=why_not,
    )


def find_claims(store: Store, facts: Sequence[Fact], attribute: Attribute) -> list[Claim]:
    """What is stated of the attribute as actual; where nothing is, in the first role there is."""
    levels = claims_of(facts, attribute, store.sources)
    found = [_in_whole_years(c, attribute) for c in levels if c.figure.measure is Measure.LEVEL]
    role = next((role for role in Role if any(c.fact.role is role for c in found)), Role.ACTUAL)
    return [c for c in found if c.fact.role is role]


def _in_whole_years(c: Claim, attribute: Attribute) -> Claim:
    """Two figures of a year may be ranked, whatever day of it either is of."""
    instant = attribute.period is Span.INSTANT
    if attribute.changes is not Changes.YEARLY or not instant:
        return c
    return c._replace(period=dates.whole_years(c.period))


def _same_year(stated: Mapping[str, Sequence[Claim]]) -> dict[str, list[Claim]]:
    """The claims on the latest period that all share, else each one's own latest."""
    is_shared = dates.meets_each([c.period for c in found] for found in stated.values() if found)
    shared = (c.period for found in stated.values() for c in found if is_shared(c.period))
    latest = max(shared, key=_end, default=None)
    return {id_: list(latest_claims(found, latest)) for id_, found in stated.items()}


def in_force(stated: Mapping[str, Sequence[Claim]]) -> dict[str, list[Claim]]:
    """By entity, the claims that no later one, both dated by their sources, has revised."""
    return {id_: _unrevised(found) for id_, found in stated.items()}


def _unrevised(found: Sequence[Claim]) -> list[Claim]:
    last_start = max((c.period.low or 0 for c in found if c.declared), default=0)
    return [c for c in found if not c.declared or (c.period.high or last_start) >= last_start]


def _all(stated: Mapping[str, Sequence[Claim]]) -> dict[str, list[Claim]]:
    return {id_: list(found) for id_, found in stated.items()}


def latest_claims(found: Sequence[Claim], period: dates.Period | None) -> Iterator[Claim]:
    """The claims that held in a period; None for the latest that there is."""
    own = period or max((c.period for c in found), key=_end, default=None)
    return (c for c in found if own and dates.meet(c.period, own))


def _end(period: dates.Period) -> tuple[int, int]:
    return period.high or 0, period.low or 0


def judge_claims(store: Store, attribute: Attribute, found: Sequence[Claim]) -> Group:
    """The worst comparison among the facts, and of those the latest, with its acceptance."""
    facts: list[Fact] = [c.fact for c in found]
    groups = judge_attribute(attribute, facts, store.sources)
    compared = [each for each in groups if each.form is Form.COMPARISON]
    return _acknowledge(store, max(reversed(compared), key=lambda each: each.severity))


def _acknowledge(store: Store, shown: Group) -> Group:
    """The group, acknowledged where the one of all that is stated is, of which it is a part."""
    if shown.severity < Severity.WARNING or shown.entity not in store.accepted:
        return shown
    for whole in judged(store, shown.entity):
        alike = (whole.attribute, whole.verdict) == (shown.attribute, shown.verdict)
        if alike and whole.accepted and set(whole.facts).issuperset(shown.facts):
            return shown._replace(accepted=whole.accepted)
    return shown


def to_cell(shown: Group) -> Cell:
    """What is shown of a group."""
    lows = [camp.low for camp in shown.camps]
    highs = [camp.high for camp in shown.camps]
    return Cell(
        display=tuple(camp.display for camp in shown.camps),
        low=_extreme(lows, min),
        high=_extreme(highs, max),
        facts=shown.facts,
        role=shown.role,
        verdict=shown.verdict,
        severity=shown.severity,
        accepted=shown.accepted,
    )


def _extreme(
    bounds: Sequence[Decimal | None], pick: Callable[[Iterable[Decimal]], Decimal]
) -> Decimal | None:
    known = [bound for bound in bounds if bound is not None]
    return pick(known) if known and len(known) == len(bounds) else None


_PICK: Mapping[Changes, Callable[[Mapping[str, Sequence[Claim]]], dict[str, list[Claim]]]] = {
    Changes.FIXED: _all,
    Changes.REVISED: in_force,
    Changes.YEARLY: _same_year,
}


# Why figures may not be ranked


def _why_not(
    picked: Mapping[str, Sequence[Claim]], groups: Mapping[str, Group], attribute: Attribute
) -> str:
    """Each thing in which the figures differ, with what it is for each entity, all by name."""
    if attribute.kind in WORDED or len(picked) <= 1:
        return ""
    differing = [
        f"{noun} differs: "
        + ", ".join(f"{name} {value or 'none said'}" for name, value in said.items())
        for noun, said in _aspects(picked, attribute)
        if len(set(said.values())) > 1
    ]
    split = [name for name, one in groups.items() if one.severity >= Severity.WARNING]
    conflicts = [f"sources of {', '.join(split)} conflict"] if split else []
    whole = (name for name, one in groups.items() if one.severity < Severity.WARNING)
    many = [name for name in whole if len(groups[name].camps) > 1]
    several = [f"several figures of {', '.join(many)}"] if many else []
    return "; ".join([*differing, *conflicts, *several])


def _aspects(
    picked: Mapping[str, Sequence[Claim]], attribute: Attribute
) -> Iterator[tuple[str, dict[str, str]]]:
    """What must be alike before figures are ranked, by entity."""
    yield "role", {name: found[0].fact.role.value for name, found in picked.items()}
    yield "unit", {name: _listed(c.figure.unit for c in found) for name, found in picked.items()}
    yield (
        "scope",
        {name: _listed(fold(c.fact.scope) for c in found) for name, found in picked.items()},
    )
    if attribute.changes is not Changes.FIXED and not _meet_all(picked):
        yield "date", {name: _listed(stamp(c) for c in found) for name, found in picked.items()}


def _listed(words: Iterable[str]) -> str:
    return " and ".join(sorted({word for word in words if word}))


def _meet_all(picked: Mapping[str, Sequence[Claim]]) -> bool:
    return dates.all_meet(c.period for found in picked.values() for c in found)
