"""What is said of a failure that nobody foresaw: one line, with the file or fact at hand."""

import os
from collections.abc import Iterator
from traceback import walk_tb
from types import FrameType

from parkq.model import Fact

DEBUG = "PARKQ_DEBUG"
"""The variable of the environment that asks for the whole traceback."""

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def describe(error: BaseException) -> str:
    """The error in one line: what, of which fact or file if that is known, and where in parkq."""
    trace = list(walk_tb(error.__traceback__))[::-1]  # the innermost function first
    subject = next((named for frame, _ in trace for named in _subjects(frame)), "")
    places = (
        f"parkq/{os.path.relpath(frame.f_code.co_filename, _PACKAGE)}:{line}"
        for frame, line in trace
        if frame.f_code.co_filename.startswith(_PACKAGE)
    )
    what = " ".join(f"a fault in parkq itself: {type(error).__name__}: {error}".split())
    return "; ".join(filter(None, (what, subject, next(places, ""), f"{DEBUG}=1 shows all")))


def _subjects(frame: FrameType) -> Iterator[str]:
    """The facts and files that a function works on, by its variables."""
    variables = frame.f_locals
    for value in variables.values():
        fact = value if isinstance(value, Fact) else getattr(value, "fact", None)
        if isinstance(fact, Fact):
            yield f"fact {fact.id}"
    file = variables.get("file")
    if file and isinstance(file, str):
        yield f"file {file}"
