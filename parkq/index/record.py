"""Objects of the model as JSON, and back, by the annotations of their fields.

A NamedTuple is a list of its fields, a decimal its digits in a string, a member of an enumeration
its value: a new field of any of them needs nothing here.
"""

import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from parkq.locale import Message, Text, as_json, from_json

_T = TypeVar("_T")
_Reader = Callable[[Any], Any]


def dump(noun: object) -> str:
    """An object of the model, or a sequence of them, as JSON."""
    return json.dumps(noun, ensure_ascii=False, default=_encode, separators=(",", ":"))


def _encode(value: object) -> object:
    return as_json(value) if isinstance(value, Message) else str(value)


def load(kind: type[_T], text: str) -> _T:
    """The object of a kind that a text is of.

    Raises:
        ValueError, TypeError: it is of none.
    """
    hint: Any = kind
    noun: _T = _reader(hint)(json.loads(text))
    return noun


def load_all(kind: type[_T], text: str) -> Iterable[_T]:
    """The objects of a sequence as JSON."""
    hint: Any = kind
    return map(_reader(hint), json.loads(text))


@cache
def _reader(hint: Any) -> _Reader:  # noqa: ANN401 - whatever a field is annotated with
    """What makes a value of the annotated type from its JSON."""
    if hint == Text:
        return from_json
    if get_origin(hint) in (Union, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        read = _reader(kinds[0]) if len(kinds) == 1 else _as_it_is
        return lambda value: None if value is None else read(value)
    if get_origin(hint) is tuple:
        item = _reader(get_args(hint)[0])
        return tuple if item is _as_it_is else lambda values: tuple(map(item, values))
    if isinstance(hint, type) and hasattr(hint, "_fields"):
        readers = [_reader(kind) for kind in get_type_hints(hint).values()]
        return lambda values: hint(*(read(one) for read, one in zip(readers, values, strict=True)))
    if isinstance(hint, type) and issubclass(hint, Decimal | Enum):
        return hint
    return _as_it_is


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - of any type that JSON has
    return value
