"""Reading: facts out of Spanish and English news, as a spaCy pipeline of small deterministic components."""

from checker.reading.reader import Reader

__all__ = ["Reader"]
