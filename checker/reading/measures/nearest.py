"""Which nouns of measured facts stand near which numbers.

In: the words of a sentence, its numbers, and tables of nouns. Out: where the nouns stand, and each number with every
noun that it can belong to, what stands nearest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import contains

from checker.model.record import record
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.factwords.measurewords import MeasureLexicon, Table
from checker.reading.layers import Layers, NumberHit, Sentence
from checker.reading.meaning.aspectwords import aspect_grammar
from checker.reading.measures.candidates import Candidate
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at
from checker.rulebook.facts import MONEY, PERCENT, FactSpec

BEHIND = 4  # words from a number to the noun behind it
BEFORE = 12  # words from a noun to the number behind it
LINKED = 20  # the same, to a share that a verb says it is: "turnout in the run-off in the region of X was 58%"
STRANGE = 2  # of these, words that no list knows
MORE = 6  # the same, to such a share
APPOSED = 6  # words of an apposition before its name
COMMA, COLON, HYPHEN, SEMICOLON = ",", ":", "-", ";"
STOPS = frozenset('.;:()[]«»“”"—–!?…')


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun (or a verb that needs none) of measured facts in words `first`..`after`."""

    first: int
    after: int
    facts: tuple[str, ...]


@record
class Measure:
    """A number in words `first`..`after` with the noun (or the verb) that it belongs to."""

    hit: NumberHit
    first: int
    after: int
    noun: Noun


def pairs(
    sentence: Sentence,
    words: Row,
    nouns: Sequence[Noun],
    spans: Mapping[int, NumberHit],
    lex: MeasureLexicon,
    strange: int = STRANGE,
) -> list[Measure]:
    """Every number with every noun that it can belong to, what stands nearest first."""
    found: list[tuple[int, Measure]] = []
    for first, hit in spans.items() if nouns else ():
        after = index_at(words, hit.end - sentence.start - 1) + 1
        near = _near(words, (first, after), nouns, spans, lex, strange)
        found += [(away, Measure(hit, first, after, noun)) for away, noun in near]
    return [figure for _, figure in sorted(found, key=lambda pair: (pair[0], pair[1].first))]


def moved_to(sentence: Sentence, words: Row, figure: Measure, spans: Mapping[int, NumberHit]) -> Measure | None:
    """«rebajó la magnitud de 6,4 a 6,1»: the figure that a number moved to, of the same noun."""
    first = figure.after + 1
    hit, opening = spans.get(first), words[figure.first - 1].folded if figure.first else ""
    onward = aspect_grammar(sentence.lang or "").onward.get(opening, frozenset())
    if hit is None or words[figure.after].folded not in onward:
        return None
    return Measure(hit, first, index_at(words, hit.end - sentence.start - 1) + 1, figure.noun)


def nouns_in(words: Row, table: Table) -> Iterator[Noun]:
    """Where the phrases of a table stand, the longest first."""
    passed = 0
    for at in words.meaning(table.firsts):
        if at < passed:
            continue
        found: dict[int, list[str]] = {}
        for form in words.forms[at]:
            for parts, fact in table.get(form, ()):
                after = at + len(parts)
                if all(map(contains, words.forms[at:after], parts)) and after <= len(words):
                    found.setdefault(after, []).append(fact)
        if found:
            passed = max(found)
            yield Noun(at, passed, tuple(sorted(set(found[passed]))))


def _near(
    words: Row,
    span: tuple[int, int],
    nouns: Sequence[Noun],
    spans: Mapping[int, NumberHit],
    lex: MeasureLexicon,
    strange: int,
) -> Iterator[tuple[int, Noun]]:
    """The nouns that a number in the words of `span` can belong to, behind it and before it, with how far."""
    first, after = span
    linked = spans[first].kind in (PERCENT, MONEY) and _is_linked(words, first, lex)
    for noun in nouns:
        if after <= noun.first <= after + BEHIND and _open(words, after, noun.first, spans, lex, strange):
            yield noun.first - after, noun
            continue
        away = first - noun.after
        near = 0 <= away <= BEFORE and _open(words, noun.after, first, spans, lex, strange)
        if near or (linked and 0 <= away <= LINKED and _said_of(words, noun.after, first, spans, lex)):
            yield away, noun


def _said_of(words: Row, start: int, end: int, spans: Mapping[int, NumberHit], lex: MeasureLexicon) -> bool:
    apart = any(word.text == COMMA for word in words[start:end])
    return not apart and _open(words, start, end, spans, lex, MORE)


def _is_linked(words: Row, first: int, lex: MeasureLexicon) -> bool:
    """Whether a verb, or a colon, stands right before a number: «fue del 58 %», "the turnout: 58%"."""
    at = first - 1
    while at > 0 and words[at].folded in lex.before_numbers:
        at -= 1
    return at > 0 and (words[at].text == COLON or not lex.links.isdisjoint(words.forms[at]))


def _open(
    words: Row,
    start: int,
    end: int,
    spans: Mapping[int, NumberHit],
    lex: MeasureLexicon,
    most: int,
) -> bool:
    """Whether nothing between two words parts them: no other number, no stop, hardly a word beyond names and links."""
    free = lex.free
    strange = 0
    for at in range(start, end):
        word = words[at]
        if (
            at in spans
            or word.is_digits
            or (word.text in STOPS and not (word.text == COLON and start == at == end - 1))
        ):
            return False
        if word.is_word and not word.text[0].isupper() and free.isdisjoint(words.forms[at]):
            strange += 1
    return strange <= most


def is_bare(
    layers: Layers,
    sentence: Sentence,
    words: Row,
    figure: Measure,
    whom: Candidate,
    beside: frozenset[str],
    lex: MeasureLexicon,
) -> bool:
    """Whether a verb, a name and a number are all there is: nothing that the number could be a share of instead."""
    first, after, verb = figure.first, figure.after, figure.noun
    if verb.first > first or (after < len(words) and words[after].folded in lex.parts):
        return False  # «obtuvo el 30 % de la empresa»
    if whom.first and whom.first < verb.first and words[whom.first - 1].folded in lex.parts:
        return False  # «la aprobación de Ruiz alcanzó el 51 %»
    start, end = min(whom.first, verb.first), max(whom.after, first)
    for at in range(start, end):
        word = words[at]
        if whom.first <= at < whom.after or first <= at < after or layers.speaks(sentence.start + words.starts[at]):
            continue
        if word.text == HYPHEN or (at == whom.after == verb.first - 1 and _closes_apposition(words, whom)):
            continue
        if not word.is_word or (beside | lex.between).isdisjoint(words.forms[at]):
            return False
    return True


def _closes_apposition(words: Row, whom: Candidate) -> bool:
    """«Su rival, el exministro Ruiz, obtuvo el 21 %»: whether a name stands between two commas."""
    led = words[max(0, whom.first - APPOSED) : whom.first]
    return words[whom.after].text == COMMA and any(word.text == COMMA for word in led)


def fact_of(
    layers: Layers, words: Row, first: int, hit: NumberHit, facts: Sequence[str], lex: MeasureLexicon
) -> str | None:
    """The fact of several that share a noun: the unit must fit, and the nearest needed word decides, which no
    semicolon parts from the number in word `first`."""
    near: list[tuple[int, str]] = []
    parted = [at for at, word in enumerate(words.texts) if word == SEMICOLON] if SEMICOLON in words.kinds else ()
    for fact in facts:
        if not fits(layers.facts[fact], hit):
            continue
        wanted = lex.needs.get(fact)
        if wanted is None:
            near.append((len(words), fact))
            continue
        told = (at for at in words.meaning(wanted) if not any(min(at, first) < n < max(at, first) for n in parted))
        places = [abs(at - first) for at in told]
        if places:
            near.append((min(places), fact))
    return min(near)[1] if near else None


def act_themselves(words: Row, noun: Noun, needs: Set[str], lexicon: FactLexicon) -> bool:
    """«300 soldados liberaron el pueblo», "300 soldiers freed the town": they do to others what would be done to
    those that a fact counts."""
    verb = noun.after
    done = needs & words.forms[verb] if verb + 1 < len(words) else ()
    if not done:
        return False
    if lexicon.infinitives:  # «liberaron», and not «liberados»
        return all(form.endswith(lexicon.infinitives) for form in done)
    return words[verb + 1].folded in lexicon.lists["new_object"]


def fits(fact: FactSpec, hit: NumberHit) -> bool:
    """Whether a number is of the unit that a fact counts in."""
    wanted = fact.counts if fact.counts in (PERCENT, MONEY) else "number"
    if fact.currency is not None and hit.currency != fact.currency:
        return False
    return hit.kind == wanted and (wanted != "number" or hit.role is None)
