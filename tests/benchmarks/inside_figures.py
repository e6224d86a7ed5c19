"""How long reading figures takes, in a process that has parkq: ``inside_figures.py COUNT``.

Prints seconds of processor time and what they were spent on, a line each, the best of a few
rounds: distinct figures in mixed forms first, then those of each form.
"""

import sys
from time import process_time

from parkq.figures.reader import read_figure
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


def seconds(stated: list[str]) -> float:
    """The best of a few rounds of reading them all."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = process_time()
        for each in stated:
            read_figure(each)
        best = min(best, process_time() - start)
    return best


def main() -> None:
    mixed = figures(int(sys.argv[1]))
    unread = [each for each in mixed if isinstance(read_figure(each), Unread)]
    if len(set(mixed)) < len(mixed) or unread:
        sys.exit(f"the figures are not distinct, or not read: {unread[:3]}")
    print(seconds(mixed), f"figure: {len(mixed):,} of mixed forms", sep="\t")
    for at in range(len(FORMS)):
        alike = mixed[at :: len(FORMS)]
        print(seconds(alike), f"figure: {len(alike):,} like {alike[0]}", sep="\t")


if __name__ == "__main__":
    main()
