"""Records: what is printed, a dataclass a thing, whose fields say all there is to say.

A field is a key of the record's JSON; one declared by `column` is a column of csv, tsv, md and
tables too. Its type and its text make its part of the JSON Schema (`parkq.output.schemas`). A field
whose default is None is left out of JSON where it has none.

Version 1 of the formats says some things otherwise in a row than in a document; these have a record
for each, the row's being called so.
"""

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, TypeVar, dataclass_transform

from parkq.output.columns import Column

Json = Any
"""What `json.dumps` takes, with records and ``Decimal`` besides."""

_T = TypeVar("_T")

Count = Annotated[int, ("minimum", 0)]
"""What a type alone does not say stands beside it in the words of JSON Schema."""
Problems = Annotated[int, ("minimum", 1)] | None
PROBLEMS = (
    "How many there are in the store's files, told on stderr: what they concern is left out. "
    "Absent where there are none."
)


def key(text: str = "", *, default: Any = MISSING) -> Any:  # noqa: ANN401 - as `field`
    """A field that is a key of JSON, and what it holds beyond what its name and its type say."""
    return field(default=default, metadata={"text": text})


def column(text: str = "", *, default: Any = MISSING, **settings: Any) -> Any:  # noqa: ANN401
    """A field that is a column besides; ``settings`` are those of a `Column`."""
    return field(default=default, metadata={"text": text, "column": settings})


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(key, column))
class Record:
    """What all records share: they are made of values by name, never change, and are equal by them.

    Each is a dataclass without methods of its own: to compile these for the classes that a command
    needs takes as long as to start Python.
    """

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False, match_args=False)(cls)

    def __init__(self, **values: object) -> None:
        kind: Any = type(self)
        defaults, needed = _defaults(kind)
        held = {**defaults, **values}
        if len(held) > len(defaults) or not needed <= values.keys():
            raise TypeError(f"{type(self).__name__} is made of {', '.join(defaults)}")
        self.__dict__.update(held)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(name)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({values})"


@cache
def _defaults(kind: type[Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """The default of each field, in their order, and the names of those that have none."""
    defaults = {each.name: each.default for each in fields(kind)}
    return defaults, frozenset(name for name, value in defaults.items() if value is MISSING)


def record_of(kind: type[_T], noun: object, **values: object) -> _T:
    """A record of a noun: what is not given is what the noun has under the same name."""
    names = _shared(kind, type(noun), noun)
    return kind(**{name: getattr(noun, name) for name in names if name not in values}, **values)


def _shared(kind: type[Any], of: type, noun: object) -> tuple[str, ...]:
    """The names that a kind of record shares with one of nouns, of which one is given."""
    if (kind, of) not in _SHARED:
        _SHARED[kind, of] = tuple(each.name for each in fields(kind) if hasattr(noun, each.name))
    return _SHARED[kind, of]


_SHARED: dict[tuple[type, type], tuple[str, ...]] = {}


@cache
def keys(kind: type[Any]) -> tuple[tuple[str, bool], ...]:
    """Of each field its key in JSON, and whether it may be left out.

    A name that Python keeps for itself ends in ``_``, the key does not.
    """
    return tuple((each.name.rstrip("_"), each.default is None) for each in fields(kind))


def shape(record: Record) -> dict[str, Any]:
    """A record as JSON has it; what its fields hold is as it was."""
    kind: Any = type(record)
    shaped = {}
    for (key_, optional), value in zip(keys(kind), vars(record).values(), strict=True):
        if not (optional and value is None):
            shaped[key_] = value
    return shaped


def columns(kind: type[Any], order: str = "") -> tuple[Column, ...]:
    """The columns of a kind of record; their names where they are not all, or in another order."""
    by_name = {
        f.name: Column(f.name, attrgetter(f.name), **f.metadata["column"])
        for f in fields(kind)
        if "column" in f.metadata
    }
    return tuple(by_name[name] for name in order.split() or by_name)
