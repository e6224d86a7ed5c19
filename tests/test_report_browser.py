"""The page of ``parkq report`` in a real browser: Chromium, headless, without a network.

Skipped where no Chromium is installed, unless ``PARKQ_BROWSER=required``.
"""

import os
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
from conftest import SHIPPED, SMALL
from playwright.sync_api import Browser, Page, sync_playwright
from test_report import OTHER, store_text

from parkq.cli import run

Scheme = Literal["light", "dark"]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
REQUIRED = os.environ.get("PARKQ_BROWSER") == "required"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = files("axe_playwright_python").joinpath("axe.min.js")
PHONE, DESK = 360, 1280

pytestmark = pytest.mark.skipif(not (CHROMIUM or REQUIRED), reason="no Chromium is installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium with a folder of its own, which goes with it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds the page of the shipped store, that of two of its parks, and those of a small store."""
    folder = tmp_path_factory.mktemp("report")
    store = ("report", "--store", str(SHIPPED))
    assert run([*store, "-o", str(folder / "all.html")]) == 0
    parks = ("--entity", "luzhou", "--entity", "cec-luzhou-park", "--min-severity", "info")
    assert run([*store, *parks, "-o", str(folder / "some.html")]) == 0
    for language in ("zh", "en"):
        small = ("report", "--store", str(SMALL), "--min-severity", "silent", "--lang", language)
        assert run([*small, "-o", str(folder / f"{language}.html")]) == 0
    long = store_text(name="A" * 300, stated=f"{'1' * 80}平方公里", note="注" * 300)
    (folder / "long").mkdir()
    (folder / "long" / "one.toml").write_text(long, encoding="utf-8")
    (folder / "long" / "two.toml").write_text(OTHER, encoding="utf-8")
    assert run(["report", "--store", str(folder / "long"), "-o", str(folder / "long.html")]) == 0
    return folder


def opened(browser: Browser, file: Path, width: int = DESK, scheme: Scheme = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(file.as_uri())
    return page


def test_the_page_asks_for_nothing_and_complains_of_nothing(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((folder / "all.html").as_uri())
    assert (asked, said) == ([(folder / "all.html").as_uri()], [])
    inked = page.evaluate("getComputedStyle(document.querySelector('h2')).borderTopWidth")
    assert inked == "2px"  # its own style is let through
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), "
        "{textContent: 'window.ran = true'}))"
    )
    assert page.evaluate("window.ran") is None  # and nothing else
    page.close()


@pytest.mark.parametrize("name", ["all", "long"])
@pytest.mark.parametrize("width", [320, PHONE, 720, DESK])
def test_the_page_is_no_wider_than_its_window(
    browser: Browser, folder: Path, width: int, name: str
) -> None:
    page = opened(browser, folder / f"{name}.html", width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


BOXES = """() => [...document.querySelectorAll('svg.line')].map(svg => {
  const box = node => { const b = node.getBoundingClientRect();
    return [b.left, b.top, b.right, b.bottom] }
  return {
    name: svg.getAttribute('aria-labelledby').split('-t ')[0],
    line: box(svg),
    texts: [...svg.querySelectorAll('text')].map(box),
    points: [...svg.querySelectorAll('.point')].map(node => box(node)[0]),
    bars: [...svg.querySelectorAll('.bar')].map(box),
  }
})"""


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_number_lines_are_legible(browser: Browser, folder: Path, width: int) -> None:
    page = opened(browser, folder / "some.html", width)
    lines: list[dict[str, Any]] = page.evaluate(BOXES)
    assert len(lines) > 10
    for line in lines:
        left, top, right, bottom = line["line"]
        for text in line["texts"]:
            assert left - 1 <= text[0] <= text[2] <= right + 1, line["name"]
            assert top - 3 <= text[1] <= text[3] <= bottom + 3, line["name"]
        for at, one in enumerate(line["texts"]):
            assert not any(_overlap(one, other) for other in line["texts"][at + 1 :]), line["name"]
    page.close()


def _overlap(one: list[float], other: list[float]) -> bool:
    """Whether two boxes share more than the leading of a line."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0 and down > 4


def test_marks_stand_in_the_order_of_their_figures(browser: Browser, folder: Path) -> None:
    page = opened(browser, folder / "some.html", PHONE)
    lines = {line["name"]: line for line in page.evaluate(BOXES)}
    small, large = lines["d-luzhou-tech-smes"]["points"]
    assert small < large
    early, late = lines["d-luzhou-founded"]["bars"]
    assert early[2] < late[0]
    page.close()


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(PHONE, "dark", "en"), (DESK, "light", "zh")]
)
def test_axe_finds_nothing_in_the_way(
    browser: Browser, folder: Path, width: int, scheme: Scheme, language: str
) -> None:
    page = opened(browser, folder / f"{language}.html", width, scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    told = [
        f"{each['id']}: {each['help']}: {each['nodes'][0]['html']}" for each in found["violations"]
    ]
    assert told == []
    assert len(found["passes"]) > 20
    page.close()


def test_a_keyboard_goes_to_the_disagreements_at_once(browser: Browser, folder: Path) -> None:
    page = opened(browser, folder / "some.html")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the disagreements"
    assert (skip.bounding_box() or {"x": -1})["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_the_page_is_printed_in_ink_with_its_addresses(browser: Browser, folder: Path) -> None:
    page = opened(browser, folder / "some.html", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("nav").is_hidden()
    style = "getComputedStyle(document.querySelector('.sources a.title'), '::after').content"
    assert "http" in page.evaluate(style)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()
