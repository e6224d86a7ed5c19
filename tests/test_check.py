"""check from the command line: what fails, what passes, what is shown of it and where."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, SHIPPED, Ran, WriteStore
from hypothesis import given
from hypothesis import strategies as st

from parkq import dates
from parkq.check import check
from parkq.findings import Finding
from parkq.rules import RULES
from parkq.store.memory import Store, load

STORE = DATA / "check" / "store"
TODAY = dates.parse("2026-01-31").low or 0

Parkq = Callable[..., Ran]


@pytest.fixture
def checked(parkq: Parkq) -> Parkq:
    """What check comes to on the small store; its findings are a line each."""

    def checked(*args: str) -> Ran:
        day = () if "--today" in args else ("--today", "2026-01-31")
        return parkq("check", "--store", str(STORE), "--output-format", "jsonl", *day, *args)

    return checked


def found(ran: Ran) -> list[str]:
    return [json.loads(line)["code"] for line in ran.out.splitlines()]


# The shipped store, and a contradiction that is new in it


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped store."""
    return shutil.copytree(SHIPPED, tmp_path / "facts")


def test_the_shipped_store_passes_with_its_known_conflicts_accepted(parkq: Parkq) -> None:
    ran = parkq("check", "--store", str(SHIPPED), "--fail-on", "warning", "--today", "2026-11-22")
    assert (ran.status, ran.out) == (0, "")
    assert "conflicts accepted" in ran.err


def test_a_changed_figure_is_one_finding_at_its_line(parkq: Parkq, shipped: Path) -> None:
    file = shipped / "2023-luzhou-profile.toml"
    text = file.read_text(encoding="utf-8")
    line = text[: text.index("218平方千米")].count("\n") + 1
    file.write_text(text.replace("218平方千米", "281平方千米"), encoding="utf-8")
    ran = parkq(
        "check", "--store", str(shipped), "--output-format", "jsonl", "--today", "2026-11-22"
    )
    assert ran.status == 1
    (finding,) = map(json.loads, ran.out.splitlines())
    assert (finding["code"], finding["line"]) == ("PQ501", line)
    assert finding["file"] == str(file)
    assert "changed since it was accepted" in finding["message"]
    assert "202" in finding["message"]
    assert "281" in finding["message"]


# What fails


def test_an_error_fails_and_a_warning_does_not(checked: Parkq) -> None:
    assert checked("--select", "conflict").status == 1
    warned = checked("--select", "jump")
    assert (warned.status, found(warned)) == (0, ["PQ507"])


def test_a_warning_fails_where_that_is_asked_for(checked: Parkq) -> None:
    assert checked("--select", "jump", "--fail-on", "warning").status == 1


def test_nothing_fails_with_exit_zero(checked: Parkq) -> None:
    ran = checked("--exit-zero", "--fail-on", "warning")
    assert (ran.status, len(found(ran))) == (0, 7)


def test_a_file_that_cannot_be_parsed_is_one_finding_among_the_others(checked: Parkq) -> None:
    codes = found(checked())
    assert codes.count("PQ101") == 1
    assert len(codes) == 7


def test_a_file_that_is_not_utf8_is_one_finding(parkq: Parkq, write_store: WriteStore) -> None:
    root = write_store({"good.toml": "schema = 1\n"})
    (root / "bad.toml").write_bytes(b'schema = 1\nname = "\xff"\n')
    ran = parkq("check", "--store", str(root), "--output-format", "concise")
    assert ran.out.startswith(f"{root}/bad.toml:2:9: error: PQ101 is not UTF-8")
    assert ran.status == 1


def test_the_facts_of_a_source_that_is_left_out_are_left_out_with_it(
    parkq: Parkq, write_store: WriteStore
) -> None:
    source = (STORE / "gazette-2022.toml").read_text(encoding="utf-8")
    root = write_store({"gazette-2022.toml": source.replace("[source]", "[source]\nby = 1")})
    for file in ("attributes.toml", "entities.toml"):
        shutil.copy(STORE / file, root)
    ran = parkq("check", "--store", str(root), "--output-format", "jsonl")
    assert found(ran) == ["PQ103"]
    assert ran.err.endswith("0 facts checked\n")


def test_what_it_comes_to_is_said_on_stderr(checked: Parkq) -> None:
    assert checked().err == "5 errors, 2 warnings; 1 conflict accepted; 7 facts checked\n"


def test_an_acknowledged_conflict_is_counted_and_is_no_finding(checked: Parkq) -> None:
    ran = checked("--select", "conflict")
    assert "1 conflict accepted" in ran.err
    assert all("lvshui" not in line for line in ran.out.splitlines())


def test_an_acknowledgement_expires_with_a_warning_and_still_accepts(checked: Parkq) -> None:
    ran = checked("--select", "PQ5,PQ8", "--ignore", "jump", "--today", "2031-01-01")
    assert found(ran) == ["PQ803", "PQ501"]
    assert "1 conflict accepted" in ran.err


# What is asked for


def test_findings_are_those_of_the_paths_that_are_named(checked: Parkq) -> None:
    assert found(checked(str(STORE / "unfinished.toml"))) == ["PQ101"]
    assert len(found(checked(str(STORE)))) == 7
    assert len(found(checked(str(STORE.parent)))) == 7


def test_a_conflict_is_of_both_its_files(checked: Parkq) -> None:
    assert found(checked(str(STORE / "gazette-2022.toml"))) == ["PQ501", "PQ507"]


def test_a_path_outside_the_store_is_refused(checked: Parkq, tmp_path: Path) -> None:
    ran = checked(str(tmp_path))
    assert (ran.status, ran.out) == (2, "")
    assert "is not in the store" in ran.err
    assert "--store" in ran.err


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (("no-such-file",), "there is no file or folder"),
        (("--select", "PQ0"), "no rule is 'PQ0'"),
        (("--today", "2026-13"), "no month 13"),
        (("--today", "2026"), "is no day"),
        (("--statistics", "--output-format", "sarif"), "has no sarif format"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    args: tuple[str, ...], complaint: str, checked: Parkq
) -> None:
    ran = checked(*args)
    assert (ran.status, ran.out) == (2, "")
    assert complaint in ran.err


def test_statistics_count_the_findings_of_each_rule(checked: Parkq) -> None:
    ran = checked("--statistics", "--output-format", "concise", "--select", "PQ1,PQ2")
    assert [line.split()[:3] for line in ran.out.splitlines()] == [
        ["1", "PQ101", "unreadable-file"],
        ["1", "PQ103", "unknown-key"],
        ["1", "PQ201", "unknown-entity"],
    ]


def test_statistics_are_told_in_json(checked: Parkq) -> None:
    ran = checked("--statistics", "--output-format", "json", "--select", "PQ101")
    assert [(row["count"], row["code"]) for row in json.loads(ran.out)] == [(1, "PQ101")]


def test_a_report_goes_to_a_file(checked: Parkq, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    ran = checked("--output-file", str(file))
    assert ran.out == ""
    assert file.read_text(encoding="utf-8") == checked().out


def test_a_file_that_cannot_be_written_is_trouble(parkq_process: Parkq, tmp_path: Path) -> None:
    ran = parkq_process("check", "--output-file", str(tmp_path / "none" / "report.txt"))
    assert ran.status == 2
    assert ran.err.count("\n") == 1


def test_findings_are_in_the_order_of_file_line_and_column(checked: Parkq) -> None:
    findings = [json.loads(line) for line in checked().out.splitlines()]
    places = [(each["file"], each["line"], each["column"], each["code"]) for each in findings]
    assert places == sorted(places)


# Laws


def findings(store: Store) -> tuple[Finding, ...]:
    return check(store, RULES, today=TODAY).findings


SMALL_STORE = load(str(STORE))
FINDINGS = findings(SMALL_STORE)


@given(st.permutations(list(SMALL_STORE.facts)), st.permutations(RULES))
def test_the_order_of_facts_and_rules_changes_nothing(ids: list[str], rules: list[object]) -> None:
    of_entity = {
        entity: tuple(id_ for id_ in ids if SMALL_STORE.facts[id_].entity == entity)
        for entity in SMALL_STORE.of_entity
    }
    facts = {id_: SMALL_STORE.facts[id_] for id_ in ids}
    shuffled = Store(SMALL_STORE.contents._replace(facts=facts, of_entity=of_entity))
    again = check(shuffled, rules, today=TODAY).findings  # type: ignore[arg-type]
    keys = ("code", "message", "location", "fingerprint")
    assert [tuple(getattr(each, key) for key in keys) for each in again] == [
        tuple(getattr(each, key) for key in keys) for each in FINDINGS
    ]


def test_a_fingerprint_outlives_a_move(write_store: WriteStore) -> None:
    moved = {
        f"moved/{file.name}": "\n\n# a comment\n" + file.read_text(encoding="utf-8")
        for file in STORE.iterdir()
    }
    again = findings(load(str(write_store(moved))))
    assert {each.fingerprint for each in again} == {each.fingerprint for each in FINDINGS}
    lines = {each.fingerprint: each.location.line for each in again}
    assert all(lines[each.fingerprint] == each.location.line + 3 for each in FINDINGS)


def test_a_fingerprint_changes_with_a_figure(write_store: WriteStore) -> None:
    changed = {
        file.name: file.read_text(encoding="utf-8").replace("218平方千米", "281平方千米")
        for file in STORE.iterdir()
    }
    again = findings(load(str(write_store(changed))))
    assert len(again) == len(FINDINGS)
    assert len({each.fingerprint for each in again} - {e.fingerprint for e in FINDINGS}) == 1


def test_fingerprints_of_one_run_are_unique(write_store: WriteStore) -> None:
    wrong = 'schema = 1\n\n[[entity]]\nid = "a"\n'
    found = findings(load(str(write_store({"a.toml": wrong, "b.toml": wrong}))))
    assert [each.code for each in found] == ["PQ104", "PQ104"]
    assert found[0].fingerprint != found[1].fingerprint
