"""Hedges: the words beside a number, and the interval that each of them allows."""

from collections.abc import Callable, Sequence

from parkq.figures.scan import index
from parkq.terms import Hedge

CONVENTIONS = {Hedge.ABOUT: 5, Hedge.NEARLY: 10}
"""Percent of a number that 约 leaves open on either side of it, and 近 below it.

These are conventions of this project: no source says how near its "about" is.
"""

CONTRARY = (frozenset({Hedge.AT_LEAST, Hedge.OVER}), frozenset({Hedge.AT_MOST, Hedge.NEARLY}))
"""A hedge of the one set contradicts one of the other."""

STRONGEST = (Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.OVER, Hedge.NEARLY, Hedge.ABOUT, Hedge.EXACT)
"""Of two hedges beside one number, the figure is named by the one that stands first here."""

BETWEEN = (Hedge.AT_LEAST, Hedge.AT_MOST)
"""The hedges of a number that has a lower and an upper bound."""

_PLAIN, _MORE, _SOME = Hedge.EXACT, Hedge.OVER, Hedge.WORDS  # looking up a member is not free
_MANY = 2
_OPEN = frozenset({Hedge.OVER, Hedge.WORDS})
PART = 100
"""Bounds are counted in this part of a unit of the number's last printed digit."""

Bounds = tuple[int | None, int | None]
"""A lower and an upper bound, in hundredths of a unit of the last printed digit."""

_WORDS_BEFORE: dict[Hedge | None, str] = {
    None: """
        达 达到 达到了 已达 高达 多达 可达 达成 共 共有 共计 合计 总计 累计 总共 计 为 是 有 已 占
        仅 只 只有 拥有 接待 整整 足足 等于 从 在 介于
        a_total_of total reached reaching
    """,
    Hedge.ABOUT: """
        约 大约 约为 约有 约占 约合 大概 大致 左右 上下
        ~ ≈ about around approximately approx approx. roughly some circa ca ca.
    """,
    Hedge.NEARLY: "近 将近 接近 几近 nearly almost close_to",
    Hedge.OVER: "over",
    Hedge.AT_LEAST: """
        超 超过 超过了 已超 已超过 超出 过 逾 已逾 突破 突破了 已突破 至少 最少 最低 上
        不少于 不低于 不小于 不下 不下于 不止 高于 多于 大于 大于等于 大于或等于 大于或者等于
        > ≥ >= more_than above at_least no_less_than not_less_than no_fewer_than upwards_of
        exceeding exceeds exceeded surpassing surpasses surpassed
    """,
    Hedge.AT_MOST: """
        不足 不到 未满 不满 未达 至多 最多 最高
        不超过 不超 不多于 不高于 不大于 低于 少于 小于 小于等于 小于或等于 小于或者等于
        < ≤ <= less_than fewer_than under below at_most no_more_than not_more_than up_to
    """,
}
_WORDS_AFTER: dict[Hedge | None, str] = {
    None: "之多 不等 之间 间 整 正 (含)",
    Hedge.ABOUT: "左右 上下 前后 许 or_so",
    Hedge.OVER: "余 多 有余 出头 -odd",
    Hedge.AT_LEAST: """
        以上 及以上 或以上 或者以上 或更多 或者更多 开外
        + or_more or_above and_above and_more
    """,
    Hedge.AT_MOST: """
        以下 及以下 或以下 或者以下 或更少 之下 以内 之内 不到
        or_less or_fewer or_below
    """,
}
_WORDS_INSIDE = {Hedge.OVER: "余 多 几 -odd", Hedge.ABOUT: "来"}


def _spaced(table: dict[Hedge | None, str]) -> dict[str, Hedge | None]:
    return {
        word.replace("_", " "): hedge for hedge, words in table.items() for word in words.split()
    }


BEFORE = index(_spaced(_WORDS_BEFORE))
"""Words before a number; None for those that change nothing (达, 共)."""

AFTER = index(_spaced(_WORDS_AFTER))
"""Words after a number and its unit, likewise."""

INSIDE = index({word: hedge for hedge, words in _WORDS_INSIDE.items() for word in words.split()})
"""Words between a number and its multiplier or its unit: 十余万, 20多家."""


def hull(found: Sequence[Hedge], first: int, last: int, half: int) -> tuple[Bounds, bool]:
    """The least interval that holds what each of the hedges allows.

    Args:
        found: the hedges; none is EXACT.
        first: the number, in units of its last printed digit; or a range's lower end.
        last: the number again; or a range's upper end, in units of its own last digit.
        half: what the printed digits leave open, in hundredths of that unit: 50, or 0.

    Returns:
        The interval, and whether its upper end is itself excluded.
    """
    if len(found) < _MANY and _SOME not in found:
        hedge = found[0] if found else _PLAIN
        low, high = _RULES[hedge](first, half)
        return (low, high if first is last else _RULES[hedge](last, half)[1]), hedge is _MORE
    if found == BETWEEN:
        return (PART * first, PART * last), False
    some = _SOME in found
    rules = [hedge for hedge in found if not (some and hedge in _OPEN)] or [Hedge.EXACT]
    lows = [_RULES[hedge](first, half)[0] for hedge in rules]
    highs = [_RULES[hedge](last, half)[1] for hedge in rules]
    low = None if None in lows else min(each for each in lows if each is not None)
    high = None if None in highs else max(each for each in highs if each is not None)
    if high is None:
        return (low, high), False
    widest = rules[highs.index(high)]
    return (low, high), widest in _OPEN or (some and widest is Hedge.EXACT)


def contradict(found: Sequence[Hedge]) -> bool:
    """Whether two of the hedges cannot both be meant: 至少 and 以下, 近 and 余."""
    one, other = CONTRARY
    return not (one.isdisjoint(found) or other.isdisjoint(found))


def _exact(coefficient: int, half: int) -> Bounds:
    return PART * coefficient - half, PART * coefficient + half


def _about(coefficient: int, half: int) -> Bounds:
    return _exact(coefficient, max(half, CONVENTIONS[Hedge.ABOUT] * abs(coefficient)))


def _nearly(coefficient: int, _half: int) -> Bounds:
    short = (PART - CONVENTIONS[Hedge.NEARLY]) * coefficient
    return min(short, PART * coefficient), max(short, PART * coefficient)


def _over(coefficient: int, _half: int) -> Bounds:
    unit = 1
    while coefficient and coefficient % (unit * 10) == 0:
        unit *= 10
    further = coefficient + (unit if coefficient >= 0 else -unit)
    return PART * min(coefficient, further), PART * max(coefficient, further)


def _at_least(coefficient: int, _half: int) -> Bounds:
    return PART * coefficient, None


def _at_most(coefficient: int, _half: int) -> Bounds:
    return None, PART * coefficient


_RULES: dict[Hedge, Callable[[int, int], Bounds]] = {
    Hedge.EXACT: _exact,
    Hedge.ABOUT: _about,
    Hedge.NEARLY: _nearly,
    Hedge.OVER: _over,
    Hedge.AT_LEAST: _at_least,
    Hedge.AT_MOST: _at_most,
}
