"""What is fuzzed: each target takes any bytes, and fails where parkq does what it must never do.

No error but those that are for the user, no answer that contradicts itself. Time and memory are
watched by those that run the targets. How to run them stands in ``fuzz.py``.
"""

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import tomli

from parkq import dates
from parkq.cli import run
from parkq.equations import expressions
from parkq.equations.intervals import Interval, point
from parkq.equations.references import ExpressionError
from parkq.errors import KeyPath, Problem
from parkq.figures import reader
from parkq.figures.context import Context
from parkq.figures.display import display
from parkq.figures.express import express
from parkq.figures.steps import steps
from parkq.model import Figure, Unread
from parkq.names import folding
from parkq.store import files, positions
from parkq.store.canonical import Facts
from parkq.store.decode import decode
from parkq.store.memory import load
from parkq.terms import WORDED, Kind

SMALL = Path(__file__).parent.parent / "data" / "cli" / "store"
KINDS = (None, *Kind)
_SHARED_MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - a file a run
_SCRATCH = tempfile.TemporaryDirectory(prefix="fuzz-", dir=_SHARED_MEMORY)


def text(data: bytes) -> str:
    """Any text, unpaired surrogates among it."""
    return data.decode("utf-8", "surrogateescape")


def store(data: bytes) -> None:
    """A file of a store: read whole, or with problems that are told where they are."""
    root = Path(_SCRATCH.name) / "facts"
    root.mkdir(exist_ok=True)
    (root / "a.toml").write_bytes(data)
    found = load(str(root))
    lines = data.count(b"\n") + 1
    for problem in found.problems:
        assert "\n" not in str(problem).replace(str(problem.hint), "")
        assert 0 <= problem.line <= lines
        assert problem.line > 0 or not problem.path, problem
    _plain_layout_is_toml(data)


def _plain_layout_is_toml(data: bytes) -> None:
    """What is cut out of a file without TOML's parser is what that parser reads."""
    with suppress(UnicodeDecodeError):
        document = files.parse_plain(data.decode("utf-8"))
        if document is not None:
            whole = files.parse_text(data.decode("utf-8"), "a.toml")
            assert not isinstance(whole, Problem), whole
            facts = document["fact"]
            assert isinstance(facts, Facts)
            assert document | {"fact": facts.tables()} == whole
            assert decode(document, "a.toml") == decode(whole, "a.toml")


def place(data: bytes) -> None:
    """A TOML document: every value of it has a place, within its text."""
    document = text(data)
    spans = positions.index(document)
    assert all(0 <= span.start <= span.end <= len(document) for span in spans.values())
    if not document.isprintable() and any("\ud800" <= char <= "\udfff" for char in document):
        return
    with suppress(ValueError, ArithmeticError, RecursionError):
        read = tomli.loads(document)
        for path in _paths(read, ()):
            assert path in spans, path


def _paths(value: object, path: KeyPath) -> Iterator[KeyPath]:
    if path:
        yield path
    if len(path) == positions.DEEPEST:
        return
    items: Iterator[tuple[str | int, object]] = iter(())
    if isinstance(value, dict):
        items = iter(value.items())
    elif isinstance(value, list):
        items = iter(enumerate(value))
    for key, below in items:
        yield from _paths(below, (*path, key))


def figure(data: bytes) -> None:
    """A stated figure: an interval that is one, or the place of what is not understood."""
    for kind in KINDS:
        check_figure(text(data), kind)


def check_figure(stated: str, kind: Kind | None) -> None:
    """What holds of any figure that is read as a value of a kind."""
    read = reader.read_figure(stated, Context(kind))
    assert read.stated == stated
    if isinstance(read, Unread):
        assert read.error
        assert 0 <= read.offset <= len(stated)
    else:
        _is_an_interval(read)
        _is_shown(read)
        _has_a_sign(read, kind)


def _is_an_interval(read: Figure) -> None:
    for bound in (read.low, read.high):
        assert bound is None or bound.is_finite()
    assert read.low is None or read.high is None or read.low <= read.high
    assert read.value is None or read.low is None or read.low <= read.value
    assert read.value is None or read.high is None or read.value <= read.high


def _is_shown(read: Figure) -> None:
    """What is read can be shown, expressed and explained, and reads back to itself."""
    shown = display(read)
    express(read, "")
    steps(read)
    if read.kind in WORDED or len(shown) > reader.LONGEST:
        return
    again = reader.read_figure(shown, Context(read.kind, currency=read.unit.partition("/")[0]))
    assert isinstance(again, Figure), (shown, again)
    same = again._replace(stated=read.stated, coarse=read.coarse, digits=read.digits)
    assert same == read, shown


def _has_a_sign(read: Figure, kind: Kind | None) -> None:
    """A sign before a number, if it may stand there, turns the number over."""
    if read.value is None or read.kind in {Kind.DATE, Kind.RANK}:
        return
    if read.stated.startswith(("增长", "成长", "增長", "成長")):
        return  # 负增长 is a word
    negative = reader.read_figure(f"负{read.stated}", Context(kind))
    if isinstance(negative, Figure) and negative.measure is read.measure:
        assert negative.value == read.value.copy_negate(), negative


def date(data: bytes) -> None:
    """A date: days in their order, or one line that says what is wrong."""
    try:
        period = dates.parse(text(data))
    except dates.DateError as error:
        _is_one_line(str(error))
        return
    assert period.low is not None or period.high is not None
    assert period.low is None or period.high is None or period.low <= period.high
    dates.shortest(period.low, period.high)
    dates.whole_years(period)


def expression(data: bytes) -> None:
    """A relation: read whole, or the place of what is not understood."""
    written = "".join(char for char in text(data) if char >= " ")  # as all text of a store
    try:
        read = expressions.parse(written, _interval)
    except ExpressionError as error:
        _is_one_line(str(error.message))
        _is_within(written, error.offset)
        return
    if len(str(read)) <= expressions.LONGEST:  # which spaces may take it beyond
        assert expressions.parse(str(read), _interval) == read


def _is_one_line(message: str) -> None:
    assert message
    assert "\n" not in message


def _is_within(written: str, offset: int) -> None:
    assert 0 <= offset <= max(len(written), expressions.LONGEST)


def _interval(stated: str) -> Interval:
    read = reader.read_figure(stated)
    if isinstance(read, Unread):
        raise ValueError(read.error)  # noqa: TRY004 - as the reader of relations does
    return point(read.value) if read.value is not None else Interval(read.low, read.high)


def name(data: bytes) -> None:
    """A name: folded to a form that folds to itself, with at most a few readings."""
    written = text(data)
    folded = folding.fold(written)
    assert folding.fold(folded) == folded
    assert len(folding.readings(folded)) <= 16
    folding.words(written)
    folding.closest(written, ("planned-area", "scope", "泸州"))


_COMMANDS = (
    *("show", "compare", "search", "diff-sources", "list", "check", "explain", "figure"),
    *("schema", "history", "help", "--help", "--version", ""),
)
_WRITES = frozenset({"accept", "report"})
_FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")


def command_line(data: bytes) -> None:
    """A command line, its words parted by line breaks, and what stdin holds after a NUL.

    The first byte chooses the command, so that mutations get further than its name.
    """
    command = _COMMANDS[data[0] % len(_COMMANDS)] if data else ""
    argv, _, stdin = text(data[1:]).partition("\0")
    words = [word for word in (command, *argv.split("\n")) if word]
    if _WRITES.intersection(words) or any(word.startswith("--output-f") for word in words):
        return
    status, said = _run(words, stdin)
    assert status in {0, 1, 2}, status
    assert status != 2 or said, words


def _run(words: list[str], stdin: str) -> tuple[int, str]:
    streams = sys.stdin, sys.stdout, sys.stderr
    here = os.getcwd()
    os.chdir(_SCRATCH.name)
    before = dict(os.environ)
    os.environ["PARKQ_STORE"] = str(SMALL)
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace") for _ in range(2))
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(stdin), out, err
    try:
        status = run(words)
        out.flush()
        err.flush()
    except OSError as error:
        return 2, str(error)
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        os.environ.clear()
        os.environ.update(before)
        os.chdir(here)
    return int(status), (out.buffer.getvalue() + err.buffer.getvalue()).decode()


Target = Callable[[bytes], None]
TARGETS: Mapping[str, Target] = {
    "store": store,
    "place": place,
    "figure": figure,
    "date": date,
    "expression": expression,
    "name": name,
    "command_line": command_line,
}
"""By name."""
