"""The long runs, by command; the bounded ones are ``test_fuzz.py``.

- ``python tests/fuzz/fuzz.py figure --seconds 600`` lets atheris (``pip install atheris``), which
  is guided by the branches that an input reaches, look for bytes that make a target of
  ``targets.py`` fail. What it finds it writes to ``crash-…`` in the working directory: make it
  small, put it in ``tests/data/fuzz/TARGET``, where every test run tries it, and mend parkq.
- ``python tests/fuzz/fuzz.py all --seconds 120`` does so with each target in turn, and records in
  ``results.tsv`` how many inputs it tried.
- ``python tests/fuzz/fuzz.py files --size 10000000`` reads a file of each shape of ``shapes.py``,
  prints the seconds and the megabytes that it takes, and records the most of both.
- ``python tests/fuzz/fuzz.py figures --count 1000000`` puts figures together from the words and
  units that parkq knows and from the forms of ``tests/data/figures``, cut, joined and changed,
  tries each as ``targets.py`` does, and records how many were tried.
- ``python tests/fuzz/fuzz.py toml --folder toml-test/tests/invalid`` reads the invalid files of the
  TOML project's own suite, prints those not told with a place, and records how many were.

``python tests/fuzz/tried.py`` puts what is recorded into the README.
"""

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SEEDS = Path(__file__).parent.parent / "data"
RESULTS = Path(__file__).parent / "results.tsv"
_READ = """
import gc, resource, sys
gc.disable()
from parkq.cli import run
status = run(["list", "parks", "--store", sys.argv[1]])
used = resource.getrusage(resource.RUSAGE_SELF)
print(int(status), used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""
_DONE = re.compile(r"^Done (\d+) runs", re.MULTILINE)


class Cost(NamedTuple):
    """What it took to read a file: an exit status, seconds of a processor, megabytes."""

    status: int
    seconds: float
    megabytes: int


def results() -> dict[str, str]:
    """What was recorded, by name."""
    lines = RESULTS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def _record(**measured: object) -> None:
    known = (results() if RESULTS.exists() else {}) | {k: str(v) for k, v in measured.items()}
    lines = (f"{name}\t{value}\n" for name, value in sorted(known.items()))
    RESULTS.write_text("".join(lines), encoding="utf-8")


def cost(content: bytes, *, limit: int) -> Cost:
    """Reads a file in a process of its own, that is stopped after that many seconds."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as root:
        (Path(root) / "a.toml").write_bytes(content)
        ran = subprocess.run(
            [sys.executable, "-c", _READ, root],
            env={**os.environ, "PARKQ_CACHE": str(Path(root) / "none" / "here")},
            capture_output=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)),
        )
    lines = ran.stdout.split(b"\n")
    if ran.returncode:
        raise RuntimeError(f"ended with {ran.returncode}: {ran.stderr.decode()[-300:]}")
    status, seconds, megabytes = lines[-2].split()
    return Cost(int(status), float(seconds), int(megabytes))


def _files(size: int) -> None:
    import shapes  # noqa: PLC0415 - of no use to atheris

    most = Cost(0, 0.0, 0)
    for name in shapes.SHAPES:
        taken = cost(shapes.content(name, size), limit=300)
        print(f"{name:28} {taken.seconds:6.1f} s {taken.megabytes:6} MB  exit {taken.status}")
        worst = max(most.seconds, taken.seconds), max(most.megabytes, taken.megabytes)
        most = Cost(0, *worst)
    _record(
        shapes=len(shapes.SHAPES),
        size=size,
        seconds=round(most.seconds),
        megabytes=most.megabytes,
    )


def _figures(count: int, seed: int) -> None:
    import mixtures  # noqa: PLC0415 - of no use to atheris
    from targets import KINDS, check_figure  # noqa: PLC0415 - not instrumented here

    for tried, stated in enumerate(mixtures.figures(count, seed), start=1):
        try:
            check_figure(stated, None)
            check_figure(stated, KINDS[tried % len(KINDS)])
        except Exception:
            print(f"after {tried}: {stated!r}")
            raise
    print(f"{count} figures")
    _record(tried_figures=count)


def _toml(folder: Path) -> None:
    from parkq.errors import Problem  # noqa: PLC0415 - of no use to the others
    from parkq.store import files  # noqa: PLC0415 - likewise

    told, read = 0, 0
    for file in sorted(folder.rglob("*.toml")):
        found = files.parse(str(file.parent), file.name)
        told += isinstance(found, Problem) and found.line > 0
        read += isinstance(found, dict)
        if not isinstance(found, Problem) or not found.line:
            print(file.relative_to(folder), "was read" if isinstance(found, dict) else found)
    print(f"{told} told with line and column, {read} read, as a newer TOML allows")
    _record(toml_told=told, toml_read=read)


def _fuzz(target: str, seconds: int) -> None:
    import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore] # noqa: PLC0415

    with atheris.instrument_imports(include=["parkq"]):
        from targets import TARGETS  # noqa: PLC0415 - instrumented as it is imported

    found = SEEDS / "fuzz" / target
    with tempfile.TemporaryDirectory(prefix="fuzz-") as corpus:
        options = [f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048"]
        atheris.Setup([sys.argv[0], *options, corpus, str(found)], TARGETS[target])
        atheris.Fuzz()


def _all(seconds: int) -> None:
    from targets import TARGETS  # noqa: PLC0415 - not instrumented here

    for target, tried in _tried(tuple(TARGETS), seconds):
        print(f"{target:14} {tried} inputs")
        _record(**{f"tried_{target}": tried})


def _tried(targets: tuple[str, ...], seconds: int) -> Iterator[tuple[str, int]]:
    for target in targets:
        command = [sys.executable, __file__, target, "--seconds", str(seconds)]
        ran = subprocess.run(command, capture_output=True, check=False)
        said = ran.stderr.decode("utf-8", "replace")
        done = _DONE.search(said)
        if done is None or ran.returncode:
            raise RuntimeError(f"{target}: {said[-2000:]}")
        yield target, int(done[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", help="a target, or all, files, figures or toml")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--size", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, default=Path("toml-test/tests/invalid"))
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    match asked.what:
        case "all":
            _all(asked.seconds)
        case "files":
            _files(asked.size)
        case "figures":
            _figures(asked.count, asked.seed)
        case "toml":
            _toml(asked.folder)
        case target:
            _fuzz(target, asked.seconds)


if __name__ == "__main__":
    main()
