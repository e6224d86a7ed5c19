"""The JSON Schemas of answers, made of their records, and that of the store's files."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from importlib import import_module
from importlib.resources import files
from types import NoneType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from parkq.output.record import keys

Schema = dict[str, Any]

_VIEWS = "parkq.output.views"
_DOCUMENTS = {
    "accept": (f"{_VIEWS}.accept", "Changes"),
    "add": (f"{_VIEWS}.entered", "EnteredDocument"),
    "cache": (f"{_VIEWS}.caches", "Caches"),
    "check": ("parkq.output.reports.findings", "CheckDocument"),
    "compare": (f"{_VIEWS}.compare", "Comparison"),
    "diff-sources": (f"{_VIEWS}.differences", "DifferencesDocument"),
    "explain": (f"{_VIEWS}.explanations", "Explanation"),
    "figure": (f"{_VIEWS}.figures", "Figures"),
    "history": (f"{_VIEWS}.points", "HistoryDocument"),
    "table": (f"{_VIEWS}.table", "TableDocument"),
    "list": (f"{_VIEWS}.lists", "Listing"),
    "rule": (f"{_VIEWS}.rules", "RuleDocument"),
    "search": (f"{_VIEWS}.search", "Hits"),
    "show": (f"{_VIEWS}.show", "Documents"),
}
"""By name the type of a document, and its module."""
_STORE = "facts"
_TYPES: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    NoneType: {"type": "null"},
}


def names() -> list[str]:
    """What there is a schema of."""
    return sorted((*_DOCUMENTS, _STORE))


def schema(name: str) -> Schema:
    """A schema (draft 2020-12); the records that it is made of stand under ``$defs``."""
    if name == _STORE:
        text = files("parkq").joinpath("schemas", "facts.schema.json").read_text("utf-8")
        store: Schema = json.loads(text)
        return store
    module, kind_name = _DOCUMENTS[name]
    kind: Any = getattr(import_module(module), kind_name)
    definitions: Schema = {}
    document = _object(kind, definitions) if is_dataclass(kind) else _value(kind, definitions)
    title, _, description = document.pop("description").partition(". ")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:parkq:{name}:1",
        "title": title.removesuffix("."),
        **({"description": description} if description else {}),
        **document,
        "$defs": dict(sorted(definitions.items())),
    }


def _value(kind: Any, definitions: Schema) -> Schema:  # noqa: ANN401 - a type
    """What a value of a type keeps to; the records and vocabularies in it become definitions."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is None:
        return _plain(kind, definitions)
    if origin is Literal:
        return {"enum": list(arguments)} if len(arguments) > 1 else {"const": arguments[0]}
    if origin is Annotated:
        return _annotated(arguments[0], dict(arguments[1:]), definitions)
    parts = [_value(each, definitions) for each in arguments if each is not Ellipsis]
    if origin is tuple:
        return {"type": "array", "items": parts[0]}
    if origin is Mapping:
        names, values = parts
        named = {} if names == _TYPES[str] else {"propertyNames": names}
        return {"type": "object", **named, "additionalProperties": values}
    return _union(parts)


def _annotated(kind: Any, facets: Schema, definitions: Schema) -> Schema:  # noqa: ANN401 - a type
    if words := facets.get("enum"):
        return {"enum": list(words)}
    return {**_value(kind, definitions), **facets}


def _plain(kind: Any, definitions: Schema) -> Schema:  # noqa: ANN401 - a type
    if kind in _TYPES:
        return _TYPES[kind]
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind.__name__).lower()
    if name not in definitions:
        definitions[name] = {}  # a record may hold others of its kind
        describe = _words if issubclass(kind, StrEnum) else _object
        definitions[name] = describe(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _words(kind: type[StrEnum], _: Schema) -> Schema:
    return {"description": _text(kind), "enum": [member.value for member in kind]}


def _object(kind: Any, definitions: Schema) -> Schema:  # noqa: ANN401 - a dataclass
    hints = get_type_hints(kind, include_extras=True)
    properties, required = {}, []
    for each, (key, optional) in zip(fields(kind), keys(kind), strict=True):
        hint = hints[each.name]
        value = _value(_present(hint) if optional else hint, definitions)
        text = each.metadata.get("text")
        properties[key] = {"description": text, **value} if text else value
        if not optional:
            required.append(key)
    return {
        "description": _text(kind),
        "type": "object",
        "required": required,
        "properties": properties,
    }


def _present(kind: Any) -> Any:  # noqa: ANN401 - a type
    """The type of a key that is left out where its value is None."""
    return Union[tuple(each for each in get_args(kind) if each is not NoneType)]  # noqa: UP007


def _union(parts: Sequence[Schema]) -> Schema:
    """Any of some; plain types stand in a list."""
    if not all("type" in part for part in parts):
        return {"anyOf": list(parts)}
    facets = {name: value for part in parts for name, value in part.items()}
    return {**facets, "type": [part["type"] for part in parts]}


def _text(kind: type) -> str:
    """The first paragraph of a docstring, in one line."""
    return " ".join((kind.__doc__ or "").partition("\n\n")[0].split())
