"""Words that stand for whoever a figure belongs to: «el candidato de X», «su contrincante», «la formación», "it".

In: the names of an article and where they stand. Out: the one that is meant, where only one can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from checker.languages import language
from checker.model.statement import Ref, Statement
from checker.reading.claimants.claimwords import claim_words
from checker.reading.layers import Layers, Sentence
from checker.reading.measures.candidates import Candidate
from checker.reading.text.rows import Row
from checker.reading.text.words import fold_all

ROLE = "candidate"
OPENING = 3  # words of a sentence among which the one stands that means who was named before


@cache
def _called(lang: str) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    counting = language(lang).counting
    lists = (counting.standing, counting.rivals, counting.parties, language(lang).small.of)
    standing, rivals, parties, of = map(fold_all, lists)
    return standing, rivals, parties, of


def with_standins(layers: Layers, sentence: Sentence, words: Row, named: Sequence[Candidate]) -> list[Candidate]:
    """The names of a sentence, with «el candidato de X» for the person that it is, and the rival for the other one."""
    standing, rivals, _, of = _called(sentence.lang or "")
    found = []
    for one in named:
        led = one.first > 1 and words[one.first - 1].folded in of and words[one.first - 2].folded in standing
        if led and not (one.after < len(words) and words[one.after].text == ","):
            whom = _only(layers, sentence.start, None)
            if whom is not None:
                found.append(
                    Candidate(one.first - 2, one.after, whom, sentence.start + words.starts[one.first - 2], one.end)
                )
            continue
        found.append(one)
    for at in words.where(rivals):
        apposed = any(0 <= one.first - at <= 2 for one in found)
        own = next((one.ref for one in reversed(found) if one.after <= at), None)
        whom = None if apposed or own is None else _only(layers, len(layers.text), own)
        if whom is not None:
            start = sentence.start
            found.append(Candidate(at, at + 1, whom, start + words.starts[at], start + words.ends[at]))
    return sorted(found, key=lambda one: one.first)


def _only(layers: Layers, before: int, but: Ref | None) -> Ref | None:
    """The one person that is named before an offset, besides another who speaks nowhere: a spokesman is none."""
    named = [hit for hit in layers.persons if hit.end <= before and hit.entity is not None]
    speaking = {hit.entity for hit in layers.persons if layers.speaks(hit.start)} if but is not None else set()
    others = {hit.entity for hit in named} - speaking - {but.entity if but is not None else None}
    if len(others) != 1:
        return None
    hit = max((hit for hit in named if hit.entity in others), key=lambda hit: (hit.end - hit.start, -hit.start))
    return Ref(layers.text[hit.start : hit.end], hit.entity)


def named_before(words: Row, known: Sequence[Statement], lang: str) -> Ref | None:
    """Whom a sentence that begins with a pronoun or «la formación» goes on about, of those who have figures before."""
    last = next((one.roles[ROLE] for one in reversed(known) if ROLE in one.roles), None)
    if last is None:
        return None
    back = claim_words(lang).back
    parties = _called(lang)[2]
    opening = words[:OPENING]
    small = claim_words(lang).determiners
    party = len(opening) > 1 and opening[0].folded in small and opening[1].folded in parties
    return last if opening and (opening[0].folded in back or party) else None


def gone_on_about(layers: Layers, sentence: Sentence, words: Row, verbs: frozenset[str]) -> Ref | None:
    """The only person named before a sentence that begins with a pronoun ("He scored 412,806 votes") or, where it may
    go without, with one of the fact's verbs («Obtuvo 24.907 sufragios»)."""
    lang = sentence.lang or ""
    begins = bool(words) and words[0].folded in claim_words(lang).back
    dropped = bool(words) and not language(lang).offices.portfolio_first and not verbs.isdisjoint(words.forms[0])
    return _only(layers, sentence.start, None) if begins or dropped else None
