"""list: what a store holds."""

from collections import Counter
from collections.abc import Callable, Collection
from enum import StrEnum, unique
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parkq.cli.options import StoreFolder, choice
from parkq.cli.printing import Reply

if TYPE_CHECKING:
    from parkq.store.memory import Store


@unique
class Listed(StrEnum):
    """What can be listed."""

    PARKS = "parks"
    ENTITIES = "entities"
    ATTRIBUTES = "attributes"
    SOURCES = "sources"
    FACTS = "facts"
    RELATIONS = "relations"
    UNITS = "units"
    RULES = "rules"


def list_(
    kind: Annotated[
        Listed | None, typer.Argument(metavar="KIND", help="Without it: how many of each.")
    ] = None,
    *,
    counts: Annotated[
        bool, choice("--counts", text="How many there are of each sort, instead of a list.")
    ] = False,
    store: StoreFolder = None,
) -> Reply:
    """What the store holds, with how many facts there are of each.

    Examples:
      parkq list
      parkq list parks
      parkq list attributes -f csv
      parkq list facts -f jsonl
      parkq list relations
    """
    from parkq.cli.session import Session
    from parkq.output.views import lists

    session = Session(store)
    if kind is None:
        sizes = {each.value: len(_ITEMS[each](session.store)) for each in Listed}
        return session.reply(lists.counts("all", sizes))
    items = _ITEMS[kind](session.store)
    if counts:
        sorts = Counter(map(_SORT.get(kind, attrgetter("kind")), items))
        answer = lists.counts(kind, dict(sorts.most_common()))
    else:
        answer = lists.items(kind, items, session.store)
    return session.reply(answer, found=bool(items))


def _parks(store: "Store") -> Collection[Any]:
    return [entity for entity in store.entities.values() if entity.kind == "park"]


def _relations(store: "Store") -> Collection[Any]:
    from parkq.equations.judging import judge_relations

    return list(judge_relations(store))


def _units(_: "Store") -> Collection[Any]:
    from parkq.figures.units import listing

    return listing()


def _rules(_: "Store") -> Collection[Any]:
    from parkq.rules import RULES

    return RULES


_ITEMS: dict[Listed, Callable[["Store"], Collection[Any]]] = {
    Listed.PARKS: _parks,
    Listed.ENTITIES: lambda store: store.entities.values(),
    Listed.ATTRIBUTES: lambda store: store.attributes.values(),
    Listed.SOURCES: lambda store: store.sources.values(),
    Listed.FACTS: lambda store: store.facts.values(),
    Listed.RELATIONS: _relations,
    Listed.UNITS: _units,
    Listed.RULES: _rules,
}
_SORT: dict[Listed, Callable[[Any], str]] = {
    Listed.FACTS: attrgetter("role"),
    Listed.RELATIONS: attrgetter("outcome.truth.value"),
    Listed.UNITS: attrgetter("dimension"),
    Listed.RULES: attrgetter("family"),
}
"""What items are counted by; the others have a kind."""
