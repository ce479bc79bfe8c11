"""Numbers of some who are among those whom a word of the sentence names: «entre los heridos figuran dos agentes», "two
nurses are among the dead".

In: the tokens of a sentence, and what stands behind the number (scanning.py). Out: a link for one number, or none.
"""

from __future__ import annotations

from checker.reading.counts.gapped import VERB
from checker.reading.counts.scanning import Scan, Scanner
from checker.reading.counts.tokens import Link

AMONG = 12  # tokens between a number and the word that names the whole before it


def part_among(scanner: Scanner, index: int, scan: Scan) -> Link | None:
    """«Entre los 13 fallecidos hay seis niños», «entre los heridos figuran dos agentes»."""
    tokens, lexicon = scanner.tokens, scanner.lexicon
    if scan.end and not scan.group:
        return None
    if not (scan.group or scan.nation or scan.strange):
        return None
    if lexicon.lists["among"].isdisjoint(scanner.words.kinds):
        return None
    fact, linked, told = None, False, False
    for at in range(index - 1, max(-1, index - AMONG), -1):
        token = tokens[at]
        told = told or token.word.folded in lexicon.lists["that"]
        if token.is_stop or (token.text == "," and linked):
            return None
        if token.word.folded in lexicon.lists["among"]:
            known = tokens[at + 1].word.folded in lexicon.lists["determiners"]
            if fact is None and tokens[at + 1].link and not told:  # "among the dead" is one phrase
                fact, known = token.adjective, True
            if fact is None or not linked or not known:
                return None
            return Link(
                fact,
                tokens.firsts[index],
                max(scan.end, tokens.afters[index]),
                None,
                None if scan.general else scan.group,
                0.8,
                "part",
                part=True,
            )
        linked = linked or (fact is None and (token.link or lexicon.is_finite(token.word)))
        fact = fact or token.noun or (token.adjective if token.participle else None)
    return None


def named_among(scanner: Scanner, index: int, scan: Scan) -> Link | None:
    """«dos mujeres figuran entre los heridos», "two nurses are among the dead": who those behind are a part of."""
    lexicon, tokens = scanner.lexicon, scanner.tokens
    lists = lexicon.lists
    if scan.fact or not (scan.group or scan.nation) or lists["among"].isdisjoint(scanner.words.kinds):
        return None
    at = next((n for n in range(index + 1, len(tokens)) if tokens.firsts[n] >= scan.end), len(tokens))
    for verb in range(at, min(at + VERB, len(tokens) - 3)):
        if not (tokens[verb].link or lexicon.is_any(tokens[verb].word, "fares")):
            if not tokens[verb].filler and tokens[verb].word.folded not in lists["impersonal"] | lists["small"]:
                return None
            continue
        among, whom = tokens[verb + 1], tokens[verb + 3]
        led = tokens[verb + 2].word.folded in lists["determiners"]
        fact = whom.noun or (whom.adjective if whom.participle else None)
        if among.word.folded not in lists["among"] or not led or fact is None:
            return None
        group = None if scan.general else scan.group
        return Link(fact, tokens.firsts[index], tokens.afters[verb + 3], None, group, 0.8, "part", part=True)
    return None
