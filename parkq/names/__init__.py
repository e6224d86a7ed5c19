"""Names however they are written: folding, indexing, resolving, searching."""
