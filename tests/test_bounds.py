"""What is too long is refused, with a line that says how long it may be."""

import time
from collections.abc import Callable

import pytest
from conftest import SMALL, Ran

Parkq = Callable[..., Ran]

LONG = "泸州高新区" * 1000
QUERY_ERROR = "parkq: expected a query of at most 500 characters, not {}\n"
NAME_ERROR = "parkq: expected a name of at most 200 characters, not {} (it begins {!r})\n"


@pytest.mark.parametrize("query", [LONG, "a b " * 1000, "lu" * 251], ids=["han", "words", "latin"])
def test_a_query_of_more_than_500_characters_is_refused(query: str, parkq: Parkq) -> None:
    start = time.monotonic()
    ran = parkq("search", query, "--store", str(SMALL))
    assert ran == Ran(2, "", QUERY_ERROR.format(len(query)))
    assert time.monotonic() - start < 10


def test_it_is_refused_in_a_pipe_as_well(parkq_process: Parkq) -> None:
    assert parkq_process("search", LONG) == Ran(2, "", QUERY_ERROR.format(len(LONG)))


@pytest.mark.parametrize("name", [LONG, "qing shan" * 100], ids=["han", "latin"])
def test_a_name_of_more_than_200_characters_is_refused(name: str, parkq: Parkq) -> None:
    error = NAME_ERROR.format(len(name), name[:40])
    ran = parkq("show", name, "--store", str(SMALL))
    assert ran == Ran(2, "", error)
    ran = parkq("show", "qingshan", "-a", name, "--store", str(SMALL))
    assert ran == Ran(2, "", error)


def test_a_name_on_stdin_that_is_too_long_keeps_no_other_back(parkq: Parkq) -> None:
    ran = parkq("show", "-", "-f", "tsv", "--store", str(SMALL), stdin=f"{LONG}\nqingshan\n")
    assert ran.status == 2
    assert ran.err == NAME_ERROR.format(len(LONG), LONG[:40])
    assert "planned-area" in ran.out


def test_queries_and_names_of_the_greatest_length_are_looked_up(parkq: Parkq) -> None:
    assert parkq("search", "青" * 500, "--store", str(SMALL)).status == 1
    assert parkq("show", "青" * 200, "--store", str(SMALL)).status == 1
