"""Arithmetic that must hold: its language, and how it is judged."""
