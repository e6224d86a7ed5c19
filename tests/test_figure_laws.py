"""What holds of every figure, whatever it states."""

from decimal import Decimal

import opencc
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from parkq.figures import reader
from parkq.figures.context import Context
from parkq.figures.display import display
from parkq.model import Figure, Unread
from parkq.terms import Kind

TRADITIONAL = opencc.OpenCC("s2t")
FULL_WIDTH = str.maketrans("0123456789.,%~", "０１２３４５６７８９．，％～")

CHANGED = (
    "增长",
    "同比下降",
    "rose by ",
    "净增",
    "回落",
    "占",
    "人均",
    "总投资",
    "增速",
    "为上年的",
)
BEFORE = ("", "约", "近", "超过", "不足", "达", "突破", "至少", "about ", "nearly ", "more than ")
INSIDE = ("", "余", "多")
AFTER = ("", "左右", "以上", "以内", " or more")
UNITS = (
    *("", "家", "个", "人次", "亩", "公顷", "平方公里", "平方米", "km²", "顷", "坪", "吨", "公里"),
    *("元", "美元", "港元", "%", "成", "兆瓦", "千瓦时", "个月", "年", "元/亩", "人/平方公里"),
)
SCALES = ("", "千", "万", "亿", "万亿", "千万", "百万")

digits = st.integers(1, 99_999_999)
arabic = st.one_of(
    digits.map(str),
    digits.map("{:,}".format),
    st.decimals("0.01", 99999, places=2).map(str),
    st.decimals("0.1", 999, places=1).map(str),
)
han = st.sampled_from(
    [
        "三",
        "十",
        "二十五",
        "三百",
        "三百五十",
        "一千零八",
        "一万三",
        "三万五千",
        "两亿",
        "二点五万",
        "廿五",
    ]
)
numerals = st.one_of(st.builds("{}{}".format, arabic, st.sampled_from(SCALES)), han)
plain = st.builds("{}{}".format, numerals, st.sampled_from(UNITS))
hedged = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(BEFORE),
    numerals,
    st.sampled_from(INSIDE),
    st.sampled_from(UNITS),
    st.sampled_from(AFTER),
)
ranges = st.builds(
    "{}{}{}{}".format, numerals, st.sampled_from("~-至到"), numerals, st.sampled_from(UNITS)
)
ascending = st.builds(
    lambda low, times, to, unit: f"{low}{to}{low * times}{unit}",
    st.integers(1, 9999),
    st.integers(1, 100),
    st.sampled_from("~-至到"),
    st.sampled_from(UNITS),
)
bounds = st.builds(
    "{}{}以上{}{}以下".format, numerals, st.sampled_from(UNITS), numerals, st.sampled_from(UNITS)
)
dates = st.dates().map("{0.year:04}年{0.month}月{0.day}日".format)
changed = st.builds("{}{}".format, st.sampled_from(CHANGED), st.one_of(plain, hedged, ranges))
wholes = st.sampled_from(
    (
        "持平",
        "基本持平",
        "翻一番",
        "减半",
        "一半",
        "过半",
        "三分之二",
        "two-thirds",
        "3.5:1",
        "数十万人",
    )
)
stated = st.one_of(plain, hedged, ranges, bounds, dates, changed, wholes)


def readable(text: str, kind: Kind | None = None) -> Figure:
    figure = reader.read_figure(text, Context(kind))
    assume(isinstance(figure, Figure))
    assert isinstance(figure, Figure)
    return figure


def holds(wider: Figure, narrower: Figure) -> bool:
    below = wider.low is None or (narrower.low is not None and wider.low <= narrower.low)
    above = wider.high is None or (narrower.high is not None and wider.high >= narrower.high)
    return below and above


def assert_reads_back(figure: Figure) -> None:
    currency = figure.unit.partition("/")[0]
    again = reader.read_figure(display(figure), Context(figure.kind, currency=currency))
    assert isinstance(again, Figure), (display(figure), again)
    same = again._replace(stated=figure.stated, coarse=figure.coarse, assumed=figure.assumed)
    assert same == figure, display(figure)


def mirrored(figure: Figure) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    ends = (figure.value, figure.high, figure.low)
    value, low, high = (None if end is None else end.copy_negate() for end in ends)
    return value, low, high


@given(st.text(), st.sampled_from([None, *Kind]))
@example("\ud800", None)
@example("约\x00", None)
@example("9" * 1_000_000, None)
@example("约" * 199 + "1", None)
@example("一" * 200, Kind.DATE)
def test_a_text_is_read_or_told_what_is_wrong_with_it(text: str, kind: Kind | None) -> None:
    read = reader.read_figure(text, Context(kind))
    assert read.stated == text
    if isinstance(read, Unread):
        assert 0 <= read.offset <= len(text)
        assert read.error
        assert "\n" not in str(read.error)


@given(st.text("约近超0123456789.,-~一二十百千万亿年月日余多以上平方公里亩元%第至 ", max_size=12))
def test_what_is_made_of_the_words_of_figures_is_read_or_refused(text: str) -> None:
    read = reader.read_figure(text)
    assert read.stated == text


@given(stated)
@example("数十万家")
@example("前十强")
@example("三分之一")
@example("15亩以上2公顷以下")
@example("十余个")
@example("2021年第一季度")
def test_what_parkq_displays_reads_back_to_the_same_figure(text: str) -> None:
    figure = readable(text)
    assert_reads_back(figure)


@given(stated)
def test_traditional_and_simplified_script_read_alike(text: str) -> None:
    figure = readable(text)
    converted = TRADITIONAL.convert(text)
    assert reader.read_figure(converted) == figure._replace(stated=converted)


@given(stated)
def test_full_width_digits_read_like_narrow_ones(text: str) -> None:
    figure = readable(text)
    wide = text.translate(FULL_WIDTH)
    assert reader.read_figure(wide) == figure._replace(stated=wide)


@given(hedged)
def test_about_never_narrows_what_a_figure_allows(text: str) -> None:
    figure = readable(text)
    assume(figure.kind is not Kind.RANK)
    assert holds(readable(f"约{text}"), figure)


@given(plain)
def test_a_figure_lies_within_what_it_allows(text: str) -> None:
    figure = readable(text)
    assume(figure.kind is not Kind.DATE)
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low <= (figure.value or Decimal(0)) <= figure.high


@given(plain)
def test_exact_digits_never_allow_more(text: str) -> None:
    exact = reader.read_figure(text, Context(exact=True))
    assert isinstance(exact, Figure)
    assert holds(readable(text), exact)


@given(ascending)
def test_a_range_runs_upwards(text: str) -> None:
    figure = readable(text)
    assume(figure.kind is not Kind.DATE)
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low <= figure.high


@pytest.mark.parametrize(
    ("larger", "smaller", "times"),
    [
        ("平方公里", "公顷", 100),
        ("公顷", "亩", 15),
        ("顷", "亩", 100),
        ("公里", "米", 1000),
        ("吨", "斤", 2000),
        ("兆瓦", "千瓦", 1000),
        ("年", "个月", 12),
        ("万元/亩", "元/亩", 10_000),
    ],
)
@given(number=st.integers(1, 10**12))
def test_equal_quantities_are_equal_in_any_unit(
    larger: str, smaller: str, times: int, number: int
) -> None:
    here = reader.read_figure(f"{number}{larger}", Context(Kind.QUANTITY))
    there = reader.read_figure(f"{number * times}{smaller}", Context(Kind.QUANTITY))
    assert isinstance(here, Figure)
    assert isinstance(there, Figure)
    assert here.value == there.value
    assert here.unit == there.unit


@given(st.integers(1, 10**190))
def test_no_digit_is_lost_however_many_there_are(number: int) -> None:
    figure = reader.read_figure(f"{number}家")
    assert isinstance(figure, Figure)
    assert figure.value == number
    assert figure.high is not None
    last = figure.high.as_tuple().digits[-1]
    assert figure.high == number if number < 10_000 else last == 5


@given(st.one_of(plain, hedged, ranges, wholes))
@example("3元5角")
@example("2年3个月")
@example("数十")
@example("百分之三")
@example("三分之一")
@example("约5%")
@example("2至3万")
def test_a_sign_before_a_figure_changes_its_sign_and_nothing_else(text: str) -> None:
    figure = readable(text)
    negative = readable(f"负{text}")
    assume(figure.measure is negative.measure)
    assert negative.unit == figure.unit
    if "以" in text or "more" in text:  # 负5以上 is from -5 up
        assert figure.value is not None
        assert negative.value == figure.value.copy_negate()
        return
    value, low, high = mirrored(figure)
    assert (negative.value, negative.low, negative.high) == (value, low, high)


@given(changed)
def test_what_fell_is_what_rose_with_its_sign_changed(text: str) -> None:
    up = readable(f"增长{text.lstrip('增长')}")
    down = readable(f"下降{text.lstrip('增长')}")
    assert (down.value, down.low, down.high) == mirrored(up)


@given(
    st.integers(1, 99),
    st.integers(1, 9999),
    st.integers(1, 9999),
    st.sampled_from(("{}兆{}億{}萬", "{}万亿{}亿{}万", "{}兆{:,}亿{:,}万", "{}兆 {} 亿 {} 万")),
)
def test_stacked_multipliers_add_up(high: int, middle: int, low: int, form: str) -> None:
    figure = readable(form.format(high, middle, low))
    assert figure.value == high * 10**12 + middle * 10**8 + low * 10**4


@given(st.integers(1, 10**60), st.sampled_from(("亩", "顷", "里", "坪", "小时")))
def test_bounds_keep_their_order_however_many_digits_there_are(number: int, unit: str) -> None:
    figure = readable(f"{number}{unit}")
    assert figure.low is not None
    assert figure.value is not None
    assert figure.high is not None
    assert figure.low <= figure.value <= figure.high


@given(digits, st.sampled_from(("亩", "吨", "元", "千公顷", "人")))
def test_more_digits_never_say_less(number: int, unit: str) -> None:
    plain, decimals = readable(f"{number}百{unit}"), readable(f"{number}.0百{unit}")
    assert holds(plain, decimals)


@pytest.mark.parametrize(
    "stated",
    ["前几强", "前几十名", "前数百强", "top several", "≥数十分之一", "十亿余亿元", "0亿零元"],
)
def test_what_cannot_be_shown_is_not_read(stated: str) -> None:
    assert isinstance(reader.read_figure(stated), Unread)
