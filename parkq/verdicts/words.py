"""How two texts, or two lists, stand to each other: when each relation holds, and why."""

from collections.abc import Iterable

from parkq.model import Attribute, Figure
from parkq.names.folding import fold
from parkq.terms import Kind


def items(figure: Figure) -> frozenset[str]:
    """The items of a list, or the one text, folded: script, width and case are nothing."""
    return frozenset(fold(item) for item in figure.items or (figure.stated,))


def are_lists(a: Figure, b: Figure) -> bool:
    """Whether both figures are lists."""
    return a.kind is Kind.LIST and b.kind is Kind.LIST


def are_same_words(a: Figure, b: Figure, _: Attribute) -> bool:
    """Whether both state the same words."""
    return items(a) == items(b)


def same_words(_: Figure, __: Figure, ___: Attribute) -> str:
    """Why they are the same."""
    return "the same words, in whatever script and width"


def not_same_words(a: Figure, b: Figure, _: Attribute) -> str:
    """In what they differ."""
    if not are_lists(a, b):
        return f"{a.stated} is not {b.stated}"
    return f"{_listed(items(a) - items(b))} against {_listed(items(b) - items(a))}"


_FEW = 3


def _listed(words: Iterable[str]) -> str:
    """A few items by name, of many the first ones."""
    names = sorted(words)
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return "、".join(names[:_FEW]) + more or "nothing more"


def are_compatible_lists(a: Figure, b: Figure, _: Attribute) -> bool:
    """Whether one list holds the other, or both go on."""
    ours, theirs = items(a), items(b)
    goes_on = a.open_ended and b.open_ended
    return are_lists(a, b) and (ours <= theirs or theirs <= ours or goes_on)


def compatible_lists(a: Figure, b: Figure, _: Attribute) -> str:
    """Why the lists are compatible."""
    holds = items(a) <= items(b) or items(b) <= items(a)
    return "one list holds the other" if holds else "both lists go on (等)"


def not_compatible_lists(a: Figure, b: Figure, _: Attribute) -> str:
    """Why they are not."""
    return "neither list holds the other" if are_lists(a, b) else "only for lists"


def overlaps(a: Figure, b: Figure, attribute: Attribute) -> bool:
    """Whether the lists share an item, or both texts may be true."""
    return bool(items(a) & items(b)) if are_lists(a, b) else not attribute.single


def overlap(a: Figure, b: Figure, _: Attribute) -> str:
    """What the two share."""
    shared = items(a) & items(b)
    return (
        f"both have {_listed(shared)}" if shared else "different words, of which each may be true"
    )


def no_overlap(a: Figure, b: Figure, attribute: Attribute) -> str:
    """Why the two cannot both be right."""
    if are_lists(a, b):
        return "nothing is in both"
    return f"{attribute.label['en']} has one right value"
