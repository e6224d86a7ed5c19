"""Reads the fields of a TOML table, and notes what is wrong with each.

A reader takes a value and its key path, notes its problems, and gives the value back in the
model's form; what it gives back for a bad value is of no use, since the table is left out.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from parkq.dates import DateError, parse, shortest
from parkq.errors import KeyPath, Problems, did_you_mean
from parkq.figures import reader
from parkq.figures.context import Context
from parkq.locale import Message, Text
from parkq.model import Unread
from parkq.names.folding import closest
from parkq.store.keys import ID_RULE, heading, is_id, missing_key, name_of, shown
from parkq.terms import Hedge, Kind

Read = Callable[[object, KeyPath, Problems], object]
Rule = Callable[[Mapping[str, object], KeyPath, Problems], None]

_TYPES = (  # a subclass before its base
    (bool, Message("a boolean")),
    (str, Message("a string")),
    (int, Message("an integer")),
    (Decimal, Message("a float")),
    (list, Message("an array")),
    (dict, Message("a table")),
    (datetime, Message("a date with a time")),
    (date, Message("a date")),
    (time, Message("a time")),
    (object, Message("something else")),
)


class Shape:
    """What a table may hold: key to reader, and rules over more than one key.

    Attributes:
        readers: those of all keys.
    """

    def __init__(
        self,
        required: Mapping[str, Read],
        optional: Mapping[str, Read],
        rules: tuple[Rule, ...] = (),
    ) -> None:
        self.required = required
        self.optional = optional
        self.rules = rules
        self.readers = {**required, **optional}

    def ruled(self, rule: Rule) -> "Shape":
        """The same with a further rule."""
        return Shape(self.required, self.optional, (*self.rules, rule))


def table(value: object, path: KeyPath, problems: Problems, shape: Shape) -> dict[str, Any] | None:
    """Reads a table by its shape; None where anything in it is wrong."""
    if not isinstance(value, dict):
        wrong_type(value, path, problems, Message("a table"))
        return None
    before = problems.count
    readers = shape.readers
    if not value.keys() <= readers.keys():
        refuse_unknown(value, path, readers, problems)
    values = {
        key: readers[key](item, (*path, key), problems)
        for key, item in value.items()
        if key in readers
    }
    if not shape.required.keys() <= value.keys():
        for key in shape.required:
            if key not in value:
                problems.add("missing-key", path, missing_key(key, path))
    for rule in shape.rules:
        rule(values, path, problems)
    return values if problems.count == before else None


def refuse_unknown(
    value: Mapping[str, object], path: KeyPath, known: Collection[str], problems: Problems
) -> None:
    """Notes each key that is not among the known ones, with the nearest of them."""
    for key in value:
        if key not in known:
            message = Message("unknown key {key} in {table}", key=shown(key), table=heading(path))
            hint = "" if problems.is_full else nearest(key, known)
            problems.add("unknown-key", (*path, key), message, hint=hint)


def check_key(key: str, path: KeyPath, problems: Problems) -> None:
    """Notes a key that names a table but is not an id."""
    if not is_id(key):
        message = Message("the key {key}: expected {expected}", key=shown(key), expected=ID_RULE)
        problems.add("bad-key", path, message)


def wrong_type(
    value: object, path: KeyPath, problems: Problems, expected: Text, hint: Text = ""
) -> None:
    """Notes a value of another TOML type than the one expected."""
    found = next(name for type_, name in _TYPES if isinstance(value, type_))
    places = {"key": name_of(path), "expected": expected, "found": found}
    message = Message("{key}: expected {expected}, found {found}", **places)
    problems.add("wrong-type", path, message, hint=hint)


def bad_value(
    value: str, path: KeyPath, problems: Problems, expected: Text, hint: Text = ""
) -> None:
    """Notes a string that is none of those expected."""
    key, value = name_of(path), shown(value)
    message = Message(
        "{key} = {value}: expected {expected}", key=key, value=value, expected=expected
    )
    problems.add("bad-value", path, message, hint=hint)


def text(value: object, path: KeyPath, problems: Problems, *, controls: str = "") -> str:
    """Reads a string that is not blank; of the control characters it may hold those given."""
    if not isinstance(value, str):
        wrong_type(value, path, problems, Message("a string"), _quoted(value))
        return ""
    if not value.strip():
        problems.add("blank", path, Message("{key} is blank", key=name_of(path)))
    elif not value.isprintable():
        _refuse_controls(value, path, problems, controls)
    return value


prose = partial(text, controls="\n\t")


def stated(value: object, path: KeyPath, problems: Problems) -> str:
    """Reads a figure as printed, in a string."""
    if type(value) not in {int, Decimal}:
        return text(value, path, problems)
    hint = Message("a stated figure is a string, as printed: a TOML number loses digits")
    wrong_type(value, path, problems, Message("a string"), hint)
    return ""


_AS_IS = frozenset({text, prose, stated})


def leaves_alone(read: Read, words: Collection[str]) -> bool:
    """Whether a reader would give back all of the words, empty ones aside, and note nothing."""
    printable = read in _AS_IS and "".join(words).isprintable()
    return printable and all(map(str.strip, filter(None, words)))


def identifier(value: object, path: KeyPath, problems: Problems) -> str:
    """Reads an id."""
    if not isinstance(value, str):
        return text(value, path, problems)
    if not is_id(value):
        places = {"key": name_of(path), "value": shown(value), "expected": ID_RULE}
        problems.add("bad-id", path, Message("{key} = {value}: expected {expected}", **places))
    return value


def reference(value: object, path: KeyPath, problems: Problems) -> str:
    """Reads an id, or a name in any script that may lead to one."""
    if isinstance(value, str) and not value.isascii():
        return text(value, path, problems)
    return identifier(value, path, problems)


def array(value: object, path: KeyPath, problems: Problems, *, read: Read) -> tuple[Any, ...]:
    """Reads an array of strings by the reader of one."""
    if not isinstance(value, list):
        wrong_type(value, path, problems, Message("an array of strings"))
        return ()
    return tuple(read(item, (*path, index), problems) for index, item in enumerate(value))


texts = partial(array, read=text)


def identifiers(value: object, path: KeyPath, problems: Problems) -> tuple[str, ...]:
    """Reads one id, or an array of them."""
    if isinstance(value, str):
        return (identifier(value, path, problems),)
    return array(value, path, problems, read=identifier)


def one_of(words: type[StrEnum]) -> Read:
    """A reader of one of the words; it gives None for any other."""
    names = tuple(word.value for word in words)

    def read(value: object, path: KeyPath, problems: Problems) -> object:
        if value in names:
            return words(value)
        if isinstance(value, str):
            hint = "" if problems.is_full else nearest(value, names)
            expected = Message("one of {names}", names=", ".join(names))
            bad_value(value, path, problems, expected, hint)
        else:
            text(value, path, problems)
        return None

    return read


def edtf(value: object, path: KeyPath, problems: Problems) -> str:
    """Reads a date or period in EDTF."""
    if not isinstance(value, str):
        return text(value, path, problems)
    try:
        parse(value)
    except DateError as error:
        if printed := _printed_date(value):
            return printed
        message = Message("{key}: {error}", key=name_of(path), error=error.message)
        problems.add("bad-date", path, message)
    return value


def _printed_date(value: str) -> str:
    """A date as a document prints it, in EDTF; empty where it is none."""
    figure = reader.read_figure(value, Context(Kind.DATE))
    if isinstance(figure, Unread) or figure.hedge is not Hedge.EXACT or value.isascii():
        return ""
    return shortest(*(None if end is None else int(end) for end in (figure.low, figure.high)))


def flag(value: object, path: KeyPath, problems: Problems) -> object:
    """Reads a boolean."""
    if not isinstance(value, bool):
        wrong_type(value, path, problems, Message("true or false"))
    return value


def fraction(value: object, path: KeyPath, problems: Problems) -> Decimal:
    """Reads a relative measure, from 0 to below 1."""
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        wrong_type(value, path, problems, Message("a number"))
        return Decimal(0)
    number = Decimal(value)
    if not number.is_finite() or not 0 <= number < 1:
        message = Message("{key}: expected a fraction from 0 to below 1", key=name_of(path))
        problems.add("bad-value", path, message, hint=Message("1 % is 0.01"))
    return number


def years(value: object, path: KeyPath, problems: Problems) -> int:
    """Reads a number of years, 1 or more."""
    if type(value) is not int:
        wrong_type(value, path, problems, Message("a whole number of years"))
        return 1
    if value < 1:
        problems.add("bad-value", path, Message("{key}: expected 1 or more", key=name_of(path)))
    return value


def url(value: object, path: KeyPath, problems: Problems) -> str:
    """Reads the address of a web page."""
    if not isinstance(value, str):
        return text(value, path, problems)
    scheme, _, rest = value.partition("://")
    if scheme not in {"http", "https"} or not rest or not rest.isprintable() or " " in rest:
        bad_value(value, path, problems, Message("an address that begins with http:// or https://"))
    return value


def _quoted(value: object) -> Text:
    """A hint for a date or a year without its quotes."""
    if isinstance(value, date):
        return Message('quote it: "{value}"', value=f"{value:%Y-%m-%d}")
    if type(value) is int and MINYEAR <= value <= MAXYEAR:
        return Message('quote it: "{value}"', value=value)
    return ""


def _refuse_controls(value: str, path: KeyPath, problems: Problems, allowed: str) -> None:
    for offset, char in enumerate(value):
        if (char < " " or "\x7f" <= char <= "\x9f") and char not in allowed:
            key, code = name_of(path), ord(char)
            message = Message("{key} holds the control character U+{code:04X}", key=key, code=code)
            problems.add("control-character", path, message, offset=offset)
            return


def nearest(word: str, words: Collection[str]) -> Text:
    """A hint at the word that was meant, or empty."""
    return did_you_mean(closest(word, words))
