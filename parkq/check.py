"""check: runs rules over a store, and gives what they find its place, its name and its order."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from parkq.findings import Finding, Found, Place, Related
from parkq.hashes import fingerprint
from parkq.locale import Message
from parkq.model import Location
from parkq.rules import Case, Rule
from parkq.store.memory import Store
from parkq.terminal import counted

if TYPE_CHECKING:
    from parkq.documents.library import Library

ByFile = Callable[[str], bool]
"""Whether findings in a file, relative to the store's root, are asked for."""


class Checked(NamedTuple):
    """The answer of ``check``.

    Attributes:
        findings: by file, line, column and code.
        accepted: how many conflicts would be findings if nobody had acknowledged them.
        facts: how many facts there are.
    """

    findings: tuple[Finding, ...]
    accepted: int
    facts: int


def everywhere(_file: str) -> bool:
    """Findings in every file."""
    return True


def check(
    store: Store,
    rules: Iterable[Rule],
    *,
    today: int,
    within: ByFile = everywhere,
    library: "Library | None" = None,
) -> Checked:
    """What the rules find in a store.

    Args:
        store: all of it is looked at: a conflict may lie between any two files.
        rules: those to run.
        today: as a day ordinal.
        within: findings none of whose places are in such a file are left out.
        library: the documents that figures are proved by.
    """
    case = Case(store, today, library)
    found = sorted(_findings(case, rules, within), key=_order)
    return Checked(findings=_told_apart(found), accepted=case.accepted(), facts=len(store.facts))


def _findings(case: Case, rules: Iterable[Rule], within: ByFile) -> Iterator[Finding]:
    for rule in counted(rules, Message("checking rules")):
        for found in rule.find(case):
            files = (found.place.file, *(place.file for place, _ in found.related))
            if any(map(within, files)):
                yield place_finding(case.store, rule, found)


def place_finding(store: Store, rule: Rule, found: Found) -> Finding:
    """What a rule found, with its line and column, ready to report."""
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity if found.severity is None else found.severity,
        message=found.message,
        location=_located(store, found.place),
        facts=found.facts,
        related=tuple(
            Related(location=_located(store, place), message=message)
            for place, message in found.related
        ),
        why=found.why,
        settle=found.settle,
        fingerprint=fingerprint(rule.code, found.identity or str(found.message)),
    )


def _located(store: Store, place: Place) -> Location:
    if not place.path:
        line, column = max(1, place.line), max(1, place.column)
        return Location(place.file, line, column, place.end_line, place.end_column)
    if place.of_key:
        return store.locate_key(place.file, place.path)
    return store.locate(place.file, place.path, place.offset)


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.location
    return place.file, place.line, place.column, finding.code, str(finding.message)


def _told_apart(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each with a fingerprint of its own: a second of the same is counted in it."""
    seen: Counter[str] = Counter()
    apart = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        times = seen[finding.fingerprint]
        if times > 1:
            again = fingerprint(finding.fingerprint, str(times))
            finding = finding._replace(fingerprint=again)  # noqa: PLW2901 - the same finding
        apart.append(finding)
    return tuple(apart)
