"""Figures put together from what parkq knows of them, and from forms that documents print."""

import random
from collections.abc import Iterator
from pathlib import Path

import tomli

from parkq.figures import words
from parkq.figures.units import listing

_FORMS = Path(__file__).parent.parent / "data" / "figures"
_NUMBERS = (
    *(
        "0",
        "1",
        "3",
        "8.8",
        "0.05",
        "12",
        "300",
        "3000",
        "12,345",
        "1 234",
        "99999",
        "2022",
        "20.50",
    ),
    *(
        "三",
        "十",
        "二十五",
        "三百五",
        "两",
        "一千零八",
        "二〇二二",
        "半",
        "一半",
        "数",
        "几",
        "三四",
        "零",
    ),
    *("two", "twelve", "several", "half", "a third", "one hundred and five", "9" * 35, "1e5"),
)
_INSIDE = (
    "",
    "",
    "",
    "余",
    "多",
    "来",
    "万",
    "亿",
    "千",
    "百",
    "十",
    "兆",
    "万亿",
    " million",
    "k",
)
_TO = ("-", "~", "至", "到", "–", " to ", "与", "/", ":", "分之", ".", ",", " and ")


def figures(count: int, seed: int) -> Iterator[str]:
    """So many figures, the same for a seed."""
    chance = random.Random(seed)  # noqa: S311 - the same figures in every run
    before, after, units, forms = _before(), _after(), _units(), _forms()

    def number() -> str:
        return chance.choice(_NUMBERS) + chance.choice(_INSIDE)

    def words_of(table: tuple[str, ...]) -> str:
        return "".join(chance.choice(table) for _ in range(chance.choice((0, 0, 1, 1, 2))))

    for _ in range(count):
        kind = chance.random()
        if kind < 0.35:
            form = chance.choice(forms)
            yield _changed(form, chance, (*_INSIDE, *_TO, chance.choice(before)))
        elif kind < 0.7:
            yield f"{words_of(before)}{number()}{chance.choice(units)}{words_of(after)}"
        elif kind < 0.9:
            joined = f"{number()}{chance.choice(_TO)}{number()}{chance.choice(units)}"
            yield f"{words_of(before)}{joined}{words_of(after)}"
        else:
            yield chance.choice(before) + chance.choice(forms) + chance.choice(after)


def _changed(form: str, chance: random.Random, pieces: tuple[str, ...]) -> str:
    """A form with a piece cut out, doubled or put in."""
    at = chance.randrange(len(form) + 1)
    end = min(len(form), at + chance.randrange(4))
    piece = chance.choice((form[at:end] * 2, "", chance.choice(pieces), chance.choice(_NUMBERS)))
    return form[:at] + piece + form[end:]


def _before() -> tuple[str, ...]:
    tables = (
        *(words.HEDGES_BEFORE, words.DIRECTIONS, words.CHANGE_RATES, words.UNCHANGED),
        *(words.RESULTS, words.MULTIPLE_OF, words.DOUBLINGS, words.LOSSES, words.SHARES),
        *(words.COMPARISONS, words.RATES, words.ROLES, words.RANKINGS, words.REGIONS, words.AS_OF),
    )
    few = [word for table in tables for word in table]
    return (*few, "第", "前", "负", "-", "US$", "人民币", "每", *words.LABELS[:20], *words.MANNERS)


def _after() -> tuple[str, ...]:
    tables = (words.HEDGES_AFTER, words.DIRECTIONS_AFTER, words.PLAIN_AFTER, words.DATES_AFTER)
    few = [word for table in tables for word in table]
    return (*few, "(约3亩)", "(含)", "($5m)", "级", "强", "半", "六", *words.NOUNS_AFTER[:20])


def _units() -> tuple[str, ...]:
    names = [name for unit in listing() for name in (unit.symbol, *unit.names)]
    return (
        *names,
        *("", "%", "元", "亿元", "家", "个百分点", "倍", "年", "月", "元/亩", "件/万人") * 8,
    )


def _forms() -> tuple[str, ...]:
    found: list[str] = []
    for file in sorted(_FORMS.glob("*.toml")):
        for group in tomli.loads(file.read_text(encoding="utf-8"))["group"]:
            found += [row[0] for row in group["rows"]]
    return tuple(found)
