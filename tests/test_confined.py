"""A store cannot make parkq read beyond it, run anything or reach the network."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Ran, WriteStore

Parkq = Callable[..., Ran]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and sockets of POSIX")

ELSEWHERE = """\
schema = 1
[[entity]]
id = "secret"
name = "秘密"
"""

COMMANDS = (
    ("show", "qingshan", "--all"),
    ("compare", "qingshan", "lvshui"),
    ("search", "--all", "gaoxinqu"),
    ("diff-sources", "--all"),
    ("history", "qingshan", "planned-area"),
    ("list", "entities"),
    ("explain", "qingshan/planned-area"),
    ("check",),
    ("check", "--output-format", "sarif"),
    ("accept", "--prune", "--dry-run"),
    ("report", "-o", "-"),
)


@pytest.fixture
def baited(tmp_path: Path) -> Path:
    """The small store, among links that lead out of it, loops, pipes, sockets and devices."""
    secret = tmp_path / "outside"
    secret.mkdir()
    (secret / "secret.toml").write_text(ELSEWHERE, encoding="utf-8")
    root = tmp_path / "facts"
    root.mkdir()
    for file in SMALL.iterdir():
        (root / file.name).write_bytes(file.read_bytes())
    (root / "file.toml").symlink_to(secret / "secret.toml")
    (root / "up.toml").symlink_to("../outside/secret.toml")
    (root / "folder").symlink_to(secret)
    (root / "loop").symlink_to(".")
    (root / "self.toml").symlink_to("self.toml")
    (root / "gone.toml").symlink_to("nowhere")
    (root / "device.toml").symlink_to("/dev/zero")
    (root / "root").symlink_to("/")
    (root / ".hidden.toml").write_text(ELSEWHERE, encoding="utf-8")
    os.mkfifo(root / "pipe.toml")
    with socket.socket(socket.AF_UNIX) as bound:
        here = os.getcwd()
        os.chdir(root)  # the name of a socket may not be long
        bound.bind("socket.toml")
        os.chdir(here)
    return root


TOLD = """\
.hidden.toml: is hidden, so that it is not read
device.toml: is a link, which is not followed
file.toml: is a link, which is not followed
folder: is a link, which is not followed
gone.toml: is a link, which is not followed
loop: is a link, which is not followed
pipe.toml: is no regular file
root: is a link, which is not followed
self.toml: is a link, which is not followed
socket.toml: is no regular file
up.toml: is a link, which is not followed
parkq: 11 problems in the store; all else still answers
"""


def test_what_leads_out_of_a_store_is_told_and_not_followed(parkq: Parkq, baited: Path) -> None:
    ran = parkq("list", "entities", "--store", str(baited), "-f", "tsv", "--columns", "id")
    assert ran == Ran(2, "id\nqingshan\nqingshan-mall\nlvshui\nhostile\n", TOLD)


def test_check_fails_on_what_leads_out_of_a_store(parkq: Parkq, baited: Path) -> None:
    ran = parkq("check", "--store", str(baited), "--select", "PQ101", "--output-format", "json")
    assert ran.status == 1
    assert json.loads(ran.out)["counts"]["error"] == 11


def test_a_link_that_came_in_place_of_a_file_is_not_followed(
    parkq: Parkq, baited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from parkq.store import folder  # noqa: PLC0415 - to be patched where it is looked up

    names = ["file.toml", "pipe.toml", "press-2022.toml"]
    monkeypatch.setattr(folder, "listed", lambda _: (names, []))
    ran = parkq("list", "sources", "--store", str(baited))
    assert ran.status == 2
    assert "file.toml: cannot be read: Too many levels of symbolic links" in ran.err
    assert "pipe.toml: cannot be read: it is no regular file" in ran.err


AUDITED = """
import os, sys
seen = []
def hook(event, args):
    if event in ("open", "os.scandir", "os.listdir") and isinstance(args[0], (str, bytes)):
        folder, name = os.path.split(os.fsdecode(args[0]))
        stays = event == "open" and args[2] & os.O_NOFOLLOW
        path = os.path.join(os.path.realpath(folder), name)
        seen.append((event, path if stays else os.path.realpath(path), ""))
    elif event.startswith(("socket.", "subprocess.", "os.exec", "os.system", "os.fork", "os.spawn",
                           "os.posix_spawn", "pty.", "urllib.", "http.", "ftplib.", "smtplib.",
                           "webbrowser.", "ctypes.", "pickle.")):
        seen.append((event, "", ""))
    elif event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod",
                   "os.link", "os.symlink", "os.utime"):
        seen.append((event, str(args[0]), ""))
sys.addaudithook(hook)
from parkq.cli import run
status = run(sys.argv[1:])
sys.stdout.flush()
sys.stderr.write("\\n")
for event in seen:
    print(*event, sep="\\t", file=sys.stderr)
"""


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_opens_or_writes_anything_but_the_store_parkq_and_its_cache(
    command: tuple[str, ...], baited: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    ran = subprocess.run(  # noqa: S603 - what runs is written here
        [sys.executable, "-B", "-c", AUDITED, *command, "--store", str(baited)],
        cwd=home,
        env={**os.environ, "HOME": str(home), "PARKQ_CACHE": str(home / "cache")},
        capture_output=True,
        check=False,
        timeout=60,
    )
    events = [
        line.split("\t") for line in ran.stderr.decode().rpartition("\n\n")[2].splitlines() if line
    ]
    assert any(what == "open" and "press-2022.toml" in path for what, path, _ in events)
    own = (str(baited), *map(os.path.realpath, (sys.prefix, sys.base_prefix, _PACKAGE, str(home))))
    cache = str(home / "cache")
    beyond = [
        event
        for event in events
        if not event[1].startswith(own if event[0] in _READING else cache)
        or event[0] not in (*_READING, *_WRITING)
    ]
    assert beyond == []


_READING = ("open", "os.scandir", "os.listdir")
_WRITING = ("os.mkdir", "os.rename", "os.remove")
_PACKAGE = str(Path(__file__).parent.parent / "parkq")


# Every file whose name ends as one of a store is read or named


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("two.TOML", ""),
        ("below/Two.Toml", ""),
        (".two.toml", ".two.toml: is hidden, so that it is not read\n"),
        ("below/.two.TOML", "below/.two.TOML: is hidden, so that it is not read\n"),
        (".drafts/two.toml", ".drafts: is hidden, so that what it holds is not read\n"),
        (".#two.toml", None),
        ("._two.toml", None),
        (".git/config", None),
        ("two.toml.txt", None),
    ],
)
def test_what_ends_in_toml_is_read_or_named(
    name: str, told: str | None, write_store: WriteStore, parkq: Parkq
) -> None:
    files = {file.name: file.read_text(encoding="utf-8") for file in SMALL.iterdir()}
    root = write_store({**files, name: ELSEWHERE})
    ran = parkq("list", "entities", "--store", str(root), "-f", "tsv", "--columns", "id")
    assert ("secret" in ran.out) is (told == "")
    one = "parkq: 1 problem in the store; all else still answers\n"
    assert ran.err == (told + one if told else "")
    assert ran.status == (2 if told else 0)
