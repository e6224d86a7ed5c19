"""What is kept of a store, by key: the texts of its tables, the newest layer first."""

from parkq.cache.tables import DamagedError, Tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PART, ITEMS, LINE = "\x1c", "\x1f", "\n"

NOUN = {"entity": "e", "attribute": "a", "source": "s"}
"""Kind of noun to the first part of the key that its text is under."""


def noun(kind: str, id_: str) -> str:
    """The key of an entity's block, of an attribute or of a source."""
    return f"{NOUN[kind]}/{id_}"


def ids(kind: str) -> str:
    """The key of the ids of a kind, in the store's order."""
    return f"ids/{kind}"


def written(kind: str, name: str) -> str:
    """The key of the ids that have a name as it is written."""
    return f"w/{kind}/{name}"


def folded(kind: str, name: str) -> str:
    """The same for a name lightly folded."""
    return f"f/{kind}/{name}"


def manifest(file: str) -> str:
    """The key of what a file of the store holds."""
    return f"m/{file}"


def stating(source: str) -> str:
    """The key of the ids of the entities that a source states something of."""
    return f"of/{source}"


def named(kind: str) -> str:
    """The key of what the names of a kind are known by: it is another one where they changed."""
    return f"named/{kind}"


def counted(kind: str, id_: str) -> str:
    """The key of how many facts are of an entity, an attribute or a source, if there are any."""
    return f"n/{kind}/{id_}"


def printed(entity: str) -> str:
    """The key of what ``show`` prints of an entity in a pipe, where nothing else is asked."""
    return f"p/{entity}"


def heads(language: str) -> str:
    """The key of what stands above that, and of the words in it that depend on the language."""
    return f"heads/{language}"


NAMES = {kind: f"names-{kind}" for kind in (*NOUN, "fact")}
"""Kind to the file that its names are looked up in, beside the tables (`parkq.cache.naming`)."""
PROBLEMS, RELATIONS, FACTS = "problems", "relations", "facts"
"""Keys of the problems, the relations, and how many facts there are."""
STATED, WHOLES, DISPUTED = "stated", "wholes", "disputed"
"""Keys of the ids of the entities that have facts, parts, and acknowledged conflicts."""
STRAYED, ORIGINALS = "strayed", "originals"
"""Keys of the ids of the sources that other files state something in the name of, and of those that
others are derived from."""
DIFFERENCES, ORDERS = "differences", "orders"
"""Keys of what ``diff-sources`` lists where nothing is asked of it, a line of JSON each, and of
what each of these lines is sorted by."""
ALARMING, COUNTS = "alarming", "counts"
"""Keys of the ids of the entities that it is of, and of how many groups have each verdict."""
ACCEPTED = "True"
"""What an order begins with where the difference is accepted."""


class Kept:
    """The texts of a store's tables.

    Attributes:
        layers: the newest first; a later one is asked where those before have no such key.
    """

    def __init__(self, layers: "Sequence[Tables]", renew: "Callable[[], Sequence[Tables]]") -> None:
        """Takes the layers, and what makes them anew when one turns out to be damaged."""
        self.layers = layers
        self._renew = renew

    def text(self, key: str) -> str | None:
        """The text of a key; None where there is none, or none any more."""
        try:
            return self._found(key)
        except DamagedError:
            self.layers = self._renew()
            return self._found(key)

    def _found(self, key: str) -> str | None:
        for layer in self.layers:
            text = layer.get(key)
            if text is not None:
                return text or None
        return None

    def items(self, key: str) -> list[str]:
        """The items of a text that is a list; none where there is no such text."""
        text = self.text(key)
        return text.split(ITEMS) if text else []

    def differences(self) -> tuple[str, bool]:
        """What ``diff-sources`` lists, as it is printed, and whether all of it is accepted."""
        orders = self.text(ORDERS)
        accepted = all(each.startswith(ACCEPTED) for each in orders.split(LINE)) if orders else True
        return self.text(DIFFERENCES) or "", accepted
