"""A fact with what its judgement needs: its origin, its scope and the time that it speaks of.

Nothing here looks at a fact's id, file or source id to decide anything: what is stated decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from parkq import dates
from parkq.model import Attribute, Fact, Figure, Source
from parkq.names.folding import fold
from parkq.terms import Changes, Rank

ALWAYS = dates.Period(None, None)
"""The time of what no date changes, and of what no date is known of."""

_YEARLY = Changes.YEARLY  # a member is looked up slowly before Python 3.12


class Claim(NamedTuple):
    """A fact with what its judgement needs.

    Attributes:
        figure: the fact's, read.
        origin: id of the source at the root of its chain of ``derived_from``.
        period: when the value held, as its source says or its publication lets infer.
        time: of the comparison that it takes part in; all that speak of one time share it.
        declared: whether the source itself says when it held.
        inferred: whether the period is only the year of publication.
        published, publisher: of the source, as written.
        scope: folded; empty for the whole.
        scopes: folded scope to the sources that state it in this comparison; shared by all.
    """

    fact: Fact
    figure: Figure
    origin: str
    period: dates.Period
    time: dates.Period = ALWAYS
    declared: bool = False
    inferred: bool = False
    published: str = ""
    publisher: str = ""
    scope: str = ""
    scopes: Mapping[str, frozenset[str]] = {}

    @property
    def is_dated(self) -> bool:
        """Whether it is known, or inferred, when the value held."""
        return self.declared or self.inferred

    @property
    def is_undated_copy(self) -> bool:
        """Whether it repeats a document, and takes the time of what it repeats."""
        return self.origin != self.fact.source and not self.declared


def claim(fact: Fact, figure: Figure, attribute: Attribute, source: Source, origin: str) -> Claim:
    """Dates a fact: by its as-of, else for a yearly attribute by its source's publication."""
    inferred = False
    if fact.as_of:
        period = _days_of(fact.as_of)
    elif attribute.changes is _YEARLY and source.published:
        period, inferred = _year_of(source.published), True
    else:
        period = dates.Period(None, _year_of(source.retrieved).high if source.retrieved else None)
    return Claim(
        fact=fact,
        figure=figure,
        origin=origin,
        period=period,
        time=period,
        declared=fact.as_of is not None,
        inferred=inferred,
        published=source.published or "",
        publisher=fold(source.publisher),
        scope=fold(fact.scope) if fact.scope else "",
    )


@lru_cache(maxsize=4096)
def _days_of(edtf: str) -> dates.Period:
    """The days of a date, however sure its source is of them."""
    return dates.Period(*dates.parse(edtf)[:2])


@lru_cache(maxsize=4096)
def _year_of(edtf: str) -> dates.Period:
    return dates.whole_years(_days_of(edtf))


def read_claims(
    facts: Iterable[Fact], attribute: Attribute, sources: Mapping[str, Source]
) -> list[Claim]:
    """The facts that can be judged, neither deprecated nor unread; their times not yet joined."""
    return [
        claim(fact, fact.figure, attribute, sources[fact.source], origin(fact.source, sources))
        for fact in facts
        if isinstance(fact.figure, Figure) and fact.rank is not Rank.DEPRECATED
    ]


def origin(source: str, sources: Mapping[str, Source]) -> str:
    """The id at the root of a source's chain of ``derived_from``."""
    while parent := sources[source].derived_from:
        source = parent
    return source


def share_scopes(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one comparison, each knowing which sources limit a figure to which scope."""
    if not any(c.scope for c in claims):
        return list(claims)
    stating: defaultdict[str, set[str]] = defaultdict(set)
    for c in claims:
        stating[c.scope].add(c.fact.source)
    shared = {scope: frozenset(ids) for scope, ids in stating.items()}
    return [c._replace(scopes=shared) for c in claims]


def stamp(c: Claim) -> str:
    """When a claim held, as printed beside it: ``2022*`` where taken from the publication."""
    if c.inferred:
        return f"{c.published.rstrip('?')}*"
    return c.fact.as_of or ""


# What is stated, and the one order over it


Content = tuple[object, ...]


def content(c: Claim) -> Content:
    """What a claim states, whoever does: figure, time, scope, and how final it is."""
    figure, status = c.figure, c.fact.status or ""
    words = "" if figure.unit else figure.items or figure.stated
    number = (figure.low, figure.high, figure.value, figure.half, figure.coarse, figure.hedge)
    revision = (status, c.publisher, c.published) if status else ()
    return (number, figure.unit, figure.digits, words, c.period, c.declared, c.scope, revision)


def order(c: Claim) -> tuple[object, ...]:
    """Sorts claims by what they state alone: the smallest figure first, then the earliest.

    Claims that are alike in all of it come to the same verdicts; their ids only name them.
    """
    figure, period = c.figure, c.period
    return (
        _first_none(figure.low),
        _last_none(figure.high),
        _first_none(figure.value),
        figure.half,
        figure.stated,
        _first_none(period.low),
        _last_none(period.high),
        not c.declared,
        c.scope,
        c.fact.status or "",
        c.published,
        c.publisher,
        c.origin != c.fact.source,
        c.fact.where,
        c.fact.id,
    )


def _first_none(bound: Decimal | int | None) -> tuple[bool, Decimal | int]:
    return bound is not None, bound or 0


def _last_none(bound: Decimal | int | None) -> tuple[bool, Decimal | int]:
    return bound is None, bound or 0


def point(figure: Figure) -> Decimal | None:
    """The value stated, else the middle of a closed interval, else the bound there is."""
    if figure.value is not None:
        return figure.value
    if figure.low is not None and figure.high is not None:
        return (figure.low + figure.high) / 2
    return figure.low if figure.low is not None else figure.high
