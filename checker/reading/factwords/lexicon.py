"""The words of all facts in one language, ready for look-up: which fact does a word speak of?"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import contains
from typing import Any, NamedTuple, TypeVar

from checker.languages import language
from checker.languages.schema import FactWords
from checker.reading.factwords.lists import lists_of
from checker.reading.factwords.tables import KINDS, Phrase, Tables, closings_of, gathered_of, tables_of, takers_of
from checker.reading.text.lemmas import forms_of
from checker.reading.text.ready import ready
from checker.reading.text.rows import Row
from checker.reading.text.words import Memory, Phrases, Word, Words, contracted, fold, fold_all, marked, spoken
from checker.rulebook.facts import FactKind, FactSpec

Value = TypeVar("Value")
# By the longest word of phrases: how many words before it they begin, each time with what first words.
Ahead = Mapping[str, Mapping[int, frozenset[str]]]
OPENING = frozenset('«“"')
# Kinds of words that count only where an article speaks of their context.
LOOSE = ("in_context", "done_in_context", "verbs_in_context")
PERSON = "person"  # what most facts count
NOTHING = frozenset[str]()  # what a fact lists that has no such list
NEAR = 12  # words between what people do together and where


class Doing(NamedTuple):
    """What people do together: the fact of a verb, the phrases that must stand near it, and whether the article and
    the name of a street may stand for them."""

    fact: str
    there: Phrases[bool]
    named: bool


@dataclass(frozen=True, slots=True)
class FactLexicon:
    """Single words by folded form or lemma; phrases word by word, each by form or lemma. `needs` by fact: without
    one of them near, the noun alone counts nothing («soldados» in a museum)."""

    lang: str
    forms: Callable[[str], frozenset[str]]  # of a word as written (lemmas.py)
    tables: Mapping[str, Mapping[str, str]]  # by kind, then by word: the fact
    phrases: Mapping[str, tuple[Phrase, ...]]  # by first word
    needs: Mapping[str, frozenset[str]]
    contexts: Mapping[str, re.Pattern[str]]  # by fact: what an article must speak of
    doubtful_with: Mapping[str, frozenset[str]]  # by fact: what makes the nouns in `doubtful` another's …
    doubtful_but: Mapping[str, frozenset[str]]  # … unless one of these is there
    loosely_with: Mapping[str, frozenset[str]]  # by fact: what a sentence must have for the nouns in `loosely`
    doing: Mapping[str, tuple[Doing, ...]]  # by verb: what people do together by it
    need_phrases: Mapping[str, tuple[tuple[str, ...], ...]]  # those of several words: "shoot down"
    things: frozenset[str]  # facts that count no people
    people_only: frozenset[str]
    care: frozenset[str]  # the facts of those who are hurt, or ill
    care_unless: Mapping[str, str]  # by fact: of what an article may not speak for words of care to tell of it
    occasions: Mapping[str, str]
    gatherings: frozenset[str]  # the words of these
    gathered: Mapping[str, frozenset[str]]  # by a fact of gatherings: all that tells of one
    gathering: frozenset[str]  # the same of all facts
    over: Mapping[str, frozenset[str]]  # by fact: what ends it for those counted
    spared: Mapping[str, frozenset[str]]  # by fact: what those do whom it did not befall
    takers: Mapping[str, str]  # by verb that takes lives, what befell those who lost them: «costar»
    # by what stands behind those counted: the facts by the verb before them, and whether only in their context
    closings: Phrases[Mapping[str, tuple[str, bool]]]
    bases: Mapping[str, str]  # endings of adjectives, each with the one that the lists use: «idas» -> «ido»
    contractions: Mapping[str, str]  # «del» -> «de»: the last word of a phrase and the article behind it
    infinitives: tuple[str, ...]  # what a lemma that is a verb ends in
    wholes: Mapping[str, str]  # killed -> casualties
    telling: Mapping[str, frozenset[str]]  # by fact: all single words that speak of it
    tolls: Phrases[str]
    bodies: Mapping[str, str]  # by what a body of people is called: the fact that counts them
    phrased: frozenset[str]  # of each phrase its longest word: what has none of them has no phrase
    ahead: Ahead  # by these words
    single: frozenset[str]  # all words that speak of a fact by themselves
    needy: frozenset[str]  # nouns that count nothing by themselves («soldados»)
    of_one: frozenset[str]  # what «un», "a" counts, which mostly is an article: «un herido», «una persona»
    per: Phrases[bool]
    all_told: Phrases[bool]  # «19 en total»: behind how many those are who were named
    besides: Phrases[bool]  # "along with": before those whom something befell, too
    how_many: Phrases[bool]
    each: Phrases[bool]  # «dos cada una»
    against: Phrases[bool]
    rates_of: Phrases[bool]
    sides: Phrases[bool]  # «por parte rusa»: before the adjective of whose the figures of the clause are
    no_counts: Phrases[bool]
    unless: Mapping[str, frozenset[str]]  # by fact: what makes a gathering of a sentence none: "a stock rally"
    never: Mapping[str, frozenset[str]]  # by fact: people of whom its verbs say something else
    least: Mapping[str, int]  # by fact: how many its verbs speak of at least
    by: Phrases[bool]  # «según»: before who is credited with a figure
    plurals: tuple[str, ...]  # endings of nouns
    participle: re.Pattern[str]
    gerund: re.Pattern[str]
    plural_verb: re.Pattern[str]
    noun_last: bool = False  # what stands before a noun describes it: "12 hospital patients"
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    memories: dict[Callable[[FactLexicon, str], Any], Callable[[str], Any]] = field(default_factory=dict, compare=False)

    @classmethod
    def for_language(cls, facts: Mapping[str, FactSpec], lang: str) -> FactLexicon:
        """The lexicon of the counted facts in a language."""
        said, data = language(lang), language(lang).counting
        counted = {
            name: fact.words[lang]
            for name, fact in facts.items()
            if fact.kind is FactKind.COUNT and fact.words.get(lang) is not None
        }
        tables, phrases = tables_of(counted, data)
        doing, lists = _doing(counted), lists_of(said)
        lists["doing"] = frozenset(doing)
        occasions = {fold(word): name for name, words in counted.items() for word in words.occasions}
        tolls = Phrases(data.tolls.items())
        bases = {form: base for base, forms_ in data.endings.get("adjectives", {}).items() for form in forms_}
        cared = {name: words.care_unless for name, words in counted.items() if words.care}
        need_phrases = {
            name: tuple(tuple(fold(word).split()) for word in words.needs if " " in word)
            for name, words in counted.items()
        }

        def by_fact(key: str) -> dict[str, frozenset[str]]:
            """What each fact that has anything there lists, without phrases of several words."""
            listed = {name: getattr(words, key) for name, words in counted.items()}
            return {name: fold_all(one for one in some if " " not in one) for name, some in listed.items() if some}

        gathered = gathered_of(occasions, tables)
        crowds = fold_all(body for body, fact in data.bodies.items() if fact in gathered)  # "attendance"
        return ready(
            cls,
            data,
            said.claims,
            said.places,
            lang=lang,
            forms=forms_of(lang),
            plurals=tuple(said.places.plurals),
            tables=tables,
            phrases={first: tuple(sorted(found, key=_rank)) for first, found in phrases.items()},
            needs=by_fact("needs"),
            need_phrases=need_phrases,
            contexts={name: spoken(words.context, whole=False) for name, words in counted.items() if words.context},
            loosely_with=by_fact("loosely_with"),
            doubtful_with=by_fact("doubtful_with"),
            doubtful_but=by_fact("doubtful_but"),
            things=frozenset(name for name, fact in facts.items() if fact.counts != PERSON),
            people_only=frozenset(name for name, words in counted.items() if words.people_only),
            care=frozenset({*cared, *cared.values()} - {""}),
            care_unless=cared,
            occasions=occasions,
            gatherings=frozenset(occasions),
            gathered=gathered,
            gathering=frozenset().union(*gathered.values()),
            over=by_fact("over"),
            spared=by_fact("spared"),
            takers=takers_of(counted, lists["lives"]),
            closings=closings_of(counted),
            doing=doing,
            least={name: words.least for name, words in counted.items() if words.least},
            never=by_fact("never"),
            unless=by_fact("unless"),
            bases=bases,
            contractions={fold(short): fold(long) for long, short in said.hedges.contractions.items()},
            infinitives=tuple(data.endings.get("verbs", {})),
            wholes={name: fact.part_of for name, fact in facts.items() if fact.part_of},
            telling={name: _words_of(name, tables) for name in counted},
            tolls=tolls,
            bodies={fold(body): fact for body, fact in data.bodies.items()},
            phrased=frozenset(_telling(phrases, bases, KINDS)),
            ahead=_ahead(phrases),
            single=frozenset().union(*tables.values(), tolls.longest, occasions, crowds),
            needy=frozenset(noun for noun, name in tables["nouns"].items() if counted[name].needs),
            of_one=frozenset(tables["adjectives"]) | lists["general"],
            by=marked(form for phrase in said.claims.by for form in contracted(phrase, said.hedges.contractions)),
            lists=lists,
            memories={},
        )

    def memory(self, told: Callable[[FactLexicon, str], Value]) -> Callable[[str], Value]:
        """What a function tells of a word as written, remembered."""
        found = self.memories.get(told)
        if found is None:
            found = self.memories[told] = Memory(partial(told, self)).__getitem__
        return found

    def fact_of(self, word: Word, kind: str) -> str | None:
        """The fact that a word speaks of in one of the tables."""
        if not word.is_word or self.is_month(word):
            return None
        return _first(self.tables[kind], self.forms(word.text))

    def is_month(self, word: Word) -> bool:
        """Whether a word with a capital is a month where months have one: "March"."""
        return word.folded in self.lists["months"] and word.text[0].isupper()

    def occasion_of(self, word: Word) -> str | None:
        """The fact whose people an occasion has: «marcha», "funeral"."""
        if not word.is_word or self.is_month(word):
            return None
        return _first(self.occasions, self.forms(word.text))

    def body_of(self, word: Word) -> str | None:
        """The fact that counts the people of a body: "contingent"."""
        return _first(self.bodies, self.forms(word.text)) if word.is_word else None

    def gathering_in(self, words: Row) -> str | None:
        """The fact of a gathering that a sentence tells of, by a noun or a verb."""
        if self.gathering.isdisjoint(words.vocabulary):
            return None
        return next((fact for fact, told in self.gathered.items() if not told.isdisjoint(words.vocabulary)), None)

    def is_finite(self, word: Word) -> bool:
        """Whether a word is a form of a verb, as far as the endings of its lemma tell."""
        return any(
            form.endswith(self.infinitives)
            and (not word.folded.startswith(form) or word.folded.removeprefix(form) in self.lists["finite"])
            for form in self.forms(word.text)
        )

    def is_verb(self, word: Word) -> bool:
        """Whether a word may be a verb, in any of its forms."""
        return any(form.endswith(self.infinitives) for form in self.forms(word.text))

    def is_any(self, word: Word, name: str) -> bool:
        """Whether a word, or its lemma, is in a list."""
        return not self.lists[name].isdisjoint(self.forms(word.text))  # a sign has no forms

    def speaks(self, words: Row) -> bool:
        """Whether a sentence has anything without which its numbers count nothing."""
        if not self.single.isdisjoint(words.vocabulary):
            return True
        closed = (not facts.keys().isdisjoint(words.vocabulary) for _, _, facts in self.closings.all_in(words))
        if any(closed) or self._speaks_of_doing(words):
            return True
        lost = not self.lists["lives"].isdisjoint(words.vocabulary)
        if lost and not self.takers.keys().isdisjoint(words.vocabulary):
            return True
        if self.phrased.isdisjoint(words.vocabulary):
            return False
        care = self.lists["hospitals"]  # which tell of those who are brought there
        return not care.isdisjoint(words.vocabulary) or bool(self.phrases_in(words))

    def speaks_of_one(self, words: Row) -> bool:
        """The same of a sentence in which no number is more than an article."""
        return bool(self.phrases_in(words)) if self.of_one.isdisjoint(words.vocabulary) else self.speaks(words)

    def _speaks_of_doing(self, words: Row) -> bool:
        """Whether what some people do is told where they do it together: «rodearon la sede»."""
        return any(self.done_at(words, at) is not None for at in words.meaning(self.lists["doing"]))

    def done_at(self, words: Row, at: int) -> str | None:
        """The fact of those who do together what a verb says, if it is told near it where: «rodearon la sede»."""
        for verb in words.forms[at] & self.lists["doing"]:
            for one in self.doing[verb]:
                if any(-NEAR <= first - at <= NEAR for first, _, _ in one.there.all_in(words)):
                    return one.fact
                led = words[at + 1 : at + 3] if one.named else ()
                if len(led) > 1 and led[0].folded in self.lists["determiners"] and led[1].has_capital:
                    return one.fact
        return None

    def phrases_in(self, words: Row, off: Container[str] = ()) -> dict[int, tuple[int, str, str]]:
        """The phrases of a sentence by where they begin, looked for by their longest word: small words begin many."""
        led = self.memory(_led)
        begins = {
            at - far
            for at in words.meaning(self.phrased)
            for far, firsts in led(words.texts[at])
            if far <= at and not firsts.isdisjoint(words.forms[at - far])
        }
        return {at: phrase for at in sorted(begins) if (phrase := self.phrase_at(words, at, off)) is not None}

    def phrase_at(self, words: Row, at: int, off: Container[str] = ()) -> tuple[int, str, str] | None:
        """The longest phrase that begins at a word: (index after it, kind, fact), the ones that count only in a context
        first; `off` are the facts of whose context the article does not speak."""
        texts, then = words.texts, at + 1
        begun = self.memory(_begun)(texts[at])
        if not begun:
            return None
        if then < len(texts) and (words.folded[then] in self.lists["inserted"] or texts[then] in OPENING):
            then += 1  # «dejaron ayer sus casas», «con "lesiones leves"»
        elif then < len(texts) and words.folded[at] in self.lists["impersonal"]:
            then += words.folded[then] in self.lists["active"]  # «se habían agolpado»
        elif then < len(texts) and texts[then][0].isdecimal() and words.folded[at] in self.lists["where"]:
            then += 1  # "staying in 31 evacuation centers"
        meant = self.memory(_meant)
        seconds = meant(texts[then]) if then < len(texts) else NOTHING
        if "" not in begun and begun.keys().isdisjoint(seconds):
            return None  # as mostly
        thirds = meant(texts[then + 1]) if then + 1 < len(texts) else NOTHING
        by_third = [begun[second] for second in ("", *seconds) if second in begun]
        told = [one for third in ("", *thirds) for known in by_third for one in known.get(third, ())]
        for _, (parts, kind, fact) in sorted(told):
            if kind in LOOSE and fact in off:
                continue  # «mantiene retenidos a 14», where no captors are spoken of
            after = then + len(parts) - 1 if len(parts) > 1 else at + 1
            if after <= len(texts) and all(map(contains, map(meant, texts[then + 2 : after]), parts[3:])):
                return after, kind, fact
        return None

    def holds_against(self, words: Words, first: int) -> bool:
        """«frente a los 18 de 2023»: whether what stands before a number, from the word `first` on, holds it against
        another one; an article may stand between."""
        small = self.lists["determiners"] | self.lists["only"]  # "against just 81 a year ago"
        start = first - 1 if first and words[first - 1].folded in small else first
        return any(self.against.ending(words, edge) is not None for edge in {start, first})

    def has_need(self, words: Row, fact: str) -> bool:
        """Whether one of the words without which a fact's noun counts nothing is there."""
        wanted = self.needs.get(fact)
        if wanted is None:
            return True
        if not wanted.isdisjoint(words.vocabulary):
            return True
        return any(
            all(part in one for part, one in zip(phrase, words.forms[at : at + len(phrase)], strict=False))
            for phrase in self.need_phrases[fact]
            if words.vocabulary.issuperset(phrase)
            for at in range(len(words) - len(phrase) + 1)
        )


def _words_of(fact: str, tables: Tables) -> frozenset[str]:
    return frozenset(word for table in tables.values() for word, name in table.items() if name == fact)


def _doing(counted: Mapping[str, FactWords]) -> dict[str, tuple[Doing, ...]]:
    """What people do together, by verb."""
    doing: dict[str, tuple[Doing, ...]] = {}
    for name, one in ((name, one) for name, words in counted.items() for one in words.doing.values()):
        done = Doing(name, marked(one.there), one.named)
        for verb in map(fold, one.verbs):
            doing[verb] = (*doing.get(verb, ()), done)
    return doing


def _rank(phrase: Phrase) -> tuple[int, bool]:
    """The longest phrases first, and of those of a length the ones that count only in a context."""
    return -len(phrase[0]), phrase[1] not in LOOSE


def _begun(lexicon: FactLexicon, text: str) -> Mapping[str, Mapping[str, Sequence[tuple[int, Phrase]]]]:
    """The phrases that a word may begin by their second word and their third ("" where there is none: small words begin
    many), each with its rank: those of the word itself go first."""
    own = fold(text)
    firsts = (own, *sorted(lexicon.forms(text) - {own}))
    found: dict[str, dict[str, list[tuple[int, Phrase]]]] = {}
    for rank, phrase in enumerate(phrase for first in firsts for phrase in lexicon.phrases.get(first, ())):
        _, second, third, *_ = (*phrase[0], "", "")
        found.setdefault(second, {}).setdefault(third, []).append((rank, phrase))
    return found


def _meant(lexicon: FactLexicon, text: str) -> frozenset[str]:
    """All that a word may be inside a phrase."""
    own = fold(text)
    ends = ((own[:-length], lexicon.bases.get(own[-length:])) for length in (6, 5, 4, 3))
    base = next((start + base for start, base in ends if base is not None), own)
    return lexicon.forms(text) | {own, base, lexicon.contractions.get(own, own)}


def _ahead(phrases: Mapping[str, Sequence[Phrase]]) -> Ahead:
    found: dict[str, dict[int, frozenset[str]]] = {}
    for first, parts in ((first, parts) for first, some in phrases.items() for parts, _, _ in some):
        at = parts.index(longest := max(parts, key=len))
        for far in (at, at + 1) if at else (0,):  # another word may be inserted behind the first
            firsts = found.setdefault(longest, {})
            firsts[far] = firsts.get(far, NOTHING) | {first}
    return found


def _led(lexicon: FactLexicon, text: str) -> Sequence[tuple[int, frozenset[str]]]:
    """How many words before a word phrases begin of which it may be the longest, and with what."""
    return [led for one in lexicon.memory(_meant)(text) for led in lexicon.ahead.get(one, {}).items()]


def _telling(phrases: Mapping[str, Sequence[Phrase]], bases: Mapping[str, str], kinds: Sequence[str]) -> Iterator[str]:
    """The longest word of each phrase of some kinds, in all the forms in which the phrase may have it."""
    for word in {max(parts, key=len) for found in phrases.values() for parts, kind, _ in found if kind in kinds}:
        yield word
        yield from (word.removesuffix(base) + form for form, base in bases.items() if word.endswith(base))


def _first(table: Mapping[str, str], found: Iterable[str]) -> str | None:
    known = [one for one in found if one in table]
    return table[min(known)] if known else None
