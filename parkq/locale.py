"""What parkq says to people, in the language they speak.

Every text is a whole sentence in English with named places, written where it is said. What it is
in another language stands in that language's catalogue, under the English text: a file in the
format of gettext (`CATALOGUES`), which any editor of translations opens. English reads no file.

What is said at once is `say("no {kind} is named {name!r}", kind=kind, name=name)`. What is kept, or
may be printed as data, is a `Message`: as a string it is English, as machine formats are in any
language, and `translate` says it in the language spoken.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from enum import StrEnum, unique
from functools import cache
from itertools import takewhile

from parkq.locales import language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@unique
class Language(StrEnum):
    """What ``--lang`` takes."""

    EN = "en"
    ZH = "zh"


CATALOGUES = {Language.ZH: os.path.join(os.path.dirname(os.path.abspath(__file__)), "zh.po")}
"""Where a language has its texts. English has them in the program."""

CONTEXT = "\x04"
"""Between the context of a text and the text, as gettext writes it in a compiled catalogue."""

_spoken: ContextVar[Language] = ContextVar("spoken", default=Language.EN)


def choose(args: Iterable[str], environ: Mapping[str, str]) -> Language:
    """The language of a command line: that of ``--lang``, ``PARKQ_LANG`` or else the locale.

    It is told before the options are parsed, since help and usage errors are said in it.
    """
    *_, option = ("", *_values_of_lang(args))
    for text in (option, environ.get("PARKQ_LANG", "")):
        if text in tuple(Language):
            return Language(text)
    return of_locale(environ)


def _values_of_lang(args: Iterable[str]) -> Iterator[str]:
    before = ""
    for word in takewhile("--".__ne__, args):
        if before == "--lang":
            yield word
        elif word.startswith("--lang="):
            yield word.removeprefix("--lang=")
        before = word


def of_locale(environ: Mapping[str, str]) -> Language:
    """That of the environment's locale (`parkq.locales`)."""
    return Language(language(environ))


def speak(language: Language) -> None:
    """From now on texts are said in this language: a process has one, as it has one locale."""
    _spoken.set(language)


def spoken() -> Language:
    """The language that texts are said in now."""
    return _spoken.get()


class Message:
    """A text for people, kept as what it is made of.

    As a string it is English, and it equals that string.

    Attributes:
        text: in English, with named places such as ``{file}`` or ``{count:,}``.
        plural: the same where the place ``count`` holds another number than 1; or empty.
        places: what fills each: a message and a text by language are said in the language spoken,
            the items of a tuple are listed (``a, b and c``), all else stands as it is.
    """

    __slots__ = ("places", "plural", "text")

    def __init__(self, text: str, plural: str = "", /, **places: object) -> None:
        self.text = text
        self.plural = plural
        self.places = places

    def __str__(self) -> str:
        return self.translated(Language.EN)

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message | str) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def translated(self, language: Language) -> str:
        """The message in a language; in English where its catalogue lacks it."""
        text = "" if language is Language.EN else read_catalogue(language).get(self.text, "")
        if not text:
            is_plural = self.plural and self.places["count"] != 1
            text = self.plural if is_plural else self.text.rpartition(CONTEXT)[-1]
        if not self.places:
            return text
        filled = {name: _fill(place, language) for name, place in self.places.items()}
        return text.format(**filled)


Text = Message | str
"""A message, or what is the same in every language."""


def term(context: str, text: str) -> Message:
    """A word that has another translation in this context than elsewhere: ``verdict``, ``over``."""
    return Message(f"{context}{CONTEXT}{text}")


def translate(value: Text) -> str:
    """A message in the language spoken; any other text as it is."""
    return value.translated(_spoken.get()) if isinstance(value, Message) else value


def say(text: str, plural: str = "", /, **places: object) -> str:
    """A text with its places filled, in the language spoken; see `Message`."""
    return Message(text, plural, **places).translated(_spoken.get())


def as_json(place: object) -> "Any":  # noqa: ANN401 - whatever JSON has
    """A message, or what fills a place of one, as JSON can hold it, for `from_json`."""
    if isinstance(place, Message):
        filled = {name: as_json(value) for name, value in place.places.items()}
        return {"": [place.text, place.plural], **filled}
    if isinstance(place, tuple):
        return list(map(as_json, place))
    return place if isinstance(place, str | int | Mapping) else str(place)


def from_json(value: "Any") -> "Any":  # noqa: ANN401 - whatever JSON has
    """What `as_json` was given."""
    if isinstance(value, list):
        return tuple(map(from_json, value))
    if not isinstance(value, dict) or "" not in value:
        return value
    filled = {name: from_json(place) for name, place in value.items() if name}
    return Message(*value[""], **filled)


def label(texts: Mapping[str, str], language: Language | None = None) -> str:
    """The text of this language, else of another; empty where there is none."""
    return texts.get(language or _spoken.get()) or next(filter(None, texts.values()), "")


def _fill(place: object, language: Language) -> object:
    if isinstance(place, Message):
        return place.translated(language)
    if isinstance(place, tuple):
        return _listed([_fill(item, language) for item in place], language)
    return label(place, language) if isinstance(place, Mapping) else place


def _listed(items: list[object], language: Language) -> str:
    """Items in a row: ``a, b and c``."""
    *others, last = map(str, items)
    if not others:
        return last
    comma = term("list", ", ").translated(language)
    return Message("{first} and {last}", first=comma.join(others), last=last).translated(language)


@cache
def read_catalogue(language: Language) -> Mapping[str, str]:
    """The texts of a language by the English ones; a context stands before, as `CONTEXT` has it."""
    with open(CATALOGUES[language], encoding="utf-8") as file:
        return parse_catalogue(file.read())


def parse_catalogue(text: str) -> dict[str, str]:
    """What a catalogue says for each text.

    The format is gettext's: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html.
    It is taken apart by the least that tells its parts: a look-up in a pipe waits for it.
    """
    texts = {}
    before, *entries = text.replace('"\n"', "").split('\nmsgid "')
    for entry in entries:
        key, _, rest = entry.partition('"\n')
        said = rest.partition("msgstr")[2].partition(' "')[2].partition('"\n')[0]
        _, _, line = before.rpartition("\n")
        context = line[len(_CONTEXT_LINE) : -1] + CONTEXT if line.startswith(_CONTEXT_LINE) else ""
        if said:
            texts[_unescaped(context + key)] = _unescaped(said)
        before = rest
    return texts


_CONTEXT_LINE = 'msgctxt "'


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    parts = text.split("\\\\")
    return "\\".join(part.replace("\\n", "\n").replace('\\"', '"') for part in parts)
