"""Of two facts that one number of people seems to state, the one that says more of them.

In: the measures that a sentence states, and what its counts stated before. Out: what is left of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checker.model.statement import STATE, Statement
from checker.reading.factwords.lexicon import PERSON
from checker.reading.layers import Layers, Sentence
from checker.reading.text.lemmas import forms
from checker.reading.text.words import fold_all, index_at


def said_best(layers: Layers, sentence: Sentence, found: list[Statement]) -> list[Statement]:
    """The measures of a sentence that stay; what they say better is taken out of `layers.statements`. «Liberó a 95
    soldados» says more of them than that they were held, which is over, or that they are troops; but the dead among
    those who come home are the dead, and who is called a hostage («45 militares secuestrados») is one until free."""
    people = {
        one.evidence.number: one
        for one in found
        if one.evidence is not None and layers.facts[one.fact].counts == PERSON
    }
    if not people:
        return found
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    kept, dead = list[Statement](), set[object]()
    better: dict[str, Statement] = {}  # by the fact that says less
    for one in layers.statements:
        if one.evidence is None or one.evidence.number not in people:
            kept.append(one)
        elif not (STATE in one.roles or one.fact in lexicon.over or one.fact in lexicon.needs) or _is_named(
            layers, sentence, one, people[one.evidence.number].fact
        ):
            kept.append(one)
            dead.add(one.evidence.number)
        else:
            better[one.fact] = people[one.evidence.number]
    layers.statements[:] = [_told_again(one, better, sentence) for one in kept]
    return [one for one in found if one.evidence is None or one.evidence.number not in dead]


def _is_named(layers: Layers, sentence: Sentence, one: Statement, measure: str) -> bool:
    """Whether those who were held are called so by a word that the measure does not know: «rehenes», «secuestrados»."""
    lang, evidence = sentence.lang or layers.lang, one.evidence
    lexicon, words = layers.lexicons[lang], layers.row(sentence)
    if one.fact not in lexicon.over or evidence is None or not sentence.start <= evidence.start < sentence.end:
        return False
    first = index_at(words, evidence.start - sentence.start)
    last = index_at(words, evidence.end - sentence.start - 1)
    measured = layers.measures[lang].facts[measure]
    known = fold_all((*measured.nouns, *measured.adjectives))
    phrases = (lexicon.phrase_at(words, at) for at in range(first, last + 1))
    if any(phrase is not None and phrase[2] == one.fact for phrase in phrases):
        return True  # «tres soldados en poder de la guerrilla»
    return any(
        one.fact in (lexicon.fact_of(word, "nouns"), lexicon.fact_of(word, "adjectives"))
        and known.isdisjoint(forms(word.text, lang))
        for word in words[first : last + 1]
    )


def _told_again(one: Statement, better: Mapping[str, Statement], sentence: Sentence) -> Statement:
    """A figure without a noun of its own, as what the figure before it was said to be: «…; el Gobierno habla de 41»."""
    known, evidence = better.get(one.fact), one.evidence
    if known is None or evidence is None or not sentence.start <= evidence.start < sentence.end:
        return one
    bare = evidence.number == (evidence.start, evidence.end)
    return replace(one, fact=known.fact, roles=known.roles) if bare else one
