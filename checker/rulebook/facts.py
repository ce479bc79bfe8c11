"""What a fact is: what a rule file (or the shipped language data) says can be read and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from checker.languages.schema import FactWords

MONEY, PERCENT = "money", "percent"  # what a measure counts that is no thing
STATE_SETTLES = 14  # days: what settles no sooner is a state


class Evolves(StrEnum):
    """How a fact may move as time goes by: a death toll only up, troop numbers either way."""

    UP = "up"
    DOWN = "down"
    EITHER = "either"
    NEVER = "never"  # a signature's date


class FactKind(StrEnum):
    """What a statement of the fact carries, and so which part of the reader reads it."""

    COUNT = "count"  # how many people (or other things) something befell: a Quantity of `counts`
    MEASURE = "measure"  # a figure by its name: percent, money, magnitude, seats; a role says whose it is
    OFFICE = "office"  # who holds it
    EVENT = "event"  # when it happened: agreements, visits; roles name the parties


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One fact. `words` by language holds the file's own words merged with the shipped language data."""

    id: str
    label: Mapping[str, str]
    kind: FactKind = FactKind.COUNT
    counts: str = "person"
    currency: str | None = None  # of amounts of money that are all in one: EUR
    evolves: Evolves = Evolves.EITHER
    settles_days: int = 14
    words: Mapping[str, FactWords] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    part_of: str | None = None  # killed and injured are parts of casualties
    recurs: bool = False  # every march, every visit is its own event
    national: bool = False  # a country's own: who gives it says where, if nothing else does
    single: bool = False  # one figure wherever it is told to have been: a town's is no part of its country's
    across: str | None = None  # sent by one country over another: the fact whose `needs` are the verbs of sending
    file: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether it is a state (soldiers abroad), and no figure of one event (the evacuated of a flood)."""
        return self.evolves is Evolves.EITHER and self.settles_days >= STATE_SETTLES
