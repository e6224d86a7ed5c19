"""Facts in the plain layout are read as TOML's own parser reads them, or left to it."""

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
import tomli
from hypothesis import example, given
from hypothesis import strategies as st

from parkq.store import files
from parkq.store.canonical import Facts, head, split
from parkq.store.decode import decode
from parkq.store.places import Places
from parkq.store.positions import index

STORE = Path(__file__).parent.parent / "facts"
STORED = {path.name: path.read_text("utf-8") for path in sorted(STORE.glob("*.toml"))}
WITH_FACTS = {name: text for name, text in STORED.items() if "[[fact]]" in text}
LONGEST = 4000

PIECES = (
    *(
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "\\u00e9",
        "#",
        "# a word\n",
        "=",
        ".",
        ",",
        "[",
        "]",
        "{",
        "}",
    ),
    *("\n", "\r\n", "\r", "\t", " ", "\0", "\x1f", "\x7f", "\x85", "\u2028", "\ufeff", "é", "亩"),
    *("[[fact]]\n", "\n[[fact]]\n", "[fact]\n", "[fact.x]\n", "[[fact.x]]\n", "[[ fact ]]\n"),
    *('entity = "a"\n', 'entity="a"\n', 'note = ""\n', 'note = "b"\n', 'note = "b" # c\n'),
    *("fact.a = 1\n", "fact = 1\n", "fact = []\n", "stated = 3\n", 'stated = "3"\n', "a.b = 1\n"),
    *('role = "plan"\n', 'rank = "deprecated"\n', 'as_of = "2021"\n', 'as_of = "2021-13"\n'),
    *('[source]\nid = "s"\ntitle = "t"\n', 'source = "s"\n', "schema = 1\n", 'attribute = "b"\n'),
    *('note = """\n', '"""\n', "note = '''\n", "x = [\n", "]\n"),
)


def agrees(text: str) -> bool:
    """Whether a text is read as plain; it then has to be read as TOML's parser reads it."""
    plain = files.parse_plain(text)
    if plain is None:
        return False
    document = tomli.loads(text, parse_float=Decimal)
    facts = plain["fact"]
    assert isinstance(facts, Facts)
    assert repr(plain | {"fact": facts.tables()}) == repr(document)
    assert decode(plain, "file.toml") == decode(document, "file.toml")
    return True


def places_agree(text: str) -> None:
    """A value is found in the fact that holds it where it is found in the whole text."""
    places = Places("file.toml", text)
    for path, span in index(text).items():
        found, key = places.of_value(path, 0), places.of_key(path)
        ends = tuple(map(places.lines.place, (span.start, span.end)))
        assert ((found.line, found.column), (found.end_line, found.end_column)) == ends, path
        assert (key.line, key.column) == (span.key if isinstance(path[-1], str) else ends[0]), path


@pytest.mark.parametrize("name", WITH_FACTS)
def test_every_shipped_file_is_plain(name: str) -> None:
    assert agrees(WITH_FACTS[name])
    places_agree(WITH_FACTS[name])


@pytest.mark.parametrize("name", sorted(STORED.keys() - WITH_FACTS.keys()))
def test_a_file_without_facts_is_left_to_the_parser(name: str) -> None:
    assert not agrees(STORED[name])


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example('x = """\n[[fact]]\nentity = "a"\n')
@example('x[[fact]]\nentity = "a"')
@example('[[fact]]\nentity = "a"\nentity = "a"\n')
@example('fact.x = 1\n[[fact]]\nentity = "a"\n')
@example('[[fact]]\nentity = "a\ud800"\n')
def test_pieces_of_toml_are_read_alike(text: str) -> None:
    if agrees(text):
        places_agree(text)


LINES = (
    *("", "# a word", "#\t", "# \x01", "schema = 1", "schema = 01", "schema = 1_0", "schema = -1"),
    *("[source]", "[ source ]", "[[source]]", "[a.b]", "[1]", "[]", "[", "id = 's'", "é = 1"),
    *('id = "s"', 'id = "s" # a word', ' id = "s"', 'id="s"', 'id = "s" ', 'id = "s"\r'),
    *('a.b = "s"', 'id = ""', 'note = "a\\nb"', 'note = "a"b"', 'note = "', 'note = """'),
    *('note = "\x01"', 'note = "亩\u3000"', "n = true", "n = 2021-05-03", "n = []", "n = {}"),
    *("n", "n =", "= 1", 'source = "s"', "n = 7", "n = 1.0"),
)


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=8), max_size=5).map("\n".join))
@example('schema = 1\n[source]\nid = "s"\n')
def test_a_plain_head_is_what_the_parser_gives(text: str) -> None:
    document = head(text)
    if document is not None:
        assert repr(document) == repr(tomli.loads(text))


def test_most_heads_of_shipped_files_are_plain() -> None:
    parts = filter(None, map(split, WITH_FACTS.values()))
    plain = [before for before, _ in parts if head(before)]
    assert len(plain) > 0.9 * len(WITH_FACTS)
    assert all(head(before) == tomli.loads(before) for before in plain)


def mutated(text: str, random: Random) -> str:
    """The text with a piece put in, put in place of something, or moved; or cut off."""
    at, size = random.randrange(len(text) + 1), random.choice((0, 0, 1, 2, 30))
    piece = random.choice(PIECES)
    lines = text.splitlines(keepends=True) or [""]
    match random.randrange(4):
        case 0:
            return text[:at] + piece + text[at + size :]
        case 1:
            lines.insert(random.randrange(len(lines)), random.choice((*lines, piece)))
        case 2:
            lines.pop(random.randrange(len(lines)))
        case _:
            return text[:at] + random.choice(("", text[at:].replace("\n", "\r\n")))
    return "".join(lines)


@pytest.mark.parametrize("seed", range(4))
def test_mutated_files_are_read_alike(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - mutations need a seed, not secrecy
    plain = 0
    for _ in range(500):
        text = random.choice([*WITH_FACTS.values()])[:LONGEST].rpartition("\n")[0] + "\n"
        for _ in range(random.randint(1, 3)):
            text = mutated(text, random)
        plain += agrees(text)
    assert plain > 50
