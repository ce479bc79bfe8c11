"""What brought it about: earthquake, strike, epidemic … by the words of the sentence, the paragraph, the start."""

from __future__ import annotations

from functools import cache

from checker.languages import language
from checker.reading.layers import Layers
from checker.reading.words import Phrases, fold, words_of


@cache
def cause_phrases(lang: str) -> Phrases[str]:
    """Every cause word of a language."""
    return Phrases((phrase, cause) for cause, phrases in language(lang).causes.items() for phrase in phrases)


@cache
def _calendar(lang: str) -> frozenset[str]:
    return frozenset(map(fold, language(lang).dates.months))


def cause_of(layers: Layers, start: int, end: int) -> str | None:
    """The cause named nearest to a spot: in its sentence, else its paragraph, else the title or first paragraph."""
    sentence = layers.sentence_at(start)
    if sentence is None or sentence.lang is None:
        return None
    spans = (
        (sentence.start, sentence.end),
        layers.paragraph(sentence.paragraph),
        layers.paragraph(layers.sentences[0].paragraph),
    )
    for span in spans:
        found = _nearest(layers.text, sentence.lang, span, start, end)
        if found is not None:
            return found
    title = layers.article.title
    return _nearest(title, sentence.lang, (0, len(title)), 0, 0) if title else None


def _nearest(text: str, lang: str, span: tuple[int, int], start: int, end: int) -> str | None:
    words = words_of(text[span[0] : span[1]])
    found = []
    calendar = _calendar(lang)
    for first, after, cause in cause_phrases(lang).all_in(words):
        if words[first].folded in calendar and words[first].text[0].isupper():
            continue  # "March"
        left, right = span[0] + words[first].start, span[0] + words[after - 1].end
        found.append((max(left - end, start - right, 0), left, cause))
    return min(found)[2] if found else None
