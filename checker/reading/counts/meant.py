"""How a count is meant: what its sentence says (meaning/aspects.py), held against what befell others in it and against
what the article says of the same figure elsewhere.

In: a count, or all statements of a text. Out: its aspect; the statements, those that come on top said so throughout.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.model.quantity import Quantity
from checker.model.statement import Aspect, Statement
from checker.reading.counts.count import Count
from checker.reading.counts.tokens import Link
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Layers
from checker.reading.meaning.aspects import are_all, aspect_of, is_difference
from checker.reading.text.rows import Row

RETOLD = ("retold", "again")  # how a figure is found that somebody else gives of those just counted
SIDE_BY_SIDE = ("gap", "list")  # and how one is that belongs to a place of its own
BEFALLS = ("verbs", "transitive", "adjectives")  # kinds of words that say what befell somebody
OBJECT = 3  # words from a verb to the figure that is its object: «hirió a otros ocho»


def aspect_of_count(figure: Count, earlier: str | None, *, past: bool) -> Aspect:
    """What the words say, but "others" and "another" after a figure of another fact add nothing to it."""
    words, link = figure.words, figure.link
    aspect = aspect_of(figure.sentence, words, figure.first, figure.after, figure.ends)
    differs = aspect is Aspect.ADDITIONAL and is_difference(figure.sentence, words, figure.ends)
    told = aspect is Aspect.ADDITIONAL and not differs  # «y 12 heridos más que ayer» are no others
    before = (earlier or _befell(words, figure.lexicon, figure.first, link.fact)) if told else None
    if before not in (None, link.fact):
        return Aspect.TOTAL
    if link.how == "aside" and aspect is Aspect.PART:
        return Aspect.TOTAL  # "Residents of the block, 85 of them, were evacuated"
    if aspect is Aspect.ADDITIONAL and link.how == "part" and link.part and not _comes_on_top(words, figure):
        return Aspect.PART  # «Siete llevaban más de un año en la selva»
    if aspect is not Aspect.TOTAL:
        return aspect
    part = link.part and not are_all(figure.sentence, words, figure.first)
    part = part or _is_beside_one(words, figure.lexicon, figure.first)
    return Aspect.PART if part else Aspect.PAST if past else aspect


def _comes_on_top(words: Row, figure: Count) -> bool:
    """Whether "more" or "other" stands in the phrase of a number, or right beside it."""
    others = figure.lexicon.lists["others"]
    return not others.isdisjoint(words.folded[max(0, figure.first - 1) : figure.after + 1])


def _is_beside_one(words: Row, lexicon: FactLexicon, first: int) -> bool:
    """«un hombre y sus dos hijos murieron», "the mayor and his three guards": all but one of those counted."""
    lists = lexicon.lists
    led = first > 2 and words[first - 1].folded in lists["possessives"]
    return led and words[first - 2].folded in lists["joins"] and words[first - 3].is_word


def _befell(words: Row, lexicon: FactLexicon, first: int, fact: str) -> str | None:
    """«Un soldado murió y otros ocho resultaron heridos»: what the sentence says of one whom it does not count; the
    verb whose object a figure is («e hirió a otros ocho») speaks of those alone."""
    for at in range(first - 1, -1, -1):
        told = next(filter(None, (lexicon.fact_of(words[at], kind) for kind in BEFALLS)), None)
        if told is not None and not (told == fact and first - at <= OBJECT):
            return told
    return None


def agreeing(layers: Layers, statements: list[Statement]) -> Iterator[Statement]:
    """An article that says of one figure in one place that it comes on top means it wherever it repeats it; «dos en X
    y otros dos en Y» are two figures."""
    added: dict[tuple[object, ...], set[int | None]] = {}  # by figure: the sentences
    for one in statements:
        if one.aspect is Aspect.ADDITIONAL and isinstance(one.value, Quantity):
            added.setdefault(_figure(one), set()).add(_sentence_of(layers, one))
    for one in statements:
        told = added.get(_figure(one)) if one.aspect is Aspect.TOTAL and isinstance(one.value, Quantity) else None
        if told is not None and _sentence_of(layers, one) not in told:
            yield replace(one, aspect=Aspect.ADDITIONAL)
        else:
            yield one


def _sentence_of(layers: Layers, statement: Statement) -> int | None:
    return layers.index_at(statement.evidence.start) if statement.evidence is not None else None


def _figure(statement: Statement) -> tuple[object, ...]:
    value = statement.value
    return statement.fact, (value.low, value.high) if isinstance(value, Quantity) else ()


def like_whole(
    statement: Statement, link: Link, words: Row, lexicon: FactLexicon, seen: Container[str], found: Sequence[Statement]
) -> Statement:
    """«16 muertos … Entre las víctimas hay dos menores»: a part of victims, of whom the dead alone were told, are of
    those; so are all «víctimas», unless the hurt were told of too and they are more than the dead."""
    parts = [part for part, whole in lexicon.wholes.items() if whole == statement.fact]
    told = next((part for part in parts if part in seen), None)
    if told is None or statement.fact in seen:
        return statement
    nouns = {word for word in _said(words, link) if lexicon.tables["nouns"].get(word) == statement.fact}
    as_last = not nouns and (link.part or link.how in (*SIDE_BY_SIDE, *RETOLD)) and found[-1].fact == told
    if statement.aspect is not Aspect.PART and not as_last:  # «61 de las víctimas viajaban dentro y otras 18 fuera»
        if told != parts[0] or not nouns or any(lexicon.tables["loosely"].get(one) != told for one in nouns):
            return statement
        sizes = [most_of(one.value) or Decimal(0) for one in found if one.fact == told]
        whole = _overlap(statement, found[-1])  # "two of the three victims died"
        if (whole or any(part in seen for part in parts[1:])) and (most_of(statement.value) or Decimal(0)) > max(sizes):
            return statement
    return replace(statement, fact=told)


def _overlap(statement: Statement, last: Statement) -> bool:
    """Whether one is told inside another."""
    own, before = statement.evidence, last.evidence
    return own is not None and before is not None and before.end > own.start


def _said(words: Row, link: Link) -> frozenset[str]:
    """The words of a count, and what they may be."""
    return frozenset().union(*words.forms[link.start : link.end])


def most_of(value: object) -> Decimal | None:
    """The most that a count may be; None where nothing bounds it."""
    return value.high if isinstance(value, Quantity) else None
