"""table: one park a row, its figures in one unit, in the order of one of them where that may be."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from parkq import dates
from parkq.compare import (
    Cell,
    Facts,
    facts_by_attribute,
    find_claims,
    in_force,
    judge_claims,
    latest_claims,
    to_cell,
)
from parkq.errors import ParkqError
from parkq.figures.context import Context
from parkq.figures.reader import read_figure
from parkq.model import Attribute, Entity, Figure
from parkq.names.folding import fold
from parkq.store.memory import Store
from parkq.terms import WORDED, Changes, Hedge, Severity
from parkq.verdicts.claims import Claim

_CONDITION = re.compile(
    r"\s*([^<>=!≥≤≠]+?)\s*(>=|<=|!=|>|<|=|≥|≤|≠)\s*([^<>=≥≤≠].*?)\s*", re.DOTALL
)
_OPERATORS = {"≥": ">=", "≤": "<=", "≠": "!="}


class Condition(NamedTuple):
    """What must hold of an attribute: ``planned-area > 100 km²``.

    Attributes:
        text: as typed.
        attribute: its id.
        operator: ``>``, ``>=``, ``<``, ``<=``, ``=`` or ``!=``.
        figure: what is compared with.
    """

    text: str
    attribute: str
    operator: str
    figure: Figure

    def holds(self, figure: Figure) -> bool | None:
        """Whether it holds of a figure; None where its hedge or its digits leave that open."""
        if self.figure.kind in WORDED:
            alike = fold(figure.stated) == fold(self.figure.stated)
            return alike == (self.operator == "=")
        if figure.unit != self.figure.unit:
            return None
        return _compare(_bounds(figure), _bounds(self.figure), self.operator)


class Row(NamedTuple):
    """What is stated of one entity.

    Attributes:
        rank: its place in the order, from 1; None where it has none.
        cells: in the order of the attributes.
        why_not: why it is not ranked, or only may meet a condition; empty where all is well.
    """

    entity: Entity
    rank: int | None
    cells: tuple[Cell, ...]
    why_not: str = ""


class Ranking(NamedTuple):
    """The answer of ``table``: the ranked rows in their order, then those that cannot be.

    Attributes:
        attributes: of the columns; the rows are in the order of the first of them.
        of: how many entities of the kind there are, whatever is stated of them.
        hidden: how many rows ``top`` leaves out.
    """

    attributes: tuple[Attribute, ...]
    rows: tuple[Row, ...]
    of: int
    hidden: int = 0


class Wanted(NamedTuple):
    """What is asked for.

    Attributes:
        attributes: ids of the columns, at least one.
        where: conditions that all must hold, or may.
        kind: of the entities.
        sort: the id of the attribute that decides the order; the first one's where empty.
        ascending: whether the smallest comes first.
        top: at most so many ranked rows; None for all.
    """

    attributes: Sequence[str]
    where: Sequence[Condition] = ()
    kind: str = "park"
    sort: str = ""
    ascending: bool = False
    top: int | None = None


def read_condition(text: str, attribute: Attribute) -> Condition:
    """A condition as typed, on the attribute that it names.

    Raises:
        ParkqError: it is none, or its figure cannot be read or is none of the attribute's.
    """
    _, operator, stated = split_condition(text)
    figure = read_figure(stated, Context(attribute.kind, unit=attribute.display))
    if not isinstance(figure, Figure):
        raise ParkqError(f"--where {text!r}: {figure.error}", hint=figure.hint)
    if attribute.kind in WORDED and operator not in {"=", "!="}:
        raise ParkqError(f"--where {text!r}: words have no order", hint="use = or !=")
    return Condition(text, attribute.id, operator, figure)


def split_condition(text: str) -> tuple[str, str, str]:
    """The name of an attribute, an operator and a figure.

    Raises:
        ParkqError: it is no condition.
    """
    parts = _CONDITION.fullmatch(text)
    if not parts:
        hint = "such as 'planned-area > 100 km²', with >, >=, <, <=, = or !="
        raise ParkqError(f"--where {text!r} is no condition", hint=hint)
    name, operator, stated = parts.groups()
    return name, _OPERATORS.get(operator, operator), stated


def rank_entities(store: Store, wanted: Wanted) -> Ranking:
    """The entities of a kind of which one of the attributes is stated, ranked by one of them.

    Of a yearly attribute the year that most of them state is ranked, of one that is revised what
    no later figure has revised. A figure that its sources do not agree on, of another year, scope,
    role or unit than most, or that may not meet a condition, is shown below with the reason.
    """
    entities = [each for each in store.entities.values() if each.kind == wanted.kind]
    attributes = tuple(store.attributes[id_] for id_ in wanted.attributes)
    facts = {each.id: facts_by_attribute(store, each.id) for each in entities}
    lanes = {each.id: _Lane(store, facts, each) for each in attributes}
    for condition in wanted.where:
        each = store.attributes[condition.attribute]
        lanes.setdefault(each.id, _Lane(store, facts, each))
    ruling = lanes[wanted.sort or wanted.attributes[0]]
    rows = []
    for entity in entities:
        cells = tuple(lanes[each.id].cells.get(entity.id, Cell()) for each in attributes)
        meets = [
            _meets(condition, lanes[condition.attribute], entity) for condition in wanted.where
        ]
        if any(cell.facts for cell in cells) and False not in meets:
            open_ = [c.text for c, met in zip(wanted.where, meets, strict=True) if met is None]
            why_not = [ruling.why_not(entity.id), *(f"may or may not be {text}" for text in open_)]
            rows.append(Row(entity, None, cells, "; ".join(filter(None, why_not))))
    return _order(rows, ruling, wanted, attributes, len(entities))


def _order(
    rows: Sequence[Row],
    ruling: "_Lane",
    wanted: Wanted,
    attributes: tuple[Attribute, ...],
    of: int,
) -> Ranking:
    """The rows that can be ranked in their order, then the others."""
    sign = 1 if wanted.ascending else -1
    ranked = [row for row in rows if not row.why_not]
    reasons = list(dict.fromkeys(row.why_not for row in rows if row.why_not))
    rest = [row for reason in reasons for row in rows if row.why_not == reason]
    ranked.sort(key=lambda row: sign * ruling.size(row.entity.id))
    numbered = [row._replace(rank=number) for number, row in enumerate(ranked, 1)]
    shown = numbered[: wanted.top]
    return Ranking(attributes, (*shown, *rest), of, hidden=len(numbered) - len(shown))


class _Lane:
    """What is stated of one attribute of each entity, and what most of them have in common."""

    def __init__(self, store: Store, facts: Facts, attribute: Attribute) -> None:
        self.attribute = attribute
        stated = {
            id_: find_claims(store, by_attribute.get(attribute.id, ()), attribute)
            for id_, by_attribute in facts.items()
        }
        self.claims = _pick({id_: claims for id_, claims in stated.items() if claims}, attribute)
        self.cells = {
            id_: to_cell(judge_claims(store, attribute, claims))
            for id_, claims in self.claims.items()
        }
        self._usual = {
            name: _commonest(find(claims) for claims in self.claims.values())
            for name, find in _ASPECTS.items()
        }
        self._year = _usual_period(self.claims.values(), attribute)

    def size(self, id_: str) -> Decimal:
        """What an entity is ranked by."""
        cell = self.cells[id_]
        figure = self.claims[id_][0].figure
        if figure.hedge is Hedge.EXACT and figure.value is not None:
            return figure.value
        return next((end for end in (cell.low, cell.high) if end is not None), Decimal(0))

    def why_not(self, id_: str) -> str:
        """Why an entity cannot be ranked by it, or empty."""
        claims = self.claims.get(id_)
        if not claims:
            return f"nothing is stated of its {self.attribute.id}"
        return self._why_no_number(self.cells[id_]) or self._why_unusual(claims)

    def _why_no_number(self, cell: Cell) -> str:
        if self.attribute.kind in WORDED:
            return "words have no order"
        if cell.severity >= Severity.WARNING:
            return "its sources conflict"
        return "it has several figures" if len(cell.display) > 1 else ""

    def _why_unusual(self, claims: Sequence[Claim]) -> str:
        """In what it differs from most: its role, its unit, its scope, its year."""
        for name, find in _ASPECTS.items():
            usual, this = self._usual[name], find(claims)
            if this != usual:
                return f"{name} {this or 'none said'}, of most {usual or 'none said'}"
        meets = not self._year or any(dates.meet(claim.period, self._year) for claim in claims)
        return "" if meets else "of another year than most"


_ASPECTS: Mapping[str, Callable[[Sequence[Claim]], str]] = {
    "role": lambda claims: str(claims[0].fact.role),
    "unit": lambda claims: claims[0].figure.unit,
    "scope": lambda claims: " and ".join(sorted({fold(c.fact.scope) for c in claims} - {""})),
}
"""What must be alike before figures are ranked."""


def _commonest(texts: Iterable[str]) -> str:
    """The text that is met most; empty where there is none."""
    counts = Counter(texts).most_common(1)
    return counts[0][0] if counts else ""


def _pick(
    stated: Mapping[str, Sequence[Claim]], attribute: Attribute
) -> Mapping[str, Sequence[Claim]]:
    """By entity, the claims that stand for it."""
    if attribute.changes is Changes.FIXED:
        return stated
    if attribute.changes is Changes.REVISED:
        return in_force(stated)
    year = _usual_period(stated.values(), attribute)
    of_year = {id_: list(latest_claims(claims, year)) for id_, claims in stated.items()}
    return {
        id_: claims or list(latest_claims(stated[id_], None)) for id_, claims in of_year.items()
    }


def _usual_period(stated: Iterable[Sequence[Claim]], attribute: Attribute) -> dates.Period | None:
    """The period that most entities state a yearly attribute of, the latest of several alike."""
    if attribute.changes is not Changes.YEARLY:
        return None
    counts = Counter(period for claims in stated for period in {c.period for c in claims})
    most = max(counts.values(), default=0)
    usual = [period for period, count in counts.items() if count == most]
    return max(usual, key=lambda period: (period.high or 0, period.low or 0), default=None)


def _meets(condition: Condition, lane: _Lane, entity: Entity) -> bool | None:
    """Whether an entity meets a condition; None where its figures or their hedges leave it open."""
    claims = lane.claims.get(entity.id)
    if not claims:
        return False
    found = {condition.holds(claim.figure) for claim in claims}
    return found.pop() if len(found) == 1 else None


_Bounds = tuple[Decimal | None, Decimal | None]


def _bounds(figure: Figure) -> _Bounds:
    """What a figure allows; of a plain number itself, without what its digits leave open."""
    if figure.hedge is Hedge.EXACT and figure.value is not None:
        return figure.value, figure.value
    return figure.low, figure.high


def _compare(one: _Bounds, other: _Bounds, operator: str) -> bool | None:
    """Whether every number of one interval stands so to every one of another; None for some."""
    (low, high), (least, most) = one, other
    if operator in {"=", "!="}:
        apart = _is_below(high, least) or _is_below(most, low)
        same = one == other and low == high
        return None if not (apart or same) else apart == (operator == "!=")
    if operator in {"<", "<="}:
        (low, high), (least, most) = other, one
    strict = operator in {"<", ">"}
    if _is_below(most, low) or (not strict and most is not None and most == low):
        return True
    if _is_below(high, least) or (strict and high is not None and high == least):
        return False
    return None


def _is_below(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and one < other
