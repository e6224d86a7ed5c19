"""Pinyin as typed: the syllables there are, how a run of letters splits, which are confused.

Knows no Chinese characters; what a character sounds like is `parkq.names.folding.readings`.
Syllables are toneless, with ``v`` for ``ü``. A sequence of them is written ``lu'zhou``.
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice, product

# Finals by initial, after the table of Hanyu Pinyin (GB/T 16159); lve and nve as typed.
_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = frozenset(
    initial + final for initial, finals in _FINALS.items() for final in finals.split()
)
_LONGEST = 6
_LONGEST_TYPED = 64
_STARTS = frozenset(syllable[:n] for syllable in SYLLABLES for n in range(1, len(syllable)))

# Sounds that speakers and input methods confuse (模糊音); v is typed as u by those who lack it.
_CONFUSED_STARTS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"))
_CONFUSED_ENDS = (("ang", "an"), ("eng", "en"), ("ing", "in"), ("v", "u"), ("ve", "ue"))
_LONG_ENOUGH_TO_LOSE_A_LETTER = 4


def splits(letters: str, *, most: int = 12) -> tuple[str, ...]:
    """The ways to read letters as syllables, the last of which may be cut short.

    Whole syllables come before a cut one, and fewer syllables before more.

    Args:
        letters: ``luzhou``; an apostrophe or a space is a boundary that every split keeps.
        most: how many splits to give at most.

    Returns:
        ``("lu'zhou",)``; ``("xian", "xi'an", "xia'n")``; empty where the letters are no pinyin.
    """
    runs = letters.replace("'", " ").split()
    if not runs or sum(map(len, runs)) > _LONGEST_TYPED:
        return ()
    ways = [tuple(islice(_split(run), 2 * most)) for run in runs[:-1]]
    ways.append(tuple(islice(_split(runs[-1], cut=True), 2 * most)))
    found = list(islice(map("'".join, product(*ways)), 4 * most))
    found.sort(key=lambda split: (split.rpartition("'")[2] not in SYLLABLES, split.count("'")))
    return tuple(found[:most])


def _split(letters: str, *, cut: bool = False) -> Iterator[str]:
    """Longest syllables first; goes only where the rest can be read, so that none is in vain."""
    ways: list[list[int]] = [[] for _ in letters]
    for start in reversed(range(len(letters))):
        for end in range(min(start + _LONGEST, len(letters)), start, -1):
            whole = letters[start:end] in SYLLABLES
            if end == len(letters):
                fits = whole or (cut and letters[start:end] in _STARTS)
            else:
                fits = whole and bool(ways[end])
            if fits:
                ways[start].append(end)
    yield from _walk(letters, ways, 0)


def _walk(letters: str, ways: list[list[int]], start: int) -> Iterator[str]:
    for end in ways[start]:
        if end == len(letters):
            yield letters[start:]
        else:
            yield from (f"{letters[start:end]}'{rest}" for rest in _walk(letters, ways, end))


@cache
def confused(syllable: str) -> frozenset[str]:
    """Other syllables that sound nearly like this one, or are typed the same for want of ``ü``."""
    starts = {
        new + syllable.removeprefix(old)
        for old, new in _both_ways(_CONFUSED_STARTS)
        if syllable.startswith(old)
    }
    ends = {
        syllable.removesuffix(old) + new
        for old, new in _both_ways(_CONFUSED_ENDS)
        if syllable.endswith(old)
    }
    return SYLLABLES & (starts | ends) - {syllable}


def _both_ways(pairs: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    for one, other in pairs:
        yield one, other
        yield other, one


@cache
def mistyped(syllable: str) -> frozenset[str]:
    """Other syllables with two letters swapped, or one lost or added in a long one.

    Never ``lu`` for ``liu``, which are both whole words to a reader.
    """
    swapped = {
        syllable[:i] + syllable[i + 1] + syllable[i] + syllable[i + 2 :]
        for i in range(len(syllable) - 1)
    }
    lost = _one_lost(syllable) if len(syllable) >= _LONG_ENOUGH_TO_LOSE_A_LETTER else set()
    added = {
        other
        for other in SYLLABLES
        if len(other) == len(syllable) + 1 >= _LONG_ENOUGH_TO_LOSE_A_LETTER
        and syllable in _one_lost(other)
    }
    return SYLLABLES & (swapped | lost | added) - {syllable}


def _one_lost(syllable: str) -> set[str]:
    return {syllable[:i] + syllable[i + 1 :] for i in range(len(syllable))}


def is_abbreviated(typed: str, sound: str) -> bool:
    """Whether typed letters are the beginnings of a sound's syllables, in order, none skipped.

    ``luzgxq`` abbreviates ``lu'zhou'gao'xin'qu`` as an input method takes it.
    """
    ends = {0}
    for syllable in sound.split("'"):
        ends = {
            end + size
            for end in ends
            for size in range(1, len(syllable) + 1)
            if typed.startswith(syllable[:size], end)
        }
        if len(typed) in ends:
            return True
    return False
