"""Decodes a store's file: the tables that tomli gives, to the model, noting every problem.

The format stands in `parkq.store.shapes`.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from parkq.errors import KeyPath, Problem, Problems
from parkq.locale import Message
from parkq.model import (
    Accepted,
    Attribute,
    Entity,
    Figure,
    Relation,
    Scope,
    Source,
    Statement,
    Statements,
    Tables,
)
from parkq.store import fields, keys
from parkq.store.canonical import KEYS, Facts
from parkq.store.fields import Shape
from parkq.store.shapes import PUBLISHED, SHAPES
from parkq.terms import Kind, Rank

SCHEMA = 2
"""The version of the store's format that is written; those before it are read as well."""

VERSIONS = (1, SCHEMA)
"""The versions of the store's format that are read here."""

KEY_PROBLEMS = frozenset({"unknown-key", "bad-key", "misplaced-key"})
"""Codes of the problems that a key has, and not its value."""

Row = dict[str, Any]


def _require_source(values: Mapping[str, object], path: KeyPath, problems: Problems) -> None:
    if "source" not in values:
        hint = Message("or one [source] for the whole file")
        problems.add("missing-key", path, keys.missing_key("source", path), hint=hint)


_LONE_FACT = SHAPES["fact"].ruled(_require_source)


def decode(document: Mapping[str, object], file: str) -> tuple[Tables, list[Problem]]:
    """Decodes the tables of one file, and notes all that is wrong with them.

    A table with a problem is left out; every other one stays. A fact without a source of its
    own has none, and the file's ``[source]`` is meant, even where that one is left out.
    Whether ids are known and unique is not looked at: other files may hold what they name.

    Args:
        document: what tomli gives with ``parse_float=Decimal``.
        file: the file's path, to be named in what is decoded and in each problem.
    """
    problems = Problems(file)
    if not _reads_version(document, problems):
        return Tables(file=file), problems.told()
    fields.refuse_unknown(document, (), ("schema", "draft", *SHAPES), problems)
    sources = tuple(Source(**row) for row in _one(document, "source", problems))
    tables = Tables(
        file=file,
        source=sources[0] if sources else None,
        entities=tuple(Entity(**row) for row in _many(document, "entity", problems)),
        attributes=tuple(map(_attribute, _by_id(document, "attribute", problems))),
        scopes=tuple(Scope(**row) for row in _by_id(document, "scope", problems)),
        statements=_statements(document, problems),
        strict=document.get("schema") != VERSIONS[0],
        relations=tuple(Relation(**row) for row in _many(document, "relation", problems)),
        accepted=tuple(Accepted(**row) for row in _many(document, "accepted", problems)),
    )
    return tables, problems.told()


def _reads_version(document: Mapping[str, object], problems: Problems) -> bool:
    """Whether to read on: a file that says no version is read, one of another version is not."""
    version = document.get("schema")
    if type(version) is int and version in VERSIONS:
        return True
    if "schema" not in document:
        hint = Message("begin it with schema = {version}", version=SCHEMA)
        problems.add("schema-version", (), keys.missing_key("schema", ()), hint=hint)
        return True
    first, last = VERSIONS
    message = Message(
        "schema: expected {first} or {last}, the versions that this parkq reads",
        first=first,
        last=last,
    )
    problems.add("schema-version", ("schema",), message)
    return False


def _one(document: Mapping[str, object], name: str, problems: Problems) -> Iterator[Row]:
    if name in document:
        row = _row(document[name], (name,), problems, SHAPES[name])
        if row is not None:
            yield row


def _many(
    document: Mapping[str, object], name: str, problems: Problems, shape: Shape | None = None
) -> Iterator[Row]:
    rows = document.get(name, [])
    if not isinstance(rows, list):
        expected, hint = Message("an array of tables"), Message("write [[{name}]]", name=name)
        fields.wrong_type(rows, (name,), problems, expected, hint)
        return
    shape = shape or SHAPES[name]
    for index, value in enumerate(rows):
        row = _row(value, (name, index), problems, shape)
        if row is not None:
            yield row


def _attribute(row: Row) -> Attribute:
    """An attribute whose tolerance is relative, or an amount of its base unit, or in points."""
    tolerance = row.get("tolerance")
    if isinstance(tolerance, Figure):
        amount = tolerance.value or Decimal(0)
        row["margin"] = amount / 100 if tolerance.unit == "pp" else amount
        del row["tolerance"]
    elif row["kind"] is Kind.RATIO and tolerance is not None:
        row["margin"] = tolerance
    return Attribute(**row)


def _statements(document: Mapping[str, object], problems: Problems) -> Statements:
    facts, sourced = document.get("fact"), "source" in document
    defaults = _defaults(document, problems)
    if defaults is None:
        return Statements()
    if isinstance(facts, Facts):
        filled = facts.filled(defaults)
        if plain := _sound(filled, problems.file, sourced=sourced):
            return plain
        document = {"fact": filled.tables()}
    elif defaults and isinstance(facts, list):
        document = {"fact": [defaults | row if isinstance(row, dict) else row for row in facts]}
    shape = SHAPES["fact"] if sourced else _LONE_FACT
    rows = _many(document, "fact", problems, shape)
    return Statements.from_rows(Statement(**row) for row in rows)


def _defaults(document: Mapping[str, object], problems: Problems) -> dict[str, str] | None:
    """What each fact of the file says unless it says otherwise; None where that cannot be read.

    The facts of the file are left out then: its ``[defaults]`` is what is wrong with them.
    """
    if "defaults" not in document:
        return {}
    row = fields.table(document["defaults"], ("defaults",), problems, SHAPES["defaults"])
    if row is None or row.get("as_of") != PUBLISHED:
        return row
    source = document.get("source")
    published = source.get("published") if isinstance(source, dict) else None
    if isinstance(published, str):
        return row | {"as_of": published}
    message = Message('as_of = "published": the [source] of the file has no published')
    problems.add("bad-date", ("defaults", "as_of"), message)
    return None


def _sound(facts: Facts, file: str, *, sourced: bool) -> Statements | None:
    """The facts read by column, each word of one once; None where there may be a problem."""
    columns: dict[str, tuple[Any, ...]] = {}
    shape, problems = SHAPES["fact"], Problems(file)
    for key, column in zip(KEYS, facts.columns, strict=True):
        words, absent = set(column), Statement._field_defaults.get(key, "")
        needed = key in {"entity", *shape.required} or (key == "source" and not sourced)
        if (needed and "" in words) or (key == "rank" and Rank.DEPRECATED in words):
            return None
        if words == {""}:
            columns[key] = (absent,) * len(column)
            continue
        read = shape.readers[key]
        forms: dict[str, Any] = dict(zip(words, words, strict=True))
        if absent != "" or not fields.leaves_alone(read, words):
            forms = {word: read(word, (key,), problems) if word else absent for word in words}
        columns[key] = tuple(map(forms.__getitem__, column))
    if problems.found:
        return None
    paths = tuple(("fact", number) for number in range(len(facts.columns[0])))
    return Statements(**columns, file=(file,) * len(paths), path=paths)


def _by_id(document: Mapping[str, object], name: str, problems: Problems) -> Iterator[Row]:
    tables = document.get(name, {})
    if not isinstance(tables, dict):
        expected, hint = Message("a table of tables"), Message("write [{name}.ID]", name=name)
        fields.wrong_type(tables, (name,), problems, expected, hint)
        return
    for key, value in tables.items():
        before = problems.count
        fields.check_key(key, (name, key), problems)
        usable = problems.count == before
        row = _row(value, (name, key), problems, SHAPES[name])
        if usable and row is not None:
            yield row | {"id": key}


def _row(value: object, path: KeyPath, problems: Problems, shape: Shape) -> Row | None:
    """The fields of a table and where it stands; None where anything in it is wrong."""
    row = fields.table(value, path, problems, shape)
    if row is not None:
        row["file"], row["path"] = problems.file, path
    return row
