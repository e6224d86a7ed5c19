"""Names however they are written: folding, indexing, resolving, searching."""

MOST = 20
"""How many hits a search gives where it is not said."""
