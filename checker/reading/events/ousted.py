"""Ways of telling who took a town by who lost it: "X drove Y out of T", «Y fue expulsado de T por X», "Y lost T to X",
«Y entregó T a X»; and «X se hizo con T»."""

from __future__ import annotations

from collections.abc import Iterator

from checker.reading.events.actors import Actor
from checker.reading.events.captures import Capture
from checker.reading.events.holding import Holding
from checker.reading.events.towns import Town

OUT = 9  # words between a verb of ousting and the town, whoever is ousted among them
TO = 4  # words between a town and whom it went to


def ousted(held: Holding) -> Iterator[Capture]:
    """All that a sentence tells."""
    words, grammar = held.words, held.grammar
    for at in words.meaning(grammar.ousts | grammar.loses):
        if held.negated(at):
            continue
        told = _driven(held, at) if not words.forms[at].isdisjoint(grammar.ousts) else _yielded(held, at)
        if told is not None:
            town, taker = told
            yield Capture(at, town, taker, held.stance(at))
    for first, after, _ in grammar.grabbed.all_in(words):
        grabbed, by = held.object_of(after - 1, frozenset()), held.subject(first)
        if grabbed is not None and by is not None and not held.negated(first):
            yield Capture(first, grabbed, by, held.stance(first))


def _driven(held: Holding, at: int) -> tuple[Town, Actor] | None:
    """ "X drove Y out of T", "Y was driven out of T by X"."""
    words, grammar = held.words, held.grammar
    whence = [n for n in range(at + 1, min(at + 1 + OUT, len(words))) if words[n].folded in grammar.whence]
    town = next((found for n in whence if (found := _town_at(held, n + 1)) is not None), None)
    if town is None:
        return None
    ousted_behind = any(at < one.first < town.first for one in held.holders)
    if ousted_behind:
        taker = held.subject(at)
        return None if taker is None else (town, taker)
    by = next((n for n in range(at + 1, min(town.after + TO, len(words))) if words[n].folded in grammar.agents), None)
    taker = held.first_holder(by + 1) if by is not None else None
    lost = any(one.after <= at for one in held.holders)
    return (town, taker) if taker is not None and lost else None


def _yielded(held: Holding, at: int) -> tuple[Town, Actor] | None:
    """ "Y lost T to X", «Y perdió T a manos de X», "Y handed T over to X"."""
    town = _town_at(held, at + 1)
    if town is None:
        return None
    taker = held.handed(town.after)
    near = range(town.after, min(town.after + TO, len(held.words)))
    to = next((n for n in near if held.words[n].folded in held.grammar.given_to), None)
    taker = taker or (held.first_holder(to + 1) if to is not None else None)
    return None if taker is None else (town, taker)


def _town_at(held: Holding, at: int) -> Town | None:
    """The town that a word leads to: "out of the town of X"."""
    known = next((one for one in held.towns if one.first >= at), None)
    if known is not None and all(held.words[n].folded in held.grammar.light for n in range(at, known.first)):
        return known
    return held.unknown_behind(at - 1)
