"""Reads dated events: agreements signed and ratified, visits, with who took part and the time.

In: dates, places. Out: statements of the event facts in `layers.statements`. Which verbs and things make which
fact is data of the language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checker import world
from checker.languages import language
from checker.model.entity import is_body, is_country
from checker.model.statement import UNSIGNED, Named, Ref, Stance, Statement
from checker.model.timespan import TimeSpan
from checker.reading.claimants.claimants import claimants_of
from checker.reading.claimants.claimwords import claim_words
from checker.reading.layers import DateHit, Layers, NameHit, Sentence, between
from checker.reading.meaning.stance import is_negated, stance_of
from checker.reading.meaning.toldwords import told_words
from checker.reading.offices import offices
from checker.reading.places.placewords import place_words
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row
from checker.reading.text.signals import any_of, form_among, signal
from checker.reading.text.words import Word, Words, fold_all, index_at, words_of

REACH = 160  # characters between the event's word and its date
UNTIL = 3  # words from «hasta» to the day
NAMED = 3  # words of an agreement's name before what it is
PARTIES = 2  # countries
HYPHEN = "-"
TO_WHICH = 3  # words of «a la que» before a verb
BESIDE = 3  # words between a country and the word that it only mediates or lends its capital
BEFORE = 8  # words before an event's verb that say whether it takes place


@dataclass(frozen=True, slots=True)
class EventGrammar:
    """What one fact is told with, folded: `acts` are lemmas of verbs and nouns, `things` what they are done to,
    `told` the verbs alone."""

    acts: frozenset[str]
    participles: frozenset[str]
    things: frozenset[str]
    told: frozenset[str]


@cache
def event_grammars(lang: str) -> dict[str, EventGrammar]:
    """The event words of a language, by fact."""
    data = language(lang).events

    return {
        fact: EventGrammar(
            acts=fold_all((*data.verbs.get(fact, ()), *data.nouns.get(fact, ()))),
            participles=fold_all(data.participles.get(fact, ())),
            things=fold_all(data.things.get(fact, ())),
            told=fold_all((*data.verbs.get(fact, ()), *data.participles.get(fact, ()))),
        )
        for fact in dict.fromkeys((*data.verbs, *data.participles))
    }


@cache
def definite_words(lang: str) -> frozenset[str]:
    """The articles and pronouns before what is known already, folded."""
    return fold_all(language(lang).places.definite)


@cache
def host_words(lang: str) -> frozenset[str]:
    """The words beside a country that only mediates or lends its capital, folded."""
    return fold_all(language(lang).events.hosts)


@cache
def visit_words(lang: str) -> dict[str, frozenset[str]]:
    """The words of visiting of a language, folded, by fact."""
    return {fact: fold_all(listed) for fact, listed in language(lang).events.visits.items()}


# without any of these words, a sentence tells of no event
_TOLD = signal(
    any_of(
        form_among(lambda lang: frozenset().union(*(one.things for one in event_grammars(lang).values()))),
        form_among(lambda lang: frozenset().union(*visit_words(lang).values())),
    )
)


def annotate(layers: Layers) -> None:
    """Append the events to `layers.statements`."""
    for sentence in layers.concerned(_TOLD):
        words = layers.row(sentence)
        layers.statements.extend(_events(layers, sentence, words))
        layers.statements.extend(_visits(layers, sentence, words))


def _events(layers: Layers, sentence: Sentence, words: Row) -> Iterator[Statement]:
    lang = sentence.lang or ""
    for fact, grammar in event_grammars(lang).items():
        if fact not in layers.facts or not layers.mentions(sentence, grammar.things):
            continue
        things, verbs = words.meaning(grammar.things), (*words.meaning(grammar.acts), *words.where(grammar.participles))
        if not things or not verbs:
            continue
        thing, verb = things[0], min(verbs)
        date = _date_of(layers, sentence, words, verb, fact)
        parties = _parties(layers, sentence)
        if len(parties) < 2:
            parties = tuple(sorted({*parties, *_signers(layers, sentence)}))
        if len(parties) < 2:
            before = _parties_before(layers, sentence)
            parties = before if set(parties) <= set(before) else ()  # «el tratado con X», of a text on two others
        if len(parties) != 2:
            parties = _one_party(layers, sentence, words, thing)
        if date is None or not parties:
            continue
        told = _stance(layers, sentence, words, verb, date)
        yield _statement(layers, sentence, words, fact, (thing, verb), date, parties, told)


def _visits(layers: Layers, sentence: Sentence, words: Row) -> Iterator[Statement]:
    """«Ana Ruiz llegó el viernes a Lisboa»: a person, a word of visiting, a place behind it and a day."""
    text = layers.text
    acts = {
        fact: wanted for fact, wanted in visit_words(sentence.lang or "").items() if layers.mentions(sentence, wanted)
    }
    named = between(layers.persons, sentence.start, sentence.end) if acts else []
    persons = [hit for hit in named if not layers.speaks(hit.start)]
    if not persons:
        return
    for fact, wanted in acts.items():
        for index in words.meaning(wanted) if fact in layers.facts else ():
            if index + 1 < len(words) and words[index + 1].folded in place_words(sentence.lang or "").of:
                continue  # «llegados de Lima» tells where from
            at = sentence.start + words.starts[index]
            places = _reached(layers, sentence, words, index)
            date = _date_of(layers, sentence, words, index, fact)
            if not places or date is None:
                continue
            visitor = min(persons, key=lambda hit: (hit.start > at, abs(hit.start - at)))
            start = min(date.start, at, visitor.start)
            end = max(date.end, places[0].end, visitor.end)
            yield Statement(
                fact=fact,
                value=date.span,
                article=UNSIGNED,
                stance=_stance(layers, sentence, words, index, date),
                claimants=claimants_of(layers, at, sentence.start + words.ends[index]),
                place=Ref(text[places[0].start : places[0].end], places[0].entity),
                when=date.span,
                roles={"visitor": Ref(text[visitor.start : visitor.end], visitor.entity)},
                evidence=layers.evidence(sentence, start, end),
                confidence=0.7,
            )
            break


def _reached(layers: Layers, sentence: Sentence, words: Row, index: int) -> list[NameHit]:
    """The places that somebody came to, the nearest first: behind the verb and not where from, or before it, «isla a la
    que llegó»."""
    at, lang = sentence.start + words.starts[index], sentence.lang or ""
    named = [hit for hit in between(layers.places, sentence.start, sentence.end) if not hit.demonym and hit.country]
    back = words.folded[max(0, index - TO_WHICH) : index]
    if back and back[-1] in claim_words(lang).that and not layers.lexicons[lang].lists["objects"].isdisjoint(back):
        return [hit for hit in reversed(named) if hit.end <= at]
    whence = place_words(lang).whence
    firsts = {hit.start: index_at(words, hit.start - sentence.start) for hit in named if hit.start > at}
    return [hit for hit in named if hit.start > at and whence.ending(words, firsts[hit.start]) is None]


def _stance(layers: Layers, sentence: Sentence, words: Row, at: int, date: DateHit) -> Stance:
    """How an event is told: as anything else is, but its own verb may also deny it («no firmaron»), put it off
    («canceló la visita»), ask for it to be so («si firmaran») or tell it of the future («firmarán»)."""
    grammar = told_words(sentence.lang or "")
    before = words[max(0, at - BEFORE) : at]
    parted = max((index + 1 for index, word in enumerate(before) if word.text in ",;:"), default=0)
    clause = before[parted:]
    if any(word.is_word and forms(word.text, sentence.lang or "") & grammar.cancelled for word in before):
        return Stance.DENIED
    if date.relation is None and is_negated([*clause, words[at]], len(clause), sentence.lang or ""):
        return Stance.DENIED  # but "was not signed until Friday"
    told = stance_of(layers, sentence.start + words.starts[at], sentence.start + words.ends[at])
    if told is not Stance.ASSERTED:
        return told
    if any(word.text.casefold() in grammar.conditions for word in clause):
        return Stance.POSSIBLE
    return Stance.PLANNED if words[at].text.casefold().endswith(grammar.future) else told


def _date_of(layers: Layers, sentence: Sentence, words: Row, verb: int, fact: str) -> DateHit | None:
    """The date nearest to the event's word; another event's word in between takes its own."""
    lang = sentence.lang or ""
    others = frozenset(word for name, grammar in event_grammars(lang).items() if name != fact for word in grammar.told)
    at = sentence.start + words.starts[verb]
    behind = at if verb and words[verb - 1].folded in told_words(lang).afterwards else sentence.start
    clauses = [sentence.start + words.starts[one] for one in words.where(told_words(lang).clauses)]
    rivals = [
        sentence.start + start
        for word, start in zip(words, words.starts, strict=True)
        if word.is_word and (forms(word.text, lang) & others or word.folded in others)
    ]
    found = [
        (abs(hit.start - at), hit)
        for hit in between(layers.dates, behind, sentence.end)  # "flew home on Friday after signing"
        if hit.span is not None
        and hit.kind == "date"
        and (hit.relation is None or _not_before(sentence, words, verb, hit))
        and not any(abs(hit.start - rival) < abs(hit.start - at) for rival in rivals if not _parted(layers, rival, hit))
        and not (rivals and _parted(layers, at, hit))
        and not _is_of_saying(layers, sentence, hit, at)
        and not any(at < clause < hit.start for clause in clauses)
    ]
    near = [one for one in found if one[0] <= REACH]
    return min(near, key=lambda one: one[0])[1] if near else None


def _not_before(sentence: Sentence, words: Row, verb: int, hit: DateHit) -> bool:
    """ "was not signed until Friday", «no llegó hasta el viernes»: the day on which it was."""
    until, ends = told_words(sentence.lang or "").until, index_at(words, hit.start - sentence.start)
    if hit.relation is None or not any(word.folded in until for word in words[max(verb, ends - UNTIL) : ends]):
        return False
    return is_negated(words, verb, sentence.lang or "")


def _is_of_saying(layers: Layers, sentence: Sentence, hit: DateHit, at: int) -> bool:
    """ "on Friday described the deal reached in X": a date before a verb of saying is its own."""
    speech = claim_words(sentence.lang or "").speech
    between_them = words_of(layers.text[hit.end : at]).kinds
    return hit.end < at and "," not in between_them and not speech.isdisjoint(between_them)


def _parted(layers: Layers, at: int, hit: DateHit) -> bool:
    """Whether a date stands in another clause than a word: "ratified it last week; it was signed in 2024"."""
    return ";" in layers.text[min(at, hit.start) : max(at, hit.start)]


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
    return tuple(sorted(most))


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
