"""history: figures in the order of time, each against the one before, and a plot of them."""

import json
import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise

import pytest
from conftest import DATA, SHIPPED
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sessions import Parkq, goes_as_written

from parkq import dates
from parkq.history import history
from parkq.output.axes import ticks, time
from parkq.output.plot import Mark, plot
from parkq.output.tables.draw import draw_page
from parkq.output.views.history import answer
from parkq.queries import Filter
from parkq.store.memory import Store, load
from parkq.terminal import Screen
from parkq.terms import Kind

HISTORY = DATA / "history"
WIDTHS = (40, 60, 80, 200)
SIGNS = "●◆◇△□"


@pytest.fixture
def _store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKQ_STORE", str(HISTORY / "store"))


@pytest.mark.usefixtures("_store")
def test_a_session_goes_as_written(parkq: Parkq) -> None:
    goes_as_written(HISTORY / "session.txt", parkq)


@pytest.mark.usefixtures("_store")
def test_a_change_is_since_the_last_of_its_role_and_scope(parkq: Parkq) -> None:
    document = json.loads(parkq("history", "songshan", "firms", "-f", "json").out)
    points = {point["fact"]["id"]: point for point in document["points"]}
    since = {
        id_: points[point["change"]["since"]]["fact"]
        for id_, point in points.items()
        if point["change"]
    }
    assert len(since) == 5
    for id_, before in since.items():
        fact = points[id_]["fact"]
        assert (before["role"], before["scope"]) == (fact["role"], fact["scope"])
    ratios = [point["change"]["ratio"] for point in points.values() if point["change"]]
    assert ratios == pytest.approx([0.2, None, None, None, 1 / 3])


@pytest.mark.usefixtures("_store")
def test_when_a_figure_held_stands_in_json(parkq: Parkq) -> None:
    document = json.loads(parkq("history", "songshan", "level", "-f", "json").out)
    assert [point["held"] for point in document["points"]] == [
        {"from": "2010-01-01", "to": "2010-12-31"},
        {"from": "2018-01-01", "to": None},
    ]
    undated = json.loads(parkq("history", "songshan", "founded", "-f", "json").out)
    assert [point["held"] for point in undated["points"]] == [None, None]


@pytest.mark.usefixtures("_store")
def test_only_a_plot_imports_what_draws_it(parkq_process: Parkq) -> None:
    script = 'import sys; from parkq.cli import run; run(["history", "songshan", {}]); {}'
    seen = "print('plotille' in sys.modules, file=sys.stderr)"
    store = {"PARKQ_STORE": str(HISTORY / "store")}
    for words, plots in (('"firms"', False), ('"firms", "--plot"', True), ('"level"', False)):
        ran = parkq_process("-c", script.format(words, seen), environ=store)
        assert ran.err == f"{plots}\n"


@pytest.fixture(scope="module")
def shipped() -> Store:
    return load(str(SHIPPED))


@pytest.mark.parametrize("width", WIDTHS)
def test_every_figure_date_and_source_survives_any_width(shipped: Store, width: int) -> None:
    stated = Counter((fact.entity, fact.attribute) for fact in shipped.facts.values())
    several = [pair for pair, count in stated.items() if count > 2]
    assert len(several) > 30
    for entity, attribute in several:
        found = history(shipped, entity, attribute, Filter())
        said = answer(found, shipped, plot=None)
        assert said.page
        shown = "".join(draw_page(said.page(), Screen(width=width)))
        assert all(cell_len(line) <= width for line in shown.splitlines())
        for point in found.points:
            fact = point.fact
            assert fact.source in shown
            assert (fact.as_of or "") in shown
            if found.attribute.kind not in {Kind.TEXT, Kind.LIST}:
                assert re.sub(r"^\D{8,}(?=\d)", "", fact.figure.stated) in shown


def test_without_utf_8_every_role_has_a_letter() -> None:
    marks = [
        Mark(day=738000 + 400 * number, values=(Decimal(number),), sign=sign, label=f"{number}")
        for number, sign in enumerate(SIGNS)
    ]
    lines = plot(marks, 80, styles={})
    shown = "".join(draw_page(lines, Screen(width=80, signs=False)))
    assert shown.isascii()
    assert [letter for letter in "oPTF#" if shown.count(letter) == 1] == list("oPTF#")


# Laws

_NUMBERS = st.decimals("-1e12", "1e12", allow_nan=False, places=3)
_DAYS = st.integers(dates.span(1)[0], dates.span(9999)[1])
_NEAR_DAYS = st.integers(dates.span(1980)[0], dates.span(2035)[1])


@given(numbers=st.lists(_NUMBERS, min_size=1), whole=st.booleans())
def test_a_scale_is_of_few_equal_steps_and_holds_every_figure(
    numbers: list[Decimal], *, whole: bool
) -> None:
    scale = ticks(numbers, whole=whole)
    assert scale[0] <= min(numbers)
    assert max(numbers) <= scale[-1]
    assert 2 <= len(scale) <= 7
    assert len({after - before for before, after in pairwise(scale)}) == 1
    if whole:
        assert all(tick == int(tick) for tick in scale)


@given(st.lists(_DAYS | _NEAR_DAYS, min_size=1), st.integers(24, 72))
def test_an_axis_of_time_holds_every_day_and_names_its_beginning(
    days: list[int], width: int
) -> None:
    axis = time(days, width)
    assert all(0 <= axis.column(day) < width for day in days)
    names = axis.names()
    assert len(names) <= width
    assert names.split()[0] <= dates.iso(min(days))
    assert names.split() == sorted(set(names.split()))
    assert len(axis.line("┬", "─")) == width


@st.composite
def _marks(draw: st.DrawFn) -> Mark:
    first, second, third = sorted(draw(st.tuples(_NUMBERS, _NUMBERS, _NUMBERS)))
    day = draw(_NEAR_DAYS)
    period = st.sampled_from(
        (None, dates.Period(day - 90, day + 90), dates.Period(None, day), dates.Period(day, None))
    )
    return Mark(
        day=day,
        values=draw(st.sampled_from(((second,), (first, third)))),
        low=draw(st.sampled_from((None, first))),
        high=draw(st.sampled_from((None, third))),
        hedged=draw(st.booleans()),
        period=draw(period),
        sign=draw(st.sampled_from(SIGNS)),
        label=draw(st.sampled_from(("", "7", "over 1,000 ✗"))),
    )


@given(
    marks=st.lists(_marks(), min_size=1, max_size=6), room=st.integers(1, 120), down=st.booleans()
)
def test_a_plot_fits_its_room_and_shows_every_sort_of_mark(
    marks: list[Mark], room: int, *, down: bool
) -> None:
    drawn = plot(marks, room, styles={}, unit="万元", down=down)
    shown = "".join(draw_page(drawn, Screen(width=room)))
    assert all(cell_len(line) <= room for line in shown.splitlines())
    if shown:
        assert {mark.sign for mark in marks} <= set(shown)
    else:
        assert room < 60


def test_figures_beyond_any_plot_are_only_listed() -> None:
    marks = [
        Mark(day=738000 + number, values=(Decimal(10) ** power,), sign="●")
        for number, power in enumerate((1, 1500))
    ]
    assert plot(marks, 80, styles={}) == []


def test_a_period_is_drawn_from_its_first_day_to_its_last() -> None:
    mark = Mark(
        day=dates.span(2020, 7, 1)[0],
        period=dates.parse("2018/2022"),
        values=(Decimal(5),),
        sign="●",
    )
    *field, axis, names = "".join(
        draw_page(plot([mark], 80, styles={}), Screen(width=80))
    ).splitlines()
    (row,) = (line for line in field if "●" in line)
    assert names.split() == ["2018", "2019", "2020", "2021", "2022"]
    assert len(row) == len(axis)
    assert row.count("⠒") > 60
