"""One rule explained, all of them listed, and the README's table of them."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from parkq import words
from parkq.output import shapes
from parkq.output.answer import Answer, Column, Json
from parkq.output.page import Element, Line, Span

if TYPE_CHECKING:
    from parkq.rules import Rule


def _level(rule: "Rule") -> str:
    return rule.severity.name.lower()


_LISTED = ("code", "name", "severity", "family", "says", "why")
_COLUMNS = (
    Column("code", attrgetter("code"), style=lambda _: "id", whole=True),
    Column("name", attrgetter("name"), whole=True),
    Column.worded("severity", _level, words.word, style=_level, whole=True),
    Column("family", attrgetter("family")),
    Column("says", attrgetter("says")),
    Column("why", attrgetter("why"), table=False),
)


def shape(rule: "Rule") -> dict[str, Json]:
    """A rule without its examples."""
    return {**shapes.picked(rule, _LISTED), "severity": _level(rule)}


def listing(rules: Iterable["Rule"]) -> Answer:
    """What ``list rules`` prints: a line a rule."""

    def shaped() -> list[Json]:
        return [shape(rule) for rule in rules]

    return Answer(
        columns=_COLUMNS,
        records=rules,
        document=lambda: shapes.named("list", {"kind": "rules", "items": shaped()}),
        lines=shaped,
    )


def answer(rule: "Rule") -> Answer:
    """What ``explain CODE`` prints: the rule with an example that fails and one that passes."""

    def shaped() -> dict[str, Json]:
        return {**shape(rule), "fails": rule.fails, "passes": rule.passes}

    return Answer(
        columns=(
            *_COLUMNS,
            Column("fails", attrgetter("fails"), table=False),
            Column("passes", attrgetter("passes"), table=False),
        ),
        records=[rule],
        document=lambda: shapes.named("rule", shaped()),
        lines=lambda: [shaped()],
        page=lambda: _page(rule),
        prose=True,
    )


def _page(rule: "Rule") -> Iterator[Element]:
    level = _level(rule)
    yield Line(
        (
            Span(f"{rule.code} {rule.name}", "title", whole=True),
            Span("  "),
            Span(words.word(level), level),
            Span(f"  {rule.family}", "quiet"),
        )
    )
    yield Line((Span(rule.says),))
    yield Line((Span(rule.why),))
    for title, style, text in (("fails", "error", rule.fails), ("passes", "good", rule.passes)):
        yield Line()
        yield Line((Span(words.word(title), style),))
        yield from (Line((Span(line),), 2, 2) if line else Line() for line in text.splitlines())


def readme_table(rules: Sequence["Rule"]) -> str:
    """The rules as a table of Markdown, in the order of their codes."""
    rows = [(rule.code, f"`{rule.name}`", _level(rule), _markdown(rule.says)) for rule in rules]
    lines = [("code", "name", "severity", "finds"), ("---",) * 4, *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown(text: str) -> str:
    return text.replace("[", r"\[").replace("]", r"\]").replace("|", r"\|")
