"""check: every rule over the store, for a person or for continuous integration."""

import os
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum, unique
from typing import TYPE_CHECKING, Annotated

import typer

from parkq import clock, terminal, words
from parkq.cli.options import ColourChoice, Lang, StoreFolder, Today, choice, output
from parkq.errors import Exit, ParkqError
from parkq.locale import Message
from parkq.output.reports import ReportFormat, writer
from parkq.terminal import Colour, Screen
from parkq.terms import Severity

if TYPE_CHECKING:
    from parkq.check import ByFile
    from parkq.documents.library import Library
    from parkq.output.reports.report import Report


@unique
class FailOn(StrEnum):
    """The least severity that fails the check."""

    ERROR = "error"
    WARNING = "warning"


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH...",
            help="Only findings in these files and folders of the store.",
            show_default=False,
        ),
    ] = None,
    *,
    select: Annotated[
        list[str] | None,
        choice(
            "--select", metavar="RULE", text="Only these: codes, beginnings of codes, names; PQ5."
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None, choice("--ignore", metavar="RULE", text="Not these; as --select.")
    ] = None,
    fail_on: Annotated[
        FailOn, choice("--fail-on", text="Exit with 1 from this severity on (error).")
    ] = FailOn.ERROR,
    exit_zero: Annotated[
        bool, choice("--exit-zero", text="Exit with 0 whatever is found.")
    ] = False,
    today: Today = "",
    store: StoreFolder = None,
    documents: Annotated[
        str,
        choice(
            "--documents",
            metavar="DIR",
            text="Prove what is stated in the documents there that sources name.",
        ),
    ] = "",
    output_format: Annotated[
        ReportFormat, output("--output-format", envvar="PARKQ_OUTPUT_FORMAT", text="How to report.")
    ] = ReportFormat.FULL,
    output_file: Annotated[
        str,
        output(
            "--output-file", metavar="FILE", show_default=False, text="Where to, if not to stdout."
        ),
    ] = "",
    counts: Annotated[
        bool, output("--statistics", text="How many findings each rule has, instead of them.")
    ] = False,
    lang: Lang = None,
    color: ColourChoice = Colour.AUTO,
) -> Exit:
    """Check every fact of the store: its form, references, figures, dates, conflicts, relations.

    Examples:
      parkq check
      parkq check --select PQ5,PQ6 --ignore jump
      parkq check --fail-on warning --output-format github
      parkq check facts/2022-scjjw-luzhou.toml --output-format concise

    Exit status: 0 nothing found that fails, 1 an error found (or a warning, with --fail-on
    warning), 2 trouble. Acknowledged conflicts (parkq accept) pass and are counted.
    """
    from parkq.checking import Asked, told
    from parkq.cli.root import find_judged_store, refuse_empty, working_directory
    from parkq.rules import chosen
    from parkq.store.memory import load

    words.speak(lang or words.of_locale(os.environ))
    here = working_directory()
    rules, day = chosen(select or (), ignore or ()), clock.day(today)
    write = _writer(output_format, counts=counts)
    root = find_judged_store(store)
    screen = read_screen(color, to_file=bool(output_file))
    asked = Asked(
        rules=rules,
        today=day,
        here=here,
        write=write,
        fails=Severity[fail_on.name],
        within=_within(root, paths or ()),
        colour=screen.colour,
        width=screen.width,
        library=_library(documents),
    )
    opened = load(root)
    refuse_empty(opened)
    text, summary, failed = told(opened, asked)
    put_report(text, output_file)
    terminal.note(summary)
    return Exit.NOTHING if failed and not exit_zero else Exit.FOUND


def _writer(form: ReportFormat, *, counts: bool) -> "Callable[[Report], str]":
    if not counts:
        return writer(form)
    from parkq.output.reports import statistics

    if form not in statistics.WRITERS:
        message = Message("--statistics has no {format} format", format=form)
        raise ParkqError(
            message, hint=Message("it has {names}", names=", ".join(statistics.WRITERS))
        )
    return statistics.WRITERS[form]


def _library(documents: str) -> "Library | None":
    """The documents of a folder; None where none is named."""
    if not documents:
        return None
    if not os.path.isdir(documents):
        raise ParkqError(f"--documents: there is no folder {documents!r}")
    from parkq.documents.library import Library

    return Library(os.path.abspath(documents))


def _within(root: str, paths: Sequence[str]) -> "ByFile":
    """Whether a file of the store is asked for: all are where no path is given."""
    if not paths:
        from parkq.check import everywhere

        return everywhere
    top = os.path.realpath(root)
    wanted = [os.path.realpath(path) for path in paths]
    for path, real in zip(paths, wanted, strict=True):
        if not os.path.exists(real):
            raise ParkqError(Message("there is no file or folder {path!r}", path=path))
        if not (_holds(top, real) or _holds(real, top)):
            message = Message("{path!r} is not in the store {root!r}", path=path, root=root)
            raise ParkqError(
                message, hint=Message("--store {path} checks another store", path=path)
            )

    def within(file: str) -> bool:
        real = os.path.join(top, *file.split("/"))
        return any(_holds(path, real) for path in wanted)

    return within


def _holds(folder: str, path: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))


def read_screen(color: Colour, *, to_file: bool) -> Screen:
    """What a report is printed for: whether it is painted, and how wide a terminal is."""
    if to_file or sys.stdout is None:
        return Screen(colour=color is Colour.ALWAYS)
    return terminal.screen(sys.stdout, os.environ, color)


def put_report(text: str, file: str) -> None:
    """Prints a report, or writes it to a file."""
    if file:
        from parkq.store.writing import put_out

        escaped = text.encode("utf-8", "backslashreplace").decode()
        put_out(file, (escaped,), example="report.txt")
        return
    terminal.require_stdout()
    sys.stdout.write(text)
