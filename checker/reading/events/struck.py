"""Reads on which day a quake or a storm struck a place.

In: dates, places, names. Out: statements of the fact `struck` in `layers.statements`: the day as value, the place,
and the role `event`, which is the storm's name or else its kind. Only the one that everybody means is read, by its name
or with a definite article; another one, an aftershock or an anniversary is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from checker.languages import language
from checker.model.statement import UNSIGNED, Ref, Statement
from checker.model.timespan import Grain
from checker.reading.claimants.claimants import claimants_of
from checker.reading.layers import DateHit, Layers, NameHit, Sentence, between, touching
from checker.reading.meaning.stance import stance_of
from checker.reading.text.lemmas import forms, is_known
from checker.reading.text.ready import ready
from checker.reading.text.rows import Row
from checker.reading.text.signals import form_among, signal
from checker.reading.text.words import Phrases

FACT = "struck"
SUBJECT = 8  # words before the verb in which its subject stands
CLOSE = 4  # words between the verb and the place


@dataclass(frozen=True, slots=True)
class StruckGrammar:
    """The words of striking of one language, folded; see `StruckWords`."""

    causes: Phrases[str]
    verbs: frozenset[str]
    through: Mapping[str, frozenset[str]]
    definite: frozenset[str]
    unless: frozenset[str]


@cache
def struck_grammar(lang: str) -> StruckGrammar:
    """The words of striking of a language."""
    data, causes = language(lang).events.struck, language(lang).causes
    return ready(
        StruckGrammar,
        data,
        causes=Phrases((phrase, cause) for cause in data.causes for phrase in causes.get(cause, ())),
    )


_STRUCK = signal(form_among(lambda lang: struck_grammar(lang).verbs))


def annotate(layers: Layers) -> None:
    """Append what struck when to `layers.statements`."""
    if FACT not in layers.facts or not layers.dates or not layers.places:
        return
    for sentence in layers.concerned(_STRUCK):
        grammar = struck_grammar(sentence.lang or "")
        if between(layers.dates, sentence.start, sentence.end) and not layers.mentions(sentence, grammar.unless):
            layers.statements.extend(_struck(layers, sentence, layers.row(sentence), grammar))


def _struck(layers: Layers, sentence: Sentence, words: Row, grammar: StruckGrammar) -> Iterator[Statement]:
    lang, text = sentence.lang or "", layers.text
    for at, word in enumerate(words):
        lemmas = forms(word.text, lang) & grammar.verbs if word.is_word else frozenset()
        if not lemmas or not _goes_through(lemmas, words, at, grammar):
            continue
        event = _event(layers, sentence, words, at, grammar)
        place = _place(layers, sentence, words, at)
        date = _day(layers, sentence, sentence.start + words.starts[at])
        if event is None or place is None or date is None:
            continue
        first, name = event
        start = min(sentence.start + words.starts[first], date.start)
        end = max(place.end, date.end)
        yield Statement(
            fact=FACT,
            value=date.span,
            article=UNSIGNED,
            stance=stance_of(layers, sentence.start + words.starts[at], sentence.start + words.ends[at]),
            claimants=claimants_of(layers, start, end),
            place=Ref(text[place.start : place.end], place.entity),
            when=date.span,
            roles={"event": name},
            evidence=layers.evidence(sentence, start, end),
            confidence=0.7,
        )
        return


def _goes_through(lemmas: frozenset[str], words: Row, at: int, grammar: StruckGrammar) -> bool:
    """«entró por», "made landfall": a verb that only strikes with the word behind it."""
    wanted = [grammar.through[lemma] for lemma in lemmas if lemma in grammar.through]
    follows = words[at + 1].folded if at + 1 < len(words) else ""
    return not wanted or any(follows in one for one in wanted)


def _event(layers: Layers, sentence: Sentence, words: Row, at: int, grammar: StruckGrammar) -> tuple[int, Ref] | None:
    """The subject: «el terremoto», «el huracán Delia», or a bare name right before the verb."""
    start = max(0, at - SUBJECT)
    found = list(grammar.causes.all_in(words, start, at))
    if found:
        first, after, cause = found[-1]
        follows = words[after] if after < at else None
        before = words[first - 1] if first else None
        if follows is not None and follows.is_word and follows.text[0].isupper():
            if _is_place(layers, sentence, sentence.start + words.starts[after]):
                return None
            return first, Ref(follows.text, f"event:{follows.folded}")
        ahead = before is not None and before.text[0].isupper() and first > 1  # "Hurricane Delia" needs no article
        if before is None or before.folded not in grammar.definite or ahead:
            return None
        return first, Ref(words[first].text, f"cause:{cause}")
    before = words[at - 1] if at else None
    if before is None or not before.is_word or not before.text[0].isupper() or len(before.text) < CLOSE:
        return None
    alone = at == 1 or not (words[at - 2].is_word and words[at - 2].text[0].isupper())
    spot = sentence.start + words.starts[at - 1]
    if not alone or is_known(before.text, sentence.lang or "") or _is_place(layers, sentence, spot):
        return None
    named = (*touching(layers.persons, spot, spot + 1), *touching(layers.organisations, spot, spot + 1))
    if named:
        return None
    return at - 1, Ref(before.text, f"event:{before.folded}")


def _is_place(layers: Layers, sentence: Sentence, spot: int) -> bool:
    return any(hit.start <= spot < hit.end for hit in between(layers.places, sentence.start, sentence.end))


def _place(layers: Layers, sentence: Sentence, words: Row, at: int) -> NameHit | None:
    """The place right behind the verb."""
    behind = between(layers.places, sentence.start + words.ends[at], sentence.end)
    place = next((hit for hit in behind if not hit.demonym and hit.entity is not None), None)
    if place is None:
        return None
    gap = sum(sentence.start + end <= place.start for end in words.ends[at + 1 :])
    return place if gap <= CLOSE else None


def _day(layers: Layers, sentence: Sentence, at: int) -> DateHit | None:
    """The day nearest to the verb at an offset, unless it lies ahead of the article: that is a forecast."""
    printed = layers.article.published
    limit = printed.end if printed is not None else None
    days = [
        hit
        for hit in between(layers.dates, sentence.start, sentence.end)
        if hit.kind == "date" and hit.relation is None and hit.span is not None and hit.span.grain is Grain.DAY
    ]
    if not days:
        return None
    near = min(days, key=lambda hit: abs(hit.start - at))
    ahead = near.span is not None and near.span.start is not None and (limit is None or near.span.start >= limit)
    return None if ahead else near
