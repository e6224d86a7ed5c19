"""A store with one problem answers as one without: a misspelt name is told, and filters stay."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, Ran, WriteStore
from typer.main import get_command

from parkq.cli import application

Parkq = Callable[..., Ran]

VALID = {"ENTITY": "qingshan", "ATTRIBUTE": "planned-area", "SOURCE": "press-2022"}
"""A name of the store of each kind, by what the help calls a value."""
ACCEPT = ("--reason", "r", "--until", "2099", "--dry-run", "--decision", "open")
MORE = {"compare": ("lvshui",), "accept": ACCEPT}
"""What a command needs besides its names."""
ENTERING = {"add", "add-entity", "add-source", "import", "scan", "verify"}
"""They take names that are new, and what they refuse is shown in tests of their own."""
WRONG = "no-such-name-at-all"


def commands() -> dict[str, Any]:
    """The commands by name, as Typer has them."""
    return dict(get_command(application()).commands)  # type: ignore[attr-defined]


def nouns(parameter: Any) -> list[str]:  # noqa: ANN401 - typer's own
    """What the help calls the values of a parameter, where the store names them."""
    called = (parameter.metavar or "").translate(str.maketrans("", "", "[].")).split()
    return [noun for noun in called if noun in VALID]


def command_lines() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Every place of a name in a command line: what it is, the line, and it with a wrong name."""
    for name, command in commands().items():
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        needed = [noun for p in arguments for noun in nouns(p) if noun != "SOURCE"]
        if name == "show":
            needed = ["ENTITY"]  # any name behind the first may be that of one more entity
        if name in ENTERING:
            continue
        base = (name, *(VALID[noun] for noun in needed), *MORE.get(name, ()))
        for place, noun in enumerate(needed, 1):
            wrong = (*base[:place], WRONG, *base[place + 1 :])
            yield f"{name} {noun}", base, wrong
        for parameter in command.params:
            if parameter.param_type_name == "option":
                for noun in nouns(parameter):
                    option = parameter.opts[-1]
                    line = (*base, option, VALID[noun])
                    yield f"{name} {option}", line, (*base, option, WRONG)
    of_group = ("explain", "qingshan/planned-area")
    yield "explain ENTITY/", of_group, ("explain", f"{WRONG}/planned-area")
    yield "explain /ATTRIBUTE", of_group, ("explain", f"qingshan/{WRONG}")
    yield "explain fact", of_group, ("explain", f"qingshan/a/{WRONG}")
    yield "diff-sources SOURCE", ("diff-sources", "press-2022"), ("diff-sources", WRONG)
    with_two = ("diff-sources", "press-2022", WRONG)
    yield "diff-sources SOURCE SOURCE", ("diff-sources", "press-2022"), with_two


LINES = list(command_lines())


@pytest.fixture(params=["whole", "one problem"])
def store(request: pytest.FixtureRequest, write_store: WriteStore) -> Path:
    """The small store, as it is and with a file that has a problem."""
    files = {file.name: file.read_text(encoding="utf-8") for file in SMALL.iterdir()}
    if request.param != "whole":
        files["problem.toml"] = "schema = 1\nx = 1\n"
    return write_store(files)


def test_every_command_that_takes_a_name_is_among_them() -> None:
    taking = {name for name, command in commands().items() if any(map(nouns, command.params))}
    assert (taking | {"explain"}) - ENTERING == {line[0] for _, line, _ in LINES}


@pytest.mark.parametrize(("line", "wrong"), [each[1:] for each in LINES], ids=[e[0] for e in LINES])
def test_a_misspelt_name_is_told_and_nothing_is_answered_in_its_stead(
    line: tuple[str, ...], wrong: tuple[str, ...], store: Path, parkq: Parkq
) -> None:
    is_whole = not (store / "problem.toml").exists()
    right = parkq(*line, "--store", str(store))
    if "cannot sort by" not in right.err:  # for what two sources conflict on there is no order
        assert right.out
        assert right.status == (0 if is_whole else 2)
    ran = parkq(*wrong, "--store", str(store))
    assert ran.out == ""
    assert ran.status == (1 if is_whole else 2)
    assert WRONG in ran.err


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "md"])
@pytest.mark.parametrize(
    "line",
    [
        *(("list", kind) for kind in ("parks", "facts", "relations", "sources", "rules")),
        ("list",),
        ("search", "青山"),
        ("show", "qingshan", "lvshui", "--all"),
        ("diff-sources", "--all", "--suggest"),
        ("accept", "--prune", "--dry-run"),
    ],
    ids=" ".join,
)
def test_other_commands_answer_and_end_with_2(
    line: tuple[str, ...], form: str, write_store: WriteStore, parkq: Parkq
) -> None:
    files = {file.name: file.read_text(encoding="utf-8") for file in SMALL.iterdir()}
    whole = parkq(*line, "-f", form, "--store", str(write_store(files)))
    root = write_store({**files, "problem.toml": "schema = 1\nx = 1\n"})
    ran = parkq(*line, "-f", form, "--store", str(root))
    assert ran.status == 2
    assert "problem" in ran.err
    if form in {"csv", "tsv", "md"} and line[0] != "accept":
        assert ran.out == whole.out
