"""What the screens of several commands share: headings, names, reasons and notes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from parkq import words
from parkq.compare import Cell as Stated
from parkq.model import Accepted, Attribute, Entity
from parkq.output.flags import SIGNS, group_tone, tone, verdict_words
from parkq.output.judged import JudgedFact, acknowledgement, label_and_id
from parkq.output.lookup import Lookup
from parkq.output.tables.page import Cell, Line, Span
from parkq.terms import Role, Severity, Verdict
from parkq.verdicts.results import Group
from parkq.verdicts.suggest import Suggestion

NOTE_INDENT = 2
"""How far notes below the rows of a table stand in."""


class Judged(Protocol):
    """What has a verdict: a group, a cell of a comparison."""

    @property
    def verdict(self) -> Verdict | None:
        """None where nothing is judged."""

    @property
    def severity(self) -> Severity:
        """How much it asks for attention."""

    @property
    def accepted(self) -> Accepted | None:
        """The entry that acknowledges it."""


def flag_cell(judged: Judged | None) -> Cell:
    """A verdict in a column of flags: ``accepted`` stands below it; nothing for one fact alone."""
    if judged is None or judged.verdict in (None, Verdict.SINGLE):
        return ()
    style = tone(judged.severity, accepted=judged.accepted is not None)
    name, bracket, doubt = _split_doubt(verdict_words(judged.verdict, judged.severity))
    lines = (name, f"{bracket}{doubt}", words.word("accepted") if judged.accepted else "")
    return tuple((Span(text, style, whole=True),) for text in lines if text)


def _split_doubt(verdict: str) -> tuple[str, str, str]:
    """A verdict, and what stands behind it in brackets: ``conflict (undated)``."""
    bracket = "（" if "（" in verdict else "("
    name, bracket, doubt = verdict.partition(bracket)
    return name.rstrip(), bracket, doubt


def entity_heading(
    entity: Entity, *, aliases: Sequence[str] = (), everything: bool = False
) -> Line:
    """An entity's name, id, kind and another of its names, or all of them."""
    names = ", ".join(aliases)
    if len(aliases) > 1 and not everything:
        names = f"{aliases[0]} {words.word('and {} more').format(len(aliases) - 1)}"
    also = words.word("also {}").format(names) if aliases else ""
    facts = " · ".join(filter(None, (entity.id, entity.kind, also)))
    return Line((Span(entity.name, "title"), Span("  "), Span(facts, "quiet")), hang=2)


def attribute_name(attribute: Attribute, role: Role) -> tuple[Span, ...]:
    """What people call an attribute, its id unless that says the same, and a role but actual."""
    name, id_ = label_and_id(attribute)
    spans = (Span(f"{name} "), Span(id_, "quiet")) if name else (Span(id_),)
    as_role = () if role is Role.ACTUAL else (Span(f" {words.word(role)}", "info"),)
    return (*spans, *as_role)


def reason_lines(group: Group, suggestion: Suggestion | None = None) -> Iterator[Line]:
    """Why a group has its verdict, what would settle it, who accepted it, and what to go by."""
    style = group_tone(group)
    for number, sentence in enumerate(group.why):
        yield _note("why" if not number else "", sentence, style if not number else "")
    if group.settle:
        yield _note("settle", group.settle)
    if group.accepted:
        yield _note("accepted", _until(group.accepted))
    if group.accepted_before:
        before = acknowledgement(group.accepted_before)
        yield _note("before", words.word("accepted in another form until {}").format(before))
    if suggestion:
        yield _note("go by", ": ".join(filter(None, (suggestion.fact, suggestion.why))))


def _until(entry: Accepted) -> str:
    return words.word("until {}").format(acknowledgement(entry))


def _note(topic: str, sentence: str, style: str = "") -> Line:
    """A sentence after its topic, in a column of topics."""
    return topic_line(topic, (Span(sentence, style),), NOTE_INDENT)


def topic_line(topic: str, spans: Iterable[Span], indent: int = 0) -> Line:
    """Words after their topic, in a column of topics as wide as the longest."""
    from parkq.output.tables.cells import padded  # noqa: PLC0415 - only pages are measured

    about = Span(f"{padded(words.word(topic), _WIDEST_TOPIC)} ", "quiet", whole=True)
    return Line((about, *spans), indent, _WIDEST_TOPIC + 1)


_WIDEST_TOPIC = 8


def inferred_note() -> Line:
    """What the star behind a date means."""
    said = words.word("* the date of publication: the source does not say")
    return Line((Span(said, "quiet"),))


def worst_cell(cells: Iterable[Stated]) -> Stated | None:
    """The one of several cells that asks for attention the most, if any does."""
    alarming = (stated for stated in cells if stated.severity >= Severity.WARNING)
    return max(alarming, key=lambda c: (c.severity, c.accepted is None), default=None)


def figure_lines(
    stated: Stated, store: Lookup, *, sources: bool = False
) -> Iterator[tuple[Span, ...]]:
    """A figure a line, with its date, scope and role behind it; those at odds after their sign.

    Args:
        stated: the figures of an entity and attribute.
        store: looks up its facts.
        sources: whether each also names its source.
    """
    at_odds = stated.severity >= Severity.WARNING
    style = tone(stated.severity, accepted=stated.accepted is not None) if at_odds else ""
    sign = f"{SIGNS[stated.severity]} " if at_odds else ""
    lines: dict[tuple[str, ...], bool] = {}
    for id_ in stated.facts:
        judged = JudgedFact(store.facts[id_], store)
        fact = judged.fact
        role = "" if fact.role is Role.ACTUAL else words.word(fact.role)
        source = fact.source if sources else ""
        value = judged.value or fact.figure.stated
        lines[value, judged.as_of, fact.scope, role, source] = bool(judged.value)
    for (value, *aside), is_figure in lines.items():
        behind = (Span(f" · {text}", "quiet") for text in aside if text)
        yield (Span(f"{sign}{value}", style, whole=is_figure), *behind)
