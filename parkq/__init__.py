"""parkq: what do the sources say about an industrial park, and where do they disagree."""

__version__ = "0.1.0"
