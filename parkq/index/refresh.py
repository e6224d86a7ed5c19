"""Builds the index of a store where there is none, and brings it up where it is stale."""

import os
import sqlite3
from contextlib import suppress

from parkq.index.build import build, file_row
from parkq.index.database import (
    Encode,
    UnsafeError,
    connect,
    is_current,
    is_damage,
    make_folder,
    remove,
    writing,
)
from parkq.index.freshness import Observed, changed_files, must_settle, observe
from parkq.index.tidy import remove_old
from parkq.index.update import is_updated, update_file
from parkq.store.memory import Store, load


class ChangingError(Exception):
    """The store changes while it is read, or cannot be read now."""


def build_or_refresh(path: str, root: str, encode: Encode) -> sqlite3.Connection | None:
    """An index as `parkq.index.database.open_database` gives it, whatever it takes.

    Args:
        path: of its file.
        root: of the store.
        encode: prints comparisons.
    """
    try:
        make_folder(os.path.dirname(path))
        try:
            return _open_at(path, root, encode)
        except (UnsafeError, sqlite3.DatabaseError) as error:
            if not is_damage(error):
                return None
            remove(path)
            return _open_at(path, root, encode)
    except (OSError, UnicodeDecodeError, sqlite3.Error, ChangingError):
        return None


def _open_at(path: str, root: str, encode: Encode) -> sqlite3.Connection:
    """An index open for reading, in a transaction of its own."""
    connection = connect(path)
    try:
        _bring_up(connection, path, root, encode)
        connection.execute("BEGIN")
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up(connection: sqlite3.Connection, path: str, root: str, encode: Encode) -> None:
    seen = observe(root)
    if is_current(connection, root) and not changed_files(connection, root, seen):
        if must_settle(connection, seen):
            with suppress(sqlite3.OperationalError), writing(connection):
                _settle(connection, root, seen)
        return
    if not is_current(connection, root):
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        remove_old(path)
    with writing(connection):
        changed = changed_files(connection, root, seen) if is_current(connection, root) else None
        if changed is None or not is_updated(connection, root, seen, changed, encode):
            build(connection, _loaded(root), seen, encode)
        if observe(root).stamps != seen.stamps:
            raise ChangingError


def _loaded(root: str) -> Store:
    store = load(root)
    if any(problem.line == 0 for problem in store.problems):
        raise ChangingError  # it may be readable in a moment, and look the same
    return store


def build_again(path: str, root: str, encode: Encode) -> sqlite3.Connection:
    """The index anew, in place of a damaged one; in memory where that cannot be."""
    with suppress(OSError, sqlite3.Error, ChangingError):
        remove(path)
        return _open_at(path, root, encode)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    build(connection, load(root), observe(root), encode)
    connection.execute("BEGIN")
    return connection


def _settle(connection: sqlite3.Connection, root: str, seen: Observed) -> None:
    for at in range(len(seen.stamps)):
        place, name, *columns = file_row(root, seen, at)
        update_file(connection, name, (place, *columns))
