"""Every key path of a document is found where it stands, whatever way the document is written.

Beside each ``data/positions/*.toml`` stands what is found in it: a key path a line, with the
place of its value and of its key. Laws hold for any document: the paths are those that the
parser finds, and each value, cut out and parsed alone, is the parser's value.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, count
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from parkq.errors import KeyPath
from parkq.store.places import Lines
from parkq.store.positions import DEEPEST, Span, error_position, index, rest_of_string

DATA = Path(__file__).parent / "data" / "positions"
DOCUMENTS = sorted(DATA.glob("*.toml"))


def parse(text: str) -> dict[str, Any]:
    return tomli.loads(text, parse_float=Decimal)


def values(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Every value below a value, by key path."""
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items += value.items()
    elif isinstance(value, list):
        items += enumerate(value)
    for key, item in items:
        yield (*path, key), item
        yield from values(item, (*path, key))


def position(text: str, line: int, column: int) -> int:
    return sum(len(row) + 1 for row in text.split("\n")[: line - 1]) + column - 1


def is_written_as_tables(value: object, source: str) -> bool:
    """Whether a table stands under a header or dotted key, so that no text alone is its value."""
    if isinstance(value, dict):
        return not source.startswith("{")
    return isinstance(value, list) and source.startswith("[[") and isinstance(value[0], dict)


def check_string(text: str, span: Span, value: str) -> None:
    """Cut at the place of any of its characters, a string is the value up to there."""
    source = text[span.start : span.end]
    quotes = source[:3] if source[:3] in {'"""', "'''"} else source[0]
    for offset in range(len(value) + 1):
        cut, _ = rest_of_string(text, span.start, span.end, offset)
        assert parse(f"x = {text[span.start : cut]}{quotes}") == {"x": value[:offset]}


def check_laws(text: str) -> None:
    spans, every = index(text), dict(values(parse(text)))
    parsed = {path: value for path, value in every.items() if len(path) <= DEEPEST}
    assert {path for path in spans if len(path) <= DEEPEST} == set(parsed)
    for path, value in parsed.items():
        span = spans[path]
        assert position(text, span.line, span.column) == span.start
        source = text[span.start : span.end]
        if not is_written_as_tables(value, source):
            assert repr(parse(f"x = {source}")) == repr({"x": value})
        if isinstance(value, str):
            check_string(text, span, value)


def found(text: str) -> str:
    """The places of a document's key paths, in the order of the text."""
    spans = sorted(index(text).items(), key=lambda item: (item[1].start, len(item[0])))
    rows = []
    for path, span in spans:
        shown = json.dumps(path, ensure_ascii=False)
        rows.append(f"{span.line}:{span.column} {span.key[0]}:{span.key[1]} {shown}\n")
    return "".join(rows)


def test_the_documents_are_there() -> None:
    assert len(DOCUMENTS) >= 10


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_key_paths_are_found_where_they_stand(path: Path) -> None:
    assert found(path.read_text("utf-8")) == path.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_line_ends_of_windows_change_no_place(path: Path) -> None:
    text = path.read_text("utf-8")
    assert found(text.replace("\n", "\r\n")) == found(text)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_value_cut_out_is_the_parsers_value(path: Path, line_end: str) -> None:
    check_laws(path.read_text("utf-8").replace("\n", line_end))


def test_a_character_behind_escapes_is_found_in_its_column() -> None:
    text = 'stated = "\\u7ea6\\t202\\U0001F600平方公里"'
    span = index(text)["stated",]
    assert parse(text)["stated"][6] == "平"
    assert rest_of_string(text, span.start, span.end, 6)[0] == text.index("平")


def test_a_place_behind_the_last_character_is_the_closing_quote() -> None:
    text = 'stated = """\n202\n"""'
    behind = text.rindex('"""')
    span = index(text)["stated",]
    assert rest_of_string(text, span.start, span.end, 99) == (behind, behind)


def test_deep_arrays_are_followed() -> None:
    text = "a = " + "[" * 300 + "]" * 300 + "\nb = 1\n"
    spans = index(text)
    assert spans["a", *[0] * (DEEPEST - 1)].column == 4 + DEEPEST
    assert spans["b",].line == 2
    assert len(spans) == DEEPEST + 2  # the last stands for all that is deeper


def test_long_dotted_keys_cost_no_more_than_their_length() -> None:
    text = "".join("a." * 5000 + f"b{number} = 1\n" for number in range(100))
    assert len(index(text)) == DEEPEST + 1


# A document in any style, written so that no key stands twice.

BLANK = st.sampled_from(["", " ", "\t", "  "])
GAP = st.sampled_from(["", " ", "\n", " # note ]\n", "\n\n\t"])
WORD = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5)


def escaped(word: str) -> str:
    return "".join(f"\\U{ord(char):08X}" for char in word)


SCALAR: st.SearchStrategy[str] = st.one_of(
    st.integers(-(2**62), 2**62).map(str),
    st.decimals(allow_nan=False, allow_infinity=False, places=2).map(str),
    st.sampled_from(
        ["true", "inf", "0x1F", "1e3", "2021-05-03", "2021-05-03 07:32:00", "07:32:00"]
    ),
    WORD.map(lambda word: f'"{escaped(word)}"'),
    WORD.map(lambda word: json.dumps(word, ensure_ascii=False)),
    WORD.map(lambda word: "'" + word.replace("'", "") + "'"),
    WORD.map(lambda word: '"""\n' + escaped(word) + '\\\n  "" ' + '"""'),
    WORD.map(lambda word: "'''" + word.replace("'", "") + "\n''#'''"),
)


@st.composite
def keys(draw: st.DrawFn, numbers: Iterator[int]) -> str:
    bare, word = f"k-{next(numbers)}", draw(WORD)
    quoted = json.dumps(f"{word}{bare}", ensure_ascii=False)
    styles = (
        bare,
        quoted,
        f'"{escaped(word)}{bare}"',
        "'" + word.replace("'", "") + f"{bare}'",
        f"{bare}{draw(BLANK)}.{draw(BLANK)}{quoted}",
    )
    return styles[draw(st.integers(0, len(styles) - 1))]


@st.composite
def value_texts(draw: st.DrawFn, numbers: Iterator[int], depth: int = 2) -> str:
    kind = draw(st.sampled_from(["scalar", "array", "table"] if depth else ["scalar"]))
    if kind == "scalar":
        return draw(SCALAR)
    size = draw(st.integers(0, 3))
    if kind == "array":
        items = [draw(value_texts(numbers, depth - 1)) for _ in range(size)]
        gaps = [f"{item}{draw(GAP)},{draw(GAP)}" for item in items]
        return f"[{draw(GAP)}{''.join(gaps)}]"
    pairs = [draw(pair_texts(numbers, depth - 1)) for _ in range(size)]
    return "{" + draw(BLANK) + f"{draw(BLANK)},{draw(BLANK)}".join(pairs) + draw(BLANK) + "}"


@st.composite
def pair_texts(draw: st.DrawFn, numbers: Iterator[int], depth: int = 2) -> str:
    value = draw(value_texts(numbers, depth))
    return f"{draw(keys(numbers))}{draw(BLANK)}={draw(BLANK)}{value}"


@st.composite
def documents(draw: st.DrawFn) -> str:
    numbers = count()
    lines = [draw(pair_texts(numbers)) for _ in range(draw(st.integers(0, 2)))]
    arrays: list[str] = []
    for _ in range(draw(st.integers(0, 5))):
        name = f"{draw(BLANK)}{draw(keys(numbers))}{draw(BLANK)}"
        style = draw(st.sampled_from(["table", "array", "again", "below"]))
        if style in {"again", "below"} and arrays:
            name = draw(st.sampled_from(arrays))
        if style == "below":
            name = f"{name}.{draw(keys(numbers))}"
        is_array = style == "array" or (style == "again" and name in arrays)
        arrays += [name] if style == "array" else []
        lines.append(f"[[{name}]] # note" if is_array else f"{draw(BLANK)}[{name}]")
        lines += [draw(pair_texts(numbers)) for _ in range(draw(st.integers(0, 2)))]
    return "\n".join(lines)


@given(documents(), st.sampled_from(["\n", "\r\n"]))
def test_the_laws_hold_for_any_document(text: str, line_end: str) -> None:
    check_laws(text.replace("\n", line_end))


@given(st.text() | st.text("[]{}=.,#'\"\\ \nab1", max_size=40))
def test_a_text_that_is_no_toml_is_indexed_as_far_as_it_goes(text: str) -> None:
    assert all(0 <= span.start <= span.end <= len(text) for span in index(text).values())


def test_a_file_that_broke_keeps_the_places_before_the_fault() -> None:
    assert list(index('a = 1\n[b]\nc = [1, "')) == [("a",), ("b",), ("b", "c", 0)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("schema = 1\nfact = [1,\n", (3, 1)),
        ("schema = 1\nsource = {id = 'a' 'b'}\n", (2, 20)),
        ("schema = 1\n[source]\nid = 'a' 'b'\n", (3, 10)),
        ("schema = 1\r\nid == 2\r\n", (2, 5)),
        ("泸州 = 1", (1, 1)),
    ],
)
def test_a_parsers_error_has_a_place(text: str, place: tuple[int, int]) -> None:
    with pytest.raises(tomli.TOMLDecodeError) as caught:
        tomli.loads(text)
    assert error_position(caught.value, text) == place
    assert error_position(ValueError(str(caught.value)), text) == place


def test_an_error_that_names_no_place_has_none() -> None:
    assert error_position(ValueError("Exceeds the limit (4300 digits)"), "a = 1") == (0, 0)


@given(st.text("ab泸\n\r", max_size=60), st.integers(1, 60))
def test_lines_are_those_of_the_text_however_long_it_is(text: str, times: int) -> None:
    whole = text * times
    lines, cut = Lines(whole), whole.split("\n")
    assert [*lines] == [line.removesuffix("\r") for line in cut]
    starts = [0, *accumulate(len(line) + 1 for line in cut)][:-1]
    assert [lines.start(number) for number in range(len(lines))] == starts
    for position in range(0, len(whole) + 1, 7):
        line = bisect_right(starts, position)
        assert lines.place(position) == (line, position - starts[line - 1] + 1)
