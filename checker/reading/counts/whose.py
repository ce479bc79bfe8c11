"""Whose they are who are counted: their country, or the group that the words name («two wounded men», «5 alcaldes»)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from checker import world
from checker.model.entity import is_body, is_country
from checker.model.statement import Claimant, Ref
from checker.reading.counts.count import Count
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import between
from checker.reading.places.placewords import place_words
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at

SENT = 100  # words from the sender to the verb of sending, and from there to who is sent
OWNED = 4  # words between a counted phrase and the word that says that they are somebody's own


def whose(figure: Count, claimants: Sequence[Claimant] = ()) -> Ref | None:
    """Who is counted: a demonym beside the noun, a country behind it, the side that is spoken of, the sender, the
    claimant whose own they are, or the group the noun names."""
    layers, words, lexicon, link = figure.layers, figure.words, figure.lexicon, figure.link
    offset, first = figure.sentence.start, figure.first
    behind = offset + words.ends[figure.after - 1]
    left = offset + words.starts[figure.begins]
    right = offset + words.ends[min(figure.ends + 2, len(words) - 1)]
    for hit in between(layers.places, left, right):
        at = index_at(words, hit.start - offset)
        if link.how == "link" and at < first and _tells_what(words, at):
            continue  # "the toll of a Russian strike in the Ukrainian town has risen to 12"
        if between(layers.numbers, behind, hit.start):
            break  # «33 muertos: 20 chilenos y 13 peruanos»: theirs who are told behind it
        if hit.demonym and not _parted(lexicon, words, figure.ends, at):
            return Ref(layers.text[hit.start : hit.end], hit.country)
    further = offset + words.ends[min(figure.ends + 5, len(words) - 1)]
    for hit in between(layers.places, left, further):
        if hit.start > right:
            break
        before = words[index_at(words, hit.start - offset) - 1].folded
        if before in lexicon.lists["of"] and hit.start >= behind and hit.entity == hit.country:
            return Ref(layers.text[hit.start : hit.end], hit.country)
    theirs = _side(figure) or _owner(figure, claimants)
    if theirs is not None:
        return theirs
    if link.group is None:
        sender = _sender(figure)
        if sender is not None:
            return sender
    return Ref(link.group) if link.group else _group(figure)


def _side(figure: Count) -> Ref | None:
    """«por parte tailandesa, los muertos son nueve»: the side that a clause speaks of, before the number."""
    layers, sentence, words = figure.layers, figure.sentence, figure.words
    lexicon, first = figure.lexicon, figure.first
    if words.vocabulary.isdisjoint(lexicon.sides.longest):
        return None
    theirs: tuple[int, Ref] | None = None
    for hit in between(layers.places, sentence.start, sentence.start + words.starts[first]):
        at = index_at(words, hit.start - sentence.start)
        goes_on = theirs is not None and words[at - 1].folded in lexicon.lists["determiners"]  # «y por la ucraniana»
        if hit.demonym and (goes_on or lexicon.sides.ending(words, at) is not None):
            theirs = at, Ref(layers.text[hit.start : hit.end], hit.country)
    if theirs is None or any(word.text == ";" for word in words[theirs[0] : first]):
        return None
    return theirs[1]


def _owner(figure: Count, claimants: Sequence[Claimant]) -> Ref | None:
    """«12 de sus soldados», «perdieron a nueve de los suyos»: whose own they are, the country that loses them, or
    else the one that says so."""
    words, lexicon = figure.words, figure.lexicon
    possessives, own = lexicon.lists["possessives"], lexicon.lists["own"]
    if words.vocabulary.isdisjoint(possessives | own):
        return None
    span = range(max(0, figure.begins - OWNED), min(len(words), figure.ends + OWNED))
    owned = any(
        words[at].folded in own
        or (words[at].folded in possessives and at + 1 < len(words) and lexicon.is_any(words[at + 1], "owned"))
        for at in span
    )
    if not owned:
        return None
    party = claimants[0].party if len(claimants) == 1 else None
    told = is_country(party) or is_body(party)
    return _sender(figure) or (Ref(claimants[0].text, party) if told else None)


def _tells_what(words: Row, at: int) -> bool:
    """Whether a demonym belongs to a place or to what happened, not to people."""
    cues = place_words(words.lang)
    beside = at + 1 if cues.noun_last else at - 1
    what = cues.happenings | cues.grounds | cues.facilities
    return 0 <= beside < len(words) and not what.isdisjoint({words[beside].folded, *words.forms[beside]})


def _parted(lexicon: FactLexicon, words: Row, end: int, at: int) -> bool:
    """«muertos en ataques israelíes», "killed by Russian fire": a demonym behind a word of place or of a doer is not
    theirs who are counted."""
    parting = (lexicon.lists["where"] | lexicon.lists["at_once"]) - lexicon.lists["of"]
    return any(
        words[word].folded in parting or lexicon.against.ending(words, word + 1) is not None for word in range(end, at)
    )


def _group(figure: Count) -> Ref | None:
    """Who is counted by a word of people or of an occupation behind the number: «two wounded men», «5 alcaldes»."""
    lexicon, fact = figure.lexicon, figure.link.fact
    for word in figure.words[figure.after : figure.ends + 1]:
        if not word.is_word or word.folded in lexicon.lists["joins"]:
            return None
        if word.folded in lexicon.lists["filler"]:
            continue
        named, own = forms(word.text, lexicon.lang), lexicon.fact_of(word, "nouns") == fact
        if named & lexicon.needy:  # "five soldiers died", «300 soldados», which others call «300 efectivos»
            return Ref(word.text) if not own or world.group_kinds(word.text) else None
        if named & lexicon.lists["counted"] and not own:
            return Ref(word.text)
    return None


def _sender(figure: Count) -> Ref | None:
    """«Corea del Norte ha desplegado … 11.000 soldados»: whose they are stands before the verb that sends them."""
    layers, sentence, words = figure.layers, figure.sentence, figure.words
    lexicon, first = figure.lexicon, figure.first
    verbs = words.meaning(lexicon.lists["senders"])
    for at in reversed(verbs[bisect_left(verbs, first - SENT) : bisect_left(verbs, first)]):
        if lexicon.phrase_at(words, at) is None:
            subjects = [
                hit
                for hit in between(
                    layers.places, sentence.start + words.starts[max(0, at - SENT)], sentence.start + words.starts[at]
                )
                if (hit.demonym or hit.entity == hit.country) and not layers.speaks(hit.start)
                if not (hit.demonym and _tells_what(words, index_at(words, hit.start - sentence.start)))
            ]
            if subjects:
                subject = subjects[-1]
                return Ref(layers.text[subject.start : subject.end], subject.country)
    return None
