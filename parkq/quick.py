"""The shortest way to the commonest answers: what is kept as it is printed.

Served are ``show NAME`` in a pipe, and ``diff-sources -f jsonl``, which checks run on every change;
the command line serves both to the same bytes and status (`tests/test_quick.py`), and this only
does without importing that. Whatever would have to be decided is left to it: an option, a setting
of the environment, a name not written as the store has it, a store with problems.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parkq.cache.kept import Kept

_FORMS = {
    (): "table",
    ("-f", "tsv"): "tsv",
    ("--format", "tsv"): "tsv",
    ("--format=tsv",): "tsv",
}
"""What may stand behind ``show NAME``."""
_DIFFERENCES = {
    ("diff-sources", "-f", "jsonl"): 0,
    ("diff-sources", "-f", "jsonl", "--exit-code"): 1,
    ("diff-sources", "--exit-code", "-f", "jsonl"): 1,
}
"""The status where a difference is listed that is not accepted."""
_HEEDED = (
    "CLICOLOR_FORCE",
    "FORCE_COLOR",
    "FORCE_HYPERLINK",
    "PARKQ_FORMAT",
    "PARKQ_LANG",
    "PYTHONIOENCODING",
)


def served(args: "Sequence[str]", environ: "Mapping[str, str]") -> int | None:
    """Answers a command line and gives its status; None where it has to take the usual way.

    Raises:
        OSError: stdout cannot be written.
    """
    form, alarm = _form(args), _DIFFERENCES.get(tuple(args))
    if form is None and alarm is None:
        return None
    if sys.stdout is None or sys.stdout.isatty() or any(name in environ for name in _HEEDED):
        return None
    from parkq.cache.tables import DamagedError  # noqa: PLC0415 - every command line comes by here

    try:
        store = _store(environ)
        if store is None:
            return None
        if form:
            text, status = _shown(store, args[1], form, environ), 0
        else:
            text, status = _differences(store, alarm or 0)
    except (OSError, DamagedError):
        return None
    if not text:
        return None
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
    return status


def _form(args: "Sequence[str]") -> str | None:
    """How ``show NAME`` is to print; None where something else is asked."""
    shows = len(args) > 1 and args[0] == "show" and not args[1].startswith("-")
    return _FORMS.get(tuple(args[2:])) if shows else None


def _store(environ: "Mapping[str, str]") -> "Kept | None":
    """What is kept of the store that is asked, brought up; None where not all is well with it."""
    from parkq.cache import keep, kept  # noqa: PLC0415 - as above
    from parkq.store import folder  # noqa: PLC0415

    asked = environ.get("PARKQ_STORE")
    if asked and not os.path.isdir(asked):
        return None
    root = folder.find(None, environ, os.getcwd())
    store = keep.fresh(root, environ)
    if store is None:
        from parkq.cache.make import opened  # noqa: PLC0415 - a fresh cache is only read

        store = opened(root, environ)
    return store if store and not store.text(kept.PROBLEMS) else None


def _shown(store: "Kept", name: str, form: str, environ: "Mapping[str, str]") -> str:
    """What is kept of the one entity so named; empty where that is not all there is to say."""
    from parkq.cache import ready  # noqa: PLC0415 - as above
    from parkq.locales import language  # noqa: PLC0415

    id_ = _id(name, store)
    text = ready.text(store, form, language(environ), id_) if id_ else ""
    return text if text.count("\n") > 1 else ""


def _differences(store: "Kept", alarm: int) -> tuple[str, int]:
    """The lines of what is listed, and the status; empty where nothing is."""
    listed = list(store.differences())
    status = 0 if all(accepted for accepted, _ in listed) else alarm
    return "".join(f"{line}\n" for _, line in listed), status


def _id(name: str, store: "Kept") -> str | None:
    from parkq.cache.kept import noun, written  # noqa: PLC0415

    if store.text(noun("entity", name)):
        return name
    ids = store.items(written("entity", name))
    return ids[0] if len(ids) == 1 else None
