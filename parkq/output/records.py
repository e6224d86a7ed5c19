"""Records and their named columns: data that csv, tsv, md, tables and ``--columns`` share."""

from collections.abc import Iterable
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from parkq import words
from parkq.model import Accepted, Attribute, Fact, Figure, Unread
from parkq.output.answer import Column, Known, Value
from parkq.output.shapes import bound, inferred_as_of
from parkq.terms import Kind, Rank, Severity

if TYPE_CHECKING:
    from parkq.verdicts.vocabulary import Camp, Group

SIGNS = ("", "·", "⚠", "✗")
"""By severity; a sign stands before the verdict's word, so that colour carries nothing alone."""

TEXTUAL = frozenset({Kind.TEXT, Kind.LIST})
"""Kinds whose values are words: they may be folded, and there is no figure to convert."""

_DATE, _DEPRECATED = Kind.DATE, Rank.DEPRECATED  # looked up slowly before Python 3.12

TONES = ("quiet", "info", "warning", "error")
"""Styles by severity."""


class FactRecord:
    """A fact, with the groups of its attribute and role: its own, then promises and orders."""

    __slots__ = ("fact", "groups", "known")

    def __init__(self, fact: Fact, known: Known, groups: "tuple[Group, ...]" = ()) -> None:
        self.fact = fact
        self.known = known
        self.groups = groups

    @property
    def worst(self) -> "Group | None":
        """The group that asks for attention the most; the later of two alike."""
        if len(self.groups) == 1:
            return self.groups[0]
        return max(reversed(self.groups), key=lambda group: group.severity, default=None)

    @property
    def attribute(self) -> Attribute:
        """What the fact is a value of."""
        return self.known.attributes[self.fact.attribute]

    @property
    def url(self) -> str:
        """Where its source can be read, or empty."""
        return self.known.sources[self.fact.source].url

    @property
    def inferred(self) -> str | None:
        """The date of publication, where that is all that dates a yearly figure."""
        return inferred_as_of(self.fact, self.known)

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

    def read(self, name: str) -> Value:
        """A field of the figure as read; None where it could not be."""
        figure = self.fact.figure
        if isinstance(figure, Unread):
            return None
        value: Value = getattr(figure, name)
        if figure.kind is _DATE and isinstance(value, Decimal):
            return bound(value, _DATE)
        return value


def expressed(figure: Figure | Unread, attribute: Attribute) -> str:
    """A figure in the attribute's display unit; nothing for text, which stands as stated."""
    if isinstance(figure, Unread):
        return "unread"
    if figure.kind in TEXTUAL:
        return ""
    from parkq.figures.express import express  # noqa: PLC0415 - listings of names need no figures

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


def flagged(group: "Group") -> str:
    """The verdict in words after its sign: ``✗ conflict``; empty where there is but one fact."""
    if group.verdict == "single":
        return ""
    accepted = words.word("{}, accepted") if group.accepted else "{}"
    return f"{SIGNS[group.severity]} {accepted.format(words.verdict(group.verdict))}".lstrip()


def tone(severity: Severity) -> str:
    """The style of a severity."""
    return TONES[severity]


def percent(ratio: Decimal | None) -> str:
    """A fraction as a percentage with at most one decimal: ``7.3 %``."""
    return "" if ratio is None else f"{ratio * 100:.1f}".removesuffix(".0") + " %"


def joined(facts: Iterable[Fact], groups: Iterable["Group"], known: Known) -> list[FactRecord]:
    """The facts as records, each with its groups; those of an attribute and role stand together."""
    judged: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        judged.setdefault((group.attribute, group.role), []).append(group)
    members: dict[tuple[str, str], list[Fact]] = {key: [] for key in judged}
    for fact in facts:
        members.setdefault((fact.attribute, fact.role), []).append(fact)
    return [
        FactRecord(fact, known, tuple(judged.get(key, ())))
        for key, own in members.items()
        for fact in own
    ]


def _verdict(record: FactRecord) -> str:
    worst = record.worst
    return "" if worst is None or record.fact.rank is _DEPRECATED else worst.verdict


def _verdict_tone(record: FactRecord) -> str:
    worst = record.worst
    return tone(worst.severity) if worst else ""


def _place(record: FactRecord) -> str:
    fact = record.fact
    return f"{fact.file}:{record.known.line(fact)}"


FACT = (
    Column("entity", attrgetter("fact.entity"), whole=True),
    Column("attribute", attrgetter("fact.attribute"), whole=True),
    Column("label", lambda r: label(r.attribute), table=False),
    Column.worded("role", attrgetter("fact.role"), words.word, whole=True),
    Column("stated", attrgetter("fact.figure.stated")),
    Column("value", attrgetter("value"), whole=True, right=True),
    Column("number", lambda r: r.read("value"), right=True, table=False),
    Column("low", lambda r: r.read("low"), right=True, table=False),
    Column("high", lambda r: r.read("high"), right=True, table=False),
    Column("unit", lambda r: r.read("unit"), table=False),
    Column.worded("hedge", lambda r: r.read("hedge"), words.word, table=False),
    Column("as_of", attrgetter("as_of"), whole=True),
    Column("scope", attrgetter("fact.scope")),
    Column.worded("rank", attrgetter("fact.rank"), words.word, table=False),
    Column("source", attrgetter("fact.source"), whole=True, link=lambda r: r.url),
    Column("where", attrgetter("fact.where"), whole=True),
    Column.worded("verdict", _verdict, words.coded, style=_verdict_tone, whole=True),
    Column("note", attrgetter("fact.note"), table=False),
    Column("id", attrgetter("fact.id"), whole=True, table=False),
    Column("place", _place, whole=True, table=False),
)
"""Of a `FactRecord`."""


def camp_words(camp: "Camp") -> str:
    """A camp in one phrase: its value and who states it, copies in brackets."""
    copies = f" [{', '.join(camp.copies)}]" if camp.copies else ""
    dates = f" ({', '.join(camp.as_of)})" if camp.as_of else ""
    return f"{camp.display} {', '.join(camp.sources)}{copies}{dates}"


def group_tone(group: "Group") -> str:
    """The style of a group: what is acknowledged does not stand out."""
    return "quiet" if group.accepted else TONES[group.severity]


def acknowledgement(entry: Accepted) -> str:
    """Until when a conflict may stand, why, and what was decided."""
    decision = "" if entry.decision == "open" else f" ({entry.decision})"
    return f"{_end(entry)}: {entry.reason}{decision}"


def _end(entry: Accepted | None) -> str:
    return (entry.until or "any day") if entry else ""


GROUP = (
    Column.worded("verdict", lambda g: g.verdict.value, words.coded, style=group_tone, whole=True),
    Column.worded("severity", lambda g: g.severity.name.lower(), words.word, table=False),
    Column("entity", lambda g: g.entity, whole=True),
    Column("attribute", lambda g: g.attribute, whole=True),
    Column.worded("role", lambda g: g.role.value, words.word),
    Column("camps", lambda g: " | ".join(map(camp_words, g.camps))),
    Column("gap", lambda g: g.gap_display, right=True, whole=True),
    Column("percent", lambda g: percent(g.gap_ratio), right=True, whole=True),
    Column("gap_number", lambda g: g.gap, right=True, table=False),
    Column("gap_ratio", lambda g: g.gap_ratio, right=True, table=False),
    Column(
        "sources",
        lambda g: tuple(dict.fromkeys(s for c in g.camps for s in c.sources)),
        table=False,
    ),
    Column("facts", lambda g: g.facts, table=False),
    Column("why", lambda g: g.why, table=False),
    Column("settle", lambda g: g.settle, table=False),
    Column("fingerprint", lambda g: g.fingerprint, table=False),
    Column("accepted_until", lambda g: _end(g.accepted), whole=True, table=False),
    Column("accepted", lambda g: acknowledgement(g.accepted) if g.accepted else "", table=False),
)
"""Of a judged group."""
