"""Reads what is measured or counted by name: a turnout of 67 %, a magnitude of 7.8, 45 seats, 120 drones.

In: numbers (plain, percent, money), persons, organisations. Out: statements of facts of kind `measure`. A number
belongs to the nearest noun of such a fact in its clause; where several facts share the noun («drones lanzados»,
«drones derribados») the nearest word that they need decides. Which words make which fact is data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import contains

from spacy.tokens import Doc

from checker.model.statement import STATE, UNSIGNED, Ref, Statement
from checker.reading.claimants.claimants import claimants_of
from checker.reading.claimants.claimwords import claim_words
from checker.reading.dates.dates import as_of_of, when_of
from checker.reading.factwords.lexicon import PERSON
from checker.reading.factwords.measurewords import MeasureLexicon, Table
from checker.reading.layers import Layers, NumberHit, Sentence, between, by_sentence
from checker.reading.meaning.aspects import aspect_of, is_superseded
from checker.reading.meaning.causes import cause_of
from checker.reading.meaning.stance import stance_of
from checker.reading.measures.candidates import Candidate, candidates, whose
from checker.reading.measures.rivals import FEWEST, held_against, in_brackets
from checker.reading.places.whereabouts import place_of
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at
from checker.rulebook.facts import FactSpec
from checker.world import is_known_person

PERCENT, MONEY = "percent", "money"
BEHIND = 4  # words from a number to the noun behind it
BEFORE = 12  # words from a noun to the number behind it
APPOSED = 6  # words of an apposition before its name
STRANGE = 2  # of these, words that no list knows
OF_WHOLE = 5  # words from a whole back to the word that says what it is a whole of
COMMA, HYPHEN = ",", "-"
STOPS = frozenset('.;:()[]«»“”"—–!?…')


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun (or a verb that needs none) of measured facts in words `first`..`after`."""

    first: int
    after: int
    facts: tuple[str, ...]


def annotate(doc: Doc, layers: Layers) -> None:
    """Append the measured facts to `layers.statements`."""
    del doc
    before: list[Statement] = []  # what the sentence before measured
    for sentence, inside in by_sentence(layers, layers.numbers):
        known, before = before, []
        lex = layers.measures.get(sentence.lang or "")
        if lex is None or not lex.facts:
            continue
        hits = [hit for hit in inside if hit.kind != "ordinal" and not hit.article_one]
        if known and hits:
            before = list(_retold(layers, sentence, hits, known))
            told = {one.evidence.number for one in before if one.evidence is not None}
            layers.statements[:] = [
                one for one in layers.statements if one.evidence is None or one.evidence.number not in told
            ] + before
        if not hits or not (
            layers.mentions(sentence, lex.nouns.keys())
            or (any(hit.kind == PERCENT for hit in hits) and layers.mentions(sentence, lex.verbs.keys()))
            or sum(hit.kind == PERCENT for hit in hits) >= FEWEST
        ):
            continue  # only a share goes without its noun
        found = list(_Measured(layers, sentence, layers.row(sentence), hits, lex).statements())
        numbers = {one.evidence.number for one in found if one.evidence is not None}
        # «liberó a 95 presos»: a fact of those set free says it better than one of the held, for whom it is over
        layers.statements[:] = [
            one
            for one in layers.statements
            if not (STATE in one.roles or one.fact in layers.lexicons[sentence.lang or layers.lang].over)
            or one.evidence is None
            or one.evidence.number not in numbers
        ]
        layers.statements.extend(found)
        before += found


def _retold(
    layers: Layers, sentence: Sentence, hits: Sequence[NumberHit], known: Sequence[Statement]
) -> Iterator[Statement]:
    """«Los observadores la sitúan en el 48 %», "monitors put it at 48%", "say it was 48%": the last measure, by
    others."""
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    words, lists = layers.row(sentence), lexicon.lists
    for hit in hits[:1] if not words.vocabulary.isdisjoint(lists["clitics"]) else ():  # else of another thing
        first = index_at(words, hit.start - sentence.start)
        at = first - 1 - (first > 1 and words[first - 1].folded in lists["determiners"])
        if at < 2:
            continue
        verb, whom = (at - 2, at - 1) if lexicon.noun_last else (at - 1, at - 2)
        if words[at].folded in lists["objects"] | lists["at"] | lists["at_once"]:
            retells = lexicon.is_any(words[verb], "retells")
        else:  # "the opposition says it was 41%"
            said = layers.speaks(sentence.start + words.starts[verb])
            retells = said and lexicon.noun_last and words[at].folded in lists["passive"]
        last = next((one for one in reversed(known) if _fits(layers.facts[one.fact], hit)), None)
        if last is not None and retells and words[whom].folded in lists["clitics"]:
            after = index_at(words, hit.end - sentence.start - 1) + 1
            made = _statement(
                layers, sentence, words, hit, last.fact, (first, after), _Noun(verb, after, (last.fact,)), None
            )
            yield replace(made, of=last.of, place=last.place, when=last.when, roles=last.roles)


class _Measured:
    """The measured facts of one sentence: what stands with a noun, then with a verb, then the shares of rivals."""

    def __init__(
        self, layers: Layers, sentence: Sentence, words: Row, hits: Sequence[NumberHit], lex: MeasureLexicon
    ) -> None:
        self.layers, self.sentence, self.words, self.lex = layers, sentence, words, lex
        nouns, verbs = list(_nouns(words, lex.nouns)), list(_nouns(words, lex.verbs))
        self.told, counted = lex.but_full_counts(" ".join(words.folded))
        facts = {fact for one in (*nouns, *verbs) for fact in one.facts}
        self.foreign = {fact for fact in facts if fact in lex.context and not layers.speaks_of(lex.context[fact])}
        self.other = {fact for fact in facts if self._speaks_of_else(fact)}
        self.off = self.foreign | self.other
        self.nouns = [noun for noun in nouns if not self.off.issuperset(noun.facts)]
        self.verbs = [verb for verb in verbs if not self.other.issuperset(verb.facts)]
        spans = {index_at(words, hit.start - sentence.start): hit for hit in hits}
        self.spans = {first: hit for first, hit in spans.items() if first not in counted}
        self.numbers: set[int] = set()  # the first words of those that are taken
        self.named: dict[str, list[Candidate]] = {}  # by fact, once asked for

    def statements(self) -> Iterator[Statement]:
        """All of them."""
        yield from self._by_noun()
        yield from self._by_verb()
        for name in sorted(_shares(self.layers, self.lex)):
            if self._may_be_shared(name):
                yield from self._of_rivals(name)

    def _speaks_of_else(self, fact: str) -> bool:
        unless = self.lex.unless.get(fact)
        return unless is not None and unless.search(self.told) is not None

    def _candidates(self, fact: str, *, speakers: bool = False) -> list[Candidate]:
        return candidates(self.layers, self.sentence, self.words, self.lex.verbs_of(fact), speakers=speakers)

    def _whose(self, fact: str, first: int) -> Candidate | None:
        if fact not in self.named:
            self.named[fact] = self._candidates(fact)
        beats = self.lex.beats.get(fact, frozenset())
        return whose(self.named[fact], self.words, first, beats, self.lex.lang)

    def _by_noun(self) -> Iterator[Statement]:
        layers, words, lex = self.layers, self.words, self.lex
        taken: set[int] = set()
        for _, first, after, noun, hit in _pairs(self.sentence, words, self.nouns, self.spans, lex):
            if first in self.numbers or noun.first in taken:
                continue
            fact = _fact(layers, words, first, hit, [one for one in noun.facts if one not in self.off], lex)
            if fact is None:
                continue
            first, after, hit = self._part(fact, first) or (first, after, hit)
            if layers.facts[fact].roles and words[after].text == HYPHEN:
                continue  # "the 102-seat parliament"
            if layers.facts[fact].counts == PERSON and lex.is_one(words[noun.first]) and hit.quantity.low != 1:
                continue  # "took 40 villagers captive"
            chosen = self._whose(fact, first) if layers.facts[fact].roles else None
            if layers.facts[fact].roles and (chosen is None or chosen.first > first):
                chosen = self._own(fact, first) or chosen
            between_them = words[min(after, noun.after) : max(first, noun.first)]
            if layers.facts[fact].roles and (chosen is None or any(word.text == COMMA for word in between_them)):
                continue  # «tras el voto, Ruiz …»: its share of something else
            self.numbers.add(first)
            taken.add(noun.first)
            yield _statement(layers, self.sentence, words, hit, fact, (first, after), noun, chosen)

    def _part(self, fact: str, whole: int) -> tuple[int, int, NumberHit] | None:
        """«58 de los 102 escaños», "58 of parliament's 229 seats": the part of a number that is a whole."""
        words = self.words
        for at in range(whole - 1, max(0, whole - OF_WHOLE), -1):
            if words[at].folded in self.lex.parts:
                first = at - 1
                hit = self.spans.get(first)
                fits = hit is not None and _fits(self.layers.facts[fact], hit)
                return (first, at, hit) if hit is not None and fits and first not in self.numbers else None
        return None

    def _own(self, fact: str, first: int) -> Candidate | None:
        """ "The party said it had won 55 seats": who speaks, of themselves."""
        back = claim_words(self.lex.lang).back
        said = [at for at in self.words.where(back) if at < first]
        named = self._candidates(fact, speakers=True) if said and self.layers.lexicons[self.lex.lang].noun_last else []
        return next((one for one in reversed(named) if one.after < said[-1]), None)

    def _by_verb(self) -> Iterator[Statement]:
        layers, sentence, words, lex = self.layers, self.sentence, self.words, self.lex
        for _, first, after, verb, hit in _pairs(sentence, words, self.verbs, self.spans, lex, strange=BEFORE):
            if first in self.numbers:
                continue
            for fact in verb.facts:
                fits = fact not in self.other and _fits(layers.facts[fact], hit)
                chosen = self._whose(fact, first) if fits else None
                if chosen is None or (fact in self.foreign and not is_known_person(chosen.ref.text)):
                    continue
                if _bare(layers, sentence, words, verb, chosen, (first, after), lex.beside.get(fact, frozenset()), lex):
                    self.numbers.add(first)
                    yield _statement(layers, sentence, words, hit, fact, (first, after), verb, chosen)
                    break

    def _may_be_shared(self, fact: str) -> bool:
        """Whether the sentence speaks of that of which rivals have shares."""
        if fact in self.foreign or self._speaks_of_else(fact):
            return False
        context = self.lex.context.get(fact)
        known = any(fact in one.facts for one in (*self.nouns, *self.verbs))
        return known or (context is not None and context.search(self.told) is not None)

    def _of_rivals(self, fact: str) -> Iterator[Statement]:
        sentence, words = self.sentence, self.words
        left = {
            first: (index_at(words, hit.end - sentence.start - 1) + 1, hit)
            for first, hit in self.spans.items()
            if first not in self.numbers and hit.kind == PERCENT
        }
        rivals = self.named.get(fact) or (self._candidates(fact) if left else [])
        lexicon = self.layers.lexicons[self.lex.lang]
        for first, rival in (
            *(held_against(words, left, rivals, self.lex.parts, lexicon) if self.numbers else ()),
            *in_brackets(words, left, rivals, sentence.start),
        ):
            after, hit = left[first]
            noun = _Noun(first, after, (fact,))
            yield _statement(self.layers, sentence, words, hit, fact, (first, after), noun, rival)


def _shares(layers: Layers, lex: MeasureLexicon) -> frozenset[str]:
    """The facts that are somebody's share of a whole."""
    return frozenset(name for name in lex.facts if layers.facts[name].roles and layers.facts[name].counts == PERCENT)


def _pairs(
    sentence: Sentence,
    words: Row,
    nouns: Sequence[_Noun],
    spans: Mapping[int, NumberHit],
    lex: MeasureLexicon,
    strange: int = STRANGE,
) -> list[tuple[int, int, int, _Noun, NumberHit]]:
    """Every number with every noun that it can belong to, what stands nearest first."""
    pairs = []
    for first, hit in spans.items() if nouns else ():
        after = index_at(words, hit.end - sentence.start - 1) + 1
        pairs += [
            (away, first, after, noun, hit) for away, noun in _near(words, (first, after), nouns, spans, lex, strange)
        ]
    return sorted(pairs, key=lambda pair: pair[:2])


def _bare(
    layers: Layers,
    sentence: Sentence,
    words: Row,
    verb: _Noun,
    whom: Candidate,
    span: tuple[int, int],
    beside: frozenset[str],
    lex: MeasureLexicon,
) -> bool:
    """Whether a verb, a name and a number are all there is: nothing that the number could be a share of instead."""
    first, after = span
    if verb.first > first or (after < len(words) and words[after].folded in lex.parts):
        return False  # «obtuvo el 30 % de la empresa»
    if whom.first and whom.first < verb.first and words[whom.first - 1].folded in lex.parts:
        return False  # «la aprobación de Ruiz alcanzó el 51 %»
    start, end = min(whom.first, verb.first), max(whom.after, first)
    for at in range(start, end):
        word = words[at]
        if whom.first <= at < whom.after or span[0] <= at < span[1] or layers.speaks(sentence.start + words.starts[at]):
            continue
        if word.text == HYPHEN or (at == whom.after == verb.first - 1 and _closes_apposition(words, whom)):
            continue
        if not word.is_word or (beside | lex.between).isdisjoint(words.forms[at]):
            return False
    return True


def _closes_apposition(words: Row, whom: Candidate) -> bool:
    """«Su rival, el exministro Ruiz, obtuvo el 21 %»: whether a name stands between two commas."""
    led = words[max(0, whom.first - APPOSED) : whom.first]
    return words[whom.after].text == COMMA and any(word.text == COMMA for word in led)


def _nouns(words: Row, table: Table) -> Iterator[_Noun]:
    """Where the phrases of a table stand, the longest first."""
    passed = 0
    for at in words.meaning(table.keys()):
        if at < passed:
            continue
        found: dict[int, list[str]] = {}
        for form in words.forms[at]:
            for parts, fact in table.get(form, ()):
                after = at + len(parts)
                if all(map(contains, words.forms[at:after], parts)) and after <= len(words):
                    found.setdefault(after, []).append(fact)
        if found:
            passed = max(found)
            yield _Noun(at, passed, tuple(sorted(set(found[passed]))))


def _near(
    words: Row,
    span: tuple[int, int],
    nouns: Sequence[_Noun],
    spans: Mapping[int, NumberHit],
    lex: MeasureLexicon,
    strange: int,
) -> Iterator[tuple[int, _Noun]]:
    """The nouns that a number in the words of `span` can belong to, behind it and before it, with how far."""
    first, after = span
    for noun in nouns:
        if after <= noun.first <= after + BEHIND and _open(words, after, noun.first, spans, lex, strange):
            yield noun.first - after, noun
        elif first - BEFORE <= noun.after <= first and _open(words, noun.after, first, spans, lex, strange):
            yield first - noun.after, noun


def _open(
    words: Row,
    start: int,
    end: int,
    spans: Mapping[int, NumberHit],
    lex: MeasureLexicon,
    most: int,
) -> bool:
    """Whether nothing between two words parts them: no other number, no stop, hardly a word beyond names and links."""
    free = lex.free
    strange = 0
    for at in range(start, end):
        word = words[at]
        if at in spans or word.text in STOPS or word.is_digits:
            return False
        if word.is_word and not word.text[0].isupper() and free.isdisjoint(words.forms[at]):
            strange += 1
    return strange <= most


def _fact(
    layers: Layers, words: Row, first: int, hit: NumberHit, facts: Sequence[str], lex: MeasureLexicon
) -> str | None:
    """The fact of several that share a noun: the unit must fit, and the nearest needed word decides."""
    fitting = [fact for fact in facts if _fits(layers.facts[fact], hit)]
    near: list[tuple[int, str]] = []
    for fact in fitting:
        wanted = lex.needs.get(fact)
        if wanted is None:
            near.append((len(words), fact))
            continue
        places = [abs(at - first) for at in words.meaning(wanted)]
        if places:
            near.append((min(places), fact))
    return min(near)[1] if near else None


def _fits(fact: FactSpec, hit: NumberHit) -> bool:
    wanted = fact.counts if fact.counts in (PERCENT, MONEY) else "number"
    if fact.currency is not None and hit.currency != fact.currency:
        return False
    return hit.kind == wanted and (wanted != "number" or hit.role is None)


def _of(layers: Layers, sentence: Sentence, words: Row, noun: _Noun) -> Ref | None:
    """Whose they are: the adjective of a country beside the noun («drones rusos», "Russian drones")."""
    start, end = sentence.start + words.starts[noun.first], sentence.start + words.ends[noun.after - 1]
    for hit in between(layers.places, sentence.start, sentence.end):
        if hit.demonym and (0 <= hit.start - end <= 1 or 0 <= start - hit.end <= 1):
            return Ref(layers.text[hit.start : hit.end], hit.country)
    return None


def _statement(
    layers: Layers,
    sentence: Sentence,
    words: Row,
    hit: NumberHit,
    name: str,
    span: tuple[int, int],
    noun: _Noun,
    whom: Candidate | None,
) -> Statement:
    fact = layers.facts[name]
    first, after = span
    offset = sentence.start
    start = min(hit.start, offset + words.starts[noun.first])
    end = max(hit.end, offset + words.ends[noun.after - 1])
    unit = (hit.currency or MONEY) if fact.counts == MONEY else fact.counts
    return Statement(
        fact=name,
        value=replace(hit.quantity, unit=unit),
        article=UNSIGNED,
        stance=stance_of(layers, hit.start, hit.end),
        aspect=aspect_of(sentence, words, first, after, max(after, noun.after)),
        claimants=claimants_of(layers, hit.start, hit.end, whom.ref.text if whom is not None else ""),
        of=_of(layers, sentence, words, noun),
        # a share of the voters is of the whole country; a quake's depth has its spot
        place=place_of(layers, start, end, national=fact.national and fact.counts == PERCENT),
        cause=cause_of(layers, start, end),
        when=when_of(layers, start, end),
        as_of=as_of_of(layers, start, end),
        superseded=is_superseded(sentence, words, first, max(after, noun.after)),
        roles={fact.roles[0]: whom.ref} if whom is not None else {},
        evidence=layers.evidence(sentence, start, end, (hit.start, hit.end)),
        confidence=0.7,
    )
