"""Plain forms of figures: in their own unit, so that they read back; and in a display unit."""

from parkq.grammar import Reading
from parkq.model import Hedge
from parkq.numerals import Numeral
from parkq.units import joined

_WORDS = {
    Hedge.ABOUT: "about",
    Hedge.NEARLY: "nearly",
    Hedge.OVER: "over",
    Hedge.AT_LEAST: "at least",
    Hedge.AT_MOST: "at most",
    Hedge.WORDS: "several",
}


def show(reading: Reading) -> str:
    words = " ".join(_WORDS[hedge] for hedge in reading.hedges)
    number = numeral(reading.first)
    if reading.second is not None:
        number += f"–{numeral(reading.second)}"
    return f"{words} {joined(number, reading.unit.symbol)}".lstrip()


def numeral(number: Numeral) -> str:
    if number.exponent <= 0:
        return grouped(number.coefficient, -number.exponent)
    top = len(str(abs(number.coefficient))) - 1 + number.exponent
    for scale, word in ((4, "万"), (8, "亿"), (12, "万亿"), (3, "千"), (7, "千万"), (6, "百万")):
        if number.exponent <= scale <= top and top - scale < 6:
            return grouped(number.coefficient, scale - number.exponent) + word
    return grouped(number.coefficient * 10**number.exponent, 0)


def grouped(coefficient: int, decimals: int) -> str:
    if not decimals:
        return f"{coefficient:,}"
    sign, digits = "-" * (coefficient < 0), str(abs(coefficient)).zfill(decimals + 1)
    return f"{sign}{int(digits[:-decimals]):,}.{digits[-decimals:]}"
