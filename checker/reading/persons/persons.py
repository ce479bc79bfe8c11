"""Finds persons by name and joins every spelling of one person in an article.

In: words, places. Out: `layers.persons`, each with the id of its person. A name is a run of capitalised words that
something makes a person's: a given name, a title before it, a family name known from a fuller mention.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import attrgetter

from checker import world
from checker.reading.layers import Layers, NameHit, touching
from checker.reading.persons.nameindex import NameIndex
from checker.reading.persons.nameruns import runs_of
from checker.reading.persons.names import compare_names, fathers, generation, own_part, parts, person_id
from checker.reading.persons.nameweights import ENOUGH, Run
from checker.reading.persons.personwords import person_words
from checker.reading.text.lemmas import is_known
from checker.reading.text.words import Memory, fold, remembered
from checker.world import names

ALIAS_GAP = 80  # letters between a name and the other name that is said to be the same person's
BESIDE = 120  # letters between the names of two relatives
SEEN = 1  # the weight of a trained model's opinion: it decides where little is missing
CROWD = 50_000  # comparisons of names, from which the next in an article are told apart by their spelling alone
SHORTEST = 3  # letters of one word that is somebody
SERIES = 3  # names that begin with one word, from which it is a kind of thing


@dataclass(slots=True)
class _Person:
    """One person of the article: the id, and every run that names them."""

    id: str
    runs: list[Run] = field(default_factory=list)
    texts: dict[str, None] = field(default_factory=dict)  # every spelling once
    ends: list[int] = field(default_factory=list)  # where they were named, in order
    others: dict[str, None] = field(default_factory=dict)  # spellings of a name that is an alias
    given: set[str] = field(default_factory=set)  # given names by which alone they are named
    full: int = 0  # times that they are named by more than one word
    kin: bool = False  # so named as somebody's relative
    younger: bool = False  # "Donald Trump Jr." where there is a Donald Trump

    def add(self, run: Run) -> None:
        """Take in one more mention."""
        self.runs.append(run)
        self.texts[run.text] = None
        insort(self.ends, run.end)
        if len(run.words) > 1:
            self.full += 1
            self.kin = self.kin or bool(run.kin)
        elif names.is_given(run.text):
            self.given.add(run.text)

    def is_relative(self, run: Run) -> bool:
        """Whether a name beside this one, told of a relative, is another's of the same given name: «X, hijo de X Y»."""
        if run.text in self.texts:
            return False
        beside = (one for one in self.runs if abs(one.start - run.start) < BESIDE)
        return any((one.kin or run.kin) and fold(one.words[0]) == fold(run.words[0]) for one in beside)

    def take(self, other: _Person) -> None:
        """Take in somebody who turned out to be the same."""
        for run in other.runs:
            self.others[run.text] = None
            self.add(run)
        other.runs.clear()
        other.given.clear()
        other.full, other.kin = 0, False

    @property
    def name(self) -> str:
        """The fullest spelling of the name first given."""
        own = [text for text in self.texts if text not in self.others] or self.texts
        return max(own, key=lambda text: (len(parts(text)), len(text)))


def annotate(layers: Layers) -> None:
    """Fill `layers.persons`; a place whose words are part of a person's name leaves `layers.places`."""
    runs: list[Run] = []
    for sentence in layers.sentences:
        if sentence.lang is not None:
            words = layers.row(sentence)
            runs += runs_of(layers, sentence, words)
    if layers.seen_persons:
        _second(layers.seen_persons, runs)
    people = [(person, person.name) for person in _people(layers, runs)]
    found = [NameHit(run.begin, run.end, "person", person.id, name) for person, name in people for run in person.runs]
    layers.persons = sorted(found, key=attrgetter("start"))
    layers.places = [
        place for place in layers.places if place.demonym or not touching(layers.persons, place.start, place.end)
    ]


def _second(seen: Sequence[tuple[int, int]], runs: Iterable[Run]) -> None:
    """Let a trained model speak for the runs that it takes for persons, too, with or without their titles."""
    ends = {end for _, end in seen}
    for run in runs:
        run.weight += SEEN if run.end in ends and run.weight > -9 else 0


def _people(layers: Layers, runs: Sequence[Run]) -> list[_Person]:
    """Everybody named in full, then those who are named in part."""
    full = [run for run in runs if len(run.words) > 1]
    last = {fold(run.words[-1]) for run in full}
    alone = {
        word
        for run in runs
        if len(run.words) == 1 and (word := fold(run.words[0])) in last and run.weight > -4 and not run.located
    }
    families = Counter(fold(run.words[-1]) for run in full if run.weight >= ENOUGH)
    heads = Counter(fold(run.words[0]) for run in {run.text: run for run in full}.values() if not run.given)
    for run in full:
        again = fold(run.words[-1]) in alone and not is_known(run.words[-1], run.lang)
        only_first = run.first and not run.given and is_known(run.words[0], run.lang)
        run.weight += 2 if again and not only_first and not run.located else 0
        kin = run.weight < ENOUGH and run.weight > -3 and families[fold(run.words[-1])] and len(run.words) < 4
        run.weight += 2 if kin and not only_first and not is_known(run.words[0], run.lang) else 0
        if heads[fold(run.words[0])] >= SERIES and not names.is_family_first(run.words[0]):
            run.weight -= ENOUGH  # «Cai Galán, Cai Berna, Cai Verbenal»: things of one kind
    _listed(layers, runs)
    sure = {id(run) for run in full if run.weight >= ENOUGH}
    texts = {run.text for run in full if id(run) in sure}
    roster = _Roster(layers)
    roster.expect(layers.known_persons)
    for run in sorted(full, key=lambda run: (own_part(run.text) != run.text, -len(run.words), run.start)):
        if id(run) in sure or (run.text in texts and run.weight > -9):
            roster.join(run)
    for run, named in _aliases(layers, runs):
        roster.call(run, named)
    for run in runs:
        if len(run.words) > 1:
            if id(run) in sure or run.text in texts:
                continue
            if run.first and len(run.words) == 2 and not names.is_particle(run.words[0]):
                run = roster.without_first(run)
        roster.part_of(run)
    return [person for person in (*roster.full, *roster.short.values()) if person.runs]


def _listed(layers: Layers, runs: Sequence[Run]) -> None:
    """«sus hijos Hiro, Kenji y Sachi», «la infanta Elena y Froilán»: what a title says of one, it says of the next."""
    for before, run in pairwise(runs):
        if before.titled and len(before.words) == 1 == len(run.words) and not run.titled and before.end < run.start:
            joined = layers.text[before.end : run.start].strip(" ,")
            listed = not joined or fold(joined) in person_words(run.lang).no_join
            run.titled = listed and run.weight > -9
    for run, before in pairwise(reversed(runs)):  # "Adam and Paul, their two sons"
        if len(run.words) == 1 == len(before.words) and before.end < run.start and not before.titled:
            joined = fold(layers.text[before.end : run.start].strip())
            before.titled = joined in person_words(run.lang).no_join and run.weight > -9 and run.kin and before.given


def _aliases(layers: Layers, runs: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """Every other name with the name that it stands beside: «X, alias Y», «X, conocido como "el Y"», «X (Abu Y)»."""
    for before, run in pairwise(runs):
        if run.start - before.end > ALIAS_GAP or len(before.words) < 2:
            continue
        gap = layers.text[before.end : run.start]
        if person_words(run.lang).alias.fullmatch(fold(gap)):
            yield run, before
        elif gap.strip() == "(" and layers.text[run.end : run.end + 1] == ")" and names.is_particle(run.words[0]):
            yield run, before  # a name of honour: «Mahmud Abás (Abu Mazen)»


class _Roster:
    """The persons of an article: those named in full, and by their one word those who are not."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.full: list[_Person] = []
        self.short: dict[str, _Person] = {}
        self.index = NameIndex()
        self.compared = 0  # names with names
        self.numbers: dict[int, int] = {}  # whom a run names, by its start
        self.spelled: dict[str, int] = {}  # by full names
        self.called: dict[str, int] = {}  # by other names that the article gives somebody

    def expect(self, named: Mapping[str, str]) -> None:
        """Those whom the article names elsewhere, by spelling: its title speaks of them, too."""
        numbers: dict[str, int] = {}
        for text, id_ in sorted(named.items(), key=lambda one: -len(one[0])):
            if id_ not in numbers:
                numbers[id_] = len(self.full)
                self.full.append(_Person(id_))
            self.full[numbers[id_]].texts[text] = None
            self.index.add(text, numbers[id_])

    def _is_crowd(self) -> bool:
        """Whether the names of a text have been compared so often that it must be a list of thousands that are all
        alike: from then on one spelling is one person."""
        return self.compared + self.index.compared > CROWD

    def join(self, run: Run) -> None:
        """Give a full name to the first person who has one like it, or to a new one."""
        if self._is_crowd():
            if run.text not in self.spelled:
                self.spelled[run.text] = len(self.full)
                self.full.append(_Person(person_id(run.text)))
            self._put(self.spelled[run.text], run)
            return
        if own_part(run.text) != run.text and (ranked := self._ranked(run)):  # «Bin Salmán» after «Mohamed bin Salmán»
            self._add(ranked[0][-1], run)
            return
        for number in self.index.near(run.text):
            told = self.full[number]
            self.compared += len(told.texts) + len(told.runs)
            if not told.is_relative(run) and any(_same_full(run.text, text) for text in told.texts):
                self._add(number, run)
                return
        self.full.append(_Person(person_id(run.text)))
        self._add(len(self.full) - 1, run)
        for one in self._namesakes(run):
            one.younger = any(map(generation, one.texts))

    def _namesakes(self, run: Run) -> list[_Person]:
        """Those whom nothing but a "Jr." or a «III» tells apart from one of this name, and that one."""
        near = [self.full[number] for number in self.index.near(run.text)]
        alike = [one for one in near if any(parts(text) == parts(run.text) for text in one.texts)]
        return alike if len(alike) > 1 else []

    def call(self, run: Run, named: Run) -> None:
        """Another name of somebody: what it names is who the name beside it names."""
        number, other = self.numbers.get(named.start), self.numbers.get(run.start)
        if number is None:
            return
        if other is None or other == number:
            self.called[fold(run.text)] = number
            return
        for text in self.full[other].texts:
            self.called[fold(text)] = number
        self.numbers |= {taken.start: number for taken in self.full[other].runs}
        self.full[number].take(self.full[other])

    def _add(self, number: int, run: Run) -> None:
        if run.text not in self.full[number].texts:
            if not self._is_crowd():  # of a crowd nobody asks any more who is near
                self.index.add(run.text, number)
            self.spelled.setdefault(run.text, number)
        self._put(number, run)

    def _put(self, number: int, run: Run) -> None:
        self.numbers[run.start] = number
        self.full[number].add(run)

    def _ranked(self, run: Run) -> list[tuple[int, ...]]:
        """Whom a short mention may name: (rank, those it is likely to mean first, the last mention first, number)."""
        if self._is_crowd():
            return []
        near = self.index.near(own_part(run.text))
        if not near:
            return []
        self.compared += sum(len(self.full[number].texts) for number in near)
        return sorted(
            (rank, *_unlikely(self.full[number], run), -_last_before(self.full[number], run), number)
            for number in near
            if (rank := _names(run, self.full[number]))
        )

    def without_first(self, run: Run) -> Run:
        """«Acompañando Beloúsov»: a first word that has its capital from the sentence alone is no part of a name, but
        where it is of somebody's: «Maduro Guerra» after «Nicolás Maduro Guerra»."""
        if self._ranked(run):
            return run
        last = replace(run, text=run.words[-1], words=run.words[-1:], start=run.end - len(run.words[-1]))
        return last if any(rank == 1 for rank, *_ in self._ranked(last)) else run

    def _is_meant(self, run: Run, person: _Person) -> bool:
        """Whether a word of a title is somebody of the body, and no word that only looks like their name."""
        return bool(person.runs) or run.text in person.texts or _stands_alone(self.layers, run)

    def part_of(self, run: Run) -> None:
        """A family name, or a given name, of somebody named in full; else somebody behind a title."""
        if fold(run.text) in self.called:
            self._add(self.called[fold(run.text)], run)
            return
        ranked = self._ranked(run) if run.words else []
        if ranked and self._is_meant(run, self.full[ranked[0][-1]]):
            self._add(ranked[0][-1], run)
        elif len(run.words) == 1:
            known = self.short.get(fold(run.text))
            if known is not None:
                if run.weight > -9:
                    known.add(run)
            elif _stands_alone(self.layers, run):
                self.short[fold(run.text)] = person = _Person(person_id(run.text))
                person.add(run)


def _same_full(one: str, two: str) -> bool:
    return one == two or compare_names(one, two).same


def _names(run: Run, person: _Person) -> int:
    """How a short mention names somebody: 1 by family name, 2 by part of it, 3 by given name; 0 not at all."""
    best = 0
    bare = own_part(run.text)
    own, told = parts(bare), generation(bare)
    if not own:
        return 0
    for text in person.texts:
        whole = parts(text)
        if told and told != generation(text):
            continue  # "Trump Jr." is not Donald Trump
        if bare != run.text and own[0] in fathers(text) and names.is_descent(run.words[0]):
            return 1
        if len(whole) < 2 or len(own) >= len(whole):
            continue
        several = set(own) <= set(whole) and own[0] in whole[:-1]
        if len(own) == 1 and own[0] in fathers(text):
            continue
        rank = _single(own[0], whole) if len(own) == 1 else 2 * several
        if rank and (not best or rank < best):
            best = rank
    return best


def _single(word: str, whole: Sequence[str]) -> int:
    family_first = names.is_family_first(whole[0]) and len(whole) == 3
    family = whole[0] if family_first and not names.is_called_by_last(whole[0]) else whole[-1]
    if word == family or compare_names(word, family).same:
        return 1
    if family_first:
        return 0
    if len(whole) > 2 and word in whole[1:-1] and not names.is_given(word):
        return 2
    return 3 if word in whole[:-1] else 0


def _unlikely(person: _Person, run: Run) -> tuple[bool, bool, bool, bool, int, bool]:
    """Of several of one family, the family name alone seldom means one whom the text calls otherwise: it means who was
    called so before, who has no name like "Trump Jr.", whom it does not call by the given name, who is not somebody's
    relative, who is named more, who is no other's junior."""
    given = len(person.given) > (run.text in person.given)
    apart = any(generation(text) and len(parts(text)) == 1 for text in person.texts)
    return run.text not in person.texts, apart, given, person.kin, -person.full, person.younger


def _last_before(person: _Person, run: Run) -> int:
    """Where somebody was last named before a mention; -1 for nowhere."""
    at = bisect_right(person.ends, run.start)
    return person.ends[at - 1] if at else -1


def _stands_alone(layers: Layers, run: Run) -> bool:
    """One word that is a person without a fuller name: behind a title, known to news, or one that speaks."""
    if not _may_stand_alone(run.lang)[run.text]:
        return _honoured(layers, run)
    given, known = names.is_given(run.text), world.is_known_person(run.text)
    if not (known or run.titled or given) or run.weight <= -9:  # the weight tells what it stands beside, too
        return False
    # «el papa Francisco», «Pilar, de 19 años», though there are towns of the name; one that speaks, but no capital
    sure = given and (run.titled or run.kin or (run.spoken and not _may_speak(layers, run)))
    if not sure and touching(layers.places, run.start, run.start + 1):
        return False
    if not (known or sure) and is_known(run.text, run.lang):
        return False
    return known or run.titled or run.spoken or sure


def _honoured(layers: Layers, run: Run) -> bool:
    """ "Mr Walker", "Cllr. Reed": behind what only a name follows, any word but another title is one."""
    cues, title = person_words(run.lang), run.at - 1 - (run.at > 1 and run.row.texts[run.at - 1] == ".")
    if title < 0 or run.row.folded[title] not in cues.honorifics or len(run.text) < SHORTEST or run.text.isupper():
        return False
    named = fold(run.text) not in cues.titles | cues.never | cues.portfolios and run.weight > -9
    return named and not touching(layers.places, run.start, run.start + 1)


def _may_speak(layers: Layers, run: Run) -> bool:
    """Whether a name may be that of a government: «Washington», "Georgia", and no smaller town."""
    hits = touching(layers.places, run.start, run.end)
    place = world.find_place(run.text)
    return any(hit.capital or hit.entity == hit.country for hit in hits) or (place is not None and place.kind != "city")


@remembered
def _may_stand_alone(lang: str) -> Memory[bool]:
    """Whether a word may be a person without a fuller name, wherever it stands."""
    cues = person_words(lang)
    nobody = cues.titles | cues.never | cues.portfolios

    def told(word: str) -> bool:
        if len(word) < SHORTEST or word.isupper():
            return False
        named = names.is_given(word) or not is_known(word, lang)
        return world.is_known_person(word) or (named and fold(word) not in nobody)

    return Memory(told)
