"""Names however they are written: folding, indexing, resolving, searching."""

LONGEST_NAME = 200
"""Characters of a name that is resolved; what is written just so in the store may be longer."""

LONGEST_QUERY = 500
"""Characters that are searched for."""

MOST = 20
"""How many hits a search gives where it is not said."""
