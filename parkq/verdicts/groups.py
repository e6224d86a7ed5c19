"""The facts of one entity, attribute and role as one group: copies, camps, worst verdict."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from parkq.figures.express import express, express_difference
from parkq.model import Attribute, Fact, Figure, Source
from parkq.names.folding import fold
from parkq.terms import Rank, Severity, Verdict
from parkq.verdicts import why
from parkq.verdicts.pairs import Claim, Judgement, claim, judge, told
from parkq.verdicts.relate import relate
from parkq.verdicts.vocabulary import Camp, Group, Relation


def claims(
    facts: Iterable[Fact], attribute: Attribute, sources: Mapping[str, Source]
) -> list[Claim]:
    """The facts that can be judged: neither deprecated nor unread."""
    read = [
        claim(fact, fact.figure, attribute, sources[fact.source], origin(fact.source, sources))
        for fact in facts
        if isinstance(fact.figure, Figure)
    ]
    found = [c for c in read if c.fact.rank is not Rank.DEPRECATED]
    if len({c.fact.source for c in read}) == len(read):
        return found
    apart = told(read)
    return [c._replace(told=apart) for c in found]


def origin(source: str, sources: Mapping[str, Source]) -> str:
    """The id at the root of a source's chain of ``derived_from``."""
    while parent := sources[source].derived_from:
        source = parent
    return source


def group(
    attribute: Attribute,
    facts: Sequence[Fact],
    sources: Mapping[str, Source],
    *,
    in_camps: bool = True,
) -> Group:
    """Judges the facts of one entity, attribute and role.

    Args:
        attribute: of all the facts.
        facts: at least one; deprecated and unread ones are named but not judged.
        sources: by id.
        in_camps: whether they are to be parted into camps; there are none where not.
    """
    witnesses, copies = collapse(claims(facts, attribute, sources), attribute)
    judgements = [judge(one, other, attribute) for one, other in pairs(witnesses, copies)]
    worst = max(judgements, key=_weight, default=None)
    return Group(
        entity=facts[0].entity,
        attribute=attribute.id,
        role=facts[0].role,
        facts=tuple(fact.id for fact in facts),
        verdict=worst.verdict if worst else Verdict.SINGLE,
        severity=worst.severity if worst else Severity.SILENT,
        gap=worst.gap if worst else None,
        gap_ratio=worst.ratio if worst else None,
        gap_display=_gap_display(worst, attribute),
        camps=camps(witnesses, copies, attribute) if in_camps else (),
        why=(*why.reasons(worst, attribute), *why.slips(worst, judgements)) if worst else (),
        settle=why.settles(worst, attribute) if worst else "",
        members=members(witnesses),
        pair=(worst.first.fact.id, worst.second.fact.id) if worst else (),
    )


def _weight(judgement: Judgement) -> tuple[object, ...]:
    return judgement.weight


def _gap_display(worst: Judgement | None, attribute: Attribute) -> str:
    if worst is None or not worst.gap:
        return ""
    return express_difference(worst.gap, attribute.display, attribute.kind)


# Copies


Copies = Mapping[str, Sequence[Claim]]
"""Fact id of a witness to the claims that only repeat it."""


def collapse(judged: Iterable[Claim], attribute: Attribute) -> tuple[list[Claim], Copies]:
    """Parts witnesses from copies: a reprint that states the same is no second witness."""
    witnesses: list[Claim] = []
    families: dict[str, list[Claim]] = {}
    copies: dict[str, list[Claim]] = {}
    for one in sorted(judged, key=_originals_first):
        family = families.setdefault(one.origin, [])
        lead = next((w for w in family if _repeats(one, w, attribute)), None)
        if lead is None:
            family.append(one)
            witnesses.append(one)
        else:
            copies.setdefault(lead.fact.id, []).append(one)
    return witnesses, copies


def _originals_first(one: Claim) -> tuple[bool, str, str]:
    return one.fact.source != one.origin, one.fact.source, one.fact.id


def _repeats(one: Claim, witness: Claim, attribute: Attribute) -> bool:
    return (
        one.fact.source != witness.fact.source
        and one.fact.role is witness.fact.role
        and relate(one.figure, witness.figure, attribute) is Relation.SAME
    )


def pairs(witnesses: Sequence[Claim], copies: Copies) -> Iterator[tuple[Claim, Claim]]:
    """The pairs that a group is judged by: of witnesses, and of each with what repeats it.

    Of witnesses that say the same of the same time and extent two stand for all, so that a
    figure that dozens of sources give is judged once; those of one origin all meet each other.
    """
    witnesses = sorted(witnesses, key=_by_left_end)
    yield from _telling(witnesses)
    for witness in witnesses:
        yield from ((witness, copy) for copy in copies.get(witness.fact.id, ()))


def _telling(witnesses: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    kinds: dict[object, list[Claim]] = {}
    families: dict[str, list[Claim]] = {}
    for one in witnesses:
        kinds.setdefault(_said(one), []).append(one)
        families.setdefault(one.origin, []).append(one)
    telling = [one for alike in kinds.values() for one in _two_of(alike)]
    yield from combinations(telling, 2)
    met = {one.fact.id for one in telling}
    for family in families.values():
        for one, other in combinations(family, 2):
            if one.fact.id not in met or other.fact.id not in met:
                yield one, other


def _said(c: Claim) -> object:
    figure = c.figure
    number = (figure.low, figure.high, figure.value, figure.hedge, figure.half, figure.coarse)
    words = figure.items or figure.stated if not figure.unit else figure.digits
    return number, figure.unit, words, c.period, c.declared, c.inferred, c.fact.scope


def _two_of(alike: Sequence[Claim]) -> list[Claim]:
    """The first, and the first of another origin."""
    first, *rest = alike
    return [first, *[c for c in rest if c.origin != first.origin][:1]]


def members(witnesses: Iterable[Claim]) -> tuple[str, ...]:
    """What a group's fingerprint stands for: a line a witness, without its words or source."""
    return tuple(sorted(_member(witness) for witness in witnesses))


def _member(c: Claim) -> str:
    if c.figure.unit:
        said = f"{_plain(c.figure.low)}..{_plain(c.figure.high)} {c.figure.unit}"
    else:
        said = "|".join(sorted(fold(i) for i in c.figure.items or (c.figure.stated,)))
    when = (c.fact.as_of or c.published) if c.declared or c.inferred else ""
    return "\t".join((said, when, fold(c.fact.scope), c.fact.role))


def _plain(bound: Decimal | None) -> str:
    return "" if bound is None else format(bound.normalize(), "f")


# Camps


_ONE_VALUE = frozenset({Relation.SAME, Relation.ROUNDING, Relation.COMPATIBLE, Relation.NEAR})


def camps(witnesses: Iterable[Claim], copies: Copies, attribute: Attribute) -> tuple[Camp, ...]:
    """The fewest camps of witnesses that one value can satisfy, smallest value first.

    Intervals are taken by their right ends, each into the first camp whose members it agrees
    with: the fewest points that stab all intervals. Asking every member, by the relation that
    judges pairs, keeps a tolerance sound, which is not transitive.
    """
    found: list[list[Claim]] = []
    for one in sorted(witnesses, key=_by_right_end):
        home = next((others for others in found if _belongs(one, others, attribute)), None)
        if home is None:
            found.append([one])
        else:
            home.append(one)
    found.sort(key=lambda part: min(map(_by_left_end, part)))
    return tuple(camp(part, copies, attribute) for part in found)


def _belongs(one: Claim, others: Iterable[Claim], attribute: Attribute) -> bool:
    return all(relate(one.figure, w.figure, attribute) in _ONE_VALUE for w in others)


_FAR = Decimal("Infinity")


def _by_right_end(c: Claim) -> tuple[Decimal, Decimal, str]:
    return _bound(c.figure.high, _FAR), _bound(c.figure.low, -_FAR), c.fact.id


def _by_left_end(c: Claim) -> tuple[Decimal, Decimal, str]:
    return _bound(c.figure.low, -_FAR), _bound(c.figure.high, _FAR), c.fact.id


def _bound(bound: Decimal | None, default: Decimal) -> Decimal:
    return default if bound is None else bound


def camp(witnesses: Sequence[Claim], copies: Copies, attribute: Attribute) -> Camp:
    """The claims as one camp, with the copies of each beside it."""
    repeats = [copy for w in witnesses for copy in copies.get(w.fact.id, ())]
    everyone = [*witnesses, *repeats]
    firsts: dict[str, str] = {}
    for one in sorted(witnesses, key=_originals_first):
        firsts.setdefault(one.origin, one.fact.source)
    low, high = _common(witnesses)
    finest = min(witnesses, key=_width)
    return Camp(
        facts=tuple(c.fact.id for c in everyone),
        sources=_distinct(c.fact.source for c in witnesses if _leads(c, firsts)),
        copies=_distinct(c.fact.source for c in everyone if not _leads(c, firsts)),
        low=low,
        high=high,
        display=express(finest.figure, attribute.display),
        stated=_distinct(c.figure.stated for c in everyone),
        as_of=_distinct(stamp(c) for c in everyone),
        scopes=_distinct(c.fact.scope for c in everyone),
    )


def _leads(c: Claim, firsts: Mapping[str, str]) -> bool:
    """Whether a claim's source is the one that counts of all that go back to one origin."""
    return firsts[c.origin] == c.fact.source


def stamp(c: Claim) -> str:
    """When a claim held, as printed beside it: ``2022*`` where taken from the publication."""
    if c.inferred:
        return f"{c.published.rstrip('?')}*"
    return c.fact.as_of or ""


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _common(witnesses: Sequence[Claim]) -> tuple[Decimal | None, Decimal | None]:
    """What every interval allows; where they are only near, what they span."""
    lows = [w.figure.low for w in witnesses if w.figure.low is not None]
    highs = [w.figure.high for w in witnesses if w.figure.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        return min(lows), max(highs)
    return low, high


def _width(c: Claim) -> tuple[Decimal, str]:
    if c.figure.low is None or c.figure.high is None:
        return _FAR, c.fact.id
    return c.figure.high - c.figure.low, c.fact.id
