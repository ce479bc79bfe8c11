"""Ordinals and parts: «cuadragésimo séptimo», "twenty-first", «tres quintos», "a thirtieth", «dos milésimas».

In: a row of words and an index. Out: the value and the index after it, as in amounts.py. An ordinal is a number whose
last word is an ordinal; a part is a number that counts such words.
"""

from __future__ import annotations

from decimal import Decimal

from checker.reading.numbers.amounts import composed
from checker.reading.numbers.numberwords import Grammar
from checker.reading.numbers.separators import Marks
from checker.reading.text.words import Words

_PLACES = Decimal("1e-15")  # parts are rounded to so much


def ordinal(words: Words, at: int, grammar: Grammar, marks: Marks) -> tuple[Decimal, int] | None:
    """The rank that a row of words tells: (value, index after it)."""
    if words[at].is_digits:
        return None
    if words.folded[at] in grammar.plural_ordinals:
        return Decimal(grammar.plural_ordinals[words.folded[at]]), at + 1
    one = words.folded[at] in grammar.one_before_scale
    if one and (at + 1 >= len(words) or words.folded[at + 1] not in grammar.scales):
        return None
    found = composed(words, at + one, grammar.with_ordinals, marks)  # "a hundred and first"
    if found is not None and words.folded[found[1] - 1] in grammar.ordinals:
        return found
    glued = grammar.glued(words.folded[at])
    return (Decimal(glued), at + 1) if glued and not words.folded[at].endswith("s") else None


def part(words: Words, at: int, grammar: Grammar, marks: Marks) -> tuple[Decimal, int] | None:
    """A share of one whole: (value, index after it). A single part («un quinto») only where nothing that it could
    be the rank of follows: "a third person" is the next one."""
    one = words.folded[at] in grammar.one_before_scale
    if one and at + 1 < len(words) and words.folded[at + 1] in grammar.scales:  # "a hundred thousandths"
        at += 1
        one = False
    found = (Decimal(1), at + 1) if one else composed(words, at, grammar, marks)
    if found is None:
        return None
    count, after = found
    if after < len(words) and words.folded[after] in grammar.joiners and not words[after].is_word:  # "two-fifths"
        after += 1
    below = _denominator(words, after, grammar, marks)
    if below is None:
        return None
    whole, last, several = below
    if last < len(words) and words.folded[last] in grammar.parts:  # «tres cuartas partes»
        return _share(count, whole), last + 1
    if several != (count != 1) or not 0 < count < whole:
        return None
    if several or last >= len(words) or not words[last].is_word or words.folded[last] in grammar.of:
        return _share(count, whole), last
    return None


def _denominator(words: Words, at: int, grammar: Grammar, marks: Marks) -> tuple[Decimal, int, bool] | None:
    """What the whole is divided into: (parts, index after the word, whether it is a plural)."""
    if at >= len(words) or not words[at].is_word:
        return None
    folded = words.folded[at]
    singular = folded.removesuffix("s")
    value = grammar.denominators.get(folded) or grammar.denominators.get(singular) or grammar.glued(folded)
    if value:
        return Decimal(value), at + 1, folded not in grammar.denominators and folded.endswith("s")
    found = ordinal(words, at, grammar, marks)  # "a twenty-first"
    return (*found, False) if found is not None and found[1] > at + 1 else None


def _share(count: Decimal, whole: Decimal) -> Decimal:
    return (count / whole).quantize(_PLACES).normalize()
