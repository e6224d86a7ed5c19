"""The files that acknowledgements stand in, edited: an entry written, replaced or taken out.

An edit is made on the text as it is on the disk, read back before it is handed on, and differs
from what was in the entries meant and in nothing else.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from parkq.accepted import Standing, State, standings
from parkq.errors import ParkqError, Problem
from parkq.model import Accepted, Tables
from parkq.store import files, writing
from parkq.store.decode import SCHEMA, decode
from parkq.store.memory import Store
from parkq.terms import Role
from parkq.verdicts.judge import disputed
from parkq.verdicts.results import Group

FILE = "accepted.toml"
"""The file of a store that acknowledgements are kept in, where no other one holds any."""

_HEADER = """\
# Conflicts that someone has looked at and acknowledges until a day: `parkq accept` writes them,
# `parkq accept --prune` takes out those that no longer stand for anything.

"""


class Change(NamedTuple):
    """What an edit does with an entry: ``accepted``, ``replaced`` or ``removed``; and why."""

    done: str
    entry: Accepted
    why: str = ""


class Edit(NamedTuple):
    """A file as it is to be: ``text`` is all of it, ``was`` what it holds now."""

    file: str
    text: str
    was: str
    changes: tuple[Change, ...]


def acceptance(store: Store, group: Group, entry: Accepted) -> Edit:
    """The edit that acknowledges a conflict, in place of what acknowledged it before.

    Args:
        store: that the group is of.
        group: in conflict.
        entry: all but its file.

    Raises:
        ParkqError: the file cannot be edited, or the entry is not to be written in it.
    """
    former = group.accepted or group.accepted_before
    file = former.file if former else _home(store)
    text, entries = _read(store, file)
    block = writing.table("accepted", _keys(entry))
    if former is None:
        new = writing.appended(text or _header(store), block)
        return _edit(file, new, (*entries, entry), (Change(done="accepted", entry=entry),), text)
    why = "renewed" if group.accepted else "the figures in conflict have changed since"
    old = _same(entries, former)
    kept = [entry if each is old else each for each in entries]
    done = (
        Change(done="replaced", entry=former, why=why),
        Change(done="accepted", entry=entry),
    )
    return _edit(file, writing.replaced(text, old.path, block), kept, done, text)


def pruning(store: Store, today: int) -> Iterator[Edit]:
    """The edits that take out every entry that is expired, or stands for no conflict that is.

    Raises:
        ParkqError: a file cannot be edited, or the store has problems: what is left out of it
            may be what an entry stands for.
    """
    if store.problems:
        raise ParkqError("the store has problems; mend them before pruning")
    groups = chain.from_iterable(disputed(store, entity) for entity in store.accepted)
    entries = standings(store.accepted, groups, today)
    gone = [each for each in entries if each.state is not State.CURRENT]
    gone.sort(key=lambda each: (each.entry.file, each.entry.path))
    for file, leaving in groupby(gone, key=lambda each: each.entry.file):
        yield _pruned(store, file, list(leaving))


def _pruned(store: Store, file: str, leaving: Sequence[Standing]) -> Edit:
    text, entries = _read(store, file)
    left = {entry.path: entry for entry in entries}
    for standing in leaving:
        if left.pop(standing.entry.path, None) != standing.entry:
            raise _changed(file)
    new = writing.removed(text, [standing.entry.path for standing in leaving])
    changes = (Change(done="removed", entry=s.entry, why=f"{s.state}: {s.why}") for s in leaving)
    return _edit(file, new, left.values(), tuple(changes), text)


def _home(store: Store) -> str:
    """The file that entries stand in already, else `FILE`."""
    used = {entry.file for entries in store.accepted.values() for entry in entries}
    return FILE if FILE in used or not used else min(used)


def _header(store: Store) -> str:
    """What a new file begins with; the line for editors is that of a file beside it."""
    directive, _, version = writing.begin_file(store.root).rpartition("schema = ")
    return f"{directive}{_HEADER}schema = {version}"


def _keys(entry: Accepted) -> dict[str, str]:
    """The keys of an entry in the order that they are written in; a default is left out."""
    keys = {
        "entity": entry.entity,
        "attribute": entry.attribute,
        "role": "" if entry.role is Role.ACTUAL else entry.role.value,
        "verdict": entry.verdict,
        "fingerprint": entry.fingerprint,
        "decision": entry.decision,
        "reason": entry.reason,
        "until": entry.until or "",
    }
    return {key: value for key, value in keys.items() if value or key == "reason"}


def _read(store: Store, file: str) -> tuple[str, tuple[Accepted, ...]]:
    """The text of a file and its entries, as they are on the disk; empty where there is none."""
    if any(problem.file == file for problem in store.problems):
        raise ParkqError(f"{file} has problems; mend them first")
    if not os.path.lexists(os.path.join(store.root, file)):
        return "", ()
    text = files.read_text(store.root, file)
    return text, _decoded(text, file)[1].accepted


def _decoded(text: str, file: str) -> tuple[dict[str, object], Tables]:
    """The document of a text, and its tables.

    Raises:
        ParkqError: the store would have a problem with it.
    """
    document = files.parse_text(text, file)
    if isinstance(document, Problem):
        raise ParkqError(f"{file} cannot be edited: it {document.message}")
    tables, problems = decode(document, file)
    if problems:
        raise ParkqError(problems[0].message, hint=problems[0].hint)
    return document, tables


def _same(entries: Iterable[Accepted], wanted: Accepted) -> Accepted:
    """The entry of a file that the store holds, where the file has not changed meanwhile."""
    found = next((entry for entry in entries if entry == wanted), None)
    if found is None:
        raise _changed(wanted.file)
    return found


def _changed(file: str) -> ParkqError:
    return ParkqError(f"{file} has changed meanwhile; nothing was written")


def _edit(
    file: str, text: str, entries: Collection[Accepted], changes: tuple[Change, ...], before: str
) -> Edit:
    """The edit, proved: read back, it differs from what was in the entries meant and no more."""
    document, tables = _decoded(text, file)
    old = _decoded(before, file)[0] if before else {"schema": SCHEMA}
    rest = [{k: v for k, v in each.items() if k != "accepted"} for each in (old, document)]
    written = [entry._replace(file="", path=()) for entry in tables.accepted]
    meant = [entry._replace(file="", path=()) for entry in entries]
    if rest[0] != rest[1] or written != meant:
        raise ParkqError(f"{file} is written in a way that cannot be edited; edit it by hand")
    places = {entry.fingerprint: entry for entry in tables.accepted}
    placed = (
        each._replace(entry=places[each.entry.fingerprint]) if each.done == "accepted" else each
        for each in changes
    )
    return Edit(file=file, text=text, was=before, changes=tuple(placed))
