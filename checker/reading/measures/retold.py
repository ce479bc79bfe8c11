"""Measured figures that are told again, by others, without their noun: «los observadores la sitúan en el 48 %».

In: a sentence, its numbers that count nothing yet, and what was measured before them. Out: the first of the numbers
with the measure that it gives anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.statement import Statement
from checker.reading.claimants.claimants import claimants_of
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Layers, NumberHit, Sentence
from checker.reading.measures.nearest import Measure, Noun, fits
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at


def retold(
    layers: Layers, sentence: Sentence, hits: Sequence[NumberHit], known: Sequence[Statement]
) -> tuple[Measure, Statement] | None:
    """The first number of the sentence with the last measure, if it gives that anew."""
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    words, lists = layers.row(sentence), lexicon.lists
    if not known or not hits or words.vocabulary.isdisjoint(lists["clitics"] | lists["numbers_of"]):
        return None
    hit = hits[0]  # a later one is of another thing
    first = index_at(words, hit.start - sentence.start)
    at = first - 1 - (first > 1 and words[first - 1].folded in lists["determiners"])
    last = next((one for one in reversed(known) if fits(layers.facts[one.fact], hit)), None)
    if at < 2 or last is None:
        return None
    after = index_at(words, hit.end - sentence.start - 1) + 1
    verb = _with_a_pronoun(layers, sentence, words, at, lexicon)
    if verb is None and claimants_of(layers, hit.start, hit.end):  # and not «el gasto elevó la cifra a 30»
        verb = _with_its_noun(words, at, after, lexicon)
    return None if verb is None else (Measure(hit, first, after, Noun(verb, after, (last.fact,))), last)


def _with_its_noun(words: Row, at: int, after: int, lexicon: FactLexicon) -> int | None:
    """«elevan esa cantidad a», "puts the figure at": the verb, for the small word before a number that ends before word
    `after`. "The number at 12 missiles" is one of missiles."""
    lists = lexicon.lists
    if words[at].folded not in lists["at"] | lists["at_once"] or not lexicon.is_any(words[at - 1], "numbers_of"):
        return None
    behind = words[after] if after < len(words) else None
    if behind is not None and behind.is_word and behind.folded not in lists["joins"] | lists["clause"]:
        return None
    return next((verb for verb in (at - 2, at - 3) if verb >= 0 and lexicon.is_any(words[verb], "retells")), None)


def _with_a_pronoun(layers: Layers, sentence: Sentence, words: Row, at: int, lexicon: FactLexicon) -> int | None:
    """«la sitúan en», "put it at", "say it was"."""
    lists = lexicon.lists
    verb, whom = (at - 2, at - 1) if lexicon.noun_last else (at - 1, at - 2)
    if at > 2 and lexicon.is_any(words[verb], "numbers_of") and lexicon.is_any(words[at - 3], "retells"):
        return None  # «elevan la cifra a», and not «la cifra en»
    if words[at].folded in lists["objects"] | lists["at"] | lists["at_once"]:
        retells = lexicon.is_any(words[verb], "retells")
    else:  # "the opposition says it was 41%"
        said = layers.speaks(sentence.start + words.starts[verb])
        retells = said and lexicon.noun_last and words[at].folded in lists["passive"]
    return verb if retells and words[whom].folded in lists["clitics"] else None
