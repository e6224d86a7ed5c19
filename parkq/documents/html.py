"""The text of an HTML page, with a map back to its lines; its tables, with spans expanded."""

from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "option"),
        *("p", "pre", "section", "select", "summary", "table", "tbody", "tfoot", "thead"),
        *("title", "tr", "ul"),
    )
)
_CELLS = frozenset({"td", "th"})
_UNSHOWN = frozenset({"script", "style", "template", "head", "noscript", "textarea"})

Anchor = tuple[int, int, int]
"""An offset in the text; line and column of the page, from 1."""


def extract_text(source: str) -> tuple[str, Sequence[Anchor], str]:
    """What a page says, a line a block; where each piece of it stands; its title."""
    parser = _TextParser()
    parser.feed(source)
    parser.close()
    return "".join(parser.pieces), parser.anchors, parser.title.strip()


class _TextParser(HTMLParser):
    """Collects what is shown.

    Attributes:
        pieces: of the text.
        anchors: of the pieces that are the page's own.
        title: what its head names it.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self.anchors: list[Anchor] = []
        self.title = ""
        self._length = 0
        self._unshown: str | None = None
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - of the parser
        """Begins a line at a block, and passes over what is not shown."""
        self._in_title = tag == "title"
        if self._unshown is None and tag in _UNSHOWN:
            self._unshown = tag
        elif tag == "body":
            self._unshown = None
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """Ends a line behind a block."""
        self._in_title = False
        if tag == self._unshown:
            self._unshown = None
        self._part(tag)

    def handle_data(self, data: str) -> None:
        """Takes text as it stands; a line break in it is a blank."""
        line, column = self.getpos()
        for number, part in enumerate(data.split("\n")):
            if number:
                line, column = line + 1, 0
                self._add(" ", line, column)
            self._add(part, line, column)

    def handle_entityref(self, name: str) -> None:
        """Takes ``&amp;``."""
        self._add(unescape(f"&{name};"), *self.getpos())

    def handle_charref(self, name: str) -> None:
        """Takes ``&#160;``."""
        self._add(unescape(f"&#{name};"), *self.getpos())

    def _part(self, tag: str) -> None:
        if self._unshown is None and tag in _BLOCKS:
            self._append("\n")
        elif self._unshown is None and tag in _CELLS:
            self._append("\t")

    def _add(self, text: str, line: int, column: int) -> None:
        if self._in_title:
            self.title += text
        if self._unshown is None and text:
            self.anchors.append((self._length, line, column + 1))
            self._append(text)

    def _append(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)
