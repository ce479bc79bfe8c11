"""What brought it about: earthquake, strike, epidemic … by the words of the sentence, the paragraph, the start."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from checker.languages import language
from checker.reading.layers import Layers
from checker.reading.text.ready import ready
from checker.reading.text.rows import Row
from checker.reading.text.words import Phrases, fold_all, remembered

Cause = tuple[int, int, str]  # where it is named, from and to, and which it is

CRASH = "crash"
FALLING = 4  # words between a vehicle and what befalls it
NONE = "none"  # what words of a cause are in a figure of speech


@remembered
def cause_phrases(lang: str) -> Phrases[str]:
    """Every cause word of a language."""
    return Phrases((phrase, cause) for cause, phrases in language(lang).causes.items() for phrase in phrases)


@cache
def _calendar(lang: str) -> frozenset[str]:
    return fold_all(language(lang).dates.months)


def cause_of(layers: Layers, start: int, end: int) -> str | None:
    """The cause named nearest to a spot: in its sentence, else its paragraph, else the first paragraph or title."""
    at = layers.index_at(start)
    if at is None or layers.sentences[at].lang is None:
        return None
    paragraph, opening = layers.sentences[at].paragraph, layers.sentences[0].paragraph
    found = (
        _nearest(_told(layers, at), start, end)
        or _nearest(_told_in(layers, paragraph), start, end)
        or _nearest(_told_in(layers, opening), start, end)
    )
    if found is not None:
        return found
    title, lang = layers.article.title, layers.sentences[at].lang or ""
    return _nearest(_of_title(title, lang), 0, 0) if title else None


@lru_cache(maxsize=16)
def _of_title(title: str, lang: str) -> Sequence[Cause]:
    """The causes that a title names; each figure of an article without any asks for them."""
    return _named(Row(title, lang), lang, 0)


def _told(layers: Layers, at: int) -> list[Cause]:
    """The causes that a sentence names; looked for once."""
    found = layers.causes.get(at)
    if found is None:
        sentence = layers.sentences[at]
        named = sentence.lang is not None
        found = _named(layers.row(sentence), sentence.lang or "", sentence.start) if named else []
        layers.causes[at] = found
    return found


def _told_in(layers: Layers, paragraph: int) -> list[Cause]:
    """The causes that a paragraph names; looked for once."""
    found = layers.paragraph_causes.get(paragraph)
    if found is None:
        found = [cause for one in layers.paragraph(paragraph) for cause in _told(layers, one)]
        layers.paragraph_causes[paragraph] = found
    return found


def _named(words: Row, lang: str, offset: int) -> list[Cause]:
    calendar = _calendar(lang)
    named = [
        (offset + words.starts[first], offset + words.ends[after - 1], cause)
        for first, after, cause in cause_phrases(lang).all_in(words)
        if cause != NONE and (words[first].folded not in calendar or not words[first].text[0].isupper())  # "March"
    ]
    if named:
        return named
    return [(offset + words.starts[at], offset + words.ends[at], CRASH) for at in _wrecked(words, lang)]


@dataclass(frozen=True, slots=True)
class _Wrecks:
    """The words of a language by which a crash is told without a word for it, folded."""

    vehicles: frozenset[str]
    acts: frozenset[str]
    passive: frozenset[str]
    articles: frozenset[str]


@cache
def _wrecks(lang: str) -> _Wrecks:
    places = language(lang).places
    return ready(
        _Wrecks, language(lang).wrecks, language(lang).small, articles=fold_all((*places.definite, *places.indefinite))
    )


def _wrecked(words: Row, lang: str) -> Iterator[int]:
    """Where a vehicle falls or sinks: «el autobús cayó al río», «al hundirse una patera»; none that somebody sank, and
    nothing that fell on one."""
    told = _wrecks(lang)
    vehicles = words.meaning(told.vehicles)
    for at in words.meaning(told.acts) if vehicles else ():
        before = any(0 < at - one <= FALLING and "," not in words.texts[one:at] for one in vehicles)
        behind = at + 2 in vehicles and words.folded[at + 1] in told.articles
        if (before or behind) and told.passive.isdisjoint(words.folded[max(0, at - 2) : at]):
            yield at


def _nearest(causes: Sequence[Cause], start: int, end: int) -> str | None:
    """Of causes in the order of the text, the one nearest to a spot: the last before it or the next."""
    after = bisect_left(causes, (start,))
    near = causes[max(after - 1, 0) : after + 1]
    return min(((max(left - end, start - right, 0), left, cause) for left, right, cause in near), default=(0, 0, None))[
        2
    ]
