"""PQ9: whether the document of a source states what the store says that it states."""

from collections.abc import Callable, Iterator

from parkq.findings import Found
from parkq.rules.rule import Case, Rule
from parkq.terms import Severity


def _where_documents_are(name: str) -> Callable[[Case], Iterator[Found]]:
    """What a function of `parkq.rules.proofs` finds; most checks have no documents to look at."""

    def find(case: Case) -> Iterator[Found]:
        if case.library is not None:
            from parkq.rules import proofs  # noqa: PLC0415 - reading documents is slow to import

            yield from getattr(proofs, name)(case)

    return find


RULES = (
    Rule(
        code="PQ901",
        name="unproved-figure",
        severity=Severity.ERROR,
        says="A stated figure is not in the document of its source.",
        why="It was mistyped, or is of another document. Where a figure much like it stands in "
        "its paragraph, that is named. Needs the documents: parkq verify, check --documents.",
        find=_where_documents_are("find_unproved"),
    ),
    Rule(
        code="PQ902",
        name="moved-figure",
        severity=Severity.WARNING,
        says="A stated figure is in its document, and not in the paragraph that the fact names.",
        why="Whoever checks it looks at the wrong place, or it is another figure that looks the "
        "same. A constant between the document's count of paragraphs and the store's is learnt.",
        find=_where_documents_are("find_moved"),
    ),
    Rule(
        code="PQ903",
        name="unread-document",
        severity=Severity.ERROR,
        says="The document that a source names is not there, or cannot be read.",
        why="Nothing that the source is said to state can be proved.",
        find=_where_documents_are("find_unread"),
    ),
    Rule(
        code="PQ904",
        name="changed-document",
        severity=Severity.ERROR,
        says="The document of a source is not the file that its SHA-256 is of.",
        why="What was entered may have been read in another one: compare, then correct sha256.",
        find=_where_documents_are("find_changed"),
    ),
    Rule(
        code="PQ905",
        name="unstated-figure",
        severity=Severity.INFO,
        says="A document holds a figure that no fact states.",
        why="It may be worth a fact. Only looked for where parkq verify --rest asks for it.",
        find=_where_documents_are("find_unstated"),
    ),
)
