"""Whether what a fact tells is over for those counted, or a state of its own: hostages who were freed are none of those
still held, nor are those in hospital all who were hurt."""

from __future__ import annotations

from checker.model.statement import Ref
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.meaning.stance import is_negated
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row

BEFORE, BEHIND = 5, 4  # words between the verb and the counted phrase: «liberaron el lunes a 15», "were finally freed"
FAR = 20  # and where it is passive, as its subject is known: "six of the miners kidnapped last week in … were freed"


def state_of(words: Row, lexicon: FactLexicon, fact: str, first: int, end: int) -> tuple[int, Ref] | None:
    """The word by which it is over for those that words `first`..`end` count, and where it stands; None where it goes
    on. The bare form of a verb tells no more than a wish («para liberar a 40 rehenes»), and another figure between them
    is what it ends."""
    over = lexicon.over.get(fact)
    if over is None or not words.meaning(over):
        return None
    before = [word.folded for word in words[max(0, first - 2) : first]]
    if len(before) > 1 and before[0] in lexicon.lists["of"] and before[1] in lexicon.lists["determiners"]:
        return None  # «quince de los 40 rehenes fueron liberados»: the whole of them was not
    ahead, behind = range(first - 1, max(-1, first - 2 - BEFORE), -1), range(end, min(len(words), end + 1 + FAR))
    for span in (range(first, end), ahead, behind):
        for at in span:
            word = words[at]
            if word.text == "," and at >= end and _closes_insertion(words, at):
                continue  # «doce menores secuestrados en X, a las afueras de Y, fueron liberados»
            ends = not word.is_word or word.folded in lexicon.lists["joins"]
            if ends and not first <= at < end and not _is_inner(words, at):
                break
            if at > end + BEHIND and word.folded in lexicon.lists["clause"]:
                break  # "30 people abducted from a school said that others were freed"
            if word.folded not in over and not over.isdisjoint(forms(word.text, lexicon.lang)):
                if at > end + BEHIND and not (lexicon.participle.search(word.folded) and _helped(words, lexicon, at)):
                    break
                if is_negated(words, at, lexicon.lang):
                    break  # "have not been freed"
                return at, Ref(word.text)
    return None


def _is_inner(words: Row, at: int) -> bool:
    """The sign inside "St. Mary's" and "north-western"."""
    if not 0 < at < len(words) - 1:
        return False
    if words[at].text == "-":
        return words.ends[at - 1] == words.starts[at] and words.ends[at] == words.starts[at + 1]
    return words[at].text == "." and words[at - 1].has_capital and words[at + 1].has_capital


def _closes_insertion(words: Row, at: int) -> bool:
    """Whether a comma is one of two that set off words without a figure."""
    near = range(max(0, at - FAR), min(len(words), at + FAR))
    others = [n for n in near if n != at and words[n].text == ","]
    return any(not any(word.is_digits for word in words[min(n, at) : max(n, at)]) for n in others)


def _helped(words: Row, lexicon: FactLexicon, at: int) -> bool:
    """Whether a participle has its passive verb before it: "were freed", «fueron liberados»."""
    before = words[at - 1]
    return before.folded in lexicon.lists["passive"] or lexicon.is_any(before, "links")
