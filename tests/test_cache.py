"""What is kept of a store: the same answers as without it, whatever happens to store and cache."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest
from conftest import SHIPPED, Ran, WriteStore
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from parkq.cache import make
from parkq.cache.build import whole
from parkq.cache.kept import Kept
from parkq.cache.tables import DamagedError, Tables, write
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
    def what_is_kept_is_what_would_be_made_anew(self) -> None:
        kept = make.opened(str(self.root), self.environ)
        assert kept is not None
        assert every(kept) == {key: text for key, text in whole(load(str(self.root))) if text}


def every(kept: Kept) -> dict[str, str]:
    keys = {key for layer in kept.layers for key, _ in layer.items()}
    return {key: text for key in keys if (text := kept.text(key))}


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


def test_what_is_not_the_caches_own_stays(
    parkq: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PARKQ_CACHE", str(tmp_path / "cache"))
    root = copytree(SHIPPED, tmp_path / "facts")
    parkq("list", "--store", str(root))
    (folder,) = (tmp_path / "cache").iterdir()
    (folder / "notes").write_text("mine", encoding="utf-8")
    (folder / "tables-unfinished").write_text("", encoding="utf-8")
    (root / "more.toml").write_text("schema = 1\n", encoding="utf-8")
    parkq("list", "--store", str(root))
    assert (folder / "notes").exists()
    assert not (folder / "tables-unfinished").exists()


def test_long_texts_are_passed_over_by_their_keys(tmp_path: Path) -> None:
    texts = {
        "list": "甲" * 300_000,
        "other list": "乙" * 300_000,
        "泸" * 3000: "丙" * 300_000,
        "a": "b",
    }
    path = tmp_path / "tables"
    with path.open("wb") as stream:
        write(stream, texts.items())
    whole = Tables.of_file(str(path))
    assert dict(whole.items()) == texts
    for key in texts:
        assert dict(whole.items(but=[key])) == {k: v for k, v in texts.items() if k != key}
    content = path.read_bytes()
    place = content.index(b"list\0") - 7  # before the headers of the stream and of its first block
    path.write_bytes(content[:place] + b"\0\0" + content[place + 2 :])
    with pytest.raises(DamagedError):
        list(Tables.of_file(str(path)).items(but=["list"]))
