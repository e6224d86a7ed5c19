"""The shortest way to the commonest answer: ``show NAME`` in a pipe, printed as it is kept.

What it serves, the command line serves too, to the same bytes and status (`tests/test_quick.py`);
it only does without importing that. Whatever would have to be decided is left to the command line:
an option, a setting of the environment, a name not written as the store has it, a stale cache.
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
    form = _FORMS.get(tuple(args[2:]))
    if form is None or args[0:1] != ["show"] or args[1:2] == [] or args[1].startswith("-"):
        return None
    if sys.stdout is None or sys.stdout.isatty() or any(name in environ for name in _HEEDED):
        return None
    from parkq.cache.tables import DamagedError  # noqa: PLC0415 - every command line comes by here

    try:
        text = _text(args[1], form, environ)
    except (OSError, DamagedError):
        return None
    if not text:
        return None
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
    return 0


def _text(name: str, form: str, environ: "Mapping[str, str]") -> str:
    """What is kept of the one entity so named; empty where that is not all there is to say."""
    from parkq.cache import keep, kept, ready  # noqa: PLC0415 - as above
    from parkq.locales import language  # noqa: PLC0415
    from parkq.store import folder  # noqa: PLC0415

    asked = environ.get("PARKQ_STORE")
    if asked and not os.path.isdir(asked):
        return ""
    store = keep.fresh(folder.find(None, environ, os.getcwd()), environ)
    id_ = _id(name, store) if store and not store.text(kept.PROBLEMS) else None
    text = ready.text(store, form, language(environ), id_) if store and id_ else ""
    return text if text.count("\n") > 1 else ""


def _id(name: str, store: "Kept") -> str | None:
    from parkq.cache.kept import noun, written  # noqa: PLC0415

    if store.text(noun("entity", name)):
        return name
    ids = store.items(written("entity", name))
    return ids[0] if len(ids) == 1 else None
