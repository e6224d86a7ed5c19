"""The command line: options to a query, its result to a renderer, and an exit status."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from itertools import zip_longest
from typing import Annotated, NamedTuple

import typer

from parkq import __version__, locale, terminal
from parkq.cli.help import Command, Group
from parkq.errors import Exit, ParkqError
from parkq.index.database import close_all
from parkq.locale import Message

_ASK, _CHECK, _ENTER, _EXCHANGE = "Ask", "Check", "Enter", "Exchange"
_COMPLETE = "__complete"
"""What the scripts of ``parkq completion`` call; no command of the help."""


class _Command(NamedTuple):
    """A command of the help: its panel, the module of `parkq.cli` and the function it is."""

    panel: str
    module: str
    function: str
    prints: bool = True


_COMMANDS = {
    "show": _Command(_ASK, "ask", "show"),
    "compare": _Command(_ASK, "ask", "compare"),
    "table": _Command(_ASK, "table", "table"),
    "search": _Command(_ASK, "search", "search"),
    "diff-sources": _Command(_ASK, "differ", "diff_sources"),
    "history": _Command(_ASK, "history", "history"),
    "list": _Command(_ASK, "listing", "list_"),
    "check": _Command(_CHECK, "check", "check", prints=False),
    "accept": _Command(_CHECK, "acknowledge", "accept"),
    "explain": _Command(_CHECK, "explain", "explain"),
    "figure": _Command(_CHECK, "learn", "figure"),
    "init": _Command(_ENTER, "enter", "init", prints=False),
    "scan": _Command(_ENTER, "scan", "scan", prints=False),
    "add": _Command(_ENTER, "enter", "add"),
    "add-source": _Command(_ENTER, "enter", "add_source"),
    "add-entity": _Command(_ENTER, "enter", "add_entity"),
    "import": _Command(_ENTER, "importing", "import_"),
    "verify": _Command(_ENTER, "verify", "verify", prints=False),
    "report": _Command(_EXCHANGE, "report", "report", prints=False),
    "schema": _Command(_EXCHANGE, "learn", "schema", prints=False),
    "cache": _Command(_EXCHANGE, "cache", "cache"),
    "completion": _Command(_EXCHANGE, "completion", "completion", prints=False),
}


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        terminal.require_stdout()
        sys.stdout.write(f"parkq {__version__}\n")
        raise typer.Exit


def _parkq(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """What do the sources say about an industrial park, and where do they disagree?

    Examples:
      parkq diff-sources
      parkq show luzhou
      parkq compare luzhou rongchang qianjiang
      parkq search yuzixi

    Exit status: 0 found, 1 nothing found, 2 trouble.
    """


def names() -> tuple[str, ...]:
    """The commands, in the order of the help."""
    return tuple(_COMMANDS)


def application(wanted: Iterable[str] = _COMMANDS) -> typer.Typer:
    """The command line, with these commands only: each is imported to be known."""
    app = typer.Typer(
        cls=Group,
        add_completion=False,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_parkq)
    for name in wanted:
        command = _COMMANDS[name]
        function = getattr(import_module(f"parkq.cli.{command.module}"), command.function)
        if command.prints:
            from parkq.cli.printing import printed

            function = printed(function)
        app.command(name, cls=Command, rich_help_panel=command.panel)(function)
    return app


def run(args: Sequence[str]) -> int:
    """Runs one command line and returns its exit status; errors go to stderr, in one line each.

    Raises:
        OSError: stdout cannot be written.
    """
    locale.speak(locale.choose(args, os.environ))
    try:
        return _complete(args[1:]) if _COMPLETE in args[:1] else _run(list(_words(args)))
    finally:
        close_all()


def _run(words: Sequence[str]) -> int:
    if not words or {"-h", "--help"} & set(words):
        terminal.require_stdout()
    try:
        app = application({*words[:1]} & _COMMANDS.keys() or _COMMANDS)
        status: int = app(words, prog_name="parkq", standalone_mode=False)
    except ParkqError as error:
        terminal.complain(error.sentence)
        return Exit.TROUBLE
    except typer.TyperException as error:
        _complain_of_usage(error, words)
        return Exit.TROUBLE
    return status


def _complete(line: Sequence[str]) -> Exit:
    """Tells a shell what may be typed; where anything is wrong, nothing, as it would be in the way.

    Raises:
        OSError: stdout cannot be written.
    """
    from parkq.cli.complete import complete

    with suppress(ParkqError):
        complete(line)
    return Exit.FOUND


def _words(args: Sequence[str]) -> Iterator[str]:
    """As typer takes them: ``help show`` asks for help, and ``--columns`` may stand bare."""
    if "help" in args[:1]:
        yield from (*args[1:2], "--help")
        return
    for word, following in zip_longest(args, args[1:], fillvalue="-"):
        bare = word == "--columns" and following.startswith("-")
        yield "--columns=" if bare else word


def _complain_of_usage(error: typer.TyperException, words: Sequence[str]) -> None:
    from parkq.cli.usage import fault_of

    if fault := fault_of(error):
        command = next((word for word in words[:1] if word in names()), "")
        line = " ".join(filter(None, ("parkq", command)))
        terminal.complain(Message("{message} (see {command} --help)", message=fault, command=line))
