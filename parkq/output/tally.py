"""How many groups there are of each verdict, as a line of a page."""

from collections import Counter
from collections.abc import Iterable, Mapping

from parkq import words
from parkq.output.flags import SIGNS, tone
from parkq.output.tables.page import Line, Span
from parkq.terms import Verdict
from parkq.verdicts.results import Group
from parkq.verdicts.table import SEVERITY


def count_verdicts(groups: Iterable[Group], counts: Mapping[Verdict, int] | None = None) -> Line:
    """How many groups there are of each verdict, the worst first: ``✗ 3 conflicts, 5 updates``.

    A verdict whose groups are all accepted is dimmed.

    Args:
        groups: that are listed.
        counts: of all groups, where more of them are counted than are listed.
    """
    listed = list(groups)
    sizes = Counter(group.verdict for group in listed) if counts is None else counts
    accepted = Counter(group.verdict for group in listed if group.accepted)
    order = sorted(sizes, key=lambda verdict: (-SEVERITY[verdict], _ORDER[verdict]))
    spans = [
        _count_verdict(verdict, sizes[verdict], accepted=accepted[verdict] == sizes[verdict])
        for verdict in order
        if sizes[verdict]
    ]
    rest = _count_accepted(accepted.total(), of=len(listed))
    return Line((*(part for span in spans for part in (Span(", "), span)), *rest)[1:])


def _count_accepted(number: int, of: int) -> tuple[Span, ...]:
    """How many of those listed are accepted; nothing where none is."""
    if not number:
        return ()
    if number == of > 1:
        return (Span(words.word("; all are accepted"), "quiet"),)
    phrase = "; {} is accepted" if number == 1 else "; {} are accepted"
    return (Span(words.word(phrase).format(number), "quiet"),)


_ORDER = {verdict: -place for place, verdict in enumerate(Verdict)}


def _count_verdict(verdict: Verdict, count: int, *, accepted: bool) -> Span:
    severity = SEVERITY[verdict]
    counted = f"{SIGNS[severity]} {words.counted(verdict, count)}".lstrip()
    return Span(counted, tone(severity, accepted=accepted), whole=True)
