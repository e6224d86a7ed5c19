"""The answer of ``search``: what is found, and whether the sources disagree on it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from parkq import words
from parkq.output.flags import flag_hits, group_tone
from parkq.output.formats import Answer
from parkq.output.nouns import Level
from parkq.output.record import PROBLEMS, Problems, Record, column, columns, key, record_of
from parkq.terms import Verdict

if TYPE_CHECKING:
    from parkq.names import search
    from parkq.output.tables.page import Element
    from parkq.store.memory import Store
    from parkq.verdicts.results import Group


class Hit(Record):
    """Something that search found."""

    kind: Literal["entity", "attribute", "source", "fact"] = column(whole=True)
    id: str = column(style=lambda _: "id", whole=True)
    name: str = column()
    field: str = column("Where the best match stands.", table=False)
    matched: str = column("The text of that field.")
    score: float = column("0 to 100.", right=True, table=False)
    verdict: Verdict | None = column(
        "On a fact, or the worst on an entity; null where nothing asks for notice.",
        word=words.coded,
        style=lambda hit: hit.tone,
        whole=True,
    )
    severity: Level | None = column(table=False)
    accepted: str = column("Until when it is acknowledged, and why; or empty.", table=False)
    tone: str


class Hits(Record):
    """The answer of parkq search. jsonl: a hit a line."""

    schema: Literal["parkq.search/1"] = "parkq.search/1"
    hits: tuple[Hit, ...] = key("The best first.")
    problems: Problems = key(PROBLEMS, default=None)


def answer(found: "Sequence[search.Hit]", store: "Store") -> Answer:
    """What ``search`` found, the best first.

    Args:
        found: to print.
        store: tells on which of it sources disagree.
    """
    flags = list(flag_hits(found, store))
    hits = tuple(map(_hit, found, flags))
    return Answer(
        columns=columns(Hit),
        records=hits,
        document=lambda: Hits(hits=hits),
        lines=lambda: hits,
        page=lambda: _page(hits, flags),
    )


def _hit(hit: "search.Hit", flag: "Group | None") -> Hit:
    from parkq.output.judged import acknowledgement  # noqa: PLC0415 - it reads figures

    return record_of(
        Hit,
        hit,
        score=round(hit.score, 1),
        verdict=flag and flag.verdict,
        severity=flag and flag.severity.name.lower(),
        accepted=acknowledgement(flag.accepted) if flag and flag.accepted else "",
        tone=group_tone(flag) if flag else "",
    )


def _page(hits: Sequence[Hit], flags: "Sequence[Group | None]") -> "Iterator[Element]":
    """A table with the flags first."""
    from parkq.output.tables.page import (  # noqa: PLC0415 - for terminals only
        Head,
        Section,
        Table,
        cell,
    )
    from parkq.output.views.common import flag_cell  # noqa: PLC0415

    heads = tuple(Head(words.word(name)) for name in ("verdict", "kind", "id", "name", "matched"))
    sections = (
        Section(
            (
                (
                    flag_cell(flag),
                    cell(words.word(hit.kind), whole=True),
                    cell(hit.id, "id", whole=True),
                    cell(hit.name),
                    cell(hit.matched if hit.matched != hit.name else ""),
                ),
            )
        )
        for hit, flag in zip(hits, flags, strict=True)
    )
    yield Table(heads, sections, narrower=(((0,), (1,), (2, 3), (4,)),))
