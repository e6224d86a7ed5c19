"""What is told to be in order in one pass, is; judging every pair is the measure of it."""

from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkq.figures import reader
from parkq.figures.context import Context
from parkq.model import Attribute, Fact, Figure, Source
from parkq.terms import Changes, Kind, Rank, Role, Severity, Verdict
from parkq.verdicts.calm import in_order, is_calm
from parkq.verdicts.groups import group

SOURCES = {
    id_: Source(id=id_, title=id_, published=published, derived_from=parent)
    for id_, published, parent in (
        *((f"y{year}", str(year), None) for year in range(2018, 2023)),
        ("undated", None, None),
        ("copy", "2020", "y2019"),
    )
}
DATES = [None, None, *map(str, range(2017, 2024)), "2020-05", "2021-06-30", "2019/2021", "../2018"]


def measure(changes: Changes = Changes.YEARLY, **more: Decimal | bool) -> Attribute:
    label = {"en": "measure", "zh": "指标"}
    return Attribute(id="measure", label=label, kind=Kind.COUNT, changes=changes, **more)  # type: ignore[arg-type]


def fact(stated: str, source: str, as_of: str | None = None, **more: str) -> Fact:
    figure = reader.read_figure(stated, Context(Kind.COUNT))
    id_ = f"zone/measure/{source}"
    return Fact(id_, "zone", "measure", source, figure, as_of, **more)  # type: ignore[arg-type]


MEASURES = st.builds(
    measure,
    st.sampled_from([Changes.YEARLY, *Changes]),
    monotone=st.booleans(),
    tolerance=st.sampled_from([Decimal(0), Decimal("0.01"), Decimal("0.2")]),
    drift=st.sampled_from([Decimal(0), Decimal("0.1"), Decimal("0.5")]),
)


WORDS = st.sampled_from(["{}家", "{}家", "{}个", "约{}家", "{}家以上", "{}0家", "{}余家"])


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Figures of one size or growing by a rate, most of them on either side of what is allowed."""
    start = draw(st.sampled_from([99, 1000, 12_345]))
    rate = draw(st.sampled_from([0, 1, 9, 10, 40]))
    found = []
    for _ in range(draw(st.integers(2, 6))):
        source, as_of = draw(st.sampled_from(sorted(SOURCES))), draw(st.sampled_from(DATES))
        years = int((as_of or SOURCES[source].published or "2018").strip("./")[:4]) - 2017
        number = round(start * (1 + rate / 100) ** years) + draw(st.sampled_from([0, 0, 1, -1, 10]))
        scope = draw(st.sampled_from(["", "", "", "核心区"]))
        rank = draw(st.sampled_from([Rank.NORMAL, Rank.NORMAL, Rank.DEPRECATED]))
        found.append(fact(draw(WORDS).format(number), source, as_of, scope=scope, rank=rank))
    role = draw(st.sampled_from([Role.ACTUAL, Role.ACTUAL, Role.TARGET]))
    return [each._replace(role=role, id=f"{each.id}#{n}") for n, each in enumerate(found)]


def warns(attribute: Attribute, stated: list[Fact]) -> bool:
    return group(attribute, stated, SOURCES).severity >= Severity.WARNING


@given(MEASURES, histories())
def test_what_is_calm_warns_of_nothing(attribute: Attribute, stated: list[Fact]) -> None:
    if is_calm(attribute, stated, SOURCES):
        assert not warns(attribute, stated)
        assert in_order(attribute, stated, SOURCES)[:6] == group(attribute, stated, SOURCES)[:6]


TEXTS = st.lists(
    st.tuples(st.sampled_from(["国家级", "國家級", "省级"]), st.sampled_from(sorted(SOURCES))),
    min_size=2,
    max_size=4,
)


@given(texts=TEXTS, single=st.booleans(), changes=st.sampled_from(Changes))
def test_texts_that_are_calm_warn_of_nothing(
    *, texts: list[tuple[str, str]], single: bool, changes: Changes
) -> None:
    attribute = measure(changes)._replace(kind=Kind.TEXT, single=single)
    stated = [
        fact("1家", source)._replace(id=f"{number}", figure=Figure(stated=text, kind=Kind.TEXT))
        for number, (text, source) in enumerate(texts)
    ]
    if is_calm(attribute, stated, SOURCES):
        assert not warns(attribute, stated)
        assert in_order(attribute, stated, SOURCES)[:6] == group(attribute, stated, SOURCES)[:6]


def told(numbers: Iterable[int]) -> list[Fact]:
    return [fact(f"{n}家", f"y{year}", str(year)) for year, n in enumerate(numbers, start=2018)]


@pytest.mark.parametrize(
    ("attribute", "stated"),
    [
        (measure(), told([100, 103, 106, 109, 112])),
        (measure(), told([100, 90, 100, 109])),
        (measure(monotone=True), told([100, 103, 106])),
        (measure(), [fact("100家", "y2018"), fact("100 家", "y2019"), fact("108家", "y2020")]),
        (measure(), [*told([1000]), fact("1001家", "undated", "2018")]),
        (measure(Changes.REVISED), told([100, 200, 500])),
        (measure(Changes.FIXED), told([1000, 1001, 1002])),
        (measure(), [fact("十余家", "y2018"), fact("十余家", "undated", scope="核心区")]),
    ],
)
def test_the_common_run_of_figures_is_calm(attribute: Attribute, stated: list[Fact]) -> None:
    assert is_calm(attribute, stated, SOURCES)


@pytest.mark.parametrize(
    ("attribute", "stated"),
    [
        (measure(), told([100, 130])),
        (measure(), told([100, 109, 119, 160])),
        (measure(monotone=True), told([100, 98])),
        (measure(), [fact("100家", "y2018"), fact("120家", "undated", "2018")]),
        (measure(), [fact("100家", "y2018"), fact("120家", "undated")]),
        (measure(Changes.REVISED), [*told([100, 200]), fact("300家", "undated")]),
        (measure(Changes.REVISED), told([1234, 12340])),
        (measure(Changes.FIXED), told([1000, 1200])),
        (measure(), [fact("100家", "y2019"), fact("101家", "copy", "2019")]),
    ],
)
def test_what_warns_is_not_calm(attribute: Attribute, stated: list[Fact]) -> None:
    assert warns(attribute, stated)
    assert not is_calm(attribute, stated, SOURCES)


def test_many_figures_of_one_time_are_left_to_be_judged() -> None:
    sources = {f"s{n}": Source(id=f"s{n}", title="s") for n in range(2000)}
    stated = [
        fact("100 家" if n % 2 else "100家", source, "2020") for n, source in enumerate(sources)
    ]
    assert is_calm(measure(), stated[:10], sources)
    assert not is_calm(measure(), stated, sources)
    assert group(measure(), stated, sources).verdict is Verdict.AGREE
