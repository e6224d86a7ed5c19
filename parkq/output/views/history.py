"""The answer of ``history``: figures in the order of time, listed and on a terminal plotted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from parkq import history, words
from parkq.figures.express import scaled, symbol
from parkq.history import History, middle
from parkq.model import Figure, Unread
from parkq.output.columns import Column
from parkq.output.flags import SIGNS, flag_words, group_tone, tone, verdict_words
from parkq.output.formats import Answer
from parkq.output.judged import FactRow, JudgedFact, fact_row_of, percent
from parkq.output.lookup import Lookup
from parkq.output.record import column, columns
from parkq.output.tables.page import (
    Cell,
    Drawing,
    Element,
    Head,
    Line,
    Section,
    Span,
    Table,
    cell,
    figure_spans,
)
from parkq.output.views.common import attribute_name, entity_heading, inferred_note, reason_lines
from parkq.output.views.points import document, point
from parkq.terms import Hedge, Kind, Rank, Role, Severity, Verdict

if TYPE_CHECKING:
    from parkq.output.plot import Mark
    from parkq.verdicts.results import Group

_SIGNS = {
    Role.ACTUAL: "●",
    Role.PLAN: "◆",
    Role.TARGET: "◇",
    Role.FORECAST: "△",
    Role.THRESHOLD: "□",
}
"""What stands for a figure in the plot and beside its role: no colour tells them apart alone."""
_TONES: Mapping[Role, str] = {role: "info" for role in _SIGNS if role is not Role.ACTUAL}
_FEWEST = 2
"""Figures that make a plot."""
_HEADER = ("verdict", "as of", "role", "stated", "value", "source")
_NARROWER = (((0,), (1, 2), (3, 4), (5,)),)
"""The role below the date, and the value below what is stated."""
_WHOLE = frozenset({Kind.COUNT, Kind.RANK})
_NUMBER = re.compile(r".*\d")


class PointRow(FactRow):
    """A fact in time in a row."""

    change: str = column(right=True, whole=True)
    change_ratio: Decimal | None = column(right=True, table=False)
    step: str | None = column(word=words.coded, whole=True)
    since: str | None = column(whole=True, table=False)


class _Stage(JudgedFact):
    """A fact in its place in time."""

    __slots__ = ("point",)

    def __init__(self, point: history.Point, store: Lookup, groups: "tuple[Group, ...]") -> None:
        super().__init__(point.fact, store, groups)
        self.point = point

    @property
    def change(self) -> history.Change | None:
        return self.point.change

    @property
    def numbers(self) -> tuple[Decimal | None, ...] | None:
        """Its low, value and high in the display unit; None where it cannot be plotted."""
        figure, deprecated = self.fact.figure, self.fact.rank is Rank.DEPRECATED
        if isinstance(figure, Unread) or deprecated or self.point.period is None:
            return None
        return scaled(figure, self.attribute.display)

    @property
    def at_odds(self) -> "Iterator[Group]":
        """The groups that ask for attention because of this figure and one other."""
        alarming = (group for group in self.groups if group.severity >= Severity.WARNING)
        return (group for group in alarming if self.fact.id in group.pair)

    @property
    def flag(self) -> str:
        """The sign of the worst that there is against the figure."""
        changed = self.change.severity if self.change else Severity.SILENT
        worst = max((changed, *(group.severity for group in self.at_odds)))
        return SIGNS[worst] if worst >= Severity.WARNING else ""


def answer(found: History, store: Lookup, *, plot: bool | None) -> Answer:
    """What ``history`` prints.

    Args:
        found: the figures in the order of time.
        store: looks up what the facts refer to.
        plot: whether to plot; None for where there is a terminal.
    """
    stages = [_stage(point, found, store) for point in found.points]
    return Answer(
        columns=tuple(_columns()),
        records=map(_row, stages),
        document=lambda: document(found, store),
        lines=lambda: (point(each, store) for each in found.points),
        page=lambda: _page(found, stages, plot=plot is not False),
        prose=plot is True,
    )


def _stage(point: history.Point, found: History, store: Lookup) -> _Stage:
    fact = point.fact
    own = tuple(g for g in found.groups if g.role is fact.role and g.attribute == fact.attribute)
    return _Stage(point, store, own)


def _ratio(stage: _Stage) -> str:
    """The change since the figure before, with its sign: ``+18.6 %``."""
    ratio = stage.change.ratio if stage.change else None
    return "" if not ratio else f"{'+' if ratio > 0 else '−'}{percent(abs(ratio))}"


def _row(stage: _Stage) -> PointRow:
    change = stage.change
    return fact_row_of(
        PointRow,
        stage,
        change=_ratio(stage),
        change_ratio=change and change.ratio,
        step=change and change.verdict.value,
        since=change and change.since,
    )


def _columns() -> Iterator[Column]:
    """Those of a fact, and how its figure stands to the one before it."""
    for lane in columns(PointRow, _ORDER):
        yield lane._replace(table=False) if lane.name in _SHARED else lane


_ORDER = (
    "entity attribute as_of role stated value number low high unit hedge scope change change_ratio "
    "step since source where verdict severity accepted rank note id place"
)
_SHARED = frozenset({"entity", "attribute", "where"})
"""What all points share, or what a table has no room for."""


def _page(found: History, stages: Sequence[_Stage], *, plot: bool) -> Iterator[Element]:
    yield entity_heading(found.entity)
    yield Line(attribute_name(found.attribute, Role.ACTUAL))
    yield Line()
    drawn = [stage for stage in stages if stage.numbers] if plot else []
    if len(drawn) >= _FEWEST:
        yield Drawing(lambda room: _plotted(drawn, found, room))
    heads = tuple(Head(words.word(name), right=name == "value") for name in _HEADER)
    yield Table(heads, _sections(stages), narrower=_NARROWER)
    notes = tuple(_notes(found, stages))
    if notes:
        yield Line()
    yield from notes


def _sections(stages: Sequence[_Stage]) -> Iterator[Section]:
    """A row a fact; those that nothing dates stand apart."""
    dated = [stage for stage in stages if stage.point.period]
    for number, stage in enumerate(stages, 1):
        parts = number == len(dated) < len(stages)
        yield Section((_cells(stage),), (Line(),) if parts else ())


def _cells(stage: _Stage) -> tuple[Cell, ...]:
    fact = stage.fact
    deprecated = fact.rank is Rank.DEPRECATED
    style = "quiet" if deprecated else ""
    aside = list(filter(None, (fact.scope, words.word("deprecated") if deprecated else "")))
    text = fact.figure.stated
    stated = figure_spans(text, style) if stage.value else (Span(text, style),)
    role = f"{_SIGNS[fact.role]} {words.word(fact.role)}"
    undated = words.word("undated")
    return (
        tuple(_verdicts(stage)),
        cell(stage.as_of or undated, style or ("" if stage.as_of else "quiet"), whole=True),
        cell(role, style or _TONES.get(fact.role, ""), whole=True),
        ((*stated, *(Span(f" · {each}", "quiet") for each in aside)),),
        cell(stage.value, style or "figure", whole=True),
        cell(fact.source, style or "id", whole=True, link=stage.url),
    )


def _verdicts(stage: _Stage) -> Iterator[tuple[Span, ...]]:
    """On the figure against the one before, and what else there is against it, a line each."""
    accepted = any(group.accepted for group in stage.groups)
    if change := stage.change:
        shown = verdict_words(change.verdict, change.severity)
        style = tone(change.severity, accepted=accepted)
        yield (Span(" ".join(filter(None, (shown, _ratio(stage)))), style, whole=True),)
    for group in stage.at_odds:
        if change is None or group.verdict is not change.verdict:
            yield (
                Span(verdict_words(group.verdict, group.severity), group_tone(group), whole=True),
            )
    if accepted and (stage.flag or list(stage.at_odds)):
        yield (Span(words.word("accepted"), "quiet", whole=True),)


def _notes(found: History, stages: Sequence[_Stage]) -> Iterator[Line]:
    """The verdicts of the whole, why, and what signs mean."""
    for group in found.groups:
        if group.verdict is not Verdict.SINGLE:
            role = "" if group.role is Role.ACTUAL else f" ({words.word(group.role)})"
            yield Line((Span(f"{flag_words(group)}{role}", group_tone(group), whole=True),))
            yield from reason_lines(group)
    if any(stage.inferred for stage in stages):
        yield inferred_note()


def _plotted(stages: Sequence[_Stage], found: History, room: int) -> Iterator[Line]:
    from parkq.output.plot import plot  # noqa: PLC0415 - only where there is something to plot

    attribute = found.attribute
    first = sorted(stages, key=lambda stage: stage.fact.role is not Role.ACTUAL)
    lines = plot(
        [_mark(stage) for stage in first],
        room,
        styles=_styles(found),
        unit=symbol(attribute.display, attribute.kind),
        whole=attribute.kind in _WHOLE,
        down=attribute.kind is Kind.RANK,
    )
    if lines:
        yield from (*lines, Line())


def _styles(found: History) -> dict[str, str]:
    """By sign; that of a conflict is dimmed where all are accepted."""
    alarming = [group for group in found.groups if group.severity >= Severity.WARNING]
    accepted = all(group.accepted for group in alarming)
    flags = (Severity.WARNING, Severity.ERROR)
    return {
        **{sign: _TONES.get(role, "figure") for role, sign in _SIGNS.items()},
        **{SIGNS[flag]: tone(flag, accepted=accepted) for flag in flags},
    }


def _mark(stage: _Stage) -> "Mark":
    from parkq.output.plot import Mark  # noqa: PLC0415 - as above

    period, figure = stage.point.period, stage.fact.figure
    low, value, high = stage.numbers or (None, None, None)
    hedged = isinstance(figure, Figure) and figure.hedge is not Hedge.EXACT
    ends = tuple(end for end in (low, high) if end is not None)
    number = _NUMBER.match(stage.value)
    return Mark(
        day=middle(period) / 2 if period else 0,
        period=period if "/" in (stage.fact.as_of or "") else None,
        values=ends if value is None else (value,),
        low=low,
        high=high,
        hedged=hedged,
        sign=_SIGNS[stage.fact.role],
        label=" ".join(filter(None, (number and number[0], stage.flag))),
    )
