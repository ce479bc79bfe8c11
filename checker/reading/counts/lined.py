"""Lists by place that stand line by line under what they count: "Deaths by country:", below it "- Peru: 12", "Chile 4".

In: a line with a colon at its end, and those behind it that name places. Out: the link of a line's one figure, or none.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from checker.reading.counts.tokens import BULLETS, Link
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.text.rows import Row

HEADING = "heading"  # how the fact of a list is found
BETWEEN = frozenset(":-–—(|=")  # signs between a name and its figure
BEHIND = frozenset(".;,)")  # and behind that
WORDS = 7  # of a name


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


def figure_under(heading: Link, words: Row, spans: Sequence[tuple[int, int]]) -> dict[int, Link]:
    """The figure of a line that has nothing but a name before it: "- Peru: 12", "Chile (4)", and a bracket behind."""
    if len(spans) != 1:
        return {}
    first, after = spans[0]
    begins = 1 if words.texts[0] in BULLETS else 0
    ends = first - 1 if first and words.texts[first - 1] in BETWEEN else first
    name = words[begins:ends]
    behind = words.texts[after] if after < len(words) else ""
    if not name or len(name) > WORDS or not name[0].has_capital or behind not in (*BEHIND, "(", ""):
        return {}
    small = sum(one.is_word and not one.has_capital for one in name)
    return {0: replace(heading, start=first, end=after, how="list")} if 2 * small < len(name) else {}
