"""The pairs that a comparison is judged by: every kind of pair that its claims can make.

Claims that state the same (figure, time, scope) stand for one another, but for their sources: of
two kinds of claims one pair of unlike origin is judged, one of one source and one of reprints.
Of many kinds each meets those next to it and the extremes, which hold the worst of all gaps.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from math import log

from parkq.model import Attribute
from parkq.verdicts.camps import Copies
from parkq.verdicts.claims import Claim, content, order, point
from parkq.verdicts.pairs import Judgement, judge
from parkq.verdicts.slips import factors, slip

_FEW = 40
"""Kinds of claims that all meet each other."""

Pair = tuple[Claim, Claim]


class _Sort:
    """Claims that state the same."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.first = claims[0]
        self.by_source: dict[str, Claim] = {}
        self.by_origin: dict[str, Claim] = {}
        for c in claims:
            self.by_source.setdefault(c.fact.source, c)
            self.by_origin.setdefault(c.origin, c)
        self.claims = claims


def judge_pairs(
    witnesses: Sequence[Claim], copies: Copies, attribute: Attribute
) -> list[Judgement]:
    """The judgements that a comparison comes to its verdict by, in no order.

    What is only said twice, in one source or its reprints, is a judgement where nothing else is.
    """
    sorts = _sorts(witnesses)
    found = [judge(one, other, attribute) for one, other in _between(sorts)]
    found += [judge(one, other, attribute) for one, other in _within(sorts)]
    if len(found) == 0:
        repeated = [*_twice(sorts), *_copied(witnesses, copies)]
        found = [judge(one, other, attribute) for one, other in repeated]
    return found


def _sorts(witnesses: Iterable[Claim]) -> list[_Sort]:
    alike: dict[object, list[Claim]] = {}
    for one in witnesses:
        alike.setdefault(content(one), []).append(one)
    return [_Sort(claims) for claims in alike.values()]


def _within(sorts: Iterable[_Sort]) -> Iterator[Pair]:
    """Two of one kind of claims, of unlike origin."""
    for each in sorts:
        if len(each.by_origin) > 1:
            first, second, *_ = each.by_origin.values()
            yield first, second


def _twice(sorts: Iterable[_Sort]) -> Iterator[Pair]:
    for each in sorts:
        if len(each.claims) > 1:
            yield each.claims[0], each.claims[1]


def _copied(witnesses: Iterable[Claim], copies: Copies) -> Iterator[Pair]:
    for witness in witnesses:
        yield from ((witness, copy) for copy in copies.get(witness.fact.id, ()))


def _between(sorts: Sequence[_Sort]) -> Iterator[Pair]:
    if len(sorts) <= _FEW:
        meeting: Iterable[tuple[_Sort, _Sort]] = combinations(sorts, 2)
    else:
        meeting = _telling(sorts)
    for one, other in meeting:
        yield from _of_each_kind(one, other)


def _of_each_kind(one: _Sort, other: _Sort) -> Iterator[Pair]:
    """A pair of two sources of their own, one of one source, and one of reprints, as there are."""
    shared = one.by_source.keys() & other.by_source.keys()
    if shared:
        yield min(((one.by_source[id_], other.by_source[id_]) for id_ in shared), key=_by_order)
    related = one.by_origin.keys() & other.by_origin.keys()
    if related:
        reprints = [
            (a, b)
            for a in one.by_source.values()
            for b in (other.by_origin.get(a.origin),)
            if b is not None and a.fact.source != b.fact.source
        ]
        if reprints:
            yield min(reprints, key=_by_order)
    for a in one.by_origin.values():
        b = next((b for b in other.by_origin.values() if b.origin != a.origin), None)
        if b is not None:
            yield a, b
            return


def _by_order(pair: Pair) -> tuple[object, ...]:
    return order(pair[0]), order(pair[1])


def _telling(sorts: Sequence[_Sort]) -> Iterator[tuple[_Sort, _Sort]]:
    """Of many kinds of claims: neighbours and extremes, and those a slipped unit apart."""
    ordered = sorted(sorts, key=lambda each: (_number(each), order(each.first)))
    pairs: dict[tuple[int, int], tuple[_Sort, _Sort]] = {}
    for row in _rows(ordered):
        linked = [*pairwise(row), *((each, end) for each in row for end in (row[0], row[-1]))]
        pairs |= {(id(one), id(other)): (one, other) for one, other in linked if one is not other}
    for one, other in _slipped(ordered):
        pairs[id(one), id(other)] = one, other
    yield from pairs.values()


def _rows(ordered: Sequence[_Sort]) -> Iterator[Sequence[_Sort]]:
    """All of them, and those of one source, origin, scope and dating by themselves."""
    yield ordered
    for aspect in (_sources, _origins, _settings):
        rows: defaultdict[object, list[_Sort]] = defaultdict(list)
        for each in ordered:
            for key in aspect(each):
                rows[key].append(each)
        yield from (row for row in rows.values() if 1 < len(row) < len(ordered))


def _sources(each: _Sort) -> Iterable[object]:
    return each.by_source


def _origins(each: _Sort) -> Iterable[object]:
    return each.by_origin


def _settings(each: _Sort) -> Iterable[object]:
    c = each.first
    return ((c.scope, c.declared, c.inferred, c.period, c.fact.status),)


def _number(each: _Sort) -> float:
    number = point(each.first.figure)
    return float("-inf") if number is None else float(number)


def _slipped(ordered: Sequence[_Sort]) -> Iterator[tuple[_Sort, _Sort]]:
    """Kinds whose figures a factor of their units takes to one another, looked up by size."""
    positive = [each for each in ordered if 0 < _number(each) < float("inf")]
    logs = [log(_number(each)) for each in positive]
    for each, size in zip(positive, logs, strict=True):
        for rough, _ in factors(each.first.figure.unit):
            at = bisect_left(logs, size + log(rough) - _SLACK)
            until = bisect_right(logs, size + log(rough) + _SLACK)
            for other in positive[at:until][:_TRIED]:
                if slip(each.first.figure, other.first.figure) is not None:
                    yield each, other


_SLACK, _TRIED = 0.02, 4
