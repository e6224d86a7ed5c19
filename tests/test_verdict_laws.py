"""Laws that hold of every verdict, whatever the figures, dates, scopes and sources."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from parkq.figures import reader
from parkq.figures.context import Context
from parkq.model import Attribute, Fact, Figure, Source
from parkq.terms import Changes, Kind, Rank, Role, Severity, Verdict
from parkq.verdicts.calm import in_order, is_calm
from parkq.verdicts.groups import claims, group
from parkq.verdicts.pairs import judge
from parkq.verdicts.relate import relate
from parkq.verdicts.vocabulary import Group

SOURCES = {
    id_: Source(id=id_, title=id_, published=published)
    for id_, published in (("a", "2021"), ("b", "2022"), ("c", "2022-05"), ("d", None))
}
COPY = Source(id="copy", title="copy", published="2023", derived_from="a")

MEASURE = Attribute(id="measure", label={"en": "measure", "zh": "指标"}, kind=Kind.COUNT)
ATTRIBUTES = st.builds(
    MEASURE._replace,
    changes=st.sampled_from(Changes),
    monotone=st.booleans(),
    tolerance=st.sampled_from([Decimal(0), Decimal("0.01"), Decimal("0.2")]),
)
NUMBERS = st.integers(1, 400) | st.sampled_from([1000, 1100, 10_000, 12_345, 100_000])
WORDINGS = st.sampled_from(["{}家", "{}余家", "约{}家", "近{}家", "超{}家", "{}家以上", "不足{}家"])
STATED = st.builds(lambda number, words: words.format(number), NUMBERS, WORDINGS)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    stated = draw(STATED)
    figure = reader.read_figure(stated, Context(Kind.COUNT))
    assert isinstance(figure, Figure), figure
    return Fact(
        id=f"zone/measure/{draw(st.integers(0, 10**9))}",
        entity="zone",
        attribute="measure",
        source=draw(st.sampled_from(sorted(SOURCES))),
        figure=figure,
        as_of=draw(st.sampled_from([None, None, "2020", "2021", "2022-03", "2019/2021"])),
        scope=draw(st.sampled_from(["", "", "核心区", "全区"])),
        role=Role.ACTUAL,
    )


STORIES = st.lists(facts(), min_size=1, max_size=6, unique_by=lambda fact: fact.id)


def judged(attribute: Attribute, stated: Sequence[Fact]) -> Group:
    return group(attribute, stated, SOURCES | {"copy": COPY})


@given(ATTRIBUTES, facts(), facts())
def test_a_verdict_is_the_same_from_either_side(attribute: Attribute, x: Fact, y: Fact) -> None:
    one, other = claims([x, y], attribute, SOURCES)
    there, back = judge(one, other, attribute), judge(other, one, attribute)
    assert (there.relation, there.context) == (back.relation, back.context)
    assert (there.verdict, there.severity) == (back.verdict, back.severity)
    assert (there.gap, there.ratio) == (back.gap, back.ratio)


@given(ATTRIBUTES, STORIES)
def test_what_is_calm_warns_of_nothing(attribute: Attribute, stated: list[Fact]) -> None:
    if is_calm(attribute, stated, SOURCES):
        assert judged(attribute, stated).severity < Severity.WARNING


@given(ATTRIBUTES, st.lists(facts(), min_size=1, max_size=6, unique_by=lambda fact: fact.id))
def test_the_verdict_of_facts_in_order_is_that_of_their_group(
    attribute: Attribute, stated: list[Fact]
) -> None:
    heard = SOURCES | {"d": COPY._replace(id="d")}
    if is_calm(attribute, stated, heard):
        assert in_order(attribute, stated, heard)[:6] == group(attribute, stated, heard)[:6]


@given(ATTRIBUTES, STORIES, st.randoms())
def test_the_order_of_facts_is_nothing(
    attribute: Attribute, stated: list[Fact], random: Random
) -> None:
    shuffled = random.sample(stated, len(stated))
    one, other = judged(attribute, stated), judged(attribute, shuffled)
    assert one._replace(facts=()) == other._replace(facts=())


@given(ATTRIBUTES, STORIES, st.data())
def test_an_agreeing_source_never_creates_a_conflict(
    attribute: Attribute, stated: list[Fact], data: st.DataObject
) -> None:
    echoed = data.draw(st.sampled_from(stated))
    echo = echoed._replace(id="zone/measure/echo", source="echo")
    heard = SOURCES | {"echo": SOURCES[echoed.source]._replace(id="echo")}
    before = group(attribute, stated, heard)
    after = group(attribute, [*stated, echo], heard)
    assert after.severity <= max(before.severity, Severity.INFO)


@given(ATTRIBUTES, STORIES, st.data())
def test_deprecating_a_fact_never_adds_a_conflict(
    attribute: Attribute, stated: list[Fact], data: st.DataObject
) -> None:
    doubted = data.draw(st.integers(0, len(stated) - 1))
    kept = [
        fact._replace(rank=Rank.DEPRECATED) if number == doubted else fact
        for number, fact in enumerate(stated)
    ]
    assert judged(attribute, kept).severity <= judged(attribute, stated).severity


@given(ATTRIBUTES, STORIES)
def test_a_copy_is_no_witness(attribute: Attribute, stated: list[Fact]) -> None:
    originals = [fact for fact in stated if fact.source == "a"]
    copies = [fact._replace(id=f"{fact.id}/copy", source="copy") for fact in originals]
    alone, copied = judged(attribute, stated), judged(attribute, [*stated, *copies])
    assert copied.members == alone.members
    assert copied.fingerprint == alone._replace(verdict=copied.verdict).fingerprint
    assert [camp.sources for camp in copied.camps] == [camp.sources for camp in alone.camps]


@given(ATTRIBUTES, STORIES, st.data())
def test_a_copy_that_drifted_is_no_witness_beside_its_original(
    attribute: Attribute, stated: list[Fact], data: st.DataObject
) -> None:
    drifted = data.draw(st.lists(facts(), min_size=1, max_size=3))
    copies = [
        fact._replace(id=f"{fact.id}/copy{number}", source="copy")
        for number, fact in enumerate(drifted)
    ]
    for camp in judged(attribute, [*stated, *copies]).camps:
        assert not {"a", "copy"} <= set(camp.sources)
        assert set(camp.sources).isdisjoint(camp.copies)


@given(ATTRIBUTES, STORIES)
def test_a_camp_holds_no_two_facts_that_are_apart(attribute: Attribute, stated: list[Fact]) -> None:
    by_id = {fact.id: fact.figure for fact in stated}
    for camp in judged(attribute, stated).camps:
        for one in camp.facts:
            for other in camp.facts:
                x, y = by_id[one], by_id[other]
                assert isinstance(x, Figure)
                assert isinstance(y, Figure)
                assert relate(x, y, attribute) not in {"apart", "unit-slip"}


@given(ATTRIBUTES, STORIES)
def test_no_pair_is_worse_than_the_verdict(attribute: Attribute, stated: list[Fact]) -> None:
    pairs = combinations(claims(stated, attribute, SOURCES), 2)
    worst = max((judge(x, y, attribute).weight[:3] for x, y in pairs), default=None)
    found = judged(attribute, stated)
    ratio = found.gap_ratio or Decimal(0)
    if worst:
        assert (found.severity, list(Verdict).index(found.verdict), ratio) == worst


AREAS = st.integers(100, 99_999).filter(lambda hundredths: hundredths % 10)


@given(AREAS, AREAS, st.sampled_from(["{}", "约{}", "{}以上", "近{}"]))
def test_converting_the_unit_changes_no_verdict(x: int, y: int, words: str) -> None:
    """17.05 km² and 1705 ha leave the same interval open: the figures' digits are the same."""
    attribute = Attribute(
        id="area", label={"en": "area", "zh": "面积"}, kind=Kind.QUANTITY, dimension="area"
    )
    seen = set()
    for written in ("{:.2f} km²", "{} 公顷", "{:.2f}平方公里"):
        size = (x / 100, y / 100) if "f" in written else (x, y)
        texts = (words.format(written.format(number)) for number in size)
        read = [reader.read_figure(text, Context(Kind.QUANTITY)) for text in texts]
        one, other = (figure for figure in read if isinstance(figure, Figure))
        seen.add(relate(one, other, attribute))
    assert len(seen) == 1
