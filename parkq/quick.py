"""The shortest way to the commonest answers, without the command line.

Served are, in a pipe, ``show NAME`` and ``diff-sources -f jsonl``, kept as they are printed, and
``search TEXT``. The command line serves them to the same bytes and status (`tests/test_quick.py`);
this only does without importing that. Whatever would have to be decided is left to it: an option, a
setting of the environment, a name not written as the store has it, a store with problems.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from parkq.cache.kept import Kept

    Environ = Mapping[str, str]
    Answer = Callable[[Kept, str, Environ], tuple[str, int]]
    """From what is kept, the store's root and the environment, the text and the status."""

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


def served(args: "Sequence[str]", environ: "Environ") -> int | None:
    """Answers a command line and gives its status; None where it has to take the usual way.

    Raises:
        OSError: stdout cannot be written.
    """
    answer = _answer(args)
    if answer is None or sys.stdout is None or sys.stdout.isatty():
        return None
    if any(name in environ for name in _HEEDED):
        return None
    from parkq.cache.tables import DamagedError  # noqa: PLC0415 - every command line comes by here

    try:
        found = _store(environ)
        text, status = answer(*found, environ) if found else ("", 0)
    except (OSError, DamagedError):
        return None
    if not text:
        return None
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
    return status


def _answer(args: "Sequence[str]") -> "Answer | None":
    """What answers a command line; its text is empty where that is not all there is to say."""
    alarm = _DIFFERENCES.get(tuple(args))
    if alarm is not None:
        return lambda kept, *_: _differences(kept, alarm)
    command, *words = args or ("",)
    if command == "search" and words and not any(word.startswith("-") for word in words):
        return lambda kept, root, environ: (_found(kept, root, environ, words), 0)
    form = _FORMS.get(tuple(words[1:]))
    if command == "show" and words and not words[0].startswith("-") and form:
        return lambda kept, _, environ: (_shown(kept, environ, words[0], form), 0)
    return None


def _store(environ: "Environ") -> "tuple[Kept, str] | None":
    """What is kept of the store that is asked, brought up, and the store's root.

    None where not all is well with it.
    """
    from parkq.cache import keep  # noqa: PLC0415 - as above
    from parkq.cache.kept import PROBLEMS  # noqa: PLC0415
    from parkq.store import folder  # noqa: PLC0415

    asked = environ.get("PARKQ_STORE")
    if asked and not os.path.isdir(asked):
        return None
    root = folder.find(None, environ, os.getcwd())
    kept = keep.fresh(root, environ)
    if kept is None:
        from parkq.cache.make import opened  # noqa: PLC0415 - a fresh cache is only read

        kept = opened(root, environ)
    return (kept, root) if kept and not kept.text(PROBLEMS) else None


def _differences(kept: "Kept", alarm: int) -> tuple[str, int]:
    """The lines of what is listed."""
    listed = list(kept.differences())
    status = 0 if all(accepted for accepted, _ in listed) else alarm
    return "".join(f"{line}\n" for _, line in listed), status


def _found(kept: "Kept", root: str, environ: "Environ", words: "Sequence[str]") -> str:
    """What is found by any name, as a table."""
    from parkq import names  # noqa: PLC0415 - as above
    from parkq.cache.naming import index  # noqa: PLC0415
    from parkq.names.search import search  # noqa: PLC0415
    from parkq.render.answer import Format  # noqa: PLC0415
    from parkq.render.forms import written  # noqa: PLC0415
    from parkq.render.found import hits  # noqa: PLC0415
    from parkq.terminal import Screen  # noqa: PLC0415
    from parkq.words import of_locale, speak  # noqa: PLC0415

    speak(of_locale(environ))
    found = search(index(kept, root, environ), words, limit=names.MOST)
    return "".join(written(hits(found), Format.TABLE, Screen())) if found else ""


def _shown(kept: "Kept", environ: "Environ", name: str, form: str) -> str:
    """What is kept of the one entity so named."""
    from parkq.cache import ready  # noqa: PLC0415 - as above
    from parkq.locales import language  # noqa: PLC0415

    id_ = _id(name, kept)
    text = ready.text(kept, form, language(environ), id_) if id_ else ""
    return text if text.count("\n") > 1 else ""


def _id(name: str, kept: "Kept") -> str | None:
    from parkq.cache.kept import noun, written  # noqa: PLC0415 - as above

    if kept.text(noun("entity", name)):
        return name
    ids = kept.items(written("entity", name))
    return ids[0] if len(ids) == 1 else None
