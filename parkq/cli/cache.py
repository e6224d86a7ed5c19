"""cache: what is kept of a store so that look-ups are instant."""

import os
from typing import Annotated

import typer

from parkq.cli.options import StoreFolder, choice
from parkq.cli.printing import Reply
from parkq.errors import Exit
from parkq.locale import say


def cache(
    *,
    info: Annotated[
        bool, choice("--info", text="Say where it lies and whether it is fresh, as without it.")
    ] = False,
    clear: Annotated[bool, choice("--clear", text="Remove it; the next look-up makes it.")] = False,
    everything: Annotated[bool, choice("--all", text="Of every store, not of this alone.")] = False,
    store: StoreFolder = None,
) -> Reply:
    """What is kept of the store so that look-ups are instant: where, how much, whether fresh.

    Examples:
      parkq cache
      parkq cache --all -f tsv --columns store,bytes
      parkq cache --clear

    It is safe to remove at any time. PARKQ_CACHE=off keeps nothing, PARKQ_CACHE=DIR keeps it there.
    """
    from parkq.cache import tidy
    from parkq.cli.root import working_directory
    from parkq.output.views.caches import answer
    from parkq.store import folder

    if info and clear:
        raise typer.BadParameter(say("--info and --clear exclude each other"))
    if everything:
        found = list(tidy.every(os.environ))
    else:
        root = folder.find(store, os.environ, working_directory())
        found = [tidy.told(root, os.environ)]
    if clear:
        found = list(map(tidy.cleared, found))
    return Reply(answer(found), Exit.FOUND if found else Exit.NOTHING)
