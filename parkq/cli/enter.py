"""init, add, add-source, add-entity: a store begun, and facts entered one by one or by draft."""

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parkq import terminal
from parkq.cli.options import StoreFolder, choice
from parkq.cli.printing import Reply, put
from parkq.cli.root import writable_root
from parkq.errors import Exit, ParkqError
from parkq.terms import Role

if TYPE_CHECKING:
    from parkq.cli.session import Session
    from parkq.documents.entry import Entry

_FACT_WORDS = 3

DryRun = Annotated[
    bool, choice("--dry-run", text="Print the change of the files as a diff, and write nothing.")
]


def init(
    folder: Annotated[
        str, typer.Argument(metavar="[DIR]", help="The folder of the store.", show_default=True)
    ] = "facts",
) -> Exit:
    """Begin a store: a folder, the core vocabulary, and the schema that editors check it by.

    Examples:
      parkq init parks/facts

    Prints the next three commands. The vocabulary is yours: change it, and add to it.
    """
    from parkq.documents.starting import start_store

    terminal.require_stdout()
    for file in start_store(folder):
        terminal.note(f"{file} written")
    option = "" if folder == "facts" else f" --store {folder}"
    sys.stdout.write(
        f"parkq scan DOC --source ID --entity ID{option} > draft.toml\n"
        f"parkq add draft.toml{option}\n"
        f"parkq diff-sources{option}\n"
    )
    return Exit.FOUND


def add(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="DRAFT | ENTITY ATTRIBUTE STATED",
            help="A draft (- is stdin), or one fact: any name, the figure as printed.",
        ),
    ],
    *,
    source: Annotated[str, choice("--source", metavar="SOURCE", text="Who states it.")] = "",
    as_of: Annotated[
        str, choice("--as-of", metavar="DATE", text="When it held: EDTF, or as printed.")
    ] = "",
    role: Annotated[Role, choice("--role", text="What it is meant as (actual).")] = Role.ACTUAL,
    scope: Annotated[str, choice("--scope", metavar="TEXT", text="Its extent.")] = "",
    where: Annotated[
        str, choice("--where", metavar="TEXT", text="Where in the document: ¶2.")
    ] = "",
    note: Annotated[str, choice("--note", metavar="TEXT", text="A remark.")] = "",
    dry_run: DryRun = False,
    store: StoreFolder = None,
) -> Reply:
    """Enter facts: a draft that parkq scan wrote and you looked through, or one fact.

    Examples:
      parkq add draft.toml --dry-run
      parkq add 泸州高新区 planned-area 202平方公里 --source scjjw-2022 --where ¶2
      parkq scan bulletin.txt --entity luzhou | parkq add -

    Each figure is shown as it is read, with the verdict that it makes where there was none such.
    All of a draft is entered or nothing; what is there already stays. The files keep their style.
    """
    if len(names) not in {1, _FACT_WORDS}:
        raise ParkqError("add takes a draft, or an entity, an attribute and what is stated")
    if len(names) == 1:
        text, name = _read_draft(names[0])
        return _enter_document(_parse(text, name), name, store, dry_run=dry_run)
    if not source:
        raise ParkqError("say who states it", hint="--source ID")
    keys = ("entity", "attribute", "stated")
    fact = dict(zip(keys, names, strict=True)) | {
        "source": source,
        "as_of": as_of,
        "role": role.value,
        "scope": scope,
        "where": where,
        "note": note,
    }
    given = {key: value for key, value in fact.items() if value}
    return _enter_document({"fact": [given]}, "the fact", store, dry_run=dry_run)


def add_source(
    id_: Annotated[str, typer.Argument(metavar="ID", help="By habit publisher and year.")],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="As printed.")],
    *,
    publisher: Annotated[str, choice("--publisher", metavar="TEXT", text="Who published it.")] = "",
    published: Annotated[
        str, choice("--published", metavar="DATE", text="When: EDTF, or as printed.")
    ] = "",
    retrieved: Annotated[str, choice("--retrieved", metavar="DATE", text="When it was read.")] = "",
    kind: Annotated[
        str, choice("--kind", metavar="WORD", text="official, press, reference, self-media, ...")
    ] = "",
    url: Annotated[str, choice("--url", metavar="URL", text="Where it can be read.")] = "",
    derived_from: Annotated[
        str, choice("--derived-from", metavar="SOURCE", text="Which source it reprints.")
    ] = "",
    document: Annotated[
        str, choice("--document", metavar="FILE", text="Its file: its name and SHA-256 are noted.")
    ] = "",
    note: Annotated[str, choice("--note", metavar="TEXT", text="A remark.")] = "",
    dry_run: DryRun = False,
    store: StoreFolder = None,
) -> Reply:
    """Enter a source: a document that states facts, in a file of its own.

    Examples:
      parkq add-source bulletin-2023 2023年统计公报 --publisher 统计局 --published 2024年3月
      parkq add-source article-2022 高新区见闻 --document article.html
    """
    from parkq.documents.entry import as_edtf
    from parkq.documents.library import digest_file

    source = {
        "id": id_,
        "title": title,
        "publisher": publisher,
        "published": published and as_edtf(published),
        "retrieved": retrieved and as_edtf(retrieved),
        "kind": kind,
        "url": url,
        "derived_from": derived_from,
        "note": note,
    }
    if document:
        try:
            source |= {"document": os.path.basename(document), "sha256": digest_file(document)}
        except OSError as error:
            raise ParkqError(f"{document}: {error.strerror}") from error
    given = {key: value for key, value in source.items() if value}
    return _enter_document({"source": given}, "the source", store, dry_run=dry_run)


def add_entity(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Short, in Latin letters.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name.")],
    *,
    alias: Annotated[
        list[str] | None, choice("--alias", metavar="NAME", text="A further name; repeatable.")
    ] = None,
    kind: Annotated[
        str, choice("--kind", metavar="WORD", text="park (unless said), district, facility, ...")
    ] = "park",
    part_of: Annotated[str, choice("--part-of", metavar="ENTITY", text="What it belongs to.")] = "",
    code: Annotated[str, choice("--code", metavar="TEXT", text="Its code in a catalogue.")] = "",
    note: Annotated[str, choice("--note", metavar="TEXT", text="A remark.")] = "",
    dry_run: DryRun = False,
    store: StoreFolder = None,
) -> Reply:
    """Enter what facts are about: a park, a district, a facility, a company.

    Examples:
      parkq add-entity luzhou 泸州国家高新技术产业开发区 --alias 泸州高新区
      parkq add-entity luzhou-mall 爱琴海购物公园 --kind facility --part-of luzhou
    """
    entity: dict[str, Any] = {
        "id": id_,
        "name": name,
        "aliases": list(alias or ()),
        "kind": kind,
        "part_of": part_of,
        "code": code,
        "note": note,
    }
    given = {key: value for key, value in entity.items() if value}
    return _enter_document({"entity": [given]}, "the entity", store, dry_run=dry_run)


def _read_draft(file: str) -> tuple[str, str]:
    """The text of a draft, and its name in errors."""
    from parkq.documents.reading import decode_text

    if file == "-":
        return (sys.stdin.read() if sys.stdin else ""), "stdin"
    try:
        with open(file, "rb") as stream:
            return decode_text(file, stream.read()), file
    except OSError as error:
        hint = "a fact is an entity, an attribute and what is stated"
        raise ParkqError(f"{file}: {error.strerror}", hint=hint) from error


def _parse(text: str, name: str) -> dict[str, Any]:
    from parkq.documents.entry import parse_draft

    return parse_draft(text, name)


def _enter_document(
    document: dict[str, Any], name: str, store: str | None, *, dry_run: bool
) -> Reply:
    """Enters the tables of a document, all or none: they are shown first, then written."""
    from parkq.cli.session import Session
    from parkq.documents.entry import decode_draft, plan_entry

    root = writable_root(store)
    session = Session(root, anew=True)
    _resolve_names(session, document)
    entry = plan_entry(session.store, decode_draft(document, name))
    return reply_of_entry(session, entry, root, dry_run=dry_run)


def reply_of_entry(session: "Session", entry: "Entry", root: str, *, dry_run: bool) -> Reply:
    """What is entered is printed, and written when that is done; of a dry run, the difference."""
    from parkq.documents.entry import format_difference, write_entry
    from parkq.output.views.entered import answer
    from parkq.store.writing import alone

    if dry_run:
        for line in _told_of(entry):
            terminal.note(line)
        put(format_difference(entry))
        return Reply(None, session.status)

    for each in entry.entered:
        if each.severity in {"warning", "error"}:
            terminal.note(f"{each.verdict}: {each.why}")

    def write() -> Exit:
        if entry.edits:
            with alone(root):
                write_entry(root, entry)
        return session.status

    return Reply(session.warned(answer(entry.entered)), write)


def _told_of(entry: "Entry") -> Iterable[str]:
    """A line a fact: how it is read, and the verdict that it makes."""
    for each in entry.entered:
        verdict = f"  {each.verdict}: {each.why}" if each.verdict else ""
        words = "  ".join(filter(None, (each.stated, each.read)))
        yield f"{each.done}: {each.id}  {words}{verdict}".rstrip()


def _resolve_names(session: "Session", document: dict[str, Any]) -> None:
    """Puts ids in the place of names, and EDTF in the place of printed dates.

    Raises:
        ParkqError: names are unclear; each is told of once.
    """
    from parkq.documents.entry import as_edtf

    facts = [fact for fact in _tables(document, "fact") if isinstance(fact, dict)]
    new = {entity.get("id") for entity in _tables(document, "entity") if isinstance(entity, dict)}
    source = document.get("source")
    own = {source.get("id")} if isinstance(source, dict) else set()
    given = {"entity": new, "attribute": set(), "source": own}
    unclear = []
    for key, ids in given.items():
        for name in {f[key]: None for f in facts if isinstance(f.get(key), str)}:
            id_ = name if name in ids else session.find_id(key, name)
            if id_ is None:
                unclear.append(session.say_unclear(key, name))
            for fact in facts:
                if fact.get(key) == name:
                    fact[key] = id_
    if unclear:
        raise ParkqError("\n".join(unclear), hint="nothing was changed")
    for fact in facts:
        if isinstance(fact.get("as_of"), str):
            fact["as_of"] = as_edtf(fact["as_of"])


def _tables(document: dict[str, Any], name: str) -> list[Any]:
    tables = document.get(name)
    return tables if isinstance(tables, list) else []
