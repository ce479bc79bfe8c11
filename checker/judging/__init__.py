"""Judging: which statements are about the same thing, and why they differ."""

from checker.judging.compare import compare
from checker.judging.judge import judge

__all__ = ["compare", "judge"]
