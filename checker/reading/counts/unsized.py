"""Whom a sentence without a figure of them tells of, so that the next may give it: «¿Cuántos murieron? El sindicato
dice que 38», «Soltaron a los rehenes. Eran 17».

In: the words of a sentence. Out: the fact, as a count of unknown size; facts.py keeps it for the sentences behind.
"""

from __future__ import annotations

from collections.abc import Container

from checker.reading.counts.tokens import Link
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.text.rows import Row
from checker.reading.text.words import Word

ASKED = 9  # words behind «cuántos» in which it is told what befell them
OBJECT = 5  # words from a verb to those whom it befell: «detuvo el lunes a los cabecillas»
ENDS = frozenset(".;:?")
BEFALLS = ("adjectives", "verbs", "transitive", "nouns")


def unsized_in(words: Row, lexicon: FactLexicon, off: Container[str]) -> Link | None:
    """Whom a sentence tells of, or asks the number of; None without any."""
    fact = _asked(words, lexicon, off) or lexicon.gathering_in(words) or _told(words, lexicon)
    return None if fact is None else Link(fact, 0, 0, None, None, 0.7)


def _asked(words: Row, lexicon: FactLexicon, off: Container[str]) -> str | None:
    """«¿Cuántos murieron?», "would not say how many soldiers were killed": the fact of those whose number is asked."""
    for _, first, _ in lexicon.how_many.all_in(words):
        needy = None
        for at in range(first, min(first + ASKED, len(words))):
            if words.texts[at] in ENDS or lexicon.is_any(words[at], "not_counts"):
                break  # "How many houses burned?"
            phrase = lexicon.phrase_at(words, at, off)
            fact = phrase[2] if phrase is not None else _fact_of(words[at], lexicon, off)
            if fact is not None and fact not in lexicon.needs:
                return fact
            needy = needy or fact or lexicon.body_of(words[at])
        if needy is not None and (needy not in lexicon.needs or lexicon.has_need(words, needy)):
            return needy
    return None


def _fact_of(word: Word, lexicon: FactLexicon, off: Container[str]) -> str | None:
    loose = lexicon.fact_of(word, "in_context")
    return next(filter(None, (lexicon.fact_of(word, kind) for kind in BEFALLS)), None if loose in off else loose)


def _told(words: Row, lexicon: FactLexicon) -> str | None:
    """«soltaron a los rehenes», "arrested the ringleaders": several who are known, and how many is not told."""
    if lexicon.single.isdisjoint(words.vocabulary):
        return None
    for led in reversed(words.where(lexicon.lists["determiners"])):
        at = led + 1
        if at == len(words):
            continue
        word = words[at]
        if not word.folded.endswith(lexicon.plurals):
            acts = at + 1 < len(words) and words.folded[at + 1] in lexicon.lists["several_are"]  # "the injured were"
            if acts and (fact := lexicon.fact_of(word, "adjectives")) is not None:
                return fact
            continue
        fact = lexicon.fact_of(word, "nouns")
        if fact is not None and fact not in lexicon.needs:
            return fact
        objects = at > 1 and not lexicon.noun_last and words.folded[at - 2] in lexicon.lists["objects"]
        if objects or lexicon.is_any(word, "people"):
            verbs = range(max(0, at - OBJECT), at - 1)
            return next(filter(None, (lexicon.fact_of(words[one], "transitive") for one in verbs)), None)
    return None
