"""report: what a store holds and where its sources disagree, as one page of HTML."""

import os
import sys
from collections.abc import Iterable
from typing import Annotated

from parkq import clock, terminal, words
from parkq.cli.choices import Entities, Level
from parkq.cli.options import Lang, StoreFolder, choice, output
from parkq.errors import Exit, ParkqError
from parkq.locale import Message
from parkq.terms import Severity

_STDOUT = "-"
_TITLE = "What the sources say, and where they disagree"


def report(
    *,
    entity: Entities = None,
    min_severity: Annotated[
        Level, choice("--min-severity", text="Describe disagreements from this severity (warning).")
    ] = Level.WARNING,
    today: Annotated[
        str,
        choice("--today", metavar="DATE", text="Tell which acknowledgements are over by that day."),
    ] = "",
    store: StoreFolder = None,
    file: Annotated[
        str,
        output(
            "-o",
            "--output-file",
            metavar="FILE",
            show_default=False,
            text="Where to; - is stdout, DIR/ a folder with one page an entity.",
        ),
    ] = "-",
    title: Annotated[
        str, output("--title", metavar="TEXT", show_default=False, text="The page's heading.")
    ] = "",
    lang: Lang = None,
) -> Exit:
    """One page of HTML: the disagreements on number lines, what is stated, and by whom.

    Examples:
      parkq report -o report.html
      parkq report -o site/
      parkq report --entity luzhou --title 泸州高新区 -o luzhou.html

    The page needs no network, and its only script filters it: it can be kept, mailed and printed.
    In one language the same store makes the same page, to the byte.
    """
    from parkq.cli.session import Session
    from parkq.output.html.report import Report, page, pages_of, with_parts
    from parkq.queries import Differing, diff_sources

    words.speak(lang or words.of_locale(os.environ))
    _refuse_terminal(file)
    day = clock.day(today) if today else None
    session = Session(store, judges=file != _STDOUT)
    asked = session.all_ids("entity", entity)
    wanted = Differing(entities=frozenset(with_parts(session.store, asked)), least=None)
    made = Report(
        title=title or words.word(_TITLE),
        store=session.store,
        asked=asked,
        differences=diff_sources(session.store, wanted),
        least=Severity[min_severity.name],
        today=day,
    )
    if file.endswith(_FOLDERS):
        _put_folder(pages_of(made), file)
    else:
        _put(page(made), file)
    if file != _STDOUT:
        terminal.note(f"{file}: {made.lead}")
    return session.status


def _refuse_terminal(file: str) -> None:
    """No one reads HTML on a terminal."""
    if file == _STDOUT and sys.stdout is not None and sys.stdout.isatty():
        message = Message("a page is not printed on a terminal")
        raise ParkqError(message, hint=Message("name a file: -o report.html"))


_FOLDERS = ("/", os.sep)


def _put_folder(files: Iterable[tuple[str, Iterable[str]]], folder: str) -> None:
    from parkq.store.writing import put_out

    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise ParkqError(f"{folder}: {error.strerror}") from error
    for name, chunks in files:
        put_out(os.path.join(folder, name), chunks, example=name)


def _put(chunks: Iterable[str], file: str) -> None:
    if file == _STDOUT:
        terminal.require_stdout()
        for chunk in chunks:
            sys.stdout.write(chunk)
        return
    from parkq.store.writing import put_out

    put_out(file, chunks, example="report.html")
