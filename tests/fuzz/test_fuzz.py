"""Bounded runs of what is fuzzed: what was found once, random bytes, and files that cost much."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import fuzz
import pytest
import shapes
import tried
from conftest import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from targets import TARGETS

from parkq.equations import expressions

FOUND = sorted((DATA / "fuzz").glob("*/*"))
SECONDS, MEGABYTES = 20, 500
"""What no file of `SIZE` may take; those whose cost grows by the square took minutes."""
SIZE = 300_000

ALPHABETS = {
    "store": '[[fact]] entity = "a" {}.#\n\\u\'"1e9xtrue2020-01-01',
    "place": "[[a.b]]='\"{},.#\n\\uUx1_+-eT:",
    "figure": "0123456789.,，万亿千百十半余多近约超达第位%％-—~至 月年日家个平方公里亩元美m²kmbnx",
    "date": "0123456789X-/.?~%",
    "expression": "ab-xz0123456789.%+*/()<>='[], 万km",
    "name": "泸州瀘國国行長(guo) ÀǘƁªﷺA·-１",
}
"""Characters that get a target further than any others do."""


@pytest.mark.parametrize("file", FOUND, ids=lambda file: f"{file.parent.name}-{file.name}")
def test_what_was_found_once_is_not_found_again(file: Path) -> None:
    TARGETS[file.parent.name](file.read_bytes())


def test_every_target_has_something_to_begin_with() -> None:
    assert {file.parent.name for file in FOUND} == set(TARGETS)


@pytest.mark.parametrize("name", sorted(set(TARGETS) - {"command_line"}))
def test_random_text_finds_nothing(name: str) -> None:
    likely = st.text(ALPHABETS[name]).map(str.encode)

    @settings(max_examples=150)
    @given(st.binary() | likely | st.lists(st.binary(max_size=3) | likely).map(b"".join))
    def holds(data: bytes) -> None:
        TARGETS[name](data)

    holds()


WORDS = (
    *("luzhou", "qingshan", "青山高新区", "planned-area", "press-2022", "-", "--", "-a", "-f"),
    *("--format", "json", "md", "--columns", "id,", "--limit", "-1", "99999999999999999999"),
    *("--store", "/dev/null", "--as-of", "2021/..", "--today", "--color", "always", "--verdict"),
    *("", " ", "\udcff", "\x1b]0;x\x07", "\u202e", "é" * 5000, "=1+1", "%s", "{}", "a\tb", "../.."),
)


@settings(max_examples=150)
@given(
    st.integers(0, 255),
    st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=6),
    st.text(max_size=20),
)
def test_no_command_line_ends_in_a_traceback(command: int, words: list[str], stdin: str) -> None:
    argv = "\n".join(word.replace("\0", "").replace("\n", "") for word in words)
    line = f"{argv}\0{stdin}".encode("utf-8", "surrogatepass")
    TARGETS["command_line"](bytes([command]) + line)


def _mutations(seed: bytes, number: int) -> Iterator[bytes]:
    chance = random.Random(seed)  # noqa: S311 - the same mutations in every run
    for _ in range(number):
        data = bytearray(seed)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data) + 1)
            data[at : at + chance.randint(0, 3)] = chance.choice(
                (b"", b"\0", b'"', b"\n", b"[[", b"\xff", bytes(data[: chance.randint(0, 9)]))
            )
        yield bytes(data)


@pytest.mark.parametrize("folder", ["good", "bad"])
def test_mutated_files_of_a_store_are_read_or_told_of(folder: str) -> None:
    files = sorted((DATA / "store_files" / folder).glob("*.toml"))
    assert files
    for file in files:
        for data in _mutations(file.read_bytes(), 5):
            TARGETS["store"](data)
            TARGETS["place"](data)


@pytest.mark.parametrize("name", shapes.SHAPES)
def test_no_file_takes_long_or_much(name: str) -> None:
    taken = fuzz.cost(shapes.content(name, SIZE), limit=SECONDS)
    assert taken.megabytes < MEGABYTES


@pytest.mark.parametrize(
    "expression",
    ["(" * 499, "a" + " + a" * 124, "a[" * 250, "'" * 499, "-" * 499, "1" * 500, "a-" * 250],
)
def test_no_expression_takes_long(expression: str) -> None:
    TARGETS["expression"](expression.encode())
    assert len(expression) <= expressions.LONGEST


@pytest.mark.parametrize(
    "unit", ["1", "万", "1万", "一", "十", "约", "至", "1-", "第", "(", " ", "1,", "百分之", "余"]
)
@pytest.mark.parametrize("read", [TARGETS["figure"], TARGETS["date"], TARGETS["name"]])
def test_no_figure_date_or_name_takes_long(read: Callable[[bytes], None], unit: str) -> None:
    read((unit * 200)[:200].encode())
    read((unit * 100_000).encode())


def test_the_readme_says_what_was_tried() -> None:
    found = tried.SECTION.search(tried.README.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0] == tried.section(fuzz.results())
