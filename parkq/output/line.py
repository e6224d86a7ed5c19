"""A comparison as the line of JSON that ``diff-sources`` prints, for what keeps it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parkq.output.lookup import Lookup
    from parkq.verdicts.results import Group


def encode(group: "Group", store: "Lookup") -> str:
    """The line, without the break that ends it; what prints is imported when there is any."""
    from parkq.output import nouns  # noqa: PLC0415 - most calls find all printed already
    from parkq.output.encode import dumps  # noqa: PLC0415

    return dumps(nouns.group(group, store))
