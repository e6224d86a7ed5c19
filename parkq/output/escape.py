"""Text of a store made inert for what will read it: a spreadsheet, a renderer of Markdown.

Whatever a source or a contributor writes is shown; it is neither run, nor loaded, nor followed.
"""

import re
from collections.abc import Iterable
from functools import cache

from parkq.terminal import is_hidden, is_visible, visible

_LEADS = frozenset("=+@-＝＋＠－")
"""What a formula begins with, behind what is skipped: white space, and what is hidden."""
_NUMBER = r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?"
_PARTS = r"([;\t\n\r])"
"""What parts cells where ``;`` does, as in many countries' spreadsheets, besides the ends of lines:
quotation marks keep together only what they surround whole."""
_LINES = r"([\n\t])"
_MARKS = r"""(?ix)(?P<address>https?://[a-z0-9][!-;=?-~]*(?<![.,;:!?)\]'"]))
      | (?P<scheme>[a-z][a-z0-9+.-]*(?=://))  # of another kind of address
      | (?P<host>\bwww(?=\.))
      | (?P<at>@(?=\w))
      | [\\`*_\[\]<>|~$&#]"""
"""Patterns are compiled when first asked for: it takes longer than to print an answer with them."""
_IN_ADDRESS = str.maketrans({"|": "%7C", "`": "%60", "\\": "%5C"})


def cell(text: str) -> str:
    """A cell of a spreadsheet; an apostrophe leads each part that would be run as a formula.

    A plain number, with its sign and its percent sign, is no formula.
    """
    first = text[:1]
    if first in {"\t", "\r"}:
        return f"'{_in_parts(text)}"
    if not (first in _LEADS or _is_skipped(first) or _has_parts(text)):
        return text
    return _in_parts(text)


def _in_parts(text: str) -> str:
    return "".join(map(_part, re.split(_PARTS, text)))


def _part(text: str) -> str:
    lead = next((char for char in text if not _is_skipped(char)), "")
    return f"'{text}" if lead in _LEADS and not re.fullmatch(_NUMBER, text) else text


def _has_parts(text: str) -> bool:
    return ";" in text or not text.isprintable()


@cache
def _is_skipped(char: str) -> bool:
    return char.isspace() or (char != "" and is_hidden(char))


def may_run(cells: Iterable[str]) -> bool:
    """Whether any of some printable cells may hold a formula; a plain number may seem to be one."""
    cells = list(cells)
    leads = {text[:1] for text in cells}
    return not _LEADING.isdisjoint(leads) or any(";" in text for text in cells)


_LEADING = _LEADS | {" "}
"""What printable text that begins as a formula does begins with."""


def seen(text: str) -> str:
    """The text with what is hidden in it made visible, but for line breaks and tabs."""
    if is_visible(text):
        return text
    return "".join(part if part in "\n\t" else visible(part) for part in re.split(_LINES, text))


def markdown(text: str) -> str:
    """A line of GitHub-flavoured Markdown that shows the text, and links what begins with http.

    Other addresses, mail among them, are no links, and nobody is mentioned.
    """
    return re.sub(_MARKS, _literal, visible(text))


def unlinked(text: str) -> str:
    """A message of SARIF, which takes ``[text](address)`` in it for a link, without any."""
    return re.sub(_LINK, r"\\[", text)


_LINK = r"\[(?=[^\]]*+\]\()"


def code(text: str) -> str:
    """A message that reviewers are shown as Markdown: its lines as code, where all is inert.

    Nobody is mentioned, and nothing is linked, loaded or laid out.
    """
    return "\n".join(map(_code_span, text.split("\n")))


def _code_span(line: str) -> str:
    """A line between more backticks than it has in a row, which no Markdown takes for a fence."""
    longest = max(map(len, re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    blank = " " * (longest > 0)
    return f"{fence}{blank}{line}{blank}{fence}" if line else ""


def _literal(mark: re.Match[str]) -> str:
    match mark.lastgroup:
        case "address":
            return f"<{mark[0].translate(_IN_ADDRESS)}>"
        case "scheme" | "host":
            return f"{mark[0]}\\"
        case "at":
            return "<span>@</span>"
        case _:
            return f"\\{mark[0]}"
