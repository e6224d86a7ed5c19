"""What commands hand back, and how it reaches stdout in the format that was asked for."""

import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from inspect import signature
from typing import Any, NamedTuple

from parkq import terminal, words
from parkq.cli.options import ColourChoice, Columns, Form, Lang, NoHeader, NoPager
from parkq.errors import Exit, ParkqError
from parkq.output.formats import Answer, Format
from parkq.terminal import Colour, Screen

Ready = Callable[[Format, bool], Iterable[str] | None]
"""The text of an answer in a pipe, in a format, with a header or not; None where it is not kept."""


class Reply(NamedTuple):
    """What a command answers.

    Attributes:
        answer: to print, or what makes it; None where there is nothing to print.
        status: or what tells it, where it is not known before all is printed.
        ready: the same answer, where it may be kept as it is printed.
        live: whether each piece of what is ready is to be seen at once.
        written: the files that were written before anything is printed.
    """

    answer: Answer | Callable[[], Answer | None] | None
    status: Exit | Callable[[], Exit]
    ready: Ready | None = None
    live: bool = False
    written: tuple[str, ...] = ()


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
        reply = command(**own)
        try:
            _print(reply, form, columns, color, header=not no_header, pages=not no_pager)
        except OSError as error:
            if not reply.written or isinstance(error, BrokenPipeError):
                raise
            terminal.abandon()
            message = f"standard output: {error.strerror}"
            raise ParkqError(message, hint=f"{', '.join(reply.written)} was written") from error
        return reply.status() if callable(reply.status) else reply.status

    options = [p for p in signature(print_).parameters.values() if p.kind is p.KEYWORD_ONLY]
    own = signature(command)
    run = wraps(command)(print_)
    run.__signature__ = own.replace(  # type: ignore[attr-defined]
        parameters=[*own.parameters.values(), *options], return_annotation=Exit
    )
    return run


def _print(
    reply: Reply, form: Format, columns: str | None, color: Colour, *, header: bool, pages: bool
) -> None:
    if not reply.answer:
        return
    terminal.require_stdout()
    screen = terminal.screen(sys.stdout, os.environ, color)
    text = None
    if reply.ready and columns is None and screen == Screen():
        text = reply.ready(form, header)
    if text is None:
        _put(reply.answer, form, screen, columns, header=header, pages=pages)
    else:
        put(text, live=reply.live)
    if reply.written:
        terminal.finish()


def _put(
    given: Answer | Callable[[], Answer | None],
    form: Format,
    screen: Screen,
    columns: str | None,
    *,
    header: bool,
    pages: bool,
) -> None:
    answer = given() if callable(given) else given
    if answer is None:
        return
    if columns == "":
        put(f"{column.name}\n" for column in answer.columns)
        return
    from parkq.output.formats import written

    text = written(answer, form, screen, columns=columns or "", header=header)
    put(text, live=answer.live, pages=pages)


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
