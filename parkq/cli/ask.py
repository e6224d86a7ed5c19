"""show and compare: what the sources say."""

from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from parkq.cli.choices import AsOf, Attributes, Roles, Sources
from parkq.cli.options import StoreFolder, choice
from parkq.cli.printing import Reply
from parkq.cli.stdin import lines_for_dash
from parkq.errors import Exit, ParkqError
from parkq.locale import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from parkq.cli.session import Session
    from parkq.output.formats import Answer
    from parkq.queries import Shown


def show(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="ENTITY... [ATTRIBUTE]",
            help="An id, name, alias or pinyin; - reads stdin. Behind them what is asked of them.",
        ),
    ],
    *,
    attribute: Attributes = None,
    as_of: AsOf = None,
    source: Sources = None,
    role: Roles = None,
    everything: Annotated[
        bool, choice("--all", text="List parts and long lists, which are else counted.")
    ] = False,
    why: Annotated[
        bool, choice("--why", text="Give the reasons below each conflict, on a terminal.")
    ] = False,
    store: StoreFolder = None,
) -> Reply:
    """What the sources state of a park, by attribute, and where they disagree.

    Examples:
      parkq show luzhou
      parkq show 瀘州高新區 planned-area
      parkq list parks -f tsv --columns id --no-header | parkq show - -f jsonl

    JSON is one document an entity; asked for several, a list of them. Names on stdin are
    answered as they come.
    """
    from parkq.cli.session import Session

    session = Session(store)
    names, last = _split_attribute(session, names)
    wanted = {
        "attributes": session.all_ids("attribute", [*(attribute or ()), *last]),
        "sources": session.all_ids("source", source),
        "roles": tuple(role or ()),
        "as_of": as_of and _edtf(as_of),
    }
    live = "-" in names
    shown = _Shown(session, lines_for_dash(names), several=live or len(names) > 1, live=live)

    def answer() -> "Answer | None":
        return shown.answer(wanted, everything=everything, why=why)

    return Reply(answer, shown.status)


def _split_attribute(session: "Session", names: list[str]) -> tuple[list[str], list[str]]:
    """The names without the last one where that is an attribute's and no entity's; and that."""
    *first, last = names
    is_attribute = (
        first and not session.exact_id("entity", last) and session.exact_id("attribute", last)
    )
    return (first, [last]) if is_attribute else (names, [])


class _Shown:
    """What is shown of the entities that are named, as their names come."""

    def __init__(
        self, session: "Session", names: "Iterable[str]", *, several: bool, live: bool
    ) -> None:
        self._session = session
        self._ids = session.ids("entity", names)
        self._several = several
        self._live = live
        self._found = False

    def status(self) -> Exit:
        return self._session.ended(found=self._found)

    def answer(self, wanted: "dict[str, Any]", *, everything: bool, why: bool) -> "Answer | None":
        from parkq.output.views.show import Detail, answer
        from parkq.queries import Filter, show

        asked, store = Filter(**wanted), self._session.store

        def told() -> "Iterator[Shown]":
            for id_ in self._ids:
                shown = show(store, id_, asked)
                self._found |= bool(shown.facts or shown.parts)
                yield shown

        each = told()
        first = next(each, None)
        if first is None:
            return None
        given = answer(
            chain((first,), each),
            store,
            several=self._several,
            detail=Detail(everything=everything, why=why),
            live=self._live,
        )
        return self._session.warned(given)


def _edtf(text: str) -> str:
    from parkq.dates import DateError, parse

    try:
        parse(text)
    except DateError as error:
        raise ParkqError(
            Message("{option}: {error}", option="--as-of", error=error.message)
        ) from error
    return text


def compare(
    names: Annotated[
        list[str],
        typer.Argument(metavar="ENTITY ENTITY...", help="Two or more; as for show."),
    ],
    *,
    only: Annotated[
        list[str] | None,
        choice("--only", metavar="ATTRIBUTE", text="Only this attribute; repeatable."),
    ] = None,
    sort: Annotated[
        str | None,
        choice("--sort", metavar="ATTRIBUTE", text="Order the entities by it, the largest first."),
    ] = None,
    store: StoreFolder = None,
) -> Reply:
    """Entities side by side on the attributes that they share, in one unit.

    Examples:
      parkq compare luzhou rongchang qianjiang
      parkq compare luzhou rongchang --only planned-area -f md

    Figures that differ in date, scope or role are not ranked, and it says why.
    """
    from parkq.cli.session import Session
    from parkq.compare import compare as ask
    from parkq.output.views.compare import answer

    session = Session(store)
    entities = session.all_ids("entity", lines_for_dash(names))
    attributes = session.all_ids("attribute", only)
    by = session.all_ids("attribute", [sort] if sort else None)
    if len(entities) < _FEWEST:
        message = Message("compare takes two or more entities")
        raise ParkqError(message, hint=Message("show takes one"))
    compared = ask(session.store, entities, only=attributes, sort=next(iter(by), None))
    return session.reply(answer(compared, session.store), found=bool(compared.rows))


_FEWEST = 2
