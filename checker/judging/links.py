"""By what two statements may find each other: keys with a day and a reach, which a store can look up.

In: a statement and its fact. Out: links. Two statements are joined when one's key is what the other seeks and they were
printed within its reach; so what a new statement touches is found without looking at the rest, in any order alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from checker import world
from checker.judging import alignment as align
from checker.judging import attribution, people, recurrence
from checker.model.entity import is_country
from checker.model.statement import Ref, Statement
from checker.model.timespan import Grain
from checker.rulebook.facts import Evolves, FactKind
from checker.rulebook.rules import RuleSpec

FOREVER = 10_000_000
UNDATED = -FOREVER  # meets only what is not dated either
STORY_DAYS = 120  # rare names and a spot on the map carry a story so far
STATE_DAYS = 366  # whose soldiers, held hostages: what goes on
TERM_DAYS = 731  # an office, an agreement
CAMPAIGN_DAYS = 14  # whose votes
MONTH_DAYS = 45  # articles dated by their month or year only
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AT, _WITHIN = "place:", "within:"  # where it was, and what lies around that place
_OWN_FIELDS = ("of", "place", "cause", "when")


@dataclass(frozen=True, slots=True)
class Link:
    """One key. `day` is of print, since 1970; `reach` in days: the wider one of two decides."""

    key: str
    day: int
    reach: int

    @property
    def seeks(self) -> tuple[str, ...]:
        """The keys that it may meet: its own; of a place, what lies within it; of what lies around, that place alone.
        Two towns of one country are two places."""
        if self.key.startswith(_AT):
            return self.key, _WITHIN + self.key.removeprefix(_AT)
        return (_AT + self.key.removeprefix(_WITHIN),) if self.key.startswith(_WITHIN) else (self.key,)


def links(statement: Statement, rule: RuleSpec) -> tuple[Link, ...]:
    """All keys of a statement under a rule."""
    day = _day(statement)
    return tuple(Link(key, day, reach) for key, reach in dict(_keys(statement, rule, dated=day != UNDATED)).items())


def _day(statement: Statement) -> int:
    printed = statement.published
    return (printed.start - _EPOCH).days if printed is not None and printed.start is not None else UNDATED


def _keys(statement: Statement, rule: RuleSpec, *, dated: bool) -> Iterator[tuple[str, int]]:
    if statement.article:
        yield f"article:{statement.article}", FOREVER
    fact = rule.fact
    if fact.kind is FactKind.OFFICE or (fact.kind is FactKind.EVENT and not fact.recurs):
        names = [name for name in rule.same if name not in _OWN_FIELDS]
        told = [f"{name}={_text(statement.roles.get(name))}" for name in names]
        if not any(one.endswith("=") for one in told):  # the roles say which office or agreement it is
            if fact.kind is not FactKind.OFFICE or statement.of is not None or "of" not in rule.same:
                yield f"roles:{'|'.join(told)}", TERM_DAYS
            if names == ["person"]:  # by family name alone, too
                for key in align.named_keys(statement.roles["person"]):
                    yield f"person:{key}", STORY_DAYS
            if fact.kind is FactKind.OFFICE:  # a minister of nobody knows which country is found by the story alone
                yield from ((f"story:{name}|{'|'.join(told)}", align.NEWS_DAYS.days) for name in statement.story)
        for party in align.parties(statement):
            yield f"party:{party}", TERM_DAYS
        return
    near = _near(statement)
    for name in statement.story:
        yield f"story:{name}", near if name.startswith("place:") and dated else STORY_DAYS
    if statement.place is not None:
        yield from _of_place(statement.place, near, dated=dated, apart="place" in rule.same)
    elif dated:
        for town in attribution.towns(statement):
            yield f"{_AT}{town}", near
            yield f"story:{town}", near  # as where its article is
        if fact.national:  # a country's own body that gives the figure says where
            for country in attribution.countries(statement):
                yield f"{_AT}{country}", near
    yield from _of_group(statement, rule, near)
    called = recurrence.key(statement)
    if called is not None:
        yield f"occasion:{called}", near
    for side in recurrence.sides(statement):
        yield f"exchange:{side}", near
    if fact.kind is FactKind.MEASURE and dated:
        for name in rule.same:
            for key in align.named_keys(statement.roles.get(name)):
                yield f"{name}:{key}", CAMPAIGN_DAYS


def _of_place(place: Ref, near: int, *, dated: bool, apart: bool) -> Iterator[tuple[str, int]]:
    """`apart`: the rule holds two places for two things; else one country is near enough."""
    own, around, words = world.place_keys(place)
    if dated:
        for one in own:
            yield f"{_AT}{one}", near
        for one in around:
            yield f"{_WITHIN if apart else 'region:'}{one}", near
        if not apart:
            yield from ((f"region:{one}", near) for one in own)
        for word in words:
            yield f"spot:{word}", near
    for one in own:
        if not is_country(one):
            yield f"at:{one}", STORY_DAYS


def _of_group(statement: Statement, rule: RuleSpec, near: int) -> Iterator[tuple[str, int]]:
    if statement.of is None or people.are_any_troops(statement.of):
        return
    groups = people.group_keys(statement.of)
    if rule.fact.evolves is Evolves.EITHER:
        for one in groups:
            yield f"of:{one}", STATE_DAYS
    elif statement.place is None and statement.cause is None:
        # the losses of a war: whose they are, and neither where nor by what
        for one in groups:
            if is_country(one):
                yield f"lost:{one}", near


def _text(ref: Ref | None) -> str:
    return "" if ref is None else ref.entity or world.folded(ref.text)


def _near(statement: Statement) -> int:
    coarse = statement.published is not None and statement.published.grain in (Grain.MONTH, Grain.YEAR)
    return MONTH_DAYS if coarse else align.NEWS_DAYS.days
