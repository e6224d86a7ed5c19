"""Pages on a terminal: folded to its width, and nothing of a figure, a date or an id cut."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import SHIPPED, SMALL
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from parkq.output.tables.cells import width
from parkq.output.tables.draw import draw_page
from parkq.output.tables.page import Cell, Head, Line, Section, Span, Table, cell
from parkq.store.memory import load
from parkq.terminal import Screen, visible
from parkq.terms import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from conftest import Ran

    from parkq.output.tables.page import Element

_MET = (
    "泸一鿿ァメー²³·¶×–—‘’“”…≈≤≥、。，．：；？！（）《》「」『』【】〔〕％～ az~0"
    "é¥Ω●ﾊ한👍🇨\u200d\ufe0f\u0301\u00a0"
)
"""Characters that are met, and those that are wider or narrower beside others."""

WIDTHS = (40, 60, 80, 200)


def page(elements: "Iterable[Element]", screen: Screen) -> str:
    return "".join(draw_page(elements, screen))


def _table(*rows: tuple[Cell, ...], header: tuple[str, ...] = ()) -> Table:
    heads = tuple(map(Head, header or ("",) * len(rows[0])))
    return Table(heads, tuple(Section((row,)) for row in rows))


@given(st.text(_MET) | st.text())
def test_text_is_as_wide_as_rich_has_it(text: str) -> None:
    assert width(visible(text)) == cell_len(visible(text))


def test_wide_characters_line_up() -> None:
    table = _table((cell("规划面积"), cell("202")), (cell("area"), cell("218")))
    assert page([table], Screen(width=40)) == "规划面积  202\narea      218\n"


def test_a_column_that_is_empty_everywhere_is_left_out() -> None:
    table = _table((cell("a"), (), cell("b")), header=("one", "two", "three"))
    assert page([table], Screen(width=40)) == "one  three\n──────────\na    b\n"


def test_text_folds_between_characters_and_figures_do_not() -> None:
    row = (
        cell("电子信息、高端装备制造、现代医药、新能源、新材料、航空航天"),
        cell("1,124.9 亿元", whole=True),
    )
    assert page([_table(row)], Screen(width=60)) == (
        "电子信息、高端装备制造、现代医药、新能源、新材  1,124.9 亿元\n料、航空航天\n"
    )


def test_gaps_are_narrower_where_there_is_less_room() -> None:
    row = (cell("202平方公里", whole=True), cell("scjjw-2022", whole=True))
    assert page([_table(row)], Screen(width=22)) == "202平方公里 scjjw-2022\n"


def test_no_line_begins_with_a_closing_mark() -> None:
    lines = page([Line((Span("一二三四五、六七八九十。"),))], Screen(width=10)).splitlines()
    assert lines == ["一二三四", "五、六七八", "九十。"]


def test_no_line_begins_with_a_comma_or_ends_with_a_bracket() -> None:
    names = Line((Span("高新区, 中国电子(泸州)园, A"),))
    assert page([names], Screen(width=8)).splitlines() == ["高新区,", "中国电子", "(泸州)", "园, A"]


def test_a_number_is_not_parted_from_its_unit() -> None:
    assert page([Line((Span("apart by 16 km² now"),))], Screen(width=12)) == (
        "apart by\n16 km² now\n"
    )


def test_rows_without_room_become_records() -> None:
    row = (cell("planned-area"), cell("202平方公里", whole=True), cell("scjjw-2022", whole=True))
    table = _table(row, row, header=("attribute", "value", "source"))
    record = "planned-area\n  value  202平方公里\n  source  scjjw-2022\n"
    assert page([table], Screen(width=24)) == record * 2


def test_under_60_columns_nothing_folds_in_a_table() -> None:
    row = (cell("核准面积"), cell("电子信息、高端装备制造、现代医药、新能源、新材料"))
    assert page([_table(row)], Screen(width=60)).count("\n") == 1
    assert page([_table(row)], Screen(width=56)) == (
        "核准面积\n  电子信息、高端装备制造、现代医药、新能源、新材料\n"
    )


def test_columns_without_room_stand_below_one_another() -> None:
    row = (
        cell("202平方公里", whole=True),
        cell("202 km²", whole=True),
        cell("scjjw-2022", whole=True),
    )
    table = _table(row, header=("stated", "value", "source"))._replace(narrower=(((0, 1), (2,)),))
    assert page([table], Screen(width=24)) == (
        "stated ·\nvalue         source\n────────────────────────\n"
        "202平方公里   scjjw-2022\n202 km²\n"
    )


def test_a_name_runs_on_beside_the_rows_of_its_section() -> None:
    name = (*cell("规划面积"), *cell("✗ conflict"))
    rows = ((name, cell("202 km²", whole=True)), ((), cell("218 km²", whole=True)))
    section = Section(rows, (Line((Span("7.3 % apart"),), 4),))
    table = Table((Head("", spans=True), Head("")), (section, section._replace(rule="")))
    drawn = "规划面积    202 km²\n✗ conflict  218 km²\n    7.3 % apart\n"
    assert page([table], Screen(width=40)) == f"{drawn}───────────────────\n{drawn}"


def test_entities_without_room_side_by_side_stand_below_one_another(
    parkq: "Callable[..., Ran]",
) -> None:
    parks = ("chengdu", "xian", "hangzhou", "shenzhen", "qianjiang")
    only = ("--only", "approved-area", "--store", str(SHIPPED))
    ran = parkq("compare", *parks, *only, "--color", "never", "--lang", "zh", width=60)
    assert ran.out == (
        "实体                        编号       数值\n"
        "────────────────────────────────────────────────────────\n"
        "── 核准面积 ────────────────────────────────────────────\n"
        "成都高新技术产业开发区      chengdu    21.5 km² · 2018\n"
        "西安高新技术产业开发区      xian       22.35 km² · 2018\n"
        "杭州高新技术产业开发区      hangzhou   12.12 km² · 2018\n"
        "深圳市高新技术产业园区      shenzhen   11.5 km² · 2018\n"
        "重庆黔江高新技术产业开发区  qianjiang  7.7807 km² · 2018\n"
    )


def test_the_texts_of_one_source_and_scope_share_a_row(parkq: "Callable[..., Ran]") -> None:
    asked = ("luzhou", "-a", "leading-companies", "--all", "--store", str(SHIPPED))
    ran = parkq("show", *asked, "--color", "never", width=120)
    assert "中国电子; 华为 · 电子信息 " in ran.out
    assert ran.out.count("luzhou-profile-2023") == 3


def test_store_text_is_neither_markup_nor_control() -> None:
    text = "[bold]x[/bold] [/nope] :smile: \x1b[31m\u202e"
    shown = page([Line((Span(text),)), _table((cell(text),))], Screen(width=80))
    assert shown == "[bold]x[/bold] [/nope] :smile: \\x1b[31m\\u202e\n" * 2


def test_words_of_one_style_are_painted_as_one() -> None:
    line = Line((Span("泸州 高新区", "title"), Span("  "), Span("luzhou", "id")))
    shown = page([line], Screen(width=40, colour=True))
    assert shown == "\x1b[1m泸州 高新区\x1b[0m  \x1b[36mluzhou\x1b[0m\n"


def test_signs_have_an_ascii_form() -> None:
    line = Line((Span("✗ conflict · 16 km²"),))
    assert page([line], Screen(width=40, signs=False)) == "x conflict - 16 km2\n"


_WORDS = st.text(st.sampled_from("园区面积ab-1 、"), max_size=30)
_WHOLE = st.from_regex(r"[0-9]{1,3}平?", fullmatch=True)


@given(st.lists(st.tuples(_WORDS, _WHOLE, _WORDS, _WHOLE), min_size=1, max_size=4), st.data())
def test_nothing_is_cut_and_no_line_is_too_wide(
    rows: list[tuple[str, str, str, str]], data: st.DataObject
) -> None:
    width = data.draw(st.integers(12, 90))
    cells = [(cell(a), cell(b, whole=True), cell(c), cell(d, whole=True)) for a, b, c, d in rows]
    shown = page([_table(*cells)], Screen(width=width))
    assert all(cell_len(line) <= width for line in shown.splitlines())
    for _, one, _, other in rows:
        assert one in shown
        assert other in shown
    letters = sorted("".join(text for row in rows for text in row).replace(" ", ""))
    assert sorted("".join(shown.split())) == letters


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("root", [SMALL, SHIPPED], ids=["small", "shipped"])
def test_every_figure_date_and_source_survives_any_width(
    root: Path, width: int, parkq: "Callable[..., Ran]"
) -> None:
    store = load(str(root))
    roots = [entity.id for entity in store.entities.values() if not entity.part_of]
    shown = parkq(
        "show", *roots, "--all", "--store", str(root), "--color", "never", width=width
    ).out
    assert store.facts
    for fact in store.facts.values():
        assert fact.source in shown
        assert (fact.as_of or "") in shown
        if store.attributes[fact.attribute].kind not in {Kind.TEXT, Kind.LIST}:
            assert re.sub(r"^\D+(?=\d)", "", fact.figure.stated) in shown
