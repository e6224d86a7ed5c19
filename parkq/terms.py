"""The closed vocabularies of the field, and nothing else: every command line needs them."""

from enum import IntEnum, StrEnum, unique


@unique
class Kind(StrEnum):
    """What an attribute's values are."""

    QUANTITY = "quantity"
    COUNT = "count"
    MONEY = "money"
    RATIO = "ratio"
    DATE = "date"
    RANK = "rank"
    TEXT = "text"
    LIST = "list"


WORDED = frozenset({Kind.TEXT, Kind.LIST})
"""Kinds whose values are words: they have no number, no unit and no order."""


@unique
class Measure(StrEnum):
    """What a stated figure measures of its attribute: the level itself, or how it moved.

    ``growth`` is relative (+8.8 % is 0.088), ``points`` the same of what is a ratio itself
    (0.3 points is 0.003), ``change`` in the attribute's own unit; ``share`` and ``ratio`` are
    parts of a whole that the fact names.
    """

    LEVEL = "level"
    GROWTH = "growth"
    POINTS = "points"
    CHANGE = "change"
    SHARE = "share"
    RATIO = "ratio"


@unique
class Hedge(StrEnum):
    """How a stated figure hedges its number."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    RANGE = "range"
    WORDS = "words"


@unique
class Changes(StrEnum):
    """How a value changes with time: decides what a later date may excuse."""

    FIXED = "fixed"
    REVISED = "revised"
    YEARLY = "yearly"


@unique
class Role(StrEnum):
    """What a stated value is meant as."""

    ACTUAL = "actual"
    PLAN = "plan"
    TARGET = "target"
    FORECAST = "forecast"
    THRESHOLD = "threshold"


@unique
class Rank(StrEnum):
    """A person's judgement of a fact, as Wikidata ranks statements."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


@unique
class Verdict(StrEnum):
    """What the figures of a group come to."""

    SINGLE = "single"
    AGREE = "agree"
    UNCHANGED = "unchanged"
    ROUNDING = "rounding"
    COMPATIBLE = "compatible"
    DUPLICATE = "duplicate"
    NEAR = "near"
    DIFFERS = "differs"
    UNLIKE = "unlike"
    SCOPE = "scope"
    UPDATE = "update"
    MET = "met"
    JUMP = "jump"
    MISSED = "missed"
    CONFLICT_SCOPE = "conflict-scope"
    CONFLICT_UNDATED = "conflict-undated"
    COPY_DRIFT = "copy-drift"
    INTERNAL = "internal"
    UNIT_SLIP = "unit-slip"
    ORDER_BROKEN = "order-broken"
    CONFLICT = "conflict"


@unique
class Severity(IntEnum):
    """How much a verdict asks for a person's attention."""

    SILENT = 0
    INFO = 1
    WARNING = 2
    ERROR = 3
