"""Pages for a terminal: what they are made of, how they are laid out, how they are drawn."""
