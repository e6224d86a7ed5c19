"""What is known of a figure besides its words."""

from typing import NamedTuple

from parkq.terms import Kind


class Context(NamedTuple):
    """What the attribute, the fact and the source say of a figure that its words do not.

    Attributes:
        kind: of the attribute's values: it decides where words may be read in two ways.
        exact: the printed digits leave nothing open, as in counted and legal figures.
        unit: of a number that names none, as under a table's head: 万元, 公顷.
        currency: the base unit of 元 and 圆 where they are not those of China: ``TWD``.
        year: of a date that names none (10月29日).
        roc: whether years of three digits or less are those of the Republic of China, which
            count from 1911.
    """

    kind: Kind | None = None
    exact: bool = False
    unit: str = ""
    currency: str = ""
    year: int | None = None
    roc: bool = False


NO_CONTEXT = Context()
