"""What a store holds and what judging it comes to, in one SQLite file that every command reads."""
