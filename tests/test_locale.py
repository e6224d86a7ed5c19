"""What is said, in English and in Chinese: none is missing, and neither stands in the other."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import catalogue
import pytest
from babel.messages.pofile import read_po
from conftest import Ran
from hypothesis import given
from hypothesis import strategies as st

from parkq import locale
from parkq.locale import CONTEXT, Language, Message, from_json, say, term, translate
from parkq.store.memory import load

Parkq = Callable[..., Ran]
BROKEN = Path(__file__).parent / "data" / "cli" / "broken"


@pytest.fixture(autouse=True)
def _english_after() -> Iterator[None]:
    yield
    locale.speak(Language.EN)


# The catalogue


def test_every_text_is_translated() -> None:
    missing = catalogue.texts() - locale.read_catalogue(Language.ZH).keys()
    assert not missing, "\n".join(map(catalogue.entry, sorted(missing)))


def test_a_translation_has_the_places_of_its_text() -> None:
    for text, translated in locale.read_catalogue(Language.ZH).items():
        assert catalogue.places(translated) <= catalogue.places(text), text


def test_the_catalogue_is_one_of_gettext() -> None:
    """An editor of translations reads the same as parkq does."""
    content = Path(locale.CATALOGUES[Language.ZH]).read_bytes()
    entries = [each for each in read_po(BytesIO(content), abort_invalid=True) if each.id]
    read = {_key(_first(each.id), each.context): _first(each.string) for each in entries}
    assert read == locale.read_catalogue(Language.ZH)
    assert len(read) == len(entries)


def _first(text: str | Sequence[str] | None) -> str:
    return text if isinstance(text, str) else (text or [""])[0]


def _key(text: str, context: str | None) -> str:
    return f"{context}{CONTEXT}{text}" if context else text


def test_a_catalogue_may_be_folded_as_editors_do_it() -> None:
    text = (
        '#, fuzzy\nmsgctxt "a"\nmsgid ""\n"one \\"two\\" "\n"three\\n"\nmsgstr ""\n"一"\n"\\\\二"\n'
    )
    assert locale.parse_catalogue(text) == {f'a{CONTEXT}one "two" three\n': "一\\二"}


# Messages


def test_a_message_is_english_as_a_string_whatever_is_spoken() -> None:
    message = Message("no {noun} has the id {id}", noun=Message("entity"), id="'x'")
    locale.speak(Language.ZH)
    assert str(message) == "no entity has the id 'x'"
    assert translate(message) == "没有编号为 'x' 的实体"
    assert translate("no entity") == "no entity"


def test_a_count_has_its_plural() -> None:
    counted = ("{count} fact checked", "{count} facts checked")
    assert [say(*counted, count=n) for n in (0, 1, 2)] == [
        "0 facts checked",
        "1 fact checked",
        "2 facts checked",
    ]
    locale.speak(Language.ZH)
    assert say(*counted, count=2) == "已检查事实 2 条"


def test_items_are_listed_and_labels_chosen_by_language() -> None:
    message = Message("{key}: {error}", key={"en": "area", "zh": "面积"}, error=("a", "b", "c"))
    assert translate(message) == "area: a, b and c"
    locale.speak(Language.ZH)
    assert translate(message) == "面积：a、b和c"


def test_a_text_without_a_translation_is_said_in_english() -> None:
    locale.speak(Language.ZH)
    assert say("there are {count} of {thing}", count=2, thing=term("verdict", "conflict")) == (
        "there are 2 of 冲突"
    )


_PLACES = st.recursive(
    st.text() | st.integers() | st.dictionaries(st.sampled_from(["en", "zh"]), st.text()),
    lambda inner: (
        st.builds(lambda a, b: Message("{a} {b}", a=a, b=b), inner, inner)
        | st.lists(inner, min_size=1).map(tuple)
    ),
    max_leaves=5,
)


@given(_PLACES)
def test_a_message_kept_as_json_is_the_same(place: object) -> None:
    message = Message("{place}, {n}", place=place, n=Decimal("1.50"))
    again = from_json(locale.as_json(message))
    for language in Language:
        assert again.translated(language) == message.translated(language)


# Which language


@pytest.mark.parametrize(
    ("args", "environ", "chosen"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8", "PARKQ_LANG": "en"}, "en"),
        (["show", "--help", "--lang", "zh"], {"PARKQ_LANG": "en"}, "zh"),
        (["--lang=zh"], {}, "zh"),
        (["--lang", "zh", "--lang", "en"], {}, "en"),
        (["--", "--lang", "zh"], {}, "en"),
        (["--lang", "fr"], {"LANG": "zh_TW"}, "zh"),
        (["--lang"], {}, "en"),
    ],
)
def test_the_language_of_a_command_line(
    args: list[str], environ: dict[str, str], chosen: str
) -> None:
    assert locale.choose(args, environ) == chosen


def test_english_reads_no_catalogue(parkq: Parkq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "CATALOGUES", {})
    locale.read_catalogue.cache_clear()
    for args in (["figure", "10万"], ["check", "--store", str(BROKEN)], ["show", "--help"]):
        assert parkq(*args).out


# Screens


@pytest.mark.parametrize("name", ["", *catalogue.commands()])
def test_help_is_in_the_language_asked_for(parkq: Parkq, name: str) -> None:
    args = [name, "--help"] if name else ["--help"]
    for language in Language:
        screen = parkq(*args, "--lang", language).out
        assert other(screen, language) <= MOST, screen


MOST = 0.05
"""The share of words on a screen that may be of the other language."""

_CODES = re.compile(
    r"(?m)^ *(?:parkq|eval|cut) .*$"  # examples
    r"|<[^>]+>|\$?[A-Z_]{3,}|--?[a-z][a-z-]*|\bparkq(?: [a-z-]+)*|[\w.]*[/:=][\w.*]*|'[^']*'"
    r"|\b(?:JSON|HTML|EDTF|PQ\d*|facts|less|open|both|txt|md|html|docx|pdf|csv|tsv|xlsx|diff|SHA)\b"
)
_ENGLISH, _CHINESE = re.compile("[A-Za-z]{2,}"), re.compile("[\u4e00-\u9fff]")
_CHARACTERS_A_WORD = 1.6


def other(screen: str, language: Language, apart: Iterable[str] = ()) -> float:
    """The share of words on a screen that are of the other language.

    Args:
        screen: as printed.
        language: that it should be in.
        apart: what stands there of a store: ids, names, stated texts.
    """
    text = _CODES.sub(" ", screen)
    for each in sorted(apart, key=len, reverse=True):
        text = text.replace(each, " ")
    english = len(_ENGLISH.findall(text))
    chinese = len(_CHINESE.findall(text)) / _CHARACTERS_A_WORD
    foreign = chinese if language is Language.EN else english
    return foreign / max(1, english + chinese)


def test_problems_are_said_in_chinese_and_reported_in_english(parkq: Parkq) -> None:
    store = ("--store", str(BROKEN))
    chinese = parkq("check", *store, "--lang", "zh").out
    assert "没有编号为 'luhzou' 的实体（是否想用 'luzhou'？）" in chinese
    for form in ("json", "sarif", "junit", "github", "gitlab", "rdjson"):
        as_ever = parkq("check", *store, "--output-format", form).out
        assert parkq("check", *store, "--output-format", form, "--lang", "zh").out == as_ever


def test_problems_kept_of_a_store_are_said_in_any_language(parkq: Parkq) -> None:
    parkq("list", "--store", str(BROKEN))
    said = parkq("list", "--store", str(BROKEN), "--lang", "zh").err
    for problem in load(str(BROKEN)).problems[:5]:
        locale.speak(Language.ZH)
        assert str(problem) in said
