"""Conflicts as a table: a row each, its camps beside one another, what they come to at its ends."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from parkq import words
from parkq.output.flags import group_tone
from parkq.output.judged import TEXTUAL, label, percent
from parkq.output.lookup import Lookup
from parkq.output.tables.page import Cell, Head, Line, Section, Span, Table, cell, figure_spans
from parkq.output.views.common import flag_cell, reason_lines
from parkq.terms import Role
from parkq.verdicts.results import Camp, Group
from parkq.verdicts.suggest import Suggestion

_HEADS = (
    Head("verdict", spans=True),
    Head("entity", spans=True),
    Head("attribute", spans=True),
    Head("id", spans=True),
    Head("as of"),
    Head("stated"),
    Head("value", right=True),
    Head("source"),
    Head("gap", right=True, spans=True),
    Head("percent", right=True, spans=True),
    Head("until", spans=True),
)
_NARROWER = (
    ((0, 10), (1,), (2, 3), (4,), (5,), (6,), (7,), (8, 9)),
    ((0, 10), (1, 2), (5, 6), (7, 4), (8, 9)),
)
"""The until below the verdict, the percentage below the gap; then also the attribute below its
entity, without ids, the value below what is stated and the date below the source."""


def conflict_table(
    groups: Sequence[Group],
    store: Lookup,
    *,
    why: bool,
    suggestions: Mapping[Group, Suggestion] = MappingProxyType({}),
) -> Table:
    """The groups as a table.

    Args:
        groups: in their order.
        store: looks up what they refer to.
        why: whether the reasons stand below each row.
        suggestions: what to go by in each, which is said below it too.
    """

    def notes(group: Group) -> Iterator[Line]:
        suggestion = suggestions.get(group)
        if why or suggestion:
            yield from reason_lines(group, suggestion)

    heads = tuple(head._replace(name=words.word(head.name)) for head in _HEADS)
    sections = (
        Section(tuple(_rows(group, store)), tuple(notes(group)), rule="" if ruled else None)
        for group, ruled in zip(groups, _find_rules(groups, why=why), strict=True)
    )
    return Table(heads, sections, narrower=_NARROWER)


def _find_rules(groups: Sequence[Group], *, why: bool) -> Iterator[bool]:
    """Whether each is parted by a line from the one before: verdicts are, and what explains."""
    before = None
    for group in groups:
        yield why or group.verdict is not before
        before = group.verdict


def _rows(group: Group, store: Lookup) -> Iterator[tuple[Cell, ...]]:
    """A row a camp; what is of the group stands beside the first, and runs on below it."""
    attribute = store.attributes[group.attribute]
    textual = attribute.kind in TEXTUAL
    role = "" if group.role is Role.ACTUAL else f" ({words.word(group.role)})"
    style = group_tone(group)
    entity = store.entities[group.entity]
    until = group.accepted.until if group.accepted else None
    ids = (Span(f"{group.entity}/", "id", whole=True), Span(group.attribute, "id", whole=True))
    empty: Cell = ()
    before: tuple[Cell, ...] = (
        flag_cell(group),
        ((Span(entity.name, "title"),),),
        cell(f"{label(attribute)}{role}"),
        (ids,),
    )
    after: tuple[Cell, ...] = (
        cell(group.gap_display, style, whole=True),
        cell(percent(group.gap_ratio), style, whole=True),
        cell(until, "quiet", whole=True) if until else empty,
    )
    for camp in group.camps:
        yield (*before, *_camp_cells(camp, store, textual=textual), *after)
        before, after = (empty,) * len(before), (empty,) * len(after)


def _camp_cells(camp: Camp, store: Lookup, *, textual: bool) -> tuple[Cell, Cell, Cell, Cell]:
    stated = tuple((Span(text),) if textual else figure_spans(text) for text in camp.stated)
    scopes = tuple(Span(f"· {scope} ", "quiet") for scope in camp.scopes)
    sources = tuple(
        (
            Span(id_, "id", whole=True, link=store.sources[id_].url),
            *((Span(f" {words.word('copy')}", "quiet"),) if id_ in camp.copies else ()),
        )
        for id_ in (*camp.sources, *camp.copies)
    )
    return (
        tuple((Span(date, whole=True),) for date in camp.as_of),
        (*stated, scopes) if scopes else stated,
        () if textual else cell(camp.display, "figure", whole=True),
        sources,
    )
