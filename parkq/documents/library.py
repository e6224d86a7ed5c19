"""The documents that a store's sources are proved by, each read once."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence

from parkq.documents.document import Document
from parkq.documents.proof import Verification, verify_facts
from parkq.documents.reading import read_document
from parkq.errors import ParkqError
from parkq.model import Fact, Source
from parkq.store.memory import Store


class Library:
    """Documents by the source that they are.

    Attributes:
        with_rest: whether what no fact states is looked for too.
    """

    def __init__(
        self,
        folder: str | None = None,
        given: Mapping[str, Document] | None = None,
        *,
        with_rest: bool = False,
    ) -> None:
        """Takes a folder with the files that sources name, and documents by source id."""
        self._folder = folder
        self._given = given or {}
        self._verified: dict[str, Verification] = {}
        self.with_rest = with_rest

    def is_of(self, source: Source) -> bool:
        """Whether the document of a source is to be looked at."""
        return source.id in self._given or bool(self._folder is not None and source.document)

    def _path_of(self, source: Source) -> str:
        """Where the file lies that a source names.

        Raises:
            ParkqError: it is not there, or not in the folder.
        """
        folder = self._folder or ""
        path = os.path.join(folder, source.document)
        inside = os.path.join(os.path.realpath(folder), "")
        if not os.path.realpath(path).startswith(inside):
            raise ParkqError(f"{source.document!r} is not in {folder!r}")
        if not os.path.isfile(path):
            raise ParkqError(f"there is no file {source.document!r} in {folder!r}")
        return path

    def verification_of(self, source: Source, store: Store) -> Verification:
        """What its document says of each fact of a source.

        Raises:
            ParkqError: the document cannot be read.
        """
        if source.id not in self._verified:
            document = self._given.get(source.id) or read_document(self._path_of(source))
            facts = facts_by_source(store).get(source.id, ())
            self._verified[source.id] = verify_facts(document, facts)
        return self._verified[source.id]

    def lines_of(self, name: str) -> Sequence[str] | None:
        """The lines of a document that has been read; None of any other file."""
        documents = (verified.document for verified in self._verified.values())
        return next((document.lines for document in documents if document.name == name), None)


def facts_by_source(store: Store) -> Mapping[str, Sequence[Fact]]:
    """Source id to its facts, in the order of the store."""
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in store.facts.values():
        facts[fact.source].append(fact)
    return facts


def digest_file(path: str) -> str:
    """The SHA-256 of a file, in hexadecimal.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
