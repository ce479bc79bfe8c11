"""Who wrote it: the agency whose signature stands at the start or the end of a text. A guess from its words."""

from __future__ import annotations

import re

from checker import world

_LAST = re.compile(r"[(\[]?([A-Z][\w./ ]{1,30}?)[)\]]?[.\s]*\Z")
_FIRST = re.compile(r"\A[^\n]{0,60}?[(\[]([A-Z][\w./ ]{1,30}?)[)\]]\s*[.:–—-]")


def origin_of(text: str) -> str | None:
    """The agency that signs a text («… EFE», «Madrid, 3 may (EFE).-»), or None."""
    for pattern, part in ((_FIRST, text[:200]), (_LAST, text[-60:])):
        match = pattern.search(part)
        if match is not None:
            agency = world.agencies().get(world.folded(match[1]))
            if agency is None:
                agency = world.agencies().get(world.folded(match[1].split()[-1]))
            if agency is not None:
                return agency
    return None
