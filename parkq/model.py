"""The nouns of the field: facts, what they are about, who states them, and figures.

All are immutable. Names follow the field: a *fact* is one statement by one source (Wikidata's
statement, XBRL's fact); its *figure* is what parkq reads in the words *stated*.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from parkq.errors import KeyPath
from parkq.locale import Text
from parkq.terms import Changes, Hedge, Kind, Measure, Rank, Role, Span, Status


class Figure(NamedTuple):
    """A stated figure as read: an interval in a base unit, and how it was hedged.

    A tuple, as a fact is: a store makes one of each a line, in a third of a dataclass's time.

    Attributes:
        stated: the words of the source.
        kind: what was read; TEXT and LIST carry no number.
        value: the number stated, in the base unit; None for a range, words such as 数十, text.
        low: the interval's lower bound, in the base unit; None where open below.
        high: the upper bound; None where open above. Dates: both are proleptic day ordinals
            (``date.toordinal``), the first and the last day.
        unit: the base unit: ``m2``, ``CNY``, ``1``, ``ratio``, ``day``, ...; empty for text.
        hedge: how the number is hedged.
        half: half a unit of the last printed digit: what the printed digits leave open.
        coarse: the same for a number written out with two or more trailing zeros, which may
            be rounded to them; 0 where that does not apply.
        digits: the printed digits, leading and trailing zeros and the point struck: ``202``
            for 202, ``1`` for 10万, ``11249`` for 1124.9亿; empty where no number is printed.
        open_above: whether the upper bound itself is excluded: 十余 is [10, 20), so it does
            not meet 20余, while 3000 meets 3000余.
        items: the items of a list, as printed.
        open_ended: whether a list says that it goes on (等).
        measure: whether the level itself is stated, or how it moved.
        assumed: the unit that a bare number took from its fact, source or attribute.
    """

    stated: str
    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    hedge: Hedge = Hedge.EXACT
    half: Decimal = Decimal(0)
    coarse: Decimal = Decimal(0)
    digits: str = ""
    open_above: bool = False
    items: tuple[str, ...] = ()
    open_ended: bool = False
    measure: Measure = Measure.LEVEL
    assumed: str = ""


class Unread(NamedTuple):
    """A stated figure that could not be read.

    Attributes:
        stated: the words of the source.
        error: what was not understood and what was expected, in one line.
        offset: where the part not understood begins, in characters.
        hint: the nearest right word, or empty.
        code: the kind of problem: ``unread-figure``, ``unknown-unit`` or ``wrong-dimension``.
    """

    stated: str
    error: Text
    offset: int = 0
    hint: str = ""
    code: str = "unread-figure"


class Source(NamedTuple):
    """A document that states facts; ``published`` is EDTF, ``currency`` what it means by 元."""

    id: str
    title: str
    publisher: str = ""
    published: str | None = None
    retrieved: str | None = None
    kind: str = ""
    url: str = ""
    derived_from: str | None = None
    note: str = ""
    currency: str = ""
    document: str = ""
    sha256: str = ""
    file: str = ""
    path: KeyPath = ()


class Entity(NamedTuple):
    """What facts are about: a park, a district, a facility of a park, a company, ..."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    part_of: str | None = None
    pinyin: str | None = None
    code: str | None = None
    note: str = ""
    currency: str = ""
    file: str = ""
    path: KeyPath = ()


class Attribute(NamedTuple):
    """A measure: what may be stated of an entity, and what its values must keep to.

    Attributes:
        id: kebab-case.
        label: language code (``en``, ``zh``) to label.
        aliases: further names that users and documents give it.
        kind: what its values are.
        dimension: which units are legal (``area``, ``length``, ...); QUANTITY only.
        display: the unit that values are shown in.
        changes: what a later date may excuse.
        period: whether its values are of an instant or of a duration.
        unit: of a bare number, where neither fact nor source says.
        drift: plausible relative change a year; YEARLY only.
        fall: plausible relative fall a year; half of the drift where it is None.
        monotone: may only grow.
        tolerance: relative; within it two figures are near.
        margin: the same as an amount of the base unit, in place of it; of ratios in points.
        exact: printed digits leave nothing open (half is 0): counted and legal figures.
        single: a TEXT that has one right value, so that two different texts conflict.
        requires_as_of: a fact must say when its value held.
        at_least: ids of attributes that this one is never smaller than.
        minimum, maximum: the range of its values, as figures of its kind are stated.
        stale_after: years after which the newest figure is in need of a newer one.
        note: the definition, where the label does not say it all.
    """

    id: str
    label: Mapping[str, str]
    kind: Kind
    aliases: tuple[str, ...] = ()
    dimension: str = ""
    display: str = ""
    changes: Changes = Changes.YEARLY
    drift: Decimal = Decimal("0.10")
    monotone: bool = False
    tolerance: Decimal = Decimal("0.01")
    exact: bool = False
    single: bool = False
    requires_as_of: bool = False
    at_least: tuple[str, ...] = ()
    minimum: str | None = None
    maximum: str | None = None
    stale_after: int | None = None
    note: str = ""
    period: Span = Span.INSTANT
    unit: str = ""
    fall: Decimal | None = None
    margin: Decimal | None = None
    file: str = ""
    path: KeyPath = ()


class Scope(NamedTuple):
    """A declared part of what is measured (规上): only what is declared excuses a difference."""

    id: str
    label: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    note: str = ""
    file: str = ""
    path: KeyPath = ()


class Statement(NamedTuple):
    """A ``[[fact]]`` table as written: a fact before its references and figure are read.

    ``source`` is empty where that of the file is meant.
    """

    entity: str
    attribute: str
    stated: str
    source: str = ""
    as_of: str | None = None
    role: Role = Role.ACTUAL
    scope: str = ""
    rank: Rank = Rank.NORMAL
    where: str = ""
    note: str = ""
    measure: Measure | None = None
    unit: str = ""
    status: Status | None = None
    of: str = ""
    file: str = ""
    path: KeyPath = ()


class Statements(NamedTuple):
    """The ``[[fact]]`` tables of a file by column: what each `Statement` has there, in order."""

    entity: tuple[str, ...] = ()
    attribute: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    as_of: tuple[str | None, ...] = ()
    role: tuple[Role, ...] = ()
    scope: tuple[str, ...] = ()
    rank: tuple[Rank, ...] = ()
    where: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    measure: tuple[Measure | None, ...] = ()
    unit: tuple[str, ...] = ()
    status: tuple[Status | None, ...] = ()
    of: tuple[str, ...] = ()
    file: tuple[str, ...] = ()
    path: tuple[KeyPath, ...] = ()

    @classmethod
    def from_rows(cls, rows: Iterable[Statement]) -> "Statements":
        """Of statements."""
        return cls(*zip(*rows, strict=True))

    def rows(self) -> Iterator[Statement]:
        """One by one."""
        return map(Statement._make, zip(*self, strict=True))


class Fact(NamedTuple):
    """One statement by one source, with its figure read.

    ``id`` is ``entity/attribute/source``, with ``#2`` for a second one; it does not change
    when a file moves. ``as_of`` is EDTF as written; None where the source does not say.

    Attributes:
        measure: where the store says it and the words do not; the figure's own holds otherwise.
        unit: of a bare number, as the head of its table names it.
        status: how final the source says that it is.
        of: id of the attribute or the entity that a share is of.
    """

    id: str
    entity: str
    attribute: str
    source: str
    figure: Figure | Unread
    as_of: str | None = None
    role: Role = Role.ACTUAL
    scope: str = ""
    rank: Rank = Rank.NORMAL
    where: str = ""
    note: str = ""
    measure: Measure | None = None
    unit: str = ""
    status: Status | None = None
    of: str = ""
    file: str = ""
    path: KeyPath = ()


class Relation(NamedTuple):
    """Arithmetic that must hold between attributes of one entity."""

    id: str
    expr: str
    entity: str | None = None
    source: str | None = None
    as_of: str | None = None
    note: str = ""
    file: str = ""
    path: KeyPath = ()


class Accepted(NamedTuple):
    """A conflict that a person has acknowledged, by its fingerprint; ``as_of`` is its time."""

    entity: str
    attribute: str
    verdict: str
    fingerprint: str
    reason: str
    decision: str = "open"
    role: Role = Role.ACTUAL
    until: str | None = None
    measure: Measure = Measure.LEVEL
    as_of: str | None = None
    file: str = ""
    path: KeyPath = ()

    def describe(self) -> str:
        """Until when the conflict may stand, why, and what was decided."""
        decision = "" if self.decision == "open" else f" ({self.decision})"
        return f"{self.until or 'any day'}: {self.reason}{decision}"


class Tables(NamedTuple):
    """The tables of one file of a store, decoded; ``strict``: it names declared scopes alone."""

    file: str
    source: Source | None = None
    entities: tuple[Entity, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    scopes: tuple[Scope, ...] = ()
    statements: Statements = Statements()
    relations: tuple[Relation, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    strict: bool = False


class Location(NamedTuple):
    """A place in a file of the store; lines and columns from 1, columns in characters.

    Attributes:
        file: relative to the store's root.
        line: 0 where the file as a whole is meant.
        end_line, end_column: behind the last character; 0 where only the beginning is known.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
