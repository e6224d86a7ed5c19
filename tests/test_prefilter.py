"""What the prefilter takes for in order asks for no attention; judging all of it is the measure."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkq.figures import reader
from parkq.figures.context import Context
from parkq.model import Attribute, Fact, Source
from parkq.store.memory import load
from parkq.terms import Changes, Kind, Rank, Role, Severity, Span
from parkq.verdicts import prefilter
from parkq.verdicts.judge import disputed, judge_attribute

STORE = Path(__file__).parent.parent / "facts"

SOURCES = {
    id_: Source(id=id_, title=id_, published=published, derived_from=parent)
    for id_, published, parent in (
        *((f"y{year}", str(year), None) for year in range(2018, 2023)),
        ("undated", None, None),
        ("copy", "2020", "y2019"),
    )
}
DATES = [None, None, *map(str, range(2017, 2024)), "2020-05", "2021-06-30", "2019/2021", "../2018"]


def measure(
    changes: Changes = Changes.YEARLY, kind: Kind = Kind.COUNT, **more: object
) -> Attribute:
    label = {"en": "measure", "zh": "指标"}
    return Attribute(id="measure", label=label, kind=kind, changes=changes, **more)  # type: ignore[arg-type]


def fact(
    stated: str, source: str, as_of: str | None = None, kind: Kind = Kind.COUNT, **more: object
) -> Fact:
    figure = reader.read_figure(stated, Context(kind))
    id_ = f"zone/measure/{source}"
    return Fact(id_, "zone", "measure", source, figure, as_of, **more)  # type: ignore[arg-type]


MEASURES = st.builds(
    measure,
    st.sampled_from([Changes.YEARLY, *Changes]),
    monotone=st.booleans(),
    period=st.sampled_from([Span.INSTANT, Span.INSTANT, Span.DURATION]),
    tolerance=st.sampled_from([Decimal(0), Decimal("0.01"), Decimal("0.2")]),
    drift=st.sampled_from([Decimal(0), Decimal("0.1"), Decimal("0.5")]),
    fall=st.sampled_from([None, Decimal(0), Decimal("0.3")]),
)
WORDS = st.sampled_from(["{}家", "{}家", "{}个", "约{}家", "{}家以上", "{}0家", "{}余家"])


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Figures of one size or growing by a rate, most of them on either side of what is allowed."""
    start = draw(st.sampled_from([9, 99, 1000, 12_345]))
    rate = draw(st.sampled_from([0, 1, 9, 10, 40, -4]))
    found = []
    for _ in range(draw(st.integers(2, 6))):
        source, as_of = draw(st.sampled_from(sorted(SOURCES))), draw(st.sampled_from(DATES))
        years = int((as_of or SOURCES[source].published or "2018").strip("./")[:4]) - 2017
        number = round(start * (1 + rate / 100) ** years) + draw(st.sampled_from([0, 0, 1, -1, 10]))
        scope = draw(st.sampled_from(["", "", "", "核心区"]))
        rank = draw(st.sampled_from([Rank.NORMAL, Rank.NORMAL, Rank.DEPRECATED]))
        words = draw(WORDS).format(max(0, number))
        found.append(fact(words, source, as_of, scope=scope, rank=rank))
    role = draw(st.sampled_from([Role.ACTUAL, Role.ACTUAL, Role.TARGET]))
    return [each._replace(role=role, id=f"{each.id}#{n}") for n, each in enumerate(found)]


def warns(attribute: Attribute, stated: list[Fact]) -> bool:
    groups = judge_attribute(attribute, stated, SOURCES, in_full=False)
    return any(group.severity >= Severity.WARNING for group in groups)


@given(MEASURES, histories())
def test_what_is_in_order_warns_of_nothing(attribute: Attribute, stated: list[Fact]) -> None:
    if prefilter.is_in_order(attribute, stated, SOURCES):
        assert not warns(attribute, stated)


TEXTS = st.lists(
    st.tuples(st.sampled_from(["国家级", "國家級", "省级"]), st.sampled_from(sorted(SOURCES))),
    min_size=2,
    max_size=4,
)


@given(st.booleans(), TEXTS)
def test_words_in_order_warn_of_nothing(single: bool, said: Iterable[tuple[str, str]]) -> None:  # noqa: FBT001
    attribute = measure(Changes.FIXED, Kind.TEXT, single=single)
    stated = [
        fact(words, source, kind=Kind.TEXT)._replace(id=f"zone/measure/{source}#{n}")
        for n, (words, source) in enumerate(said)
    ]
    if prefilter.is_in_order(attribute, stated, SOURCES):
        assert not warns(attribute, stated)


def test_a_series_that_grows_as_it_may_is_in_order() -> None:
    stated = [fact(f"{100 + n}家", f"y{2018 + n}") for n in range(5)]
    assert prefilter.is_in_order(measure(drift=Decimal("0.1")), stated, SOURCES)


def test_switched_off_it_changes_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    store = load(str(STORE))
    entities = list(store.of_entity)
    before = [list(disputed(store, entity)) for entity in entities]
    monkeypatch.setenv(prefilter.SWITCH, "0")
    assert [list(disputed(store, entity)) for entity in entities] == before
