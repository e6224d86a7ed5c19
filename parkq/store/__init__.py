"""A store of facts: its files on disk, its format, its indexes in memory."""
