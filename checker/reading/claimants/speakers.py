"""Who can say something: whether words of a sentence name a speaker, and the `Claimant` that they name.

In: the words of a sentence, with persons, organisations, places, numbers and dates of the layers. Which words to ask
about, claimnames.py finds.
"""

from __future__ import annotations

from checker import world
from checker.model.entity import is_body, is_country
from checker.model.record import lazily
from checker.model.statement import Claimant
from checker.reading.claimants.claimwords import claim_words
from checker.reading.layers import SERVICE, DateHit, Layers, NameHit, NumberHit, Sentence, between
from checker.reading.meaning.causes import cause_phrases
from checker.reading.text.lemmas import is_known
from checker.reading.text.words import index_at

ACRONYM = 3  # capitals that make a body's name, at least
BULLET = "•"
LINKED = 6  # words behind a linking verb in which it may be told what else is counted
COMPOUND = 2  # words from one that tells which to the noun
MAX_PROPER = 6  # words in a name that no list knows
Span = tuple[int, int]  # words from, to before


class Speakers:
    """Those of one sentence."""

    def __init__(self, layers: Layers, sentence: Sentence) -> None:
        self.layers, self.sentence, self.words = layers, sentence, layers.row(sentence)
        self.lang = sentence.lang or ""
        self.cues = claim_words(self.lang)

    def speaks(self, start: int, end: int, *, strict: bool = True) -> bool:
        """Whether a phrase names somebody who can say something: a noun of the list, a party, a person, a country."""
        words, cues = self.words, self.cues
        folded = words.folded
        while start < end and folded[start] in cues.nobody and folded[start] not in cues.determiners:
            start += 1
        if start >= end or not self.numbered.isdisjoint(range(start, end)):
            return False
        inside = [at for at in range(start, end) if words[at].is_word or at in self.services]
        if not inside or (len(inside) == 1 and folded[inside[0]] in cues.back):
            return False
        texts = words.texts[start:end]
        comma = start + texts.index(",") if "," in texts else end
        if self._has_name_behind(start, comma):
            return True
        at = self._evidence(start, end, strict=strict)
        if at is None:
            return False
        led = folded[start:at]
        if not cues.that.isdisjoint(led) or any(self._is_nobody(n, end) for n in range(start, at)):
            return False
        inner = [n for n, word in enumerate(led) if word in cues.of or word in cues.stop]
        if self.cues.source_first and inner and inner[0] == 0:
            return False
        return not inner or inner[0] == 0  # «la de Kiev» is no speaker

    def _evidence(self, start: int, end: int, *, strict: bool) -> int | None:
        """The first word by which a phrase names a claimant."""
        words, cues = self.words, self.cues
        for at in range(start, end):
            word = words[at]
            if at in self.services:
                return at
            if not word.is_word:
                continue
            lemmas = words.forms[at]
            if at in self.persons:  # «Norma»
                return at
            if self._is_nobody(at, end):
                return None
            if not lemmas.isdisjoint(cues.nouns):
                return None if self.counts(at) else at
            if word.folded in cues.estimates and self._has_source(start, end):
                return at
            if word.folded in cues.portfolios and end - start == 1 and word.text[0].isupper():
                return at
            if word.folded in cues.determiners:
                continue
            if word.text[0].isupper() and self._is_name(at, start, end, strict=strict):
                return at
        last = end - 1  # «los hutíes»
        small = last == start + 1 and words.texts[last][0].islower() and words.folded[start] in cues.determiners
        return last if small and is_body(world.party_of(words.texts[last])) else None

    def _is_nobody(self, at: int, end: int) -> bool:
        """«según el calendario»: a word of what says nothing, unless it tells which: "law enforcement sources"."""
        words, cues = self.words, self.cues
        folded = words.folded[at]
        if words.forms[at].isdisjoint(cues.not_who) or folded in cues.nouns:
            return False  # "customs", and not "custom"
        if not cues.source_first or folded in cues.determiners or cues.participle.search(folded):
            return True
        behind = range(at + 1, min(at + 1 + COMPOUND, end))
        return all(words.forms[n].isdisjoint(cues.nouns) for n in behind)

    def has_head(self, start: int, end: int) -> bool:
        """Whether a phrase has the noun that tells who it names, or a name: not "the Kenyan", before "ministry"."""
        if not all(map(self.cues.nouns.isdisjoint, self.words.forms[start:end])):
            return True
        return bool(self._hits(start, end))

    def _has_name_behind(self, start: int, end: int) -> bool:
        """«la burgomaestre, Ana Ruiz,»: whether the name of a person between commas, or at the end, tells who is meant
        by the words before it."""
        if end + 1 >= len(self.words) or self.words.texts[end] != "," or start == end:
            return False
        if self.words.folded[start] not in self.cues.openers or any(at in self.numbered for at in range(start, end)):
            return False
        after = self.persons.get(end + 1)
        return after is not None and (after == len(self.words) or self.words.texts[after] in ",.;:")

    def counts(self, at: int) -> bool:
        """«el balance de víctimas mortales subió»: a phrase that is counted says nothing."""
        lexicon = self.layers.lexicons.get(self.lang)
        phrase = None if lexicon is None else lexicon.phrase_at(self.words, at)
        return phrase is not None and phrase[1] == "nouns"

    def are_counted(self, at: int) -> bool:
        """«el censo de desplazados»: a bare noun of what befell people is no source of figures on it."""
        lexicon = self.layers.lexicons.get(self.lang)
        return lexicon is not None and at < len(self.words) and lexicon.fact_of(self.words[at], "nouns") is not None

    def are_linked(self, at: int, verb: int) -> bool:
        """«los desplazados suman 1.500»: those who are counted, before a verb that only leads on to their number."""
        at += self.words[at].folded in self.cues.determiners
        lexicon = self.layers.lexicons.get(self.lang)
        if lexicon is None or not lexicon.is_any(self.words[verb], "links") or not self.are_counted(at):
            return False
        return not any(map(self.are_counted, range(verb + 1, verb + LINKED)))  # "the displaced count 40 dead"

    def is_of_event(self, held: int) -> bool:
        """«el balance del huracán María»: whether a figure is of what happened."""
        at, small = held + 1, self.cues.of | self.cues.determiners
        while at < len(self.words) and self.words.folded[at] in small:
            at += 1
        return cause_phrases(self.lang).starting(self.words, at) is not None

    def _has_source(self, start: int, end: int) -> bool:
        """Whether an adjective says whose figures they are: «cifras oficiales», «estimaciones estadounidenses»."""
        if any(word.folded in self.cues.official for word in self.words[start:end]):
            return True
        hits = between(self.layers.places, self.sentence.start, self.sentence.end)
        return any(hit.demonym and start <= self.span(hit)[0] < end for hit in hits)

    def _is_name(self, at: int, start: int, end: int, *, strict: bool) -> bool:
        """Whether a capitalised word begins the name of a person, a body, a party, a country or a capital."""
        words = self.words
        text = self.text(at, end)
        if any(left <= at < right for _, (left, right) in self.named):
            return True
        if world.party_of(text) is not None or world.party_of(words.texts[at]) is not None:
            return True
        if words.texts[at].isupper() and ACRONYM <= len(words.texts[at]) <= 2 * ACRONYM:
            return True
        place = world.find_place(text) or world.find_place(words.texts[at])
        if place is not None:
            return place.kind == "country" or place.capital
        inside = [word for word in words[start:end] if word.is_word]
        if cause_phrases(self.lang).starting(words, at) is not None:
            return False  # "the toll from Cyclone Ditwah"
        proper = all(word.text[0].isupper() or len(word.text) <= 3 for word in words[at:end] if word.is_word)
        if not strict:
            return True
        if len(inside) > MAX_PROPER or not proper:
            return False
        small = is_known(words.texts[at], self.lang) and not words.texts[at].isupper()
        return not small if at == 0 or len(inside) == 1 else True

    @lazily
    def named(self) -> list[tuple[NameHit, Span]]:
        """The people and bodies that are named, each with the words by which it is."""
        left, right = self.sentence.start, self.sentence.end
        hits = *between(self.layers.persons, left, right), *between(self.layers.organisations, left, right)
        return [(hit, self.span(hit)) for hit in hits]

    @lazily
    def persons(self) -> dict[int, int]:
        """The words of the people that are named: by the first, or by the title before it, the one behind the last."""
        named = {first: after for hit, (first, after) in self.named if hit.kind == "person"}
        return {first - 2: after for first, after in named.items() if self.is_title(first - 1)} | named

    def is_title(self, at: int) -> bool:
        """Whether a word is the full stop of a title: "Dr. Amal Khoury"."""
        words = self.words
        return (
            at > 0
            and words.texts[at] == "."
            and words[at - 1].has_capital
            and words.folded[at - 1] in self.cues.shortened
        )

    @lazily
    def dated(self) -> frozenset[int]:
        """The words that belong to dates."""
        found: set[int] = set()
        for hit in between(self.layers.dates, self.sentence.start, self.sentence.end):
            found.update(range(*self.span(hit)))
        return frozenset(found)

    @lazily
    def numbered(self) -> frozenset[int]:
        """The words that belong to counts, and all digits."""
        hits = between(self.layers.numbers, self.sentence.start, self.sentence.end)
        found = {at for hit in hits if not hit.article_one and hit.kind == "number" for at in range(*self.span(hit))}
        found.update(at for at in self.words.digits if at not in self.dated)
        return frozenset(found - self.services)

    @lazily
    def services(self) -> frozenset[int]:
        """«el 112»: the words of numbers by which a service is called."""
        return self._in_role(SERVICE)

    @lazily
    def hours(self) -> frozenset[int]:
        """«el parte de las 20.00»: the words of hours."""
        return self._in_role("hour")

    def _in_role(self, role: str) -> frozenset[int]:
        hits = between(self.layers.numbers, self.sentence.start, self.sentence.end) if self.words.digits else ()
        return frozenset(at for hit in hits if hit.role == role for at in range(*self.span(hit)))

    def is_count(self, at: int) -> bool:
        """Whether a word is digits that name no service."""
        return self.words.texts[at][0].isdecimal() and at not in self.services

    def span(self, hit: NameHit | DateHit | NumberHit) -> Span:
        """The words of a hit."""
        start, end = hit.start - self.sentence.start, hit.end - self.sentence.start
        return index_at(self.words, start), index_at(self.words, end - 1) + 1

    def _hits(self, start: int, end: int) -> list[NameHit]:
        return [hit for hit, (first, after) in self.named if start <= first and after <= end]

    def _is_place(self, start: int, end: int) -> bool:
        """«Beirut», «Italia»: with a verb that gives a figure, they are where, not who."""
        text = self.text(start, end)
        place = world.find_place(text)
        return place is not None and (place.kind == "country" or not text.isupper())

    def text(self, start: int, end: int) -> str:
        """Words as written."""
        words, left = self.words, self.sentence.start
        return self.layers.text[left + words.starts[start] : left + words.ends[end - 1]] if end > start else ""

    def claimant(self, start: int, end: int) -> Claimant:
        """The claimant that words name, with party and entity as far as the words tell."""
        words, cues = self.words, self.cues
        while start < end - 1 and (words.folded[start] in cues.before_name or words.texts[start] == BULLET):
            start += 1  # «citó al Ministerio»
        text = world.without_possessive(self.text(start, end))
        person = any(hit.kind == "person" and span == (start, end) for hit, span in self.named)
        party = world.party_of_person(text) if person else world.party_of(text)
        if party is None:
            party = world.party_of_shared(text, (hit.country for hit in self.layers.places))
        place = None if person else world.find_place(text)
        named = next((hit.entity for hit in self._hits(start, end)), None)
        body = is_country(party)  # one of a country's bodies, and not the country
        state = None if person else world.state_body(text)
        entity = place.country if place is not None else named or state or (None if body else party)
        return Claimant(text, entity, party)

    def _one(self, first: int, before: int, then: int, end: int) -> bool:
        """Whether an apposition names the same one: a person and a role."""
        return self._person(first, before) != self._person(then, end) or not self.words.texts[then][0].isupper()

    def _person(self, start: int, end: int) -> bool:
        return any(hit.kind == "person" for hit in self._hits(start, end))


def is_whole_country(claimant: Claimant) -> bool:
    """Whether a claimant is a country by its name, and none of its bodies."""
    place = world.find_place(claimant.text)
    return place is not None and place.kind == "country"
