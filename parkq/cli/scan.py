"""scan: what a document states, proposed as a draft."""

import os
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Annotated

import typer

from parkq import terminal
from parkq.cli.options import StoreFolder, choice
from parkq.cli.printing import put
from parkq.errors import Exit, ParkqError

if TYPE_CHECKING:
    from parkq.cli.session import Session
    from parkq.documents.document import Document
    from parkq.model import Entity, Source

_FROM_STDIN = "-"
_TABLES = frozenset([".csv", ".tsv", ".xlsx"])


def scan(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOC", help="A file: txt, md, html, docx or pdf; - reads text from stdin."
        ),
    ],
    *,
    source: Annotated[
        str, choice("--source", metavar="SOURCE", text="Whose document it is; new where unknown.")
    ] = "",
    entity: Annotated[
        str,
        choice(
            "--entity", metavar="ENTITY", text="What it is about; new where unknown; else guessed."
        ),
    ] = "",
    published: Annotated[
        str, choice("--published", metavar="DATE", text="When it was; else what it says itself.")
    ] = "",
    store: StoreFolder = None,
) -> Exit:
    """Propose the facts of a document, as a draft to look through and enter with parkq add.

    Examples:
      parkq scan article.html --source article-2022 --entity luzhou > draft.toml
      parkq scan bulletin.txt --entity luzhou

    Attributes and entities are told by the names that the store has for them. What is guessed is
    marked with its runners-up; what fits nothing is commented out. Nothing enters the store.
    """
    from parkq.cli.session import Session
    from parkq.documents.draft import format_draft
    from parkq.documents.entry import as_edtf
    from parkq.documents.scan import Scanner

    terminal.require_stdout()
    session = Session(store, anew=True)
    read = _read(document)
    stated_by, published = _describe_source(session, read, source, published and as_edtf(published))
    about, new = _describe_entity(session, read, entity)
    scanner = Scanner(session.store)
    about = about or scanner.main_entity(read)
    if not about:
        raise ParkqError("nothing that the store knows is named in it", hint="--entity ID")
    proposals = list(scanner.scan(read, published=published or None, entity=about))
    put(format_draft(read, proposals, stated_by, new), pages=False)
    likely = sum(proposal.is_likely for proposal in proposals)
    terminal.note(f"{likely} facts proposed, {len(proposals) - likely} figures fit no attribute")
    return session.status


def _read(file: str) -> "Document":
    from parkq.documents.reading import read_document

    if file == _FROM_STDIN:
        text = sys.stdin.read() if sys.stdin else ""
        return read_document("stdin", BytesIO(text.encode("utf-8", "surrogateescape")))
    if os.path.splitext(file)[1].lower() in _TABLES:
        raise ParkqError(f"{file} is a table", hint=f"parkq import {file} enters its cells")
    return read_document(file)


def _describe_source(
    session: "Session", document: "Document", name: str, published: str
) -> "tuple[Source, str]":
    """The source of a document, known or new, and when it was published."""
    from parkq.documents.dating import guess_publication
    from parkq.documents.draft import describe_source
    from parkq.documents.library import digest_file
    from parkq.documents.spans import find_spans

    id_ = name and session.find_id("source", name)
    if id_:
        known = session.store.sources[id_]
        return known, published or known.published or ""
    text = document.folded.text
    published = (
        published or guess_publication(text, [s for s in find_spans(text) if s.is_date]) or ""
    )
    stem = os.path.splitext(os.path.basename(document.name))[0]
    is_file = os.path.isfile(document.name)
    digest = digest_file(document.name) if is_file else ""
    return describe_source(document, name or stem, published or None, digest), published


def _describe_entity(
    session: "Session", document: "Document", name: str
) -> "tuple[str, list[Entity]]":
    """The id of what a document is said to be about, and the entity that is new by it."""
    from parkq.documents.draft import describe_entity

    if not name:
        return "", []
    known = session.find_id("entity", name)
    if known:
        return known, []
    return name, [describe_entity(document, name)]
