"""The parts of a ``[[relation]]`` expression, as `parkq.equations.expressions` reads them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from parkq.equations.intervals import Interval
from parkq.equations.references import Reference

FUNCTIONS = ("count", "sum")
LEVELS = (("==", "<=", "<", ">=", ">"), ("+", "-"), ("*", "/"))
"""Operators, row by row from the loosest to the tightest."""

_LEVEL = {operator: level for level, row in enumerate(LEVELS) for operator in row}


class Literal(NamedTuple):
    """A number, or a figure in quotes, as written and as read."""

    text: str
    interval: Interval


class Call(NamedTuple):
    """One of `FUNCTIONS` over the facts meant by a name."""

    function: str
    reference: Reference

    def __str__(self) -> str:
        return f"{self.function}({self.reference})"


class Chain(NamedTuple):
    """Operands joined by operators of one precedence, one operator fewer than operands."""

    operands: tuple["Term", ...]
    operators: tuple[str, ...]

    def __str__(self) -> str:
        return written(self)


Leaf = Reference | Call
Term = Literal | Leaf | Chain
Expression = Chain
"""The outermost chain of an expression is one of comparisons; no other is."""


def leaves(term: Term) -> Iterator[Leaf]:
    """What an expression takes from facts, from left to right, with repetitions."""
    if isinstance(term, Chain):
        for operand in term.operands:
            yield from leaves(operand)
    elif not isinstance(term, Literal):
        yield term


def references(expression: Expression) -> tuple[Reference, ...]:
    """The references of an expression, from left to right, each once."""
    found = (leaf.reference if isinstance(leaf, Call) else leaf for leaf in leaves(expression))
    return tuple(dict.fromkeys(found))


def written(term: Term, leaf: Callable[[Leaf], str] = str) -> str:
    """A term as it is written, with `leaf` for what it takes from facts.

    With the default, parsing gives the term back.
    """
    if isinstance(term, Literal):
        return term.text
    if not isinstance(term, Chain):
        return leaf(term)
    level = _LEVEL[term.operators[0]]
    parts = []
    for operand in term.operands:
        text = written(operand, leaf)
        loose = isinstance(operand, Chain) and _LEVEL[operand.operators[0]] <= level
        parts.append(f"({text})" if loose else text)
    rest = zip(term.operators, parts[1:], strict=True)
    return parts[0] + "".join(f" {operator} {part}" for operator, part in rest)
