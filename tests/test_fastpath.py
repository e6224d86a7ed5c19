"""The shortest way to an answer: what it serves is what the command line prints, to the byte."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from conftest import SHIPPED, SMALL
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parkq.cli import run
from parkq.fastpath import serve
from parkq.names import MOST
from parkq.store.memory import load

ROOT = Path(__file__).parent.parent
Way = Callable[[Sequence[str]], int | None]


class Piped(io.TextIOWrapper):
    """A stdout that is a pipe, and keeps what goes into it."""

    def __init__(self) -> None:
        self.kept = io.BytesIO()
        super().__init__(self.kept, encoding="utf-8", errors="backslashreplace", newline="\n")

    def told(self) -> bytes:
        self.flush()
        return self.kept.getvalue()


def answered(way: Way, args: Sequence[str]) -> tuple[int | None, bytes]:
    status, told, _ = heard(way, args)
    return status, told


def heard(way: Way, args: Sequence[str]) -> tuple[int | None, bytes, str]:
    """The status, and what is printed on stdout and on stderr."""
    before, out = (sys.stdout, sys.stderr), Piped()
    sys.stdout, sys.stderr = streams = out, io.StringIO()
    try:
        return way(args), out.told(), streams[1].getvalue()
    finally:
        sys.stdout, sys.stderr = before


def quickly(args: Sequence[str]) -> int | None:
    return serve(args, os.environ)


def settled(source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a store, long unchanged, and a cache of it."""
    root = folder / "facts"
    copytree(source, root)
    for file in root.rglob("*.toml"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    monkeypatch.setenv("PARKQ_STORE", str(root))
    monkeypatch.setenv("PARKQ_CACHE", str(folder / "cache"))
    answered(run, ["list"])
    return root


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return settled(SMALL, tmp_path, monkeypatch)


@pytest.mark.parametrize("locale", ["C", "zh_CN.UTF-8"])
def test_every_entity_of_the_shipped_store_is_answered_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    root = settled(SHIPPED, tmp_path, monkeypatch)
    monkeypatch.setenv("LC_ALL", locale)
    count = 0
    for entity in load(str(root)).entities.values():
        args = ["show", entity.name, "-f", "tsv"]
        quick = answered(quickly, args)
        if quick[0] is not None:
            assert quick == answered(run, args)
            count += 1
    assert count > 200


@pytest.mark.parametrize("locale", ["C", "zh_CN.UTF-8"])
def test_a_search_of_the_shipped_store_is_answered_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    settled(SHIPPED, tmp_path, monkeypatch)
    monkeypatch.setenv("LC_ALL", locale)
    for texts in (
        ["高新区"],
        ["瀘州"],
        ["luzou"],
        ["lu", "zhou"],
        ["planned", "area"],
        ["泸楠高新区"],
    ):
        quick = answered(quickly, ["search", *texts])
        assert quick == answered(run, ["search", *texts])
        assert quick[1].count(b"\n") in range(2, MOST + 2), texts
    assert answered(quickly, ["search", "高新区"])[1].count(b"\n") == MOST + 1


WORDS = st.sampled_from(
    (
        "show",
        "list",
        "qingshan",
        "青山高新区",
        "lvshui",
        "qingshan-mall",
        "nowhere",
        "-",
        "qing",
        "-f",
        "tsv",
        "table",
        "json",
        "--format",
        "--format=tsv",
        "--all",
        "--no-header",
        "-h",
        "",
        "jsonl",
        "--exit-code",
    )
)
SETTINGS = st.sampled_from(
    (
        {},
        {"LANG": "zh_CN.UTF-8"},
        {"PARKQ_FORMAT": "json"},
        {"PARKQ_LANG": "zh"},
        {"FORCE_COLOR": "1"},
        {"PARKQ_STORE": "/nowhere"},
        {"PARKQ_CACHE": "off"},
        {"NO_COLOR": "1"},
        {"PARKQ_OUTPUT_FORMAT": "concise"},
    )
)


@pytest.mark.usefixtures("small")
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.sampled_from(("show", "diff-sources", "search", "check", "list")),
    more=st.lists(WORDS, max_size=3) | st.permutations(("-f", "jsonl", "--exit-code")),
    changed=SETTINGS,
)
def test_whatever_is_served_is_what_the_command_line_prints(
    first: str, more: list[str], changed: dict[str, str]
) -> None:
    args = [first, *more]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in changed.items():
            patch.setenv(name, value)
        quick = heard(quickly, args)
        if quick[0] is not None:
            assert quick == heard(run, args)


SERVED = (
    ["show", "qingshan", "-f", "tsv"],
    ["show", "绿水高新技术产业开发区", "--format=tsv"],
    ["show", "lvshui", "--format", "tsv"],
    ["diff-sources", "-f", "jsonl"],
    ["diff-sources", "-f", "jsonl", "--exit-code"],
    ["diff-sources", "--exit-code", "-f", "jsonl"],
    ["search", "qingshan"],
    ["search", "青山", "平方公里"],
    ["search", "青山高薪区"],
    ["search", "年鉴"],
)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("args", SERVED)
def test_a_plain_question_is_served(args: list[str]) -> None:
    status, told = answered(quickly, args)
    assert (status, told) == answered(run, args)
    assert status == ("--exit-code" in args)
    assert told


@pytest.mark.parametrize("locale", ["C", "zh_CN.UTF-8"])
@pytest.mark.parametrize("source", [SHIPPED, SMALL])
def test_a_plain_check_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str, source: Path
) -> None:
    root = settled(source, tmp_path, monkeypatch)
    monkeypatch.setenv("LC_ALL", locale)
    status, told, said = heard(quickly, ["check"])
    assert (status, told, said) == heard(run, ["check"])
    assert said
    (root / "accepted.toml").unlink(missing_ok=True)
    (root / "odd.toml").write_text('schema = 1\n[[fact]]\nentity = "泸"\n', encoding="utf-8")
    status, told, said = heard(quickly, ["check"])
    assert (status, told, said) == heard(run, ["check"])
    assert status == 1
    assert b"odd.toml" in told


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("files", [{}, {"a.toml": "schema = 1\n"}, {"a.toml": "schema"}])
def test_a_check_of_nothing_is_left_to_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str]
) -> None:
    root = tmp_path / "nothing"
    root.mkdir()
    for file, text in files.items():
        (root / file).write_text(text, encoding="utf-8")
    monkeypatch.setenv("PARKQ_STORE", str(root))
    assert answered(quickly, ["check"]) == (None, b"")


@pytest.mark.usefixtures("small")
def test_differences_that_are_all_accepted_are_served_without_alarm() -> None:
    args = ["diff-sources", "-f", "jsonl", "--exit-code"]
    for line in answered(run, args)[1].splitlines():
        group = json.loads(line)
        which = (group["entity"], group["attribute"], "--fingerprint", group["fingerprint"])
        answered(run, ["accept", *which, "--reason", "both stand", "--until", "2999"])
    status, told = answered(quickly, args)
    assert (status, told) == answered(run, args)
    assert status == 0
    assert told


@pytest.mark.parametrize(
    "args",
    [["show", "qingshan", "-f", "tsv"], ["diff-sources", "-f", "jsonl"], ["search", "平方公里"]],
)
@pytest.mark.parametrize(
    "change", ["none", "edited", "touched", "added", "damaged", "gone", "broken", "cleared"]
)
def test_what_has_changed_is_served_as_it_is_now(
    small: Path, change: str, args: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (index,) = small.parent.glob("cache/*/index-*")
    file = small / "press-2022.toml"
    text = file.read_text(encoding="utf-8")
    match change:
        case "edited":
            file.write_text(text.replace("6", "7"), encoding="utf-8")
        case "touched":
            os.utime(file)
        case "added":
            (small / "more.toml").write_text("schema = 1\n", encoding="utf-8")
        case "damaged":
            index.write_bytes(index.read_bytes()[:-5000])
        case "gone":
            index.unlink()
        case "broken":
            file.write_text(f"{text}stated\n", encoding="utf-8")
        case "cleared":
            rmtree(small.parent / "cache")
    quick = answered(quickly, args)
    monkeypatch.setenv("PARKQ_CACHE", "off")
    assert quick == ((None, b"") if change == "broken" else answered(run, args))


ODD = """schema = 1
[[entity]]
id = "park"
name = "园区"
[[entity]]
id = "mall"
name = "商场"
part_of = "park"
[attribute.area]
label = { en = "=area", zh = "面积" }
kind = "quantity"
dimension = "area"
[source]
id = "book"
title = "年鉴"
"""
MOTTO = """[attribute.motto-{0}]
label = {{ en = "motto {0}", zh = "口号{0}" }}
kind = "text"
"""
MOTTOES = 50
CELLS = (
    "=1+1",
    "-5",
    "@home",
    "c\\\\d",
    "\\u200b藏",
    " 空 ",
    "'x",
    "宽" * 250,
    "é\\u0301",
)
"""Words, as TOML has them, that tsv and a table make safe, or that are wider than they seem."""


@pytest.mark.parametrize("locale", ["C", "zh_CN.UTF-8"])
def test_odd_words_and_long_tables_are_answered_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    facts = [
        f'[[fact]]\nentity = "{("park", "mall")[number % 2]}"\n'
        f'attribute = "motto-{number // 2 % MOTTOES}"\n'
        f'stated = "{CELLS[number % len(CELLS)]}{number}"\nscope = "{CELLS[number % 7]}"\n'
        f'role = "{("actual", "plan", "target")[number % 3]}"\nnote = "{CELLS[number % 9]}"\n'
        for number in range(900)
    ]
    area = '[[fact]]\nentity = "mall"\nattribute = "area"\nstated = "-3平方米"\n'
    source = tmp_path / "odd"
    source.mkdir()
    text = "".join((ODD, *map(MOTTO.format, range(MOTTOES)), *facts, area))
    (source / "a.toml").write_text(text, encoding="utf-8")
    settled(source, tmp_path, monkeypatch)
    monkeypatch.setenv("LC_ALL", locale)
    for args in (["show", "mall", "-f", "tsv"], ["show", "园区", "-f", "tsv"]):
        quick = answered(quickly, args)
        assert quick == (None, b"")  # what is to be escaped is left to the command line
        assert answered(run, args)[1].count(b"\n") > 400


LIGHT = {
    *("collections", "contextlib", "datetime", "functools", "gc", "heapq", "itertools", "keyword"),
    *("math", "operator", "reprlib", "sqlite3", "time", "types", "zlib"),
}
"""What of the standard library the fast path imports, beyond what Python itself starts with."""
HEAVY = {"asyncio", "opencc", "pydantic", "pypinyin", "rapidfuzz", "rich", "tomli"}
"""What a look-up through the command line may not import."""


def imported(root: Path, *args: str) -> set[str]:
    """The top-level modules, and those of parkq, that a look-up imports beyond Python's own."""
    command = [sys.executable, "-X", "importtime", "-m", "parkq", *args]
    none = [sys.executable, "-X", "importtime", "-m", "runpy"]
    environ = {**os.environ, "PARKQ_STORE": str(root)}
    names = []
    for each in (command, none):
        ran = subprocess.run(each, env=environ, capture_output=True, check=False)  # noqa: S603 - see above
        lines = ran.stderr.decode().splitlines()
        names.append({line.rpartition("|")[2].strip() for line in lines if "|" in line})
    return {
        name if name.startswith("parkq") else name.partition(".")[0] for name in names[0] - names[1]
    }


def test_the_fast_path_imports_next_to_nothing(small: Path) -> None:
    for args in (("show", "qingshan", "-f", "tsv"), ("diff-sources", "-f", "jsonl")):
        found = imported(small, *args)
        assert {name for name in found if not name.startswith(("parkq", "_"))} <= LIGHT
        assert {"parkq.cli", "parkq.model", "parkq.errors", "parkq.terminal"}.isdisjoint(found)


def test_a_look_up_imports_nothing_heavy(small: Path) -> None:
    found = imported(small, "show", "qingshan", "-f", "tsv", "--no-header")
    assert "typer" in found
    assert HEAVY.isdisjoint(found)


def test_a_search_imports_nothing_of_pages(small: Path) -> None:
    for asked in ("search", "qingshan"), ("search", "qingshan", "--limit", "5"):
        imported(small, *asked)
        found = imported(small, *asked)
        assert ("typer" in found) == ("--limit" in asked)  # flags are read from comparisons
        assert "parkq.names.search" in found
        assert found.isdisjoint({"opencc", "pypinyin", "rapidfuzz", "rich"})


def test_a_changed_file_is_read_without_what_commands_and_others_need(small: Path) -> None:
    file = small / "gazette-2021.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('stated = "2', 'stated = "3', 1), encoding="utf-8")
    found = imported(small, "diff-sources", "-f", "jsonl", "--exit-code")
    assert "parkq.index.update" in found
    unused = {"typer", "parkq.cli", "parkq.output.tables.page", "parkq.store.positions"}
    assert found.isdisjoint({*HEAVY, *unused})


@pytest.mark.parametrize("options", [(), ("--exit-zero",)])
def test_a_check_imports_nothing_of_what_is_kept_and_shown(
    small: Path, options: Sequence[str]
) -> None:
    found = imported(small, "check", *options)
    assert "parkq.check" in found
    assert ("typer" in found) == bool(options)
    shown = {"parkq.index.query", "parkq.queries", "parkq.output.judged"}
    assert found.isdisjoint({*(HEAVY - {"tomli"}), *shown})
