"""figure and schema: how parkq reads, and what shape its answers have."""

import sys
from typing import Annotated

import typer

from parkq import terminal
from parkq.cli.options import choice
from parkq.cli.printing import Reply
from parkq.cli.stdin import lines_for_dash
from parkq.errors import Exit, ParkqError
from parkq.model import Unread
from parkq.terms import Kind


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
    from parkq.figures.reader import read
    from parkq.figures.steps import steps as told
    from parkq.render.figures import answer

    figures = [read(text, kind) for text in lines_for_dash(texts)]
    failed = not figures or any(isinstance(each, Unread) for each in figures)
    status = Exit.NOTHING if failed else Exit.FOUND
    return Reply(answer(figures, told if steps else None), status)


def schema(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Without it: the names there are.")
    ] = None,
) -> Exit:
    """The JSON Schema of the store's files or of an answer.

    Examples:
      parkq schema
      parkq schema facts > facts.schema.json
      parkq show luzhou -f json | check-jsonschema --schemafile <(parkq schema show) -
    """
    from parkq import schemas
    from parkq.render.data import dumps

    terminal.require_stdout()
    names = schemas.names()
    if name is None:
        sys.stdout.write("".join(f"{each}\n" for each in names))
        return Exit.FOUND
    if name not in names:
        raise ParkqError(f"no schema is named {name!r}", hint=f"names: {', '.join(names)}")
    sys.stdout.write(dumps(schemas.schema(name), indent=2) + "\n")
    return Exit.FOUND
