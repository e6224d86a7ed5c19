"""An index of a store: the same answers as without it, whatever happens to the store and to it."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest
from conftest import SHIPPED, Ran, WriteStore
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from parkq.index.build import build
from parkq.index.database import Database, open_database
from parkq.index.freshness import observe
from parkq.index.terms import fill_names
from parkq.names.entries import KINDS
from parkq.output.line import encode
from parkq.store.memory import load
from parkq.verdicts.judge import judged

QUESTIONS = (
    "show luzhou",
    "show luzhou -f json",
    "show luzhou rongchang nowhere -f tsv",
    "show 泸州高新区 -f csv --columns stated,place",
    "show qianjiang -f md --all",
    "compare luzhou rongchang qianjiang",
    "search luzhou -f jsonl",
    "search 泸州 规划面积 -f jsonl",
    "search 规划面积 四川经济网 --all -f jsonl",
    "search lzgxq 濾州 -f jsonl",
    "search 濾州 -f jsonl --all",
    "search 泸楠高新区 -f jsonl",
    "search yuzixi --kind fact -f jsonl",
    "search shoping --all -f jsonl",
    "search 高新区 -f jsonl --limit 3",
    "search 纽约",
    "show lzgxq",
    "show 泸州高薪区 rongchan nowhere",
    "show 高新区",
    "show luzhou -a guihuamianji --source scjjw",
    "diff-sources",
    "diff-sources -f jsonl --exit-code",
    "diff-sources --all -f json",
    "diff-sources scjjw-2022 luzhou-profile-2023 -f json --suggest",
    "list",
    "list sources -f jsonl",
    "list facts -f jsonl",
    "list relations -f tsv",
    "explain luzhou/planned-area",
    "history luzhou revenue",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_are_the_same_with_and_without_a_cache(
    parkq: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    args = (*question.split(), "--store", str(SHIPPED))
    made, kept = parkq(*args), parkq(*args)
    on_a_terminal = parkq(*args, width=80)
    monkeypatch.setenv("PARKQ_CACHE", "off")
    assert made == kept == parkq(*args)
    assert on_a_terminal == parkq(*args, width=80)


# Edits of a store, one after the other: what is mended is what would be made anew.

VOCABULARY = """schema = 1
[[entity]]
id = "park"
name = "泸州高新区"
[[entity]]
id = "mall"
name = "爱琴海"
part_of = "park"
[[entity]]
id = "other"
name = "荣昌高新区"
[attribute.area]
label = { en = "area", zh = "面积" }
kind = "quantity"
dimension = "area"
changes = "revised"
[attribute.firms]
label = { en = "firms", zh = "企业" }
kind = "count"
"""
PLACES = ("a.toml", "b.toml", "sub/c.toml")
FIGURES = (
    *(("area", stated) for stated in ("8万平方米", "10万平方米", "202平方公里", "218平方公里")),
    *(("firms", stated) for stated in ("166家", "140家", "约150家", "20余家")),
    ("firms", "3平方米"),
)
"""One is a problem, as a store may have; where it has one, nothing is mended."""
STATED = st.lists(
    st.tuples(
        st.sampled_from(("park", "mall", "other")),
        st.sampled_from(FIGURES),
        st.sampled_from(("", 'as_of = "2021"', 'scope = "园区"', 'role = "target"')),
    ).map(lambda told: (told[0], *told[1], told[2])),
    max_size=4,
)
SOURCES = st.sampled_from(("one", "two", "three"))
DATES = st.sampled_from(("2021", "2022"))


def document(source: str, published: str, facts: list[tuple[str, ...]], more: str = "") -> str:
    """A file of a source."""
    tables = (
        f'[[fact]]\nentity = "{entity}"\nattribute = "{attribute}"\nstated = "{stated}"\n{key}\n'
        for entity, attribute, stated, key in facts
    )
    head = f'schema = 1\n[source]\nid = "{source}"\ntitle = "年鉴"\npublished = "{published}"\n'
    return head + more + "".join(tables)


class Edits(RuleBasedStateMachine):
    """A store that is edited, and a cache that follows it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.root = Path(self.folder.name) / "facts"
        (self.root / "sub").mkdir(parents=True)
        (self.root / "vocabulary.toml").write_text(VOCABULARY, encoding="utf-8")
        self.environ = {"PARKQ_CACHE": f"{self.folder.name}/cache"}

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(
        place=st.sampled_from(PLACES),
        source=SOURCES,
        published=DATES,
        facts=STATED,
        lines=st.integers(0, 2),
    )
    def write(
        self, place: str, source: str, published: str, facts: list[tuple[str, ...]], lines: int
    ) -> None:
        self._put(place, "# moved\n" * lines + document(source, published, facts))

    @rule(entity=st.sampled_from(("park", "nowhere")))
    def accept_what_is_not_there(self, entity: str) -> None:
        keys = f'entity = "{entity}"\nattribute = "area"\nverdict = "conflict"\n'
        self._put(
            "accepted.toml",
            f'schema = 1\n[[accepted]]\n{keys}reason = "…"\nfingerprint = "{"0" * 16}"\n',
        )

    @rule(place=st.sampled_from(PLACES), source=SOURCES, original=SOURCES, facts=STATED)
    def reprint(self, place: str, source: str, original: str, facts: list[tuple[str, ...]]) -> None:
        self._put(place, document(source, "2022", facts, f'derived_from = "{original}"\n'))

    @rule(source=SOURCES, facts=STATED)
    def copy(self, source: str, facts: list[tuple[str, ...]]) -> None:
        for place in PLACES[1:]:
            self._put(place, document(source, "2022", facts))

    @rule(place=st.sampled_from(PLACES), facts=STATED)
    def stray(self, place: str, facts: list[tuple[str, ...]]) -> None:
        named = [(*fact[:3], f'{fact[3]}\nsource = "one"') for fact in facts]
        self._put(place, document("three", "2022", named))

    @rule(place=st.sampled_from(PLACES))
    def remove(self, place: str) -> None:
        (self.root / place).unlink(missing_ok=True)

    @rule(name=st.sampled_from(("泸州高新区", "泸州国家高新区")))
    def rename(self, name: str) -> None:
        self._put("vocabulary.toml", VOCABULARY.replace("泸州高新区", name))

    @rule(stale=st.booleans())
    def accept(self, stale: bool) -> None:  # noqa: FBT001 - a rule's argument
        groups = [g for key in ("park", "mall") for g in judged(load(str(self.root)), key)]
        entries = (
            f'[[accepted]]\nentity = "{g.entity}"\nattribute = "{g.attribute}"\nrole = "{g.role}"\n'
            f'verdict = "{g.verdict}"\nreason = "…"\n'
            f'fingerprint = "{"0" * 16 if stale else g.fingerprint}"\n'
            for g in groups
        )
        self._put("accepted.toml", "schema = 1\n" + "".join(entries))

    def _put(self, place: str, text: str) -> None:
        (self.root / place).write_text(text, encoding="utf-8")

    @invariant()
    def what_is_brought_up_is_what_would_be_built(self) -> None:
        database = open_database(str(self.root), self.environ, encode)
        assert database is not None
        assert contents(database) == contents(built(self.root))
        database.close()


def built(root: Path) -> Database:
    """An index built in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    build(connection, load(str(root)), observe(str(root)), encode)
    connection.execute("BEGIN")
    return Database(connection, lambda: connection)


NAMES = """
SELECT lane, key, field, text, sort, item.id, bearer.position FROM spelling
JOIN spelling_term ON spelling = spelling.number
JOIN term ON term.number = spelling_term.term
JOIN bearer ON bearer.term = term.number
JOIN ? AS item ON item.number = bearer.item WHERE term.kind = '?'
ORDER BY lane, key, field, text, item.id, bearer.position
"""
TOLD = (
    "SELECT name, place, digest, vocabulary, strays, facts FROM file ORDER BY place",
    "SELECT facts.* FROM facts JOIN file ON file.name = facts.file ORDER BY place, line, id",
    "SELECT * FROM entities",
    "SELECT * FROM sources ORDER BY id",
    "SELECT id, facts, detail FROM attribute ORDER BY number",
    "SELECT id, detail FROM source ORDER BY id",
    "SELECT value FROM meta WHERE key IN ('facts', 'problems') ORDER BY key",
    "SELECT entity, detail FROM accepted ORDER BY entity, detail",
    "SELECT * FROM name ORDER BY kind, id, written",
    "SELECT entity, line, detail FROM comparison ORDER BY entity, number",
    """SELECT comparison.detail, fact.id FROM comparison_fact
    JOIN comparison ON comparison.number = comparison JOIN fact ON fact.number = fact
    ORDER BY comparison.entity, comparison.detail, fact.id""",
    """SELECT kind, lane, key, (SELECT COUNT(*) FROM spelling_term WHERE spelling = number)
    FROM spelling ORDER BY kind, lane, key""",
    *map(NAMES.replace, "?" * len(KINDS), KINDS),
)
"""What an index tells, but for the numbers of its rows."""


def contents(database: Database) -> list[list[tuple[object, ...]]]:
    assert all(fill_names(database, kind) for kind in KINDS)
    run = database.connection.execute
    run("INSERT INTO spelling_parts (spelling_parts) VALUES ('integrity-check')")
    parts = "SELECT number FROM spelling WHERE lane IN ('full', 'spoken') ORDER BY number"
    assert run("SELECT id FROM spelling_parts_docsize").fetchall() == run(parts).fetchall()
    return [database.connection.execute(sql).fetchall() for sql in TOLD]


Edits.TestCase.settings = settings(max_examples=40, stateful_step_count=12)
TestEdits = Edits.TestCase


ONE_FACT: list[tuple[str, ...]] = [("park", "area", "8万平方米", "")]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("a.toml", "# a line\n# and another\n" + document("one", "2021", ONE_FACT)),
        ("a.toml", document("one", "2021", [("park", "area", "10万平方米", ""), *ONE_FACT])),
        (
            "accepted.toml",
            """schema = 1
[[accepted]]
entity = "nowhere"
attribute = "area"
verdict = "conflict"
reason = "…"
fingerprint = "0"
""",
        ),
    ],
    ids=["moved", "more", "of nothing"],
)
def test_after_an_edit_facts_stand_where_they_are(
    parkq: Callable[..., Ran],
    write_store: WriteStore,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    place: str,
    text: str,
) -> None:
    monkeypatch.setenv("PARKQ_CACHE", str(tmp_path / "cache"))
    root = write_store({"a.toml": document("one", "2021", ONE_FACT), "v.toml": VOCABULARY})
    asked = ("show", "park", "-f", "json", "--store", str(root))
    assert parkq(*asked).status == 0
    (root / place).write_text(text, encoding="utf-8")
    mended = parkq(*asked)
    monkeypatch.setenv("PARKQ_CACHE", "off")
    assert mended == parkq(*asked)


@pytest.mark.parametrize("name", ["\ud800", "a\0b"])
def test_a_name_that_no_encoding_carries_is_told_of(parkq: Callable[..., Ran], name: str) -> None:
    parkq("list", "--store", str(SHIPPED))
    ran = parkq("show", name, "--store", str(SHIPPED))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("parkq: no entity is named")


def test_what_is_not_the_indexs_own_stays(
    parkq: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PARKQ_CACHE", str(tmp_path / "cache"))
    root = copytree(SHIPPED, tmp_path / "facts")
    parkq("list", "--store", str(root))
    (folder,) = (tmp_path / "cache").iterdir()
    (index,) = folder.iterdir()
    long_ago = folder / "index-0.0.1-1-00000000.sqlite"
    for file in (folder / "notes", folder / "head", long_ago):
        file.write_text("mine", encoding="utf-8")
    os.utime(long_ago, (10**9, 10**9))
    index.unlink()
    parkq("list", "--store", str(root))
    assert sorted(file.name for file in folder.iterdir()) == [index.name, "notes"]
