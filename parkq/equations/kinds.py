"""What kind of result each part of an expression has: a number, a date, or a length of time.

Dates are days of a calendar: two of them differ by a number of days, and days may be added to one.
All else is refused, since the ordinal of a day is no number that a source states.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum, unique
from itertools import pairwise

from parkq.equations.references import ExpressionError
from parkq.equations.terms import Call, Chain, Expression, Leaf, Literal, Term, leaves


@unique
class ResultKind(StrEnum):
    """The kind of a result, as messages name it."""

    NUMBER = "a number"
    DATE = "a date"
    DAYS = "a number of days"


KindOf = Callable[[Leaf | Literal], ResultKind]
"""Gives the kind of what is written, or taken from facts."""

_NUMBER, _DATE, _DAYS = ResultKind
_RESULTS: Mapping[tuple[ResultKind, str, ResultKind], ResultKind] = {
    **{(_NUMBER, operator, _NUMBER): _NUMBER for operator in "+-*/"},
    **{(_DAYS, operator, _DAYS): _DAYS for operator in "+-"},
    **{(_DAYS, operator, _NUMBER): _DAYS for operator in "+-*/"},
    **{(_NUMBER, operator, _DAYS): _DAYS for operator in "+-*"},
    (_DAYS, "/", _DAYS): _NUMBER,
    (_DATE, "-", _DATE): _DAYS,
    **{(_DATE, operator, other): _DATE for operator in "+-" for other in (_DAYS, _NUMBER)},
    **{(other, "+", _DATE): _DATE for other in (_DAYS, _NUMBER)},
}
"""Left kind, operator and right kind to the kind of the result; what is not here has none."""
_VERBS = {"+": "add {} and {}", "-": "take {1} from {0}", "*": "multiply {} by {}"}
_VERBS |= {"/": "divide {} by {}"}
_DATE_HINT = "a date is quoted: '2015-03'; dates differ by days: founded - approved <= 365"


def find_kind(term: Term, kind_of: KindOf) -> ResultKind:
    """The kind of a term's result.

    Raises:
        ExpressionError: two parts of it cannot be reckoned with one another.
    """
    if isinstance(term, Call):
        return _kind_of_call(term, kind_of)
    if not isinstance(term, Chain):
        return kind_of(term)
    kind = find_kind(term.operands[0], kind_of)
    for operator, operand in zip(term.operators, term.operands[1:], strict=True):
        other = find_kind(operand, kind_of)
        result = _RESULTS.get((kind, operator, other))
        if result is None:
            message = f"cannot {_VERBS[operator].format(kind, other)}"
            raise ExpressionError(message, _offset(operand), _DATE_HINT)
        kind = result
    return kind


def _kind_of_call(call: Call, kind_of: KindOf) -> ResultKind:
    if call.function == "count":
        return _NUMBER
    if kind_of(call.reference) is _DATE:
        offset = call.reference.offset
        raise ExpressionError(f"dates have no {call.function}", offset, _DATE_HINT)
    return kind_of(call.reference)


def check_kinds(expression: Expression, kind_of: KindOf) -> None:
    """Refuses an expression that compares or reckons with what cannot be.

    Raises:
        ExpressionError: which parts, where the second one has its first name.
    """
    kinds = [find_kind(operand, kind_of) for operand in expression.operands]
    for (left, right), operand in zip(pairwise(kinds), expression.operands[1:], strict=True):
        if (left is _DATE) is not (right is _DATE):
            message = f"cannot compare {left} with {right}"
            raise ExpressionError(message, _offset(operand), _DATE_HINT)


def _offset(term: Term) -> int:
    """Where the first name in a term stands; 0 where it has none."""
    names = (leaf.reference if isinstance(leaf, Call) else leaf for leaf in leaves(term))
    return next((name.offset for name in names), 0)
