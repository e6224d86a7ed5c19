"""Ids and key paths of a store's tables, and how a message names them."""

from parkq.errors import KeyPath
from parkq.locale import Message, Text

ID_RULE = Message("an id of lowercase ASCII letters, digits, hyphens, dots and underscores")
"""What an id is expected to be."""

_ID_FIRST = "abcdefghijklmnopqrstuvwxyz0123456789"
_ID_CHARS = _ID_FIRST + "-._"
_FACT_ID_PARTS = 3
_LONGEST_SHOWN = 60


def is_id(text: str) -> bool:
    """Whether the text may name a source, an entity, an attribute or a relation."""
    return text != "" and text[0] in _ID_FIRST and not text.strip(_ID_CHARS)


def is_fact_id(text: str) -> bool:
    """Whether the text may be a fact's id: ``entity/attribute/source``, ``#2`` for a second."""
    stem, hash_, number = text.partition("#")
    parts = stem.split("/")
    counts = number.isascii() and number.isdecimal() and number[0] != "0"
    return len(parts) == _FACT_ID_PARTS and all(map(is_id, parts)) and (counts or not hash_)


def shown(text: str) -> str:
    """A string for a message: quoted, escaped, cut where it is long."""
    return repr(text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…")


def name_of(path: KeyPath) -> str:
    """A value by its last key and its positions below it: ``aliases[1]``."""
    *parents, key = path
    if isinstance(key, int):
        return f"{name_of(tuple(parents))}[{key}]"
    return key if is_id(key) else shown(key)


def heading(path: KeyPath) -> Text:
    """A table as its header is written: ``[[fact]]``, ``[attribute.planned-area]``."""
    if not path:
        return Message("the file")
    if isinstance(path[-1], int):
        return f"[[{path[0]}]]"
    return f"[{'.'.join(name_of((key,)) for key in path)}]"


def missing_key(key: str, path: KeyPath) -> Message:
    """That a table lacks a key."""
    return Message("missing key {key!r} in {table}", key=key, table=heading(path))
