"""Pages on a terminal, laid out and painted by rich."""

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len, chop_cells
from rich.console import Console, JustifyMethod
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from parkq.render.page import STYLES, Cell, Element, Grid, Line, Section, Span, prune
from parkq.terminal import Screen, visible

_GAP = 2
_NARROW = 12
"""What a column that folds is not made narrower than, unless all it holds is."""

_CLOSING = frozenset("、，。；：！？）》」』】”’")
_OPENING = frozenset("（《「『【“‘")
_ASCII = str.maketrans("✗⚠·↳²³−", "x!->23-")


def page(elements: Iterable[Element], screen: Screen) -> str:
    """The elements below one another, folded to the screen's width; nothing is ever cut."""
    out = StringIO()
    width = screen.width or 80
    console = Console(
        file=out,
        width=width,
        color_system="standard" if screen.colour else None,
        force_terminal=screen.colour,
        no_color=not screen.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for element in elements:
        if isinstance(element, Line):
            _print_line(console, element, width)
        else:
            _print_grid(console, prune(element), width)
    text = out.getvalue()
    if not screen.signs:
        text = text.translate(_ASCII)
    return "\n".join(line.rstrip(" ") for line in text.split("\n"))


def _print_line(console: Console, line: Line, width: int) -> None:
    rows = list(_flow(line.spans, width - line.indent, line.hang))
    if not rows and not line.spans:
        console.print()
    for row in rows:
        console.print(Padding(row, (0, 0, 0, line.indent)), soft_wrap=True)


def _flow(spans: Iterable[Span], width: int, hang: int) -> Iterator[Text]:
    """Folds spans into lines: a whole span goes to the next line in one piece."""
    row: list[tuple[str, str]] = []
    used = 0
    for span in spans:
        for piece in _pieces(span, width - hang):
            fits = not row or used + cell_len(piece.rstrip()) <= width
            if not fits:
                yield _joined(row)
                row, used = [(" " * hang, "")], hang
            words = piece if fits else piece.lstrip()
            row.append((words, span.style))
            used += cell_len(words)
    if row:
        yield _joined(row)


def _joined(pieces: Iterable[tuple[str, str]]) -> Text:
    runs = groupby(pieces, key=itemgetter(1))
    row = Text.assemble(*(("".join(text for text, _ in run), STYLES[style]) for style, run in runs))
    row.rstrip()
    return row


def _pieces(span: Span, width: int) -> Iterator[str]:
    """Where a span may be parted: at words; in a word wider than the room, at hyphens first."""
    text = visible(span.text)
    if span.whole:
        yield text
        return
    for word in _words(text):
        if cell_len(word.rstrip()) <= width:
            yield word
        else:
            for part in _hyphenated(word):
                yield from chop_cells(part, width)


def _words(text: str) -> Iterator[str]:
    """Each wide character, and each run of others with the spaces after it.

    A number is not parted from the word that follows it, so that a figure keeps its unit; no
    line begins with closing punctuation or ends with an opening bracket.
    """
    word = ""
    for character in text:
        ended = word.endswith(" ") and character != " " and not word[-2:-1].isdigit()
        apart = cell_len(character) > 1 or (word and cell_len(word[-1]) > 1)
        held = character in _CLOSING or word[-1:] in _OPENING
        if word and (ended or (apart and not held)):
            yield word
            word = ""
        word += character
    if word:
        yield word


def _hyphenated(word: str) -> list[str]:
    *firsts, last = word.split("-")
    return [f"{part}-" for part in firsts] + [last]


def _print_grid(console: Console, grid: Grid, width: int) -> None:
    room = width - grid.indent
    widths = _widths(grid, room)
    if widths is None:
        _print_stacked(console, grid, width)
        return
    if grid.header:
        names = tuple(((Span(name, "header"),),) for name in grid.header)
        _print_rows(console, Section((names,)), grid, widths)
    for section in grid.sections:
        _print_rows(console, section, grid, widths)
        for note in section.notes:
            _print_line(console, note, width)


def _print_rows(console: Console, section: Section, grid: Grid, widths: list[int]) -> None:
    """The rows beside their first column, which runs on below its own first line."""
    first, *others = widths
    whole = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    whole.add_column(width=first, justify=_side(grid.right[0]), overflow="fold")
    whole.add_column()
    rest = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    for width, right in zip(others, grid.right[1:], strict=True):
        rest.add_column(width=width, justify=_side(right), overflow="fold")
    for row in section.rows:
        rest.add_row(*(_text(cell, width) for cell, width in zip(row[1:], others, strict=True)))
    name = tuple(line for row in section.rows for line in row[0])
    whole.add_row(_text(name, first), rest)
    console.print(Padding(whole, (0, 0, 0, grid.indent)), soft_wrap=True)


def _side(right: bool) -> JustifyMethod:  # noqa: FBT001 - a column is aligned right or left
    return "right" if right else "left"


def _text(cell: Cell, width: int) -> Text:
    return Text("\n").join(row for spans in cell for row in _flow(spans, width, 0))


def _print_stacked(console: Console, grid: Grid, width: int) -> None:
    """Each row as a paragraph: its first cell, and the others below it."""
    for section in grid.sections:
        for first, *others in section.rows:
            _print_line(console, Line(_spaced([first]), grid.indent, 2), width)
            for spans in _named(grid, others) if grid.named else [_spaced(others)]:
                _print_line(console, Line(spans, grid.indent + 2, 2), width)
        for note in section.notes:
            _print_line(console, Line(note.spans, min(note.indent, 2), note.hang), width)


def _named(grid: Grid, cells: Iterable[Cell]) -> Iterator[tuple[Span, ...]]:
    for name, cell in zip(grid.header[1:], cells, strict=True):
        if cell:
            yield (Span(f"{name}  ", "header"), *_spaced([cell]))


def _spaced(cells: Iterable[Cell]) -> tuple[Span, ...]:
    gap = Span(" " * _GAP)
    return tuple(span for cell in cells for line in cell for span in (*line, gap))


def _widths(grid: Grid, room: int) -> list[int] | None:
    """The widths of the columns, or None where the narrowest do not fit side by side."""
    rows = [row for section in grid.sections for row in section.rows]
    lanes = list(zip(*rows, strict=True))
    names = [cell_len(name) for name in grid.header] or [0] * len(grid.right)
    natural = [max(n, *map(_natural, lane)) for n, lane in zip(names, lanes, strict=True)]
    least = [max(n, *map(_least, lane)) for n, lane in zip(names, lanes, strict=True)]
    free = room - _GAP * (len(natural) - 1) - sum(least)
    if free < 0:
        return None
    return _shared(natural, least, free)


def _shared(natural: list[int], least: list[int], free: int) -> list[int]:
    """Gives what is free, a column of a terminal at a time, to the narrowest that wants more."""
    widths = list(least)
    while free and (wanting := [i for i, w in enumerate(widths) if w < natural[i]]):
        widths[min(wanting, key=widths.__getitem__)] += 1
        free -= 1
    return widths


def _natural(cell: Cell) -> int:
    return max((sum(cell_len(visible(span.text)) for span in line) for line in cell), default=0)


def _least(cell: Cell) -> int:
    return max((_unfolded(span) for line in cell for span in line), default=0)


def _unfolded(span: Span) -> int:
    text = visible(span.text)
    if span.whole:
        return cell_len(text)
    parts = (part.rstrip() for word in _words(text) for part in _hyphenated(word))
    return max(min(cell_len(text), _NARROW), *map(cell_len, parts))
