"""Text of a store made inert for what will read it: a spreadsheet, a renderer of Markdown.

Whatever a source or a contributor writes is shown; it is neither run, nor loaded, nor followed.
"""

import re

from parkq.terminal import visible

_FORMULA = re.compile("[\\s\ufeff\u200b-\u200f\u2060]*[=+@＝＋－＠-]|[\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
_LINES = re.compile(r"([\n\t])")

_MARKS = re.compile(
    r"""(?P<address>https?://[a-z0-9][!-;=?-~]*(?<![.,;:!?)\]'"]))
      | (?P<scheme>[a-z][a-z0-9+.-]*(?=://))  # of another kind of address
      | (?P<host>\bwww(?=\.))
      | (?P<at>@(?=\w))
      | [\\`*_\[\]<>|~$&#]""",
    re.VERBOSE | re.IGNORECASE,
)
_IN_ADDRESS = str.maketrans({"|": "%7C", "`": "%60", "\\": "%5C"})


def cell(text: str) -> str:
    """A cell of a spreadsheet; an apostrophe leads what would be run as a formula.

    A plain number, with its sign and its percent sign, is no formula.
    """
    runs = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if runs else text


def seen(text: str) -> str:
    """The text with what is hidden in it made visible, but for line breaks and tabs."""
    if text.isprintable():
        return text
    return "".join(part if part in "\n\t" else visible(part) for part in _LINES.split(text))


def markdown(text: str) -> str:
    """A line of GitHub-flavoured Markdown that shows the text, and links what begins with http.

    Other addresses, mail among them, are no links, and nobody is mentioned.
    """
    return _MARKS.sub(_literal, visible(text))


def unlinked(text: str) -> str:
    """A message of SARIF, which takes ``[text](address)`` in it for a link, without any."""
    return _LINK.sub(r"\\[", text)


_LINK = re.compile(r"\[(?=[^\]]*+\]\()")


def comment(text: str) -> str:
    """A message that reviewers are shown as Markdown, without links, images and tags of its own."""
    return _TAG.sub(r"\\<", unlinked(text))


_TAG = re.compile("<(?=[A-Za-z/!?])")


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
