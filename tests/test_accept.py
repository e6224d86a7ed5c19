"""Acknowledging a conflict: what is written, what stays as it was, and what is taken out."""

import os
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, Ran
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator  # type: ignore[import-untyped]
from sessions import goes_as_written

from parkq.output import schemas
from parkq.store import folder, writing

Parkq = Callable[..., Ran]

ACCEPT = DATA / "accept"
REASON = ("--reason", "no plan found", "--until", "2027", "--today", "2026-01-31")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of two sources in conflict, to be written to."""
    root = tmp_path / "facts"
    shutil.copytree(ACCEPT / "store", root)
    monkeypatch.setenv("PARKQ_STORE", str(root))
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.*")}


def test_conflicts_are_accepted_renewed_changed_and_pruned(store: Path, parkq: Parkq) -> None:
    goes_as_written(ACCEPT / "session.txt", parkq, store)


def test_what_is_written_keeps_to_the_schema_of_a_store(store: Path, parkq: Parkq) -> None:
    parkq("accept", "qingshan", "planned-area", *REASON)
    document = tomllib.loads((store / "accepted.toml").read_text(encoding="utf-8"))
    assert Draft7Validator(schemas.schema("facts")).is_valid(document)


def test_json_keeps_to_its_schema(store: Path, parkq: Parkq) -> None:
    import json  # noqa: PLC0415 - beside its use

    ran = parkq("accept", "qingshan", "planned-area", *REASON, "-f", "json")
    Draft202012Validator(schemas.schema("accept")).validate(json.loads(ran.out))
    assert store.joinpath("accepted.toml").exists()


# A file keeps its style


@pytest.mark.parametrize("file", sorted(ACCEPT.glob("edits/*.toml")), ids=lambda file: file.stem)
def test_an_edit_changes_nothing_but_its_entry(file: Path, store: Path, parkq: Parkq) -> None:
    before, command, after = file.read_bytes().split(b"#----\n")
    words = command.decode().removeprefix("# $ parkq ").split()
    (store / "decisions.toml").write_bytes(before)
    ran = parkq(*words, *(REASON if "--prune" not in words else ()))
    assert ran.status == 0, ran.err
    assert (store / "decisions.toml").read_bytes().decode() == after.decode()


def test_line_ends_and_the_byte_order_mark_stay(store: Path, parkq: Parkq) -> None:
    file = store / "accepted.toml"
    file.write_bytes(b"\xef\xbb\xbfschema = 1\r\n")
    parkq("accept", "qingshan", "planned-area", *REASON)
    written = file.read_bytes()
    assert written.startswith(b"\xef\xbb\xbfschema = 1\r\n\r\n[[accepted]]\r\n")
    assert written.count(b"\n") == written.count(b"\r\n")


def test_a_file_keeps_its_mode(store: Path, parkq: Parkq) -> None:
    file = store / "accepted.toml"
    file.write_text("schema = 1\n", encoding="utf-8")
    file.chmod(0o640)
    parkq("accept", "qingshan", "planned-area", *REASON)
    assert file.stat().st_mode & 0o777 == 0o640


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_reads_back_from_toml(text: str) -> None:
    assert tomllib.loads(f"key = {writing.quoted(text)}") == {"key": text}


BLOCKS = st.sampled_from(
    [
        *('[[accepted]]\nreason = "a"\n', '  [[accepted]]\nreason = "b" # why\n'),
        *("[[accepted]]\nreason = '''\nx\n\n'''\n", '[[fact]]\nentity = "e"\n'),
        *("# a comment\n", "\n", "\n\n", "  \n", "# one\n# two\n"),
    ]
)


@given(st.lists(BLOCKS, max_size=12), st.data())
def test_tables_taken_out_at_once_leave_what_they_leave_one_by_one(
    blocks: list[str], data: st.DataObject
) -> None:
    text = "schema = 1\n" + "".join(blocks)
    count = len(tomllib.loads(text).get("accepted", []))
    numbers = data.draw(st.sets(st.integers(0, count - 1))) if count else set()
    one_by_one = text
    for number in sorted(numbers, reverse=True):
        one_by_one = writing.removed(one_by_one, [("accepted", number)])
    assert writing.removed(text, [("accepted", number) for number in numbers]) == one_by_one


def test_a_file_beside_it_that_is_not_utf8_bars_nobody(store: Path, parkq: Parkq) -> None:
    (store / "a-latin1.toml").write_bytes(b'#:schema "\xe9"\nschema = 1\n')
    ran = parkq("accept", "qingshan", "planned-area", *REASON)
    assert ran.status == 2  # the store has a problem, which is said
    assert "Traceback" not in ran.err
    assert (store / "accepted.toml").read_text(encoding="utf-8").startswith("#:schema ")


# Nothing is lost


def test_a_failure_leaves_the_old_file_and_says_so_in_one_line(
    store: Path, parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    parkq("accept", "qingshan", "planned-area", *REASON)
    before = contents(store)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    ran = parkq("accept", "qingshan", "planned-area", *REASON)
    assert ran == Ran(
        2,
        "",
        f"parkq: {store}/accepted.toml: No space left on device (nothing was changed)\n",
    )
    assert contents(store) == before


def test_a_dry_run_writes_nothing(store: Path, parkq: Parkq) -> None:
    before = contents(store)
    assert parkq("accept", "qingshan", "planned-area", *REASON, "--dry-run").out
    assert contents(store) == before


def test_the_store_that_came_with_parkq_is_not_written_to(
    store: Path, parkq: Parkq, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "SHIPPED", str(store))
    before = contents(store)
    ran = parkq("accept", "qingshan", "planned-area", *REASON)
    assert (ran.status, ran.out) == (2, "")
    assert "copy" in ran.err
    assert contents(store) == before


@pytest.mark.parametrize(
    "text",
    [
        "schema = 1\nnonsense = 2\n",
        "schema = 1\n[[accepted]\n",
        "schema = 1\n\naccepted = []\n",
    ],
    ids=["with an unknown key", "that is not TOML", "with an inline array"],
)
def test_a_file_that_cannot_be_edited_safely_is_left_alone(
    text: str, store: Path, parkq: Parkq
) -> None:
    (store / "accepted.toml").write_text(text, encoding="utf-8")
    ran = parkq("accept", "qingshan", "planned-area", *REASON)
    assert (ran.status, ran.out) == (2, "")
    assert (store / "accepted.toml").read_text(encoding="utf-8") == text


def test_a_store_with_problems_is_not_pruned(store: Path, parkq: Parkq) -> None:
    parkq("accept", "qingshan", "planned-area", *REASON)
    press = store / "press.toml"
    press.write_text(press.read_text(encoding="utf-8") + "\n[[fact]\n", encoding="utf-8")
    before = contents(store)
    ran = parkq("accept", "--prune", "--today", "2026-01-31")
    assert (ran.status, ran.out) == (2, "")
    assert "mend them before pruning" in ran.err
    assert contents(store) == before


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("qingshan",), "takes an entity, an attribute, a --reason and an --until"),
        (("qingshan", "planned-area", "--until", "2027"), "a --reason"),
        (("qingshan", "planned-area", *REASON[:2], "--until", "2020"), "over already"),
        (("qingshan", "planned-area", *REASON[:2], "--until", "soon"), "not an EDTF date"),
        (("qingshan", "planned-area", *REASON[:2], "--until", "2027/.."), "no last day"),
        (("qingshan", "planned-area", *REASON, "--decision", "maybe"), "expected open, both"),
        (("qingshan", "planned-area", *REASON, "--decision", "wrong:diary"), "is no fact"),
        (("qingshan", "planned-area", *REASON, "--today", "2026"), "is no day"),
        (("qingshan", "planned-area", "--reason", " ", *REASON[2:]), "reason is blank"),
        (("qingshan", "planned-area", "--reason", "a\x1bb", *REASON[2:]), "control character"),
        (("--prune", "--reason", "x"), "takes no entity"),
    ],
)
def test_what_is_not_said_rightly_changes_nothing(
    args: tuple[str, ...], said: str, store: Path, parkq: Parkq
) -> None:
    before = contents(store)
    ran = parkq("accept", *args)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert contents(store) == before


def test_one_of_two_facts_of_a_source_is_named_by_its_id(store: Path, parkq: Parkq) -> None:
    gazette = store / "gazette.toml"
    again = '\n[[fact]]\nentity = "qingshan"\nattribute = "planned-area"\nstated = "230平方公里"\n'
    gazette.write_text(gazette.read_text(encoding="utf-8") + again, encoding="utf-8")
    unclear = parkq("accept", "qingshan", "planned-area", *REASON, "--decision", "wrong:gazette")
    assert unclear.status == 2
    assert "states 2 of the facts" in unclear.err
    named = "wrong:qingshan/planned-area/gazette#2"
    assert parkq("accept", "qingshan", "planned-area", *REASON, "--decision", named).status == 0
    assert f'"{named.replace(":", ": ")}"' in (store / "accepted.toml").read_text(encoding="utf-8")
    assert parkq("show", "qingshan").status == 0
