"""EDTF dates as intervals of days, and what verdicts ask of them."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkq import dates
from parkq.dates import DateError, Period, parse


@pytest.mark.parametrize(
    ("edtf", "low", "high"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-05", "2021-05-01", "2021-05-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-05-03", "2021-05-03", "2021-05-03"),
        ("2021-05/2022", "2021-05-01", "2022-12-31"),
        ("2021/..", "2021-01-01", None),
        ("../2021", None, "2021-12-31"),
        ("2021/", "2021-01-01", None),
        ("202X", "2020-01-01", "2029-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2021-XX", "2021-01-01", "2021-12-31"),
        ("2021-05-XX", "2021-05-01", "2021-05-31"),
        ("2021-XX-XX", "2021-01-01", "2021-12-31"),
        ("2021-21", "2021-03-01", "2021-05-31"),
        ("2021-22", "2021-06-01", "2021-08-31"),
        ("2021-23", "2021-09-01", "2021-11-30"),
        ("2021-24", "2021-12-01", "2022-02-28"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
    ],
)
def test_a_date_is_the_days_that_it_covers(edtf: str, low: str | None, high: str | None) -> None:
    period = parse(edtf)
    assert period.low is None if low is None else dates.iso(period.low or 0) == low
    assert period.high is None if high is None else dates.iso(period.high or 0) == high


@pytest.mark.parametrize(
    ("edtf", "uncertain", "approximate"),
    [
        ("2021", False, False),
        ("2021?", True, False),
        ("2021-05~", False, True),
        ("2021%", True, True),
        ("2020~/2021?", True, True),
    ],
)
def test_a_date_says_how_sure_it_is(edtf: str, *, uncertain: bool, approximate: bool) -> None:
    period = parse(edtf)
    assert (period.uncertain, period.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("edtf", "error"),
    [
        ("", "'' is not an EDTF date such as 2021, 2021-05 or 2021-05-03"),
        ("21", "'21' is not an EDTF date such as 2021, 2021-05 or 2021-05-03"),
        ("2021-5", "'2021-5' is not an EDTF date such as 2021, 2021-05 or 2021-05-03"),
        ("２０２１", "'２０２１' is not an EDTF date such as 2021, 2021-05 or 2021-05-03"),
        ("2021-13", "there is no month 13"),
        ("2021-21-01", "there is no month 21"),
        ("2019-02-29", "2019-02 has no day 29"),
        ("0000", "there is no year 0: years run from 1 to 9999"),
        ("20X1", "'20X1' is not an EDTF date such as 2021, 2021-05 or 2021-05-03"),
        ("202X-05", "'202X-05': only the last digits of a year, month or day may be X"),
        ("2021-0X", "'2021-0X': only the last digits of a year, month or day may be X"),
        ("2022/2021", "'2022/2021' ends before it begins"),
        ("../..", "'../..' is open at both ends"),
    ],
)
def test_what_is_no_date_is_named(edtf: str, error: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(edtf)
    assert str(caught.value) == error


@pytest.mark.parametrize(
    "edtf",
    [
        "2021",
        "2021-05",
        "2021-05-03",
        "2013/2015",
        "2015-02/2016-03",
        "2021-01-01/..",
        "../2021-06-30",
    ],
)
def test_days_are_written_in_their_shortest_form(edtf: str) -> None:
    period = parse(edtf)
    assert dates.shortest(period.low, period.high) == edtf


def test_a_period_widens_to_whole_years() -> None:
    assert dates.whole_years(parse("2021-11/2022-02")) == parse("2021/2022")
    assert dates.whole_years(parse("2021-05?/..")) == parse("2021?/..")
    assert dates.whole_years(Period(None, None)) == Period(None, None)


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ("2013", "2013-09", True),
        ("2013", "2014", False),
        ("2013/2015", "2015-12-31", True),
        ("2013/..", "../2013-01-01", True),
        ("../2012", "2013/..", False),
    ],
)
def test_periods_meet_where_they_share_a_day(one: str, other: str, *, met: bool) -> None:
    assert dates.meet(parse(one), parse(other)) is met
    assert dates.meet(parse(other), parse(one)) is met


@pytest.mark.parametrize(
    ("one", "other", "years"),
    [("2021", "2022", 1), ("2018", "2022", 4), ("2022", "2021", 1), ("2021", "2021", 0)],
)
def test_years_lie_between_the_middles_of_two_periods(one: str, other: str, years: float) -> None:
    assert dates.years_between(parse(one), parse(other)) == years


def test_a_half_open_period_is_taken_at_its_end() -> None:
    assert dates.years_between(parse("../2020"), parse("2022/..")) == 1
    assert dates.years_between(Period(None, None), parse("2021")) is None


# Laws


DAYS = st.none() | st.integers(1, 12)
PERIODS = st.builds(Period, DAYS, DAYS).filter(lambda p: not (p.low and p.high) or p.low <= p.high)


@given(st.lists(PERIODS))
def test_all_meet_where_every_two_do(periods: list[Period]) -> None:
    pairs = combinations(periods, 2)
    assert dates.all_meet(periods) is all(dates.meet(one, other) for one, other in pairs)


@given(st.lists(st.lists(PERIODS, min_size=1)), PERIODS)
def test_a_period_meets_each_group_where_it_meets_one_of_each(
    groups: list[list[Period]], period: Period
) -> None:
    expected = all(any(dates.meet(period, other) for other in group) for group in groups)
    assert dates.meets_each(groups)(period) is expected
