"""The registry of rules: every check by its stable code, and which of them are asked for."""

from collections.abc import Iterable

from parkq.errors import ParkqError, did_you_mean
from parkq.locale import Message
from parkq.names.folding import closest
from parkq.rules import (
    acknowledgement,
    dates,
    documents,
    figures,
    provenance,
    references,
    relations,
    shape,
    verdicts,
)
from parkq.rules.rule import Case, Rule

__all__ = ["RULES", "Case", "Rule", "by_code", "chosen"]

RULES: tuple[Rule, ...] = (
    *shape.RULES,
    *references.RULES,
    *figures.RULES,
    *dates.RULES,
    *verdicts.RULES,
    *relations.RULES,
    *provenance.RULES,
    *acknowledgement.RULES,
    *documents.RULES,
)
"""In the order of their codes."""


def by_code(code: str) -> Rule | None:
    """The rule of a code or a name, in capitals or not; None where there is none."""
    wanted = code.strip().upper()
    return next((rule for rule in RULES if wanted in {rule.code, rule.name.upper()}), None)


def chosen(select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules selected, all where none are, without those ignored.

    Args:
        select: codes, beginnings of codes (``PQ5``) or names, several parted by commas.
        ignore: likewise.

    Raises:
        ParkqError: one of them selects nothing.
    """
    wanted = _meant("--select", select) or {rule.code for rule in RULES}
    wanted -= _meant("--ignore", ignore)
    return tuple(rule for rule in RULES if rule.code in wanted)


def _meant(option: str, selectors: Iterable[str]) -> set[str]:
    codes: set[str] = set()
    for selector in (word.strip() for text in selectors for word in text.split(",")):
        found = {rule.code for rule in RULES if _selects(selector, rule)}
        if not found:
            near = closest(selector.lower(), [rule.name for rule in RULES])
            message = Message("{option}: no rule is {name!r}", option=option, name=selector)
            raise ParkqError(message, hint=did_you_mean(near) or "parkq list rules")
        codes |= found
    return codes


def _selects(selector: str, rule: Rule) -> bool:
    return bool(selector) and (
        rule.code.startswith(selector.upper()) or rule.name == selector.lower()
    )
