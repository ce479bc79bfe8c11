"""Figures of what was sent without its noun: «lanzó 112 drones, de los que derribaron 88», "we destroyed 33", and the
number of which a figure is a part: "31 of 38 drones", «31 drones de un total de 38».

In: a sentence that counts what one side sends over another (facts with `across`), or that follows one. Out: the figures
with the fact that the nearest verb makes of them. Who counts a part of what was sent tells of all that befell so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache

from checker.languages import language
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.factwords.measurewords import MeasureLexicon
from checker.reading.layers import NumberHit, Sentence
from checker.reading.meaning.aspects import is_difference, is_part
from checker.reading.measures.nearest import STOPS, Measure, Noun
from checker.reading.text.rows import Row
from checker.reading.text.words import fold_all, index_at

BEFORE = 3  # words between a verb and its figure: "shot down as many as 31"
BEHIND = 5  # words between a figure and the verb behind it: "58 of them had been shot down"
OF_WHOLE = 5  # words from a whole back to the word that says what it is a whole of
TOTAL = 3  # words between a figure's noun and the whole: «de un total de»


@cache
def _small(lang: str) -> frozenset[str]:
    return fold_all(language(lang).sentences.function_words)


def going_on(
    sentence: Sentence,
    words: Row,
    spans: Mapping[int, NumberHit],
    taken: Collection[int],
    verbs: Mapping[str, frozenset[str]],
    lexicon: FactLexicon,
    lex: MeasureLexicon,
) -> Iterator[tuple[str, Measure, Measure | None]]:
    """Each figure that no noun goes with, the fact whose verb stands beside it, and the number that it is a part of.
    `spans`: the numbers by their first words; `taken`: those that have a noun; `verbs`: the verbs of each
    fact."""
    for first, hit in sorted(spans.items()):
        if first in taken or hit.kind != "number" or hit.role is not None:
            continue
        after = index_at(words, hit.end - sentence.start - 1) + 1
        of_them = is_part(sentence, words, first, after)
        if not (of_them or _is_alone(words, after, lexicon, verbs)) or is_difference(sentence, words, after):
            continue
        verb = _verb_before(words, first, spans, verbs) or _verb_behind(words, after, spans, verbs, lexicon)
        if verb is None:
            continue
        at, fact = verb
        figure = Measure(hit, first, after, Noun(at, at + 1, (fact,)))
        whole = whole_of(sentence, words, spans, figure, lex, verbs, lexicon)
        of = not of_them and after < len(words) and words[after].folded in lex.parts
        if whole is not None or not of:
            yield fact, figure, whole


def part_of(
    words: Row, spans: Mapping[int, NumberHit], taken: Collection[int], whole: Measure, lex: MeasureLexicon
) -> Measure | None:
    """«58 de los 102 escaños», "58 of parliament's 229 seats": the part of a number that is a whole."""
    for at in range(whole.first - 1, max(0, whole.first - OF_WHOLE), -1):
        if words[at].folded in lex.parts:
            hit = spans.get(at - 1)
            fits = hit is not None and hit.kind == whole.hit.kind and hit.role is None
            return Measure(hit, at - 1, at, whole.noun) if hit is not None and fits and at - 1 not in taken else None
    return None


def whole_of(
    sentence: Sentence,
    words: Row,
    spans: Mapping[int, NumberHit],
    part: Measure,
    lex: MeasureLexicon,
    verbs: Mapping[str, frozenset[str]],
    lexicon: FactLexicon,
) -> Measure | None:
    """«31 drones de un total de 38», "31 drones out of 38 launched": the number behind a figure and its noun."""
    noun = part.noun
    behind = max(noun.after, part.after)  # «derribó 84 de los 96 lanzados» has none
    for first in range(behind + 1, min(behind + 1 + 2 * TOTAL, len(words))):
        hit = spans.get(first)
        if hit is None:
            if words[first].text in STOPS or not words[first].is_word:
                return None
            continue
        between = [word.folded for word in words[behind:first]]
        small = _small(lex.lang) | lex.between
        led = between[0] in _small(lex.lang) and any(word in lex.parts for word in between)
        if hit.kind != "number" or not led or sum(word not in small for word in between) > 1:
            return None
        after = index_at(words, hit.end - sentence.start - 1) + 1
        return Measure(hit, first, after, noun) if _is_alone(words, after, lexicon, verbs) else None
    return None


def of_which(
    sentence: Sentence,
    words: Row,
    spans: Mapping[int, NumberHit],
    figure: Measure,
    verbs: Mapping[str, frozenset[str]],
    lexicon: FactLexicon,
) -> bool:
    """«178 aparatos, 151 de ellos neutralizados»: whether the next number is a part of it, and the verb behind that one
    is the part's."""
    first, hit = next(((n, spans[n]) for n in sorted(spans) if n > figure.first), (0, None))
    after = index_at(words, hit.end - sentence.start - 1) + 1 if hit is not None else 0
    if hit is None or not is_part(sentence, words, first, after):
        return False
    told = _verb_behind(words, after, spans, verbs, lexicon)
    return told is not None and _verb_before(words, figure.first, spans, verbs) is None


def _is_alone(words: Row, after: int, lexicon: FactLexicon, verbs: Mapping[str, frozenset[str]]) -> bool:
    """Whether nothing stands behind a number that it could count: a sign, a small word, or the verb itself."""
    if after >= len(words):
        return True
    word = words[after]
    if not word.is_word:
        return not word.is_digits and word.text not in ("-", "%", "/")
    if any(not told.isdisjoint(words.forms[after]) for told in verbs.values()):
        return True
    return word.folded in _small(words.lang) | lexicon.lists["passive"] | lexicon.lists["joins"]


def _verb_before(
    words: Row, first: int, spans: Mapping[int, NumberHit], verbs: Mapping[str, frozenset[str]]
) -> tuple[int, str] | None:
    return _first_verb(words, range(first - 1, max(-1, first - 1 - BEFORE), -1), spans, verbs)


def _verb_behind(
    words: Row,
    after: int,
    spans: Mapping[int, NumberHit],
    verbs: Mapping[str, frozenset[str]],
    lexicon: FactLexicon,
) -> tuple[int, str] | None:
    """A passive verb: "58 were shot down", «58 fueron neutralizados»."""
    found = _first_verb(words, range(after, min(after + BEHIND, len(words))), spans, verbs)
    return found if found is not None and lexicon.participle.search(words[found[0]].folded) else None


def _first_verb(
    words: Row, steps: range, spans: Mapping[int, NumberHit], verbs: Mapping[str, frozenset[str]]
) -> tuple[int, str] | None:
    """The first word on the way that is a verb of a fact, no sign and no number before it."""
    for at in steps:
        if not words[at].is_word or at in spans:
            return None
        told = next((fact for fact, wanted in verbs.items() if not wanted.isdisjoint(words.forms[at])), None)
        if told is not None:
            return at, told
    return None
