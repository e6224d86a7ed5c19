"""What several words find together: each must match an item, or what it belongs to."""

from collections.abc import Callable, Collection, Iterable
from operator import mul
from typing import NamedTuple

from parkq.names.entries import Item, around
from parkq.names.folding import fold
from parkq.names.index import Term

_Key = tuple[str, str]
_CONTEXT = 0.5
_PARK = "park"


class Scored(NamedTuple):
    """An item found, how well, 0 to 100, and by which of its terms."""

    score: float
    item: Item
    term: Term


Ranked = dict[_Key, Scored]
"""What was found, by kind and id."""


def joint(
    found: list[Ranked],
    weights: list[int],
    generic: list[str],
    meeting: Callable[[Collection[_Key]], Iterable[Item]],
) -> Ranked:
    """What every word matches, in itself or in what it belongs to.

    Args:
        found: what each word finds.
        weights: of each word.
        generic: folded words that only say what sort of place is meant; they weigh nothing.
        meeting: the facts that two or more of what is found meet in; a word may match none itself.
    """
    best = merged(found)
    met = meeting(best)
    here = {("fact", fact.id): Scored(0, fact, Term(0, "stated", fact.name)) for fact in met}
    ranked: Ranked = {}
    for key, one in (here | best).items():
        scores = [_evidence(of_word, key, one.item) for of_word in found]
        if all(scores) and all(_is_such(key, one.item, word, found) for word in generic):
            total = sum(map(mul, scores, weights)) / sum(weights)
            ranked[key] = one._replace(score=total)
    return ranked


def merged(found: Iterable[Ranked]) -> Ranked:
    """All that was found, each at its best."""
    best: Ranked = {}
    for ranked in found:
        for key, one in ranked.items():
            if key not in best or best[key].score < one.score:
                best[key] = one
    return best


def _evidence(found: Ranked, key: _Key, item: Item) -> float:
    if key in found:
        return found[key].score
    context = (found[each].score for each in around(item) if each in found)
    return max(context, default=0) * _CONTEXT


def _is_such(key: _Key, item: Item, generic: str, found: list[Ranked]) -> bool:
    """Whether a generic word fits: a park is every such place; else it must be written."""
    own = [of_word[key].term.text for of_word in found if key in of_word]
    context = [of_word[each].item for of_word in found for each in around(item) if each in of_word]
    if any(each.sort == _PARK for each in (item, *context)):
        return True
    return any(generic in fold(text) for text in (*own, item.name, *(it.name for it in context)))
