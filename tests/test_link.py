"""References between entities: a chain of parts is followed, as far as one may go."""

from collections.abc import Callable

import pytest
from conftest import Ran, WriteStore

FACT = """
[source]
id = "press"
title = "报"
published = "2022"
[attribute.firms]
label = { en = "firms", zh = "企业" }
kind = "count"
[[fact]]
entity = "part-0"
attribute = "firms"
stated = "3家"
"""


@pytest.mark.parametrize(("length", "told"), [(21, ""), (22, "at most 20 above one another")])
def test_parts_of_parts_are_shown_down_to_a_depth(
    parkq: Callable[..., Ran], write_store: WriteStore, length: int, told: str
) -> None:
    chain = "".join(
        f'[[entity]]\nid = "part-{n}"\nname = "园{n}"\n'
        + (f'part_of = "part-{n + 1}"\n' if n + 1 < length else "")
        for n in range(length)
    )
    root = write_store({"all.toml": f"schema = 1\n{FACT}{chain}"})
    ran = parkq("show", f"part-{length - 1}", "--store", str(root), "-f", "tsv", "--no-header")
    assert told in ran.err
    assert ran.out.startswith("part-0\tfirms\t") is not bool(told)
