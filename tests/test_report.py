"""parkq report: one page that holds itself, says what the store says, and trusts none of it."""

import os
import re
import stat
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import DATA, SHIPPED, SMALL, Ran, WriteStore
from hypothesis import given
from hypothesis import strategies as st
from justhtml import Comment, Element, JustHTML
from markupsafe import Markup

from parkq import words
from parkq.output.html import text as text_module
from parkq.output.html.numberline import NARROWEST, Mark, Words, draw, extent, folded, measured
from parkq.output.html.scale import Axis, Scale, calendar, numbers, spanning
from parkq.output.html.text import address, legible, tongued

Parkq = Callable[..., Ran]

PAGE = DATA / "report" / "page.html"
_UPDATE = os.environ.get("PARKQ_UPDATE") == "1"
PHRASE = re.compile(r'word\("([^"{}]*(?:{}[^"{}]*)*)"\)')
LINKED = ("http://", "https://", "#")
DESK = 2 * NARROWEST
SCRIPT = (Path(text_module.__file__).parent / "page.js").read_text(encoding="utf-8").strip()


def parsed(page: str) -> JustHTML:
    """The page as a browser reads it; an error of HTML fails."""
    return JustHTML(page, strict=True, sanitize=False)


def given_by(node: Element | Comment, name: str) -> str:
    """An attribute of an element that has it."""
    return str((node.attrs or {})[name])


# The page


def test_the_page_of_a_small_store_is_as_written(parkq: Parkq) -> None:
    ran = parkq("report", "--store", str(SMALL))
    assert (ran.status, ran.err) == (0, "")
    if _UPDATE:
        PAGE.write_text(ran.out, encoding="utf-8")
    assert ran.out == PAGE.read_text(encoding="utf-8")


def test_the_same_store_makes_the_same_page(parkq: Parkq, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert parkq("report", "--store", str(SHIPPED), "-o", str(page)) == Ran(
        0, "", f"{page}: 9 disagreements; all are acknowledged\n"
    )
    assert parkq("report", "--store", str(SHIPPED), "-o", "-").out == page.read_text("utf-8")


def test_the_page_of_the_shipped_store_is_small_and_whole(parkq: Parkq) -> None:
    ran = parkq("report", "--store", str(SHIPPED))
    page = parsed(ran.out)
    assert len(ran.out.encode()) < 1_500_000
    assert len(page.query("article.dispute")) == 9
    assert len(page.query("article svg[role=img] > title")) == 9
    anchors = [given_by(node, "id") for node in page.query("[id]")]
    assert len(set(anchors)) == len(anchors)
    inner = {h[1:] for a in page.query("a") if (h := given_by(a, "href")).startswith("#")}
    assert inner <= set(anchors)
    levels = [int(node.name[1]) for node in page.query("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_nothing_is_loaded_and_only_the_filter_runs(parkq: Parkq) -> None:
    page = parsed(parkq("report", "--store", str(SMALL)).out)
    assert not page.query("link, img, iframe, object, [src], [style], [onclick]")
    assert [script.to_text() for script in page.query("script")] == [SCRIPT]
    policy = page.query("meta[http-equiv=Content-Security-Policy]")
    assert re.fullmatch(
        "default-src 'none'; style-src 'sha256-[^ ]*'; script-src 'sha256-[^ ]*'; "
        "base-uri 'none'; form-action 'none'",
        given_by(policy[0], "content"),
    )


def test_an_entity_is_told_with_its_parts_and_no_other(parkq: Parkq) -> None:
    page = parsed(parkq("report", "--store", str(SMALL), "--entity", "青山高新区").out)
    assert [given_by(h, "id") for h in page.query(".entity h3, .entity h4")] == [
        "e-qingshan",
        "e-qingshan-mall",
    ]
    assert [given_by(h, "id") for h in page.query(".dispute h3")] == [
        "d-qingshan-mall-floor-area",
        "d-qingshan-planned-area",
    ]


def test_a_part_asked_for_beside_its_whole_is_told_once(parkq: Parkq) -> None:
    args = ("--entity", "qingshan-mall", "--entity", "qingshan")
    page = parsed(parkq("report", "--store", str(SMALL), *args).out)
    assert len(page.query("#e-qingshan-mall")) == 1


def test_severity_decides_what_is_described(parkq: Parkq) -> None:
    sizes = [
        len(parsed(parkq("report", "--store", str(SMALL), "--min-severity", level).out).query("h3"))
        for level in ("error", "warning", "info", "silent")
    ]
    assert sizes == [5, 5, 7, 7]


def test_the_title_is_the_readers_own(parkq: Parkq) -> None:
    page = parsed(parkq("report", "--store", str(SMALL), "--title", "<年报> & 2026").out)
    assert {page.query("title")[0].to_text(), page.query("h1")[0].to_text()} == {"<年报> & 2026"}


def test_the_page_is_chinese_where_its_reader_is(parkq: Parkq) -> None:
    page = parsed(parkq("report", "--store", str(SMALL), "--lang", "zh").out)
    assert given_by(page.query("html")[0], "lang") == "zh-Hans"
    assert [h.to_text() for h in page.query("h2")] == ["分歧", "各方所述", "来源", "其他判定"]
    assert [h.to_text() for h in page.query(".dispute h3")] == [
        "青山湖购物公园 · 建筑面积 floor area",
        "青山国家高新技术产业开发区 · 规划面积 planned area",
    ]
    assert page.query("svg .said")[0].to_text() == "差距 20,000 m², 20 %"
    sentences = page.query(".dispute dd, .counts td:last-child, .words dd")
    assert {given_by(sentence, "lang") for sentence in sentences} == {"en"}


def test_every_phrase_of_the_page_is_known_in_chinese() -> None:
    templates = Path(text_module.__file__).parent.glob("*.html")
    phrases = {p for file in templates for p in PHRASE.findall(file.read_text(encoding="utf-8"))}
    assert len(phrases) > 40
    words.speak(words.Language.ZH)
    try:
        assert {phrase for phrase in phrases if words.word(phrase) == phrase} == set()
    finally:
        words.speak(words.Language.EN)


def test_no_other_command_pays_for_the_page(parkq_process: Parkq) -> None:
    script = "import sys; from parkq.cli import run; run(['show', 'qingshan', '-f', 'csv']); "
    ran = parkq_process("-c", f"{script}print('jinja2' in sys.modules, file=sys.stderr)")
    assert ran.err == "False\n"


ACKNOWLEDGED = """\
schema = 1

[[accepted]]
entity = "zone"
attribute = "area"
verdict = "conflict-scope"
fingerprint = "{fingerprint}"
reason = "待批复"
until = "2026-06-30"
"""


def store_text(**text: str) -> str:
    """A store of one entity on which two sources disagree."""
    shown = {
        "name": "某园",
        "stated": "202平方公里",
        "url": "https://example.org/",
        "note": "注",
        **text,
    }
    return f"""\
schema = 1

[source]
id = "one"
title = "{shown["name"]}"
publisher = "{shown["name"]}"
published = "2022"
url = "{shown["url"]}"
note = "{shown["note"]}"

[[entity]]
id = "zone"
name = "{shown["name"]}"
aliases = ["{shown["name"]}"]
kind = "park"

[attribute.area]
label = {{ en = "area", zh = "面积" }}
kind = "quantity"
dimension = "area"
display = "km²"
changes = "fixed"

[attribute.motto]
label = {{ en = "motto", zh = "口号" }}
kind = "text"
changes = "fixed"
single = true

[[fact]]
entity = "zone"
attribute = "area"
stated = "{shown["stated"]}"
scope = "{shown["note"]}"
where = "{shown["note"]}"
note = "{shown["note"]}"

[[fact]]
entity = "zone"
attribute = "motto"
stated = "{shown["name"]}"
"""


OTHER = """\
schema = 1

[source]
id = "two"
title = "另一篇"
published = "2022"

[[fact]]
entity = "zone"
attribute = "area"
stated = "218平方公里"

[[fact]]
entity = "zone"
attribute = "motto"
stated = "别的"
"""


def test_an_acknowledgement_ends_on_the_day_that_is_given(
    parkq: Parkq, write_store: WriteStore
) -> None:
    root = write_store({"one.toml": store_text(), "two.toml": OTHER})
    found = parkq("diff-sources", "--store", str(root), "-a", "area", "-f", "tsv", "--no-header",
                  "--columns", "fingerprint").out.strip()  # fmt: skip
    (root / "accepted.toml").write_text(ACKNOWLEDGED.format(fingerprint=found), encoding="utf-8")
    page = {
        day: parkq("report", "--store", str(root), *(("--today", day) if day else ())).out
        for day in ("", "2026-06-30", "2026-07-01")
    }
    assert "2026-06-30" not in page[""].replace("until 2026-06-30", "").replace(">2026-06-30<", "")
    assert "conflict (scope?), accepted" in page[""]
    assert "conflict (scope?), accepted" in page["2026-06-30"]
    assert "on 2026-07-01" in page["2026-07-01"]
    assert "conflict (scope?), no longer accepted" in page["2026-07-01"]
    assert "待批复" in page["2026-07-01"]


HOSTILE = (
    "<script>alert(1)</script>",
    "' onmouseover='x",
    "&lt;b&gt; --> ]]>",
    "{{ 7 * 7 }}{% raw %}",
    "</style></title><img src=x>",
    "\\u202Egnp.exe",
    "\\u0000\\u001b[31m",
    "\\uFFFE\\uFDD0",
    "a\\nb\\tc",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_store_text_is_never_markup(parkq: Parkq, write_store: WriteStore, text: str) -> None:
    root = write_store({"one.toml": store_text(name=text, note=text, url=text), "two.toml": OTHER})
    ran = parkq("report", "--store", str(root), "--title", text)
    page = parsed(ran.out)
    assert not page.query("img, b, [onmouseover]")
    assert [script.to_text() for script in page.query("script")] == [SCRIPT]
    assert all(given_by(a, "href").startswith(LINKED) for a in page.query("a"))
    assert "49" not in ran.out
    assert not {"\u202e", "\0", "\x1b", "\ufffe"} & set(ran.out)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org/x",
        "http:",
        "https://[",
        "http://a b/",
        "https://a/\u202e",
        "\x01https://a/",
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str) -> None:
    assert not address(url)


def test_a_source_is_linked_to_its_address(parkq: Parkq, write_store: WriteStore) -> None:
    url = "https://example.org/a?b=1&c='2'"
    root = write_store({"one.toml": store_text(url=url), "two.toml": OTHER})
    page = parsed(parkq("report", "--store", str(root)).out)
    assert len([a for a in page.query("a") if given_by(a, "href") == url]) == 5


def test_problems_of_the_store_stand_in_the_page(parkq: Parkq, write_store: WriteStore) -> None:
    root = write_store({"one.toml": store_text(), "bad.toml": "schema = 1\n[[fact]]\nx = 1\n"})
    ran = parkq("report", "--store", str(root))
    assert ran.status == 2
    assert len(parsed(ran.out).query(".problems li")) == len(ran.err.splitlines()) - 1


def test_what_is_not_read_in_a_figure_is_said(parkq: Parkq, write_store: WriteStore) -> None:
    root = write_store({"one.toml": store_text(stated="10..1平方公里"), "two.toml": OTHER})
    page = parsed(parkq("report", "--store", str(root)).out)
    notes = [note.to_text() for note in page.query(".facts .note")]
    assert notes == ["'..1平方公里' is not understood", "注"]


def test_figures_of_another_unit_are_said_to_be_off_the_line(
    parkq: Parkq, write_store: WriteStore
) -> None:
    invested = store_text().replace('"quantity"\ndimension = "area"\ndisplay = "km²"', '"money"')
    root = write_store(
        {
            "one.toml": invested.replace("202平方公里", "12亿元"),
            "two.toml": OTHER.replace("218平方公里", "15亿元"),
            "three.toml": OTHER.replace("218平方公里", "800万美元").replace("two", "three"),
        }
    )
    page = parsed(parkq("report", "--store", str(root)).out)
    assert page.query("figcaption")[0].to_text() == "tolerance 1 %; not on this line: A"
    assert len(page.query(".mark")) == 2


def test_an_empty_store_makes_an_empty_page(parkq: Parkq, tmp_path: Path) -> None:
    ran = parkq("report", "--store", str(tmp_path))
    assert "No disagreement<" in ran.out
    parsed(ran.out)


# Where it goes


def test_a_page_is_not_for_a_terminal(parkq: Parkq) -> None:
    ran = parkq("report", "--store", str(SMALL), width=80)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "parkq: a page is not printed on a terminal (name a file: -o report.html)\n"


def test_a_file_is_written_in_one_step(parkq: Parkq, tmp_path: Path) -> None:
    (tmp_path / "real.html").write_text("old", encoding="utf-8")
    (tmp_path / "real.html").chmod(0o640)
    (tmp_path / "link.html").symlink_to("real.html")
    assert parkq("report", "--store", str(SMALL), "-o", str(tmp_path / "link.html")).status == 0
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").read_text(encoding="utf-8").endswith("</html>\n")
    assert stat.S_IMODE((tmp_path / "real.html").stat().st_mode) == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.html", "real.html"]


def test_what_cannot_be_written_is_one_line(parkq: Parkq, tmp_path: Path) -> None:
    missing = parkq("report", "--store", str(SMALL), "-o", str(tmp_path / "no" / "r.html"))
    assert (missing.status, missing.err) == (2, f"parkq: there is no folder '{tmp_path}/no'\n")
    folder = parkq("report", "--store", str(SMALL), "-o", str(tmp_path))
    assert (folder.status, folder.err.count("\n")) == (2, 1)
    device = parkq("report", "--store", str(SMALL), "-o", "/dev/null")
    assert (device.status, Path("/dev/null").is_char_device()) == (0, True)
    full = parkq("report", "--store", str(SMALL), "-o", "/dev/full")
    assert (full.status, full.err) == (2, "parkq: /dev/full: No space left on device\n")


# Any text

TEXTS = st.text(alphabet=st.characters() | st.sampled_from("<>&\"'\0\u202e\ud800中文，。 \n\t12"))


@given(TEXTS)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    page = parsed(f"<!DOCTYPE html><title>x</title><p>{tongued(text)}</p>")
    assert page.query("p")[0].to_text(separator="", strip=False) == legible(text)
    legible(text).encode()
    assert all(c.isprintable() or c == "\n" or ord(c) >= 0xA0 for c in legible(text))


def test_markup_is_left_as_it_is() -> None:
    assert legible(Markup("<b>")) == "<b>"


@given(st.text(min_size=1), st.integers(EM := 12, 400))
def test_folded_text_is_whole_and_fits(text: str, room: int) -> None:
    lines = list(folded(text, room))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measured(line) <= room for line in lines)


# Number lines

NUMBERS = st.decimals(-(10**12), 10**12, places=3) | st.integers(-(10**30), 10**30).map(Decimal)
WORDS = st.text(st.sampled_from("A1中 ·abc-亿"), min_size=1, max_size=80)


@st.composite
def marks(draw_: st.DrawFn) -> list[Mark]:
    """Marks as figures make them: the value between the ends, of which one is known."""
    found = []
    for _ in range(draw_(st.integers(1, 6))):
        low, value, high = sorted(draw_(st.lists(NUMBERS, min_size=3, max_size=3)))
        ends = draw_(st.sampled_from(((low, high), (None, high), (low, None))))
        slack = abs(value) / 200
        found.append(Mark(*ends, draw_(st.sampled_from((value, None))), slack, draw_(WORDS)))
    return found


def plain(number: str) -> str:
    return f"{number} km²"


def within(said: Words, width: float) -> bool:
    low, high = extent(said, width)
    return -0.01 <= low <= high <= width + 0.01


@given(marks(), st.sampled_from(("1", "10000", "0.01")))
def test_everything_on_a_number_line_is_in_its_box(found: list[Mark], size: str) -> None:
    line = draw(found, numbers(Decimal(size), plain), None, days=False)
    said = [*(lane.words for lane in line.lanes), *(tick.words for tick in line.ticks)]
    assert all(within(each, width) for each in said for width in (NARROWEST, DESK))
    places = [p for e in line.lanes for p in (e.low, e.high, *e.slack, e.point) if p is not None]
    assert all(0 <= place <= 1 for place in (*places, *(tick.x for tick in line.ticks)))
    assert all(lane.slack[0] <= lane.low <= lane.high <= lane.slack[1] for lane in line.lanes)


@given(marks())
def test_marks_keep_the_order_of_their_figures(found: list[Mark]) -> None:
    line = draw(found, numbers(Decimal(1), plain), None, days=False)
    drawn = [
        pair
        for mark, lane in zip(found, line.lanes, strict=True)
        for pair in ((mark.low, lane.low), (mark.value, lane.point), (mark.high, lane.high))
        if pair[0] is not None
    ]
    places = [place for _, place in sorted(drawn, key=lambda pair: pair[0] or Decimal(0))]
    assert all(one <= other for one, other in pairwise(places) if one and other)


@given(marks())
def test_no_words_of_a_number_line_overlap(found: list[Mark]) -> None:
    line = draw(found, numbers(Decimal(1), plain), (Decimal(0), Decimal(1), "gap 1"), days=False)
    assert all(
        above.y < below.top and below.top + 16 * len(below.words.lines) < below.y
        for above, below in pairwise(line.lanes)
    )
    assert line.lanes[-1].y < line.floor < line.height
    for width in (NARROWEST, DESK):
        reaches = [extent(tick.words, width) for tick in line.ticks]
        assert all(one[1] < other[0] for one, other in pairwise(reaches))


@given(st.integers(1, 3_600_000), st.integers(0, 3_000_000))
def test_a_calendar_names_days_in_order_within_the_line(start: int, length: int) -> None:
    end = min(start + length, 3_652_059)
    axis = spanning([Decimal(start), Decimal(end)], days=True)
    scales = list(calendar(axis))
    assert any(1 <= len(scale) <= 8 for scale in scales)
    for scale in scales:
        assert_ascending(scale, axis)


@given(NUMBERS, NUMBERS, st.sampled_from(("1", "10000", "0.01")))
def test_a_scale_is_of_round_numbers_in_order_within_the_line(
    one: Decimal, other: Decimal, size: str
) -> None:
    axis = spanning([one, other], days=False)
    for scale in numbers(Decimal(size), plain)(axis):
        assert_ascending(scale, axis)
        assert all(
            text.endswith("km²") == (at == len(scale)) for at, (_, text) in enumerate(scale, 1)
        )


def assert_ascending(scale: Scale, axis: Axis) -> None:
    places = [axis.place(value) for value, _ in scale]
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)


def test_figures_of_unlike_sizes_stand_on_a_logarithmic_line(
    parkq: Parkq, write_store: WriteStore
) -> None:
    root = write_store({"one.toml": store_text(stated="0.0218平方公里"), "two.toml": OTHER})
    page = parsed(parkq("report", "--store", str(root)).out)
    assert page.query("figcaption")[0].to_text() == "tolerance 1 %; logarithmic scale"
    numbers_ = [text.to_text() for text in page.query("g.number text")]
    assert numbers_ == ["0.1", "1", "10", "100 km²"]


def test_a_folder_has_an_index_and_a_page_an_entity(parkq: Parkq, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert parkq("report", "--store", str(SMALL), "-o", f"{folder}/").status == 0
    names = sorted(file.name for file in folder.iterdir())
    assert names == ["e-hostile.html", "e-lvshui.html", "e-qingshan.html", "index.html"]
    index = parsed((folder / "index.html").read_text(encoding="utf-8"))
    links = [given_by(a, "href") for a in index.query(".overview a, .index a")]
    assert links == [
        "e-qingshan.html#d-qingshan-mall-floor-area",
        "e-qingshan.html#d-qingshan-planned-area",
        "e-hostile.html#e-hostile",
        "e-lvshui.html#e-lvshui",
        "e-qingshan.html#e-qingshan",
    ]
    page = parsed((folder / "e-qingshan.html").read_text(encoding="utf-8"))
    anchors = {given_by(node, "id") for node in page.query("[id]")}
    assert {link.partition("#")[2] for link in links if "qingshan" in link} <= anchors
    assert not index.query("article, .entity")
