"""Figures of rivals that no verb of their own gives: «…, frente al 44 % de Salas», «Peralta (51 %) y Salas (44 %)».

In: the shares of one sentence and the names that they may belong to. Out: for each number that is a rival's share,
whose it is. One name with a share in brackets tells nothing; two or more, which cannot exceed the whole, do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal

from checker.model.quantity import Qualifier
from checker.model.statement import Ref
from checker.reading.dates.timing import is_compared
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.factwords.measurewords import MeasureLexicon
from checker.reading.layers import Layers, NumberHit, Sentence
from checker.reading.measures.candidates import Candidate
from checker.reading.persons.names import person_id
from checker.reading.text.rows import Row

FIRST_ROUND = "round:first"
WHOLE = Decimal(100)  # percent
FIRST = 2  # the word that a share in brackets begins with, behind the first word of a sentence
FEWEST = 2  # names with shares in brackets, or in a list
ALIKE = 5  # times as much as another figure of the same, or as little
BESIDE = 7  # words from a name to its figure behind a verb
AGAIN = 6  # words from a figure to the share that it is
BULK = 60  # percent that the shares of a list make up, where nothing else tells that they are shares
WITH = 3  # words between a name and its share: «, con un»
LED = 3  # small words before a name: «y el liberal Funes»
TITLED = 5  # words from a number to whose it is
ROUNDED = Decimal("0.5")  # percent by which shares may exceed the whole


def held_against(
    words: Row,
    spans: Mapping[int, tuple[int, NumberHit]],
    named: Sequence[Candidate],
    of: Set[str],
    lexicon: FactLexicon,
) -> Iterator[tuple[int, Candidate]]:
    """«frente al 44 % de la senadora Salas», "to 44% for Salas", "against Salas's 2.4m": by the word that a number
    begins with, whose it is. `spans` gives the word behind each number, with the number."""
    for first, (after, _) in spans.items():
        owner = next((one for one in named if first - 2 <= one.after <= first), None)  # "against Banda's 2,462,100"
        if owner is not None and words[owner.after - 1].folded.endswith(("'s", "’s")):
            if is_against(words, owner.first, lexicon):
                yield first, owner
            continue
        if not is_against(words, first, lexicon):
            continue
        closed = after + 2 < len(words) and words[after].text == "("
        behind = next((at + 1 for at in range(after, len(words)) if words[at].text == ")"), after) if closed else after
        if behind >= len(words) or (
            words[behind].folded not in of and words[behind].folded not in lexicon.lists["for_whom"]
        ):
            continue
        whom = next((one for one in named if behind < one.first <= behind + TITLED), None)
        if whom is not None and all(word.is_word for word in words[behind : whom.first]):
            yield first, whom


def is_against(words: Row, first: int, lexicon: FactLexicon) -> bool:
    """Whether a word before a number holds it against another's: «frente al 44 %», "51% to 49%"."""
    return lexicon.holds_against(words, first) or (first > 0 and words[first - 1].folded in lexicon.lists["versus"])


def compared(hit: NumberHit) -> NumberHit:
    """«muy por debajo del 77 % anunciado por X»: a figure that is compared with, without how it compares."""
    told = hit.quantity
    value = told.low if told.low is not None else told.high
    if value is None or (told.low is not None and told.high is not None):
        return hit
    return replace(hit, quantity=replace(told, low=value, high=value, qualifier=Qualifier.EXACT))


def behind_verbs(
    words: Row,
    spans: Mapping[int, tuple[int, NumberHit]],
    named: Sequence[Candidate],
    verbs: Set[str],
    told: Decimal,
    of: Set[str],
) -> dict[int, Candidate]:
    """«…, mientras que a Salas le corresponden 419.565», "a Bucaram, que sumó 4.521.300": figures behind a verb and a
    name, of about as much as one that is `told` of before."""
    found = {}
    last = 0
    for first, (after, hit) in sorted(spans.items()):
        whom = next((one for one in reversed(named) if last <= one.first and one.after <= first), None)
        value = hit.quantity.low
        last = after
        if whom is None or value is None or not told / ALIKE <= value <= told * ALIKE or first - whom.after > BESIDE:
            continue
        if any(words[at].folded in of for at in range(max(0, first - 2), first)):
            continue  # «33 de los 75»
        if any(not verbs.isdisjoint(form) for form in words.forms[whom.after : first]):
            found[first] = whom
    return found


def of_the_same(
    words: Row, spans: Mapping[int, tuple[int, NumberHit]], told: Mapping[int, Candidate]
) -> dict[int, Candidate]:
    """«1.207.340 (42,8 %)», «419.565, es decir, el 46,2 %»: the share of whose votes stand before it; `told` gives by
    the word behind a number whose that is."""
    found = {}
    for first, (after, _) in spans.items():
        whom = told.get(first - 1) if first and words[first - 1].text == "(" else None
        if whom is not None and after < len(words) and words[after].text == ")":
            found[first] = whom
            continue
        stop = max((at for at in told if at <= first), default=None)
        if stop is None or not 2 <= first - stop <= AGAIN or words[stop].text != ",":
            continue
        if all(word.text == "," or (word.is_word and word.text.islower()) for word in words[stop:first]):
            found[first] = told[stop]
    return found


def listed(
    words: Row,
    spans: Mapping[int, tuple[int, NumberHit]],
    named: Sequence[Candidate],
    lexicon: FactLexicon,
    *,
    known: bool,
    like: Decimal | None = None,
) -> dict[int, Candidate]:
    """«Mejía 44,1 %, Zelaya 40,3 %», «…; Soria, el 31,2 %»: names with their shares beside them. `known`: a share of
    the same is told of before, so that one will do. `like`: no shares, but figures of about so much."""
    found = {}
    total = Decimal(0)
    small = lexicon.lists["determiners"] | lexicon.lists["at_once"] | lexicon.lists["listed_with"]
    for first, (after, hit) in spans.items():
        whom = next((one for one in reversed(named) if one.after <= first), None)
        if (
            whom is None
            or first - whom.after > WITH
            or (after < len(words) and words[after].folded in lexicon.lists["of"])
        ):
            continue
        beside = words[whom.after : first]
        apart = not beside or all(word.text == "," or word.folded in small for word in beside)
        led = whom.first
        while led and led > whom.first - LED and words[led - 1].is_word and words[led - 1].text.islower():
            if words[led - 1].folded in lexicon.lists["joins"]:
                break
            led -= 1  # «y el liberal Funes»
        opens = led == 0 or not words[led - 1].is_word or words[led - 1].folded in lexicon.lists["joins"]
        value = hit.quantity.low or Decimal(0)
        if apart and opens and (like is None or like / ALIKE <= value <= like * ALIKE):
            found[first] = whom
            total += hit.quantity.low or Decimal(0)
    if len({one.ref for one in found.values()}) < len(found) or (like is None and total > WHOLE + ROUNDED):
        return {}
    return found if known or (len(found) >= FEWEST and total >= BULK) else {}


def is_margin(words: Row, first: int, lexicon: FactLexicon) -> bool:
    """«ganó por apenas 312 votos», "lost by 40 votes": whether a number is by how many somebody won."""
    near = words.folded[max(0, first - 2) : first]  # a small word may stand between
    return not lexicon.lists["agents"].isdisjoint(near) and near[-1].isalpha()


def in_brackets(
    words: Row, spans: Mapping[int, tuple[int, NumberHit]], named: Sequence[Candidate], offset: int
) -> dict[int, Candidate]:
    """«Peralta (51 %) y Salas (44 %)»: the same for names with their shares in brackets; none for one alone. `offset`
    is where the sentence begins."""
    found = {}
    total = Decimal(0)
    for first, (after, hit) in spans.items():
        closed = first > 1 and after < len(words) and words[first - 1].text == "(" and words[after].text == ")"
        whom = next((one for one in named if one.after == first - 1), None) if closed else None
        if closed and whom is None and first == FIRST and named:  # a word that begins a sentence is a name beside names
            start, end = offset + words.starts[0], offset + words.ends[0]
            whom = Candidate(0, 1, Ref(words[0].text, person_id(words[0].text)), start, end)
        if whom is not None:
            found[first] = whom
            total += hit.quantity.low or Decimal(0)
    return found if len(found) >= FEWEST and total <= WHOLE else {}


def round_of(layers: Layers, sentence: Sentence, hit: NumberHit, lex: MeasureLexicon) -> Ref | None:
    """Where the sentence or the title is of the first round of a vote: what that is called."""
    cue, text = lex.first_round, layers.text
    told = cue.search(text, sentence.start, sentence.end)
    if told is not None and (told.start() < hit.start or not is_compared(text[hit.end : told.start()], lex.lang)):
        return Ref(told[0], FIRST_ROUND)
    titled = cue.search(layers.article.title) if told is None else None
    return Ref(titled[0], FIRST_ROUND) if titled is not None else None
