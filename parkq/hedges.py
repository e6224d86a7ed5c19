"""Hedges: the words beside a number, and the interval that each of them allows."""

from collections.abc import Callable

from parkq.model import Hedge
from parkq.scan import index

CONVENTIONS = {Hedge.ABOUT: 5, Hedge.NEARLY: 10}
"""Percent of the number that 约 leaves open on either side, and that 近 leaves open below.

Conventions of this project: no source says how near its "about" is.
"""

Bounds = tuple[int | None, int | None]
"""Lower and upper bound in hundredths of a unit of a number's last printed digit."""

_ABOUT = "约 大约 约为 大概 大致 约有 约占 左右 上下 ~ ≈ ± about around approximately approx. approx roughly some circa ca."
_NEARLY = "近 将近 接近 几近 nearly almost close_to"
_AT_LEAST = (
    "超 超过 已超 逾 超出 突破 至少 不少于 不低于 不小于 不下 不下于 高于 多于 大于 上 > ≥ >= more_than exceeding surpassing"
    " above at_least no_less_than not_less_than no_fewer_than exceeds surpassed exceeded upwards_of"
)
_AT_MOST = (
    "不足 不到 未满 不满 不超过 不超 不多于 不高于 不大于 至多 最多 低于 少于 小于 < ≤ <= less_than under below fewer_than"
    " at_most no_more_than not_more_than up_to"
)
_AFTER = {
    "左右": Hedge.ABOUT,
    "上下": Hedge.ABOUT,
    "前后": Hedge.ABOUT,
    "or so": Hedge.ABOUT,
    "以上": Hedge.AT_LEAST,
    "及以上": Hedge.AT_LEAST,
    "或以上": Hedge.AT_LEAST,
    "开外": Hedge.AT_LEAST,
    "+": Hedge.AT_LEAST,
    "or more": Hedge.AT_LEAST,
    "or above": Hedge.AT_LEAST,
    "and above": Hedge.AT_LEAST,
    "以下": Hedge.AT_MOST,
    "及以下": Hedge.AT_MOST,
    "以内": Hedge.AT_MOST,
    "之内": Hedge.AT_MOST,
    "不到": Hedge.AT_MOST,
    "or less": Hedge.AT_MOST,
    "or fewer": Hedge.AT_MOST,
    "or below": Hedge.AT_MOST,
    "余": Hedge.OVER,
    "多": Hedge.OVER,
    "有余": Hedge.OVER,
    "-odd": Hedge.OVER,
    "之多": None,
    "许": Hedge.ABOUT,
}
_NEUTRAL = (
    "达 达到 已达 高达 多达 可达 达成 共 共有 共计 合计 总计 累计 总共 计 为 是 有 已 占 仅 只 只有 拥有 接待"
    " a_total_of total reached reaching"
)


def _spaced(words: str, hedge: Hedge | None) -> dict[str, Hedge | None]:
    return {word.replace("_", " "): hedge for word in words.split()}


BEFORE = index(
    _spaced(_NEUTRAL, None)
    | _spaced(_ABOUT, Hedge.ABOUT)
    | _spaced(_NEARLY, Hedge.NEARLY)
    | _spaced(_AT_LEAST, Hedge.AT_LEAST)
    | _spaced(_AT_MOST, Hedge.AT_MOST)
    | {"over": Hedge.OVER}
)
"""Words before a number; None for those that change nothing (达, 共)."""

AFTER = index(_AFTER)
"""Words after a number and its unit."""

INSIDE = index({"余": Hedge.OVER, "多": Hedge.OVER, "几": Hedge.OVER, "来": Hedge.ABOUT, "-odd": Hedge.OVER})
"""Words between a number and its multiplier or unit: 十余万, 20多家."""

CONTRARY = (frozenset({Hedge.AT_LEAST, Hedge.OVER}), frozenset({Hedge.AT_MOST, Hedge.NEARLY}))
"""Hedges of the one set contradict those of the other."""

STRONGEST = (Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.OVER, Hedge.NEARLY, Hedge.ABOUT)
"""Of two hedges beside one number, the figure is named by the one that stands first here."""


def bounds(hedge: Hedge, coefficient: int, half: int) -> Bounds:
    """The interval of a hedged number, ``half`` being 50, or 0 where digits leave nothing open."""
    return _RULES[hedge](coefficient, half)


def _exact(coefficient: int, half: int) -> Bounds:
    return 100 * coefficient - half, 100 * coefficient + half


def _about(coefficient: int, half: int) -> Bounds:
    margin = max(half, CONVENTIONS[Hedge.ABOUT] * abs(coefficient))
    return 100 * coefficient - margin, 100 * coefficient + margin


def _nearly(coefficient: int, _half: int) -> Bounds:
    short = (100 - CONVENTIONS[Hedge.NEARLY]) * coefficient
    return min(short, 100 * coefficient), max(short, 100 * coefficient)


def _over(coefficient: int, _half: int) -> Bounds:
    size, unit = abs(coefficient) or 1, 1
    while size % (unit * 10) == 0:
        unit *= 10
    further = coefficient + (unit if coefficient >= 0 else -unit)
    return 100 * min(coefficient, further), 100 * max(coefficient, further)


def _at_least(coefficient: int, _half: int) -> Bounds:
    return 100 * coefficient, None


def _at_most(coefficient: int, _half: int) -> Bounds:
    return None, 100 * coefficient


_RULES: dict[Hedge, Callable[[int, int], Bounds]] = {
    Hedge.EXACT: _exact,
    Hedge.ABOUT: _about,
    Hedge.NEARLY: _nearly,
    Hedge.OVER: _over,
    Hedge.AT_LEAST: _at_least,
    Hedge.AT_MOST: _at_most,
}
