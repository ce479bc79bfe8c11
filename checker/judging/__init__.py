"""Judging: which statements are about the same thing, and why they differ."""

from checker.judging.compare import compare

__all__ = ["compare"]
