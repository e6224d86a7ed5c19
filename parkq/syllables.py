"""Pinyin as typed: the syllables there are, how a run of letters splits, which are confused.

Knows no Chinese characters; what a character sounds like is `parkq.names.readings`.
Syllables are toneless, with ``v`` for ``ü``. A sequence of them is written ``lu'zhou``.
"""

from collections.abc import Iterator
from itertools import islice

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
_STARTS = frozenset(syllable[:n] for syllable in SYLLABLES for n in range(1, len(syllable)))

# Sounds that speakers and input methods confuse (模糊音); v is typed as u by those who lack it.
_CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("r", "l"))
_CONFUSED_ENDS = (("ang", "an"), ("eng", "en"), ("ing", "in"), ("v", "u"), ("ve", "ue"))
_LONG_ENOUGH_TO_LOSE_A_LETTER = 4


def splits(letters: str, *, most: int = 12) -> tuple[str, ...]:
    """The ways to read letters as syllables, the last of which may be cut short.

    Whole syllables come before a cut one, and fewer syllables before more.

    Args:
        letters: ``luzhou``; an apostrophe or a space is a boundary that every split keeps.
        most: how many splits to give at most.

    Returns:
        ``("lu'zhou",)``; ``("xian", "xi'an")``; empty where the letters are no pinyin.
    """
    runs = letters.replace("'", " ").split()
    found = list(islice(_split_runs(runs), 4 * most))
    found.sort(key=lambda split: (split.rpartition("'")[2] not in SYLLABLES, split.count("'")))
    return tuple(found[:most])


def _split_runs(runs: list[str]) -> Iterator[str]:
    if not runs:
        return
    for head in _split(runs[0], cut=len(runs) == 1):
        if len(runs) == 1:
            yield head
        else:
            yield from (f"{head}'{rest}" for rest in _split_runs(runs[1:]))


def _split(letters: str, *, cut: bool) -> Iterator[str]:
    for size in range(min(_LONGEST, len(letters)), 0, -1):
        head, rest = letters[:size], letters[size:]
        if head in SYLLABLES:
            if rest:
                yield from (f"{head}'{more}" for more in _split(rest, cut=cut))
            else:
                yield head
        elif cut and not rest and head in _STARTS:
            yield head


def near(syllable: str) -> tuple[str, ...]:
    """Other syllables that this one is a likely slip for, in alphabetical order.

    Confused sounds, two letters swapped, or one letter lost or doubled in a long syllable;
    never ``lu`` for ``liu``, which are both whole words to a reader.
    """
    return tuple(sorted((_confused(syllable) | _mistyped(syllable)) & SYLLABLES - {syllable}))


def _confused(syllable: str) -> set[str]:
    found = set()
    for pairs, place in ((_CONFUSED, str.startswith), (_CONFUSED_ENDS, str.endswith)):
        for a, b in (*pairs, *((b, a) for a, b in pairs)):
            if place(syllable, a):
                found.add(b + syllable[len(a) :] if pairs is _CONFUSED else syllable[: -len(a)] + b)
    return found


def _mistyped(syllable: str) -> set[str]:
    spots = range(len(syllable))
    swapped = {syllable[:i] + syllable[i + 1] + syllable[i] + syllable[i + 2 :] for i in spots[:-1]}
    lost = {syllable[:i] + syllable[i + 1 :] for i in spots}
    added = {
        other
        for other in SYLLABLES
        if len(other) == len(syllable) + 1
        and syllable in {other[:i] + other[i + 1 :] for i in range(len(other))}
    }
    if len(syllable) < _LONG_ENOUGH_TO_LOSE_A_LETTER:
        lost = set()
    if len(syllable) + 1 < _LONG_ENOUGH_TO_LOSE_A_LETTER:
        added = set()
    return swapped | lost | added


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
