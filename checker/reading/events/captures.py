"""Ways of telling who holds a town that have no verb of holding: «reivindicó la toma de X», «dio la plaza por
conquistada», and «la ciudad que dice controlar», of which the town stands before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model.statement import Stance
from checker.reading.events.actors import Actor
from checker.reading.events.holding import OPENING, Holding
from checker.reading.events.towns import Town
from checker.reading.events.unlistedtowns import CLOSING

GOVERNED = 9  # words between who announces or denies a capture and the noun, all of them light
GIVEN = 9  # words between «dar» and «por tomada»


@dataclass(frozen=True, slots=True)
class Capture:
    """A town taken, told at a word; `holder` is nobody where somebody only denies that it fell."""

    at: int
    town: Town
    holder: Actor | None
    stance: Stance
    by: Actor | None = None  # who says so, where nothing else tells it


def captures(held: Holding) -> Iterator[Capture]:
    """All that a sentence tells."""
    if not held.grammar.captures.isdisjoint(held.words.vocabulary):
        yield from _announced(held)
    if not held.grammar.given.isdisjoint(held.words.vocabulary):
        yield from _given(held)


def _announced(held: Holding) -> Iterator[Capture]:
    """«Rusia anunció este lunes la toma de X», "the army denied the capture of X"."""
    words, grammar = held.words, held.grammar
    for at in words.meaning(grammar.captures):
        small = (n for n in range(at + 1, len(words)) if words[n].folded not in grammar.captured)
        of = next((n for n in small if words[n].text not in CLOSING), len(words))
        if of == len(words) or words[of].folded not in grammar.of:
            continue
        verb = _governing(held, at)
        town = held.object_of(at, frozenset()) if verb is not None and held.may_name(at) else None
        if verb is None or town is None or held.negated(verb):
            continue
        by = held.agent(town.after - 1) or held.handed(town.after)
        lemmas = words.forms[verb]
        if lemmas & grammar.disowned:
            yield Capture(at, town, by, Stance.DENIED)
        elif lemmas & grammar.admitted:
            if by is not None:
                yield Capture(at, town, by, Stance.ACKNOWLEDGED)
        elif by is not None or not words.forms[at] & grammar.lost:
            sayer = held.sayer(verb)
            taker = by or sayer or held.speaker(at)
            if taker is not None:
                yield Capture(at, town, taker, Stance.ASSERTED, sayer)


def _governing(held: Holding, at: int) -> int | None:
    """The verb that announces, admits or denies it, with nothing but small words and dates up to the noun."""
    grammar = held.grammar
    for n in range(at - 1, max(-1, at - 1 - GOVERNED), -1):
        word = held.words[n]
        if not held.words.forms[n].isdisjoint(grammar.announced | grammar.admitted | grammar.disowned):
            return n
        small = word.folded in grammar.light or word.folded in grammar.nouns or word.text in OPENING
        if not small and not held.in_date(n):
            return None
    return None


def _given(held: Holding) -> Iterator[Capture]:
    """«dio la ciudad por conquistada», «da por tomada la localidad de X»."""
    words, grammar = held.words, held.grammar
    for verb in words.meaning(grammar.given):
        near = range(verb + 1, min(verb + 1 + GIVEN, len(words)))
        done = (
            n for n in near if not words.forms[n].isdisjoint(grammar.took) and words[n - 1].folded in grammar.agents
        )
        at = next(done, None)
        if at is None or held.negated(verb):
            continue
        town = held.object_of(at if at == verb + 2 else verb, frozenset())
        if town is None or (verb < at < town.first and at > verb + 2):
            named = [n for n in range(verb - 1, at) if words[n].folded in grammar.points]
            town = held.told_of(named[0]) if named else None
        taker = held.sayer(verb)
        if town is not None and taker is not None:
            yield Capture(at, town, taker, Stance.ASSERTED, taker)
