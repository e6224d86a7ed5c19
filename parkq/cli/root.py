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
    root = folder.find(option, os.environ, working_directory(), shipped=False)
    if os.path.realpath(root) == os.path.realpath(folder.SHIPPED):
        raise ParkqError(
            Message("the store that came with parkq is replaced whenever parkq is"),
            hint=Message("copy {folder} and name the copy with --store", folder=root),
        )
    return root


def tell_if_empty(store: "Store") -> None:
    """Says so where a folder holds nothing of a store: it may be the wrong one."""
    if not (store.entities or store.attributes or store.sources or store.problems):
        terminal.complain(Message("there is nothing of a store in {folder!r}", folder=store.root))
