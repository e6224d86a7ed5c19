"""diff-sources: where the sources disagree."""

from typing import Annotated

import typer

from parkq.cli.options import Attributes, Entities, Level, StoreFolder, Verdicts, choice
from parkq.cli.printing import Reply
from parkq.errors import ParkqError
from parkq.terms import Severity

_MOST = 2


def diff_sources(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE [SOURCE]]", help="One: all it meets. Two: just these."),
    ] = None,
    *,
    entity: Entities = None,
    attribute: Attributes = None,
    verdict: Verdicts = None,
    min_severity: Annotated[
        Level, choice("--min-severity", text="From this severity on (warning).")
    ] = Level.WARNING,
    everything: Annotated[bool, choice("--all", text="Also where the sources agree.")] = False,
    suggest: Annotated[
        bool, choice("--suggest", text="Say which figure to go by, or why none.")
    ] = False,
    exit_code: Annotated[
        bool,
        choice("--exit-code", text="Exit with 1 if anything is listed that is not accepted."),
    ] = False,
    store: StoreFolder = None,
) -> Reply:
    """Where two or more sources state the same thing and disagree: by how much, and why.

    Examples:
      parkq diff-sources
      parkq diff-sources --entity luzhou --all
      parkq diff-sources scjjw-2022 luzhou-profile-2023 --suggest
      parkq diff-sources --min-severity error --exit-code -f jsonl
    """
    from parkq.cli.session import Session
    from parkq.queries import Differing
    from parkq.queries import diff_sources as ask
    from parkq.render.differences import answer

    session = Session(store)
    sources = session.all_ids("source", names)
    if len(sources) > _MOST:
        raise ParkqError(f"diff-sources takes at most two sources, not {len(sources)}")
    wanted = Differing(
        sources=sources,
        entities=session.all_ids("entity", entity),
        attributes=session.all_ids("attribute", attribute),
        verdicts=tuple(verdict or ()),
        least=None if everything else Severity[min_severity.name],
        suggest=suggest,
    )
    differences = ask(session.store, wanted)
    fails = exit_code and not all(group.accepted for group in differences.groups)
    return session.reply(answer(differences, session.store), found=not fails)
