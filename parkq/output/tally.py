"""How many groups there are of each verdict, as a line of a page."""

from collections.abc import Iterator, Mapping

from parkq import words
from parkq.output.judged import SIGNS, TONES
from parkq.output.page import Line, Span
from parkq.terms import Verdict
from parkq.verdicts.table import SEVERITY


def tally(counts: Mapping[Verdict, int]) -> Line:
    """How many groups there are of each verdict, the worst first: ``✗ 3 conflicts, 5 updates``."""
    order = sorted(counts, key=lambda verdict: (-SEVERITY[verdict], _ORDER[verdict]))
    spans = [_counted(verdict, counts[verdict]) for verdict in order if counts[verdict]]
    return Line(tuple(part for span in spans for part in (Span(", "), span))[1:])


def accepted_count(number: int) -> Iterator[Span]:
    """How many of those counted are acknowledged, behind a `tally`; nothing where none is."""
    if number:
        phrase = "; {} is accepted" if number == 1 else "; {} are accepted"
        yield Span(words.word(phrase).format(number), "quiet")


_ORDER = {verdict: -place for place, verdict in enumerate(Verdict)}


def _counted(verdict: Verdict, count: int) -> Span:
    told = f"{SIGNS[SEVERITY[verdict]]} {words.counted(verdict, count)}".lstrip()
    return Span(told, TONES[SEVERITY[verdict]], whole=True)
