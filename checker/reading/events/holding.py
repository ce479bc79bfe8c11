"""The towns that a sentence tells of as held or taken, and the sides that may hold them.

A side is a country, a known body, a state's army or nameless rebels; a town one that the sentence names, or a name that
no list has where only a town can stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker import world
from checker.model.entity import is_body, is_country
from checker.model.record import lazily
from checker.model.statement import Claimant, Stance
from checker.reading.claimants.discourse import gap
from checker.reading.events.actors import Actor, named_actors, rebels_of, with_forces
from checker.reading.events.controlwords import ControlGrammar
from checker.reading.events.towns import Town
from checker.reading.events.unlistedtowns import CLOSING, OBJECT, UnlistedTowns
from checker.reading.layers import Layers, Sentence
from checker.reading.places.homecountry import country_of_text
from checker.reading.places.placewords import place_words
from checker.reading.text.words import fold

FACT = "control"
SUBJECT = 6  # words between who holds a place and the verb
FAR = 12  # the same with dates and whose town it is
BEHIND = 6  # words between a place and what is told of it
HOLDER = 4  # words of «en manos de las tropas rusas»
HYPHENS = "-–"
OPENING = '"“«'  # the quote before a verb
LED = 3  # words between «la» and «localidad», or that and «de X»
SAYER = 3  # words of a name before its verb, and between them
PRONOUN = 3  # words between a verb and the pronoun for a town: "in control of it"
NAMED = 4  # words between «agrupación» and its name
INSERTED = 10  # words of what is told of a town between commas
FRONTED = 6  # words between «que» and the verb behind it
WITHIN = 5  # words between «en» and the region in which a town lies


class Holding(UnlistedTowns):
    """A sentence with the towns and the sides that may hold them."""

    fact = FACT

    def __init__(self, layers: Layers, sentence: Sentence, grammar: ControlGrammar) -> None:
        super().__init__(layers, sentence, grammar)
        self.told: list[Town] = []  # in the order in which the sentence tells of them

    # --- the holder ---

    def subject(self, at: int) -> Actor | None:
        """Who stands before the verb, or else who says so of themselves."""
        if (ours := self._ours(at)) is not None:
            spoken, claimants = self.spoken(at)
            side = self.side_of(claimants[0], spoken[0] if spoken else ours) if claimants else None
            return None if side is None else replace(side, first=ours, after=ours + 1)
        near = [one for one in self.holders if one.after <= at and at - one.after <= SUBJECT]
        if len(near) > 1 and self.words[near[-1].first - 1].folded in self.grammar.agents:
            del near[-1]  # "troops backed by X"
        if near and near[-1].first not in self.spoken(at)[0]:
            apart = self.words[near[-1].after : at]
            if apart and apart[-1].text in OPENING:  # 'had "liberated" X'
                apart = apart[:-1]
            return None if any(word.text in ',;:«»"“”' for word in apart) else near[-1]
        return self.speaker(at)

    def _ours(self, at: int) -> int | None:
        """Where "our troops" or "we" stand, with nothing but small words up to the verb."""
        grammar = self.grammar
        if grammar.ours.isdisjoint(self.words.kinds):
            return None
        small = grammar.own | grammar.bare_after | grammar.forces | grammar.rebels | grammar.stays
        for n in range(at - 1, max(-1, at - 1 - SUBJECT), -1):
            if self.words.folded[n] in grammar.ours:
                return n
            if self.words.folded[n] not in small:
                return None
        return None

    def sayer(self, verb: int) -> Actor | None:
        """Who stands before a verb of saying, or a name right before it that stands for a side: «el Kremlin»."""
        near = self.subject(verb)
        if near is not None:
            return near
        last = next((n for n in range(verb - 1, max(-1, verb - SAYER), -1) if self.is_name(n)), verb)
        for first in range(max(0, last - SAYER), last + 1) if last < verb else ():
            text = self.layers.text[self.at(first) : self.end(last)]
            party = world.party_of(text) if self.words.texts[first][0].isupper() else None
            if party is not None:
                return Actor(first, last + 1, party, text)
        return None

    def speaker(self, at: int) -> Actor | None:
        """«Rusia afirma haber tomado», "said on Friday they had taken"."""
        spoken, claimants = self.spoken(at)
        if not spoken or not claimants:
            return None
        said = [n for n in range(spoken[-1] + 1, at) if self.words.folded[n] in self.grammar.adding]
        apart = [n for n in range(said[-1] + 1 if said else spoken[-1] + 1, at) if not self.in_date(n)]
        told = all(self.words.folded[n] in self.grammar.own or not self.words[n].is_word for n in apart)
        told = (told and len(apart) <= SUBJECT) or self._is_own_unit(apart, at)
        return self.side_of(claimants[0], spoken[0]) if told else None

    def _is_own_unit(self, apart: Sequence[int], at: int) -> bool:
        """«las unidades de la agrupación Norte», "units of its Centre group", of whom nobody else is named."""
        grammar, words = self.grammar, self.words
        if len(apart) > OBJECT or self.stance(at) is not Stance.ASSERTED:
            return False
        unit = next((n for n in apart if words.folded[n] in grammar.units | grammar.forces), None)
        if unit is None or any(one.first in apart for one in self.holders):
            return False
        small = grammar.own | grammar.units | grammar.of | place_words(self.lang).definite
        names = [n for n in apart if abs(n - unit) <= NAMED and self.is_name(n)]
        told = {*names, *(beside for n in names for beside in (n - 1, n + 1) if beside > unit)}  # «del grupo Norte»
        return all(words.folded[n] in small or n in told for n in apart)

    def spoken(self, at: int) -> tuple[list[int], tuple[Claimant, ...]]:
        """Who says what a verb tells, and the words before it that say so; «sus tropas mantienen» is no word of saying
        here."""
        spot = self.at(at), self.end(at)
        told = [one for one in self.layers.attributions_at(*spot) if not one.cue[0] <= spot[0] < one.cue[1]]
        if not told:
            return [], ()
        best = min(told, key=lambda one: (-one.strength, gap(one.cue, *spot)))
        return [n for n in range(at) if best.cue[0] <= self.at(n) < best.cue[1]], best.claimants

    def side_of(self, claimant: Claimant, at: int) -> Actor | None:
        party = claimant.party or world.party_of(claimant.text)
        if is_country(party) or is_body(party):
            return Actor(at, at + 1, party, claimant.text)
        words = set(fold(claimant.text).split())
        ours = {self.words.folded[n] for n in range(at, len(self.words)) if n < at + SUBJECT}  # «su movimiento»
        if self.grammar.rebels & words or self.grammar.movements & ours:
            return Actor(at, at + 1, rebels_of(self.layers), claimant.text)
        own = any(self.grammar.army.starting(self.words, n) for n in range(at, len(self.words)) if n < at + HOLDER)
        country = self._home() if own or self._speaks_for_army(claimant) else None
        return Actor(at, at + 1, country, claimant.text) if country is not None else None

    def _speaks_for_army(self, claimant: Claimant) -> bool:
        """ "the army spokesman", and not "the Oromo Liberation Army"."""
        told = claimant.text.split()
        return any(
            word.islower() and fold(word.rstrip(",")) in self.grammar.forces and not (n and told[n - 1][0].isupper())
            for n, word in enumerate(told)
        )

    def agent(self, at: int) -> Actor | None:
        """«tomada por las tropas de X», "captured by X"."""
        by = [n for n in range(at + 1, min(at + 3, len(self.words))) if self.words.folded[n] in self.grammar.agents]
        return self.first_holder(by[0] + 1) if by else None

    def in_hands(self, at: int) -> Actor | None:
        """«sigue en manos de X», "is still under X's control", «en sus manos»."""
        if all(one.longest.isdisjoint(self.words.kinds) for one in (self.grammar.hands, self.grammar.own_hands)):
            return None
        for first in range(at + 1, min(at + 4, len(self.words))):
            if self.grammar.own_hands.starting(self.words, first) is not None:
                spoken, claimants = self.spoken(at)
                return self.side_of(claimants[0], spoken[0] if spoken else at) if claimants else None
            begins = self.grammar.hands.starting(self.words, first)
            holder = self.first_holder(begins[0]) if begins is not None else None
            if begins is None or holder is None:
                continue
            if begins[0] > first + 1 or self.words.forms[at] & self.grammar.fell:
                return holder
            behind = self.words[holder.after : holder.after + 2]  # «under», "in": only with the word behind the holder
            return holder if any(word.folded in self.grammar.hands_end for word in behind) else None
        return None

    def handed(self, at: int) -> Actor | None:
        """«la caída de X en manos rusas»: behind the town."""
        begins = self.grammar.hands.starting(self.words, at) if at < len(self.words) else None
        return self.first_holder(begins[0]) if begins is not None else None

    def first_holder(self, at: int) -> Actor | None:
        return next((one for one in self.holders if at <= one.first < at + HOLDER), None)

    @lazily
    def holders(self) -> list[Actor]:
        """The sides of the sentence: forces with whose they are, known bodies, countries, rebels, the state's army."""
        named = [one for one in named_actors(self.layers, self.sentence) if not self._is_town(one)]
        return with_forces(self, named, self._home)

    def _home(self) -> str | None:
        """Whose army «el ejército» is: that of the town's country."""
        countries = {town.country for town in self.towns} - {None}
        return next(iter(countries)) if len(countries) == 1 else country_of_text(self.layers)

    def _is_town(self, actor: Actor) -> bool:
        return any(town.first <= actor.first < town.after for town in self.towns)

    # --- the town ---

    def may_name(self, at: int) -> bool:
        """Whether the sentence names a town anywhere, or anything beside a verb: most verbs of holding hold none."""
        behind = self.past_light(at)
        before = at - 1 - (at > 0 and self.words.folded[at - 1] in self.grammar.own)  # «que X haya caído»
        named = (behind < len(self.words) and self.is_name(behind)) or (before >= 0 and self.is_name(before))
        return named or bool(self.town_hits or self.cities or self.pronoun(at) is not None)

    def object_of(self, at: int, lemmas: frozenset[str]) -> Town | None:
        """The town behind a verb, with nothing between but light words, and the one that the verb needs."""
        behind = self.cities or any(hit.start >= self.end(at) for hit in self.town_hits)
        towns = self.towns if behind else ()
        town = self.unknown_behind(at) or next((one for one in towns if one.first > at), None)
        if (pronoun := self.pronoun(at)) is not None and (town is None or town.first > pronoun):
            return self.told_of(pronoun)
        if town is None:
            return self._fronted(at)
        if town.first - at > FAR:
            return None
        people = {n for one in self.holders for n in range(one.first, one.after)}  # «la ciudad ucraniana de»
        people.update(self._leading(town.first))
        quoted = at + 1 < len(self.words) and self.words.texts[at + 1] in CLOSING
        apart = [n for n in range(at + 1 + quoted, town.first) if n not in people and not self.in_date(n)]
        needed = self.needed(lemmas)
        folded = {self.words.folded[n] for n in apart}
        if len(apart) > OBJECT or (needed and not folded & needed):
            return None
        light = self.grammar.light | self.grammar.inside | needed if needed else self.grammar.light
        return town if folded <= light and self._stands_alone(town) else None

    def _leading(self, town: int) -> range:
        """«la localidad aurífera de X», "the gold town of X": what is told of a town before its name."""
        of = self.words.folded[town - 1] in self.grammar.of if town > 1 else False
        near = range(town - 2, max(-1, town - 2 - LED), -1) if of else ()
        kind = next((n for n in near if self.words.folded[n] in self._kinds), None)
        if kind is None:
            return range(0)
        article = next((n for n in range(kind - 1, max(-1, kind - 1 - LED), -1) if self._is_article(n)), kind - 1)
        return range(article + 1, town)

    def _is_article(self, at: int) -> bool:
        return self.words.folded[at] in place_words(self.lang).definite

    @property
    def _kinds(self) -> frozenset[str]:
        return place_words(self.lang).towns

    def pronoun(self, at: int) -> int | None:
        """Where a pronoun is the object of a verb: "hold it", "control of it", «la conserva», «dominarla»."""
        words, grammar = self.words, self.grammar
        if words.folded[at].endswith(grammar.enclitics):
            bases = words.forms[at] - {words.folded[at]}
            return at if bases & (grammar.took | grammar.holds) else None
        if at > 1 and words.folded[at - 1] in grammar.clitics and words.folded[at - 2] in grammar.before_clitics:
            return at - 1
        near = range(at + 1, min(at + 1 + PRONOUN, len(words)))
        found = next((n for n in near if words.folded[n] in grammar.pronouns), None)
        if found is None or not all(words.folded[n] in grammar.light for n in range(at + 1, found)):
            return None
        ends = found + 1 == len(words) or not words[found + 1].is_word or words.folded[found + 1] in grammar.follows
        return found if ends else None

    def told_of(self, at: int) -> Town | None:
        """The town that a word means that does not name it: told of in this sentence, or before."""
        own = [one for one in self.told if one.first < at]
        if own:
            return Town(at, at + 1, own[-1].ref, own[-1].country)
        named = [one for one in self.towns if one.after <= at]
        return Town(at, at + 1, named[-1].ref, named[-1].country) if named else self.pointed(at, at + 1)

    def _fronted(self, at: int) -> Town | None:
        """«X, una ciudad que Kiev dice controlar», "a town which Russia says it holds": told of before the verb."""
        words, grammar = self.words, self.grammar
        if at + 1 < len(words) and words[at + 1].is_word and words.folded[at + 1] not in grammar.follows:
            return None
        that = next((n for n in range(at - 1, max(0, at - FRONTED), -1) if words.folded[n] in grammar.that), None)
        if that is None or (self.spoken(at)[0] and self.spoken(at)[0][0] < that):
            return None
        kind = next((n for n in range(that - 1, max(-1, that - BEHIND), -1) if words.folded[n] in self._kinds), None)
        return self.named_by(kind) if kind is not None else None

    def named_by(self, kind: int) -> Town | None:
        """The name that «una ciudad» stands behind, with a comma."""
        comma = kind - 1 if self.words.texts[kind - 1] == "," else kind - 2
        if comma < 1 or self.words.texts[comma] != ",":
            return None
        return next((one for one in self.towns if one.after == comma), None) or self.unnamed_before(comma)

    def _stands_alone(self, town: Town) -> bool:
        """Not "Goma residents", "Geneva talks", "Kyiv seriously", «Kabul aeropuerto», "Tehran-linked"."""
        if town.after == len(self.words) or self.in_date(town.after):
            return True
        behind = self.words[town.after]
        return behind.folded in self.grammar.follows if behind.is_word else behind.text not in HYPHENS

    def _is_part(self, town: Town) -> bool:
        """«la mitad de X», «el aeropuerto de X», "most of X": what is told of them is not told of the town."""
        if town.first == 0 or self.words.folded[town.first - 1] not in self.grammar.of:
            return False
        people = {n for one in self.holders for n in range(one.first, one.after)}  # «la ciudad ucraniana de»
        before = next((n for n in range(town.first - 2, -1, -1) if n not in people), None)
        if before is None or self.words.folded[before] not in self.grammar.light:
            return True
        leads = self._leading(town.first)
        return len(leads) > 0 and leads.start > 1 and self.words.folded[leads.start - 2] in self.grammar.of  # the mayor

    def _inside(self, town: Town) -> int | None:
        """«X, en la región de Y»: where it begins that says in what X lies, of whose towns the last one is no part."""
        regions = place_words(self.lang).territories
        for n in range(town.first - 1, max(0, town.first - 1 - WITHIN), -1):
            if self.words.folded[n] in self.grammar.within:
                return n - (self.words.texts[n - 1] == ",")
            if self.words.folded[n] not in self.grammar.light | self.grammar.of | regions:
                return None
        return None

    def _within(self, at: int) -> Town | None:
        """The town that stands right before."""
        known = next((one for one in self.towns if one.after == at), None)
        first = next((n + 1 for n in range(at - 1, -1, -1) if not self.is_name(n)), 0)
        sure = bool(self._leading(first))
        if known is None and first == 0 and at == 1 and not sure:  # "Fighters in X"
            return None
        return known or self.named(first, at, sure=sure)

    def before(self, at: int) -> Town | None:
        """The town that a verb tells of, as its subject."""
        town = next((one for one in reversed(self.towns) if one.after <= at), None)
        again = [n for n in self.cities if town is not None and town.after <= n < at]
        if town is not None and again:  # «entró en X, pero el ejército dice que la ciudad sigue …»
            town = Town(again[-1], again[-1] + 1, town.ref, town.country)
        if town is None or at - self._past_insertion(town.after, at) > BEHIND:
            return None
        inside = self._inside(town)
        if inside is not None:
            town = self._within(inside)
        if town is None or self._is_part(town):
            return None
        return None if any(word.text in ";:." for word in self.words[town.after : at]) else town

    def _past_insertion(self, after: int, at: int) -> int:
        """The end of what is told of a town between commas right before a verb: "X, in their hands for a year, is"."""
        inserted = self.words.texts[after] == "," == self.words.texts[at - 1] and after < at - 1
        return at if inserted and at - after <= INSERTED else after
