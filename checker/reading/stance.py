"""Finds the words that deny, doubt or expect, and the clause they govern.

In: sentences. Out: `layers.stances`; `stance_of` answers for one spot, asserted when nothing speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from checker.languages import language
from checker.model.statement import Stance
from checker.reading.layers import Layers, Sentence, StanceCue
from checker.reading.lemmas import forms
from checker.reading.words import Phrases, Word, fold, words_of

# of two cues that cover one spot, the earlier of these decides
_ORDER = (
    Stance.NEITHER,
    Stance.DENIED,
    Stance.UNCONFIRMED,
    Stance.PLANNED,
    Stance.POSSIBLE,
    Stance.ACKNOWLEDGED,
)


@dataclass(frozen=True, slots=True)
class StanceGrammar:
    """A language's stance cues, folded."""

    phrases: Phrases[Stance]
    verbs: dict[str, Stance]
    negations: frozenset[str]
    confirm: frozenset[str]
    conditional: frozenset[str]
    single: frozenset[str]  # all cues that are one word


@cache
def stance_grammar(lang: str) -> StanceGrammar:
    """The stance cues of a language."""
    data = language(lang).stance
    single = (*data.confirm, *data.conditional, *(verb for verbs in data.verbs.values() for verb in verbs))
    return StanceGrammar(
        phrases=Phrases((phrase, Stance(name)) for name, phrases in data.phrases.items() for phrase in phrases),
        verbs={fold(verb): Stance(name) for name, verbs in data.verbs.items() for verb in verbs},
        negations=frozenset(map(fold, data.negations)),
        confirm=frozenset(map(fold, data.confirm)),
        conditional=frozenset(map(fold, data.conditional)),
        single=frozenset(map(fold, single)),
    )


def annotate(doc: Doc, layers: Layers) -> None:
    """Fill `layers.stances`."""
    del doc
    for sentence in layers.sentences:
        if sentence.lang is not None:
            words = words_of(layers.text[sentence.start : sentence.end])
            single = layers.mentions(sentence, stance_grammar(sentence.lang).single)
            layers.stances.extend(_cues(sentence, words, single=single))


def stance_of(layers: Layers, start: int, end: int) -> Stance:
    """The stance towards what stands at a spot: the weightiest cue whose clause covers it."""
    covering = {cue.stance for cue in layers.stances_at(start, end)}
    return next((stance for stance in _ORDER if stance in covering), Stance.ASSERTED)


def _cues(sentence: Sentence, words: Sequence[Word], *, single: bool) -> list[StanceCue]:
    """`single`: whether a cue of one word is there at all."""
    lang = sentence.lang or ""
    grammar = stance_grammar(lang)
    found: list[StanceCue] = []
    for first, after, stance in grammar.phrases.all_in(words):
        found.append(_cue(sentence, words, first, after, stance))
    for at, word in enumerate(words if single else ()):
        if not word.is_word:
            continue
        lemmas = forms(word.text, lang)
        verb = next((grammar.verbs[one] for one in sorted(lemmas) if one in grammar.verbs), None)
        negated = _negated(words, at, grammar)
        if verb is not None and not (verb is Stance.DENIED and negated):
            found.append(_cue(sentence, words, at, at + 1, verb))
        elif (negated and lemmas & grammar.confirm) or (
            word.folded in grammar.conditional and _participle_follows(words, at)
        ):
            found.append(_cue(sentence, words, at, at + 1, Stance.UNCONFIRMED))
    return found


def _negated(words: Sequence[Word], at: int, grammar: StanceGrammar) -> bool:
    return any(word.folded in grammar.negations for word in words[max(0, at - 3) : at])


def _participle_follows(words: Sequence[Word], at: int) -> bool:
    """«habrían muerto»: hearsay; «habría que» is not."""
    return at + 1 < len(words) and bool(re.search(r"([ai]do|to|cho|so)$", words[at + 1].folded))


def _cue(sentence: Sentence, words: Sequence[Word], first: int, after: int, stance: Stance) -> StanceCue:
    """The clause around a cue: semicolons bound it, and commas where another verb's clause would begin."""
    left, right = sentence.start, sentence.end
    for index, word in enumerate(words):
        if word.text == ";":
            if index < first:
                left = sentence.start + word.end
            elif index >= after:
                right = sentence.start + word.start
                break
    if stance in (Stance.POSSIBLE, Stance.PLANNED, Stance.UNCONFIRMED):
        left, right = _narrowed(sentence, words, first, after, left, right)
    cue = (sentence.start + words[first].start, sentence.start + words[after - 1].end)
    return StanceCue(left, right, cue, stance)


def _narrowed(
    sentence: Sentence, words: Sequence[Word], first: int, after: int, left: int, right: int
) -> tuple[int, int]:
    """A modal governs its own clause: up to the comma before it, and to the comma behind it."""
    for index in range(first - 1, -1, -1):
        if words[index].text in (",", ":", "—", "("):
            left = max(left, sentence.start + words[index].end)
            break
    for index in range(after, len(words)):
        if words[index].text in (",", "—", ")"):
            digits = index + 1 < len(words) and words[index + 1].is_digits
            if not digits:
                right = min(right, sentence.start + words[index].start)
                break
    return left, right
