"""The folder of a store: where parkq runs, and whether there is anything of a store in it."""

import os
from typing import TYPE_CHECKING

from parkq import terminal

if TYPE_CHECKING:
    from parkq.store.memory import Store


def working_directory() -> str:
    """Where parkq runs; the root of all folders where that folder has been removed."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return os.sep


def tell_if_empty(store: "Store") -> None:
    """Says so where a folder holds nothing of a store: it may be the wrong one."""
    if not (store.entities or store.attributes or store.sources or store.problems):
        terminal.complain(f"there is nothing of a store in {store.root!r}")
