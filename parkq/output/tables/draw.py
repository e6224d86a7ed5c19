"""Pages on a terminal: tables drawn by rich, paragraphs, drawings; folded to its width, never cut.

rich breaks lines at spaces only, which Chinese has none of, and squeezes or cuts what does not fit.
So cells are folded (`parkq.output.tables.cells`) and columns measured beforehand; where these do
not fit, each row becomes a record of its own (`parkq.output.tables.layout`).
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import groupby, islice
from typing import TYPE_CHECKING

from parkq.output.tables.cells import (
    STYLES,
    Row,
    Run,
    blank,
    folded,
    linked,
    painted,
    web_address,
    width,
)
from parkq.output.tables.layout import choose_layout, stack_rows
from parkq.output.tables.page import Cell, Drawing, Element, Line, Section, Span, Table
from parkq.terminal import Screen

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

_BLOCK = 500
"""Sections that are measured together: a long list is printed as it comes."""
_RULES = "    \n    \n ── \n    \n ── \n ── \n    \n    \n"
"""A box in rich's notation: a rule under the header, and nothing beside or around."""

_ASCII = {
    **str.maketrans("✗⚠·↳²³−–≈×¶│┤└─┬↑↓●◇◆△□", "x!->23--~x#|++-+^voTPF#"),
    **{0x2800 + dots: "|" if dots.bit_count() > 1 else "-" for dots in range(1, 0x100)},
}


def draw_page(elements: Iterable[Element], screen: Screen) -> Iterator[str]:
    """The text of a page, piece by piece: its elements below one another.

    Args:
        elements: from top to bottom.
        screen: how wide it is and what it can show; without a width nothing is folded.
    """
    room = screen.width or sys.maxsize
    for element in elements:
        for text in _draw(element, room, screen):
            yield text if screen.signs else _in_ascii(text)


def _in_ascii(text: str) -> str:
    """The page without signs beyond ASCII, as wide as before; Chinese stays as it is."""
    return text.replace("≥ ", ">=").replace("≤ ", "<=").translate(_ASCII)


def _draw(element: Element, room: int, screen: Screen) -> Iterator[str]:
    if isinstance(element, Line):
        yield _draw_lines([element], room, screen)
    elif isinstance(element, Drawing):
        yield _draw_lines(element.draw(room), room, screen)
    else:
        yield from _draw_table(element, room, screen)


# Paragraphs


def _draw_lines(lines: Iterable[Line], room: int, screen: Screen) -> str:
    return "".join(_draw_row(row, screen) for line in lines for row in fold_line(line, room))


def fold_line(line: Line, room: int) -> Iterator[Row]:
    """A paragraph as lines of a width, indented as it asks."""
    if not line.spans:
        yield []
    for row in folded(line.spans, room - line.indent, line.hang):
        yield [blank(line.indent), *row]


def _draw_row(row: Row, screen: Screen) -> str:
    runs = []
    for (style, address), parts in groupby(row, key=lambda run: run[1:]):
        text = "".join(run.text for run in parts)
        shown = painted(text, style) if screen.colour else text
        runs.append(linked(shown, address) if screen.links else shown)
    return f"{''.join(runs).rstrip(' ')}\n"


# Tables


def _draw_table(table: Table, room: int, screen: Screen) -> Iterator[str]:
    """A table in blocks of sections; a block that does not fit is stacked."""
    sections = iter(table.sections)
    before: tuple[int, ...] = ()
    has_header = any(head.name for head in table.heads)
    while block := tuple(islice(sections, _BLOCK)):
        chosen, gap, widths = choose_layout(table._replace(sections=block), room, before)
        if not widths and table.otherwise:
            yield from _draw_table(table.otherwise, room, screen)
        elif not widths:
            yield _draw_lines(stack_rows(chosen), room, screen)
        else:
            printer = _Printer(chosen, widths, gap, screen)
            yield from printer.draw_sections(room, header=has_header)
            before, has_header = widths, False


class _Printer:
    """Draws the sections of one table with rich, each column as wide as it was measured.

    Args:
        table: whose columns they are.
        widths: of the columns.
        gap: between two of them.
        screen: whether to colour, and to link.
    """

    def __init__(self, table: Table, widths: Sequence[int], gap: int, screen: Screen) -> None:
        self._table = table
        self._widths = widths
        self._gap = gap
        self._screen = screen
        self._across = sum(widths) + gap * (len(widths) - 1)
        self._console = _open_console(self._across)

    def draw_sections(self, room: int, *, header: bool) -> Iterator[str]:
        """The sections with their rules and notes, under the names of the columns if asked."""
        if header:
            yield self.draw_header()
        for number, section in enumerate(self._table.sections):
            if section.rule or (section.rule == "" and number):
                yield self.draw_rule(section.rule)
            yield self.draw_rows(section)
            yield _draw_lines(section.notes, room, self._screen)

    def draw_rule(self, name: str = "") -> str:
        """A thin line from the first column to the last, with a name in it or none."""
        words = f" {name} " if name else ""
        line = f"{'─' * 2 * bool(name)}{words}"
        rest = "─" * max(0, self._across - width(line))
        row = [Run(f"{line[:2]}", "quiet"), Run(words, "title"), Run(rest, "quiet")]
        return _draw_row(row, self._screen)

    def draw_header(self) -> str:
        """The names of the columns over a rule."""
        return self._draw(self._open_table(show_header=True))

    def draw_rows(self, section: Section) -> str:
        """The rows of a section."""
        drawn = self._open_table(show_header=False)
        for row in self._fold_rows(section):
            drawn.add_row(*map(self._to_text, row))
        return self._draw(drawn)

    def _open_table(self, *, show_header: bool) -> "RichTable":
        from rich.box import Box  # noqa: PLC0415 - rich is for terminals only
        from rich.table import Column  # noqa: PLC0415
        from rich.table import Table as RichTable  # noqa: PLC0415

        columns = [
            Column(
                header=self._to_text(folded([Span(head.name, "header")], columns)),
                justify="right" if head.right else "left",
                width=columns,
                no_wrap=True,
                overflow="fold",
            )
            for head, columns in zip(self._table.heads, self._widths, strict=True)
        ]
        return RichTable(
            *columns,
            box=Box(_RULES),
            show_edge=False,
            show_header=show_header,
            header_style="",
            pad_edge=False,
            padding=(0, 0, 0, self._gap - 1),
            border_style="dim" if self._screen.colour else "",
        )

    def _fold_rows(self, section: Section) -> Iterator[list[list[Row]]]:
        """The lines of each cell; where columns span the rows of a section these are one row."""
        folds = [
            [_fold_cell(cell, columns) for cell, columns in zip(row, self._widths, strict=True)]
            for row in section.rows
        ]
        spans = [head.spans for head in self._table.heads]
        if not any(spans):
            yield from folds
            return
        tall = [
            max(len(lines) for lines, span in zip(row, spans, strict=True) if not span)
            for row in folds
        ]
        yield [
            [
                line
                for row, height in zip(folds, tall, strict=True)
                for line in _fill(row[at], 0 if span else height)
            ]
            for at, span in enumerate(spans)
        ]

    def _to_text(self, lines: Iterable[Row]) -> "Text":
        """Folded lines as rich has them: never as markup."""
        from rich.style import Style  # noqa: PLC0415 - rich is for terminals only
        from rich.text import Text  # noqa: PLC0415

        text = Text(no_wrap=True, overflow="fold")
        for number, row in enumerate(lines):
            text.append("\n" if number else "")
            for words, style, link in row:
                look = Style.parse(STYLES[style]) if self._screen.colour else Style.null()
                uri = web_address(link) if self._screen.links else ""
                text.append(words, look + Style(link=uri) if uri else look)
        return text

    def _draw(self, drawn: "RichTable") -> str:
        with self._console.capture() as capture:
            self._console.print(drawn)
        text = re.sub(_LINK_ID, "\x1b]8;;", capture.get())
        return "".join(f"{line.rstrip(' ')}\n" for line in text.splitlines())


_LINK_ID = r"\x1b\]8;id=[^;]*;"
"""What rich numbers links with, at random: the same page is to be the same text."""


def _open_console(room: int) -> "Console":
    """Rich's console, told all that it would else find out: the screen is known by now."""
    from rich.console import Console  # noqa: PLC0415 - rich is for terminals only

    return Console(
        file=StringIO(),
        width=room,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def _fold_cell(cell: Cell, room: int) -> list[Row]:
    return [row for spans in cell for row in folded(spans, room)]


def _fill(lines: list[Row], height: int) -> list[Row]:
    """The lines, and empty ones below them up to a height."""
    return lines + [[]] * (height - len(lines))
