"""Two values side by side: whether they say the same, and whether both can be right."""

from __future__ import annotations

from collections.abc import Mapping

from checker import world
from checker.judging.ranges import Settings, overlap
from checker.model.quantity import Quantity
from checker.model.statement import Named, Value
from checker.model.timespan import TimeSpan
from checker.rulebook.rules import Threshold
from checker.texts import spoken
from checker.texts.wording import in_all_languages
from checker.world.labels import named_label


def in_words(value: Value | None) -> Mapping[str, str]:
    """A value worded in every language there are texts for, names as each calls them: a filling of a Reason."""
    if isinstance(value, Named):
        return {lang: named_label(value, lang) for lang in spoken()}
    return in_all_languages(value)


def equal(one: Value | None, two: Value | None) -> bool:
    """Whether two values say one thing."""
    if isinstance(one, Quantity) and isinstance(two, Quantity):
        return one.low == two.low and one.high == two.high and one.qualifier == two.qualifier
    if isinstance(one, TimeSpan) and isinstance(two, TimeSpan):
        return (one.start, one.end) == (two.start, two.end)
    if isinstance(one, Named) and isinstance(two, Named):
        if set_apart(one, two):
            return False
        known = one.entity is not None and one.entity == two.entity
        return known or world.folded(one.name) == world.folded(two.name)
    return one == two


def meet(one: Value | None, two: Value | None, settings: Settings, tolerance: Threshold | None) -> bool:
    """Whether two values can both be right."""
    if isinstance(one, Quantity) and isinstance(two, Quantity):
        return overlap(one, two, settings, tolerance)
    if isinstance(one, TimeSpan) and isinstance(two, TimeSpan):
        return one.overlaps(two)
    if isinstance(one, Named) and isinstance(two, Named):
        return not set_apart(one, two) and alike(one.name, two.name)
    return isinstance(one, str) and isinstance(two, str) and alike(one, two)


def set_apart(one: Named, two: Named) -> bool:
    """Whether people decided that these two are not one, however alike their names are."""
    return bool(one.others) and (two.entity in one.others or world.folded(two.name) in one.others)


def alike(one: str, two: str) -> bool:
    """Whether two labels share most of their words."""
    left = {word[:5] for word in world.folded(one).split() if len(word) > 3}
    right = {word[:5] for word in world.folded(two).split() if len(word) > 3}
    return bool(left and right) and len(left & right) * 2 >= min(len(left), len(right))
