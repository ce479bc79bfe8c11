"""The date words of a language, ready for matching: every word with its classes, and the compiled patterns.

In: the `dates` section of a language file, and its number words. Out: tokens with classes (see patterns.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import compress, count, repeat
from operator import eq
from typing import NamedTuple, TypeVar

from checker.languages import language
from checker.languages.values import Dates
from checker.reading.dates.patterns import NONE, Classes, Patterns, Token, literal, literals
from checker.reading.layers import NumberHit
from checker.reading.numbers.numberwords import grammar_of
from checker.reading.text.words import Memory, Phrases, Words, fold, index_at, words_of

Value = TypeVar("Value")

YEARS = range(1400, 2200)
YEAR_LETTERS = 4
OPENING, CLOSING = frozenset('(«“"[¿¡'), frozenset(".,;:)»”\"']!?…")  # signs that tell nothing of digits beside them
CENTURIES = range(13, 22)  # that years in words begin with: "nineteen ninety-six"
SPELLED = 2200  # from this on a number in words is an amount and nothing else
_TRIGGERS = {"month", "weekday", "relative", "shift", "unit", "season", "decade", "holiday", "then"}
CAPITAL = {"month", "weekday", "season", "holiday"}  # classes that some words have only with a capital
NAME: Classes = frozenset({"name"})  # any other word with a capital
_NUMERAL: Classes = frozenset({"roman"})
_ROMAN = {"i": 1, "v": 5, "x": 10}
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\Z")


@dataclass(frozen=True)
class DateWords:
    """A language's date words. `small` and `capital` hold the classes of a word as it is usually written and
    with a capital; what stands glued to a number has classes of its own."""

    data: Dates
    small: Mapping[str, Classes]
    capital: Mapping[str, Classes]
    glued: Mapping[str, Classes]
    values: Mapping[str, int]
    phrases: Phrases[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    relative: Mapping[str, int]
    units: Mapping[str, str]
    plurals: frozenset[str]  # units in the plural
    noun_plurals: tuple[str, ...]  # endings of nouns
    seasons: Mapping[str, str]
    decades: Mapping[str, int]
    holidays: Mapping[str, str]
    shifts: Mapping[str, int]
    relations: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    since: frozenset[tuple[str, ...]]
    begins: frozenset[str]
    offsets: Mapping[int, frozenset[str]]
    future: frozenset[str]
    people: frozenset[str]
    past: frozenset[str]
    passive: frozenset[str]
    in_next_week: frozenset[str]
    possessives: tuple[str, ...]  # endings that are no part of a date: "Friday's"
    patterns: Patterns
    triggers: frozenset[str]  # words without one of which (or digits) there is no date
    with_days: frozenset[str]  # words that make a date of a bare day: «el pasado 30»

    @cached_property
    def meanings(self) -> Memory[_Meaning]:
        """By word as written."""
        return Memory(partial(_meaning, self))


def key_of(phrase: str) -> str:
    """A word or phrase as tokens hold it: folded, one space between words."""
    return " ".join(word.folded for word in words_of(phrase))


def _vocabulary(lang: str, plurals: frozenset[str]) -> tuple[dict[str, set[str]], dict[str, int]]:
    """The classes of every word that dates are told with, by its key; and the values of number words."""
    data, numbers = language(lang).dates, grammar_of(lang)
    ambiguous = {key_of(word) for word in data.needs_capital}
    classes: dict[str, set[str]] = {}
    values: dict[str, int] = {}

    def put(word: str, *names: str) -> None:
        classes.setdefault(key_of(word), set()).update(names)

    for names, name in ((data.months, "month"), (data.weekdays, "weekday")):
        for word, number in names.items():
            put(word, name)
            short = any(other != word and other.startswith(word) for other, same in names.items() if same == number)
            if not short and key_of(word) not in ambiguous:
                put(word, f"{name}_alone")
    listed: tuple[tuple[str, Iterable[str]], ...] = (
        ("relative", data.relative),
        ("season", data.seasons),
        ("decade", data.decades),
        ("holiday", data.holidays),
        ("shift", data.shifts),
        *data.slots.items(),
    )
    for name, words in listed:
        for word in words:
            put(word, name)
    for word, unit in data.units.items():
        put(word, "unit", f"unit_{unit}", *(["units"] if key_of(word) in plurals else []))
    for table, kind in ((numbers.words, "count"), (numbers.ordinals, "ordinal")):
        for word, number in table.items():
            values.setdefault(word, number)
            put(word, *number_classes(number, kind))
    for word in numbers.data.one_before_scale:
        put(word, "count")
        values[fold(word)] = 1
    for word in literals(line for lines in data.patterns.values() for line in lines):
        put(word, literal(word))
    return classes, values


def _cased(classes: Mapping[str, set[str]], data: Dates) -> tuple[dict[str, Classes], dict[str, Classes]]:
    """The classes of words as they are usually written, and with a capital."""
    ambiguous = {key_of(word) for word in data.needs_capital}
    small, capital = dict[str, Classes](), dict[str, Classes]()
    for word, names in classes.items():
        small[word] = (
            frozenset(names - CAPITAL | {f"{name}_small" for name in names & CAPITAL})
            if word in ambiguous
            else frozenset(names)
        )
        capital[word] = frozenset(names - {"month_alone", "weekday_alone"} if data.small_names else names)
    return small, capital


def _inventory(
    small: Mapping[str, Classes], capital: Mapping[str, Classes], glued: Mapping[str, Classes]
) -> set[Classes]:
    """All the classes that a token may have at once, which the patterns are compiled for."""
    found = {*small.values(), *capital.values(), *glued.values()}
    found |= {number_classes(n, kind, spelled=True) for n in range(2200) for kind in ("count", "ordinal")}
    found |= {digit_classes(text) for n in range(2200) for text in (str(n), f"{n:02d}")}
    found |= {number_classes(n, "ordinal", spelled=True) | {"nth"} for n in range(1000)}
    found |= {frozenset({"count"}), frozenset({"dotted"}), frozenset({"roman"}), NAME, NAME | {"roman"}}
    return found | {one | {"roman"} for one in (*small.values(), *capital.values())}


@cache
def date_words(lang: str) -> DateWords:
    """The date words of a language, compiled once."""
    data = language(lang).dates
    plurals = frozenset(
        key_of(word)
        for word, unit in data.units.items()
        if any(word != other and word.startswith(other) for other, same in data.units.items() if same == unit)
    )
    classes, values = _vocabulary(lang, plurals)
    small, capital = _cased(classes, data)
    glued = {
        fold(word): frozenset({slot, *capital.get(fold(word), NONE)})
        for slot, words in data.glued.items()
        for word in words
    }
    return DateWords(
        data=data,
        small=small,
        capital=capital,
        glued=glued,
        values=values,
        phrases=Phrases((word, word) for word in classes if " " in word),
        months=_keyed(data.months),
        weekdays=_keyed(data.weekdays),
        relative=_keyed(data.relative),
        units=_keyed(data.units),
        plurals=plurals,
        noun_plurals=tuple(language(lang).places.plurals),
        seasons=_keyed(data.seasons),
        decades=_keyed(data.decades),
        holidays=_keyed(data.holidays),
        shifts=_keyed(data.shifts),
        relations=_relations(data),
        since=frozenset(tuple(fold(phrase).split()) for phrase in data.relations.get("since", ()) if " " not in phrase),
        begins=frozenset(map(fold, data.begins)),
        offsets={
            sign: frozenset(map(key_of, words))
            for sign, words in ((-1, data.before_date), (1, data.after_date), (0, data.from_date))
        },
        future=frozenset(map(key_of, data.future)),
        people=frozenset(map(key_of, language(lang).counting.people)),
        past=frozenset(map(key_of, data.past)),
        passive=frozenset(map(key_of, data.passive)),
        in_next_week=frozenset(map(key_of, data.in_next_week)),
        possessives=tuple(data.possessives),
        patterns=Patterns(data.patterns, _inventory(small, capital, glued)),
        triggers=_triggers(classes, values, data),
        with_days=frozenset(map(fold, data.slots.get("with_day", ()))),
    )


def _triggers(classes: Mapping[str, set[str]], values: Mapping[str, int], data: Dates) -> frozenset[str]:
    """Of every word or phrase that only dates have, one word; with all endings that it may stand in."""
    wanted = [word for word, names in classes.items() if names & _TRIGGERS]
    found = {word for word in wanted if " " not in word}
    if data.years_in_pairs:
        found |= {word for word, value in values.items() if value in CENTURIES}
    found |= {max(reversed(word.split()), key=len) for word in wanted if found.isdisjoint(word.split())}
    return frozenset(word + ending for word in found for ending in ("", *data.possessives))


def _relations(data: Dates) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """What stands before a date, by its last word: the words, and what they make of the date; longest first."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for relation, phrases in data.relations.items():
        for phrase in phrases:
            key = tuple(key_of(phrase).split())
            out.setdefault(key[-1], []).append((key, relation))
    return {last: tuple(sorted(found, key=lambda one: -len(one[0]))) for last, found in out.items()}


def _keyed(table: Mapping[str, Value]) -> dict[str, Value]:
    return {key_of(word): value for word, value in table.items()}


def number_classes(value: int, kind: str, *, spelled: bool = False) -> Classes:
    """What a number in words may be: a count or an ordinal, a day of the month, and (spelled out) a year."""
    names = {kind}
    if 1 <= value <= 31:
        names.add("day")
    if spelled and value in YEARS and kind == "count":
        names.add("year")
    return frozenset(names)


def digit_classes(text: str) -> Classes:
    """What a run of digits may be."""
    if not text.isdecimal():
        return frozenset({"dotted"}) if _DOTTED.match(text) else NONE
    if len(text) > 4:
        return NONE
    value, names = int(text), {"count"}
    if len(text) <= 2:
        names |= {"short"}
        names |= {"day"} if 1 <= value <= 31 else set()
        names |= {"monthnum"} if 1 <= value <= 12 else set()
    elif len(text) == 4 and value in YEARS:
        names = {"year"}
    if value >= 10 and value % 10 == 0:
        names.add("tens")
    return frozenset(names)


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
        classes = _classes(word.text, found[1], grammar)
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


class _Meaning(NamedTuple):
    """The classes and the value of a word by itself, inside a sentence and as its `first`. `owned`: so many letters
    at its end make an owner of a date ("Friday's"); 0 for any other word."""

    classes: Classes
    value: int | None
    first: Classes
    owned: int


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
    classes = _classes(text, folded, grammar)
    return Token(token.start, token.end - letters, text, folded, classes, None, token.glued)


def _meaning(grammar: DateWords, text: str) -> _Meaning:
    folded = fold(text)
    classes, value = _classes(text, folded, grammar), grammar.values.get(folded)
    if text.isupper() and set(folded) <= set(_ROMAN):
        classes, value = classes | _NUMERAL, roman(folded) if value is None else value
    inside = NAME | classes if classes <= _NUMERAL and text[0].isupper() else classes
    ending = next((one for one in grammar.possessives if folded.endswith(one)), "")
    owned = len(ending) if ending and _classes(text[: -len(ending)], folded[: -len(ending)], grammar) else 0
    return _Meaning(inside, value, classes, owned)


def _classes(text: str, key: str, grammar: DateWords) -> Classes:
    capital = text[0].isupper() and not (text.isupper() and len(text) > 3)
    if not grammar.data.small_names:
        return (grammar.capital if text[0].isupper() else grammar.small).get(key, NONE)
    return (grammar.capital if capital else grammar.small).get(key, NONE)


def _token(
    words: Words, first: int, after: int, offset: int, classes: Classes, value: int | None, key: str = ""
) -> Token:
    start, end = words[first].start, words[after - 1].end
    glued = first > 0 and words[first - 1].end == start
    text = words[first].text
    return Token(start + offset, end + offset, text, key or words[first].folded, classes, value, glued)


def roman(text: str) -> int:
    """«xxi» → 21; only what centuries need."""
    digits = [_ROMAN[char] for char in text]
    return sum(-n if any(n < later for later in digits[i + 1 :]) else n for i, n in enumerate(digits))
