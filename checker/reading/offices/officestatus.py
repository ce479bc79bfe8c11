"""What a sentence says of a holder besides the office: dead, removed, gone, or in office for years that it gives.

In: the words before and behind an office and its holder. Out: `deceased`, `former`, or nothing; and the years.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from checker.model.statement import Tenure
from checker.model.timespan import Grain, TimeSpan
from checker.reading.layers import DateHit, Layers, NameHit, Sentence, between
from checker.reading.offices.officewords import OfficeWords, link_words, office_words
from checker.reading.text.lemmas import forms
from checker.reading.text.words import Words, index_at

NEAR = 3  # words between «la muerte» and the office of whom it tells, articles and «de» among them
ASKED = 6  # words before a resignation in which it may be only asked for
FRONT = 12  # words between such a verb and the office
BEHIND = 8  # words behind a holder in which a verb may say that they left
SINCE, UNTIL = "since", "until"  # relations of a date
TOLD = 9  # words between an office and its years: «, cargo que ocupó entre»


def told_before(words: Words, start: int, lang: str, names: Container[int] = ()) -> Tenure | None:
    """«la muerte del presidente X» → deceased; «destituyó al ministro X», «la dimisión del ministro X» → former. By a
    verb at the head of its clause also from afar: «murió el sábado en Lima la exministra X»."""
    fronted = _fronted(words, start, lang, names)
    if fronted is not None:
        return fronted
    cues, of = link_words(lang), office_words(lang)
    at, steps = start - 1, 0
    small = of.small | of.articles | cues.to
    while at >= 0 and steps < NEAR and (words.folded[at] in small or _dates(words, at, of)):
        steps, at = steps + (not _dates(words, at, of)), at - 1  # «derrocaron el 26 de julio al presidente X»
    if at < 0 or not words[at].is_word or (at and words[at].has_capital):
        return None
    if words.folded[at] in cues.death and steps:
        return Tenure.DECEASED
    known = forms(words.texts[at], lang)
    removal = words.folded[at] in cues.removal and steps
    if not removal and not known & cues.removed:
        return None
    asked = any(forms(word.text, lang) & cues.asked for word in words[max(0, at - ASKED) : at] if word.is_word)
    return None if asked or _future(words, at, lang) else Tenure.FORMER


def _fronted(words: Words, start: int, lang: str, names: Container[int]) -> Tenure | None:
    """By a verb some light words before an office: at the head of its clause that of a subject («dimitió anoche el
    ministro X»), anywhere one whose object the office is («mataron a tiros al alcalde X»)."""
    cues, of = link_words(lang), office_words(lang)
    if cues.verbs_before.isdisjoint(words.kinds):
        return None
    led = start - 1 if start and words.folded[start - 1] in of.articles | cues.to else start
    if led > 1 and words.folded[led - 1] in cues.to:
        led -= 1  # «a su ministra»
    whom = words.folded[led] in cues.to
    owned = not of.of.firsts.isdisjoint(words.folded[max(0, led - 1) : led + 1])  # «murió el chófer del ministro»
    for at in range(led - 1, max(-1, led - 1 - FRONT), -1):
        slain = cues.slain.starting(words, at)
        if slain is not None and (whom or (not cues.to and slain[0] == led)) and not _future(words, at, lang):
            return Tenure.DECEASED
        if (not at or not words[at - 1].is_word or words.folded[at - 1] in cues.opens) and not (whom or owned):
            if led < start and cues.died.starting(words, at) is not None:
                return Tenure.DECEASED
            if led < start and (cues.gone.starting(words, at) or cues.left.starting(words, at)):
                return Tenure.FORMER
        light = words[at].is_word or words[at].is_digits
        if not light or at in names or words.folded[at] in cues.no_light:
            return None
    return None


def _dates(words: Words, at: int, cues: OfficeWords) -> bool:
    manner = link_words(cues.lang).manner
    adverb = manner is not None and manner.search(words.folded[at]) is not None  # «cesó fulminantemente al ministro»
    return words[at].is_digits or words.folded[at] in cues.calendar or adverb


def _future(words: Words, at: int, lang: str) -> bool:
    """Whether a verb tells of what may come: «destituirá», "will fire"; a noun does not."""
    cues = link_words(lang)
    if cues.infinitive is not None:
        return cues.infinitive.search(words.texts[at].lower()) is not None
    return at > 0 and words.folded[at - 1] in cues.future


def told_behind(words: Words, at: int, lang: str, names: Container[int]) -> Tenure | None:
    """«X, ministro de Y, dimitió el lunes» → former: the next verb, unless somebody says it of another, whose
    name (the words of `names` begin one) stands between."""
    cues = link_words(lang)
    if cues.left.longest.isdisjoint(words.kinds):
        return None
    for step in range(at, min(at + BEHIND, len(words))):
        if cues.left.starting(words, step) is not None:
            return Tenure.FORMER
        if forms(words.texts[step], lang) & cues.undone:
            return None  # "X, the minister, denied she had quit"
        if step in names or words.texts[step] in ".;:" or words.folded[step] in cues.speech:
            return None
    return None


def held_for(layers: Layers, sentence: Sentence, offset: int) -> TimeSpan | None:
    """«presidente entre 1990 y 2000», "(1983-1989)", «desde 2011», "until 2023", «cargo que ocupó de 2001 a 2004»: the
    time right behind an office."""
    dates = between(layers.dates, offset, sentence.end)
    if not dates:
        return None
    cues, words = link_words(sentence.lang or ""), layers.row(sentence)
    gap = words[index_at(words, offset - sentence.start) : index_at(words, dates[0].start - sentence.start)]
    told = [word for word in gap if word.is_word]
    if len(told) > 1 and not all(word.folded in cues.dated for word in told):
        return None
    return term(dates[0]) if len(gap) <= TOLD and all(word.is_word or word.text in ",(—–" for word in gap) else None


def term(hit: DateHit) -> TimeSpan | None:
    """The years in office that a date may tell: a range, or one that is open on a side."""
    if hit.span is not None and hit.relation == UNTIL and not hit.ends:
        return TimeSpan(None, hit.span.end, Grain.RANGE)
    return hit.span if hit.relation == SINCE or hit.ends else None


def ended(hit: DateHit, layers: Layers) -> Tenure | None:
    """`former` where a date before an office ends it: «hasta marzo ministro»; one without a year has passed."""
    return Tenure.FORMER if hit.relation == UNTIL and hit.span is None else over(term(hit), layers)


def over(span: TimeSpan | None, layers: Layers) -> Tenure | None:
    """`former` where a term has ended by the day of the article."""
    published = layers.article.published
    if span is None or span.end is None:
        return None
    still = published is not None and published.end is not None and span.end > published.end
    return None if still else Tenure.FORMER


def sworn_later(words: Words, sentence: Sentence, persons: Sequence[NameHit]) -> str | None:
    """«X jurará el cargo el sábado», "X will be sworn in on Friday": who does not hold yet what they were named for."""
    hit = next(link_words(sentence.lang or "").sworn_later.all_in(words), None)
    if hit is None:
        return None
    before = [one for one in persons if one.end <= sentence.start + words.starts[hit[0]]]
    return before[-1].entity if before else None
