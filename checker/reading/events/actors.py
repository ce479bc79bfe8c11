"""Who may have done it: the countries, their capitals and adjectives, and the known bodies that a sentence names."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker import world
from checker.model.entity import is_body
from checker.model.statement import REBELS
from checker.reading.events.controlwords import control_grammar
from checker.reading.events.eventsentence import EventSentence
from checker.reading.layers import Layers, Sentence, between
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at

NAME = 4  # words in the name of a body
BESIDE = 3  # words between "and" and those who are named with a side
HYPHEN, ARTICLE = "-", 3  # behind the article of a name, and the letters of that: "al-Shabaab"
BEFORE = 3  # words before the last one of an army's name in which its country may stand


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who may have done it: a country, its adjective, its capital, or a known body; words from, to before."""

    first: int
    after: int
    party: str
    text: str


def named_actors(layers: Layers, sentence: Sentence) -> list[Actor]:
    """All whom a sentence names, in order."""
    words, forces = layers.row(sentence), control_grammar(sentence.lang or layers.lang).forces
    found: dict[int, Actor] = {}
    for hit in between(layers.places, sentence.start, sentence.end):
        if hit.country is None or not (hit.demonym or hit.entity == hit.country or hit.capital):
            continue
        first = index_at(words, hit.start - sentence.start)
        after = index_at(words, hit.end - 1 - sentence.start) + 1
        found[first] = Actor(first, after, hit.country, layers.text[hit.start : hit.end])
    for first in words.capitals:
        if first in found:
            continue
        lead = _led(words, first)
        for after in range(first + 1, min(first + NAME, len(words)) + 1):
            if not words[after - 1].is_word:
                if words[after - 1].text == HYPHEN:  # "Al-Shabaab"
                    continue
                break
            text = layers.text[sentence.start + words.starts[lead] : sentence.start + words.ends[after - 1]]
            party = world.party_of(text)
            if party is not None and (is_body(party) or words[after - 1].folded in forces):  # "the Tatmadaw"
                found[lead] = Actor(lead, after, party, text)
                break
    return [actor for _, actor in sorted(found.items())]


def _led(words: Row, first: int) -> int:
    """Where a name begins that has a small article and a hyphen before its capital: "al-Shabaab"."""
    led = first > 1 and words.texts[first - 1] == HYPHEN and words.texts[first - 2].islower()
    return first - 2 if led and len(words.texts[first - 2]) <= ARTICLE else first


def with_forces(telling: EventSentence, named: Sequence[Actor], home: Callable[[], str | None]) -> list[Actor]:
    """Those named, and the forces that have no name: rebels, whoever the text says they are, unless one of those is
    theirs, and a state's own army, which is that of `home`."""
    words, grammar = telling.words, control_grammar(telling.lang)
    found = {n: one for one in named for n in range(one.first, one.after)}
    sides = list(named)
    for n in words.where(grammar.rebels):
        near = next((found[m] for m in (n - 1, n + 1, n + 2, n + 3) if m in found), None)
        beside = _joined(telling, n, found) if near is None else None
        if beside is not None:  # "the army and the Wazalendo fighters"
            sides = [replace(one, after=n + 1) if one is beside else one for one in sides]
            continue
        if near is None or not is_body(near.party):
            party = REBELS if _is_called(telling, n) else rebels_of(telling.layers)
            sides.append(Actor(n, n + 1, party, words[n].text))
            sides = [one for one in sides if one is not near]
    for first, after, _ in grammar.army.all_in(words):
        named_beside = any(m in found for m in (first - 1, after, after + 1))
        possessive = first > 0 and words[first - 1].folded in grammar.own - grammar.nouns
        country = None if named_beside or possessive or _is_of_other(telling, first, after, found) else home()
        if country is not None:
            text = telling.layers.text[telling.at(first) : telling.end(after - 1)]
            sides.append(Actor(first, after, country, text))
    return sorted(sides, key=lambda one: one.first)


def rebels_of(layers: Layers) -> str:
    """Who «los rebeldes» of a text are: the one known body that it calls so anywhere, else rebels without a name."""
    if layers.rebels is None:
        named = {party for sentence in layers.sentences for party in _called_rebels(layers, sentence)}
        layers.rebels = named.pop() if len(named) == 1 else REBELS
    return layers.rebels


def _called_rebels(layers: Layers, sentence: Sentence) -> Iterator[str]:
    """The bodies that a sentence calls rebels: "M23 rebels", «la guerrilla del ELN», "the Arakan Army, a rebel group";
    REBELS for those of a name that nobody knows."""
    words, grammar = layers.row(sentence), control_grammar(sentence.lang or layers.lang)
    spots = words.where(grammar.rebels)
    if not spots:
        return
    telling = EventSentence(layers, sentence)
    found = {n: one for one in named_actors(layers, sentence) for n in range(one.first, one.after)}
    for at in spots:
        apposed = at - 3 if at > 2 and words[at - 2].text == "," else at - 1  # ", a rebel group"
        near = next((found[n] for n in (at - 1, at + 1, at + 2, at + 3, apposed) if n in found), None)
        if near is not None and is_body(near.party):
            yield near.party
        elif _is_called(telling, at):
            yield REBELS


def _is_called(telling: EventSentence, at: int) -> bool:
    """Whether a name stands right before the word: "ADF rebels" are no others; but not "Our fighters"."""
    if at == 0 or not telling.is_name(at - 1):
        return False
    opens = not any(word.is_word for word in telling.words[: at - 1])
    return not opens or telling.words[at - 1].text.isupper()


def _joined(telling: EventSentence, at: int, named: Mapping[int, Actor]) -> Actor | None:
    """The side that fighters are named with, on which they fight."""
    joins = telling.layers.lexicons[telling.lang].lists["joins"]
    near = range(at - 1, max(-1, at - 1 - BESIDE), -1)
    join = next((n for n in near if telling.words[n].folded in joins), None)
    return named.get(join - 1) if join is not None else None


def _is_of_other(telling: EventSentence, first: int, after: int, named: Container[int]) -> bool:
    """ "Napoleon's army", "the Oromo Liberation Army", «el ejército de Napoleón», «el Ejército de Liberación»; but "the
    Syrian Arab Army" is of who is named."""
    words, grammar = telling.words, control_grammar(telling.lang)
    owner = words[first - 1].text if first and telling.is_name(first - 1) else ""
    behind = after + 1 < len(words) and words[after].folded in grammar.of and telling.is_name(after + 1)
    owned = bool(owner) and words[first - 1].folded not in grammar.light  # "The Army", «El Ejército»
    titled = owned and telling.is_name(first) and not any(n in named for n in range(first - BEFORE, first))
    return behind or titled or world.without_possessive(owner) != owner
