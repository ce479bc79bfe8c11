"""Whether the numbers of a sentence may count anything: what it names, or what the sentences before it counted.

In: a sentence, its words and numbers. Out: answers to facts.py, which asks before it looks at what each number counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.quantity import Qualifier
from checker.model.statement import Statement
from checker.reading.counts.beside import Beside
from checker.reading.counts.tokens import STOPS
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Layers, NumberHit, Sentence
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at

VERB = 3  # words behind a number in which its verb stands
ENDS = STOPS | {","}  # signs behind a number of which nothing more is said


def may_count(sentence: Sentence, words: Row, hits: Sequence[NumberHit], lexicon: FactLexicon) -> bool:
    """Whether a number may count something that the sentence names."""
    if all(map(is_article, hits)):
        return lexicon.speaks_of_one(words)
    return lexicon.speaks(words) or _is_graded(sentence, words, hits, lexicon)


def _is_graded(sentence: Sentence, words: Row, hits: Sequence[NumberHit], lexicon: FactLexicon) -> bool:
    """«El brote suma ya 57 confirmados»: how sure cases are, in place of their noun."""
    grades = lexicon.lists["grades"]
    if grades.isdisjoint(words.kinds):
        return False
    behind = (span_of(words, hit, sentence)[1] for hit in hits)
    return any(at < len(words) and words.folded[at] in grades for at in behind)


def may_follow(layers: Layers, sentence: Sentence, words: Row, hits: Sequence[NumberHit], lexicon: FactLexicon) -> bool:
    """Whether the first number of a sentence that names nothing counted, but for «un», "a", may count what was counted
    before it: nothing stands behind it, or it is told as a part of that, as more or as another figure of it (see
    linking.py; without a first one, the further ones count nothing either)."""
    hits = [hit for hit in hits if not is_article(hit)]  # «Un rato antes el alcalde hablaba de 40»
    if not hits:
        return False
    spans, lists = [span_of(words, hits[0], sentence)], lexicon.lists
    after = spans[0][1]
    if after == len(words) or words.texts[after] in ENDS or words.folded[after] in lists["joins"] | lists["that"]:
        return True
    if spans[0][0] == 0 and not lists["tells_who"].isdisjoint(words.forms[after]):
        return True  # «Doce eran menores.»
    if words.folded[after] in lists["after"] and not lists["gives"].isdisjoint(words.vocabulary):
        return True  # «La cifra subió a 30 por la tarde»
    if len(hits) > 1 and words.folded[after] in lists["where"]:
        near = words[after + 1 : after + 3]  # «Por provincias: 40 en Lugo, 12 en Vigo»
        if near and (near[0].has_capital or (near[0].folded in lists["determiners"] and near[-1].has_capital)):
            return True
    told = len(hits) > 1 and spans[0][0] > 0 and not lists["figured"].isdisjoint(words.forms[spans[0][0] - 1])
    if told and words.folded[after] in lists["where"]:
        return True  # «Protección Civil confirma 45 en Lugo y 10 en Orense»
    before = [words.folded[first - 1] for first, _ in (span_of(words, hit, sentence) for hit in hits) if first]
    if _acts(words, after, lexicon) or not lists["known"].isdisjoint(before):
        return True  # «Once pasaron la noche allí», «a los otros dos»
    if not lists["conditions"].isdisjoint(words.vocabulary):
        return True  # «Al anochecer, 12 seguían en estado crítico»
    beside = Beside(layers, sentence, words, hits, spans)
    return beside.is_part(0) or beside.is_more(0) or beside.is_again(0)


def _acts(words: Row, after: int, lexicon: FactLexicon) -> bool:
    """Whether a finite verb may stand behind a number."""
    lists = lexicon.lists
    for word in words[after : after + VERB]:
        if word.folded in lists["acts"] | lists["active"] | lists["modals"]:
            return True
        if lexicon.plural_verb.search(word.folded) is not None and lexicon.is_finite(word):
            return True
    return False


def counts_others(sentence: Sentence, words: Row, hit: NumberHit, lexicon: FactLexicon) -> bool:
    """Whether a number that is of no fact counts people all the same."""
    after = span_of(words, hit, sentence)[1]
    return after < len(words) and not is_article(hit) and lexicon.is_any(words[after], "people")


def ends_with(last: Statement, hits: Sequence[NumberHit]) -> bool:
    """Whether a count is of the last figure of its sentence."""
    figure = next((hit.start for hit in reversed(hits) if not is_article(hit)), -1)
    return last.evidence is not None and last.evidence.start <= figure < last.evidence.end


def span_of(words: Row, hit: NumberHit, sentence: Sentence) -> tuple[int, int]:
    """The words of a number (from, before)."""
    start, end = hit.start - sentence.start, hit.end - sentence.start
    return index_at(words, start), index_at(words, end - 1) + 1


def is_article(hit: NumberHit) -> bool:
    """Whether a number is but «un», "a"."""
    return hit.article_one and hit.quantity.qualifier is Qualifier.EXACT
