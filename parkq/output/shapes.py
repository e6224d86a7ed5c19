"""The JSON shapes of nouns and answers, as ``parkq schema NAME`` describes them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from parkq import dates
from parkq.figures.display import display
from parkq.model import Attribute, Entity, Fact, Figure, Source, Unread
from parkq.output.answer import Json, Known
from parkq.terms import Changes, Kind, Verdict

if TYPE_CHECKING:
    from parkq.compare import Compared, Row
    from parkq.history import History, Point
    from parkq.queries import Differences, Shown
    from parkq.relations.judging import Checked
    from parkq.verdicts.vocabulary import Camp, Group

_DATE, _YEARLY = Kind.DATE, Changes.YEARLY  # a member is looked up slowly before Python 3.12

ENTITY = ("id", "name", "aliases", "kind", "part_of", "pinyin", "code", "note", "file")
SOURCE = (
    "id",
    "title",
    "publisher",
    "published",
    "retrieved",
    "kind",
    "url",
    "derived_from",
    "note",
    "file",
)
ATTRIBUTE = (
    "id",
    "label",
    "aliases",
    "kind",
    "dimension",
    "display",
    "changes",
    "drift",
    "monotone",
    "tolerance",
    "exact",
    "single",
    "requires_as_of",
    "at_least",
    "minimum",
    "maximum",
    "stale_after",
    "note",
    "file",
)
_FACT = ("role", "scope", "rank", "source", "where", "note", "file")
_GROUP = ("entity", "attribute", "role", "facts", "verdict")
_ACCEPTED = ("decision", "reason", "until", "fingerprint")


def picked(noun: object, keys: tuple[str, ...]) -> dict[str, Json]:
    """The named fields of a noun."""
    return {key: getattr(noun, key) for key in keys}


def named(schema: str, shape: Mapping[str, Json]) -> dict[str, Json]:
    """A document that stands alone: it begins with its schema's name and version."""
    return {"schema": f"parkq.{schema}/1", **shape}


def bound(value: Decimal | None, kind: Kind) -> Decimal | str | None:
    """A bound of an interval: an ISO day for a date; None where it is open."""
    if value is None or kind is not _DATE:
        return value
    return dates.iso(int(value))


def figure(read: Figure | Unread) -> dict[str, Json]:
    """A figure in its base unit, or what was not understood in it."""
    if isinstance(read, Unread):
        return picked(read, ("stated", "error", "offset", "hint"))
    shape: dict[str, Json] = {
        "stated": read.stated,
        "kind": read.kind,
        "value": bound(read.value, read.kind),
        "low": bound(read.low, read.kind),
        "high": bound(read.high, read.kind),
        "unit": read.unit,
        "hedge": read.hedge,
        "display": display(read),
    }
    if read.kind is Kind.LIST:
        shape |= {"items": read.items, "open_ended": read.open_ended}
    return shape


def entity(noun: Entity) -> dict[str, Json]:
    """An entity's fields."""
    return picked(noun, ENTITY)


def source(noun: Source) -> dict[str, Json]:
    """A source's fields."""
    return picked(noun, SOURCE)


def attribute(noun: Attribute) -> dict[str, Json]:
    """An attribute's fields; ``label`` by language."""
    return {**picked(noun, ATTRIBUTE), "label": dict(noun.label)}


def fact(noun: Fact, known: Known) -> dict[str, Json]:
    """A fact, its figure as read, and the line of the store that states it."""
    return {
        "id": noun.id,
        "entity": noun.entity,
        "attribute": noun.attribute,
        "figure": figure(noun.figure),
        "as_of": noun.as_of,
        "as_of_inferred": inferred_as_of(noun, known),
        **picked(noun, _FACT),
        "line": known.line(noun),
    }


def inferred_as_of(noun: Fact, known: Known) -> str | None:
    """The date that a yearly figure is taken to be of, where its source does not say."""
    if noun.as_of or known.attributes[noun.attribute].changes is not _YEARLY:
        return None
    published = known.sources[noun.source].published
    return published.rstrip("?") if published else None


def group(judged: "Group", known: Known) -> dict[str, Json]:
    """A group with its verdict and camps; ``gap`` is in the base unit, in days for dates."""
    kind = known.attributes[judged.attribute].kind
    return {
        **picked(judged, _GROUP),
        "severity": judged.severity.name.lower(),
        "gap": judged.gap,
        "gap_ratio": judged.gap_ratio,
        "gap_display": judged.gap_display,
        "camps": [_camp(camp, kind) for camp in judged.camps],
        "why": judged.why,
        "settle": judged.settle,
        "fingerprint": judged.fingerprint,
        "accepted": judged.accepted and picked(judged.accepted, _ACCEPTED),
        "accepted_before": judged.accepted_before and picked(judged.accepted_before, _ACCEPTED),
    }


def _camp(camp: "Camp", kind: Kind) -> dict[str, Json]:
    return {
        "facts": camp.facts,
        "sources": camp.sources,
        "copies": camp.copies,
        "low": bound(camp.low, kind),
        "high": bound(camp.high, kind),
        "display": camp.display,
        "stated": camp.stated,
        "as_of": camp.as_of,
        "scopes": camp.scopes,
    }


def shown(answer: "Shown", known: Known) -> dict[str, Json]:
    """``show`` of one entity; ``parts`` have the same shape."""
    return {
        "entity": entity(answer.entity),
        "facts": [fact(each, known) for each in answer.facts],
        "groups": [group(each, known) for each in answer.groups],
        "parts": [shown(part, known) for part in answer.parts],
    }


def history(answer: "History", known: Known) -> dict[str, Json]:
    """``history``; points in the order of time, those without a date last."""
    return {
        "entity": entity(answer.entity),
        "attribute": attribute(answer.attribute),
        "points": [point(each, known) for each in answer.points],
        "groups": [group(each, known) for each in answer.groups],
    }


def point(in_time: "Point", known: Known) -> dict[str, Json]:
    """A fact, when it held, and how it stands to the one before it."""
    period, change = in_time.period, in_time.change
    return {
        "fact": fact(in_time.fact, known),
        "held": period and {"from": _day(period.low), "to": _day(period.high)},
        "change": change
        and {
            "since": change.since,
            "ratio": change.ratio,
            "verdict": change.verdict,
            "severity": change.severity.name.lower(),
        },
    }


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else dates.iso(ordinal)


def compared(answer: "Compared") -> dict[str, Json]:
    """``compare``; the cells of a row are in the order of the entities."""
    return {
        "entities": [entity(each) for each in answer.entities],
        "rows": [row(each) for each in answer.rows],
    }


def row(side_by_side: "Row") -> dict[str, Json]:
    """One attribute of ``compare``."""
    kind = side_by_side.attribute.kind
    return {
        "attribute": side_by_side.attribute.id,
        "unit": side_by_side.unit,
        "cells": [
            {
                "display": each.display,
                "low": bound(each.low, kind),
                "high": bound(each.high, kind),
                "facts": each.facts,
                "role": each.role,
                "verdict": each.verdict,
            }
            for each in side_by_side.cells
        ],
        "comparable": side_by_side.comparable,
        "why_not": side_by_side.why_not,
    }


def differences(answer: "Differences", known: Known) -> dict[str, Json]:
    """``diff-sources``; ``only`` is what one of two sources alone states."""
    offset = answer.offset
    return {
        "groups": list(listed(answer, known)),
        "counts": {v.value: answer.counts[v] for v in Verdict if answer.counts.get(v)},
        "only": [
            {"source": each.id, "facts": [fact(one, known) for one in facts]}
            for each, facts in answer.only
        ],
        "offset": offset and picked(offset, ("larger", "smaller", "factor", "attributes")),
    }


def listed(answer: "Differences", known: Known) -> Iterator[dict[str, Json]]:
    """The groups of ``diff-sources``, with what to go by where that was asked for."""
    for each in answer.groups:
        advice = answer.suggestions.get(each)
        more = {"suggestion": picked(advice, ("fact", "why"))} if advice else {}
        yield {**group(each, known), **more}


def relation(checked: "Checked") -> dict[str, Json]:
    """A relation judged for one entity; ``source`` is null where it is judged on several."""
    return {
        "id": checked.relation.id,
        "expr": checked.relation.expr,
        "entity": checked.entity,
        "source": checked.outcome.source,
        "outcome": checked.outcome.kind.value,
        "sentence": checked.sentence,
        "reason": checked.outcome.reason,
        "facts": checked.facts,
    }
