"""Parts of a whole and ratios, which two numbers make: 三分之一, 3/4, two-thirds, 3.5:1."""

from parkq.figures import numerals, units
from parkq.figures.numerals import Numeral
from parkq.figures.parsed import Part
from parkq.figures.scan import index, match, not_understood

FRACTIONS = index(
    {"half": 2, "halves": 2}
    | {
        f"{word}{plural}": below
        for below, names in {
            3: "third", 4: "quarter fourth", 5: "fifth", 6: "sixth", 7: "seventh",
            8: "eighth", 9: "ninth", 10: "tenth", 20: "twentieth",
        }.items()
        for word in names.split()
        for plural in ("", "s")
    }
)  # fmt: skip
"""The names of parts in English: 3 for thirds."""

_LARGEST_SHARE = 100
_LARGEST = 15


def scan_fraction(text: str, pos: int, below: Numeral) -> tuple[int, Part]:
    """三分之一: what stands before 分之 divides."""
    end, above = numerals.scan(text, pos)
    whole = below.exponent >= 0 and above is not None and above.exponent >= 0
    if above is None or not whole or not below.coefficient or above.exponent > _LARGEST:
        raise not_understood(text, pos)
    divisor = below.coefficient * 10**below.exponent
    return end, Part(above, None, units.share(divisor), pos, "", precise=True)


def scan_english_fraction(text: str, pos: int, above: Numeral) -> tuple[int, Part]:
    """two-thirds, a quarter."""
    end, below = match(FRACTIONS, text, pos)
    if below is None or above.exponent or above.decimals or not 0 < above.coefficient < below:
        raise not_understood(text, pos)
    return end, Part(above, None, units.share(below), pos, "", precise=True)


def scan_quotient(text: str, pos: int, above: Numeral) -> tuple[int, Part]:
    """3/4: a share that is written as such, of at most two digits either side."""
    end, digits = numerals.digits(text, pos + 1)
    below = int(digits)
    if above.exponent or above.decimals or not 0 < above.coefficient < below < _LARGEST_SHARE:
        raise not_understood(text, pos)
    return end, Part(above, None, units.share(below), pos, "", precise=True)


def scan_ratio(text: str, pos: int, number: Numeral) -> tuple[int, Part]:
    """3.5:1 or 1:2.5: a ratio to or of one; 12:30 is a time."""
    end, other = numerals.arabic(text, pos + 1)
    printed, ones = text[pos + 1 : end], Numeral(1)
    if other.scale or not other.coefficient or ones not in {number, other} or printed[0] == "0":
        raise not_understood(text, pos)
    unit = units.ratio_to(other.coefficient, other.decimals, printed)
    return end, Part(number, None, unit, pos, "", precise=number == ones)
