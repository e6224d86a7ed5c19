"""Which language the environment asks for."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def language(environ: "Mapping[str, str]") -> str:
    """``zh`` where the locale of messages is Chinese, in whatever script; else ``en``, as for C."""
    locale = next(filter(None, map(environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if locale.lower().startswith("zh") else "en"
