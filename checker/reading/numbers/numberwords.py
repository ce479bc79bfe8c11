"""A language's number words, ready for look-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from checker.languages import language
from checker.reading.text.ready import ready
from checker.reading.text.words import Memory, Phrases, fold, fold_all, remembered, words_of


@dataclass(frozen=True)
class Grammar:
    """A language's number data, ready for look-up."""

    words: dict[str, int]
    scales: dict[str, int]
    collectives: dict[str, int]
    ordinals: dict[str, int]
    joiners: frozenset[str]
    part_joiners: frozenset[str]
    one_before_scale: frozenset[str]
    never_after: Mapping[str, frozenset[str]]
    negative: frozenset[str]
    negative_after: Mapping[str, frozenset[str]]
    bare_collectives: frozenset[str]
    before_collective: frozenset[str]
    of: frozenset[str]
    ordinal_endings: frozenset[str]
    decimal_words: frozenset[str]
    decimal_words_alone: frozenset[str]
    measures: frozenset[str]
    after_decimals: frozenset[str]
    compounds: Phrases[int]  # numbers of several words: «quatre-vingts»
    fractions: Phrases[Decimal]
    and_fractions: Phrases[Decimal]
    vague: Phrases[tuple[int, int]]
    several: Phrases[bool]
    rounding: frozenset[str]  # of these, what only rounds the scale behind it: «unos mil», but «varios miles»
    percent: Phrases[bool]
    currencies: Phrases[str]
    like_people: frozenset[str]  # of these, those that people are called, too
    money: frozenset[str]  # words beside which they are money
    signs: dict[str, str]
    articles: frozenset[str]
    loose: frozenset[str]
    shares: Phrases[Decimal]
    ratios: Phrases[str]
    endings: frozenset[str]  # what may stand glued behind digits: "40ish"
    units: frozenset[str]
    people: frozenset[str]
    per: Phrases[bool]
    per_scale: Phrases[bool]
    beginnings: frozenset[str]  # every word that a number may begin with
    leading: frozenset[str]  # those that do so only with another word behind: «la mitad», "a third"
    behind: frozenset[str]  # the words behind the first one of a phrase that is a number
    plural_ordinals: dict[str, int]  # «primeros»
    denominators: dict[str, int]  # words of parts in the singular: «quinto», «doceavo»
    parts: frozenset[str]  # «partes» in «tres cuartas partes»
    short_scales: frozenset[str]
    countable: frozenset[str]  # people and money: before one of them, "10m" is no length
    plurals: tuple[str, ...]  # endings of nouns
    lang: str
    great: tuple[str, ...]  # ordinals from a thousand on, which numbers may be glued to: «dosmilésimos»

    @cached_property
    def goes_on(self) -> Memory[bool]:
        """Whether a folded word may stand behind one that begins a number only with another: "a third"."""
        inner = self.behind | self.scales.keys() | self.collectives.keys() | self.denominators.keys() | self.joiners
        return Memory(lambda word: self.begins[word] or word in inner or word.removesuffix("s") in inner)

    @cached_property
    def begins(self) -> Memory[bool]:
        """Whether a number may begin with a folded word."""
        return Memory(lambda word: word[:1].isdecimal() or word in self.beginnings or word.endswith(self.great))

    @cached_property
    def simple(self) -> dict[str, Decimal]:
        """Words that are a number by themselves and nothing else, whatever no word beside them changes: «dos»."""
        more = {*self.ordinals, *self.plural_ordinals, *self.denominators, *self.collectives, *self.scales}
        more |= self.one_before_scale
        for phrases in (self.fractions, self.shares, self.vague, self.several):
            more.update(word for word, beside in phrases.by_first.items() if "" in beside)
        told = self.words.items()
        return {word: Decimal(value) for word, value in told if word not in more and not word.endswith(self.great)}

    @cached_property
    def leads(self) -> frozenset[str]:
        """Folded words and signs that change the number behind them."""
        return frozenset({*self.signs, *self.negative, *self.negative_after})

    @cached_property
    def follows(self) -> Memory[bool]:
        """Whether a folded word or sign behind a number may be part of it, or change what it is."""
        great = self.great
        parts = {*self.words, *self.scales, *self.collectives, *self.ordinals, *self.plural_ordinals}
        parts |= {*self.denominators, *self.joiners, *self.signs, *self.endings, *self.behind, *self.part_joiners}
        parts |= {*self.of, *self.decimal_words, *self.decimal_words_alone, *self.ordinal_endings}
        parts |= {*self.one_before_scale, "e"}  # "1.5e+9"
        phrases = (self.fractions, self.and_fractions, self.vague, self.several, self.percent, self.currencies)
        parts = parts.union(*(one.firsts for one in (*phrases, self.shares, self.ratios)))

        def told(word: str) -> bool:
            return word[:1].isdecimal() or word in parts or word.removesuffix("s") in parts or word.endswith(great)

        return Memory(told)

    @cached_property
    def ranks(self) -> Memory[bool]:
        """Whether a folded word may tell a rank, or what a whole is divided into: «tercero», «quintos»."""
        known = self.ordinals.keys() | self.plural_ordinals.keys() | self.denominators.keys()
        return Memory(lambda word: word in known or word.removesuffix("s") in known or word.endswith(self.great))

    @cached_property
    def with_ordinals(self) -> Grammar:
        """The same grammar with its ordinals as numbers: «vigésimo primero» adds up as «veintiuno» does."""
        hundred = 100 in self.scales.values()
        scales = {word: value for word, value in self.ordinals.items() if value >= 1000 or (value == 100 and hundred)}
        plain = {word: value for word, value in self.ordinals.items() if word not in scales}
        return replace(self, words=self.words | plain, scales=self.scales | scales)

    def glued(self, folded: str) -> int:
        """The value of a number glued to a great ordinal («quinientosmillonésimo»); 0 when it is none."""
        if not folded.endswith(self.great):
            return 0
        word = folded if folded.endswith(tuple(self.ordinals)) else folded.removesuffix("s")
        scale = max((one for one in self.great if word.endswith(one) and one in self.ordinals), key=len, default="")
        head = word.removesuffix(scale)
        return _run(head, self.words) * self.ordinals[scale] if head and scale else 0


@remembered
def grammar_of(lang: str) -> Grammar:
    """The grammar of a language."""
    data = language(lang).numbers

    def folded(table: dict[str, int]) -> dict[str, int]:
        return {fold(word): value for word, value in table.items()}

    ordinals = folded(data.ordinals)
    great = tuple(word for word, value in ordinals.items() if value >= 1000)
    denominators = {word: value for word, value in ordinals.items() if value >= data.parts_from}
    denominators |= folded(data.denominators) | _endings(folded(data.words), data.denominator_endings)
    phrases = (*data.fractions, *data.shares, *data.vague, *data.several)
    single = (
        *data.words,
        *data.scales,
        *data.collectives,
        *data.ordinals,
        *data.plural_ordinals,
        *data.one_before_scale,
    )
    split = [words_of(phrase).folded for phrase in phrases]
    alone = {fold(word) for word in single if word not in data.one_before_scale or word in data.words}
    alone |= {words[0] for words in split if len(words) == 1}
    beginnings = frozenset(words_of(word).folded[0] for word in single if word) | {words[0] for words in split}
    return ready(
        Grammar,
        data,
        language(lang).small,
        beginnings=beginnings,
        leading=beginnings - alone - denominators.keys(),
        behind=frozenset(words[1] for words in split if len(words) > 1),
        words=folded(data.words),
        scales=folded(data.scales),
        collectives=folded(data.collectives),
        ordinals=ordinals,
        plural_ordinals=folded(data.plural_ordinals),
        denominators=denominators,
        lang=lang,
        countable=_people(lang)
        | set(map(fold, data.currency_signs))
        | {key.split()[0] for key in map(fold, data.currencies)},
        plurals=tuple(language(lang).places.plurals),
        great=(*great, *(f"{word}s" for word in great)) if data.glued_ordinals else (),
        compounds=Phrases((told, value) for told, value in data.words.items() if len(words_of(told)) > 1),
        fractions=Phrases((phrase, Decimal(value)) for phrase, value in data.fractions.items()),
        and_fractions=Phrases((phrase, Decimal(value)) for phrase, value in data.and_fractions.items()),
        vague=Phrases(data.vague.items()),
        rounding=fold_all(data.several) & fold_all(language(lang).hedges.before.get("about", ())),
        currencies=Phrases(data.currencies.items()),
        like_people=fold_all(data.like_people),
        money=fold_all(data.money),
        signs={fold(sign): code for sign, code in data.currency_signs.items()},
        shares=Phrases((phrase, Decimal(value)) for phrase, value in data.shares.items()),
        endings=frozenset(fold(word) for words in language(lang).hedges.after.values() for word in words),
        ratios=Phrases((phrase, kind) for kind, phrases in data.ratios.items() for phrase in phrases),
        units=fold_all(language(lang).dates.units),
        people=_people(lang),
    )


def _people(lang: str) -> frozenset[str]:
    """Words that a count of people stands before, singular and plural."""
    data = language(lang)
    nouns = set(data.counting.people)
    nouns |= {noun for words in data.facts.values() for noun in (*words.nouns, *words.adjectives)}
    return frozenset(fold(noun) + ending for noun in nouns for ending in ("", *data.places.plurals))


def _endings(words: dict[str, int], endings: Sequence[str]) -> dict[str, int]:
    """«doce» → «doceavo», «treinta» → «treintavo»."""
    return {
        form + ending: value
        for word, value in words.items()
        if value > 10
        for ending in endings
        for form in (word, word.removesuffix(ending[:1]))
    }


def _run(text: str, words: dict[str, int]) -> int:
    """The value of number words written as one: «doscientos», «veintemil»; 0 when it is something else."""
    if text in words:
        return words[text]
    for length in range(len(text) - 1, 2, -1):
        head = words.get(text[:length])
        if head and (rest := _run(text[length:], words)) and rest < head:
            return head + rest
    return 0
