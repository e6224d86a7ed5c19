"""The words of a document by which its figures are told from its other words.

Those that stand beside figures, and say how they are meant, are in `parkq.figures.words`; of these
some say something else in running text, and are left out here.
"""

from parkq.figures import words

_UNSURE = frozenset(["上", "过", "起", "前后", "左右", "上下", "基本", "许", "大概", "出头", "at"])

HEDGES_BEFORE = (*(w for w in words.HEDGES_BEFORE if w not in _UNSURE), "前")
"""Hedges that belong to a figure where they stand before it."""

HEDGES_AFTER = (
    *(w for w in words.HEDGES_AFTER if w not in _UNSURE - {"左右", "上下"}),
    *("之多", "整", "强"),
)
"""Hedges that belong to a figure where they stand behind it."""

RISES = tuple(word for word, sign in words.DIRECTIONS.items() if sign > 0)
FALLS = tuple(word for word, sign in words.DIRECTIONS.items() if sign < 0)

MEASURING = frozenset(["成", "倍", "亩", "元", "公顷", "人", "%", "平方公里"])
"""Units that a single numeral in characters may count."""

VAGUE = frozenset(
    ["字", "年", "天", "次", "大", "方", "点", "者", "类", "回", "路", "面", "场", "步", "届"]
)
"""Units that a numeral in characters counts without being a figure: 数字, 几年, 一大."""
