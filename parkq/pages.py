"""What `parkq explain` says of a verdict, a relation, a context and a hedge: a page for each.

The texts stand in ``pages.toml``; what the rules themselves know (the cells of the verdict
table, severities, percentages, limits) is taken from them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from os.path import dirname, join
from typing import NamedTuple

import tomli

from parkq.figures.hedges import CONVENTIONS
from parkq.model import Attribute, Figure
from parkq.terms import Hedge, Kind, Severity, Verdict
from parkq.verdicts.contexts import CONTEXTS
from parkq.verdicts.distance import DEFAULT_POINTS
from parkq.verdicts.relations import (
    CORE,
    LOOSE_LIMIT,
    RELATIONS,
    ROUNDING_LIMIT,
)
from parkq.verdicts.slips import SLIP_DIGITS, SLIP_LIMIT
from parkq.verdicts.table import LARGE_GAP, SEVERITY, TABLE
from parkq.verdicts.wording import percent

KINDS: Mapping[str, Sequence[str]] = {
    "verdict": tuple(Verdict),
    "relation": tuple(relation.name for relation in RELATIONS),
    "context": tuple(context.name for context in CONTEXTS),
    "hedge": tuple(Hedge),
}
"""What there are pages of."""

_REMEDY = (
    "read the sources again; correct, date or limit the facts; deprecate one, saying why; "
    "or parkq accept it until a day"
)
_Line = tuple[str, str]


class Page(NamedTuple):
    """What there is to say under one name.

    Attributes:
        name: in lower case, with hyphens.
        kinds: of `KINDS`; one name may be of several.
        says: the first of them in a sentence.
        lines: a word for what each is about, and the text.
    """

    name: str
    kinds: tuple[str, ...]
    says: str
    lines: tuple[_Line, ...]


def page(name: str) -> Page | None:
    """The page of a name, in whatever case, with blanks or hyphens; None where there is none."""
    return pages().get(_slug(name))


@cache
def pages() -> Mapping[str, Page]:
    """Every page by its name: verdicts from the mildest on, then relations, contexts, hedges."""
    found: dict[str, Page] = {}
    for kind, words in KINDS.items():
        for word in words:
            name = _slug(word)
            before = found.get(name, Page(name, (), "", ()))
            says = _text(kind, name, "says")
            lines = (*before.lines, (kind, says), *_MORE[kind](word))
            found[name] = Page(name, (*before.kinds, kind), before.says or says, lines)
    return found


def convention(hedge: Hedge) -> str:
    """What is said of a hedge whose width is this project's own convention, else empty."""
    return _text("hedge", hedge, "says") if hedge in CONVENTIONS else ""


def _slug(name: str) -> str:
    return "-".join(name.lower().split())


@cache
def _texts() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    with open(join(dirname(__file__), "pages.toml"), "rb") as file:
        texts: Mapping[str, Mapping[str, Mapping[str, str]]] = tomli.load(file)
    return texts


def _text(kind: str, name: str, key: str) -> str:
    """A text of a page with the rules' own figures in it; empty where there is none."""
    unsaid = Attribute(id="", label={}, kind=Kind.COUNT)
    return (
        _texts()[kind][name]
        .get(key, "")
        .format(
            about=CONVENTIONS[Hedge.ABOUT],
            nearly=CONVENTIONS[Hedge.NEARLY],
            large_gap=percent(LARGE_GAP),
            rounding_limit=percent(ROUNDING_LIMIT),
            loose_limit=percent(LOOSE_LIMIT),
            core=percent(CORE),
            slip_limit=percent(SLIP_LIMIT),
            slip_digits=SLIP_DIGITS,
            tolerance=percent(unsaid.tolerance),
            points=f"{DEFAULT_POINTS.scaleb(2).normalize():f} points",
        )
    )


def _of_verdict(verdict: str) -> Iterator[_Line]:
    of = Verdict(verdict)
    asides = (SEVERITY[of].name.lower(), _text("verdict", of, "aside"))
    yield "severity", "; ".join(filter(None, asides))
    for relation, row in TABLE.items():
        contexts = [context for context, cell in row.items() if cell is of]
        if contexts:
            names = ", ".join(context.name for context in contexts)
            where = "any context" if len(contexts) == len(row) else names
            yield "when", f"{relation}: {where}"
    if also := _text("verdict", of, "when"):
        yield "when", also
    yield "such as", _text("verdict", of, "case")
    if SEVERITY[of] >= Severity.WARNING:
        yield "then", _REMEDY


def _of_hedge(hedge: str) -> Iterator[_Line]:
    from parkq.figures.express import express_bounds  # noqa: PLC0415 - other pages read no figure
    from parkq.figures.reader import read_figure  # noqa: PLC0415 - likewise

    figure = read_figure(_text("hedge", hedge, "case"))
    if isinstance(figure, Figure):
        bounds = express_bounds(figure.low, figure.high, "", None)
        yield "such as", f"{figure.stated}: {bounds} {figure.unit.removesuffix('1')}".rstrip()


def _nothing_more(_: str) -> Iterator[_Line]:
    return iter(())


_MORE: Mapping[str, Callable[[str], Iterator[_Line]]] = {
    "verdict": _of_verdict,
    "relation": _nothing_more,
    "context": _nothing_more,
    "hedge": _of_hedge,
}
