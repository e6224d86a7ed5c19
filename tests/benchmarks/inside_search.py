"""How long finding names takes, in a process that has parkq: ``inside_search.py COUNT``.

Prints seconds of processor time and what they were spent on, a line each, the best of a few
rounds. The index is at hand, as the cache has it; building it is timed apart.
"""

import random
import sys
from collections.abc import Callable
from functools import partial
from time import process_time

from parkq.model import Entity
from parkq.names.entries import KINDS
from parkq.names.index import Index
from parkq.names.resolve import resolve
from parkq.names.search import search

PLACES = (
    "安白宝保北滨博昌长常成城赤川春大丹德东都鄂恩方丰抚福阜赣高广桂贵海汉杭合河鹤黑恒衡红湖华怀淮黄惠吉济佳嘉江"
    "焦金锦晋荆景靖九开昆兰乐丽连凉辽林临柳龙娄泸洛马茂眉梅绵南内宁盘攀平莆普齐钦秦青清庆曲泉三沙山汕商韶邵绍"
)
ENDINGS = ("高新技术产业开发区", "经济技术开发区", "工业园区", "高新区", "产业园")
QUERIES = (
    ("exact", "泸州高新区"),
    ("traditional", "瀘州國家高新技術產業開發區"),
    ("pinyin", "luzhou"),
    ("pinyin, spaced", "lu zhou gao xin qu"),
    ("initials", "lzgxq"),
    ("prefix", "泸州"),
    ("substring", "桂贵"),
    ("slip", "濾州"),
    ("homophone", "泸州高薪区"),
    ("unexplained slip", "泸楠高新区"),
    ("order", "泸高新"),
    ("letters", "chnegdu"),
    ("two words", "高新区 泸州"),
    ("english", "Luzhou National High-tech Zone"),
    ("a common character", "江"),
    ("a generic word", "高新区"),
    ("nothing", "纽约"),
)
ROUNDS = 5


def names(count: int) -> dict[str, Entity]:
    """Made-up zones of two to four characters and an ending, and Luzhou's own."""
    draw = random.Random(1)
    made: dict[str, Entity] = {
        "luzhou": Entity(id="luzhou", name="泸州国家高新技术产业开发区", kind="park")
    }
    while len(made) < count:
        place = "".join(draw.choices(PLACES, k=draw.choice((2, 2, 3, 4))))
        number = f"z{len(made)}"
        made[number] = Entity(id=number, name=place + draw.choice(ENDINGS), kind="park")
    return made


def seconds(action: Callable[[], object]) -> float:
    """The least of several runs."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = process_time()
        action()
        best = min(best, process_time() - start)
    return best


def main() -> None:
    count = int(sys.argv[1])
    index = Index.build(names(count), {}, {}, {})
    start = process_time()
    for kind in KINDS:
        index.names(kind)
        index.known(kind)
    print(process_time() - start, f"names: an index of {count:,}", sep="\t")
    search(index, ["泸楠 lvzhuo"])
    for title, typed in QUERIES:
        found = seconds(partial(search, index, [typed], limit=20))
        meant = seconds(partial(resolve, index, typed, "entity"))
        print(found, f"names: search {typed} ({title})", sep="\t")
        print(meant, f"names: resolve {typed} ({title})", sep="\t")


if __name__ == "__main__":
    main()
