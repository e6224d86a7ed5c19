"""The plainest look-ups in a pipe, without the command line: rows of the index, printed.

Served are ``show NAME -f tsv``, ``diff-sources -f jsonl``, ``search TEXT`` and ``check``, to the
bytes and status of the command line. Whatever would have to be decided is left to it: an option, a
setting of the environment, a name not written as the store has it, a store with problems, a cell
that has to be escaped.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from parkq.index.database import Database, Encode, close_all, open_database

Environ = Mapping[str, str]
Answer = tuple[str, int, str]
"""What is printed, the status, and what is said on stderr."""

_TSV = (["-f", "tsv"], ["--format", "tsv"], ["--format=tsv"])
_JSONL = {"-f jsonl": 0, "-f jsonl --exit-code": 1, "--exit-code -f jsonl": 1}
"""What may stand behind ``diff-sources``, and the status of what is not accepted."""
_HEEDED = (
    "CLICOLOR_FORCE",
    "FORCE_COLOR",
    "FORCE_HYPERLINK",
    "PARKQ_FORMAT",
    "PARKQ_LANG",
    "PARKQ_OUTPUT_FORMAT",
    "PYTHONIOENCODING",
)


def serve(args: Sequence[str], environ: Environ) -> int | None:
    """Answers a command line and gives its status; None where it has to take the usual way.

    Raises:
        OSError: stdout cannot be written.
    """
    find = _choose(list(args))
    is_plain = sys.stdout is not None and not sys.stdout.isatty()
    if find is None or not is_plain or any(name in environ for name in _HEEDED):
        return None
    try:
        answer = find(environ)
    except OSError:
        return None
    if answer is None:
        return None
    text, status, note = answer
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
    if note:
        from parkq import terminal  # noqa: PLC0415 - every command line comes by here

        terminal.note(note)
    return status


def _choose(args: list[str]) -> Callable[[Environ], Answer | None] | None:
    """What answers a command line from the environment."""
    command, *words = args or [""]
    if command == "check" and not words:
        return _check
    if command == "search" and words and not any(word.startswith("-") for word in words):
        return lambda environ: _read_index(
            environ, lambda index, root: _search(index, root, words, environ)
        )
    if command == "diff-sources" and " ".join(words) in _JSONL:
        return lambda environ: _read_index(
            environ, lambda index, root: _differ(index, root, words, environ)
        )
    if command == "show" and words[1:] in _TSV and not words[0].startswith("-"):
        return lambda environ: _read_index(
            environ, lambda index, _: _show(index, words[0], environ)
        )
    return None


def _find_root(environ: Environ, *, fallback: bool = True) -> str | None:
    from parkq.store import folder  # noqa: PLC0415 - as above

    chosen = environ.get("PARKQ_STORE")
    if chosen and not os.path.isdir(chosen):
        return None
    root = folder.find(None, environ, os.getcwd())
    return root if fallback or root not in {folder.SHIPPED, folder.CHECKOUT} else None


def _read_index(environ: Environ, read: Callable[[Database, str], Answer | None]) -> Answer | None:
    """Answers from the index of the store, where all is well with it."""
    root = _find_root(environ)
    database = open_database(root, environ, _Encode()) if root else None
    try:
        if not database or database.select("SELECT value FROM meta WHERE key = 'problems'") != [
            ("[]",)
        ]:
            return None
        return read(database, root or "")
    finally:
        close_all()


class _Encode:
    """What prints comparisons, imported where there are any."""

    def __call__(self, *comparison_and_store: object) -> str:
        from parkq.output import line  # noqa: PLC0415 - as above

        encode: Encode = line.encode
        return encode(*comparison_and_store)


def _check(environ: Environ) -> Answer | None:
    from parkq import clock, terminal, words  # noqa: PLC0415 - as above
    from parkq.checking import Asked, told  # noqa: PLC0415
    from parkq.output.reports import full  # noqa: PLC0415
    from parkq.rules import RULES  # noqa: PLC0415
    from parkq.store import folder  # noqa: PLC0415
    from parkq.store.memory import load  # noqa: PLC0415

    root = _find_root(environ, fallback=False)
    if root is None:
        return None
    terminal.encode()
    words.speak(words.of_locale(environ))
    store = load(root)
    if not store.entities:  # it may be the wrong folder, which is said
        return None
    text, summary, failed = told(store, Asked(RULES, clock.day(), os.getcwd(), full.write))
    naming = "" if environ.get("PARKQ_STORE") else f"{folder.naming_line(root, os.getcwd())}\n"
    return text, int(failed), naming + summary


def _search(database: Database, root: str, words: list[str], environ: Environ) -> Answer | None:
    from parkq import names  # noqa: PLC0415 - as above
    from parkq.aligned import BLOCK  # noqa: PLC0415
    from parkq.index.names import lookup  # noqa: PLC0415
    from parkq.index.query import IndexedStore  # noqa: PLC0415
    from parkq.names.search import search  # noqa: PLC0415
    from parkq.output.plain import table  # noqa: PLC0415
    from parkq.output.views.search import answer  # noqa: PLC0415
    from parkq.words import of_locale, speak  # noqa: PLC0415

    if len(" ".join(words)) > names.LONGEST_QUERY:
        return None
    speak(of_locale(environ))
    found = search(lookup(database, root), words, limit=names.MOST)
    if not found:
        return None
    hits = answer(found, IndexedStore(database.select, root))
    columns = [column for column in hits.columns if column.table]
    return "".join(table(columns, hits.blocks(BLOCK))), 0, ""


def _differ(database: Database, root: str, words: list[str], environ: Environ) -> Answer | None:
    from parkq.index.plain import comparison_lines  # noqa: PLC0415 - as above

    alarm = _JSONL[" ".join(words)]
    note = ""
    if alarm and not environ.get("PARKQ_STORE"):  # the store that is judged has to be named
        from parkq.store import folder  # noqa: PLC0415 - as above

        if root in {folder.SHIPPED, folder.CHECKOUT}:
            return None
        note = folder.naming_line(root, os.getcwd())
    text, all_accepted = comparison_lines(database.select)
    return (text, 0 if all_accepted else alarm, note) if text else None


def _show(database: Database, name: str, environ: Environ) -> Answer | None:
    from parkq.index.plain import fact_lines  # noqa: PLC0415 - as above
    from parkq.locales import language  # noqa: PLC0415

    text = fact_lines(database.select, name, language(environ))
    return (text, 0, "") if text else None
