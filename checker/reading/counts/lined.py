"""Lists that stand line by line under what they count: "Deaths by country:", below it "- Peru: 12", "Chile 4".

In: the lines of a text. Out: what the lines below a heading count, and which line is the heading of one.
"""

from __future__ import annotations

from collections.abc import Container

from checker.reading.counts.tokens import BULLETS, Link
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Layers
from checker.reading.text.rows import Row

HEADING = "heading"  # how the fact of a list is found
SIGNS = frozenset(":,-–—(|=")  # between a name and its figure
NAME = 7  # words in which a line of a list names whom its figure is of
LINE = 30  # words and signs of a line
LINES = 40  # lines of a list


def heading_of(
    words: Row, lexicon: FactLexicon, off: Container[str], last: str | None, seen: Container[str]
) -> Link | None:
    """What the lines below one with a colon at its end count: what its last noun says, else the fact that was counted
    last; parts, if that was counted before."""
    if words.texts[-1] != ":":
        return None
    fact = last
    for word in reversed(words):
        loose = lexicon.fact_of(word, "in_context")
        named = lexicon.fact_of(word, "nouns") or lexicon.body_of(word) or (None if loose in off else loose)
        if named is not None:
            fact = named
            break
    return None if fact is None else Link(fact, 0, 0, None, None, 0.7, HEADING, part=fact in seen)


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
