"""The JSON Schemas of the store's files and of answers, each printed as one document."""

import json
import os
from typing import Any

_FOLDER = os.path.dirname(os.path.abspath(__file__))
_SUFFIX = ".schema.json"
_NOUNS = "nouns"


def names() -> list[str]:
    """What there is a schema of."""
    files = (file for file in os.listdir(_FOLDER) if file.endswith(_SUFFIX))
    return sorted({file.removesuffix(_SUFFIX) for file in files} - {_NOUNS})


def schema(name: str) -> dict[str, Any]:
    """A schema, with the nouns that it refers to beside it under ``$defs``.

    A compound schema document (JSON Schema 2020-12, section 9.3): validators resolve the
    references by the ``$id`` of what is embedded, without a network.
    """
    root = _load(name)
    nouns = _load(_NOUNS)
    if nouns["$id"] in json.dumps(root):
        root["$defs"] = {**root.get("$defs", {}), _NOUNS: nouns}
    return root


def _load(name: str) -> dict[str, Any]:
    with open(os.path.join(_FOLDER, name + _SUFFIX), encoding="utf-8") as file:
        loaded: dict[str, Any] = json.load(file)
    return loaded
