"""Text folded for comparing, with a map back to the original.

Folding takes away what a copy of a document may differ in without saying anything else: script,
width, case, pinyin glosses that scrapers leave, blanks beside Chinese characters.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from parkq.figures import scan
from parkq.names.folding import fold, light_fold
from parkq.names.syllables import SYLLABLES

_EAST_ASIAN = "\u2e80"
_GLOSS = r"(?<=[\u2e80-\U0003ffff])[(（]\s{0,2}(?P<gloss>[^\W\d_]{1,6})\s{0,2}[)）]"
_BLANKS = r"(?P<blanks>[\s\u200b\ufeff]+)"
_QUOTES = str.maketrans("“”„«»「」『』‘’'", '"' * 12)


class FoldedText(NamedTuple):
    """A folded text.

    Attributes:
        text: folded; paragraphs are still parted by line breaks.
        offsets: for each of its characters, where it comes from in the original; then the
            original's length.
    """

    text: str
    offsets: Sequence[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the folded text begins and ends in the original."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def fold_text(original: str) -> FoldedText:
    """Folds a text; linear in its length."""
    characters = {ord(char): _fold_character(char) for char in set(original)}
    unequal = "".join(re.escape(chr(c)) for c, folded in characters.items() if len(folded) != 1)
    either = f"|(?P<unequal>[{unequal}])" if unequal else ""
    pieces: list[str] = []
    offsets = array("L")
    start = 0
    for found in re.finditer(f"{_GLOSS}|{_BLANKS}{either}", original):
        piece = _fold_match(found, characters)
        if piece is None:
            continue
        _append(pieces, offsets, original[start : found.start()].translate(characters), start)
        pieces.append(piece)
        offsets.extend([found.start()] * len(piece))
        start = found.end()
    _append(pieces, offsets, original[start:].translate(characters), start)
    offsets.append(len(original))
    return FoldedText("".join(pieces), offsets)


def _append(pieces: list[str], offsets: "array[int]", piece: str, start: int) -> None:
    pieces.append(piece)
    offsets.extend(range(start, start + len(piece)))


def _fold_match(found: re.Match[str], characters: Mapping[int, str]) -> str | None:
    """What stands for a gloss, blanks or a character that folds to none or several.

    None where it folds character by character after all.
    """
    if found["gloss"] is not None:
        return "" if light_fold(found["gloss"]) in SYLLABLES else None
    if found["blanks"] is None:
        return characters[ord(found[0])]
    if "\n" in found[0]:
        return "\n"
    text, start, end = found.string, found.start(), found.end()
    beside = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    if any(char >= _EAST_ASIAN or char == "\n" for char in beside):
        return ""
    return "\t" if "\t" in found[0] else " "


def _fold_character(char: str) -> str:
    if char.isascii():
        return scan.fold(char.lower().translate(_QUOTES))
    letters = fold(char) if char.isalpha() else ""
    return scan.fold((letters or unicodedata.normalize("NFKC", char).casefold()).translate(_QUOTES))


def find_all(text: str, wanted: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where a text stands in another, and not inside a longer number or a longer Latin word."""
    end = len(text) if end is None else end
    at = text.find(wanted, start, end)
    while at >= 0 and wanted:
        behind = at + len(wanted)
        if not (_continues_before(text, at) or _continues_behind(text, behind)):
            yield at
        at = text.find(wanted, at + 1, end)


def _continues_before(text: str, at: int) -> bool:
    first, before = text[at], text[at - 1 : at]
    if first.isdigit():
        points = before in {".", ","} and at > 1 and text[at - 2].isdigit()
        return before.isdigit() or points or _is_latin(before)
    return _is_latin(first) and _is_latin(before)


def _continues_behind(text: str, end: int) -> bool:
    last, behind = text[end - 1], text[end : end + 1]
    if last.isdigit():
        points = behind in {".", ","} and text[end + 1 : end + 2].isdigit()
        return behind.isdigit() or points
    return _is_latin(last) and _is_latin(behind)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
