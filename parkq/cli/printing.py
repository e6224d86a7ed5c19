"""What commands hand back, and how it reaches stdout in the format that was asked for."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, NamedTuple

from parkq import terminal
from parkq.cli.options import ColourChoice, Columns, Form, NoHeader
from parkq.errors import Exit
from parkq.render.answer import Answer, Format
from parkq.terminal import Colour


class Reply(NamedTuple):
    """What a command answers; None where there is nothing to print."""

    answer: Answer | None
    status: Exit


def printed(command: Callable[..., Reply]) -> Callable[..., Exit]:
    """The command with the options of output besides its own: its answer is printed, in one place.

    The command's status is what is left of its reply.
    """

    def print_(
        *,
        form: Form = Format.TABLE,
        columns: Columns = None,
        no_header: NoHeader = False,
        color: ColourChoice = Colour.AUTO,
        **own: Any,  # noqa: ANN401 - whatever the command takes
    ) -> Exit:
        answer, status = command(**own)
        if answer:
            from parkq.render.forms import written

            terminal.require_stdout()
            screen = terminal.screen(sys.stdout, os.environ, color)
            if columns == "":
                text = "".join(f"{column.name}\n" for column in answer.columns)
            else:
                text = written(answer, form, screen, columns=columns or "", header=not no_header)
            sys.stdout.write(text)
        return status

    options = [p for p in signature(print_).parameters.values() if p.kind is p.KEYWORD_ONLY]
    own = signature(command)
    run = wraps(command)(print_)
    run.__signature__ = own.replace(  # type: ignore[attr-defined]
        parameters=[*own.parameters.values(), *options], return_annotation=Exit
    )
    return run
