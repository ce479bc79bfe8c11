"""Whose own words tell who did it: an attack is claimed («el M23 reivindicó el ataque», "was claimed by"), or what was
blamed on somebody a sentence before is denied by them («la guerrilla lo niega»)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.model.entity import is_body, is_country
from checker.model.statement import REBELS, Named
from checker.reading.events.actors import Actor
from checker.reading.events.blamesites import BlameSites
from checker.reading.events.blamewords import FACT
from checker.reading.events.controlwords import control_grammar
from checker.reading.events.groups import group_before, group_behind, group_nouns, subject_end

OWNED = 5  # words between a verb of claiming and what is claimed
AGENT = 4  # words between "by" and whose it is
CLITIC = 2  # words before a verb in which «se» stands
PRONOUN = 3  # words around a verb of denying in which what is denied stands

Everybody = Callable[[], list[Actor]]  # all whom a sentence names: few sentences have a verb for which it is asked


def claims(telling: BlameSites, named: Everybody) -> Iterator[tuple[int, Actor]]:
    """Each verb by which somebody owns a deed, and who."""
    words, grammar = telling.words, telling.grammar
    for at in words.meaning(frozenset(grammar.owned)):
        if telling.negated(at) or (at and words[at - 1].folded in control_grammar(telling.lang).infinitive):
            continue
        by = [n for n in range(at + 1, min(at + 3, len(words))) if words[n].folded in grammar.agents]
        if by:
            if any(n < at for n in words.meaning(grammar.deeds)):
                near = [one for one in named() if by[0] < one.first <= by[0] + AGENT]
                known = next((one for one in near if is_body(one.party)), None)  # "by the Pakistani Taliban"
                actor = known or group_behind(telling, by[0]) or next(iter(near), None)
                if actor is not None:
                    yield at, actor
            continue
        if _owns(telling, at):
            end = subject_end(telling, at)
            actor = next((one for one in named() if one.first < end <= one.after), None) or group_before(telling, end)
            if actor is not None:
                yield at, actor


def _owns(telling: BlameSites, at: int) -> bool:
    """Whether what a verb claims is a deed, or its authorship: "claimed responsibility", «reivindicó el ataque»."""
    words, grammar = telling.words, telling.grammar
    lemmas = words.forms[at]
    needed = frozenset().union(*(grammar.owned[one] for one in lemmas & grammar.owned.keys()))
    reflexive = lemmas & grammar.reflexive
    if reflexive and not any(words[n].folded in grammar.mutual for n in range(max(0, at - CLITIC), at)):
        return False
    near = range(at + 1, min(at + 1 + OWNED, len(words)))
    if any(words[n].folded in needed for n in near):
        return True
    if not lemmas & grammar.claiming:
        return False
    deed = next((n for n in near if not words.forms[n].isdisjoint(grammar.events)), None)
    if deed is None or any(not words[n].is_word for n in range(at + 1, deed)):
        return False
    then = control_grammar(telling.lang).stays  # "claimed the attack was carried out by others"
    return all(words.forms[n].isdisjoint(then) for n in range(deed + 1, len(words)))


def denial(telling: BlameSites, named: Everybody) -> tuple[int, Actor] | None:
    """«La guerrilla lo niega», "Moscow denied it": who was blamed before says no, at which verb."""
    blamed = next((one for one in reversed(telling.layers.statements) if one.fact == FACT), None)
    if blamed is None or not isinstance(blamed.value, Named):
        return None
    control, words = control_grammar(telling.lang), telling.words
    for at in words.meaning(control.disowned):
        end = subject_end(telling, at)
        near = range(max(0, at - 1), min(at + 1 + PRONOUN, len(words)))
        if not any(words[n].folded in telling.grammar.denied for n in near if n != at):
            continue
        actor = next((one for one in named() if one.first < end <= one.after), None)
        party = blamed.value.entity or ""
        if actor is not None and (actor.party == party or actor.party == REBELS) and _is_side(party):
            return at, Actor(actor.first, actor.after, party, actor.text)
        if end and words[end - 1].folded in group_nouns(telling.lang) and is_body(party):  # "the group denied it"
            return at, Actor(end - 1, end, party, words[end - 1].text)
    return None


def _is_side(party: str) -> bool:
    return is_country(party) or is_body(party)
