"""The help of commands in the language spoken: theirs, and what typer itself says in it."""

from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

from parkq.locale import Language, say, spoken

Parameter = Any
"""Typer's own: an option or an argument of a command."""


class Command(TyperCommand):
    """A command whose help is said in the language spoken."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - typer's own
        """Prints the help."""
        _translate(self, ctx, ())
        super().format_help(ctx, formatter)


class Group(TyperGroup):
    """The command line as a whole, likewise."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - typer's own
        """Prints the help."""
        _translate(self, ctx, self.commands.values())
        super().format_help(ctx, formatter)


def translated(text: str) -> str:
    """A text of help, paragraph by paragraph; what stands below ``Examples:`` is no text."""
    if spoken() is Language.EN:
        return text
    paragraphs = []
    for paragraph in filter(str.strip, text.split("\n\n")):
        title, *examples = paragraph.split("\n  ")
        is_list = bool(examples) and title.rstrip().endswith(":")
        said = [say(" ".join((title if is_list else paragraph).split()))]
        paragraphs.append("\n  ".join(said + examples * is_list))
    return "\n\n".join(paragraphs)


def _translate(command: Any, ctx: Any, commands: Iterable[Any]) -> None:  # noqa: ANN401 - typer's
    """Puts the help of a command and of those below it into the language spoken."""
    _translate_typer(ctx)
    if spoken() is Language.EN:
        return
    for each in (command, *commands):
        each.help = translated(each.help)
        each.options_metavar = say("[OPTIONS]")
    for parameter in command.get_params(ctx):
        parameter.help = translated(parameter.help)
        if parameter.metavar:
            parameter.metavar = _metavar(parameter.metavar)
    for each in (*commands, *command.get_params(ctx)):
        if isinstance(getattr(each, "rich_help_panel", None), str):
            each.rich_help_panel = say(each.rich_help_panel)
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = say("COMMAND [ARGS]...")


def _metavar(metavar: str) -> str:
    """What stands for a value: ``[SOURCE [SOURCE]]``, ``ENTITY...``."""
    return " ".join(say(part) for part in metavar.split(" "))


def _translate_typer(ctx: Any) -> None:  # noqa: ANN401 - typer's own
    """Puts what typer says around the help of commands into the language spoken."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = say("Arguments")
    rich_utils.COMMANDS_PANEL_TITLE = say("Commands")
    rich_utils.OPTIONS_PANEL_TITLE = say("Options")
    rich_utils.DEFAULT_STRING = say("[default: {}]")
    rich_utils.ENVVAR_STRING = say("[env var: {}]")
    rich_utils.REQUIRED_LONG_STRING = say("[required]")
    rich_utils.highlighter = _folding(rich_utils.OptionHighlighter)
    ctx.formatter_class = _formatter(ctx.formatter_class)


def _folding(kind: type[Any]) -> Any:  # noqa: ANN401 - rich's own
    """A highlighter whose texts are folded anywhere: Chinese has no spaces to break at."""

    class Highlighter(kind):  # type: ignore[misc]
        def __call__(self, text: Any) -> Any:  # noqa: ANN401 - rich's own
            folding = super().__call__(text)
            folding.overflow = "fold"
            return folding

    return Highlighter()


def _formatter(kind: type[Any]) -> type[Any]:
    """A formatter of help that says ``Usage:`` in the language spoken."""

    class Formatter(kind):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", _: str | None = None) -> None:
            super().write_usage(prog, args, say("Usage: "))

    return Formatter
