"""How a figure was read, step by step, in the words of the rules."""

from parkq import dates
from parkq.figures import parser
from parkq.figures.display import context_of, display, numeral
from parkq.figures.express import express_bounds
from parkq.figures.hedges import BETWEEN, CONVENTIONS
from parkq.figures.numerals import Numeral
from parkq.figures.parsed import Parsed
from parkq.figures.scan import prepared
from parkq.figures.units import NUMBER, Unit, to_base
from parkq.model import Figure
from parkq.terms import WORDED, Hedge, Kind, Measure

_RULES = {
    Hedge.ABOUT: f"about: {CONVENTIONS[Hedge.ABOUT]} % either way, by convention",
    Hedge.NEARLY: f"nearly: at most {CONVENTIONS[Hedge.NEARLY]} % below, by convention",
    Hedge.OVER: "over: up to one more of the last digit that is not zero",
    Hedge.AT_LEAST: "at least: open above",
    Hedge.AT_MOST: "at most: open below",
    Hedge.WORDS: "several: 2 to 10 times",
}
_BOTH = ["at least and at most: open between the two"]


def steps(figure: Figure) -> list[str]:
    """The way from the words stated to the interval, one step a line."""
    if figure.kind in WORDED:
        return [f"{figure.kind}: {display(figure)}"]
    if figure.kind is Kind.DATE:
        return [f"date: {display(figure)}", _days(figure)]
    parsed = parser.parse(prepared(figure.stated), context_of(figure))
    numbers = [parsed.first] if parsed.second is None else [parsed.first, parsed.second]
    return [
        *(f"set aside: {aside.word} ({aside.sense})" for aside in parsed.asides),
        f"number: {' to '.join(map(_spelt_out, numbers))}",
        _unit(parsed.unit, figure),
        _precision(figure),
        *_measure(parsed),
        *(_BOTH if parsed.hedges == BETWEEN else map(_RULES.__getitem__, parsed.hedges)),
        _interval(figure),
    ]


def _spelt_out(number: Numeral) -> str:
    """A number as it is displayed, and in plain digits where that is not the same."""
    short, plain = numeral(number), f"{to_base(number.coefficient, number.exponent, NUMBER):,f}"
    return short if number.exponent <= 0 else f"{short} = {plain}"


def _measure(parsed: Parsed) -> list[str]:
    """What is measured, where that is not the level, and what the sign is."""
    taken = ["what it was is taken off"] * (parsed.less > 0)
    below = ["below nothing"] * parsed.mirrored
    if parsed.measure is Measure.LEVEL and not below:
        return []
    return [f"measure: {', '.join((parsed.measure, *taken, *below))}"]


def _unit(unit: Unit, figure: Figure) -> str:
    if unit.symbol:
        size = f"{unit.factor * 10 ** max(unit.exponent, 0):,}"
        divisor = unit.divisor * 10 ** max(-unit.exponent, 0)
        return f"unit: 1 {unit.symbol} is {size}{f'/{divisor:,}' * (divisor > 1)} {figure.unit}"
    if figure.kind is Kind.RANK:
        return "unit: none, a place in a ranking"
    stated = "none stated" if unit.dimension == "number" else "a counter"
    return f"unit: {stated}, read as {figure.unit if figure.unit != '1' else figure.kind}"


def _precision(figure: Figure) -> str:
    if not figure.half:
        return "precision: exact"
    half = figure.half
    amount = f"{half:,f}" if half == half.to_integral_value() else f"{half:.6g}"
    unit = "" if figure.unit == "1" else f" {figure.unit}"
    return f"precision: the printed digits leave {amount}{unit} open either way"


def _interval(figure: Figure) -> str:
    unit = "" if figure.unit == "1" else f" {figure.unit}"
    excluded = ", the upper end excluded" if figure.open_above else ""
    return f"interval: {express_bounds(figure.low, figure.high, '')}{unit}{excluded}"


def _days(figure: Figure) -> str:
    low, high = (
        "open" if end is None else dates.iso(int(end)) for end in (figure.low, figure.high)
    )
    return f"days: {low} to {high}"
