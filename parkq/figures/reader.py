"""A stated figure: the words of a source, read as a value, an interval, a unit and a hedge.

Each rule stands in one place: numerals in `parkq.figures.numerals`, the words of hedges and the
conventions of 约 and 近 in `parkq.figures.hedges`, units in `parkq.figures.unit_table`, printed
dates in `parkq.figures.printed_dates`. What the rules write as an open interval is kept as a closed
one, but for what `Figure.open_above` says.
"""

from decimal import Decimal

from parkq.figures import amounts, printed_dates, templates
from parkq.figures.context import NO_CONTEXT, Context
from parkq.figures.scan import NotRead, fold, place_of, prepared
from parkq.figures.units import nearest
from parkq.model import Figure, Unread
from parkq.terms import Kind

LONGEST = 200
"""Characters; a longer number or date is an error."""

_QUOTED = 24
_MONTHS = 12
_MILLENNIA = frozenset("12")
_SEPARATORS = frozenset("、,;")
_AND_SO_ON = "等"


def read_figure(stated: str, context: Context = NO_CONTEXT) -> Figure | Unread:
    """Reads a figure as a source prints it; never raises.

    Args:
        stated: the words of the source.
        context: what is known besides them; without a kind, numbers and dates are read.

    Returns:
        The figure; an Unread that names the first part not understood, or that does not serve
        the kind.
    """
    match context.kind:
        case Kind.TEXT:
            return Figure(stated=stated, kind=Kind.TEXT)
        case Kind.LIST:
            return _list(stated)
        case Kind.DATE:
            return read_whole(stated, context)
    return templates.read(stated, context) or read_whole(stated, context)


def read_whole(stated: str, context: Context) -> Figure | Unread:
    """A number or a date, read from its first character to its last."""
    if len(stated) > LONGEST:
        error = f"longer than {LONGEST} characters"
        return Unread(stated=stated, error=error, offset=LONGEST)
    text = prepared(stated)
    if not text:
        return Unread(stated=stated, error="the figure is empty")
    try:
        if context.kind is Kind.DATE or (context.kind is None and _begins_with_year(text)):
            return _date(stated, text, context)
        parsed = amounts.parse(text, context)
        frame = amounts.build_frame(parsed, exact=context.exact)
        return amounts.build_figure(stated, frame, parsed.first, parsed.second)
    except NotRead as error:
        return _otherwise(error, stated, text, context)


def _begins_with_year(text: str) -> bool:
    """Whether the text is plainly a date: a short cut past the number that it is not."""
    return text[4:5] == "年" and text[:1] in _MILLENNIA and text[:4].isdecimal()


def _otherwise(error: NotRead, stated: str, text: str, context: Context) -> Figure | Unread:
    """The date that is no number; else the error that got further into the text."""
    if context.kind is None:
        try:
            return _date(stated, text, context)
        except NotRead as of_date:
            if of_date.refused or (not error.refused and of_date.offset > error.offset):
                error = of_date
    offset = place_of(error.offset, stated)
    if error.message:
        return Unread(stated=stated, error=error.message, offset=offset, code=error.code)
    rest = stated[offset:]
    shown = rest if len(rest) <= _QUOTED else rest[:_QUOTED] + "…"
    return Unread(
        stated=stated,
        error=f"{shown!r} is not understood",
        offset=offset,
        hint=nearest(text[error.offset :]),
        code=error.code,
    )


def _date(stated: str, text: str, context: Context) -> Figure:
    _refuse_seasons(stated, text)
    low, high, hedge = printed_dates.read(text.lower(), context)
    return Figure(
        stated=stated,
        kind=Kind.DATE,
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        unit="day",
        hedge=hedge,
    )


def _refuse_seasons(stated: str, text: str) -> None:
    """Refuses 2009–10 with a dash, which may be a month and two years."""
    two_years = len(text) == len("2009-10") and text[4] == "-" and "-" not in stated
    if two_years and text[:4].isdecimal() and text[5:].isdecimal():
        year, end = int(text[:4]), int(text[5:])
        if end == (year + 1) % 100 and end <= _MONTHS:
            raise NotRead(0, f"{stated} may be a month and two years", refused=True)


def _list(stated: str) -> Figure | Unread:
    """Items between 、 and ordinary separators; a final 等 says that the list goes on."""
    text = fold(stated).rstrip()
    open_ended = text.endswith(_AND_SO_ON)
    end = len(text) - open_ended
    items, start = [], 0
    for at in range(end + 1):
        if at == end or text[at] in _SEPARATORS:
            items.append(stated[start:at].strip())
            start = at + 1
    kept = tuple(filter(None, items))
    if not kept:
        return Unread(stated=stated, error="the list is empty")
    return Figure(stated=stated, kind=Kind.LIST, items=kept, open_ended=open_ended)
