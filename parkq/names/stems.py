"""What of a name is its own, and what any park, district or company has in its name.

泸州国家高新技术产业开发区, 泸州高新区 and Luzhou National High-tech Zone share the stem 泸州
(luzhou); the rest only says what sort of place it is.
"""

from typing import NamedTuple

from parkq.names.folding import fold, words

HIGH_TECH = "高新"
ECONOMIC = "经济"
INDUSTRIAL = "工业"
SHORT_ENDINGS = {HIGH_TECH: "高新区", ECONOMIC: "经开区", INDUSTRIAL: "工业园区"}

# Ending to the sort of zone it tells; longer endings are tried first.
_ENDINGS = dict(
    sorted(
        {
            **dict.fromkeys(
                ("高新技术", "高新", "高技术", "新技术", "高新科技", "高新产业"), HIGH_TECH
            ),
            **dict.fromkeys(("经济技术", "经济", "经开", "经开区"), ECONOMIC),
            **dict.fromkeys(("高新区", "高新技术区", "高新园区"), HIGH_TECH),
            **dict.fromkeys(("工业", "工业区", "工业园"), INDUSTRIAL),
            **dict.fromkeys(
                ("国家", "国家级", "省级", "市级", "农业", "科技", "技术", "产业", "集聚", "集中"),
                "",
            ),
            **dict.fromkeys(("开发", "开发区", "示范区", "试验区", "园区", "园", "产业园"), ""),
            **dict.fromkeys(("有限公司", "有限责任", "股份", "公司", "集团", "集团公司"), ""),
        }.items(),
        key=lambda pair: -len(pair[0]),
    )
)
_ENGLISH = {
    **dict.fromkeys(("tech", "technology", "technological", "hitech", "hightech"), HIGH_TECH),
    **dict.fromkeys(("economic", "economy"), ECONOMIC),
    **dict.fromkeys(("industrial", "industry", "industries", "industrialization"), INDUSTRIAL),
    **dict.fromkeys(
        ("national", "state", "level", "provincial", "province", "municipal", "city", "district"),
        "",
    ),
    **dict.fromkeys(("high", "hi", "new", "development", "zone", "zones", "park", "parks"), ""),
    **dict.fromkeys(("area", "and", "the", "of", "in", "co", "ltd", "company", "group"), ""),
}
GENERIC_ENGLISH = frozenset(_ENGLISH)
# fmt: off
_PROVINCES = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江",
    "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",
    "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州",
    "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆",
)
# fmt: on
_OF_A_PROVINCE = ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市")
_OF_A_PLACE = ("市", "区", "县")
_LEAST = 2


class Stem(NamedTuple):
    """What is left of a name, folded, and the sort of zone that the rest tells.

    Attributes:
        text: empty where every word is generic.
        sort: `HIGH_TECH`, `ECONOMIC`, `INDUSTRIAL`, or empty.
    """

    text: str
    sort: str

    def allows(self, sort: str) -> bool:
        """Whether a zone of that sort may be meant: 开发区 says nothing, 经开区 is no 高新区."""
        return not self.sort or not sort or self.sort == sort


def stem(name: str) -> Stem:
    """The stem of a name as written, in Chinese, English or pinyin; imports opencc."""
    kept, sorts = [], []
    for word in words(name):
        if word in _ENGLISH:
            sorts.append(_ENGLISH[word])
        else:
            kept.append(word)
    text, sort = _without_endings(fold("".join(kept)))
    sorts.append(sort)
    return Stem(
        text, next((each for each in (HIGH_TECH, ECONOMIC, INDUSTRIAL) if each in sorts), "")
    )


def _without_endings(text: str) -> tuple[str, str]:
    text = text.removeprefix("国家级").removeprefix("国家")
    sorts = set()
    while ending := next((end for end in _ENDINGS if text.endswith(end)), ""):
        if 0 < len(text) - len(ending) < _LEAST:
            break
        text = text.removesuffix(ending)
        sorts.add(_ENDINGS[ending])
    return text, next((each for each in (HIGH_TECH, ECONOMIC, INDUSTRIAL) if each in sorts), "")


def shorter(text: str) -> tuple[str, ...]:
    """Shorter stems that people use for one: without its province, its city, 市 区 or 县.

    ``四川宜宾县`` gives ``宜宾县`` and ``宜宾``; a stem that is a province stays whole.
    """
    found: dict[str, None] = {}
    ahead = [text]
    while ahead:
        for form in _once_shorter(ahead.pop()):
            if len(form) >= _LEAST and form not in found:
                found[form] = None
                ahead.append(form)
    return tuple(found)


def _once_shorter(text: str) -> list[str]:
    if text.endswith("自治区"):
        return [next((province for province in _PROVINCES if text.startswith(province)), "")]
    found = [text.removesuffix(end) for end in _OF_A_PLACE if text.endswith(end)]
    for province in _PROVINCES:
        if text.startswith(province):
            rest = text.removeprefix(province)
            end = next((end for end in _OF_A_PROVINCE if rest.startswith(end)), "")
            found.append(rest.removeprefix(end))
    city, at, rest = text.partition("市")
    if at and len(city) >= _LEAST:
        found.append(rest)
    return found
