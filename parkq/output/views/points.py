"""The document of ``history``."""

from decimal import Decimal
from typing import Annotated, Literal

from parkq import dates, history
from parkq.history import History
from parkq.output import nouns
from parkq.output.lookup import Lookup
from parkq.output.record import PROBLEMS, Problems, Record, key, record_of
from parkq.terms import Verdict

Day = Annotated[str, ("format", "date")] | None


class Held(Record):
    """The days in which a value held."""

    from_: Day = key("The first day; null where open.")
    to: Day = key("The last day; null where open.")


class Change(Record):
    """How a figure stands to the one before it, of its role and scope."""

    since: str = key("The id of the fact before it.")
    ratio: Decimal | None = key(
        "The change as a fraction of the earlier figure; null unless both are plain numbers of "
        "different times."
    )
    verdict: Verdict
    severity: nouns.Level


class Point(Record):
    """A fact in time."""

    fact: nouns.Fact
    held: Held | None = key(
        "When: as the source says, else the date of publication of what is yearly; null where "
        "neither is known."
    )
    change: Change | None = key(
        "How it stands to the one before it, of its role and scope; null for the first, and for "
        "what is not judged."
    )


class HistoryDocument(Record):
    """The answer of parkq history. jsonl: a point a line."""

    schema: Literal["parkq.history/1"] = "parkq.history/1"
    entity: nouns.Entity
    attribute: nouns.Attribute
    points: tuple[Point, ...] = key("In the order of time; those without a date last.")
    groups: tuple[nouns.Group, ...] = key("The verdicts on all that is stated.")
    problems: Problems = key(PROBLEMS, default=None)


def document(found: History, store: Lookup) -> HistoryDocument:
    """The points of an attribute in the order of time."""
    return HistoryDocument(
        entity=record_of(nouns.Entity, found.entity),
        attribute=record_of(nouns.Attribute, found.attribute),
        points=tuple(point(each, store) for each in found.points),
        groups=tuple(nouns.group(group, store) for group in found.groups),
    )


def point(in_time: history.Point, store: Lookup) -> Point:
    """A fact, when it held, and how it stands to the one before it."""
    period, change = in_time.period, in_time.change
    return Point(
        fact=nouns.fact(in_time.fact, store),
        held=period and Held(from_=_day(period.low), to=_day(period.high)),
        change=change and record_of(Change, change, severity=change.severity.name.lower()),
    )


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else dates.iso(ordinal)
