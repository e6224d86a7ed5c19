"""The language of ``[[relation]]``: arithmetic and orders over an entity's attributes.

An expression is one comparison, or a chain of them, between sums and products::

    indicators-met + indicators-unmet == indicators-total
    revenue / (1 + revenue-growth) == revenue[2020]
    0 <= core-area <= planned-area
    high-tech-enterprises[2024, target] > high-tech-enterprises
    sum(block-area) == '17.05 km2'

- A number stands for itself, exactly: ``23``, ``0.5``, ``14.8%``. A figure in quotes is read
  as one in a source is, with what its digits leave open.
- An attribute goes by its id. Ids contain hyphens, so minus has a space on both sides. An id
  with a dot in it, or a digit at its beginning, cannot be named here.
- ``entity.attribute`` and ``attribute[…]`` say of what, and which facts are meant: see
  `parkq.equations.references`.
- ``count(attribute)`` is the length of a list, ``sum(attribute)`` the total of several facts.
- ``*`` and ``/`` bind before ``+`` and ``-``, and these before the orders ``==``, ``<=``,
  ``<``, ``>=``, ``>``. Parentheses hold arithmetic only.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from parkq.equations.intervals import Interval, point
from parkq.equations.references import REFERENCE, ExpressionError, Reference, read_reference
from parkq.equations.terms import FUNCTIONS, LEVELS, Call, Chain, Expression, Literal, Term

LONGEST = 500
DEEPEST = 50

_COMPARISON, _SUM = 0, 1
_LONGEST_SHOWN = 40
_TOKEN = re.compile(
    rf"""\s*+(?:
        (?P<number>[0-9]+(?:\.[0-9]+)?%?(?![\w.%]))
      | (?P<quoted>'[^']*')
      | (?P<reference>{REFERENCE})
      | (?P<operator>==|<=|>=|[-<>+*/()])
      | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
_ID_HINT = "an id has lowercase letters, digits and hyphens, and begins with a letter"
_FIGURE_HINT = "a figure with a unit or separators goes in quotes: '17.05 km2'"
_HINTS = {
    "=": "equality is written ==",
    "!": "there is no !=",
    "≤": "write <=",
    "≥": "write >=",
    "×": "write *",
    "÷": "write /",
    "−": "write - with a space on both sides",
    "'": "the quote is never closed",
    '"': "a figure is quoted with '…'",
    "[": "brackets follow an attribute directly and end with ]",
    "%": "a percent sign follows a number directly",
} | dict.fromkeys("0123456789,", _FIGURE_HINT)

ReadFigure = Callable[[str], Interval]
"""Reads a stated figure; raises ValueError, saying what was not understood."""


class _Token(NamedTuple):
    kind: str
    text: str
    offset: int


class _Source(NamedTuple):
    tokens: tuple[_Token, ...]
    read: ReadFigure


def parse(text: str, read: ReadFigure) -> Expression:
    """Reads an expression, in linear time; the figures in quotes by `read`.

    Raises:
        ExpressionError: for any text that is no expression, is longer than `LONGEST`
            characters or nests parentheses deeper than `DEEPEST`.
    """
    if len(text) > LONGEST:
        raise ExpressionError(f"expected at most {LONGEST} characters, found {len(text)}", LONGEST)
    source = _Source(tuple(_tokens(text)), read)
    term, at = _chain(source, 0, _COMPARISON, 0)
    token = source.tokens[at]
    if token.kind != "end":
        raise _unexpected(token, "an operator")
    if not isinstance(term, Chain) or term.operators[0] not in LEVELS[_COMPARISON]:
        raise _unexpected(token, f"one of {' '.join(LEVELS[_COMPARISON])}")
    return term


def _tokens(text: str) -> Iterator[_Token]:
    at, kind = 0, ""
    while kind != "end":
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unreadable(text, at)
        kind = match.lastgroup or ""
        token = _Token(kind, match[kind], match.start(kind))
        at = match.end()
        if token.text == "-" and not _is_spaced(text, token.offset):
            message = "expected a space on both sides of '-'"
            raise ExpressionError(message, token.offset, "a - b subtracts, a-b is one name")
        yield token


def _is_spaced(text: str, at: int) -> bool:
    return text[at - 1 : at].isspace() and text[at + 1 : at + 2].isspace()


def _unreadable(text: str, at: int) -> ExpressionError:
    rest = text[at:].lstrip()
    message = f"{rest.split(maxsplit=1)[0][:_LONGEST_SHOWN]!r} is not understood"
    return ExpressionError(message, len(text) - len(rest), _HINTS.get(rest[0], _ID_HINT))


def _unexpected(token: _Token, expected: str, hint: str = "") -> ExpressionError:
    found = repr(token.text[:_LONGEST_SHOWN]) if token.text else "the end"
    return ExpressionError(f"expected {expected}, found {found}", token.offset, hint)


def _chain(source: _Source, at: int, level: int, depth: int) -> tuple[Term, int]:
    """Reads operands of the next level, joined by the operators of this one."""
    if level == len(LEVELS):
        return _operand(source, at, depth)
    term, at = _chain(source, at, level + 1, depth)
    operands, operators = [term], []
    while (operator := source.tokens[at].text) in LEVELS[level]:
        term, at = _chain(source, at + 1, level + 1, depth)
        operands.append(term)
        operators.append(operator)
    return (Chain(tuple(operands), tuple(operators)) if operators else operands[0]), at


def _operand(source: _Source, at: int, depth: int) -> tuple[Term, int]:
    token = source.tokens[at]
    match token.kind:
        case "number":
            return _number(token), at + 1
        case "quoted":
            return _figure(token, source.read), at + 1
        case "reference" if source.tokens[at + 1].text == "(":
            return _call(source, at)
        case "reference":
            return _reference(token), at + 1
        case "operator" if token.text == "(":
            return _nested(source, at, depth + 1)
    raise _unexpected(token, "a number, an attribute or '('")


def _nested(source: _Source, at: int, depth: int) -> tuple[Term, int]:
    if depth > DEEPEST:
        message = f"expected at most {DEEPEST} parentheses inside one another"
        raise ExpressionError(message, source.tokens[at].offset)
    term, at = _chain(source, at + 1, _SUM, depth)
    return term, _closed(source, at)


def _call(source: _Source, at: int) -> tuple[Term, int]:
    name, argument = source.tokens[at], source.tokens[at + 2]
    if name.text not in FUNCTIONS:
        raise _unexpected(name, f"one of the functions {', '.join(FUNCTIONS)}")
    if argument.kind != "reference":
        raise _unexpected(argument, "an attribute")
    return Call(name.text, _reference(argument)), _closed(source, at + 3)


def _closed(source: _Source, at: int) -> int:
    token = source.tokens[at]
    if token.text != ")":
        is_order = token.text in LEVELS[_COMPARISON]
        raise _unexpected(token, "')'", "parentheses hold arithmetic only" if is_order else "")
    return at + 1


def _reference(token: _Token) -> Reference:
    return read_reference(token.text, token.offset)


def _number(token: _Token) -> Literal:
    digits = token.text.removesuffix("%")
    exponent = "E-2" if digits != token.text else ""
    return Literal(token.text, point(Decimal(digits + exponent)))


def _figure(token: _Token, read: ReadFigure) -> Literal:
    try:
        return Literal(token.text, read(token.text[1:-1]))
    except ValueError as error:
        raise ExpressionError(f"{token.text[:_LONGEST_SHOWN]}: {error}", token.offset) from error
