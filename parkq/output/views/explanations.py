"""The documents of ``explain``: a fact, the roles of an attribute, a page, the list of pages."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from parkq import explain, pages
from parkq.explain import ExplainedFact, ExplainedGroup
from parkq.figures.express import express_bounds
from parkq.model import Attribute, Fact, Figure
from parkq.output import nouns
from parkq.output.lookup import Lookup
from parkq.output.record import PROBLEMS, Problems, Record, column, key, record_of
from parkq.terms import Role, Verdict
from parkq.verdicts.contexts import CONTEXTS
from parkq.verdicts.relations import RELATIONS

_Schema = Literal["parkq.explain/1"]
_SCHEMA: _Schema = "parkq.explain/1"


_Relation = Annotated[str, ("enum", tuple(map(str, RELATIONS)))]
_Context = Annotated[str, ("enum", tuple(map(str, CONTEXTS)))]


class Step(Record):
    """A rule that was tried."""

    rule: str
    fired: bool = key("Whether it held: the last one does.")
    because: str = key("Why or why not, with its numbers.")


class Pair(Record):
    """Two facts judged, and how."""

    first: str = key("A fact id.")
    second: str = key("A fact id.")
    relation: _Relation
    context: _Context
    verdict: Verdict
    severity: nouns.Level
    gap: Decimal | None = key(nouns.GAP)
    gap_ratio: Decimal | None = key(nouns.GAP_RATIO)
    relations: tuple[Step, ...] = key("In the order tried.")
    contexts: tuple[Step, ...] = key("In the order tried.")
    why: tuple[str, ...] = key("Sentences, the deciding one first.")
    settle: str = key("What would settle it, or empty.")


class FactExplanation(Record):
    """A fact in full."""

    schema: _Schema = _SCHEMA
    fact: nouns.Fact
    source: nouns.Source
    steps: tuple[str, ...] = key("How the figure was read.")
    dated: str = key("Its as-of, and what that rests on.")
    unjudged: str = key("Why it is not judged, or empty.")
    conventions: tuple[str, ...] = key(
        "What its hedge leaves open by this project's own convention."
    )
    citation: str = key("By GB/T 7714-2015.")
    allows: str = key("Its interval in the display unit; empty for words.")
    groups: tuple[nouns.Group, ...] = key(
        "In which it is judged: its own, and the orders and promises it is held to."
    )
    pairs: tuple[Pair, ...] = key("The worst first.")
    problems: Problems = key(PROBLEMS, default=None)


class RoleExplanation(Record):
    """What is stated in one role."""

    role: Role
    facts: tuple[nouns.Fact, ...]
    groups: tuple[nouns.Group, ...]
    pairs: tuple[Pair, ...] = key("The worst first.")


class GroupExplanation(Record):
    """The roles of an entity and attribute."""

    schema: _Schema = _SCHEMA
    roles: tuple[RoleExplanation, ...]
    problems: Problems = key(PROBLEMS, default=None)


PageKind = Annotated[str, ("enum", (*pages.KINDS, "rule"))]


class PageLine(Record):
    """What a page says of a topic."""

    topic: str
    text: str


class PageText(Record):
    """What there is to say under one name."""

    name: str
    kinds: tuple[PageKind, ...]
    lines: tuple[PageLine, ...]


class PageExplanation(Record):
    """A page."""

    schema: _Schema = _SCHEMA
    page: PageText
    problems: Problems = key(PROBLEMS, default=None)


class ListedPage(Record):
    """A page in the list of them."""

    name: str = column(style=lambda _: "id", whole=True)
    kinds: tuple[PageKind, ...] = column(whole=True)
    says: str = column()


class PageList(Record):
    """The list of pages."""

    schema: _Schema = _SCHEMA
    pages: tuple[ListedPage, ...]
    problems: Problems = key(PROBLEMS, default=None)


Explanation = Annotated[
    FactExplanation | GroupExplanation | PageExplanation | PageList,
    (
        "description",
        (
            "The answer of parkq explain. One of: a fact, the roles of an entity and attribute, a "
            "page, the list of pages. jsonl: the document in a line, or a page of the list a line."
        ),
    ),
]


def fact_document(explained: ExplainedFact, store: Lookup) -> FactExplanation:
    """A fact in full."""
    return record_of(
        FactExplanation,
        explained,
        fact=nouns.fact(explained.fact, store),
        source=record_of(nouns.Source, explained.source),
        allows=interval(explained.fact, explained.attribute),
        groups=tuple(nouns.group(group, store) for group in explained.groups),
        pairs=tuple(map(_pair, explained.pairs)),
    )


def group_document(explained: Sequence[ExplainedGroup], store: Lookup) -> GroupExplanation:
    """The roles of an entity and attribute."""
    return GroupExplanation(roles=tuple(_role(each, store) for each in explained))


def page_document(page: pages.Page) -> PageExplanation:
    """A page."""
    lines = tuple(PageLine(topic=topic, text=text) for topic, text in page.lines)
    return PageExplanation(page=record_of(PageText, page, lines=lines))


def _role(explained: ExplainedGroup, store: Lookup) -> RoleExplanation:
    return RoleExplanation(
        role=explained.role,
        facts=tuple(nouns.fact(fact, store) for fact in explained.facts),
        groups=tuple(nouns.group(group, store) for group in explained.groups),
        pairs=tuple(map(_pair, explained.pairs)),
    )


def _pair(pair: explain.Pair) -> Pair:
    judgement = pair.judgement
    return record_of(
        Pair,
        judgement,
        first=pair.first.id,
        second=pair.second.id,
        relation=str(judgement.relation),
        context=str(judgement.context),
        severity=judgement.severity.name.lower(),
        gap_ratio=judgement.ratio,
        relations=tuple(record_of(Step, step) for step in pair.relations),
        contexts=tuple(record_of(Step, step) for step in pair.contexts),
        why=pair.why,
        settle=pair.settle,
    )


def interval(fact: Fact, attribute: Attribute) -> str:
    """What a figure allows, in the display unit; empty for words."""
    figure = fact.figure
    if not isinstance(figure, Figure) or not figure.unit:
        return ""
    return express_bounds(figure.low, figure.high, attribute.display, attribute.kind)
