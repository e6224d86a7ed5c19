"""The words beside a number: which there are, and what each says of it."""

from collections.abc import Iterable, Mapping
from enum import Enum, auto, unique
from functools import cache
from typing import Any, NamedTuple

from parkq.figures import units, words
from parkq.figures.parsed import Aside
from parkq.figures.scan import NotRead, Words, index
from parkq.figures.units import NUMBER, RANK, Unit
from parkq.terms import Hedge


@unique
class Sense(Enum):
    """What a word beside a number is."""

    HEDGE = auto()
    PLAIN = auto()
    DIRECTION = auto()
    RATE = auto()
    RESULT = auto()
    MULTIPLE = auto()
    LOSS = auto()
    SHARE = auto()
    COMPARISON = auto()
    MANNER = auto()
    OTHERS = auto()
    PER = auto()
    LABEL = auto()
    ROLE = auto()
    AS_OF = auto()
    RANKING = auto()
    REGION = auto()
    CURRENCY = auto()
    ORDINAL = auto()
    BETWEEN = auto()
    ARTICLE = auto()
    MIRROR = auto()


class Word(NamedTuple):
    """What a word beside a number says.

    Attributes:
        sense: what it is.
        value: of the sense: a hedge, a direction, a unit, ...
    """

    sense: Sense
    value: Any = None


SAID = {
    Sense.DIRECTION: "direction",
    Sense.RATE: "rate of change",
    Sense.RESULT: "what it rose or fell to",
    Sense.MULTIPLE: "multiple of what it was",
    Sense.LOSS: "below nothing",
    Sense.SHARE: "share",
    Sense.COMPARISON: "compared with",
    Sense.MANNER: "manner",
    Sense.OTHERS: "compared with",
    Sense.PER: "rate",
    Sense.LABEL: "label",
    Sense.ROLE: "role",
    Sense.AS_OF: "time",
    Sense.RANKING: "ranking",
    Sense.REGION: "of which",
}
"""What `parkq explain` calls a word that is set aside."""


_FLAGS = {
    Sense.RATE: "rate",
    Sense.RESULT: "result",
    Sense.MULTIPLE: "multiple",
    Sense.SHARE: "share",
    Sense.PER: "per",
    Sense.RANKING: "ranked",
    Sense.BETWEEN: "between",
    Sense.ARTICLE: "article",
}
"""What of a `Beside` a word sets."""

_PLACES = {Sense.COMPARISON: "compared", Sense.REGION: "region"}
"""What of a `Beside` a word sets to where it stands."""


class Beside:
    """What the words beside a number have said of it so far.

    Attributes:
        hedges: in the order met.
        assumed: the currency before the number, or `RANK` after 第.
        per: what a rate that is named first is stated per.
        direction: 1 up, -1 down, 0 unchanged.
        rate: 1 or -1 where a rate of change is named: 增速, 降幅.
        result: the number is what something rose or fell to.
        multiple: the number is a multiple of what it was.
        loss: the level lies below nothing.
        share: the number is a part of a whole.
        between: the ends of a range may be joined by "and".
        points: only percentage points may follow: 高于全省.
        ranked: a word of rankings stands before the number.
        compared, region: where such a word stands, in characters; None where none does.
        article: "a" stands before the number.
        counter: of what is counted, as printed.
        asides: the words set aside.
    """

    def __init__(self) -> None:  # no dataclass: a check without options loads no module of them
        self.hedges: list[Hedge] = []
        self.assumed: Unit = NUMBER
        self.per: Unit | None = None
        self.direction: int | None = None
        self.rate: int | None = None
        self.result = self.multiple = self.loss = self.share = self.points = False
        self.between = self.ranked = self.article = False
        self.compared: int | None = None
        self.region: int | None = None
        self.counter = ""
        self.asides: list[Aside] = []

    @property
    def changes(self) -> bool:
        """Whether the number is said to be a change."""
        return self.direction is not None or self.rate is not None

    def turn(self, direction: int, pos: int) -> None:
        """Takes a word of direction, which must not contradict the one before."""
        if self.direction is not None and self.direction != direction:
            raise NotRead(pos, "it is said to rise and to fall", refused=True)
        self.direction = direction

    def take(self, word: Word, printed: str, pos: int) -> None:
        """Takes what a word that stands at ``pos`` says.

        Raises:
            NotRead: it contradicts what was said before.
        """
        sense, value = word
        if sense in SAID:
            self.asides.append(Aside(SAID[sense], printed))
        if sense in _FLAGS:
            setattr(self, _FLAGS[sense], True if value is None else value)
        elif sense in _PLACES:
            setattr(self, _PLACES[sense], pos)
        elif sense is Sense.HEDGE:
            self.hedges.append(value)
        elif sense in {Sense.DIRECTION, Sense.OTHERS}:
            self.turn(value, pos)
            self.points = self.points or sense is Sense.OTHERS
        elif sense in {Sense.LOSS, Sense.MIRROR}:
            self._mirror(pos)
        elif sense is Sense.CURRENCY:
            self._name_currency(value, pos)
        elif sense is Sense.ORDINAL:
            self.assumed = RANK
            self.hedges += [value] if value else []

    def _mirror(self, pos: int) -> None:
        if self.loss:
            raise NotRead(pos, "it is said twice to be below nothing", refused=True)
        self.loss = True

    def _name_currency(self, currency: Unit, pos: int) -> None:
        if self.assumed not in {NUMBER, currency}:
            raise NotRead(pos, "a second currency is named", refused=True)
        self.assumed = currency


def _all(sense: Sense, values: Mapping[str, Any] | tuple[str, ...]) -> dict[str, Word]:
    items = values.items() if isinstance(values, Mapping) else ((word, None) for word in values)
    return {word: Word(sense, value) for word, value in items}


@cache
def words_before() -> Words[Word]:
    """What may stand before a number; of a word of two senses the last counts."""
    below = {word: units.scan_divisor(unit, 0)[1] for word, unit in words.RATES.items()}
    return index(
        _all(Sense.LABEL, words.LABELS)
        | _all(Sense.MANNER, words.MANNERS)
        | _all(Sense.AS_OF, words.AS_OF)
        | _all(Sense.ROLE, words.ROLES)
        | _all(Sense.RANKING, words.RANKINGS)
        | _all(Sense.REGION, words.REGIONS)
        | _all(Sense.SHARE, words.SHARES)
        | _all(Sense.COMPARISON, words.COMPARISONS)
        | _all(Sense.OTHERS, dict.fromkeys(words.ABOVE_OTHERS, 1))
        | _all(Sense.OTHERS, dict.fromkeys(words.BELOW_OTHERS, -1))
        | _all(Sense.PER, below)
        | _all(Sense.RESULT, words.RESULTS)
        | _all(Sense.MULTIPLE, (*words.MULTIPLE_OF, "now"))
        | _all(Sense.LOSS, words.LOSSES)
        | _all(Sense.RATE, words.CHANGE_RATES)
        | _all(Sense.DIRECTION, words.DIRECTIONS)
        | _all(Sense.DIRECTION, {f"{word} by": up for word, up in words.DIRECTIONS.items()})
        | _all(Sense.PLAIN, words.PLAIN_BEFORE)
        | _all(Sense.ARTICLE, ("a", "an"))
        | _all(Sense.BETWEEN, ("between",))
        | _all(Sense.HEDGE, words.HEDGES_BEFORE)
        | _all(Sense.MIRROR, ("负", "minus"))
        | _all(Sense.ORDINAL, dict.fromkeys(("第", "no.", "no", "number", "#")))
        | _all(Sense.ORDINAL, dict.fromkeys(("前", "top"), Hedge.AT_MOST))
    )


@cache
def words_after() -> Words[Word]:
    """What may stand after a number and its unit."""
    return index(
        _all(Sense.LABEL, words.NOUNS_AFTER)
        | _all(Sense.MANNER, ("annually", "a year", "per annum", "on average", "in real terms"))
        | _all(Sense.COMPARISON, words.COMPARISONS)
        | _all(Sense.DIRECTION, words.DIRECTIONS_AFTER)
        | _all(Sense.PLAIN, words.PLAIN_AFTER)
        | _all(Sense.HEDGE, words.HEDGES_AFTER)
    )


@cache
def _telling() -> tuple[str, ...]:
    """Words that a label of no list must not hold, since they say something of the number."""
    tables: tuple[Iterable[str], ...] = (
        *(words.DIRECTIONS, words.CHANGE_RATES, words.HEDGES_BEFORE, words.HEDGES_AFTER),
        *(words.REGIONS, words.LOSSES, words.ROLES, words.RATES, words.SHARES),
        *("负", "未", "不", "每", "均", "半", "倍", "比", "第", "前", "名", "位"),
    )
    return tuple(word for table in tables for word in table if not word.isascii())


def is_plain_label(text: str) -> bool:
    """Whether a text that looks like a label says nothing of the number after it."""
    return not any(word in text for word in _telling())
