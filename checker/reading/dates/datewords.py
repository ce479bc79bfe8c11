"""The date words of a language, ready for matching: every word with its classes, and the compiled patterns.

In: the `dates` section of a language file, and its number words. Out: what datetokens.py makes tokens with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple, TypeVar

from checker.languages import language
from checker.languages.values import Dates
from checker.reading.dates.patterns import NONE, Classes, Patterns, literal, literals
from checker.reading.numbers.numberwords import grammar_of
from checker.reading.text.words import Memory, Phrases, fold, fold_all, remembered, words_of

Value = TypeVar("Value")

YEARS = range(1400, 2200)
CENTURIES = range(13, 22)  # that years in words begin with: "nineteen ninety-six"
_TRIGGERS = {"month", "weekday", "relative", "shift", "unit", "season", "decade", "holiday", "then", "age_bound"}
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
    relations: Mapping[str, tuple[tuple[list[str], str], ...]]
    articles: frozenset[str]
    since: frozenset[str]
    begins: frozenset[str]
    offsets: Mapping[int, frozenset[str]]
    future: frozenset[str]
    future_before: frozenset[str]
    intended: frozenset[tuple[str, ...]]
    people: frozenset[str]
    joins: frozenset[str]  # between two dates of one list
    past: frozenset[str]
    earlier: frozenset[str]
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

    @cached_property
    def symbols(self) -> Memory[str]:
        """The symbol that patterns know a word by, as it is written inside a sentence."""
        return Memory(lambda text: self.patterns.symbol(self.meanings[text].classes))

    @cached_property
    def openings(self) -> Memory[str]:
        """The same of a word that begins one."""
        return Memory(lambda text: self.patterns.symbol(self.meanings[text].first))

    @cached_property
    def owned(self) -> Memory[int]:
        """By word as written: so many letters at its end make an owner of a date ("Friday's"); 0 for any other."""
        return Memory(partial(_owned, self))


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
    for word in numbers.one_before_scale:
        put(word, "count")
        values[word] = 1
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
    numerals = (table[word] for table in (small, capital) for word in table if set(word) <= set(_ROMAN))
    return found | {one | {"roman"} for one in numerals}


@remembered
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
        articles=fold_all(data.articles),
        since=fold_all(phrase for phrase in data.relations.get("since", ()) if " " not in phrase),
        begins=fold_all(data.begins),
        offsets={
            sign: frozenset(map(key_of, words))
            for sign, words in ((-1, data.before_date), (1, data.after_date), (0, data.from_date))
        },
        future=frozenset(map(key_of, data.future)),
        future_before=frozenset(map(key_of, data.future_before)),
        intended=frozenset(tuple(map(key_of, phrase.split())) for phrase in data.intended),
        joins=fold_all(language(lang).counting.joins) | {","},
        people=frozenset(map(key_of, language(lang).counting.people)),
        past=frozenset(map(key_of, data.past)),
        earlier=frozenset(map(key_of, language(lang).small.had)),
        passive=frozenset(map(key_of, data.passive)),
        in_next_week=frozenset(map(key_of, data.in_next_week)),
        possessives=tuple(data.possessives),
        patterns=Patterns(data.patterns, _inventory(small, capital, glued)),
        triggers=_triggers(classes, values, data),
        with_days=fold_all(data.slots.get("with_day", ())),
    )


def _triggers(classes: Mapping[str, set[str]], values: Mapping[str, int], data: Dates) -> frozenset[str]:
    """Of every word or phrase that only dates have, one word; with all endings that it may stand in."""
    wanted = [word for word, names in classes.items() if names & _TRIGGERS]
    found = {word for word in wanted if " " not in word}
    if data.years_in_pairs:
        found |= {word for word, value in values.items() if value in CENTURIES}
    found |= {max(reversed(word.split()), key=len) for word in wanted if found.isdisjoint(word.split())}
    return frozenset(word + ending for word in found for ending in ("", *data.possessives))


def _relations(data: Dates) -> dict[str, tuple[tuple[list[str], str], ...]]:
    """What stands before a date, by its last word: the words, and what they make of the date; longest first."""
    out: dict[str, list[tuple[list[str], str]]] = {}
    for relation, phrases in data.relations.items():
        for phrase in phrases:
            key = key_of(phrase).split()
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
    if value % 10 == 0 and (10 <= value < 100 or value >= 1400):  # «los 180 del balance» are no decade
        names.add("tens")
    return frozenset(names)


class _Meaning(NamedTuple):
    """The classes and the value of a word or of digits, inside a sentence and as its `first`."""

    classes: Classes
    value: int | None
    first: Classes


def _meaning(grammar: DateWords, text: str) -> _Meaning:
    if text[0].isdecimal():
        classes = digit_classes(text)
        return _Meaning(classes, int(text) if text.isdecimal() and len(text) < 6 else None, classes)
    folded = fold(text)
    classes, value = classes_of(text, folded, grammar), grammar.values.get(folded)
    if text.isupper() and set(folded) <= set(_ROMAN):
        classes, value = classes | _NUMERAL, roman(folded) if value is None else value
    inside = NAME | classes if classes <= _NUMERAL and text[0].isupper() else classes
    return _Meaning(inside, value, classes)


def _owned(grammar: DateWords, text: str) -> int:
    folded = fold(text)
    ending = next((one for one in grammar.possessives if folded.endswith(one)), "")
    return len(ending) if ending and classes_of(text[: -len(ending)], folded[: -len(ending)], grammar) else 0


def classes_of(text: str, key: str, grammar: DateWords) -> Classes:
    """The classes of a word as it is written; `key` is the word as `key_of` tells it."""
    capital = text[0].isupper() and not (text.isupper() and len(text) > 3)
    if not grammar.data.small_names:
        return (grammar.capital if text[0].isupper() else grammar.small).get(key, NONE)
    return (grammar.capital if capital else grammar.small).get(key, NONE)


def roman(text: str) -> int:
    """«xxi» → 21; only what centuries need."""
    digits = [_ROMAN[char] for char in text]
    return sum(-n if any(n < later for later in digits[i + 1 :]) else n for i, n in enumerate(digits))
