"""The words of all facts in one language, ready for look-up: which fact does a word speak of?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from checker.languages import language
from checker.languages.schema import Counting, FactWords
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row
from checker.reading.text.words import Memory, Phrases, Word, contracted, fold, fold_all, spoken
from checker.rulebook.facts import FactKind, FactSpec

Value = TypeVar("Value")
PERSON = "person"  # what most facts count
Phrase = tuple[tuple[str, ...], str, str]  # its words, the kind of table, the fact
KINDS = ("nouns", "verbs", "transitive", "adjectives", "in_context", "head_verbs", "care", "loosely")


@dataclass(frozen=True, slots=True)
class FactLexicon:
    """Single words by folded form or lemma; phrases word by word, each by form or lemma. `needs` by fact: without
    one of them near, the noun alone counts nothing («soldados» in a museum)."""

    lang: str
    tables: Mapping[str, Mapping[str, str]]  # by kind, then by word: the fact
    phrases: Mapping[str, tuple[Phrase, ...]]  # by first word
    needs: Mapping[str, frozenset[str]]
    contexts: Mapping[str, re.Pattern[str]]  # by fact: what an article must speak of
    loosely_with: Mapping[str, frozenset[str]]  # by fact: what a sentence must have for the nouns in `loosely`
    need_phrases: Mapping[str, tuple[tuple[str, ...], ...]]  # those of several words: "shoot down"
    things: frozenset[str]  # facts that count no people
    people_only: frozenset[str]
    care_unless: Mapping[str, str]  # by fact: of what an article may not speak for words of care to tell of it
    occasions: Mapping[str, str]
    over: Mapping[str, frozenset[str]]  # by fact: what ends it for those counted
    bases: Mapping[str, str]  # endings of adjectives, each with the one that the lists use: «idas» -> «ido»
    infinitives: tuple[str, ...]  # what a lemma that is a verb ends in
    wholes: Mapping[str, str]  # killed -> casualties
    tolls: Phrases[str]
    first_words: frozenset[str]  # of phrases
    phrased: frozenset[str]  # of each phrase its longest word: what has none of them has no phrase
    single: frozenset[str]  # all words that speak of a fact by themselves
    needy: frozenset[str]  # nouns that count nothing by themselves («soldados»)
    begins: frozenset[str]  # verbs and first words of phrases
    of_one: frozenset[str]  # the same for «un», "a", which mostly is an article: «un herido», «una persona»
    per: Phrases[bool]
    against: Phrases[bool]
    rates_of: Phrases[bool]
    sides: Phrases[bool]  # «por parte rusa»: before the adjective of whose the figures of the clause are
    no_counts: Phrases[bool]
    never: Mapping[str, frozenset[str]]  # by fact: people of whom its verbs say something else
    by: Phrases[bool]  # «según»: before who is credited with a figure
    participle: re.Pattern[str]
    gerund: re.Pattern[str]
    noun_last: bool = False  # what stands before a noun describes it: "12 hospital patients"
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    memories: dict[Callable[[FactLexicon, str], Any], Memory[Any]] = field(default_factory=dict, compare=False)

    @classmethod
    def for_language(cls, facts: Mapping[str, FactSpec], lang: str) -> FactLexicon:
        """The lexicon of the counted facts in a language."""
        data = language(lang).counting
        tables: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        phrases: dict[str, list[Phrase]] = {}
        needs: dict[str, frozenset[str]] = {}
        contexts: dict[str, re.Pattern[str]] = {}
        need_phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
        people_only: set[str] = set()
        loosely_with: dict[str, frozenset[str]] = {}
        care_unless: dict[str, str] = {}
        occasions: dict[str, str] = {}
        over: dict[str, frozenset[str]] = {}
        never: dict[str, frozenset[str]] = {}
        for name, fact in facts.items():
            words = fact.words.get(lang)
            if fact.kind is not FactKind.COUNT or words is None:
                continue
            for kind, word in _entries(words, data):
                parts = tuple(map(fold, word.split()))
                if len(parts) > 1 or kind == "care":
                    phrases.setdefault(parts[0], []).append((parts, kind, name))
                else:
                    tables[kind].setdefault(parts[0], name)
            if words.needs:
                needs[name] = frozenset(fold(word) for word in words.needs if " " not in word)
                need_phrases[name] = tuple(tuple(fold(word).split()) for word in words.needs if " " in word)
            if words.context:
                contexts[name] = spoken(words.context, whole=False)
            if words.loosely:
                loosely_with[name] = fold_all(words.loosely_with)
            if words.care:
                care_unless[name] = words.care_unless
            occasions |= {fold(word): name for word in words.occasions}
            if words.over:
                over[name] = fold_all(words.over)
            if words.never:
                never[name] = fold_all(words.never)
            if words.people_only:
                people_only.add(name)
        tolls, lists = Phrases(data.tolls.items()), _lists(lang, data)
        bases = {form: base for base, forms_ in data.endings.get("adjectives", {}).items() for form in forms_}
        return cls(
            lang=lang,
            tables=tables,
            phrases={first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in phrases.items()},
            needs=needs,
            contexts=contexts,
            loosely_with=loosely_with,
            need_phrases=need_phrases,
            things=frozenset(name for name, fact in facts.items() if fact.counts != PERSON),
            people_only=frozenset(people_only),
            care_unless=care_unless,
            occasions=occasions,
            over=over,
            bases=bases,
            infinitives=tuple(data.endings.get("verbs", {})),
            wholes={name: fact.part_of for name, fact in facts.items() if fact.part_of},
            tolls=tolls,
            first_words=frozenset(phrases),
            phrased=frozenset(_telling(phrases, bases, KINDS)),
            single=frozenset().union(*tables.values(), tolls.longest, occasions),
            needy=frozenset(noun for noun, name in tables["nouns"].items() if name in needs),
            begins=frozenset(phrases).union(tables["verbs"]),
            of_one=frozenset(_telling(phrases, bases, ("adjectives",))).union(tables["adjectives"], lists["general"]),
            per=Phrases((phrase, True) for phrase in data.per),
            against=Phrases((phrase, True) for phrase in data.against),
            sides=Phrases((phrase, True) for phrase in data.sides),
            rates_of=Phrases((phrase, True) for phrase in data.rates_of),
            no_counts=Phrases((phrase, True) for phrase in data.no_counts),
            never=never,
            by=Phrases(
                (form, True)
                for phrase in language(lang).claims.by
                for form in contracted(phrase, language(lang).hedges.contractions)
            ),
            participle=re.compile(data.participle),
            gerund=re.compile(language(lang).claims.gerund),
            noun_last=language(lang).places.noun_last,
            lists=lists,
        )

    def memory(self, told: Callable[[FactLexicon, str], Value]) -> Memory[Value]:
        """What a function tells of a word as written, remembered."""
        found = self.memories.get(told)
        if found is None:
            found = self.memories[told] = Memory(partial(told, self))
        return found

    def fact_of(self, word: Word, kind: str) -> str | None:
        """The fact that a word speaks of in one of the tables."""
        if not word.is_word or self.is_month(word):
            return None
        return _first(self.tables[kind], forms(word.text, self.lang))

    def is_month(self, word: Word) -> bool:
        """Whether a word with a capital is a month where months have one: "March"."""
        return word.folded in self.lists["months"] and word.text[0].isupper()

    def occasion_of(self, word: Word) -> str | None:
        """The fact whose people an occasion has: «marcha», "funeral"."""
        if not word.is_word or self.is_month(word):
            return None
        return _first(self.occasions, forms(word.text, self.lang))

    def is_finite(self, word: Word) -> bool:
        """Whether a word is a form of a verb, as far as the endings of its lemma tell."""
        return any(
            form.endswith(self.infinitives)
            and (not word.folded.startswith(form) or word.folded.removeprefix(form) in self.lists["finite"])
            for form in forms(word.text, self.lang)
        )

    def is_any(self, word: Word, name: str) -> bool:
        """Whether a word, or its lemma, is in a list."""
        return word.is_word and not self.lists[name].isdisjoint(forms(word.text, self.lang))

    def speaks(self, words: Row) -> bool:
        """Whether a sentence has anything without which its numbers count nothing."""
        if not self.single.isdisjoint(words.vocabulary):
            return True
        if self.phrased.isdisjoint(words.vocabulary):
            return False
        care = self.lists["hospitals"]  # which tell of those who are brought there
        return not care.isdisjoint(words.vocabulary) or any(
            self.phrase_at(words, at) is not None for at in words.meaning(self.first_words)
        )

    def phrase_at(self, words: Row, at: int) -> tuple[int, str, str] | None:
        """The longest phrase that begins at a word: (index after it, kind, fact)."""
        texts, meant = words.texts, self.memory(_meant)
        follows = meant[texts[at + 1]] if at + 1 < len(texts) else frozenset()
        for parts, kind, fact in self.memory(_begun)[texts[at]]:
            if len(parts) == 1 or (
                parts[1] in follows
                and at + len(parts) <= len(texts)
                and all(part in meant[texts[n]] for n, part in enumerate(parts[2:], at + 2))
            ):
                return at + len(parts), kind, fact
        return None

    def holds_against(self, words: Sequence[Word], first: int) -> bool:
        """«frente a los 18 de 2023»: whether what stands before a number, from the word `first` on, holds it against
        another one; an article may stand between."""
        start = first - 1 if first and words[first - 1].folded in self.lists["determiners"] else first
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


def _begun(lexicon: FactLexicon, text: str) -> tuple[Phrase, ...]:
    """The phrases that a word may begin, those of the word itself first."""
    own = fold(text)
    firsts = (own, *sorted(forms(text, lexicon.lang) - {own}))
    return tuple(phrase for first in firsts for phrase in lexicon.phrases.get(first, ()))


def _meant(lexicon: FactLexicon, text: str) -> frozenset[str]:
    """All that a word may be inside a phrase."""
    own = fold(text)
    ends = ((own[:-length], lexicon.bases.get(own[-length:])) for length in (6, 5, 4, 3))
    base = next((start + base for start, base in ends if base is not None), own)
    return forms(text, lexicon.lang) | {own, base}


def _telling(phrases: Mapping[str, Sequence[Phrase]], bases: Mapping[str, str], kinds: Sequence[str]) -> Iterator[str]:
    """The longest word of each phrase of some kinds, in all the forms in which the phrase may have it."""
    for word in {max(parts, key=len) for found in phrases.values() for parts, kind, _ in found if kind in kinds}:
        yield word
        yield from (word.removesuffix(base) + form for form, base in bases.items() if word.endswith(base))


def _entries(words: FactWords, data: Counting) -> Iterator[tuple[str, str]]:
    """Every word of a fact with the table it goes to, in all the forms that endings give it."""
    for kind in KINDS:
        for word in getattr(words, kind):
            yield kind, word
            first, space, rest = word.partition(" ")
            for form in _inflected(first, data.endings.get(kind, {})):
                target = "adjectives" if kind in ("verbs", "transitive") and not space else kind
                yield target, f"{form} {rest}".strip()


def _inflected(word: str, endings: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The further forms of a word: «herido» → «herida», «heridos»; «detener» → «detenido», «detenidas»."""
    for ending in sorted(endings, key=len, reverse=True):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            yield from (stem + one for one in endings[ending])
            return


def _lists(lang: str, data: Counting) -> dict[str, frozenset[str]]:
    places = language(lang).places
    names = (
        "people",
        "general",
        "links",
        "numbers_of",
        "held",
        "filler",
        "not_counts",
        "numbered",
        "nobody",
        "leaves",
        "bands",
        "phones",
        "senders",
        "targets",
        "of",
        "joins",
        "objects",
        "of_named",
        "among",
        "demonstratives",
        "impersonal",
        "most",
        "for_whom",
        "houses",
        "capacities",
        "animals",
        "clitics",
        "works",
        "retells",
        "small",
        "listed_with",
        "undergo",
        "out_of",
        "hospitals",
        "possessives",
        "own",
        "owned",
        "finite",
        "acts",
    )
    found = {
        name: fold_all(getattr(data, name))
        for name in (*names, "at", "at_once", "determiners", "passive", "active", "new_object", "ends")
    }
    where = fold_all((*places.located, *places.weak))
    found["brought"] = fold_all((*places.moved, *data.stays))
    found["care"] = fold_all(places.care)
    found["where"] = where - found["objects"] - found["of"]
    found["recovered"] = fold_all(language(lang).aspects.recovered)
    found["remains"] = fold_all(language(lang).aspects.remains)
    found["occupations"] = fold_all(language(lang).persons.titles)
    found["views"] = fold_all(language(lang).claims.views)
    found["rather"] = fold_all(language(lang).stance.rather)
    found["negations"] = fold_all(language(lang).stance.negations)
    found["turns"] = fold_all(language(lang).stance.turns)
    found["then"] = fold_all(language(lang).dates.then)
    found["admitted"] = fold_all(language(lang).stance.verbs.get("acknowledged", ()))
    found["others"] = fold_all(language(lang).aspects.before.get("additional", ()))
    found["after"] = found["where"] | found["joins"] | fold_all(language(lang).dates.clause)
    found["helping"] = fold_all(language(lang).dates.passive)
    found["modals"] = fold_all(language(lang).stance.modals)
    found["only"] = fold_all(language(lang).events.focus)
    found["said"] = fold_all(language(lang).claims.verbs)
    found["figured"] = found["said"] | fold_all(language(lang).claims.figures)
    found["adverbs"] = fold_all(phrase for phrase in language(lang).stance.narrated if " " not in phrase)
    found["that"] = fold_all(language(lang).claims.that)
    found["back"] = fold_all(language(lang).claims.back)
    found["counted"] = (found["people"] | found["occupations"]) - found["general"]
    found["speakers"] = fold_all(language(lang).claims.nouns)
    found["several"] = fold_all(language(lang).numbers.several)
    found["months"] = fold_all(language(lang).dates.months) if not language(lang).dates.small_names else frozenset()
    found["clause"] = fold_all(language(lang).dates.clause)
    return found


def _first(table: Mapping[str, str], found: Iterable[str]) -> str | None:
    return next((table[one] for one in sorted(found) if one in table), None)
