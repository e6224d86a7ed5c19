"""cache: the index of a store, which makes look-ups instant."""

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
    check: Annotated[
        bool, choice("--check", text="Read all of it through for damages; exit with 1 for any.")
    ] = False,
    clear: Annotated[bool, choice("--clear", text="Remove it; the next look-up makes it.")] = False,
    everything: Annotated[bool, choice("--all", text="Of every store, not of this alone.")] = False,
    store: StoreFolder = None,
) -> Reply:
    """The index that makes look-ups instant: where it lies, how large it is, whether it is fresh.

    Examples:
      parkq cache
      parkq cache --all -f tsv --columns store,bytes
      parkq cache --check
      parkq cache --clear

    It is safe to remove at any time. PARKQ_CACHE=off keeps none, PARKQ_CACHE=DIR keeps it there.
    """
    from parkq.cli.root import working_directory
    from parkq.index import tidy
    from parkq.output.views.caches import answer
    from parkq.store import folder

    if clear and (info or check):
        raise typer.BadParameter(say("--clear excludes --info and --check"))
    if everything:
        found = list(tidy.describe_all(os.environ, thorough=check))
    else:
        root = folder.find(store, os.environ, working_directory())
        found = [tidy.describe(root, os.environ, thorough=check)]
    if clear:
        found = list(map(tidy.clear, found))
    is_sound = not any(each.state is tidy.State.DAMAGED for each in found)
    return Reply(answer(found), Exit.FOUND if found and is_sound else Exit.NOTHING)
