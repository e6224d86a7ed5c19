"""The facts that the references of a relation mean, for one entity."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import chain

from parkq import dates
from parkq.equations.evaluation import BySource
from parkq.equations.intervals import Interval
from parkq.equations.references import Reference
from parkq.model import Fact, Figure, Relation
from parkq.names.folding import fold
from parkq.store.memory import Store
from parkq.terms import Kind, Measure, Role
from parkq.verdicts.claims import Claim, read_claims


class ClaimIndex:
    """The claims of levels in a store by entity and attribute, each read when first asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._facts: dict[tuple[str, str], list[Fact]] = {}
        for fact in store.facts.values():
            self._facts.setdefault((fact.entity, fact.attribute), []).append(fact)
        self.claims = cache(self._read_claims)

    def has_all(self, entity: str, attributes: Iterable[str]) -> bool:
        """Whether an entity has a fact for each of some attributes."""
        return all((entity, attribute) in self._facts for attribute in attributes)

    def _read_claims(self, entity: str, attribute: str) -> Sequence[Claim]:
        facts = self._facts.get((entity, attribute), ())
        claims = read_claims(facts, self.store.attributes[attribute], self.store.sources)
        return [c for c in claims if c.figure.measure is Measure.LEVEL]


class Evidence:
    """What sources state of one entity that a relation speaks of, each reference looked up once.

    Attributes:
        claims_by_source: gives the claims that a reference narrows to, by the id of their source;
            actual ones unless it names a role.
    """

    def __init__(self, index: ClaimIndex, relation: Relation, entity: str) -> None:
        self._index = index
        self._relation = relation
        self._entity = entity
        self.claims_by_source = cache(self._find_claims)
        self._by_bounds = cache(self._index_bounds)

    def claims(self, reference: Reference) -> Iterable[Claim]:
        """All claims that a reference narrows to."""
        return chain.from_iterable(self.claims_by_source(reference).values())

    def figures(self, reference: Reference) -> BySource:
        """The intervals of the figures that a reference means."""
        return self._read(reference, _bounds, lambda figure: bool(figure.unit))

    def lengths(self, reference: Reference) -> BySource:
        """The lengths of the lists that a reference means."""
        return self._read(reference, _length, lambda figure: figure.kind is Kind.LIST)

    def fact_ids(self, references: Iterable[Reference], source: str | None) -> tuple[str, ...]:
        """The facts that references mean, of one source or (None) of all, each once."""
        used: dict[str, None] = {}
        for reference in references:
            by_source = self.claims_by_source(reference)
            of_source = [by_source.get(source, [])] if source else by_source.values()
            used.update(dict.fromkeys(c.fact.id for c in chain.from_iterable(of_source)))
        return tuple(used)

    def find_figure(self, reference: Reference, interval: Interval) -> Figure | None:
        """A figure that a reference means and that has just these bounds."""
        return self._by_bounds(reference).get(interval)

    def _index_bounds(self, reference: Reference) -> Mapping[Interval, Figure]:
        by_bounds: dict[Interval, Figure] = {}
        for c in self.claims(reference):
            by_bounds.setdefault(_bounds(c.figure), c.figure)
        return by_bounds

    def _read(
        self,
        reference: Reference,
        read: Callable[[Figure], Interval],
        serves: Callable[[Figure], bool],
    ) -> BySource:
        read_by_source = {
            source: tuple(read(c.figure) for c in group if serves(c.figure))
            for source, group in self.claims_by_source(reference).items()
        }
        return {source: intervals for source, intervals in read_by_source.items() if intervals}

    def _find_claims(self, reference: Reference) -> Mapping[str, list[Claim]]:
        qualifiers = {"role": Role.ACTUAL.value, **dict(reference.qualifiers)}
        if self._relation.source:
            qualifiers.setdefault("source", self._relation.source)
        if self._relation.as_of:
            qualifiers.setdefault("as-of", self._relation.as_of)
        by_source: dict[str, list[Claim]] = {}
        for c in self._index.claims(reference.entity or self._entity, reference.attribute):
            if all(_QUALIFIES[key](c, value) for key, value in qualifiers.items()):
                by_source.setdefault(c.fact.source, []).append(c)
        return by_source


def _bounds(figure: Figure) -> Interval:
    return Interval(figure.low, figure.high)


def _length(figure: Figure) -> Interval:
    count = Decimal(len(figure.items))
    return Interval(count, None if figure.open_ended else count)


def _holds_in(c: Claim, as_of: str) -> bool:
    return (c.declared or c.inferred) and dates.meet(c.period, dates.parse(as_of))


_QUALIFIES: Mapping[str, Callable[[Claim, str], bool]] = {
    "role": lambda c, value: c.fact.role == value,
    "source": lambda c, value: c.fact.source == value,
    "scope": lambda c, value: fold(c.fact.scope) == fold(value),
    "as-of": _holds_in,
}
"""Whether a claim is of a value between the brackets of a reference, by the value's key."""
