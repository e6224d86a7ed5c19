"""What each table of a store's file may hold: its keys, and how each is read."""

from collections.abc import Mapping
from decimal import Decimal

from parkq.errors import KeyPath, Problems, did_you_mean
from parkq.figures import reader, units
from parkq.locale import Message
from parkq.model import Figure, Unread
from parkq.store import fields, keys
from parkq.store.fields import Rule, Shape
from parkq.terms import Changes, Kind, Measure, Rank, Role, Span, Status

_DIGEST_DIGITS = 64


def _labels(value: object, path: KeyPath, problems: Problems) -> Mapping[str, str]:
    """Reads a label by language, or one that is the same in every language."""
    if isinstance(value, str):
        return dict.fromkeys(LABELS.required, fields.text(value, path, problems))
    return fields.table(value, path, problems, LABELS) or {}


def _currency(value: object, path: KeyPath, problems: Problems) -> str:
    if not isinstance(value, str):
        return fields.text(value, path, problems)
    unit = units.find(value)
    if unit is None or unit.dimension != "money" or unit.base != value:
        fields.bad_value(value, path, problems, Message("a currency by its code, such as TWD"))
    return value


def _unit(value: object, path: KeyPath, problems: Problems) -> str:
    if not isinstance(value, str):
        return fields.text(value, path, problems)
    if units.find(value) is None:
        near = units.nearest(value)
        hint = did_you_mean(near) or "parkq list units"
        fields.bad_value(value, path, problems, Message("a unit"), hint)
    return value


def _when(value: object, path: KeyPath, problems: Problems) -> str:
    """Reads a date, or the word for the source's day of publication."""
    return PUBLISHED if value == PUBLISHED else fields.edtf(value, path, problems)


PUBLISHED = "published"
"""The default date of a fact that is of the day on which its source was published."""


def _digest(value: object, path: KeyPath, problems: Problems) -> str:
    """Reads a SHA-256 in hexadecimal."""
    if not isinstance(value, str):
        return fields.text(value, path, problems)
    if len(value) != _DIGEST_DIGITS or value.strip("0123456789abcdef"):
        fields.bad_value(value, path, problems, f"{_DIGEST_DIGITS} hexadecimal digits")
    return value


def _dimension(value: object, path: KeyPath, problems: Problems) -> str:
    """Reads what the units of a quantity measure, or a quotient: ``area``, ``money/area``."""
    if not isinstance(value, str):
        return fields.text(value, path, problems)
    known = units.dimensions()
    own = [name for name in known if name not in tuple(Kind)]
    above, _, below = value.partition("/")
    if value not in own and not (above in known and below in known):
        expected = Message("one of {names}, or a quotient such as money/area", names=", ".join(own))
        fields.bad_value(value, path, problems, expected, fields.nearest(value, own))
    return value


def _decision(value: object, path: KeyPath, problems: Problems) -> str:
    if not isinstance(value, str):
        return fields.text(value, path, problems)
    verb, _, name = value.partition(": ")
    names_one = verb in {"prefer", "wrong"} and (keys.is_id(name) or keys.is_fact_id(name))
    if value not in {"open", "both"} and not names_one:
        fields.bad_value(value, path, problems, Message("open, both, prefer: ID or wrong: ID"))
    return value


def _fraction_or_amount(value: object, path: KeyPath, problems: Problems) -> Decimal | Figure:
    """Reads a relative measure, or an amount as a source would print it: ``10 min``, ``5 km²``."""
    if not isinstance(value, str):
        return fields.fraction(value, path, problems)
    figure = reader.read_figure(value)
    if isinstance(figure, Unread):
        expected = Message("a fraction such as 0.01, or an amount such as 5 km²")
        fields.bad_value(value, path, problems, expected)
        return Decimal(0)
    if figure.value is None or figure.value < 0 or not figure.unit:
        fields.bad_value(value, path, problems, Message("one number of 0 or more with its unit"))
        return Decimal(0)
    return figure


def _only_where(key: str, other: str, word: str, default: str | None = None) -> Rule:
    """The key belongs only to tables whose other key is the word."""

    def rule(values: Mapping[str, object], path: KeyPath, problems: Problems) -> None:
        if key in values and values.get(other, default) not in {word, None}:
            condition = f'{other} = "{word}"'
            message = Message("{key} belongs only where {condition}", key=key, condition=condition)
            problems.add("misplaced-key", (*path, key), message)

    return rule


def _a_quantity_has_a_dimension(
    values: Mapping[str, object], path: KeyPath, problems: Problems
) -> None:
    if values.get("kind") == Kind.QUANTITY and "dimension" not in values:
        table = keys.heading(path)
        message = Message("missing key 'dimension' in {table}, a quantity", table=table)
        problems.add("missing-key", path, message, hint=Message('such as dimension = "area"'))


def _values_are_shown_in_a_unit_of_theirs(
    values: Mapping[str, object], path: KeyPath, problems: Problems
) -> None:
    kind, display = values.get("kind"), str(values.get("display", ""))
    dimension = values.get("dimension") if kind is Kind.QUANTITY else kind
    if kind not in _SHOWN_IN_UNITS or not dimension or not display.strip():
        return
    unit = units.find(display)
    if unit is None or unit.dimension != dimension:
        expected, hint = Message("a unit of {name}", name=dimension), units.nearest(display)
        fields.bad_value(display, (*path, "display"), problems, expected, did_you_mean(hint))


def _a_tolerance_is_in_a_unit_of_the_values(
    values: Mapping[str, object], path: KeyPath, problems: Problems
) -> None:
    figure, kind = values.get("tolerance"), values.get("kind")
    if not isinstance(figure, Figure):
        return
    measured = {Kind.QUANTITY: str(values.get("dimension")), Kind.DATE: "time"}
    dimension = measured.get(kind, kind) if isinstance(kind, Kind) else ""
    found = units.dimension_of(figure.unit)
    points = kind is Kind.RATIO and figure.unit in {"pp", "ratio"}
    if found != dimension and not points:
        expected = Message("an amount of {name}", name=dimension)
        fields.bad_value(figure.stated, (*path, "tolerance"), problems, expected)


_SHOWN_IN_UNITS = frozenset({Kind.QUANTITY, Kind.MONEY, Kind.RATIO})


def _a_deprecated_fact_says_why(
    values: Mapping[str, object], path: KeyPath, problems: Problems
) -> None:
    if values.get("rank") == Rank.DEPRECATED and "note" not in values:
        table = keys.heading(path)
        message = Message("missing key 'note' in {table}: it is deprecated, say why", table=table)
        problems.add("missing-key", path, message)


def _a_fact_names_its_entity(
    values: Mapping[str, object], path: KeyPath, problems: Problems
) -> None:
    if "entity" not in values:
        hint = Message("or one in [defaults] for the whole file")
        problems.add("missing-key", path, keys.missing_key("entity", path), hint=hint)


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
            "currency": _currency,
            "document": fields.text,
            "sha256": _digest,
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
            "currency": _currency,
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
            "tolerance": _fraction_or_amount,
            "exact": fields.flag,
            "single": fields.flag,
            "requires_as_of": fields.flag,
            "at_least": fields.identifiers,
            "minimum": fields.stated,
            "maximum": fields.stated,
            "stale_after": fields.years,
            "note": fields.prose,
            "period": fields.one_of(Span),
            "unit": _unit,
            "fall": fields.fraction,
        },
        rules=(
            _a_quantity_has_a_dimension,
            _only_where("dimension", "kind", Kind.QUANTITY),
            _only_where("single", "kind", Kind.TEXT),
            _values_are_shown_in_a_unit_of_theirs,
            _only_where("drift", "changes", Changes.YEARLY, default=Changes.YEARLY),
            _only_where("fall", "changes", Changes.YEARLY, default=Changes.YEARLY),
            _a_tolerance_is_in_a_unit_of_the_values,
        ),
    ),
    "fact": Shape(
        required={
            "attribute": fields.reference,
            "stated": fields.stated,
        },
        optional={
            "entity": fields.reference,
            "source": fields.identifier,
            "as_of": fields.edtf,
            "role": fields.one_of(Role),
            "scope": fields.text,
            "rank": fields.one_of(Rank),
            "where": fields.text,
            "note": fields.prose,
            "measure": fields.one_of(Measure),
            "unit": _unit,
            "status": fields.one_of(Status),
            "of": fields.identifier,
        },
        rules=(_a_fact_names_its_entity, _a_deprecated_fact_says_why),
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
            "measure": fields.one_of(Measure),
            "as_of": fields.edtf,
        },
    ),
    "scope": Shape(
        required={"label": _labels},
        optional={"aliases": fields.texts, "note": fields.prose},
    ),
    "defaults": Shape(
        required={},
        optional={
            "entity": fields.reference,
            "as_of": _when,
            "role": fields.one_of(Role),
            "scope": fields.text,
            "unit": _unit,
            "where": fields.text,
        },
    ),
}
"""Name of a table to its shape; an attribute's id is the key that its table stands under."""
