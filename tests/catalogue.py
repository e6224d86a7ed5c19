"""What the program says, found in its own source: every text that a catalogue has to hold.

``python tests/catalogue.py`` prints those that a catalogue lacks, ready to be translated.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from typer.main import get_command

from parkq.accepted import State
from parkq.cli import application, names
from parkq.locale import CONTEXT, Language, read_catalogue
from parkq.rules import RULES
from parkq.terms import Hedge, Rank, Role, Severity, Verdict

PACKAGE = Path(__file__).parent.parent / "parkq"

_SAYING = {"DateError", "Message", "say", "word"}
_HEADINGS = {"Column", "worded"}
_OF_TYPER = ("Show this message and exit.", "int", "int range")
_OF_SYSTEM = (
    *("No such file or directory", "Permission denied", "Is a directory", "Not a directory"),
    *("No space left on device", "Read-only file system", "Input/output error", "File exists"),
    *("it changes while it is read", "it is no regular file", "is closed"),
    *("is a link, which is not followed", "is no regular file"),
)
_FORMAT = re.compile(r"\{(\w*)(?:![rs])?(?::[^}]*)?\}")


def texts() -> set[str]:
    """Every text that is said, in English; a context stands before it."""
    modules = chain.from_iterable(map(_of_module, PACKAGE.rglob("*.py")))
    templates = chain.from_iterable(map(_of_template, PACKAGE.rglob("*.html")))
    found = {*modules, *templates, *_of_rules(), *_of_help(), *_of_terms()}
    return {*found, *_OF_TYPER, *_OF_SYSTEM} - {""}


def commands() -> tuple[str, ...]:
    """The commands of the help."""
    return names()


def places(text: str) -> set[str]:
    """The names of the places of a text."""
    return set(_FORMAT.findall(text))


def _of_module(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.AnnAssign) and _is_column(node.value):
            yield ast.unparse(node.target).rstrip("_")
        if not isinstance(node, ast.Call):
            continue
        name = _called(node)
        given = [each.value for each in node.args if isinstance(each, ast.Constant)]
        first, *others = [each for each in given if isinstance(each, str)] or [""]
        if name in _SAYING | _HEADINGS:
            yield first
        elif name == "term" and others:
            yield f"{first}{CONTEXT}{others[0]}"


def _is_column(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and _called(value) == "column"


def _called(node: ast.Call) -> str:
    name: str = getattr(node.func, "id", getattr(node.func, "attr", ""))
    return name


def _of_template(template: Path) -> Iterator[str]:
    return iter(re.findall(r'\b(?:word|say)\("([^"]+)"[,)]', template.read_text(encoding="utf-8")))


def _of_rules() -> Iterator[str]:
    for rule in RULES:
        yield from (rule.says, rule.why, rule.family)


def _of_terms() -> Iterator[str]:
    yield from (f"verdict{CONTEXT}{verdict}" for verdict in Verdict)
    yield from (severity.name.lower() for severity in Severity)
    yield from chain(State, Role, Rank, set(Hedge) - {Hedge.EXACT})


def _of_help() -> Iterator[str]:
    group: Any = get_command(application())
    for command in (group, *group.commands.values()):
        yield from _paragraphs(command.help)
        yield getattr(command, "rich_help_panel", None) or ""
        for parameter in command.params:
            yield from _paragraphs(parameter.help)
            yield from re.findall(r"\S*\w\S*", parameter.metavar or "")
            yield getattr(parameter, "rich_help_panel", None) or ""


def _paragraphs(text: str) -> Iterable[str]:
    for paragraph in filter(str.strip, text.split("\n\n")):
        title, *examples = paragraph.split("\n  ")
        is_list = bool(examples) and title.rstrip().endswith(":")
        yield " ".join((title if is_list else paragraph).split())


def entry(text: str) -> str:
    """A text as a catalogue has it, not yet translated."""
    context, separator, plain = text.rpartition(CONTEXT)
    head = f"msgctxt {_quoted(context)}\n" if separator else ""
    return f'{head}msgid {_quoted(plain)}\nmsgstr ""\n'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    missing = texts() - read_catalogue(Language.ZH).keys()
    print("\n".join(map(entry, sorted(missing))))  # noqa: T201 - for a translator
