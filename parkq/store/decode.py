"""Decodes a store's file: the tables that tomli gives, to the model, noting every problem.

The format stands in ``SHAPES``: for each table, its keys and how each is read.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from parkq.errors import KeyPath, Problem, Problems
from parkq.figures import units
from parkq.model import Accepted, Attribute, Entity, Relation, Source, Statement, Statements, Tables
from parkq.store import fields
from parkq.store.canonical import KEYS, Facts
from parkq.store.fields import Rule, Shape
from parkq.terms import Changes, Kind, Rank, Role

SCHEMA = 1
"""The version of the store's format that is read here."""

KEY_PROBLEMS = frozenset({"unknown-key", "bad-key", "misplaced-key"})
"""Codes of the problems that a key has, and not its value."""

Row = dict[str, Any]


def _labels(value: object, path: KeyPath, problems: Problems) -> Mapping[str, str]:
    return fields.table(value, path, problems, LABELS) or {}


def _dimension(value: object, path: KeyPath, problems: Problems) -> str:
    """Reads what the units of a quantity measure, or a quotient: ``area``, ``money/area``."""
    if not isinstance(value, str):
        return fields.text(value, path, problems)
    known = units.dimensions()
    own = [name for name in known if name not in tuple(Kind)]
    above, _, below = value.partition("/")
    if value not in own and not (above in known and below in known):
        expected = f"one of {', '.join(own)}, or a quotient such as money/area"
        fields.bad_value(value, path, problems, expected, fields.nearest(value, own))
    return value


def _decision(value: object, path: KeyPath, problems: Problems) -> str:
    if not isinstance(value, str):
        return fields.text(value, path, problems)
    verb, _, name = value.partition(": ")
    names_one = verb in {"prefer", "wrong"} and (fields.is_id(name) or fields.is_fact_id(name))
    if value not in {"open", "both"} and not names_one:
        fields.bad_value(value, path, problems, "open, both, prefer: ID or wrong: ID")
    return value


def _only_where(key: str, other: str, word: str, default: str | None = None) -> Rule:
    """The key belongs only to tables whose other key is the word."""

    def rule(values: Mapping[str, object], path: KeyPath, problems: Problems) -> None:
        if key in values and values.get(other, default) not in {word, None}:
            message = f'{key} belongs only where {other} = "{word}"'
            problems.add("misplaced-key", (*path, key), message)

    return rule


def _a_quantity_has_a_dimension(
    values: Mapping[str, object], path: KeyPath, problems: Problems
) -> None:
    if values.get("kind") == Kind.QUANTITY and "dimension" not in values:
        message = f"missing key 'dimension' in {fields.heading(path)}, a quantity"
        problems.add("missing-key", path, message, hint='such as dimension = "area"')


def _values_are_shown_in_a_unit_of_theirs(
    values: Mapping[str, object], path: KeyPath, problems: Problems
) -> None:
    kind, display = values.get("kind"), str(values.get("display", ""))
    dimension = values.get("dimension") if kind is Kind.QUANTITY else kind
    if kind not in _SHOWN_IN_UNITS or not dimension or not display.strip():
        return
    unit = units.find(display)
    if unit is None or unit.dimension != dimension:
        expected, near = f"a unit of {dimension}", units.nearest(display)
        hint = near and f"did you mean {near!r}?"
        fields.bad_value(display, (*path, "display"), problems, expected, hint)


_SHOWN_IN_UNITS = frozenset({Kind.QUANTITY, Kind.MONEY, Kind.RATIO})


def _a_deprecated_fact_says_why(
    values: Mapping[str, object], path: KeyPath, problems: Problems
) -> None:
    if values.get("rank") == Rank.DEPRECATED and "note" not in values:
        message = f"missing key 'note' in {fields.heading(path)}: it is deprecated, say why"
        problems.add("missing-key", path, message)


def _a_fact_names_its_source(
    values: Mapping[str, object], path: KeyPath, problems: Problems
) -> None:
    if "source" not in values:
        message = f"missing key 'source' in {fields.heading(path)}"
        problems.add("missing-key", path, message, hint="or one [source] for the whole file")


LABELS = Shape(required={"en": fields.text, "zh": fields.text}, optional={})
"""An attribute's label."""

SHAPES: Mapping[str, Shape] = {
    "source": Shape(
        required={"id": fields.identifier, "title": fields.text},
        optional={
            "publisher": fields.text,
            "published": fields.edtf,
            "retrieved": fields.edtf,
            "kind": fields.identifier,
            "url": fields.url,
            "derived_from": fields.identifier,
            "note": fields.prose,
        },
    ),
    "entity": Shape(
        required={"id": fields.identifier, "name": fields.text},
        optional={
            "aliases": fields.texts,
            "kind": fields.identifier,
            "part_of": fields.identifier,
            "pinyin": fields.text,
            "code": fields.text,
            "note": fields.prose,
        },
    ),
    "attribute": Shape(
        required={"label": _labels, "kind": fields.one_of(Kind)},
        optional={
            "aliases": fields.texts,
            "dimension": _dimension,
            "display": fields.text,
            "changes": fields.one_of(Changes),
            "drift": fields.fraction,
            "monotone": fields.flag,
            "tolerance": fields.fraction,
            "exact": fields.flag,
            "single": fields.flag,
            "requires_as_of": fields.flag,
            "at_least": fields.identifiers,
            "minimum": fields.stated,
            "maximum": fields.stated,
            "stale_after": fields.years,
            "note": fields.prose,
        },
        rules=(
            _a_quantity_has_a_dimension,
            _only_where("dimension", "kind", Kind.QUANTITY),
            _only_where("single", "kind", Kind.TEXT),
            _values_are_shown_in_a_unit_of_theirs,
            _only_where("drift", "changes", Changes.YEARLY, default=Changes.YEARLY),
        ),
    ),
    "fact": Shape(
        required={
            "entity": fields.identifier,
            "attribute": fields.identifier,
            "stated": fields.stated,
        },
        optional={
            "source": fields.identifier,
            "as_of": fields.edtf,
            "role": fields.one_of(Role),
            "scope": fields.text,
            "rank": fields.one_of(Rank),
            "where": fields.text,
            "note": fields.prose,
        },
        rules=(_a_deprecated_fact_says_why,),
    ),
    "relation": Shape(
        required={"id": fields.identifier, "expr": fields.text},
        optional={
            "entity": fields.identifier,
            "source": fields.identifier,
            "as_of": fields.edtf,
            "note": fields.prose,
        },
    ),
    "accepted": Shape(
        required={
            "entity": fields.identifier,
            "attribute": fields.identifier,
            "verdict": fields.identifier,
            "fingerprint": fields.text,
            "reason": fields.prose,
        },
        optional={
            "role": fields.one_of(Role),
            "decision": _decision,
            "until": fields.edtf,
        },
    ),
}
"""Name of a table to its shape; an attribute's id is the key that its table stands under."""

_LONE_FACT = SHAPES["fact"].ruled(_a_fact_names_its_source)


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
    fields.refuse_unknown(document, (), ("schema", *SHAPES), problems)
    sources = tuple(Source(**row) for row in _one(document, "source", problems))
    tables = Tables(
        file=file,
        source=sources[0] if sources else None,
        entities=tuple(Entity(**row) for row in _many(document, "entity", problems)),
        attributes=tuple(Attribute(**row) for row in _by_id(document, "attribute", problems)),
        statements=_statements(document, problems),
        relations=tuple(Relation(**row) for row in _many(document, "relation", problems)),
        accepted=tuple(Accepted(**row) for row in _many(document, "accepted", problems)),
    )
    return tables, problems.told()


def _reads_version(document: Mapping[str, object], problems: Problems) -> bool:
    """Whether to read on: a file that says no version is read, one of another version is not."""
    version = document.get("schema")
    if type(version) is int and version == SCHEMA:
        return True
    if "schema" not in document:
        hint = f"begin it with schema = {SCHEMA}"
        problems.add("schema-version", (), "missing key 'schema' in the file", hint=hint)
        return True
    message = f"schema: expected {SCHEMA}, the version that this parkq reads"
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
        fields.wrong_type(rows, (name,), problems, "an array of tables", f"write [[{name}]]")
        return
    shape = shape or SHAPES[name]
    for index, value in enumerate(rows):
        row = _row(value, (name, index), problems, shape)
        if row is not None:
            yield row


def _statements(document: Mapping[str, object], problems: Problems) -> Statements:
    facts, sourced = document.get("fact"), "source" in document
    if isinstance(facts, Facts):
        if plain := _sound(facts, problems.file, sourced=sourced):
            return plain
        document = {"fact": facts.tables()}
    shape = SHAPES["fact"] if sourced else _LONE_FACT
    return Statements.of(Statement(**row) for row in _many(document, "fact", problems, shape))


def _sound(facts: Facts, file: str, *, sourced: bool) -> Statements | None:
    """The facts read by column, each word of one once; None where there may be a problem."""
    columns: dict[str, tuple[Any, ...]] = {}
    shape, problems = SHAPES["fact"], Problems(file)
    for key, column in zip(KEYS, facts.columns, strict=True):
        words, absent = set(column), Statement._field_defaults.get(key, "")
        needed = key in shape.required or (key == "source" and not sourced)
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
        fields.wrong_type(tables, (name,), problems, "a table of tables", f"write [{name}.ID]")
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
