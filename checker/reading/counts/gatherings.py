"""What a gathering is called: «la marcha de la Plataforma por el Agua». Two articles without a date speak of one march
if they call it by one name."""

from __future__ import annotations

from checker.model.statement import Ref
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Layers, Sentence, touching
from checker.reading.persons.personwords import person_words
from checker.reading.text.rows import Row
from checker.reading.text.words import Words

ENOUGH = 2  # words with a capital: many a march is one «del Orgullo»
SMALL = 2  # words in small letters inside a name: «por el»


def occasion_of(layers: Layers, sentence: Sentence, words: Row, lexicon: FactLexicon, fact: str) -> Ref | None:
    """The name behind the word for a gathering of the fact, with its owner's article left out; None without one."""
    for at in words.meaning(lexicon.gatherings):
        behind = words.folded[at + 1] if at + 2 < len(words) else ""
        if behind not in lexicon.lists["of"] or lexicon.occasion_of(words[at]) != fact:
            continue
        first = at + 2 + (words[at + 2].folded in lexicon.lists["determiners"])
        after = _end(layers, sentence, words, first, lexicon)
        start, end = sentence.start + words.starts[first], sentence.start + words.ends[after - 1]
        if sum(one.text[0].isupper() for one in words[first:after]) >= ENOUGH and not any(
            hit.start <= start and end <= hit.end for hit in touching(layers.places, start, end)
        ):
            return Ref(layers.text[start:end])
    return None


def _end(layers: Layers, sentence: Sentence, words: Words, first: int, lexicon: FactLexicon) -> int:
    """The word before which a name ends; `first` where none begins there. «en Sevilla» is no part of it, «por la
    Sevilla Verde» is."""
    calendar = person_words(lexicon.lang).calendar
    after = at = first
    while at < len(words) and words[at].is_word and at - after <= SMALL:
        word = words[at]
        spot = sentence.start + words.starts[at]
        if word.text[0].isupper() and word.folded not in calendar:
            goes_on = at + 1 < len(words) and words[at + 1].text[0].isupper()
            if at > after and not goes_on and touching(layers.places, spot, spot + 1):
                break
            after = at + 1
        elif after == first:
            break
        at += 1
    return after
