"""A failure that nobody foresaw is one line and status 2, with the file or fact where known."""

import os
import re
from collections.abc import Callable

import pytest
from conftest import SMALL, Ran

from parkq import crash
from parkq.store.memory import load

Parkq = Callable[..., Ran]

PLANTED = """
import sys
from parkq.store import memory

def fail(document, file):
    raise KeyError("what nobody\\nforesaw")

memory.decode = fail
sys.argv = ["parkq", {arguments}]
from parkq.__main__ import main
main()
"""
LINE = re.compile(
    r"parkq: a fault in parkq itself: KeyError: 'what nobody\\nforesaw'; file gazette-2021\.toml; "
    r"parkq/store/memory\.py:\d+; PARKQ_DEBUG=1 shows all\n"
)


@pytest.mark.parametrize(
    "arguments",
    ['"show", "qingshan"', '"check"', '"list", "-f", "json"', '"report"', '"search", "x"'],
)
def test_a_planted_failure_is_one_line_and_status_2(arguments: str, parkq_process: Parkq) -> None:
    environ = {"PARKQ_CACHE": "off"}
    ran = parkq_process("-c", PLANTED.format(arguments=arguments), environ=environ)
    assert ran.status == 2
    assert ran.out == ""
    assert LINE.fullmatch(ran.err), ran.err


def test_a_variable_shows_the_traceback(parkq_process: Parkq) -> None:
    environ = {"PARKQ_CACHE": "off", "PARKQ_DEBUG": "1"}
    ran = parkq_process("-c", PLANTED.format(arguments='"check"'), environ=environ)
    assert ran.status == 2
    assert ran.err.startswith("Traceback (most recent call last):\n")


def test_the_fact_at_hand_is_named() -> None:
    fact = next(iter(load(os.fspath(SMALL)).facts.values()))
    try:
        assert fact.figure is None, "a figure"
    except AssertionError as error:
        described = crash.describe(error)
    assert f"; fact {fact.id}; " in described
    assert "\n" not in described
