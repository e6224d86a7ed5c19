"""A store read from its index: what is asked for is selected when it is asked for."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache

from parkq.errors import Problem
from parkq.index import record
from parkq.index.mappings import (
    FACT,
    IN_ORDER,
    ByKey,
    Facts,
    Nouns,
    Relations,
    Row,
    Select,
)
from parkq.index.plain import WORST_FIRST, DamagedError, verify_comparisons, verify_facts
from parkq.model import Accepted, Attribute, Entity, Fact, Source
from parkq.store.memory import Contents
from parkq.store.statements import Given, read_for
from parkq.terms import Measure, Rank, Role, Severity, Status, Verdict
from parkq.verdicts.judge import JudgedStore
from parkq.verdicts.results import Counts, Group

_COMPARISON = "SELECT comparison.* FROM comparison "


class IndexedStore(JudgedStore):
    """A store whose nouns, facts and comparisons are rows of its index."""

    def __init__(self, select: Select, root: str) -> None:
        """Takes what selects rows, and the store's folder."""
        self._select = select
        self._lines: dict[str, int] = {}
        super().__init__(self._contents(root))

    def _contents(self, root: str) -> Contents:
        select = self._select
        sources = "source JOIN file ON file.number = source.file ORDER BY file.place"
        (problems,) = select("SELECT value FROM meta WHERE key = 'problems'")
        return Contents(
            root=root,
            entities=Nouns(select, "entity", Entity, "entity ORDER BY number"),
            attributes=Nouns(select, "attribute", Attribute, "attribute ORDER BY number"),
            sources=Nouns(select, "source", Source, sources),
            facts=Facts(self, select),
            of_entity=ByKey(
                self._ids("SELECT id FROM entity WHERE facts > 0 ORDER BY number"),
                lambda id_: tuple(self.stated(id_)) or None,
            ),
            parts=ByKey(
                self._ids("SELECT DISTINCT part_of FROM entity WHERE part_of NOT NULL"),
                lambda id_: self._of(
                    "SELECT id FROM entity WHERE part_of = ? ORDER BY number", id_
                ),
            ),
            relations=Relations(select),
            accepted=ByKey(
                self._ids("SELECT DISTINCT entity FROM accepted"), self._acknowledgements
            ),
            problems=tuple(record.load_all(Problem, problems[0])),
        )

    def _ids(self, sql: str) -> Callable[[], Sequence[str]]:
        return lambda: [id_ for (id_,) in self._select(sql)]

    def _of(self, sql: str, id_: str) -> tuple[str, ...] | None:
        return tuple(one for (one,) in self._select(sql, id_)) or None

    def _acknowledgements(self, entity: str) -> tuple[Accepted, ...] | None:
        rows = self._select(
            "SELECT detail FROM accepted JOIN file ON file.number = file WHERE entity = ? "
            "ORDER BY place, position",
            entity,
        )
        return tuple(record.load(Accepted, detail) for (detail,) in rows) or None

    @cache  # noqa: B019 - as long as the store
    def stated(self, entity: str) -> Mapping[str, Fact]:
        """The facts of an entity by id, in the order of the files."""
        counted = self._select("SELECT facts FROM entity WHERE id = ?", entity)

        def verify(rows: Sequence[Row]) -> None:
            if len(rows) != sum(count for (count,) in counted):
                raise DamagedError(entity)
            verify_facts(rows)

        own = "WHERE fact.entity = (SELECT number FROM entity WHERE id = ?)"
        rows = self._select(f"{FACT} {own} {IN_ORDER}", entity, verify=verify)
        return {fact.id: fact for fact in map(self.fact, rows)}

    def fact(self, row: Row) -> Fact:
        """The fact of a row; its figure is read again, which is faster than to unpack it."""
        *values, _, entity, attribute, source, file = row
        _, id_, _, _, _, role, stated, *_, as_of, _, scope, rank, where, note = values[:22]
        measure, unit, currency, status, whole, _, position, self._lines[id_] = values[22:]
        of_measure = Measure(measure) if measure else None
        given = Given(of_measure, unit, currency)
        return Fact(
            id=id_,
            entity=entity,
            attribute=attribute,
            source=source,
            figure=read_for(self.attributes[attribute], stated, as_of, given),
            as_of=as_of,
            role=Role(role),
            scope=scope,
            rank=Rank(rank),
            where=where,
            note=note,
            measure=of_measure,
            unit=unit,
            status=Status(status) if status else None,
            of=whole,
            file=file,
            path=("fact", position),
        )

    def line(self, fact: Fact) -> int:
        """As it was when the store was read."""
        if fact.id not in self._lines:
            self.stated(fact.entity)
        return self._lines[fact.id]

    def stating(self, sources: Iterable[str]) -> list[str]:
        """As the store tells it."""
        rows = (
            self._select(
                "SELECT DISTINCT entity.id FROM fact JOIN entity ON entity.number = fact.entity "
                "WHERE fact.source = (SELECT number FROM source WHERE id = ?)",
                source,
            )
            for source in sources
        )
        return sorted({id_ for some in rows for (id_,) in some})

    def count_facts(self, kind: str) -> Mapping[str, int]:
        """As the store tells it."""
        return dict(self._select(f"SELECT id, facts FROM {kind}"))

    # Comparisons

    @cache  # noqa: B019 - as long as the store
    def groups(self, entity: str) -> Sequence[Group]:
        """As they were judged when the store was read."""
        own = "WHERE entity = (SELECT number FROM entity WHERE id = ?) ORDER BY number"
        rows = self._select(_COMPARISON + own, entity, verify=verify_comparisons)
        return tuple(map(_group, rows))

    def differing(
        self,
        sources: Sequence[str],
        entities: Collection[str],
        attributes: Collection[str],
        verdicts: Collection[Verdict],
        least: Severity | None,
    ) -> tuple[Counts, Sequence[Group]]:
        """As they were judged; those to be listed come with the worst first."""
        meet, values = _meeting(sources, entities, attributes)
        counts = self._select(
            f"SELECT verdict, COUNT(*) FROM comparison WHERE {meet} GROUP BY verdict",
            *values,
        )
        listed = _one_of("verdict", verdicts) if verdicts else f"severity >= {int(least or 0)}"
        rows = self._select(
            f"{_COMPARISON} JOIN entity ON entity.number = comparison.entity "
            "JOIN attribute ON attribute.number = comparison.attribute "
            f"WHERE {meet} AND {listed} {WORST_FIRST}",
            *values,
            *verdicts,
            verify=verify_comparisons,
        )
        return {Verdict(verdict): count for verdict, count in counts}, list(map(_group, rows))


def _meeting(
    sources: Iterable[str], entities: Collection[str], attributes: Collection[str]
) -> tuple[str, list[str]]:
    """The condition that sources meet in a comparison that is asked for, and its parameters."""
    conditions = ["(comparison.sources > 1 OR comparison.severity >= 2)"]
    for table, ids in (("entity", entities), ("attribute", attributes)):
        if ids:
            numbers = f"SELECT number FROM {table} WHERE {_one_of('id', ids)}"
            conditions.append(f"comparison.{table} IN ({numbers})")
    conditions += (
        "comparison.number IN (SELECT comparison FROM comparison_fact "
        "JOIN fact ON fact.number = comparison_fact.fact "
        "WHERE source = (SELECT number FROM source WHERE id = ?))"
        for _ in sources
    )
    return " AND ".join(conditions), [*entities, *attributes, *sources]


def _one_of(column: str, values: Collection[str]) -> str:
    return f"{column} IN ({', '.join('?' * len(values))})"


def _group(row: Row) -> Group:
    return record.load(Group, row[-2])
