"""The look-up forms of names, and the files beside this one that list them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from anyascii import anyascii

from checker.yamldoc import load

ROOT = Path(__file__).parent
_BETWEEN = re.compile(r"[\s.\-‐-―]+")


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """The look-up form of a name: ASCII, lower case, single spaces, no full stops."""
    return _BETWEEN.sub(" ", anyascii(text).replace("'", "").casefold()).strip()


@lru_cache(maxsize=10_000)
def slug(text: str) -> str:
    """A name as part of an id: `Andréi Beloúsov` → `andrei-belousov`."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).casefold()).strip("-")


@cache
def world_data(name: str) -> Any:
    """What one of the YAML files beside this one lists."""
    return load(ROOT / f"{name}.yaml", name=f"checker/world/{name}.yaml").data
