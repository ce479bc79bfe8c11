"""How many those are who make up a body: "a 600-strong battalion", "the peacekeepers, 4,300 strong", and of whom it
lost some.

In: the tokens of a sentence. Out: a link for one number, or none.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from checker.reading.counts.scanning import Scan, Scanner
from checker.reading.counts.tokens import Link
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.text.rows import Row

BEHIND = 4  # tokens behind "600-strong" in which the body is named
BEFORE = 8  # and before "600 strong"
FEW = 100  # soldiers lost, of whom none is told to be no more than wounded


def strength_of(scanner: Scanner, index: int) -> Link | None:
    """What a number counts behind which it is told that some are so many "strong"."""
    tokens, lexicon = scanner.tokens, scanner.lexicon
    strong = lexicon.lists["strong"]
    if strong.isdisjoint(scanner.words.kinds):
        return None
    glued = index + 2 < len(tokens) and tokens[index + 1].text in "-‑–" and tokens[index + 2].word.folded in strong
    if glued:
        near = range(index + 3, min(index + 3 + BEHIND, len(tokens)))
    elif index + 1 < len(tokens) and tokens[index + 1].word.folded in strong:
        near = range(index - 1, max(-1, index - 1 - BEFORE), -1)
    else:
        return None
    for at in near:
        token = tokens[at]
        fact = token.head or token.noun or lexicon.body_of(token.word) or lexicon.occasion_of(token.word)
        if fact is not None:
            first, after = sorted((index, at))
            return Link(fact, tokens.firsts[first], tokens.afters[max(after, index + 1 + glued)], token.head, None, 0.8)
        if token.is_stop or token.number is not None or token.people:
            return None
    return None


def lost_by(link: Link, size: Decimal | None, words: Row, lexicon: FactLexicon) -> Link:
    """The link of soldiers whom a side lost: a few are dead, "lost two men"; where there are many, or the sentence
    tells of the wounded, some are wounded."""
    few = size is not None and size < FEW and link.how in ("after", "before") and link.head is not None
    parts = [part for part, whole in lexicon.wholes.items() if whole == link.fact] if few else []  # the dead first
    if not parts:
        return link
    wounded = {noun for noun, fact in lexicon.tables["nouns"].items() if fact in parts[1:]}
    lose = {verb for verb, fact in lexicon.tables["head_verbs"].items() if fact == link.fact}
    if lose.isdisjoint(words.vocabulary) or not wounded.isdisjoint(words.vocabulary):
        return link
    return replace(link, fact=parts[0])


def is_of_others(scanner: Scanner, fact: str, scan: Scan) -> bool:
    """ "a contingent of 40 athletes": a body of people who are named, and are no soldiers."""
    return fact in scanner.lexicon.needs and scan.end > 0 and scan.head is None
