"""Folding of names: however a name is written, one form to compare.

Light folding needs nothing beyond the standard library and serves the first attempt at a
name; `fold` and `readings` import opencc and pypinyin when first needed.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING

from parkq.names.syllables import SYLLABLES

if TYPE_CHECKING:
    from opencc import OpenCC

# Variant and Japanese forms that opencc's t2s leaves alone, and the catalogue's misprint of 淄博.
_VARIANTS = str.maketrans(
    "湽邨崐峯発経済広沢浜県徳関鉄営図産壊塩", "淄村昆峰发经济广泽滨县德关铁营图产坏盐"
)
# The traditional characters that the simplified set GB 2312 holds all the same.
_BOTH = frozenset("乾菸薹拚捱摺吒後徵夥榘於袷麴醣麽")
_LAST_ASCII, _FIRST_HAN = "\x7f", "⺀"
_MOST_READINGS = 16
_WORD_SIZES = (4, 3, 2)
_ALIKE = 0.6
_SHORT_ALIKE = 0.5
_SHORT = 3
_LONGEST_SLIP = 100


def light_fold(text: str) -> str:
    """Folds all but the script: width, case, tone marks, pinyin glosses, brackets and spaces.

    ``國(guó)家·高新區`` gives ``國家高新區``; ``Lǘ`` gives ``lv``. Idempotent.
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    while (folded := _light_fold_once(text)) != text:
        text = folded
    return text


def _light_fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    if "(" in text:
        text = _without_glosses(text)
    return "".join(filter(str.isalnum, _without_marks(text)))


def _without_marks(text: str) -> str:
    if text.isascii() or not any(_LAST_ASCII < char < _FIRST_HAN for char in text):
        return text
    apart = unicodedata.normalize("NFKD", text)
    for tone in "\u0300\u0301\u0304\u030c":
        apart = apart.replace(tone, "")
    apart = apart.replace("u\u0308", "v")
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return unicodedata.normalize("NFKC", bare)


def _without_glosses(text: str) -> str:
    """Drops a pinyin syllable in brackets after a Chinese character, as web scrapers leave it."""
    head, *rest = text.split("(")
    kept = [head]
    for part in rest:
        inside, closed, after = part.partition(")")
        if closed and kept[-1][-1:] >= _FIRST_HAN and _without_marks(inside.strip()) in SYLLABLES:
            kept[-1] += after
        else:
            kept.append(part)
    return "(".join(kept)


def fold(text: str) -> str:
    """Folds a name to the form that names are compared in.

    As `light_fold`, and traditional, variant and Japanese characters become simplified ones:
    ``瀘州國家高新技術產業開發區`` gives ``泸州国家高新技术产业开发区``. Idempotent. Imports opencc
    where there are such characters.
    """
    text = light_fold(text)
    while not (text.isascii() or _is_simplified(text)):
        folded = light_fold(_opencc().convert(text).translate(_VARIANTS))
        if folded == text:
            break
        text = folded
    return text


def _is_simplified(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return _BOTH.isdisjoint(text)


@cache
def _opencc() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - 30 ms, only when an exact name missed

    return OpenCC("t2s")


def words(text: str) -> list[str]:
    """The words of a text at spaces and punctuation, each lightly folded."""
    text = unicodedata.normalize("NFKC", text)
    return [light_fold(word) for word in _at_spaces(text)]


def latin(text: str) -> Iterator[str]:
    """Those of its words that are of Latin letters."""
    text = unicodedata.normalize("NFKC", text)
    if any(char < _FIRST_HAN and char.isalpha() for char in text):
        yield from (word for word in words(text) if word.isascii() and word.isalpha())


def _at_spaces(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text).split()


def readings(name: str, override: str | None = None) -> tuple[str, ...]:
    """What a name sounds like, the likeliest first; imports pypinyin (0.2 s).

    Args:
        name: simplified, folded.
        override: the pinyin of the name's first characters, where the library errs.

    Returns:
        Syllables joined by apostrophes, ``("lu'zhou",)``; several where characters have
        several readings, at most 16. Letters and digits between characters stand as they are.
    """
    if name.isascii():
        return (name,) if name else ()
    choices = list(_choices(name))
    known = words(override or "")
    choices[: len(known)] = [[syllable] for syllable in known]
    ways = product(*choices) if _are_few(choices) else islice(_one_changed(choices), _MOST_READINGS)
    return tuple(dict.fromkeys(map("'".join, ways)))


def _are_few(choices: Iterable[list[str]]) -> bool:
    """Whether all readings may be given; how many there are may be beyond counting."""
    ways = 1
    for choice in choices:
        ways *= len(choice)
        if ways > _MOST_READINGS:
            return False
    return True


def _one_changed(choices: list[list[str]]) -> Iterator[list[str]]:
    usual = [choice[0] for choice in choices]
    yield usual
    for place, choice in enumerate(choices):
        for other in choice[1:]:
            yield [*usual[:place], other, *usual[place + 1 :]]


def _choices(name: str) -> Iterator[list[str]]:
    """The readings of each character: as its word has it, where it stands in a known one."""
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415 - 0.2 s, only for an index

    start = 0
    while start < len(name):
        parts = (name[start : start + size] for size in _WORD_SIZES)
        word = next((part for part in parts if part in PHRASES_DICT), "")
        if word:
            yield from (_toneless(heard) for heard in PHRASES_DICT[word])
        else:
            yield sounds().get(name[start], name[start]).split()
        start += len(word) or 1


def _toneless(heard: list[str]) -> list[str]:
    return list(dict.fromkeys(map(_without_marks, heard)))


@cache
def sounds() -> dict[str, str]:
    """The readings of each character of GB 2312, the usual one first, separated by spaces.

    Imports pypinyin. Through it a character that no name has still has a sound to compare.
    """
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - 0.2 s, only for an index

    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    characters = "".join(pair.decode("gb2312", errors="ignore") for pair in rows)
    return {char: " ".join(_toneless(PINYIN_DICT[ord(char)].split(","))) for char in characters}


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a word is likeliest a slip for, None where none is near.

    For any vocabulary: ids, keys of a file, units, commands.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only for what is wrong

    if len(word) > _LONGEST_SLIP:
        return None
    folded = {light_fold(name): name for name in known}
    wanted = light_fold(word)
    alike = _SHORT_ALIKE if len(wanted) <= _SHORT else _ALIKE
    found = get_close_matches(wanted, folded, n=1, cutoff=alike)
    return folded[found[0]] if found else None
