"""The JSON Schemas of the store's files and of answers, each printed as one document."""

import json
import os
from collections.abc import Iterator
from typing import Any

_FOLDER = os.path.dirname(os.path.abspath(__file__))
_SUFFIX = ".schema.json"
_SHARED = "parkq:"


def names() -> list[str]:
    """What there is a schema of."""
    files = (file for file in os.listdir(_FOLDER) if file.endswith(_SUFFIX))
    return sorted(file.removesuffix(_SUFFIX) for file in files)


def bundle(name: str) -> dict[str, Any]:
    """A schema with those that it refers to (``parkq:NAME``) under ``$defs``.

    A compound schema document (JSON Schema 2020-12, section 9.3): validators resolve the
    references by the ``$id`` of what is embedded, without a network.
    """
    found = {name: _load(name)}
    wanted = list(_references(found[name]))
    while wanted:
        each = wanted.pop()
        if each not in found:
            found[each] = _load(each)
            wanted += _references(found[each])
    root = found.pop(name)
    embedded = {each: found[each] for each in sorted(found)}
    return {**root, "$defs": {**root.get("$defs", {}), **embedded}} if embedded else root


def _load(name: str) -> dict[str, Any]:
    with open(os.path.join(_FOLDER, name + _SUFFIX), encoding="utf-8") as file:
        loaded: dict[str, Any] = json.load(file)
    return loaded


def _references(node: object) -> Iterator[str]:
    match node:
        case {"$ref": str(reference)} if reference.startswith(_SHARED):
            yield reference.removeprefix(_SHARED)
        case dict():
            for value in node.values():
                yield from _references(value)
        case list():
            for value in node:
                yield from _references(value)
