"""import: the cells of a table, entered as facts by a mapping beside it."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from parkq import terminal
from parkq.cli.enter import DryRun, reply_of_entry
from parkq.cli.options import StoreFolder, choice
from parkq.cli.printing import Reply
from parkq.cli.root import writable_root
from parkq.errors import ParkqError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parkq.cli.session import Session
    from parkq.documents.mapping import Cell, TableMapping
    from parkq.documents.tables import Table
    from parkq.model import Statement

_ENDING = ".import.toml"


def import_(
    table: Annotated[str, typer.Argument(metavar="TABLE", help="A file: csv, tsv, html or xlsx.")],
    *,
    mapping: Annotated[
        str, choice("--mapping", metavar="FILE", text="How to read it (TABLE.import.toml).")
    ] = "",
    source: Annotated[str, choice("--source", metavar="SOURCE", text="Who states it.")] = "",
    guess: Annotated[
        bool,
        choice("--guess", text="Write the mapping, guessed from the table, and enter nothing."),
    ] = False,
    partial: Annotated[
        bool, choice("--partial", text="Enter what can be; else it is all or nothing.")
    ] = False,
    dry_run: DryRun = False,
    store: StoreFolder = None,
) -> Reply:
    """Enter the cells of a table as facts, by a mapping that says where their keys stand.

    Examples:
      parkq import parks.csv --guess --source bulletin-2022
      parkq import parks.csv --mapping parks.toml --dry-run

    Each key of a fact comes from a constant, its row, its heading or the title; units from
    headings; the locator is the row and the column. A second run changes nothing.
    """
    from parkq.cli.session import Session
    from parkq.documents.entry import plan_entry
    from parkq.documents.tables import read_tables
    from parkq.model import Statements, Tables

    root = writable_root(store)
    session = Session(root, anew=True)
    file = mapping or f"{table}{_ENDING}"
    tables = read_tables(table)
    if guess:
        return _write_guess(session, tables, file, source)
    read = _read_mapping(file)
    if not 0 < read.table <= len(tables):
        raise ParkqError(f"{table}: there is no table {read.table}, but {len(tables)}")
    statements = list(_state_cells(session, tables[read.table - 1], read, source, partial=partial))
    entry = plan_entry(session.store, Tables(table, statements=Statements.from_rows(statements)))
    return reply_of_entry(session, entry, root, dry_run=dry_run)


def _write_guess(session: "Session", tables: "list[Table]", file: str, source: str) -> Reply:
    """Writes a mapping of the largest table, where there is none yet."""
    from parkq.documents.guessing import guess_mapping
    from parkq.store.writing import put_out

    if os.path.lexists(file):
        raise ParkqError(f"there is {file!r} already", hint="nothing was changed")
    number = max(range(len(tables)), key=lambda at: len(tables[at].rows)) + 1
    text = guess_mapping(tables[number - 1], number, source, session.find_id)
    put_out(file, (text,), example=f"table{_ENDING}")
    terminal.note(f"{file} written: look it through, then run parkq import without --guess")
    return Reply(None, session.status)


def _read_mapping(file: str) -> "TableMapping":
    from parkq.documents.mapping import parse_mapping
    from parkq.documents.reading import decode_text, read_bytes

    if not os.path.isfile(file):
        raise ParkqError(f"there is no mapping {file!r}", hint="parkq import TABLE --guess")
    return parse_mapping(decode_text(file, read_bytes(file)), file)


def _state_cells(
    session: "Session", table: "Table", mapping: "TableMapping", source: str, *, partial: bool
) -> "Iterable[Statement]":
    """The facts of a table's cells.

    Raises:
        ParkqError: names are unknown, each told of once, or a figure cannot be read; of a partial
            import they are told of, and passed over.
    """
    from parkq.documents.mapping import read_cells

    names = _Names(session, mapping, source)
    statements = [names.state(cell) for cell in read_cells(table, mapping)]
    if names.unclear:
        told = "\n".join(names.unclear)
        if not partial:
            raise ParkqError(told, hint="nothing was changed; --partial enters the rest")
        terminal.note(told)
    return [statement for statement in statements if statement]


class _Names:
    """Ids for the names of a table, each looked up once.

    Attributes:
        unclear: a sentence on each name, date or figure that nothing could be made of.
    """

    def __init__(self, session: "Session", mapping: "TableMapping", source: str) -> None:
        self.unclear: dict[str, None] = {}
        self._session = session
        self._mapping = mapping
        self._source = source
        self._ids: dict[tuple[str, str], str | None] = {}

    def state(self, cell: "Cell") -> "Statement | None":
        """The fact of a cell; None where something of it is unclear."""
        from parkq.model import Statement, Unread
        from parkq.store.statements import read_for
        from parkq.terms import Role

        keys = dict(cell.keys)
        if self._source:
            keys["source"] = self._source
        ids = {kind: self._find(kind, keys.get(kind, ""), cell) for kind in _NAMED}
        dated, as_of = self._date(keys.get("as_of", ""))
        if None in ids.values() or not dated:
            return None
        role = keys.get("role", "actual")
        if role not in set(Role):
            self.unclear[f"no role is named {role!r}"] = None
            return None
        figure = read_for(
            self._session.store.attributes[ids["attribute"] or ""], cell.stated, as_of
        )
        if isinstance(figure, Unread):
            self.unclear[f"{cell.where}: {cell.stated}: {figure.error}"] = None
            return None
        return Statement(
            entity=ids["entity"] or "",
            attribute=ids["attribute"] or "",
            source=ids["source"] or "",
            stated=cell.stated,
            as_of=as_of,
            role=Role(role),
            scope=keys.get("scope", ""),
            where=cell.where,
            note=keys.get("note", ""),
        )

    def _find(self, kind: str, name: str, cell: "Cell") -> str | None:
        from parkq.documents.mapping import clean_name

        if not name:
            self.unclear[f"{cell.where}: the mapping gives no {kind}"] = None
            return None
        if (kind, name) not in self._ids:
            clean = clean_name(name)
            named = self._mapping.names.get(name) or self._mapping.names.get(clean) or clean
            self._ids[kind, name] = id_ = self._session.find_id(kind, named)
            if id_ is None:
                self.unclear[self._session.say_unclear(kind, named)] = None
        return self._ids[kind, name]

    def _date(self, text: str) -> tuple[bool, str | None]:
        """Whether a date is clear, and what it is in EDTF."""
        from parkq.documents.entry import as_edtf, find_date

        if not text:
            return True, None
        try:
            return True, as_edtf(text.strip())
        except ParkqError:
            date = find_date(text)
            if date is None:
                self.unclear[f"there is no date in {text!r}"] = None
            return date is not None, date


_NAMED = ("entity", "attribute", "source")
