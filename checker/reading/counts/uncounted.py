"""Facts that are denied, doubted or admitted without a number: «Corea del Norte niega haber enviado tropas».

In: a sentence. Out: statements without a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model.entity import is_country
from checker.model.statement import UNSIGNED, Claimant, Ref, Stance, Statement
from checker.model.timespan import TimeSpan
from checker.reading.claimants.claimants import claimants_of
from checker.reading.counts.count import Count
from checker.reading.counts.tokens import Link
from checker.reading.counts.whose import whose
from checker.reading.dates.dates import as_of_of
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Layers, Sentence, between
from checker.reading.meaning.stance import stance_of
from checker.reading.meaning.stancewords import stance_grammar
from checker.reading.places.whereabouts import place_of
from checker.reading.text.rows import Row
from checker.reading.text.words import fold

OPENING = 8  # characters before a date that opens its sentence: «A finales de 2023»
SUFFERS = 5  # words from troops to what was done to them: "soldiers had been killed"

# stances that make a sentence without a number worth a statement of its own
TELLING = frozenset({Stance.DENIED, Stance.NEITHER, Stance.UNCONFIRMED, Stance.ACKNOWLEDGED})


def uncounted(
    layers: Layers, sentence: Sentence, words: Row, counted: set[str], spans: Sequence[tuple[int, int]]
) -> Iterator[Statement]:
    """A sentence that denies, doubts or admits a fact without a number: a proposition with a stance. `counted` are the
    facts that it has counts of, and `spans` where those stand."""
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    for at in words.meaning(lexicon.needy):
        word, fact = words[at], lexicon.fact_of(words[at], "nouns")
        if fact is None or fact not in lexicon.needs or fact in counted:
            continue
        if counted and at and words[at - 1].folded in lexicon.lists["possessives"]:
            continue  # «12 de sus soldados»: whose they are who are counted
        start, end = sentence.start + words.starts[at], sentence.start + words.ends[at]
        if any(left <= start < right for left, right in spans):
            continue  # «mató a 70 soldados»: who they are of whom something else is counted
        if any(hit.start <= start < hit.end for hit in (*layers.organisations, *layers.persons)):
            continue
        if not lexicon.has_need(words, fact) or _suffers(lexicon, words, at, fact):
            continue
        stance = stance_of(layers, start, end)
        confirmed = stance is Stance.ASSERTED and _said(words, at, stance_grammar(words.lang).confirm)
        if stance not in TELLING and not confirmed:
            continue
        claimants = claimants_of(layers, start, end)
        if any(word.folded in fold(one.text).split() for one in claimants):
            continue  # «el mando militar lo niega»
        if confirmed and any(one.party for one in claimants):
            stance = Stance.ACKNOWLEDGED
        if stance not in TELLING:
            continue
        counted.add(fact)
        figure = Count(layers, sentence, words, lexicon, Link(fact, at, at + 1, fact, None, 0.7), at, at + 1)
        yield Statement(
            fact=fact,
            value=None,
            article=UNSIGNED,
            stance=stance,
            claimants=claimants,
            of=_named_before(layers, sentence, words, at)
            or whose(figure, claimants)
            or _own(lexicon, words, at, claimants),
            place=place_of(layers, start, end),
            cause=None,
            when=None,
            as_of=as_of_of(layers, start, end) or _said_on(layers, sentence, start, end),
            evidence=layers.evidence(sentence, start, end),
            confidence=0.7,
        )


def _suffers(lexicon: FactLexicon, words: Row, at: int, fact: str) -> bool:
    """ "denied that its soldiers had been killed": what is denied is another fact, and not that they are there."""
    for behind in range(at + 1, min(at + SUFFERS, len(words))):
        if not words[behind].is_word:
            return False
        done_to = words[behind - 1].folded in lexicon.lists["passive"]
        told = lexicon.fact_of(words[behind], "verbs") or (done_to and lexicon.fact_of(words[behind], "transitive"))
        if not told and words[behind - 1].folded in lexicon.lists["active"]:
            told = lexicon.fact_of(words[behind], "nouns")  # «que sus soldados hayan muerto»
        if told:
            return told != fact
    return False


def _said(words: Row, at: int, some: frozenset[str]) -> bool:
    """Whether one of some words stands before a word: «confirma que desplegó tropas»."""
    return any(before < at for before in words.meaning(some))


def _said_on(layers: Layers, sentence: Sentence, start: int, end: int) -> TimeSpan | None:
    """«A finales de 2023 X negó …»: the time that opens a sentence before the words of saying is theirs."""
    opening = next(iter(between(layers.dates, sentence.start, start)), None)
    if opening is None or opening.kind != "date" or opening.start - sentence.start > OPENING:
        return None
    said = any(opening.end <= one.cue[1] <= start for one in layers.attributions_at(start, end) if one.claimants)
    return opening.span if said else None


def _named_before(layers: Layers, sentence: Sentence, words: Row, at: int) -> Ref | None:
    """ "Eritrean soldiers": whose they are, by the adjective before the noun."""
    left = sentence.start + words.starts[max(0, at - 2)]
    near = [hit for hit in between(layers.places, left, sentence.start + words.starts[at]) if hit.demonym]
    return Ref(layers.text[near[-1].start : near[-1].end], near[-1].country) if near else None


def _own(lexicon: FactLexicon, words: Row, at: int, claimants: tuple[Claimant, ...]) -> Ref | None:
    """«X confirma que desplegó tropas»: who speaks of sending without a subject speaks of themselves."""
    country = claimants[0].party if len(claimants) == 1 else None
    sends = _said(words, at, lexicon.lists["senders"])
    return Ref(claimants[0].text, country) if sends and is_country(country) else None
