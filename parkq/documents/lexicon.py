"""What of a store can be named in a document: its attributes and entities, found in folded text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from parkq.documents.folding import fold_text
from parkq.model import Attribute, Entity
from parkq.names.stems import SHORT_ENDINGS, stem

_LEAST_LENGTH = 2
_NEVER = re.compile(r"(?!)")
_PLACES = ("市", "区", "县", "州")
_ASCII_EDGE = r"(?<![a-z]){}(?![a-z])"


class Mention(NamedTuple):
    """A term in a folded text, and the ids of what it may name, the likeliest first."""

    start: int
    end: int
    ids: Sequence[str]


class Terms:
    """Terms that are looked for in one pass, the longest first where several begin."""

    def __init__(self, ids_of_term: Mapping[str, Sequence[str]]) -> None:
        """Takes folded terms, each with what it names."""
        self._ids = ids_of_term
        longest_first = sorted(ids_of_term, key=lambda term: (-len(term), term))
        parts = [
            _ASCII_EDGE.format(re.escape(term)) if term.isascii() else re.escape(term)
            for term in longest_first
        ]
        self._pattern = re.compile("|".join(parts)) if parts else _NEVER

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
        """The terms of a part of a text, in order; none overlaps another."""
        for found in self._pattern.finditer(text, start, len(text) if end is None else end):
            yield Mention(found.start(), found.end(), self._ids[found[0]])


def attribute_terms(attributes: Iterable[Attribute], sizes: Mapping[str, int]) -> Terms:
    """The labels and aliases of attributes.

    Args:
        attributes: of a store.
        sizes: how many facts there are of each: of two that go by a name the commoner is likelier.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for attribute in attributes:
        names = (*attribute.label.values(), *attribute.aliases, attribute.id.replace("-", " "))
        for name in names:
            for term in _forms_of_label(fold_text(name).text):
                if len(term) >= _LEAST_LENGTH and attribute.id not in found[term]:
                    found[term].append(attribute.id)
    for ids in found.values():
        ids.sort(key=lambda id_: -sizes.get(id_, 0))
    return Terms(found)


def _forms_of_label(label: str) -> Iterator[str]:
    """A label, and what it is in running text: 企业数 counts 企业."""
    yield label
    for ending in ("总数", "数量", "数"):
        if label.endswith(ending) and not label.endswith("指数"):
            yield label.removesuffix(ending)
            return


def entity_terms(entities: Iterable[Entity]) -> Terms:
    """The names and aliases of entities, and the short forms that one of them alone has."""
    full: defaultdict[str, list[str]] = defaultdict(list)
    short: defaultdict[str, list[str]] = defaultdict(list)
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            term = fold_text(name).text
            if len(term) >= _LEAST_LENGTH and entity.id not in full[term]:
                full[term].append(entity.id)
            for form in _short_forms(name):
                if entity.id not in short[form]:
                    short[form].append(entity.id)
    alone = {form: ids for form, ids in short.items() if len(ids) == 1 and form not in full}
    return Terms({**full, **alone})


def _short_forms(name: str) -> Iterator[str]:
    """泸州高新区 for 泸州国家高新技术产业开发区."""
    own = stem(name)
    if own.sort and len(own.text) >= _LEAST_LENGTH:
        ending = SHORT_ENDINGS[own.sort]
        for text in {own.text, own.text.rstrip("".join(_PLACES))}:
            yield f"{text}{ending}"
            yield f"{text}国家{ending}"
