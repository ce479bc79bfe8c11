"""Which date belongs to a figure: when it happened, and as of when it held.

In: the layers, once dates and attributions are there. A date beside a verb of saying is the day of the saying:
the figure held then, but what it counts may have happened before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter

from checker.languages import language
from checker.model.timespan import Grain, TimeSpan
from checker.reading.layers import PRINTED, Dated, DateHit, Layers, NumberHit, Sentence, between
from checker.reading.text.words import Phrases, fold, fold_all, index_at, marked, remembered, words_of

FAR = 250  # beyond so much (characters, clauses counted in) a date says nothing of a figure …
ONLY = 2  # … or beyond so many times of it, if it is a day, and the only date of a sentence that tells of one thing
BESIDE = 6  # characters between words of saying and the date on which it was said
LONG = frozenset((Grain.YEAR, Grain.DECADE))  # no day of saying
APART = frozenset(",.;:")  # between them, the date is of something else
OPENING = 8  # characters before a date that opens the sentence
CLAUSE = 40  # what a clause boundary between them weighs
_START, _END = attrgetter("start"), attrgetter("end")
_AS_OF = ("until", "as_of")
_GAPPED = re.compile(r",?\s+(?:[^\W\d]+\s+)?")  # between a date and the figure of a clause that has no verb
_FRONTED = re.compile(r"[,;:]\s+(?:\w{1,3}\s+){0,2}\Z")


@dataclass(frozen=True, slots=True)
class _Cues:
    """Words that open a clause, and those by which a sentence goes on with the time of the one before."""

    clause: frozenset[str]
    carry: Phrases[bool]
    compared: re.Pattern[str]
    remembered: re.Pattern[str]
    turns: re.Pattern[str]  # what begins a sentence of its own inside another: a semicolon, a comma and a join
    joins: frozenset[str]


@remembered
def _cues(lang: str) -> _Cues:
    said = language(lang)
    data, joins = said.dates, "|".join(map(re.escape, (*said.counting.joins, *said.stance.turns)))
    turns = re.compile(rf";|[,—–]\s+(?:{joins})\s" if joins else ";", re.IGNORECASE)
    compared, remembered = (re.compile(one, re.IGNORECASE) for one in (data.compared, data.remembered))
    return _Cues(fold_all(data.clause), marked(data.carry), compared, remembered, turns, fold_all(said.counting.joins))


def when_of(layers: Layers, start: int, end: int) -> TimeSpan | None:
    """The time that the text states for what stands at a spot: the date nearest to it in its sentence, clauses
    counted in; of a sentence that only goes on («De ellos, …», "It …"), that of the sentence before."""
    at = layers.index_at(start)
    if at is None:
        return None
    sentence, dates = layers.sentences[at], _dates(layers, at)
    if (since := _remembered(layers, sentence, start)) is not None:
        told = [hit for hit in dates.happened if since <= hit.start]
        return _nearest(layers, sentence, told, start, end) if told else None
    if dates.happened:
        return _nearest(layers, sentence, dates.happened, start, end)
    if at == 0 or dates.held or dates.said:
        return None
    earlier = _dates(layers, at - 1).happened
    if not earlier or layers.sentences[at - 1].lang != sentence.lang:
        return None
    carry, row = _cues(sentence.lang or layers.lang).carry, layers.row(sentence)
    if carry.starting(row, 0) is not None:
        return earlier[-1].span
    behind = index_at(row, end - sentence.start)
    of_those = any(first <= behind and after > first + 1 for first, after, _ in carry.all_in(row))
    return earlier[0].span if of_those else None  # «X concentra 380 de esas muertes»: of the first time told


def is_remembered(layers: Layers, start: int) -> bool:
    """«El jueves se cumplen diez años del terremoto que mató a 670»: whether a figure is of what an anniversary
    remembers, and not of its day."""
    sentence = layers.sentence_at(start)
    return sentence is not None and _remembered(layers, sentence, start) is not None


def _remembered(layers: Layers, sentence: Sentence, start: int) -> int | None:
    """Where the anniversary of a figure's event is named, if it is one."""
    left = max(sentence.start, start - FAR)
    found = _cues(sentence.lang or layers.lang).remembered.search(layers.text[left:start])
    return None if found is None else left + found.start()


def is_ahead(layers: Layers, when: TimeSpan | None) -> bool:
    """Whether a time begins only after its article: by more than the day that a clock elsewhere may be ahead."""
    printed = layers.article.published
    if when is None or when.start is None or printed is None or printed.start is None:
        return False
    return when.start.date() > printed.start.date() + timedelta(days=1)


def as_of_of(layers: Layers, start: int, end: int) -> TimeSpan | None:
    """The time at which a figure held: «hasta el viernes», "as of Tuesday", or the day on which it was said."""
    at = layers.index_at(start)
    if at is None:
        return None
    dates = _dates(layers, at)
    return _nearest(layers, layers.sentences[at], dates.held or dates.said, start, end)


def _dates(layers: Layers, at: int) -> Dated:
    """The dates of a sentence; looked for once."""
    found = layers.dated.get(at)
    if found is None:
        sentence = layers.sentences[at]
        found = layers.dated[at] = Dated([], [], [])
        for hit in between(layers.dates, sentence.start, sentence.end):
            if hit.span is not None and hit.kind == "date" and hit.relation != PRINTED:
                kind = found.held if hit.relation in _AS_OF else found.said if _is_said(layers, hit) else found.happened
                kind.append(hit)
    return found


def _nearest(layers: Layers, sentence: Sentence, hits: list[DateHit], start: int, end: int) -> TimeSpan | None:
    weighed = [
        (_distance(layers, sentence, hit, start, end), hit.start, hit)
        for hit in (_in_reach(hits, start, end) if len(hits) > 1 else hits)
        if not _is_compared(layers, sentence, hit, start, end)
    ]
    own = [one for one in weighed if not _is_parted(layers, one[2], start, end)]
    before = [one for one in weighed if one[2].start < start]
    near = min(own or before, key=lambda one: one[:2], default=None)
    if near is None or near[0] > FAR * (ONLY if _is_only(layers, sentence, hits, start, end) else 1):
        return None
    return _with_its_neighbours(layers, sentence, hits, hits.index(near[2]))


def _with_its_neighbours(layers: Layers, sentence: Sentence, hits: list[DateHit], at: int) -> TimeSpan | None:
    """The time of a date, and of those that are told with it as one: «en enero, febrero y marzo»."""
    joins = _cues(sentence.lang or layers.lang).joins
    first = last = at
    while first and _joined(layers, hits[first - 1], hits[first]) in joins | {","}:
        first -= 1
    while last + 1 < len(hits) and _joined(layers, hits[last], hits[last + 1]) in joins | {","}:
        last += 1
    begin, end = hits[first].span, hits[last].span
    if first == last or begin is None or end is None or _joined(layers, hits[last - 1], hits[last]) not in joins:
        return hits[at].span
    return TimeSpan(begin.start, end.end, Grain.RANGE)


def _joined(layers: Layers, one: DateHit, two: DateHit) -> str | None:
    """The only word or sign between two dates, of which the second begins where the first ends."""
    if one.span is None or two.span is None or one.span.grain is not two.span.grain or one.span.end != two.span.start:
        return None
    return fold(layers.text[one.end : two.start].strip())


def _is_only(layers: Layers, sentence: Sentence, hits: list[DateHit], start: int, end: int) -> bool:
    """Whether the only date is a day, and no sentence of its own begins between it and a spot: «…; los rusos, …», «…, y
    la ONU …»."""
    hit = hits[0]
    if len(hits) > 1 or hit.span is None or hit.span.grain is not Grain.DAY:
        return False
    left, right = (hit.end, start) if hit.end <= start else (end, hit.start)
    counted = [one for one in _counts(layers, left, right) if not one.article_one]
    if hit.start >= end and len(counted) > 1:
        return False  # «47, de los cuales 39 …, siete … y tres …»: of the last of a list
    return _cues(sentence.lang or layers.lang).turns.search(layers.text[left:right]) is None


def _counts(layers: Layers, left: int, right: int) -> list[NumberHit]:
    """The figures between two spots."""
    return [one for one in between(layers.numbers, left, right) if one.kind == "number" and one.role is None]


def _is_parted(layers: Layers, hit: DateHit, start: int, end: int) -> bool:
    """Whether a semicolon stands between: a date of another clause tells of a figure behind it that has none in its own
    («El mes pasado estalló un camión; murieron 26»)."""
    return ";" in (layers.text[hit.end : start] if hit.end <= start else layers.text[end : hit.start])


def _is_compared(layers: Layers, sentence: Sentence, hit: DateHit, start: int, end: int) -> bool:
    """«el 74 %, tres puntos menos que en octubre»: whether a time behind a figure is that of another one, or one before
    it, in a clause of its own, is («14, dos más que el lunes; 33 heridos»)."""
    if hit.start > end:
        return is_compared(layers.text[end : hit.start], sentence.lang or layers.lang)
    if ";" not in layers.text[hit.end : start]:
        return False
    left = max(sentence.start, hit.start - FAR)
    return is_compared(layers.text[left : hit.start], sentence.lang or layers.lang)


def is_compared(between_them: str, lang: str) -> bool:
    """Whether a figure is held against another one by what stands between it and a time or an occasion."""
    return _cues(lang).compared.search(between_them) is not None


def _in_reach(hits: list[DateHit], start: int, end: int) -> list[DateHit]:
    """The dates not too far from a spot: one sentence may be a list of thousands."""
    first = bisect_left(hits, start - FAR, key=_END)
    return hits[first : bisect_right(hits, end + FAR, key=_START)]


def _distance(layers: Layers, sentence: Sentence, hit: DateHit, start: int, end: int) -> int:
    """Characters between, and clause boundaries; a date that opens the sentence governs all of it, one that opens a
    clause («…; en febrero, 40») that clause."""
    if hit.end <= start:
        apart = layers.text[hit.end : start]
        if _GAPPED.fullmatch(apart) and _is_joined(layers, sentence, hit):
            return 0  # «El lunes murieron 24 y el martes, otras 12»
        if _opens(layers, sentence, hit) and (";" not in apart or hit.start - sentence.start <= OPENING):
            return min(len(apart), CLAUSE)
        if _counts(
            layers, hit.start - BESIDE, hit.start
        ):  # «de 47 el lunes a 62 el martes»: the date of the figure before
            return len(apart) + CLAUSE // 2
    else:
        apart = layers.text[end : hit.start]
    cues = _cues(sentence.lang or layers.lang).clause
    return len(apart) + CLAUSE * (len(words_of(apart).where(cues)) + apart.count(";"))


def _opens(layers: Layers, sentence: Sentence, hit: DateHit) -> bool:
    """Whether a date opens the sentence, or a clause and a comma follows."""
    if hit.start - sentence.start <= OPENING:
        return True
    return layers.text.startswith(",", hit.end) and _is_fronted(layers, sentence, hit)


def _is_joined(layers: Layers, sentence: Sentence, hit: DateHit) -> bool:
    """Whether a date stands behind an "and", at most a preposition and an article between."""
    before = words_of(layers.text[max(sentence.start, hit.start - 16) : hit.start].strip()).folded
    joins = _cues(sentence.lang or layers.lang).joins
    return any(word in joins for word in before[-3:])


def _is_fronted(layers: Layers, sentence: Sentence, hit: DateHit) -> bool:
    """Whether a date stands behind a sign that ends a clause, at most an "and" and a preposition between."""
    return _FRONTED.search(layers.text[max(sentence.start, hit.start - 16) : hit.start]) is not None


def _is_said(layers: Layers, hit: DateHit) -> bool:
    """Whether a date stands right beside the words that say who said it; «en 2022 la policía contó …» is no day."""
    if hit.span is not None and hit.span.grain in LONG:
        return False
    for one in layers.attributions_near(hit.start, hit.end, BESIDE):
        first, last = one.cue
        if first == last:  # what the sentence before says, carried on
            continue
        if first <= hit.start and hit.end <= last:
            comma = layers.text.find(",", hit.end, last)  # «los sindicatos, que el sábado reunieron a 300, han dicho»
            return "," not in layers.text[first : hit.start] or not _counts(layers, hit.end, comma)
        gap = layers.text[last : hit.start] if last <= hit.start else layers.text[hit.end : first]
        if len(gap) <= BESIDE and APART.isdisjoint(gap) and (last <= hit.start or hit.end <= first):
            return True
    return False
