"""How a ``[[relation]]`` names the facts that it means: ``entity.attribute[key=value, …]``.

The entity is left out where it is the relation's own. The brackets narrow the facts by
``as-of``, ``role``, ``scope`` and ``source``; a value may stand in quotes. The key may be left
out of a role, of a date (it begins with a digit), and of a scope that begins outside ASCII,
so that a misspelt role is an error and never a scope::

    high-tech-enterprises[2024, target]
    innovation-platforms[省级]
    qianjiang.revenue[as-of=../2020, source=scjjw-2022]
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from parkq import dates
from parkq.errors import ParkqError
from parkq.terms import Role

ID = "[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*"
REFERENCE = rf"(?:{ID}\.)?{ID}(?:\[(?:[^]']|'[^']*')*\])?"
"""Regular expressions: an id that can be named, and a reference as far as its brackets."""

_QUALIFIER = re.compile(
    r"""\s*+
    (?:(?P<key>[a-z-]+)\s*+=\s*+)?
    (?:'(?P<quoted>[^']*)'|(?P<plain>[^]'=,[]++))
    \s*+(?P<more>,|\Z)""",
    re.VERBOSE,
)
_ROLES = tuple(Role)
_ROLE_NAMES = ", ".join(_ROLES)
_HINT = "as in [2024, target], [省级], [scope=…], [source=…]"


class ExpressionError(ParkqError):
    """An expression that cannot be read.

    Attributes:
        offset: where the part not understood begins, in characters from 0.
    """

    def __init__(self, message: str, offset: int, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Reference:
    """The facts meant by a name.

    Attributes:
        entity: None for the relation's own.
        attribute: an attribute's id.
        qualifiers: pairs of a key (``as-of``, ``role``, ``scope``, ``source``) and its value,
            in the order of the keys, each at most once.
        offset: where the name stands in the expression; no part of what it means.
    """

    entity: str | None
    attribute: str
    qualifiers: tuple[tuple[str, str], ...] = ()
    offset: int = field(default=0, compare=False)

    def __str__(self) -> str:
        name = self.attribute if self.entity is None else f"{self.entity}.{self.attribute}"
        narrowed = ", ".join(_written(key, value) for key, value in self.qualifiers)
        return f"{name}[{narrowed}]" if narrowed else name


def read_reference(text: str, offset: int) -> Reference:
    """Reads a text that matches `REFERENCE` and stands at the offset in its expression.

    Raises:
        ExpressionError: what is wrong between the brackets.
    """
    name, bracket, narrowed = text.partition("[")
    entity, _, attribute = name.rpartition(".")
    qualifiers = _qualifiers(narrowed[:-1], offset + len(name) + 1) if bracket else ()
    return Reference(entity or None, attribute, qualifiers, offset)


def _qualifiers(text: str, offset: int) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    at, more = 0, ","
    while more:
        match = _QUALIFIER.match(text, at)
        if match is None:
            raise ExpressionError("expected a role, a date or key=value", offset + at, _HINT)
        name = "plain" if match["quoted"] is None else "quoted"
        value, place = match[name].strip(), offset + match.start(name)
        key = _checked(match["key"] or _key_of(value), value, place)
        if key in found:
            raise ExpressionError(f"{key} is given twice", place)
        found[key] = value
        at, more = match.end(), match["more"]
    return tuple(sorted(found.items()))


def _key_of(value: str) -> str | None:
    """The key of a value that stands alone; None where it needs one."""
    if value in _ROLES:
        return "role"
    if not value[:1].isascii():
        return "scope"
    return "as-of" if value[:1].isdigit() else None


def _checked(key: str | None, value: str, offset: int) -> str:
    if key is None:
        message = f"expected a role ({_ROLE_NAMES}) or a date, found {value!r}"
        raise ExpressionError(message, offset, f"a scope is written scope={value}")
    if key not in _CHECKS:
        raise ExpressionError(f"expected one of {', '.join(_CHECKS)}, found {key!r}", offset)
    try:
        _CHECKS[key](value)
    except ValueError as error:
        raise ExpressionError(f"{key}: {error}", offset) from error
    return key


def _role(value: str) -> None:
    if value not in _ROLES:
        raise ValueError(f"expected one of {_ROLE_NAMES}, found {value!r}")


def _not_blank(value: str) -> None:
    if not value:
        raise ValueError("expected a text, found a blank")


_CHECKS: Mapping[str, Callable[[str], object]] = {
    "as-of": dates.parse,
    "role": _role,
    "scope": _not_blank,
    "source": _not_blank,
}


def _written(key: str, value: str) -> str:
    if any(character in value for character in ",=[]"):
        value = f"'{value}'"
    return value if _key_of(value) == key else f"{key}={value}"
