"""The README's pictures: what a command prints on a terminal, as SVG that needs no network.

``python tests/pictures.py`` draws them anew. Every character has a place of its own, so that the
columns stand in whatever font the reader has, wide characters over two of them.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

from ptys import ROOT, on_terminal
from rich.cells import cell_len

FOLDER = ROOT / ".pictures"
PICTURES = {
    "conflict": (
        "parkq diff-sources --entity luzhou --entity luzhou-aegean-mall -a planned-area -a area"
    ),
    "history": "parkq history luzhou tech-smes",
}
WIDTH = 96

_FONTS = (
    "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', "
    "'PingFang SC', 'Microsoft YaHei', 'Noto Sans Mono CJK SC', 'Noto Sans CJK SC', monospace"
)
_XMLNS = "http://www.w3.org/2000/svg"
_SIZE, _WIDE_SIZE, _ACROSS, _DOWN, _MARGIN = 14, 16, 8.4, 18, 16
"""Pixels: of a letter, of a wide one, of a column, of a row, and around it all."""
_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_STYLES = {
    "1": "font-weight:bold",
    "2": "fill-opacity:.6",
    "31": "fill:#ff7b72",
    "32": "fill:#7ee787",
    "33": "fill:#e3b341",
    "36": "fill:#79c0ff",
}
"""What the escape sequences that parkq prints look like on a dark ground."""


class Glyph(NamedTuple):
    """A character on the screen, its row and column, and its escape codes."""

    row: int
    column: int
    text: str
    codes: str

    @property
    def wide(self) -> bool:
        """Whether it takes two columns."""
        return cell_len(self.text) > 1


def glyphs(printed: str) -> Iterator[Glyph]:
    """The characters that are seen."""
    for row, line in enumerate(printed.split("\n")):
        column, codes = 0, ""
        for number, part in enumerate(_SGR.split(line)):
            if number % 2:
                codes = "" if part in {"", "0"} else part
                continue
            for character in part:
                if character != " ":
                    yield Glyph(row, column, character, codes)
                column += cell_len(character)


def svg(command: str, printed: str, width: int = WIDTH) -> str:
    """A picture of a terminal in which a command has been run."""
    lines = f"\x1b[32m$\x1b[0m \x1b[1m{command}\x1b[0m\n{printed.rstrip()}"
    across = round(width * _ACROSS + 2 * _MARGIN)
    down = (lines.count("\n") + 1) * _DOWN + 2 * _MARGIN
    styles = {f"s{code}": style for code, style in _STYLES.items()}
    styles["wide"] = f"font-size:{_WIDE_SIZE}px"
    classes = "".join(f".{name}{{{style}}}" for name, style in styles.items())
    return "\n".join(
        (
            f'<svg xmlns="{_XMLNS}" viewBox="0 0 {across} {down}" width="{across}" role="img">',
            f"<title>{escape(command)}</title>",
            f"<style>text{{font:{_SIZE}px {_FONTS};fill:#e6edf3;white-space:pre}}{classes}</style>",
            f'<rect width="{across}" height="{down}" rx="8" fill="#0d1117"/>',
            *_texts(lines),
            "</svg>\n",
        )
    )


def _texts(lines: str) -> Iterator[str]:
    """A text element for each run of one style and width in a row, each character in its place."""
    for (row, codes, wide), run in groupby(glyphs(lines), key=lambda g: (g.row, g.codes, g.wide)):
        seen = list(run)
        places = " ".join(f"{_place(glyph):g}" for glyph in seen)
        names = [*(f"s{code}" for code in codes.split(";") if code), *["wide"] * wide]
        style = f' class="{" ".join(names)}"' if names else ""
        words = escape("".join(glyph.text for glyph in seen))
        yield f'<text{style} x="{places}" y="{_MARGIN + row * _DOWN + _SIZE}">{words}</text>'


def _place(glyph: Glyph) -> float:
    """The left edge of a character; a wide one stands in the middle of its two columns."""
    aside = (2 * _ACROSS - _WIDE_SIZE) / 2 if glyph.wide else 0
    return round(_MARGIN + glyph.column * _ACROSS + aside, 1)


def drawn(name: str) -> str:
    """A picture of what its command prints now."""
    command = PICTURES[name]
    return svg(command, on_terminal(command, WIDTH))


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        (FOLDER / f"{name}.svg").write_text(drawn(name), encoding="utf-8")


if __name__ == "__main__":
    main()
