"""What each command has to say: its records, its document and its page, a module a command."""
