"""history: one attribute of an entity in the order of time."""

from typing import Annotated

import typer

from parkq import terminal
from parkq.cli.choices import Roles, Sources
from parkq.cli.options import StoreFolder, output
from parkq.cli.printing import Reply
from parkq.locale import Message


def history(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="An id, name, alias or pinyin.")],
    attribute: Annotated[str, typer.Argument(metavar="ATTRIBUTE", help="An id, label or alias.")],
    *,
    source: Sources = None,
    role: Roles = None,
    store: StoreFolder = None,
    plot: Annotated[
        bool | None,
        output(
            "--plot/--no-plot",
            show_default=False,
            text="Plot what is dated, even in a pipe; or never. Without: on a terminal.",
        ),
    ] = None,
) -> Reply:
    """An attribute over time: its figures, how each changed, and a plot.

    Examples:
      parkq history qianjiang high-tech-enterprises
      parkq history luzhou 科技型中小企业 --no-plot
      parkq history luzhou tech-smes --role actual -f csv

    Targets, plans and forecasts have signs of their own. A bar is what a hedge leaves open.
    """
    from parkq.cli.session import Session
    from parkq.history import history as ask
    from parkq.output.views.history import answer
    from parkq.queries import Filter

    session = Session(store)
    (park,) = session.all_ids("entity", [entity])
    (measure,) = session.all_ids("attribute", [attribute])
    wanted = Filter(sources=session.all_ids("source", source), roles=tuple(role or ()))
    found = ask(session.store, park, measure, wanted)
    if not found.points:
        said = Message("no source states {attribute} of {entity}", attribute=measure, entity=park)
        if source or role:
            said = Message("{message} as --source and --role choose", message=said)
        terminal.complain(Message("{message}; see parkq show {entity}", message=said, entity=park))
        return session.reply(None, found=False)
    return session.reply(answer(found, session.store, plot=plot))
