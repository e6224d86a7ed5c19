"""From a name as typed to the one thing it names, or to the things it may name."""

from typing import NamedTuple

from parkq.errors import ParkqError
from parkq.names import LONGEST_NAME
from parkq.names.entries import Item
from parkq.names.folding import light_fold
from parkq.names.index import Index, Names
from parkq.names.match import SLIPS, STEPS, How, Match, Query, matches, query
from parkq.names.search import alike, search

_WHOLE = (How.FOLDED, How.SHORT, How.PINYIN, How.INITIALS)
_IN_SHORT = (How.ORDER, How.INITIALS)

# On the scale of `Match.score`.
_CLOSE = 32.0
_AHEAD = 3.0
_LEAST_TO_GUESS = 4
_LONGEST_SHOWN = 40  # of a name that is too long
_ONE_SLIP = 43.0
_MOST_CANDIDATES = 8
_MOST_MATCHES = 100
_STANDS_OUT = 10


class Candidate(NamedTuple):
    """Something a name may mean, with what tells it from the others.

    Attributes:
        sort: an entity's kind (``park``, ``district``, ...); an attribute's or source's own.
        part_of: the id of what it is part of, or empty.
        code: catalogue code, or empty.
        facts: how many facts are of it.
    """

    id: str
    name: str
    sort: str
    part_of: str
    code: str
    facts: int


class Resolution(NamedTuple):
    """What a name as typed comes to.

    Attributes:
        id: of the one thing meant; None where several may be, or nothing is known.
        how: how it was found; `How.UNKNOWN` where the candidates are mere suggestions.
        candidates: what may be meant, the likeliest first; empty where ``id`` is given, unless
            a slip was mended or letters guessed at: then the one that the name was taken for.
    """

    id: str | None
    how: How
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        """Whether the name fits several."""
        return self.id is None and self.how is not How.UNKNOWN


def resolve(index: Index, name: str, kind: str) -> Resolution:
    """The one thing of a kind that a name means.

    Tries the id, names and aliases as written, then lightly folded, without importing more;
    then folded, by its stem, pinyin, initials, as a beginning and as a part of one name only.
    A wrong character is mended only where its sound or shape explains it for one name alone
    (濾州 is 泸州 and not 柳州); else the candidates are listed, or suggested.

    Args:
        index: of the store.
        name: as typed.
        kind: ``entity``, ``attribute`` or ``source``.

    Raises:
        ParkqError: the name is longer than `LONGEST_NAME` characters, and none is written so.
    """
    if name in index.ids[kind]:
        return Resolution(id=name, how=How.ID)
    known = index.known(kind)
    same = known.written.get(name)
    if not same and len(name) > LONGEST_NAME:
        message = f"expected a name of at most {LONGEST_NAME} characters, not {len(name)}"
        raise ParkqError(message, hint=f"it begins {name[:_LONGEST_SHOWN]!r}")
    same = same or known.folded.get(light_fold(name))
    if same:
        return _settled([known.items[each] for each in same], How.NAME)
    typed = query(name, most=_MOST_MATCHES)
    if not typed.full:
        return Resolution(id=None, how=How.UNKNOWN)
    names = index.names(kind)
    return (
        _as_typed(names, typed)
        or _mended(names, typed)
        or _by_words(index, name, kind)
        or _guessed(names, typed)
    )


def _as_typed(names: Names, typed: Query) -> Resolution | None:
    for step in STEPS:
        found = _allowed(names, typed, matches(names, typed, (step,)))
        if step.how in _WHOLE:
            found = _declared(found)
        if found:
            items = _best_first(names, found)
            if step.how is How.INITIALS and _stands_out(items):
                return _settled(items[:1], step.how, mended=True)
            return _settled(_parks(items) if step.how in _WHOLE else items, step.how)
    return None


def _stands_out(items: list[Item]) -> bool:
    """Whether the store says so much more of the first that the letters can mean no other.

    Initials are shared by many: lzgxq is 泸州高新区, and 兰州 and 柳州 have the same.
    """
    return len(items) > 1 and items[0].facts >= _STANDS_OUT * max(1, items[1].facts)


def _declared(found: dict[int, Match]) -> dict[int, Match]:
    """The best alone: a declared name goes before a short form, a usual reading before a rare."""
    best = max((match.score for match in found.values()), default=0)
    return {number: match for number, match in found.items() if match.score >= best}


def _parks(items: list[Item]) -> list[Item]:
    """The park alone where a place's name fits it and its district: parks are what is asked for."""
    parks = [item for item in items if item.sort == "park"]
    return parks if len(parks) == 1 else items


def _allowed(names: Names, typed: Query, found: dict[int, Match]) -> dict[int, Match]:
    """Without what is another sort of place: 荣昌高新区 is neither 荣昌经开区 nor 荣昌区."""
    wanted = typed.stem.sort
    return {
        number: match
        for number, match in found.items()
        if not wanted
        or names.terms[match.term].sort == wanted
        or (not names.terms[match.term].sort and names.items[number].sort in ("park", ""))
        or match.how is How.FOLDED
    }


def _mended(names: Names, typed: Query) -> Resolution | None:
    for step in SLIPS:
        found = _allowed(names, typed, matches(names, typed, (step,)))
        near = {number: match for number, match in found.items() if match.score >= _ONE_SLIP}
        if near:
            return _settled(_best_first(names, near), How.SLIP, mended=True)
    return None


def _by_words(index: Index, name: str, kind: str) -> Resolution | None:
    if len(name.split()) == 1:
        return None
    items = index.known(kind).items
    hits = [items[hit.id] for hit in search(index, [name], kind=kind)]
    return _settled(_parks(hits), How.PART, mended=True) if hits else None


def _guessed(names: Names, typed: Query) -> Resolution:
    """What is typed in short, or what one name alone is much like; else suggestions."""
    near = alike(names, typed)
    found = _allowed(names, typed, near)
    ordered = {number: match for number, match in found.items() if match.how in _IN_SHORT}
    if any(match.how is How.ORDER for match in ordered.values()) and not _is_district(typed):
        return _settled(_best_first(names, ordered), How.ORDER, mended=True)
    fuzzy = {number: match for number, match in found.items() if match.how is How.FUZZY}
    best, second = sorted((0.0, 0.0, *(match.score for match in fuzzy.values())))[:-3:-1]
    if len(typed.stem.text) >= _LEAST_TO_GUESS and best >= _CLOSE and best - second >= _AHEAD:
        return _settled(_best_first(names, fuzzy)[:1], How.FUZZY, mended=True)
    suggested = _best_first(names, near | matches(names, typed, (*STEPS, *SLIPS)))
    return Resolution(id=None, how=How.UNKNOWN, candidates=_candidates(suggested))


def _is_district(typed: Query) -> bool:
    """Whether a district, city or county is asked for: 永川区 is not short for 永川高新区."""
    return typed.full == typed.stem.text and typed.full.endswith(("区", "市", "县"))


def _best_first(names: Names, found: dict[int, Match]) -> list[Item]:
    def order(number: int) -> tuple[float, int, str]:
        item = names.items[number]
        return -round(found[number].score, 1), -item.facts, item.id

    return [names.items[number] for number in sorted(found, key=order)]


def _settled(items: list[Item], how: How, *, mended: bool = False) -> Resolution:
    if len(items) == 1:
        return Resolution(id=items[0].id, how=how, candidates=_candidates(items if mended else []))
    return Resolution(id=None, how=how, candidates=_candidates(items))


def _candidates(items: list[Item]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            id=item.id,
            name=item.name,
            sort=item.sort,
            part_of=item.part_of,
            code=item.code,
            facts=item.facts,
        )
        for item in items[:_MOST_CANDIDATES]
    )
