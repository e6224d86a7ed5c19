"""accept: acknowledges a conflict in the store, or takes out what no longer stands for one."""

import os
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from parkq import clock, terminal
from parkq.cli.options import StoreFolder, Today, choice
from parkq.cli.printing import Reply
from parkq.cli.root import writable_root
from parkq.errors import ParkqError
from parkq.model import Accepted
from parkq.terms import Role, Verdict

if TYPE_CHECKING:
    from parkq.cli.session import Session
    from parkq.ledger import Edit
    from parkq.verdicts.results import Group


def accept(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="ENTITY ATTRIBUTE", help="What is in conflict.", show_default=False),
    ] = None,
    *,
    reason: Annotated[
        str, choice("--reason", metavar="TEXT", text="Why the conflict may stand.")
    ] = "",
    until: Annotated[
        str,
        choice("--until", metavar="DATE", text="The last day that it may (EDTF: 2027-06-30)."),
    ] = "",
    decision: Annotated[
        str,
        choice(
            "--decision",
            metavar="WORD",
            text="open (the default), both, prefer:ID or wrong:ID of a fact or a source.",
        ),
    ] = "",
    role: Annotated[
        Role | None, choice("--role", text="Where more than one role is in conflict.")
    ] = None,
    verdict: Annotated[
        Verdict | None, choice("--verdict", text="Where there is more than one.")
    ] = None,
    fingerprint: Annotated[
        str, choice("--fingerprint", metavar="HEX", text="Where there are several; its beginning.")
    ] = "",
    prune: Annotated[
        bool, choice("--prune", text="Take out entries that are expired, stale or unused.")
    ] = False,
    dry_run: Annotated[bool, choice("--dry-run", text="Print, and write nothing.")] = False,
    today: Today = "",
    store: StoreFolder = None,
) -> Reply:
    """Acknowledge a conflict, with a reason and an end, so that only new ones stand out.

    Examples:
      parkq accept luzhou planned-area --until <DATE> --reason <TEXT>
      parkq accept luzhou planned-area --until <DATE> --reason <TEXT> --decision prefer:scjjw-2022
      parkq accept --prune --dry-run

    The entry names the figures in conflict by a fingerprint: if one of them changes, the conflict
    is new again. One at a time: nothing accepts everything at once.
    """
    from parkq.accepted import decided
    from parkq.cli.session import Session
    from parkq.ledger import acceptance, pruning

    day = clock.day(today)
    if prune and (names or reason or until):
        raise ParkqError("accept --prune takes no entity, reason or end")
    if not prune:
        _refuse_unclear(names, reason, until, day)
    with _alone(store, dry_run=dry_run):
        session = Session(store, anew=True, judges=True)
        if prune:
            return _made(session, pruning(session.store, day), dry_run=dry_run)
        group = _meant(session, names or (), role, verdict, fingerprint)
        if group is None:
            return session.reply(None, found=False)
        entry = Accepted(
            entity=group.entity,
            attribute=group.attribute,
            role=group.role,
            verdict=group.verdict,
            fingerprint=group.fingerprint,
            decision=decided(decision or _decision_so_far(group), group, session.store),
            reason=reason,
            until=until,
        )
        return _made(session, [acceptance(session.store, group, entry)], dry_run=dry_run)


def _alone(store: str | None, *, dry_run: bool) -> AbstractContextManager[None]:
    """Keeps others from writing to the store; a dry run needs no such thing."""
    from parkq.cli.root import working_directory
    from parkq.store import folder
    from parkq.store.writing import alone

    root = folder.find(store, os.environ, working_directory(), fallback=False)
    return nullcontext() if dry_run else alone(root)


def _refuse_unclear(names: list[str] | None, reason: str, until: str, today: int) -> None:
    from parkq.accepted import is_past

    if len(names or ()) != _ENTITY_AND_ATTRIBUTE or not until or not reason:
        raise ParkqError("accept takes an entity, an attribute, a --reason and an --until")
    if is_past(_until(until), today):
        raise ParkqError(f"--until {until}: that is over already")


_ENTITY_AND_ATTRIBUTE = 2


def _until(text: str) -> str:
    from parkq.dates import DateError, parse

    try:
        end = parse(text).high
    except DateError as error:
        raise ParkqError(f"--until: {error}") from error
    if end is None:
        raise ParkqError(f"--until {text!r} has no last day")
    return text


def _meant(
    session: "Session",
    names: Iterable[str],
    role: Role | None,
    verdict: Verdict | None,
    fingerprint: str,
) -> "Group | None":
    """The one conflict that is meant; None where there is nothing to accept, which it says."""
    from parkq.accepted import disputes

    entity_name, attribute_name = names
    (entity,) = session.all_ids("entity", [entity_name])
    (attribute,) = session.all_ids("attribute", [attribute_name])
    found, rest = disputes(session.store, entity, attribute, role=role, verdict=verdict)
    found = [group for group in found if group.fingerprint.startswith(fingerprint)]
    if not found:
        compared = [group for group in rest if group.verdict != "single"] or rest
        known = ", ".join(dict.fromkeys(_told(group) for group in compared))
        why = f"the verdict is {known}" if known else "no source states it"
        terminal.complain(f"nothing to accept on {entity} {attribute}: {why}")
        return None
    if len(found) > 1:
        listed = "\n  ".join(f"{g.fingerprint}  {_told(g)}: {g.why[0]}" for g in found)
        raise ParkqError(
            f"{entity} {attribute} has {len(found)} conflicts; say which by --fingerprint, "
            f"--role or --verdict\n  {listed}"
        )
    return found[0]


def _decision_so_far(group: "Group") -> str:
    return group.accepted.decision if group.accepted else "open"


def _told(group: "Group") -> str:
    role = "" if group.role is Role.ACTUAL else f" ({group.role})"
    return f"{group.verdict}{role}"


def _made(session: "Session", edits: "Iterable[Edit]", *, dry_run: bool) -> Reply:
    """The answer that lists the changes; they are written first, unless it is a dry run."""
    from parkq.output.views.accept import answer
    from parkq.store.writing import replace_file

    root = writable_root(session.store.root)
    found = list(edits)
    for edit in () if dry_run else found:
        replace_file(root, edit.file, edit.text, was=edit.was)
    if not found:
        terminal.complain("nothing to prune")
    elif dry_run:
        terminal.complain("a dry run: nothing was written")
    reply = session.reply(answer(found, dry_run=dry_run))
    return reply if dry_run else reply._replace(written=tuple(edit.file for edit in found))
