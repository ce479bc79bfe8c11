"""Kinds of people, which two articles may call by different words: «reclusos», «internos», "inmates"."""

from __future__ import annotations

from functools import cache, lru_cache

from checker.world.lookup import folded, world_data


@cache
def _kinds() -> dict[str, str]:
    """The kind of every word of groups.yaml, folded."""
    return {folded(word): kind for kind, words in world_data("groups").items() for word in words}


@lru_cache(maxsize=10_000)
def group_kinds(text: str) -> frozenset[str]:
    """The kinds of people that a text names: `people:prisoners` for «31 internos»; empty for most."""
    return frozenset(f"people:{_kinds()[word]}" for word in folded(text).split() if word in _kinds())
