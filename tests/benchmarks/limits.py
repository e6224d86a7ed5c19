"""What CI allows: a table of processor time in P, by number of facts and task."""

import tomllib
from pathlib import Path

from results import Row

_LIMITS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def limit(row: Row) -> float | None:
    """The most that a task may take on a store, in P; None if nothing is said of it."""
    allowed: float | None = _LIMITS.get(str(row.facts), {}).get(row.task)
    return allowed


def broken(row: Row) -> bool:
    """Whether a task took more than it may."""
    allowed = limit(row)
    return allowed is not None and float(row.cpu) > allowed
