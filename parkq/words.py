"""Single words that people read, by language: headings, verdicts, roles; see `parkq.locale`."""

from collections.abc import Mapping

from parkq.locale import Language, Message, label, of_locale, speak, spoken, term, translate

__all__ = ["Language", "coded", "counted", "label", "of_locale", "speak", "spoken", "word"]


def word(text: str) -> str:
    """A heading, a role, a severity or a phrase of the page, given in English."""
    return translate(Message(text))


def coded(verdict: str) -> str:
    """A verdict in a column: its code in English, which stays one word for a pipe to part."""
    return translate(term("verdict", verdict))


def verdict(code: str, language: Language | None = None) -> str:
    """A verdict as people read it, in the language spoken or another."""
    spoken_ = language or spoken()
    if spoken_ is Language.EN:
        return _AS_READ.get(code) or code.replace("-", " ")
    return term("verdict", code).translated(spoken_)


def counted(code: str, count: int) -> str:
    """``3 conflicts``, ``1 conflict (undated)``; ``3 项冲突``."""
    language = spoken()
    noun, space, rest = verdict(code).partition(" (")
    plural = "s" if count > 1 and noun in _COUNTABLE[language] else ""
    return f"{count}{_BETWEEN[language]}{noun}{plural}{space}{rest}"


_AS_READ = {"conflict-scope": "conflict (scope?)", "conflict-undated": "conflict (undated)"}
_COUNTABLE: Mapping[Language, tuple[str, ...]] = {
    Language.EN: ("conflict", "duplicate", "jump", "unit slip", "update"),
    Language.ZH: (),
}
_BETWEEN = {Language.EN: " ", Language.ZH: " 项"}
