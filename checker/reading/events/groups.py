"""Armed groups that no list has, where only one can stand: who claims an attack, and whom somebody accuses of one."""

from __future__ import annotations

from functools import cache

from checker import world
from checker.languages import language
from checker.reading.events.actors import Actor
from checker.reading.events.controlwords import control_grammar
from checker.reading.events.eventsentence import EventSentence
from checker.reading.layers import touching
from checker.reading.persons.personwords import person_words
from checker.reading.places.placewords import place_words
from checker.reading.text.lemmas import is_known
from checker.reading.text.words import fold_all

APPOSED = 12  # words of what is said of a group between two commas
LED = 3  # small words before the name of who is accused: "on the rebel group", «a la banda»
DASHES = frozenset("-–—")


def subject_end(telling: EventSentence, at: int) -> int:
    """Where the name of a verb's subject ends: before the small words and days that may stand between, what is said of
    the group between commas, and the noun behind its name ("the Orvel group")."""
    words, grammar = telling.words, control_grammar(telling.lang)
    small = (grammar.own | grammar.stays) - grammar.forces
    n = at
    while n and (words[n - 1].folded in small or telling.in_date(n - 1)):
        n -= 1
    if n > 1 and words[n - 1].text == ",":
        opening = next((m for m in range(n - 2, max(-1, n - 2 - APPOSED), -1) if words[m].text in ",;:."), -1)
        if telling.is_name(n - 2) and (opening < 0 or not telling.is_name(opening - 1)):
            n -= 1  # "A new group, the Lions of Orvel, claimed"
        elif opening > 0 and words[opening].text == ",":
            n = opening  # "The Lions, an offshoot of another, claimed"
    named = n > 1 and telling.is_name(n - 2) and words[n - 2].folded not in world.articles()
    if named and words[n - 1].folded in group_nouns(telling.lang):
        n -= 1
    return n


@cache
def group_nouns(lang: str) -> frozenset[str]:
    """What a group is called that has been named, or behind its name: "the Orvel group"."""
    grammar = control_grammar(lang)
    return grammar.movements | grammar.rebels | fold_all(language(lang).events.attack_author.groups)


def group_before(telling: EventSentence, after: int) -> Actor | None:
    """The unknown group whose name ends before a word."""
    first = after
    while first and (telling.is_name(first - 1) or _is_inside(telling, first - 1, after)):
        first -= 1
    return _group(telling, first, after)


def group_behind(telling: EventSentence, at: int) -> Actor | None:
    """The one whose name stands behind a word, with few small words between."""
    words = telling.words
    stop = min(at + 2 + LED, len(words))
    first = next((n for n in range(at + 1, stop) if telling.is_name(n)), None)
    if first is None or not all(words[n].is_word for n in range(at + 1, first)):
        return None
    after = first + 1
    while after < len(words) and (telling.is_name(after) or _is_inside(telling, after, len(words))):
        after += 1
    return _group(telling, first, after)


def _is_inside(telling: EventSentence, at: int, stop: int) -> bool:
    """A small word or a dash between two names: "Lions of Orvel", «Frente de Acción»."""
    words = telling.words
    if not 0 < at < stop - 1 or not (telling.is_name(at - 1) and telling.is_name(at + 1)):
        return False
    return words[at].folded in place_words(telling.lang).of or words[at].text in DASHES


def _group(telling: EventSentence, first: int, after: int) -> Actor | None:
    """A name that is nobody's who is known: no person, place, date or body of a state."""
    words, articles = telling.words, world.articles()
    bare = [words[n].folded for n in range(first, after) if words[n].is_word and words[n].folded not in articles]
    if not bare or any(telling.in_date(n) for n in range(first, after)):
        return None
    start, end = telling.at(first), telling.end(after - 1)
    layers, official = telling.layers, person_words(telling.lang).portfolios | control_grammar(telling.lang).forces
    if touching(layers.persons, start, end) or not official.isdisjoint(bare):
        return None
    named = touching(layers.places, start, end)
    if any(hit.start <= start and hit.end >= end and hit.country for hit in named):
        return None
    if first == 0 and len(bare) == 1 and is_known(bare[0], telling.lang):  # "Nobody"
        return None
    return Actor(first, after, f"org:{world.slug(' '.join(bare))}", layers.text[start:end])
