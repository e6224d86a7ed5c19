"""What shells complete: by what ``parkq completion`` prints, in the shells themselves."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Ran
from hypothesis import given
from hypothesis import strategies as st
from ptys import played

from parkq.cli import bash
from parkq.cli.complete import proposed

BREAKS = " \t\n\"'@><=;|&(:"

SHELLS = {
    "bash": ("bash --norc --noprofile -i", 'eval "$(parkq completion bash)"'),
    "zsh": (
        "zsh -f -i",
        'autoload -U compinit; compinit -u -D; eval "$(parkq completion zsh)"',
    ),
    "fish": ("fish --no-config -i", "parkq completion fish | source"),
}
TYPED = {
    "parkq che\t": "parkq check",
    "parkq show lvs\t": "parkq show lvshui",
    "parkq show 青山湖\t": "parkq show 青山湖购物公园",
    'parkq show "Qingshan H\t': "parkq show Qingshan High-tech Zone",
    "parkq show Qingshan\\ H\t": "parkq show Qingshan High-tech Zone",
    "parkq show qing\t": "parkq show qingshan",
    "parkq show QINGSHAN-\t": "parkq show qingshan-mall",
    "parkq show Nowhere\t": "parkq show Nowhere",
    "parkq list facts --columns stat\t": "parkq list facts --columns stated",
    "parkq list facts --columns stated,sou\t": "parkq list facts --columns stated,source",
    "parkq show qingshan --attribute pl\t": "parkq show qingshan --attribute planned-area",
    "parkq list sources --format=cs\t": "parkq list sources --format=csv",
    "parkq explain lvs\thigh\t/gaz\t": "parkq explain lvshui/high-tech-enterprises/gazette-2021",
    "parkq explain qingshan/fou\t/press\t": "parkq explain qingshan/founded/press-2022",
    "parkq check --select PQ50\t8": "parkq check --select PQ508",
    "parkq list facts --store fac\t": "parkq list facts --store facts",
}
"""What is typed, a tab asking for the rest, and the words that the shell has in the end."""


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes_what_is_typed(shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell}")
    start, setup = SHELLS[shell]
    shutil.copytree(SMALL, tmp_path / "facts")
    lines = [f"{typed}\x01printf '%s ' >> typed \x05; echo >> typed\r" for typed in TYPED]
    keys = f"{setup}\r{''.join(lines)}exit\r"
    environ = {"HOME": str(tmp_path), "PS1": "$ ", "TERM": "dumb" if shell != "fish" else "xterm"}
    shown = played(start, tmp_path, environ, keys=keys)
    written = (tmp_path / "typed").read_text(encoding="utf-8")
    assert [line.strip(" /") for line in written.splitlines()] == list(TYPED.values()), shown.text


def texts(*line: str) -> list[str]:
    return [each.text for each in proposed(line)]


@pytest.fixture(autouse=True)
def _small_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKQ_STORE", str(SMALL))


@pytest.mark.parametrize(
    ("line", "some"),
    [
        (["sh"], ["show"]),
        (["--v"], ["--version"]),
        (["help", "acc"], ["accept"]),
        (["show", ""], ["hostile", "lvshui", "qingshan", "qingshan-mall"]),
        (["show", "QING"], ["qingshan", "qingshan-mall"]),
        (["show", "Qing"], ["Qingshan High-tech Zone"]),
        (["show", "planned"], []),
        (["show", "qingshan", "planned"], ["planned-area"]),
        (["show", "qingshan", "--columns", "sta"], ["stated"]),
        (["list", "units", "--columns=symbol,ba"], ["--columns=symbol,base"]),
        (["show", "nowhere", "--columns", "sta"], []),
        (["show", "-", "绿"], ["绿水高新技术产业开发区", "绿水高新区"]),
        (["show", "qingshan", "--attribute", "成"], ["成立时间"]),
        (["show", "qingshan", "--attribute=fo"], ["--attribute=founded"]),
        (["show", "--role", "t"], ["target", "threshold"]),
        (["show", "--", "--a"], []),
        (["show", "x", "--attr"], ["--attribute"]),
        (["history", "qingshan", "plan"], ["planned-area"]),
        (["history", "qingshan", "planned-area", ""], []),
        (["accept", "qingshan", "plan"], ["planned-area"]),
        (["accept", "qingshan", "planned-area", "--decision", "p"], ["prefer:"]),
        (["diff-sources", "press"], ["press-2022"]),
        (["diff-sources", "a", "b", "press"], []),
        (["check", "--select", "PQ80"], ["PQ801", "PQ802", "PQ803", "PQ804"]),
        (["check", "--ignore", "unit-s"], ["unit-slip"]),
        (["explain", "copy"], ["copy-drift"]),
        (["explain", "qingshan-"], ["qingshan-mall/"]),
        (["list", "un"], ["units"]),
        (["schema", "sh"], ["show"]),
        (["check", "x"], [":files"]),
        (["show", "--store", "x"], [":folders"]),
        (["search", "x"], []),
        (["nonsense", "x"], []),
    ],
    ids=str,
)
def test_what_may_be_typed(line: list[str], some: list[str]) -> None:
    assert texts(*line) == some


def test_the_store_that_is_typed_is_the_one_that_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PARKQ_STORE", str(tmp_path))
    assert texts("show", "") == []
    for typed in (["--store", str(SMALL)], [f"--store={SMALL}"]):
        assert "lvshui" in texts("show", *typed, "")


def test_a_word_comes_with_what_it_is(parkq: Callable[..., Ran]) -> None:
    ran = parkq("__complete", "fish", "show", "lv")
    assert ran == Ran(0, "lvshui\t绿水高新技术产业开发区\n", "")
    assert parkq("__complete", "fish", "explain", "PQ804").out.startswith("PQ804\tTwo facts")


@pytest.mark.parametrize("args", [(), ("bash",), ("bash", "parkq show"), ("fish",)])
def test_what_no_script_asks_is_answered_by_nothing(
    args: tuple[str, ...], parkq: Callable[..., Ran]
) -> None:
    assert parkq("__complete", *args) == Ran(0, "", "")
    assert parkq("__complete", "fish", "show", "--store", "/nowhere", "x") == Ran(0, "", "")


MARKS = st.sampled_from(["", "'", '"'])


@given(st.lists(st.text("ab 园'\"\\$:", min_size=1), min_size=1), MARKS)
def test_a_line_of_bash_is_taken_apart_as_it_was_put_together(words: list[str], mark: str) -> None:
    start = bash.Line([], "", mark, 0)
    line = " ".join(f"{mark}{bash.put(word, start)}{mark}" for word in words)
    parsed = bash.parsed(f"{line} ", BREAKS)
    assert parsed == bash.Line(words, "", "", 0)


@given(st.text("ab 园'\"\\$:=@", min_size=1), st.integers(0, 9), MARKS)
def test_what_readline_puts_in_is_the_word(word: str, typed: int, mark: str) -> None:
    """Readline replaces what stands behind the last break, or the open quotation mark."""
    begun = bash.put(word[:typed], bash.Line([], "", mark, 0))
    line = bash.parsed(f"parkq {mark}{begun}", BREAKS)
    assert line.word == word[:typed]
    kept = bash.put(word[: line.kept], bash.Line([], "", mark, 0))
    assert bash.parsed(f"parkq {mark}{kept}{bash.put(word, line)}", BREAKS).word == word
