"""Acknowledged conflicts: which ones can be, and what each entry of a store still stands for.

Dates are days here, as proleptic ordinals; who asks knows which day it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum, unique
from typing import NamedTuple

from parkq import dates
from parkq.errors import ParkqError
from parkq.locale import Message, Text
from parkq.model import Accepted
from parkq.store.memory import Store
from parkq.terms import Role, Severity
from parkq.verdicts.judge import judged as groups_of
from parkq.verdicts.results import Group


@unique
class State(StrEnum):
    """What an entry still stands for."""

    CURRENT = "current"
    EXPIRED = "expired"
    STALE = "stale"
    UNUSED = "unused"


class Standing(NamedTuple):
    """An entry and what it still stands for; ``why`` says it in words."""

    entry: Accepted
    state: State
    why: Text


def standings(
    accepted: Mapping[str, Iterable[Accepted]], disputed: Iterable[Group], today: int
) -> Iterator[Standing]:
    """Every entry of a store: current, expired, or for a conflict that has changed or gone.

    Args:
        accepted: entity id to its entries.
        disputed: the groups that ask for attention, of these entities at least, of the whole
            store: where facts had to be left out, conflicts seem to have gone.
        today: a day.
    """
    fingerprints: dict[tuple[str, str, Role], set[str]] = {}
    for group in disputed:
        measure = group.entity, group.attribute, group.role
        fingerprints.setdefault(measure, set()).add(group.fingerprint)
    for entity, entries in accepted.items():
        named: set[str] = set()
        for entry in entries:
            measure = entity, entry.attribute, entry.role
            state, why = _state(entry, fingerprints.get(measure, set()), today)
            if state is not State.STALE and entry.fingerprint in named:
                why = Message("another entry acknowledges the same conflict")
                state = State.UNUSED
            named.add(entry.fingerprint)
            yield Standing(entry=entry, state=state, why=why)


def _state(entry: Accepted, fingerprints: set[str], today: int) -> tuple[State, Text]:
    """What an entry stands for, by the conflicts that there are of its entity and attribute."""
    if entry.fingerprint in fingerprints:
        if is_past(entry.until, today):
            return State.EXPIRED, Message("it was acknowledged until {day}", day=entry.until)
        return State.CURRENT, ""
    if fingerprints:
        return State.STALE, Message("the figures in conflict have changed since")
    return State.UNUSED, Message("there is no such conflict")


def is_past(until: str | None, today: int) -> bool:
    """Whether the last day of an EDTF date is over."""
    last = dates.parse(until).high if until else None
    return last is not None and last < today


# Which conflict is meant, and what is decided of it


def disputes(
    store: Store, entity: str, attribute: str, *, role: Role | None, verdict: str | None
) -> tuple[list[Group], list[Group]]:
    """The groups of an entity and attribute: those that can be acknowledged, and the rest."""
    asked = [
        group
        for group in groups_of(store, entity)
        if group.attribute == attribute and role in (None, group.role)
    ]
    found = [g for g in asked if g.severity >= Severity.WARNING and verdict in (None, g.verdict)]
    return found, [group for group in asked if group not in found]


def decided(text: str, group: Group, store: Store) -> str:
    """A decision as the store writes it: ``open``, ``both``, ``prefer: ID``, ``wrong: ID``.

    Args:
        text: as typed: blanks after the colon may be left out.
        group: what is decided of: the id is of a fact in it, or of a source that states one.
        store: what the facts are looked up in.

    Raises:
        ParkqError: it is none of these.
    """
    verb, _, name = (part.strip() for part in text.partition(":"))
    if text in {"open", "both"}:
        return text
    if verb not in {"prefer", "wrong"} or not name:
        raise ParkqError(
            f"--decision {text!r}: expected open, both, prefer:ID or wrong:ID",
            hint="ID is of a fact, or of its source",
        )
    judged = [id_ for camp in group.camps for id_ in camp.facts]
    stated = [id_ for id_ in judged if name in (id_, store.facts[id_].source)]
    if len(stated) != 1:
        what = f"states {len(stated)} of the facts" if stated else "is no fact or source of it"
        known = ", ".join(stated or judged)
        raise ParkqError(f"--decision {text!r}: {name!r} {what}", hint=f"name one of {known}")
    return f"{verb}: {name}"
