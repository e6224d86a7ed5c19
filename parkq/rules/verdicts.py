"""PQ5: what sources state of the same thing is consistent."""

from collections.abc import Callable, Iterator, Sequence

from parkq import dates
from parkq.findings import Found
from parkq.model import Fact
from parkq.rules.rule import Case, Rule, at
from parkq.terms import Role, Severity, Verdict
from parkq.verdicts.results import Group


def of_verdict(verdict: Verdict) -> Callable[[Case], Iterator[Found]]:
    """Finds the groups of a verdict that nobody has acknowledged as they are."""

    def find(case: Case) -> Iterator[Found]:
        for group in case.groups:
            if group.verdict is verdict and not group.accepted:
                yield _conflicting(case, group)

    return find


def _conflicting(case: Case, group: Group) -> Found:
    """Both sides of a conflict, the later publication first: it is what brought the conflict in."""
    facts = [case.store.facts[id_] for id_ in group.pair]
    later, *earlier = sorted(facts, key=lambda fact: _published(case, fact), reverse=True)
    before = group.accepted_before
    related = [(at(fact, "stated"), f"{fact.figure.stated} ({fact.source})") for fact in earlier]
    if before:
        related.append((at(before, "fingerprint"), f"accepted in another form: {before.reason}"))
    changed = "changed since it was accepted: " if before else ""
    role = "" if group.role is Role.ACTUAL else f" ({group.role})"
    told = "" if all(fact.source in group.why[0] for fact in facts) else _sources(facts)
    return Found(
        message=f"{group.entity}/{group.attribute}{role}: {changed}{group.why[0]}{told}",
        place=at(later, "stated"),
        identity=group.fingerprint,
        severity=group.severity,
        facts=group.facts,
        related=tuple(related),
        why=group.why[1:],
        settle=group.settle,
    )


def _sources(facts: Sequence[Fact]) -> str:
    return f" ({' against '.join(fact.source for fact in facts)})"


def _published(case: Case, fact: Fact) -> tuple[int, str]:
    source = case.store.sources[fact.source]
    told = source.published or source.retrieved
    return (dates.parse(told).low or 0) if told else 0, fact.id


RULES = (
    Rule(
        code="PQ501",
        name="conflict",
        severity=Severity.ERROR,
        says="Two sources state figures that no one value can satisfy, and nothing excuses it.",
        why="One of them is wrong, or they measure different things. Find out, and correct, scope "
        "or deprecate a fact, or acknowledge the conflict with `parkq accept`. A gap of 5 % or "
        "less, or a date that is only inferred, makes it a warning.",
        find=of_verdict(Verdict.CONFLICT),
    ),
    Rule(
        code="PQ502",
        name="conflict-undated",
        severity=Severity.WARNING,
        says="Two figures conflict unless one is of another time, which its source does not say.",
        why="A date of the figure, or of the publication, would tell an update from a conflict.",
        find=of_verdict(Verdict.CONFLICT_UNDATED),
    ),
    Rule(
        code="PQ503",
        name="conflict-scope",
        severity=Severity.WARNING,
        says="Two figures conflict unless the one without a scope is of another than the other's.",
        why="Give both their scope where the sources allow it: figures of unlike scope are not "
        "one measure.",
        find=of_verdict(Verdict.CONFLICT_SCOPE),
    ),
    Rule(
        code="PQ504",
        name="unit-slip",
        severity=Severity.ERROR,
        says="Two figures agree once one is multiplied by a factor that units are mixed up by.",
        why="万 was lost, or 亩 taken for 公顷. Read both sources again.",
        find=of_verdict(Verdict.UNIT_SLIP),
    ),
    Rule(
        code="PQ505",
        name="internal",
        severity=Severity.ERROR,
        says="One source contradicts itself.",
        why="It cannot witness to both. Where it means two measures, give each its scope.",
        find=of_verdict(Verdict.INTERNAL),
    ),
    Rule(
        code="PQ506",
        name="copy-drift",
        severity=Severity.ERROR,
        says="A reprint states another figure than the document it is derived from.",
        why="One of the two was miscopied, by the reprint or by whoever entered it.",
        find=of_verdict(Verdict.COPY_DRIFT),
    ),
    Rule(
        code="PQ507",
        name="jump",
        severity=Severity.WARNING,
        says="A figure changed faster from year to year than its attribute's drift allows.",
        why="It may be true. More often what is counted was redefined, or a figure misread.",
        find=of_verdict(Verdict.JUMP),
    ),
    Rule(
        code="PQ508",
        name="missed",
        severity=Severity.WARNING,
        says="A target or plan whose date is past was not reached.",
        why="It is news, and no fault of the store: acknowledge it once it has been noticed.",
        find=of_verdict(Verdict.MISSED),
    ),
    Rule(
        code="PQ509",
        name="loose",
        severity=Severity.WARNING,
        says="One value can satisfy both figures, but none that is likely.",
        why="超1800家 does not deny 5000家, nor 1亿元 1.4亿元. Find the plain figure behind the "
        "vaguer one, or acknowledge the two.",
        find=of_verdict(Verdict.LOOSE),
    ),
)
