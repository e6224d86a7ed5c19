"""Plain forms of figures in their own unit, which read back to the same figure."""

from parkq import dates
from parkq.figures import amounts
from parkq.figures.context import Context
from parkq.figures.hedges import BETWEEN
from parkq.figures.numerals import Numeral
from parkq.figures.parsed import Parsed, counts_exactly
from parkq.figures.parts import SEVERAL
from parkq.figures.scan import prepared
from parkq.figures.units import RANK, joined
from parkq.model import Figure
from parkq.terms import Hedge, Kind, Measure

_WORDS = {
    Hedge.ABOUT: "about",
    Hedge.NEARLY: "nearly",
    Hedge.OVER: "over",
    Hedge.AT_LEAST: "at least",
    Hedge.AT_MOST: "at most",
}
_USUAL = ((4, "万"), (8, "亿"), (12, "万亿"))
_HUNDRED = (2, "百")
_SCALES = (
    (3, "千"), (4, "万"), (6, " million"), (7, "千万"), (8, "亿"), (9, " billion"),
    (11, "千亿"), (12, "万亿"), (15, "千万亿"),
)  # fmt: skip
_LEGIBLE = 6
"""Digits before the point; a number with more of them is printed with a larger multiplier."""


def display(figure: Figure) -> str:
    """``about 5,000 亩``, ``10–120 t``, ``at least 40%``, ``No. 7``, ``several × 10万 m²``.

    It is made of the words stated, read again: few of the figures that are read are displayed.
    """
    match figure.kind:
        case Kind.TEXT:
            return figure.stated.strip()
        case Kind.LIST:
            return "、".join(figure.items) + "等" * figure.open_ended
        case Kind.DATE:
            low, high = (None if end is None else int(end) for end in (figure.low, figure.high))
            return dates.shortest(low, high) + "~" * (figure.hedge is Hedge.ABOUT)
    return _hedged(amounts.parse(prepared(figure.stated), context_of(figure)))


def context_of(figure: Figure) -> Context:
    """The context that a figure's words are read again in."""
    currency = figure.unit.partition("/")[0]
    return Context(figure.kind, unit=figure.assumed, currency=currency)


def _hedged(parsed: Parsed) -> str:
    if parsed.unit is RANK and parsed.hedges == (Hedge.AT_MOST,) and parsed.second is None:
        return f"top {numeral(parsed.first)}"
    if parsed.hedges == BETWEEN and parsed.second is not None:
        most = joined(numeral(parsed.second), parsed.unit.symbol)
        return f"at least {joined(_first(parsed), parsed.first_unit.symbol)}, at most {most}"
    words = [_WORDS[hedge] for hedge in parsed.hedges if hedge in _WORDS]
    return " ".join((*_measure(parsed), *words, _number(parsed)))


def _measure(parsed: Parsed) -> tuple[str, ...]:
    """The words that say what is measured, and its sign."""
    match parsed.measure:
        case Measure.SHARE:
            return ("share",)
        case Measure.GROWTH if parsed.less:
            return ("now",)
        case Measure.GROWTH if _is_unchanged(parsed):
            return ()
        case Measure.GROWTH | Measure.CHANGE:
            return ("down",) if parsed.mirrored else ("up",)
        case Measure.POINTS if parsed.moved:
            return ("down",) if parsed.mirrored else ("up",)
    return ("minus",) if parsed.mirrored else ()


def _first(parsed: Parsed) -> str:
    """The number, or the lower end of a range, with the upper one's multiplier if of its unit."""
    return numeral(parsed.first, like=parsed.second if parsed.first_unit is parsed.unit else None)


def _number(parsed: Parsed) -> str:
    if _is_unchanged(parsed):
        return "unchanged"
    if Hedge.WORDS in parsed.hedges:
        return _several(parsed)
    number = _first(parsed)
    if parsed.second is None:
        if parsed.unit is RANK:
            return f"No. {number}"
        sign = number[:1] if number.startswith("-") else ""
        return sign + _with_symbol(number.removeprefix("-"), parsed)
    last = numeral(parsed.second)
    joint = " to " if last.startswith("-") else "–"
    if parsed.first_unit is parsed.unit or not parsed.unit.symbol:
        return f"{'No. ' * (parsed.unit is RANK)}{_with_symbol(number + joint + last, parsed)}"
    first = _with_symbol(number, parsed._replace(unit=parsed.first_unit))
    return f"{first}{joint}{_with_symbol(last, parsed)}"


def _is_unchanged(parsed: Parsed) -> bool:
    plain = parsed.precise or parsed.hedges == (Hedge.ABOUT,)
    nothing = not parsed.first.coefficient and not parsed.less and parsed.unit.symbol == "%"
    return parsed.measure is Measure.GROWTH and plain and nothing


def _several(parsed: Parsed) -> str:
    """2 to 10 times something, or the same below nothing."""
    least, most = parsed.first, parsed.second
    negative = least.coefficient < 0 and most is not None
    one = most if negative and most is not None else least
    number = one._replace(coefficient=abs(one.coefficient) // SEVERAL[0])
    return "-" * negative + _with_symbol(f"several × {numeral(number)}", parsed)


def _names_counter(parsed: Parsed) -> bool:
    """Whether a count without its counter would be read otherwise."""
    exact = parsed.whole and counts_exactly(parsed.first, parsed.second)
    return exact or parsed.measure is Measure.CHANGE


def _with_symbol(number: str, parsed: Parsed) -> str:
    """A number with its unit; with its counter where that says that it is not rounded."""
    symbol = parsed.unit.symbol or (parsed.counter if _names_counter(parsed) else "")
    symbol = "" if parsed.unit is RANK else symbol
    return symbol + number if symbol.endswith("分之") else joined(number, symbol)


def numeral(number: Numeral, *, like: Numeral | None = None) -> str:
    """The digits that were printed, with the multiplier that leaves them legible.

    Args:
        number: the number.
        like: another to the same place, whose multiplier is to be used.
    """
    if number.exponent <= 0:
        return grouped(number.coefficient, -number.exponent)
    scale, word = _multiplier(like or number)
    return grouped(number.coefficient, scale - number.exponent) + word


def _multiplier(number: Numeral) -> tuple[int, str]:
    leading = len(str(abs(number.coefficient))) - 1 + number.exponent
    for scale, word in _USUAL:
        if number.exponent <= scale <= leading < scale + _LEGIBLE:
            return scale, word
    if number.exponent == leading == _HUNDRED[0]:
        return _HUNDRED
    return next(each for each in _SCALES if each[0] >= number.exponent)


def grouped(coefficient: int, decimals: int) -> str:
    """Digits with a separator before every three, and a point before the decimals."""
    if not decimals:
        return f"{coefficient:,}"
    sign, digits = "-" * (coefficient < 0), str(abs(coefficient)).zfill(decimals + 1)
    return f"{sign}{int(digits[:-decimals]):,}.{digits[-decimals:]}"
