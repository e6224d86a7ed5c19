"""What bytes a store, a command line and a terminal are made of changes no answer."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Ran, WriteStore

from parkq import terminal

Parkq = Callable[..., Ran]

TOLD = ("diff-sources", "--all", "-f", "json")
PAGES = ("utf-8", "cp936", "gb18030", "cp950", "cp932", "cp1252", "cp437", "ascii", "utf-16")
"""Encodings of a console: Chinese of the mainland and of Taiwan, Japanese, Western, and none."""


def rewritten(change: Callable[[bytes], bytes]) -> dict[str, str]:
    return {
        file.name: change(file.read_bytes()).decode("utf-8", "surrogateescape")
        for file in SMALL.iterdir()
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"),
        lambda text: text.rstrip(b"\n"),
        lambda text: text.replace(b"\n", b"  \n"),
    ],
    ids=["byte order mark", "CRLF", "both", "no last line end", "spaces at line ends"],
)
def test_a_file_means_the_same_in_any_dress(
    change: Callable[[bytes], bytes], parkq: Parkq, tmp_path: Path
) -> None:
    root = tmp_path / "facts"
    root.mkdir()
    for file in SMALL.iterdir():
        (root / file.name).write_bytes(change(file.read_bytes()))
    assert parkq(*TOLD, "--store", str(root)) == parkq(*TOLD, "--store", str(SMALL))


@pytest.mark.parametrize("encoding", ["latin-1", "gb18030", "big5", "utf-16", "utf-32"])
def test_a_file_in_another_encoding_is_told_with_its_place(
    encoding: str, parkq: Parkq, write_store: WriteStore
) -> None:
    root = write_store({})
    root.mkdir()
    (root / "a.toml").write_bytes("schema = 1\n# ±°§·\n".encode(encoding, "replace"))
    ran = parkq("list", "parks", "--store", str(root))
    assert ran.status == 2
    assert ran.err.startswith("a.toml:")
    assert "UTF-8" in ran.err


@pytest.mark.parametrize("page", PAGES)
def test_a_console_of_any_code_page_is_printed_to(page: str, parkq_process: Parkq) -> None:
    """What its page lacks is escaped; signs that it lacks are letters."""
    command = ("show", "qingshan", "lvshui")
    ran = subprocess.run(  # noqa: S603 - what runs is written here
        [sys.executable, "-m", "parkq", *command],
        env={**os.environ, "PARKQ_STORE": str(SMALL), "PYTHONIOENCODING": page},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    told = ran.stdout.decode(page)
    expected = parkq_process(*command).out
    escaped = expected.encode(page, "backslashreplace").decode(page)
    assert told.replace("\r\n", "\n").split() == escaped.split()


@pytest.mark.parametrize(("page", "signs"), [("cp936", False), ("cp437", False), ("utf-8", True)])
def test_signs_are_those_that_a_console_has(page: str, *, signs: bool) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=page)
    assert terminal.screen(stream, {}).signs is signs


@pytest.mark.skipif(os.name != "posix", reason="bytes on the command line")
@pytest.mark.parametrize(
    "word", [b"\xff", b"\xe6\xb3", b"\xed\xa0\x80", b"\xc0\xaf", b"qingshan\xfe"], ids=repr
)
@pytest.mark.parametrize("command", ["show", "search", "explain", "figure", "compare", "history"])
def test_bytes_that_are_no_text_are_no_trouble_on_the_command_line(
    command: str, word: bytes, tmp_path: Path
) -> None:
    ran = subprocess.run(  # noqa: S603 - what runs is written here
        [sys.executable, "-m", "parkq", command, word, word],
        cwd=tmp_path,
        env={**os.environ, "PARKQ_STORE": str(SMALL), "LC_ALL": "C"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode in {0, 1, 2}
    assert ran.stdout + ran.stderr
    assert b"Traceback" not in ran.stderr
    assert (ran.stdout + ran.stderr).decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="bytes in the names of files")
@pytest.mark.parametrize("form", ["full", "json", "github", "junit", "sarif", "gitlab", "rdjson"])
def test_a_file_whose_name_is_no_text_is_told(form: str, parkq: Parkq, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.toml"
    with open(name, "wb") as stream:
        stream.write(b"schema = 1\nx = 2\n")
    ran = parkq("check", "--store", str(tmp_path), "--output-format", form)
    assert ran.status == 1
    assert ran.out.encode("utf-8", "backslashreplace")
