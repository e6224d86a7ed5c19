"""What is read from stdin: ``-`` among the arguments stands for its lines."""

import sys
from collections.abc import Iterable, Iterator


def lines_for_dash(texts: Iterable[str]) -> Iterator[str]:
    """The texts, with the lines of stdin that are not blank in place of each ``-``."""
    for text in texts:
        if text == "-":
            yield from (line.strip() for line in sys.stdin or () if line.strip())
        else:
            yield text
