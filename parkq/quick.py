"""The shortest way to the commonest answers, without the command line.

Served are, in a pipe, ``show NAME`` and ``diff-sources -f jsonl``, kept as they are printed,
``search TEXT``, and ``check``. The command line serves them to the same bytes and status
(`tests/test_quick.py`); this only does without importing that. Whatever would have to be decided is
left to it: an option, a setting of the environment, a name not written as the store has it, a
look-up in a store with problems.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from parkq.cache.kept import Kept

    Environ = Mapping[str, str]
    Told = tuple[str, int, str]
    """What is printed, the status, and what is said of it on stderr."""

_FORMS = {
    (): "table",
    ("-f", "tsv"): "tsv",
    ("--format", "tsv"): "tsv",
    ("--format=tsv",): "tsv",
}
"""What may stand behind ``show NAME``."""
_DIFFERENCES: "Mapping[tuple[str, ...], int]" = {
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
    try:
        told = answer(environ)
    except OSError:
        return None
    if told is None:
        return None
    text, status, said = told
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
    if said:
        from parkq.terminal import note  # noqa: PLC0415 - every command line comes by here

        note(said)
    return status


def _answer(args: "Sequence[str]") -> "Callable[[Environ], Told | None] | None":
    """What answers a command line from the environment; it gives None where it cannot."""
    command, *words = args or ("",)
    alarm = _DIFFERENCES.get(tuple(args))
    if alarm is not None:
        return _of_kept(lambda kept, _, environ: _differences(kept, environ, alarm))
    if command == "check" and not words:
        return _checked
    if command == "search" and words and not any(word.startswith("-") for word in words):
        return _of_kept(lambda kept, root, environ: _found(kept, root, environ, words))
    form = _FORMS.get(tuple(words[1:]))
    if command == "show" and words and not words[0].startswith("-") and form:
        return _of_kept(lambda kept, _, environ: _shown(kept, environ, words[0], form))
    return None


def _of_kept(
    answer: "Callable[[Kept, str, Environ], Told | None]",
) -> "Callable[[Environ], Told | None]":
    """Answers from what is kept of the store, and the store's root; None where it is damaged."""

    def whole(environ: "Environ") -> "Told | None":
        from parkq.cache.tables import DamagedError  # noqa: PLC0415 - as above

        try:
            store = _store(environ)
            return answer(*store, environ) if store else None
        except DamagedError:
            return None

    return whole


def _root(environ: "Environ", *, fallback: bool = True) -> str | None:
    """The store that is asked; None where it is none."""
    from parkq.store import folder  # noqa: PLC0415 - as above

    asked = environ.get("PARKQ_STORE")
    if asked and not os.path.isdir(asked):
        return None
    root = folder.find(None, environ, os.getcwd())
    return None if not fallback and root in {folder.SHIPPED, folder.CHECKOUT} else root


def _store(environ: "Environ") -> "tuple[Kept, str] | None":
    """What is kept of the store that is asked, brought up, and the store's root.

    None where not all is well with it.
    """
    from parkq.cache import keep  # noqa: PLC0415 - as above
    from parkq.cache.kept import PROBLEMS  # noqa: PLC0415

    root = _root(environ)
    if root is None:
        return None
    kept = keep.fresh(root, environ)
    if kept is None:
        from parkq.cache.make import opened  # noqa: PLC0415 - a fresh cache is only read

        kept = opened(root, environ)
    return (kept, root) if kept and not kept.text(PROBLEMS) else None


def _checked(environ: "Environ") -> "Told | None":
    """What a check finds."""
    from parkq import clock, terminal  # noqa: PLC0415 - as above
    from parkq.checking import Asked, told  # noqa: PLC0415
    from parkq.output.reports import full  # noqa: PLC0415
    from parkq.rules import RULES  # noqa: PLC0415
    from parkq.store import folder  # noqa: PLC0415
    from parkq.store.memory import load  # noqa: PLC0415
    from parkq.words import of_locale, speak  # noqa: PLC0415

    root = _root(environ, fallback=False)
    if root is None or "PARKQ_OUTPUT_FORMAT" in environ:
        return None
    terminal.encode()
    speak(of_locale(environ))
    store = load(root)
    if not store.entities:  # it may be the wrong folder, which is said
        return None
    text, summary, failed = told(store, Asked(RULES, clock.day(), os.getcwd(), full.write))
    named = "" if environ.get("PARKQ_STORE") else f"{folder.naming_line(root, os.getcwd())}\n"
    return text, int(failed), named + summary


def _differences(kept: "Kept", environ: "Environ", alarm: int) -> "Told | None":
    """The lines of what is listed; an alarm is of a store that is named, or else is named."""
    if alarm and not environ.get("PARKQ_STORE"):
        return None
    text, all_accepted = kept.differences()
    return (text, 0 if all_accepted else alarm, "") if text else None


def _found(kept: "Kept", root: str, environ: "Environ", words: "Sequence[str]") -> "Told | None":
    """What is found by any name, as a table."""
    from operator import attrgetter  # noqa: PLC0415 - as above

    from parkq import names  # noqa: PLC0415
    from parkq.aligned import BLOCK  # noqa: PLC0415
    from parkq.cache.mapped import mapped  # noqa: PLC0415
    from parkq.cache.naming import index  # noqa: PLC0415
    from parkq.names.search import search  # noqa: PLC0415
    from parkq.output.columns import Column  # noqa: PLC0415
    from parkq.output.flags import flag_hits  # noqa: PLC0415
    from parkq.output.plain import table  # noqa: PLC0415
    from parkq.words import coded, of_locale, speak  # noqa: PLC0415

    if len(" ".join(words)) > names.LONGEST_QUERY:
        return None
    speak(of_locale(environ))
    found = search(index(kept, root, environ), words, limit=names.MOST)
    flagged = list(zip(found, flag_hits(found, mapped(kept, root)), strict=True))
    columns = [
        *(Column(name, _of_hit(attrgetter(name))) for name in ("kind", "id", "name", "matched")),
        Column("verdict", lambda pair: pair[1] and pair[1].verdict, word=coded),
    ]
    blocks = (flagged[at : at + BLOCK] for at in range(0, len(found), BLOCK))
    return ("".join(table(columns, blocks)), 0, "") if found else None


def _of_hit(get: "Callable[[object], str]") -> "Callable[[tuple[object, object]], str]":
    """What a hit has, of pairs of hits and flags."""
    return lambda pair: get(pair[0])


def _shown(kept: "Kept", environ: "Environ", name: str, form: str) -> "Told | None":
    """What is kept of the one entity so named."""
    from parkq.cache import ready  # noqa: PLC0415 - as above
    from parkq.locales import language  # noqa: PLC0415

    id_ = _id(name, kept)
    text = ready.text(kept, form, language(environ), id_) if id_ else ""
    return (text, 0, "") if text.count("\n") > 1 else None


def _id(name: str, kept: "Kept") -> str | None:
    from parkq.cache.kept import noun, written  # noqa: PLC0415 - as above

    if kept.text(noun("entity", name)):
        return name
    ids = kept.items(written("entity", name))
    return ids[0] if len(ids) == 1 else None
