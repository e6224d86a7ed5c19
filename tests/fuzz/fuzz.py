"""The long runs, by command; the bounded ones are ``test_fuzz.py``.

- ``python tests/fuzz/fuzz.py figure --seconds 600`` lets atheris (``pip install atheris``), which
  is guided by the branches that an input reaches, look for bytes that make a target of
  ``targets.py`` fail. What it finds it writes to ``crash-…`` in the working directory: make it
  small, put it in ``tests/data/fuzz/TARGET``, where every test run tries it, and mend parkq.
- ``python tests/fuzz/fuzz.py files --size 10000000`` reads a file of each shape of ``shapes.py``,
  and prints the seconds and the megabytes that it takes.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SEEDS = Path(__file__).parent.parent / "data"
_READ = """
import gc, resource, sys
gc.disable()
from parkq.cli import run
status = run(["list", "parks", "--store", sys.argv[1]])
used = resource.getrusage(resource.RUSAGE_SELF)
print(int(status), used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""


class Cost(NamedTuple):
    """What it took to read a file: an exit status, seconds of a processor, megabytes."""

    status: int
    seconds: float
    megabytes: int


def cost(content: bytes, *, limit: int) -> Cost:
    """Reads a file in a process of its own, that is stopped after that many seconds."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as root:
        (Path(root) / "a.toml").write_bytes(content)
        ran = subprocess.run(
            [sys.executable, "-c", _READ, root],
            capture_output=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)),
        )
    lines = ran.stdout.split(b"\n")
    if ran.returncode:
        raise RuntimeError(f"ended with {ran.returncode}: {ran.stderr.decode()[-300:]}")
    status, seconds, megabytes = lines[-2].split()
    return Cost(int(status), float(seconds), int(megabytes))


def costs(size: int) -> Iterator[tuple[str, Cost]]:
    """The cost of each shape."""
    import shapes  # noqa: PLC0415 - of no use to atheris

    for name in shapes.SHAPES:
        yield name, cost(shapes.content(name, size), limit=300)


def _fuzz(target: str, seconds: int) -> None:
    import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore] # noqa: PLC0415 - not of the dev extra

    with atheris.instrument_imports(include=["parkq"]):
        from targets import TARGETS  # noqa: PLC0415 - instrumented as it is imported

    found = SEEDS / "fuzz" / target
    with tempfile.TemporaryDirectory(prefix="fuzz-") as corpus:
        options = [f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048"]
        atheris.Setup([sys.argv[0], *options, corpus, str(found)], TARGETS[target])
        atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", help="a target, or files")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--size", type=int, default=10_000_000)
    asked = parser.parse_args()
    if asked.target != "files":
        _fuzz(asked.target, asked.seconds)
        return
    for name, taken in costs(asked.size):
        print(f"{name:28} {taken.seconds:6.1f} s {taken.megabytes:6} MB  exit {taken.status}")


if __name__ == "__main__":
    main()
