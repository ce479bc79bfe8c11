"""The value of a number in digits, words or both: «treinta y cinco mil», "two and a half million", «13 mil 169».

In: a row of words and an index. Out: the value and the index after it. Signs, units and hedges are not seen here.
"""

from __future__ import annotations

from decimal import Decimal

from checker.model.quantity import Qualifier
from checker.reading.numbers.numberwords import Grammar
from checker.reading.numbers.separators import Marks, digits_value
from checker.reading.text.words import Words


def spelled_decimals(words: Words, at: int, grammar: Grammar) -> tuple[Decimal, int] | None:
    """«coma veintiocho», "point five five": the decimals of a number that is written in words."""
    if at + 1 >= len(words) or words[at - 1].is_digits:
        return None
    alone = words.folded[at] in grammar.decimal_words_alone
    if not alone and words.folded[at] not in grammar.decimal_words:
        return None
    after, digits = at + 1, ""
    while after < len(words) and (value := grammar.words.get(words.folded[after])) is not None and value < 10:
        digits, after = digits + str(value), after + 1
    if not digits:
        found = composed(words, after, grammar, Marks(".", ",", proven=False))
        if found is None or found[0] != int(found[0]):
            return None
        digits, after = str(int(found[0])), found[1]
    if alone and after < len(words) and words[after].is_word and grammar.percent.starting(words, after) is None:
        return None
    return Decimal(f"0.{digits}"), after


def amount(words: Words, at: int, grammar: Grammar, marks: Marks) -> tuple[Decimal, int, Qualifier] | None:
    """A number of digits, words or both: (value, index after it, exact or about)."""
    if grammar.fractions.starting(words, at) is not None:
        return fraction(words, at, grammar)
    start = at
    word = words.folded[at]
    one = word in grammar.one_before_scale  # "a hundred and twenty"
    if one:
        at += 1
        scale = _scale(words, at, grammar)
        if scale is None or words.folded[at] in grammar.short_scales:
            return None
        if words.folded[at] not in grammar.scales:
            return scale[0], scale[1], Qualifier.EXACT
    parts = _power(words, at, marks) or composed(words, at, grammar, marks)
    if parts is None:
        return None
    value, at = parts
    qualifier = Qualifier.ABOUT if one and value == 100 else Qualifier.EXACT
    counted = at
    if counted < len(words) and words.folded[counted] in grammar.collectives and value < 1000:
        value *= grammar.collectives[words.folded[counted]]
        if words.folded[start] in grammar.articles and words.folded[counted] in grammar.loose:
            qualifier = Qualifier.ABOUT
        at = counted + 1
        scale_at = at + 1 if at < len(words) and words.folded[at] in grammar.of else at
        scale = _scale(words, scale_at, grammar)
        if scale is not None and scale[0] >= 1000:
            value, at = value * scale[0], scale[1]
    elif counted < len(words) and words.folded[counted] in grammar.collectives:
        dozens = _dozens(words, start, counted, grammar, marks)
        value, at = (value + dozens, counted + 1) if dozens else (value, at)
    half = grammar.and_fractions.starting(words, at)
    if half is not None:
        after, share = half
        scale = _scale(words, after, grammar)
        if scale is not None:  # "two and a half million"
            return (value + share) * scale[0], scale[1], qualifier
        unit = grammar.scales.get(words.folded[at - 1])
        if unit is not None and unit >= 1000:  # «un millón y medio»
            return value + share * unit, after, qualifier
        unit = grammar.collectives.get(words.folded[at - 1])
        if unit is not None:  # «un centenar y medio», «dos docenas y media»
            return value + share * unit, after, qualifier
    return value, at, qualifier


def _power(words: Words, at: int, marks: Marks) -> tuple[Decimal, int] | None:
    """ "1.5e+9": digits, a glued e, and the power of ten."""
    if at + 2 >= len(words) or not words[at].is_digits or words.texts[at + 1] not in ("e", "E"):
        return None
    row = words[at : at + 4]
    last = 3 if row[2].text in ("+", "-") and len(row) == 4 else 2
    exponent = row[last].text
    if (
        not exponent.isdecimal()
        or len(exponent) > 2
        or words.ends[at + last] - words.starts[at] != sum(len(w.text) for w in row[: last + 1])
    ):
        return None
    value = digits_value(row[0].text, marks)
    sign = -1 if row[2].text == "-" else 1
    return (value.scaleb(sign * int(exponent)), at + last + 1) if value is not None else None


def _dozens(words: Words, start: int, counted: int, grammar: Grammar, marks: Marks) -> Decimal | None:
    """«dos mil y cuatro docenas»: only the last number counts dozens. What this adds to the four."""
    for at in range(counted - 1, start, -1):
        if words[at].is_word and words.folded[at] in grammar.joiners:
            tail = composed(words, at + 1, grammar, marks)
            if tail is not None and tail[1] == counted:
                return tail[0] * (grammar.collectives[words.folded[counted]] - 1)
    return None


def fraction(words: Words, at: int, grammar: Grammar) -> tuple[Decimal, int, Qualifier] | None:
    """«medio millón», «medio centenar», "a quarter of a million"."""
    fraction = grammar.fractions.starting(words, at)
    scale = _scale(words, fraction[0], grammar) if fraction is not None else None
    if fraction is None or scale is None:
        return None
    loose = words.folded[scale[1] - 1] in grammar.loose
    return fraction[1] * scale[0], scale[1], Qualifier.ABOUT if loose else Qualifier.EXACT


def _scale(words: Words, at: int, grammar: Grammar) -> tuple[Decimal, int] | None:
    """One or more scale words in a row («mil millones») or a collective: (value, index after)."""
    value = Decimal(1)
    start = at
    while at < len(words):
        scale = grammar.scales.get(words.folded[at])
        if scale is None and at == start:
            scale = grammar.collectives.get(words.folded[at])
        if scale is None:
            break
        value *= scale
        at += 1
    return (value, at) if at > start else None


def composed(words: Words, at: int, grammar: Grammar, marks: Marks) -> tuple[Decimal, int] | None:
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
        if at > start and words.folded[at] in grammar.joiners and at + 1 < len(words):
            if not _joins(words, at, grammar, current, total + group, digits=digits):
                break
            step = at + 1
        word = words[step]
        # «quatre-vingts»: several words that are one number
        several = grammar.compounds.starting(words, step) if grammar.compounds.firsts else None
        value = _plain(words, step, grammar, marks) if several is None else Decimal(several[1])
        scale = grammar.scales.get(word.folded) if value is None else None
        if value is not None:
            if current is None:
                if value >= room:
                    break
                current, digits = value, word.is_digits
            elif digits or not _adds(current, value) or (word.is_digits and step == at):
                break
            else:
                current, digits = current + value, word.is_digits
        elif scale is None or (word.folded in grammar.short_scales and not _short_scale(words, step, grammar)):
            break
        elif scale == 100:
            if current is not None and current >= (10 if digits else 100):
                break
            current, digits = (Decimal(1) if current is None else current) * scale, False
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
        at = step + 1 if several is None else several[0]
    if at == start or _forbidden(words, start, at, grammar):
        return None
    return total + group + (current or 0), at


def _joins(words: Words, at: int, grammar: Grammar, current: Decimal | None, total: Decimal, *, digits: bool) -> bool:
    """Whether a joiner goes on with the same number: «treinta y cinco», "hundred and five", not «dos y tres»."""
    following = grammar.words.get(words.folded[at + 1])
    if words[at + 1].is_digits:  # "3 hundred and 21"
        text = words.texts[at + 1]
        hundred = current is not None and words.folded[at - 1] in grammar.scales
        return hundred and text.isdecimal() and len(text) <= 2 and int(text) > 0 and words[at].is_word
    if words.folded[at] == "-" and words.folded[at + 1] in grammar.scales:  # "ten-thousand", "a 10-million plan"
        return current is not None and words.starts[at] == words.ends[at - 1] and words.ends[at] == words.starts[at + 1]
    if following is None or digits:
        return False
    if words.folded[at] == "-" and (words.starts[at] != words.ends[at - 1] or words.ends[at] != words.starts[at + 1]):
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


def _short_scale(words: Words, at: int, grammar: Grammar) -> bool:
    """ "3bn", "10k", "£5m": letters are a scale only when glued to digits, or "k" behind decimals ("2.33 k"). An m
    may stand for metres, so it must be a capital, or money or something countable must stand beside it."""
    letter, before = words[at], words[at - 1] if at > 0 else None
    if before is None or not before.is_digits:
        return False
    glued = words.ends[at - 1] == words.starts[at]
    following = words[at + 1] if at + 1 < len(words) else None
    money = at > 1 and words.folded[at - 2] in grammar.signs
    counted = following is not None and following.folded in grammar.countable
    if letter.folded not in grammar.measures:
        if len(letter.text) > 1:
            return glued or money or counted
        return glued or (letter.folded in grammar.after_decimals and not before.text.isdecimal())
    capital = letter.text.isupper()
    if not glued and not capital:
        return False
    if counted:
        return True
    if following is None or not following.is_word:
        return capital or money
    return money or (following.text.islower() and following.text.endswith(grammar.plurals) and len(following.text) > 3)


def _plain(words: Words, at: int, grammar: Grammar, marks: Marks) -> Decimal | None:
    """The value of one word or run of digits, unless it is part of a name, a time or a code («F-16», «10:30»)."""
    word = words[at]
    if not word.is_digits:
        value = grammar.words.get(word.folded)
        return None if value is None else Decimal(value)
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    starts, ends = words.starts, words.ends
    if before is not None and ends[at - 1] == starts[at]:
        if before.is_word or before.text in ":/_#":
            return None
        if before.text in "-–" and at > 1 and words[at - 2].is_word and ends[at - 2] == starts[at - 1]:
            return None
    if after is not None and starts[at + 1] == ends[at]:
        if after.text in ":/" and at + 2 < len(words) and words[at + 2].is_digits and starts[at + 2] == ends[at + 1]:
            return None
        known = after.folded in grammar.scales or after.folded in grammar.signs or after.folded in grammar.endings
        if after.is_word and not known:
            return None
        if after.text == "_":
            return None
        if after.text == "-" and at + 2 < len(words) and starts[at + 2] == ends[at + 1] and words[at + 2].is_word:
            inner = words.folded[at + 2]
            if inner not in grammar.scales and inner not in grammar.negative and len(inner) < 2:
                return None
    if len(word.text) > 15 and word.text.isdecimal():
        return Decimal(word.text) if len(word.text) < 30 else None
    if before is not None and before.text in ".," and ends[at - 1] == starts[at] and word.text.isdecimal():
        free = at < 2 or ends[at - 2] < starts[at - 1]
        percent = grammar.percent.starting(words, at + 1) is not None
        if free and (percent or before.text == "."):  # ",08 por ciento", ".5"
            return Decimal(f"0.{word.text}")
    counts = after is not None and after.folded in grammar.people
    return digits_value(word.text, marks, counts=counts)


def _forbidden(words: Words, start: int, after: int, grammar: Grammar) -> bool:
    """ "no one", «cada uno»: the word is no number here."""
    if after != start + 1 or start == 0:
        return False
    return words.folded[start - 1] in grammar.never_after.get(words.folded[start], ())
