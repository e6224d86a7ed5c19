"""The answers of ``list``: a line an item."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from parkq.equations.evaluation import Truth
from parkq.model import Fact
from parkq.output import nouns
from parkq.output.columns import Column
from parkq.output.formats import Answer
from parkq.output.judged import FactRow, JudgedFact, fact_row, label
from parkq.output.lookup import Lookup
from parkq.output.nouns import Attribute, Entity, Source, fact
from parkq.output.record import PROBLEMS, Problems, Record, column, columns, key, record_of
from parkq.output.views.rules import Rule, rule

if TYPE_CHECKING:
    from parkq.equations.judging import JudgedRelation
    from parkq.figures.units import Listed


class Unit(Record):
    """A unit that figures are stated in."""

    symbol: str = column(whole=True)
    dimension: str = column()
    base: str = column("The unit that values are kept in.")
    factor: str = column("Its size in the base unit: a number or a quotient.")
    names: tuple[str, ...] = column("What else it is read by.")


class CheckedRelation(Record):
    """A relation judged for one entity."""

    id: str = column(whole=True)
    expr: str = column("As the store writes it.", table=False)
    entity: str = column(whole=True)
    source: str | None = column(
        "The source that states all of it; null where it is judged on several.", whole=True
    )
    outcome: Truth = column(whole=True)
    sentence: str = column("The arithmetic with its numbers.")
    reason: str = column("Why it cannot be told; else empty.")
    facts: tuple[str, ...]


class Count(Record):
    """How many there are of a sort."""

    kind: str = column()
    count: int = column(right=True)


class Listing(Record):
    """The answer of parkq list. jsonl: an item a line."""

    schema: Literal["parkq.list/1"] = "parkq.list/1"
    kind: Literal[
        "all",
        "parks",
        "entities",
        "attributes",
        "sources",
        "facts",
        "relations",
        "units",
        "rules",
    ]
    items: tuple[
        Entity | Attribute | Source | nouns.Fact | Unit | Rule | Count | CheckedRelation, ...
    ]
    problems: Problems = key(PROBLEMS, default=None)


_NOUNS: Mapping[str, tuple[str, type]] = {
    "parks": ("entity", Entity),
    "entities": ("entity", Entity),
    "attributes": ("attribute", Attribute),
    "sources": ("source", Source),
}


def items(kind: str, found: Iterable[Any], store: Lookup) -> Answer:
    """What there is of a kind; of nouns also how many facts there are of each."""
    if kind == "facts":
        return _facts(found, store)
    if kind in _NOUNS:
        noun, shape = _NOUNS[kind]
        sizes = store.count_facts(noun)
        records: list[Any] = [record_of(shape, item, facts=sizes.get(item.id, 0)) for item in found]
        return _answer(
            kind, _attribute_columns() if noun == "attribute" else columns(shape), records
        )
    return _OTHERS[kind](found)


_JUDGED = frozenset({"verdict", "severity", "accepted"})


def _attribute_columns() -> tuple[Column, ...]:
    """Those of an attribute, and its label in the language spoken and in English."""
    first, *others = columns(Attribute)
    spoken = Column("label", label)
    english = Column("label_en", lambda attribute: attribute.label.get("en"), table=False)
    return (first, spoken, english, *others)


def _facts(found: Iterable[Fact], store: Lookup) -> Answer:
    names = (column.name for column in columns(FactRow) if column.name not in _JUDGED)
    return Answer(
        columns=columns(FactRow, " ".join(names)),
        records=(fact_row(JudgedFact(each, store)) for each in found),
        document=lambda: Listing(kind="facts", items=tuple(fact(each, store) for each in found)),
        lines=lambda: (fact(each, store) for each in found),
    )


def _units(found: Iterable["Listed"]) -> Answer:
    return _answer("units", columns(Unit), [record_of(Unit, unit) for unit in found])


def _rules(found: Iterable[Any]) -> Answer:
    return _answer("rules", columns(Rule), [rule(each, Rule) for each in found])


def _relations(found: Iterable["JudgedRelation"]) -> Answer:
    order = "id entity source outcome sentence reason expr"
    return _answer("relations", columns(CheckedRelation, order), list(map(_relation, found)))


def _relation(judged: "JudgedRelation") -> CheckedRelation:
    return record_of(
        CheckedRelation,
        judged.relation,
        entity=judged.entity,
        source=judged.outcome.source,
        outcome=judged.outcome.truth,
        sentence=judged.sentence,
        reason=judged.outcome.reason,
        facts=judged.facts,
    )


_OTHERS: Mapping[str, Callable[[Iterable[Any]], Answer]] = {
    "relations": _relations,
    "rules": _rules,
    "units": _units,
}


def counts(kind: str, sizes: Mapping[str, int]) -> Answer:
    """How many there are of each sort."""
    records = [Count(kind=name, count=size) for name, size in sizes.items()]
    return _answer(kind, columns(Count), records)


def _answer(kind: str, lanes: tuple[Column, ...], records: Sequence[Any]) -> Answer:
    return Answer(
        columns=lanes,
        records=records,
        document=lambda: Listing(kind=kind, items=tuple(records)),  # type: ignore[arg-type]
        lines=lambda: records,
    )
