"""Laws that hold of every verdict, whatever the figures, dates, scopes and sources."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from parkq import dates
from parkq.figures import reader
from parkq.figures.context import Context
from parkq.model import Attribute, Fact, Figure, Source
from parkq.terms import Changes, Kind, Rank, Role, Severity, Span, Status
from parkq.verdicts.claims import order
from parkq.verdicts.comparisons import part_in_measures
from parkq.verdicts.judge import claims_of, judge_attribute
from parkq.verdicts.pairs import judge
from parkq.verdicts.relations import relate
from parkq.verdicts.results import Form, Group
from parkq.verdicts.settle import find_remedy
from parkq.verdicts.table import WORSE

SOURCES = {
    id_: Source(id=id_, title=id_, published=published, publisher=publisher)
    for id_, published, publisher in (
        ("a", "2021", "报"),
        ("b", "2022", "报"),
        ("c", "2022-05", "局"),
        ("d", None, "局"),
    )
}
COPY = Source(id="copy", title="copy", published="2023", derived_from="a")

MEASURE = Attribute(id="measure", label={"en": "measure", "zh": "指标"}, kind=Kind.COUNT)
ATTRIBUTES = st.builds(
    MEASURE._replace,
    changes=st.sampled_from(Changes),
    monotone=st.booleans(),
    period=st.sampled_from(Span),
    tolerance=st.sampled_from([Decimal(0), Decimal("0.01"), Decimal("0.2")]),
)
NUMBERS = st.integers(1, 400) | st.sampled_from([1000, 1100, 10_000, 12_345, 100_000])
WORDINGS = st.sampled_from(["{}家", "{}余家", "约{}家", "近{}家", "超{}家", "{}家以上", "不足{}家"])
STATED = st.builds(lambda number, words: words.format(number), NUMBERS, WORDINGS)
DATES = [
    None,
    None,
    "2020",
    "2021",
    "2022-03",
    "2022-03-07",
    "2022",
    "2019/2021",
    "2021-01/2021-06",
]


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
        as_of=draw(st.sampled_from(DATES)),
        scope=draw(st.sampled_from(["", "", "核心区", "全区"])),
        status=draw(st.sampled_from([None, None, *Status])),
        role=Role.ACTUAL,
    )


STORIES = st.lists(facts(), min_size=1, max_size=6, unique_by=lambda fact: fact.id)


def judged(
    attribute: Attribute, stated: Sequence[Fact], sources: Mapping[str, Source] | None = None
) -> list[Group]:
    return list(judge_attribute(attribute, stated, sources or SOURCES | {"copy": COPY}))


def worst(groups: Sequence[Group]) -> Severity:
    return max(group.severity for group in groups)


Known = tuple[object, ...]


def outcomes(groups: Sequence[Group]) -> Counter[Known]:
    """All that a verdict says but for ids and for which of several equals it names."""
    return Counter(
        (
            *(g.form, g.measure, g.as_of, g.since, g.verdict, g.severity, g.gap, g.gap_ratio),
            g.fingerprint,
            tuple((c.low, c.high, frozenset(c.stated)) for c in g.camps),
        )
        for g in groups
    )


@given(ATTRIBUTES, facts(), facts())
def test_a_verdict_is_the_same_from_either_side(attribute: Attribute, x: Fact, y: Fact) -> None:
    one, other = claims_of([x, y._replace(id=f"{y.id}#2")], attribute, SOURCES)
    assert judge(one, other, attribute) == judge(other, one, attribute)


@given(ATTRIBUTES, STORIES, st.randoms())
def test_the_order_of_facts_is_nothing(
    attribute: Attribute, stated: list[Fact], random: Random
) -> None:
    shuffled = random.sample(stated, len(stated))
    assert outcomes(judged(attribute, stated)) == outcomes(judged(attribute, shuffled))


@given(ATTRIBUTES, STORIES, st.randoms())
def test_ids_of_sources_and_facts_are_nothing(
    attribute: Attribute, stated: list[Fact], random: Random
) -> None:
    heard = SOURCES | {"copy": COPY, "copy2": COPY._replace(id="copy2")}
    names = dict(
        zip(heard, random.sample([f"s{n}" for n in range(len(heard))], len(heard)), strict=True)
    )
    copies = [
        f._replace(id=f"{f.id}/{n}", source=c)
        for n, c in enumerate(("copy", "copy2"))
        for f in stated[:2]
    ]
    everything = [*stated, *copies]
    renamed = [
        f._replace(id=f"zone/measure/{n}", source=names[f.source])
        for n, f in enumerate(random.sample(everything, len(everything)))
    ]
    sources = {
        names[id_]: source._replace(
            id=names[id_], derived_from=source.derived_from and names[source.derived_from]
        )
        for id_, source in heard.items()
    }
    assert outcomes(judged(attribute, everything, heard)) == outcomes(
        judged(attribute, renamed, sources)
    )


@given(ATTRIBUTES, STORIES, facts())
def test_a_fact_of_another_time_changes_nothing_in_a_comparison(
    attribute: Attribute, stated: list[Fact], added: Fact
) -> None:
    dated = [fact._replace(as_of=fact.as_of or "2021") for fact in stated]
    added = added._replace(as_of=added.as_of or "2019", id="zone/measure/added")
    before = {g.fingerprint: g for g in judged(attribute, dated) if g.form is Form.COMPARISON}
    after = {g.fingerprint for g in judged(attribute, [*dated, added])}
    for fingerprint, group in before.items():
        own = [f for f in dated if f.id in group.facts]
        period = dates.parse(added.as_of or "")
        if attribute.period is Span.DURATION:
            meets = any(dates.parse(f.as_of or "") == period for f in own)
        elif attribute.changes is Changes.FIXED:
            meets = True
        else:
            meets = any(dates.meet(dates.parse(f.as_of or ""), period) for f in own)
        assert meets or fingerprint in after


@given(ATTRIBUTES, STORIES, st.data())
def test_an_agreeing_source_never_creates_a_conflict(
    attribute: Attribute, stated: list[Fact], data: st.DataObject
) -> None:
    dated = [fact._replace(as_of=fact.as_of or "2021", status=None) for fact in stated]
    echoed = data.draw(st.sampled_from(dated))
    echo = echoed._replace(id="zone/measure/echo", source="echo")
    heard = SOURCES | {"echo": SOURCES[echoed.source]._replace(id="echo")}
    before, after = judged(attribute, dated, heard), judged(attribute, [*dated, echo], heard)
    assert worst(after) <= max(worst(before), Severity.INFO)


@given(ATTRIBUTES, STORIES)
def test_a_copy_is_no_witness(attribute: Attribute, stated: list[Fact]) -> None:
    copies = [
        fact._replace(id=f"{fact.id}/copy", source="copy") for fact in stated if fact.source == "a"
    ]
    alone, copied = judged(attribute, stated), judged(attribute, [*stated, *copies])
    witnesses = [[camp.sources for camp in g.camps] for g in alone if g.form is Form.COMPARISON]
    assert witnesses == [
        [camp.sources for camp in g.camps] for g in copied if g.form is Form.COMPARISON
    ]
    for before, after in zip(alone, copied, strict=False):
        assert before.members == after.members
        if before.verdict != "single":
            assert before.verdict == after.verdict


@given(ATTRIBUTES, STORIES)
def test_a_camp_holds_no_two_facts_that_are_apart(attribute: Attribute, stated: list[Fact]) -> None:
    by_id = {fact.id: fact.figure for fact in stated}
    for group in judged(attribute, stated):
        for camp in group.camps:
            for one, other in combinations(camp.facts, 2):
                x, y = by_id[one], by_id[other]
                assert isinstance(x, Figure)
                assert isinstance(y, Figure)
                assert str(relate(x, y, attribute)) not in {"apart", "unit-slip", "loose"}


@given(ATTRIBUTES, STORIES)
def test_no_pair_of_a_comparison_is_worse_than_its_verdict(
    attribute: Attribute, stated: list[Fact]
) -> None:
    (measured,) = part_in_measures(attribute, stated, SOURCES)
    groups = [g for g in judged(attribute, stated) if g.form is Form.COMPARISON]
    for comparison, group in zip(measured.comparisons, groups, strict=True):
        for one, other in combinations(comparison.claims, 2):
            pair = judge(one, other, attribute)
            assert (pair.severity, WORSE[pair.verdict]) <= (
                group.severity,
                WORSE[group.verdict],
            ) or pair.verdict == "duplicate"


@given(st.lists(STATED, min_size=50, max_size=60), st.data())
def test_of_many_figures_none_is_worse_than_the_verdict(
    stated: list[str], data: st.DataObject
) -> None:
    told = [
        data.draw(facts())._replace(
            id=f"zone/measure/{n}",
            figure=reader.read_figure(words, Context(Kind.COUNT)),
            as_of="2021",
            status=None,
        )
        for n, words in enumerate(stated)
    ]
    (measured,) = part_in_measures(MEASURE, told, SOURCES)
    (comparison,) = measured.comparisons
    pairs = (judge(a, b, MEASURE) for a, b in combinations(comparison.claims, 2))
    (group,) = judged(MEASURE, told)
    assert group.severity == max(pair.severity for pair in pairs)


@given(ATTRIBUTES, STORIES)
def test_claims_are_sorted_by_what_they_state(attribute: Attribute, stated: list[Fact]) -> None:
    for measured in part_in_measures(attribute, stated, SOURCES):
        for comparison in measured.comparisons:
            assert list(comparison.claims) == sorted(comparison.claims, key=order)


@given(ATTRIBUTES, STORIES)
def test_what_is_offered_to_settle_a_conflict_removes_it(
    attribute: Attribute, stated: list[Fact]
) -> None:
    before = [g for g in judged(attribute, stated) if g.severity >= Severity.WARNING]
    for group in before:
        remedy = find_remedy(group, attribute, stated, SOURCES)
        if remedy is None or "conflict" not in group.verdict:
            continue
        changed: dict[str, dict[str, str]] = {}
        for id_, key, value in remedy.changes:
            changed.setdefault(id_, {})[key] = value
        obeyed = [fact._replace(**changed.get(fact.id, {})) for fact in stated]  # type: ignore[arg-type]
        after = [g for g in judged(attribute, obeyed) if g.severity >= Severity.WARNING]
        assert len(after) < len(before)
        assert not any(changed.keys() & set(each.pair) for each in after)


@given(ATTRIBUTES, STORIES)
def test_deprecating_all_but_one_leaves_nothing_to_judge(
    attribute: Attribute, stated: list[Fact]
) -> None:
    first, *rest = stated
    groups = judged(attribute, [first, *(f._replace(rank=Rank.DEPRECATED) for f in rest)])
    assert [group.verdict for group in groups] == ["single"]


# Durations

FLOW = MEASURE._replace(period=Span.DURATION, kind=Kind.MONEY)
QUARTERS = ["2021-01/2021-03", "2021-04/2021-06", "2021-07/2021-09", "2021-10/2021-12"]


@given(
    st.lists(st.integers(1, 10**6), min_size=4, max_size=4),
    st.sampled_from(["{:.2f}亿元", "{:.1f}亿元", "约{:.0f}亿元"]),
    st.sampled_from([(4,), (2, 2), (1, 3), (1, 1, 2), (1, 1, 1, 1)]),
)
def test_splitting_a_year_never_makes_a_conflict(
    quarters: list[int], words: str, cut: tuple[int, ...]
) -> None:
    stated, at = [("2021", sum(quarters))], 0
    for length in cut:
        days = f"{QUARTERS[at][:7]}/{QUARTERS[at + length - 1][8:]}"
        stated.append((days, sum(quarters[at : at + length])))
        at += length
    told = [
        Fact(
            id=f"zone/measure/{n}",
            entity="zone",
            attribute="measure",
            source="abcd"[n % 4],
            figure=reader.read_figure(words.format(number / 100), Context(Kind.MONEY)),
            as_of=as_of,
        )
        for n, (as_of, number) in enumerate(stated)
    ]
    assert worst(judged(FLOW, told)) <= Severity.INFO


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
