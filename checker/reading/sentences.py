"""Splits a text into paragraphs and sentences, each in its own language.

In: the raw text. Out: `layers.sentences`, in order, without gaps that hold letters. Text in a language that
cannot be read (an embedded tweet, say) keeps its place with `lang` None, so that nobody reads numbers in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from checker import world
from checker.languages import known, language
from checker.reading.datelines import report_begins
from checker.reading.layers import Layers, Sentence, SentenceKind
from checker.reading.text.lemmas import is_known
from checker.reading.text.rows import Row
from checker.reading.text.words import GLUED, Phrases, Words, fold, fold_all, marked, remembered, signs_in
from checker.world import names

_WORD = re.compile(r"[^\W\d_]+")
# a full stop and its like, closing quotes, then space or a glued capital
# (nothing taken is given back, and a row of stops is tried once: a line may be all dots)
_END = re.compile(r"([.!?…](?<![.!?…]{2})[.!?…]*+[\"'»”’)\]]*+)(\s+|(?=[\"«“¿¡(]?[A-ZÁÉÍÓÚÑ][a-záéíóúñ]))")
STOPS = ".!?…"
_SEAM = re.compile(
    r"[A-ZÁÉÍÓÚÑ](?:(?<=[a-záéíóúüñ]{2}.)|(?<=[A-Z]{2}.))(?:[a-záéíóúüñ]{4,}|[a-záéíóúüñ]{1,3}(?= ))"
)  # the capital first: there are few
_PARTING = re.compile(r"[^\w.]")
_INITIALS = re.compile(r"(?:[^\W\d]\.)+[^\W\d]")
_TWEET = re.compile(r"pic\.twitter\.com/\S+|https?://\S+")
SIGNED = 12  # letters of an agency's name
SEAM = 5  # letters from which any word may be glued to another
MIN_FOREIGN = 5
LEADS = frozenset(":|-–—>»…")  # signs behind «Lea también»
ALONE = 6  # words of such a line when the headline stands in the next one
HEADLINE = 160  # characters
LONGEST = 5_000  # and of a sentence: a list of thousands without a full stop is read in pieces


def annotate(layers: Layers) -> None:
    """Fill `layers.sentences`."""
    kind = SentenceKind.TITLE if layers.in_title else SentenceKind.BODY
    languages, related = tuple(layers.languages), _related(layers.lang)
    led = False  # by a line that only says that another article follows
    for number, (start, end) in enumerate(paragraphs(layers.text)):
        elsewhere = led and _is_headline(layers.text, start, end)
        led = False
        if number == 0 and not layers.in_title and (report := report_begins(layers.text, start, end, layers.lang)):
            layers.sentences.append(Sentence(start, _trimmed(layers.text, start, report), number, layers.lang, kind))
            start = layers.report = report
        for first, row in _rows(layers.text, start, end, layers.lang):
            last = first + len(row.text)
            lang = language_of(row, row.text, layers.lang, languages)
            leads = bool(row) and row.folded[0] in related.by_first and _leads_on(row, layers.lang)
            if leads or elsewhere:
                lang = None
            led = elsewhere or (leads and len(row) <= ALONE)
            layers.rows[first] = row if lang == layers.lang else Row(row.text, lang or "")
            sort = kind
            if lang != layers.lang:
                sort = SentenceKind.BOILERPLATE if leads or elsewhere else SentenceKind.FOREIGN
            layers.sentences.append(Sentence(first, last, number, lang, sort))


def _rows(text: str, start: int, end: int, lang: str) -> list[tuple[int, Row]]:
    """The sentences of one paragraph as words, each with where it begins. What is glued together is parted only where
    there is a word that looks so: to look for capitals everywhere takes longer."""
    rows, glued = [], False
    for first, last in split(text, start, end, lang):
        row = Row(text[first:last], lang)
        rows.append((first, row))
        glued = glued or GLUED in row.marked
    seams = _seams(text, start, end, lang) if glued else ()
    if not seams:
        return rows
    return [(first, Row(text[first:last], lang)) for first, last in split(text, start, end, lang, seams)]


@remembered
def _related(lang: str) -> Phrases[bool]:
    return marked(language(lang).sentences.related)


def _leads_on(row: Row, lang: str) -> bool:
    """«Lea también: …», "Related: …": what follows is the headline of another article."""
    found = _related(lang).starting(row, 0)
    if found is None:
        return False
    follows = next((word.text for word in row[found[0] :] if word.is_word or word.is_digits), None)
    if follows is None or found[0] == len(row):
        return True
    return not follows[0].islower() and (found[0] > 1 or row[found[0]].text in LEADS)


def _is_headline(text: str, start: int, end: int) -> bool:
    """Whether a line ends as headlines do, with no full stop."""
    return end - start <= HEADLINE and text[end - 1] not in ".:;"


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The lines that hold something, without the white space around them."""
    for other in "\r\u2028\u2029":
        text = text.replace(other, "\n")
    begin = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = begin + line.index(stripped[0])
            yield start, start + len(stripped)
        begin += len(line) + 1


def split(text: str, start: int, end: int, lang: str, seams: Sequence[int] = ()) -> Iterator[tuple[int, int]]:
    """The sentences of one paragraph; `seams` are where one begins inside what looks like a word."""
    at = start
    for stop in (*sorted((*_stops(text, start, end, lang), *seams)), end):
        while at < stop:
            cut = stop if stop - at <= LONGEST else text.rfind(" ", at + 1, at + LONGEST)
            cut = cut if cut > 0 else at + LONGEST
            yield at, _trimmed(text, at, cut)
            at = cut
            while at < end and text[at].isspace():
                at += 1


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _seams(text: str, start: int, end: int, lang: str) -> list[int]:
    return [match.start() for match in _SEAM.finditer(text, start, end) if _is_glue(text, match.start(), lang)]


def _stops(text: str, start: int, end: int, lang: str) -> list[int]:
    stops: list[int] = []
    after = start
    for at in signs_in(text, STOPS, start, end):
        match = _END.match(text, at, end) if at >= after else None
        if match is None or (after := match.end()) >= end:
            continue
        following = text[after]
        if following.islower() and not match.group(1).startswith(("!", "?", "…")):
            continue
        if match.group(1).startswith(".") and _abbreviates(text, match.start(), start, lang, following):
            continue
        stops.append(match.start() + len(match.group(1)))
    return stops


@remembered
def _abbreviations(lang: str) -> frozenset[str]:
    return fold_all(language(lang).sentences.abbreviations)


def _abbreviates(text: str, dot: int, start: int, lang: str, following: str) -> bool:
    """Whether the full stop at `dot` belongs to an abbreviation or an initial."""
    before = text[max(start, dot - 12) : dot].rpartition(" ")[2]
    if not before.isalnum():
        before = _PARTING.split(before)[-1]
    if not before or before.endswith("."):
        return False
    if before.isdigit():
        return following.isdigit()
    if len(before) == 1 and before.isupper():
        return True
    return fold(before) in _abbreviations(lang) or _INITIALS.fullmatch(before) is not None


def _is_glue(text: str, at: int, lang: str) -> bool:
    """«No Kwang-cholMinisterio», «Ana SosaAl menos 18 …», «AFPAl menos»: a new caption, or what follows it, begins
    inside what looks like one word."""
    match = _WORD.match(text, at)
    if match is None or (text[at - 1].isupper() and not _is_signed(text, at)):
        return False
    if names.is_prefix(_PARTING.split(text[max(0, at - SIGNED) : at])[-1]):
        return False  # "MacBride"
    word = match.group().lower()
    return is_known(word, lang) if len(word) >= SEAM else fold(word) in _function_words(lang)


def _is_signed(text: str, at: int) -> bool:
    """Whether the capitals before a spot sign for an agency."""
    signed = re.split(r"[^\w]", text[max(0, at - SIGNED) : at])[-1]
    return fold(signed) in world.agencies().names


# --- language ---


@remembered
def _function_words(lang: str) -> frozenset[str]:
    return fold_all(language(lang).sentences.function_words)


def detect(text: str, languages: tuple[str, ...]) -> str:
    """The language whose function words are most at home in a text; of several as good, the one whose dictionary
    has the most of its words, else the first."""
    words = Words(text[:20_000])
    scores = _scores(words, languages)
    best = [lang for lang in languages if scores[lang] == max(scores.values())]
    if len(best) == 1:
        return best[0]
    first = [word.text for word in words if word.is_word][:200]
    return max(best, key=lambda lang: sum(is_known(word, lang) for word in first))


def _scores(words: Words, languages: tuple[str, ...]) -> dict[str, int]:
    """How many function words of each language there are."""
    return {lang: sum(map(_function_words(lang).__contains__, words.folded)) for lang in languages}


@cache
def _foreign_words(usual: str, languages: tuple[str, ...]) -> frozenset[str]:
    """The function words of the other languages that one has not."""
    return frozenset().union(*map(_function_words, languages)) - _function_words(usual)


def language_of(words: Words, text: str, usual: str, languages: tuple[str, ...]) -> str | None:
    """The language of a sentence: the article's, unless its words say otherwise; None for one nobody reads."""
    if "/" in text:
        words = Words(_TWEET.sub("", text))
    if _foreign_words(usual, languages).isdisjoint(words.kinds) and not _function_words(usual).isdisjoint(words.kinds):
        return usual  # as nearly always: no small word that it does not have, and one that it has
    scores = _scores(words, languages)
    best = max(languages, key=lambda lang: scores[lang])
    if scores[usual] and scores[usual] == scores[best]:
        return usual
    if sum(word.is_word for word in words) < MIN_FOREIGN:
        return usual
    if scores[best] >= 2 and best != usual and scores[best] > 2 * scores[usual]:
        return best
    if scores[usual] >= 1:
        return usual
    if scores[best] >= 2:
        return best
    told = [word for word in words if word.is_word]
    lower = [word.text for word in told if not word.has_capital] or [word.text for word in told]  # names say nothing
    share = max(sum(is_known(word, lang) for word in lower) / len(lower) for lang in known() if lang in languages)
    return usual if share >= 0.5 else None
