"""Entering facts: what a draft or a command line states, as edits of a store's files.

An edit is proved before it is written: with it the store holds all that it held, and what is new.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any, NamedTuple

from parkq.dates import DateError, parse, shortest
from parkq.documents.folding import fold_text
from parkq.documents.spans import find_spans
from parkq.errors import ParkqError, Problem
from parkq.figures import reader
from parkq.figures.context import Context
from parkq.figures.display import display
from parkq.model import Entity, Fact, Figure, Source, Statement, Tables
from parkq.store import files, writing
from parkq.store.decode import SCHEMA, decode
from parkq.store.memory import Store, load
from parkq.terms import Kind, Rank, Role, Severity
from parkq.verdicts.judge import judged
from parkq.verdicts.results import Group

ENTITIES = "entities.toml"
"""The file of a store that entities are entered in, where no other one holds any."""

_ADDED, _THERE = "added", "already there"

_Table = tuple[str, Mapping[str, Any]]
"""The name of a table, and its keys."""


@dataclass(frozen=True)
class Entered:
    """One thing entered, or there already.

    Attributes:
        kind: ``source``, ``entity`` or ``fact``.
        id: its id in the store.
        done: ``added`` or ``already there``.
        stated: of a fact, as printed.
        read: of a fact, as it is read.
        verdict: of a fact, where it makes one that there was not; with its severity and reason.
        file: relative to the store.
    """

    kind: str
    id: str
    done: str
    file: str
    stated: str = ""
    read: str = ""
    verdict: str = ""
    severity: str = ""
    why: str = ""


class Edit(NamedTuple):
    """A file as it is to be: ``text`` is all of it, ``was`` what it holds now."""

    file: str
    text: str
    was: str


class Entry(NamedTuple):
    """What is entered, and the edits that do so; none where all is there already."""

    entered: Sequence[Entered]
    edits: Sequence[Edit]


def parse_draft(text: str, name: str) -> dict[str, Any]:
    """The document of a draft, without its mark.

    Raises:
        ParkqError: it is not TOML.
    """
    document = files.parse_text(text, name)
    if isinstance(document, Problem):
        raise ParkqError(str(document))
    document.pop("draft", None)
    return document


def decode_draft(document: Mapping[str, object], name: str) -> Tables:
    """The tables of a draft.

    Raises:
        ParkqError: something in it is wrong; all of it is said.
    """
    tables, problems = decode({"schema": SCHEMA, **document}, name)
    if problems:
        raise ParkqError("\n".join(map(_say_problem, problems)), hint="nothing was changed")
    return tables


def _say_problem(problem: Problem) -> str:
    number = next((f", table {part + 1}" for part in problem.path if isinstance(part, int)), "")
    hint = f" ({problem.hint})" if problem.hint else ""
    return f"{problem.file}{number}: {problem.message}{hint}"


def as_edtf(text: str, published: str | None = None) -> str:
    """A date in EDTF, or as it is printed, as EDTF; 去年 and 10月 count from a publication.

    Raises:
        ParkqError: it is neither.
    """
    try:
        parse(text)
    except DateError as error:
        year = int(published[:4]) if published and published[:4].isdigit() else None
        figure = reader.read_figure(text, Context(Kind.DATE, year=year))
        if not isinstance(figure, Figure):
            raise ParkqError(f"{text!r} is no date: {figure.error}", hint=str(error)) from error
        low, high = (None if end is None else int(end) for end in (figure.low, figure.high))
        return shortest(low, high)
    return text


def find_date(text: str) -> str | None:
    """The first date that a text names, in EDTF; None where it names none."""
    folded = fold_text(text).text
    for span in find_spans(folded):
        if span.is_date:
            with suppress(ParkqError):
                return as_edtf(folded[span.start : span.end])
    return None


def plan_entry(store: Store, tables: Tables) -> Entry:
    """What entering the tables of a draft comes to.

    Raises:
        ParkqError: something cannot be entered; then nothing is.
    """
    entities = [_find_entity(store, entity) for entity in tables.entities]
    source = [_find_source(store, tables.source)] if tables.source else []
    statements = [_name_source(row, tables.source) for row in tables.statements.rows()]
    new = _without_repeated(store, statements)
    blocks: defaultdict[str, list[_Table]] = defaultdict(list)
    for entity, entered in zip(tables.entities, entities, strict=True):
        if entered.done == _ADDED:
            blocks[entered.file].append(("entity", _keys_of_noun("entity", entity)))
    for statement in new:
        file = _file_of_source(store, statement.source, tables.source)
        blocks[file].append(("fact", _keys_of_fact(statement)))
    if tables.source and source[0].done == _ADDED:
        head = ("source", _keys_of_noun("source", tables.source))
        blocks[source[0].file].insert(0, head)
    edits = [_edit_file(store, file, added) for file, added in blocks.items()]
    after = load(store.root, {edit.file: edit.text for edit in edits}) if edits else store
    _refuse_problems(store, after)
    return Entry([*source, *entities, *_entered_facts(store, after, statements, new)], edits)


def _edit_file(store: Store, file: str, tables: Iterable[_Table]) -> Edit:
    """A file with tables added to its end, in the style of those before them."""
    was = _read(store, file)
    text = was or writing.begin_file(store.root)
    formats = {name: writing.read_style(text, name) for name in ("source", "entity", "fact")}
    added = "\n".join(writing.format_table(formats[name], values) for name, values in tables)
    return Edit(file, writing.appended(text, added), was)


def write_entry(root: str, entry: Entry) -> None:
    """Writes the edits of an entry: all, or none where one cannot be written.

    Raises:
        ParkqError: a file cannot be written, or has changed meanwhile.
    """
    written: list[Edit] = []
    try:
        for edit in entry.edits:
            writing.replace_file(root, edit.file, edit.text, was=edit.was)
            written.append(edit)
    except ParkqError:
        for edit in written:
            writing.restore_file(root, edit.file, edit.was)
        raise


def format_difference(entry: Entry) -> Iterator[str]:
    """The edits as a unified diff."""
    for edit in entry.edits:
        old, new = (text.splitlines(keepends=True) for text in (edit.was, edit.text))
        before = f"a/{edit.file}" if edit.was else "/dev/null"
        for line in unified_diff(old, new, before, f"b/{edit.file}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _find_source(store: Store, source: Source) -> Entered:
    known = store.sources.get(source.id)
    if known:
        return Entered("source", source.id, _THERE, known.file)
    file = f"{source.id}.toml"
    if os.path.lexists(os.path.join(store.root, file)):
        raise ParkqError(f"{file} is in the store already, and is not of source {source.id}")
    return Entered("source", source.id, _ADDED, file)


def _find_entity(store: Store, entity: Entity) -> Entered:
    known = store.entities.get(entity.id)
    if known:
        return Entered("entity", entity.id, _THERE, known.file)
    files_used = Counter(each.file for each in store.entities.values())
    file = max(files_used, key=files_used.__getitem__, default=ENTITIES)
    return Entered("entity", entity.id, _ADDED, file)


def _keys_of_noun(name: str, noun: Source | Entity) -> dict[str, Any]:
    return {key: getattr(noun, key) for key in writing.keys_of(name)}


def _read(store: Store, file: str) -> str:
    path = os.path.join(store.root, file)
    return files.read_text(store.root, file) if os.path.lexists(path) else ""


def _name_source(statement: Statement, source: Source | None) -> Statement:
    """The statement with its source named."""
    if statement.source or source is None:
        return statement
    return statement._replace(source=source.id)


def _file_of_source(store: Store, source: str, new: Source | None) -> str:
    known = store.sources.get(source)
    if known:
        return known.file
    if new is None or new.id != source:
        raise ParkqError(f"there is no source {source!r}", hint="parkq add-source enters one")
    return f"{new.id}.toml"


def _keys_of_fact(statement: Statement) -> dict[str, Any]:
    """What is written of a fact: no default, and no source that its file has already."""
    values = {key: getattr(statement, key) for key in writing.keys_of("fact")}
    values["role"] = "" if statement.role is Role.ACTUAL else statement.role.value
    values["rank"] = "" if statement.rank is Rank.NORMAL else statement.rank.value
    values["source"] = ""
    return values


def _identity(fact: Fact | Statement) -> tuple[str, ...]:
    stated = fact.stated if isinstance(fact, Statement) else fact.figure.stated
    words = fold_text(stated).text, fact.scope, fact.as_of or "", fact.role
    return fact.entity, fact.attribute, fact.source, *words


def _without_repeated(store: Store, statements: Iterable[Statement]) -> list[Statement]:
    """Those that the store does not hold yet, each once."""
    known = set(map(_identity, store.facts.values()))
    new = []
    for statement in statements:
        if _identity(statement) not in known:
            known.add(_identity(statement))
            new.append(statement)
    return new


def _refuse_problems(before: Store, after: Store) -> None:
    """Refuses what makes a problem that the store has not got yet, or loses anything of it."""
    known = {(problem.file, problem.message) for problem in before.problems}
    new = [p for p in after.problems if (p.file, p.message) not in known]
    if new:
        raise ParkqError("\n".join(map(_say_problem, new)), hint="nothing was changed")
    if not before.facts.keys() <= after.facts.keys():
        raise ParkqError("a file is written in a way that cannot be added to; edit it by hand")


def _entered_facts(
    before: Store, after: Store, statements: Iterable[Statement], new: Sequence[Statement]
) -> Iterator[Entered]:
    by_identity = {_identity(fact): fact for fact in after.facts.values()}
    verdicts = _new_groups(before, after, {statement.entity for statement in new})
    fresh = set(map(_identity, new))
    for statement in statements:
        fact = by_identity.get(_identity(statement))
        if fact is None:
            raise ParkqError(f"{statement.stated}: its file makes something else of it")
        done = _ADDED if _identity(statement) in fresh else _THERE
        fresh.discard(_identity(statement))
        group = verdicts.get(fact.id) if done == _ADDED else None
        read = display(fact.figure) if isinstance(fact.figure, Figure) else str(fact.figure.error)
        yield Entered(
            kind="fact",
            id=fact.id,
            done=done,
            stated=statement.stated,
            read=read,
            verdict=group.verdict if group else "",
            severity=group.severity.name.lower() if group else "",
            why=group.why[0] if group and group.why else "",
            file=fact.file,
        )


def _new_groups(before: Store, after: Store, entities: Iterable[str]) -> dict[str, Group]:
    """Fact id to the gravest verdict on it that there was not before; silent ones are none."""
    found: dict[str, Group] = {}
    for entity in entities:
        known = {group.fingerprint for group in judged(before, entity)}
        for group in judged(after, entity):
            if group.fingerprint not in known and group.severity > Severity.SILENT:
                for id_ in group.facts:
                    if id_ not in found or found[id_].severity < group.severity:
                        found[id_] = group
    return found
