"""figure and schema: how parkq reads, and what shape its answers have."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from parkq import terminal
from parkq.cli.options import choice
from parkq.cli.printing import Reply
from parkq.cli.stdin import lines_for_dash
from parkq.errors import Exit, ParkqError
from parkq.locale import Message
from parkq.terms import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parkq.model import Unread


def figure(
    texts: Annotated[
        list[str], typer.Argument(metavar="TEXT...", help="As a source states it; - reads stdin.")
    ],
    *,
    kind: Annotated[Kind | None, choice("--kind", text="Read as a value of this kind.")] = None,
    steps: Annotated[bool, choice("--steps", text="Say how each was read.")] = False,
) -> Reply:
    """How parkq reads a stated figure: its number, interval, unit and hedge.

    Examples:
      parkq figure 10万平方米
      parkq figure 近百项 '2—3万人' 达40%以上
      parkq figure --steps 3500余亩
      cut -f5 facts.tsv | parkq figure - -f jsonl
    """
    from parkq.figures.context import Context
    from parkq.figures.reader import read_figure
    from parkq.figures.steps import steps as told
    from parkq.model import Figure
    from parkq.output.views.figures import answer

    understood: set[bool] = set()

    def figures() -> "Iterator[Figure | Unread]":
        for text in lines_for_dash(texts):
            figure = read_figure(text, Context(kind))
            understood.add(isinstance(figure, Figure))
            yield figure

    given = answer(figures(), told if steps else None, live="-" in texts)
    return Reply(given, lambda: Exit.FOUND if understood == {True} else Exit.NOTHING)


def schema(
    name: Annotated[
        str | None, typer.Argument(metavar="SCHEMA", help="Without it: the names there are.")
    ] = None,
) -> Exit:
    """The JSON Schema of the store's files or of an answer.

    Examples:
      parkq schema
      parkq schema facts > facts.schema.json
      parkq show luzhou -f json | check-jsonschema --schemafile <(parkq schema show) -
    """
    from parkq.output import schemas
    from parkq.output.encode import dumps

    terminal.require_stdout()
    names = schemas.names()
    if name is None:
        sys.stdout.write("".join(f"{each}\n" for each in names))
        return Exit.FOUND
    if name not in names:
        from parkq.names.folding import closest

        near = closest(name, names)
        hint = Message("did you mean {word}?", word=near) if near else None
        hint = hint or Message("names: {names}", names=", ".join(names))
        raise ParkqError(Message("no schema is named {name!r}", name=name), hint=hint)
    sys.stdout.write(dumps(schemas.schema(name), indent=2) + "\n")
    return Exit.FOUND
