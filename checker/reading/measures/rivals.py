"""Figures of rivals that no verb of their own gives: «…, frente al 44 % de Salas», «Peralta (51 %) y Salas (44 %)».

In: the shares of one sentence and the names that they may belong to. Out: for each number that is a rival's share,
whose it is. One name with a share in brackets tells nothing; two or more, which cannot exceed the whole, do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal

from checker.model.statement import Ref
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import NumberHit
from checker.reading.measures.candidates import Candidate
from checker.reading.persons.names import person_id
from checker.reading.text.rows import Row

WHOLE = Decimal(100)  # percent
FIRST = 2  # the word that a share in brackets begins with, behind the first word of a sentence
FEWEST = 2  # names with shares in brackets


def held_against(
    words: Row,
    spans: Mapping[int, tuple[int, NumberHit]],
    named: Sequence[Candidate],
    of: Set[str],
    lexicon: FactLexicon,
) -> Iterator[tuple[int, Candidate]]:
    """«frente al 44 % de Salas»: by the word that a number begins with, whose it is. `spans` gives the word behind
    each number, with the number."""
    for first, (after, _) in spans.items():
        if after >= len(words) or words[after].folded not in of:
            continue
        if lexicon.holds_against(words, first):
            whom = next((one for one in named if one.first == after + 1), None)
            if whom is not None:
                yield first, whom


def in_brackets(
    words: Row, spans: Mapping[int, tuple[int, NumberHit]], named: Sequence[Candidate], offset: int
) -> list[tuple[int, Candidate]]:
    """«Peralta (51 %) y Salas (44 %)»: the same for names with their shares in brackets; none for one alone. `offset`
    is where the sentence begins."""
    found = []
    total = Decimal(0)
    for first, (after, hit) in spans.items():
        closed = first > 1 and after < len(words) and words[first - 1].text == "(" and words[after].text == ")"
        whom = next((one for one in named if one.after == first - 1), None) if closed else None
        if closed and whom is None and first == FIRST and named:  # a word that begins a sentence is a name beside names
            start, end = offset + words.starts[0], offset + words.ends[0]
            whom = Candidate(0, 1, Ref(words[0].text, person_id(words[0].text)), start, end)
        if whom is not None:
            found.append((first, whom))
            total += hit.quantity.low or Decimal(0)
    return found if len(found) >= FEWEST and total <= WHOLE else []
