"""What the streams are told to be, and what text may do to a terminal."""

import io

import pytest
from conftest import Stream
from hypothesis import given
from hypothesis import strategies as st

from parkq.terminal import Colour, screen, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("202平方公里 ≈ 202 km²", "202平方公里 ≈ 202 km²"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("\x9b2J\x07", r"\x9b2J\x07"),
        ("left\u202eright\u2066", r"left\u202eright\u2066"),
        ("mark\u200f\ufeff", r"mark\u200f\ufeff"),
    ],
)
def test_control_characters_are_shown_and_not_obeyed(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_is_shown_can_be_obeyed(text: str) -> None:
    shown = visible(text)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" for char in shown)
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("environ", "choice", "tty", "coloured"),
    [
        ({}, Colour.AUTO, True, True),
        ({}, Colour.AUTO, False, False),
        ({}, Colour.ALWAYS, False, True),
        ({}, Colour.NEVER, True, False),
        ({"NO_COLOR": "1"}, Colour.AUTO, True, False),
        ({"NO_COLOR": ""}, Colour.AUTO, True, True),
        ({"NO_COLOR": "1"}, Colour.ALWAYS, True, True),
        ({"FORCE_COLOR": "1"}, Colour.AUTO, False, True),
        ({"FORCE_COLOR": "0"}, Colour.AUTO, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, Colour.AUTO, True, False),
        ({"CLICOLOR_FORCE": "1"}, Colour.AUTO, False, True),
        ({"CLICOLOR": "0"}, Colour.AUTO, True, False),
        ({"TERM": "dumb"}, Colour.AUTO, True, False),
    ],
)
def test_colour_is_for_terminals_unless_told_otherwise(
    *, environ: dict[str, str], choice: Colour, tty: bool, coloured: bool
) -> None:
    assert screen(Stream(tty=tty), environ, choice).colour is coloured


def test_only_a_terminal_has_a_width() -> None:
    assert screen(Stream(tty=False), {"COLUMNS": "40"}).width is None
    assert screen(Stream(tty=True), {"COLUMNS": "40"}).width == 40
    assert screen(Stream(tty=True), {"COLUMNS": "wide"}).width == 80


@pytest.mark.parametrize(
    ("encoding", "signs"),
    [("utf-8", True), ("UTF8", True), ("gb18030", True), ("ascii", False), ("latin-1", False)],
)
def test_signs_are_for_encodings_that_have_them(*, encoding: str, signs: bool) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    assert screen(stream, {}).signs is signs
