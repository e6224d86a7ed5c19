"""The README's pictures are what its commands print now, and need nothing but themselves."""

from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pictures import FOLDER, PICTURES, drawn, svg
from ptys import ROOT, on_terminal
from rich.cells import cell_len
from test_readme import STYLE

FILES = sorted(FOLDER.glob("*"))
_SVG = "{http://www.w3.org/2000/svg}"
_MARGIN, _ACROSS = 16, 8.4


def test_every_picture_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [file.stem for file in FILES] == sorted(PICTURES)
    assert all(f"]({file.relative_to(ROOT).as_posix()})" in readme for file in FILES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_what_its_command_prints(name: str) -> None:
    assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") == drawn(name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_picture_fetches_nothing_and_runs_nothing(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("http") == text.count("http://www.w3.org/2000/svg") == 1
    for node in ET.fromstring(text).iter():  # noqa: S314 - our own file
        assert node.tag.removeprefix(_SVG) in {"svg", "title", "style", "rect", "text"}
        assert "url(" not in (node.text or "")


@pytest.mark.parametrize("name", PICTURES)
def test_every_character_stands_in_its_column(name: str) -> None:
    printed = STYLE.sub("", on_terminal(PICTURES[name], 96)).rstrip()
    expected = [f"$ {PICTURES[name]}", *printed.split("\n")]
    rows: dict[int, str] = defaultdict(str)
    for node in ET.parse(FOLDER / f"{name}.svg").iter(f"{_SVG}text"):  # noqa: S314 - as above
        places = [float(place) for place in node.attrib["x"].split()]
        for place, character in zip(places, node.text or "", strict=True):
            row = int(node.attrib["y"])
            column = round((place - _MARGIN) / _ACROSS)
            rows[row] += " " * (column - cell_len(rows[row])) + character
    assert [rows[key] for key in sorted(rows)] == [
        line.rstrip() for line in expected if line.strip()
    ]


def test_what_is_markup_in_a_picture_is_escaped() -> None:
    text = svg("parkq x <&> y", "<script>&amp;</script>")
    assert "<script" not in text
    (title,) = ET.fromstring(text).iter(f"{_SVG}title")  # noqa: S314 - as above
    assert title.text == "parkq x <&> y"
