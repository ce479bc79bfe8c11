"""Reads agreements: which were signed and ratified, with who took part and the time.

In: dates, places. Out: statements of the event facts in `layers.statements`. Which verbs and things make which
fact is data of the language. Visits stand in visits.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker import world
from checker.model.entity import is_body, is_country
from checker.model.statement import UNSIGNED, Named, Ref, Stance, Statement
from checker.model.timespan import TimeSpan
from checker.reading.claimants.claimants import claimants_of
from checker.reading.events import visits
from checker.reading.events.eventdates import date_of, stance_at
from checker.reading.events.eventwords import definite_words, event_grammars, host_words, pact_words
from checker.reading.events.signatories import Signatories
from checker.reading.layers import DateHit, Layers, NameHit, Sentence, between
from checker.reading.offices import offices
from checker.reading.places.placewords import place_words
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row
from checker.reading.text.signals import form_among, signal
from checker.reading.text.words import Word, Words, index_at

NAMED = 3  # words of an agreement's name before what it is
PARTIES = 2  # countries
HYPHEN = "-"
BESIDE = 3  # words between a country and the word that it only mediates or lends its capital

# without any of these words, a sentence tells of no agreement
_AGREED = signal(form_among(lambda lang: frozenset().union(*(one.things for one in event_grammars(lang).values()))))


def annotate(layers: Layers) -> None:
    """Append the events to `layers.statements`."""
    for sentence in layers.concerned(_AGREED):
        layers.statements.extend(_events(layers, sentence, layers.row(sentence)))
    visits.annotate(layers)


def _events(layers: Layers, sentence: Sentence, words: Row) -> Iterator[Statement]:
    lang = sentence.lang or ""
    for fact, grammar in event_grammars(lang).items():
        if fact not in layers.facts or not layers.mentions(sentence, grammar.things):
            continue
        things, verbs = words.meaning(grammar.things), (*words.meaning(grammar.acts), *words.where(grammar.participles))
        if not things or not verbs:
            continue
        thing, verb = things[0], min(verbs)
        date = date_of(layers, sentence, words, verb, fact)
        parties = _parties(layers, sentence)
        if len(parties) < 2:
            parties = tuple(sorted({*parties, *_signers(layers, sentence)}))
        others = Signatories(layers, sentence).pair(thing, verb, grammar) if len(parties) < 2 and date else None
        bare = pact_words(lang).told_with_parties & words.forms[thing]
        if len(parties) < 2 and others is None and bare:
            continue
        strange = others is not None and (len(others) == PARTIES or world.party_of(others[0]) is None)
        if len(parties) < 2 and not strange:
            before = _parties_before(layers, sentence)
            parties = before if set(parties) <= set(before) else ()  # «el tratado con X», of a text on two others
        if others is not None and (strange or len(parties) != PARTIES):
            parties = others
        elif len(parties) != 2:
            parties = _one_party(layers, sentence, words, thing)
        if date is None or not parties:
            continue
        told = stance_at(layers, sentence, words, verb, date)
        yield _statement(layers, sentence, words, fact, (thing, verb), date, parties, told)


def _parties(layers: Layers, sentence: Sentence) -> tuple[str, ...]:
    """The countries of a sentence, sorted: each once, whatever it is called; of one at war with itself, the armed group
    beside it."""
    words = layers.row(sentence)
    inside = [
        hit
        for hit in between(layers.places, sentence.start, sentence.end)
        if not layers.speaks(hit.start)  # «según Seúl»
        and not (hit.capital and _located(layers, sentence, hit))  # «firmaron en Washington»
        and not _hosts(sentence, words, hit)
    ]
    found = {hit.country for hit in inside if hit.country is not None and _is_party(hit)}
    if len(found) == 1:
        named = {world.party_of(word.text) for word in words if word.is_word}
        found |= {party for party in named if is_body(party) and not world.goes_between(party)}
    return tuple(sorted(found))


def _signers(layers: Layers, sentence: Sentence) -> Iterator[str]:
    """The countries of the persons of a sentence: «Kim Jong Un y Vladímir Putin firmaron …»."""
    named = [hit for hit in between(layers.persons, sentence.start, sentence.end) if not layers.speaks(hit.start)]
    held = {
        told.value.entity: told.of.entity
        for told in (layers.statements if named else ())
        if told.fact == offices.FACT and isinstance(told.value, Named) and told.of is not None
    }
    for hit in named:
        party = held.get(hit.entity) or world.party_of_person(hit.name)
        if party is not None and is_country(party):
            yield party


def _hosts(sentence: Sentence, words: Row, hit: NameHit) -> bool:
    """«en la capital omaní», "brokered by Egypt", "the Iran-aligned rebels": a country that is no party."""
    first = index_at(words, hit.start - sentence.start)
    after = index_at(words, hit.end - 1 - sentence.start) + 1
    hosts = host_words(sentence.lang or "")
    before, behind = words.folded[max(0, first - BESIDE) : first], words.folded[after : after + 1]
    paired = after + 1 < len(words) and world.party_of(words[after + 1].text) is not None  # "the Thai-Lao treaty"
    return (HYPHEN in behind and not paired) or not hosts.isdisjoint((*before, *behind))


def _located(layers: Layers, sentence: Sentence, hit: NameHit) -> bool:
    words = layers.row(sentence)
    return place_words(sentence.lang or "").sites.ending(words, index_at(words, hit.start - sentence.start)) is not None


def _signed_in(layers: Layers, sentence: Sentence, start: int) -> Ref | None:
    """«firmaron en Ginebra», "signed in Muscat": where an event took place, named nearest to what is told of it."""
    named = [
        hit
        for hit in between(layers.places, sentence.start, sentence.end)
        if not hit.demonym and _located(layers, sentence, hit)
    ]
    place = min(named, key=lambda hit: abs(hit.start - start), default=None)
    return None if place is None else Ref(layers.text[place.start : place.end], place.entity)


def _is_party(hit: NameHit) -> bool:
    """A country, its adjective or its capital, not some town in it."""
    return hit.demonym or hit.entity == hit.country or hit.capital


def _parties_before(layers: Layers, sentence: Sentence) -> tuple[str, ...]:
    """«ambos países»: the two countries that the text has named most by then."""
    counts: dict[str, int] = {}
    words = layers.row(sentence)
    for hit in layers.places:
        if hit.start >= sentence.start and (hit.start >= sentence.end or _hosts(sentence, words, hit)):
            continue
        if hit.country is not None and _is_party(hit):
            counts[hit.country] = counts.get(hit.country, 0) + 1
    most = sorted(counts, key=lambda country: (-counts[country], country))[:2]
    body = _body_before(layers, sentence)
    if body is not None and most and body[1] >= max(2, counts[most[-1]] if len(most) > 1 else 0):
        most = [most[0], body[0]]  # a state at war with itself
    return tuple(sorted(most))


def _body_before(layers: Layers, sentence: Sentence) -> tuple[str, int] | None:
    """The known body that the text has named most by a sentence, and how often."""
    counts: dict[str, int] = {}
    for one in layers.sentences:
        if one.start > sentence.start or one.lang is None:
            break
        for word in layers.row(one):
            party = world.party_of(word.text) if word.is_word else None
            if is_body(party) and not world.goes_between(party):
                counts[party] = counts.get(party, 0) + 1
    return max(counts.items(), key=lambda told: (told[1], told[0]), default=None)


def _one_party(layers: Layers, sentence: Sentence, words: Words, thing: int) -> tuple[str, ...]:
    """«El tratado con el Kremlin se firmó …»: an agreement that everybody knows, of which one party alone is named; of
    one that goes by its name, those that the text names."""
    at = thing - 1
    while at > 0 and thing - at <= NAMED and words[at].is_word and words[at].text[0].isupper():
        at -= 1  # "the Corentyne treaty"
    before = words[at].folded if at >= 0 else ""
    if before not in definite_words(sentence.lang or ""):
        return ()
    named = {
        party
        for at, word in enumerate(words)
        if word.is_word and word.text[0].isupper() and not layers.speaks(sentence.start + words.starts[at])
        if place_words(sentence.lang or "").sites.ending(words, at) is None  # «se firmó en Bogotá»
        if (party := world.party_of(word.text)) is not None and is_country(party)
    }
    found = {*_parties(layers, sentence), *named}
    if not found and at < thing - 1:  # one that has a name, of the countries that the text names
        told = {hit.country for hit in layers.places if hit.country is not None and not layers.speaks(hit.start)}
        return tuple(sorted(told)) if 0 < len(told) <= PARTIES else ()
    return tuple(found) if len(found) == 1 else ()


def _thing(word: Word, sentence: Sentence, fact: str) -> str:
    """What it is called, as the language lists it: «tratados» → tratado."""
    lang = sentence.lang or ""
    return min(forms(word.text, lang) & event_grammars(lang)[fact].things)


def _statement(
    layers: Layers,
    sentence: Sentence,
    words: Words,
    fact: str,
    marks: tuple[int, int],
    date: DateHit,
    parties: tuple[str, ...],
    told: Stance,
) -> Statement:
    offset = sentence.start
    start = min(date.start, *(offset + words.starts[at] for at in marks))
    end = max(date.end, *(offset + words.ends[at] for at in marks))
    value: TimeSpan | None = date.span
    thing = Ref(_thing(words[marks[0]], sentence, fact))
    acts = frozenset().union(*(one.told for one in event_grammars(sentence.lang or "").values()))
    ends = [offset + words.ends[at] for at, word in enumerate(words) if forms(word.text, sentence.lang or "") & acts]
    own = {  # «el Senado ratificó el acuerdo»: who does it tells nothing of it
        claimant
        for one in layers.attributions_near(start, end, 0)
        if any(one.cue[0] < at <= one.cue[1] for at in ends)
        for claimant in one.claimants
    }
    return Statement(
        fact=fact,
        value=value,
        article=UNSIGNED,
        stance=told,
        claimants=tuple(one for one in claimants_of(layers, start, end) if one not in own),
        place=_signed_in(layers, sentence, start),
        of=None,  # what it is called varies (tratado, alianza, pacto); its parties say which one it is
        when=value,
        roles={"parties": Ref(" / ".join(parties), "+".join(parties)), "thing": thing},
        evidence=layers.evidence(sentence, start, end),
        confidence=0.8,
    )
