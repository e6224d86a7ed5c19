"""PQ7: where figures come from."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from parkq.findings import Found
from parkq.locale import Message
from parkq.model import Fact, Figure
from parkq.rules.rule import Case, Rule, at, of_fact
from parkq.terms import Severity
from parkq.verdicts.claims import origin

ALIKE = Decimal("0.8")
"""The share of the shorter source's figures from which two sources are too alike."""

FEWEST = 5
"""Figures in common; fewer may be chance."""

_MOST_SHARING = 20
"""Of a figure that more sources state, only the store's first so many are compared."""


def _unlocated(case: Case) -> Iterator[Found]:
    for fact in case.store.facts.values():
        if not fact.where:
            message = Message("{stated} has no locator (where)", stated=fact.figure.stated)
            yield of_fact(fact, message)


def _undated(case: Case) -> Iterator[Found]:
    for source in case.store.sources.values():
        if not source.published and not source.note:
            yield Found(
                message=Message(
                    "{source} has no date of publication, and no note to say why", source=source.id
                ),
                place=at(source),
                identity=source.id,
            )


def _unpublished(case: Case) -> Iterator[Found]:
    for source in case.store.sources.values():
        if not source.publisher and not source.note:
            yield Found(
                message=Message(
                    "{source} names no publisher, and has no note to say why", source=source.id
                ),
                place=at(source),
                identity=source.id,
            )


def _reprints(case: Case) -> Iterator[Found]:
    """Sources that state most of their figures alike, and are not marked as derived."""
    sources = case.store.sources
    place = {id_: number for number, id_ in enumerate(sources)}
    sizes: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for ids in case.store.of_entity.values():
        for stating in _sharing(map(case.store.facts.__getitem__, ids), sizes):
            pairs.update(combinations(sorted(stating, key=place.__getitem__)[:_MOST_SHARING], 2))
    for (first, second), shared in pairs.items():
        least = min(sizes[first], sizes[second])
        if shared < FEWEST or shared < ALIKE * least:
            continue
        if origin(first, sources) != origin(second, sources):
            yield Found(
                message=Message(
                    "{count} figures are alike in {second} (of {size}) and {first} "
                    "(of {first_size}), and neither is marked as derived from the other",
                    count=shared,
                    second=second,
                    size=sizes[second],
                    first=first,
                    first_size=sizes[first],
                ),
                place=at(sources[second]),
                identity=f"{first} {second}",
                related=((at(sources[first]), first),),
            )


def _sharing(facts: Iterable[Fact], sizes: Counter[str]) -> Iterable[Iterable[str]]:
    """The sources of each figure of an entity that several state; words count for nothing.

    How many figures each source states is added to the sizes.
    """
    first: dict[tuple[object, ...], str] = {}
    shared: dict[tuple[object, ...], dict[str, None]] = {}
    for fact in facts:
        figure, source = fact.figure, fact.source
        if isinstance(figure, Figure) and figure.unit:
            key = (fact.attribute, fact.role, figure.low, figure.high)
            earlier = first.setdefault(key, source)
            if earlier != source:
                shared.setdefault(key, {earlier: None})[source] = None
    sizes.update(first.values())
    for _, *others in shared.values():
        sizes.update(others)
    return shared.values()


RULES = (
    Rule(
        code="PQ701",
        name="missing-locator",
        severity=Severity.WARNING,
        says="A fact does not say where in its document it stands (where).",
        why="Whoever checks it has to read the whole document.",
        find=_unlocated,
    ),
    Rule(
        code="PQ702",
        name="undated-source",
        severity=Severity.WARNING,
        says="A source has no date of publication, and no note to say why.",
        why="The date tells an update from a conflict. Where it is inferred, write 2022? and say "
        "how in the note; where nothing can be inferred, say that.",
        find=_undated,
    ),
    Rule(
        code="PQ703",
        name="unnamed-publisher",
        severity=Severity.WARNING,
        says="A source names no publisher, and has no note to say why.",
        why="Who says it is half of what is said.",
        find=_unpublished,
    ),
    Rule(
        code="PQ704",
        name="unmarked-reprint",
        severity=Severity.WARNING,
        says="Two sources state five figures or more alike, four fifths of the shorter one's.",
        why="One was taken from the other, or both from a third: they are one witness, not two. "
        "Say so with derived_from.",
        find=_reprints,
    ),
)
