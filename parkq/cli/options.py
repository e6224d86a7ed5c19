"""The options that most commands share, and what options are made of."""

from typing import Annotated, Any

import typer

from parkq.output.formats import Format
from parkq.terminal import Colour
from parkq.words import Language


def choice(*names: str, text: str, **settings: Any) -> Any:  # noqa: ANN401 - typer's own types
    """An option that chooses what is asked for."""
    return typer.Option(*names, help=text, rich_help_panel="Choose", show_default=False, **settings)


def output(*names: str, text: str, **settings: Any) -> Any:  # noqa: ANN401 - typer's own types
    """An option that says how to print."""
    return typer.Option(*names, help=text, rich_help_panel="Output", **settings)


StoreFolder = Annotated[
    str | None,
    choice(
        "--store",
        metavar="DIR",
        text="The store to read, else $PARKQ_STORE, else the nearest facts/ at or above the "
        "working directory, else, for questions, the one that came with parkq.",
    ),
]
Today = Annotated[str, choice("--today", metavar="DATE", text="The day it is taken to be.")]
Form = Annotated[Format, output("-f", "--format", envvar="PARKQ_FORMAT", text="How to print.")]
Columns = Annotated[
    str | None,
    output(
        "--columns",
        metavar="NAME,...",
        show_default=False,
        text="Only these columns, in this order; without names: those there are.",
    ),
]
Lang = Annotated[
    Language | None,
    output(
        "--lang",
        envvar="PARKQ_LANG",
        show_default=False,
        text="The language of labels and verdicts, else that of the locale.",
    ),
]
NoHeader = Annotated[bool, output("--no-header", text="Without the line of column names.")]
ColourChoice = Annotated[
    Colour, output("--color", text="When to colour; NO_COLOR and FORCE_COLOR are heeded.")
]
NoPager = Annotated[
    bool,
    output("--no-pager", text="Page nothing; else $PARKQ_PAGER, $PAGER or less, on a terminal."),
]
