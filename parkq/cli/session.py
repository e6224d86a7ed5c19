"""A store opened for one command: its problems reported, names resolved, a status at the end."""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import typer

from parkq import terminal
from parkq.cli.printing import Reply
from parkq.cli.root import (
    find_judged_store,
    refuse_empty,
    tell_if_empty,
    working_directory,
)
from parkq.errors import Exit, ParkqError, Problem
from parkq.index.database import open_database
from parkq.locale import Message, Text, translate
from parkq.names import LONGEST_NAME
from parkq.output.formats import Answer
from parkq.output.line import encode
from parkq.store import folder

if TYPE_CHECKING:
    from parkq.candidates import Candidate
    from parkq.names.index import Index
    from parkq.store.memory import Store


_MOST_TOLD = 20
_PLURAL = {"entity": "entities", "attribute": "attributes", "source": "sources"}


class Session:
    """One command's work on one store.

    Attributes:
        database: the store's index, fresh; None where the store has to be read itself.
        status: the worst that has come up so far.
    """

    def __init__(
        self,
        option: str | None,
        *,
        anew: bool = False,
        silent: bool = False,
        judges: bool = False,
    ) -> None:
        """Opens a store, and tells its problems on stderr.

        Args:
            option: as ``--store`` gives it.
            anew: to read the store itself, not its index.
            silent: to tell nothing.
            judges: to judge or write: on no store but one that is named or near.

        Raises:
            ParkqError: there is no such store, or nothing in it that can be judged.
        """
        if judges:
            self._root = find_judged_store(option)
        else:
            self._root = folder.find(option, os.environ, working_directory())
        self.database = None if anew else open_database(self._root, os.environ, encode)
        self.status = Exit.FOUND
        self._missed = 0  # names, whatever the status: a problem of the store raises it too
        if not (silent or self._is_sound()):
            (refuse_empty if judges else tell_if_empty)(self.store)
            if self.store.problems:
                _report(self.store.problems)
                self.status = Exit.TROUBLE

    def _is_sound(self) -> bool:
        """Whether the index tells that there are facts in the store, and no problems."""
        if self.database is None:
            return False
        rows = self.database.select("SELECT value FROM meta WHERE key IN ('facts', 'problems')")
        return ("0",) not in rows and ("[]",) in rows

    @cached_property
    def store(self) -> "Store":
        """The store: from its index, else as read."""
        if self.database is None:
            from parkq.store.memory import load

            return load(self._root)
        from parkq.index.query import IndexedStore

        return IndexedStore(self.database.select, self._root)

    @cached_property
    def index(self) -> "Index":
        """What names are looked up in."""
        if self.database:
            from parkq.index.names import lookup

            return lookup(self.database, self._root)
        from parkq.names.index import Index

        store = self.store
        return Index.build(store.entities, store.attributes, store.sources, store.facts)

    def completed(self, kind: str, prefix: str) -> "list[Candidate] | None":
        """What a word may become, where that is told without going through the store."""
        if not self.database or kind not in {"entity", "source"}:
            return None
        from parkq.index.names import complete

        return complete(self.database, kind, prefix)

    def ids(self, kind: str, names: Iterable[str]) -> Iterator[str]:
        """The ids of what is so named, each once, as the names come.

        What is unclear is said on stderr.

        Args:
            kind: ``entity``, ``attribute`` or ``source``.
            names: ids, names, aliases, labels, pinyin.
        """
        given = set()
        for name in names:
            id_ = self.exact_id(kind, name) or self._resolved(kind, name)
            if id_ and id_ not in given:
                given.add(id_)
                yield id_

    def exact_id(self, kind: str, name: str) -> str | None:
        """The id, or what alone is so named, where that can be told without pinyin."""
        if self.database is None:
            return name if name in getattr(self.store, _PLURAL[kind]) else None
        if name in self.index.ids[kind]:
            return name
        names = self.index.known(kind)
        ids = names.written.get(name)
        if not ids and len(name) <= LONGEST_NAME:
            from parkq.names.folding import light_fold

            ids = names.folded.get(light_fold(name))
        return ids[0] if ids and len(ids) == 1 else None

    def all_ids(self, kind: str, names: Iterable[str] | None) -> list[str]:
        """All of them, where the answer would be another one without any.

        Raises:
            typer.Exit: one of the names is unclear.
        """
        before = self._missed
        ids = list(self.ids(kind, names or ()))
        if self._missed > before:
            raise typer.Exit(self.status)
        return ids

    def find_id(self, kind: str, name: str) -> str | None:
        """The id of what a name means beyond doubt: nothing is written upon a guess."""
        from parkq.names.match import How
        from parkq.names.resolve import resolve

        exact = self.exact_id(kind, name)
        if exact:
            return exact
        found = resolve(self.index, name, kind)
        return found.id if found.how in {How.NAME, How.FOLDED, How.SHORT, How.PINYIN} else None

    def say_unclear(self, kind: str, name: str) -> str:
        """A sentence on a name that `find_id` has nothing for, with what it may mean."""
        from parkq.names.resolve import resolve

        likely = [f"{each.id} {each.name}" for each in resolve(self.index, name, kind).candidates]
        near = self._alike(kind, name)
        likely = [*near, *(each for each in likely if each.split(" ")[0] not in near)]
        meant = f"; did you mean {' or '.join(likely[:3])}?" if likely else ""
        return f"no {kind} is named {name!r}{meant}"

    def _resolved(self, kind: str, name: str) -> str | None:
        from parkq.names.resolve import resolve

        try:
            found = resolve(self.index, name, kind)
        except ParkqError as error:
            message = Message("{message} ({hint})", message=error.message, hint=error.hint)
            self._miss(Exit.TROUBLE, message, ())
            return None
        likely = [f"{each.id} {each.name}" for each in found.candidates]
        places: dict[str, Text] = {"kind": Message(kind), "name": name}
        if found.id and likely:
            places["candidate"] = likely[0]
            terminal.complain(
                Message("no {kind} is named {name!r}; taken for {candidate}", **places)
            )
        elif found.is_ambiguous:
            self._miss(Exit.TROUBLE, Message("{kind} {name!r} may be any of", **places), likely)
        elif not found.id and (likely := likely or self._alike(kind, name)):
            said = Message("no {kind} is named {name!r}; did you mean", **places)
            self._miss(Exit.NOTHING, said, likely)
        elif not found.id:
            places["list"] = f"parkq list {_PLURAL[kind]}"
            self._miss(
                Exit.NOTHING, Message("no {kind} is named {name!r}; see {list}", **places), ()
            )
        return found.id

    def _alike(self, kind: str, name: str) -> list[str]:
        """The id that the name may be a slip for."""
        from parkq.names.folding import closest

        near = closest(name, getattr(self.store, _PLURAL[kind]))
        return [near] if near else []

    def _miss(self, status: Exit, message: Text, candidates: Iterable[str]) -> None:
        terminal.complain("\n  ".join((translate(message), *candidates)))
        self._missed += 1
        self.status = max(self.status, status)

    def reply(self, answer: Answer | None, *, found: bool = True) -> Reply:
        """The answer with the status that it and all before it come to."""
        return Reply(answer and self.warned(answer), self.ended(found=found))

    def warned(self, answer: Answer) -> Answer:
        """The answer with how many problems the store has, for those who do not see stderr."""
        return answer._replace(problems=len(self.store.problems) if self.status else 0)

    def ended(self, *, found: bool) -> Exit:
        """The status, when all is done."""
        return self.status if found else max(self.status, Exit.NOTHING)


def _report(problems: Sequence[Problem]) -> None:
    """The first problems, a line each, and how many there are; an answer is not drowned in them."""
    for problem in problems[:_MOST_TOLD]:
        terminal.note(terminal.visible(str(problem)))
    said = Message(
        "{count} problem in the store; all else still answers",
        "{count} problems in the store; all else still answers",
        count=len(problems),
    )
    if len(problems) > _MOST_TOLD:
        said = Message(
            "{count} problems in the store, parkq check lists them; all else still answers",
            count=len(problems),
        )
    terminal.complain(said)
