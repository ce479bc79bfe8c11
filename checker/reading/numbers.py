"""Finds numbers as news writes them: digits, words, both mixed, vague plurals, ordinals, percentages, money.

In: the text's words and the language's number data. Out: `layers.numbers`, each with the hedge around it
(hedges.py). A dot or comma is read by the article's own evidence, never by a guess that could be wrong by a
power of ten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from spacy.tokens import Doc

from checker.languages import language
from checker.languages.schema import Numbers
from checker.model.quantity import Qualifier, Quantity
from checker.reading.hedges import hedged
from checker.reading.layers import Layers, NumberHit
from checker.reading.words import Phrases, Word, fold, index_at, words_of

_SPACES = " \u00a0\u2009\u202f"
_GROUPED = re.compile(rf"\d{{1,3}}(?:[{_SPACES}']\d{{3}})+(?:[.,]\d+)?\Z")
_ONE_MARK = re.compile(r"(\d+)([.,])(\d+)\Z")
_REPEATED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+(?:[.,]\d+)?\Z")
_BOTH = re.compile(r"\d{1,3}(?:([.,])\d{3})+(?!\1)[.,]\d+\Z")


def annotate(doc: Doc, layers: Layers) -> None:
    """Fill `layers.numbers`, sentence by sentence, in the language of the sentence."""
    del doc
    marks = marks_of(layers.text, layers.lang)
    for sentence in layers.sentences:
        if sentence.lang is None:
            continue
        grammar = grammar_of(sentence.lang)
        words = words_of(layers.text[sentence.start : sentence.end])
        hits = hedged(find(words, grammar, marks), words, sentence.lang)
        text = layers.text
        for hit in hits:
            start, end = hit.start + sentence.start, hit.end + sentence.start
            quantity = replace(hit.quantity, text=text[start:end])
            layers.numbers.append(
                replace(
                    hit,
                    start=start,
                    end=end,
                    core_start=hit.core_start + sentence.start,
                    core_end=hit.core_end + sentence.start,
                    quantity=quantity,
                )
            )


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's number data, ready for look-up."""

    data: Numbers
    words: dict[str, int]
    scales: dict[str, int]
    collectives: dict[str, int]
    ordinals: dict[str, int]
    joiners: frozenset[str]
    fractions: Phrases[Decimal]
    and_fractions: Phrases[Decimal]
    vague: Phrases[tuple[int, int]]
    several: Phrases[bool]
    percent: Phrases[bool]
    currencies: Phrases[str]
    signs: dict[str, str]
    articles: frozenset[str]
    loose: frozenset[str]


@cache
def grammar_of(lang: str) -> Grammar:
    """The grammar of a language."""
    data = language(lang).numbers

    def folded(table: dict[str, int]) -> dict[str, int]:
        return {fold(word): value for word, value in table.items()}

    return Grammar(
        data=data,
        words=folded(data.words),
        scales=folded(data.scales),
        collectives=folded(data.collectives),
        ordinals=folded(data.ordinals),
        joiners=frozenset(map(fold, data.joiners)),
        fractions=Phrases((phrase, Decimal(value)) for phrase, value in data.fractions.items()),
        and_fractions=Phrases((phrase, Decimal(value)) for phrase, value in data.and_fractions.items()),
        vague=Phrases(data.vague.items()),
        several=Phrases((phrase, True) for phrase in data.several),
        percent=Phrases((phrase, True) for phrase in data.percent),
        currencies=Phrases(data.currencies.items()),
        signs={fold(sign): code for sign, code in data.currency_signs.items()},
        articles=frozenset(map(fold, data.articles)),
        loose=frozenset(map(fold, data.loose)),
    )


# --- dots and commas ---


@dataclass(frozen=True, slots=True)
class Marks:
    """What separates thousands and decimals in one article."""

    thousands: str
    decimal: str
    proven: bool


def marks_of(text: str, lang: str) -> Marks:
    """The article's own evidence decides; without any, the language's habit."""
    data = language(lang).numbers
    usual, other = (data.thousands, data.decimal), (data.decimal, data.thousands)
    votes = {usual: 0, other: 0}
    for match in re.finditer(r"(?<![\d.,])\d+(?:[.,]\d+)+(?![\d])", text):
        number = match.group()
        if both := _BOTH.match(number):
            pair = (both[1], "," if both[1] == "." else ".")
            votes[pair] += 3
        elif repeated := _REPEATED.match(number):
            votes[(repeated[1], "," if repeated[1] == "." else ".")] += 3
        elif one := _ONE_MARK.match(number):
            if len(one[3]) != 3 or one[1] == "0":  # «3,8», «0,125»: a decimal mark
                votes[("," if one[2] == "." else ".", one[2])] += 1
            elif one[2] == data.thousands and len(one[1]) <= 3:
                votes[usual] += 2
    thousands, decimal = other if votes[other] > votes[usual] else usual
    return Marks(thousands, decimal, proven=votes[other] != votes[usual])


def digits_value(text: str, marks: Marks) -> Decimal | None:
    """The value of a run of digits and separators; None when it is no number («192.168.1.2»)."""
    if _GROUPED.match(text):
        return Decimal(re.sub(rf"[{_SPACES}']", "", text).replace(",", "."))
    if text.isdigit():
        return Decimal(text)
    if _BOTH.match(text) or _REPEATED.match(text):
        thousands = next(char for char in text if char in ".,")
        return Decimal(text.replace(thousands, "").replace(",", "."))
    one = _ONE_MARK.match(text)
    if one is None:
        return None
    whole, mark, rest = one.groups()
    if len(rest) != 3 or len(whole) > 3 or whole.startswith("0"):
        return Decimal(f"{whole}.{rest}")
    if mark == marks.thousands:
        return Decimal(whole + rest)
    # three digits after the other mark: thousands in the other convention, unless the article proves a decimal
    if marks.proven or mark == ".":
        return Decimal(f"{whole}.{rest}")
    return Decimal(whole + rest)


# --- the grammar ---


def find(words: Sequence[Word], grammar: Grammar, marks: Marks) -> list[NumberHit]:
    """Every number in a row of words, bare of hedges; ordinals, percentages and money with their signs."""
    hits: list[NumberHit] = []
    at = 0
    while at < len(words):
        found = _ordinal(words, at, grammar) or _number(words, at, grammar, marks)
        if found is None:
            at += 1
            continue
        hit, after = found
        hits.append(hit)
        at = after
    return hits


Found = tuple[NumberHit, int]


def _hit(words: Sequence[Word], first: int, after: int, quantity: Quantity, kind: str = "number") -> NumberHit:
    start, end = words[first].start, words[after - 1].end
    return NumberHit(start, end, start, end, quantity, kind)


def _exact(value: Decimal) -> Quantity:
    return Quantity(value, value, Qualifier.EXACT)


def _number(words: Sequence[Word], at: int, grammar: Grammar, marks: Marks) -> Found | None:
    vague = _vague(words, at, grammar)
    if vague is not None:
        return vague
    parsed = _amount(words, at, grammar, marks)
    if parsed is None:
        return None
    value, after, qualifier = parsed
    first = at
    if at > 0 and _is_negative(words, at, grammar):
        value, first = -value, at - 1
    hit = _hit(words, first, after, Quantity(value, value, qualifier))
    if after == at + 1 and words[at].folded in grammar.articles:
        hit = replace(hit, article_one=True)
    return _with_unit(words, hit, first, after, grammar)


def _is_negative(words: Sequence[Word], at: int, grammar: Grammar) -> bool:
    """A minus sign glued to the number with a space or nothing before it, or the word for it before digits."""
    sign = words[at - 1]
    if sign.folded not in grammar.data.negative:
        return False
    if sign.is_word:
        before = words[at - 2].folded if at > 1 else ""
        return before not in ("",) and words[at].is_word and before not in grammar.words and len(sign.folded) > 5
    glued = sign.end == words[at].start
    free = at < 2 or (words[at - 2].end < sign.start and not words[at - 2].is_digits)
    return glued and free


def _vague(words: Sequence[Word], at: int, grammar: Grammar) -> Found | None:
    """«decenas de miles», "hundreds", «varias decenas», "several hundred"."""
    start = at
    several = grammar.several.starting(words, at)
    if several is not None:
        at = several[0]
    found = grammar.vague.starting(words, at)
    if found is not None:
        after, (low, high) = found
        if several is None and start > 0 and words[start - 1].folded in grammar.words:
            return None  # «dos millones», «tres docenas»: counted, not vague
        if several is None and start > 0 and words[start - 1].is_digits:
            return None
        return _hit(words, start, after, Quantity(Decimal(low), Decimal(high), Qualifier.VAGUE)), after
    if several is not None and at < len(words):
        scale = grammar.scales.get(words[at].folded) or grammar.collectives.get(words[at].folded)
        if scale is not None and len(words[at].folded) > 2:
            low, high = (20, 99) if scale in (10, 12) else (2 * scale, 10 * scale - 1)
            after = at + 1
            inner = grammar.scales.get(words[after].folded) if after < len(words) else None
            if inner is not None and inner > scale:
                low, high, after = low * inner, high * inner + inner - 1, after + 1
            return _hit(words, start, after, Quantity(Decimal(low), Decimal(high), Qualifier.VAGUE)), after
    return None


def _amount(words: Sequence[Word], at: int, grammar: Grammar, marks: Marks) -> tuple[Decimal, int, Qualifier] | None:
    """A number of digits, words or both: (value, index after it, exact or about)."""
    fraction = grammar.fractions.starting(words, at)
    if fraction is not None:
        after, share = fraction
        scale = _scale(words, after, grammar)
        if scale is not None:
            value, end = share * scale[0], scale[1]
            loose = words[end - 1].folded in grammar.loose
            return value, end, Qualifier.ABOUT if loose else Qualifier.EXACT
        return None
    start = at
    word = words[at].folded
    if word in grammar.data.one_before_scale:
        scale = _scale(words, at + 1, grammar)
        if scale is None or len(words[at + 1].folded) < 3:
            return None
        value, at = scale[0], scale[1]
        about = value == 100
        return value, at, Qualifier.ABOUT if about else Qualifier.EXACT
    composed = _composed(words, at, grammar, marks)
    if composed is None:
        return None
    value, at = composed
    qualifier = Qualifier.EXACT
    counted = at
    if counted < len(words) and words[counted].folded in grammar.collectives:
        value *= grammar.collectives[words[counted].folded]
        if words[start].folded in grammar.articles and words[counted].folded in grammar.loose:
            qualifier = Qualifier.ABOUT
        at = counted + 1
        scale_at = at + 1 if at < len(words) and words[at].folded in grammar.data.of else at
        scale = _scale(words, scale_at, grammar)
        if scale is not None and scale[0] >= 1000:
            value, at = value * scale[0], scale[1]
    half = grammar.and_fractions.starting(words, at)
    if half is not None:
        after, share = half
        scale = _scale(words, after, grammar)
        if scale is not None:  # "two and a half million"
            return (value + share) * scale[0], scale[1], qualifier
        unit = grammar.scales.get(words[at - 1].folded)
        if unit is not None and unit >= 1000:  # «un millón y medio»
            return value + share * unit, after, qualifier
    return value, at, qualifier


def _scale(words: Sequence[Word], at: int, grammar: Grammar) -> tuple[Decimal, int] | None:
    """One or more scale words in a row («mil millones») or a collective: (value, index after)."""
    value = Decimal(1)
    start = at
    while at < len(words):
        scale = grammar.scales.get(words[at].folded)
        if scale is None and at == start:
            scale = grammar.collectives.get(words[at].folded)
        if scale is None:
            break
        value *= scale
        at += 1
    return (value, at) if at > start else None


def _composed(words: Sequence[Word], at: int, grammar: Grammar, marks: Marks) -> tuple[Decimal, int] | None:
    """«treinta y cinco mil doscientos», «13 mil 169», «mil 500», "two hundred and five thousand".

    `total` holds what is closed by millions and more, `group` the thousands within it, `current` the rest.
    """
    total = group = Decimal(0)
    current: Decimal | None = None
    room = last_big = Decimal("Infinity")  # what comes next must be smaller than the last scale
    start = at
    digits = False  # whether `current` was written in digits
    while at < len(words):
        step = at
        if at > start and words[at].folded in grammar.joiners and at + 1 < len(words):
            if digits or words[at + 1].is_digits or not _joins(words, at, grammar, current, total + group):
                break
            step = at + 1
        word = words[step]
        value = _plain(words, step, grammar, marks)
        scale = grammar.scales.get(word.folded) if value is None else None
        if value is not None:
            if current is None:
                if value >= room:
                    break
                current, digits = value, word.is_digits
            elif word.is_digits or digits or not _adds(current, value):
                break
            else:
                current += value
        elif scale is None or (len(word.folded) < 3 and not _short_scale(words, step)):
            break
        elif scale == 100:
            if digits or (current is not None and current >= 100):
                break
            current = (Decimal(1) if current is None else current) * scale
        elif scale == 1000:
            if room <= 1000 or (digits and current is not None and current >= 1000):
                break  # «en 2024 mil personas»
            group, current, room, digits = (
                (Decimal(1) if current is None else current) * scale,
                None,
                Decimal(1000),
                False,
            )
        else:
            if scale >= last_big:
                break
            total += ((group + (current or 0)) or Decimal(1)) * scale
            group, current, digits = Decimal(0), None, False
            room = last_big = Decimal(scale)
        at = step + 1
    if at == start or _forbidden(words, start, at, grammar):
        return None
    return total + group + (current or 0), at


def _joins(words: Sequence[Word], at: int, grammar: Grammar, current: Decimal | None, total: Decimal) -> bool:
    """Whether a joiner goes on with the same number: «treinta y cinco», "hundred and five", not «dos y tres»."""
    following = grammar.words.get(words[at + 1].folded)
    if following is None:
        return False
    if words[at].folded == "-" and (words[at].start != words[at - 1].end or words[at].end != words[at + 1].start):
        return False
    if current is None:
        return bool(total) and following < 100
    tens = current % 100
    return (tens >= 20 and tens % 10 == 0 and following < 10) or (tens == 0 and current >= 100 and following < 100)


def _adds(current: Decimal, value: Decimal) -> bool:
    """Whether a number word goes on with the one before: hundreds, then tens, then ones."""
    if current >= 100 and current % 100 == 0:
        return value < 100
    return current % 100 >= 20 and current % 10 == 0 and 0 < value < 10


def _short_scale(words: Sequence[Word], at: int) -> bool:
    """ "5m", "3bn", "10k": a letter is a scale only when glued to digits."""
    return at > 0 and words[at - 1].is_digits and words[at - 1].end == words[at].start


def _plain(words: Sequence[Word], at: int, grammar: Grammar, marks: Marks) -> Decimal | None:
    """The value of one word or run of digits, unless it is part of a name, a time or a code («F-16», «10:30»)."""
    word = words[at]
    if not word.is_digits:
        return None if grammar.words.get(word.folded) is None else Decimal(grammar.words[word.folded])
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if before is not None and before.end == word.start:
        if before.is_word or before.text in ":/_#":
            return None
        if before.text in "-–" and at > 1 and words[at - 2].is_word and words[at - 2].end == before.start:
            return None
    if after is not None and after.start == word.end:
        if after.text in ":/" and at + 2 < len(words) and words[at + 2].is_digits and words[at + 2].start == after.end:
            return None
        if after.is_word and after.folded not in grammar.scales and after.folded not in grammar.signs:
            return None
        if after.text == "_":
            return None
        if after.text == "-" and at + 2 < len(words) and words[at + 2].start == after.end and words[at + 2].is_word:
            inner = words[at + 2].folded
            if inner not in grammar.scales and inner not in grammar.data.negative and len(inner) < 2:
                return None
    if len(word.text) > 15 and "." not in word.text and "," not in word.text and " " not in word.text:
        return Decimal(word.text) if len(word.text) < 30 else None
    return digits_value(word.text, marks)


def _forbidden(words: Sequence[Word], start: int, after: int, grammar: Grammar) -> bool:
    """ "no one", «cada uno»: the word is no number here."""
    if after != start + 1 or start == 0:
        return False
    return words[start - 1].folded in grammar.data.never_after.get(words[start].folded, ())


def _with_unit(words: Sequence[Word], hit: NumberHit, first: int, after: int, grammar: Grammar) -> Found:
    """The number as percentage or money, where the words around it say so."""
    percent = grammar.percent.starting(words, after)
    if percent is not None:
        end = percent[0]
        quantity = replace(hit.quantity, unit="percent")
        return replace(hit, end=words[end - 1].end, core_end=words[end - 1].end, quantity=quantity, kind="percent"), end
    code, start, end = None, first, after
    if first > 0 and words[first - 1].end >= hit.start - 1:
        sign = words[first - 1].folded
        if (
            first > 1
            and words[first - 2].end == words[first - 1].start
            and words[first - 2].folded + sign in grammar.signs
        ):
            code, start = grammar.signs[words[first - 2].folded + sign], first - 2
        elif sign in grammar.signs:
            code, start = grammar.signs[sign], first - 1
    if code is None:
        at = after + 1 if after < len(words) and words[after].folded in grammar.data.currency_of else after
        found = grammar.currencies.starting(words, at)
        if found is not None:
            code, end = found[1], found[0]
        elif after < len(words) and words[after].folded in grammar.signs:
            code, end = grammar.signs[words[after].folded], after + 1
    else:
        # a scale may follow the amount: "$3.5 billion" is already read; «$ 20 millones de pesos» names the currency
        at = after + 1 if after < len(words) and words[after].folded in grammar.data.currency_of else after
        found = grammar.currencies.starting(words, at)
        if found is not None:
            code, end = found[1], found[0]
    if code is None:
        return hit, after
    money = replace(
        hit,
        start=words[start].start,
        end=words[end - 1].end,
        core_start=words[start].start,
        core_end=words[end - 1].end,
        quantity=replace(hit.quantity, unit=code),
        kind="money",
        currency=None if code == "XXX" else code,
    )
    return money, end


def _ordinal(words: Sequence[Word], at: int, grammar: Grammar) -> Found | None:
    """«tercero», «cuadragésimo séptimo», "twenty-first", «3º», "21st"."""
    word = words[at]
    if word.is_digits:
        glued = at + 1 < len(words) and words[at + 1].start == word.end and word.text.isdigit() and len(word.text) < 7
        if glued and words[at + 1].folded in grammar.data.ordinal_endings:
            return _hit(words, at, at + 2, _exact(Decimal(word.text)), "ordinal"), at + 2
        return None
    total, after, open_tens = 0, at, False
    plain = 0
    while after < len(words):
        step = after
        if after > at and words[after].folded in grammar.joiners and after + 1 < len(words):
            step = after + 1
        folded = words[step].folded
        if folded in grammar.ordinals:
            value = grammar.ordinals[folded]
            if total and not (value < 100 and total % 100 == 0) and not (value < 10 and total % 10 == 0):
                break
            if value >= 100 and plain and value in (100, 1000, 1000000):
                total, plain = total + plain * value, 0
            else:
                total, plain = total + plain + value, 0
            after, open_tens = step + 1, True
        elif folded in grammar.words and grammar.words[folded] >= 20 and not open_tens and step == after:
            following = words[step + 1].folded if step + 1 < len(words) else ""
            if following in grammar.joiners and step + 2 < len(words):
                following = words[step + 2].folded
            if following not in grammar.ordinals:
                break
            plain += grammar.words[folded]
            after = step + 1
        else:
            break
    if not open_tens:
        return None
    return _hit(words, at, after, _exact(Decimal(total)), "ordinal"), after


__all__ = ["Grammar", "Marks", "annotate", "digits_value", "find", "grammar_of", "index_at", "marks_of"]
