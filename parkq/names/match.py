"""Matches what is typed against the tables of one kind, from equal to one slip away.

Needs no fuzzy comparison: every step is a look-up in sorted keys or a search for a substring.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum, unique
from itertools import islice, product
from typing import NamedTuple

from parkq.names.folding import fold, words
from parkq.names.index import RARE, SHORT, Names
from parkq.names.keys import Keys
from parkq.names.stems import Stem, stem
from parkq.names.syllables import confused, mistyped, splits

# Characters of place names taken for one another by their shape; how they sound is known else.
# fmt: off
_LOOKALIKES = (
    "泸沪滤炉芦护", "淄缁", "黔黝", "荣萦", "郴彬", "铜钢", "涪培陪", "垫执", "忠患",
    "酉西", "扬场", "杭抗", "徐除", "湘相", "昌冒", "未末", "莆甫", "孝考",
    "宜宣", "汕灿仙", "邻郐", "巫丞", "奉秦泰", "天夫", "石右", "乌鸟", "渝榆愉",
    "绵棉锦", "枣束", "玉王", "淮准", "衢瞿", "璧壁", "蚌蛘", "鞍鞅",
)
# fmt: on
_MOST_HEARD = 8
_LEAST_LATIN_PART = 3
_LEAST_INITIALS = 2
_LEAST_SLIP = 2
_LEAST_KEPT = 0.3
_MOST_INSIDE = 1000
_HALF = 0.5
_CONFUSED = 0.95
_MISTYPED = 0.9


@unique
class How(StrEnum):
    """How a name was found, the surest first."""

    ID = "id"
    NAME = "name"
    FOLDED = "folded"
    SHORT = "short"
    PINYIN = "pinyin"
    INITIALS = "initials"
    PREFIX = "prefix"
    PART = "part"
    SLIP = "slip"
    ORDER = "order"
    FUZZY = "fuzzy"
    UNKNOWN = "unknown"


class Query(NamedTuple):
    """What is typed.

    Attributes:
        full: folded.
        stem: its stem.
        splits: the syllables that it may spell.
        most: how many keys of a table are wanted where it is a part of many; None for all.
    """

    full: str
    stem: Stem
    splits: tuple[str, ...]
    most: int | None = None


class Match(NamedTuple):
    """How well a term of an item matches: 0 to 100."""

    score: float
    how: How
    term: int


class Places(NamedTuple):
    """Where in a table, and how much of each key was typed: so many characters, or a share."""

    table: Keys
    places: Iterable[int]
    typed: int = 0
    share: float = 1.0


Found = Iterator[Places]


def query(text: str, *, most: int | None = None) -> Query:
    """Reads what is typed; imports opencc where it is not ASCII."""
    full, own = fold(text), stem(text)
    spelled: tuple[str, ...] = ()
    if full.isascii() and full.isalpha():
        spelled = splits(" ".join(words(text))) or splits(full)
        if own.text != full:
            spelled += splits(own.text)
    return Query(full, own, spelled, most)


def _folded(names: Names, typed: Query) -> Found:
    yield Places(names.full, names.full.exact(typed.full))


def _short(names: Names, typed: Query) -> Found:
    if typed.stem.text:
        yield Places(names.stems, names.stems.exact(typed.stem.text))


def _pinyin(names: Names, typed: Query) -> Found:
    for split in typed.splits:
        yield Places(names.heard, names.heard.exact(split))


def _initials(names: Names, typed: Query) -> Found:
    if typed.full.isascii() and len(typed.full) >= _LEAST_INITIALS:
        yield Places(names.initials, names.initials.exact(typed.full))


def _prefix(names: Names, typed: Query) -> Found:
    beginnings = [(names.full, typed.full)]
    if typed.stem.text and not typed.stem.sort:
        beginnings.append((names.stems, typed.stem.text))
    beginnings += ((names.heard, split) for split in typed.splits)
    if typed.full.isascii() and len(typed.full) > _LEAST_INITIALS:
        beginnings.append((names.initials, typed.full))
    for table, prefix in beginnings:
        places = table.beginning(prefix, typed.most)
        yield Places(table, places, len(prefix))


def _part(names: Names, typed: Query) -> Found:
    spelled = (split for split in typed.splits if len(split) >= _LEAST_LATIN_PART)
    parts = [(names.spoken, f"'{split}") for split in spelled]
    if not typed.full.isascii() or len(typed.full) >= _LEAST_LATIN_PART:
        parts.append((names.full, typed.full))
    for table, part in parts:
        places = table.holding(part, typed.most)
        yield Places(table, places, len(part))


def _slip(names: Names, typed: Query) -> Found:
    return _latin_slip(names, typed) if typed.full.isascii() else _han_slip(names, typed)


def _latin_slip(names: Names, typed: Query) -> Found:
    for split in typed.splits:
        for changed, likely in _near(split):
            yield Places(names.heard, names.heard.exact(changed), share=_HALF * likely)


def _han_slip(names: Names, typed: Query) -> Found:
    for form in dict.fromkeys((typed.full, typed.stem.text)):
        if len(form) >= _LEAST_SLIP:
            yield from _seen(names, form)
            yield from (each for each in _sounding(names, form) if each.share >= _LEAST_KEPT)


def _seen(names: Names, form: str) -> Found:
    """Names that differ in one character of like shape, or have their two halves turned round."""
    turned = (form[cut:] + form[:cut] for cut in range(1, len(form)))
    for changed in (*_lookalikes(form), *turned):
        for table in (names.full, names.stems):
            yield Places(table, table.exact(changed), share=_kept(form, changed))


def _sounding(names: Names, form: str) -> Found:
    """Names that sound the same, or nearly so in one syllable."""
    table = names.heard
    for heard in _heard(names, form):
        for place in table.exact(heard):
            kept = _kept(form, _written(names, table.terms[place]))
            yield Places(table, (place,), share=kept)
        for changed, likely in _near(heard):
            for place in table.exact(changed):
                kept = _kept(form, _written(names, table.terms[place]))
                yield Places(table, (place,), share=kept * likely)


def _part_slip(names: Names, typed: Query) -> Found:
    """Longer names that sound the same in a part: 鱼子溪 in 渔子溪生态湿地公园."""
    if typed.full.isascii() or len(typed.full) < _LEAST_SLIP:
        return
    table = names.spoken
    for heard in _heard(names, typed.full):
        for place in islice(table.holding(heard), _MOST_INSIDE):
            kept = _kept(typed.full, _written(names, table.terms[place]))
            if kept >= _LEAST_KEPT and f"'{heard}'" in f"'{table.keys[place]}'":
                yield Places(table, (place,), share=kept)


def _written(names: Names, term: int) -> str:
    """The characters of a term; none for a rare reading, which no slip is taken for."""
    return "" if names.terms[term].field == RARE else fold(names.terms[term].text)


def _kept(typed: str, name: str) -> float:
    """How many of the typed characters are the name's own, 0 to 1."""
    return sum(char in name for char in typed) / len(typed)


def _lookalikes(form: str) -> Iterator[str]:
    for place, char in enumerate(form):
        for group in _LOOKALIKES:
            if char in group:
                for other in group.replace(char, ""):
                    yield form[:place] + other + form[place + 1 :]


def _heard(names: Names, form: str) -> Iterable[str]:
    choices = [names.sounds(char).split() for char in form]
    return map("'".join, islice(product(*choices), _MOST_HEARD))


def _near(split: str) -> Iterator[tuple[str, float]]:
    """Sounds that differ in one syllable, with how likely the slip is."""
    spoken = split.split("'")
    for place, syllable in enumerate(spoken):
        for other in confused(syllable) | mistyped(syllable):
            likely = _CONFUSED if other in confused(syllable) else _MISTYPED
            yield "'".join((*spoken[:place], other, *spoken[place + 1 :])), likely


class _Step(NamedTuple):
    how: How
    find: Callable[[Names, Query], Found]
    base: float
    span: float


STEPS = (
    _Step(How.FOLDED, _folded, 100, 0),
    _Step(How.SHORT, _short, 95, 0),
    _Step(How.PINYIN, _pinyin, 90, 0),
    _Step(How.INITIALS, _initials, 84, 0),
    _Step(How.PREFIX, _prefix, 62, 20),
    _Step(How.PART, _part, 46, 20),
)
"""What is typed right, the surest first: how, the step, the score at no and at full coverage."""
SLIPS = (_Step(How.SLIP, _slip, 36, 20), _Step(How.SLIP, _part_slip, 34, 20))
"""One slip away: of a whole name, then of a part of one."""

_WEIGHTS = {
    SHORT: 0.97,
    RARE: 0.94,
    "title": 0.9,
    "stated": 0.75,
    "publisher": 0.6,
    "scope": 0.5,
    "note": 0.5,
    "where": 0.3,
}
_OTHER_SORT = 0.8


def matches(names: Names, typed: Query, steps: Iterable[_Step]) -> dict[int, Match]:
    """The best match of each item, by item number, over the steps given."""
    best: dict[int, Match] = {}
    for step in steps:
        for found in step.find(names, typed):
            for match in _scored(names, typed, step, found):
                item = names.terms[match.term].item
                if item not in best or match.score > best[item].score:
                    best[item] = match
    return best


def _scored(names: Names, typed: Query, step: _Step, found: Places) -> Iterator[Match]:
    keys, terms = found.table.keys, found.table.terms
    for place in found.places:
        term = names.terms[terms[place]]
        share = found.typed / len(keys[place]) if found.typed else found.share
        score = (step.base + step.span * share) * _WEIGHTS.get(term.field, 1)
        if not typed.stem.allows(term.sort):
            score *= _OTHER_SORT
        yield Match(score, step.how, terms[place])
