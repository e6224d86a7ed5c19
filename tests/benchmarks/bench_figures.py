"""How many distinct figures a second are read.

``python tests/benchmarks/bench_figures.py``, in an environment that has parkq: the mixed rate
first, then that of each form; processor time, the best of a few rounds.
"""

import sys
from time import process_time

from parkq.figures.reader import read
from parkq.model import Unread

FORMS = (
    "{n}平方公里",
    "{n}家",
    "约{n}亩",
    "{n}.{d}亿元",
    "{n}万人以上",
    "{d}.{n}%",
    "{n}~{n}0吨",
    "超过{n}万元",
    "{n}余家",
    "{d},{n}平方米",
    "US${n}.{d} million",
    "第{n}位",
    "2{n}年{d}月",
)
ROUNDS = 7


def figures(count: int) -> list[str]:
    """So many different figures, in the forms that parks' pages print."""
    return [
        FORMS[at % len(FORMS)].format(n=100 + at // len(FORMS), d=at % 9 + 1) for at in range(count)
    ]


def rate(stated: list[str]) -> float:
    """Figures read in a second, on one core: the best of a few rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = process_time()
        for each in stated:
            read(each)
        best = min(best, process_time() - start)
    return len(stated) / best


def main() -> None:
    """Prints the rate over all forms, then over each of them."""
    stated = figures(10_000)
    unread = [each for each in stated if isinstance(read(each), Unread)]
    if len(set(stated)) < len(stated) or unread:
        sys.exit(f"the figures are not distinct, or not read: {unread[:3]}")
    print(f"{rate(stated):10,.0f} figures/s, mixed")
    for at, form in enumerate(FORMS):
        print(f"{rate(stated[at :: len(FORMS)]):10,.0f}  {form}")


if __name__ == "__main__":
    main()
