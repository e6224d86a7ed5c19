"""No character that shows nothing leaves parkq as it is, whatever Unicode calls it."""

import json
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran

from parkq import terminal
from parkq.output import escape

Parkq = Callable[..., Ran]

ALL = [chr(code) for code in range(sys.maxunicode + 1)]
BLANKS = {" ", "\n", "\t"}
HIDDEN_NAMES = (
    *("VARIATION SELECTOR", "FILLER", "ZERO WIDTH", "INVISIBLE", "WORD JOINER", "SOFT HYPHEN"),
    *("COMBINING GRAPHEME JOINER", "PATTERN BLANK", "MUSICAL SYMBOL NULL", "VOWEL INHERENT"),
    *("RIGHT-TO-LEFT", "LEFT-TO-RIGHT", "FUNCTION APPLICATION", "ANNOTATION ANCHOR"),
)
"""What Unicode calls characters that show nothing, or begin so."""
SHOWN_NAMES = (
    "CUNEIFORM",
    "DUPLOYAN",
    "SYRIAC ABBREVIATION",
    "OVERLAY",
    "ARROW",
    "MATHEMATICAL",
    "NOT TAG",
)


def is_hidden_by_name(char: str) -> bool:
    name = unicodedata.name(char, "")
    hides = name.startswith("TAG ") or any(part in name for part in HIDDEN_NAMES)
    return hides and unicodedata.category(char) in {
        *("Cf", "Cn", "Mn", "Lo", "So"),
    }


def test_all_code_points_that_show_nothing_are_escaped_in_ascii() -> None:
    for char in ALL:
        shown = terminal.visible(char)
        assert shown == char or (shown.startswith("\\") and shown.isascii())
        assert terminal.visible(shown) == shown
        assert terminal.is_visible(shown) or char.isspace() or not char.isprintable()


@pytest.mark.parametrize("category", ["Cc", "Cf", "Cs", "Zl", "Zp"])
def test_controls_directions_and_separators_are_hidden(category: str) -> None:
    chars = [char for char in ALL if unicodedata.category(char) == category]
    assert [char for char in chars if terminal.visible(char) == char] == []


def test_what_unicode_names_as_showing_nothing_is_hidden() -> None:
    named = [
        char
        for char in ALL
        if is_hidden_by_name(char)
        and not any(part in unicodedata.name(char) for part in SHOWN_NAMES)
    ]
    assert len(named) > 350
    assert [unicodedata.name(c) for c in named if terminal.visible(c) == c] == []


def test_letters_digits_and_signs_are_shown() -> None:
    for char in ALL:
        if (
            unicodedata.category(char) in {"Lu", "Ll", "Nd", "Po", "Sc", "Sm"}
            or "一" <= char < "鿿"
        ):
            assert terminal.visible(char) == char


HIDDEN = [char for char in ALL if terminal.visible(char) != char]
STORABLE = [char for char in HIDDEN if unicodedata.category(char) not in {"Cc", "Cs"}]
"""Those that TOML lets a store hold."""
TEXT = "".join(STORABLE)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with every hidden character in every text of it."""
    root = tmp_path_factory.mktemp("hidden")
    text = json.dumps(f"A{TEXT}", ensure_ascii=False).replace("\x7f", "\\u007f")
    (root / "a.toml").write_text(
        f"""schema = 1
[attribute.name]
label = {{ en = {text}, zh = {text} }}
kind = "text"
single = true
[[entity]]
id = "e"
name = {text}
note = {text}
""",
        encoding="utf-8",
    )
    for source, stated in (("s", "一"), ("t", "二")):
        words = json.dumps(stated + TEXT, ensure_ascii=False)
        (root / f"{source}.toml").write_text(
            f"""schema = 1
[source]
id = "{source}"
title = {text}
publisher = {text}
published = "2020"
[[fact]]
entity = "e"
attribute = "name"
stated = {words}
where = {text}
note = {text}
""",
            encoding="utf-8",
        )
    return root


FORMS = [("-f", form) for form in ("table", "json", "jsonl", "csv", "tsv", "md")]
REPORTS = [
    ("--output-format", form)
    for form in (
        *("full", "concise", "json", "jsonl", "github", "gitlab", "junit", "rdjson", "sarif"),
    )
]
COMMANDS = [
    *(("show", "e", "--all", *form) for form in FORMS),
    *(("list", kind, *form) for form in FORMS for kind in ("facts", "entities", "sources")),
    *(("diff-sources", "--all", *form) for form in FORMS),
    *(("search", "--all", "A", *form) for form in FORMS),
    *(("explain", "e/name", *form) for form in FORMS),
    *(("check", *form) for form in REPORTS),
    ("report",),
    ("history", "e", "name"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_prints_what_is_hidden(
    command: tuple[str, ...], store: Path, parkq: Parkq
) -> None:
    ran = parkq(*command, "--store", str(store))
    printed = set(ran.out) | set(ran.err)
    assert ran.out
    assert printed & set(HIDDEN) <= BLANKS


def test_a_formula_behind_what_is_hidden_is_guarded() -> None:
    for char in HIDDEN:
        assert escape.cell(f"{char}=1+1").lstrip("'").startswith(char)
        assert re.search(r"'.?=1\+1", escape.cell(f"{char}=1+1"), re.DOTALL)
