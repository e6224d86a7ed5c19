"""How a figure was read, step by step, in the words of the rules."""

from decimal import Decimal

from parkq import grammar
from parkq.display import numeral
from parkq.express import express_bounds
from parkq.hedges import CONVENTIONS
from parkq.model import Figure, Hedge, Kind
from parkq.scan import fold
from parkq.units import Unit, to_base

_RULES = {
    Hedge.EXACT: "no hedge",
    Hedge.ABOUT: f"about: {CONVENTIONS[Hedge.ABOUT]} % either way, by convention",
    Hedge.NEARLY: f"nearly: at most {CONVENTIONS[Hedge.NEARLY]} % below, by convention",
    Hedge.OVER: "over: up to one more of the last digit that is not zero, that end excluded",
    Hedge.AT_LEAST: "at least: open above",
    Hedge.AT_MOST: "at most: open below",
    Hedge.WORDS: "several: from 2 up to 10 times, that end excluded",
}


def steps(figure: Figure) -> list[str]:
    """The steps from the words stated to the interval, one a line."""
    if figure.kind in {Kind.TEXT, Kind.LIST}:
        return [f"{figure.kind}: {figure.display}"]
    if figure.kind is Kind.DATE:
        return [
            f"date: {figure.display}",
            f"days: {express_bounds(figure.low, figure.high, '', figure.kind)}",
        ]
    reading = grammar.parse(fold(figure.stated).rstrip())
    numbers = [reading.first, *filter(None, [reading.second])]
    return [
        f"number: {'–'.join(map(numeral, numbers))}",
        *_unit(reading.unit, figure),
        *_precision(figure),
        *(_RULES[hedge] for hedge in reading.hedges),
        f"interval: {express_bounds(figure.low, figure.high, '', None)} {figure.unit}",
    ]


def _unit(unit: Unit, figure: Figure) -> list[str]:
    if unit.base == "1":
        return [f"unit: none stated, read as {figure.unit}"] if figure.unit != "1" else []
    return [f"unit: 1 {unit.symbol} is {to_base(1, 0, unit):,f} {unit.base}"]


def _precision(figure: Figure) -> list[str]:
    if not figure.half:
        return ["precision: exact"]
    return [
        f"precision: the printed digits leave {_short(figure.half)} {figure.unit} open either way"
    ]


def _short(number: Decimal) -> str:
    return f"{number:.6g}" if number != number.to_integral_value() else f"{number:,f}"
