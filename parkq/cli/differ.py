"""diff-sources: where the sources disagree."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from parkq.cli.choices import Attributes, Entities, Level, Verdicts
from parkq.cli.options import StoreFolder, choice
from parkq.cli.printing import Reply
from parkq.errors import Exit, ParkqError
from parkq.locale import Message
from parkq.terms import Severity

if TYPE_CHECKING:
    from parkq.cli.session import Session
    from parkq.output.formats import Answer, Format

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
    why: Annotated[
        bool, choice("--why", text="Give the reasons below each conflict, on a terminal.")
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

    session = Session(store, judges=exit_code)
    sources = session.all_ids("source", names)
    if len(sources) > _MOST:
        raise ParkqError(
            Message("diff-sources takes at most two sources, not {count}", count=len(sources))
        )
    wanted = {
        "sources": sources,
        "entities": session.all_ids("entity", entity),
        "attributes": session.all_ids("attribute", attribute),
        "verdicts": tuple(verdict or ()),
        "least": None if everything else Severity[min_severity.name],
        "suggest": suggest,
    }
    asked = _Asked(session, exit_code=exit_code, why=why, wanted=wanted)
    chosen = names or entity or attribute or verdict or everything or suggest
    plain = not chosen and min_severity is Level.WARNING
    return Reply(asked.answer, asked.status, asked.ready if plain else None)


class _Asked:
    """What is asked for, and answered once it is known in which form."""

    def __init__(
        self, session: "Session", *, exit_code: bool, why: bool, wanted: dict[str, Any]
    ) -> None:
        self._session = session
        self._why = why
        self._exit_code = exit_code
        self._wanted = wanted
        self._all_accepted = True

    def status(self) -> Exit:
        return self._session.ended(found=self._all_accepted or not self._exit_code)

    def ready(self, form: "Format", _: bool) -> tuple[str] | None:  # noqa: FBT001 - Ready
        """What is kept as it is printed, where nothing is chosen."""
        database = self._session.database
        if database is None or form != "jsonl":
            return None
        from parkq.index.plain import comparison_lines

        text, self._all_accepted = comparison_lines(database.select)
        return (text,)

    def answer(self) -> "Answer":
        from parkq.output.views.differences import answer
        from parkq.queries import Differing, diff_sources

        store = self._session.store
        found = diff_sources(store, Differing(**self._wanted))
        self._all_accepted = all(group.accepted for group in found.groups)
        return self._session.warned(answer(found, store, why=self._why))
