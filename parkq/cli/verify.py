"""verify: every stated figure of a source, proved in its document."""

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from parkq import terminal, words
from parkq.cli.check import FailOn, put_report, read_screen
from parkq.cli.options import ColourChoice, Lang, StoreFolder, choice, output
from parkq.errors import Exit, ParkqError
from parkq.output.reports import ReportFormat, writer
from parkq.terminal import Colour
from parkq.terms import Severity

if TYPE_CHECKING:
    from parkq.cli.session import Session
    from parkq.documents.document import Document
    from parkq.documents.proof import Verification

_LEAST_SHARE = 0.5
"""Of the figures of a source that its document has to state to be taken for it."""


def verify(
    document: Annotated[
        str, typer.Argument(metavar="DOC", help="A file: txt, md, html, docx or pdf.")
    ],
    *,
    source: Annotated[
        str,
        choice("--source", metavar="SOURCE", text="Whose document it is; else what it fits."),
    ] = "",
    rest: Annotated[
        bool, choice("--rest", text="Also the figures that no fact states, likeliest first.")
    ] = False,
    fail_on: Annotated[
        FailOn, choice("--fail-on", text="Exit with 1 from this severity on (error).")
    ] = FailOn.ERROR,
    store: StoreFolder = None,
    output_format: Annotated[
        ReportFormat, output("--output-format", envvar="PARKQ_OUTPUT_FORMAT", text="How to report.")
    ] = ReportFormat.FULL,
    output_file: Annotated[
        str,
        output(
            "--output-file", metavar="FILE", show_default=False, text="Where to, if not to stdout."
        ),
    ] = "",
    lang: Lang = None,
    color: ColourChoice = Colour.AUTO,
) -> Exit:
    """Prove what a source is said to state in the document itself.

    Examples:
      parkq verify bulletin.txt
      parkq verify bulletin.txt --source bulletin-2022 --rest
      parkq verify bulletin.txt --output-format github

    Script, width, pinyin glosses and blanks do not matter; a constant between the paragraphs of
    the store and of the document is learnt. Exit status: 0 all is proved, 1 something is not, 2
    trouble. Nothing in a document is followed or run.
    """
    from parkq.check import check, place_finding
    from parkq.checking import lines_of, path_from
    from parkq.cli.root import working_directory
    from parkq.cli.session import Session
    from parkq.documents.library import Library
    from parkq.documents.reading import read_document
    from parkq.output.reports.report import Report
    from parkq.rules import Case, chosen

    words.speak(lang or words.of_locale(os.environ))
    session = Session(store, anew=True)
    read = replace(read_document(document), name=os.path.abspath(document))
    (id_,) = session.all_ids("source", [source]) if source else [_fitting_source(session, read)]
    library = Library(given={id_: read}, with_rest=rest)
    verification = library.verification_of(session.store.sources[id_], session.store)
    rules = chosen(["PQ9"], [])
    (unstated,) = chosen(["unstated-figure"], [])
    checked = check(session.store, chosen(["PQ9"], ["PQ905"]), today=0, library=library)
    others = unstated.find(Case(session.store, 0, library))  # in an order of their own
    screen = read_screen(color, to_file=bool(output_file))
    report = Report(
        findings=(
            *checked.findings,
            *(place_finding(session.store, unstated, found) for found in others),
        ),
        rules=rules,
        accepted=0,
        facts=len(verification.proved),
        fails=Severity[fail_on.name],
        path=path_from(session.store.root, working_directory()),
        lines=partial(lines_of, session.store, library),
        colour=screen.colour,
        width=screen.width,
    )
    put_report(writer(output_format)(report), output_file)
    terminal.note(_summary(id_, verification))
    failed = any(finding.severity >= report.fails for finding in checked.findings)
    return max(session.status, Exit.NOTHING if failed else Exit.FOUND)


def _fitting_source(session: "Session", document: "Document") -> str:
    """The source whose figures the document states.

    Raises:
        ParkqError: no source's, or those of several.
    """
    from parkq.documents.library import facts_by_source
    from parkq.documents.proof import find_figure

    name = os.path.basename(document.name)
    named = [source.id for source in session.store.sources.values() if source.document == name]
    if len(named) == 1:
        return named[0]
    shares = {
        id_: sum(bool(find_figure(document, fact)) for fact in facts) / len(facts)
        for id_, facts in facts_by_source(session.store).items()
    }
    best = max(shares, key=shares.__getitem__, default="")
    if not best or shares[best] <= _LEAST_SHARE:
        raise ParkqError(f"{name} is the document of no source", hint="name one: --source ID")
    terminal.complain(f"taken for the document of {best}")
    return best


def _summary(source: str, verification: "Verification") -> str:
    """``81 of 81 figures of luzhou-profile-2023 are proved``, and how paragraphs are counted."""
    from parkq.documents.proof import Proof

    proved = verification.count(Proof.FOUND) + verification.count(Proof.MOVED)
    told = [f"{proved} of {len(verification.proved)} figures of {source} are proved"]
    if moved := verification.count(Proof.MOVED):
        told.append(f"{moved} in another paragraph")
    if verification.offset:
        told.append(f"¶1 of the store is ¶{1 + verification.offset} of the document")
    return "; ".join(told)
