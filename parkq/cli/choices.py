"""The options that choose facts and verdicts."""

from enum import StrEnum, unique
from typing import Annotated

from parkq.cli.options import choice
from parkq.terms import Role, Verdict


@unique
class Level(StrEnum):
    """A severity by name, as ``--min-severity`` takes it."""

    SILENT = "silent"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


Attributes = Annotated[
    list[str] | None,
    choice("-a", "--attribute", metavar="ATTRIBUTE", text="Only this attribute; repeatable."),
]
AsOf = Annotated[
    str | None,
    choice(
        "--as-of",
        metavar="DATE",
        text="Only what held then, or does not say when (EDTF: 2021, 2021-05, 2020/2022).",
    ),
]
Roles = Annotated[list[Role] | None, choice("--role", text="Only facts of this role; repeatable.")]
Entities = Annotated[
    list[str] | None, choice("--entity", metavar="ENTITY", text="Only of it; repeatable.")
]
Verdicts = Annotated[
    list[Verdict] | None, choice("--verdict", text="Only this verdict; repeatable.")
]
Sources = Annotated[
    list[str] | None,
    choice("--source", metavar="SOURCE", text="Only what this source states; repeatable."),
]
