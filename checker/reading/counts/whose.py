"""Whose they are who are counted: their country, or the group that the words name («two wounded men», «5 alcaldes»)."""

from __future__ import annotations

from bisect import bisect_left

from checker.model.statement import Ref
from checker.reading.counts.tokens import Link
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Layers, Sentence, between
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at

SENT = 100  # words from the sender to the verb of sending, and from there to who is sent


def whose(layers: Layers, sentence: Sentence, words: Row, found: Link, first: int, after: int) -> Ref | None:
    """Who is counted: a demonym beside the noun, a country behind it, the sender, or the group the noun names."""
    offset = sentence.start
    left = offset + words[min(found.start, first)].start
    right = offset + words[min(max(found.end, after) + 2, len(words) - 1)].end
    near = between(layers.places, left, right)
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    for hit in near:
        if hit.demonym and not _parted(lexicon, words, max(found.end, after), index_at(words, hit.start - offset)):
            return Ref(layers.text[hit.start : hit.end], hit.country)
    further = offset + words[min(max(found.end, after) + 5, len(words) - 1)].end
    for hit in between(layers.places, left, further):
        if hit.start > right:
            break
        before = words[index_at(words, hit.start - offset) - 1].folded
        if before in lexicon.lists["of"] and hit.start >= offset + words[after - 1].end and hit.entity == hit.country:
            return Ref(layers.text[hit.start : hit.end], hit.country)
    if found.group is None:
        sender = _sender(layers, sentence, words, first)
        if sender is not None:
            return sender
    return Ref(found.group) if found.group else _group(lexicon, words, after, max(found.end, after), found.fact)


def _parted(lexicon: FactLexicon, words: Row, end: int, at: int) -> bool:
    """«muertos en ataques israelíes», "killed by Russian fire": a demonym behind a word of place or of a doer is not
    theirs who are counted."""
    parting = (lexicon.lists["where"] | lexicon.lists["at_once"]) - lexicon.lists["of"]
    return any(
        words[word].folded in parting or lexicon.against.ending(words, word + 1) is not None for word in range(end, at)
    )


def _group(lexicon: FactLexicon, words: Row, after: int, end: int, fact: str) -> Ref | None:
    """Who is counted by a word of people or of an occupation behind the number: «two wounded men», «5 alcaldes»."""
    for word in words[after : end + 1]:
        if not word.is_word or word.folded in lexicon.lists["joins"]:
            return None
        if word.folded in lexicon.lists["filler"]:
            continue
        if forms(word.text, lexicon.lang) & lexicon.lists["counted"] and lexicon.fact_of(word, "nouns") != fact:
            return Ref(word.text)
    return None


def _sender(layers: Layers, sentence: Sentence, words: Row, first: int) -> Ref | None:
    """«Corea del Norte ha desplegado … 11.000 soldados»: whose they are stands before the verb that sends them."""
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    verbs = words.meaning(lexicon.lists["senders"])
    for at in reversed(verbs[bisect_left(verbs, first - SENT) : bisect_left(verbs, first)]):
        if lexicon.phrase_at(words, at) is None:
            subjects = [
                hit
                for hit in between(
                    layers.places, sentence.start + words[max(0, at - SENT)].start, sentence.start + words[at].start
                )
                if (hit.demonym or hit.entity == hit.country) and not layers.speaks(hit.start)
            ]
            if subjects:
                subject = subjects[-1]
                return Ref(layers.text[subject.start : subject.end], subject.country)
    return None
