"""A number that is written out with 十, 百, 千, 万 and 亿, added up as it is scanned."""

THOUSAND = 3
MYRIAD = 4
_TEN = 10
_NO_PLACE = 9
"""Above every place of a section of four digits."""


class Sum:
    """A number under way: parts that are complete, and the section below them."""

    __slots__ = ("last", "parts", "pending", "place", "scale", "section", "small", "spelt", "zero")

    def __init__(self) -> None:
        self.parts: list[tuple[int, int]] = []  # value, exponent of its multiplier; descending
        self.section = 0
        self.small = _NO_PLACE  # the place last filled in the section
        self.pending: int | None = None
        self.place = 0  # the power of ten of the last term
        self.last = 0  # the exponent of the multiplier last seen
        self.scale = 0
        self.zero = False
        self.spelt = False  # whether any digit was given

    def digit(self, number: int) -> bool:
        """Takes a number; False where it cannot stand here."""
        if self.pending is not None or (self.last and number >= 10**self.last):
            return False
        if number == 0 and self.last:
            self.zero = True
            return True
        self.pending = number
        self.spelt = True
        return True

    def multiplier(self, exponent: int) -> bool:
        """Takes 十, 百, 千, 万, 亿 or 兆; False where it cannot stand here."""
        taken = self._small(exponent) if exponent < MYRIAD else self._big(exponent)
        if taken:
            self.last = exponent
            self.zero = False
            self.pending = None
        return taken

    def _small(self, exponent: int) -> bool:
        number = self.pending
        if (
            number == 0
            or exponent >= self.small
            or (number is None and exponent > 1 and (self.last or self.parts))
        ):
            return False
        self.spelt |= exponent == 1
        number = 1 if number is None else number
        self.section += number * 10**exponent
        self.small = exponent
        self.place = THOUSAND if exponent == THOUSAND else 0
        alone = not self.parts and self.section == number * 10**exponent
        self.scale = exponent if alone and exponent > 1 else 0
        return True

    def _is_elided(self) -> bool:
        """Whether the last digit may stand for the place below or for ones: 百二万, 三千五万."""
        single = self.pending is not None and self.pending < _TEN
        return single and 1 < self.small < _NO_PLACE and not self.zero

    def _big(self, exponent: int) -> bool:
        if self._is_elided():
            return False
        below, lone = self.section + (self.pending or 0), self.pending is None and not self.section
        if self.pending is not None:
            self.place = self.scale = 0
        reach, parts = exponent, list(self.parts)
        while parts and (parts[-1][1] < exponent or (lone and parts[-1][1] == exponent)):
            value, under = parts.pop()
            below, reach = below + value, exponent + under
        if (parts and parts[-1][1] <= exponent) or (not below and self.last):
            return False
        if not below:
            if self.pending is not None:
                return False
            below = 1
        parts.append((below * 10**exponent, reach))
        self.parts, self.section, self.small = parts, 0, _NO_PLACE
        self.place += exponent
        self.scale = self.scale + exponent if len(parts) == 1 else 0
        return True

    def total(self, *, elide: bool) -> tuple[int, int, int]:
        """The digits as a whole number, the power of ten of the last, and the multiplier's.

        Args:
            elide: a last digit without its place takes the one below the last: 一万三 is 13,000.
        """
        if self.pending is not None:
            below = self.last - 1 if elide and self.last > 1 and not self.zero else 0
            self.section += self.pending * 10**below
            self.place = below if below >= THOUSAND else 0
            self.scale = 0
        value = self.section + sum(part for part, _ in self.parts)
        return value // 10**self.place, self.place, self.scale
