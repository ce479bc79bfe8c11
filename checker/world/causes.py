"""Which causes tell one event: a collapse of the one article is the storm of the other; and which befall one spot."""

from __future__ import annotations

from functools import lru_cache

from checker.world.lookup import world_data


@lru_cache(maxsize=1_000)
def are_akin(one: str, two: str) -> bool:
    """Whether one event is told with either cause."""
    return any(one in group and two in group for group in world_data("causes")["akin"])


def strikes_one_spot(cause: str | None) -> bool:
    """Whether what it does to a town is done at one spot of it: an explosion, and not a flood."""
    return cause in world_data("causes")["spots"]
