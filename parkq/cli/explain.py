"""explain: a rule, a verdict, a convention; or one fact, and how it was judged."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from parkq import terminal
from parkq.cli.options import StoreFolder
from parkq.cli.printing import Reply
from parkq.errors import Exit
from parkq.locale import Message

if TYPE_CHECKING:
    from parkq.cli.session import Session
    from parkq.pages import Page

_OF_A_GROUP = 2


def explain(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A rule's code, a verdict, a relation, a hedge; a fact's id, or ENTITY/ATTRIBUTE. "
            "Without it: the pages there are.",
            show_default=False,
        ),
    ] = None,
    *,
    store: StoreFolder = None,
) -> Reply:
    """A rule or a verdict; or a fact: its source, how its figure was read, how it was judged.

    Examples:
      parkq explain
      parkq explain conflict
      parkq explain luzhou/planned-area
      parkq explain luzhou/planned-area/scjjw-2022
    """
    from parkq.output.views import explain as view

    if name is None:
        return Reply(view.list_answer(list(_pages())), Exit.FOUND)
    return _of_store(name, store) if "/" in name else _of_rules(name)


def _pages() -> Iterable["Page"]:
    from parkq.pages import Page, pages
    from parkq.rules import RULES

    yield from pages().values()
    yield from (Page(rule.code, ("rule",), rule.says, ()) for rule in RULES)


def _of_rules(name: str) -> Reply:
    """The page of a verdict or a convention, else of a rule."""
    from parkq.names.folding import closest
    from parkq.output.views.explain import page_answer
    from parkq.pages import page
    from parkq.rules import by_code

    found, rule = page(name), by_code(name)
    if found:
        checked = (("check", f"{rule.code}: parkq explain {rule.code}"),) if rule else ()
        return Reply(page_answer(found._replace(lines=found.lines + checked)), Exit.FOUND)
    if rule:
        from parkq.output.views.rules import answer

        return Reply(answer(rule), Exit.FOUND)
    near = closest(name, [each.name for each in _pages()])
    if near:
        said = Message("nothing is named {name!r}; did you mean {word}?", name=name, word=near)
    else:
        said = Message(
            "nothing is named {name!r}; parkq explain lists all; a fact's id has a /", name=name
        )
    terminal.complain(said)
    return Reply(None, Exit.NOTHING)


def _of_store(name: str, store: str | None) -> Reply:
    """A fact by its id, or all pairs of an entity and attribute."""
    from parkq.cli.session import Session
    from parkq.explain import explain_fact, explain_groups
    from parkq.output.views.explain import fact_answer, group_answer

    session = Session(store)
    known = session.store
    if name in known.facts:
        return session.reply(fact_answer(explain_fact(known, known.facts[name]), known))
    parts = name.split("/")
    if len(parts) != _OF_A_GROUP:
        return _unknown(session, name)
    (entity,) = session.all_ids("entity", parts[:1])
    (attribute,) = session.all_ids("attribute", parts[1:])
    groups = list(explain_groups(known, entity, attribute))
    if not groups:
        said = Message(
            "no source states {attribute} of {entity}", attribute=attribute, entity=entity
        )
        terminal.complain(said)
    return session.reply(group_answer(groups, known) if groups else None, found=bool(groups))


def _unknown(session: "Session", name: str) -> Reply:
    from parkq.names.folding import closest

    stem = name.rpartition("/")[0]
    beside = [id_ for id_ in session.store.facts if id_.rpartition("/")[0] == stem]
    near = closest(name, beside or session.store.facts)
    likely = "\n  ".join(beside) or near
    if likely:
        said = Message("no fact has the id {id!r}; did you mean\n  {ids}", id=name, ids=likely)
    else:
        said = Message("no fact has the id {id!r}; see parkq list facts", id=name)
    terminal.complain(said)
    return session.reply(None, found=False)
