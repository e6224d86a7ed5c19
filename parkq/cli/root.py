"""The folder of a store: where parkq runs, and whether there is anything of a store in it."""

import os
from typing import TYPE_CHECKING

from parkq import terminal
from parkq.errors import ParkqError
from parkq.locale import Message
from parkq.store import folder

if TYPE_CHECKING:
    from parkq.store.memory import Store


def working_directory() -> str:
    """Where parkq runs; the root of all folders where that folder has been removed."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return os.sep


def writable_root(option: str | None) -> str:
    """The folder of the store that is to be written to.

    Raises:
        ParkqError: there is none, or it is the one that came with parkq.
    """
    root = folder.find(option, os.environ, working_directory(), fallback=False)
    if os.path.realpath(root) == os.path.realpath(folder.SHIPPED):
        raise ParkqError(
            Message("the store that came with parkq is replaced whenever parkq is"),
            hint=Message("copy {folder} and name the copy with --store", folder=root),
        )
    return root


def find_judged_store(option: str | None) -> str:
    """The store that a command judges or writes to, never the shipped one unless it is named.

    Which one that is, is said on stderr, unless it was named.

    Raises:
        ParkqError: there is none.
    """
    here = working_directory()
    root = folder.find(option, os.environ, here, fallback=False)
    if not (option or os.environ.get("PARKQ_STORE")):
        terminal.note(folder.naming_line(root, here))
    return root


def refuse_empty(store: "Store") -> None:
    """Refuses to judge a folder that holds nothing of a store: it may be the wrong one.

    Raises:
        ParkqError: it does not.
    """
    if is_empty(store):
        raise ParkqError(Message("there is nothing of a store in {folder!r}", folder=store.root))


def is_empty(store: "Store") -> bool:
    """Whether there is nothing of a store in its folder, not even a problem."""
    return not (store.entities or store.attributes or store.sources or store.problems)


def tell_if_empty(store: "Store") -> None:
    """Says so where a folder holds nothing of a store: it may be the wrong one."""
    if is_empty(store):
        terminal.complain(Message("there is nothing of a store in {folder!r}", folder=store.root))
