"""One rule explained, all of them listed, and the README's table of them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from parkq import words
from parkq.output.formats import Answer
from parkq.output.record import Record, column, columns, record_of
from parkq.output.tables.page import Element, Line, Span

if TYPE_CHECKING:
    from parkq import rules

Code = Annotated[str, ("pattern", "^PQ[0-9]{3}$")]
_Rule = TypeVar("_Rule", bound="Rule")
FindingLevel = Literal["error", "warning", "info"]


class Rule(Record):
    """A check of parkq check."""

    code: Code = column(
        "Stable; its first digit is its family's.", style=lambda _: "id", whole=True
    )
    name: str = column(whole=True)
    severity: FindingLevel = column(
        "Of its findings, unless one is milder.",
        word=words.word,
        style=lambda rule: rule.severity,
        whole=True,
    )
    family: str = column("What it looks at.", word=words.word)
    says: str = column("What is wrong, in one sentence.", word=words.word)
    why: str = column("What it leads to, and what to do.", word=words.word, table=False)


class RulePage(Rule):
    """A rule with its examples."""

    fails: str = column("A file in which it finds something.", table=False)
    passes: str = column("The same file, put right.", table=False)


class _Head(Record):
    """What comes first in its JSON."""

    schema: Literal["parkq.rule/1"] = "parkq.rule/1"


class RuleDocument(RulePage, _Head):
    """The answer of parkq explain for a rule."""


def rule(noun: "rules.Rule", kind: type[_Rule]) -> _Rule:
    """A rule, with or without its examples."""
    return record_of(kind, noun, severity=noun.severity.name.lower())


def answer(noun: "rules.Rule") -> Answer:
    """What ``explain CODE`` prints: the rule with an example that fails and one that passes."""
    page = rule(noun, RulePage)
    return Answer(
        columns=columns(RulePage),
        records=[page],
        document=lambda: rule(noun, RuleDocument),
        lines=lambda: [page],
        page=lambda: _page(page),
        prose=True,
    )


def _page(rule: RulePage) -> Iterator[Element]:
    yield Line(
        (
            Span(f"{rule.code} {rule.name}", "title", whole=True),
            Span("  "),
            Span(words.word(rule.severity), rule.severity),
            Span(f"  {words.word(rule.family)}", "quiet"),
        )
    )
    yield Line((Span(words.word(rule.says)),))
    yield Line((Span(words.word(rule.why)),))
    for title, style, text in (("fails", "error", rule.fails), ("passes", "good", rule.passes)):
        yield Line()
        yield Line((Span(words.word(title), style),))
        yield from (Line((Span(line),), 2, 2) if line else Line() for line in text.splitlines())


def readme_table(rules: "Sequence[rules.Rule]") -> str:
    """The rules as a table of Markdown, in the order of their codes."""
    rows = [
        (rule.code, f"`{rule.name}`", rule.severity.name.lower(), _markdown(rule.says))
        for rule in rules
    ]
    lines = [("code", "name", "severity", "finds"), ("---",) * 4, *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown(text: str) -> str:
    return text.replace("[", r"\[").replace("]", r"\]").replace("|", r"\|")
