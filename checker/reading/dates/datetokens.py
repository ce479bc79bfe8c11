"""A sentence as a row of tokens that know which part of a date they may be.

In: the words of a sentence and its numbers. Out: tokens with classes (see patterns.py), in which a phrase or a
spelled number is one; none for a sentence that cannot hold a date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from itertools import compress, count, repeat
from operator import eq

from checker.reading.dates.datewords import CENTURIES, DateWords, classes_of, digit_classes, number_classes
from checker.reading.dates.patterns import NONE, Classes, Token
from checker.reading.layers import NumberHit
from checker.reading.text.words import Words, index_at

YEAR_LETTERS = 4
OPENING, CLOSING = frozenset('(«“"[¿¡'), frozenset(".,;:)»”\"']!?…")  # signs that tell nothing of digits beside them
SPELLED = 2200  # from this on a number in words is an amount and nothing else


def may_hold_dates(words: Words, grammar: DateWords) -> bool:
    """Whether a sentence is worth a closer look."""
    if not grammar.triggers.isdisjoint(words.kinds):
        return True
    if words.digits and not grammar.with_days.isdisjoint(words.kinds):
        return True
    return any(_may_date(words, at) for at in words.digits)


def _may_date(words: Words, at: int) -> bool:
    """Whether digits may be a date without a word that only dates have, and no count: a year, a decade («los 70»), or
    what has something glued to it («12/10», "5th")."""
    text = words.texts[at]
    if len(text) >= YEAR_LETTERS or not text.isdecimal() or (len(text) == 2 and text[1] == "0"):
        return True
    before = at > 0 and words.ends[at - 1] == words.starts[at] and words.texts[at - 1] not in OPENING
    return before or (
        at + 1 < len(words) and words.starts[at + 1] == words.ends[at] and words.texts[at + 1] not in CLOSING
    )


def tokens_of(words: Words, grammar: DateWords, numbers: Sequence[NumberHit], offset: int) -> list[Token]:
    """Words as tokens: phrases and spelled numbers as one. `numbers` are those of the same stretch of text, which
    begins at `offset`; tokens carry offsets into the whole text."""
    spelled = {index_at(words, hit.core_start - offset): hit for hit in numbers if _is_spelled(hit)}
    amounts = {
        index
        for hit in numbers
        if hit.kind in ("money", "percent")
        for index in range(index_at(words, hit.core_start - offset), index_at(words, hit.core_end - 1 - offset) + 1)
    }
    plain = _plain(words, grammar, offset)
    tokens: list[Token] = []
    passed = 0
    for at in sorted({*spelled, *words.digits, *words.where(grammar.phrases.firsts)}):
        found = _joined(words, at, grammar, spelled, amounts, offset) if at >= passed else None
        if found is not None:
            tokens += plain[passed:at]
            tokens.append(found[0])
            passed = found[1]
    return tokens + plain[passed:]


def _joined(
    words: Words, at: int, grammar: DateWords, spelled: Mapping[int, NumberHit], amounts: Set[int], offset: int
) -> tuple[Token, int] | None:
    """A number or phrase, which may be several words, as one token, and the index after it."""
    word, hit = words[at], spelled.get(at)
    year = _paired_year(words, at, spelled, offset) if hit is not None and grammar.data.years_in_pairs else None
    if year is not None:
        return _token(words, at, year[1], offset, number_classes(year[0], "count", spelled=True), year[0]), year[1]
    found = grammar.phrases.starting(words, at) if word.folded in grammar.phrases.by_first else None
    last = index_at(words, hit.core_end - offset) if hit is not None else at
    if hit is not None and last > at + 1:
        amount = int(hit.quantity.low or 0)
        kind = "ordinal" if hit.kind == "ordinal" else "count"
        classes = number_classes(amount, kind, spelled=True) | ({"nth"} if kind == "ordinal" else set())
        classes = classes if amount < SPELLED else frozenset({"count"})
        return _token(words, at, last, offset, classes, amount), last
    if found is not None:
        classes = classes_of(word.text, found[1], grammar)
        return _token(words, at, found[0], offset, classes, None, found[1]), found[0]
    if not word.is_digits:
        return None
    if after := _suffixed(words, at, grammar):
        rank = int(word.text)
        return _token(words, at, after, offset, number_classes(rank, "ordinal") | {"nth"}, rank), after
    value_of = int(word.text) if word.text.isdecimal() and len(word.text) < 6 else None
    lettered = at > 0 and words[at - 1].is_word and words[at - 1].end == word.start  # A320, G7
    classes = digit_classes(word.text)
    classes = NONE if at in amounts else classes & {"count"} if lettered else classes
    return _token(words, at, at + 1, offset, classes, value_of), at + 1


def _paired_year(words: Words, at: int, spelled: Mapping[int, NumberHit], offset: int) -> tuple[int, int] | None:
    """ "nineteen ninety-six": the year that two numbers in words tell, and the index after it."""
    century, rest = int(spelled[at].quantity.low or 0), spelled.get(at + 1)
    years = int(rest.quantity.low or 0) if rest is not None else 0
    if rest is None or century not in CENTURIES or not 10 <= years <= 99:
        return None
    return century * 100 + years, index_at(words, rest.core_end - offset)


def _suffixed(words: Words, at: int, grammar: DateWords) -> int:
    """The index after an ordinal in digits, "5th" or «1.º»; 0 where there is none."""
    if not words[at].text.isdecimal() or len(words[at].text) > 3:
        return 0
    dotted = at + 1 < len(words) and words[at + 1].text == "." and words[at + 1].start == words[at].end
    last = at + 2 if dotted else at + 1
    if last >= len(words) or words[last].start != words[last - 1].end:
        return 0
    return last + 1 if "suffix" in grammar.glued.get(words[last].folded, NONE) else 0


def _is_spelled(hit: NumberHit) -> bool:
    low = hit.quantity.low
    spelled = hit.kind in ("number", "ordinal") and not any(char.isdecimal() for char in hit.quantity.text)
    return spelled and low is not None and low == hit.quantity.high and low == int(low) and low > 0


def _plain(words: Words, grammar: DateWords, offset: int) -> list[Token]:
    """Every word as the token that it is by itself; column by column, as there are so many."""
    classes, values, first, owned = zip(*map(grammar.meanings.__getitem__, words.texts), strict=True)
    starts, ends = map(offset.__add__, words.starts), map(offset.__add__, words.ends)
    glued = map(eq, words.starts, (-1, *words.ends))
    columns = zip(starts, ends, words.texts, words.folded, classes, values, glued, strict=True)
    # past Token's own constructor, which takes longer than all the rest
    tokens: list[Token] = list(map(tuple.__new__, repeat(Token), columns))
    tokens[0] = tokens[0]._replace(classes=first[0])
    for at in compress(count(), owned):
        tokens[at] = _owner(tokens[at], owned[at], grammar)
    for at in words.digits:
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        if behind is not None and behind.glued and behind.folded in grammar.glued:
            tokens[at + 1] = behind._replace(classes=grammar.glued[behind.folded])
    return tokens


def _owner(token: Token, letters: int, grammar: DateWords) -> Token:
    """ "Friday's" as the date that it holds."""
    text, folded = token.text[:-letters], token.folded[:-letters]
    classes = classes_of(text, folded, grammar)
    return Token(token.start, token.end - letters, text, folded, classes, None, token.glued)


def _token(
    words: Words, first: int, after: int, offset: int, classes: Classes, value: int | None, key: str = ""
) -> Token:
    start, end = words[first].start, words[after - 1].end
    glued = first > 0 and words[first - 1].end == start
    text = words[first].text
    return Token(start + offset, end + offset, text, key or words[first].folded, classes, value, glued)
