"""Finds dates and durations, resolved against the article's own date; the grain told is kept, nothing is invented.

In: words, numbers, the article's date of publication. Out: `layers.dates`; numbers that are parts of dates leave
`layers.numbers`. What a date may look like is data (the `dates` section of a language file).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from operator import attrgetter

from checker.model.quantity import Qualifier
from checker.model.timespan import Grain, TimeSpan
from checker.reading.datelines import HEAD, day_of, is_dateline
from checker.reading.dates.datetokens import MAY_DATE, Tokens, may_hold_dates
from checker.reading.dates.datevalues import Dated, Resolver
from checker.reading.dates.datewords import DateWords, date_words
from checker.reading.dates.patterns import Found, Token
from checker.reading.dates.pointing import COMPARED
from checker.reading.dates.tense import tense_at
from checker.reading.dates.timing import as_of_of, when_of
from checker.reading.layers import PRINTED, DateHit, Layers, NumberHit

SUPPOSED = date(2000, 1, 1)  # on which a text of no known day is read, to tell what lies long before it
_HEDGED = {Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.LESS_THAN, Qualifier.VAGUE}
_YEARLY = {"calendar", "quarter", "season", "holiday"}  # kinds of dates that may lack their year
_UNITS = {"unit", "count"}  # of what else a round number tells how many
_AGED = {"aged", "people"}  # nouns beside which a number is an age, or none
_YEAR_NOUN = {"year_noun"}  # "the 21st edition"
_YEAR_SLOTS = ("year", "short", "ylast", "ythis", "ynext", "ysame", "dotted")
_WEEK = {"wlast", "wthis", "wnext"}


def annotate(layers: Layers) -> None:
    """Fill `layers.dates`, in the order of the text."""
    reference = reference_day(layers.article.published)
    for lang in {sentence.lang for sentence in layers.sentences}:
        if lang is not None:
            _of_language(layers, date_words(lang), reference, lang)
    layers.dates.sort(key=attrgetter("start"))
    _release_numbers(layers)
    layers.dates = [hit for hit in layers.dates if hit.kind != "age"]


def reference_day(published: TimeSpan | None) -> date | None:
    """The day that «ayer» counts from; None when the article is dated to a month or not at all."""
    if published is None or published.start is None or published.grain not in (Grain.DAY, Grain.INSTANT):
        return None
    return published.start.date()


def _of_language(layers: Layers, grammar: DateWords, reference: date | None, lang: str) -> None:
    tokens = Tokens(grammar)
    numbers = layers.numbers
    at = 0
    for sentence in layers.concerned(MAY_DATE):
        if sentence.lang != lang:
            continue
        while at < len(numbers) and numbers[at].end <= sentence.start:
            at += 1
        after = at
        while after < len(numbers) and numbers[after].start < sentence.end:
            after += 1
        words = layers.row(sentence)
        if may_hold_dates(words, grammar):
            tokens.add(words, numbers[at:after], sentence.start)
        at = after
    amounts = {number.core_start: number for number in numbers}
    found = list(grammar.patterns.find(tokens, tokens.symbols))
    day, over = _printed(found, tokens, layers.text, grammar, reference)
    cut = (_without_amount(match, tokens, grammar) for match in found)
    matches = [match for match in cut if not _is_amount(match, tokens, amounts, grammar)]
    hits = _resolved(matches, tokens, grammar, day)
    layers.dates += [replace(hit, relation=PRINTED) if hit.start == over else hit for hit in hits]
    if day is None:
        layers.supposed.append(partial(_resolved, matches, tokens, grammar, SUPPOSED))


def _resolved(matches: Sequence[Found], tokens: Tokens, grammar: DateWords, reference: date | None) -> list[DateHit]:
    """The dates of a text, by the day that it is of."""
    resolver = Resolver(grammar, reference)
    told = (resolver.resolve(match, partial(tense_at, tokens, match, grammar)) for match in matches)
    joined = _joined([one for one in told if one is not None], tokens, grammar, resolver)
    return [_hit(one, tokens, grammar) for one in joined if one.found is None or one.found.kind != "now"]


def _printed(
    matches: Sequence[Found], tokens: Tokens, text: str, grammar: DateWords, reference: date | None
) -> tuple[date | None, int | None]:
    """The article's own day: that of its dateline where it has one, else the one of its publication; and where in the
    text the dateline's date begins."""
    for match in matches:
        first, last = tokens[match.first], tokens[match.after - 1]
        if first is None or last is None or first.start > HEAD:
            break
        if match.kind != "calendar" or not {"day", "dotted"} & match.slots.keys():
            continue
        if not is_dateline(text, first.start, last.end):
            continue
        printed = Resolver(grammar, reference).resolve(match, lambda: 0)
        day = printed.span.start.date() if printed and printed.span and printed.span.start else None
        tells_year = not {"year", "short", "dotted"}.isdisjoint(match.slots)
        return day_of(reference, day, tells_year=tells_year) if day is not None else reference, first.start
    return reference, None


def _without_amount(found: Found, tokens: Tokens, grammar: DateWords) -> Found:
    """«el viernes 12 personas», «este martes 11 heridos»: the weekday alone, where the number counts what follows."""
    rest = found.slots.keys() - {"this", "last", "next"}
    if found.kind != "calendar" or rest != {"weekday", "day"} or found.after >= len(tokens):
        return found
    following = tokens[found.after]
    if following is None or not following.text.isalpha() or following.classes - _AGED:
        return found
    if grammar.data.small_names and not _is_counted(following, grammar):
        return found
    weekday = found.slots["weekday"]
    after = next(at for at in range(found.first, found.after) if tokens[at] is weekday) + 1
    return Found(found.first, after, "weekday", {key: token for key, token in found.slots.items() if key != "day"})


def _is_counted(token: Token, grammar: DateWords) -> bool:
    """Whether a word looks like the noun that a number counts: people, or a plural that dates do not know."""
    if not token.text.islower() or not token.text.isalpha() or token.classes - _AGED:
        return False
    return token.folded in grammar.people or (token.folded.endswith(grammar.noun_plurals) and len(token.folded) > 4)


def _is_amount(found: Found, tokens: Tokens, amounts: dict[int, NumberHit], grammar: DateWords) -> bool:
    """Whether what looks like a bare year is an amount: «más de 2000 personas», "2000 soldiers", "1800 MHz"."""
    year, day = found.slots.get("year"), found.slots.get("day")
    if year is None and "bare" not in found.slots and (day is None or len(found.slots) > 1):
        return False
    following = tokens[found.after] if found.after < len(tokens) else None
    if "bare" in found.slots:  # «en los 90», but «en los 90 minutos»
        return following is not None and (_is_counted(following, grammar) or bool(following.classes & _UNITS))
    if day is not None and "nth" in day.classes and found.slots.keys() == {"day"}:  # "the 7th largest"
        return following is not None and following.text.isalpha() and following.classes <= _YEAR_NOUN
    if year is None or found.kind != "calendar" or "month" in found.slots or "monthnum" in found.slots:
        return False
    number = amounts.get(year.start)
    if number is not None and (number.kind != "number" or number.quantity.qualifier in _HEDGED):
        return True
    if following is None or not following.text[0].isalpha():
        return following is not None and following.glued and following.text in ("%", "º", "°")
    if following.glued or (following.text.isupper() and len(following.text) <= 3):
        return True
    before = tokens[found.first - 1] if found.first else None
    firm = before is not None and "firm_year" in before.classes
    if before is not None and "the" in before.classes and following.folded not in grammar.people:
        return False  # "the 2019 elections"
    return _is_counted(following, grammar) and not firm


# --- two dates that make one range ---


def _joined(dated: Sequence[Dated], tokens: Tokens, grammar: DateWords, resolver: Resolver) -> list[Dated]:
    """Dates with those two as one that a range holds together («entre enero y marzo», "2014-2018")."""
    out: list[Dated] = []
    at = 0
    dated = _of_one_year(dated, tokens, grammar, resolver)
    while at < len(dated):
        pair = None
        if at + 1 < len(dated):
            both = dated[at], dated[at + 1]
            pair = _range(*both, tokens, grammar, resolver) or _offset(*both, tokens, grammar, resolver)
        out.append(pair or dated[at])
        at += 2 if pair else 1
    return out


def _of_one_year(dated: Sequence[Dated], tokens: Tokens, grammar: DateWords, resolver: Resolver) -> Sequence[Dated]:
    """«enero, febrero y marzo de 2024»: a year told only of the last is that of all."""
    out = list(dated)
    for at in range(len(out) - 2, -1, -1):
        left, right = out[at], out[at + 1]
        if left.found is None or right.found is None or {left.found.kind, right.found.kind} != {"calendar"}:
            continue
        between = tokens.folded[left.after : right.first]
        slots = right.found.slots.keys()
        if slots.isdisjoint(_YEAR_SLOTS) or not ("month" in left.found.slots and "month" in slots):
            continue
        if len(between) != 1 or between[0] not in grammar.joins:
            continue
        span = _start_before(left, right, resolver)
        year = right.found.slots.keys() & set(_YEAR_SLOTS)
        told = {**left.found.slots, **{name: right.found.slots[name] for name in year}}
        out[at] = replace(left, span=span, found=replace(left.found, slots=told)) if span is not None else left
    return out


def _range(left: Dated, right: Dated, tokens: Tokens, grammar: DateWords, resolver: Resolver) -> Dated | None:
    if left.kind != "date" or right.kind != "date" or right.span is None or right.first - left.after > 3:
        return None
    if not _held_together(left, right, tokens, grammar):
        return None
    begins, end = _start_before(left, right, resolver), right.span
    start = begins.start if begins is not None else None
    if begins is None or start is None or end.end is None:
        return None
    kind = right.found.kind if right.found is not None else ""
    while kind == "weekday" and end.start is not None and end.end is not None and start >= end.start:
        end = TimeSpan(  # "next Monday to Friday": the one that follows
            end.start + timedelta(days=7), end.end + timedelta(days=7), end.grain
        )
    if end.end is None or (end.start is not None and start >= end.start):
        return None
    ends = replace(left, span=begins), replace(right, span=end)
    span = TimeSpan(start, end.end, Grain.RANGE)
    return Dated(left.first, right.after, span, note=left.note or right.note, ends=ends)


def _offset(left: Dated, right: Dated, tokens: Tokens, grammar: DateWords, resolver: Resolver) -> Dated | None:
    """«tres días antes de Navidad», "two weeks from tomorrow": a day so far from another; "3 days starting May 5":
    so long from it."""
    if left.found is None or left.kind == "age" or right.span is None or right.first - left.after not in (1, 2, 3):
        return None
    middle = " ".join(filter(None, tokens.folded[left.after : right.first]))
    sign = next((sign for sign, phrases in grammar.offsets.items() if middle in phrases), None)
    start = right.span.start
    if sign is None or start is None or right.span.grain is not Grain.DAY:
        return None
    span = resolver.away_from(start.date(), left.found.slots, sign or 1)
    if span is not None and sign == 0:
        span = TimeSpan(start, span.start, Grain.RANGE)
    return Dated(left.first, right.after, span) if span is not None else None


def _held_together(left: Dated, right: Dated, tokens: Tokens, grammar: DateWords) -> bool:
    """Whether the words before and between two dates make them a range."""
    articles = grammar.articles
    between_them = [token for token in tokens[left.after : right.first] if token is not None]
    if between_them and "dot" in between_them[0].classes:  # «de sept. a nov.»
        between_them = between_them[1:]
    middle = [token.folded for token in between_them if token.folded not in articles]
    first = left.first
    while first and (token := tokens[first - 1]) is not None and token.folded in articles:
        first -= 1
    opening = tokens[first - 1] if first else None
    openings = {opened for opened, between in grammar.data.ranges if [between] == middle}
    if opening is not None and opening.folded in openings:
        return True
    kinds = {one.found.kind if one.found is not None else "" for one in (left, right)}
    return "" in openings and len(kinds) == 1 and left.span is not None and left.span.grain is right.span_grain


def _start_before(left: Dated, right: Dated, resolver: Resolver) -> TimeSpan | None:
    """The date that a range begins with. «de noviembre a febrero de 2017»: a year told only at the end holds for
    both, or the beginning lies in the year before."""
    span, found = left.span, left.found
    end = right.found.slots if right.found is not None else {}
    in_week = {name: end[name] for name in _WEEK & end.keys()}
    if found is not None and found.kind == "weekday" and in_week and not _WEEK & found.slots.keys():
        same = resolver.resolve(replace(found, slots={**found.slots, **in_week}), lambda: 0)
        return same.span if same is not None else None  # «del lunes al viernes de la próxima semana»
    if found is None or found.kind not in _YEARLY or any(name in found.slots for name in _YEAR_SLOTS):
        return span
    if right.span is None or right.span.start is None or right.found is None or right.found.kind == "now":
        return span
    year = right.span.start.year
    for candidate in (year, year - 1):
        slots = {**found.slots, "year": Token(0, 0, "", "", frozenset({"year"}), candidate)}
        again = resolver.resolve(replace(found, slots=slots), lambda: 0)
        begins = again.span if again is not None else None
        if begins is not None and begins.start is not None and begins.start < right.span.start:
            return begins
    return None


# --- hits ---


BEGUN = 12  # words between «desde» and the day on which it began


def _hit(one: Dated, tokens: Tokens, grammar: DateWords) -> DateHit:
    relation = _relation(one.first, tokens, grammar)
    if relation == "since" and _recalls(one.after, tokens, grammar):
        relation = None
    elif relation is None and one.kind == "date" and _begun(one.first, tokens, grammar):
        relation = "since"
    span = one.span
    if span is not None and span.grain is not Grain.RANGE:
        compared = one.found is not None and one.found.kind in COMPARED  # "up from the same month last year"
        if relation == "since" and not compared:
            # «desde el inicio de 2019» is from 1 January on
            outset = one.found is not None and "outset" in one.found.slots
            span = TimeSpan(span.start, None, Grain.DAY if outset else span.grain)
        elif relation == "after" and span.grain is not Grain.DAY:  # «después de 2018» begins when 2018 is over
            span = TimeSpan(span.end, None, span.grain)
    ends = tuple([replace(_hit(end, tokens, grammar), span=end.span) for end in one.ends]) if one.ends else ()
    return DateHit(tokens.start_of(one.first), tokens.end_of(one.after - 1), span, one.kind, relation, one.note, ends)


def _relation(first: int, tokens: Tokens, grammar: DateWords) -> str | None:
    before = tokens.folded[max(first - 5, 0) : first]
    while before and before[-1] in grammar.articles:
        before.pop()
    if before and before[-1] and before[-1].rpartition(" ")[2] not in grammar.relations:
        return None  # as mostly
    folded = " ".join(before).split()
    for key, relation in grammar.relations.get(folded[-1], ()) if folded else ():
        if folded[-len(key) :] == key:
            return relation
    return None


def _begun(first: int, tokens: Tokens, grammar: DateWords) -> bool:
    """«desde que estalló la guerra en abril», "since the outbreak began in May": since that day."""
    before = tokens.folded[max(first - BEGUN, 0) : first]
    if grammar.since.isdisjoint(before):
        return False
    since = [at for at, word in enumerate(before) if word in grammar.since]
    between = before[since[-1] :]
    return not grammar.begins.isdisjoint(between) and not any(word in (".", ";", ":", "") for word in between)


def _recalls(after: int, tokens: Tokens, grammar: DateWords) -> bool:
    """«la peor desde 2010, cuando murieron 40», "since 2010, when …": the time is that of an earlier event."""
    behind = [word for word in tokens.folded[after : after + 2] if word]
    return bool(behind) and behind[behind[0] == "," and len(behind) > 1] in grammar.data.recalled


def _release_numbers(layers: Layers) -> None:
    """Numbers that are parts of calendar dates are no amounts; those of durations stay, marked as such."""
    kept: list[NumberHit] = []
    at = 0
    for number in layers.numbers:
        while at < len(layers.dates) and layers.dates[at].end <= number.core_start:
            at += 1
        hit = layers.dates[at] if at < len(layers.dates) else None
        if hit is None or hit.start >= number.core_end:
            kept.append(number)
        elif hit.kind != "date":
            kept.append(number if number.role == "hour" else replace(number, role=hit.kind))
    layers.numbers = kept
    if layers.codes:  # «02.06.2024»
        told = [hit for hit in layers.dates if hit.kind == "date"]
        layers.codes = [one for one in layers.codes if not any(hit.start <= one.start < hit.end for hit in told)]


__all__ = ["annotate", "as_of_of", "reference_day", "when_of"]
