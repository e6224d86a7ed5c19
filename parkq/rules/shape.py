"""PQ1: the form of the store's files."""

from parkq.rules.rule import Rule, of_problems
from parkq.terms import Severity

RULES = (
    Rule(
        code="PQ101",
        name="unreadable-file",
        severity=Severity.ERROR,
        says="A file cannot be read: it is not TOML, not UTF-8, or not open to the reader.",
        why="Nothing in it is known, nor what it conflicts with. The other files are checked.",
        find=of_problems("unreadable-file"),
    ),
    Rule(
        code="PQ102",
        name="schema-version",
        severity=Severity.ERROR,
        says="A file does not say which version of the format it is in, or names an unknown one.",
        why="A later version may mean something else by the same words, so the file is not read.",
        find=of_problems("schema-version"),
    ),
    Rule(
        code="PQ103",
        name="unknown-key",
        severity=Severity.ERROR,
        says="A table has a key, or a file a table, that the format does not know.",
        why="What a misspelt key says would be lost without a word.",
        find=of_problems("unknown-key"),
    ),
    Rule(
        code="PQ104",
        name="missing-key",
        severity=Severity.ERROR,
        says="A table lacks a key that it cannot do without.",
        why="The table is left out: half a fact is none.",
        find=of_problems("missing-key"),
    ),
    Rule(
        code="PQ105",
        name="misplaced-key",
        severity=Severity.ERROR,
        says="A key stands where another one rules it out.",
        why="It would have no effect: a date has no dimension, and what is fixed does not drift.",
        find=of_problems("misplaced-key"),
    ),
    Rule(
        code="PQ106",
        name="wrong-type",
        severity=Severity.ERROR,
        says="A value is of another TOML type than the one expected.",
        why="A figure is a string, since a TOML number loses what was printed: 1.50, 3万.",
        find=of_problems("wrong-type"),
    ),
    Rule(
        code="PQ107",
        name="bad-value",
        severity=Severity.ERROR,
        says="A value is none of those that its key takes.",
        why="What it means cannot be told: the table is left out, or the order between attributes.",
        find=of_problems("bad-value"),
    ),
    Rule(
        code="PQ108",
        name="bad-id",
        severity=Severity.ERROR,
        says="An id is not of lowercase ASCII letters, digits, hyphens, dots and underscores.",
        why="Ids are typed in shells and stand in addresses; names may be in any script.",
        find=of_problems("bad-id", "bad-key"),
    ),
    Rule(
        code="PQ109",
        name="blank",
        severity=Severity.ERROR,
        says="A text is empty or all spaces.",
        why="A key that has nothing to say is left out.",
        find=of_problems("blank"),
    ),
    Rule(
        code="PQ110",
        name="control-character",
        severity=Severity.ERROR,
        says="A text holds a character that controls a terminal and prints nothing.",
        why="It comes from a careless copy, hides what stands there and can act on a screen.",
        find=of_problems("control-character"),
    ),
)
