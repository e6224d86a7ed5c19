"""What parkq stands on: few packages, within bounds, under licences that the README lists."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import metadata, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DIRECT = [Requirement(each) for each in PROJECT["dependencies"]]
MOST = 8
LISTED = re.compile(r"(?m)^\| `([a-z0-9-]+)` \| ([\w.-]+) \|")


def below(names: list[str]) -> Iterator[str]:
    """The packages of those names and all that they need."""
    seen: set[str] = set()
    while names:
        name = names.pop().lower()
        if name in seen:
            continue
        seen.add(name)
        yield name
        needed = map(Requirement, requires(name) or ())
        names += [n.name for n in needed if not n.marker or n.marker.evaluate({"extra": ""})]


def licence(name: str) -> str:
    """What a package says of its licence, in whichever way it says so."""
    about = metadata(name).json
    said = [about.get("license_expression", ""), str(about.get("license", ""))[:40]]
    said += [each for each in about.get("classifier", ()) if each.startswith("License")]
    return " ".join(map(str, said))


def test_there_are_few_packages() -> None:
    assert len(DIRECT) <= MOST


@pytest.mark.parametrize("requirement", DIRECT, ids=str)
def test_every_package_has_bounds_that_what_is_here_keeps(requirement: Requirement) -> None:
    assert {each.operator for each in requirement.specifier} == {">=", "<"}
    assert Version(metadata(requirement.name)["Version"]) in requirement.specifier


WORDS = {"MIT": "MIT", "ISC": "ISC", "Apache-2.0": "Apache", "BSD-2-Clause": "BSD"}
WORDS |= {"BSD-3-Clause": "BSD"}


def test_the_readme_lists_every_package_with_its_licence() -> None:
    listed = dict(LISTED.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    assert set(listed) == set(below([each.name for each in DIRECT]))
    for name, said in listed.items():
        assert WORDS[said] in licence(name), name
