"""PQ4: dates are dates, and a figure's is possible."""

from collections.abc import Iterable, Iterator
from functools import cache

from parkq import dates
from parkq.findings import Found
from parkq.locale import Message
from parkq.model import Fact, Source
from parkq.rules.rule import Case, Rule, of_fact, of_problems
from parkq.terms import Role, Severity

FOUNDED = "founded"
"""The attribute that says since when an entity exists."""

_YEAR = 365.25

_period = cache(dates.parse)
"""A store has far fewer dates than facts."""


def _missing(case: Case) -> Iterator[Found]:
    for attribute in case.store.attributes.values():
        for fact in case.of_attribute.get(attribute.id, ()) if attribute.requires_as_of else ():
            if fact.as_of is None:
                message = Message(
                    "{stated} has no as_of, which the attribute requires", stated=fact.figure.stated
                )
                yield of_fact(fact, message)


def _after_publication(case: Case) -> Iterator[Found]:
    """Actual figures of a time that began after their source was published, or retrieved."""
    known = {id_: _last_day(source) for id_, source in case.store.sources.items()}
    for fact in case.facts:
        last = known[fact.source]
        if fact.as_of is None or last is None or fact.role is not Role.ACTUAL:
            continue
        first = _period(fact.as_of).low
        if first is not None and first > last:
            yield of_fact(fact, _reported_before(fact, case.store.sources[fact.source]), "as_of")


def _reported_before(fact: Fact, source: Source) -> Message:
    if source.published:
        return Message(
            "as_of {as_of}, but {source} was published {published}",
            as_of=fact.as_of,
            source=source.id,
            published=source.published,
        )
    return Message(
        "as_of {as_of}, but {source} was retrieved {retrieved}",
        as_of=fact.as_of,
        source=source.id,
        retrieved=source.retrieved,
    )


def _last_day(source: Source) -> int | None:
    told = source.published or source.retrieved
    return _period(told).high if told else None


def _before_founding(case: Case) -> Iterator[Found]:
    """Actual figures of a time that ended before their entity was founded, as all sources tell."""
    founded = _foundings(case)
    for fact in case.facts:
        first = founded.get(fact.entity)
        if first is None or fact.as_of is None or fact.attribute == FOUNDED:
            continue
        last = _period(fact.as_of).high
        if last is not None and last < first:
            message = Message(
                "as_of {as_of} is before {entity} was founded, {day}",
                as_of=fact.as_of,
                entity=fact.entity,
                day=dates.iso(first),
            )
            yield of_fact(fact, message, "as_of")


def _foundings(case: Case) -> dict[str, int]:
    """Entity id to the first day that any source gives for its founding."""
    found: dict[str, int] = {}
    for fact, figure in case.figures(FOUNDED):
        if figure.low:
            day = int(figure.low)
            found[fact.entity] = min(day, found.get(fact.entity, day))
    return found


def _stale(case: Case) -> Iterator[Found]:
    """The newest figure of an entity's attribute, where it is older than the attribute allows."""
    for attribute in case.store.attributes.values():
        limit = attribute.stale_after
        for day, fact in _newest(case, attribute.id) if limit else ():
            if limit and case.today - day > limit * _YEAR:
                message = Message(
                    "the newest figure, {stated} of {year}, is older than the {count} years "
                    "that it keeps",
                    stated=fact.figure.stated,
                    year=dates.iso(day)[:4],
                    count=limit,
                )
                yield of_fact(fact, message, "as_of")


def _newest(case: Case, attribute: str) -> Iterable[tuple[int, Fact]]:
    """Of each entity the actual figure of the latest day, and that day."""
    newest: dict[str, tuple[int, Fact]] = {}
    for fact in case.of_attribute.get(attribute, ()):
        day = _held(fact, case.store.sources[fact.source]) if fact.role is Role.ACTUAL else None
        if day is not None and (fact.entity not in newest or day > newest[fact.entity][0]):
            newest[fact.entity] = day, fact
    return newest.values()


def _held(fact: Fact, source: Source) -> int | None:
    """The last day that a figure is known to have held."""
    told = fact.as_of or source.published
    return _period(told).high if told else None


RULES = (
    Rule(
        code="PQ401",
        name="bad-date",
        severity=Severity.ERROR,
        says="A date is not EDTF (ISO 8601-2, level 1), or there is no such day.",
        why="Dates decide what is an update and what a conflict. 2021, 2021-05, 2021?, 2019/2021 "
        "and ../2021 are dates; spring 2021 is none.",
        find=of_problems("bad-date"),
    ),
    Rule(
        code="PQ402",
        name="missing-as-of",
        severity=Severity.WARNING,
        says="A figure does not say when it held, and its attribute requires it (requires_as_of).",
        why="Without a date an update looks like a conflict, and a conflict like an update.",
        find=_missing,
    ),
    Rule(
        code="PQ403",
        name="as-of-after-publication",
        severity=Severity.ERROR,
        says="An actual figure is of a time after its source was published.",
        why="No document reports what is yet to come: one of the two dates is wrong, or the figure "
        "is a target, a plan or a forecast.",
        find=_after_publication,
    ),
    Rule(
        code="PQ404",
        name="as-of-before-founding",
        severity=Severity.WARNING,
        says="A figure is of a time before its entity was founded.",
        why="It is of a predecessor or of the place, which is another entity, or a date is wrong.",
        find=_before_founding,
    ),
    Rule(
        code="PQ405",
        name="stale-figure",
        severity=Severity.WARNING,
        says="The newest actual figure is older than its attribute allows (stale_after, in years).",
        why="It still stands, but should not be quoted as today's. `--today` says which day it is.",
        find=_stale,
    ),
)
