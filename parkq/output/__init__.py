"""Answers as tables for people and as data for programs. Modules know no disk and no rules."""
