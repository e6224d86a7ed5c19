"""A draft: what `scan` proposes, as a file of a store that says of itself that it is none yet."""

import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

from parkq.documents.document import Document
from parkq.documents.scan import Proposal
from parkq.figures.display import display
from parkq.model import Entity, Source
from parkq.names.folding import fold
from parkq.store import writing
from parkq.store.decode import SCHEMA
from parkq.store.writing import Style
from parkq.terminal import visible
from parkq.terms import Role

_AROUND = 16
"""Characters of the document that stand in the comment on either side of a figure."""

_LONGEST_TITLE = 80
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,16}?(?:国家)?(?:高新技术产业开发区|高新技术产业园区|经济技术开发区|高新区|经开区"
    r"|开发区|工业园区|产业园|新区|市|县|区)"
)
_HEAD = """\
# Proposed from {name} by parkq scan: look it through, then enter it: parkq add FILE
# A comment shows the words around a figure, and how it is read. Behind # in a line stand a guess's
# runners-up, or its reason. What is commented out fits no attribute well enough.

draft = true
schema = {schema}
"""


def describe_source(
    document: Document, id_: str, published: str | None, digest: str = ""
) -> Source:
    """A source that is new to the store, as far as its document says what it is."""
    title = document.title or document.quote(*document.paragraphs[0])
    return Source(
        id=id_,
        title=title[:_LONGEST_TITLE] or id_,
        published=f"{published}?" if published and not published.endswith("?") else published,
        document=os.path.basename(document.name) if digest else "",
        sha256=digest,
    )


def describe_entity(document: Document, id_: str) -> Entity:
    """An entity that is new to the store, by the first name of a place in the document."""
    for start, end in document.paragraphs[:3]:
        words = fold(document.quote(start, end))
        if found := _PLACE.search(words):
            return Entity(id=id_, name=found[0], kind="park")
    return Entity(id=id_, name=id_, kind="park")


def format_draft(
    document: Document,
    proposals: Iterable[Proposal],
    source: Source,
    entities: Iterable[Entity] = (),
) -> Iterator[str]:
    """The draft, piece by piece; a table a figure, in the order of the text."""
    name = visible(os.path.basename(document.name))
    yield _HEAD.format(name=name, schema=SCHEMA)
    yield "\n" + writing.format_table(Style("[source]"), _values("source", source))
    for entity in entities:
        yield "\n" + writing.format_table(Style("[[entity]]"), _values("entity", entity))
    for proposal in proposals:
        yield "\n" + _format_proposal(document, proposal)


def _values(name: str, noun: Source | Entity) -> dict[str, Any]:
    return {key: getattr(noun, key) for key in writing.keys_of(name)}


def _format_proposal(document: Document, proposal: Proposal) -> str:
    first = proposal.attributes[0] if proposal.attributes else "?"
    others = ", ".join(proposal.attributes[1:])
    dated, by = proposal.dated
    keys = {
        "entity": (proposal.entity or "?", ""),
        "attribute": (first, f"or {others}" if others else ""),
        "stated": (proposal.stated, ""),
        "as_of": (dated or "", f"by the {by}" if by not in {"", "sentence"} else ""),
        "role": ("" if proposal.role is Role.ACTUAL else proposal.role.value, "guessed"),
        "where": (f"¶{proposal.paragraph}", ""),
    }
    lines = ["[[fact]]"]
    for key, (value, remark) in keys.items():
        if value:
            lines.append(f"{key} = {writing.quoted(value)}" + (f"  # {remark}" if remark else ""))
    mark = "" if proposal.is_likely and proposal.entity else "# "
    return _comment(document, proposal) + "".join(f"{mark}{line}\n" for line in lines)


def _comment(document: Document, proposal: Proposal) -> str:
    """The words around a figure, which stands in brackets, and how it is read."""
    start, end = document.folded.original_span(proposal.span.start, proposal.span.end)
    first, last = document.widen(start, end, _AROUND)
    before, behind = document.quote(first, start), document.quote(end, last)
    read = f" = {display(proposal.figure)}" if proposal.figure else ""
    return f"# {visible(f'{before} [{proposal.stated}] {behind}')}{read}\n"
