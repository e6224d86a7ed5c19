"""Stores of any size, made up after the manner of real ones, each time the same.

- A park has forty facts in volumes: three provincial yearbooks and one national one state ten
  figures each, the national one in coarser digits. A volume is one large file for 200 parks.
- Some parks have an article of eight facts in a small file, rounded and hedged as the press
  does, with a plan, a target and a scope: as many articles as the root of the number of facts,
  at most one a park. Every tenth is laid out by another hand.
- Of the figures that two volumes state for one year, 3 % do not meet.

With the vocabulary, the parks and the acknowledgements 200 facts are 11 files, 10,000 are 112,
100,000 are 383 and 1,000,000 are 1,622: what proving an index fresh goes by.
"""

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from math import isqrt
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

PLACES = (
    "安白宝北滨博昌成赤川大丹德东鄂恩方丰抚赣高广桂海汉杭合黑衡红湖华淮黄惠吉嘉江焦锦荆九开昆兰乐丽连凉辽临柳龙"
    "娄洛马茂眉绵南内宁盘平莆齐秦清曲泉三沙汕商韶泰唐铜皖渭芜锡湘新徐盐扬宜永渝沅岳漳昭镇郑舟株资"
)
SYLLABLES = (
    "an bai bao bei bin bo chang cheng chi chuan da dan de dong e en fang feng fu gan gao guang "
    "gui hai han hang he hei heng hong hu hua huai huang hui ji jia jiang jiao jin jing jiu kai "
    "kun lan le li lian liang liao lin liu long lou luo ma mao mei mian nan nei ning pan ping pu "
    "qi qin qing qu quan san sha shan shang shao tai tang tong wan wei wu xi xiang xin xu yan "
    "yang yi yong yu yuan yue zhang zhao zhen zheng zhou zhu zi"
)
ENDINGS = (
    ("国家高新技术产业开发区", "高新区", "High-tech Zone"),
    ("经济技术开发区", "经开区", "Economic Zone"),
    ("高新技术产业园区", "高新园", "High-tech Park"),
    ("工业园区", "工业园", "Industrial Park"),
    ("综合保税区", "综保区", "Bonded Zone"),
)
LUZHOU = ("luzhou", "泸州", 0)
INDUSTRIES = ("装备制造", "电子信息", "生物医药", "新材料", "白酒", "节能环保", "现代物流")

YEARS = (2020, 2021, 2022)
PARKS_IN_A_VOLUME = 200
FACTS_IN_AN_ARTICLE = 8
CONFLICTING = 0.03
UNBOUNDED = 1e15


class Measure(NamedTuple):
    """What volumes state of every park; a number is of tens to thousands of its fine unit."""

    id: str
    label: str
    keys: str
    fine: tuple[int, str, float]
    """Decimals, unit and factor to the base unit, as provincial yearbooks print it."""
    coarse: tuple[int, str, float]
    growth: float


_KM2 = 'kind = "quantity"\ndimension = "area"\ndisplay = "km²"\n'
_YEARLY = 'changes = "yearly"\ndrift = 0.20\n'
_COUNT = f'kind = "count"\n{_YEARLY}'
_MONEY = f'kind = "money"\ndisplay = "亿元"\n{_YEARLY}'
MEASURES = (
    Measure(
        "planned-area",
        "规划面积",
        f'{_KM2}changes = "revised"\n',
        (2, "平方公里", 1e6),
        (1, "平方千米", 1e6),
        0,
    ),
    Measure(
        "built-area", "建成区面积", _KM2 + _YEARLY, (2, "平方公里", 1e6), (0, "公顷", 1e4), 0.02
    ),
    Measure("companies", "企业数", _COUNT, (0, "家", 1), (0, "家", 1), 0.05),
    Measure("employees", "从业人员", _COUNT, (0, "人", 1), (2, "万人", 1e4), 0.03),
    Measure("revenue", "营业收入", _MONEY, (2, "亿元", 1e8), (1, "亿元", 1e8), 0.08),
    Measure(
        "exports",
        "出口额",
        f'kind = "money"\ndisplay = "亿美元"\n{_YEARLY}',
        (0, "万美元", 1e4),
        (2, "亿美元", 1e8),
        0.04,
    ),
    Measure("patents", "发明专利", _COUNT, (0, "件", 1), (0, "件", 1), 0.09),
    Measure(
        "research-share",
        "研发投入强度",
        f'kind = "ratio"\n{_YEARLY}',
        (2, "%", 1e-2),
        (1, "%", 1e-2),
        0.02,
    ),
    Measure(
        "national-rank",
        "全国排名",
        f'kind = "rank"\nexact = true\n{_YEARLY}',
        (0, "位", 1),
        (0, "名", 1),
        0,
    ),
    Measure("founded", "成立时间", 'kind = "date"\nchanges = "fixed"\n', (0, "", 1), (0, "", 1), 0),
)
_SIZES = {
    "planned-area": (20, 400),
    "built-area": (5, 19),
    "companies": (100, 9000),
    "employees": (20_000, 400_000),
    "revenue": (20, 3000),
    "exports": (2000, 900_000),
    "patents": (100, 5000),
    "research-share": (1, 9),
    "national-rank": (20, 900),
    "founded": (1984, 2012),
}
FACTS_IN_VOLUMES = len(MEASURES) * (len(YEARS) + 1)
OTHERS = {
    "investment": ("总投资", 'kind = "money"\ndisplay = "亿元"\nchanges = "revised"\n'),
    "throughput": ("吞吐量", f'kind = "quantity"\ndimension = "mass"\n{_YEARLY}'),
    "industry": ("主导产业", 'kind = "text"\nchanges = "revised"\n'),
}
"""What only articles state: label and keys."""


class Park(NamedTuple):
    """A park, or a facility of another one."""

    id: str
    place: str
    ending: int
    part_of: str
    figures: dict[str, float]
    """The true number of each measure in the last year."""
    wrong: frozenset[str]
    """The measures that the national yearbook states otherwise."""


class Fact(NamedTuple):
    """One statement, and the interval that its digits leave open, in base units.

    Empty texts stand for what is not stated; a text or a date has no bounds.
    """

    entity: str
    attribute: str
    stated: str
    low: float | None
    high: float | None
    as_of: str
    role: str
    scope: str
    source: str
    where: str


def parks(count: int) -> list[Park]:
    """The parks of a store of so many facts; Luzhou is in their midst."""
    draw = random.Random(1)
    number = -(-(count - FACTS_IN_AN_ARTICLE * articles(count)) // FACTS_IN_VOLUMES)
    made: list[Park] = []
    seen = {LUZHOU}
    while len(made) < number:
        at = len(made)
        identity = LUZHOU if at == number // 2 else _name(draw, seen)
        part_of = made[-1].id if at % 8 == 7 else ""
        figures = {name: draw.uniform(*size) for name, size in _SIZES.items()}
        wrong = frozenset(each.id for each in MEASURES if draw.random() < CONFLICTING)
        made.append(Park(*identity, part_of, figures, wrong))
    return made


def articles(count: int) -> int:
    """How many articles there are among so many facts."""
    return min(isqrt(count), count // 48)


def _name(draw: random.Random, seen: set[tuple[str, str, int]]) -> tuple[str, str, int]:
    """An id, a place and an ending that no park has yet."""
    spoken = tuple(zip(PLACES, SYLLABLES.split(), strict=True))
    while True:
        drawn = draw.choices(spoken, k=draw.choice((2, 2, 3)))
        place = "".join(written for written, _ in drawn)
        ending = draw.randrange(len(ENDINGS))
        short = ENDINGS[ending][2].lower().replace(" ", "-")
        identity = (f"{''.join(syllable for _, syllable in drawn)}-{short}", place, ending)
        if not seen.intersection((identity, (identity[0], "", 0))):
            seen.update((identity, (identity[0], "", 0)))
            return identity


# What the sources state


def facts(count: int) -> Iterator[Fact]:
    """So many facts; those of one source stand together."""
    known = parks(count)
    number = articles(count)
    yield from _in_volumes(known, count - number * FACTS_IN_AN_ARTICLE)
    middle = len(known) // 2
    for at in range(number):
        yield from _in_an_article(known[(middle + at) % len(known)])


def _in_volumes(known: Sequence[Park], count: int) -> Iterator[Fact]:
    """What the volumes state; of the last park only as much as makes so many facts."""
    for first in range(0, len(known), PARKS_IN_A_VOLUME):
        region = known[first : first + PARKS_IN_A_VOLUME]
        for number, year in enumerate((*YEARS, 0)):
            volume = f"yearbook-{first // PARKS_IN_A_VOLUME:03}-{year or 'national'}"
            for at, park in enumerate(region):
                left = count - (first + at) * FACTS_IN_VOLUMES - number * len(MEASURES)
                for measure in MEASURES[: max(0, left)]:
                    yield _in_a_volume(park, measure, year, volume, f"第{at + 1}页")


def _in_a_volume(park: Park, measure: Measure, year: int, volume: str, where: str) -> Fact:
    """What a volume states; the national one, of year 0, states the last year's."""
    number = park.figures[measure.id]
    if measure.id == "founded":
        return _founded(park, volume, where, off=3 * (not year and measure.id in park.wrong))
    fine_decimals, _, fine_factor = measure.fine
    number *= (1 + measure.growth) ** ((year or YEARS[-1]) - YEARS[-1])
    number = round(number, fine_decimals)
    if not year and measure.id in park.wrong:
        number *= 1.3
    decimals, unit, factor = measure.fine if year else measure.coarse
    printed = f"{number * fine_factor / factor:.{decimals}f}"
    half = 0 if measure.id == "national-rank" else 0.5 * 10**-decimals
    low, high = ((float(printed) + side) * factor for side in (-half, half))
    stated = f"第{printed}{unit}" if measure.id == "national-rank" else f"{printed}{unit}"
    as_of = str(year or YEARS[-1])
    return Fact(park.id, measure.id, stated, low, high, as_of, "", "", volume, where)


def _founded(park: Park, volume: str, where: str, *, off: int) -> Fact:
    year = int(park.figures["founded"]) + off
    stated = f"{year}年{1 + year % 12}月" if off or "national" in volume else f"{year}年"
    return Fact(park.id, "founded", stated, year, year, "", "", "", volume, where)


def _in_an_article(park: Park) -> Iterator[Fact]:
    """Eight facts, none of which contradicts the yearbooks."""
    area, firms, people, revenue = (
        park.figures[name] for name in ("planned-area", "companies", "employees", "revenue")
    )
    hundreds = int(firms) // 100 * 100
    over = hundreds + 10 ** (len(str(hundreds)) - len(str(hundreds).rstrip("0")))
    nearly = round(people / 1e4 + 0.1, 1)
    sales = int(revenue * 0.98)
    industry = INDUSTRIES[int(area) % len(INDUSTRIES)]
    year = str(YEARS[-1])
    said: tuple[tuple[Any, ...], ...] = (
        ("planned-area", f"约{area:.0f}平方公里", area * 0.95e6, area * 1.05e6, year, "", ""),
        ("companies", f"{hundreds}余家", hundreds, over, year, "", ""),
        ("employees", f"近{nearly}万人", nearly * 0.9e4, nearly * 1e4, year, "", ""),
        ("revenue", f"超过{sales}亿元", sales * 1e8, UNBOUNDED, year, "", ""),
        ("revenue", f"{sales * 2}亿元", sales * 2e8, sales * 2e8, "2035", "target", ""),
        ("investment", f"{int(area) + 10}亿元", None, None, "2035", "plan", ""),
        ("throughput", f"{int(area) + 5}.{int(firms) % 10}万吨", None, None, year, "", "铁路港"),
        ("industry", industry, None, None, "", "", ""),
    )
    for at, (attribute, stated, low, high, as_of, role, scope) in enumerate(said):
        source, where = f"news-{park.id}", f"¶{at + 1}"
        yield Fact(park.id, attribute, stated, low, high, as_of, role, scope, source, where)


def conflicts(count: int) -> int:
    """How many times two sources of a store contradict each other."""
    last: dict[tuple[str, str], tuple[float, float]] = {}
    found = 0
    for fact in facts(count):
        if fact.source.startswith("yearbook") and fact.as_of in {"", str(YEARS[-1])}:
            key = fact.entity, fact.attribute
            low, high = fact.low or 0, fact.high or 0
            was = last.setdefault(key, (low, high))
            found += low > was[1] or high < was[0]
    return found


# What is written


def write(root: Path, count: int) -> int:
    """Writes the store into a new folder, without acknowledgements; the number of its files."""
    root.mkdir(parents=True)
    (root / "attributes.toml").write_text(_vocabulary(), encoding="utf-8")
    known = parks(count)
    for first in range(0, len(known), PARKS_IN_A_VOLUME):
        text = "".join(map(_entity, known[first : first + PARKS_IN_A_VOLUME]))
        file = root / f"entities-{first // PARKS_IN_A_VOLUME:03}.toml"
        file.write_text(f"schema = 1\n{text}", encoding="utf-8")
    for at, (source, stated) in enumerate(groupby(facts(count), attrgetter("source"))):
        text = _source(source) + "".join(map(_fact, stated))
        if source.startswith("news") and at % 10 == 0:
            text = re.sub('where = "(.*)"', r"where = '\1'  # read twice", text)
        (root / f"{source}.toml").write_text(text, encoding="utf-8")
    return len(list(root.iterdir()))


def write_accepted(root: Path, groups: Iterable[Mapping[str, Any]]) -> None:
    """Acknowledges every tenth conflict, as ``diff-sources`` gives them."""
    entries = "".join(
        f'\n[[accepted]]\nentity = "{each["entity"]}"\nattribute = "{each["attribute"]}"\n'
        f'verdict = "{each["verdict"]}"\nfingerprint = "{each["fingerprint"]}"\n'
        'decision = "open"\nreason = "Both volumes print it so."\nuntil = "2099-12-31"\n'
        for each in islice(groups, 0, None, 10)
    )
    (root / "accepted.toml").write_text(f"schema = 1\n{entries}", encoding="utf-8")


def _vocabulary() -> str:
    every = {each.id: (each.label, each.keys) for each in MEASURES} | OTHERS
    return "schema = 1\n" + "".join(
        f'\n[attribute.{name}]\nlabel = {{ en = "{name.replace("-", " ")}", zh = "{label}" }}\n'
        + keys
        for name, (label, keys) in every.items()
    )


def _entity(park: Park) -> str:
    long, short, english = ENDINGS[park.ending]
    kind = f'kind = "facility"\npart_of = "{park.part_of}"' if park.part_of else 'kind = "park"'
    latin = park.id.partition("-")[0].capitalize()
    return (
        f'\n[[entity]]\nid = "{park.id}"\nname = "{park.place}{long}"\n'
        f'aliases = ["{park.place}{short}", "{latin} {english}"]\n{kind}\n'
    )


def _source(source: str) -> str:
    kind, _, rest = source.partition("-")
    if kind == "news":
        return (
            f'# What the daily paper had of it.\n\nschema = 1\n\n[source]\nid = "{source}"\n'
            f'title = "高新区产业发展纪实"\npublisher = "日报"\npublished = "2023-05-12"\n'
            f'kind = "press"\nurl = "https://news.example/{rest}.html"\n'
        )
    year = rest.partition("-")[2]
    printed = YEARS[-1] + 1 if year == "national" else int(year) + 1
    return (
        f'schema = 1\n\n[source]\nid = "{source}"\ntitle = "开发区统计年鉴{printed}"\n'
        f'publisher = "统计局"\npublished = "{printed}-09"\nkind = "official"\n'
    )


def _fact(fact: Fact) -> str:
    optional = "".join(
        f'{key} = "{value}"\n'
        for key, value in (("as_of", fact.as_of), ("role", fact.role), ("scope", fact.scope))
        if value
    )
    return (
        f'\n[[fact]]\nentity = "{fact.entity}"\nattribute = "{fact.attribute}"\n'
        f'stated = "{fact.stated}"\n{optional}where = "{fact.where}"\n'
    )
