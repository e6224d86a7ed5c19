"""The records of the field's nouns, which the documents of more than one command are made of."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from parkq import dates, model
from parkq.figures.display import display
from parkq.output.lookup import Lookup
from parkq.output.record import Record, column, key, record_of
from parkq.terms import Changes, Hedge, Kind, Measure, Rank, Role, Severity, Verdict

if TYPE_CHECKING:
    from parkq.verdicts import results, suggest

Level = Annotated[str, ("enum", tuple(severity.name.lower() for severity in Severity))]
"""A severity in a word."""
Steps = tuple[str, ...] | None
Bound = Decimal | str | None
"""A number in the base unit; the ISO day of a date; None where an interval is open."""
BOUND = "In the base unit; an ISO day for a date; null where open."


class Read(Record):
    """A stated figure as read."""

    stated: str = key("The words of the source.")
    kind: Kind
    value: Bound = key("The number stated, in the base unit; null for a range, for text.")
    low: Bound = key(BOUND)
    high: Bound = key(BOUND)
    unit: str = key("The base unit: m2, CNY, 1, ratio, day, ...; empty for text.")
    hedge: Hedge
    display: str = key("A plain form that reads back to the same interval.")
    items: tuple[str, ...] | None = key("Of a list.", default=None)
    open_ended: bool | None = key("Whether a list says that it goes on.", default=None)
    measure: Measure | None = key(
        "Of parkq figure: whether the level is stated, or how it moved.", default=None
    )
    steps: tuple[str, ...] | None = key("How it was read.", default=None)


class Unread(Record):
    """A stated figure that could not be read."""

    stated: str
    error: str = key("What was not understood, and what was expected.")
    offset: int = key("Where that begins, in characters.")
    hint: str


class Fact(Record):
    """One statement by one source."""

    id: str = key(
        "entity/attribute/source, with #2 for a second one; it does not change when a file moves."
    )
    entity: str
    attribute: str
    figure: Read | Unread = key("A stated figure, read or not.")
    as_of: str | None = key("EDTF as the source gives it; null where it does not say.")
    as_of_inferred: str | None = key(
        "The date of publication, where that alone dates a yearly figure."
    )
    role: Role
    scope: str
    rank: Rank
    source: str
    where: str = key("Locator in the document.")
    note: str
    file: str
    line: int


class Entity(Record):
    """What facts are about."""

    id: str = column(whole=True)
    name: str = column()
    aliases: tuple[str, ...] = column(table=False)
    kind: str = column()
    part_of: str | None = column()
    pinyin: str | None = column(table=False)
    code: str | None = column(table=False)
    note: str = column(table=False)
    file: str = column(table=False)
    facts: int | None = column("How many there are of it; in lists.", right=True, default=None)


class Source(Record):
    """A document that states facts."""

    id: str = column(whole=True, link=lambda source: source.url)
    title: str = column()
    publisher: str = column()
    published: str | None = column(whole=True)
    retrieved: str | None = column(table=False)
    kind: str = column()
    url: str = column(table=False)
    derived_from: str | None = column(table=False)
    document: str = column("Its file in the folder of documents, or empty.", table=False)
    sha256: str = column("Of that file, in hexadecimal, or empty.", table=False)
    note: str = column(table=False)
    file: str = column(table=False)
    facts: int | None = column("How many it states; in lists.", right=True, default=None)


class Attribute(Record):
    """A measure."""

    id: str = column(whole=True)
    label: Mapping[str, str]
    aliases: tuple[str, ...] = column(table=False)
    kind: Kind = column()
    dimension: str = column(table=False)
    display: str = column("The unit that values are shown in.")
    changes: Changes = column()
    drift: Decimal = column(table=False)
    monotone: bool = column(table=False)
    tolerance: Decimal = column(table=False)
    exact: bool = column(table=False)
    single: bool = column(table=False)
    requires_as_of: bool = column(table=False)
    at_least: tuple[str, ...] = column(table=False)
    minimum: str | None = column(
        "The least that a value can be, as figures are stated.", table=False
    )
    maximum: str | None = column(
        "The most that a value can be, as figures are stated.", table=False
    )
    stale_after: int | None = column(
        "Years after which the newest figure is in need of a newer one.", table=False
    )
    note: str = column(table=False)
    file: str = column(table=False)
    facts: int | None = column("How many there are of it; in lists.", right=True, default=None)


class Camp(Record):
    """Facts of a group that one value can satisfy."""

    facts: tuple[str, ...] = key("Fact ids.")
    sources: tuple[str, ...] = key("Independent ones.")
    copies: tuple[str, ...] = key("Sources that only repeat one of them.")
    low: Bound = key(BOUND)
    high: Bound = key(BOUND)
    display: str
    stated: tuple[str, ...]
    as_of: tuple[str, ...] = key("With * where inferred.")
    scopes: tuple[str, ...]


class Acknowledgement(Record):
    """An entry that acknowledges a conflict."""

    decision: str
    reason: str
    until: str | None
    fingerprint: str


class Suggestion(Record):
    """What to go by; diff-sources --suggest alone says so."""

    fact: str | None = key("Null where nothing decides.")
    why: str


GAP = "In the base unit, in days for dates; null where the figures carry no number."
GAP_RATIO = "A fraction of the larger value."


class Group(Record):
    """What is stated of one entity, attribute and role, judged."""

    entity: str
    attribute: str
    role: Role
    facts: tuple[str, ...]
    verdict: Verdict
    severity: Level
    gap: Decimal | None = key(GAP)
    gap_ratio: Decimal | None = key(GAP_RATIO)
    gap_display: str
    camps: tuple[Camp, ...]
    why: tuple[str, ...] = key("Sentences, the deciding one first.")
    settle: str = key("What would settle a conflict, or empty.")
    fingerprint: str = key("Stands for the members: a changed figure, date or scope changes it.")
    accepted: Acknowledgement | None = key("The entry that acknowledges it, expired or not.")
    accepted_before: Acknowledgement | None = key(
        "The entry that acknowledged it in another form, where none does now."
    )
    suggestion: Suggestion | None = key(
        "What to go by; diff-sources --suggest alone says so.", default=None
    )


def bound(value: Decimal | None, kind: Kind) -> Bound:
    """A bound of an interval as it is printed."""
    if value is None or kind is not Kind.DATE:
        return value
    return dates.iso(int(value))


def figure(
    read: model.Figure | model.Unread,
    steps: tuple[str, ...] | None = None,
    *,
    measured: bool = False,
) -> Read | Unread:
    """A figure in its base unit, or what was not understood in it.

    Args:
        read: as read.
        steps: how it was read, where that was asked for.
        measured: whether to say what it measures.
    """
    if isinstance(read, model.Unread):
        return record_of(Unread, read)
    is_list = read.kind is Kind.LIST
    return Read(
        stated=read.stated,
        kind=read.kind,
        value=bound(read.value, read.kind),
        low=bound(read.low, read.kind),
        high=bound(read.high, read.kind),
        unit=read.unit,
        hedge=read.hedge,
        display=display(read),
        items=read.items if is_list else None,
        open_ended=read.open_ended if is_list else None,
        measure=read.measure if measured else None,
        steps=steps,
    )


def fact(noun: model.Fact, store: Lookup) -> Fact:
    """A fact, its figure as read, and the line of the store that states it."""
    return record_of(
        Fact,
        noun,
        figure=figure(noun.figure),
        as_of_inferred=inferred_as_of(noun, store),
        line=store.line(noun),
    )


def inferred_as_of(noun: model.Fact, store: Lookup) -> str | None:
    """The date that a yearly figure is taken to be of, where its source does not say."""
    if noun.as_of or store.attributes[noun.attribute].changes is not Changes.YEARLY:
        return None
    published = store.sources[noun.source].published
    return published.rstrip("?") if published else None


def group(
    judged: "results.Group", store: Lookup, suggestion: "suggest.Suggestion | None" = None
) -> Group:
    """A group with its verdict and camps."""
    kind = store.attributes[judged.attribute].kind
    return record_of(
        Group,
        judged,
        severity=judged.severity.name.lower(),
        camps=tuple(
            record_of(Camp, camp, low=bound(camp.low, kind), high=bound(camp.high, kind))
            for camp in judged.camps
        ),
        accepted=_acknowledgement(judged.accepted),
        accepted_before=_acknowledgement(judged.accepted_before),
        suggestion=suggestion and record_of(Suggestion, suggestion),
    )


def _acknowledgement(entry: model.Accepted | None) -> Acknowledgement | None:
    return entry and record_of(Acknowledgement, entry)
