"""What the rules of PQ9 find: `parkq.rules.documents` imports it where there are documents."""

from collections.abc import Iterator

from parkq.documents.library import digest_file
from parkq.documents.proof import Proof, Proved, Verification
from parkq.documents.scan import Proposal, propose_rest
from parkq.errors import ParkqError
from parkq.findings import Found, Place
from parkq.model import Source
from parkq.rules.rule import Case, at

_QUOTED = 30
"""Characters of a document that are shown before and behind a figure."""


def _verified(case: Case) -> Iterator[tuple[Source, Verification]]:
    """The sources whose documents can be read, with what these say of their facts."""
    library = case.library
    for source in case.store.sources.values() if library else ():
        if library and library.is_of(source):
            try:
                yield source, library.verification_of(source, case.store)
            except ParkqError:  # `find_unread` says so
                continue


def find_unproved(case: Case) -> Iterator[Found]:
    """The stated figures that are not in their document."""
    for _, verification in _verified(case):
        for proved in verification.proved:
            if proved.proof is Proof.NEAR:
                message = f"its document does not state {proved.fact.figure.stated}"
                message += f"; in ¶{proved.paragraph} stands {proved.instead}"
                yield _of_fact(proved, verification, message)
            elif proved.proof is Proof.MISSING:
                stated = proved.fact.figure.stated
                yield _of_fact(proved, verification, f"its document does not state {stated}")


def find_moved(case: Case) -> Iterator[Found]:
    """Those that stand in another paragraph than their fact says."""
    for _, verification in _verified(case):
        for proved in verification.proved:
            if proved.proof is Proof.MOVED:
                stated, where = proved.fact.figure.stated, proved.fact.where
                message = f"{stated} stands in ¶{proved.paragraph}, not in {where}"
                yield _of_fact(proved, verification, message, key="where")


def find_unread(case: Case) -> Iterator[Found]:
    """Documents that are not there, or cannot be read."""
    library = case.library
    for source in case.store.sources.values() if library else ():
        if library and library.is_of(source):
            try:
                library.verification_of(source, case.store)
            except ParkqError as error:
                message = f"{source.id}: {error.message}"
                yield Found(message=message, place=at(source, "document"), identity=source.id)


def find_changed(case: Case) -> Iterator[Found]:
    """Documents that are not the file that their digest is of."""
    library = case.library
    for source, verification in _verified(case):
        if source.sha256 and library and digest_file(verification.document.name) != source.sha256:
            message = f"{source.id}: {source.document} is not the file that was read"
            yield Found(message=message, place=at(source, "sha256"), identity=source.id)


def find_unstated(case: Case) -> Iterator[Found]:
    """The figures of documents that no fact states, the likeliest facts first."""
    if case.library and case.library.with_rest:
        for source, verification in _verified(case):
            for proposal in propose_rest(case.store, source, verification):
                yield _of_proposal(proposal, source, verification)


def _of_fact(
    proved: Proved, verification: Verification, message: str, *, key: str = "stated"
) -> Found:
    fact, document = proved.fact, verification.document
    related: tuple[tuple[Place, str], ...] = ()
    if proved.spans:
        place = document.locate(*proved.spans[0])
        related = ((_place_of(*place), document.quote(*proved.spans[0])),)
    return Found(
        message=f"{fact.id}: {message}",
        place=at(fact, key),
        identity=f"{fact.id} {fact.figure.stated}",
        facts=(fact.id,),
        related=related,
    )


def _of_proposal(proposal: Proposal, source: Source, verification: Verification) -> Found:
    document = verification.document
    start, end = document.folded.original_span(proposal.span.start, proposal.span.end)
    paragraph = proposal.paragraph - verification.offset
    words = proposal.stated
    likely = f", likely {proposal.attributes[0]}" if proposal.is_likely else ""
    around = document.quote(*document.widen(start, end, _QUOTED))
    return Found(
        message=f"{source.id}: no fact states {words} (¶{paragraph}{likely}): {around}",
        place=_place_of(*document.locate(start, end)),
        identity=f"{source.id} {paragraph} {words}",
    )


def _place_of(file: str, line: int, column: int, end_line: int, end_column: int) -> Place:
    return Place(file, line=line, column=column, end_line=end_line, end_column=end_column)
