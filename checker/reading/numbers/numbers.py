"""Finds numbers as news writes them: digits, words, both mixed, vague plurals, ordinals, percentages, money.

In: the text's words and the language's number data. Out: `layers.numbers`, each with the hedge around it
(hedges.py). A dot or comma is read by the article's own evidence, never by a guess that could be wrong by a
power of ten.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from checker.model.quantity import Qualifier, Quantity
from checker.reading.layers import Layers, NumberHit
from checker.reading.numbers.amounts import amount, composed, fraction, spelled_decimals
from checker.reading.numbers.hedges import hedge_before, hedged, hedges_of
from checker.reading.numbers.numberwords import Grammar, grammar_of
from checker.reading.numbers.ordinals import ordinal, part
from checker.reading.numbers.roles import role_of
from checker.reading.numbers.separators import Marks, digits_value, marks_of
from checker.reading.text.rows import Row
from checker.reading.text.signals import signal
from checker.reading.text.words import Words, fold, index_at

HYPHENS = frozenset("-–")
MAX_DIGITS = 15  # of what is a number for sure
YEAR = 4  # digits
INSERTED = 16  # words that two hyphens set off
_OPENING, _CLOSING = frozenset('(«“"[¿¡'), frozenset('.,;)»”"]!?…')  # signs glued to a number that are no part of it
_DIGITS = re.compile(r"\d+")
_BEGINS = signal(lambda word, lang: grammar_of(lang).begins[fold(word)])
_RANKS = signal(lambda word, lang: grammar_of(lang).ranks[fold(word)])


def annotate(layers: Layers) -> None:
    """Fill `layers.numbers`, sentence by sentence, in the language of the sentence."""
    rows = map(layers.row, layers.sentences)
    marks = marks_of((row.texts[at] for row in rows for at in row.digits), layers.lang)
    ranked = {sentence.start for sentence in layers.concerned(_RANKS)}
    for sentence in layers.concerned(_BEGINS):
        lang = sentence.lang or ""
        grammar = grammar_of(lang)
        words = layers.row(sentence)
        found = _once(find(words, grammar, marks, ranked=sentence.start in ranked), words)
        if words.digits:
            layers.codes += _codes(words, marks, sentence.start)
        if not found:
            continue
        roles = {at: role for at, hit in enumerate(found) if (role := role_of(hit, words, lang)) is not None}
        hits = _rated(hedged([hit for at, hit in enumerate(found) if at not in roles], words, lang), words, grammar)
        if roles:
            told = (replace(found[at], role=role) for at, role in roles.items())
            hits = sorted([*hits, *told], key=lambda hit: hit.start)
        text = layers.text
        for hit in hits:
            start, end = hit.start + sentence.start, hit.end + sentence.start
            quantity = Quantity(
                hit.quantity.low, hit.quantity.high, hit.quantity.qualifier, hit.quantity.unit, text[start:end]
            )
            core = hit.core_start + sentence.start, hit.core_end + sentence.start
            layers.numbers.append(
                NumberHit(start, end, *core, quantity, hit.kind, hit.currency, hit.article_one, hit.role)
            )


def _codes(words: Words, marks: Marks, offset: int) -> list[NumberHit]:
    """The numbers of rows with dots between that are no number («192.168.1.2», «2.6.24»), as they are written. They
    are mentions and nothing else: never the value of a fact, and no part of a hedge."""
    hits = []
    for at in words.digits:
        start, text = words.starts[at], words.texts[at]
        if text.count(".") < 2 or "," in text or digits_value(text, marks) is not None:
            continue
        for match in _DIGITS.finditer(text):
            first, last = start + offset + match.start(), start + offset + match.end()
            quantity = replace(_exact(Decimal(match.group())), text=match.group())
            hits.append(NumberHit(first, last, first, last, quantity, role="code"))
    return hits


def _once(hits: list[NumberHit], words: Words) -> list[NumberHit]:
    """«quince (15) personas», "fifty-eight (58) persons": a number that is told twice is one."""
    if "(" not in words.kinds or len(hits) < 2:
        return hits
    out = hits[:1]
    for hit in hits[1:]:
        last = out[-1]
        opening, closing = index_at(words, hit.start) - 1, index_at(words, hit.end - 1) + 1
        bracketed = opening > 0 and closing < len(words) and words.texts[opening] + words.texts[closing] == "()"
        if bracketed and words.ends[opening - 1] == last.end and hit.quantity == last.quantity:
            out[-1] = replace(last, end=words.ends[closing], core_end=words.ends[closing])
        else:
            out.append(hit)
    return out


def _rated(hits: list[NumberHit], words: Words, grammar: Grammar) -> list[NumberHit]:
    """«70 muertos por millón», "12 deaths per 100,000": neither number is a count."""
    if grammar.per.longest.isdisjoint(words.kinds) and grammar.per_scale.longest.isdisjoint(words.kinds):
        return hits
    out = list(hits)
    for place, hit in enumerate(hits):
        first = index_at(words, hit.start)
        round_number = hit.quantity.low is not None and hit.quantity.low >= 100
        scale = words.folded[first] in grammar.scales  # «por millón», but «por 200 personas» is no rate
        cue = grammar.per.ending(words, first) or (grammar.per_scale.ending(words, first) if scale else None)
        if not round_number or cue is None:
            continue
        out[place] = replace(hit, role="rate")
        if place and first - index_at(words, hits[place - 1].end) <= 6:
            out[place - 1] = replace(out[place - 1], role="rate")
    return out


# --- the grammar ---


def find(words: Row, grammar: Grammar, marks: Marks, *, ranked: bool) -> list[NumberHit]:
    """Every number in a row of words, bare of hedges; ordinals, percentages and money with their signs. `ranked`: a
    word may tell a rank, or what a whole is divided into."""
    hits: list[NumberHit] = []
    passed = 0
    for at in words.concerned(_BEGINS):
        follows = words.folded[at + 1] if at + 1 < len(words) else ""
        if at >= passed and (words.folded[at] not in grammar.leading or grammar.goes_on[follows]):
            if words.texts[at][0].isdecimal() and ends_name(words, at):
                continue
            found = alone(words, at, grammar, marks) or in_full(words, at, grammar, marks, ranked=ranked)
            if found is not None:
                hit, passed = found
                hits.append(hit)
    return hits


def ends_name(words: Words, at: int) -> bool:
    """«covid-19,», "sub-20": digits on a hyphen behind a word, which the whole grammar takes for no number either."""
    if at < 2 or words.texts[at - 1] not in HYPHENS or not words[at - 2].is_word:
        return False
    ends = not words.is_glued(at) or words.texts[at + 1] in _CLOSING
    return ends and words.is_glued(at - 1) and words.is_glued(at - 2)


Found = tuple[NumberHit, int]
_ROUND = (5, 10, 100)  # "nine in ten": wholes of which more than one is a share too


def _hit(
    words: Words,
    first: int,
    after: int,
    quantity: Quantity,
    kind: str = "number",
    role: str | None = None,
    *,
    article_one: bool = False,
) -> NumberHit:
    start, end = words.starts[first], words.ends[after - 1]
    return NumberHit(start, end, start, end, quantity, kind, None, article_one, role)


def _exact(value: Decimal) -> Quantity:
    return Quantity(value, value, Qualifier.EXACT)


def in_full(words: Row, at: int, grammar: Grammar, marks: Marks, *, ranked: bool) -> Found | None:
    """The number or ordinal that begins at a word, and the index after it, by the whole grammar."""
    found = _ordinal(words, at, grammar, marks) if ranked or words[at].is_digits else None
    return found or _number(words, at, grammar, marks, ranked=ranked)


def alone(words: Words, at: int, grammar: Grammar, marks: Marks) -> Found | None:
    """Digits or a number word that nothing beside them can be part of, as most are: what `in_full` would make of them,
    at a tenth of its cost; None for all others."""
    folded, starts, ends = words.folded, words.starts, words.ends
    before = folded[at - 1] if at else ""
    after = folded[at + 1] if at + 1 < len(folded) else ""
    if (at and ends[at - 1] == starts[at] and before not in _OPENING) or before in grammar.leads:
        return None
    if (after and ends[at] == starts[at + 1] and after not in _CLOSING) or grammar.follows[after]:
        return None
    word = folded[at]
    if word[0].isdecimal():
        value = digits_value(word, marks, counts=after in grammar.people) if len(word) <= MAX_DIGITS else None
    else:
        value = grammar.simple.get(word)
    if value is None or before in grammar.never_after.get(word, ()):
        return None
    return _hit(words, at, at + 1, _exact(value), article_one=word in grammar.articles), at + 1


def _number(words: Row, at: int, grammar: Grammar, marks: Marks, *, ranked: bool) -> Found | None:
    vague = _vague(words, at, grammar)
    if vague is not None:
        return _with_unit(words, vague[0], at, vague[1], grammar)
    share = grammar.shares.starting(words, at)
    if share is not None and fraction(words, at, grammar) is None and _is_share(words, share[0], grammar):
        return _hit(words, at, share[0], _exact(share[1]), role="share"), share[0]
    piece = part(words, at, grammar, marks) if ranked else None
    if piece is not None and fraction(words, at, grammar) is None:
        hit = _hit(words, at, piece[1], _exact(piece[0]), role="share")
        return _with_unit(words, hit, at, piece[1], grammar)
    if words.folded[at] in grammar.articles and at + 1 < len(words) and words[at + 1].is_digits:  # «un 12 %»
        return None
    if _is_bare_collective(words, at, grammar):
        value = Decimal(grammar.collectives[words.folded[at]])
        return _hit(words, at, at + 1, Quantity(value, value, Qualifier.ABOUT)), at + 1
    parsed = amount(words, at, grammar, marks)
    if parsed is None:
        return None
    value, after, qualifier = parsed
    ratio = _ratio(words, at, after, value, grammar, marks)
    if ratio is not None:
        return ratio
    joined = after < len(words) and words.folded[after] in grammar.part_joiners
    piece = part(words, after + 1, grammar, marks) if ranked and joined and after + 1 < len(words) else None
    if piece is not None:  # «uno y un cuarto»
        value, after = value + piece[0], piece[1]
    point = spelled_decimals(words, after, grammar)
    if point is not None and value == int(value):
        value, after = value + point[0], point[1]
    first = at
    if at > 0 and _is_negative(words, at, grammar):
        value, first = -value, at - 1
    one = after == at + 1 and words.folded[at] in grammar.articles
    hit = _hit(words, first, after, Quantity(value, value, qualifier), article_one=one)
    return _with_unit(words, hit, first, after, grammar)


def _is_bare_collective(words: Row, at: int, grammar: Grammar) -> bool:
    """«el centenar de presos», «los muertos rondan el millar»: a hundred of them, without «un»."""
    if words.folded[at] not in grammar.bare_collectives or at == 0:
        return False
    if hedge_before(words, at, hedges_of(grammar.lang)) is not None:
        return True
    known = words.folded[at - 1] in grammar.before_collective
    return known and at + 2 < len(words) and words.folded[at + 1] in grammar.of and words[at + 2].is_word


def _is_share(words: Words, after: int, grammar: Grammar) -> bool:
    """Whether "a third" is a part: of something, or with nothing behind it ("a third person" is the next one)."""
    if words.folded[after - 1] not in grammar.ordinals or after >= len(words) or not words[after].is_word:
        return True
    return words.folded[after] in grammar.of


def _is_negative(words: Words, at: int, grammar: Grammar) -> bool:
    """A minus sign glued to the number with nothing before it, or the word for it ("minus five", «entre menos diez
    y quince»)."""
    sign = words[at - 1]
    before = words[at - 2] if at > 1 else None
    if sign.is_word:
        if sign.folded in grammar.negative:
            return before is None or not (before.is_digits or before.folded in grammar.words)
        after = before.folded if before is not None else ""
        return after in grammar.negative_after.get(sign.folded, ())
    if sign.folded not in grammar.negative or words.ends[at - 1] != words.starts[at]:
        return False
    if before is None or (words.ends[at - 2] < words.starts[at - 1] and not before.is_digits):
        return not _is_closed(words, at)
    return before.text in "<>="


def _is_closed(words: Words, at: int) -> bool:
    """«las tropas -8.600 hombres- se van»: a hyphen that closes what another one opens, so that it is no sign."""
    return any(
        words.texts[one] in HYPHENS
        and words[one - 1].is_word
        and words.ends[one - 1] == words.starts[one]
        and (one + 1 == len(words) or words.ends[one] < words.starts[one + 1] or not words[one + 1].is_word)
        for one in range(at + 1, min(at + INSERTED, len(words)))
    )


def _ratio(words: Words, at: int, after: int, value: Decimal, grammar: Grammar, marks: Marks) -> Found | None:
    """«uno de cada cinco», "one in three": a part of a whole, and no count."""
    found = grammar.ratios.starting(words, after)
    if found is None or not 0 < value < 10 or found[0] >= len(words):
        return None
    whole = composed(words, found[0], grammar, marks)
    if whole is None or whole[0] <= value or (found[1] == "one" and value != 1 and whole[0] not in _ROUND):
        return None
    following = words[whole[1]] if whole[1] < len(words) else None
    counted = following is not None and following.is_word
    percent = grammar.percent.starting(words, whole[1]) is not None
    if following is not None and counted and not percent and (found[1] == "alone" or following.folded in grammar.units):
        return None  # "two killed over 10 days"
    share = (value / whole[0]).quantize(Decimal("1e-15")).normalize()
    hit = _hit(words, at, whole[1], _exact(share), role="share")
    return _with_unit(words, hit, at, whole[1], grammar)


def _vague(words: Words, at: int, grammar: Grammar) -> Found | None:
    """«decenas de miles», "hundreds", «varias decenas», "several hundred"; but «unos mil»."""
    start = at
    several = grammar.several.starting(words, at)
    if several is not None:
        at = several[0]
    found = grammar.vague.starting(words, at)
    if found is not None:
        after, (low, high) = found
        if several is None and start > 0 and words.folded[start - 1] in grammar.words:
            return None  # «dos millones», «tres docenas»: counted, not vague
        if several is None and start > 0 and words[start - 1].is_digits and len(words.texts[start - 1]) != YEAR:
            return None  # «3 decenas», and not «en 2014 decenas de miles …»
        return _hit(words, start, after, Quantity(Decimal(low), Decimal(high), Qualifier.VAGUE)), after
    if several is not None and at < len(words):
        if words.folded[start] in grammar.rounding and words.folded[at] in grammar.scales:
            return None  # «unos mil»
        scale = grammar.scales.get(words.folded[at]) or grammar.collectives.get(words.folded[at])
        if scale is not None and len(words.folded[at]) > 2:
            low, high = (20, 99) if scale in (10, 12) else (2 * scale, 10 * scale - 1)
            after = at + 1
            inner = grammar.scales.get(words.folded[after]) if after < len(words) else None
            if inner is not None and inner > scale:
                low, high, after = low * inner, high * inner + inner - 1, after + 1
            return _hit(words, start, after, Quantity(Decimal(low), Decimal(high), Qualifier.VAGUE)), after
    return None


def _with_unit(words: Words, hit: NumberHit, first: int, after: int, grammar: Grammar) -> Found:
    """The number as percentage or money, where the words around it say so."""
    percent = grammar.percent.starting(words, after)
    if percent is not None:
        end = percent[0]
        quantity = replace(hit.quantity, unit="percent")
        last = words.ends[end - 1]
        return replace(hit, end=last, core_end=last, quantity=quantity, kind="percent"), end
    code, start, end = None, first, after
    if first > 0 and words.ends[first - 1] >= hit.start - 1:
        sign = words.folded[first - 1]
        if (
            first > 1
            and words.ends[first - 2] == words.starts[first - 1]
            and words.folded[first - 2] + sign in grammar.signs
        ):
            code, start = grammar.signs[words.folded[first - 2] + sign], first - 2
        elif sign in grammar.signs:
            code, start = grammar.signs[sign], first - 1
    if code is None:
        found = _currency(words, after, grammar)
        if found is not None:
            code, end = found[1], found[0]
        elif after < len(words) and words.folded[after] in grammar.signs:
            code, end = grammar.signs[words.folded[after]], after + 1
    else:
        # a scale may follow the amount: "$3.5 billion" is already read; «$ 20 millones de pesos» names the currency
        found = _currency(words, after, grammar)
        if found is not None:
            code, end = found[1], found[0]
    if code is None:
        return hit, after
    money = replace(
        hit,
        start=words.starts[start],
        end=words.ends[end - 1],
        core_start=words.starts[start],
        core_end=words.ends[end - 1],
        quantity=replace(hit.quantity, unit=code),
        kind="money",
        currency=None if code == "XXX" else code,
    )
    return money, end


def _currency(words: Words, after: int, grammar: Grammar) -> tuple[int, str] | None:
    """The currency behind a number; what may be people as well («9 millones de bolivianos») only beside money."""
    at = after + 1 if after < len(words) and words.folded[after] in grammar.of else after
    found = grammar.currencies.starting(words, at)
    if found is None or words.folded[at] not in grammar.like_people or not grammar.money.isdisjoint(words.kinds):
        return found
    return None


def _ordinal(words: Words, at: int, grammar: Grammar, marks: Marks) -> Found | None:
    """«tercero», «cuadragésimo séptimo», "twenty-first", «3º», "21st"."""
    word = words[at]
    if word.is_digits:
        glued = at + 1 < len(words) and words.starts[at + 1] == words.ends[at]
        ending = glued and words.folded[at + 1] in grammar.ordinal_endings
        if ending and word.text.isdecimal() and len(word.text) < 7:
            return _hit(words, at, at + 2, _exact(Decimal(word.text)), "ordinal"), at + 2
        return None
    found = ordinal(words, at, grammar, marks)
    return (_hit(words, at, found[1], _exact(found[0]), "ordinal"), found[1]) if found is not None else None
