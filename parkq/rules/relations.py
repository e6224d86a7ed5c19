"""PQ6: orders and arithmetic that must hold between figures."""

from collections.abc import Iterator

from parkq.findings import Found
from parkq.rules.rule import Case, Rule, at, of_problems
from parkq.rules.verdicts import of_verdict
from parkq.terms import Severity, Verdict


def _broken(case: Case) -> Iterator[Found]:
    if not case.store.relations:
        return
    from parkq.equations import judging  # noqa: PLC0415 - many a store has no relation
    from parkq.equations.evaluation import Truth  # noqa: PLC0415 - likewise

    for judged in judging.judge_relations(case.store):
        if judged.outcome.truth is not Truth.BROKEN:
            continue
        relation, source = judged.relation, judged.outcome.source
        told = f" in {source}" if source else ""
        facts = [case.store.facts[id_] for id_ in judged.facts]
        yield Found(
            message=f"{judged.entity}: {relation.id} does not hold{told}: {judged.sentence}",
            place=at(relation, "expr"),
            identity=f"{relation.id} {judged.entity} {source}: {judged.sentence}",
            facts=judged.facts,
            related=tuple(
                (at(fact, "stated"), f"{fact.figure.stated} ({fact.source})") for fact in facts
            ),
        )


RULES = (
    Rule(
        code="PQ601",
        name="order-broken",
        severity=Severity.ERROR,
        says="A figure is smaller than one that its attribute is declared to be at least, or than "
        "that of a part of its period.",
        why="A part is no larger than the whole, nor is what is built than what is planned.",
        find=of_verdict(Verdict.ORDER_BROKEN),
    ),
    Rule(
        code="PQ602",
        name="relation-broken",
        severity=Severity.ERROR,
        says="The arithmetic of a [[relation]] cannot hold, however the figures are rounded.",
        why="A part or the sum is wrong, or something that is neither named nor counted is left.",
        find=_broken,
    ),
    Rule(
        code="PQ603",
        name="bad-relation",
        severity=Severity.ERROR,
        says="The expression of a [[relation]] cannot be read, or names what is not there.",
        why="It is not checked until it can be read.",
        find=of_problems("bad-relation"),
    ),
    Rule(
        code="PQ604",
        name="growth-broken",
        severity=Severity.WARNING,
        says="A growth does not fit the figures of its two years, however each is rounded.",
        why="One of the three is wrong, revised, or at other prices. Where one source states all "
        "three it is an error.",
        find=of_verdict(Verdict.GROWTH_BROKEN),
    ),
    Rule(
        code="PQ605",
        name="share-broken",
        severity=Severity.WARNING,
        says="A share does not fit its part and its whole, however each is rounded.",
        why="One of the three is wrong, or the share is of another whole than `of` names. Where "
        "one source states all three it is an error.",
        find=of_verdict(Verdict.SHARE_BROKEN),
    ),
    Rule(
        code="PQ606",
        name="sum-broken",
        severity=Severity.ERROR,
        says="Halves, quarters or months that fill a period do not add up to its figure.",
        why="A part or the whole is wrong, or of another extent.",
        find=of_verdict(Verdict.SUM_BROKEN),
    ),
)
