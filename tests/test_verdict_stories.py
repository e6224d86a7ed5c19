"""What several facts of one attribute come to: each comparison, each change, and what is said."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from test_verdicts import DEFAULTS, table

from parkq.store.memory import load
from parkq.verdicts.judge import judged
from parkq.verdicts.results import Group

Story = Mapping[str, Any]

STORIES: list[Story] = tomllib.loads(
    (Path(__file__).parent / "data/verdicts/stories.toml").read_text(encoding="utf-8")
)["story"]

SOURCES: Mapping[str, Mapping[str, object]] = {
    "one": {"publisher": "统计局", "published": "2022-03"},
    "two": {"publisher": "日报", "published": "2022-05"},
    "three": {"published": "2023"},
    "reprint-of-one": {"published": "2023", "derived_from": "one"},
    "later-by-one": {"publisher": "统计局", "published": "2023-03"},
    "undated": {},
    "taiwan": {"published": "2022", "currency": "TWD"},
}


def write_story(story: Story, root: Path) -> None:
    """A store of the story's entity, attribute and sources, with a file a source."""
    attribute = {**DEFAULTS, **story.get("attribute", {})}
    (root / "vocabulary.toml").write_text(
        f'schema = 2\n[[entity]]\nid = "zone"\nname = "泸州高新区"\n{story.get("more", "")}'
        f'[attribute.measure]\nlabel = "指标"\n{table(attribute)}',
        encoding="utf-8",
    )
    for name, more in SOURCES.items():
        facts = [
            {key: value for key, value in fact.items() if key != "source"}
            for fact in story["facts"]
            if fact["source"] == name
        ]
        tables = "".join(f"[[fact]]\n{table(fact)}" for fact in facts)
        head = f"schema = 2\n[source]\n{table({'id': name, 'title': name, **more})}"
        defaults = '[defaults]\nentity = "zone"\nwhere = "¶1"\n'
        text = tables.replace("[[fact]]\n", '[[fact]]\nattribute = "measure"\n')
        (root / f"{name}.toml").write_text(head + defaults + text, encoding="utf-8")


def lines(groups: Iterator[Group]) -> list[str]:
    return [
        f"{g.form} {f'{g.since}→' if g.form == 'change' else ''}{g.as_of or '-'} "
        f"{g.verdict} {g.severity.name.lower()}"
        for g in groups
        if g.verdict != "single"
    ]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_a_story_comes_to_its_verdicts(story: Story, tmp_path: Path) -> None:
    write_story(story, tmp_path)
    store = load(str(tmp_path))
    assert store.problems == ()
    groups = list(judged(store, "zone"))
    assert lines(iter(groups)) == story["judged"]
    if "says" in story:
        assert any(story["says"] in sentence for g in groups for sentence in g.why), groups[0].why
