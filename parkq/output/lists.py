"""The answers of ``list``: a line an item."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from parkq.model import Fact
from parkq.output import shapes
from parkq.output.answer import Answer, Column, Json, Known
from parkq.output.records import FACT, FactRecord, label

if TYPE_CHECKING:
    from parkq.figures.units import Listed as Unit
    from parkq.relations.judging import Checked


def _fields(names: tuple[str, ...], table: str) -> tuple[Column, ...]:
    """Columns that are fields of the record itself; those named in ``table`` stand in a table."""
    whole, in_table = {"id", "published", "symbol"}, table.split()
    return tuple(
        Column(name, attrgetter(name), whole=name in whole, table=name in in_table)
        for name in names
    )


_LABELS = (Column("label", label), Column("label_en", lambda a: a.label.get("en"), table=False))
_COLUMNS = {
    "entity": _fields(shapes.ENTITY, "id name kind part_of"),
    "attribute": (
        *_fields(("id",), "id"),
        *_LABELS,
        *_fields(shapes.ATTRIBUTE[2:], "kind display changes"),
    ),
    "source": (
        Column("id", attrgetter("id"), whole=True, link=attrgetter("url")),
        *_fields(shapes.SOURCE[1:], "title publisher published kind"),
    ),
}
_SHAPES: dict[str, Callable[[Any], dict[str, Json]]] = {
    "entity": shapes.entity,
    "attribute": shapes.attribute,
    "source": shapes.source,
}
_NOUNS = {"parks": "entity", "entities": "entity", "attributes": "attribute", "sources": "source"}


def items(kind: str, found: Iterable[Any], known: Known) -> Answer:
    """What there is of a kind; of nouns also how many facts there are of each."""
    if kind == "facts":
        return _facts(found, known)
    if kind == "units":
        return _units(found)
    if kind == "relations":
        return _relations(found)
    if kind == "rules":
        from parkq.output.rule import listing  # noqa: PLC0415 - other lists need no rules

        return listing(found)
    noun = _NOUNS[kind]
    sizes = Counter(getattr(fact, noun) for fact in known.facts.values())
    size = Column("facts", lambda item: sizes[item.id], right=True)
    shape = _SHAPES[noun]
    return _answer(
        kind,
        (*_COLUMNS[noun], size),
        found,
        lambda: ({**shape(item), "facts": sizes[item.id]} for item in found),
    )


def _facts(found: Iterable[Fact], known: Known) -> Answer:
    columns = tuple(column for column in FACT if column.name != "verdict")
    records = (FactRecord(fact, known) for fact in found)
    return _answer("facts", columns, records, lambda: (shapes.fact(f, known) for f in found))


def _units(found: Iterable["Unit"]) -> Answer:
    names = ("symbol", "dimension", "base", "factor", "names")
    columns = _fields(names, " ".join(names))
    return _answer("units", columns, found, lambda: [shapes.picked(unit, names) for unit in found])


def _relations(found: Iterable["Checked"]) -> Answer:
    columns = (
        Column("id", lambda one: one.relation.id, whole=True),
        Column("entity", attrgetter("entity"), whole=True),
        Column("source", lambda one: one.outcome.source, whole=True),
        Column("outcome", lambda one: one.outcome.kind.value, whole=True),
        Column("sentence", attrgetter("sentence")),
        Column("reason", lambda one: one.outcome.reason),
        Column("expr", lambda one: one.relation.expr, table=False),
    )
    return _answer("relations", columns, found, lambda: [shapes.relation(one) for one in found])


def counts(kind: str, sizes: Mapping[str, int]) -> Answer:
    """How many there are of each sort."""
    columns = (
        Column("kind", lambda pair: pair[0]),
        Column("count", lambda pair: pair[1], right=True),
    )
    shaped = [{"kind": name, "count": size} for name, size in sizes.items()]
    return _answer(kind, columns, tuple(sizes.items()), lambda: shaped)


def _answer(
    kind: str,
    columns: tuple[Column, ...],
    records: Iterable[Any],
    shaped: Callable[[], Iterable[Json]],
) -> Answer:
    return Answer(
        columns=columns,
        records=records,
        document=lambda: shapes.named("list", {"kind": kind, "items": list(shaped())}),
        lines=shaped,
    )
