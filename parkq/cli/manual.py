"""The manual page, from what the help is made of: ``python -m parkq.cli.manual`` prints it."""

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from textwrap import wrap
from typing import Any

from typer.main import get_command

from parkq import __version__
from parkq.cli import application, names

Parameter = Any
"""Typer's own: an option or an argument of a command."""

_WIDTH = 72
_ENVIRONMENT = (
    ("PARKQ_STORE", "The store to read where --store is not given."),
    (
        "PARKQ_CACHE",
        "The folder of what is kept of stores, or off; else parkq in $XDG_CACHE_HOME or ~/.cache.",
    ),
    (
        "PARKQ_PAGER, PAGER",
        "The pager for what is longer than the screen; cat for none.",
    ),
    ("LC_ALL, LC_MESSAGES, LANG", "The language of labels and verdicts; zh or else English."),
    ("NO_COLOR, FORCE_COLOR, CLICOLOR, CLICOLOR_FORCE", "Whether to colour."),
    ("FORCE_HYPERLINK", "Whether sources are links: 1 on any terminal, 0 on none."),
    ("PARKQ_DEBUG", "Shows the whole traceback of a fault in parkq itself."),
    ("COLUMNS, LINES", "The size of the terminal, where it is not to be asked for."),
)
"""What is heeded besides the variables of options."""

_STATUSES = (
    ("0", "Found, or nothing wrong."),
    ("1", "Nothing found; or findings, of check and of diff-sources --exit-code."),
    ("2", "Trouble: usage, a file of the store that cannot be read, or an answer not printed."),
    ("130", "Interrupted."),
    ("141", "The reader of a pipe has gone."),
)


def page() -> str:
    """The page, in the macros of man(7)."""
    group: Any = get_command(application())
    commands = {name: group.commands[name] for name in names()}
    return "".join(f"{line}\n" for line in _lines(group, commands))


def _lines(group: Any, commands: Mapping[str, Any]) -> Iterator[str]:  # noqa: ANN401 - typer's own
    summary, *about = _paragraphs(group.help)
    shared = _shared(commands.values())
    yield f'.TH PARKQ 1 "" "parkq {__version__}" "User Commands"'
    yield from (".SH NAME", *_folded(f"parkq - {_as_name(summary)}"))
    yield from (".SH SYNOPSIS", ".B parkq")
    yield "\\fICOMMAND\\fR [\\fIOPTION\\fR...] [\\fIARGUMENT\\fR...]"
    yield ".SH DESCRIPTION"
    yield from _told([summary, *about])
    yield ".SH COMMANDS"
    for name, command in commands.items():
        yield from _command(name, command, shared)
    yield from (".SH OUTPUT", "Every command that prints data takes these options.")
    for option in shared.values():
        yield from _parameter(_option(option), option)
    of_options = {
        parameter.envvar: f"A default for {parameter.opts[-1]}."
        for command in commands.values()
        for parameter in command.params
        if parameter.envvar
    }
    yield ".SH ENVIRONMENT"
    yield from _listed((*of_options.items(), *_ENVIRONMENT))
    yield ".SH EXIT STATUS"
    yield from _listed(_STATUSES)


def _as_name(summary: str) -> str:
    return summary[0].lower() + summary[1:].rstrip("?.")


def _shared(commands: Iterable[Any]) -> dict[str, Parameter]:
    """The options of output that more than one command has, by name."""
    options = [
        parameter
        for command in commands
        for parameter in command.params
        if getattr(parameter, "rich_help_panel", "") == "Output"
    ]
    sizes = Counter(option.name for option in options)
    return {option.name: option for option in options if sizes[option.name] > 1}


def _command(
    name: str,
    command: Any,  # noqa: ANN401 - typer's own
    shared: Collection[str],
) -> Iterator[str]:
    own = [each for each in command.params if each.name not in shared]
    arguments = [each for each in own if each.param_type_name == "argument"]
    options = [each for each in own if each.param_type_name == "option"]
    metavars = " ".join(f"\\fI{_plain(each.metavar)}\\fR" for each in arguments)
    yield f".SS parkq {_plain(name)} [\\fIOPTION\\fR...] {metavars}".rstrip()
    yield from _told(_paragraphs(command.help))
    for argument in arguments:
        yield from _parameter(f"\\fI{_plain(argument.metavar)}\\fR", argument)
    for option in options:
        yield from _parameter(_option(option), option)


def _parameter(head: str, parameter: Parameter) -> Iterator[str]:
    choices = ", ".join(getattr(parameter.type, "choices", None) or ())
    text = f"{parameter.help} One of {choices}." if choices else parameter.help
    yield from (".TP", head, *_folded(text))


def _option(option: Parameter) -> str:
    short_first = sorted((*option.opts, *option.secondary_opts), key=lambda name: name[:2] == "--")
    called = ", ".join(f"\\fB{_plain(name)}\\fR" for name in short_first)
    value = option.metavar or "VALUE"
    return called if option.is_flag else f"{called} \\fI{_plain(value)}\\fR"


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if part.strip()]


def _told(paragraphs: Iterable[str]) -> Iterator[str]:
    """Paragraphs; of examples each line stands as it is."""
    for number, paragraph in enumerate(paragraphs):
        title, *lines = paragraph.split("\n")
        if title.rstrip() == "Examples:":
            yield from (".PP", ".nf", ".RS 4")
            yield from (_plain(line.strip()) for line in lines)
            yield from (".RE", ".fi")
        else:
            yield from (*[".PP"][: bool(number)], *_folded(paragraph))


def _listed(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for head, text in rows:
        yield from (".TP", f"\\fB{_plain(head)}\\fR", *_folded(text))


def _folded(text: str) -> Iterator[str]:
    """Running text; each sentence begins a line, which roff sets the right space behind."""
    for sentence in re.split(r"(?<=[.?]) (?=[A-Z])", " ".join(text.split())):
        yield from map(_plain, wrap(sentence, _WIDTH, break_on_hyphens=False))


def _plain(text: str) -> str:
    """Text without what roff takes for more than text."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    sys.stdout.write(page())
