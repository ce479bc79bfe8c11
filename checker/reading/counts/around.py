"""What a verb before those counted and a phrase behind them tell together: "shot three clerks to death", "drove 9,000
farmers from their land".

In: the tokens of a sentence, and what stands behind a number (scanning.py). Out: a link for one number, or none.
"""

from __future__ import annotations

from checker.reading.counts.scanning import Scan, Scanner
from checker.reading.counts.tokens import Link
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row

BETWEEN = 5  # words of those counted
BACK = 4  # tokens before their number in which the verb stands


def told_around(words: Row, scanner: Scanner, index: int, scan: Scan) -> Link | None:
    """What befell the people of a number, if the words on both sides of them tell it."""
    tokens, lexicon = scanner.tokens, scanner.lexicon
    if scan.blocked:
        return None
    begins = tokens.afters[index]
    for first, after, facts in lexicon.closings.all_in(words):
        if not begins <= first <= begins + BETWEEN or not all(word.is_word for word in words[begins:first]):
            continue
        beside = index > 0 and tokens[index - 1].word.folded in lexicon.lists["joins"]  # "stabbed a guard and two …"
        for token in reversed(tokens[max(0, index - BACK - beside) : index]):
            found = forms(token.text, lexicon.lang) if token.word.is_word else frozenset()
            told = (facts[verb] for verb in sorted(found) if verb in facts)
            fact = next((fact for fact, loose in told if not (loose and fact in scanner.off)), None)
            if fact is not None:
                group = None if scan.general else scan.group
                return Link(fact, tokens.firsts[index], after, scan.head, group, 0.8, "before", scan.part)
            skipped = beside and token.word.is_word and token.number is None
            if not (skipped or token.filler or token.word.folded in lexicon.lists["objects"]):
                break
    return None
