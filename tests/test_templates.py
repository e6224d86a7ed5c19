"""A figure read by the words around its number is what reading it from end to end gives."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parkq.figures import reader, templates
from parkq.figures.context import Context
from parkq.model import Figure, Unread
from parkq.terms import Kind

BEFORE = (
    *(
        "",
        "",
        "约",
        "近",
        "第",
        "共",
        "超过",
        "不少于",
        "至少约",
        "US$",
        "港币",
        "前",
        "top ",
        "no.",
    ),
    *("三", "十", "数", "几", "百分之", "三分之", "-", "+", ".", " ", "２", "，", "2013年", "从"),
)
AFTER = (
    *(
        "",
        "家",
        "亿",
        "万",
        "元",
        "亩",
        "平方公里",
        "%",
        "以上",
        "余",
        "多",
        "半",
        "年",
        "级",
        "成",
    ),
    *("成", "六", "分之", "七", "/", "每", "人", "米", "t", "k", "m", " million", " ", "th", "到"),
    *("八", "至", "五", "个", "百", "千", "间", "倍", "百分点", "(含)", "．５", ",", ".", "years"),
    *("-odd", "左右", "以下", "八千三百一十七", "四十六", "兆瓦", "千米", "英里", "元/公顷", "强"),
)
KINDS = (None, Kind.QUANTITY, Kind.COUNT, Kind.MONEY, Kind.RATIO, Kind.RANK)


def words(*some: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(some), max_size=3).map("".join)


NUMBERS = st.from_regex(r"\A(0{0,2}[0-9]{1,4}|[1-9]00{0,8}|[12][0-9]{3})(\.[0-9]{1,4})?\Z")
STATED = st.builds("{}{}{}".format, words(*BEFORE), NUMBERS, words(*AFTER))


def end_to_end(stated: str, kind: Kind | None, *, exact: bool) -> Figure | Unread:
    return reader.read_whole(stated, Context(kind, exact=exact))


@given(stated=STATED, kind=st.sampled_from(KINDS), exact=st.booleans())
@example(stated="5分之八千三百一十七", kind=None, exact=False)
@example(stated="2013年", kind=None, exact=False)
@example(stated="2013年以上", kind=None, exact=False)
@example(stated="2013 years", kind=None, exact=False)
def test_words_around_a_number_say_what_they_say_of_any(
    *, stated: str, kind: Kind | None, exact: bool
) -> None:
    known = templates.read(stated, Context(kind, exact=exact))
    if known:
        assert repr(known) == repr(end_to_end(stated, kind, exact=exact))
        assert known == reader.read_figure(stated, Context(kind, exact=exact))


@pytest.mark.parametrize(
    "stated",
    [
        *(
            "202平方公里",
            "约218亩",
            "1124.9亿元",
            "3500余家",
            "第98位",
            "近40%",
            "超过3万元",
            "7家",
        ),
        *("7家", "US$1.5 million", "12 家", "不少于100人", "120 km²", "3.5万平方米", "10家"),
    ],
)
def test_a_common_figure_is_read_by_its_words(stated: str) -> None:
    assert templates.read(stated, Context())


@pytest.mark.parametrize(
    "stated", ["三百家", "5~8万元", "3万8千", "-5%", "2013年", "3/4", "5分之三", "7成六"]
)
def test_what_hangs_on_more_than_the_words_is_read_from_end_to_end(stated: str) -> None:
    assert templates.read(stated, Context()) is None
    assert isinstance(reader.read_figure(stated), Figure)
