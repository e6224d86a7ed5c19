"""What is timed within one process that has parkq: reading figures, finding names.

The scripts print seconds and what they were spent on; here they become ratios to P like the rest.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from timing import FEWEST, Command, Times, run

SCRIPTS = {"figures": ("inside_figures.py", "10000"), "names": ("inside_search.py", "100000")}
"""By task: a script beside this one, and how many figures or names it takes."""


def times(task: str, idling: Command) -> Iterator[tuple[str, Times]]:
    """What a script timed, by title."""
    script, count = SCRIPTS[task]
    idle = [run(idling) for _ in range(2 * FEWEST)]
    printed = subprocess.run(
        ["python", Path(__file__).with_name(script), count],  # noqa: S607 - the one installed here
        env=dict(idling.environ),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    idle += [run(idling) for _ in range(2 * FEWEST)]
    for line in printed.splitlines():
        seconds, title = line.split("\t")
        yield title, Times([idle[0]._replace(wall=float(seconds), cpu=float(seconds))], idle)
