"""table: one park a row, ranked."""

from typing import TYPE_CHECKING, Annotated

import typer

from parkq import terminal
from parkq.cli.options import StoreFolder, choice, output
from parkq.cli.printing import Reply

if TYPE_CHECKING:
    from parkq.cli.session import Session
    from parkq.table import Condition


def table(
    names: Annotated[
        list[str], typer.Argument(metavar="ATTRIBUTE...", help="An id, label or alias.")
    ],
    *,
    where: Annotated[
        list[str] | None,
        choice(
            "--where",
            metavar="CONDITION",
            text="Only where it holds, or may: 'planned-area > 100 km²'; repeatable.",
        ),
    ] = None,
    kind: Annotated[
        str,
        choice("--kind", metavar="KIND", text="Of entities, as parkq list entities has it (park)."),
    ] = "park",
    sort: Annotated[
        str | None,
        choice("--sort", metavar="ATTRIBUTE", text="What decides the order; without it the first."),
    ] = None,
    reverse: Annotated[bool, choice("--reverse", text="The smallest first.")] = False,
    top: Annotated[
        int | None, choice("--top", min=1, text="At most so many that are ranked.")
    ] = None,
    store: StoreFolder = None,
    sources: Annotated[
        bool, output("--sources", text="Name the sources of each figure, on a terminal.")
    ] = False,
) -> Reply:
    """One park a row: its figures side by side in one unit, ranked by one of them.

    Examples:
      parkq table approved-area --top 10
      parkq table planned-area revenue --where 'planned-area > 100 km²'
      parkq table 核准面积 --where 'province = 四川省' -f csv

    Figures that conflict are shown, not chosen from; what cannot be ranked stands below, and why.
    """
    from parkq.cli.session import Session
    from parkq.output.views.table import answer
    from parkq.table import Wanted, rank_entities
    from parkq.terms import Kind

    session = Session(store)
    attributes = session.all_ids("attribute", names)
    by = next(iter(session.all_ids("attribute", [sort] if sort else None)), attributes[0])
    ascends = session.store.attributes[by].kind is Kind.RANK
    wanted = Wanted(
        attributes=list(dict.fromkeys([*attributes, by])),
        where=[_read_condition(session, text) for text in where or ()],
        kind=kind,
        sort=by,
        ascending=ascends != reverse,
        top=top,
    )
    ranking = rank_entities(session.store, wanted)
    if not ranking.rows:
        chosen = " as --where chooses" if where else ""
        terminal.complain(f"no source states {' or '.join(attributes)} of any {kind}{chosen}")
        return session.reply(None, found=False)
    return session.reply(answer(ranking, session.store, sources=sources))


def _read_condition(session: "Session", text: str) -> "Condition":
    """A condition, whose attribute may be named as anywhere else."""
    from parkq.table import read_condition, split_condition

    name, _, _ = split_condition(text)
    (id_,) = session.all_ids("attribute", [name])
    return read_condition(text, session.store.attributes[id_])
