"""Each rule by its example: what it finds something in, and the same put right."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, SMALL, Ran, WriteStore

import parkq.rules
from parkq import dates
from parkq.check import check
from parkq.documents.library import Library
from parkq.errors import ParkqError
from parkq.output.formats import Format, written
from parkq.output.views.rules import answer, readme_table
from parkq.rules import RULES, Rule, by_code, chosen
from parkq.store.folder import toml_files
from parkq.store.memory import load
from parkq.terminal import Screen
from parkq.terms import Kind, Severity
from parkq.verdicts.table import SEVERITY

DOCUMENTS = Path(parkq.rules.__file__).parent / "examples" / "documents"
VOCABULARY = DATA / "check" / "vocabulary"
BAD_FILES = DATA / "store_files" / "bad"
TODAY = dates.parse("2024-06-30").low or 0


@pytest.fixture
def codes_of(write_store: WriteStore) -> Callable[[str], list[str]]:
    """What all the rules find in a file, beside the vocabulary that examples stand on."""

    def codes_of(text: str) -> list[str]:
        vocabulary = {file.name: file.read_text(encoding="utf-8") for file in VOCABULARY.iterdir()}
        root = write_store({**vocabulary, "zz-example.toml": text})
        library = Library(str(DOCUMENTS), with_rest=True)
        checked = check(load(str(root)), RULES, today=TODAY, library=library)
        return [finding.code for finding in checked.findings]

    return codes_of


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_the_one_thing_wrong_in_its_example(
    rule: Rule, codes_of: Callable[[str], list[str]]
) -> None:
    assert codes_of(rule.fails) == [rule.code]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_no_rule_finds_anything_in_an_example_put_right(
    rule: Rule, codes_of: Callable[[str], list[str]]
) -> None:
    assert codes_of(rule.passes) == []


@pytest.mark.parametrize("code", ["PQ304", "PQ305", "PQ402", "PQ403", "PQ404", "PQ405"])
def test_what_is_wrong_with_a_deprecated_fact_has_been_said(
    code: str, codes_of: Callable[[str], list[str]]
) -> None:
    rule = by_code(code)
    assert rule
    deprecated = 'rank = "deprecated"\nnote = "misprinted"\nstated = '
    assert codes_of(rule.fails.replace("stated = ", deprecated)) == []


def test_a_reprint_is_found_in_whatever_order_its_figures_stand(write_store: WriteStore) -> None:
    head = 'schema = 1\n[[entity]]\nid = "zone"\nname = "园"\n'
    sources = {f"{id_}.toml": f'schema = 1\n[source]\nid = "{id_}"\ntitle = "t"\n' for id_ in "ab"}
    for number in range(6):
        head += f'[attribute.m{number}]\nlabel = {{ en = "m", zh = "项" }}\nkind = "count"\n'
        for id_ in ("ab", "ba")[number % 2]:
            head += (
                f'[[fact]]\nentity = "zone"\nattribute = "m{number}"\n'
                f'source = "{id_}"\nstated = "1{number}家"\n'
            )
    root = write_store({**sources, "facts.toml": head})
    found = check(load(str(root)), chosen(["unmarked-reprint"], []), today=TODAY).findings
    assert [finding.location.file for finding in found] == ["b.toml"]


def test_codes_are_unique_and_in_order_and_so_are_names_unique() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_documented(rule: Rule) -> None:
    assert re.fullmatch(r"PQ[1-9]\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.family
    assert rule.says.endswith(".")
    assert rule.why.endswith(".")


def test_there_is_a_rule_for_every_verdict_that_asks_for_attention() -> None:
    names = {rule.name for rule in RULES}
    asking = {verdict.value for verdict, grade in SEVERITY.items() if grade >= Severity.WARNING}
    assert asking <= names


@pytest.mark.parametrize("file", sorted(toml_files(str(BAD_FILES))))
def test_there_is_a_rule_for_every_problem_of_a_file(file: str, write_store: WriteStore) -> None:
    root = write_store({file: (BAD_FILES / file).read_text(encoding="utf-8")})
    store = load(str(root))
    shape = chosen(["PQ1", "PQ2", "PQ3", "PQ4"], [])
    problems = sorted((problem.line or 1, problem.column or 1) for problem in store.problems)
    assert problems
    found = check(store, shape, today=TODAY).findings
    places = [(finding.location.line, finding.location.column) for finding in found]
    assert [place for place in places if place in problems] == problems


def test_every_kind_of_attribute_may_have_a_range(write_store: WriteStore) -> None:
    bounds = {
        Kind.QUANTITY: ('dimension = "area"', "1平方公里", "2平方公里", "3平方公里"),
        Kind.COUNT: ("", "1家", "2家", "3家"),
        Kind.MONEY: ("", "1亿元", "2亿元", "3亿元"),
        Kind.RATIO: ("", "0%", "100%", "120%"),
        Kind.RANK: ("", "第1位", "第2位", "第3位"),
        Kind.DATE: ("", "1978年", "2030年", "2031年"),
    }
    text = 'schema = 1\n\n[source]\nid = "s"\ntitle = "t"\n\n[[entity]]\nid = "e"\nname = "园"\n'
    for kind, (dimension, least, most, stated) in bounds.items():
        text += (
            f'\n[attribute.{kind}]\nlabel = {{ en = "{kind}", zh = "{kind}" }}\nkind = "{kind}"\n'
            f'{dimension}\nminimum = "{least}"\nmaximum = "{most}"\n'
            f'\n[[fact]]\nentity = "e"\nattribute = "{kind}"\nstated = "{stated}"\n'
        )
    root = write_store({"all.toml": text})
    found = check(load(str(root)), chosen(["out-of-range"], []), today=TODAY).findings
    assert [finding.facts for finding in found] == [(f"e/{kind}/s",) for kind in bounds]


@pytest.mark.parametrize("word", ["PQ501", "pq501", "conflict", " Conflict "])
def test_a_rule_goes_by_its_code_and_by_its_name(word: str) -> None:
    rule = by_code(word)
    assert rule
    assert rule.code == "PQ501"


def test_no_rule_goes_by_another_word() -> None:
    assert by_code("PQ5") is None


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (["PQ6"], [], ["PQ601", "PQ602", "PQ603", "PQ604", "PQ605", "PQ606"]),
        (["PQ6,jump"], ["pq602"], ["PQ507", "PQ601", "PQ603", "PQ604", "PQ605", "PQ606"]),
        (["PQ60", "bad-date"], ["bad-date", "PQ6"], []),
    ],
)
def test_rules_are_chosen_by_codes_beginnings_and_names(
    select: list[str], ignore: list[str], codes: list[str]
) -> None:
    assert [rule.code for rule in chosen(select, ignore)] == codes


def test_all_rules_are_chosen_where_none_are_selected() -> None:
    assert chosen([], []) == RULES


@pytest.mark.parametrize("word", ["PQ0", "conflit", "", "PQ5,,"])
def test_a_word_that_chooses_no_rule_is_refused(word: str) -> None:
    with pytest.raises(ParkqError, match="no rule is"):
        chosen([word], [])


def test_a_misspelt_rule_is_guessed() -> None:
    with pytest.raises(ParkqError) as raised:
        chosen([], ["conflit"])
    assert raised.value.hint == "did you mean 'conflict'?"


def test_an_explanation_shows_both_examples() -> None:
    rule = RULES[0]
    told = "".join(written(answer(rule), Format.TABLE, Screen(width=80)))
    for line in (rule.code, rule.name, *rule.fails.splitlines(), *rule.passes.splitlines()):
        assert line in told


def test_rules_are_listed(parkq: Callable[..., Ran]) -> None:
    ran = parkq("list", "rules", "-f", "tsv", "--no-header", "--store", str(SMALL))
    assert [line.split("\t")[0] for line in ran.out.splitlines()] == [rule.code for rule in RULES]


def test_the_table_for_the_readme_has_a_row_a_rule() -> None:
    header, _, *rows = readme_table(RULES).splitlines()
    assert header == "| code | name | severity | finds |"
    assert [row.split(" | ")[1].strip("`") for row in rows] == [rule.name for rule in RULES]
