"""Text of a store made inert for what will read it: a spreadsheet, a renderer of Markdown.

Whatever a source or a contributor writes is shown; it is neither run, nor loaded, nor followed.
"""

import re
from collections.abc import Iterable

from parkq.terminal import visible

_LEADS = frozenset("=+@-＝＋＠－")
_UNSEEN = frozenset("\ufeff\u200b\u200c\u200d\u200e\u200f\u2060")
"""Skipped before a formula; so is white space."""
_NUMBER = r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?"
_LINES = r"([\n\t])"
_MARKS = r"""(?ix)(?P<address>https?://[a-z0-9][!-;=?-~]*(?<![.,;:!?)\]'"]))
      | (?P<scheme>[a-z][a-z0-9+.-]*(?=://))  # of another kind of address
      | (?P<host>\bwww(?=\.))
      | (?P<at>@(?=\w))
      | [\\`*_\[\]<>|~$&#]"""
"""Patterns are compiled when first asked for: it takes longer than to print an answer with them."""
_IN_ADDRESS = str.maketrans({"|": "%7C", "`": "%60", "\\": "%5C"})


def cell(text: str) -> str:
    """A cell of a spreadsheet; an apostrophe leads what would be run as a formula.

    A plain number, with its sign and its percent sign, is no formula.
    """
    first = text[:1]
    if not (first in _LEADS or _is_skipped(first)):
        return text
    lead = next((char for char in text if not _is_skipped(char)), "")
    runs = lead in _LEADS or first in {"\t", "\r"}
    return f"'{text}" if runs and not re.fullmatch(_NUMBER, text) else text


def _is_skipped(char: str) -> bool:
    return char in _UNSEEN or char.isspace()


def may_run(cells: Iterable[str]) -> bool:
    """Whether any of some printable cells may be a formula; a plain number may seem to be one."""
    return not _LEADING.isdisjoint({text[:1] for text in cells})


_LEADING = frozenset(" =+@＝＋－＠-")
"""What printable text that `_FORMULA` matches begins with."""


def seen(text: str) -> str:
    """The text with what is hidden in it made visible, but for line breaks and tabs."""
    if text.isprintable():
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


def comment(text: str) -> str:
    """A message that reviewers are shown as Markdown, without links, images and tags of its own."""
    return re.sub(_TAG, r"\\<", unlinked(text))


_TAG = "<(?=[A-Za-z/!?])"


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
