"""Facts and groups as they are judged: their rows, and the words, signs and styles of them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from parkq import words
from parkq.figures.express import express
from parkq.model import Accepted, Attribute, Fact, Figure, Unread
from parkq.output.flags import group_tone
from parkq.output.lookup import Lookup
from parkq.output.nouns import Bound, Level, bound, inferred_as_of
from parkq.output.record import Record, column, record_of
from parkq.terms import Hedge, Kind, Rank, Role, Verdict

if TYPE_CHECKING:
    from parkq.verdicts.results import Camp, Group
    from parkq.verdicts.suggest import Suggestion

TEXTUAL = frozenset({Kind.TEXT, Kind.LIST})
"""Kinds whose values are words: they may be folded, and there is no figure to convert."""


class JudgedFact:
    """A fact, with the groups of its attribute and role: its own, then promises and orders."""

    __slots__ = ("fact", "groups", "store")

    def __init__(self, fact: Fact, store: Lookup, groups: "tuple[Group, ...]" = ()) -> None:
        self.fact = fact
        self.store = store
        self.groups = groups

    @property
    def worst(self) -> "Group | None":
        """The worst group that the fact is in: its own comparison, unless another is worse."""
        own = [group for group in self.groups if self.fact.id in group.facts]
        return max(own, key=lambda group: group.severity, default=None)

    @property
    def attribute(self) -> Attribute:
        """What the fact is a value of."""
        return self.store.attributes[self.fact.attribute]

    @property
    def url(self) -> str:
        """Where its source can be read, or empty."""
        return self.store.sources[self.fact.source].url

    @property
    def inferred(self) -> str | None:
        """The date of publication, where that is all that dates a yearly figure."""
        return inferred_as_of(self.fact, self.store)

    @property
    def as_of(self) -> str:
        """As stated, or the date of publication with a star."""
        if self.fact.as_of:
            return self.fact.as_of
        inferred = self.inferred
        return f"{inferred}*" if inferred else ""

    @property
    def value(self) -> str:
        """The figure in the attribute's display unit, or what is wrong with it."""
        return expressed(self.fact.figure, self.attribute)


def expressed(figure: Figure | Unread, attribute: Attribute) -> str:
    """A figure in the attribute's display unit; nothing for text, which stands as stated."""
    if isinstance(figure, Unread):
        return "unread"
    if figure.kind in TEXTUAL:
        return ""
    return express(figure, attribute.display)


def label(attribute: Attribute, language: words.Language | None = None) -> str:
    """What people call the attribute, in the language spoken or another."""
    return words.label(attribute.label, language) or attribute.id


def label_and_id(attribute: Attribute) -> tuple[str, str]:
    """The label, empty where it says what the id does; and the id, in brackets if in one script."""
    name, id_ = label(attribute), attribute.id
    if name.lower().replace(" ", "-") == id_:
        return "", id_
    return name, f"({id_})" if name.isascii() else id_


def percent(ratio: Decimal | None) -> str:
    """A fraction as a percentage with at most one decimal: ``7.3 %``."""
    return "" if ratio is None else f"{ratio * 100:.1f}".removesuffix(".0") + " %"


def judge_facts(
    facts: Iterable[Fact], groups: Iterable["Group"], store: Lookup
) -> list[JudgedFact]:
    """The facts, each with its groups; those of an attribute and role stand together."""
    judged: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        judged.setdefault((group.attribute, group.role), []).append(group)
    members: dict[tuple[str, str], list[Fact]] = {key: [] for key in judged}
    for fact in facts:
        members.setdefault((fact.attribute, fact.role), []).append(fact)
    return [
        JudgedFact(fact, store, tuple(judged.get(key, ())))
        for key, own in members.items()
        for fact in own
    ]


class FactRow(Record):
    """A fact in a row; what it is a value of in the language spoken, its figure as it is shown."""

    entity: str = column(whole=True)
    attribute: str = column(whole=True)
    label: str = column(table=False)
    role: Role = column(word=words.word, whole=True)
    stated: str = column()
    value: str = column(whole=True, right=True)
    number: Bound = column(right=True, table=False)
    low: Bound = column(right=True, table=False)
    high: Bound = column(right=True, table=False)
    unit: str | None = column(table=False)
    hedge: Hedge | None = column(word=words.word, table=False)
    as_of: str = column(whole=True)
    scope: str = column()
    rank: Rank = column(word=words.word, table=False)
    source: str = column(whole=True, link=lambda row: row.url)
    where: str = column(whole=True)
    verdict: Verdict | str = column(word=words.coded, style=lambda row: row.tone, whole=True)
    severity: str = column(word=words.word, table=False)
    accepted: str = column(table=False)
    note: str = column(table=False)
    id: str = column(whole=True, table=False)
    place: str = column(whole=True, table=False)
    url: str
    tone: str


_Row = TypeVar("_Row", bound=FactRow)


def fact_row(judged: JudgedFact) -> FactRow:
    """The row of a fact."""
    return fact_row_of(FactRow, judged)


def fact_row_of(kind: type[_Row], judged: JudgedFact, **values: Any) -> _Row:  # noqa: ANN401
    """The row of a fact in a kind of row that says more of it: its further values."""
    fact, worst = judged.fact, judged.worst
    read = fact.figure if isinstance(fact.figure, Figure) else None
    verdict = None if fact.rank is Rank.DEPRECATED else worst
    return record_of(
        kind,
        fact,
        label=label(judged.attribute),
        stated=fact.figure.stated,
        value=judged.value,
        number=read and bound(read.value, read.kind),
        low=read and bound(read.low, read.kind),
        high=read and bound(read.high, read.kind),
        unit=read and read.unit,
        hedge=read and read.hedge,
        as_of=judged.as_of,
        verdict=verdict.verdict if verdict else "",
        severity=verdict.severity.name.lower() if verdict else "",
        accepted=acknowledgement(verdict.accepted) if verdict and verdict.accepted else "",
        place=f"{fact.file}:{judged.store.line(fact)}",
        url=judged.url,
        tone=group_tone(worst) if worst else "",
        **values,
    )


def camp_words(camp: "Camp") -> str:
    """A camp in one phrase: its value and who states it, copies in brackets."""
    copies = f" [{', '.join(camp.copies)}]" if camp.copies else ""
    dates = f" ({', '.join(camp.as_of)})" if camp.as_of else ""
    return f"{camp.display} {', '.join(camp.sources)}{copies}{dates}"


def acknowledgement(entry: Accepted) -> str:
    """Until when a conflict may stand, why, and what was decided."""
    return entry.describe()


def _end(entry: Accepted | None) -> str:
    return (entry.until or "any day") if entry else ""


class GroupRow(Record):
    """A judged group in a row."""

    verdict: Verdict = column(word=words.coded, style=lambda row: row.tone, whole=True)
    severity: Level = column(word=words.word, table=False)
    entity: str = column(whole=True)
    attribute: str = column(whole=True)
    role: Role = column(word=words.word)
    camps: str = column()
    gap: str = column(right=True, whole=True)
    percent: str = column(right=True, whole=True)
    gap_number: Decimal | None = column(right=True, table=False)
    gap_ratio: Decimal | None = column(right=True, table=False)
    sources: tuple[str, ...] = column(table=False)
    facts: tuple[str, ...] = column(table=False)
    why: tuple[str, ...] = column(table=False)
    settle: str = column(table=False)
    fingerprint: str = column(table=False)
    accepted_until: str = column(whole=True, table=False)
    accepted: str = column(table=False)
    suggestion: str | None = column(whole=True, default=None)
    suggested_because: str | None = column(default=None)
    tone: str


def group_row(group: "Group", suggestion: "Suggestion | None" = None) -> GroupRow:
    """The row of a group, with what to go by where that was asked for."""
    return record_of(
        GroupRow,
        group,
        severity=group.severity.name.lower(),
        camps=" | ".join(map(camp_words, group.camps)),
        gap=group.gap_display,
        percent=percent(group.gap_ratio),
        gap_number=group.gap,
        sources=tuple(dict.fromkeys(s for camp in group.camps for s in camp.sources)),
        accepted_until=_end(group.accepted),
        accepted=acknowledgement(group.accepted) if group.accepted else "",
        suggestion=suggestion and suggestion.fact,
        suggested_because=suggestion and suggestion.why,
        tone=group_tone(group),
    )
