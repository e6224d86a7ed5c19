"""Bash's command line: the words up to the cursor, and words as its readline puts them in."""

from typing import NamedTuple

_ESCAPED = frozenset(" \t\n\"'\\$`!&*()[]{};<>?|~#^")
_IN_QUOTES = frozenset('"\\$`')


class Line(NamedTuple):
    """A command line up to the cursor.

    Attributes:
        words: those before the one at the cursor, without quotes.
        word: the one at the cursor, likewise; empty behind a space.
        quote: the quotation mark that is open in it, or empty.
        kept: how many of its characters stand before what readline replaces: it breaks words at
            more than spaces.
    """

    words: list[str]
    word: str
    quote: str
    kept: int


def parsed(text: str, breaks: str) -> Line:
    """A command line up to the cursor, taken apart as bash does.

    Args:
        text: the line; a backslash, a pair of quotation marks or one alone quotes.
        breaks: ``COMP_WORDBREAKS``.
    """
    words: list[str] = []
    word, quote, kept, begun = "", "", 0, False
    characters = iter(text)
    for character in characters:
        if character == "\\" and quote != "'":
            following = next(characters, "")
            word += following if not quote or following in _IN_QUOTES else character + following
            begun = True
        elif character == quote or (not quote and character in "\"'"):
            quote = "" if quote else character
            kept, begun = len(word), True
        elif not quote and character in " \t\n":
            words += [word] if begun else []
            word, kept, begun = "", 0, False
        else:
            word, begun = word + character, True
            kept = len(word) if not quote and character in breaks else kept
    return Line(words, word, quote, kept)


def put(candidate: str, line: Line) -> str:
    """A candidate as readline is to put it in place of what it replaces; empty where it cannot."""
    if not candidate.startswith(line.word[: line.kept]):
        return ""
    rest = candidate[line.kept :]
    if line.quote == "'":
        return rest.replace("'", "'\\''")
    if line.quote:  # in which a backslash would stay before what bash takes for its history
        quoted = "".join(f"\\{c}" if c in _IN_QUOTES else c for c in rest)
        return quoted.replace("!", "\"'!'\"")
    return "".join(f"\\{c}" if c in _ESCAPED else c for c in rest)
