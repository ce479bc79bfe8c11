"""Figures under what is said to be counted: lists, line by line ("Deaths by country:", below it "- Peru: 12"), and what
is told behind a phrase that names what some differ on («La cifra de desplazados se discute: X habla de 40»).

In: the lines of a text. Out: what the lines below a heading count, and which line is the heading of one.
"""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from checker.reading.counts.tokens import BULLETS, Link
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Layers
from checker.reading.text.rows import Row
from checker.reading.text.words import Word

NAMED = 4  # words behind «la cifra de» in which those stand that are counted
COLON = frozenset(":")
ELSE = ""  # the fact of figures that count something else
SIGNS = frozenset(":,-–—(|=")  # between a name and its figure
NAME = 7  # words in which a line of a list names whom its figure is of
LINE = 30  # words and signs of a line
LINES = 40  # lines of a list


class Heading(NamedTuple):
    """What the lines below one count, and whether it says that they apportion it: "by age", «por provincias»."""

    counted: Link
    says: bool


def heading_of(
    words: Row, lexicon: FactLexicon, off: Container[str], last: str | None, seen: Container[str]
) -> Heading | None:
    """What the lines below one with a colon at its end count: what its last noun says, else, where it apportions, the
    fact that was counted last; parts, if that was counted before."""
    if words.texts[-1] != ":":
        return None
    tolls = (lexicon.tolls.starting(words, at) for at in lexicon.tolls.begins(words))
    nouns = (_fact_of(word, lexicon, off) for word in reversed(words))
    toll = next((toll[1] for toll in tolls if toll is not None), None)
    named, lists = next((one for one in nouns if one is not None), toll), lexicon.lists
    fact, by = named or last, not lists["agents"].isdisjoint(words.folded)
    opens = words.folded[words.texts[0] in BULLETS] in lists["agents"]  # «Por edades:»
    apportions = any(words.meaning(lists[name]) for name in ("apportions", "regions"))
    if not fact or not (named or opens or apportions) or (named is None and words.meaning(lists["numbers_of"])):
        return None
    return Heading(Link(fact, 0, 0, None, None, 0.7, part=fact in seen), opens or (named is not None and by))


def heading_index(layers: Layers, index: int) -> int | None:
    """The sentence with a colon at its end under which a line stands, with others like it between."""
    paragraph = layers.sentences[index].paragraph
    at = index
    while at >= 0 and index - at < LINES:
        sentence = layers.sentences[at]
        if sentence.paragraph != paragraph and layers.text[sentence.end - 1] == ":":
            return at
        opens = not at or layers.sentences[at - 1].paragraph != sentence.paragraph
        if opens and not is_line(layers.row(sentence)):
            return None
        at -= 1
    return None


def is_line(words: Row) -> bool:
    """Whether a paragraph looks like the line of a list: a bullet, or a figure near its beginning, and few words."""
    if not words or len(words) > LINE:
        return False
    return words.texts[0] in BULLETS or any(sign in SIGNS or sign[0].isdigit() for sign in words.texts[:NAME])


def named_count(words: Row, lexicon: FactLexicon, off: Container[str], first: int | None) -> Link | None:
    """What a sentence names as the number that follows, behind a colon before the word `first` or, without one, in the
    next sentence: «La cifra de desplazados es motivo de polémica: …», "The death toll is disputed". Of the fact `ELSE`
    where something else is counted; None where nothing is named."""
    if lexicon.lists["numbers_of"].isdisjoint(words.vocabulary):
        return None
    colons = [at for at in words.where(COLON) if first is not None and at < first]
    if first is not None and not colons:
        return None
    end = colons[-1] if colons else len(words)
    for at in range(end - 2, -1, -1):
        if (toll := lexicon.tolls.starting(words, at)) is not None and (lexicon.noun_last or toll[0] - at > 1):
            return _unsized(toll[1])  # but a «balance» may be one of anything
        if not lexicon.is_any(words[at], "numbers_of") or words[at + 1].folded not in lexicon.lists["of"]:
            continue
        known = False
        for behind in range(at + 2, min(at + 2 + NAMED, end)):
            if (fact := _fact_at(words, behind, lexicon, off)) is not None:
                return _unsized(fact)
            known = known or lexicon.is_any(words[behind], "people") or not words[behind].text.islower()
        return None if known else _unsized(ELSE)
    return None


def _fact_at(words: Row, at: int, lexicon: FactLexicon, off: Container[str]) -> str | None:
    phrase = lexicon.phrase_at(words, at, off)
    return phrase[2] if phrase is not None else _fact_of(words[at], lexicon, off)


def _fact_of(word: Word, lexicon: FactLexicon, off: Container[str]) -> str | None:
    """What the noun counts."""
    loose = lexicon.fact_of(word, "in_context")
    return lexicon.fact_of(word, "nouns") or lexicon.body_of(word) or (None if loose in off else loose)


def _unsized(fact: str) -> Link:
    return Link(fact, 0, 0, None, None, 0.7)
