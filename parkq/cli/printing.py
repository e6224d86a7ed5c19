"""What commands hand back, and how it reaches stdout in the format that was asked for."""

import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from inspect import signature
from typing import Any, NamedTuple

from parkq import terminal, words
from parkq.cli.options import ColourChoice, Columns, Form, Lang, NoHeader, NoPager
from parkq.errors import Exit
from parkq.render.answer import Answer, Format
from parkq.terminal import Colour


class Reply(NamedTuple):
    """What a command answers; None where there is nothing to print.

    Where it is not known before all is printed what it comes to, the status is to be asked for.
    """

    answer: Answer | None
    status: Exit | Callable[[], Exit]


def printed(command: Callable[..., Reply]) -> Callable[..., Exit]:
    """The command with the options of output besides its own: its answer is printed, in one place.

    The command's status is what is left of its reply.
    """

    def print_(
        *,
        form: Form = Format.TABLE,
        columns: Columns = None,
        no_header: NoHeader = False,
        lang: Lang = None,
        color: ColourChoice = Colour.AUTO,
        no_pager: NoPager = False,
        **own: Any,  # noqa: ANN401 - whatever the command takes
    ) -> Exit:
        words.speak(lang or words.of_locale(os.environ))
        answer, status = command(**own)
        if answer:
            terminal.require_stdout()
            screen = terminal.screen(sys.stdout, os.environ, color)
            if columns == "":
                put(f"{column.name}\n" for column in answer.columns)
            else:
                from parkq.render.forms import written

                text = written(answer, form, screen, columns=columns or "", header=not no_header)
                put(text, live=answer.live, pages=not no_pager)
        return status() if callable(status) else status

    options = [p for p in signature(print_).parameters.values() if p.kind is p.KEYWORD_ONLY]
    own = signature(command)
    run = wraps(command)(print_)
    run.__signature__ = own.replace(  # type: ignore[attr-defined]
        parameters=[*own.parameters.values(), *options], return_annotation=Exit
    )
    return run


def put(text: Iterable[str], *, live: bool = False, pages: bool = True) -> None:
    """Prints piece by piece; on a terminal through the pager, unless each is to be seen at once."""
    if pages and not live and sys.stdout.isatty():
        from parkq import pager

        pager.page(text, sys.stdout, os.environ)
        return
    for piece in text:
        sys.stdout.write(piece)
        if live:
            sys.stdout.flush()
