"""search: what a store has by any name."""

from enum import StrEnum, unique
from typing import Annotated

import typer

from parkq import terminal
from parkq.cli.options import StoreFolder, choice
from parkq.cli.printing import Reply
from parkq.locale import Message
from parkq.names import MOST


@unique
class Findable(StrEnum):
    """What ``search`` finds."""

    ENTITY = "entity"
    ATTRIBUTE = "attribute"
    SOURCE = "source"
    FACT = "fact"


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="TEXT...", help="In either script, pinyin or English.")
    ],
    *,
    kind: Annotated[Findable | None, choice("--kind", text="Only of this kind.")] = None,
    limit: Annotated[
        int, choice("--limit", min=1, text=f"At most so many, the best ({MOST}).")
    ] = MOST,
    everything: Annotated[bool, choice("--all", text="All that is found.")] = False,
    store: StoreFolder = None,
) -> Reply:
    """Entities, attributes, sources and stated text that match, the best first.

    Examples:
      parkq search yuzixi
      parkq search 規劃面積
      parkq search planned area --kind attribute
    """
    from parkq.cli.session import Session
    from parkq.names.search import search as ask
    from parkq.output.views.search import answer

    session = Session(store)
    found = ask(session.index, words, kind=kind, limit=None if everything else limit)
    if not found:
        terminal.complain(Message("nothing matches {text!r}", text=" ".join(words)))
    return session.reply(answer(found, session.store) if found else None, found=bool(found))
