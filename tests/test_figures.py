"""Figures as sources print them, in the words of tests/data/figures, and how they are shown."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import opencc
import pytest
import tomli

from parkq import dates
from parkq.figures import words
from parkq.figures.context import Context
from parkq.figures.display import display
from parkq.figures.express import express, express_bounds, express_difference
from parkq.figures.hedges import CONVENTIONS
from parkq.figures.printed_dates import to_edtf
from parkq.figures.reader import read_figure
from parkq.figures.scan import fold
from parkq.figures.steps import steps as told
from parkq.figures.units import dimension_of, least_slip_factor, listing, slip_factors
from parkq.model import Figure, Unread
from parkq.terms import Hedge, Kind, Measure

DATA = Path(__file__).parent / "data" / "figures"
WORDED = {"lists", "refusals"}


class Case(NamedTuple):
    """A row of a table, with what its group says of it."""

    row: list[Any]
    given: Kind | None
    year: int | None

    def read(self) -> Figure | Unread:
        return read_figure(self.row[0], Context(self.given, year=self.year))


def cases(*names: str) -> Iterator[Any]:
    for name in names:
        document = tomli.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
        for group in document["group"]:
            given = Kind(group["given"]) if "given" in group else None
            for row in group["rows"]:
                case = Case(row, given, group.get("year"))
                yield pytest.param(case, id=f"{name}: {row[0]}")


TABLES = sorted(path.stem for path in DATA.glob("*.toml"))
FIGURES = list(cases(*(name for name in TABLES if name not in WORDED)))
REFUSALS = list(cases("refusals"))


def readable(stated: str, kind: Kind | None = None) -> Figure:
    figure = read_figure(stated, Context(kind))
    assert isinstance(figure, Figure), figure
    return figure


def bound(value: Decimal | None, kind: Kind) -> str:
    if value is None:
        return ""
    return dates.iso(int(value)) if kind is Kind.DATE else f"{value:f}"


def test_the_tables_were_found() -> None:
    assert len(FIGURES) + len(REFUSALS) >= 1400


@pytest.mark.parametrize("case", FIGURES)
def test_a_stated_figure_is_read(case: Case) -> None:
    figure = case.read()
    assert isinstance(figure, Figure), figure
    measure = [] if figure.measure is Measure.LEVEL else [figure.measure]
    assert case.row == [
        figure.stated,
        figure.kind,
        bound(figure.value, figure.kind),
        bound(figure.low, figure.kind),
        bound(figure.high, figure.kind),
        figure.unit,
        figure.hedge,
        display(figure),
        *measure,
    ]


@pytest.mark.parametrize("case", FIGURES)
def test_a_figure_of_the_tables_is_shown_so_that_it_reads_back(case: Case) -> None:
    figure = case.read()
    assert isinstance(figure, Figure)
    context = Context(figure.kind, currency=figure.unit.partition("/")[0])
    again = read_figure(display(figure), context)
    assert isinstance(again, Figure), display(figure)
    same = again._replace(stated=figure.stated, coarse=figure.coarse, digits=figure.digits)
    assert same == figure


@pytest.mark.parametrize("case", REFUSALS)
def test_what_is_no_figure_is_refused_at_its_first_wrong_part(case: Case) -> None:
    unread = case.read()
    assert isinstance(unread, Unread), unread
    assert case.row == [unread.stated, unread.offset, unread.error, unread.hint]


@pytest.mark.parametrize("case", list(cases("lists")))
def test_a_list_is_split_and_says_whether_it_goes_on(case: Case) -> None:
    figure = case.read()
    assert isinstance(figure, Figure), figure
    assert case.row == [figure.stated, list(figure.items), figure.open_ended]


def test_text_is_kept_as_it_is_printed() -> None:
    figure = readable(" 4A级 ", Kind.TEXT)
    assert (figure.kind, display(figure), figure.unit) == (Kind.TEXT, "4A级", "")


def test_a_figure_of_201_characters_is_refused() -> None:
    assert isinstance(read_figure("9" * 200), Figure)
    unread = read_figure("9" * 201)
    assert isinstance(unread, Unread)
    assert unread.error == "longer than 200 characters"
    assert unread.offset == 200


@pytest.mark.parametrize("text", ["9" * 1_000_000, "约" * 1_000_000, "一千" * 90, "3元" * 90])
def test_a_long_text_costs_no_more_than_an_error(text: str) -> None:
    start = process_time()
    read_figure(text)
    assert process_time() - start < 0.5


@pytest.mark.parametrize(
    ("stated", "half", "coarse", "digits"),
    [
        ("202平方公里", "500000", "0", "202"),
        ("1124.9亿元", "5000000", "0", "11249"),
        ("10万", "5000", "0", "1"),
        ("3000套", "0", "500", "3"),
        ("100万", "5000", "500000", "1"),
        ("1.500万", "5", "0", "15"),
        ("约3000套", "0", "0", "3"),
        ("第98位", "0", "0", "98"),
        ("10~120吨", "500", "0", ""),
        ("数十家", "0", "0", ""),
    ],
)
def test_what_the_printed_digits_leave_open_is_kept(
    stated: str, half: str, coarse: str, digits: str
) -> None:
    figure = readable(stated)
    assert (figure.half, figure.coarse, figure.digits) == (Decimal(half), Decimal(coarse), digits)


def test_exact_digits_leave_nothing_open() -> None:
    figure = read_figure("37家", Context(Kind.COUNT, exact=True))
    assert isinstance(figure, Figure)
    assert (figure.low, figure.high) == (Decimal(37), Decimal(37))
    assert figure.half == 0


@pytest.mark.parametrize(
    ("stated", "excluded"),
    [
        ("十余个", True),
        ("数十家", True),
        ("超过300多家", False),
        ("约十余个", True),
        ("300家", False),
    ],
)
def test_an_upper_bound_that_is_never_reached_is_marked(stated: str, *, excluded: bool) -> None:
    assert readable(stated).open_above is excluded


def test_an_amount_without_a_currency_is_in_yuan_only_where_money_is_expected() -> None:
    assert readable("突破2500亿").unit == "1"
    assert readable("突破2500亿", Kind.MONEY).unit == "CNY"


def test_the_conventions_of_about_and_nearly_are_one_table() -> None:
    assert CONVENTIONS == {Hedge.ABOUT: 5, Hedge.NEARLY: 10}


@pytest.mark.parametrize(
    ("stated", "unit", "shown"),
    [
        ("4500亩", "km²", "3 km²"),
        ("8万平方米", "m²", "80,000 m²"),
        ("1319亩", "km²", "0.8793 km²"),
        ("1124.9亿元", "亿元", "1,124.9 亿元"),
        ("98.9万元", "亿元", "0.00989 亿元"),
        ("5亿美元", "亿元", "5亿 USD"),
        ("约4500亩", "km²", "≈ 3 km²"),
        ("近1000家", "", "nearly 1,000"),
        ("3000余套", "", "over 3,000"),
        ("达40%以上", "", "≥ 40%"),
        ("不足300家", "", "≤ 300"),
        ("10~120吨", "t", "10–120 t"),
        ("11~120吨", "t", "11–120 t"),
        ("数十家", "", "20–100"),
        ("两年", "year", "2 yr"),
        ("2015年2月", "", "2015-02"),
        ("第七", "", "7"),
        ("三分之一", "%", "33.3333%"),
        ("202平方公里", "parsec", "202 km²"),
    ],
)
def test_a_figure_is_shown_in_a_display_unit_to_its_printed_precision(
    stated: str, unit: str, shown: str
) -> None:
    assert express(readable(stated), unit) == shown


@pytest.mark.parametrize(
    ("low", "high", "unit", "kind", "shown"),
    [
        ("201500000", "202500000", "km²", None, "201.5–202.5 km²"),
        ("0.4", None, "", Kind.RATIO, "≥ 40%"),
        (None, "500", "m", None, "≤ 500 m"),
        ("3", "3", "", None, "3"),
        (None, None, "km²", None, "any"),
        ("734869", "735963", "", Kind.DATE, "2013/2015"),
    ],
)
def test_bounds_are_shown_in_a_display_unit(
    low: str | None, high: str | None, unit: str, kind: Kind | None, shown: str
) -> None:
    least, most = (None if end is None else Decimal(end) for end in (low, high))
    assert express_bounds(least, most, unit, kind) == shown


@pytest.mark.parametrize(
    ("gap", "unit", "kind", "shown"),
    [
        ("16000000", "km²", None, "16 km²"),
        ("20000", "m²", None, "20,000 m²"),
        ("1e99", "m²", None, f"1{',000' * 33} m²"),
        ("10000000", "亿元", None, "0.1 亿元"),
        ("666.6666666666666666", "亩", None, "1 亩"),
        ("0.005", "", Kind.RATIO, "0.5 pp"),
        ("1", "", Kind.DATE, "1 day"),
        ("45", "", Kind.DATE, "45 days"),
        ("245", "", Kind.DATE, "8 months"),
        ("1096", "", Kind.DATE, "3 years"),
    ],
)
def test_a_difference_is_shown_in_a_display_unit(
    gap: str, unit: str, kind: Kind | None, shown: str
) -> None:
    assert express_difference(Decimal(gap), unit, kind) == shown


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [("m2", "area"), ("CNY", "money"), ("1", "count"), ("CNY/m2", "money/area"), ("", "")],
)
def test_a_base_unit_has_a_dimension(unit: str, dimension: str) -> None:
    assert dimension_of(unit) == dimension


def test_areas_slip_by_powers_of_ten_and_by_mu() -> None:
    assert {Fraction(2000, 3), Fraction(15), Fraction(1500), Fraction(10**4)} <= set(
        slip_factors("m2")
    )


@pytest.mark.parametrize("unit", ["m2", "m", "kg", "J", "1", "CNY", "CNY/m2"])
def test_the_least_slip_is_the_smallest_of_all(unit: str) -> None:
    assert least_slip_factor(unit) == min(map(float, slip_factors(unit)))


@pytest.mark.parametrize(
    ("stated", "kind", "steps"),
    [
        (
            "约4500亩",
            None,
            [
                "number: 4,500",
                "unit: 1 亩 is 2,000/3 m2",
                "precision: the printed digits leave 333.333 m2 open either way",
                "about: 5 % either way, by convention",
                "interval: 2,850,000–3,150,000 m2",
            ],
        ),
        (
            "突破2500亿",
            Kind.MONEY,
            [
                "number: 2,500亿 = 250,000,000,000",
                "unit: none stated, read as CNY",
                "precision: the printed digits leave 50,000,000 CNY open either way",
                "at least: open above",
                "interval: ≥ 250,000,000,000 CNY",
            ],
        ),
        (
            "十余万人",
            None,
            [
                "number: 10万 = 100,000",
                "unit: a counter, read as count",
                "precision: the printed digits leave 5,000 open either way",
                "over: up to one more of the last digit that is not zero",
                "interval: 100,000–200,000, the upper end excluded",
            ],
        ),
        (
            "2—3%",
            None,
            [
                "number: 2 to 3",
                "unit: 1 % is 1/100 ratio",
                "precision: the printed digits leave 0.005 ratio open either way",
                "interval: 0.015–0.035 ratio",
            ],
        ),
        (
            "第七",
            None,
            ["number: 7", "unit: none, a place in a ranking", "precision: exact", "interval: 7"],
        ),
        ("2015年2月", None, ["date: 2015-02", "days: 2015-02-01 to 2015-02-28"]),
        ("2015年以来", None, ["date: 2015-01-01/..", "days: 2015-01-01 to open"]),
        ("4A级", Kind.TEXT, ["text: 4A级"]),
    ],
)
def test_the_steps_say_how_a_figure_was_read(
    stated: str, kind: Kind | None, steps: list[str]
) -> None:
    assert told(readable(stated, kind)) == steps


def test_every_unit_is_listed_with_its_names_and_size() -> None:
    listed = {unit.symbol: unit for unit in listing()}
    assert listed["亩"].factor == "2000/3"
    assert "平方千米" in listed["km²"].names
    assert "人次" in listed[""].names


@pytest.mark.parametrize(
    ("stated", "context", "shown"),
    [
        ("52", Context(Kind.MONEY, unit="万元"), "52万 CNY"),
        ("1,234.5", Context(Kind.QUANTITY, unit="公顷"), "1,234.5 ha"),
        ("5亿美元", Context(Kind.MONEY, unit="万元"), "5亿 USD"),
        ("500億元", Context(Kind.MONEY, currency="TWD"), "500亿 TWD"),
        ("300元/坪", Context(Kind.QUANTITY, currency="TWD"), "300 TWD/坪"),
        ("4/219", Context(Kind.RANK), "No. 4"),
        ("third", Context(Kind.RANK), "No. 3"),
        ("111年底", Context(Kind.DATE, roc=True), "2022-12"),
        ("上半年", Context(Kind.DATE, year=2022), "2022-01/2022-06"),
        ("增长8.8%", Context(Kind.MONEY), "up 8.8%"),
    ],
)
def test_a_context_says_what_the_words_leave_out(stated: str, context: Context, shown: str) -> None:
    figure = read_figure(stated, context)
    assert isinstance(figure, Figure), figure
    assert display(figure) == shown


@pytest.mark.parametrize(
    ("stated", "kind", "error"),
    [
        ("52", Kind.MONEY, "an amount of money is expected, and no unit is stated"),
        ("91.9分", Kind.MONEY, "an amount of money is expected, and a unit of score is stated"),
        ("负下降5%", None, "it is said to be below nothing and to have changed"),
        ("过半", Kind.COUNT, "a count is expected, and a unit of ratio is stated"),
        ("增长8.8%", Kind.RANK, "a place in a ranking is expected, and a growth is stated"),
        ("2009–10", Kind.DATE, "2009–10 may be a month and two years"),
    ],
)
def test_a_kind_refuses_what_it_is_not(stated: str, kind: Kind | None, error: str) -> None:
    unread = read_figure(stated, Context(kind))
    assert isinstance(unread, Unread)
    assert unread.error == error


def test_what_is_set_aside_is_said() -> None:
    steps = told(readable("力争总投资比上年下降约5%"))
    assert steps[:4] == [
        "set aside: 力争 (role)",
        "set aside: 总投资 (label)",
        "set aside: 比上年 (compared with)",
        "set aside: 下降 (direction)",
    ]
    assert "measure: growth, below nothing" in steps


def test_the_words_of_figures_are_found_in_either_script() -> None:
    scripts = [opencc.OpenCC(name) for name in ("s2t", "s2tw", "s2hk")]
    tables = (words.DIRECTIONS, words.CHANGE_RATES, words.RESULTS, words.LOSSES, words.PLANS)
    for word in (word for table in tables for word in table):
        assert {fold(script.convert(word)) for script in scripts} == {fold(word)}


@pytest.mark.parametrize(
    ("stated", "edtf"),
    [("2022年6月底", "2022-06-21/2022-06-30"), ("2021-33", "2021-33"), ("约2015年", "2015~")],
)
def test_a_printed_date_is_kept_as_edtf(stated: str, edtf: str) -> None:
    assert to_edtf(stated, Context()) == edtf
