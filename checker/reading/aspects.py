"""What kind of count a number is: a total, an addition, a part, a rate, something past; and whether it is replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from checker.languages import language
from checker.model.statement import Aspect
from checker.reading.layers import Layers, Sentence
from checker.reading.words import Phrases, Word

BACKGROUND = timedelta(days=330)  # an event that long before the article is background


@dataclass(frozen=True, slots=True)
class AspectGrammar:
    """A language's aspect cues."""

    before: Phrases[Aspect]
    after: Phrases[Aspect]
    anywhere: Phrases[Aspect]
    superseded_before: Phrases[bool]
    superseded_after: Phrases[bool]


@cache
def aspect_grammar(lang: str) -> AspectGrammar:
    """The aspect cues of a language."""
    data = language(lang).aspects

    def table(cues: dict[str, list[str]]) -> Phrases[Aspect]:
        return Phrases((phrase, Aspect(name)) for name, phrases in cues.items() for phrase in phrases)

    return AspectGrammar(
        before=table(data.before),
        after=table(data.after),
        anywhere=table(data.anywhere),
        superseded_before=Phrases((phrase, True) for phrase in data.superseded_before),
        superseded_after=Phrases((phrase, True) for phrase in data.superseded_after),
    )


def aspect_of(layers: Layers, sentence: Sentence, words: Sequence[Word], first: int, after: int, end: int) -> Aspect:
    """The aspect of the number in words `first`..`after`, whose counted phrase ends before word `end`."""
    grammar = aspect_grammar(sentence.lang or "")
    start = first - 1 if first and words[first - 1].folded in ("los", "las", "the", "unos", "unas") else first
    for edge in (first, start):
        found = grammar.before.ending(words, edge)
        if found is not None:
            return found[1]
    for back in range(first - 1, max(-1, first - 5), -1):
        found = grammar.before.ending(words, back)
        if found is not None and found[1] is Aspect.PART and not any(w.text in ".;" for w in words[back:first]):
            return Aspect.PART
    for at in range(after, min(len(words), end + 4)):
        if words[at].text in (".", ";") or (words[at].is_digits and at >= after):
            break
        found = grammar.after.starting(words, at)
        if found is not None and (found[1] is not Aspect.ADDITIONAL or _adds(words, at, found[0])):
            return found[1]
    for one, _, aspect in grammar.anywhere.all_in(words):
        if aspect is not Aspect.ADDITIONAL or after <= one:
            return aspect
    return Aspect.PAST if _background(layers, sentence) else Aspect.TOTAL


def is_part(sentence: Sentence, words: Sequence[Word], first: int, after: int) -> bool:
    """Whether a word beside a number says that it is a part of what was counted before."""
    grammar = aspect_grammar(sentence.lang or "")
    start = first - 1 if first and words[first - 1].text == "," else first
    before = grammar.before.ending(words, start)
    behind = grammar.after.starting(words, after)
    return (before is not None and before[1] is Aspect.PART) or (behind is not None and behind[1] is Aspect.PART)


def is_superseded(sentence: Sentence, words: Sequence[Word], first: int, end: int) -> bool:
    """Whether the text itself calls it an earlier figure: «el balance anterior de 20», "up from 20"."""
    grammar = aspect_grammar(sentence.lang or "")
    if grammar.superseded_before.ending(words, first) is not None and first < len(words):
        return True
    return any(grammar.superseded_after.starting(words, at) is not None for at in range(end, min(end + 2, len(words))))


def _adds(words: Sequence[Word], at: int, after: int) -> bool:
    """«1.000 más» adds; «más de», «más que» and "more than" begin something else."""
    following = words[after].folded if after < len(words) else ""
    return following not in ("de", "que", "than", "of") or after - at > 1


def _background(layers: Layers, sentence: Sentence) -> bool:
    published = layers.article.published
    if published is None or published.start is None:
        return False
    return any(
        date.span is not None
        and date.span.end is not None
        and date.span.start is not None
        and date.span.end < published.start - BACKGROUND
        for date in layers.dates
        if sentence.start <= date.start < sentence.end and date.relation != "since"
    )
